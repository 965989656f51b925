import type { Document } from '../model/document.js';

/** A document without structure for us: only its text. Detectors of format `text` run on every document. */
export interface TextSyntax {
  readonly document: Document;
}
