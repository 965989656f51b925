import type { Language, Parser as TreeParser, Tree } from '@vscode/tree-sitter-wasm';

/** Grammars that ship with the product. */
export type Grammar = 'python' | 'javascript' | 'typescript' | 'tsx' | 'go' | 'java' | 'bash';

/** Hands in the runtime's and the grammars' bytes, so that `syntax` neither reads files nor knows where it runs. */
export interface GrammarSource {
  /** The module `@vscode/tree-sitter-wasm`, loaded by the host when first needed. */
  runtime(): Promise<typeof import('@vscode/tree-sitter-wasm')>;
  /** `tree-sitter` is the runtime itself, other names are `tree-sitter-<grammar>`. */
  wasm(name: string): Promise<Uint8Array>;
}

/** Loads each grammar at its first document and parses with it. */
export class Grammars {
  readonly #source: GrammarSource;
  #parser: Promise<TreeParser> | undefined;
  #ready: TreeParser | undefined;
  readonly #loading = new Map<Grammar, Promise<Language>>();
  readonly #loaded = new Map<Grammar, Language>();

  constructor(source: GrammarSource) {
    this.#source = source;
  }

  /** After this, `parse` of these grammars is synchronous. */
  async load(grammars: Iterable<Grammar>): Promise<void> {
    for (const grammar of grammars) if (!this.#loaded.has(grammar)) this.#loaded.set(grammar, await this.#language(grammar));
  }

  has(grammar: Grammar): boolean {
    return this.#loaded.has(grammar);
  }

  /** Parses text with a loaded grammar. The caller frees the tree with `delete()`. Throws when the grammar was not loaded. */
  parse(grammar: Grammar, text: string, previous?: Tree): Tree {
    const language = this.#loaded.get(grammar);
    if (!language || !this.#ready) throw new Error(`The grammar '${grammar}' was not loaded.`);
    this.#ready.setLanguage(language);
    const tree = this.#ready.parse(text, previous);
    if (!tree) throw new Error(`The grammar '${grammar}' gave no tree.`);
    return tree;
  }

  async #language(grammar: Grammar): Promise<Language> {
    this.#parser ??= this.#start();
    await this.#parser;
    let loading = this.#loading.get(grammar);
    if (!loading) {
      const { Language } = await this.#source.runtime();
      loading = this.#source.wasm(`tree-sitter-${grammar}`).then((bytes) => Language.load(bytes));
      this.#loading.set(grammar, loading);
    }
    return loading;
  }

  async #start(): Promise<TreeParser> {
    const { Parser } = await this.#source.runtime();
    const wasmBinary = await this.#source.wasm('tree-sitter');
    // The runtime passes its options on to Emscripten's module, which takes the bytes instead of a file.
    await Parser.init({ wasmBinary } as unknown as Parameters<typeof Parser.init>[0]);
    this.#ready = new Parser();
    return this.#ready;
  }
}
