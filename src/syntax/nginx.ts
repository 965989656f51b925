import type { Document } from '../model/document.js';

export interface NginxSyntax {
  readonly document: Document;
}

/** Never throws: what cannot be read is left out. */
export function parseNginx(document: Document): NginxSyntax {
  return { document };
}
