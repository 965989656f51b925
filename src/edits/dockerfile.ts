import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { oncePer } from '../model/once.js';
import { type Span, before, covers, slice } from '../model/span.js';
import { type DockerfileStructure, type Instruction, readDockerfile } from '../syntax/dockerfile.js';

/** What was read already: rules ask once for each finding of a document. */
const structureOf = oncePer(({ text }: Document): DockerfileStructure => readDockerfile(text));

const endOfLine = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** What may stand behind USER without needing root. */
const TAIL = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'EXPOSE', 'STOPSIGNAL', 'LABEL', 'ENV', 'VOLUME', 'ARG', 'ONBUILD', 'SHELL']);
const STARTS = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const NEEDS_ROOT = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/**
 * Switches a stage to another user behind everything that needs root: before the instructions that say what is started.
 * `first` are lines that create the user.
 */
export function switchUser(document: Document, stageIndex: number, user: string, first: readonly string[] = []): readonly TextEdit[] {
  const stage = structureOf(document).stages[stageIndex];
  if (!stage) return [];
  const { instructions } = stage;
  const last = instructions.findLastIndex(({ keyword }) => keyword === 'USER');
  const word = instructions[last]?.args[0];
  // Nothing that needs root comes behind it: the word itself is wrong.
  if (word && first.length === 0 && !instructions.slice(last + 1).some(({ keyword }) => NEEDS_ROOT.has(keyword)))
    return [{ span: word.span, text: user }];
  let from = instructions.length;
  while (from > 0 && TAIL.has(instructions[from - 1]?.keyword ?? '')) from--;
  const next = instructions.slice(from).find(({ keyword }) => STARTS.has(keyword));
  const lines = [...first, `USER ${user}`];
  return next ? [insertedBefore(document.text, next, lines)] : [insertedAfter(document.text, instructions.at(-1) ?? stage.from, lines)];
}

/** Lines of their own in front of an instruction and the comment that belongs to it. */
function insertedBefore(text: string, { span }: Instruction, lines: readonly string[]): TextEdit {
  const eol = endOfLine(text);
  let at = text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = text.slice(at, span.start);
  for (;;) {
    const above = text.lastIndexOf('\n', at - 2) + 1;
    if (at === 0 || !/^[ \t]*#(?![ \t]*(?:syntax|escape|check)[ \t]*=)/i.test(text.slice(above, at))) break;
    at = above;
  }
  const gap = at > 0 && text.slice(text.lastIndexOf('\n', at - 2) + 1, at).trim() === '';
  return { span: before(at), text: lines.map((line) => `${indent}${line}${eol}`).join('') + (gap ? eol : '') };
}

function insertedAfter(text: string, { span }: Instruction, lines: readonly string[]): TextEdit {
  const eol = endOfLine(text);
  const found = text.indexOf('\n', span.end);
  const end = found < 0 ? text.length : found - (text[found - 1] === '\r' ? 1 : 0);
  return { span: before(end), text: lines.map((line) => `${eol}${line}`).join('') };
}

/** A line of its own behind all other instructions of a stage, or before its CMD and ENTRYPOINT. `placeholder` is the part to choose. */
export function addInstruction(document: Document, stageIndex: number, line: string, placeholder?: string): readonly TextEdit[] {
  const stage = structureOf(document).stages[stageIndex];
  if (!stage) return [];
  const next = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const edit = next
    ? insertedBefore(document.text, next, [line])
    : insertedAfter(document.text, stage.instructions.at(-1) ?? stage.from, [line]);
  return [withPlaceholder(edit, placeholder)];
}

/** A line of its own before the instruction that stands at a span. */
export function addBefore(document: Document, span: Span, line: string): readonly TextEdit[] {
  const instruction = instructionAt(structureOf(document), span);
  return instruction ? [insertedBefore(document.text, instruction, [line])] : [];
}

/** Marks the part of an edit's text that a person has to choose. */
export function withPlaceholder(edit: TextEdit, placeholder: string | undefined): TextEdit {
  const start = placeholder === undefined ? -1 : edit.text.indexOf(placeholder);
  return start < 0 || placeholder === undefined ? edit : { ...edit, placeholder: { start, end: start + placeholder.length } };
}

const instructionAt = ({ instructions }: DockerfileStructure, { start }: Span): Instruction | undefined =>
  instructions.find(({ span }) => span.start === start);

/** Another command at the end of a RUN, laid out as its other commands are. */
export function appendCommand(document: Document, run: Span, command: string): readonly TextEdit[] {
  const structure = structureOf(document);
  const instruction = instructionAt(structure, run);
  if (!instruction || instruction.form === 'exec' || instruction.heredocs.length > 0) return [];
  const { text } = document;
  const end = instruction.argsSpan.end;
  const written = text.slice(instruction.span.start, end);
  const lines = written.split(/\r?\n/);
  // A comment at its end would swallow the command, and so would a quote that is not closed.
  if (/(?:^|\s)#[^'"]*$/.test(lines.at(-1) ?? '')) return [];
  const eol = endOfLine(text);
  const escape = structure.directives.get('escape')?.value === '`' ? '`' : '\\';
  const open = written.trimEnd().endsWith(';');
  if (lines.length === 1) return [{ span: before(end), text: open ? ` ${command}` : ` && ${command}` }];
  const isLeading = (line: string): boolean => /^\s*&&\s/.test(line);
  const leading = lines.findLast(isLeading);
  const trailing = (operator: RegExp): number => lines.findLastIndex((line, i) => i < lines.length - 1 && operator.test(line));
  const indentOf = (line: string | undefined): string => /^[ \t]*/.exec(line ?? '')?.[0] ?? '';
  const continued = ` ${escape}${eol}`;
  if (leading !== undefined && !open) return [{ span: before(end), text: `${continued}${indentOf(leading)}&& ${command}` }];
  for (const [pattern, operator] of [
    [/&&\s*[\\`]\s*$/, ' &&'],
    [/;\s*[\\`]\s*$/, ';'],
  ] as const) {
    const index = trailing(pattern);
    if (index >= 0)
      return [
        {
          span: before(end),
          text: `${open ? '' : operator}${continued}${indentOf(lines.slice(index + 1).find((line) => line.trim() && !line.trim().startsWith('#')))}${command}`,
        },
      ];
  }
  return [{ span: before(end), text: open ? ` ${command}` : `${continued}    && ${command}` }];
}

/** Another word for a command, behind the one that ends at a place; in the JSON form a text of its own. */
export function addOption(document: Document, slot: Span, option: string): readonly TextEdit[] {
  const instruction = structureOf(document).instructions.find(({ span }) => covers(span, slot));
  const isItem = instruction?.form === 'exec' && instruction.args.some(({ span }) => span.end === slot.end);
  return [{ span: slot, text: isItem ? `, ${JSON.stringify(option)}` : ` ${option}` }];
}

/** A command in shell form as a JSON array; its words hold nothing but quotes and escapes that a shell would take away. */
export const jsonForm = ({ text }: Document, command: Span, words: readonly Span[]): readonly TextEdit[] => [
  { span: command, text: `[${words.map((word) => JSON.stringify(unquoted(slice(text, word)))).join(', ')}]` },
];

function unquoted(raw: string): string {
  let result = '';
  let quote = '';
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charAt(at);
    const next = raw.charAt(at + 1);
    if (quote === "'" ? unit === "'" : quote === '"' && unit === '"') quote = '';
    else if (quote === '' && (unit === "'" || unit === '"')) quote = unit;
    else if (unit === '\\' && quote !== "'" && (quote === '' || /["\\$`\n]/.test(next))) {
      at++;
      if (next !== '\n') result += next;
    } else result += unit;
  }
  return result;
}

/** Takes a word out of a command or a JSON array, with the space or comma before it. */
export function removeWord(document: Document, span: Span): readonly TextEdit[] {
  const { text } = document;
  const quoted = text[span.start] === '"' && text[span.end - 1] === '"';
  const space = quoted
    ? /,\s{0,200}$/.exec(text.slice(Math.max(0, span.start - 201), span.start))
    : /[ \t]{1,200}$/.exec(text.slice(Math.max(0, span.start - 200), span.start));
  return space ? [{ span: { start: span.start - space[0].length, end: span.end }, text: '' }] : [];
}
