import type { Document } from '../../model/document.js';
import type { Span } from '../../model/span.js';
import { inComment } from './documents.js';

/** A literal of code that is nothing but the span, as far as the text around it tells. */
export interface LiteralText {
  /** Quotes included. */
  readonly span: Span;
  /** What it is given to: the variable, the key, the named argument. */
  readonly name: string | undefined;
}

const CODE = new Set(['python', 'javascript', 'typescript', 'tsx', 'go', 'java']);
const GIVEN = /([A-Za-z_$][\w$.-]{0,100})["'`]?\]?\)?[ \t]{0,10}(?::[ \t]{0,4}[\w.<>[\]| ]{1,60})?(?::=|[=:])\s{0,20}$/;

/** The literal in code whose whole content the span is; undefined where it is part of a longer text, of a comment, or not of code. */
export function literalAround({ format, text }: Document, { start, end }: Span): LiteralText | undefined {
  if (!CODE.has(format)) return undefined;
  const quote = text.charAt(start - 1);
  if (
    !/["'`]/.test(quote) ||
    text.charAt(end) !== quote ||
    (quote === '`' && format !== 'go' && format !== 'javascript' && format !== 'typescript' && format !== 'tsx')
  )
    return undefined;
  // b"…", f"…" and """…""" are not what a read of the environment gives.
  if (/[\w"'`\\]/.test(text.charAt(start - 2)) || text.charAt(end + 1) === quote || inComment(text, start)) return undefined;
  const before = text.slice(Math.max(0, start - 200), start - 1);
  if (!/(?:[=(,:[{]|=>|\breturn|\|\||\?\?|\bor|\?)\s{0,40}$/.test(before)) return undefined;
  return { span: { start: start - 1, end: end + 1 }, name: GIVEN.exec(before)?.[1] };
}
