import { lastOf } from '../model/once.js';
import { type Span, slice } from '../model/span.js';
import { lineStart } from '../syntax/data.js';

/** The line ending that most lines have. */
export const lineEnding = lastOf((text: string): '\n' | '\r\n' => {
  const first = text.indexOf('\n');
  if (first < 0) return '\n';
  const windows = text.slice(0, 20_000).split('\r\n').length - 1;
  const all = text.slice(0, 20_000).split('\n').length - 1;
  return all === 0 ? (text[first - 1] === '\r' ? '\r\n' : '\n') : windows * 2 > all ? '\r\n' : '\n';
});

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return text.slice(start, end);
}

/** One step of indentation: what most lines are deeper by than the line before; two spaces when nothing tells. */
export const indentUnit = lastOf((text: string): string => {
  const steps = new Map<string, number>();
  let before = '';
  for (const line of text.slice(0, 50_000).split('\n', 2_000)) {
    if (!line.trim()) continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (indent.length > before.length && indent.startsWith(before)) {
      const step = indent.slice(before.length);
      if (step.length <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    before = indent;
  }
  let unit = '  ';
  let most = 0;
  for (const [step, count] of steps) if (count > most) [unit, most] = [step, count];
  return unit;
});

/** The quote that the file prefers; that of the literal at `span` if there is one. Double when nothing tells. */
export function quoteStyle(text: string, span?: Span): '"' | "'" {
  const own = span && /^[a-zA-Z]{0,2}(["'])(?!\1\1)/.exec(slice(text, span))?.[1];
  if (own === '"' || own === "'") return own;
  return usualQuote(text);
}

const usualQuote = lastOf((text: string): '"' | "'" => {
  const part = text.slice(0, 50_000);
  const singles = part.match(/(?<!\w)'[^'"\n]{0,80}'/g)?.length ?? 0;
  const doubles = part.match(/"[^'"\n]{0,80}"/g)?.length ?? 0;
  return singles > doubles ? "'" : '"';
});

/** Whether statements of JavaScript end in semicolons here. */
export const usesSemicolons = lastOf((text: string): boolean => {
  const part = text.slice(0, 50_000);
  const without = part.match(/[\w)'"\]][ \t]*\r?$/gm)?.length ?? 0;
  const withThem = part.match(/;[ \t]*\r?$/gm)?.length ?? 0;
  return withThem > 0 ? withThem * 3 >= without : without === 0;
});
