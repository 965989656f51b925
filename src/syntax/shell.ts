import type { Document } from '../model/document.js';
import type { Grammars } from './grammars.js';

export interface ShellSyntax {
  readonly document: Document;
}

/** Never throws: what cannot be read is left out. */
export function parseShell(document: Document, _grammars: Grammars): ShellSyntax {
  return { document };
}
