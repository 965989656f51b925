import { type Span, slice } from '../model/span.js';
import { lineStart } from './data.js';
import { type Value, text as textValue, unknown } from '../model/value.js';

/** A template's directive on a line of its own that writes something there: what, nobody can see. */
export interface Hole extends Span {
  /** The column that its output begins at: what `nindent` says, else its own. */
  readonly indent: number;
}

/** A text whose template directives are masked by as many other characters, so that the rest can be parsed. */
export interface Masked {
  readonly text: string;
  readonly holes: readonly Hole[];
  readonly templated: boolean;
}

/** Stands for each character of a directive inside a line. */
export const MASK = '\uE000';
/** Longer directives are not looked for. */
const LONGEST = 2_000;
/** Directives that write nothing themselves. https://pkg.go.dev/text/template#hdr-Actions, https://jinja.palletsprojects.com/en/stable/templates/ */
const CONTROL = /^[-+~]?\s*(?:\/\*|#|!|(?:if|else|end|range|with|define|block|break|continue|fail)\b|\$\w*(?:,\s*\$\w+)?\s*:?=)/;

/** One directive. */
export interface Action extends Span {
  readonly control: boolean;
}

const CLOSE: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/** Masks Go's and Jinja's directives (`{{ }}`, `{% %}`, `{# #}`), a pipeline's `${{ }}` among them. */
export function maskTemplates(text: string): Masked {
  if (!text.includes('{{') && !text.includes('{%')) return { text, holes: [], templated: false };
  const actions = [...actionsOf(text)];
  if (actions.length === 0) return { text, holes: [], templated: false };

  const holes: Hole[] = [];
  const parts: string[] = [];
  let done = 0;
  for (let first = 0; first < actions.length;) {
    const last = lastOfLine(text, actions, first);
    const group = actions.slice(first, last + 1);
    const start = group[0]?.start ?? 0;
    const end = group.at(-1)?.end ?? start;
    const source = text.slice(start, end);
    parts.push(text.slice(done, start));
    if (blankBefore(text, start) && blankAfter(text, end)) {
      if (group.some(({ control }) => !control)) holes.push({ start, end, indent: indentOf(source) ?? start - lineStart(text, start) });
      parts.push(source.replace(/[^\r\n]/g, ' '));
    } else {
      let at = start;
      for (const action of group) {
        parts.push(text.slice(at, action.start), MASK.repeat(action.end - action.start));
        at = action.end;
      }
    }
    done = end;
    first = last + 1;
  }
  parts.push(text.slice(done));
  return { text: parts.join(''), holes, templated: true };
}

/** The directives of a text, in their order. */
export function* actionsOf(text: string): Iterable<Action> {
  const comments = text.includes('{%');
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const open = text.slice(at, at + 2);
    const close = open === '{#' && !comments ? undefined : CLOSE[open];
    const end = close && closingOf(text, at + 2, close);
    if (!end) {
      at += 1;
      continue;
    }
    const inner = text.slice(at + 2, Math.min(end, at + 102));
    yield { start: at, end, control: open === '{#' || CONTROL.test(inner) || (open === '{%' && !/^[-+]?\s*include\b/.test(inner)) };
    at = end;
  }
}

/** After the closing mark; texts in quotes may hold one. Another opening mark ends the search, so that hostile texts are read once. */
function closingOf(text: string, from: number, close: string): number | undefined {
  const limit = Math.min(text.length - 1, from + LONGEST);
  for (let at = from; at < limit; at += 1) {
    const character = text[at];
    if (character === close[0] && text[at + 1] === close[1]) return at + 2;
    if (character === '{' && CLOSE[text.slice(at, at + 2)]) return undefined;
    if (character !== '"' && character !== '`') continue;
    const quote = text.indexOf(character, at + 1);
    const inside = quote > 0 && quote < limit ? text.slice(at + 1, quote) : '\n';
    if (!inside.includes('\n')) at = quote;
  }
  return undefined;
}

function lastOfLine(text: string, actions: readonly Action[], first: number): number {
  let last = first;
  for (;;) {
    const here = actions[last];
    const next = actions[last + 1];
    if (!here || !next || next.start - here.end > 80 || !/^[ \t]*$/.test(text.slice(here.end, next.start))) return last;
    last += 1;
  }
}

function blankBefore(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at -= 1;
  return at < 0 || text[at] === '\n' || text[at] === '\uFEFF';
}

function blankAfter(text: string, offset: number): boolean {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at += 1;
  return at >= text.length || text[at] === '\n';
}

function indentOf(source: string): number | undefined {
  const spaces = /\bn?indent\s{1,4}(\d{1,3})\b/.exec(source)?.[1];
  return spaces === undefined ? undefined : Number(spaces);
}

/** Puts templates back into a text that was read from a masked source: as unknown parts of its value, and as written into its characters. */
export function templatedText(
  content: string,
  span: Span,
  masked: string,
  source: string,
): { readonly value: Value; readonly text: string } {
  if (masked === source || !content.includes(MASK)) return { value: textValue({ span }, content), text: content };
  const raw = slice(masked, span);
  const parts: Value[] = [];
  const words: string[] = [];
  let at = 0;
  for (const [piece] of content.matchAll(/\uE000+|[^\uE000]+/g)) {
    const found = raw.indexOf(piece, at);
    const here = found < 0 ? span : { start: span.start + found, end: span.start + found + piece.length };
    if (found >= 0) at = found + piece.length;
    const hidden = piece.startsWith(MASK);
    parts.push(hidden ? unknown({ span: here }) : textValue({ span: here }, piece));
    words.push(hidden ? slice(source, here) : piece);
  }
  const [only] = parts;
  return { value: only && parts.length === 1 ? { ...only, span } : { kind: 'joined', parts, span }, text: words.join('') };
}
