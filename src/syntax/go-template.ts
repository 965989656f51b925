import type { Expression, Guards, Piece } from '../model/chart.js';
import type { Span } from '../model/span.js';
import { type Action, actionsOf } from './templates.js';

/** A template of Go's `text/template` as Helm runs it: what its directives ask for, and under which conditions. */
export interface GoTemplate {
  /** The conditions of the branches around an offset. */
  guardsAt(offset: number): Guards;
  /** What is written within a span: texts and what directives give. */
  pieces(span: Span): readonly Piece[];
}

const UNKNOWN: Expression = { kind: 'unknown' };
const ROOT: Expression = { kind: 'values', path: [] };

/** What `.` stands for. At the top it is the root, of which `.Values` is a part. */
type Dot = Expression | 'root';

interface Scope {
  readonly guards: Guards;
  readonly dot: Dot;
  readonly variables: ReadonlyMap<string, Dot>;
}

interface Frame {
  readonly outer: Scope;
  /** Conditions of the branches before this one. */
  readonly before: readonly Expression[];
}

/** A directive with the scope behind it, and what it writes itself. */
interface Step extends Span {
  readonly scope: Scope;
  readonly writes: Expression | undefined;
}

const TOP: Scope = { guards: [], dot: 'root', variables: new Map() };
const DEEPEST = 200;

/** Never throws: what is not understood is unknown. */
export function parseGoTemplate(text: string): GoTemplate {
  const actions = [...actionsOf(text)];
  const steps = [...stepsOf(text, actions)];
  const scopeAt = (offset: number): Scope => {
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return steps[low - 1]?.scope ?? TOP;
  };
  return {
    guardsAt: (offset) => scopeAt(offset).guards,
    pieces(span) {
      const pieces: Piece[] = [];
      let at = span.start;
      const literal = (end: number): void => {
        if (end > at) pieces.push({ span: { start: at, end }, guards: scopeAt(at).guards, writes: text.slice(at, end) });
      };
      for (const { start, end, scope, writes } of steps) {
        if (start < span.start || end > span.end) continue;
        literal(start);
        at = end;
        if (writes) pieces.push({ span: { start, end }, guards: scope.guards, writes });
      }
      literal(span.end);
      return pieces;
    },
  };
}

function* stepsOf(text: string, actions: readonly Action[]): Iterable<Step> {
  const frames: Frame[] = [];
  const changing = new Set([...text.matchAll(/\$(\w{1,60})\s{0,10}=(?!=)/g)].map(([, name = '']) => name));
  let scope = TOP;
  for (const { start, end } of actions) {
    const source = text
      .slice(start + 2, end - 2)
      .replace(/^[-]\s?/, '')
      .replace(/\s?-$/, '')
      .trim();
    const [, word = '', rest = ''] =
      /^(if|else|end|range|with|define|block|break|continue)\b([\s\S]*)$/.exec(source)?.map((part) => part.trim()) ?? [];
    let writes: Expression | undefined;
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
      case 'define':
      case 'block': {
        if (frames.length > DEEPEST) return;
        frames.push({ outer: scope, before: [] });
        scope = entering(word, rest, scope, []);
        const last = frames.at(-1);
        if (last) frames[frames.length - 1] = { ...last, before: [conditionOf(rest, last.outer)] };
        break;
      }
      case 'else': {
        const frame = frames.at(-1);
        if (!frame) break;
        const [, again = '', condition = ''] = /^(if|with)\b([\s\S]*)$/.exec(rest)?.map((part) => part.trim()) ?? [];
        scope = entering(again, condition, frame.outer, frame.before);
        if (again) frames[frames.length - 1] = { ...frame, before: [...frame.before, conditionOf(condition, frame.outer)] };
        break;
      }
      case 'end':
        scope = frames.pop()?.outer ?? TOP;
        break;
      case 'break':
      case 'continue':
        break;
      default: {
        if (source.startsWith('/*')) break;
        const assigned = /^\$(\w{1,60})\s{0,20}:?=(?!=)([\s\S]*)$/.exec(source);
        if (!assigned) {
          writes = expressionOf(source, scope);
          break;
        }
        const [, name = '', value = ''] = assigned;
        scope = { ...scope, variables: new Map([...scope.variables, [name, changing.has(name) ? UNKNOWN : dotOf(value.trim(), scope)]]) };
      }
    }
    yield { start, end, scope, writes };
  }
}

/** What holds inside a branch. */
function entering(word: string, rest: string, outer: Scope, before: readonly Expression[]): Scope {
  const not = before.map((condition): Expression => ({ kind: 'call', name: 'not', args: [condition] }));
  const guards = [...outer.guards, ...not];
  switch (word) {
    case 'if':
    case 'with': {
      const condition = conditionOf(rest, outer);
      const variable = /^\$(\w{1,60})\s*:=/.exec(rest)?.[1];
      const variables = variable === undefined ? outer.variables : new Map([...outer.variables, [variable, condition]]);
      return { guards: [...guards, condition], dot: word === 'with' ? condition : outer.dot, variables };
    }
    case 'range': {
      // What is written for each of several, nobody knows; for none nothing is.
      const names = [...(/^((?:\$\w{1,60}[,\s]*){1,2}):?=/.exec(rest)?.[1] ?? '').matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
      return {
        guards: [...guards, conditionOf(rest, outer), UNKNOWN],
        dot: UNKNOWN,
        variables: new Map([...outer.variables, ...names.map((name) => [name, UNKNOWN] as const)]),
      };
    }
    case 'define':
    case 'block':
      return { guards: [...guards, UNKNOWN], dot: UNKNOWN, variables: new Map() };
    default:
      return { ...outer, guards };
  }
}

const conditionOf = (source: string, scope: Scope): Expression =>
  expressionOf(source.replace(/^(?:\$\w{1,60}[,\s]{0,4}){1,2}:?=\s*/, ''), scope);

function dotOf(source: string, scope: Scope): Dot {
  if (source === '$' || (source === '.' && scope.dot === 'root')) return 'root';
  return expressionOf(source, scope);
}

type Token =
  | { readonly kind: 'name' | 'variable' | 'mark'; readonly text: string }
  /** `glued` to what stands before it: `(.Values.a).b`. */
  | { readonly kind: 'field'; readonly text: string; readonly glued: boolean }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null };

function expressionOf(source: string, scope: Scope): Expression {
  const tokens = tokensOf(source);
  if (!tokens) return UNKNOWN;
  const reader = { tokens, at: 0 };
  const read = pipeline(reader, scope, 0);
  return reader.at === tokens.length && read !== 'root' ? read : UNKNOWN;
}

// The kinds of word that an expression has. https://pkg.go.dev/text/template#hdr-Pipelines
const TOKEN =
  /\s+|"((?:[^"\\\n]|\\.){0,500})"|`([^`]{0,500})`|([-+]?\d{1,15}(?:\.\d{1,9})?)(?![\w.])|(\$\w{0,60}(?:\.\w{1,100})*)|((?:\.\w{1,100})+|\.)|([A-Za-z_]\w{0,60})|([()|,])/y;

function tokensOf(source: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    const [, double, raw, number, variable, field, name, mark] = match;
    if (double !== undefined) tokens.push({ kind: 'literal', value: double.includes('\\') ? unescaped(double) : double });
    else if (raw !== undefined) tokens.push({ kind: 'literal', value: raw });
    else if (number !== undefined) tokens.push({ kind: 'literal', value: Number(number) });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable });
    else if (field !== undefined) tokens.push({ kind: 'field', text: field, glued: source[match.index - 1] === ')' });
    else if (name === 'true' || name === 'false') tokens.push({ kind: 'literal', value: name === 'true' });
    else if (name === 'nil') tokens.push({ kind: 'literal', value: null });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    if (tokens.length > DEEPEST) return undefined;
  }
  return tokens;
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) => ({ n: '\n', t: '\t' })[character] ?? character);

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
}

const isMark = (token: Token | undefined, text: string): boolean => token?.kind === 'mark' && token.text === text;

function pipeline(reader: Reading, scope: Scope, depth: number): Dot {
  if (depth > 40) return UNKNOWN;
  let value = command(reader, scope, depth, undefined);
  while (isMark(reader.tokens[reader.at], '|')) {
    reader.at += 1;
    value = command(reader, scope, depth, value);
  }
  return value;
}

function command(reader: Reading, scope: Scope, depth: number, piped: Dot | undefined): Dot {
  const first = reader.tokens[reader.at];
  if (first?.kind !== 'name') {
    const value = operand(reader, scope, depth);
    const next = reader.tokens[reader.at];
    const more = next !== undefined && !isMark(next, '|') && !isMark(next, ')');
    return piped !== undefined || more ? skipArguments(reader, scope, depth) : value;
  }
  reader.at += 1;
  const args: Expression[] = [];
  for (let next = reader.tokens[reader.at]; next && !isMark(next, '|') && !isMark(next, ')'); next = reader.tokens[reader.at])
    args.push(plain(operand(reader, scope, depth)));
  if (piped !== undefined) args.push(plain(piped));
  return called(first.text, args);
}

function skipArguments(reader: Reading, scope: Scope, depth: number): Dot {
  for (let next = reader.tokens[reader.at]; next && !isMark(next, '|') && !isMark(next, ')'); next = reader.tokens[reader.at])
    operand(reader, scope, depth);
  return UNKNOWN;
}

const plain = (dot: Dot): Expression => (dot === 'root' ? UNKNOWN : dot);

function called(name: string, args: readonly Expression[]): Expression {
  // `index .Values "a" "b"` is a path, too.
  if (name === 'index') {
    const [map, ...keys] = args;
    const path = keys.map((key) => (key.kind === 'literal' && typeof key.value === 'string' ? key.value : undefined));
    return map?.kind === 'values' && path.every((key) => key !== undefined) ? { kind: 'values', path: [...map.path, ...path] } : UNKNOWN;
  }
  return { kind: 'call', name, args };
}

function operand(reader: Reading, scope: Scope, depth: number): Dot {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  switch (token?.kind) {
    case 'literal':
      return token;
    case 'variable': {
      const [name = '', ...path] = token.text.slice(1).split('.');
      return below(name === '' ? 'root' : (scope.variables.get(name) ?? UNKNOWN), path);
    }
    case 'field':
      return below(scope.dot, token.text.split('.').filter(Boolean));
    case 'name':
      return called(token.text, []);
    case 'mark': {
      if (token.text !== '(') return UNKNOWN;
      const inner = pipeline(reader, scope, depth + 1);
      if (isMark(reader.tokens[reader.at], ')')) reader.at += 1;
      const next = reader.tokens[reader.at];
      if (next?.kind !== 'field' || !next.glued || next.text === '.') return inner;
      reader.at += 1;
      return below(inner, next.text.split('.').filter(Boolean));
    }
    case undefined:
      return UNKNOWN;
  }
}

function below(dot: Dot, path: readonly string[]): Dot {
  if (path.length === 0) return dot;
  if (dot === 'root') {
    const [first = '', ...rest] = path;
    if (first === 'Values') return rest.length ? { kind: 'values', path: rest } : ROOT;
    return first === 'Chart' && rest.length === 1 ? { kind: 'chart', field: rest[0] ?? '' } : UNKNOWN;
  }
  return dot.kind === 'values' ? { kind: 'values', path: [...dot.path, ...path] } : UNKNOWN;
}
