import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { same } from '../engine/same.js';
import { Session, type Edit } from '../engine/session.js';
import type { Cancellation } from '../engine/workspace.js';
import { registry } from '../generated/registry.js';
import { NodeWorkspace } from '../host/node-workspace.js';
import type { Finding } from '../model/finding.js';
import { LineIndex } from '../model/lines.js';
import type { Document } from '../model/document.js';
import { type SettingsProblem, readSettings } from '../settings/settings.js';
import type { Grammars } from '../syntax/grammars.js';
import { diagnosticOf } from './convert.js';

/** Where the team's settings stand. */
const SETTINGS_FILE = 'preflight.yaml';

/** What the findings of a document were turned into. */
interface Converted {
  readonly revisions: string;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
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
  problems: readonly SettingsProblem[] = [];

  constructor(options: {
    readonly uri: string;
    readonly path: string;
    readonly name: string;
    readonly trusted: boolean;
    readonly grammars: Grammars;
    readonly log: (message: string) => void;
  }) {
    this.uri = options.uri;
    this.name = options.name;
    this.#workspace = new NodeWorkspace({ folder: options.path, trusted: options.trusted });
    this.#session = new Session({ workspace: this.#workspace, registry, grammars: options.grammars, log: options.log });
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

  get findings(): readonly Finding[] {
    return this.#session.outcome().findings;
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
    await this.#session.scan(cancel, progress);
  }

  /** `preflight.yaml` as it stands on disk; what is wrong with it stays in `problems` and the rest takes effect. */
  readSettings(): void {
    const source = this.#workspace.read(this.#workspace.uriOf(SETTINGS_FILE));
    const { settings, problems } = readSettings(
      'text' in source ? source.text : '',
      registry.rules.map(({ id }) => id),
    );
    this.problems = problems;
    this.#session.settings = settings;
  }

  get settingsUri(): string {
    return this.#workspace.uriOf(SETTINGS_FILE);
  }

  /** What is wrong with `preflight.yaml`: with an editor's unsaved text of it, where there is one. */
  problemsOf(unsaved: string | undefined): readonly SettingsProblem[] {
    return unsaved === undefined
      ? this.problems
      : readSettings(
          unsaved,
          registry.rules.map(({ id }) => id),
        ).problems;
  }

  settingsLines(unsaved: string | undefined): LineIndex {
    return new LineIndex(unsaved ?? this.#session.textOf(this.settingsUri) ?? '');
  }

  async open(clientUri: string, text: string, version: number, edits?: readonly Edit[]): Promise<void> {
    const uri = this.ownUri(clientUri);
    const path = uri === undefined ? undefined : this.#workspace.pathOf(uri);
    if (uri === undefined || path === undefined || !this.#workspace.includes(uri) || this.#session.settings.isExcluded(path)) return;
    this.#opened.set(uri, clientUri);
    await this.#session.open(uri, path, text, version, edits);
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
      if (name === '.gitignore' || path === SETTINGS_FILE || path === '.git/index' || path === '.git/info/exclude') return 'rescan';
      if (path.startsWith('.git/')) continue;
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
