import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { jsonChanges, parseJson } from '../syntax/json.js';
import { indentUnit, lineEnding } from './indentation.js';

/** Sets the value at a path of a JSON document (`['scripts', 'test']`), in the file's indentation; a value of undefined takes it out. No edit where the document does not parse. */
export function setJson(document: Document, path: readonly (string | number)[], value: unknown): readonly TextEdit[] | undefined {
  const { text } = document;
  const { problems, documents } = parseJson(document);
  if (problems.length || documents.length === 0) return undefined;
  return jsonChanges(text, path, value, { indent: indentUnit(text), ending: lineEnding(text) });
}
