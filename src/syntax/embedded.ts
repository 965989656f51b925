import { type Span, slice } from '../model/span.js';
import type { Grammars } from './grammars.js';
import type { DataNode } from './data.js';
import { type ShellScript, commandScript, parseScript } from './shell.js';

/** Longer ones are no command that somebody wrote. */
const LONGEST = 100_000;

/** The script that a scalar of a data document holds (a step's `run`), at its place; undefined for what is no text. */
export function embeddedScript(grammars: Grammars, source: string, node: DataNode): ShellScript | undefined {
  if (node.kind !== 'scalar' || node.text === undefined || node.text.trim() === '') return undefined;
  const raw = slice(source, node.span);
  if (raw.length > LONGEST) return undefined;
  const inside = insideOf(raw, node.text);
  if (!inside) return parseScript(grammars, node.text, node.span);
  const text = hidden(raw.slice(inside.start, inside.end));
  return parseScript(grammars, inside.folded ? text.replace(/\n(?=[ \t]*\S)/g, ' ') : text, node.span.start + inside.start);
}

/** The command that a list of words is, started without a shell (`command: ["sh", "-c", "…"]`). */
export function embeddedCommand(grammars: Grammars, source: string, words: readonly DataNode[], span: Span): ShellScript {
  return commandScript(
    grammars,
    words.map((word) => ({
      span: word.span,
      raw: slice(source, word.span),
      text: word.value.kind === 'text' || word.value.kind === 'number' ? word.text : undefined,
    })),
    span,
  );
}

/** Where a scalar's own characters stand in what is written; undefined when they were escaped. */
function insideOf(raw: string, text: string): (Span & { readonly folded: boolean }) | undefined {
  if (/^[|>]/.test(raw)) {
    const line = raw.indexOf('\n');
    return line < 0 ? undefined : { start: line + 1, end: raw.length, folded: raw.startsWith('>') };
  }
  if (/^["']/.test(raw)) return raw.slice(1, -1) === text ? { start: 1, end: raw.length - 1, folded: false } : undefined;
  return { start: 0, end: raw.length, folded: true };
}

/** A pipeline's `${{ … }}` and a template's `{{ … }}` become a variable of the same length. */
const hidden = (script: string): string =>
  script.replace(/\$\{\{[^\n{}]{0,300}\}\}/g, asVariable).replace(/\{\{[^\n{}]{1,300}\}\}/g, asVariable);
const asVariable = (expression: string): string => `$${'_'.repeat(expression.length - 1)}`;
