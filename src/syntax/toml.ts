import type { Document } from '../model/document.js';

export interface TomlSyntax {
  readonly document: Document;
}

/** Never throws: what cannot be read is left out. */
export function parseToml(document: Document): TomlSyntax {
  return { document };
}
