import { type Document, baseName } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { oncePer } from '../model/once.js';
import { type Span, slice } from '../model/span.js';
import type { Value } from '../model/value.js';
import { codeOf } from '../syntax/comments.js';
import { lineStart } from '../syntax/data.js';
import { goPackages } from './imports/go.js';
import { javaType } from './imports/java.js';
import type { InScope } from './imports/lines.js';
import { pythonImported, pythonModule } from './imports/python.js';
import { scriptImported } from './imports/script.js';
import { quoteStyle } from './indentation.js';
import { isInBrackets } from './yaml.js';

/**
 * Replaces a literal, or another whole expression, by a read of the environment, imports included. Undefined where the format has
 * none, or the place takes constants only (an enum, a `const` block, an annotation).
 */
export function readEnvironment(document: Document, span: Span, name: string): readonly TextEdit[] | undefined {
  switch (document.format) {
    case 'python':
      return isWhole(document, span) ? replaced(span, pythonRead(document, span, name)) : undefined;
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return scriptEdits(document, span, name);
    case 'go':
      return goEdits(document, span, name);
    case 'java':
      return javaEdits(document, span, name);
    case 'yaml':
    case 'properties':
      return placeholder(document, span, name);
    case 'shell':
      return shellEdits(document, span, name);
    case 'dockerfile':
    case 'json':
    case 'toml':
    case 'dotenv':
    case 'nginx':
    case 'text':
      return undefined;
  }
}

/** Replaces a list, or fills the slot of one that nobody wrote, by the environment's comma-separated one; undefined where that cannot be written. */
export function listFromEnvironment(document: Document, list: Value, name: string): readonly TextEdit[] | undefined {
  if (list.uri !== undefined && list.uri !== document.uri) return undefined;
  const { slot } = list;
  const span = slot?.span ?? list.span;
  const at = list.span;
  const write = (written: InScope | undefined): readonly TextEdit[] | undefined =>
    written && replaced(span, slot ? { ...written, name: `${slot.before}${written.name}${slot.after}` } : written);
  switch (document.format) {
    case 'python': {
      if (!slot && !isWhole(document, span)) return undefined;
      return write(pythonList(document, at, name));
    }
    case 'javascript':
    case 'typescript':
    case 'tsx': {
      if (!slot && !isWhole(document, span)) return undefined;
      const read = scriptRead(document, name);
      const quote = quoteStyle(document.text, slot ? undefined : firstTextOf(list)?.span);
      return write(read === undefined ? undefined : { name: `${read}?.split(${quote},${quote}) ?? []`, edits: [] });
    }
    case 'go': {
      if ((!slot && list.kind === 'text') || !isWhole(document, span)) return undefined;
      const { names, edits } = goPackages(document, ['os', 'strings']);
      return write({ name: `${names[1] ?? 'strings'}.Split(${names[0] ?? 'os'}.Getenv("${name}"), ",")`, edits });
    }
    case 'java':
      return write(javaList(document, list, name));
    case 'yaml':
    case 'properties':
      return slot ? undefined : placeholder(document, span, name);
    case 'dockerfile':
    case 'shell':
    case 'json':
    case 'toml':
    case 'dotenv':
    case 'nginx':
    case 'text':
      return undefined;
  }
}

const replaced = (span: Span, { name, edits }: InScope): readonly TextEdit[] => [...edits, { span, text: name }];

const firstTextOf = (value: Value): Value | undefined => (value.kind === 'list' ? value.items.find(({ kind }) => kind === 'text') : value);

/** Whether the span is an expression of its own, and not a part of a text. */
function isWhole({ text }: Document, { start, end }: Span): boolean {
  const preceding = text.charAt(start - 1);
  const following = text.charAt(end);
  return end > start && (start === 0 || /[\s([{,=:!&|?+>]/.test(preceding)) && (end === text.length || /[\s)\]},;:.+?|&[]/.test(following));
}

// Python reads what must be there by `os.environ[…]`, which names the variable when it is missing.
function pythonRead(document: Document, span: Span, name: string): InScope {
  const quote = quoteStyle(document.text, span);
  const key = `${quote}${name}${quote}`;
  const at = span.start;
  const bytes = /^(?:[bB][rR]?|[rR][bB])["']/.test(document.text.slice(at, at + 3)) ? '.encode()' : '';
  const ready = ownReader(document, at);
  if (ready) return { name: `${ready}(${key})${bytes}`, edits: [] };
  const environ = pythonImported(document, 'os', 'environ', at);
  if (environ !== undefined) return { name: `${environ}[${key}]${bytes}`, edits: [] };
  const os = pythonModule(document, 'os', at);
  return { name: `${os.name}.environ[${key}]${bytes}`, edits: os.edits };
}

/** What the file already reads its settings with: python-decouple's `config`, django-environ's `env`. */
function ownReader(document: Document, at: number): string | undefined {
  const config = pythonImported(document, 'decouple', 'config', at);
  if (config !== undefined) return config;
  return djangoEnviron(document, at);
}

/** Where a file makes django-environ's reader; looked for once: rules ask for each finding of a document. */
const environMade = oncePer((document: Document) =>
  /\benviron\b/.test(document.text) ? /^(\w{1,40})[ \t]*=[ \t]*(?:environ\.)?Env\(/m.exec(codeOf(document)) : null,
);

function djangoEnviron(document: Document, at: number): string | undefined {
  const made = environMade(document);
  return made && made.index < at ? made[1] : undefined;
}

function pythonList(document: Document, span: Span, name: string): InScope {
  const quote = quoteStyle(
    document.text,
    /["']/.test(slice(document.text, span).slice(0, 3))
      ? { start: span.start + slice(document.text, span).search(/["']/), end: span.end }
      : undefined,
  );
  const environ = djangoEnviron(document, span.start);
  if (environ !== undefined) return { name: `${environ}.list(${quote}${name}${quote})`, edits: [] };
  const read = pythonRead(document, { start: span.start, end: span.start }, name);
  return { ...read, name: `${read.name.replace(/["']/g, quote)}.split(${quote},${quote})` };
}

/** `process.env.X`, or as the file reads it; undefined where there is no process. */
function scriptRead(document: Document, name: string): string | undefined {
  const around = scriptReader(document);
  return around && `${around.before}${name}${around.after}`;
}

/** What stands around a variable's name. */
const scriptReader = oncePer((document: Document): { readonly before: string; readonly after: string } | undefined => {
  const { text } = document;
  // Vite puts what it reads into the page that everyone gets: a secret has no place there.
  if (text.includes('import.meta.env')) return undefined;
  if (/\bDeno\.env\b/.test(text)) return { before: `Deno.env.get(${quoteStyle(text)}`, after: `${quoteStyle(text)})` };
  const env = scriptImported(document, ['node:process', 'process'], 'env');
  return { before: `${env ?? `${scriptImported(document, ['node:process', 'process'], 'default') ?? 'process'}.env`}.`, after: '' };
});

const holdsMarkup = oncePer(({ text }: Document): boolean => /<\/|\/>/.test(text));

function scriptEdits(document: Document, span: Span, name: string): readonly TextEdit[] | undefined {
  const { text, format } = document;
  const read = scriptRead(document, name);
  if (read === undefined || !isWhole(document, span) || inEnum(text, span.start)) return undefined;
  const lead = text.slice(Math.max(0, span.start - 500), span.start);
  // The value of a property of JSX stands in braces. `x="…"` without spaces is nothing else where JSX is written.
  if (/[\w-]=$/.test(lead) && holdsMarkup(document))
    return /<[A-Za-z][\w.]*\s(?:[^<>]|=>)*[\w-]=$/.test(lead) ? [{ span, text: `{${read}}` }] : undefined;
  return [{ span, text: format === 'javascript' ? read : `${read}${strictly(document, span)}` }];
}

/** In TypeScript the variable may be undefined: said as the file says it elsewhere, by `!` where nothing tells. */
function strictly(document: Document, { start, end }: Span): string {
  const { text } = document;
  if (/^\s*(?:\?\?|\|\||\?\.)/.test(text.slice(end, end + 20))) return '';
  // `const x: string | undefined = …`, `process.env.X = …` take what there is.
  if (/\|[ \t]*undefined[ \t]*=[ \t]*$/.test(text.slice(Math.max(0, start - 80), start))) return '';
  return assertion(document);
}

const assertion = oncePer(({ text }: Document): string => {
  const others = text.slice(0, 100_000);
  if (/process\.env\.\w+!/.test(others)) return '!';
  const asString = /process\.env\.\w+ as string\b/.test(others);
  return asString ? ' as string' : '!';
});

function inEnum(text: string, at: number): boolean {
  const lead = text.slice(Math.max(0, at - 2_000), at);
  const opened = lead.lastIndexOf('enum ');
  return opened >= 0 && /^enum [\w$]+\s*\{[^{}]*$/.test(lead.slice(opened));
}

function goEdits(document: Document, span: Span, name: string): readonly TextEdit[] | undefined {
  const { text } = document;
  if (!isWhole(document, span)) return undefined;
  const constant = constantAt(text, span.start);
  if (constant === 'block') return undefined;
  const { names, edits } = goPackages(document, ['os']);
  // A constant cannot hold what only run time knows.
  const variable = constant ? [{ span: constant, text: 'var' }] : [];
  return [...edits, ...variable, { span, text: `${names[0] ?? 'os'}.Getenv("${name}")` }];
}

/** `const` before a Go value: the word, or `block` where it stands above others. */
function constantAt(text: string, at: number): Span | 'block' | undefined {
  const start = lineStart(text, at);
  const line = text.slice(start, at);
  const own = /^([ \t]*)const[ \t]+\w+(?:[ \t]+[\w.]+)?[ \t]*=[ \t]*$/.exec(line);
  if (own) return { start: start + (own[1]?.length ?? 0), end: start + (own[1]?.length ?? 0) + 'const'.length };
  if (/^[ \t]*const\b/.test(line)) return 'block';
  const opened = text.lastIndexOf('const (', start);
  if (opened < 0 || !/^[ \t]*\w+(?:[ \t]+[\w.]+)?[ \t]*=[ \t]*$/.test(line)) return undefined;
  return /^[ \t]*\)/m.test(text.slice(opened, start)) ? undefined : 'block';
}

/** Whether the place is inside an annotation, which takes constants only. */
const inAnnotation = (text: string, at: number): boolean => /@\w[\w.]*\((?:[^()]|\([^()]*\))*$/.test(text.slice(Math.max(0, at - 500), at));

const usesSpring = (text: string): boolean => text.includes('org.springframework');

function javaEdits(document: Document, span: Span, name: string): readonly TextEdit[] | undefined {
  const { text } = document;
  if (!isWhole(document, span)) return undefined;
  if (inAnnotation(text, span.start)) return usesSpring(text) ? [{ span, text: `"\${${name}}"` }] : undefined;
  return /\bcase[ \t]+$/.test(text.slice(Math.max(0, span.start - 10), span.start))
    ? undefined
    : [{ span, text: `System.getenv("${name}")` }];
}

const LISTS: Readonly<Record<string, string>> = { 'List.of': 'java.util.List', 'Arrays.asList': 'java.util.Arrays' };

function javaList(document: Document, list: Value, name: string): InScope | undefined {
  const { text } = document;
  const source = slice(text, list.slot?.span ?? list.span);
  const at = (list.slot?.span ?? list.span).start;
  const split = `System.getenv("${name}").split(",")`;
  if (inAnnotation(text, at)) return usesSpring(text) ? { name: `"\${${name}}"`, edits: [] } : undefined;
  const maker = /^(?:java\.util\.)?(List\.of|Arrays\.asList|Collections\.singletonList|Collections\.emptyList|ImmutableList\.of)\(/.exec(
    source,
  )?.[1];
  if (maker !== undefined) {
    const call = LISTS[maker] ? maker : 'List.of';
    return { name: `${call}(${split})`, edits: javaType(document, LISTS[call] ?? 'java.util.List').edits };
  }
  if (/^new String\[\]|^\{/.test(source)) return { name: split, edits: [] };
  // `allowedOrigins(String...)` takes an array; `addAllowedOrigin(String)` takes one name.
  return /\ballowed(?:Origins|OriginPatterns)\(\s*$/.test(text.slice(Math.max(0, at - 80), at)) ? { name: split, edits: [] } : undefined;
}

const COMPOSE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;
const SPRING = /^(?:application|bootstrap)(?:-[\w.-]+)?\.(?:ya?ml|properties)$/i;

/** `${X}` where compose or Spring reads the file, `${{ secrets.X }}` in a workflow of GitHub. */
function placeholder({ path, text, format }: Document, { start, end }: Span, name: string): readonly TextEdit[] | undefined {
  const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
  const file = baseName(path);
  const understood = workflow || COMPOSE.test(file) || SPRING.test(file);
  if (!understood || end <= start) return undefined;
  const reference = workflow ? `\${{ secrets.${name} }}` : `\${${name}}`;
  const source = text.slice(start, end);
  if (format === 'properties') return [{ span: { start, end }, text: reference }];

  const quote = /^(["'])[\s\S]*\1$/.exec(source)?.[1];
  if (quote !== undefined) return [{ span: { start: start + 1, end: end - 1 }, text: reference }];
  // A block of text has its mark on the key's line; a list or map below its key goes up to it.
  const block = /^[-?][ \t]/.test(source) || /^[|>][-+\d]*[ \t]*\r?\n/.test(source);
  const key = /:[ \t]*(?:\r?\n[ \t]*)*$/.exec(text.slice(Math.max(0, start - 200), start));
  if (block && key) return [{ span: { start: start - key[0].length + 1, end }, text: ` ${reference}` }];
  const line = text.slice(lineStart(text, start), start);
  const flow = isInBrackets(line) && !isQuoted(line);
  return [{ span: { start, end }, text: flow && !/[^\s,:[{]$/.test(line) ? `"${reference}"` : reference }];
}

/** Whether a line ends inside quotes. */
const isQuoted = (line: string): boolean => (line.split('"').length - 1) % 2 === 1 || (line.split("'").length - 1) % 2 === 1;

/** `${X:?}` ends the script when X is not set. */
function shellEdits({ text }: Document, span: Span, name: string): readonly TextEdit[] | undefined {
  const source = slice(text, span);
  const line = text.slice(lineStart(text, span.start), span.start);
  const reference = `\${${name}:?}`;
  if (/^(["'])[^"'$`\n]*\1$/.test(source)) return [{ span, text: `"${reference}"` }];
  if (source === '' || /["'$`\s]/.test(source) || (line.split("'").length - 1) % 2 === 1) return undefined;
  const inQuotes = (line.replace(/\\"/g, '').split('"').length - 1) % 2 === 1;
  return [{ span, text: inQuotes ? reference : `"${reference}"` }];
}
