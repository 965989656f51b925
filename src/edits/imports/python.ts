import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import { oncePer } from '../../model/once.js';
import { codeOf } from '../../syntax/comments.js';
import { lineStart } from '../../syntax/data.js';
import { lineEnding } from '../indentation.js';
import { type InScope, type Line, caseless, insertLine, linesOf } from './lines.js';

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
  struct subprocess sys sysconfig tarfile tempfile textwrap threading time timeit tomllib traceback types typing unicodedata unittest urllib uuid venv warnings weakref xml zipfile zlib zoneinfo`.split(
    /\s+/,
  ),
);

/** Read once: rules ask for each finding of a document. */
const importsOf = oncePer((document: Document): readonly PythonImport[] => [...pythonImports(document.text, codeOf(document))]);

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
  const imports = importsOf(document);
  const known = pythonName(reachable(imports, document.text, at), module);
  return known === undefined
    ? { name: module, edits: [pythonLine(document.text, code, imports, module, `import ${module}`)] }
    : { name: known, edits: [] };
}

/** A name of a Python module that the file imports itself (`from os import environ`). */
export function pythonImported(document: Document, module: string, name: string, at = Infinity): string | undefined {
  return pythonName(reachable(importsOf(document), document.text, at), module, name);
}

/** Code inside a function runs after all imports; code at the top level after those above. */
function reachable(imports: readonly PythonImport[], text: string, at: number): readonly PythonImport[] {
  if (at === Infinity || /^[ \t]/.test(text.slice(lineStart(text, at), at + 1))) return imports;
  return imports.filter(({ start }) => start <= at);
}

export function addPythonNames(document: Document, module: string, names: readonly string[]): readonly TextEdit[] {
  const { text } = document;
  const code = codeOf(document);
  const imports = importsOf(document);
  const missing = names.filter((name) => pythonName(imports, module, name) === undefined);
  if (missing.length === 0) return [];
  const line = imports.find(
    (candidate) => candidate.from && candidate.module === module && !/[(*#\\]/.test(text.slice(candidate.start, candidate.next)),
  );
  if (!line) return [pythonLine(text, code, imports, module, `from ${module} import ${missing.toSorted().join(', ')}`)];
  const list = line.imported.split(',').map((part) => part.trim());
  const start = line.start + text.slice(line.start, line.next).indexOf('import') + 'import'.length;
  const end = line.start + text.slice(line.start, line.next).trimEnd().length;
  return [{ span: { start, end }, text: ` ${[...list, ...missing].toSorted(caseless).join(', ')}` }];
}

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
  const follows = /^[ \t]*\r?(?:\n|$)/.test(text.slice(start, start + 200));
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
    if (!line.text.startsWith('#')) break;
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
