import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { Span } from '../model/span.js';
import { lineStart } from '../syntax/data.js';

/** Removes what fills a line, with its break and a comment behind it; undefined where it shares its line. */
export function removeLine({ text }: Pick<Document, 'text'>, { start, end }: Span): readonly TextEdit[] | undefined {
  const from = lineStart(text, start);
  const at = text.indexOf('\n', end);
  const rest = text.slice(end, at < 0 ? text.length : at);
  if (!/^[ \t]*$/.test(text.slice(from, start)) || !/^[ \t]*(?:#.*)?\r?$/.test(rest)) return undefined;
  return [{ span: { start: from, end: at < 0 ? text.length : at + 1 }, text: '' }];
}
