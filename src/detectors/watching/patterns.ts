import type { Document } from '../../model/document.js';
import type { Span } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';

/** What stands at the beginning of a statement in three quotes: a docstring, or code that somebody put away. */
const DOCSTRING = /^[ \t]{0,80}[rRuUbB]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?''')/gm;

const codeOf = (document: Document): string =>
  document.format === 'python'
    ? withoutComments(document).replace(DOCSTRING, (text) => text.replace(/[^\n]/g, ' '))
    : withoutComments(document);

/** The first place of a document where code matches, comments left out. */
export function placeOf(document: Document, pattern: RegExp): Span | undefined {
  pattern.lastIndex = 0;
  const match = pattern.exec(codeOf(document));
  if (!match) return undefined;
  return { start: match.index, end: match.index + Math.min(match[0].length, 100) };
}

/** Whether the line before decides that what stands at the offset happens at all. */
export function isConditional(text: string, at: number): boolean {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const own = text.slice(line, at);
  const before =
    text
      .slice(Math.max(0, line - 300), Math.max(0, line - 1))
      .split('\n')
      .at(-1) ?? '';
  return /\bif\b[^\n]{0,200}(?:[:{\\]|\bthen\b[^\n]{0,10})\s*$/.test(before) || /\bif\b/.test(own) || /\?\s*$/.test(own);
}
