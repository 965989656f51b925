import { Deed, type DeedKind, Pipeline, UnseenWork } from '../../facts/delivery.js';
import { type Workspace } from '../../facts/project.js';
import type { Ecosystem } from '../../facts/project.js';
import type { Document } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import type { TextEdit } from '../../model/finding.js';
import type { Judgement, Messages, Scope } from '../../model/rule.js';
import { before } from '../../model/span.js';

/** What the rules about what pipelines lack read. */
export const READS = [Deed, Pipeline, UnseenWork] as const;

type Subject = Fact<NonNullable<(typeof Workspace)['of']>>;
type Reaching<M extends Messages> = Pick<Scope<M>, 'everywhere' | 'evidence' | 'unknown'>;

/** How many places prove a thing. */
const ENOUGH = 3;

/**
 * What pipelines show of some kinds of deed: evidence, or what cannot be seen; undefined when all of them can be seen, and none does
 * it. Where there is no pipeline, or only a part of a repository, nothing is known.
 */
export function shown<M extends Messages>(
  workspace: Subject,
  kinds: readonly DeedKind[],
  { everywhere, evidence, unknown }: Reaching<M>,
): readonly Judgement[] | undefined {
  const proofs = everywhere(Deed).filter(({ does }) => kinds.includes(does));
  if (proofs.length > 0)
    return unique(proofs)
      .slice(0, ENOUGH)
      .map((deed) =>
        evidence(deed, deed.command === deed.tool || deed.command.startsWith(deed.tool) ? deed.command : `${deed.command} (${deed.tool})`),
      );
  if (workspace.part || !everywhere(Pipeline).some(({ action }) => !action)) return [unknown(workspace)];
  const unseen = everywhere(UnseenWork).filter(({ mayDo }) => mayDo === 'anything' || mayDo.some((kind) => kinds.includes(kind)));
  const places = unseen.filter(
    ({ uri, span }, i) => unseen.findIndex((other) => other.uri === uri && other.span.start === span.start) === i,
  );
  return places.length > 0 ? places.slice(0, ENOUGH).map((each) => unknown(each)) : undefined;
}

function unique(all: readonly Fact<NonNullable<(typeof Deed)['of']>>[]): readonly Fact<NonNullable<(typeof Deed)['of']>>[] {
  const seen = new Set<string>();
  return all.filter(({ command, path }) => !seen.has(`${path} ${command}`) && seen.add(`${path} ${command}`).has(`${path} ${command}`));
}

/** The pipelines of a workspace, actions left out. */
export const pipelinesOf = <M extends Messages>({
  everywhere,
}: Pick<Scope<M>, 'everywhere'>): readonly Fact<NonNullable<(typeof Pipeline)['of']>>[] =>
  everywhere(Pipeline).filter(({ action }) => !action);

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
