import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { before } from '../model/span.js';
import { lineEnding } from './indentation.js';

/** A section of its own after all others, an empty line before it, in the file's line ending. */
export function atTheEnd({ text }: Pick<Document, 'text'>, section: string): readonly TextEdit[] {
  const ending = lineEnding(text);
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? ending : ending + ending;
  return [{ span: before(text.length), text: gap + section.replaceAll('\n', ending) }];
}
