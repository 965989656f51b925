import type { Document, Role } from '../model/document.js';
import type { FactDraft } from '../model/fact.js';
import type { SyntaxOf } from '../syntax/parse.js';
import type { Keyword } from './text/keywords.js';

/** What a detector reads: `javascript` stands for TypeScript and TSX, too; `text` for every document. */
export type DetectorFormat = keyof SyntaxOf;

/** Reads one document of one format and states what it says, as facts; it never judges. */
export interface Detector<F extends DetectorFormat = DetectorFormat> {
  /** The framework, library or tool whose ways it knows, as its owners spell it. */
  readonly framework: string;
  readonly format: F;
  /** One of these stands in the text of every document that concerns it: tested before anything is parsed, so the tighter the better. */
  readonly mentions?: readonly (string | Keyword)[] | RegExp;
  /** On the path within the workspace: only these files concern it. */
  readonly files?: RegExp;
  /** Only documents of these roles concern it: tests are not parsed for what is judged in production alone. */
  readonly roles?: readonly Role[];
  /** A closer look at the text, where `mentions` alone lets much be parsed in vain; asked once for a document. */
  worthParsing?(document: Document): boolean;
  /**
   * What it says of a file of YAML is what it says of each of the documents between `---`: it looks at `documents` and at the
   * text where their nodes stand, and one that has not changed since the last keystroke is not read again. Only `applies` sees more.
   */
  readonly apart?: boolean;
  /** A gate after parsing: is the framework imported at all? */
  applies?(syntax: SyntaxOf[F]): boolean;
  facts(syntax: SyntaxOf[F]): Iterable<FactDraft>;
}

/** A detector of whatever format, as the engine holds it. */
export interface AnyDetector extends Omit<Detector, 'applies' | 'facts'> {
  applies?(syntax: SyntaxOf[DetectorFormat]): boolean;
  facts(syntax: SyntaxOf[DetectorFormat]): Iterable<FactDraft>;
}

/** Checks a detector against its format, and forgets its type. */
export const detector = <F extends DetectorFormat>(definition: Detector<F>): AnyDetector => definition;
