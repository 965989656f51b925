import { Checkout } from '../../facts/delivery.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, slice } from '../../model/span.js';
import { texts } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { detector } from '../detector.js';
import { GITHUB, type Job, type Step, type Workflow, actionOf, inputOf, workflowOf } from './github.js';

/** Jobs with the repository's own rights that fetch what a pull request brings. */
export const githubCheckouts = detector({
  framework: 'GitHub Actions',
  format: 'yaml',
  files: GITHUB,
  mentions: ['pull_request_target', 'workflow_run'],

  *facts(yaml): Iterable<FactDraft> {
    const workflow = workflowOf(yaml);
    if (!workflow || workflow.action) return;
    const { triggers, root, jobs } = workflow;
    const trigger = (['pull_request_target', 'workflow_run'] as const).find((each) => triggers.includes(each));
    if (!trigger) return;
    const on = root.get('on') ?? root.get('true');
    const started = on?.at('workflow_run.workflows');
    const after = started
      ? (started.items.length > 0 ? started.items : [started]).flatMap(({ text }) => (text === undefined ? [] : [text]))
      : [];
    const labelled =
      trigger === 'pull_request_target' &&
      on
        ?.at('pull_request_target.types')
        ?.items.map(({ text }) => text)
        .join() === 'labeled';
    for (const job of jobs) {
      if (job.off) continue;
      for (const step of job.steps) {
        if (step.off) continue;
        const revision = fetched(yaml, step);
        if (!revision) continue;
        yield Checkout(
          { span: revision.span },
          {
            job: job.name,
            trigger,
            revision: slice(yaml.document.text, revision.span),
            gate: gateOf(job, step, workflow) ?? (labelled ? 'person' : undefined),
            after,
            privileged: isPrivileged(yaml, job, workflow),
          },
        );
      }
    }
  },
});

/** What names the code of a pull request. */
const HEAD =
  /github\.head_ref|github\.event\.pull_request\.(?:head\.(?:sha|ref|label)|merge_commit_sha)|github\.event\.workflow_run\.(?:head_(?:sha|branch|commit\.id)|pull_requests)|refs\/pull\/|github\.event\.(?:pull_request\.)?number/;
const HEAD_REPOSITORY = /github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.(?:full_name|owner|name)/;

function fetched({ document: { text } }: YamlSyntax, step: Step): DataNode | { readonly span: Span } | undefined {
  if (actionOf(step.uses) === 'actions/checkout') {
    const repository = inputOf(step, 'repository');
    const ref = inputOf(step, 'ref');
    if (ref && HEAD.test(ref.text ?? '') && !(ref.text ?? '').includes('base')) return ref;
    return repository && HEAD_REPOSITORY.test(repository.text ?? '') ? repository : undefined;
  }
  if (!step.run) return undefined;
  const source = slice(text, step.run.span);
  const match =
    /\bgh pr checkout\b[^\n]{0,80}|\bgit (?:checkout|switch|fetch|pull|merge)\b[^\n]{0,120}?(?:github\.event\.pull_request\.head\.(?:sha|ref)|github\.head_ref|pull\/[^\n]{0,60}\/(?:head|merge)|workflow_run\.head_(?:sha|branch))/.exec(
      source,
    );
  if (!match) return undefined;
  const start = step.run.span.start + match.index;
  return { span: { start, end: start + match[0].trimEnd().length } };
}

const conditionOf = (node: DataNode | undefined): string => node?.get('if')?.text ?? '';

/** What lets only some pull requests through: branches of the repository itself, or those that a person has looked at. */
function gateOf(job: Job, step: Step, { jobs }: Workflow): 'same-repository' | 'person' | undefined {
  const needed = texts(job.node.get('needs')?.value).map(({ text }) => text);
  const above = jobs.filter(({ name }) => needed.includes(name));
  const conditions = [conditionOf(job.node), conditionOf(step.node), ...above.map(({ node }) => conditionOf(node))];
  const all = conditions.join('\n').replace(/\s+/g, ' ');
  if (SAME_REPOSITORY.some((pattern) => pattern.test(all))) return 'same-repository';
  if (
    /github\.event_name ?(?:==|!=)/.test(all) &&
    !/event_name ?== ?'(?:pull_request_target|workflow_run)'|event_name ?!= ?'(?!pull_request_target|workflow_run)/.test(all)
  )
    return 'same-repository';
  if ([job, ...above].some(({ node }) => node.get('environment'))) return 'person';
  return PERSON.test(all) || above.some(({ name }) => /auth|allow|gate|approv|permission|check-?member|guard/i.test(name))
    ? 'person'
    : undefined;
}

const SAME_REPOSITORY: readonly RegExp[] = [
  /head\.repo\.full_name ?== ?(?:github\.repository|github\.event\.pull_request\.base\.repo\.full_name|'[\w./-]+')/,
  /github\.repository ?== ?github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.full_name/,
  /(?:! ?github\.event\.pull_request\.head\.repo\.fork|head\.repo\.fork ?== ?false|head\.repo\.fork ?!= ?true)/,
  /head\.repo\.owner\.login ?== ?(?:github\.repository_owner|'[\w-]+')/,
  /head_repository\.(?:full_name|owner\.login) ?== ?(?:github\.repository(?:_owner)?|'[\w./-]+')/,
  /workflow_run\.event ?(?:== ?'(?:push|schedule|release|workflow_dispatch|create)'|!= ?'pull_request')/,
  /github\.event\.pull_request\.merged ?(?:== ?true|\)|&&|$)|pull_request\.merged/,
];

/** Labels, members of the team, bots: a decision of somebody with rights. */
const PERSON =
  /labels?\b|author_association|github\.actor ?==|github\.triggering_actor ?==|pull_request\.user\.login ?==|sender\.login ?==|fromJSON\([^)]{0,200}(?:allow|maintain|member)|contains\([^)]{0,200}github\.actor/i;

/** Whether there is anything to take: secrets, or a token that can write. */
function isPrivileged({ document: { text } }: YamlSyntax, job: Job, { root }: Workflow): boolean {
  const rights = job.node.get('permissions') ?? root.get('permissions');
  const writes = !rights || rights.text?.trim() === 'write-all' || rights.entries.some(({ node }) => node.text?.trim() === 'write');
  return (
    writes ||
    /\bsecrets\.(?!GITHUB_TOKEN\b)\w/.test(slice(text, job.node.span)) ||
    job.node.get('secrets') !== undefined ||
    /\bsecrets\.(?!GITHUB_TOKEN\b)\w/.test(slice(text, root.get('env')?.span ?? { start: 0, end: 0 }))
  );
}
