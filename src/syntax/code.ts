import type { Document } from '../model/document.js';
import { type Span, covers, slice } from '../model/span.js';
import { type Slot, type Value, text as textValue, unknown } from '../model/value.js';
import { type Declared, type Language, type Node, type Parameter, type Part, type Root, type Shape, spanOf } from './language.js';

/** A module that the document imports, or one name of it. */
export interface Import {
  readonly module: string;
  /** Absent when the whole module is bound; `*` when everything in it is. */
  readonly name?: string;
  readonly local: string;
  readonly span: Span;
}

/** A name that the document offers to others. */
export interface Export {
  readonly name: string;
  readonly expression: Expression | undefined;
  /** The name inside the document, or inside `from`. */
  readonly local: string | undefined;
  /** The module it is passed on from. */
  readonly from: string | undefined;
}

type Binding = Extract<Declared, { is: 'binding' }>;
type Definition = Extract<Declared, { is: 'function' | 'class' }>;

/** Node types that hold statements, in all grammars. */
const BLOCK =
  /^(?:module|program|source_file|block|statement_block|statement_list|constructor_body|class_body|switch_case|expression_case)$/;
/** How deep names and values are followed; a cycle ends there, too. */
const DEPTH = 12;
/** Calls that hand their argument through, as far as readers of configuration are concerned. */
const CONVERSIONS = new Set([
  'int',
  'str',
  'float',
  'bool',
  'Number',
  'String',
  'Boolean',
  'parseInt',
  'list',
  'tuple',
  'pydantic.SecretStr',
  'SecretStr',
]);
/** Methods after which a text or an environment variable is still what it was to us. */
const TRIMS = new Set(['strip', 'trim', 'lower', 'upper', 'toLowerCase', 'toString', 'rstrip', 'lstrip', 'split', 'TrimSpace']);

/** Something with a name of its own: the module, a class, a function, an arrow function bound to a name. */
export class Declaration {
  readonly kind: 'module' | 'class' | 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly enclosing: Declaration | undefined;
  readonly bindings = new Map<string, Binding[]>();
  readonly #code: CodeSyntax;
  readonly #definition: Definition | undefined;
  #parameters: readonly DeclaredParameter[] | undefined;
  #body: Span | undefined;

  constructor(code: CodeSyntax, definition: Definition | undefined, span: Span, enclosing: Declaration | undefined) {
    this.#code = code;
    this.#definition = definition;
    this.kind = definition?.is ?? 'module';
    this.name = definition?.name ?? '';
    this.nameSpan = definition?.nameNode ? spanOf(definition.nameNode) : { start: span.start, end: span.start };
    this.span = span;
    this.enclosing = enclosing;
  }

  get async(): boolean {
    return this.#definition?.async ?? false;
  }

  get parameters(): readonly DeclaredParameter[] {
    return (this.#parameters ??= (this.#definition?.parameters ?? []).map(
      (parameter) => new DeclaredParameter(this.#code, parameter, this),
    ));
  }

  /** Decorators and annotations, in their order. */
  get decorators(): readonly Expression[] {
    return (this.#definition?.decorators ?? []).map((node) => this.#code.expression(node, this.enclosing ?? this));
  }

  /** Qualified names of base classes and interfaces. */
  get bases(): readonly string[] {
    return (this.#definition?.bases ?? []).map((node) => this.#code.expression(node, this.enclosing ?? this).name);
  }

  /** The qualified name of the type that a method of Go is declared on. */
  get receiver(): string | undefined {
    const type = this.#definition?.receiver?.type;
    return type && this.#code.expression(type, this.enclosing ?? this).name;
  }

  /** The source between the signature and the end. */
  get body(): Span | undefined {
    if (this.#body) return this.#body;
    const body = this.#definition?.body;
    return body && (this.#body = spanOf(body));
  }

  /** The source of the body; of an arrow function without braces, what it gives back. */
  get text(): string {
    return this.body ? slice(this.#code.document.text, this.body) : '';
  }

  /** What a reader finds in the body, which it reads once as long as nobody edits it. */
  told<T>(reader: (text: string) => T): T {
    const node = this.#definition?.node;
    if (!node?.keeps) return reader(this.text);
    const told = (node.told ??= new Map());
    if (!told.has(reader)) told.set(reader, reader(this.text));
    return told.get(reader) as T;
  }

  /** Calls whose nearest or farther enclosing declaration is this one. */
  calls(...patterns: readonly string[]): readonly Call[] {
    return this.#code.callsWithin(this.span, ...(patterns.length ? patterns : ['*']));
  }

  /** From the outermost declaration to this one, joined by dots. */
  get path(): string {
    const outer = this.enclosing?.path ?? '';
    return outer && this.name ? `${outer}.${this.name}` : outer || this.name;
  }

  /** @internal */ parameter(name: string): Parameter | undefined {
    const receiver = this.#definition?.receiver;
    return receiver?.name === name ? receiver : this.#definition?.parameters.find((parameter) => parameter.name === name);
  }
}

/** What a function takes; each part is read when it is asked for. */
class DeclaredParameter {
  readonly name: string;
  readonly #code: CodeSyntax;
  readonly #parameter: Parameter;
  readonly #scope: Declaration;

  constructor(code: CodeSyntax, parameter: Parameter, scope: Declaration) {
    this.name = parameter.name;
    this.#code = code;
    this.#parameter = parameter;
    this.#scope = scope;
  }

  /** The qualified name of its type, `''` when it has none. */
  get type(): string {
    const { type } = this.#parameter;
    return type ? this.#code.expression(type, this.#scope).name : '';
  }

  get default(): Expression | undefined {
    const { value } = this.#parameter;
    return value && this.#code.expression(value, this.#scope);
  }

  get decorators(): readonly Expression[] {
    return this.#parameter.decorators.map((decorator) => this.#code.expression(decorator, this.#scope));
  }
}

/** A place in the code that has a value. Everything is computed when asked for; nothing may be kept after detection. */
export class Expression {
  readonly span: Span;
  readonly scope: Declaration;
  readonly #code: CodeSyntax;
  readonly #node: Node;
  #shape: Shape | undefined;

  constructor(code: CodeSyntax, node: Node, scope: Declaration) {
    this.#code = code;
    this.#node = node;
    this.scope = scope;
    this.span = spanOf(node);
  }

  get text(): string {
    return slice(this.#code.document.text, this.span);
  }

  /** What it is, looking through brackets, `await` and casts. */
  get shape(): Shape {
    return (this.#shape ??= this.#code.shapeOf(this.#node));
  }

  /** The qualified name: imports resolved, `app.get` of `app = FastAPI()` as `fastapi.FastAPI().get`; `''` when it has none. */
  get name(): string {
    return this.#code.nameOf(this.shape, this.scope, DEPTH);
  }

  get value(): Value {
    return this.#code.valueOf(this.#node, this.scope, DEPTH);
  }

  get call(): Call | undefined {
    return this.shape.is === 'call' ? this.#code.callOf(this.#code.innerOf(this.#node), this.shape, this.scope) : undefined;
  }

  /** The expression that a local name was bound to, or this one. */
  get resolved(): Expression {
    return this.#follow(DEPTH);
  }

  #follow(depth: number): Expression {
    if (depth === 0 || (this.shape.is !== 'name' && this.shape.is !== 'member')) return this;
    const bound = this.#code.boundTo(this.shape, this.scope);
    return bound ? new Expression(this.#code, bound.node, bound.scope).#follow(depth - 1) : this;
  }

  /** The function that is written here, or that the name stands for. */
  get function(): Declaration | undefined {
    if (this.shape.is === 'function') return this.#code.declarationAt(this.span);
    const { shape } = this;
    if (shape.is === 'name') return this.#code.declared(shape.name) ?? this.#followed?.function;
    if (shape.is === 'member') return this.#code.declared(shape.property, 'function');
    return undefined;
  }

  get #followed(): Expression | undefined {
    const { resolved } = this;
    return resolved.span.start === this.span.start ? undefined : resolved;
  }

  /** `a or b`, `a ?? b`: both sides. */
  get sides(): readonly [Expression, Expression] | undefined {
    const { shape } = this;
    return shape.is === 'either'
      ? [this.#code.expression(shape.left, this.scope), this.#code.expression(shape.right, this.scope)]
      : undefined;
  }

  /** `test ? yes : no`. */
  get choice(): { readonly test: string; readonly yes: Expression; readonly no: Expression } | undefined {
    const { shape } = this;
    if (shape.is !== 'choice') return undefined;
    return { test: shape.test.text, yes: this.#code.expression(shape.yes, this.scope), no: this.#code.expression(shape.no, this.scope) };
  }

  /** The elements of a list. */
  get items(): readonly Expression[] {
    const { shape } = this;
    return shape.is === 'list' ? shape.parts.map(({ value }) => this.#code.expression(value, this.scope)) : [];
  }

  /** What a list or map takes over from others: `...defaults`, `**options`. */
  get spreads(): readonly Expression[] {
    const { shape } = this;
    if (shape.is !== 'list' && shape.is !== 'map') return [];
    return shape.parts.filter(({ spread }) => spread).map(({ value }) => this.#code.expression(value, this.scope));
  }

  /** The entries of a map whose keys are plain. */
  get entries(): readonly Entry[] {
    const { shape } = this;
    return shape.is === 'map' ? entriesOf(this.#code, shape.parts, this.scope) : [];
  }

  entry(key: string): Entry | undefined {
    return this.entries.findLast(({ name }) => name === key);
  }

  /** The value under a key; unknown when the map spreads another one and does not name the key itself. */
  option(key: string): Value | undefined {
    const { shape } = this;
    const entry = this.entry(key);
    if (entry) return entry.expression.value;
    if (shape.is === 'map') return shape.parts.some(({ spread }) => spread) ? unknown(this) : undefined;
    return unknown(this);
  }

  /** Where a new first entry of a map would be written; undefined when this is no map. */
  firstProperty(before: string): Slot | undefined {
    const { shape } = this;
    if (shape.is !== 'map') return undefined;
    const first = shape.parts[0];
    if (!first) return { span: shape.brackets, before: ` ${before}`, after: ' ' };
    const { startIndex: start } = first.node;
    return {
      span: { start, end: start },
      before,
      after: lineIndent(this.#code.document.text, start) ? `,${gap(this.#code.document.text, start)}` : ', ',
    };
  }

  /** Where a new last element of a list or map would be written; undefined when this is neither. */
  lastElement(before = ''): Slot | undefined {
    const { shape } = this;
    return shape.is === 'map' || shape.is === 'list' ? lastSlot(this.#code.document.text, shape.parts, shape.brackets, before) : undefined;
  }

  /** The conditions of the branches that this stands in, innermost first, up to its function. */
  get conditions(): readonly string[] {
    return this.#code.conditionsOf(this.#node);
  }

  /** Whether it runs only when the file itself is started. */
  get inMain(): boolean {
    return this.#code.inMain(this.span);
  }

  /** The statement that it is a part of: what stands directly in a block. */
  get statement(): Span {
    let node = this.#node;
    for (let parent = node.parent; parent && !BLOCK.test(parent.type); parent = node.parent) node = parent;
    return spanOf(node);
  }
}

/** `name: value` in a map, an argument list, a list of bindings. */
export interface Entry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly expression: Expression;
  readonly span: Span;
}

function entriesOf(code: CodeSyntax, parts: readonly Part[], scope: Declaration): readonly Entry[] {
  return parts.flatMap(({ name, key, value, node }) =>
    name === undefined || !key ? [] : [{ name, nameSpan: spanOf(key), expression: code.expression(value, scope), span: spanOf(node) }],
  );
}

/** The white space before an offset when nothing else stands before it on its line. */
function lineIndent(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = text.slice(start, offset);
  return start > 0 && /^[ \t]+$/.test(indent) ? indent : undefined;
}

const gap = (text: string, offset: number): string => {
  const line = text.lastIndexOf('\n', offset - 1);
  return text.slice(text[line - 1] === '\r' ? line - 1 : line, offset);
};

function lastSlot(text: string, parts: readonly Part[], brackets: Span, before: string): Slot {
  const last = parts.at(-1)?.node;
  if (!last) return { span: brackets, before, after: '' };
  const at = { start: last.endIndex, end: last.endIndex };
  return { span: at, before: `,${lineIndent(text, last.startIndex) === undefined ? ' ' : gap(text, last.startIndex)}${before}`, after: '' };
}

/** A call, a construction (`new X()`, `&X{}`), a decorator or an annotation. */
export class Call {
  readonly scope: Declaration;
  readonly #code: CodeSyntax;
  readonly #node: Node;
  readonly #shape: Extract<Shape, { is: 'call' }>;
  #span: Span | undefined;
  #name: string | undefined;
  #receiver: Expression | undefined;
  #args: readonly Expression[] | undefined;

  constructor(code: CodeSyntax, node: Node, shape: Extract<Shape, { is: 'call' }>, scope: Declaration) {
    this.#code = code;
    this.#node = node;
    this.#shape = shape;
    this.scope = scope;
  }

  get span(): Span {
    return (this.#span ??= spanOf(this.#node));
  }

  get calleeSpan(): Span {
    return this.#shape.calleeSpan;
  }

  get constructs(): boolean {
    return this.#shape.constructs ?? false;
  }

  /** The qualified name of what is called. */
  get name(): string {
    return (this.#name ??= this.#code.nameOf(this.#shape.callee, this.scope, DEPTH));
  }

  /** The last part of the name as written: `get` of `app.get(…)`. */
  get method(): string {
    const { callee } = this.#shape;
    return callee.is === 'member' ? callee.property : callee.is === 'name' ? callee.name : '';
  }

  /** `app` of `app.get(…)` and of `app[method](…)`. */
  get receiver(): Expression | undefined {
    const { callee } = this.#shape;
    if (callee.is !== 'member' && callee.is !== 'index') return undefined;
    return (this.#receiver ??= this.#code.expression(callee.object, this.scope));
  }

  /** Positional arguments. In Go and Java annotations, none when the parts are named. */
  get args(): readonly Expression[] {
    return (this.#args ??= this.#shape.parts
      .filter(({ name, spread }) => name === undefined && !spread)
      .map(({ value }) => this.#code.expression(value, this.scope)));
  }

  arg(index: number): Expression | undefined {
    return this.args[index];
  }

  /** Named arguments. */
  get options(): readonly Entry[] {
    return entriesOf(this.#code, this.#shape.parts, this.scope);
  }

  entry(name: string): Entry | undefined {
    return this.options.find((option) => option.name === name);
  }

  /** The value of a named argument; unknown when the call spreads others (`**options`) and does not name this one. */
  option(name: string): Value | undefined {
    return this.entry(name)?.expression.value ?? (this.spreads ? unknown(this) : undefined);
  }

  /** Whether arguments come from somewhere that cannot be seen. */
  get spreads(): boolean {
    return this.#shape.parts.some(({ spread }) => spread);
  }

  /** Inside the brackets; undefined for an annotation without any. */
  get brackets(): Span | undefined {
    return this.#shape.brackets;
  }

  /** Where the first argument would be written; undefined when there is one already. */
  onlyArgument(before = '', after = ''): Slot | undefined {
    const { brackets, parts } = this.#shape;
    return brackets && parts.length === 0 ? { span: brackets, before, after } : undefined;
  }

  /** Where a further argument would be written, on a line of its own where the last one has one. */
  lastArgument(before = ''): Slot | undefined {
    const { brackets, parts } = this.#shape;
    return brackets && lastSlot(this.#code.document.text, parts, brackets, before);
  }

  /** The variable, attribute or field that receives the result: `app` of `app = FastAPI()`. */
  get target(): string | undefined {
    return this.#code.targetOf(this.#node);
  }

  /** The function, class or field that this decorates. */
  get decorated(): Declaration | undefined {
    return this.#code.decoratedBy(this.span);
  }

  get conditions(): readonly string[] {
    return this.#code.conditionsOf(this.#node);
  }

  get inMain(): boolean {
    return this.#code.inMain(this.span);
  }

  get expression(): Expression {
    return new Expression(this.#code, this.#node, this.scope);
  }
}

/** A value that code gives a name: an assignment, a map's entry, a named argument, a parameter's default. */
export interface NamedValue extends Entry {
  readonly by: 'assignment' | 'entry' | 'argument' | 'default';
  /** The map that an entry stands in. */
  readonly map?: Expression | undefined;
  readonly scope: Declaration;
  readonly decorators: readonly Expression[];
}

/** What the nodes of a named value are. */
interface Naming {
  readonly name: string;
  readonly nameNode: Node;
  readonly value: Node;
  /** Where all of it begins and ends. */
  readonly from: Node;
  readonly to: Node;
  readonly by: NamedValue['by'];
  readonly map?: Expression | undefined;
  readonly decorators?: readonly Node[] | undefined;
}

/** A named value, read when somebody asks: of most the name says that nobody wants them. */
class NamedNode implements NamedValue {
  readonly scope: Declaration;
  readonly #code: CodeSyntax;
  readonly #naming: Naming;
  #expression: Expression | undefined;

  constructor(code: CodeSyntax, scope: Declaration, naming: Naming) {
    this.#code = code;
    this.scope = scope;
    this.#naming = naming;
  }

  get name(): string {
    return this.#naming.name;
  }

  get by(): NamedValue['by'] {
    return this.#naming.by;
  }

  get nameSpan(): Span {
    return spanOf(this.#naming.nameNode);
  }

  get expression(): Expression {
    return (this.#expression ??= this.#code.expression(this.#naming.value, this.scope));
  }

  get span(): Span {
    return { start: this.#naming.from.startIndex, end: this.#naming.to.endIndex };
  }

  get map(): Expression | undefined {
    return this.#naming.map;
  }

  get decorators(): readonly Expression[] {
    return (this.#naming.decorators ?? []).map((node) => this.#code.expression(node, this.scope));
  }
}

/** A node with the innermost declaration around it. */
interface Scoped {
  readonly node: Node;
  readonly scope: Declaration;
}

interface CallEntry extends Scoped {
  end?: number;
  call?: Call;
}

interface NumberedCall {
  readonly number: number;
  readonly call: Call;
}

/** The index of the first entry that begins at an offset or behind it. */
function firstFrom(entries: readonly Scoped[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.node.startIndex ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const compiled = new Map<string, RegExp>();
function matcher(pattern: string): RegExp {
  let regex = compiled.get(pattern);
  if (!regex) {
    regex = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
    compiled.set(pattern, regex);
  }
  return regex;
}

/** Whether a name fits one of the patterns; undefined where every name does, so that none has to be found out. */
function matching(patterns: readonly string[]): ((name: string) => boolean) | undefined {
  if (patterns.includes('*')) return undefined;
  const matchers = patterns.map(matcher);
  return (name) => matchers.some((regex) => regex.test(name));
}

/** A source file's structure, the same for every language: names are qualified, values known as far as the file tells. */
export class CodeSyntax {
  readonly document: Document;
  readonly language: Language['name'];
  readonly module: Declaration;
  readonly declarations: readonly Declaration[];
  readonly importList: readonly Import[];
  readonly #language: Language;
  readonly #root: Root;
  readonly #shapes = new Map<number, Shape>();
  readonly #calls: CallEntry[] = [];
  readonly #pairs: Scoped[] = [];
  readonly #made = new Map<number, Call>();
  #every: readonly Call[] | undefined;
  #byCallee: ReadonlyMap<string, readonly NumberedCall[]> | undefined;
  readonly #namesOfModule = new Map<string, string | undefined>();
  #namedValues: readonly NamedValue[] | undefined;
  #assignments: readonly NamedValue[] | undefined;
  #decorated: ReadonlyMap<number, Declaration> | undefined;
  #byName: Map<string, Declaration[]> | undefined;
  #exported: readonly Export[] | undefined;
  readonly #exports: { readonly draft: Extract<Declared, { is: 'export' }>; readonly scope: Declaration }[] = [];
  readonly #imports = new Map<string, Import>();
  readonly #main: Span[] = [];
  readonly #held = new Map<readonly Binding[], { readonly binding: Binding; readonly single: boolean }>();
  readonly #targets = new Map<number, string>();
  readonly #assigned: { readonly binding: Binding; readonly scope: Declaration }[] = [];

  constructor(document: Document, language: Language, root: Root) {
    this.document = document;
    this.language = language.name;
    this.#language = language;
    this.#root = root;
    this.module = new Declaration(this, undefined, { start: 0, end: document.text.length }, undefined);
    const declarations = [this.module];
    const imports: Import[] = [];
    const stack = [this.module];
    const groups = new Map<string, Scoped[]>([
      ...language.calls.map((type) => [type, this.#calls] as const),
      ...language.pairs.map((type) => [type, this.#pairs] as const),
    ]);

    // Of calls and pairs no more than the type is asked here: each question crosses into WASM.
    for (const node of this.#root.descendantsOfType([...language.declarations, ...groups.keys()])) {
      if (!node) continue;
      while (stack.length > 1 && node.startIndex >= (stack.at(-1)?.span.end ?? 0)) stack.pop();
      const scope = stack.at(-1) ?? this.module;
      const group = groups.get(node.type);
      if (group) {
        group.push({ node, scope });
        continue;
      }
      for (const declared of this.#declared(node)) {
        switch (declared.is) {
          case 'import': {
            const { module, name, local } = declared;
            const entry: Import = { module, local, span: spanOf(declared.node), ...(name === undefined ? {} : { name }) };
            imports.push(entry);
            if (local) this.#imports.set(local, entry);
            break;
          }
          case 'binding': {
            const holder = /^(?:self|this|cls)\./.test(declared.name) ? classOf(scope) : scope;
            const known = holder.bindings.get(declared.name);
            if (known) known.push(declared);
            else holder.bindings.set(declared.name, [declared]);
            this.#assigned.push({ binding: declared, scope });
            // Of `const app = module.exports = express()` the first name counts.
            const value = declared.value && !declared.each ? this.#inner(declared.value).id : undefined;
            if (value !== undefined && !this.#targets.has(value)) this.#targets.set(value, declared.name);
            break;
          }
          case 'function':
          case 'class': {
            const declaration = new Declaration(this, declared, spanOf(declared.node), scope);
            declarations.push(declaration);
            stack.push(declaration);
            break;
          }
          case 'export':
            this.#exports.push({ draft: declared, scope });
            break;
          case 'main':
            this.#main.push(spanOf(declared.node));
            break;
        }
      }
    }
    this.declarations = declarations;
    this.importList = imports;
  }

  /** Whether the module, or a part of it, is imported: `fastapi` for `fastapi.middleware.cors`. */
  imports(module: string): boolean {
    return this.importList.some(
      (entry) => within(module, entry.module) || (entry.name !== undefined && within(module, `${entry.module}.${entry.name}`)),
    );
  }

  /** Calls by the qualified name of what is called, in the order of the document; `*` in a pattern stands for any characters. */
  calls(...patterns: readonly string[]): readonly Call[] {
    if (patterns.includes('*')) return this.#everyCall;
    const [only = ''] = patterns;
    if (patterns.length === 1 && !only.includes('*')) return this.#callsByName.get(only)?.map(({ call }) => call) ?? [];
    const matchers = patterns.map(matcher);
    const found: NumberedCall[] = [];
    for (const [name, calls] of this.#callsByName) if (matchers.some((regex) => regex.test(name))) found.push(...calls);
    return found.sort((a, b) => a.number - b.number).map(({ call }) => call);
  }

  get #everyCall(): readonly Call[] {
    return (this.#every ??= this.#calls.flatMap((entry) => this.#call(entry) ?? []));
  }

  /** Most questions are for a few names of many. */
  get #callsByName(): ReadonlyMap<string, readonly NumberedCall[]> {
    if (this.#byCallee) return this.#byCallee;
    const named = new Map<string, NumberedCall[]>();
    for (const [number, call] of this.#everyCall.entries()) {
      const known = named.get(call.name);
      if (known) known.push({ number, call });
      else named.set(call.name, [{ number, call }]);
    }
    return (this.#byCallee = named);
  }

  /** @internal The same for the calls that stand inside a span. */ callsWithin(
    span: Span,
    ...patterns: readonly string[]
  ): readonly Call[] {
    const named = matching(patterns);
    const found: Call[] = [];
    for (let i = firstFrom(this.#calls, span.start); i < this.#calls.length; i++) {
      const entry = this.#calls[i];
      if (!entry || entry.node.startIndex >= span.end) break;
      const call = this.#call(entry);
      if (call && (entry.end ??= entry.node.endIndex) <= span.end && (named?.(call.name) ?? true)) found.push(call);
    }
    return found;
  }

  /** @internal The same for the same, so that it is found out once what it calls. */ callOf(
    node: Node,
    shape: Extract<Shape, { is: 'call' }>,
    scope: Declaration,
  ): Call {
    const known = this.#made.get(node.id);
    if (known?.scope === scope) return known;
    const call = new Call(this, node, shape, scope);
    if (!known) this.#made.set(node.id, call);
    return call;
  }

  #call(entry: CallEntry): Call | undefined {
    if (!entry.call) {
      const shape = this.#shape(entry.node);
      if (shape.is === 'call') entry.call = this.callOf(entry.node, shape, entry.scope);
    }
    return entry.call;
  }

  #declared(node: Node): Iterable<Declared> {
    return node.keeps ? (node.declared ??= [...this.#language.declares(node)]) : this.#language.declares(node);
  }

  /** What a node is. Each is asked several times, and each time anew it would cross into WASM a dozen times. */
  #shape(node: Node): Shape {
    if (node.keeps) return (node.shape ??= this.#language.shape(node));
    let shape = this.#shapes.get(node.id);
    if (!shape) this.#shapes.set(node.id, (shape = this.#language.shape(node)));
    return shape;
  }

  /** Every name that is given a value, in the order of the document. */
  namedValues(): Iterable<NamedValue> {
    return (this.#namedValues ??= [...this.assignments(), ...this.#pairedValues()]);
  }

  /** Those of them that are assigned: entries and arguments, which are many more, are not looked at. */
  assignments(): readonly NamedValue[] {
    return (this.#assignments ??= [...this.#assignedValues()]);
  }

  *#assignedValues(): Iterable<NamedValue> {
    const seen = new Set<number>();
    for (const { binding, scope } of this.#assigned) {
      if (!binding.value || binding.property !== undefined || binding.each) continue;
      const key = binding.nameNode.startIndex;
      if (seen.has(key)) continue;
      seen.add(key);
      const { name, nameNode, value, decorators } = binding;
      yield new NamedNode(this, scope, { name, nameNode, value, from: nameNode, to: value, by: 'assignment', decorators });
    }
  }

  *#pairedValues(): Iterable<NamedValue> {
    const maps = new Map<number, Expression>();
    for (const { node, scope } of this.#pairs) {
      const name = node.childForFieldName('key') ?? node.childForFieldName('name');
      const value = node.childForFieldName('value');
      if (!name || !value) continue;
      const shape = this.#shape(this.#inner(name));
      const plain = shape.is === 'text' && shape.parts.length === 1 ? shape.parts[0] : undefined;
      const title = typeof plain === 'string' ? plain : shape.is === 'text' ? undefined : name.text;
      if (title === undefined) continue;
      const { parent } = node;
      let map = parent ? maps.get(parent.id) : undefined;
      if (parent && !map && this.#shape(parent).is === 'map') maps.set(parent.id, (map = this.expression(parent, scope)));
      const by = map ? 'entry' : node.type.endsWith('parameter') ? 'default' : 'argument';
      yield new NamedNode(this, scope, { name: title, nameNode: name, value: this.#inner(value), from: node, to: node, by, map });
    }
  }

  /** What a local name (`context`, `self.session`) was first given, as seen from a scope. */
  bound(name: string, scope: Declaration): Expression | undefined {
    const found = this.#binding(name, scope);
    return found?.binding.value && this.expression(found.binding.value, found.scope);
  }

  get exports(): readonly Export[] {
    return (this.#exported ??= this.#exports.map(({ draft, scope }) => ({
      name: draft.name,
      expression: draft.value && this.expression(draft.value, scope),
      local: draft.local,
      from: draft.from,
    })));
  }

  expression(node: Node, scope: Declaration): Expression {
    return new Expression(this, node, scope);
  }

  /** The expression that stands at exactly this span; undefined inside comments and texts, and where none begins or ends there. */
  expressionAt(span: Span): Expression | undefined {
    const node = this.#root.namedDescendantForIndex(span.start, span.end);
    if (node?.startIndex !== span.start || node.endIndex !== span.end || node.type.endsWith('comment')) return undefined;
    return this.expression(node, this.declarationAt(span) ?? this.module);
  }

  /** The innermost call whose brackets hold the offset. */
  callAround(offset: number): Call | undefined {
    for (let i = firstFrom(this.#calls, offset + 1) - 1; i >= 0; i--) {
      const entry = this.#calls[i];
      if (!entry || (entry.end ??= entry.node.endIndex) < offset) continue;
      const call = this.#call(entry);
      if (call?.brackets && call.brackets.start <= offset && offset <= call.brackets.end) return call;
    }
    return undefined;
  }

  /** The first function or class of a name, or only a function, or only a class. */
  declared(name: string, kind?: 'function' | 'class'): Declaration | undefined {
    if (name === '') return undefined;
    if (!this.#byName) {
      this.#byName = new Map();
      for (const declaration of this.declarations) {
        if (declaration.kind === 'module') continue;
        const known = this.#byName.get(declaration.name);
        if (known) known.push(declaration);
        else this.#byName.set(declaration.name, [declaration]);
      }
    }
    return this.#byName.get(name)?.find((declaration) => kind === undefined || declaration.kind === kind);
  }

  /** The innermost declaration that covers the span. */
  declarationAt(span: Span): Declaration | undefined {
    // In the order of their starts: the last that begins before, or one around it.
    let [low, high] = [0, this.declarations.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.declarations[middle]?.span.start ?? 0) <= span.start) low = middle + 1;
      else high = middle;
    }
    let declaration = this.declarations[low - 1];
    while (declaration && !covers(declaration.span, span)) declaration = declaration.enclosing;
    return declaration;
  }

  /** The declaration one of whose decorators stands at the span. */
  decoratedBy(span: Span): Declaration | undefined {
    this.#decorated ??= new Map(
      this.declarations
        .toReversed()
        .flatMap((declaration) => declaration.decorators.map((decorator) => [decorator.span.start, declaration])),
    );
    return this.#decorated.get(span.start);
  }

  inMain(span: Span): boolean {
    if (this.document.path.endsWith('__main__.py')) return true;
    return this.#main.some((main) => covers(main, span));
  }

  /** @internal */ targetOf(node: Node): string | undefined {
    return this.#targets.get(node.id);
  }

  /** @internal */ conditionsOf(node: Node): readonly string[] {
    const conditions: string[] = [];
    let child = node;
    for (let parent = node.parent; parent; parent = parent.parent) {
      const condition = this.#language.condition(parent, child);
      if (condition !== undefined) conditions.push(condition);
      child = parent;
    }
    return conditions;
  }

  /** @internal */ innerOf(node: Node): Node {
    return this.#inner(node);
  }

  /** @internal */ shapeOf(node: Node): Shape {
    return this.#shape(this.#inner(node));
  }

  /** Looks through brackets, `await`, casts. */
  #inner(node: Node): Node {
    let current = node;
    for (let depth = 0; depth < DEPTH; depth++) {
      const shape = this.#shape(current);
      if (shape.is !== 'same') return current;
      current = shape.inner;
    }
    return current;
  }

  /** The single binding of a name that is visible from a scope. */
  #binding(
    name: string,
    scope: Declaration,
  ): { readonly binding: Binding; readonly scope: Declaration; readonly single: boolean } | undefined {
    for (let current: Declaration | undefined = scope; current; current = current.enclosing) {
      const bindings = current.bindings.get(name);
      const held = bindings && this.#heldBy(bindings);
      if (held) return { ...held, scope: current };
      if (current.parameter(name)) return undefined;
    }
    return undefined;
  }

  #heldBy(bindings: readonly Binding[]): { readonly binding: Binding; readonly single: boolean } | undefined {
    let held = this.#held.get(bindings);
    const [binding] = bindings;
    if (!held && binding) {
      // `let app: Express;` only declares: the one assignment that follows is what the name holds.
      const writes = bindings.filter(({ value, augmented, type }) => value ?? augmented ?? !type).length;
      held = { binding: bindings.find(({ value }) => value) ?? binding, single: writes <= 1 };
      this.#held.set(bindings, held);
    }
    return held;
  }

  #parameter(name: string, scope: Declaration): { readonly parameter: Parameter; readonly scope: Declaration } | undefined {
    for (let current: Declaration | undefined = scope; current; current = current.enclosing) {
      if (current.bindings.has(name)) return undefined;
      const parameter = current.parameter(name);
      if (parameter) return { parameter, scope: current };
    }
    return undefined;
  }

  /** @internal The node that a name was bound to, when it was bound once. */ boundTo(
    shape: Shape,
    scope: Declaration,
  ): { readonly node: Node; readonly scope: Declaration } | undefined {
    const name = shape.is === 'name' ? shape.name : shape.is === 'member' ? `${shape.object.text}.${shape.property}` : undefined;
    const found = name === undefined ? undefined : this.#binding(name, scope);
    if (!found?.single || !found.binding.value || found.binding.augmented || found.binding.each || found.binding.property !== undefined)
      return undefined;
    return { node: found.binding.value, scope: found.scope };
  }

  /** @internal */ nameOf(shape: Shape, scope: Declaration, depth: number): string {
    if (depth === 0) return '';
    switch (shape.is) {
      case 'name':
        return this.#resolve(shape.name, scope, depth) ?? shape.name;
      case 'member': {
        const own = /^(?:self|this|cls)$/.test(shape.object.text)
          ? this.#resolve(`${shape.object.text}.${shape.property}`, scope, depth)
          : undefined;
        if (own !== undefined) return own;
        const object = this.nameOf(this.shapeOf(shape.object), scope, depth - 1);
        return object ? `${object}.${shape.property}` : `?.${shape.property}`;
      }
      case 'index': {
        const object = this.nameOf(this.shapeOf(shape.object), scope, depth - 1);
        return object ? `${object}[]` : '';
      }
      case 'call': {
        const callee = this.nameOf(shape.callee, scope, depth - 1);
        if (callee === 'require') {
          const [module] = shape.parts;
          const value = module && this.valueOf(module.value, scope, depth - 1);
          if (value?.kind === 'text') return value.text;
        }
        return callee ? `${callee}()` : '';
      }
      case 'same':
        return this.nameOf(this.shapeOf(shape.inner), scope, depth - 1);
      case 'text':
      case 'number':
      case 'flag':
      case 'nothing':
      case 'list':
      case 'map':
      case 'either':
      case 'choice':
      case 'sum':
      case 'function':
      case 'other':
        return '';
    }
  }

  /** What a name stands for. Most calls of a module begin with one of few names. */
  #resolve(name: string, scope: Declaration, depth: number): string | undefined {
    if (scope !== this.module || depth !== DEPTH - 1) return this.#resolved(name, scope, depth);
    const known = this.#namesOfModule.get(name);
    if (known !== undefined || this.#namesOfModule.has(name)) return known;
    const resolved = this.#resolved(name, scope, depth);
    this.#namesOfModule.set(name, resolved);
    return resolved;
  }

  #resolved(name: string, scope: Declaration, depth: number): string | undefined {
    const found = this.#binding(name, scope);
    if (found) {
      const { binding } = found;
      if (binding.value && !binding.each) {
        const shape = this.shapeOf(binding.value);
        const target = this.nameOf(shape, found.scope, depth - 1);
        if (target && target !== name) return binding.property === undefined ? target : `${target}.${binding.property}`;
      }
      const declared = binding.type ?? found.scope.bindings.get(name)?.find(({ type }) => type)?.type;
      const type = declared && this.nameOf(this.shapeOf(declared), found.scope, depth - 1);
      return type ? `${type}()` : undefined;
    }
    const imported = this.#imports.get(name);
    if (imported) return imported.name === undefined ? imported.module : qualified(imported.module, imported.name);
    const typed = this.#parameter(name, scope)?.parameter.type;
    const type = typed && this.nameOf(this.shapeOf(typed), scope, depth - 1);
    return type ? `${type}()` : undefined;
  }

  /** @internal */ valueOf(node: Node, scope: Declaration, depth: number): Value {
    const at = { span: spanOf(node) };
    if (depth === 0) return unknown(at);
    const inner = this.#inner(node);
    const shape = this.#shape(inner);
    const value = (part: Node): Value => this.valueOf(part, scope, depth - 1);
    switch (shape.is) {
      case 'text': {
        if (shape.parts.every((part) => typeof part === 'string')) return textValue({ span: spanOf(inner) }, shape.parts.join(''));
        const parts = shape.parts.map((part) => (typeof part === 'string' ? textValue(at, part) : value(part)));
        return joined(at.span, parts);
      }
      case 'number':
        return { kind: 'number', number: shape.number, ...at };
      case 'flag':
        return { kind: 'flag', on: shape.on, ...at };
      case 'nothing':
        return { kind: 'nothing', ...at };
      case 'list': {
        const items = shape.parts.filter(({ spread }) => !spread).map((part) => value(part.value));
        return { kind: 'list', items, complete: items.length === shape.parts.length, ...at };
      }
      case 'sum': {
        const [left, right] = [value(shape.left), value(shape.right)];
        if (left.kind === 'list' && right.kind === 'list')
          return { kind: 'list', items: [...left.items, ...right.items], complete: left.complete && right.complete, ...at };
        return joined(at.span, [left, right]);
      }
      case 'either': {
        const left = value(shape.left);
        if (left.kind === 'env' && !left.fallback) return { ...left, fallback: value(shape.right), span: at.span };
        return left.kind === 'text' || left.kind === 'env' ? left : unknown(at);
      }
      case 'name':
      case 'member':
      case 'index':
        return this.#named(shape, scope, depth, at.span);
      case 'call':
        return this.#called(shape, scope, depth, at.span);
      case 'map':
      case 'choice':
      case 'function':
      case 'same':
      case 'other':
        return unknown(at);
    }
  }

  #named(shape: Extract<Shape, { is: 'name' | 'member' | 'index' }>, scope: Declaration, depth: number, span: Span): Value {
    const bound = this.boundTo(shape, scope);
    if (bound) return this.valueOf(bound.node, bound.scope, depth - 1);
    const maps = this.#language.environmentMaps;
    if (shape.is === 'name') {
      // const { PORT } = process.env
      const name = this.nameOf(shape, scope, depth);
      const map = maps.find((candidate) => name.startsWith(`${candidate}.`));
      if (map) return { kind: 'env', name: name.slice(map.length + 1), span };
      // A parameter's name says nothing of where its value comes from, an imported one's does.
      return this.#imports.has(shape.name) ? { kind: 'unknown', span, of: shape.name } : { kind: 'unknown', span };
    }
    const key = shape.is === 'member' ? shape.property : this.#textOf(shape.key, scope, depth - 1);
    if (key === undefined) return { kind: 'unknown', span };
    const inMap = maps.includes(this.nameOf(this.shapeOf(shape.object), scope, depth - 1));
    return inMap ? { kind: 'env', name: key, span } : { kind: 'unknown', span, of: key };
  }

  #textOf(node: Node, scope: Declaration, depth: number): string | undefined {
    const value = this.valueOf(node, scope, depth);
    return value.kind === 'text' ? value.text : undefined;
  }

  #called(shape: Extract<Shape, { is: 'call' }>, scope: Declaration, depth: number, span: Span): Value {
    const positional = shape.parts.filter(({ name, spread }) => name === undefined && !spread);
    const [first, second] = positional;
    const name = this.nameOf(shape.callee, scope, depth - 1);
    if (first && this.#language.environmentCalls.includes(name)) {
      const key = this.#textOf(first.value, scope, depth - 1);
      if (key === undefined) return { kind: 'unknown', span };
      const written = shape.parts.find((part) => part.name === this.#language.fallbackOption)?.value ?? second?.value;
      const fallback = written && this.valueOf(written, scope, depth - 1);
      return { kind: 'env', name: key, span, ...(fallback && fallback.kind !== 'nothing' ? { fallback } : {}) };
    }
    if (first && CONVERSIONS.has(name)) return this.valueOf(first.value, scope, depth - 1);
    if (shape.callee.is === 'member' && TRIMS.has(shape.callee.property)) {
      const object = this.valueOf(shape.callee.object, scope, depth - 1);
      if (object.kind === 'env' || (object.kind === 'unknown' && object.of !== undefined)) return object;
      if (object.kind === 'text')
        return shape.callee.property === 'split' ? { kind: 'list', items: [object], complete: true, span } : object;
    }
    return { kind: 'unknown', span };
  }
}

const within = (module: string, entry: string): boolean =>
  entry === module || entry.startsWith(`${module}.`) || entry.startsWith(`${module}/`);

/** `.` + `users` is `.users`, `fastapi` + `FastAPI` is `fastapi.FastAPI`. */
const qualified = (module: string, name: string): string => (/^\.+$/.test(module) ? `${module}${name}` : `${module}.${name}`);

const classOf = (scope: Declaration): Declaration => {
  for (let current: Declaration | undefined = scope; current; current = current.enclosing) if (current.kind === 'class') return current;
  return scope;
};

/** Neighbouring texts become one; a text alone stays a text. */
function joined(span: Span, parts: readonly Value[]): Value {
  const flat = parts.flatMap((part) => (part.kind === 'joined' ? part.parts : [part]));
  if (flat.every((part) => part.kind === 'text')) return textValue({ span }, flat.map((part) => part.text).join(''));
  return { kind: 'joined', parts: flat, span };
}
