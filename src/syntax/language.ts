import type { Span } from '../model/span.js';

/** What is read of a node of a syntax tree: the parser's own, or its copy (`mirror.ts`). */
export interface Node {
  readonly id: number;
  readonly type: string;
  readonly isNamed: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
  readonly parent: Node | null;
  readonly children: readonly (Node | null)[];
  readonly namedChildren: readonly (Node | null)[];
  readonly previousNamedSibling: Node | null;
  childForFieldName(name: string): Node | null;
  childrenForFieldName(name: string): readonly (Node | null)[];
  /** Whether it stays, with what is known of it, as long as its text does. */
  readonly keeps?: boolean;
  shape?: Shape | undefined;
  declared?: readonly Declared[] | undefined;
  /** What readers of its text found there. */
  told?: Map<(text: string) => unknown, unknown> | undefined;
}

/** The node of a whole document. */
export interface Root extends Node {
  namedDescendantForIndex(start: number, end: number): Node | null;
  descendantsOfType(types: string[]): readonly (Node | null)[];
}

/** An argument of a call, an item of a list, an entry of a map: with a name where the code gives one. */
export interface Part {
  readonly name?: string;
  /** What stands where a name does. */
  readonly key?: Node;
  readonly value: Node;
  /** The whole part, name included. */
  readonly node: Node;
  /** `*items`, `**options`, `...rest`: it stands for parts that cannot be seen. */
  readonly spread?: boolean;
}

/** What an expression is, whatever the language calls it. It names nodes and no offsets: a node that is moved stays what it is. */
export type Shape =
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'member'; readonly object: Node; readonly property: string }
  | { readonly is: 'index'; readonly object: Node; readonly key: Node }
  | {
      readonly is: 'call';
      readonly callee: Shape;
      readonly calleeSpan: Span;
      readonly parts: readonly Part[];
      /** Between the brackets; undefined for an annotation without any. */
      readonly brackets: Span | undefined;
      /** `new X()`, a Go composite literal: the result is an `X` rather than what `X` returns. */
      readonly constructs?: boolean;
    }
  | { readonly is: 'text'; readonly parts: readonly (string | Node)[] }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'flag'; readonly on: boolean }
  | { readonly is: 'nothing' }
  | { readonly is: 'list'; readonly parts: readonly Part[]; readonly brackets: Span }
  | { readonly is: 'map'; readonly parts: readonly Part[]; readonly brackets: Span }
  | { readonly is: 'either'; readonly left: Node; readonly right: Node }
  | { readonly is: 'choice'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly is: 'sum'; readonly left: Node; readonly right: Node }
  | { readonly is: 'function'; readonly parameters: readonly Parameter[]; readonly body: Node | undefined; readonly async: boolean }
  | { readonly is: 'same'; readonly inner: Node }
  | { readonly is: 'other' };

export interface Parameter {
  readonly name: string;
  readonly type?: Node;
  readonly value?: Node;
  readonly decorators: readonly Node[];
}

/** What a statement brings into scope, told from itself and what stands directly around it; again without offsets. */
export type Declared =
  | { readonly is: 'import'; readonly module: string; readonly name?: string; readonly local: string; readonly node: Node }
  | {
      readonly is: 'binding';
      /** `app`, `self.app`, `settings.DEBUG`; for `config["KEY"]` the object's text and the key as `config[KEY]`. */
      readonly name: string;
      readonly nameNode: Node;
      readonly value?: Node;
      readonly type?: Node;
      /** `+=`: the name's value is not what stands here. */
      readonly augmented?: boolean;
      /** A loop: the name stands for each item of `value` in turn. */
      readonly each?: boolean;
      /** Destructuring: the property of `value` that is bound. */
      readonly property?: string;
      readonly decorators?: readonly Node[];
    }
  | {
      readonly is: 'function' | 'class';
      readonly name: string;
      /** Absent where it has no name. */
      readonly nameNode: Node | undefined;
      readonly node: Node;
      readonly parameters: readonly Parameter[];
      /** What a method of Go is declared on. */
      readonly receiver?: Parameter | undefined;
      readonly bases: readonly Node[];
      readonly decorators: readonly Node[];
      readonly body: Node | undefined;
      readonly async: boolean;
    }
  | { readonly is: 'export'; readonly name: string; readonly value?: Node; readonly local?: string; readonly from?: string }
  /** The branch that runs only when the file itself is started (`if __name__ == "__main__"`). */
  | { readonly is: 'main'; readonly node: Node };

/** All that `code.ts` has to know about one language. */
export interface Language {
  readonly name: 'python' | 'javascript' | 'go' | 'java';
  /** Node types that `declares` wants to see, functions and classes included. */
  readonly declarations: readonly string[];
  /** Node types that are calls for `shape`. */
  readonly calls: readonly string[];
  /** Node types of `name: value` pairs inside calls and maps. */
  readonly pairs: readonly string[];
  shape(node: Node): Shape;
  declares(node: Node): Iterable<Declared>;
  /** The condition under which a child of this node runs, as text; undefined when the node is no branch for it. */
  condition(branch: Node, child: Node): string | undefined;
  /** `os.environ` for `os.environ["X"]` and `.X`: qualified names of what holds the environment. */
  readonly environmentMaps: readonly string[];
  /** Qualified names of functions whose first argument names a variable; the fallback is `fallback` or the second argument. */
  readonly environmentCalls: readonly string[];
  readonly fallbackOption: string;
}

export const spanOf = (node: Node): Span => ({ start: node.startIndex, end: node.endIndex });

/** Children that are no punctuation and no comments. */
export const named = (node: Node | null | undefined): Node[] =>
  node ? node.namedChildren.filter((child): child is Node => child !== null && !child.type.endsWith('comment')) : [];

export const field = (node: Node, name: string): Node | undefined => node.childForFieldName(name) ?? undefined;

/** Inside a pair of brackets: everything between the first and the last character. */
export const insideOf = (node: Node): Span => ({ start: node.startIndex + 1, end: Math.max(node.startIndex + 1, node.endIndex - 1) });

/** What a call is. Its parts are read when somebody asks: of most calls only the name is looked at, and each look costs. */
export function callShape(
  callee: Shape,
  [first, last = first]: readonly [Node, Node?],
  list: Node | undefined,
  read: (list: Node) => readonly Part[],
  constructs = false,
): Extract<Shape, { is: 'call' }> {
  let parts: readonly Part[] | undefined;
  return {
    is: 'call',
    callee,
    get calleeSpan() {
      return { start: first.startIndex, end: last.endIndex };
    },
    get parts() {
      return (parts ??= list ? read(list) : []);
    },
    get brackets() {
      return list && insideOf(list);
    },
    ...(constructs ? { constructs } : {}),
  };
}

/** What a list or a map is; its parts are read when somebody asks. */
export function collectionShape(
  is: 'list' | 'map',
  node: Node,
  read: (node: Node) => readonly Part[],
): Extract<Shape, { is: 'list' | 'map' }> {
  let parts: readonly Part[] | undefined;
  return {
    is,
    get parts() {
      return (parts ??= read(node));
    },
    get brackets() {
      return insideOf(node);
    },
  };
}

/** What a function is. Its parameters, its body and whether it waits are read when somebody asks. */
export function functionShape(
  node: Node,
  parameters: (node: Node) => readonly Parameter[],
  isAsync: (node: Node) => boolean,
): Extract<Shape, { is: 'function' }> {
  let known: readonly Parameter[] | undefined;
  return {
    is: 'function',
    get parameters() {
      return (known ??= parameters(node));
    },
    get body() {
      return field(node, 'body');
    },
    get async() {
      return isAsync(node);
    },
  };
}

type Definition = Extract<Declared, { is: 'function' | 'class' }>;

/** What is read of a definition only when somebody asks: of most functions nobody wants more than the name. */
interface DefinitionParts {
  parameters?(): readonly Parameter[];
  receiver?(): Parameter | undefined;
  bases?(): readonly Node[];
  decorators?(): readonly Node[];
  async?(): boolean;
}

/** A function or a class; `parts` are read when they are first asked for. */
export function definition(
  known: Pick<Definition, 'is' | 'nameNode' | 'node'>,
  { parameters, receiver, bases, decorators, async }: DefinitionParts,
): Definition {
  const { is, nameNode, node } = known;
  let read: readonly Parameter[] | undefined;
  let bare: readonly Node[] | undefined;
  return {
    is,
    name: nameNode?.text ?? '',
    nameNode,
    node,
    get parameters() {
      return (read ??= parameters?.() ?? []);
    },
    get receiver() {
      return receiver?.();
    },
    get bases() {
      return bases?.() ?? [];
    },
    get decorators() {
      return (bare ??= decorators?.() ?? []);
    },
    get body() {
      return field(node, 'body');
    },
    get async() {
      return async?.() ?? false;
    },
  };
}
