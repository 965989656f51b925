import type { Document } from '../model/document.js';

export interface PropertiesSyntax {
  readonly document: Document;
}

/** Never throws: what cannot be read is left out. */
export function parseProperties(document: Document): PropertiesSyntax {
  return { document };
}
