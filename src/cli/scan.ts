import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Registry } from '../engine/registry.js';
import { foundBy } from '../engine/for-reports.js';
import { CLAIMS, Lists } from '../engine/lists.js';
import type { Session } from '../engine/session.js';
import { NOTICES } from '../engine/settle.js';
import { Cache } from '../host/cache.js';
import { nodeGrammars } from '../host/grammars.js';
import { Repository } from '../host/repository.js';
import { toUri } from '../host/uri.js';
import type { Finding, Severity } from '../model/finding.js';
import { htmlReport } from '../reports/html.js';
import { jsonReport } from '../reports/json.js';
import { scanMarkdown } from '../reports/markdown.js';
import { type Report, type RuleInfo, type WorkspaceReport, openFindings, reaches, settledBy } from '../reports/report.js';
import { sarifReport } from '../reports/sarif.js';
import { COLOURED, PLAIN } from '../reports/terminal.js';
import { textReport } from '../reports/text.js';
import { missingImport } from '../settings/imports.js';
import { EXIT, type Exit, Misuse } from './failure.js';
import type { Io } from './io.js';
import type { Changes } from './since.js';
import { VERSION } from './version.js';
import { type Root, openRoots, sessionOf, sortArguments } from './workspaces.js';

export interface ScanOptions {
  readonly dirs: readonly string[];
  readonly format: 'text' | 'json' | 'sarif' | 'markdown' | 'html';
  readonly output?: string;
  readonly failOn: Severity | 'never';
  readonly rule?: readonly string[];
  readonly since?: string;
  readonly cache: boolean;
  readonly stats?: boolean;
}

/** What the engine itself reports, as rules. */
export const OWN_RULES: readonly RuleInfo[] = [
  {
    id: NOTICES.reason,
    severity: 'warning',
    title: 'A comment silences a rule without a reason',
    why: 'Nobody can tell later whether the comment is still right, so it stays and hides what comes.',
    holds: 'Every comment that silences a rule says why',
  },
  {
    id: NOTICES.unused,
    severity: 'info',
    title: 'A comment silences nothing',
    why: 'What it silenced is gone, and the comment would hide the next finding at this place.',
    holds: 'Every comment that silences a rule is needed',
  },
  {
    id: NOTICES.lost,
    severity: 'info',
    title: 'Something is named that is not there',
    why: 'What it should bring in is in no finding and no evidence.',
    holds: 'All that deployment files name is there',
  },
  {
    id: CLAIMS.contradicted,
    severity: 'warning',
    title: "A line of the team's own checklist says what is not so",
    why: 'Whoever decides by the list believes that the gap is closed.',
    holds: "What the team's own checklist says is done, is done",
  },
  {
    id: CLAIMS.outdated,
    severity: 'info',
    title: "A line of the team's own checklist lists as open what is done",
    why: 'The list looks worse than it is, and people look for a gap that is closed.',
    holds: "What the team's own checklist lists as open, is open",
  },
  {
    id: CLAIMS.damaged,
    severity: 'info',
    title: "A team's own checklist was saved in the wrong code page",
    why: 'Its marks look like rows of odd letters, and other tools do not see them.',
    holds: "The team's own checklists are readable",
  },
];

/** `preflight scan` */
export async function scan(options: ScanOptions, io: Io): Promise<Exit> {
  const started = performance.now();
  const registry = await io.registry();
  const { dirs, rules } = sortArguments(options.dirs, options.rule, registry, io);
  const roots = openRoots(dirs, registry, io);
  checkOutput(options.output, io);
  const changes = options.since === undefined ? undefined : await changesOf(roots, options.since);
  const grammars = nodeGrammars(io.grammars());
  const workspaces: WorkspaceReport[] = [];
  const sessions: Session[] = [];
  for (const [i, root] of roots.entries()) {
    const cache = options.cache && io.cache ? new Cache(io.cache.folder, root.workspace.uri, io.cache.program) : undefined;
    const session = sessionOf(root, registry, grammars, io);
    sessions.push(session);
    await session.scan({ progress: progress(io), memory: cache });
    cache?.save();
    if (io.interactive) io.err('\r\u001b[K');
    workspaces.push(reportOf({ root, session, registry, rules, changes: changes?.[i], io }));
  }
  const report: Report = {
    version: VERSION,
    rules: [...registry.rules, ...OWN_RULES],
    workspaces,
    base: `${toUri(io.cwd).replace(/\/$/, '')}/`,
  };
  write(render(report, options, io), options.output, io);
  if (options.stats) io.err(statsOf(sessions, performance.now() - started));
  for (const session of sessions) session.dispose();
  const { failOn } = options;
  const fails =
    failOn !== 'never' && workspaces.some((workspace) => openFindings(workspace).some(({ severity }) => reaches(severity, failOn)));
  return fails ? EXIT.found : EXIT.clean;
}

async function changesOf(roots: readonly Root[], revision: string): Promise<readonly Changes[]> {
  const { changesSince } = await import('./since.js');
  return roots.map(({ workspace }) => changesSince(workspace, revision));
}

export function progress({ interactive, err }: Io): (read: number) => void {
  if (!interactive) return () => undefined;
  let shown = 0;
  return (read) => {
    if (read - shown < 200) return;
    shown = read;
    err(`\r\u001b[KReading … ${read.toLocaleString('en-US')} files`);
  };
}

interface Asked {
  readonly root: Root;
  readonly session: Session;
  readonly registry: Registry;
  readonly rules: ReadonlySet<string> | undefined;
  readonly changes: Changes | undefined;
  readonly io: Pick<Io, 'now' | 'err'>;
}

/** What a session found, cut down to what was asked for. */
export function reportOf({ root, session, registry, rules, changes, io }: Asked): WorkspaceReport {
  const assessment = session.assessment(io.now());
  const lists = new Lists({
    session,
    uriOf: (path) => root.workspace.uriOf(path),
    pathOf: (uri) => root.workspace.pathOf(uri),
    digest: (text) => root.workspace.digest(text),
  });
  for (const path of lists.missing()) io.err(`preflight: ${missingImport(path)}\n`);
  const found = foundBy(session, lists, assessment, registry);
  changes?.load(
    [...found.findings, ...found.suppressed.map(({ finding }) => finding)].flatMap(({ at, related }) => [
      at.uri,
      ...related.map((other) => other.at.uri),
    ]),
  );
  const asked = (finding: Finding): boolean =>
    (!rules || rules.has(finding.rule)) && (!changes || changes.concern(finding, session, registry.rules));
  const commit = Repository.around(root.workspace.folder)?.head;
  return {
    ...found,
    root: root.name,
    uri: root.workspace.uri,
    ...(commit === undefined ? {} : { commit }),
    findings: found.findings.filter(asked),
    suppressed: found.suppressed.filter(({ finding }) => asked(finding)),
    settled: settledBy(assessment),
    pathOf: (uri) => root.workspace.pathOf(uri),
  };
}

function render(report: Report, { format, output }: ScanOptions, io: Io): string | Iterable<string> {
  switch (format) {
    case 'text':
      return `${[...textReport(report, io.colour && output === undefined ? COLOURED : PLAIN)].join('\n')}\n`;
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report);
    case 'markdown':
      return scanMarkdown(report);
    case 'html':
      return htmlReport(report, { lead: 'findings', at: io.now().toISOString() });
  }
}

/** Said before anything is read. */
export function checkOutput(output: string | undefined, io: Io): void {
  if (output === undefined) return;
  const target = resolve(io.cwd, output);
  if (!statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory())
    throw new Misuse(`preflight: '${output}' cannot be written: its directory does not exist.`);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new Misuse(`preflight: '${output}' cannot be written: it is a directory.`);
}

/** A report that comes in pieces is never in memory as a whole. */
export function write(report: string | Iterable<string>, output: string | undefined, io: Io): void {
  if (output === undefined) {
    for (const chunk of chunks(report)) io.out(chunk);
    return;
  }
  try {
    const file = openSync(resolve(io.cwd, output), 'w');
    try {
      for (const chunk of chunks(report)) writeFileSync(file, chunk);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new Misuse(
      `preflight: '${output}' cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}).`,
    );
  }
}

/** Pieces put together until they are worth a call of the system. */
function* chunks(report: string | Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of typeof report === 'string' ? [report] : report) {
    chunk += piece;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function statsOf(sessions: readonly Session[], milliseconds: number): string {
  const sum = (of: (session: Session) => number): string =>
    sessions.reduce((total, session) => total + of(session), 0).toLocaleString('en-US');
  return [
    `files listed   ${sum(({ work }) => work.listed)}`,
    `files read     ${sum(({ work }) => work.read)}`,
    `files parsed   ${sum(({ work }) => work.parsed)}`,
    `files skipped  ${sum(({ skipped }) => skipped.length)}`,
    `facts judged   ${sum(({ work }) => work.judged)}`,
    `time           ${Math.round(milliseconds).toLocaleString('en-US')} ms`,
    `memory         ${String(Math.round(process.memoryUsage.rss() / 1e6))} MB`,
    '',
  ].join('\n');
}
