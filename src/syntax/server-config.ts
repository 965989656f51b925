import type { Span } from '../model/span.js';

/** A word of a server's configuration. */
export interface Part {
  /** Without its quotes. */
  readonly text: string;
  readonly span: Span;
  /** It stands for itself: no variable, no template. */
  readonly plain: boolean;
}

/** A directive of Apache, HAProxy or Caddy, with those that stand in it. */
export interface Line {
  /** As written. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Part[];
  /** The directive without its block. */
  readonly span: Span;
  readonly parent: Line | undefined;
  readonly block: readonly Line[] | undefined;
}

interface Open extends Line {
  readonly block: Line[] | undefined;
}

const DEEPEST = 60;
const VARIABLE = /[$%]\{|\$\(|\{\$|\{\{|\{%|<%|%\[|\{[\w.]+[.}]|@@/;

const part = (text: string, start: number, end: number): Part => ({ text, span: { start, end }, plain: !VARIABLE.test(text) });

const unquoted = (word: string): string => (/^(["'`])[\s\S]*\1$/.test(word) && word.length > 1 ? word.slice(1, -1) : word);

/** The words of a text, quoted ones whole; a backslash before a line break, and what follows a `#`, are none. */
function* wordsIn(text: string, start: number, end: number, word: RegExp): Iterable<Part> {
  word.lastIndex = start;
  for (let match = word.exec(text); match && match.index < end; match = word.exec(text)) {
    if (match[0].startsWith('#')) return;
    if (/^\\\r?$/.test(match[0])) continue;
    yield part(unquoted(match[0]), match.index, match.index + match[0].length);
    if (word.lastIndex >= end) return;
  }
}

/** Lines of a text, those joined that end in a backslash. */
function* linesOf(text: string): Iterable<Span> {
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    while (end >= 0 && /\\\r?$/.test(text.slice(Math.max(start, end - 2), end))) end = text.indexOf('\n', end + 1);
    if (end < 0) end = text.length;
    yield { start, end };
    start = end + 1;
  }
}

function add(top: Line[], parent: Open | undefined, words: readonly Part[], opens: boolean): Open | undefined {
  const [first, ...args] = words;
  if (!first) return undefined;
  const span = { start: first.span.start, end: words.at(-1)?.span.end ?? first.span.end };
  const line: Open = { name: first.text, nameSpan: first.span, args, span, parent, block: opens ? [] : undefined };
  (parent?.block ?? top).push(line);
  return line;
}

const WORD = /#[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[^\s"'][^\s]*|["']/g;

/** https://httpd.apache.org/docs/2.4/configuring.html#syntax */
export function apacheConfig(text: string): readonly Line[] {
  const top: Line[] = [];
  const stack: Open[] = [];
  for (const { start, end } of linesOf(text)) {
    const lead = start + (/^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0);
    const first = text[lead];
    if (first === undefined || first === '#' || lead >= end) continue;
    if (first !== '<') {
      add(top, stack.at(-1), [...wordsIn(text, lead, end, WORD)], false);
      continue;
    }
    if (text[lead + 1] === '/') {
      const name = /^<\/(\w{1,40})/.exec(text.slice(lead, lead + 60))?.[1]?.toLowerCase();
      const found = stack.findLastIndex((open) => open.name.toLowerCase() === name);
      if (found >= 0) stack.length = found;
      continue;
    }
    const close = text.lastIndexOf('>', end);
    const section = add(top, stack.at(-1), [...wordsIn(text, lead + 1, close > lead ? close : end, WORD)].map(closed), true);
    if (section && stack.length < DEEPEST) stack.push(section);
  }
  return top;
}

/** The last word of `<VirtualHost *:80>` without the mark that ends it. */
const closed = ({ text, span, plain }: Part): Part =>
  text.endsWith('>') && !text.startsWith('<')
    ? { text: text.slice(0, -1), span: { start: span.start, end: span.end - 1 }, plain }
    : { text, span, plain };

const SECTION =
  /^(?:global|defaults|frontend|backend|listen|userlist|peers|resolvers|cache|mailers|program|http-errors|ring|fcgi-app|log-forward|crt-store|traces)$/;
const ESCAPED = /#[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"|'[^'\n]*'|(?:[^\s"'#\\]|\\[^\n]|["'])(?:[^\s#\\]|\\[^\n])*|\\/g;

/** https://docs.haproxy.org/3.0/configuration.html#2.1 */
export function haproxyConfig(text: string): readonly Line[] {
  const top: Line[] = [];
  let section: Open | undefined;
  for (const { start, end } of linesOf(text)) {
    const words = [...wordsIn(text, start, end, ESCAPED)];
    const [first] = words;
    if (!first) continue;
    if (SECTION.test(first.text)) section = add(top, undefined, words, true);
    else add(top, section, words, false);
  }
  return top;
}

const TOKEN = /\n|#[^\n]*|"(?:[^"\\]|\\[\s\S])*"|`[^`]*`|[^\s"`#][^\s]*|["`]/g;

/** https://caddyserver.com/docs/caddyfile/concepts#structure */
export function caddyfile(text: string): readonly Line[] {
  const top: Line[] = [];
  const stack: Open[] = [];
  let words: Part[] = [];
  /** A file of one site may leave its braces out. */
  let bare: Open | undefined;
  const flush = (): void => {
    if (words.length === 0) return;
    const opens = words.at(-1)?.text === '{';
    const said = opens ? words.slice(0, -1) : words;
    words = [];
    const parent = stack.at(-1) ?? bare;
    const [first] = said;
    if (!first) {
      // Options of the whole server stand in a block without a name.
      if (opens && stack.length === 0) {
        const options: Open = {
          name: '',
          nameSpan: { start: 0, end: 0 },
          args: [],
          span: { start: 0, end: 0 },
          parent: undefined,
          block: [],
        };
        top.push(options);
        stack.push(options);
      }
      return;
    }
    if (first.text === '}') {
      stack.pop();
      return;
    }
    if (stack.length === 0 && !bare && !opens && first.text !== 'import') {
      // Addresses may go on in the next line after a comma.
      if (said.at(-1)?.text.endsWith(',')) words = [...said];
      else bare = add(top, undefined, said, true);
      return;
    }
    const line = add(top, parent, said, opens);
    if (line && opens && stack.length < DEEPEST) stack.push(line);
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '\n') {
      const before = words.at(-1);
      if (before?.text === '\\') words.pop();
      else flush();
    } else if (!token.startsWith('#')) words.push(part(unquoted(token), index, index + token.length));
  }
  flush();
  return top;
}

/** Directives and all that stands in them, in the order of the file. */
export function* allOf(lines: readonly Line[]): Iterable<Line> {
  const stack = lines.toReversed();
  for (let line = stack.pop(); line; line = stack.pop()) {
    yield line;
    for (const each of line.block?.toReversed() ?? []) stack.push(each);
  }
}
