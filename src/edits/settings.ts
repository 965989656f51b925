import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { before } from '../model/span.js';
import { type DataNode, lineStart } from '../syntax/data.js';
import { parsePlainYaml } from '../syntax/yaml.js';
import { lineEnding } from './indentation.js';
import { type Writable, addItem, insertKey, lines, replaceScalar } from './yaml.js';

/** A YAML file of the team's own, by its text. */
const documentOf = (text: string): Document => ({
  uri: '',
  path: 'preflight.yaml',
  format: 'yaml',
  role: 'production',
  version: 0,
  tracked: undefined,
  text,
});

/** Writes a value at a path of a YAML text; comments, order and all else stay. Undefined where that cannot be written. */
export function putAt(text: string, path: readonly string[], value: Writable): readonly TextEdit[] | undefined {
  return change(text, path, value, (document, node) =>
    typeof value === 'object' && value !== null
      ? undefined
      : node.text === String(value)
        ? []
        : value === null
          ? undefined
          : replaceScalar(document, node, value),
  );
}

/** Adds an item to the list at a path, which is made where it is missing. */
export function addAt(text: string, path: readonly string[], value: Writable): readonly TextEdit[] | undefined {
  return change(text, path, [value], (document, node) => addItem(document, node, value));
}

/** Takes the items that `is` names out of a list in block style, each with its lines; a list that is left empty goes with its key. */
export function removeAt(text: string, path: readonly string[], is: (item: DataNode) => boolean): readonly TextEdit[] | undefined {
  const { root } = parsePlainYaml(documentOf(text));
  const above = path.slice(0, -1).reduce<DataNode | undefined>((node, key) => node?.get(key), root);
  const entry = above?.entry(path.at(-1) ?? '');
  if (entry?.node.kind !== 'list') return [];
  const { items, span } = entry.node;
  const gone = items.filter(is);
  if (gone.length === 0) return [];
  if (text[span.start] !== '-') return undefined;
  const whole = gone.length === items.length ? [entry] : gone;
  return whole.map((part) => {
    const end = text.indexOf('\n', part.span.end);
    return { span: { start: lineStart(text, part.span.start), end: end < 0 ? text.length : end + 1 }, text: '' };
  });
}

/** Walks down a path as far as it is there, and writes the rest of it, or changes what stands at its end. */
function change(
  text: string,
  path: readonly string[],
  value: Writable,
  there: (document: Document, node: DataNode) => readonly TextEdit[] | undefined,
): readonly TextEdit[] | undefined {
  const document = documentOf(text);
  const { root, documents, problems } = parsePlainYaml(document);
  if (problems.length > 0) return undefined;
  if (documents.length === 0 || isEmpty(root)) {
    const ending = lineEnding(text);
    const gap = text === '' || text.endsWith('\n') ? '' : ending;
    const written = [...lines(nested(path, value), text)].map((line) => `${line}${ending}`);
    return [{ span: before(text.length), text: `${gap}${written.join('')}` }];
  }
  let node = root;
  for (const [depth, key] of path.entries()) {
    const entry = node.entry(key);
    if (!entry) return node.kind === 'map' ? insertKey(document, node, key, nested(path.slice(depth + 1), value)) : undefined;
    if (entry.inherited === true) return undefined;
    if (isEmpty(entry.node)) {
      // `key:` with nothing behind it but, at most, a comment.
      const colon = text.indexOf(':', entry.keySpan.end);
      const start = lineStart(text, entry.keySpan.start);
      if (colon < 0 || text.slice(start, entry.keySpan.start).trim() !== '') return undefined;
      const end = /\r?\n|$/.exec(text.slice(colon))?.index ?? 0;
      const indent = ' '.repeat(entry.keySpan.start - start + 2);
      const ending = lineEnding(text);
      const written = [...lines(nested(path.slice(depth + 1), value), text)].map((line) => `${ending}${indent}${line}`);
      return [{ span: before(colon + end), text: written.join('') }];
    }
    node = entry.node;
  }
  return there(document, node);
}

const isEmpty = (node: DataNode): boolean => node.kind === 'scalar' && node.value.kind === 'nothing' && !/\S/.test(node.text ?? '');

const nested = (path: readonly string[], value: Writable): Writable =>
  path.reduceRight<Writable>((inner, key) => ({ [key]: inner }), value);
