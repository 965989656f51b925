import { Cache } from '../host/cache.js';
import { nodeGrammars } from '../host/grammars.js';
import { toUri } from '../host/uri.js';
import type { Session } from '../engine/session.js';
import type { Assessment } from '../model/checklist.js';
import { checklistText } from '../reports/checklist-text.js';
import { htmlReport } from '../reports/html.js';
import { checklistJson } from '../reports/json.js';
import { checklistMarkdown } from '../reports/markdown.js';
import type { Report, WorkspaceReport } from '../reports/report.js';
import { COLOURED, PLAIN } from '../reports/terminal.js';
import { EXIT, type Exit } from './failure.js';
import type { Io } from './io.js';
import { OWN_RULES, checkOutput, progress, reportOf, write } from './scan.js';
import { VERSION } from './version.js';
import { type Root, openRoots, sessionOf } from './workspaces.js';

/** A directory that was read, with its checklist. */
export interface Assessed {
  readonly root: Root;
  readonly session: Session;
  readonly assessment: Assessment;
  readonly workspace: WorkspaceReport;
  readonly report: Report;
}

/** Reads one directory and assesses it. */
export async function assessed(dir: string | undefined, io: Io): Promise<Assessed> {
  const registry = await io.registry();
  const [root] = openRoots([dir ?? '.'], registry, io);
  if (!root) throw new Error('no directory');
  const cache = io.cache ? new Cache(io.cache.folder, root.workspace.uri, io.cache.program) : undefined;
  const session = sessionOf(root, registry, nodeGrammars(io.grammars()), io);
  await session.scan({ progress: progress(io), memory: cache });
  cache?.save();
  if (io.interactive) io.err('\r\u001b[K');
  const workspace = reportOf({ root, session, registry, rules: undefined, changes: undefined, io });
  const report = {
    version: VERSION,
    rules: [...registry.rules, ...OWN_RULES],
    workspaces: [workspace],
    base: `${toUri(io.cwd).replace(/\/$/, '')}/`,
  };
  return { root, session, assessment: session.assessment(io.now()), workspace, report };
}

export interface ChecklistOptions {
  readonly dir: string | undefined;
  readonly format: 'text' | 'json' | 'markdown' | 'html';
  readonly output?: string;
}

/** `preflight checklist` */
export async function checklist({ dir, format, output }: ChecklistOptions, io: Io): Promise<Exit> {
  checkOutput(output, io);
  const { report, session } = await assessed(dir, io);
  write(render(report, { format, output }, io), output, io);
  session.dispose();
  return EXIT.clean;
}

function render(
  report: Report,
  { format, output }: Pick<ChecklistOptions, 'format'> & { readonly output: string | undefined },
  io: Io,
): string | Iterable<string> {
  switch (format) {
    case 'text':
      return `${[...checklistText(report, io.colour && output === undefined ? COLOURED : PLAIN)].join('\n')}\n`;
    case 'json':
      return checklistJson(report);
    case 'markdown':
      return checklistMarkdown(report);
    case 'html':
      return htmlReport(report, { lead: 'checklist', at: io.now().toISOString() });
  }
}
