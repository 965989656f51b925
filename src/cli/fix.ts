import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { applyEdits } from '../edits/apply.js';
import type { Session } from '../engine/session.js';
import { encodeLike } from '../host/decode.js';
import { secretsOf } from '../engine/for-reports.js';
import { nodeGrammars } from '../host/grammars.js';
import type { NodeWorkspace } from '../host/node-workspace.js';
import { isInside } from '../host/repository.js';
import { toPath } from '../host/uri.js';
import type { Finding, Fix, TextEdit } from '../model/finding.js';
import type { Span } from '../model/span.js';
import { masked } from '../reports/mask.js';
import { COLOURED, PLAIN, printable } from '../reports/terminal.js';
import { EXIT, type Exit } from './failure.js';
import type { Io } from './io.js';
import { type Root, openRoots, sessionOf, sortArguments } from './workspaces.js';

export interface FixOptions {
  readonly dirs: readonly string[];
  readonly rule?: readonly string[];
  readonly dryRun?: boolean;
}

/** A fix may open the way for the next one (two that add the same import); after this many rounds something goes in circles. */
const ROUNDS = 50;

/** One document before and after. */
interface Changed {
  readonly path: string;
  /** Undefined for a document that is created. */
  readonly before: string | undefined;
  readonly after: string;
  readonly fixed: number;
  readonly secrets: readonly Span[];
}

/** `preflight fix` */
export async function fix(options: FixOptions, io: Io): Promise<Exit> {
  const registry = await io.registry();
  const { dirs, rules } = sortArguments(options.dirs, options.rule, registry, io);
  const roots = openRoots(dirs, registry, io);
  const grammars = nodeGrammars(io.grammars());
  const done: { readonly root: Root; readonly changed: readonly Changed[]; readonly left: number }[] = [];
  for (const root of roots) {
    const session = sessionOf(root, registry, grammars, io);
    await session.scan();
    done.push({ root, ...(await mend(session, root.workspace, rules, secretsOf(session, registry))) });
    session.dispose();
  }
  let blotted = false;
  for (const { root, changed } of done) {
    for (const change of changed) {
      if (!options.dryRun) writeChange(root, change, io);
      else {
        const diff = diffOf(root, change);
        io.out(diff.text);
        blotted ||= diff.blotted;
      }
    }
  }
  io.err(summary(done, options, io));
  if (blotted) io.err('Secrets are blotted out, so this diff cannot be applied as a patch.\n');
  return EXIT.clean;
}

const named = (root: Root, path: string): string => (root.name === '.' ? path : `${root.name}/${path}`);

/** What may run in bulk: safe fixes; where rules were picked, every fix of theirs that leaves nothing to choose. */
const bulkFix = ({ rule, fixes }: Finding, rules: ReadonlySet<string> | undefined): Fix | undefined =>
  rules
    ? rules.has(rule)
      ? (fixes.find(({ kind }) => kind === 'safe') ?? fixes.find(({ kind }) => kind === 'edit'))
      : undefined
    : fixes.find(({ kind }) => kind === 'safe');

/** Applies fixes in memory, and judges anew after each round, until there is nothing left to fix. */
async function mend(
  session: Session,
  workspace: NodeWorkspace,
  rules: ReadonlySet<string> | undefined,
  secrets: ReadonlyMap<string, readonly Span[]>,
): Promise<{ readonly changed: readonly Changed[]; readonly left: number }> {
  const before = new Map<string, string | undefined>();
  const fixed = new Map<string, number>();
  // Texts that a document has had: one that comes back means that two fixes undo each other.
  const had = new Map<string, Set<string>>();
  const stuck = new Set<string>();
  for (let round = 1; round <= ROUNDS; round++) {
    const edits = choose(session.outcome().findings, rules, stuck, fixed);
    if (edits.size === 0) break;
    for (const [uri, list] of edits) {
      const path = workspace.pathOf(uri);
      const text = session.textOf(uri);
      if (path === undefined) {
        stuck.add(uri);
        continue;
      }
      if (!before.has(uri)) before.set(uri, text);
      const next = applyEdits(text ?? '', list);
      const texts = had.get(uri) ?? new Set([text ?? '']);
      had.set(uri, texts);
      if (texts.has(next)) stuck.add(uri);
      else {
        texts.add(next);
        await session.open(uri, path, next, round);
      }
    }
  }
  const changed = [...before].flatMap(([uri, text]): Changed[] => {
    const after = session.textOf(uri) ?? '';
    const path = workspace.pathOf(uri);
    return path === undefined || after === (text ?? '')
      ? []
      : [{ path, before: text, after, fixed: fixed.get(uri) ?? 0, secrets: secrets.get(uri) ?? [] }];
  });
  changed.sort((a, b) => (a.path < b.path ? -1 : 1));
  const left = session.outcome().findings.filter((finding) => !rules || rules.has(finding.rule)).length;
  return { changed, left };
}

/** Edits of fixes that do not touch each other, by document; the others wait for the next round. */
function choose(
  findings: readonly Finding[],
  rules: ReadonlySet<string> | undefined,
  stuck: ReadonlySet<string>,
  fixed: Map<string, number>,
): ReadonlyMap<string, readonly TextEdit[]> {
  const chosen = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const edits = (bulkFix(finding, rules)?.edits ?? []).map((edit) => ({ uri: edit.uri ?? finding.at.uri, edit }));
    if (edits.length === 0) continue;
    const waits = edits.some(({ uri, edit }) => stuck.has(uri) || chosen.get(uri)?.some((other) => touches(edit.span, other.span)));
    if (waits) continue;
    for (const { uri, edit } of edits) chosen.set(uri, [...(chosen.get(uri) ?? []), edit]);
    fixed.set(finding.at.uri, (fixed.get(finding.at.uri) ?? 0) + 1);
  }
  return chosen;
}

/** Whether the order of two edits matters: they share a character or stand side by side. */
const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** A unified diff; its text stands as it is in the files, except that secrets are blotted out, wherever they stand. */
function diffOf(root: Root, { path, before, after, secrets }: Changed): { readonly text: string; readonly blotted: boolean } {
  const name = named(root, path);
  const old = before ?? '';
  const diff = createTwoFilesPatch(before === undefined ? '/dev/null' : `a/${name}`, `b/${name}`, old, after, undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/, '');
  const texts = secrets.flatMap(({ start, end }) => old.slice(start, end).split(/\r\n|\n|\r/)).filter((line) => line.trim().length > 3);
  const text = masked(
    texts.reduce((shown, secret) => shown.replaceAll(secret, '*'.repeat(secret.length)), diff),
    0,
    [],
  );
  return { text, blotted: text !== diff };
}

function writeChange({ workspace, name }: Root, { path, before, after }: Changed, io: Io): void {
  const uri = workspace.uriOf(path);
  const target = toPath(uri) ?? path;
  const shown = name === '.' ? path : `${name}/${path}`;
  try {
    if (before === undefined) {
      mkdirSync(dirname(target), { recursive: true });
      if (!isInside(realpathSync(dirname(target)), realpathSync(workspace.folder))) throw new Error('it leads out of the workspace');
      writeFileSync(target, after, { flag: 'wx' });
      return;
    }
    const now = workspace.read(uri);
    if ('skipped' in now || now.text !== before) throw new Error('it changed meanwhile');
    const bytes = encodeLike(readFileSync(target), after);
    if (!bytes) throw new Error('its encoding has no way to write the fix');
    writeFileSync(target, bytes);
  } catch (error) {
    io.err(`preflight: '${shown}' was left as it is: ${error instanceof Error ? error.message : String(error)}.\n`);
  }
}

function summary(
  done: readonly { readonly root: Root; readonly changed: readonly Changed[]; readonly left: number }[],
  { dryRun, rule }: FixOptions,
  io: Io,
): string {
  const style = io.colour ? COLOURED : PLAIN;
  const all = done.flatMap(({ root, changed }) => changed.map((change) => ({ name: named(root, change.path), ...change })));
  const count = all.reduce((sum, { fixed }) => sum + fixed, 0);
  const left = done.reduce((sum, each) => sum + each.left, 0);
  const remain = `${left === 1 ? '1 finding remains' : `${left.toLocaleString('en-US')} findings remain`}${rule ? ' of these rules' : ''}`;
  if (all.length === 0) return `Nothing to fix. ${remain}.\n`;
  const lines = all.map(
    ({ name, fixed, before }) =>
      `  ${printable(name)}  ${style.dim(before === undefined ? 'created' : fixed === 1 ? '1 fix' : `${String(fixed)} fixes`)}`,
  );
  return `${dryRun ? 'Would fix' : 'Fixed'} ${count === 1 ? '1 finding' : `${count.toLocaleString('en-US')} findings`} in ${all.length === 1 ? '1 file' : `${String(all.length)} files`}:\n${lines.join('\n')}\n${remain}.\n`;
}
