import type { Node } from '@vscode/tree-sitter-wasm';
import { type Document, baseName } from '../model/document.js';
import { type Span, covers, slice } from '../model/span.js';
import { type Value, text as textValue, unknown } from '../model/value.js';
import type { Grammars } from './grammars.js';

/** A word of a command as the shell takes it: quotes and escapes gone. */
export interface ShellWord {
  readonly span: Span;
  readonly raw: string;
  /** What it is known to be; undefined when an expansion or substitution is part of it. */
  readonly text: string | undefined;
  /** Names of the variables that it expands. */
  readonly variables: readonly string[];
  /** Commands whose output becomes part of it, or that it is a pipe to (`<(…)`). */
  readonly commands: readonly ShellCommand[];
  readonly value: Value;
}

export interface Assignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly value: ShellWord | undefined;
}

/** `sudo`, `env`, `exec`, `time`, …: what starts another command, with the options that it takes itself. */
export interface Prefix {
  readonly name: string;
  /** Its name and options, up to the command that it starts. */
  readonly span: Span;
  readonly words: readonly ShellWord[];
}

export interface Redirect {
  readonly operator: string;
  readonly target: ShellWord;
}

export interface ShellCommand {
  /** From its first word, prefixes included, to its last; no assignments before it, no redirections. */
  readonly span: Span;
  readonly prefixes: readonly Prefix[];
  /** The program's name without its folder; undefined when only run time knows it, or there is none. */
  readonly name: string | undefined;
  /** Name and arguments, without prefixes. */
  readonly words: readonly ShellWord[];
  /** `X=1 command`, `env X=1 command`, `export X=1`. */
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** What `sh -c '…'` or `eval '…'` runs. */
  readonly script: ShellScript | undefined;
}

export interface Pipeline {
  readonly span: Span;
  /** For each stage the commands in it: several for a group or a loop. */
  readonly stages: readonly (readonly ShellCommand[])[];
  /** Whether the failure of an earlier stage fails the pipeline: `set -o pipefail` stands before it. */
  readonly pipefail: boolean;
}

export interface ShellScript {
  readonly span: Span;
  /** Every command in the order of the text, those in substitutions and in `sh -c` included. */
  readonly commands: readonly ShellCommand[];
  readonly pipelines: readonly Pipeline[];
  /** The command, when it is the whole script and needs nothing of a shell: no expansion, redirection, list, assignment or pattern. */
  readonly plain: ShellCommand | undefined;
  /** The command, when it is the whole script, whatever it needs. */
  readonly single: ShellCommand | undefined;
  /** Whether parts could not be read. */
  readonly broken: boolean;
}

export interface ShellSyntax {
  readonly document: Document;
  /** Parsed when first asked for. */
  readonly script: ShellScript;
}

/** Never throws: what cannot be read is left out. */
export function parseShell(document: Document, grammars: Grammars): ShellSyntax {
  let script: ShellScript | undefined;
  return {
    document,
    get script() {
      return (script ??= parseScript(grammars, document.text));
    },
  };
}

/** What to add to an offset of a script to get one of its document; a fixed span when the text was escaped and cannot be mapped. */
export type Origin = number | Span;

/** Reads a script that stands in another document: a RUN instruction, a step of a pipeline. */
export function parseScript(grammars: Grammars, text: string, origin: Origin = 0, pipefail = false): ShellScript {
  return read(grammars, text, origin, pipefail, 0);
}

/** A command that is started without a shell, from its words: the JSON form of a Dockerfile or manifest. */
export function commandScript(grammars: Grammars, words: readonly Pick<ShellWord, 'span' | 'raw' | 'text'>[], span: Span): ShellScript {
  const reader = new Reader(grammars, '', 0, false, 0);
  const command = reader.started(
    words.map((word) => ({
      ...word,
      variables: [],
      commands: [],
      value: word.text === undefined ? unknown(word) : textValue(word, word.text),
    })),
  );
  return { span, commands: reader.commands, pipelines: reader.pipelines, plain: command, single: command, broken: false };
}

const EMPTY: Omit<ShellScript, 'span'> = { commands: [], pipelines: [], plain: undefined, single: undefined, broken: false };
const DEEPEST = 200;
const DEEPEST_SCRIPT = 4;

function read(grammars: Grammars, text: string, origin: Origin, pipefail: boolean, level: number): ShellScript {
  // Line ends of Windows would become part of the last word; offsets stay.
  const clean = text.includes('\r') ? text.replace(/\\\r\n/g, ' \\\n').replace(/\r/g, ' ') : text;
  const span = placed({ start: 0, end: text.length }, origin);
  if (level > DEEPEST_SCRIPT) return { ...EMPTY, span, broken: true };
  const tree = grammars.parse('bash', clean);
  try {
    const reader = new Reader(grammars, clean, origin, pipefail, level);
    reader.visit(tree.rootNode, 0);
    const [only, ...more] = children(tree.rootNode).filter(({ type }) => type !== 'comment');
    const [first] = reader.commands;
    const isAlone =
      only !== undefined &&
      more.length === 0 &&
      !tree.rootNode.hasError &&
      /^[\s;]*$/.test(clean.slice(only.endIndex).replace(/^[ \t]*#.*/gm, ''));
    const single = isAlone && /^(?:command|redirected_statement)$/.test(only.type) ? first : undefined;
    const plain =
      single && first && only?.type === 'command' && isPlain(single) && first.words.length + prefixWords(first) === children(only).length
        ? single
        : undefined;
    return { span, commands: reader.commands, pipelines: reader.pipelines, plain, single, broken: reader.broken || tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

const placed = ({ start, end }: Span, origin: Origin): Span =>
  typeof origin === 'number' ? { start: start + origin, end: end + origin } : origin;
const prefixWords = ({ prefixes }: ShellCommand): number => prefixes.reduce((sum, { words }) => sum + words.length, 0);

const isPlain = ({ words, prefixes, assignments, redirects }: ShellCommand): boolean =>
  assignments.length === 0 &&
  redirects.length === 0 &&
  [...prefixes.flatMap((prefix) => prefix.words), ...words].every(
    ({ text, raw }) =>
      text !== undefined &&
      (/^['"]/.test(raw) || !/[*?[\]{}~]/.test(raw)) &&
      !/^(?:\.|source|eval|export|set|cd|ulimit|trap|umask)$/.test(text),
  );

const children = (node: Node): Node[] => node.namedChildren.filter((child): child is Node => child !== null);

/** The nodes that words are made of; everything else below a command is a redirection or an assignment. */
const WORDS = new Set([
  'word', 'string', 'raw_string', 'ansi_c_string', 'translated_string', 'number', 'concatenation', 'simple_expansion', 'expansion',
  'command_substitution', 'process_substitution', 'arithmetic_expansion', 'brace_expression', 'command_name', 'variable_name', 'extglob_pattern', 'regex',
  'special_variable_name', 'test_operator',
]); // prettier-ignore

/** Programs that start the command in their arguments, with their options that take a value. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R', '--user', '--group', '--host', '--prompt', '--chdir'],
  doas: ['-u', '-C'],
  env: ['-u', '--unset', '-C', '--chdir', '-S'],
  exec: ['-a'],
  command: [],
  builtin: [],
  time: ['-f', '-o', '--format', '--output'],
  nice: ['-n', '--adjustment'],
  ionice: ['-c', '-n', '-p', '--class', '--classdata'],
  nohup: [],
  setsid: [],
  stdbuf: ['-i', '-o', '-e'],
  timeout: ['-s', '-k', '--signal', '--kill-after'],
  eatmydata: [],
  xargs: ['-a', '-d', '-E', '-I', '-L', '-n', '-P', '-s', '--arg-file', '--delimiter', '--max-args', '--max-procs', '--max-lines'],
};

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);

/** Whether a program reads commands in the language of the Bourne shell. */
export const isShell = (name: string | undefined): boolean => name !== undefined && SHELLS.has(name);

/** Walks a tree once and copies what it says, so that the tree can be freed. */
class Reader {
  readonly commands: ShellCommand[] = [];
  readonly pipelines: Pipeline[] = [];
  broken = false;
  readonly #grammars: Grammars;
  readonly #text: string;
  readonly #origin: Origin;
  readonly #level: number;
  #pipefail: boolean;

  constructor(grammars: Grammars, text: string, origin: Origin, pipefail: boolean, level: number) {
    this.#grammars = grammars;
    this.#text = text;
    this.#origin = origin;
    this.#pipefail = pipefail;
    this.#level = level;
  }

  visit(node: Node, depth: number): void {
    if (depth > DEEPEST) {
      this.broken = true;
      return;
    }
    switch (node.type) {
      case 'command':
      case 'declaration_command':
      case 'unset_command':
        this.#command(node, [], depth);
        return;
      case 'redirected_statement':
        this.#redirected(node, depth);
        return;
      case 'pipeline':
        this.#pipeline(node, depth);
        return;
      case 'comment':
      case 'heredoc_body':
        return;
      default:
        for (const child of children(node)) this.visit(child, depth + 1);
    }
  }

  /** States a command whose words are known already. */
  started(words: readonly ShellWord[]): ShellCommand {
    const command = this.#assembled(words, [], []);
    this.commands.push(command, ...(command.script?.commands ?? []));
    this.pipelines.push(...(command.script?.pipelines ?? []));
    return command;
  }

  #redirected(node: Node, depth: number): void {
    const body = node.childForFieldName('body');
    const rest = children(node).filter((child) => child.id !== body?.id);
    const redirects = rest.flatMap((child) => this.#redirects(child, depth));
    if (body?.type === 'command') this.#command(body, redirects, depth);
    else if (body) this.visit(body, depth + 1);
    // A heredoc's first line goes on: `cat <<EOF | sh && next`.
    for (const child of rest) if (child.type === 'heredoc_redirect') this.#afterHeredoc(child, body, depth);
  }

  #afterHeredoc(node: Node, body: Node | null, depth: number): void {
    const before = this.commands.slice(-1);
    for (const child of children(node)) {
      if (child.type === 'pipeline') {
        const stages = [before, ...this.#stages(children(child), depth)];
        this.pipelines.push({
          span: this.#at({ start: body?.startIndex ?? child.startIndex, end: child.endIndex }),
          stages,
          pipefail: this.#pipefail,
        });
      } else if (!/^(?:heredoc_|file_redirect|herestring_|file_descriptor)/.test(child.type) && !WORDS.has(child.type))
        this.visit(child, depth + 1);
    }
  }

  #redirects(node: Node, depth: number): Redirect[] {
    if (node.type === 'heredoc_redirect')
      return children(node).flatMap((child) => (child.type === 'file_redirect' ? this.#redirects(child, depth) : []));
    if (node.type !== 'file_redirect' && node.type !== 'herestring_redirect') return [];
    const target = node.childForFieldName('destination') ?? children(node).findLast(({ type }) => WORDS.has(type));
    if (!target) return [];
    const operator = this.#text.slice(node.startIndex, target.startIndex).trim().replace(/^\d+/, '');
    return [{ operator, target: this.#word(target, depth) }];
  }

  #pipeline(node: Node, depth: number): void {
    const pipefail = this.#pipefail;
    const stages = this.#stages(children(node), depth);
    this.pipelines.push({ span: this.#at(spanOf(node)), stages, pipefail });
  }

  #stages(nodes: readonly Node[], depth: number): ShellCommand[][] {
    return nodes.map((child) => {
      const from = this.commands.length;
      this.visit(child, depth + 1);
      return this.commands.slice(from);
    });
  }

  #command(node: Node, redirects: readonly Redirect[], depth: number): void {
    const assignments: Assignment[] = [];
    const words: ShellWord[] = [];
    const more: Redirect[] = [];
    // Substitutions run before the command, but readers meet the command first.
    const place = this.commands.length;
    for (const child of children(node)) {
      if (child.type === 'variable_assignment') assignments.push(this.#assignment(child, depth));
      else if (child.type.endsWith('redirect')) more.push(...this.#redirects(child, depth));
      else if (WORDS.has(child.type)) words.push(this.#word(child, depth));
    }
    const declares = node.type === 'declaration_command' || node.type === 'unset_command';
    if (declares)
      words.unshift(this.#literal({ start: node.startIndex, end: node.startIndex + (/^\w+/.exec(node.text)?.[0].length ?? 0) }));
    const command = this.#assembled(words, assignments, [...redirects, ...more]);
    this.commands.splice(place, 0, command);
    const { script } = command;
    if (script) {
      // What is substituted inside of the nested script is found again there.
      const outside = this.commands.splice(place + 1).filter(({ span }) => !covers(script.span, span));
      this.commands.push(...outside, ...script.commands);
      this.pipelines.push(...script.pipelines);
    }
    if (command.name === 'set') this.#pipefail = pipefailAfter(command, this.#pipefail);
  }

  #assembled(all: readonly ShellWord[], assigned: readonly Assignment[], redirects: readonly Redirect[]): ShellCommand {
    const assignments = [...assigned];
    const prefixes: Prefix[] = [];
    let words = all;
    for (let next = this.#prefixEnd(words, assignments); next > 0; next = this.#prefixEnd(words, assignments)) {
      const own = words.slice(0, next);
      const span = { start: own[0]?.span.start ?? 0, end: own.at(-1)?.span.end ?? 0 };
      prefixes.push({ name: nameOf(own[0]) ?? '', span, words: own });
      words = words.slice(next);
    }
    const name = nameOf(words[0]);
    const first = all[0]?.span ?? assignments[0]?.span ?? this.#at({ start: 0, end: 0 });
    const last = all.at(-1)?.span ?? assignments.at(-1)?.span ?? first;
    return {
      span: { start: first.start, end: Math.max(first.end, last.end) },
      prefixes,
      name,
      words,
      assignments,
      redirects,
      script: this.#nested(name, words),
    };
  }

  /** How many words belong to what only starts another command; 0 when the command itself comes first. */
  #prefixEnd(words: readonly ShellWord[], assignments: Assignment[]): number {
    const name = nameOf(words[0]);
    const valued = name !== undefined && Object.hasOwn(PREFIXES, name) ? PREFIXES[name] : undefined;
    if (!valued) return 0;
    const assigned: Assignment[] = [];
    let next = 1;
    for (let word = words[next]; word; word = words[++next]) {
      const variable = name === 'env' || name === 'sudo' ? /^(\w{1,200})=/.exec(word.raw)?.[1] : undefined;
      if (variable !== undefined) assigned.push(this.#assignedWord(word, variable));
      else if (word.text === undefined || !word.text.startsWith('-') || word.text === '-') break;
      else if (word.text === '--') {
        next++;
        break;
      } else if (valued.includes(word.text)) next++;
    }
    if (name === 'timeout') next++;
    if (next >= words.length) return 0;
    assignments.push(...assigned);
    return next;
  }

  /** `X=1` among the words of `env`. */
  #assignedWord(word: ShellWord, name: string): Assignment {
    const { span } = word;
    const isPlaced = typeof this.#origin === 'number';
    const nameSpan = isPlaced ? { start: span.start, end: span.start + name.length } : span;
    const valueSpan = isPlaced ? { start: nameSpan.end + 1, end: span.end } : span;
    const known = word.text?.slice(name.length + 1);
    const value = known === undefined ? unknown({ span: valueSpan }) : textValue({ span: valueSpan }, known);
    return { name, nameSpan, span, value: { ...word, span: valueSpan, raw: word.raw.slice(name.length + 1), text: known, value } };
  }

  /** What a shell is handed as text. */
  #nested(name: string | undefined, words: readonly ShellWord[]): ShellScript | undefined {
    let code: ShellWord | undefined;
    let pipefail = false;
    if (name === 'eval' && words.length === 2) code = words[1];
    else if (isShell(name)) {
      pipefail = words.some(({ text }) => text === 'pipefail');
      const flag = words.findIndex(({ text }, i) => i > 0 && text !== undefined && /^-[a-z]*c$/.test(text));
      if (flag > 0) code = words.slice(flag + 1).find(({ text }) => !text?.startsWith('-'));
    }
    if (!code || code.raw.length < 2) return undefined;
    const quote = code.raw[0];
    const whole = code.raw.slice(1, -1);
    if (
      typeof this.#origin === 'number' &&
      (quote === "'" || quote === '"') &&
      code.raw.endsWith(quote) &&
      !whole.includes(quote) &&
      !(quote === '"' && whole.includes('\\'))
    )
      return read(this.#grammars, whole, code.span.start + 1, pipefail, this.#level + 1);
    return code.text === undefined ? undefined : read(this.#grammars, code.text, code.span, pipefail, this.#level + 1);
  }

  #assignment(node: Node, depth: number): Assignment {
    const name = node.childForFieldName('name');
    const value = node.childForFieldName('value');
    return {
      name: name?.text ?? '',
      nameSpan: this.#at(name ? spanOf(name) : spanOf(node)),
      span: this.#at(spanOf(node)),
      value: value && value.type !== 'array' ? this.#word(value, depth) : undefined,
    };
  }

  #word(node: Node, depth: number): ShellWord {
    const from = this.commands.length;
    const pieces = this.#pieces(node, depth + 1);
    // Commands of a substitution stay in the list of all commands, too.
    const commands = this.commands.slice(from);
    const span = this.#at(spanOf(node));
    const raw = this.#text.slice(node.startIndex, node.endIndex);
    const text = pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : undefined;
    const variables = pieces.flatMap((piece) => (typeof piece === 'object' && piece.variable !== undefined ? [piece.variable] : []));
    return { span, raw, text, variables, commands, value: valueOf(pieces, span) };
  }

  #literal(span: Span): ShellWord {
    const raw = slice(this.#text, span);
    const at = this.#at(span);
    return { span: at, raw, text: raw, variables: [], commands: [], value: textValue({ span: at }, raw) };
  }

  #pieces(node: Node, depth: number): Piece[] {
    if (depth > DEEPEST) {
      this.broken = true;
      return [{}];
    }
    const raw = this.#text.slice(node.startIndex, node.endIndex);
    switch (node.type) {
      case 'word':
      case 'number':
      case 'variable_name':
      case 'special_variable_name':
      case 'regex':
      case 'extglob_pattern':
      case 'test_operator':
      case 'brace_expression':
        return [raw.replace(/\\\r?\n/g, '').replace(/\\([\s\S])/g, '$1')];
      case 'raw_string':
        return [raw.slice(1, -1)];
      case 'ansi_c_string':
        return [
          raw
            .slice(2, -1)
            .replace(/\\n/g, '\n')
            .replace(/\\t/g, '\t')
            .replace(/\\(['"\\])/g, '$1'),
        ];
      case 'command_name':
      case 'concatenation': {
        const parts = children(node);
        // What stands between the parts (a dollar alone, a bracket) is literal.
        return parts.length
          ? parts.flatMap((part, i) => [
              this.#text.slice(parts[i - 1]?.endIndex ?? node.startIndex, part.startIndex),
              ...this.#pieces(part, depth + 1),
            ])
          : [raw];
      }
      case 'translated_string':
      case 'string': {
        const start = node.startIndex + (node.type === 'string' ? 1 : 2);
        const pieces: Piece[] = [];
        let at = start;
        for (const part of children(node)) {
          if (part.type === 'string_content') continue;
          pieces.push(unescaped(this.#text.slice(at, part.startIndex)), ...this.#pieces(part, depth + 1));
          at = part.endIndex;
        }
        return [...pieces, unescaped(this.#text.slice(at, Math.max(at, node.endIndex - 1)))];
      }
      case 'simple_expansion':
        return [{ variable: raw.slice(1) }];
      case 'expansion': {
        const [, variable, operator, fallback] = /^\$\{(\w+)(?:(:?-)([^{}$`"'\\]*))?\}$/.exec(raw) ?? [];
        for (const part of children(node)) if (part.type === 'command_substitution') this.visit(part, depth + 1);
        if (variable) return [{ variable, ...(operator ? { fallback: fallback ?? '' } : {}) }];
        const named = /^\$\{[#!]?(\w+)/.exec(raw)?.[1];
        return [named === undefined ? {} : { variable: named, changed: true }];
      }
      default:
        for (const part of children(node)) this.visit(part, depth + 1);
        return [{}];
    }
  }

  #at(span: Span): Span {
    return placed(span, this.#origin);
  }
}

const spanOf = (node: Node): Span => ({ start: node.startIndex, end: node.endIndex });
const unescaped = (inside: string): string => inside.replace(/\\\r?\n/g, '').replace(/\\(["\\$`])/g, '$1');

/** A part of a word: text, or what is put in its place. */
type Piece = string | { readonly variable?: string; readonly fallback?: string; readonly changed?: boolean };

function valueOf(pieces: readonly Piece[], span: Span): Value {
  const parts = pieces.filter((piece) => piece !== '').map((piece) => pieceValue(piece, span));
  if (parts.every((part) => part.kind === 'text')) return textValue({ span }, parts.map((part) => part.text).join(''));
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'joined', parts, span };
}

function pieceValue(piece: Piece, span: Span): Value {
  if (typeof piece === 'string') return textValue({ span }, piece);
  if (piece.variable === undefined || piece.changed || !/^[A-Za-z_]/.test(piece.variable)) return unknown({ span });
  return {
    kind: 'env',
    name: piece.variable,
    span,
    ...(piece.fallback === undefined ? {} : { fallback: textValue({ span }, piece.fallback) }),
  };
}

const nameOf = (word: ShellWord | undefined): string | undefined => {
  if (!word) return undefined;
  // `$HOME/bin/tool`, `"${BIN}/tool"`: the folder is not known, the program is.
  const text = word.text ?? /^"?[^\s"]*[/]([\w.+-]+)"?$/.exec(word.raw)?.[1];
  return text === undefined ? undefined : baseName(text);
};

function pipefailAfter({ words }: ShellCommand, before: boolean): boolean {
  const index = words.findIndex(({ text }) => text === 'pipefail');
  const option = words[index - 1]?.text;
  return option === undefined ? before : /^-[a-zA-Z]*o$/.test(option) ? true : option === '+o' ? false : before;
}

/** Whether a command is given one of these options: `-y` (also within `-qy`), `--yes`, `--yes=…`. */
export const hasOption = ({ words }: Pick<ShellCommand, 'words'>, ...names: readonly string[]): boolean =>
  words.slice(1).some((word) => isOption(word, names));

const isOption = ({ text, raw }: ShellWord, names: readonly string[]): boolean => {
  const written = text ?? raw;
  return names.some((name) =>
    /^-[A-Za-z\d]$/.test(name)
      ? /^-[A-Za-z\d]+$/.test(written) && written.includes(name.slice(1))
      : written === name || written.startsWith(`${name}=`),
  );
};

/** What an option is given: `-r file`, `-rfile`, `--requirement file`, `--requirement=file`. */
export function optionValue({ words }: Pick<ShellCommand, 'words'>, ...names: readonly string[]): string | undefined {
  for (const [i, { text, raw }] of words.entries()) {
    const written = text ?? raw;
    for (const name of names) {
      if (written === name) return words[i + 1]?.text;
      if (
        name.startsWith('--') ? written.startsWith(`${name}=`) : written.startsWith(name) && written.length > 2 && !written.startsWith('--')
      )
        return written.slice(name.startsWith('--') ? name.length + 1 : name.length);
    }
  }
  return undefined;
}

/** The arguments that are no options and no options' values; `valued` names the options that take one. */
export function operandsOf({ words }: Pick<ShellCommand, 'words'>, valued: readonly string[] = []): readonly ShellWord[] {
  const operands: ShellWord[] = [];
  for (let i = 1; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const written = word.text ?? word.raw;
    if (written === '--') return [...operands, ...words.slice(i + 1)];
    if (valued.includes(written)) i++;
    else if (!written.startsWith('-') || written === '-') operands.push(word);
  }
  return operands;
}
