import type { Span } from '../model/span.js';

/** A word of a plain command line, quotes gone; undefined text when only run time knows it. */
export interface LineWord {
  readonly text: string | undefined;
  readonly span: Span;
}

const CLOSES_COMMAND = new Set([';', '&', '|', '\n', '(', ')']);

/**
 * The commands of one line of a Procfile or of package.json's scripts, each as its words; assignments before a command are left
 * out. Where whole scripts stand, `shell.ts` reads them.
 */
export function commandsOf(line: string, offset: number): readonly (readonly LineWord[])[] {
  const commands: LineWord[][] = [[]];
  let at = 0;
  while (at < line.length) {
    const letter = line[at] ?? '';
    if (CLOSES_COMMAND.has(letter)) {
      if (commands.at(-1)?.length) commands.push([]);
      at += 1;
    } else if (/\s/.test(letter)) at += 1;
    else {
      const word = wordAt(line, at);
      const words = commands.at(-1);
      if (words && (words.length > 0 || !/^\w{1,60}=/.test(line.slice(at, at + 61))))
        words.push({ text: word.text, span: { start: offset + at, end: offset + word.end } });
      at = word.end;
    }
  }
  return commands.filter((words) => words.length > 0);
}

function wordAt(line: string, start: number): { readonly text: string | undefined; readonly end: number } {
  let text = '';
  let known = true;
  let quote = '';
  let at = start;
  for (; at < line.length; at++) {
    const letter = line[at] ?? '';
    if (quote === '' && (/\s/.test(letter) || CLOSES_COMMAND.has(letter))) break;
    if (letter === quote) quote = '';
    else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
    else if (letter === '\\' && quote !== "'" && at + 1 < line.length) text += line[++at] ?? '';
    else {
      if (letter === '$' && quote !== "'") known = false;
      text += letter;
    }
  }
  return { text: known ? text : undefined, end: Math.max(at, start + 1) };
}
