import type { Tree } from '@vscode/tree-sitter-wasm';
import { assess } from '../checklist/assess.js';
import { catalogue } from '../checklist/catalogue.js';
import { changing } from '../checklist/once.js';
import type { Surroundings } from '../checklist/surroundings.js';
import { Project } from '../facts/project.js';
import type { RuleTraits } from '../checklist/assess.js';
import { alike } from '../model/alike.js';
import type { Assessment } from '../model/checklist.js';
import type { Document, Format, Role } from '../model/document.js';
import type { Fact, FactKind } from '../model/fact.js';
import type { Outcome, RuleId } from '../model/finding.js';
import type { AnyRule } from '../model/rule.js';
import { type Baseline, EMPTY_BASELINE, EMPTY_LEDGER, type Ledger } from '../model/signoff.js';
import type { Span } from '../model/span.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.js';
import { type Grammars } from '../syntax/grammars.js';
import { type Kept, forget } from '../syntax/parse.js';
import { roleOf } from './classify.js';
import { type Analysis, type Detection, detectionOf } from './detect.js';
import { FactStore } from './fact-store.js';
import { Judging } from './judging.js';
import { Neighbours } from './neighbours.js';
import { type File, type Read, Reader, type Readers, type Reading, type Shape, shapeOf } from './reader.js';
import type { Registry } from './registry.js';
import type { Settled } from './settle.js';
import type { Cancellation, Listed, Workspace } from './workspace.js';

/** One edit of an open document: `span` of the old text became `text`. Spans count in the text as the edits before left it. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Skipped {
  readonly uri: string;
  readonly path: string;
  readonly reason: string;
}

/** How much work a scan was: to show coverage, and to notice when something is done twice. */
export interface Work {
  readonly listed: number;
  readonly read: number;
  readonly parsed: number;
  readonly judged: number;
}

/** What files were read as at an earlier time. */
export interface Memory {
  /** What a file was read as, where it is sure without reading it that it is the same still. */
  recall(file: File): Read | undefined;
  /** The digest of all that the kept analysis of a file depends on. */
  keyOf(uri: string): string | undefined;
  /** The analysis that was kept under it. */
  get(uri: string): Analysis | undefined;
  keep(file: File, read: Read): void;
}

export interface Scanning {
  readonly cancel?: Cancellation;
  /** Told how many files were dealt with. */
  readonly progress?: (read: number) => void;
  readonly memory?: Memory | undefined;
}

export interface SessionOptions {
  readonly workspace: Workspace;
  readonly registry: Registry;
  readonly grammars: Grammars;
  readonly settings?: Settings;
  /** Who reads many files at once; by itself a session reads one after the other. */
  readonly readers?: Readers | undefined;
  /** Told of a detector or rule that threw; it is skipped for that document. */
  readonly log?: (message: string) => void;
}

/** What the session knows of one document. */
class Entry implements Settled {
  analysis: Analysis | undefined;
  /** While the document is open: what makes its next text faster to read. */
  kept: Kept | undefined;
  /** The text while the document is open, or where the workspace cannot be read at once. */
  held: string | undefined;
  version = 0;
  /** The number of the analysis, so that what was judged from an older one is judged again. */
  reading = 0;

  constructor(
    readonly uri: string,
    readonly path: string,
    readonly format: Format,
    readonly role: Role,
    readonly tracked: boolean | undefined,
  ) {}

  get suppressions(): Settled['suppressions'] {
    return this.analysis?.suppressions ?? [];
  }
}

/**
 * One workspace under watch: documents go in, findings come out. Everything is incremental: an edit re-reads one document
 * and re-judges the rules about, or reading, the kinds of fact that changed.
 */
export class Session {
  readonly #workspace: Workspace;
  readonly #detection: Detection;
  readonly #reader: Reader;
  readonly #readers: Readers;
  readonly #log: (message: string) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #skipped = new Map<string, Skipped>();
  /** Files that are there and are not read: their names say something all the same. */
  readonly #unread = new Map<string, Entry>();
  /** The workspace's folder, where gaps stand that have no document. */
  readonly #folder: Entry;
  readonly #store: FactStore;
  readonly #judging: Judging<Entry>;
  readonly #sha = (text: string): string => this.#workspace.digest(text);
  readonly #traitsFor = (rule: RuleId): RuleTraits | undefined => this.#traitsOf(rule);
  readonly #ran: ReadonlySet<string>;
  readonly #rules: ReadonlyMap<string, AnyRule>;
  /** What the checklist needs to know of a rule, under these settings. */
  readonly #traits = new Map<RuleId, RuleTraits | undefined>();
  #settings: Settings;
  #generation = 0;
  #readings = 0;
  /** Counts how often a document came or went. */
  #comings = 0;
  readonly #around: Surroundings;
  #outcome: { readonly generation: number; readonly outcome: Outcome } | undefined;
  #ledger: Ledger = EMPTY_LEDGER;
  #baseline: Baseline = EMPTY_BASELINE;
  #assessed: { readonly generation: number; readonly minute: number; readonly assessment: Assessment } | undefined;
  #work = { listed: 0, read: 0, parsed: 0 };

  constructor({ workspace, registry, grammars, settings = DEFAULT_SETTINGS, readers, log = () => undefined }: SessionOptions) {
    this.#workspace = workspace;
    this.#detection = detectionOf(registry.detectors, grammars);
    this.#settings = settings;
    this.#reader = new Reader(workspace, this.#detection);
    this.#readers = readers ?? ((reader, files, take, cancel) => reader.readAll(files, take, cancel));
    this.#log = log;
    this.#store = new FactStore(
      registry.derivations,
      workspace,
      (uri) => this.#known(uri)?.path ?? uri,
      (uri) => this.#known(uri)?.role ?? 'production',
    );
    this.#folder = new Entry(workspace.uri, '', 'text', 'production', undefined);
    this.#folder.held = '';
    this.#rules = new Map(registry.rules.map((rule) => [rule.id, rule]));
    this.#ran = new Set(this.#rules.keys());
    this.#around = this.#lookAround();
    this.#judging = new Judging(
      {
        rules: registry.rules,
        store: this.#store,
        neighbours: new Neighbours(this.#store, (uri) => this.#known(uri)),
        folder: workspace.uri,
        uris: () => this.#entries.keys(),
        entryOf: (uri) => this.#entryOf(uri),
        documentOf: (entry) => this.#document(entry),
        digest: this.#sha,
        log,
      },
      settings,
    );
  }

  get work(): Work {
    return { ...this.#work, judged: this.#judging.asked };
  }

  get skipped(): readonly Skipped[] {
    return [...this.#skipped.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The documents that were read, by path. */
  get documents(): readonly Pick<Document, 'uri' | 'path' | 'format' | 'role'>[] {
    return [...this.#entries.values()];
  }

  /** The folders of the projects, `''` for the workspace's own. */
  get projects(): readonly string[] {
    return [...new Set(this.#store.facts(Project).map(({ folder }) => folder))].sort();
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.#judging.settings = settings;
    this.#traits.clear();
    this.#generation += 1;
  }

  /**
   * Reads the whole workspace, or again what is not open, but for what `memory` knows. Stops early when cancelled; what was read until
   * then stays.
   */
  async scan({ cancel = { aborted: false }, progress = () => undefined, memory }: Scanning = {}): Promise<void> {
    const seen = new Set<string>();
    const unknown: File[] = [];
    let done = 0;
    const take = (file: File, reading: Reading): void => {
      if (!this.isOpen(file.uri)) this.#take(file, reading, memory);
      progress((done += 1));
    };
    // All of them first: a disk that is asked for folders alone answers many times faster, and it is known how much there is to do.
    for await (const listed of this.#workspace.list()) {
      if (cancel.aborted) return;
      this.#work.listed += 1;
      if (this.#settings.isExcluded(listed.path)) continue;
      seen.add(listed.uri);
      const file = { ...this.#file(listed), kept: memory && { key: memory.keyOf(listed.uri) } };
      const recalled = memory?.recall(file);
      if (recalled) take(file, recalled);
      else unknown.push(file);
    }
    await this.#readers(this.#reader, unknown, take, cancel);
    if (cancel.aborted) return;
    for (const uri of [...this.#entries.keys(), ...this.#skipped.keys()]) if (!seen.has(uri) && !this.isOpen(uri)) this.remove(uri);
  }

  /** Reads one file of the workspace again; an open document keeps its own text. */
  async refresh(uri: string, path: string): Promise<void> {
    if (this.isOpen(uri)) return;
    const file = this.#file({ uri, path });
    const reading = await this.#reader.read(file);
    // An editor may have opened it meanwhile: its own text counts.
    if (!this.isOpen(uri)) this.#take(file, reading);
  }

  /** A document as it stands in an editor. `edits` lead from the text before to this one; without them it is parsed anew. */
  async open(uri: string, path: string, text: string, version: number, edits?: readonly Edit[]): Promise<void> {
    const entry = this.#entry(this.#file({ uri, path }), shapeOf(path, text));
    const previous = edits && entry.kept && entry.held !== undefined ? edited(entry.kept, entry.held, edits) : undefined;
    if (!previous) this.#free(entry);
    entry.held = text;
    entry.version = version;
    await this.#analyse(entry, text, previous);
  }

  /**
   * Does for an open document what its first key would have to: what stays from key to key is made, and all of it has run before. Worth it
   * where nobody waits.
   */
  async prepare(uri: string): Promise<void> {
    const entry = this.#entries.get(uri);
    if (entry?.kept && entry.held !== undefined) await this.open(uri, entry.path, entry.held, entry.version, []);
  }

  /** An editor has closed the document: what is on disk counts again. */
  async close(uri: string): Promise<void> {
    const entry = this.#entries.get(uri);
    if (!entry) return;
    this.#free(entry);
    entry.held = undefined;
    entry.version = 0;
    await this.refresh(uri, entry.path);
  }

  isOpen(uri: string): boolean {
    return (this.#entries.get(uri)?.version ?? 0) > 0;
  }

  /** The file is gone, or is no longer looked at. */
  remove(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry) this.#free(entry);
    this.#store.put(uri, []);
    this.#entries.delete(uri);
    this.#skipped.delete(uri);
    this.#unread.delete(uri);
    this.#comings += 1;
    this.#generation += 1;
  }

  /** A file or a whole folder is gone. */
  removeTree(uri: string): void {
    for (const known of [...this.#entries.keys(), ...this.#skipped.keys()])
      if (known === uri || known.startsWith(`${uri}/`)) this.remove(known);
  }

  /** All that the rules have to say now. */
  outcome(): Outcome {
    if (this.#outcome?.generation === this.#generation) return this.#outcome.outcome;
    const outcome = this.#judging.outcome();
    this.#outcome = { generation: this.#generation, outcome };
    return outcome;
  }

  /** What people have written down; the host reads it. */
  set records({ ledger, baseline }: { readonly ledger: Ledger; readonly baseline: Baseline }) {
    this.#ledger = ledger;
    this.#baseline = baseline;
    this.#assessed = undefined;
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  /** The checklist as it stands at a moment: the same object within a minute, as long as nothing changes. */
  assessment(now: Date): Assessment {
    const minute = Math.floor(now.getTime() / 60_000);
    const known = this.#assessed;
    if (known?.generation === this.#generation && known.minute === minute) return known.assessment;
    const assessment = assess({
      sections: catalogue,
      outcome: this.outcome(),
      around: this.#around,
      settings: this.#settings.checklist,
      ledger: this.#ledger,
      baseline: this.#baseline,
      now,
      digest: this.#sha,
      traits: this.#traitsFor,
    });
    this.#assessed = { generation: this.#generation, minute, assessment };
    return assessment;
  }

  #traitsOf(rule: RuleId): RuleTraits | undefined {
    let traits = this.#traits.get(rule);
    const found = this.#rules.get(rule);
    if (!traits && found)
      this.#traits.set(rule, (traits = { severity: found.severity, shape: found.shape, off: this.#settings.isOff(rule) }));
    return traits;
  }

  /** Facts of a kind in the whole workspace. */
  facts<T>(kind: FactKind<T>): readonly Fact<T>[] {
    return this.#store.facts(kind);
  }

  /** A document's text as the session knows it; undefined when it is not part of the workspace. */
  textOf(uri: string): string | undefined {
    const entry = this.#entries.get(uri);
    return entry && this.#text(entry);
  }

  /** Moves whenever the document's text may have changed; undefined when it is not part of the workspace. */
  revisionOf(uri: string): string | undefined {
    const entry = this.#entries.get(uri);
    return entry && `${String(entry.reading)} ${String(entry.version)}`;
  }

  /** The document as rules see it. */
  documentOf(uri: string): Document | undefined {
    const entry = this.#entries.get(uri);
    return entry && this.#document(entry);
  }

  /** Frees every tree. */
  dispose(): void {
    for (const entry of this.#entries.values()) this.#free(entry);
  }

  #entryOf(uri: string): Entry | undefined {
    // Of an empty folder there is nothing to say.
    return this.#known(uri) ?? (uri === this.#folder.uri && this.#entries.size > 0 ? this.#folder : undefined);
  }

  #known(uri: string): Entry | undefined {
    return this.#entries.get(uri) ?? this.#unread.get(uri);
  }

  #file(listed: Listed): File {
    const { uri, path } = listed;
    return { ...listed, role: roleOf(path), tracked: this.#workspace.tracked(uri) };
  }

  #entry({ uri, path, role, tracked }: File, { format, beyond }: Shape): Entry {
    this.#skipped.delete(uri);
    this.#unread.delete(uri);
    if (beyond !== undefined) this.#skip(uri, path, `longer than ${beyond.toLocaleString('en-US')} characters: only searched for secrets`);
    const known = this.#entries.get(uri);
    if (known) {
      if (known.format === format && known.path === path && known.tracked === tracked) return known;
      this.#free(known);
    }
    const entry = new Entry(uri, path, format, role, tracked);
    this.#entries.set(uri, entry);
    this.#comings += 1;
    return entry;
  }

  #skip(uri: string, path: string, reason: string): void {
    this.#skipped.set(uri, { uri, path, reason });
    this.#generation += 1;
  }

  /** Takes over what a file was read as. */
  #take(file: File, reading: Reading, memory?: Memory): void {
    const { uri, path, role, tracked } = file;
    if (reading.is === 'unread') {
      this.remove(uri);
      this.#skip(uri, path, reading.why);
      if (reading.missing) return;
      const entry = new Entry(uri, path, 'text', role, tracked);
      entry.held = '';
      this.#unread.set(uri, entry);
      this.#store.put(uri, reading.analysis.facts);
      return;
    }
    const analysis = reading.analysis ?? memory?.get(uri);
    if (!analysis) throw new Error(`Nobody has kept what ${path} says.`);
    this.#work.read += 1;
    if (analysis.failures.length === 0) memory?.keep(file, reading);
    const entry = this.#entry(file, reading);
    // What cannot be read again at once is kept, for rules that look at the text when they write a fix.
    entry.held = reading.held;
    if (reading.analysis?.parsed) this.#work.parsed += 1;
    this.#state(entry, analysis);
  }

  async #analyse(entry: Entry, text: string, previous: Kept | undefined): Promise<void> {
    const { uri, path, format, role, version, tracked } = entry;
    const analysis = await this.#detection.analyse({ uri, path, format, role, version, tracked, text }, previous, (kept) => {
      if (entry.kept !== kept) this.#free(entry);
      entry.kept = kept;
    });
    // A newer text has come meanwhile: its own analysis counts.
    if (entry.version !== version || this.#entries.get(entry.uri) !== entry) return;
    if (analysis.parsed) this.#work.parsed += 1;
    this.#state(entry, analysis);
  }

  #state(entry: Entry, analysis: Analysis): void {
    for (const { framework, message } of analysis.failures) this.#log(`The detector for ${framework} failed on ${entry.path}: ${message}`);
    entry.analysis = analysis;
    entry.reading = this.#readings += 1;
    this.#store.put(entry.uri, analysis.facts);
    this.#generation += 1;
  }

  /** What the checklist looks at; each list stays the same object as long as nothing of it changed. */
  #lookAround(): Surroundings {
    const skipped = this.#skipped;
    let documents: { readonly comings: number; readonly list: readonly Entry[] } | undefined;
    const documentsNow = (): readonly Entry[] => {
      if (documents?.comings !== this.#comings) {
        const list = [...this.#entries.values()].sort((a, b) => compare(a.uri, b.uri));
        const before = documents?.list ?? [];
        const isSame = before.length === list.length && list.every((entry, i) => isAlike(entry, before[i]));
        documents = { comings: this.#comings, list: isSame ? before : list };
      }
      return documents.list;
    };
    const lists = new Map<string, { readonly of: readonly Fact[]; readonly sorted: readonly Fact[] }>();
    const now: Surroundings = {
      get documents() {
        return documentsNow();
      },
      get skipped() {
        return skipped.size;
      },
      built: this.#ran,
      facts: <T>(kind: FactKind<T>): readonly Fact<T>[] => {
        const of = this.#store.list(kind);
        let known = lists.get(kind.id);
        if (known?.of !== of) {
          // In an order of their own: which of several is named must not hang on which was read last.
          const sorted = of.every((fact, i) => compare(of[i - 1]?.uri ?? '', fact.uri) <= 0)
            ? of
            : [...of].sort((a, b) => compare(a.uri, b.uri));
          known = { of, sorted: known && alike(known.sorted, sorted) ? known.sorted : sorted };
          lists.set(kind.id, known);
        }
        return known.sorted as readonly object[] as readonly Fact<T>[];
      },
    };
    return changing(now, () => this.#generation);
  }

  #document(entry: Entry): Document {
    // Read once, however often rules look at it; of an open document it is the text that was judged, even when a fix is made later.
    let known = entry.held;
    const text = (): string => (known ??= this.#text(entry));
    const { uri, path, format, role, version, tracked } = entry;
    return {
      uri,
      path,
      format,
      role,
      version,
      tracked,
      get text() {
        return text();
      },
    };
  }

  #text(entry: Entry): string {
    if (entry.held !== undefined) return entry.held;
    const source = this.#workspace.read(entry.uri);
    return source instanceof Promise || 'skipped' in source ? '' : source.text;
  }

  #free(entry: Entry): void {
    forget(entry.kept);
    entry.kept = undefined;
  }
}

/** Whether two entries are of one document, and know the same of it beside its text. */
const isAlike = (a: Entry, b: Entry | undefined): boolean =>
  a === b || (a.uri === b?.uri && a.path === b.path && a.format === b.format && a.role === b.role && a.tracked === b.tracked);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What was kept, a tree told of the edits: ready for the next text. */
function edited(kept: Kept, text: string, edits: readonly Edit[]): Kept {
  if (kept.is === 'tree') {
    tellOf(edits, kept.tree, text);
    for (const { span, text: inserted } of edits) kept.mirror.edited({ ...span, length: inserted.length });
  }
  return kept;
}

function tellOf(edits: readonly Edit[], tree: Tree, text: string): void {
  let current = text;
  for (const { span, text: inserted } of edits) {
    const after = current.slice(0, span.start) + inserted + current.slice(span.end);
    tree.edit({
      startIndex: span.start,
      oldEndIndex: span.end,
      newEndIndex: span.start + inserted.length,
      startPosition: pointOf(current, span.start),
      oldEndPosition: pointOf(current, span.end),
      newEndPosition: pointOf(after, span.start + inserted.length),
    });
    current = after;
  }
}

function pointOf(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    start = at + 1;
  }
  return { row, column: offset - start };
}
