import { DataNode, type Written, emptyMap } from '../model/data-node.js';
import type { Document } from '../model/document.js';
import type { Span } from '../model/span.js';

export { type DataEntry, DataNode, type Written, type WrittenEntry, emptyMap } from '../model/data-node.js';

/** Something in a document that its format does not allow. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}

/** What YAML, JSON, TOML, properties and dotenv documents have in common. */
export interface DataSyntax {
  readonly document: Document;
  /** The roots of all documents that the file holds; empty ones are left out. Parsed when first asked for. */
  readonly documents: readonly DataNode[];
  /** The first root, or an empty map. */
  readonly root: DataNode;
  readonly problems: readonly SyntaxProblem[];
}

/** The text with its byte order mark blanked out, so that offsets stay and parsers do not stumble. */
export const withoutBom = (text: string): string => (text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);

/** Where the line of an offset begins. */
export const lineStart = (text: string, offset: number): number => (offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

/** Computes once, when first asked. */
export function lazily<T extends object>(compute: () => T): () => T {
  let computed: T | undefined;
  return () => (computed ??= compute());
}

/** A data document that is parsed when its content is first asked for. */
export function dataSyntax(
  document: Document,
  parse: () => { readonly roots: readonly Written[]; readonly problems: readonly SyntaxProblem[] },
): DataSyntax {
  const parsed = lazily(() => {
    const { roots, problems } = parse();
    const documents = roots.map((written) => new DataNode(written));
    return { documents, problems, root: documents[0] ?? new DataNode(emptyMap()) };
  });
  return {
    document,
    get documents() {
      return parsed().documents;
    },
    get root() {
      return parsed().root;
    },
    get problems() {
      return parsed().problems;
    },
  };
}
