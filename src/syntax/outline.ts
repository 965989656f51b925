import { type Span, slice } from '../model/span.js';

/** A heading with what stands below it. */
export interface Section {
  /** 1 for a title; 0 for what stands before the first heading. */
  readonly level: number;
  /** Without markup. */
  readonly title: string;
  /** The words of the heading. */
  readonly span: Span;
  /** Up to the next heading that is not below this one. */
  readonly body: Span;
}

/** The ways in which documents for people are written. */
export type Markup = 'markdown' | 'asciidoc' | 'rst' | 'org' | 'plain';

interface Found {
  readonly level: number;
  readonly span: Span;
  /** Where the section's text begins, and where the heading's own lines do. */
  readonly after: number;
  readonly from: number;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** The headings of a document for people, line by line: as far as readers of its structure need it, and linear. */
export function outlineOf(text: string, markup: Markup): readonly Section[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    lines.push({ start, text: text.slice(start, stop).trimEnd().slice(0, 400) });
    start = stop + 1;
  }
  const found = [...HEADINGS[markup](lines, text)];
  const ends = endsOf(found, text.length);
  return found.map(({ level, span, after }, i) => ({
    level,
    span,
    title: plain(slice(text, span)),
    body: { start: Math.min(after, text.length), end: ends[i] ?? text.length },
  }));
}

/** Where the next heading stands that is not below each. */
function endsOf(found: readonly Found[], end: number): readonly number[] {
  const ends: number[] = [];
  /** The headings behind the one at hand that stand below none of those before them, the nearest last. */
  const behind: Found[] = [];
  for (const [i, heading] of [...found.entries()].reverse()) {
    while ((behind.at(-1)?.level ?? 0) > heading.level) behind.pop();
    ends[i] = behind.at(-1)?.from ?? end;
    behind.push(heading);
  }
  return ends;
}

/** Markup of a heading's words taken off: emphasis, code, links, images, HTML, anchors, emoji. */
const plain = (title: string): string =>
  title
    .replace(/!\[[^\]]{0,200}\]\([^)]{0,400}\)/g, '')
    .replace(/\[([^\]]{0,200})\]\([^)]{0,400}\)/g, '$1')
    .replace(/<[^<>]{0,300}>/g, '')
    .replace(/\{#[^}]{0,100}\}|\{:[^}]{0,100}\}/g, '')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{1F1E6}-\u{1F1FF}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

const HEADINGS: Readonly<Record<Markup, (lines: readonly Line[], text: string) => Iterable<Found>>> = {
  markdown: markdownHeadings,
  asciidoc: (lines) => signedHeadings(lines, /^(={1,6})\s{1,10}(\S.*)$/, /^(?:-{4,}|\.{4,}|={4,}|\+{4,}|\/{4,}|`{3,})$/),
  rst: rstHeadings,
  org: (lines) => signedHeadings(lines, /^(\*{1,6})\s{1,10}(\S.*)$/, /^#\+(?:begin|end)_/i),
  plain: () => [],
};

const after = (line: Line | undefined, next: Line | undefined): number => next?.start ?? (line?.start ?? 0) + (line?.text.length ?? 0);

function* markdownHeadings(lines: readonly Line[]): Iterable<Found> {
  let fence: string | undefined;
  let comment = false;
  let at = 0;
  // Front matter: https://jekyllrb.com/docs/front-matter/
  if (lines[0]?.text === '---') {
    const close = lines.findIndex(({ text }, i) => i > 0 && /^(?:---|\.\.\.)$/.test(text));
    const title = lines.slice(1, Math.max(1, close)).find(({ text }) => /^title:\s*\S/.test(text));
    if (title && close > 0) {
      const start = title.start + (/^title:\s*["']?/.exec(title.text)?.[0].length ?? 0);
      const end = title.start + title.text.replace(/["']$/, '').length;
      yield { level: 1, span: { start, end }, from: 0, after: after(lines[close], lines[close + 1]) };
    }
    if (close > 0) at = close + 1;
  }
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (!line) continue;
    const trimmed = line.text.trimStart();
    const mark = /^(?:`{3,}|~{3,})/.exec(trimmed)?.[0];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && trimmed === mark) fence = undefined;
      continue;
    }
    if (comment) {
      if (line.text.includes('-->')) comment = false;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (trimmed.startsWith('<!--')) {
      comment = !trimmed.includes('-->');
      continue;
    }
    const indent = line.text.length - trimmed.length;
    const atx = indent <= 3 ? /^(#{1,6})(?:[ \t]{1,10}|(?=[^\s#\d!]))/.exec(trimmed) : undefined;
    if (atx) {
      const words = trimmed.slice(atx[0].length).replace(/[ \t]#{1,10}$/, '');
      const start = line.start + indent + atx[0].length;
      if (words.trim())
        yield {
          level: atx[1]?.length ?? 1,
          span: { start, end: start + words.trimEnd().length },
          from: line.start,
          after: after(line, lines[at + 1]),
        };
      continue;
    }
    const html = /^<h([1-6])\b[^<>]{0,200}>/i.exec(trimmed);
    if (html) {
      const level = Number(html[1]);
      const close = trimmed.search(/<\/h[1-6]>/i);
      const start = line.start + indent + html[0].length;
      const next = lines[at + 1];
      if (close > html[0].length)
        yield { level, span: { start, end: line.start + indent + close }, from: line.start, after: after(line, next) };
      else if (close < 0 && next?.text.trim())
        yield {
          level,
          span: { start: next.start, end: next.start + next.text.length },
          from: line.start,
          after: after(next, lines[at + 2]),
        };
      continue;
    }
    // Setext: words with a line of `=` or `-` below.
    const under = lines[at + 1]?.text;
    if (under !== undefined && /^(?:=+|-{2,})$/.test(under) && indent <= 3 && /^[^\s|>*+-]/.test(trimmed) && !lines[at - 1]?.text.trim()) {
      yield {
        level: under.startsWith('=') ? 1 : 2,
        span: { start: line.start + indent, end: line.start + line.text.length },
        from: line.start,
        after: after(lines[at + 1], lines[at + 2]),
      };
      at += 1;
    }
  }
}

/** Headings that begin with as many signs as they are deep. */
function* signedHeadings(lines: readonly Line[], heading: RegExp, fence: RegExp): Iterable<Found> {
  let open: string | undefined;
  for (const [i, line] of lines.entries()) {
    if (fence.test(line.text)) {
      open = open === undefined ? line.text.slice(0, 7) : undefined;
      continue;
    }
    const [, signs, words = ''] = open === undefined ? (heading.exec(line.text) ?? []) : [];
    if (signs === undefined) continue;
    const end = line.start + line.text.length;
    yield { level: signs.length, span: { start: end - words.length, end }, from: line.start, after: after(line, lines[i + 1]) };
  }
}

const ADORNMENT = /^([=\-`:'"~^_*+#<>.])\1{2,}$/;

/** Words with a line of signs below, or above and below; the order in which the signs appear tells how deep they are. */
function* rstHeadings(lines: readonly Line[]): Iterable<Found> {
  const levels: string[] = [];
  for (const [i, line] of lines.entries()) {
    const under = lines[i + 1]?.text ?? '';
    const sign = ADORNMENT.exec(under)?.[1];
    if (sign === undefined || !line.text.trim() || ADORNMENT.test(line.text) || /^\s/.test(under)) continue;
    if (under.length < Math.min(3, line.text.trim().length)) continue;
    const over = lines[i - 1]?.text === under;
    if (!over && lines[i - 1]?.text.trim()) continue;
    const style = over ? `${sign}${sign}` : sign;
    if (!levels.includes(style)) levels.push(style);
    const indent = line.text.length - line.text.trimStart().length;
    yield {
      level: levels.indexOf(style) + 1,
      span: { start: line.start + indent, end: line.start + line.text.length },
      from: over ? (lines[i - 1]?.start ?? line.start) : line.start,
      after: after(lines[i + 1], lines[i + 2]),
    };
  }
}
