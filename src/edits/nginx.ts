import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { type Span, before, slice } from '../model/span.js';
import { indentAt, indentUnit, lineEnding } from './indentation.js';

/** Writes directives as the first lines of a block, as its others are indented. Undefined where the block stands on one line. */
export function addDirectives({ text }: Pick<Document, 'text'>, inside: Span, lines: readonly string[]): readonly TextEdit[] | undefined {
  const content = slice(text, inside);
  const first = /^[ \t]*(?:#[^\n]*)?\r?\n/.exec(content);
  if (!first) return undefined;
  const next = /^([ \t]*)[^\s#}]/m.exec(content.slice(first[0].length));
  const indent = next?.[1] ?? indentAt(text, inside.start) + indentUnit(text);
  const ending = lineEnding(text);
  return [{ span: before(inside.start + first[0].length), text: lines.map((line) => `${indent}${line}${ending}`).join('') }];
}
