import { CallerInput, Deed, type DeedKind, Pipeline, UnseenWork } from '../../facts/delivery.js';
import { type Ecosystem, Manifest, type Workspace } from '../../facts/project.js';
import type { Document } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import type { TextEdit } from '../../model/finding.js';
import type { Example, Judgement, Scope } from '../../model/rule.js';
import { code, suggestion } from '../../model/rule.js';
import { before } from '../../model/span.js';

/** What the rules about what pipelines lack read. */
export const READS = [Deed, Pipeline, UnseenWork, Manifest] as const;

type DeedFact = Fact<NonNullable<(typeof Deed)['of']>>;
type Subject = Fact<NonNullable<(typeof Workspace)['of']>>;
/** A rule that says one thing of a single pipeline, and another of several. */
type Speaking = Scope<Readonly<Record<'one' | 'many', string>>>;
/** A workflow that would do what is missing. */
interface NewWorkflow {
  readonly name: string;
  readonly lines: (ecosystem: Ecosystem, all: readonly Ecosystem[]) => readonly string[];
}

/** What an item of the checklist asks for beyond that some job does it: what that is called, and which deeds do. */
interface Closely {
  readonly concerns: string;
  readonly holds: (deed: DeedFact) => boolean;
}

/** How many places prove a thing. */
const ENOUGH = 3;

/**
 * What pipelines show of some kinds of deed: evidence, what cannot be seen, or that none does it, with the workflow that would.
 * Where there is no pipeline, or only a part of a repository, nothing is known.
 */
export function* someJobDoes(
  kinds: readonly DeedKind[],
  workspace: Subject,
  { document, everywhere, evidence, problem, unknown }: Speaking,
  workflow?: NewWorkflow,
  closely?: Closely,
): Iterable<Judgement> {
  const proofs = everywhere(Deed).filter(({ does }) => kinds.includes(does));
  const whole = proofs.filter((deed) => closely?.holds(deed) === true);
  const shown = whole.length > 0 ? whole : proofs;
  for (const { command, tool, ...deed } of uniqueBy(shown, (each) => `${each.path} ${each.command}`).slice(0, ENOUGH))
    yield evidence(deed, command.startsWith(tool) ? command : `${command} (${tool})`, whole.length > 0 ? closely?.concerns : undefined);
  if (shown.length > 0) return;
  const pipelines = everywhere(Pipeline).filter(({ action }) => !action);
  if (workspace.part || pipelines.length === 0) {
    yield unknown(workspace);
    return;
  }
  const unseen = everywhere(UnseenWork).filter(({ mayDo }) => mayDo === 'anything' || mayDo.some((kind) => kinds.includes(kind)));
  if (unseen.length > 0) {
    yield* uniqueBy(unseen, ({ uri, span }) => `${uri} ${String(span.start)}`)
      .slice(0, ENOUGH)
      .map((each) => unknown(each));
    return;
  }
  const ecosystems = uniqueBy(everywhere(Manifest), ({ ecosystem }) => ecosystem).map(({ ecosystem }) => ecosystem);
  const [language] = ecosystems;
  const fixes =
    workflow && pipelines.some(({ tool }) => tool === 'GitHub Actions')
      ? suggestion(
          `Add '.github/workflows/${workflow.name}.yml'`,
          language && newWorkflow(document, workflow.name, workflow.lines(language, ecosystems)),
        )
      : [];
  const about = closely ? { concerns: closely.concerns } : {};
  yield pipelines.length === 1
    ? problem({ at: workspace, say: 'one', fixes, ...about })
    : problem({ at: workspace, say: 'many', words: { count: pipelines.length }, fixes, ...about });
}

function uniqueBy<T>(all: readonly T[], keyOf: (each: T) => string): readonly T[] {
  const firsts = new Map<string, T>();
  for (const each of all) if (!firsts.has(keyOf(each))) firsts.set(keyOf(each), each);
  return [...firsts.values()];
}

/** Tools whose pipelines wait for somebody to say when they run. */
const WHEN_TOLD = /Cloud Build|CodeBuild|Jenkins|Tekton|Argo/i;
const DEEPEST = 3;

/** Whether a pipeline runs for each change that is proposed, itself or called by one that does. */
export function runsForChanges(path: string, { everywhere }: Pick<Scope, 'everywhere'>, depth = 0): boolean {
  const pipelines = everywhere(Pipeline).filter((pipeline) => pipeline.path === path);
  return pipelines.some(({ tool, triggers }) => {
    if (tool !== 'GitHub Actions') return !WHEN_TOLD.test(tool);
    if (triggers.some((trigger) => /^(?:pull_request(?:_target)?|merge_group)$/.test(trigger))) return true;
    if (!triggers.includes('workflow_call') || depth >= DEEPEST) return false;
    const callers = new Set(everywhere(CallerInput).flatMap(({ callee, uri }) => (callee === path ? [uri] : [])));
    return everywhere(Pipeline).some((caller) => callers.has(caller.uri) && runsForChanges(caller.path, { everywhere }, depth + 1));
  });
}

/** A workflow whose one job does something else, and then what is asked for. */
export const workflowThatRuns = (command: string): Example => ({
  file: '.github/workflows/ci.yml',
  bad: workflowRunning('echo built'),
  good: workflowRunning(command),
});

const workflowRunning = (command: string): string => code`
  on: push
  permissions:
    contents: read
  jobs:
    build:
      runs-on: ubuntu-latest
      steps:
        - uses: actions/checkout@v5
        - run: ${command}
`;

/** A new workflow of GitHub Actions beside those that are there. */
export function newWorkflow({ uri, path }: Pick<Document, 'uri' | 'path'>, name: string, lines: readonly string[]): readonly TextEdit[] {
  const root = path === '' ? uri.replace(/\/$/, '') : uri.split('/').slice(0, -path.split('/').length).join('/');
  return [{ span: before(0), text: `${lines.join('\n')}\n`, uri: `${root}/.github/workflows/${name}.yml` }];
}

/** How a language's tools come to a runner, and what tests and lints there. */
// prettier-ignore
const SETUP: Readonly<Record<Ecosystem, { readonly setup: readonly string[]; readonly test: string; readonly lint: string; readonly codeql: string }>> = {
  python: { setup: ['- uses: actions/setup-python@v5', '  with:', "    python-version: '3.x'", '- run: pip install -r requirements.txt'], test: 'pytest', lint: 'ruff check .', codeql: 'python' },
  javascript: { setup: ['- uses: actions/setup-node@v4', '  with:', '    node-version: lts/*', '- run: npm ci'], test: 'npm test', lint: 'npm run lint', codeql: 'javascript-typescript' },
  go: { setup: ['- uses: actions/setup-go@v5', '  with:', '    go-version-file: go.mod'], test: 'go test ./...', lint: 'go vet ./...', codeql: 'go' },
  java: { setup: ['- uses: actions/setup-java@v4', '  with:', '    distribution: temurin', "    java-version: '21'"], test: './mvnw verify', lint: './mvnw checkstyle:check', codeql: 'java-kotlin' },
};

/** A workflow that runs some commands for each push and pull request. */
export function workflowWith(ecosystem: Ecosystem, job: string, commands: readonly ('test' | 'lint')[]): readonly string[] {
  const known = SETUP[ecosystem];
  const steps = ['- uses: actions/checkout@v4', ...known.setup, ...commands.map((command) => `- run: ${known[command]}`)];
  return [
    `name: ${job}`,
    '',
    'on:',
    '  push:',
    '    branches: [main]',
    '  pull_request:',
    '',
    'permissions:',
    '  contents: read',
    '',
    'jobs:',
    `  ${job}:`,
    '    runs-on: ubuntu-latest',
    '    steps:',
    ...steps.map((line) => `      ${line}`),
  ];
}

/** A workflow with GitHub's own scanner. https://docs.github.com/code-security/code-scanning */
export const scanWith = (ecosystems: readonly Ecosystem[]): readonly string[] => [
  'name: codeql',
  '',
  'on:',
  '  push:',
  '    branches: [main]',
  '  pull_request:',
  '  schedule:',
  "    - cron: '30 4 * * 1'",
  '',
  'permissions:',
  '  contents: read',
  '  security-events: write',
  '',
  'jobs:',
  '  analyze:',
  '    runs-on: ubuntu-latest',
  '    steps:',
  '      - uses: actions/checkout@v4',
  '      - uses: github/codeql-action/init@v3',
  '        with:',
  `          languages: ${ecosystems.map((each) => SETUP[each].codeql).join(', ')}`,
  '      - uses: github/codeql-action/analyze@v3',
];
