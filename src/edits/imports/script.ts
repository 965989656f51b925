import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import { oncePer } from '../../model/once.js';
import { before } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { indentUnit, lineEnding, quoteStyle, usesSemicolons } from '../indentation.js';
import { type Line, insertLine, linesOf } from './lines.js';

interface ScriptImport extends Line {
  readonly module: string;
  readonly commonJs: boolean;
}

const FROM = /^import\b(?:[^'"\n;]{0,2000}from)?[ \t]{0,20}(["'])([^"'\n]+)\1/;
const REQUIRE = /^(?:const|let|var)\b[^=\n]{1,500}=[ \t]*require\([ \t]*(["'])([^"'\n]+)\1[ \t]*\)/;

/** Imports at the top level, those over several lines included; read once: rules ask for each finding of a document. */
const importsOf = oncePer((document: Document): readonly ScriptImport[] => [...scriptImports(withoutComments(document))]);

function* scriptImports(text: string): Iterable<ScriptImport> {
  let begun: Line | undefined;
  let held = '';
  for (const line of linesOf(text)) {
    if (begun) {
      held += ` ${line.text}`;
      const ends = begun.text.startsWith('import') ? /from[ \t]*["']|["'][ \t]*;?$/.test(line.text) : line.text.includes('}');
      if (!ends && held.length < 4_000) continue;
    } else if (/^(?:import\b(?![ \t]*[.(])|(?:const|let|var)\b)/.test(line.text)) {
      begun = line;
      held = line.text;
      const open = /^import\b[^'"]*$/.test(held) || /^(?:const|let|var)[ \t]*\{[^}]*$/.test(held);
      if (open) continue;
    } else continue;
    const require = REQUIRE.exec(held);
    const module = (require ?? FROM.exec(held))?.[2];
    if (module !== undefined) yield { start: begun.start, next: line.next, text: held, module, commonJs: require !== null };
    begun = undefined;
  }
}

/** The local name under which a script imports a name of a module; `default` for the module itself. */
export function scriptImported(document: Document, modules: readonly string[], name: string): string | undefined {
  for (const { text, module } of importsOf(document)) {
    if (!modules.includes(module)) continue;
    const found = localName(text, name);
    if (found) return found;
  }
  return undefined;
}

function localName(line: string, name: string): string | undefined {
  const head = line.replace(/(?:from[ \t]*|=[ \t]*require\([ \t]*)["'].*$/, '');
  if (name === 'default') return /^(?:import|const|let|var)[ \t]+(?:\*[ \t]*as[ \t]+)?([A-Za-z_$][\w$]*)/.exec(head)?.[1];
  const inBraces = /\{([^{}]*)\}/.exec(head)?.[1] ?? '';
  for (const part of inBraces.split(',')) {
    const [what, as] = part
      .trim()
      .replace(/^type /, '')
      .split(/\bas\b|:/)
      .map((word) => word.trim());
    if (what === name) return as ?? what;
  }
  return undefined;
}

/** Brings the default export (as `as`) or names of a module into scope, as ESM or CommonJS, whichever the file is. */
export function addScriptImport(document: Document, module: string, as: string | undefined, names: readonly string[]): readonly TextEdit[] {
  const { text } = document;
  const imports = importsOf(document);
  const missing = names.filter((name) => scriptImported(document, [module], name) === undefined);
  const needed = as !== undefined && scriptImported(document, [module], 'default') === undefined ? as : undefined;
  const bare = as === undefined && names.length === 0 && !imports.some((line) => line.module === module);
  if (needed === undefined && missing.length === 0 && !bare) return [];

  const open =
    needed === undefined &&
    imports.find((line) => line.module === module && /\{[^{}]*\}/.test(line.text) && !/^import type\b/.test(line.text));
  if (open) {
    const source = text.slice(open.start, open.next);
    const opens = source.indexOf('{');
    const inside = source.slice(opens + 1, source.indexOf('}', opens));
    const there = inside.trimEnd().replace(/,$/, '');
    const gap = inside.includes('\n') ? `,${lineEnding(text)}${indentUnit(text)}` : ', ';
    return [
      {
        span: before(open.start + opens + 1 + there.length),
        text: missing.map((name, index) => `${index || there.trim() ? gap : ' '}${name}`).join(''),
      },
    ];
  }

  const commonJs = isCommonJs(document, imports);
  const quote = imports.length
    ? (/["']/.exec(
        imports
          .at(-1)
          ?.text.slice(-80)
          .replace(/^[^"']*/, '') ?? '',
      )?.[0] ?? quoteStyle(text))
    : quoteStyle(text);
  const end = imports.length ? (/;[ \t]*$/.test(imports.at(-1)?.text ?? '') ? ';' : '') : usesSemicolons(text) ? ';' : '';
  const braces = missing.length ? `{ ${missing.join(', ')} }` : undefined;
  const source = `${quote}${module}${quote}`;
  const lines = commonJs
    ? needed === undefined && !braces
      ? [`require(${source})${end}`]
      : [needed, braces].filter((what) => what !== undefined).map((what) => `const ${what} = require(${source})${end}`)
    : needed === undefined && !braces
      ? [`import ${source}${end}`]
      : [`import ${[needed, braces].filter((what) => what !== undefined).join(', ')} from ${source}${end}`];
  const line = lines.join(lineEnding(text));
  const last = imports.findLast(({ commonJs: required }) => required === commonJs);
  if (last) return [insertLine(text, last.next, line)];
  const header = afterScriptHeader(text);
  const blank = /^\r?\n/.test(text.slice(header)) || header >= text.length;
  return [insertLine(text, header, blank ? line : `${line}${lineEnding(text)}`)];
}

function isCommonJs({ path, format, text }: Document, imports: readonly ScriptImport[]): boolean {
  if (format !== 'javascript' || path.endsWith('.mjs')) return path.endsWith('.cts');
  if (path.endsWith('.cjs')) return true;
  if (imports.some(({ commonJs }) => !commonJs)) return false;
  return imports.some(({ commonJs }) => commonJs) || /^(?:module\.exports|exports\.\w+)[ \t]*=/m.test(text);
}

/** Behind `#!`, the comments at the top, and directives such as 'use strict'. */
function afterScriptHeader(text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  if (text.startsWith('#!', at)) at = nextLine(text, at);
  for (;;) {
    const rest = text.slice(at, at + 300);
    const space = /^\s*/.exec(rest)?.[0].length ?? 0;
    const directive = /^\s*(["'])use [a-z]+\1;?[ \t]*(?:\r?\n|$)/.exec(rest);
    if (directive) {
      at += directive[0].length;
      continue;
    }
    if (rest.startsWith('/*', space)) {
      const close = text.indexOf('*/', at + space);
      // A comment above a directive or a blank line belongs to the file, another to what follows.
      if (close < 0 || !/^[ \t]*\r?\n(?:[ \t]*\r?\n|\s*["']use )/.test(text.slice(close + 2, close + 200))) return at;
      at = nextLine(text, close);
      continue;
    }
    return at;
  }
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}
