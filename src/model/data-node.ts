import type { At, Span } from './span.js';
import { type Value, unknown } from './value.js';

/** What a format's reader hands over: what is written, without paths. Aliases give the same object for the same place. */
export type Written = {
  readonly span: Span;
  readonly tag?: string;
  /** The document that it stands in, where a template takes it from another: a chart's values. */
  readonly uri?: string;
  /** Its key, and that with the value, in that document. */
  readonly entry?: { readonly keySpan: Span; readonly span: Span };
  /** Where the template says so. */
  readonly site?: Span;
  /** Directives of a template that write something into it. */
  readonly holes?: readonly Span[];
  /** It is what a template's directives give, at least in part: an edit may miss it. */
  readonly made?: boolean;
  /** Where it is said that an entry of the map is not there: a chart's values that are empty. */
  readonly gaps?: ReadonlyMap<string, At>;
} & (
  | { readonly kind: 'map'; readonly entries: () => readonly WrittenEntry[]; readonly open: boolean }
  | { readonly kind: 'list'; readonly items: () => readonly Written[]; readonly open: boolean }
  | { readonly kind: 'scalar'; readonly value: Value; readonly text: string | undefined }
);

export interface WrittenEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Key and value. */
  readonly span: Span;
  readonly written: Written;
  /** It stands in another map that this one merges (`<<: *defaults`). */
  readonly inherited?: boolean;
  /** The document that it stands in, where a template takes it from another. */
  readonly uri?: string;
  /** All that a template writes under the key, in one branch or another. */
  readonly branches?: readonly WrittenEntry[];
}

/** `key: value` of a map. */
export interface DataEntry extends Omit<WrittenEntry, 'written' | 'branches'> {
  readonly node: DataNode;
  /** All that a template writes under the key, in one branch or another. */
  readonly branches?: readonly DataEntry[];
  /** The value of the node: texts, numbers and flags as they are, a list of them as a list, a map as unknown. */
  readonly value: Value;
}

/** Lists of lists of aliases may stand for billions of items: a value ends here, and is incomplete. */
const MOST_ITEMS = 10_000;
const DEEPEST = 100;

/** A map, list or scalar of a data document. Everything is computed when asked for. */
export class DataNode {
  /** The key that it stands under. */
  readonly keySpan: Span | undefined;
  readonly #written: Written;
  /** What it stands in, and under which key or as which item. */
  readonly #parent: DataNode | undefined;
  readonly #step: string | number;
  #entries: readonly DataEntry[] | undefined;
  #items: readonly DataNode[] | undefined;

  constructor(written: Written, parent?: DataNode, step: string | number = '', keySpan?: Span) {
    this.#written = written;
    this.#parent = parent;
    this.#step = step;
    this.keySpan = keySpan;
  }

  get path(): readonly (string | number)[] {
    return this.#parent ? [...this.#parent.path, this.#step] : [];
  }

  /** What it is made of, to stand elsewhere. */
  get written(): Written {
    return this.#written;
  }

  get kind(): Written['kind'] {
    return this.#written.kind;
  }

  /** Where it is written; an alias stands where its anchor does. */
  get span(): Span {
    return this.#written.span;
  }

  /** The document that it stands in, where a template takes it from another. */
  get elsewhere(): string | undefined {
    return this.#written.uri;
  }

  /** Where it stands for a reader: in its own document where a template says it there. */
  get place(): At {
    const { site, span, uri } = this.#written;
    return site || uri === undefined ? { span: site ?? span } : { span, uri };
  }

  /** The entry that it is of in the document that a template takes it from. */
  get source(): { readonly keySpan: Span; readonly span: Span } | undefined {
    return this.#written.entry;
  }

  get made(): boolean {
    return this.#written.made === true || this.#written.uri !== undefined;
  }

  /** Directives of a template that write something into it. */
  get holes(): readonly Span[] {
    return this.#written.holes ?? [];
  }

  /** Where it is said that the map has no such entry. */
  gap(key: string): At | undefined {
    return this.#written.gaps?.get(key);
  }

  /** `!Ref`, `!reset`: what YAML says about the node beyond its content. */
  get tag(): string | undefined {
    return this.#written.tag;
  }

  /** The characters of a scalar, as they are meant (`1.10` stays `1.10`), templates in it as written; undefined for maps and lists. */
  get text(): string | undefined {
    return this.#written.kind === 'scalar' ? this.#written.text : undefined;
  }

  /** Whether it may hold more than can be seen here: a template's directive, a merge that does not resolve. */
  get open(): boolean {
    return this.#written.kind === 'scalar' ? this.#written.value.kind === 'unknown' : this.#written.open;
  }

  get value(): Value {
    return valueOf(this.#written, { left: MOST_ITEMS }, 0);
  }

  /** The entries of a map, those that it merges included. */
  get entries(): readonly DataEntry[] {
    const written = this.#written;
    if (written.kind !== 'map') return [];
    return (this.#entries ??= written.entries().map((entry) => new Entry(entry, this)));
  }

  get items(): readonly DataNode[] {
    const written = this.#written;
    if (written.kind !== 'list') return [];
    return (this.#items ??= written.items().map((item, index) => new DataNode(item, this, index)));
  }

  /** The keys of a map. */
  get keys(): readonly string[] {
    return this.entries.map(({ key }) => key);
  }

  /** The entry under exactly this key; the last of several. */
  entry(key: string): DataEntry | undefined {
    const { entries } = this;
    for (let i = entries.length - 1; i >= 0; i -= 1) {
      const entry = entries[i];
      if (entry?.key === key) return entry;
    }
    return undefined;
  }

  get(key: string): DataNode | undefined {
    return this.entry(key)?.node;
  }

  /**
   * The entry under a path such as `services.web.ports`; a number picks an item of a list. Keys may hold dots, as in Spring's
   * `server.port: 80`. `normal` says how keys are compared, where a framework takes several spellings for one.
   */
  entryAt(path: string, normal: (key: string) => string = same): DataEntry | undefined {
    const wanted = normal(path);
    const { entries } = this;
    for (let i = entries.length - 1; i >= 0; i -= 1) {
      const entry = entries[i];
      if (!entry) continue;
      const key = normal(entry.key);
      if (key === wanted) return entry;
      if (!leadsTo(key, wanted)) continue;
      const found = entry.node.entryAt(wanted.slice(key.length + 1), normal);
      if (found) return found;
    }
    if (this.kind !== 'list') return undefined;
    const [first, rest] = splitOnce(wanted);
    return rest !== undefined && /^\d+$/.test(first) ? this.items[Number(first)]?.entryAt(rest, normal) : undefined;
  }

  /** The node under a path such as `services.web.ports.0`. */
  at(path: string, normal: (key: string) => string = same): DataNode | undefined {
    if (path === '') return this;
    const wanted = normal(path);
    if (this.kind === 'list') {
      const [first, rest] = splitOnce(wanted);
      return /^\d+$/.test(first) ? this.items[Number(first)]?.at(rest ?? '', normal) : undefined;
    }
    const { entries } = this;
    for (let i = entries.length - 1; i >= 0; i -= 1) {
      const entry = entries[i];
      if (!entry) continue;
      const key = normal(entry.key);
      if (key !== wanted && !leadsTo(key, wanted)) continue;
      const found = entry.node.at(wanted.slice(key.length + 1), normal);
      if (found) return found;
    }
    return undefined;
  }

  /** The value under a path; unknown when it is not written but could be there (a template, a merge); undefined when it is not there. */
  option(path: string, normal: (key: string) => string = same): Value | undefined {
    return this.at(path, normal)?.value ?? this.#unseen(normal(path), normal);
  }

  #unseen(wanted: string, normal: (key: string) => string): Value | undefined {
    if (this.open) return unknown(this);
    for (const entry of this.entries) {
      const key = normal(entry.key);
      if (!leadsTo(key, wanted)) continue;
      const unseen = entry.node.#unseen(wanted.slice(key.length + 1), normal);
      if (unseen) return unseen;
    }
    return undefined;
  }

  /** Every entry below, however deep, each written place once: aliases are not followed a second time. */
  *pairs(): Iterable<DataEntry> {
    const seen = new Set<Written>([this.#written]);
    const stack: DataNode[] = [this];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const inner: DataNode[] = [];
      for (const item of node.items) {
        if (seen.has(item.#written)) continue;
        seen.add(item.#written);
        if (item.kind !== 'scalar') inner.push(item);
      }
      for (const entry of node.entries) {
        const { node: below } = entry;
        if (seen.has(below.#written)) continue;
        seen.add(below.#written);
        yield entry;
        if (below.kind !== 'scalar') inner.push(below);
      }
      for (let next = inner.pop(); next; next = inner.pop()) stack.push(next);
    }
  }
}

class Entry implements DataEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly span: Span;
  readonly node: DataNode;
  declare readonly inherited?: boolean;
  declare readonly uri?: string;
  declare readonly branches?: readonly DataEntry[];

  constructor({ key, keySpan, span, written, inherited, uri, branches }: WrittenEntry, map: DataNode) {
    this.key = key;
    this.keySpan = keySpan;
    this.span = span;
    this.node = new DataNode(written, map, key, keySpan);
    if (inherited !== undefined) this.inherited = inherited;
    if (uri !== undefined) this.uri = uri;
    if (branches) this.branches = branches.map((branch) => new Entry(branch, map));
  }

  get value(): Value {
    return this.node.value;
  }
}

/** Whether a path goes on behind the key. */
const leadsTo = (key: string, path: string): boolean =>
  path.length > key.length && path.charCodeAt(key.length) === DOT && path.startsWith(key);
const DOT = 46;

const same = (key: string): string => key;

function splitOnce(path: string): readonly [string, string | undefined] {
  const dot = path.indexOf('.');
  return dot < 0 ? [path, undefined] : [path.slice(0, dot), path.slice(dot + 1)];
}

function valueOf(written: Written, budget: { left: number }, depth: number): Value {
  switch (written.kind) {
    case 'scalar':
      return written.value;
    case 'map':
      return unknown(written);
    case 'list': {
      if (depth > DEEPEST) return unknown(written);
      const items: Value[] = [];
      let complete = !written.open;
      for (const item of written.items()) {
        if (budget.left-- <= 0) {
          complete = false;
          break;
        }
        items.push(valueOf(item, budget, depth + 1));
      }
      return { kind: 'list', items, complete, span: written.span, ...(written.uri === undefined ? {} : { uri: written.uri }) };
    }
  }
}

/** A map that holds nothing. */
export const emptyMap = (span: Span = { start: 0, end: 0 }, open = false): Written => ({ kind: 'map', entries: () => [], open, span });
