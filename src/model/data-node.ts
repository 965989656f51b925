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
  readonly path: readonly (string | number)[];
  /** The key that it stands under. */
  readonly keySpan: Span | undefined;
  readonly #written: Written;
  #entries: readonly DataEntry[] | undefined;
  #items: readonly DataNode[] | undefined;

  constructor(written: Written, path: readonly (string | number)[] = [], keySpan?: Span) {
    this.#written = written;
    this.path = path;
    this.keySpan = keySpan;
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
    return (this.#entries ??= written.entries().map((entry) => this.#entryOf(entry)));
  }

  #entryOf({ written, branches, ...entry }: WrittenEntry): DataEntry {
    const node = new DataNode(written, [...this.path, entry.key], entry.keySpan);
    return {
      ...entry,
      ...(branches ? { branches: branches.map((branch) => this.#entryOf(branch)) } : {}),
      node,
      get value() {
        return node.value;
      },
    };
  }

  get items(): readonly DataNode[] {
    const written = this.#written;
    if (written.kind !== 'list') return [];
    return (this.#items ??= written.items().map((item, index) => new DataNode(item, [...this.path, index])));
  }

  /** The keys of a map. */
  get keys(): readonly string[] {
    return this.entries.map(({ key }) => key);
  }

  /** The entry under exactly this key; the last of several. */
  entry(key: string): DataEntry | undefined {
    return this.entries.findLast((entry) => entry.key === key);
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
    for (const entry of this.entries.toReversed()) {
      const key = normal(entry.key);
      if (key === wanted) return entry;
      if (!wanted.startsWith(`${key}.`)) continue;
      const found = entry.node.entryAt(wanted.slice(key.length + 1), normal);
      if (found) return found;
    }
    const [first, rest] = splitOnce(wanted);
    return rest !== undefined && this.kind === 'list' && /^\d+$/.test(first) ? this.items[Number(first)]?.entryAt(rest, normal) : undefined;
  }

  /** The node under a path such as `services.web.ports.0`. */
  at(path: string, normal: (key: string) => string = same): DataNode | undefined {
    if (path === '') return this;
    const wanted = normal(path);
    const [first, rest] = splitOnce(wanted);
    if (this.kind === 'list') return /^\d+$/.test(first) ? this.items[Number(first)]?.at(rest ?? '', normal) : undefined;
    for (const entry of this.entries.toReversed()) {
      const key = normal(entry.key);
      if (key !== wanted && !wanted.startsWith(`${key}.`)) continue;
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
      if (!wanted.startsWith(`${key}.`)) continue;
      const unseen = entry.node.#unseen(wanted.slice(key.length + 1), normal);
      if (unseen) return unseen;
    }
    return undefined;
  }

  /** Every entry below, however deep, each written place once: aliases are not followed a second time. */
  *pairs(): Iterable<DataEntry> {
    const seen = new Set<Written>([this.#written]);
    const unseen = (node: DataNode): boolean => !seen.has(node.#written) && seen.add(node.#written).has(node.#written);
    const stack: DataNode[] = [this];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const inner: DataNode[] = node.items.filter(unseen);
      for (const entry of node.entries) {
        if (!unseen(entry.node)) continue;
        yield entry;
        inner.push(entry.node);
      }
      for (const next of inner.reverse()) stack.push(next);
    }
  }
}

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
