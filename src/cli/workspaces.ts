import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Registry } from '../engine/registry.js';
import { Session } from '../engine/session.js';
import { CLAIMS } from '../engine/lists.js';
import { NOTICES } from '../engine/settle.js';
import { VOCABULARY } from '../engine/vocabulary.js';
import { NodeWorkspace } from '../host/node-workspace.js';
import { readingThreads } from '../host/reading-threads.js';
import { BASELINE_FILE, RecordFiles } from '../host/records.js';
import type { RuleId } from '../model/finding.js';
import { LineIndex } from '../model/lines.js';
import type { Baseline, Ledger } from '../model/signoff.js';
import type { Span } from '../model/span.js';
import { nearest } from '../settings/nearest.js';
import { type Settings, readSettings } from '../settings/settings.js';
import { SIGNOFF_FILE, readRecords } from '../signoff/read.js';
import type { Grammars } from '../syntax/grammars.js';
import { Misuse, isMisuse } from './failure.js';
import type { Io } from './io.js';

const SETTINGS_FILE = 'preflight.yaml';

/** All ids that a finding can have. */
const idsOf = ({ rules }: Registry): readonly RuleId[] => [
  ...rules.map(({ id }) => id),
  ...Object.values(NOTICES),
  ...Object.values(CLAIMS),
];

/** A directory of the command line, checked and with its settings, not read yet. */
export interface Root {
  readonly workspace: NodeWorkspace;
  readonly settings: Settings;
  /** Relative to where the command runs, with `/`; `.` for that directory itself. */
  readonly name: string;
}

/** Directories and rules as they were given. `--rule` takes several ids, so that a directory behind them may be among them. */
export function sortArguments(
  dirs: readonly string[],
  rules: readonly string[] | undefined,
  registry: Registry,
  io: Io,
): { readonly dirs: readonly string[]; readonly rules: ReadonlySet<string> | undefined } {
  if (!rules) return { dirs: dirs.length ? dirs : ['.'], rules: undefined };
  const ids = rules.flatMap((word) => word.split(',')).filter((word) => word !== '');
  const known = new Set<string>(idsOf(registry));
  const isFolder = (word: string): boolean => statSync(resolve(io.cwd, word), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const chosen = ids.filter((id) => known.has(id));
  const others = ids.filter((id) => !known.has(id));
  const wrong = others.find((word) => chosen.length === 0 || !isFolder(word));
  if (wrong !== undefined) {
    const meant = nearest(wrong, known);
    throw new Misuse(
      `preflight: there is no rule '${wrong}'. ${meant === undefined ? "'preflight rules' lists them all." : `Did you mean '${meant}'?`}`,
    );
  }
  const named = [...dirs, ...others];
  return { dirs: named.length ? named : ['.'], rules: new Set(chosen) };
}

/** Checks every directory and its `preflight.yaml` before anything is read. */
export function openRoots(dirs: readonly string[], registry: Registry, io: Io): readonly Root[] {
  const folders = new Map<string, string>();
  for (const dir of dirs) {
    const folder = resolve(io.cwd, dir);
    if (!folders.has(folder)) folders.set(folder, dir);
  }
  return [...folders].map(([folder, dir]) => {
    checkFolder(folder, dir);
    const way = relative(io.cwd, folder);
    const name = way === '' ? '.' : isAbsolute(way) ? way : way.split(sep).join('/');
    const workspace = new NodeWorkspace({ folder });
    return { workspace, name, settings: settingsOf(workspace, name, idsOf(registry)) };
  });
}

function checkFolder(folder: string, dir: string): void {
  try {
    if (!statSync(folder).isDirectory()) throw new Misuse(`preflight: '${dir}' is not a directory.`);
    readdirSync(folder);
  } catch (error) {
    if (isMisuse(error)) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new Misuse(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `preflight: the directory '${dir}' does not exist.`
        : `preflight: the directory '${dir}' cannot be read (${String(code)}).`,
    );
  }
}

function settingsOf(workspace: NodeWorkspace, name: string, ids: readonly RuleId[]): Settings {
  const source = workspace.read(workspace.uriOf(SETTINGS_FILE));
  const file = name === '.' ? SETTINGS_FILE : `${name}/${SETTINGS_FILE}`;
  if ('skipped' in source) {
    if (source.skipped === 'it does not exist') return readSettings('', ids).settings;
    throw new Misuse(`${file}:1:1: The settings cannot be read: ${source.skipped}.`);
  }
  const { settings, problems } = readSettings(source.text, ids, VOCABULARY);
  const [first, ...others] = problems;
  if (first) throw new Misuse(problemLine(file, source.text, first, others.length));
  return settings;
}

/** A session over a root, with everything that is built and all that people have recorded. */
export function sessionOf(root: Root, registry: Registry, grammars: Grammars, io: Io): Session {
  const { workspace, settings } = root;
  const { program } = io;
  const readers =
    program === undefined ? undefined : readingThreads({ program, workspace: { folder: workspace.folder }, grammars: io.grammars() });
  const log = (message: string): void => io.err(`preflight: ${message}\n`);
  const session = new Session({ workspace, registry, grammars, settings, readers, log });
  session.records = recordsOf(root);
  return session;
}

/** `.preflight` as it is on disk; what is wrong there is told, and nothing is guessed. */
export function recordsOf({ workspace, name }: Root): { readonly ledger: Ledger; readonly baseline: Baseline } {
  const files = new RecordFiles(workspace.folder);
  const named = (path: string): string => (name === '.' ? path : `${name}/${path}`);
  try {
    const text = files.text() ?? '';
    const { ledger, problems } = readRecords(text);
    const [first, ...others] = problems;
    if (first) throw new Misuse(problemLine(named(SIGNOFF_FILE), text, first, others.length));
    const { baseline, problem } = files.baseline();
    if (problem !== undefined) throw new Misuse(`${named(BASELINE_FILE)}:1:1: ${problem}`);
    return { ledger, baseline };
  } catch (error) {
    if (isMisuse(error)) throw error;
    throw new Misuse(`${named('.preflight')}:1:1: The records cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** `file:line:column: what is wrong` */
export function problemLine(
  file: string,
  text: string,
  { span, message }: { readonly span: Span; readonly message: string },
  others: number,
): string {
  const { line, character } = new LineIndex(text).positionOf(span.start);
  const more = others ? ` (and ${String(others)} more)` : '';
  return `${file}:${String(line + 1)}:${String(character + 1)}: ${message.replace(/\s+/g, ' ')}${more}`;
}
