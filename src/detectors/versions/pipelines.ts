import { LanguageVersion } from '../../facts/versions.js';
import type { Language } from '../../model/end-of-life.js';
import type { Span } from '../../model/span.js';
import { type Version, versionIn } from '../../model/version-range.js';
import type { DataNode } from '../../syntax/data.js';
import { GITHUB, type Step, actionOf, inputOf, matrixValues, workflowOf } from '../ci/github.js';
import { detector } from '../detector.js';

const ACTIONS: Readonly<Record<string, readonly [Language, string]>> = {
  'actions/setup-python': ['Python', 'python-version'],
  'actions/setup-node': ['Node.js', 'node-version'],
  'actions/setup-go': ['Go', 'go-version'],
  'actions/setup-java': ['Java', 'java-version'],
};

/** Versions that jobs set up. https://github.com/actions/setup-python#supported-version-syntax */
export const setupActions = detector({
  framework: 'GitHub Actions',
  format: 'yaml',
  files: GITHUB,
  mentions: ['actions/setup-'],

  *facts(yaml) {
    const workflow = workflowOf(yaml);
    for (const step of workflow?.steps ?? []) {
      const action = actionOf(step.uses) ?? '';
      const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      const input = known && inputOf(step, known[1]);
      const given = input && workflow && !step.off ? valuesOf(input, step, workflow.root) : undefined;
      if (!known || !given) continue;
      const versions = given.values.map(versionIn).filter((version): version is Version => version !== undefined);
      if (versions.length === 0 || versions.length < given.values.length) continue;
      yield LanguageVersion(
        { span: given.span },
        {
          language: known[0],
          as: 'pipeline',
          by: action.slice('actions/'.length),
          path: yaml.document.path,
          written: given.values.join(', '),
          versions,
          range: undefined,
        },
      );
    }
  },
});

interface Given {
  readonly span: Span;
  readonly values: readonly string[];
}

/** A version as written, one that `env` holds, or those of a matrix. */
function valuesOf(input: DataNode, step: Step, root: DataNode): Given | undefined {
  const written = input.text?.trim();
  if (written === undefined) return undefined;
  const [, context, name = ''] = /^\$\{\{\s*(env|matrix)\.([\w-]{1,60})\s*\}\}$/.exec(written) ?? [];
  if (context === 'matrix') {
    const values = matrixValues(step.job, name);
    return values && { span: input.span, values };
  }
  if (context === 'env') {
    const held = step.node.at(`env.${name}`) ?? step.job?.node.at(`env.${name}`) ?? root.at(`env.${name}`);
    return held?.text === undefined ? undefined : { span: held.span, values: [held.text.trim()] };
  }
  return { span: input.span, values: written.split(/[ \t\r]{0,40}\n\s{0,40}/).filter((line) => line !== '') };
}
