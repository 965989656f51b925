import type { Document } from '../model/document.js';
import { type Span, slice } from '../model/span.js';
import type { Grammars } from './grammars.js';
import { type ShellScript, commandScript, isShell, parseScript } from './shell.js';

/** A word of an instruction. */
export interface DockerWord {
  /** As written, quotes included. */
  readonly span: Span;
  readonly raw: string;
  /** What it is known to be: quotes gone, defaults of ARG and values of ENV filled in. */
  readonly text: string | undefined;
  /** The same with `*` for every part that only the build knows. */
  readonly pattern: string;
  /** Names of the variables that it expands. */
  readonly variables: readonly string[];
}

/** `--from=build`, `--mount=type=cache,target=/root/.npm`. */
export interface DockerFlag {
  readonly name: string;
  readonly span: Span;
  readonly value: DockerWord | undefined;
}

/** `NAME=value` of ENV, ARG or LABEL. */
export interface DockerPair {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Undefined for `ARG NAME`. */
  readonly value: DockerWord | undefined;
}

export interface Heredoc {
  readonly name: string;
  /** The lines between the marker's line and the closing name. */
  readonly body: Span;
  /** Whether variables in it are filled in. */
  readonly expands: boolean;
}

export interface Instruction {
  /** In upper case, however it is written. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the last character, heredocs included. */
  readonly span: Span;
  readonly flags: readonly DockerFlag[];
  /** `exec` is the JSON form. */
  readonly form: 'exec' | 'shell';
  /** Everything behind keyword and flags; behind `CMD` for HEALTHCHECK. */
  readonly argsSpan: Span;
  readonly args: readonly DockerWord[];
  readonly pairs: readonly DockerPair[];
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD runs in images that are built on this one. */
  readonly trigger: Instruction | undefined;
  /** The stage that it belongs to; -1 before the first FROM. */
  readonly stage: number;
  /** What runs commands in shell form; undefined where SHELL or a Windows image makes it no Bourne shell. */
  readonly shell: { readonly words: readonly string[]; readonly pipefail: boolean } | undefined;
}

export interface DockerStage {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The image or stage that it builds on. */
  readonly base: DockerWord | undefined;
  /** The earlier stage that it builds on. */
  readonly parent: DockerStage | undefined;
  /** Without FROM. */
  readonly instructions: readonly Instruction[];
  /** What ENV and ARG are known to hold at its end. */
  readonly variables: ReadonlyMap<string, string | undefined>;
}

/** What a Dockerfile says, without looking into its scripts. */
export interface DockerfileStructure {
  readonly stages: readonly DockerStage[];
  /** All instructions in order, those before the first FROM included. */
  readonly instructions: readonly Instruction[];
  /** `escape`, `syntax`, `check`, in lower case. */
  readonly directives: ReadonlyMap<string, { readonly value: string; readonly span: Span }>;
  /** The text with comments between continued lines blanked out and every continuation written as a backslash; offsets are the document's. */
  readonly plain: string;
}

export interface DockerfileSyntax extends DockerfileStructure {
  readonly document: Document;
  /** What a RUN, CMD, ENTRYPOINT or HEALTHCHECK runs; undefined when it is no Bourne shell that does. */
  script(instruction: Instruction): ShellScript | undefined;
}

/** Never throws: what cannot be read is left out. */
export function parseDockerfile(document: Document, grammars: Grammars): DockerfileSyntax {
  const structure = readDockerfile(document.text);
  const scripts = new Map<Instruction, ShellScript | undefined>();
  const script = (instruction: Instruction): ShellScript | undefined => {
    if (!scripts.has(instruction)) scripts.set(instruction, scriptOf(instruction, structure.plain, grammars));
    return scripts.get(instruction);
  };
  return { document, ...structure, script };
}

function scriptOf(instruction: Instruction, plain: string, grammars: Grammars): ShellScript | undefined {
  const { form, args, argsSpan, heredocs, shell, keyword } = instruction;
  if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword) || args.length === 0) return undefined;
  if (form === 'exec') return commandScript(grammars, args, argsSpan);
  if (!shell) return undefined;
  const [heredoc] = heredocs;
  // `RUN <<EOF`: the body is the script, unless its first line names another interpreter.
  if (heredoc && /^\d*<<-?["']?\w+["']?$/.test(slice(plain, argsSpan).trim())) {
    const body = slice(plain, heredoc.body);
    const interpreter = /^\s*#!\s*(\S{1,200})(?:[ \t]+(\S{1,200}))?/.exec(body);
    const program = interpreter?.[1]?.endsWith('/env') ? interpreter[2] : interpreter?.[1];
    if (program !== undefined && !isShell(program.slice(program.lastIndexOf('/') + 1))) return undefined;
    return parseScript(grammars, body, heredoc.body.start, shell.pipefail);
  }
  const end = heredocs.length ? instruction.span.end : argsSpan.end;
  return parseScript(grammars, plain.slice(argsSpan.start, end), argsSpan.start, shell.pipefail);
}

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly next: number;
}

function lineAt(text: string, start: number): Line {
  const found = text.indexOf('\n', start);
  const next = found < 0 ? text.length : found + 1;
  let end = found < 0 ? text.length : found;
  if (text[end - 1] === '\r' && end > start) end--;
  return { start, end, next };
}

const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;

/** Never throws: what cannot be read is left out. */
export function readDockerfile(text: string): DockerfileStructure {
  const directives = directivesOf(text);
  const escape = directives.get('escape')?.value === '`' ? '`' : '\\';
  const { plain, logical } = logicalLines(text, escape);
  return { ...assemble(plain, logical, escape), directives, plain };
}

// https://docs.docker.com/reference/dockerfile/#parser-directives
function directivesOf(text: string): Map<string, { readonly value: string; readonly span: Span }> {
  const directives = new Map<string, { value: string; span: Span }>();
  for (let line = lineAt(text, 0); line.start < text.length; line = lineAt(text, line.next)) {
    const [, name, value] =
      /^\uFEFF?[ \t]*#[ \t]*([a-zA-Z]+)[ \t]*=[ \t]*(\S[^\r\n]*)$/.exec(text.slice(line.start, Math.min(line.end, line.start + 500))) ?? [];
    if (!name || value === undefined || directives.has(name.toLowerCase())) break;
    directives.set(name.toLowerCase(), { value: value.trimEnd(), span: { start: line.start, end: line.end } });
  }
  return directives;
}

interface Logical {
  readonly span: Span;
  readonly heredocs: readonly Heredoc[];
  /** The end of the instruction's own lines, before its heredocs. */
  readonly end: number;
}

/** Joins continued lines and finds heredocs. */
function logicalLines(text: string, escape: string): { plain: string; logical: Logical[] } {
  const continued = escape === '`' ? /(?:^|[^`])(`[ \t]*)$/ : /(?:^|[^\\])(\\[ \t]*)$/;
  const logical: Logical[] = [];
  const pieces: string[] = [];
  let line = lineAt(text, 0);
  const keep = ({ start, next }: Line): void => {
    pieces.push(text.slice(start, next));
  };
  while (line.start < text.length) {
    const content = text.slice(line.start, line.end);
    if (BLANK_OR_COMMENT.test(content)) {
      keep(line);
      line = lineAt(text, line.next);
      continue;
    }
    const start = line.start + (content.length - content.replace(/^\s+/, '').length);
    const from = pieces.length;
    const first = line.start;
    let end = line.end;
    for (;;) {
      const body = text.slice(line.start, line.end);
      const tail = continued.exec(body)?.[1];
      if (tail === undefined || line.next === line.end) {
        keep(line);
        end = line.end - (body.length - body.trimEnd().length);
        line = lineAt(text, line.next);
        break;
      }
      const kept = line.end - tail.length;
      // A backslash right before the line break, whatever stood between them.
      pieces.push(text.slice(line.start, kept), ' '.repeat(line.next - kept - 2), '\\\n');
      end = kept - (text.slice(line.start, kept).length - text.slice(line.start, kept).trimEnd().length);
      line = lineAt(text, line.next);
      while (line.start < text.length && BLANK_OR_COMMENT.test(text.slice(line.start, line.end))) {
        pieces.push(' '.repeat(line.next - line.start));
        line = lineAt(text, line.next);
      }
      if (line.start >= text.length) break;
    }
    const own = pieces
      .slice(from)
      .join('')
      .slice(start - first);
    const heredocs: Heredoc[] = [];
    let last = end;
    if (own.includes('<<') && /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i.test(own))
      for (const { name, expands, dash } of markersOf(own)) {
        const closing = closingLine(text, line, name, dash);
        if (!closing) break;
        heredocs.push({ name, expands, body: { start: line.start, end: closing.start } });
        pieces.push(text.slice(line.start, closing.next));
        last = closing.end;
        line = lineAt(text, closing.next);
      }
    logical.push({ span: { start, end: last }, heredocs, end });
  }
  return { plain: pieces.join(''), logical };
}

function* markersOf(own: string): Iterable<{ name: string; expands: boolean; dash: boolean }> {
  for (const { 1: dash, 2: quote, 3: name } of own.matchAll(/(?:^|[\s;&|(])\d?<<(-?)[ \t]*(["']?)([A-Za-z_]\w*)\2(?=[\s;&|)<>]|$)/g))
    if (name) yield { name, expands: !quote, dash: dash === '-' };
}

function closingLine(text: string, from: Line, name: string, dash: boolean): Line | undefined {
  for (let line = from; line.start < text.length; line = lineAt(text, line.next)) {
    const content = text.slice(line.start, line.end);
    if ((dash ? content.replace(/^\t+/, '') : content) === name) return line;
  }
  return undefined;
}

type Known = Map<string, string | undefined>;
type Stage = DockerStage & { readonly instructions: Instruction[]; readonly variables: Known };

function assemble(plain: string, logical: readonly Logical[], escape: string): Pick<DockerfileStructure, 'stages' | 'instructions'> {
  const instructions: Instruction[] = [];
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  const globals: Known = new Map();
  let shell: Instruction['shell'] = BOURNE;
  for (const line of logical) {
    const stage = stages.at(-1);
    // FROM sees what stands before the first stage, the others what their own stage knows.
    const inStage = stage !== undefined && !/^from\s/i.test(plain.slice(line.span.start, line.span.start + 5));
    const known = inStage ? stage.variables : globals;
    const reading: Reading = { plain, escape, known, inStage, stage: stages.length - 1, shell };
    const instruction = instructionOf(line, reading);
    if (!instruction) continue;
    if (instruction.keyword === 'FROM') {
      const base = instruction.args[0];
      const named = instruction.args[1]?.raw.toLowerCase() === 'as' ? instruction.args[2]?.raw : undefined;
      const parent = base?.text === undefined ? undefined : byName.get(base.text.toLowerCase());
      shell = parent ? (parent.instructions.at(-1)?.shell ?? parent.from.shell) : isWindows(base, escape) ? undefined : BOURNE;
      if (parent) for (const { keyword, args } of parent.instructions) if (keyword === 'SHELL') shell = shellOf(args);
      const from = { ...instruction, stage: stages.length, shell };
      instructions.push(from);
      const variables: Known = new Map(parent ? inherited(parent) : []);
      const begun: Stage = { index: stages.length, name: named, from, base, parent, instructions: [], variables };
      stages.push(begun);
      // Of two stages with one name the first counts.
      if (named !== undefined && !byName.has(named.toLowerCase())) byName.set(named.toLowerCase(), begun);
      continue;
    }
    instructions.push(instruction);
    stage?.instructions.push(instruction);
    if (instruction.keyword === 'SHELL') shell = shellOf(instruction.args);
    if (instruction.keyword === 'ENV') for (const { name, value } of instruction.pairs) known.set(name, value?.text);
    if (instruction.keyword === 'ARG')
      for (const { name, value } of instruction.pairs)
        known.set(name, value ? value.text : stage ? (globals.get(name) ?? known.get(name)) : undefined);
  }
  return { stages, instructions };
}

/** ENV passes on to the stages that build on one, ARG does not. */
function* inherited({ instructions, variables, parent }: DockerStage): Iterable<[string, string | undefined]> {
  if (parent) yield* inherited(parent);
  for (const { keyword, pairs } of instructions) if (keyword === 'ENV') for (const { name } of pairs) yield [name, variables.get(name)];
}

const BOURNE: Instruction['shell'] = { words: ['/bin/sh', '-c'], pipefail: false };

function shellOf(args: readonly DockerWord[]): Instruction['shell'] {
  const words = args.map(({ text = '' }) => text);
  const program = words[0]?.slice(words[0].lastIndexOf('/') + 1);
  return isShell(program) ? { words, pipefail: words.includes('pipefail') } : undefined;
}

const isWindows = (base: DockerWord | undefined, escape: string): boolean =>
  escape === '`' || /windows|nanoserver|servercore/i.test(base?.text ?? base?.raw ?? '');

interface Reading {
  readonly plain: string;
  readonly escape: string;
  readonly known: ReadonlyMap<string, string | undefined>;
  readonly inStage: boolean;
  readonly stage: number;
  readonly shell: Instruction['shell'];
}

const PAIRED = new Set(['ENV', 'ARG', 'LABEL']);
const JSON_FORMS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'COPY', 'ADD', 'HEALTHCHECK']);
const SHELL_TEXT = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

function instructionOf({ span, heredocs, end }: Logical, reading: Reading): Instruction | undefined {
  const { plain } = reading;
  const written = /^[A-Za-z]+/.exec(plain.slice(span.start, Math.min(end, span.start + 20)))?.[0];
  if (!written) return undefined;
  const keyword = written.toUpperCase();
  const keywordSpan = { start: span.start, end: span.start + written.length };
  let at = skipSpace(plain, keywordSpan.end, end);
  const common = { keyword, keywordSpan, span, heredocs, stage: reading.stage, shell: reading.shell };
  if (keyword === 'ONBUILD') {
    const trigger = instructionOf({ span: { start: at, end: span.end }, heredocs, end }, reading);
    return { ...common, flags: [], form: 'shell', argsSpan: { start: at, end }, args: [], pairs: [], trigger };
  }
  const flags: DockerFlag[] = [];
  while (plain.startsWith('--', at) && at < end && !PAIRED.has(keyword)) {
    const flag = wordAt(plain, at, end, reading);
    flags.push(flagOf(flag, reading));
    at = skipSpace(plain, flag.span.end, end);
  }
  if (keyword === 'HEALTHCHECK' && /^cmd\s/i.test(plain.slice(at, at + 4))) at = skipSpace(plain, at + 3, end);
  const argsSpan = { start: at, end: Math.max(at, end) };
  const items = JSON_FORMS.has(keyword) && plain[at] === '[' ? jsonItems(plain, argsSpan) : undefined;
  const pairs = PAIRED.has(keyword) ? [...pairsIn(argsSpan, keyword, reading)] : [];
  const args =
    items ?? (PAIRED.has(keyword) ? [] : wordsIn(plain, argsSpan, SHELL_TEXT.has(keyword) ? { ...reading, known: new Map() } : reading));
  return { ...common, flags, form: items ? 'exec' : 'shell', argsSpan, args, pairs, trigger: undefined };
}

function flagOf(word: DockerWord, reading: Reading): DockerFlag {
  const equals = word.raw.indexOf('=');
  if (equals < 0) return { name: word.raw.slice(2), span: word.span, value: undefined };
  const span = { start: word.span.start + equals + 1, end: word.span.end };
  return { name: word.raw.slice(2, equals), span: word.span, value: wordOf(span, reading) };
}

const isSpace = (unit: string | undefined): boolean => unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r' || unit === '\uFEFF';

/** Past white space and line continuations. */
function skipSpace(plain: string, from: number, end: number): number {
  let at = from;
  while (at < end && (isSpace(plain[at]) || (plain[at] === '\\' && plain[at + 1] === '\n'))) at++;
  return at;
}

function wordsIn(plain: string, { start, end }: Span, reading: Reading): DockerWord[] {
  const words: DockerWord[] = [];
  for (let at = skipSpace(plain, start, end); at < end;) {
    const word = wordAt(plain, at, end, reading);
    words.push(word);
    at = skipSpace(plain, word.span.end, end);
  }
  return words;
}

/** The word that begins at an offset: up to the next white space outside of quotes. */
function wordAt(plain: string, start: number, end: number, reading: Reading): DockerWord {
  return wordOf({ start, end: wordEnd(plain, start, end, reading.escape) }, reading);
}

function wordEnd(plain: string, start: number, end: number, escape: string): number {
  let quote: string | undefined;
  let at = start;
  for (; at < end; at++) {
    const unit = plain[at];
    if (unit === '\\' && plain[at + 1] === '\n') at++;
    else if (unit === escape && quote !== "'" && at + 1 < end) at++;
    else if (quote !== undefined) quote = unit === quote ? undefined : quote;
    else if (unit === '"' || unit === "'") quote = unit;
    else if (isSpace(unit)) break;
  }
  return Math.max(Math.min(at, end), Math.min(start + 1, end));
}

function wordOf(span: Span, { plain, escape, known, inStage }: Reading): DockerWord {
  const raw = slice(plain, span);
  const variables: string[] = [];
  let text: string | undefined = '';
  let pattern = '';
  const add = (piece: string | undefined): void => {
    text = text === undefined || piece === undefined ? undefined : text + piece;
    pattern += piece ?? '*';
  };
  let quote: string | undefined;
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charAt(at);
    if (unit === '\\' && raw[at + 1] === '\n') at++;
    else if (quote === "'") {
      if (unit === quote) quote = undefined;
      else add(unit);
    } else if (unit === escape && at + 1 < raw.length) {
      const next = raw.charAt(++at);
      add(quote === '"' && !/["\\$`]/.test(next) ? unit + next : next);
    } else if (unit === quote) quote = undefined;
    else if (!quote && (unit === '"' || unit === "'")) quote = unit;
    else if (unit === '$') {
      const expansion = /^\$(?:([A-Za-z_]\w{0,200})|\{([A-Za-z_]\w{0,200})(?:(:?[-+?])([^{}]{0,500}))?([^}]{0,500})\})/.exec(
        raw.slice(at, at + 1300),
      );
      if (!expansion) add(unit);
      else {
        const [whole, bare, braced, operator, operand = '', pattern = ''] = expansion;
        const name = bare ?? braced ?? '';
        variables.push(name);
        add(pattern ? undefined : expanded(name, operator, operand, known, inStage));
        at += whole.length - 1;
      }
    } else add(unit);
  }
  return { span, raw, text, pattern, variables };
}

// https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
const PLATFORM = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;

function expanded(
  name: string,
  operator: string | undefined,
  operand: string,
  known: ReadonlyMap<string, string | undefined>,
  inStage: boolean,
): string | undefined {
  // Before the first stage nothing but ARG sets a variable, so what was not declared is empty. Later the base image may.
  const undeclared = !known.has(name);
  const value = undeclared && !inStage && !PLATFORM.test(name) ? '' : known.get(name);
  const literal = operand.includes('$') ? undefined : operand.replace(/^(["'])(.*)\1$/, '$2');
  switch (operator) {
    case undefined:
    case '?':
    case ':?':
      return value;
    case '-':
    case ':-':
      return value === undefined || value === '' ? literal : value;
    default:
      return value === undefined ? undefined : value === '' ? '' : literal;
  }
}

/** ENV and LABEL: `name=value …`, or the old `name value with spaces`. */
function* pairsIn(span: Span, keyword: string, reading: Reading): Iterable<DockerPair> {
  const { plain } = reading;
  for (let at = skipSpace(plain, span.start, span.end), first = true; at < span.end; first = false) {
    const end = wordEnd(plain, at, span.end, reading.escape);
    const raw = plain.slice(at, end);
    const equals = raw.indexOf('=');
    const name = (equals < 0 ? raw : raw.slice(0, equals)).replace(/^(["'])(.*)\1$/, '$2');
    const nameSpan = { start: at, end: equals < 0 ? end : at + equals };
    if (equals < 0 && first && keyword !== 'ARG') {
      const value = { start: skipSpace(plain, end, span.end), end: span.end };
      if (value.start < value.end) yield { name, nameSpan, span, value: wordOf(value, reading) };
      return;
    }
    yield { name, nameSpan, span: { start: at, end }, value: equals < 0 ? undefined : wordOf({ start: at + equals + 1, end }, reading) };
    at = skipSpace(plain, end, span.end);
  }
}

/** The texts of a JSON array; undefined when it is none, which makes it a command in shell form. */
function jsonItems(plain: string, { start, end }: Span): DockerWord[] | undefined {
  const items: DockerWord[] = [];
  let at = skipSpace(plain, start + 1, end);
  if (plain[at] === ']') return at + 1 >= end ? items : undefined;
  for (;;) {
    if (plain[at] !== '"') return undefined;
    let close = at + 1;
    while (close < end && plain[close] !== '"') close += plain[close] === '\\' ? 2 : 1;
    if (close >= end) return undefined;
    const raw = plain.slice(at, close + 1);
    const text = parsedString(raw.replace(/\\\n/g, ''));
    if (text === undefined) return undefined;
    items.push({ span: { start: at, end: close + 1 }, raw, text, pattern: text, variables: [] });
    at = skipSpace(plain, close + 1, end);
    if (plain[at] === ']') return skipSpace(plain, at + 1, end) >= end ? items : undefined;
    if (plain[at] !== ',') return undefined;
    at = skipSpace(plain, at + 1, end);
  }
}

function parsedString(raw: string): string | undefined {
  try {
    return String(JSON.parse(raw));
  } catch {
    return undefined;
  }
}
