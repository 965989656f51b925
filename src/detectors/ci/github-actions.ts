import {
  ActionUse,
  CallerInput,
  type CallData,
  type DeedData,
  type Ignored,
  Pipeline,
  PipelineStep,
  RepositoryOwner,
  ScriptDefinition,
  type TokenRights,
  type UnseenData,
  WorkflowToken,
} from '../../facts/delivery.js';
import { baseName, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { DataNode } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { hintsOf } from '../../model/script-name.js';
import { detector } from '../detector.js';
import { NO_WORK, type Work, joined, lineWork, linesWork, scriptWork, within, withoutTag } from './commands.js';
import { actionDeeds, workflowDeeds } from './deeds.js';
import { authorOf, expressionsIn } from './expressions.js';
import { GITHUB, type Job, type Step, type Workflow, actionOf, inputOf, matrixValues, workflowOf } from './github.js';
import { tokenNeeds } from './token-needs.js';

/** Workflows and composite actions: what triggers them, what their token may do, what their steps do and whom they call. */
export const githubActions = detector({
  framework: 'GitHub Actions',
  format: 'yaml',
  files: GITHUB,

  *facts(yaml): Iterable<FactDraft> {
    const workflow = workflowOf(yaml);
    if (!workflow) return;
    const { root, path, action, triggers, jobs } = workflow;
    const first = root.entries[0]?.keySpan ?? root.span;
    yield Pipeline({ span: first }, { tool: 'GitHub Actions', path, name: root.get('name')?.text, triggers, action });
    yield* uses(workflow);
    yield* owners(yaml);
    for (const call of callers(workflow)) yield call;
    if (action) {
      const all = joined(workflow.steps.filter(({ off }) => !off).map((step) => stepWork(yaml, step, workflow)));
      const folder = folderOf(path);
      yield ScriptDefinition(
        { span: first },
        { runner: 'action', name: folder, folder, opaque: false, deeds: all.deeds, calls: all.calls, unseen: all.unseen },
      );
      return;
    }
    yield WorkflowToken(
      { span: first },
      {
        triggers,
        rights: rightsOf(root.get('permissions'), root.entry('permissions')?.keySpan),
        jobs: jobs.map(({ name, keySpan, node }) => ({
          name,
          at: keySpan,
          rights: rightsOf(node.get('permissions'), node.entry('permissions')?.keySpan),
        })),
        ...tokenNeeds(yaml, workflow),
      },
    );
    for (const job of jobs) {
      if (job.off) continue;
      yield* calledWorkflow(job, workflow);
      const given = jobIgnored(job);
      for (const step of job.steps) {
        if (step.off) continue;
        const { deeds, calls, unseen } = stepWork(yaml, step, workflow);
        if (deeds.length + calls.length + unseen.length === 0) continue;
        const reported = reportsResults(job);
        const own = handled(step, yaml) ? undefined : keyIgnored(step.node, 'continue-on-error');
        const settle = (found: Ignored | undefined, does: string | undefined): Ignored | undefined =>
          reported && (does === undefined || does.startsWith('scans')) ? undefined : (found ?? own ?? given);
        yield PipelineStep(
          { span: step.node.entries[0]?.keySpan ?? step.node.span },
          {
            tool: 'GitHub Actions',
            path,
            job: job.name,
            deeds: deeds.map((deed) => ({ ...deed, ignored: settle(deed.ignored, deed.does) })),
            calls: calls.map((call) => ({ ...call, ignored: settle(call.ignored, undefined) })),
            unseen,
          },
        );
      }
    }
  },
});

function rightsOf(permissions: DataNode | undefined, at = permissions?.span): TokenRights | undefined {
  if (!permissions || !at) return undefined;
  return { all: permissions.text?.trim() === 'write-all', at, value: permissions.span };
}

/** `continue-on-error: true`; an expression is meant for some legs of a matrix. */
function keyIgnored(node: DataNode, key: string): Ignored | undefined {
  const entry = node.entry(key);
  if (entry?.value.kind !== 'flag' || !entry.value.on || entry.inherited) return undefined;
  return {
    how: `${key}: true`,
    at: { start: entry.keySpan.start, end: entry.node.span.end },
    removal: undefined,
    entry: entry.node.path,
    becomes: undefined,
  };
}

/** A whole job that may fail, unless only its experimental legs are there for that. */
const jobIgnored = (job: Job): Ignored | undefined =>
  /experimental|nightly|beta|canary|next|preview/i.test(job.name) ? undefined : keyIgnored(job.node, 'continue-on-error');

/** Somebody looks at how the step ended. */
function handled({ id }: Step, { document: { text } }: YamlSyntax): boolean {
  return (
    id !== undefined &&
    new RegExp(
      String.raw`steps(?:\.|\[['"])${id.replace(/[^\w-]/g, '')}(?:['"]\])?\.(?:outcome|outputs\.[\w-]{0,40}(?:exit|status|fail|result|code))`,
    ).test(text)
  );
}

/** Findings go to code scanning, where they are handled. */
const reportsResults = (job: Job): boolean =>
  job.steps.some(({ uses: action }) => actionOf(action)?.endsWith('codeql-action/upload-sarif') === true);

/** What a step does, by its commands or its action. */
function stepWork(yaml: YamlSyntax, step: Step, workflow: Workflow): Work {
  const { run, uses: action } = step;
  if (run) {
    if (/^(?:python|perl|ruby|node)/.test(step.shell ?? '')) return NO_WORK;
    const work = scriptWork(yaml.script(run), yaml.document.text, step.folder);
    const known = new Set(work.deeds.map(({ does, tool }) => `${does} ${tool}`));
    const axes = matrixWork(step).map((each) => ({ ...each, deeds: each.deeds.filter(({ does, tool }) => !known.has(`${does} ${tool}`)) }));
    return joined([work, ...axes]);
  }
  return action ? actionWork(step, workflow) : NO_WORK;
}

const AXIS = /\$\{\{\s*matrix\.([\w-]{1,40})\s*\}\}/;

/** The same commands with each value of a matrix in the place of its name; only where they are few. */
function matrixWork({ run, job, folder }: Step): readonly Work[] {
  const text = run?.text;
  const name = text === undefined ? undefined : AXIS.exec(text)?.[1];
  const values = name === undefined ? undefined : matrixValues(job, name);
  if (text === undefined || !run || !values || text.split('\n').length > 8) return [];
  const span = run.keySpan ?? run.span;
  return [...new Set(values)].map((value) => {
    const { deeds, calls } = linesWork(
      text.replaceAll(new RegExp(AXIS, 'g'), (whole, axis: string) => (axis === name ? value : whole)),
      folder,
    );
    return {
      deeds: deeds.map((deed) => ({ ...deed, at: span, ignored: undefined })),
      calls: calls.map((call) => ({ ...call, at: span, ignored: undefined })),
      unseen: [],
      opaque: false,
    };
  });
}

/** Inputs with which an action's check succeeds whatever it finds. */
const NEVER_FAILS: readonly (readonly [RegExp, string, RegExp])[] = [
  [/^aquasecurity\/trivy-action/, 'exit-code', /^0$/],
  [/^golangci\/golangci-lint-action/, 'args', /--issues-exit-code[= ]0\b/],
  [/^bridgecrewio\/checkov-action/, 'soft_fail', /^true$/],
  [/^aquasecurity\/tfsec-action/, 'soft_fail', /^true$/],
  [/^anchore\/scan-action/, 'fail-build', /^false$/],
  [/^actions\/dependency-review-action/, 'warn-only', /^true$/],
  [/^hadolint\/hadolint-action/, 'no-fail', /^true$/],
  [/^securego\/gosec/, 'args', /(?:^|\s)-no-fail\b/],
];

function actionIgnored(step: Step, action: string): Ignored | undefined {
  for (const [pattern, input, value] of NEVER_FAILS) {
    const node = pattern.test(action) ? inputOf(step, input) : undefined;
    const text = node?.text?.trim();
    if (!node || text === undefined || !value.test(text) || /sarif/i.test(inputOf(step, 'format')?.text ?? '')) continue;
    const becomes = input === 'exit-code' ? '1' : input === 'fail-build' ? 'true' : input === 'args' ? undefined : 'false';
    return {
      how: `${input}: ${text.length > 30 ? '…' : text}`,
      at: { start: node.keySpan?.start ?? node.span.start, end: node.span.end },
      removal: undefined,
      entry: becomes === undefined ? undefined : node.path,
      becomes,
    };
  }
  return undefined;
}

function actionWork(step: Step, { home }: Workflow): Work {
  const { uses: action } = step;
  const reference = action?.text?.trim() ?? '';
  if (!action || reference === '' || reference.includes('${{')) return NO_WORK;
  const at = action.span;
  if (reference.startsWith('./')) {
    const folder = within(home, reference);
    if (folder === undefined) return NO_WORK;
    return {
      ...NO_WORK,
      calls: [{ runner: 'action', script: folder, folder: home, everywhere: false, command: reference, at, ignored: undefined }],
    };
  }
  if (reference.startsWith('docker://')) {
    const image = baseName(withoutTag(reference));
    const line = `${image} ${inputOf(step, 'args')?.text ?? ''}`.replace(/\s+/g, ' ');
    return atPlace(lineWork(line, 0, step.folder), at);
  }
  const name = reference.split('@', 1)[0] ?? '';
  const row = actionDeeds(name, (input) => inputOf(step, input)?.text?.trim());
  const ignored = actionIgnored(step, name.toLowerCase());
  const deeds: DeedData[] = (row.does ?? []).map((does) => ({
    does,
    tool: baseName(name),
    command: name,
    at,
    ignored,
    ...(does === 'builds an image' && !name.includes('bake') ? dockerfileOf(step, home) : {}),
  }));
  const inner: Work[] = [];
  for (const input of row.script ?? []) {
    const node = inputOf(step, input);
    for (const line of node?.text?.split('\n') ?? [])
      if (!/^\s*#/.test(line)) inner.push(atPlace(lineWork(line, 0, step.folder), node?.keySpan ?? at));
  }
  if (row.program) {
    const [program, input] = row.program;
    const given = input === '' ? (program === 'pre-commit' ? 'run' : '') : (inputOf(step, input)?.text ?? '');
    const extra = inputOf(step, 'args')?.text ?? inputOf(step, 'extra_args')?.text ?? '';
    if (given.trim() !== '')
      inner.push(atPlace(lineWork(`${program} ${given} ${program === 'pre-commit' ? '' : extra}`.replace(/\s+/g, ' '), 0, home), at));
  }
  return joined([{ ...NO_WORK, deeds, unseen: unseenAction(name, at) }, ...inner]);
}

/** Actions of others that nobody here knows, where their names say what they are for. */
function unseenAction(name: string, at: DataNode['span']): readonly UnseenData[] {
  const lower = name.toLowerCase();
  if (/^(?:actions|github)\//.test(lower) || actionDeeds(name, () => undefined).does !== undefined) return [];
  const own = baseName(lower).replace(/^(?:action|actions|github-action|gh-action)-/, '');
  if (/setup|install|cache|report|publish|upload|comment|badge|login|notify|changed|label|summary|download|release/.test(own)) return [];
  return /(?:^|[-_])(?:test|tests|lint|linter|ci|scan|scanner|security|audit|coverage|check|checks|build)(?:$|[-_])/.test(own)
    ? [{ command: name, at, mayDo: hintsOf(own) }]
    : [];
}

const atPlace = (work: Work, at: DataNode['span']): Work => ({
  deeds: work.deeds.map((deed) => ({ ...deed, at, ignored: movedIgnored(deed.ignored, at) })),
  calls: work.calls.map((call) => ({ ...call, at, ignored: movedIgnored(call.ignored, at) })),
  unseen: work.unseen.map((each) => ({ ...each, at })),
  opaque: work.opaque,
});

const movedIgnored = (ignored: Ignored | undefined, at: DataNode['span']): Ignored | undefined =>
  ignored && { how: ignored.how, at, removal: undefined, becomes: undefined };

/** `file` and `context` of docker/build-push-action. */
function dockerfileOf(step: Step, home: string): { readonly dockerfile?: string } {
  const file = inputOf(step, 'file')?.text?.trim() ?? inputOf(step, 'dockerfile')?.text?.trim();
  if (file !== undefined) {
    const path = within(home, file.replace(/\$\{\{\s*github\.workspace\s*\}\}/, '.'));
    return path === undefined ? {} : { dockerfile: path };
  }
  const context = inputOf(step, 'context')?.text?.trim() ?? '.';
  if (context === '{{defaultContext}}') return { dockerfile: home === '' ? 'Dockerfile' : `${home}/Dockerfile` };
  const place = within(home, context);
  return place === undefined ? {} : { dockerfile: place === '' ? 'Dockerfile' : `${place}/Dockerfile` };
}

/** A job that is a workflow of others: what it does is known for a few. */
function* calledWorkflow(job: Job, { path }: Workflow): Iterable<FactDraft> {
  const reference = job.uses?.text?.trim();
  if (!job.uses || reference === undefined || reference.startsWith('./') || reference.startsWith('$/')) return;
  const at = job.uses.span;
  const known = workflowDeeds(reference);
  const command = reference.split('@', 1)[0] ?? reference;
  yield PipelineStep(
    { span: job.keySpan },
    {
      tool: 'GitHub Actions',
      path,
      job: job.name,
      deeds: known.map((does) => ({ does, tool: command.split('/')[1] ?? command, command, at, ignored: undefined })),
      calls: [] satisfies CallData[],
      unseen: known.length > 0 ? [] : [{ command, at, mayDo: 'anything' }],
    },
  );
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Every action and workflow from elsewhere, once for each reference. */
function* uses({ steps, jobs }: Workflow): Iterable<FactDraft> {
  const seen = new Set<string>();
  const all = [
    ...jobs.flatMap((job) => (job.uses ? [{ node: job.uses, what: 'workflow' as const }] : [])),
    ...steps.flatMap((step) => (step.uses ? [{ node: step.uses, what: 'action' as const }] : [])),
  ];
  for (const { node, what } of all.sort((a, b) => a.node.span.start - b.node.span.start)) {
    const reference = node.text?.trim() ?? '';
    if (reference === '' || /^[.$/]|\$\{\{/.test(reference) || seen.has(reference)) continue;
    seen.add(reference);
    if (reference.startsWith('docker://')) {
      const tag = /:([^/:@]+)$/.exec(reference)?.[1];
      const pinned = reference.includes('@sha256:') || (tag !== undefined && tag !== 'latest');
      yield ActionUse({ span: node.span }, { reference, owner: '', version: tag, pin: pinned ? 'commit' : 'moving', what: 'image' });
      continue;
    }
    const [name = '', version] = reference.split('@');
    const owner = name.split('/')[0] ?? '';
    if (!/^[\w.-]{1,60}\/[\w./-]{1,200}$/.test(name)) continue;
    yield ActionUse(
      { span: node.span },
      {
        reference,
        owner: owner.toLowerCase(),
        version,
        pin: version !== undefined && COMMIT.test(version) ? 'commit' : 'moving',
        what,
      },
    );
  }
}

/** What is handed to actions and workflows of the same repository. */
function* callers({ steps, jobs, home, path }: Workflow): Iterable<FactDraft> {
  const calls = [...steps.map(({ uses: action, node }) => ({ action, node })), ...jobs.map(({ uses: action, node }) => ({ action, node }))];
  for (const { action, node } of calls) {
    const reference = action?.text?.trim();
    if (!action || reference?.startsWith('./') !== true) continue;
    const callee = within(home, reference);
    if (callee === undefined) continue;
    yield CallerInput({ span: action.span }, { callee, input: '', author: undefined, context: undefined, passes: undefined });
    for (const { key, node: value } of node.get('with')?.entries ?? []) {
      const contexts = [...expressionsIn(value.text ?? '')].flatMap((expression) => expression.contexts);
      const outside = contexts.find((context) => authorOf(context) !== undefined);
      const own = contexts.flatMap((context) => /^(?:github\.event\.)?inputs\.([\w-]+)$/.exec(context.path)?.[1] ?? [])[0];
      yield CallerInput(
        { span: value.span },
        {
          callee,
          input: key.toLowerCase(),
          author: outside && authorOf(outside),
          context: outside?.path,
          passes: own === undefined ? undefined : { path, input: own },
        },
      );
    }
  }
}

/** `if: github.repository == 'shop/api'` */
function* owners({ document: { text } }: YamlSyntax): Iterable<FactDraft> {
  const pattern = /\bgithub\.repository(?:_owner)?\s{0,4}==\s{0,4}['"]([\w.-]{1,60})(?:\/[\w.-]{1,100})?['"]/g;
  for (const match of text.matchAll(pattern))
    yield RepositoryOwner({ span: { start: match.index, end: match.index + match[0].length } }, { owner: (match[1] ?? '').toLowerCase() });
}
