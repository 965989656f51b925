import { realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { CLAIMS, Lists } from '../engine/lists.js';
import { same } from '../engine/same.js';
import { Session, type Edit } from '../engine/session.js';
import { NOTICES } from '../engine/settle.js';
import type { Cancellation } from '../engine/workspace.js';
import { registry } from '../generated/registry.js';
import { VOCABULARY } from '../engine/vocabulary.js';
import type { Readers } from '../engine/reader.js';
import type { Cache } from '../host/cache.js';
import { NodeWorkspace, type NodeWorkspaceOptions } from '../host/node-workspace.js';
import { configFiles, identityIn, readConfig, written } from '../host/identity.js';
import { Repository } from '../host/repository.js';
import { BASELINE_FILE, RecordFiles, type Written } from '../host/records.js';
import type { Assessment } from '../model/checklist.js';
import { type Baseline, EMPTY_BASELINE, type Ledger } from '../model/signoff.js';
import type { FolderState, Location } from '../protocol.js';
import { type AnyRecord, type RecordProblem, type Records, SIGNOFF_FILE, readRecords } from '../signoff/read.js';
import type { RecordChanges } from '../signoff/write.js';
import { type SettingsWritten, changeSettings } from '../host/settings-file.js';
import type { Finding, TextEdit } from '../model/finding.js';
import { LineIndex } from '../model/lines.js';
import type { Span } from '../model/span.js';
import type { Document } from '../model/document.js';
import { missingImports } from '../settings/imports.js';
import { type SettingsProblem, readSettings } from '../settings/settings.js';
import type { Grammars } from '../syntax/grammars.js';
import { diagnosticOf, rangeOf } from './convert.js';

/** All that settings may speak of: the rules, and what the engine itself reports. */
const RULE_IDS: readonly string[] = [...registry.rules.map(({ id }) => id), ...Object.values(NOTICES), ...Object.values(CLAIMS)];
/** Where the team's settings stand. */
const SETTINGS_FILE = 'preflight.yaml';

/** What the findings of a document were turned into. */
interface Converted {
  readonly revisions: string;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One of Preflight's own files. */
export interface OwnFile {
  readonly uri: string;
  readonly text: string;
  readonly problems: readonly { readonly span: Span; readonly message: string; readonly meant?: string }[];
  readonly lines: LineIndex;
}

/** Other threads, and what was kept at an earlier time. */
export interface FasterReading {
  threads(workspace: NodeWorkspaceOptions): Readers;
  memory(workspace: string): Cache;
}

/** One folder of the workspace with its session. All addresses inside are the workspace's own; `clientUri` gives the editor's. */
export class Folder {
  readonly name: string;
  readonly uri: string;
  readonly #workspace: NodeWorkspace;
  readonly #session: Session;
  readonly #opened = new Map<string, string>();
  readonly #lines = new Map<string, { readonly revision: string | undefined; readonly index: LineIndex }>();
  readonly #diagnostics = new Map<string, Converted>();
  readonly #files: RecordFiles;
  readonly #path: string;
  readonly #trusted: boolean;
  #records: { readonly text: string; readonly read: Records } = { text: '', read: readRecords('') };
  #recordLines: LineIndex | undefined;
  #baseline: Baseline = EMPTY_BASELINE;
  #settingsText = '';
  readonly #reading: FasterReading | undefined;
  /** The team's own checklists. */
  readonly lists: Lists;
  /** Whether the whole folder has been read: only then is it known what is not there. */
  #scanned = false;
  problems: readonly SettingsProblem[] = [];

  constructor(options: {
    readonly uri: string;
    readonly path: string;
    readonly name: string;
    readonly trusted: boolean;
    readonly grammars: Grammars;
    /** What makes the folder read faster. */
    readonly reading?: FasterReading | undefined;
    readonly log: (message: string) => void;
  }) {
    this.uri = options.uri;
    this.name = options.name;
    const read = { folder: options.path, trusted: options.trusted };
    this.#workspace = new NodeWorkspace(read);
    this.#files = new RecordFiles(options.path);
    this.#path = realPath(options.path);
    this.#trusted = options.trusted;
    const workspace = this.#workspace;
    const { grammars, log, reading } = options;
    const session = new Session({ workspace, registry, grammars, readers: reading?.threads(read), log });
    this.#reading = reading;
    this.#session = session;
    this.lists = new Lists({
      session,
      uriOf: (path) => workspace.uriOf(path),
      pathOf: (uri) => workspace.pathOf(uri),
      digest: (text) => workspace.digest(text),
    });
  }

  /** The session's address of an editor's document; undefined when the folder does not hold it. */
  ownUri(clientUri: string): string | undefined {
    const path = this.#workspace.pathOf(clientUri);
    return path === undefined ? undefined : this.#workspace.uriOf(path);
  }

  clientUri(uri: string): string {
    return this.#opened.get(uri) ?? uri;
  }

  has(uri: string): boolean {
    return this.#session.documentOf(uri) !== undefined;
  }

  get session(): Session {
    return this.#session;
  }

  /** What the rules found, and what the team's own checklists say that is not so. */
  get findings(): readonly Finding[] {
    // What a record answers, or what stands in the baseline, is the checklist's alone.
    const findings = this.assessment().open;
    return this.#session.settings.checklist.imports.length > 0 ? [...findings, ...this.lists.findings(this.assessment())] : findings;
  }

  /** The checklist as it stands now. */
  assessment(): Assessment {
    return this.#session.assessment(new Date());
  }

  /** The records of the folder: `.preflight/signoff.yaml`, whether it is there or not. */
  get records(): { readonly uri: string; readonly problem: { readonly message: string; readonly location: Location } | undefined } {
    const { broken, problems } = this.#records.read;
    const problem = broken ?? problems[0];
    return { uri: this.ledgerUri, problem: problem && { message: problem.message, location: this.#recordLocation(problem) } };
  }

  get ledgerUri(): string {
    return this.#workspace.uriOf(SIGNOFF_FILE);
  }

  /** Where a record stands in its file. */
  locationOfRecord(record: AnyRecord): Location | undefined {
    const span = this.#records.read.places.get(record);
    return span && this.#recordLocation({ span });
  }

  #recordLocation({ span }: Pick<RecordProblem, 'span'>): Location {
    return { uri: this.clientUri(this.ledgerUri), range: rangeOf((this.#recordLines ??= new LineIndex(this.#records.text)), span) };
  }

  /** Reads the records again; what cannot be read stays as it was. */
  readRecords(): void {
    let text = '';
    let baseline = EMPTY_BASELINE;
    try {
      text = this.#files.text() ?? '';
      baseline = this.#files.baseline().baseline;
    } catch {
      // A link that leads out, a folder in its place: as if it were not there.
    }
    const { ledger } = this.#session;
    if (text !== this.#records.text) {
      this.#records = { text, read: readRecords(text) };
      this.#recordLines = undefined;
    } else if (same([...baseline.fingerprints], [...this.#baseline.fingerprints]) && ledger === this.#records.read.ledger) return;
    this.#baseline = baseline;
    this.#session.records = { ledger: this.#records.read.ledger, baseline };
  }

  /** Changes the records on disk, as they are there at that moment. */
  async changeRecords(change: (ledger: Ledger) => RecordChanges): Promise<Written> {
    const written = await this.#files.change(change);
    this.readRecords();
    return written;
  }

  findingsIn(uri: string): readonly Finding[] {
    return this.findings.filter(({ at }) => at.uri === uri);
  }

  documentOf(uri: string): Document | undefined {
    return this.#session.documentOf(uri);
  }

  linesOf(uri: string): LineIndex {
    const revision = this.#session.revisionOf(uri);
    const known = this.#lines.get(uri);
    if (known && known.revision === revision) return known.index;
    const index = new LineIndex(this.#session.textOf(uri) ?? '');
    this.#lines.set(uri, { revision, index });
    return index;
  }

  /** Findings of one document as the editor takes them; the same objects as long as neither they nor the texts that they speak of changed. */
  diagnosticsOf(uri: string, findings: readonly Finding[]): readonly Diagnostic[] {
    const places = new Set(findings.flatMap(({ at, related }) => [at.uri, ...related.map((other) => other.at.uri)]));
    const revisions = [...places].map((place) => this.#session.revisionOf(place)).join();
    const known = this.#diagnostics.get(uri);
    if (known?.revisions === revisions && same(known.findings, findings)) return known.diagnostics;
    const diagnostics = findings.map((finding) => diagnosticOf(finding, (place) => this.linesOf(place)));
    this.#diagnostics.set(uri, { revisions, findings, diagnostics });
    return diagnostics;
  }

  /** Reads the whole folder. */
  async scan(cancel: Cancellation, progress: (read: number) => void): Promise<void> {
    this.#workspace.refresh();
    this.#lines.clear();
    this.#diagnostics.clear();
    this.readSettings();
    this.readRecords();
    const memory = this.#reading?.memory(this.#workspace.uri);
    await this.#session.scan({ cancel, progress, memory });
    if (!cancel.aborted) memory?.save();
    this.#scanned ||= !cancel.aborted;
  }

  /** `preflight.yaml` as it stands on disk; what is wrong with it stays in `problems` and the rest takes effect. */
  readSettings(): void {
    this.#settingsText = this.#textOfSettings();
    const { settings, problems } = readSettings(this.#settingsText, RULE_IDS, VOCABULARY);
    this.problems = problems;
    this.#session.settings = settings;
  }

  #textOfSettings(): string {
    const source = this.#workspace.read(this.#workspace.uriOf(SETTINGS_FILE));
    return 'text' in source ? source.text : '';
  }

  /** Changes what `preflight.yaml` says about the checklist. It is in force at once: no file has to be read again for it. */
  changeChecklistSettings(edit: (text: string) => readonly TextEdit[] | undefined): SettingsWritten {
    // What somebody else changed in the meantime may be more.
    const known = this.#textOfSettings() === this.#settingsText;
    const written = changeSettings(this.#path, edit);
    if (known && written.is === 'written') this.readSettings();
    return written;
  }

  get settingsUri(): string {
    return this.#workspace.uriOf(SETTINGS_FILE);
  }

  /** Preflight's own files with what is wrong in them: in an editor's unsaved text, where there is one. */
  *ownFiles(unsavedOf: (clientUri: string) => string | undefined): Iterable<OwnFile> {
    const settings = this.clientUri(this.settingsUri);
    const unsaved = unsavedOf(settings);
    const text = unsaved ?? this.#session.textOf(this.settingsUri) ?? '';
    const wrong = unsaved === undefined ? this.problems : readSettings(unsaved, RULE_IDS, VOCABULARY).problems;
    const missing = this.#scanned ? missingImports(text, this.lists.missing()) : [];
    yield { uri: settings, text, problems: [...wrong, ...missing], lines: new LineIndex(text) };
    const ledger = this.clientUri(this.ledgerUri);
    const edited = unsavedOf(ledger);
    const same = edited === undefined || edited === this.#records.text;
    const { problems, broken } = same ? this.#records.read : readRecords(edited);
    yield {
      uri: ledger,
      text: same ? this.#records.text : edited,
      problems: broken && !problems.includes(broken) ? [broken, ...problems] : problems,
      lines: new LineIndex(same ? this.#records.text : edited),
    };
  }

  /** Which of them a document is. */
  ownFileAt(clientUri: string): 'settings' | 'records' | undefined {
    const uri = /\/(?:preflight|signoff)\.yaml$/.test(clientUri) ? this.ownUri(clientUri) : undefined;
    return uri === undefined ? undefined : uri === this.settingsUri ? 'settings' : uri === this.ledgerUri ? 'records' : undefined;
  }

  /** What is wrong in the first of them, in few words. */
  get problem(): FolderState['problem'] {
    const [settings] = this.problems;
    if (settings) return { file: SETTINGS_FILE, message: settings.message };
    const { problem } = this.records;
    return problem && { file: SIGNOFF_FILE, message: problem.message };
  }

  /** Who records are made by, as Git's files say; only the workspace's own are read where it is not trusted. */
  identity(): string | undefined {
    const { configFile } = this.#repository() ?? {};
    const files = [...(this.#trusted ? configFiles() : []), ...(configFile === undefined ? [] : [configFile])];
    const identity = identityIn(readConfig(files), this.#trusted ? process.env : {});
    return identity && written(identity);
  }

  /** The commit that is checked out. */
  commit(): string | undefined {
    return this.#repository()?.head;
  }

  #repository(): Repository | undefined {
    return this.#trusted ? Repository.around(this.#path) : Repository.at(this.#path, this.#path);
  }

  /** A path as records have it: from the workspace folder, with `/`. */
  pathOf(uri: string): string {
    return this.#workspace.pathOf(uri) ?? uri;
  }

  async open(clientUri: string, text: string, version: number, edits?: readonly Edit[]): Promise<void> {
    const uri = this.ownUri(clientUri);
    const path = uri === undefined ? undefined : this.#workspace.pathOf(uri);
    if (uri === undefined || path === undefined || !this.#workspace.includes(uri) || this.#session.settings.isExcluded(path)) return;
    this.#opened.set(uri, clientUri);
    await this.#session.open(uri, path, text, version, edits);
  }

  /** Makes an open document ready for its first key. */
  async prepare(clientUri: string): Promise<void> {
    const uri = this.ownUri(clientUri);
    if (uri !== undefined) await this.#session.prepare(uri);
  }

  async close(clientUri: string): Promise<void> {
    const uri = this.ownUri(clientUri);
    if (uri === undefined) return;
    this.#opened.delete(uri);
    await this.#session.close(uri);
  }

  isOpen(uri: string): boolean {
    return this.#opened.has(uri);
  }

  /** Files changed on disk. Answers whether the whole folder has to be read again. */
  async changed(clientUris: readonly string[]): Promise<'done' | 'rescan'> {
    this.#workspace.refresh();
    for (const clientUri of clientUris) {
      const uri = this.ownUri(clientUri);
      const path = uri === undefined ? undefined : this.#workspace.pathOf(uri);
      if (uri === undefined || path === undefined) continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (path === SETTINGS_FILE && this.#textOfSettings() !== this.#settingsText) return 'rescan';
      if (name === '.gitignore' || path === '.git/index' || path === '.git/info/exclude') return 'rescan';
      if (path.startsWith('.git/')) continue;
      if (path === SIGNOFF_FILE || path === BASELINE_FILE || path === '.preflight') this.readRecords();
      if (this.#workspace.includes(uri) && !this.#session.settings.isExcluded(path)) await this.#session.refresh(uri, path);
      else if (isFolder(uri)) return 'rescan';
      else this.#session.removeTree(uri);
    }
    return 'done';
  }

  dispose(): void {
    this.#session.dispose();
  }
}

function isFolder(uri: string): boolean {
  try {
    return statSync(fileURLToPath(uri)).isDirectory();
  } catch {
    return false;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
