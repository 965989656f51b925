import { Deed, type DeedKind, ScriptDefinition, UnseenWork } from '../../facts/delivery.js';
import { type Ecosystem, Workspace } from '../../facts/project.js';
import { type LanguageUse, type QualityTask, QualityTool } from '../../facts/quality.js';
import { toolFor } from '../../model/quality-tools.js';
import type { Scope } from '../../model/rule.js';
import type { At } from '../../model/span.js';

/** What has to be read to know who looks at code. */
export const LOOKERS = [QualityTool, Deed, ScriptDefinition, UnseenWork, Workspace] as const;

const DEEDS: Readonly<Record<QualityTask, DeedKind>> = { lint: 'lints', format: 'checks formatting', types: 'type-checks' };

/** Programs that do more than look at code, and those that go by another name in a pipeline. */
const PROGRAMS: Readonly<Record<string, readonly Ecosystem[]>> = {
  go: ['go'],
  golangci: ['go'],
  mvn: ['java'],
  mvnw: ['java'],
  mvnd: ['java'],
  gradle: ['java'],
  gradlew: ['java'],
  next: ['javascript'],
  ng: ['javascript'],
  'vue-cli-service': ['javascript'],
  'react-scripts': ['javascript'],
  deno: ['javascript'],
  tsgo: ['javascript'],
  astro: ['javascript'],
  nuxi: ['javascript'],
  nuxt: ['javascript'],
  'super-linter': ['python', 'javascript', 'go', 'java'],
  megalinter: ['python', 'javascript', 'go', 'java'],
};

const NAMES: Readonly<Record<Ecosystem, string>> = { python: 'Python', javascript: 'JavaScript', go: 'Go', java: 'Java' };

/** What packages of a language are called. */
export const PACKAGES: Readonly<Record<Ecosystem, string>> = { python: 'Python', javascript: 'npm', go: 'Go', java: 'Java' };

/** The language as its owners spell it; TypeScript where most of the code is. */
export const languageName = (ecosystem: Ecosystem, uses: readonly LanguageUse[] = []): string => {
  const [files, typed] = uses.reduce(([all, some], use) => [all + use.files, some + use.typed], [0, 0]);
  return ecosystem === 'javascript' && typed * 2 > files ? 'TypeScript' : NAMES[ecosystem];
};

/** Who does a task in the places where a language is used. */
export interface Looked {
  /** One proof for each place that somebody looks at. */
  readonly proofs: readonly { readonly at: At; readonly note: string }[];
  readonly bare: readonly LanguageUse[];
  /** Nobody is seen to look, and somebody may. */
  readonly unsure: At | undefined;
}

interface Looker {
  readonly at: At;
  readonly tool: string;
  readonly folder: string;
}

/** What most of a language's files have, the language has: a small package without it is no gap of the whole. */
const MOST = 0.8;

/** Whether settings in a folder count for a use: they stand at it, above it, or below it and nearer to no other. */
export function reaches(folder: string, use: LanguageUse, uses: readonly LanguageUse[]): boolean {
  if (isWithin(use.folder, folder)) return true;
  if (!isWithin(folder, use.folder)) return false;
  return !uses.some(
    (other) => other.folder.length > use.folder.length && isWithin(other.folder, use.folder) && isWithin(folder, other.folder),
  );
}

export const isWithin = (inner: string, outer: string): boolean => outer === '' || inner === outer || inner.startsWith(`${outer}/`);

export function lookedAt(
  task: QualityTask,
  ecosystem: Ecosystem,
  uses: readonly LanguageUse[],
  { everywhere }: Pick<Scope, 'everywhere'>,
): Looked {
  const does = DEEDS[task];
  // `golangci/golangci-lint-action` is called after what it runs.
  const can = (name: string): boolean => {
    const program = name.replace(/^run-|(?:-github)?-action$/g, '');
    return (toolFor(program)?.[task] ?? PROGRAMS[program] ?? []).includes(ecosystem);
  };
  const tools = everywhere(QualityTool).filter((tool) => tool.task === task && tool.ecosystems.includes(ecosystem));
  const scripts = everywhere(ScriptDefinition).flatMap(({ deeds, uri, folder }) =>
    deeds.filter((deed) => deed.does === does && can(deed.tool)).map((deed) => ({ at: { uri, span: deed.at }, tool: deed.tool, folder })),
  );
  const deeds = everywhere(Deed).filter((deed) => deed.does === does && can(deed.tool));
  const lookers: readonly Looker[] = [
    ...tools
      .filter(({ confidence }) => confidence === 'sure')
      .map((tool) => ({ at: { uri: tool.uri, span: tool.span }, tool: tool.tool, folder: tool.folder })),
    ...scripts,
    ...deeds.map(({ uri, span, tool }) => ({ at: { uri, span }, tool, folder: '' })),
  ];
  const proofs = new Map<string, { at: At; note: string }>();
  const bare: LanguageUse[] = [];
  for (const use of uses) {
    // The nearest settings say most.
    const [looker] = lookers.filter(({ folder }) => reaches(folder, use, uses)).toSorted((a, b) => b.folder.length - a.folder.length);
    if (looker) proofs.set(`${looker.at.uri ?? ''} ${String(looker.at.span.start)}`, { at: looker.at, note: looker.tool });
    else bare.push(use);
  }
  const files = (list: readonly LanguageUse[]): number => list.reduce((sum, use) => sum + use.files, 0);
  const most = files(uses) - files(bare) >= MOST * files(uses);
  const installed = tools.find(({ confidence, folder }) => confidence === 'likely' && bare.some((use) => reaches(folder, use, uses)));
  const unseen = everywhere(UnseenWork).find((work) => isOpenTo(work, does));
  const [workspace] = everywhere(Workspace);
  return {
    proofs: [...proofs.values()],
    bare: most ? [] : bare,
    unsure: installed ?? unseen ?? (workspace?.part ? workspace : undefined),
  };
}

/** Where somebody looks at some projects and not at others: the largest that is left out. */
export const largest = (bare: readonly LanguageUse[]): LanguageUse | undefined => bare.toSorted((a, b) => b.files - a.files)[0];

/** Workflows from elsewhere whose names say that they do something else. */
const OTHERWISE =
  /(?:^|[/_.-])(?:scorecards?|stale|label(?:er|s)?|triage|welcome|first-time|releases?|publish|deploy|docs?|sync|backport|codeql|cla|dco|zizmor|licen[cs]es?|notify|slack|build-push|push-image|changelog|claude|copilot)\b/i;

/** Whether something that cannot be seen from here could be it. Builds of Maven and Gradle are read here: what they run is seen. */
export const isOpenTo = (
  { command, mayDo }: { readonly command: string; readonly mayDo: readonly DeedKind[] | 'anything' },
  does: DeedKind,
): boolean =>
  mayDo === 'anything'
    ? !OTHERWISE.test(command.split('/').at(-1) ?? '')
    : mayDo.includes(does) && !/^(?:\.\/)?(?:mvnw?|gradlew?)\b/.test(command);

/** `'services/api'`, or what to call the workspace's own folder. */
export const folderName = (folder: string): string => (folder === '' ? 'the top folder' : `'${folder}'`);
