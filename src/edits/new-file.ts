import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { before } from '../model/span.js';

/** Writes a new file of the workspace that a document, or the workspace's own folder, stands in. */
export const newFile = (near: Pick<Document, 'uri' | 'path'>, path: string, text: string): readonly TextEdit[] => [
  { span: before(0), text, uri: uriWithin(near, path) },
];

/** The address of a path of the workspace, from one that is known. */
export function uriWithin({ uri, path: known }: Pick<Document, 'uri' | 'path'>, path: string): string {
  const root = known === '' ? uri.replace(/\/$/, '') : uri.split('/').slice(0, -known.split('/').length).join('/');
  return `${root}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
