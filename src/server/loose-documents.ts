import type { Diagnostic } from 'vscode-languageserver';
import { Session } from '../engine/session.js';
import type { Listed, Source, Workspace } from '../engine/workspace.js';
import { registry } from '../generated/registry.js';
import { digest } from '../host/digest.js';
import { LineIndex } from '../model/lines.js';
import type { Grammars } from '../syntax/grammars.js';
import { diagnosticOf } from './convert.js';

/** How VS Code's languages end their files, for texts that have no name yet. */
const ENDINGS: Readonly<Record<string, string>> = {
  python: '.py',
  javascript: '.js',
  typescript: '.ts',
  typescriptreact: '.tsx',
  javascriptreact: '.jsx',
  go: '.go',
  java: '.java',
  yaml: '.yaml',
  json: '.json',
  toml: '.toml',
  dockerfile: '.dockerfile',
  shellscript: '.sh',
};

const EMPTY: Workspace = {
  uri: 'untitled:',
  prefix: '',
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to list
  async *list(): AsyncIterable<Listed> {
    return;
  },
  read: (): Source => ({ skipped: 'not on disk', missing: true }),
  tracked: () => undefined,
  digest,
};

/** Untitled texts: they belong to no workspace, and only secrets are looked for. */
export class LooseDocuments {
  readonly #session: Session;
  readonly #paths = new Map<string, string>();

  constructor(grammars: Grammars, log: (message: string) => void) {
    const rules = registry.rules.filter(({ id }) => id.startsWith('secrets/') && id !== 'secrets/env-file-tracked');
    this.#session = new Session({ workspace: EMPTY, registry: { ...registry, rules }, grammars, log });
  }

  has(uri: string): boolean {
    return this.#paths.has(uri);
  }

  async open(uri: string, language: string, text: string, version: number): Promise<Diagnostic[]> {
    const path = `untitled${ENDINGS[language] ?? ''}`;
    if (this.#paths.get(uri) !== path) this.#session.remove(uri);
    this.#paths.set(uri, path);
    await this.#session.open(uri, path, text, version);
    const lines = new LineIndex(text);
    return this.#session
      .outcome()
      .findings.filter(({ at }) => at.uri === uri)
      .map((finding) => diagnosticOf({ ...finding, related: [] }, () => lines));
  }

  close(uri: string): void {
    this.#paths.delete(uri);
    this.#session.remove(uri);
  }
}
