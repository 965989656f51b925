import { type Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { diffArrays } from 'diff';
import type { Session } from '../engine/session.js';
import { decode } from '../host/decode.js';
import type { NodeWorkspace } from '../host/node-workspace.js';
import type { FactKind } from '../model/fact.js';
import type { Finding } from '../model/finding.js';
import { LineIndex } from '../model/lines.js';
import type { AnyRule } from '../model/rule.js';
import type { Place } from '../model/span.js';
import { Misuse } from './failure.js';

// Nothing that a repository configures is run: no hook, no monitor, no transport for what is missing. And the work tree
// is never compared by Git itself, which would run its filters; what was there is asked for, and compared here.
const SAFE = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];

/** The only place that starts a process. */
function git(
  folder: string,
  args: readonly string[],
  input?: string,
): { readonly status: number | null; readonly out: Buffer; readonly err: string } {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = {
    ...Object.fromEntries(own),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
    // Windows would run a `git.exe` of the directory that it stands in.
    NoDefaultCurrentDirectoryInExePath: '1',
  };
  const { status, stdout, stderr, error } = spawnSync('git', [...SAFE, '-C', folder, ...args], {
    env,
    input: input ?? '',
    maxBuffer: 1 << 30,
    windowsHide: true,
  });
  if (error)
    throw new Misuse(`preflight: '--since' needs Git, and it cannot be run (${'code' in error ? String(error.code) : error.message}).`);
  return { status, out: stdout, err: stderr.toString('utf8').trim() };
}

/** What changed in a workspace since a revision: committed, staged, or only written. */
export function changesSince(workspace: NodeWorkspace, revision: string): Changes {
  const { folder } = workspace;
  const inside = git(folder, ['rev-parse', '--show-prefix']);
  if (inside.status !== 0)
    throw new Misuse(`preflight: '--since' needs a Git repository: ${(inside.err.split('\n')[0] ?? '').replace(/^fatal: /, '')}.`);
  const found = revision.startsWith('-') ? undefined : git(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  const commit = found?.out.toString('latin1').trim() ?? '';
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw new Misuse(`preflight: '${revision}' is no revision of this repository.`);
  // The prefix ends in a slash and a line break, and a folder's name may end in a space.
  return new Changes(workspace, commit, inside.out.toString('utf8').replace(/\r?\n$/, ''));
}

type Lines = 'all' | ReadonlySet<number>;

/** The lines of each document that are new or different, found out for the documents that somebody asks about. */
export class Changes {
  readonly #workspace: NodeWorkspace;
  readonly #commit: string;
  readonly #prefix: string;
  readonly #before = new Map<string, string | undefined>();
  readonly #lines = new Map<string, Lines>();
  #removed: boolean | undefined;

  constructor(workspace: NodeWorkspace, commit: string, prefix: string) {
    this.#workspace = workspace;
    this.#commit = commit;
    this.#prefix = prefix;
  }

  /** Reads what stood in these documents, all at once. */
  load(uris: Iterable<string>): void {
    const wanted = [...new Set(uris)].filter((uri) => !this.#before.has(uri));
    const asked = wanted.flatMap((uri) => {
      const path = this.#workspace.pathOf(uri);
      this.#before.set(uri, undefined);
      return path === undefined || /[\n\r]/.test(path) ? [] : [{ uri, name: `${this.#commit}:${this.#prefix}${path}` }];
    });
    if (asked.length === 0) return;
    const { out } = git(this.#workspace.folder, ['cat-file', '--batch'], asked.map(({ name }) => `${name}\n`).join(''));
    let at = 0;
    for (const { uri, name } of asked) {
      // An object is `<name> blob <size>`, its bytes and a line break; one that is not there is told in one line.
      const end = out.indexOf(10, at);
      if (end < 0) return;
      const head = out.toString('utf8', at, end);
      at = end + 1;
      const size = / (?:blob|tree|commit|tag) (\d+)$/.exec(head)?.[1];
      if (size === undefined || head.startsWith(name)) continue;
      const source = decode(out.subarray(at, at + Number(size)));
      if (head.includes(' blob ') && 'text' in source) this.#before.set(uri, source.text);
      at += Number(size) + 1;
    }
  }

  /** Whether a finding stands on changed lines, or is a gap of the whole workspace that what changed may have opened. */
  concern(finding: Finding, session: Session, rules: readonly AnyRule[]): boolean {
    if (finding.workspaceGap)
      return this.#opened(
        rules.find(({ id }) => id === finding.rule),
        session,
      );
    return [finding.at, ...finding.related.map(({ at }) => at)].some((place) => this.#touches(place, session));
  }

  #touches({ uri, span }: Place, session: Session): boolean {
    const lines = this.#linesOf(uri, session);
    if (lines === 'all') return true;
    if (lines.size === 0) return false;
    const index = new LineIndex(session.textOf(uri) ?? '');
    const last = index.lineOf(Math.max(span.start, span.end - 1));
    for (let line = index.lineOf(span.start); line <= last; line++) if (lines.has(line)) return true;
    return false;
  }

  #opened(rule: AnyRule | undefined, session: Session): boolean {
    const kinds = rule ? [rule.about, ...(rule.reads ?? [])] : [];
    const uris = new Set(kinds.flatMap((kind) => session.facts(kind as unknown as FactKind).map(({ uri }) => uri)));
    this.load(uris);
    for (const uri of uris) {
      const lines = this.#linesOf(uri, session);
      if (lines === 'all' || lines.size > 0) return true;
    }
    // What would have closed the gap may be gone.
    return (this.#removed ??= this.#anyRemoved());
  }

  #anyRemoved(): boolean {
    const { out } = git(this.#workspace.folder, ['ls-tree', '-r', '-z', '--name-only', this.#commit]);
    return out
      .toString('utf8')
      .split('\0')
      .some((path) => path !== '' && !existsSync(join(this.#workspace.folder, path)));
  }

  #linesOf(uri: string, session: Session): Lines {
    const known = this.#lines.get(uri);
    if (known) return known;
    this.load([uri]);
    const before = this.#before.get(uri);
    const lines = before === undefined ? 'all' : changedLines(before, session.textOf(uri) ?? '');
    this.#lines.set(uri, lines);
    return lines;
  }
}

const split = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** The lines of `after`, counted from 0, that are not in `before`; line endings do not count. */
export function changedLines(before: string, after: string): ReadonlySet<number> {
  const [old, now] = [split(before), split(after)];
  const parts = diffArrays(old, now, { maxEditLength: 4000 });
  const changed = new Set<number>();
  if (!parts) {
    // Too different to be worth a comparison in order: what stands nowhere in the old text is new.
    const stood = new Set(old);
    for (const [line, text] of now.entries()) if (!stood.has(text)) changed.add(line);
    return changed;
  }
  let line = 0;
  for (const { added, removed, count } of parts) {
    if (removed) continue;
    if (added) for (let i = 0; i < count; i++) changed.add(line + i);
    line += count;
  }
  return changed;
}
