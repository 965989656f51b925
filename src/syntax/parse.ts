import type { Tree } from '@vscode/tree-sitter-wasm';
import type { Document, Format } from '../model/document.js';
import { CodeSyntax } from './code.js';
import { type DockerfileSyntax, parseDockerfile } from './dockerfile.js';
import { type DotenvSyntax, parseDotenv } from './dotenv.js';
import type { Grammar, Grammars } from './grammars.js';
import { type JsonSyntax, parseJson } from './json.js';
import type { Language } from './language.js';
import { go } from './languages/go.js';
import { java } from './languages/java.js';
import { javascript } from './languages/javascript.js';
import { python } from './languages/python.js';
import { Mirror } from './mirror.js';
import { type NginxSyntax, parseNginx } from './nginx.js';
import { type PropertiesSyntax, parseProperties } from './properties.js';
import { type ShellSyntax, parseShell } from './shell.js';
import type { TextSyntax } from './text.js';
import { type TomlSyntax, parseToml } from './toml.js';
import { type YamlPart, YamlPieces, type YamlSyntax, parseYaml } from './yaml.js';

/** The structure of a document, by the format that a detector asks for. */
export interface SyntaxOf {
  python: CodeSyntax;
  javascript: CodeSyntax;
  go: CodeSyntax;
  java: CodeSyntax;
  dockerfile: DockerfileSyntax;
  shell: ShellSyntax;
  yaml: YamlSyntax;
  json: JsonSyntax;
  toml: TomlSyntax;
  properties: PropertiesSyntax;
  dotenv: DotenvSyntax;
  nginx: NginxSyntax;
  text: TextSyntax;
}

const CODE: Partial<Record<Format, { readonly grammar: Grammar; readonly language: Language }>> = {
  python: { grammar: 'python', language: python },
  javascript: { grammar: 'javascript', language: javascript },
  typescript: { grammar: 'typescript', language: javascript },
  tsx: { grammar: 'tsx', language: javascript },
  go: { grammar: 'go', language: go },
  java: { grammar: 'java', language: java },
};

/** The format that detectors of a document are written for. */
export const familyOf = (format: Format): keyof SyntaxOf => (format === 'typescript' || format === 'tsx' ? 'javascript' : format);

/** The grammars that `parse` needs for a document of this format; they must be loaded before. */
export function grammarsOf(format: Format): readonly Grammar[] {
  const code = CODE[format];
  if (code) return [code.grammar];
  return format === 'dockerfile' || format === 'shell' || format === 'yaml' ? ['bash'] : [];
}

/** What is kept of an open document, so that its next text is read faster: the tree, or what its pieces say. */
export type Kept =
  { readonly is: 'tree'; readonly tree: Tree; readonly mirror: Mirror } | { readonly is: 'pieces'; readonly pieces: YamlPieces };

export const forget = (kept: Kept | undefined): void => {
  if (kept?.is === 'tree') kept.tree.delete();
};

/** The documents that a file of YAML is made of, where each can be read as if it were alone. */
export const partsOf = (syntax: Parsed['syntax']): readonly YamlPart[] | undefined => ('parts' in syntax ? syntax.parts() : undefined);

/** A parsed document. `free` gives the tree's memory back; nothing of the syntax may be used afterwards. */
export interface Parsed {
  readonly syntax: SyntaxOf[keyof SyntaxOf];
  readonly kept: Kept | undefined;
  free(): void;
}

const plain = (syntax: Parsed['syntax']): Parsed => ({ syntax, kept: undefined, free: () => undefined });

/** Never fails on what the text holds. Throws when a grammar was not loaded. `previous` was kept of the same document; a tree was told of the edits. */
export function parse(document: Document, grammars: Grammars, previous?: Kept): Parsed {
  const { format } = document;
  switch (format) {
    case 'python':
    case 'javascript':
    case 'typescript':
    case 'tsx':
    case 'go':
    case 'java': {
      const code = CODE[format];
      if (!code) throw new Error(`No grammar for ${format}.`);
      const before = previous?.is === 'tree' ? previous : undefined;
      const tree = grammars.parse(code.grammar, document.text, before?.tree);
      const mirror = before?.mirror ?? new Mirror(tree.language);
      // Copied when somebody begins to type: most documents are only looked at.
      const root = before && mirror.update(before.tree, tree, document.text);
      return {
        syntax: new CodeSyntax(document, code.language, root ?? tree.rootNode),
        kept: { is: 'tree', tree, mirror },
        free: () => tree.delete(),
      };
    }
    case 'dockerfile':
      return plain(parseDockerfile(document, grammars));
    case 'shell':
      return plain(parseShell(document, grammars));
    case 'yaml': {
      const pieces = new YamlPieces(previous?.is === 'pieces' ? previous.pieces : undefined);
      return { syntax: parseYaml(document, grammars, pieces), kept: { is: 'pieces', pieces }, free: () => undefined };
    }
    case 'json':
      return plain(parseJson(document));
    case 'toml':
      return plain(parseToml(document));
    case 'properties':
      return plain(parseProperties(document));
    case 'dotenv':
      return plain(parseDotenv(document));
    case 'nginx':
      return plain(parseNginx(document));
    case 'text':
      return plain({ document });
  }
}
