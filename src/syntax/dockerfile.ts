import type { Document } from '../model/document.js';
import type { Grammars } from './grammars.js';

export interface DockerfileSyntax {
  readonly document: Document;
}

/** Never throws: what cannot be read is left out. */
export function parseDockerfile(document: Document, _grammars: Grammars): DockerfileSyntax {
  return { document };
}
