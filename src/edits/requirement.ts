import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { Requirement } from '../model/requirement.js';
import { before, slice } from '../model/span.js';
import { readEnvironment } from './environment.js';

/** Takes a default away, so that what has none does not start. */
export function requiredBy(document: Document, requirement: Requirement): readonly TextEdit[] | undefined {
  switch (requirement.by) {
    case 'leaving out':
      return [{ span: requirement.span, text: '' }];
    case 'refusing':
      return [{ span: requirement.span, text: `:?${requirement.variable} is not set` }];
    case 'reading':
      return readEnvironment(document, requirement.span, requirement.variable);
    case 'checking':
      return checked(document, requirement);
  }
}

/** `if (!process.env.X) throw new Error(…)` before the statement, in the quotes, indentation and line ends of the file. */
function checked(
  { text }: Document,
  { span, statement, variable }: Extract<Requirement, { by: 'checking' }>,
): readonly TextEdit[] | undefined {
  const read = /^process\.env(?:\.\w+|\[["']\w+["']\])/.exec(slice(text, span))?.[0];
  if (read === undefined) return undefined;
  const line = text.lastIndexOf('\n', statement - 1) + 1;
  const indent = text.slice(line, statement);
  if (!/^[ \t]*$/.test(indent)) return undefined;
  const quote = (text.match(/'/g)?.length ?? 0) >= (text.match(/"/g)?.length ?? 0) ? "'" : '"';
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const semicolon = /;[ \t]*\r?$/m.test(text) ? ';' : '';
  const check = `if (!${read}) throw new Error(${quote}${variable} is not set${quote})${semicolon}`;
  return [
    { span: before(statement), text: `${check}${ending}${indent}` },
    { span, text: read },
  ];
}
