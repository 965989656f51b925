import { type Naming, namingOf } from '../model/named.js';
import type { Span } from '../model/span.js';
import type { DataNode } from '../syntax/data.js';
import { parsePlainYaml } from '../syntax/yaml.js';
import { type Described, alternativesOf, choicesOf, defaultOf, descriptionOf, isRequired, schemasAt } from './described.js';

type Path = readonly (string | number)[];

/** Something that a text may name: a rule, an item, a day. */
export interface Name {
  readonly name: string;
  /** A few words behind it in a list. */
  readonly detail?: string;
  /** Markdown, beside it. */
  readonly help?: string;
  /** What is offered as its value, where it is a key: a figure of the catalogue. */
  readonly example?: string;
}

/** What there is to be named at a path. */
export type Names = (naming: Naming, path: Path) => readonly Name[];

/** Something that could be written at the cursor. */
export interface Proposal {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'record';
  readonly detail?: string;
  readonly help?: string;
  /** What it takes the place of: the word at the cursor. */
  readonly replaces: Span;
  /** A snippet: `$1`, `${1:…}` and `${1|a,b|}` are places to fill in. */
  readonly snippet: string;
}

/** What is said about a word, in Markdown. */
export interface Help {
  readonly span: Span;
  readonly text: string;
}

/** Stands for the word at the cursor, so that it is found again in what was parsed. */
const MARK = 'preflight0cursor';
const DEEPEST = 20;
/** Of a longer file, only what is around the cursor is read. */
const MOST = 60_000;
const AROUND = 8_000;

/** What could be written at an offset of a YAML text, which may be half-written. */
export function proposalsAt(text: string, offset: number, schema: Described, names: Names): readonly Proposal[] {
  const near = nearby(text, offset);
  const word = wordAt(text, offset);
  const line = text.slice(text.lastIndexOf('\n', word.start - 1) + 1, word.start);
  const isFlow = /[[{,][ \t]*$/.test(line);
  const marked = (mark: string): string => near.slice(0, word.start) + mark + near.slice(word.end);
  const quote = /["']/.exec(text.charAt(word.start))?.[0] ?? '';
  const found: Proposal[] = [];
  const propose = (proposals: Iterable<Omit<Proposal, 'replaces'>>): void => {
    for (const proposal of proposals) found.push({ ...proposal, replaces: word });
  };

  const hasColon = /^[ \t]*:/.test(text.slice(word.end, word.end + 40));
  if (/^[ \t]*(?:-[ \t]+)*$/.test(line) || /[{,][ \t]*$/.test(line)) {
    const map = find(marked(hasColon ? MARK : `${MARK}: `), (node) => node.kind === 'map' && node.keys.includes(MARK));
    if (map && !isInList(map, near))
      propose(keys(schemasAt(schema, map.path), map, names, { quote, hasColon, isFlow: isFlow || isBraced(map, near) }));
  }
  if (!hasColon && (line.trim() === '' || /(?:^[ \t]*|[ \t])-[ \t]+$|:[ \t]+$|[[,][ \t]*$/.test(line))) {
    const scalar = find(marked(MARK), (node) => node.kind === 'scalar' && node.text === MARK);
    if (scalar && scalar.path.length > 0) propose(values(schemasAt(schema, scalar.path), scalar.path, names, quote));
  }
  return found;
}

/** What is known about the word at an offset: a setting, and what it names. */
export function helpAt(text: string, offset: number, schema: Described, names: Names): Help | undefined {
  let { root: node } = parse(nearby(text, offset));
  for (let depth = 0; depth < DEEPEST; depth++) {
    const entry = node.entries.find(({ span, inherited }) => inherited !== true && holds(span, offset));
    if (entry && holds(entry.keySpan, offset)) return helpFor(entry.keySpan, entry.key, node.path, schemasAt(schema, node.path), names);
    const inner = entry?.node ?? node.items.find(({ span }) => holds(span, offset));
    if (!inner) return undefined;
    node = inner;
    if (node.kind !== 'scalar' || !holds(node.span, offset)) continue;
    const { span, text: written = '' } = node;
    for (const alternative of schemasAt(schema, node.path)) {
      const name = alternativesOf(alternative)
        .flatMap((one) => known(one, node.path, names))
        .find((one) => one.name === written);
      if (name) return { span, text: about(name) };
    }
    return undefined;
  }
  return undefined;
}

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

function helpFor(span: Span, key: string, path: Path, holders: readonly Described[], names: Names): Help | undefined {
  for (const holder of holders.flatMap(alternativesOf)) {
    const { shape, keyType } = holder.def;
    const property = shape && Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (property) return { span, text: [`**${key}**`, ...explained(property)].join('\n\n') };
    const name = keyType && known(keyType, path, names).find((one) => one.name === key);
    if (name) return { span, text: about(name) };
  }
  return undefined;
}

const about = ({ name, detail, help }: Name): string =>
  [`**${name}**${detail === undefined ? '' : ` · ${detail}`}`, ...(help === undefined ? [] : [help])].join('\n\n');

/** What a schema says about a setting, and what it takes. */
function explained(schema: Described): readonly string[] {
  const description = descriptionOf(schema);
  const choices = alternativesOf(schema).flatMap(choicesOf);
  const standard = defaultOf(schema);
  const facts = [
    choices.length > 1 ? `One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.` : '',
    ['string', 'number', 'boolean'].includes(typeof standard) && standard !== '' ? `Default: \`${String(standard)}\`.` : '',
  ].filter(Boolean);
  return [...(description === undefined ? [] : [description]), ...(facts.length ? [facts.join(' ')] : [])];
}

const known = (schema: Described, path: Path, names: Names): readonly Name[] => {
  const naming = namingOf(schema);
  return naming ? names(naming, path) : [];
};

interface Around {
  readonly quote: string;
  readonly hasColon: boolean;
  readonly isFlow: boolean;
}

/** The keys that a map does not have yet. */
function* keys(
  schemas: readonly Described[],
  map: DataNode,
  names: Names,
  { quote, hasColon, isFlow }: Around,
): Iterable<Omit<Proposal, 'replaces'>> {
  const taken = new Set(map.keys);
  const snippet = (key: string, inner: Described, example?: string): string =>
    escaped(`${quote}${key}${quote}`) + (hasColon ? '' : valueSnippet(inner, isFlow, names, [...map.path, key], example));
  for (const { def } of schemas.flatMap(alternativesOf)) {
    for (const [key, inner] of Object.entries(def.shape ?? {})) {
      if (taken.has(key)) continue;
      const [detail, ...help] = explained(inner);
      yield {
        label: key,
        kind: 'key',
        ...(detail === undefined ? {} : { help: [detail, ...help].join('\n\n') }),
        snippet: snippet(key, inner),
      };
    }
    const { keyType, valueType } = def;
    if (!keyType || !valueType) continue;
    for (const { name, detail, help, example } of known(keyType, map.path, names)) {
      if (taken.has(name)) continue;
      yield {
        label: name,
        kind: 'value',
        ...(detail === undefined ? {} : { detail }),
        ...(help === undefined ? {} : { help }),
        snippet: snippet(name, valueType, example),
      };
    }
  }
}

/** The values that may stand at a path. */
function* values(schemas: readonly Described[], path: Path, names: Names, quote: string): Iterable<Omit<Proposal, 'replaces'>> {
  const seen = new Set<string>();
  for (const schema of schemas) {
    for (const alternative of alternativesOf(schema)) {
      for (const choice of choicesOf(alternative)) {
        if (seen.has(choice)) continue;
        seen.add(choice);
        yield {
          label: choice,
          kind: 'value',
          ...(choice === defaultOf(schema) ? { detail: 'default' } : {}),
          snippet: escaped(quote + choice + quote),
        };
      }
      for (const { name, detail, help } of known(alternative, path, names)) {
        yield {
          label: name,
          kind: 'value',
          ...(detail === undefined ? {} : { detail }),
          ...(help === undefined ? {} : { help }),
          snippet: escaped(quote === '' ? plain(name) : quote + name + quote),
        };
      }
      const record = quote === '' ? recordSnippet(alternative, names, path) : undefined;
      if (record !== undefined)
        yield {
          label: `{ ${fieldsOf(alternative)
            .map(([key]) => key)
            .join(', ')} }`,
          kind: 'record',
          snippet: record.text,
        };
    }
  }
}

/** What follows a key: its value, or the place where it is typed. */
function valueSnippet(schema: Described, isFlow: boolean, names: Names, path: Path, example: string | undefined): string {
  const [first] = alternativesOf(schema);
  if (!first) return ': $0';
  const { shape, keyType, element } = first.def;
  const record = recordSnippet(first, names, path);
  if (record) return `: ${record.text}`;
  if (shape ?? keyType) return isFlow ? ': { $1 }' : ':\n  $0';
  if (element) return isFlow ? ': [$1]' : ':\n  - $0';
  return `: ${scalarSnippet(first, 1, names, path, example)}`;
}

/** A scalar to fill in: the choices there are, what is known, quotes around what is free. */
function scalarSnippet(schema: Described, place: number, names: Names, path: Path, example?: string): string {
  const choices = choicesOf(schema);
  const at = String(place);
  if (example !== undefined) return `\${${at}:${escaped(example)}}`;
  if (choices.length === 1) return escaped(choices[0] ?? '');
  if (choices.length > 1) return `\${${at}|${choices.join(',')}|}`;
  const naming = namingOf(schema);
  if (naming === undefined) return schema.def.type === 'string' ? `"$${at}"` : `$${at}`;
  const [only] = naming === 'person' || naming === 'now' || naming === 'expiry' ? names(naming, path) : [];
  return only ? `\${${at}:${escaped(plain(only.name))}}` : `$${at}`;
}

/** What a record cannot do without, and what says what it is about. */
function fieldsOf({ def: { shape = {} } }: Described): readonly (readonly [string, Described])[] {
  const fields = Object.entries(shape);
  const subject = fields.find(([, inner]) => alternativesOf(inner).some((one) => namingOf(one) !== undefined))?.[0];
  return fields.filter(([key, inner]) => key === subject || isRequired(inner));
}

/** A whole record in one line; undefined where one is not written by hand. */
function recordSnippet(schema: Described, names: Names, path: Path): { readonly text: string } | undefined {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return undefined;
  const parts: string[] = [];
  for (const [key, inner] of fields) {
    const [first] = alternativesOf(inner);
    if (!first || first.def.shape || first.def.valueType || first.def.element) return undefined;
    parts.push(`${key}: ${scalarSnippet(first, parts.length + 1, names, [...path, key])}`);
  }
  return { text: `{ ${parts.join(', ')} }` };
}

/** A text as YAML has it without more ado, or in quotes. */
const plain = (text: string): string => (/^[A-Za-z0-9](?:[\w./-]|:(?=\w))*$/.test(text) ? text : JSON.stringify(text));

const escaped = (text: string): string => text.replace(/[\\$}]/g, String.raw`\$&`);

const parse = (text: string): ReturnType<typeof parsePlainYaml> =>
  parsePlainYaml({ uri: '', path: '', format: 'yaml', role: 'production', version: 0, tracked: undefined, text });

/** The node that holds the mark. */
function find(text: string, is: (node: DataNode) => boolean): DataNode | undefined {
  const at = text.indexOf(MARK);
  const search = (node: DataNode, depth: number): DataNode | undefined => {
    if (is(node)) return node;
    if (depth > DEEPEST) return undefined;
    for (const inner of [...node.entries.filter(({ inherited }) => inherited !== true).map((entry) => entry.node), ...node.items]) {
      const found = holds(inner.span, at) ? search(inner, depth + 1) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return search(parse(text).root, 0);
}

const isBraced = ({ span }: DataNode, text: string): boolean => text.charAt(span.start) === '{';

/** `[a: ]` is a map that nobody means: a list takes values. */
const isInList = ({ path, span }: DataNode, text: string): boolean =>
  typeof path.at(-1) === 'number' &&
  !/[{-]/.test(text.charAt(span.start)) &&
  /[[,]\s*$/.test(text.slice(Math.max(0, span.start - 200), span.start));

const LETTER = /[\w./-]/;

/** The word around an offset, its quotes included. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && LETTER.test(text.charAt(start - 1))) start -= 1;
  let end = offset;
  while (end < text.length && LETTER.test(text.charAt(end))) end += 1;
  // The dash of a list is no part of a word.
  const dash = /^-(?=\s|$)/.test(text.slice(start, end)) ? 1 : 0;
  start = Math.min(start + dash, offset);
  const quote = text.charAt(start - 1);
  if (quote !== '"' && quote !== "'") return { start, end };
  return { start: start - 1, end: text.charAt(end) === quote ? end + 1 : end };
}

/** The text with all blanked out that is far from an offset, but for what stands at the left; offsets stay. */
function nearby(text: string, offset: number): string {
  if (text.length <= MOST) return text;
  const from = text.lastIndexOf('\n', Math.max(0, offset - AROUND)) + 1;
  const stop = text.indexOf('\n', offset + AROUND);
  const to = stop < 0 ? text.length : stop;
  const blanked = (part: string): string => part.replace(/^[ \t#-][^\r\n]*/gm, (line) => ' '.repeat(line.length));
  return blanked(text.slice(0, from)) + text.slice(from, to) + blanked(text.slice(to));
}
