import type { Document } from '../../model/document.js';
import { oncePer } from '../../model/once.js';
import { codeOf } from '../../syntax/comments.js';
import { lineEnding } from '../indentation.js';
import { type InScope, insertLine } from './lines.js';

/** Read once: rules ask for each finding of a document. */
const importsOf = oncePer((document: Document) =>
  [...codeOf(document).matchAll(/^import[ \t]+(static[ \t]+)?([\w.]+(?:\.\*)?)[ \t]*;[^\n]*(?:\n|$)/gm)].map((match) => ({
    path: match[2] ?? '',
    isStatic: match[1] !== undefined,
    start: match.index,
    next: match.index + match[0].length,
  })),
);

/** A Java type in scope under its simple name. */
export function javaType(document: Document, type: string): InScope {
  const { text } = document;
  const code = codeOf(document);
  const name = type.slice(type.lastIndexOf('.') + 1);
  const folder = type.slice(0, type.lastIndexOf('.'));
  const imports = importsOf(document);
  if (folder === 'java.lang' || imports.some(({ path, isStatic }) => !isStatic && (path === type || path === `${folder}.*`)))
    return { name, edits: [] };
  // Another type of that name: the full name is clear.
  if (imports.some(({ path, isStatic }) => !isStatic && path.endsWith(`.${name}`))) return { name: type, edits: [] };
  const plain = imports.filter(({ isStatic }) => !isStatic);
  const top = type.split('.', 1)[0] ?? '';
  const like = plain.filter(({ path }) => path.split('.', 1)[0] === top);
  const following = (like.length ? like : []).find(({ path }) => path > type);
  const line = `import ${type};`;
  if (following) return { name, edits: [insertLine(text, following.start, line)] };
  const preceding = like.at(-1);
  if (preceding) return { name, edits: [insertLine(text, preceding.next, line)] };
  const last = plain.at(-1);
  if (last) return { name, edits: [insertLine(text, last.next, `${lineEnding(text)}${line}`)] };
  const clause = /^package[ \t]+[\w.]+[ \t]*;[^\n]*(?:\n|$)/m.exec(code);
  const at = clause ? clause.index + clause[0].length : 0;
  return { name, edits: [insertLine(text, at, clause ? `${lineEnding(text)}${line}` : line)] };
}
