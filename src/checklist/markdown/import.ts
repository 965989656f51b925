import type { Span } from '../../model/span.js';
import { type MarkdownBlock, type MarkdownFence, type MarkdownItem, type MarkdownLine, markdownBlocks } from '../../syntax/markdown.js';
import { type Mark, PRIORITY_SIGN, firstMark, markAtEdge, withoutSigns } from './marks.js';
import { type RepairedRun, repair } from './mojibake.js';
import { inlineText, normalised } from './text.js';

/** How a line came to be an item: by a box, by a mark in a list, by standing under *Missing*, by a mark at the beginning of a line of text. */
export type ItemForm = 'task' | 'status' | 'gap' | 'line';

/** One line of a team's own checklist. All spans are of the file as it is. */
export interface ImportedItem {
  /** Survives moved lines: the path of its section and its words. */
  readonly id: string;
  /** Counts from 0. */
  readonly line: number;
  readonly form: ItemForm;
  readonly checked: boolean;
  readonly mark: Mark | undefined;
  /** The whole line from its marker on. */
  readonly span: Span;
  /** The line's words, without box and mark at its edges. */
  readonly words: Span;
  /** The one character between the brackets. */
  readonly box: Span | undefined;
  /** Its mark, as the file has it. */
  readonly sign: Span | undefined;
  /** As people read it: without emphasis, marks and signs. */
  readonly text: string;
  readonly title: string;
  /** What stands behind the title, then the plain items and paragraphs below it. */
  readonly description: readonly string[];
  /** Whether it blocks, where the line says so. */
  readonly blocking: boolean | undefined;
  /** The label that it stands under: *Before Production*. */
  readonly group: string | undefined;
  /** Whether it stands where the document lists what is missing. */
  readonly missing: boolean;
  /** Code below it. */
  readonly snippets: readonly string[];
  /** The index of the item that it stands below. */
  readonly parent: number | undefined;
  /** The index of its section. */
  readonly section: number;
}

export interface ImportedSection {
  readonly title: string;
  /** Titles of the headings above it, then its own. */
  readonly path: readonly string[];
  /** The same without the document's own title. */
  readonly headings: readonly string[];
  /** Undefined for items before any heading. */
  readonly line: number | undefined;
  readonly level: number;
  /** What the heading, or a status field below it, says. */
  readonly declared: Mark | undefined;
  readonly priority: string | undefined;
  readonly notes: readonly ImportedField[];
  /** Indices of its items. */
  readonly items: readonly number[];
}

export interface ImportedField {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly mark: Mark | undefined;
  /** Only what is written as an ISO date. */
  readonly date: string | undefined;
}

export interface ImportedRole {
  readonly role: string;
  readonly line: number;
  readonly name: string | undefined;
  readonly signed: boolean;
  readonly date: string | undefined;
}

/** What else was seen, for a report in which nothing is lost silently. */
export interface ImportTally {
  readonly headings: number;
  readonly nested: number;
  readonly parents: number;
  readonly details: number;
  /** List items that were not imported. */
  readonly plain: number;
  readonly listItems: number;
  readonly fences: number;
  /** Lines in fenced code that look like headings, items or statuses. */
  readonly traps: number;
  readonly labels: number;
  readonly fields: number;
  readonly underGaps: number;
  readonly byMarkOnly: number;
  readonly headingMarks: Readonly<Record<Mark, number>>;
}

export interface ImportedChecklist {
  readonly sections: readonly ImportedSection[];
  readonly items: readonly ImportedItem[];
  /** What the document says of itself: its status, its date, its version. */
  readonly fields: readonly ImportedField[];
  readonly roles: readonly ImportedRole[];
  readonly damaged: readonly RepairedRun[];
  readonly tally: ImportTally;
}

/** The numbers that `preflight import` prints. */
export interface ImportCounts {
  readonly sections: number;
  readonly items: number;
  readonly checked: number;
  readonly unchecked: number;
  readonly done: number;
  readonly failed: number;
  readonly warning: number;
  readonly repaired: number;
}

export function countsOf({ sections, items, damaged }: ImportedChecklist): ImportCounts {
  const marked = (mark: Mark): number => items.filter((item) => item.mark === mark).length;
  const checked = items.filter((item) => item.checked).length;
  return {
    sections: sections.length,
    items: items.length,
    checked,
    unchecked: items.length - checked,
    done: marked('done'),
    failed: marked('failed'),
    warning: marked('warning'),
    repaired: damaged.length,
  };
}

const GAP = /^(?:missing|what(?:['’‘ʼ]s| is) missing)\b/i;
const DOCUMENT_FIELD = /^(?:status|current status|current state|overall assessment|date|last updated|next review|version)$/i;
const ISO_DATE = /(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])/;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface Drafted extends Writable<ImportedSection> {
  notes: ImportedField[];
  items: number[];
  /** Where it stands among all headings. */
  readonly index: number;
  readonly gap: boolean;
  /** What the ids of its items begin with. */
  readonly key: string;
  /** Whether it stands below a heading of level 1, or is one. */
  readonly belowTitle: boolean;
}
interface DraftedItem extends Writable<ImportedItem> {
  description: string[];
  snippets: string[];
}

/**
 * Reads a team's own checklist. The rules are mechanical: a line is an item by its form, never by a guess at what it means. `name` is
 * the section of items before any heading. Never throws.
 */
export function importChecklist(text: string, name = ''): ImportedChecklist {
  return new Importer(text, name).read();
}

class Importer {
  readonly #repaired;
  readonly #text: string;
  readonly #sections: Drafted[] = [];
  readonly #items: DraftedItem[] = [];
  readonly #roles: ImportedRole[] = [];
  /** Fields with the section that they stand in. */
  readonly #fields: { readonly field: ImportedField; readonly section: Drafted; readonly afterLevelTwo: boolean }[] = [];
  /** Which item each list item became, or belongs to. */
  readonly #holding = new Map<MarkdownItem, { readonly index: number; readonly own: boolean } | undefined>();
  readonly #tally = {
    headings: 0,
    details: 0,
    plain: 0,
    listItems: 0,
    fences: 0,
    traps: 0,
    labels: 0,
    fields: 0,
    headingMarks: { done: 0, failed: 0, warning: 0 },
  };
  /** The headings that the current one stands below, and itself. */
  readonly #above: Drafted[] = [];
  readonly #ids = new Map<string, number>();
  #section: Drafted;
  #label: { readonly words: string; readonly gap: boolean } | undefined;
  #afterLevelTwo = false;

  constructor(text: string, name: string) {
    this.#repaired = repair(text);
    this.#text = this.#repaired.text;
    this.#section = {
      title: name,
      path: [name],
      line: undefined,
      level: 0,
      declared: undefined,
      priority: undefined,
      notes: [],
      items: [],
      index: 0,
      gap: false,
      key: '',
      headings: [],
      belowTitle: false,
    };
    this.#sections.push(this.#section);
  }

  read(): ImportedChecklist {
    for (const block of markdownBlocks(this.#text)) this.#block(block);
    const sections = this.#sections.filter(({ items }) => items.length > 0);
    const last = sections.at(-1);
    const own: ImportedField[] = [];
    for (const { field, section, afterLevelTwo } of this.#fields) {
      const after = section.index > (last?.index ?? -1);
      if (DOCUMENT_FIELD.test(field.name) && (!afterLevelTwo || after || (section === last && isFooter(field, this.#items, section))))
        own.push(field);
      else section.notes.push(field);
    }
    const places = new Map(sections.map(({ index }, place) => [index, place]));
    // A single heading of level 1 is the document's title; several are its parts.
    const titled = this.#sections.filter(({ level }) => level === 1).length === 1;
    const parents = new Set(this.#items.flatMap(({ parent }) => parent ?? []));
    return {
      sections: sections.map(({ title, path, belowTitle, line, level, declared, priority, notes, items }) => {
        const headings = line === undefined ? [] : titled && belowTitle ? path.slice(1) : path;
        return { title, path, headings, line, level, declared: declared ?? statusOf(notes), priority, notes, items };
      }),
      items: this.#items.map((item) => ({ ...item, section: places.get(item.section) ?? 0 })),
      fields: own,
      roles: this.#roles,
      damaged: this.#repaired.runs,
      tally: {
        ...this.#tally,
        nested: this.#items.filter(({ parent }) => parent !== undefined).length,
        parents: parents.size,
        underGaps: this.#items.filter(({ missing }) => missing).length,
        byMarkOnly: this.#items.filter(({ checked, box }) => checked && !box).length,
      },
    };
  }

  #block(block: MarkdownBlock): void {
    switch (block.kind) {
      case 'heading':
        this.#heading(block);
        return;
      case 'item':
        this.#listItem(block);
        return;
      case 'line':
        this.#line(block);
        return;
      case 'fence':
        this.#fence(block);
        return;
      case 'table':
        this.#table(block);
        return;
    }
  }

  #heading({ line, level, span }: Extract<MarkdownBlock, { kind: 'heading' }>): void {
    const source = this.#slice(span);
    const declared = markAtEdge(this.#text, span)?.mark;
    if (declared) this.#tally.headingMarks[declared] += 1;
    this.#tally.headings += 1;
    if (level >= 2) this.#afterLevelTwo = true;
    const [sign] = source.match(PRIORITY_SIGN) ?? [];
    const [said, words] = /\((\w{1,20})[ -]priority\)/i.exec(source) ?? [];
    const title = inlineText(withoutSigns(said === undefined ? source : source.replace(said, '')))
      .replace(/^\d{1,3}(?:\.\d{1,3}){0,3}[.)]?[ \t]+(?=\S)/, '')
      .trim();
    while ((this.#above.at(-1)?.level ?? 0) >= level) this.#above.pop();
    const path = [...this.#above.map((above) => above.title), title];
    const section: Drafted = {
      title,
      path,
      headings: path,
      belowTitle: level === 1 || this.#above[0]?.level === 1,
      line,
      level,
      declared,
      priority: words?.toLowerCase() ?? (sign === undefined ? undefined : PRIORITIES[sign.replace('\uFE0F', '')]),
      notes: [],
      items: [],
      index: this.#sections.length,
      gap: GAP_TITLE.test(title),
      key: path.map((each) => normalised(each).slice(0, LONGEST_KEY)).join(' › '),
    };
    this.#above.push(section);
    this.#sections.push(section);
    this.#section = section;
    this.#label = undefined;
  }

  #listItem(block: MarkdownItem): void {
    this.#tally.listItems += 1;
    const { span } = block;
    const text = this.#text;
    const holder = block.within && this.#holding.get(block.within);
    const box = /^\[([ xX])\][ \t]+(?=\S)/.exec(text.slice(span.start, span.start + 40));
    if (box) {
      const words = { start: span.start + box[0].length, end: span.end };
      const marked = firstMark(text, words);
      this.#add(block, { form: 'task', checked: box[1] !== ' ', box: span.start + 1, marked, words, holder });
      return;
    }
    const marked = markAtEdge(text, span);
    if (marked) {
      this.#add(block, { form: 'status', checked: marked.mark === 'done', marked, words: wordsBeside(text, span, marked.span), holder });
      return;
    }
    if (block.indent === 0 && this.#inGap && span.start < span.end) {
      this.#add(block, { form: 'gap', checked: false, words: span, holder });
      return;
    }
    this.#holding.set(block, holder && { index: holder.index, own: false });
    if (holder) {
      this.#tally.details += 1;
      this.#items[holder.index]?.description.push(inlineText(this.#slice(span)));
    } else this.#tally.plain += 1;
  }

  #line(block: MarkdownLine): void {
    const { span, line, indent, within } = block;
    const source = this.#slice(span);
    if (indent === 0) {
      const marked = markAtEdge(this.#text, span, 'first');
      if (marked) {
        this.#add(block, { form: 'line', checked: marked.mark === 'done', marked, words: wordsBeside(this.#text, span, marked.span) });
        return;
      }
      const labelled = labelOf(source);
      if (labelled) {
        if (labelled.value === '') {
          this.#tally.labels += 1;
          this.#label = { words: inlineText(labelled.name), gap: GAP.test(labelled.name) };
        } else {
          this.#tally.fields += 1;
          this.#label = undefined;
          this.#field(labelled.name, labelled.value, line);
        }
        return;
      }
      const [, name, value] = PLAIN_FIELD.exec(source) ?? [];
      if (name !== undefined && value !== undefined) {
        this.#field(name, value, line);
        return;
      }
    }
    const holder = within && this.#holding.get(within);
    if (holder) this.#items[holder.index]?.description.push(inlineText(source));
  }

  #field(name: string, value: string, line: number): void {
    const field: ImportedField = {
      name: inlineText(name),
      value: inlineText(withoutSigns(value)),
      line,
      mark: firstMark(value, { start: 0, end: value.length })?.mark,
      date: ISO_DATE.exec(value)?.[0],
    };
    this.#fields.push({ field, section: this.#section, afterLevelTwo: this.#afterLevelTwo });
  }

  #fence({ lines, within }: MarkdownFence): void {
    this.#tally.fences += 1;
    for (const { start, end } of lines) if (TRAP.test(this.#text.slice(start, end))) this.#tally.traps += 1;
    const holder = within && this.#holding.get(within);
    const [first] = lines;
    const last = lines.at(-1);
    if (holder && first && last) this.#items[holder.index]?.snippets.push(this.#text.slice(first.start, last.end));
  }

  #table({ header, rows }: Extract<MarkdownBlock, { kind: 'table' }>): void {
    const names = header.map((cell) => inlineText(this.#slice(cell)).toLowerCase());
    const [role, signature, date, name] = ['role', 'signature', 'date', 'name'].map((title) => names.indexOf(title));
    if (role === undefined || role < 0 || ((signature ?? -1) < 0 && (date ?? -1) < 0)) return;
    for (const { line, cells } of rows) {
      const at = (column: number | undefined): string => {
        const cell = column === undefined ? undefined : cells[column];
        return cell ? inlineText(this.#slice(cell)) : '';
      };
      const words = at(role);
      if (words !== '')
        this.#roles.push({
          role: words,
          line,
          name: at(name) || undefined,
          signed: at(signature) !== '',
          date: ISO_DATE.exec(at(date))?.[0],
        });
    }
  }

  get #inGap(): boolean {
    return this.#section.gap || (this.#label?.gap ?? false);
  }

  #slice({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }

  #add(
    block: MarkdownItem | MarkdownLine,
    {
      form,
      checked,
      box,
      marked,
      words,
      holder,
    }: {
      readonly form: ItemForm;
      readonly checked: boolean;
      readonly box?: number;
      readonly marked?: { readonly mark: Mark; readonly span: Span } | undefined;
      readonly words: Span;
      readonly holder?: { readonly index: number; readonly own: boolean } | undefined;
    },
  ): void {
    const original = (span: Span): Span => this.#repaired.originalOf(span);
    const source = this.#slice(words);
    const { title, rest } = titleOf(source);
    const text = inlineText(withoutSigns(source));
    const key = `${this.#section.key} › ${normalised(text).slice(0, LONGEST_KEY)}`;
    const count = this.#ids.get(key) ?? 0;
    this.#ids.set(key, count + 1);
    const index = this.#items.length;
    this.#section.items.push(index);
    this.#items.push({
      id: count === 0 ? key : `${key} (${String(count + 1)})`,
      line: block.line,
      form,
      checked,
      mark: marked?.mark,
      span: original({ start: block.kind === 'item' ? block.marker.start : block.span.start, end: block.span.end }),
      words: original(words),
      box: box === undefined ? undefined : original({ start: box, end: box + 1 }),
      sign: marked && original(marked.span),
      text,
      title,
      description: rest === '' ? [] : [rest],
      blocking: blockingOf(source),
      group: this.#label?.words,
      missing: this.#inGap,
      snippets: [],
      parent: holder?.index,
      section: this.#section.index,
    });
    if (block.kind === 'item') this.#holding.set(block, { index, own: true });
  }
}

/** An id is no copy of a whole page. */
const LONGEST_KEY = 300;
const GAP_TITLE = /^missing\b/i;
const TRAP = /^[ \t]*(?:#{1,6}[ \t]|(?:[-*+]|\d{1,9}[.)])[ \t])|[✅❌⚠]/u;
const PRIORITIES: Readonly<Record<string, string>> = { '🔴': 'high', '🟠': 'high', '🟡': 'medium', '🟢': 'low' };

/** `*Last Updated: …*` and `Last Updated: …`, of the names that documents use for themselves. */
const PLAIN_FIELD =
  /^[*_]?(status|current status|current state|overall assessment|date|last updated|next review|version):[ \t]+(\S.*?)[*_]?$/i;

/** `**Name**:` or `**Name:**`, and what stands behind it. */
function labelOf(source: string): { readonly name: string; readonly value: string } | undefined {
  const sign = source.slice(0, 2);
  if (sign !== '**' && sign !== '__') return undefined;
  const close = source.indexOf(sign, 2);
  if (close < 3) return undefined;
  const inner = source.slice(2, close);
  const behind = source.slice(close + 2);
  if (inner.endsWith(':')) return { name: inner.slice(0, -1).trim(), value: behind.trim() };
  return behind.startsWith(':') ? { name: inner.trim(), value: behind.slice(1).trim() } : undefined;
}

/** A status field of a section is what it declares, where its heading says nothing. */
const statusOf = (notes: readonly ImportedField[]): Mark | undefined => notes.find(({ name }) => /^(?:current )?status$/i.test(name))?.mark;

/** Whether a field stands behind all items of the last section: at the foot of the document. */
const isFooter = ({ line, name }: ImportedField, items: readonly ImportedItem[], { items: own }: ImportedSection): boolean =>
  /^(?:date|last updated|next review|version)$/i.test(name) && own.every((index) => (items[index]?.line ?? 0) < line);

/** The words of a line without the mark at its edge. */
function wordsBeside(text: string, { start, end }: Span, mark: Span): Span {
  const atStart = /^[*_~]*$/.test(text.slice(start, mark.start));
  let [from, to] = atStart ? [mark.end, end] : [start, mark.start];
  if (atStart) {
    from += /^[*_~]{1,3}(?=\s)/.exec(text.slice(from, Math.min(to, from + 4)))?.[0].length ?? 0;
    while (from < to && /\s/.test(text.charAt(from))) from += 1;
  } else while (to > from && /[\s*_~]/.test(text.charAt(to - 1)) && !closes(text, from, to)) to -= 1;
  return { start: from, end: to };
}

/** Whether emphasis that ends here was opened in the words before it. */
const closes = (text: string, from: number, to: number): boolean =>
  /[*_~]/.test(text.charAt(to - 1)) && !/\s/.test(text.charAt(to - 2)) && text.slice(from, to - 1).includes(text.charAt(to - 1));

function titleOf(source: string): { readonly title: string; readonly rest: string } {
  const labelled = labelOf(source);
  const plain = (words: string): string => inlineText(withoutSigns(words)).trim();
  return labelled && labelled.value !== ''
    ? { title: plain(labelled.name), rest: plain(labelled.value) }
    : { title: plain(source).replace(/:$/, ''), rest: '' };
}

function blockingOf(source: string): boolean | undefined {
  if (/\((?:recommended|if applicable|optional)\)|^[*_]{0,3}optional:/i.test(source)) return false;
  return /(?:\*\*|__)critical:?(?:\*\*|__)/i.test(source) ? true : undefined;
}
