import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { Span } from '../model/span.js';
import { type Lexeme, type Marks, lexemes, marksOf } from '../syntax/comments.js';
import { lineStart } from '../syntax/data.js';

/** A comment that silences rules at one place, or in a whole file. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** The comment's words, from `preflight-ignore` to the end of the reason. */
  readonly span: Span;
  /** Findings that start here are silenced. */
  readonly covers: Span;
}

const KEYWORD = 'preflight-ignore';
/** `preflight-ignore-file` counts among the first lines only. */
const HEAD_LINES = 20;
/** Formatters break longer lines. */
const LONGEST_LINE = { python: 88, others: 100 };

/**
 * The comments of the file's own syntax that silence rules. Comments are found by a scan without a grammar, whose limits
 * `syntax/comments.ts` names.
 */
export function findSuppressions(document: Document): readonly Suppression[] {
  if (!document.text.includes(KEYWORD)) return [];
  const marks = marksOf(document);
  if (!marks) return [];
  const all = [...lexemes(document.text, marks)];
  const targets = new Map<number, Span>();
  const found: (readonly Suppression[])[] = [];
  // From the last to the first: a comment above another covers what that one does.
  for (let index = all.length - 1; index >= 0; index -= 1) found.push([...directivesOf(document, marks, all, index, targets)]);
  return found.reverse().flat();
}

function* directivesOf(
  { text, format }: Document,
  marks: Marks,
  all: readonly Lexeme[],
  index: number,
  targets: Map<number, Span>,
): Iterable<Suppression> {
  const lexeme = all[index];
  if (lexeme?.kind !== 'comment') return;
  const comment = lexeme.span;
  const body = text.slice(comment.start, comment.end);
  let from = body.indexOf(KEYWORD);
  for (; from >= 0; from = body.indexOf(KEYWORD, from + KEYWORD.length)) {
    // Words about the directive are none: it stands first in its comment, or behind another mark (`# noqa # preflight-ignore …`).
    const lead = body.slice(Math.max(lineStart(body, from), from - 80), from).trimEnd();
    if (lead !== '' && !/(?:[#;!*]|\/\/|--|\/\*)$/.test(lead)) continue;
    const inFile = body.startsWith('-file', from + KEYWORD.length);
    const start = from + KEYWORD.length + (inFile ? '-file'.length : 0);
    const words = wordsOf(body.slice(start));
    if (!words) continue;
    const at = comment.start + from;
    const span = { start: at, end: comment.start + start + words.length };
    if (inFile) {
      if (text.slice(0, at).split('\n', HEAD_LINES + 1).length <= HEAD_LINES)
        yield { rules: words.rules, reason: words.reason, span, covers: { start: 0, end: text.length } };
      continue;
    }
    yield { rules: words.rules, reason: words.reason, span, covers: covered(text, format, marks, all, index, targets) };
  }
}

/** ` a/b, c/d -- why`: the rules, the reason, and how far they reach. */
function wordsOf(
  rest: string,
): { readonly rules: readonly string[]; readonly reason: string | undefined; readonly length: number } | undefined {
  if (!/^[ \t:]/.test(rest)) return undefined;
  const line = rest.split(/\r?\n/, 1)[0] ?? '';
  const end = /\*\/|-->/.exec(line)?.index ?? line.length;
  const words = line.slice(0, end).trimEnd();
  const dashes = /[ \t]--(?:[ \t]|$)/.exec(words)?.index ?? -1;
  const list = dashes < 0 ? words : words.slice(0, dashes);
  const rules = list.split(/[\s,:]+/).filter((word) => /^[a-z][\w-]*\/[\w-]+$/i.test(word));
  if (rules.length === 0) return undefined;
  const reason = dashes < 0 ? '' : words.slice(dashes + 3).trim();
  return { rules, reason: reason || undefined, length: words.length };
}

const lineEnd = (text: string, from: number): number => {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
};

/**
 * The comment's own line when code stands on it, else the next line of code. `targets` are the lines that comments on lines of their
 * own cover, as far as they are known.
 */
function covered(
  text: string,
  format: Document['format'],
  marks: Marks,
  all: readonly Lexeme[],
  index: number,
  targets: Map<number, Span>,
): Span {
  const { start, end } = all[index]?.span ?? { start: 0, end: 0 };
  const first = lineStart(text, start);
  const before = text
    .slice(first, start)
    .replace(/\{[ \t]*$/, '')
    .trim();
  const after = text
    .slice(end, lineEnd(text, end))
    .replace(/^[ \t]*\}/, '')
    .trim();
  if (before !== '' || (after !== '' && !marks.line.some((mark) => after.startsWith(mark))))
    return { start: first, end: lineEnd(text, end) };

  const target = targetOf(text, format, all, index, targets);
  targets.set(index, target);
  return target;
}

/** The next line that is neither blank nor a comment, to the end of what it begins. */
function targetOf(
  text: string,
  format: Document['format'],
  all: readonly Lexeme[],
  index: number,
  targets: ReadonlyMap<number, Span>,
): Span {
  const { end } = all[index]?.span ?? { end: 0 };
  let next = index + 1;
  let line = lineEnd(text, end) + 1;
  while (line < text.length) {
    const stop = lineEnd(text, line);
    const code = line + (/^[ \t\r{]*/.exec(text.slice(line, Math.min(stop, line + 500)))?.[0].length ?? 0);
    while ((all[next]?.span.end ?? Infinity) <= line) next += 1;
    const lexeme = all[next];
    const isComment: boolean = lexeme?.kind === 'comment' && lexeme.span.start <= code && code < lexeme.span.end;
    if (code < stop && !isComment) return { start: line, end: endOf(text, format, all, next, line, stop) };
    const known = isComment ? targets.get(next) : undefined;
    if (known) return known;
    line = (isComment && lexeme ? lineEnd(text, Math.max(line, lexeme.span.end - 1)) : stop) + 1;
  }
  return { start: Math.min(end, text.length), end: text.length };
}

/** The end of an instruction that goes on over lines: continued by a backslash, a text in quotes, a here-document, a block of YAML. */
function endOf(text: string, format: Document['format'], all: readonly Lexeme[], next: number, start: number, firstEnd: number): number {
  let end = firstEnd;
  if (format === 'yaml' && /[|>][-+\d]{0,3}[ \t]*(?:#.*)?\r?$/.test(text.slice(Math.max(start, end - 200), end)))
    return blockEnd(text, start, end);
  for (;;) {
    const here = end;
    const line = text.slice(lineStart(text, end), end);
    const document = format === 'dockerfile' || format === 'shell' ? /<<-?[ \t]*["']?(\w{1,40})["']?/.exec(line)?.[1] : undefined;
    if (document !== undefined) end = lineEnd(text, hereEnd(text, end, document));
    else if (continues(format, line)) end = afterContinued(text, format, end);
    for (let at = next; (all[at]?.span.start ?? Infinity) < here; at += 1) {
      const { kind, span } = all[at] ?? { kind: 'comment', span: { start: 0, end: 0 } };
      if (kind === 'string' && span.start >= start && span.end > here) end = Math.max(end, lineEnd(text, span.end));
    }
    if (end <= here || end >= text.length) return Math.max(end, here);
  }
}

const continues = (format: Document['format'], line: string): boolean =>
  /^(?:dockerfile|shell|properties|python)$/.test(format) && /(?:^|[^\\])(?:\\\\)*\\[ \t]*\r?$/.test(line.slice(-100));

/** The end of the next line; in a Dockerfile, comments and blank lines in between do not end the instruction. */
function afterContinued(text: string, format: Document['format'], end: number): number {
  let line = end + 1;
  let stop = lineEnd(text, Math.min(line, text.length));
  while (format === 'dockerfile' && stop < text.length && /^\s*(?:#|$)/.test(text.slice(line, stop))) {
    line = stop + 1;
    stop = lineEnd(text, line);
  }
  return stop;
}

function hereEnd(text: string, from: number, word: string): number {
  for (let line = from + 1; line < text.length;) {
    const stop = lineEnd(text, line);
    if (text.slice(line, stop).trim() === word) return line;
    line = stop + 1;
  }
  return text.length;
}

/** The lines that are deeper than the one that begins the block. */
function blockEnd(text: string, start: number, firstEnd: number): number {
  const indent = /^[ -]*/.exec(text.slice(start, start + 500))?.[0].length ?? 0;
  let end = firstEnd;
  for (let line = firstEnd + 1; line < text.length;) {
    const stop = lineEnd(text, line);
    const source = text.slice(line, stop);
    if (source.trim() !== '') {
      if ((/^ */.exec(source)?.[0].length ?? 0) <= indent) break;
      end = stop;
    }
    line = stop + 1;
  }
  return end;
}

/**
 * Puts a comment that silences `rule` for the finding at `offset` where a formatter leaves it alone: at the end of a short line, else
 * on the line before. Undefined where the format has no comments.
 */
export function writeSuppression(document: Document, offset: number, rule: string, reason: string): TextEdit | undefined {
  const { text, format, path } = document;
  const marks = marksOf(document);
  if (!marks || (format === 'json' && !/\.(?:jsonc|json5|code-workspace|code-snippets)$/.test(path))) return undefined;
  const [mark] = marks.line;
  const [open, close] = marks.block[0] ?? ['', ''];
  const why = reason
    .replace(/\*\/|-->/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const words = `${KEYWORD} ${rule}${why ? ` -- ${why}` : ''}`;
  const comment = mark === undefined ? `${open} ${words} ${close}` : `${mark} ${words}`;

  const all = [...lexemes(text, marks)];
  const line = lineStart(text, offset);
  const rawEnd = lineEnd(text, offset);
  const end = text[rawEnd - 1] === '\r' ? rawEnd - 1 : rawEnd;
  const begin = beginOf(text, format, all, line);
  const gap = format === 'python' ? '  ' : ' ';
  const limit = format === 'python' ? LONGEST_LINE.python : LONGEST_LINE.others;
  const trails =
    begin === line &&
    mark !== undefined &&
    marks.trails &&
    TRAILING.has(format) &&
    end - line + gap.length + comment.length <= limit &&
    !isJsxLine(document, line, end) &&
    !continues(format, text.slice(line, end)) &&
    !all.some(({ kind, span }) => (kind === 'comment' && span.start < end && span.end > line) || (span.start < end && span.end > end));
  if (trails) {
    const code = text.slice(line, end).trimEnd().length;
    return { span: { start: line + code, end }, text: `${gap}${comment}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(begin, begin + 500))?.[0] ?? '';
  const ending = text.slice(0, 5_000).includes('\r\n') ? '\r\n' : '\n';
  const whole = isJsxChild(document, begin) ? `{${open} ${words} ${close}}` : comment;
  const at = begin === 0 && text.startsWith('\uFEFF') ? 1 : begin;
  return { span: { start: at, end: at }, text: `${indent}${whole}${ending}` };
}

/** Formats in which people put such comments at the end of a line. */
const TRAILING = new Set<Document['format']>(['python', 'javascript', 'typescript', 'tsx', 'go', 'java', 'shell', 'toml', 'nginx']);

/** The first line of the instruction, text or block that a line belongs to. */
function beginOf(text: string, format: Document['format'], all: readonly Lexeme[], from: number): number {
  let line = from;
  for (;;) {
    const inside = all.find(({ span }) => span.start < line && span.end > line);
    const here = inside ? lineStart(text, inside.span.start) : before(text, format, line);
    if (here === line) return line;
    line = here;
  }
}

/** The line that this one continues, or itself. */
function before(text: string, format: Document['format'], line: number): number {
  if (line === 0) return line;
  if (format === 'yaml') return blockStart(text, line);
  let above = lineStart(text, line - 1);
  while (format === 'dockerfile' && above > 0 && /^[ \t]*#/.test(text.slice(above, line))) above = lineStart(text, above - 1);
  if (continues(format, text.slice(above, line - 1))) return above;
  return format === 'dockerfile' || format === 'shell' ? hereStart(text, line) : line;
}

/** The line with `<<EOF` above a line of its here-document. */
function hereStart(text: string, line: number): number {
  for (const match of text.slice(0, line).matchAll(/<<-?[ \t]*["']?(\w{1,40})["']?/g)) {
    const start = lineStart(text, match.index);
    const end = lineEnd(text, match.index);
    if (end < line && hereEnd(text, end, match[1] ?? '') >= line) return start;
  }
  return line;
}

/** The line of the key above a line of its block of text. */
function blockStart(text: string, line: number): number {
  const indentOf = (start: number): number => /^ */.exec(text.slice(start, start + 500))?.[0].length ?? 0;
  let own = indentOf(line);
  for (let above = line; above > 0 && own > 0;) {
    above = lineStart(text, above - 1);
    const source = text.slice(above, lineEnd(text, above));
    if (source.trim() === '' || indentOf(above) >= own) continue;
    own = indentOf(above);
    if (/(?:^|[:\-\s])[|>][-+\d]{0,3}[ \t]*(?:#.*)?\r?$/.test(source)) return above;
  }
  return line;
}

const hasJsx = ({ format, path, text }: Document): boolean =>
  format === 'tsx' || (format === 'javascript' && !/\.[cm]js$/.test(path) && /<\/|\/>/.test(text));

/** Whether a line holds JSX, behind which `//` may be text. */
const isJsxLine = (document: Document, start: number, end: number): boolean =>
  hasJsx(document) && (/^\s*[<{]|>\s*$/.test(document.text.slice(start, end)) || isJsxChild(document, start));

/** Whether a line stands between JSX tags: the line above ends one, and not an arrow. */
function isJsxChild(document: Document, line: number): boolean {
  if (!hasJsx(document)) return false;
  const above = document.text.slice(Math.max(0, line - 2_000), line).trimEnd();
  return (
    (/[^=]>$/.test(above) || above.endsWith('}')) &&
    /^\s*[<{\w]/.test(document.text.slice(line, line + 200)) &&
    (above.endsWith('>') || /^\s*[<{]/.test(document.text.slice(line, line + 200)))
  );
}
