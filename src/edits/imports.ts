import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { before } from '../model/span.js';
import { codeOf } from '../syntax/comments.js';
import { lineStart } from '../syntax/data.js';
import { indentUnit, lineEnding, quoteStyle, usesSemicolons } from './indentation.js';

/** A name that code can use, and the edits that bring it into scope. */
export interface InScope {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** What is wanted of a module; the module itself without names. */
export interface Wanted {
  readonly module: string;
  /** JavaScript: the local name of the default export (or of all that a CommonJS module exports). */
  readonly as?: string;
  readonly names?: readonly string[];
}

/** Brings a module or names of it into scope, sorted into the imports that are there; no edits when all are in scope already; undefined where the language is not known. */
export function addImport(document: Document, wanted: string | Wanted): readonly TextEdit[] | undefined {
  const { module, as, names = [] } = typeof wanted === 'string' ? { module: wanted } : wanted;
  switch (document.format) {
    case 'python':
      return names.length === 0 ? pythonModule(document, module).edits : addPythonNames(document, module, names);
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return addScriptImport(document, module, as, names);
    case 'go':
      return goPackages(document, [module]).edits;
    case 'java':
      return javaType(document, module).edits;
    case 'dockerfile':
    case 'shell':
    case 'yaml':
    case 'json':
    case 'toml':
    case 'properties':
    case 'dotenv':
    case 'nginx':
    case 'text':
      return undefined;
  }
}

interface Line {
  readonly start: number;
  /** Behind its line break. */
  readonly next: number;
  readonly text: string;
}

function* linesOf(text: string, from = 0): Iterable<Line> {
  for (let start = from; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end + 1;
    yield { start, next, text: text.slice(start, next).trimEnd() };
    start = next;
  }
}

/** A whole line to insert at an offset where a line begins, or behind a last line that has no end. */
function insertLine(text: string, offset: number, line: string): TextEdit {
  const ending = lineEnding(text);
  const unfinished = offset > 0 && offset === text.length && text[offset - 1] !== '\n';
  return { span: before(offset), text: unfinished ? `${ending}${line}` : `${line}${ending}` };
}

// ——— Python

interface PythonImport extends Line {
  readonly module: string;
  readonly from: boolean;
  readonly imported: string;
  /** Which group of lines without a blank one between them. */
  readonly group: number;
}

/** Top-level modules of the standard library that code imports often. https://docs.python.org/3/py-modindex.html */
const STANDARD = new Set(
  `abc argparse array ast asyncio base64 bisect calendar cmath collections concurrent configparser contextlib copy csv ctypes dataclasses datetime decimal difflib dis email enum errno fcntl fnmatch
  fractions ftplib functools gc getpass gettext glob gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword locale logging lzma math mimetypes multiprocessing
  numbers operator os pathlib pickle pkgutil platform pprint queue random re resource secrets select selectors shelve shlex shutil signal smtplib socket socketserver sqlite3 ssl stat statistics string
  struct subprocess sys sysconfig tarfile tempfile textwrap threading time timeit tomllib traceback types typing unicodedata unittest urllib uuid venv warnings weakref xml zipfile zlib zoneinfo`.split(/\s+/),
);

function* pythonImports(text: string, code: string): Iterable<PythonImport> {
  let group = 0;
  let inBrackets: { start: number; module: string; imported: string } | undefined;
  for (const line of linesOf(code)) {
    if (inBrackets) {
      inBrackets.imported += ` ${line.text}`;
      if (!line.text.includes(')')) continue;
      yield { ...line, start: inBrackets.start, module: inBrackets.module, imported: inBrackets.imported, from: true, group };
      inBrackets = undefined;
      continue;
    }
    const match = /^(?:from[ \t]+([\w.]+)[ \t]+import[ \t]*|import[ \t]+)([^;]*)/.exec(line.text);
    if (!match) {
      // A comment between two imports is blank in `code` but not in the text.
      if (!text.slice(line.start, line.next).trim() || line.text.trim()) group += 1;
      continue;
    }
    const [, module, imported = ''] = match;
    if (module !== undefined && imported.includes('(') && !imported.includes(')')) inBrackets = { start: line.start, module, imported };
    else yield { ...line, module: module ?? /^[\w.]+/.exec(imported)?.[0] ?? '', imported, from: module !== undefined, group };
  }
}

/** The local name of an imported module or of one name of it. */
function pythonName(imports: readonly PythonImport[], module: string, name?: string): string | undefined {
  for (const { from, module: source, imported } of imports) {
    if (from ? source !== module || name === undefined : name !== undefined) continue;
    for (const part of imported.replace(/[()]/g, ' ').split(',')) {
      const [what, , as] = part.trim().split(/\s+/);
      if (what === (name ?? module)) return as ?? what;
    }
  }
  return undefined;
}

/** A Python module (`os`) in scope, under whatever name the file gives it. Only imports at the top level and before `at` count. */
export function pythonModule(document: Document, module: string, at = Infinity): InScope {
  const code = codeOf(document);
  const imports = [...pythonImports(document.text, code)];
  const known = pythonName(reachable(imports, document.text, at), module);
  return known === undefined ? { name: module, edits: [pythonLine(document.text, code, imports, module, `import ${module}`)] } : { name: known, edits: [] };
}

/** A name of a Python module that the file imports itself (`from os import environ`). */
export function pythonImported(document: Document, module: string, name: string, at = Infinity): string | undefined {
  return pythonName(reachable([...pythonImports(document.text, codeOf(document))], document.text, at), module, name);
}

/** Code inside a function runs after all imports; code at the top level after those above. */
function reachable(imports: readonly PythonImport[], text: string, at: number): readonly PythonImport[] {
  if (at === Infinity || /^[ \t]/.test(text.slice(lineStart(text, at), at + 1))) return imports;
  return imports.filter(({ start }) => start <= at);
}

function addPythonNames(document: Document, module: string, names: readonly string[]): readonly TextEdit[] {
  const { text } = document;
  const code = codeOf(document);
  const imports = [...pythonImports(text, code)];
  const missing = names.filter((name) => pythonName(imports, module, name) === undefined);
  if (missing.length === 0) return [];
  const line = imports.find((candidate) => candidate.from && candidate.module === module && !/[(*#\\]/.test(text.slice(candidate.start, candidate.next)));
  if (!line) return [pythonLine(text, code, imports, module, `from ${module} import ${missing.toSorted().join(', ')}`)];
  const list = line.imported.split(',').map((part) => part.trim());
  const start = line.start + text.slice(line.start, line.next).indexOf('import') + 'import'.length;
  const end = line.start + text.slice(line.start, line.next).trimEnd().length;
  return [{ span: { start, end }, text: ` ${[...list, ...missing].toSorted(caseless).join(', ')}` }];
}

const caseless = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0);

/** Puts an import where isort would: among its like, `import x` before `from x`. */
function pythonLine(text: string, code: string, all: readonly PythonImport[], module: string, line: string): TextEdit {
  const imports = topBlock(all, code).filter((candidate) => candidate.module !== '__future__');
  const standard = STANDARD.has(module.split('.', 1)[0] ?? '');
  const isStandard = (candidate: PythonImport): boolean => STANDARD.has(candidate.module.split('.', 1)[0] ?? '');
  const first = imports[0];
  const like = imports.filter((candidate) => isStandard(candidate) === standard && !candidate.module.startsWith('.'));
  // The group that has most of its like comes first: a file that mixes all is sorted into as one.
  const group = like.length ? imports.filter((candidate) => candidate.group === like[0]?.group) : [];
  if (group.length) {
    const from = line.startsWith('from');
    const own = like.filter((candidate) => candidate.group === group[0]?.group && candidate.from === from);
    const following = own.find((candidate) => caseless(candidate.module, module) > 0);
    if (following) return insertLine(text, following.start, line);
    const preceding = own.at(-1) ?? (from ? like.filter((candidate) => candidate.group === group[0]?.group).at(-1) : undefined);
    if (preceding) return insertLine(text, preceding.next, line);
    return insertLine(text, (like[0] ?? group[0])?.start ?? 0, line);
  }
  const ending = lineEnding(text);
  if (first && standard) return insertLine(text, first.start, imports.at(-1)?.group === first.group ? line : `${line}${ending}`);
  if (first) {
    const last = imports.findLast((candidate) => !candidate.module.startsWith('.')) ?? first;
    return insertLine(text, last.next, isStandard(last) ? `${ending}${line}` : line);
  }
  const future = all.filter((candidate) => candidate.module === '__future__').at(-1);
  const start = future?.next ?? afterHeader(text, code);
  const follows = /^[ \t]*\r?$/m.exec(text.slice(start, text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start))) !== null;
  const lead = start > 0 && text[lineStart(text, start - 1)] !== '#' ? ending : '';
  return insertLine(text, start, `${lead}${line}${follows || start >= text.length ? '' : ending}`);
}

/** The imports before the first statement that is none; those under `if TYPE_CHECKING` and the like are farther down. */
function topBlock(all: readonly PythonImport[], code: string): readonly PythonImport[] {
  const block: PythonImport[] = [];
  for (const candidate of all) {
    const last = block.at(-1);
    if (last && code.slice(last.next, candidate.start).trim() !== '') break;
    block.push(candidate);
  }
  return block;
}

/** Behind the first lines of comments and the module's docstring. */
function afterHeader(text: string, code: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let header = at;
  for (const line of linesOf(text, at)) {
    if (!/^#/.test(line.text)) break;
    header = line.next;
  }
  at = header;
  while (/\s/.test(text.charAt(at))) at += 1;
  const quote = /^[rRuU]?("""|'''|"|')/.exec(text.slice(at, at + 4));
  if (!quote || code.slice(at, at + quote[0].length).trim().length > 1) return header;
  const end = text.indexOf(quote[1] ?? '"', at + quote[0].length);
  if (end < 0) return header;
  const line = text.indexOf('\n', end);
  return line < 0 ? text.length : line + 1;
}

// ——— JavaScript and TypeScript

interface ScriptImport extends Line {
  readonly module: string;
  readonly commonJs: boolean;
}

const FROM = /^(?:import\b[^'"\n;]{0,2000}?from[ \t]*|import[ \t]+)(["'])([^"'\n]+)\1/;
const REQUIRE = /^(?:const|let|var)\b[^=\n]{1,500}=[ \t]*require\([ \t]*(["'])([^"'\n]+)\1[ \t]*\)/;

/** Imports at the top level, those over several lines included. */
function* scriptImports(text: string): Iterable<ScriptImport> {
  let begun: Line | undefined;
  let held = '';
  for (const line of linesOf(text)) {
    if (begun) {
      held += ` ${line.text}`;
      if (!/from[ \t]*["']|["'][ \t]*;?[ \t]*$|\brequire\(/.test(line.text) && held.length < 4_000) continue;
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
  for (const { text, module } of scriptImports(document.text)) {
    if (!modules.includes(module)) continue;
    const found = localName(text, name);
    if (found) return found;
  }
  return undefined;
}

function localName(line: string, name: string): string | undefined {
  const head = line.replace(/(?:from[ \t]*|=[ \t]*require\([ \t]*)["'].*$/, '');
  if (name === 'default') return /^(?:import|const|let|var)[ \t]+(?:\*[ \t]*as[ \t]+)?([A-Za-z_$][\w$]*)/.exec(head)?.[1];
  const inBraces = /\{([^}]*)\}/.exec(head)?.[1] ?? '';
  for (const part of inBraces.split(',')) {
    const [what, as] = part.trim().replace(/^type /, '').split(/(?:\s+as\s+|\s*:\s*)/);
    if (what === name) return as ?? what;
  }
  return undefined;
}

function addScriptImport(document: Document, module: string, as: string | undefined, names: readonly string[]): readonly TextEdit[] {
  const { text } = document;
  const imports = [...scriptImports(text)];
  const missing = names.filter((name) => scriptImported(document, [module], name) === undefined);
  const needed = as !== undefined && scriptImported(document, [module], 'default') === undefined ? as : undefined;
  const bare = as === undefined && names.length === 0 && !imports.some((line) => line.module === module);
  if (needed === undefined && missing.length === 0 && !bare) return [];

  const open = needed === undefined && imports.find((line) => line.module === module && /\{[^}]*\}/.test(line.text) && !/^import type\b/.test(line.text));
  if (open) {
    const source = text.slice(open.start, open.next);
    const inside = /\{[ \t\r\n]*([^}]*?),?[ \t\r\n]*\}/.exec(source);
    if (inside?.[1] !== undefined) {
      const start = open.start + inside.index + inside[0].indexOf(inside[1], 1);
      const at = start + inside[1].length;
      const gap = inside[1].includes('\n') || /\{[ \t]*\r?\n/.test(inside[0]) ? `,${lineEnding(text)}${indentUnit(text)}` : ', ';
      return [{ span: before(at), text: missing.map((name) => `${inside[1] ? gap : ''}${name}`).join('') }];
    }
  }

  const commonJs = isCommonJs(document, imports);
  const quote = imports.length ? (/["']/.exec(imports.at(-1)?.text.slice(-80).replace(/^[^"']*/, '') ?? '')?.[0] ?? quoteStyle(text)) : quoteStyle(text);
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

// ——— Go

/** Packages of Go's standard library in scope: their local names, and the edits that import those that are missing. */
export function goPackages(document: Document, packages: readonly string[]): { readonly names: readonly string[]; readonly edits: readonly TextEdit[] } {
  const { text } = document;
  const code = goCode(document);
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
        if (!text.slice(line.start, line.next).trim()) group += 1;
        continue;
      }
      known.set(spec[2], spec[1] ?? lastPart(spec[2]));
      specs.push({ ...line, path: spec[2], group });
    }
  }
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
      return first ? { span: before(first.start), text: `\t"${path}"${ending}` } : { span: before(block.index + block[0].length), text: `${ending}\t"${path}"` };
    });
    const last = edits.at(-1);
    // A group of their own, above the others.
    if (last && own.length === 0 && specs.length) return { names, edits: [...edits.slice(0, -1), { ...last, text: `${last.text}${ending}` }] };
    return { names, edits };
  }
  const [single] = singles;
  if (single && singles.length === 1) {
    const paths = [...missing.map((path) => `"${path}"`), single[0].trim().replace(/^import[ \t]+/, '')].toSorted((a, b) => caseless(unnamed(a), unnamed(b)));
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
  const clause = /^package[ \t]+\w+[^\n]*(?:\n|$)/m.exec(code);
  const at = clause ? clause.index + clause[0].length : 0;
  const lines = missing.length === 1 ? `import "${missing[0] ?? ''}"` : `import (${ending}${missing.map((path) => `\t"${path}"${ending}`).join('')})`;
  return { names, edits: [insertLine(text, at, `${ending}${lines}`)] };
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const unnamed = (spec: string): string => spec.replace(/^[^"]*/, '');

/** Go's code with its comments blanked out, but its strings (the paths of imports) in place. */
function goCode(document: Document): string {
  const { text } = document;
  const code = codeOf(document);
  // Import paths stand on lines of their own, which hold nothing else that is a string.
  return text.replace(/^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"[^"\n]+"/gm, (line, offset: number) => (code.startsWith(line.slice(0, line.indexOf('"')), offset) ? line : line.replace(/[^\s]/g, ' '))).replace(/^[ \t]*\/\/[^\n]*/gm, (line) => ' '.repeat(line.length));
}

// ——— Java

/** A Java type in scope under its simple name. */
export function javaType(document: Document, type: string): InScope {
  const { text } = document;
  const code = codeOf(document);
  const name = type.slice(type.lastIndexOf('.') + 1);
  const folder = type.slice(0, type.lastIndexOf('.'));
  const imports = [...code.matchAll(/^import[ \t]+(static[ \t]+)?([\w.]+(?:\.\*)?)[ \t]*;[^\n]*(?:\n|$)/gm)].map((match) => ({
    path: match[2] ?? '',
    isStatic: match[1] !== undefined,
    start: match.index,
    next: match.index + match[0].length,
  }));
  if (folder === 'java.lang' || imports.some(({ path, isStatic }) => !isStatic && (path === type || path === `${folder}.*`))) return { name, edits: [] };
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
