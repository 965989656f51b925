import type { Document } from '../model/document.js';

export interface DotenvSyntax {
  readonly document: Document;
}

/** Never throws: what cannot be read is left out. */
export function parseDotenv(document: Document): DotenvSyntax {
  return { document };
}
