import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import { oncePer } from '../../model/once.js';
import { before } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { lineEnding } from '../indentation.js';
import { type Line, caseless, insertLine, linesOf } from './lines.js';

/** The imports that there are; read once: rules ask for each finding of a document. */
const importsOf = oncePer((document: Document) => {
  const code = withoutComments(document);
  const known = new Map<string, string>();
  const block = /^import[ \t]*\(/m.exec(code);
  const close = block ? code.indexOf(')', block.index) : -1;
  const singles = [...code.matchAll(/^import[ \t]+(?:([\w.]+)[ \t]+)?"([^"\n]+)"[^\n]*\n?/gm)].filter(([, , path]) => path !== 'C');
  for (const [, as, path = ''] of singles) known.set(path, as ?? lastPart(path));
  const specs: (Line & { readonly path: string; readonly group: number })[] = [];
  if (block && close >= 0) {
    let group = 0;
    const inside = code.slice(0, close);
    for (const line of linesOf(inside, block.index + block[0].length)) {
      const spec = /^[ \t]*(?:([\w.]+)[ \t]+)?"([^"\n]+)"/.exec(line.text);
      if (!spec?.[2]) {
        if (!document.text.slice(line.start, line.next).trim()) group += 1;
        continue;
      }
      known.set(spec[2], spec[1] ?? lastPart(spec[2]));
      specs.push({ ...line, path: spec[2], group });
    }
  }
  return { code, known, singles, block, close, specs };
});

/** Packages of Go's standard library in scope: their local names, and the edits that import those that are missing. */
export function goPackages(
  document: Document,
  packages: readonly string[],
): { readonly names: readonly string[]; readonly edits: readonly TextEdit[] } {
  const { text } = document;
  const { code, known, singles, block, close, specs } = importsOf(document);
  const usable = (path: string): string | undefined => {
    const name = known.get(path);
    return name === '_' || name === '.' ? undefined : name;
  };
  const names = packages.map((path) => usable(path) ?? lastPart(path));
  const missing = packages.filter((path) => usable(path) === undefined).toSorted();
  if (missing.length === 0) return { names, edits: [] };
  const ending = lineEnding(text);

  if (block && close >= 0) {
    const standard = specs.filter(({ path }) => !path.split('/', 1)[0]?.includes('.'));
    const own = standard.filter(({ group }) => group === standard[0]?.group);
    const edits = missing.map((path): TextEdit => {
      const following = own.find((spec) => spec.path > path);
      const preceding = own.at(-1);
      if (following) return { span: before(following.start), text: `\t"${path}"${ending}` };
      if (preceding) return { span: before(preceding.next), text: `\t"${path}"${ending}` };
      const first = specs[0];
      return first
        ? { span: before(first.start), text: `\t"${path}"${ending}` }
        : { span: before(block.index + block[0].length), text: `${ending}\t"${path}"` };
    });
    const last = edits.at(-1);
    // A group of their own, above the others.
    if (last && own.length === 0 && specs.length)
      return { names, edits: [...edits.slice(0, -1), { ...last, text: `${last.text}${ending}` }] };
    return { names, edits };
  }
  const [single] = singles;
  if (single && singles.length === 1) {
    const paths = [...missing.map((path) => `"${path}"`), single[0].trim().replace(/^import[ \t]+/, '')].toSorted((a, b) =>
      caseless(unnamed(a), unnamed(b)),
    );
    const third = single[2]?.split('/', 1)[0]?.includes('.');
    const ordered = third ? [...missing.map((path) => `"${path}"`), '', single[0].trim().replace(/^import[ \t]+/, '')] : paths;
    const span = { start: single.index, end: single.index + single[0].trimEnd().length };
    const inner = ordered.map((path) => (path ? `\t${path}${ending}` : ending)).join('');
    return { names, edits: [{ span, text: `import (${ending}${inner})` }] };
  }
  if (single) {
    const edits = missing.map((path) => {
      const following = singles.find(([, , other = '']) => other > path);
      const last = singles.at(-1);
      const offset = following?.index ?? (last ? last.index + last[0].length : 0);
      return insertLine(text, offset, `import "${path}"`);
    });
    return { names, edits };
  }
  const clause = /^package[ \t]+\w[^\n]*(?:\n|$)/m.exec(code);
  const at = clause ? clause.index + clause[0].length : 0;
  const lines =
    missing.length === 1 ? `import "${missing[0] ?? ''}"` : `import (${ending}${missing.map((path) => `\t"${path}"${ending}`).join('')})`;
  return { names, edits: [insertLine(text, at, `${ending}${lines}`)] };
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const unnamed = (spec: string): string => spec.replace(/^[^"]*/, '');
