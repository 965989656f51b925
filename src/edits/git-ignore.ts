import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';

/** Adds the document to the ignore file of the workspace, at its top; without one, creates it. */
export function ignoredByGit({ uri, path }: Pick<Document, 'uri' | 'path'>): readonly TextEdit[] | undefined {
  if (!uri.endsWith(path)) return undefined;
  return [{ uri: `${uri.slice(0, uri.length - path.length)}.gitignore`, span: { start: 0, end: 0 }, text: `/${path}\n` }];
}
