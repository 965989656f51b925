import type { Language, Tree, TreeCursor } from '@vscode/tree-sitter-wasm';
import type { Declared, Node, Root, Shape } from './language.js';

/** Beyond these a copy costs more than it saves: nobody types into such a file. */
const MOST_NODES = 200_000;
const DEEPEST = 400;

/** The text that the nodes stand in. */
interface Source {
  text: string;
}

/** What is known of a node before it is read. */
interface Found {
  readonly typeId: number;
  readonly start: number;
  readonly end: number;
  readonly field: string | undefined;
  /** With all below; known only where the tree is broken. */
  readonly count: number | undefined;
}

/** A node of a syntax tree, copied: it answers without crossing into WASM, and stays as long as its text does. */
class MirrorNode implements Node {
  readonly id: number;
  readonly typeId: number;
  readonly type: string;
  readonly isNamed: boolean;
  startIndex: number;
  endIndex: number;
  parent: MirrorNode | null = null;
  children: readonly MirrorNode[] = NONE;
  shape: Shape | undefined = undefined;
  declared: readonly Declared[] | undefined = undefined;
  told: Map<(text: string) => unknown, unknown> | undefined = undefined;
  /** How many nodes it is, with all below. */
  count = 1;
  readonly keeps = true;
  /** What its parent calls it. */
  field: string | undefined;
  readonly #source: Source;
  #named: readonly MirrorNode[] | undefined;
  /** The nodes of some types from here on. */
  #below: { readonly of: string; readonly found: readonly MirrorNode[] } | undefined;

  constructor(source: Source, id: number, type: string, isNamed: boolean, { typeId, start, end, field }: Found) {
    this.#source = source;
    this.id = id;
    this.typeId = typeId;
    this.type = type;
    this.isNamed = isNamed;
    this.startIndex = start;
    this.endIndex = end;
    this.field = field;
  }

  get text(): string {
    return this.#source.text.slice(this.startIndex, this.endIndex);
  }

  get namedChildren(): readonly MirrorNode[] {
    return (this.#named ??= this.children.every(({ isNamed }) => isNamed) ? this.children : this.children.filter(({ isNamed }) => isNamed));
  }

  get previousNamedSibling(): MirrorNode | null {
    const siblings = this.parent?.children ?? NONE;
    return siblings.slice(0, Math.max(0, siblings.indexOf(this))).findLast(({ isNamed }) => isNamed) ?? null;
  }

  childForFieldName(name: string): MirrorNode | null {
    // Of half a statement the parser names no parts.
    if (this.type === 'ERROR') return null;
    for (const child of this.children) if (child.field === name) return child;
    return null;
  }

  childrenForFieldName(name: string): readonly MirrorNode[] {
    return this.children.filter(({ field }) => field === name);
  }

  namedDescendantForIndex(start: number, end: number): MirrorNode | null {
    const inner = this.children.find(({ endIndex }) => endIndex >= end && endIndex > start);
    const found = inner && inner.startIndex <= start ? inner.namedDescendantForIndex(start, end) : null;
    return found ?? (this.isNamed ? this : null);
  }

  descendantsOfType(types: readonly string[]): readonly MirrorNode[] {
    const of = types.join();
    const wanted = new Set(types);
    // A statement that stays has the same nodes below.
    const below = this.children.flatMap(
      (child) => (child.#below?.of === of ? child.#below : (child.#below = { of, found: child.#find(wanted) })).found,
    );
    return wanted.has(this.type) ? [this, ...below] : below;
  }

  #find(wanted: ReadonlySet<string>): readonly MirrorNode[] {
    const found: MirrorNode[] = [];
    const visit = (node: MirrorNode): void => {
      if (wanted.has(node.type)) found.push(node);
      for (const child of node.children) visit(child);
    };
    visit(this);
    return found;
  }

  /** Moves it and all below. */
  moveBy(distance: number): void {
    this.startIndex += distance;
    this.endIndex += distance;
    for (const child of this.children) child.moveBy(distance);
  }
}

const NONE: readonly never[] = [];

/** What edits have replaced since the copy was made: all of it in the text before, and in the text as it is now. */
interface Replaced {
  readonly start: number;
  readonly endBefore: number;
  readonly end: number;
}

/**
 * A copy of an open document's syntax tree, brought up to date after each edit. Where the parser says that nothing changed, the
 * nodes stay, with all that is known of them: a keystroke changes a handful of thousands.
 */
export class Mirror {
  readonly #source: Source = { text: '' };
  readonly #language: Language;
  readonly #named: boolean[] = [];
  #tooLarge = false;
  #root: MirrorNode | undefined;
  #replaced: Replaced | undefined;
  #counts = false;
  #nodes = 0;
  #ids = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  /** Told of each edit before the text is parsed again. */
  edited({ start, end, length }: { readonly start: number; readonly end: number; readonly length: number }): void {
    const { start: from, endBefore, end: to } = this.#replaced ?? { start, endBefore: start, end: start };
    // An edit behind or before what was replaced so far takes in what lies between.
    const first = Math.min(from, start);
    this.#replaced = { start: first, endBefore: endBefore + Math.max(0, end - to), end: Math.max(to, end) + length - (end - start) };
  }

  /** The root of the copy; undefined where the tree is too large. `before` is the tree that was copied, told of the edits. */
  update(before: Tree, after: Tree, text: string): Root | undefined {
    const known = this.#root;
    const replaced = this.#replaced;
    this.#replaced = undefined;
    this.#source.text = text;
    if (this.#tooLarge) return undefined;
    this.#root = undefined;
    // Of errors the parser does not say all that changed: what stays is counted, too.
    this.#counts = after.rootNode.hasError || before.rootNode.hasError;
    if (known && replaced) {
      let [low, high] = [replaced.start, replaced.end];
      for (const { startIndex, endIndex } of before.getChangedRanges(after)) {
        low = Math.min(low, startIndex);
        high = Math.max(high, endIndex);
      }
      this.#root = this.#read(after, known, { low, high, distance: replaced.end - replaced.endBefore });
    }
    this.#root ??= this.#read(after, undefined, { low: 0, high: text.length, distance: 0 });
    this.#tooLarge = this.#root === undefined;
    return this.#root;
  }

  #read(tree: Tree, known: MirrorNode | undefined, changed: Changed): MirrorNode | undefined {
    const cursor = tree.walk();
    this.#nodes = 0;
    try {
      return this.#node(cursor, this.#found(cursor), known, changed, 0);
    } finally {
      cursor.delete();
    }
  }

  #found(cursor: TreeCursor): Found {
    return {
      typeId: cursor.nodeTypeId,
      start: cursor.startIndex,
      end: cursor.endIndex,
      field: cursor.currentFieldName ?? undefined,
      count: this.#counts ? cursor.currentNode.descendantCount : undefined,
    };
  }

  /**
   * The node at the cursor. `known` is what stood there before: its children stay where they are not within what changed.
   * Undefined where there is too much to copy, or something changed where the parser says that nothing did.
   */
  #node(cursor: TreeCursor, found: Found, known: MirrorNode | undefined, changed: Changed, depth: number): MirrorNode | undefined {
    if (depth > DEEPEST || ++this.#nodes > MOST_NODES) return undefined;
    const { typeId } = found;
    // As the runtime says it: what has no name, too, is no more than an error.
    const type = this.#language.types[typeId] || 'ERROR'; // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- a name may be empty
    const node = new MirrorNode(
      this.#source,
      (this.#ids += 1),
      type,
      (this.#named[typeId] ??= this.#language.nodeTypeIsNamed(typeId)),
      found,
    );
    if (!cursor.gotoFirstChild()) return node;
    const children: MirrorNode[] = [];
    const behind: Found[] = [];
    do {
      const inner = this.#found(cursor);
      if (known && inner.start > changed.high) {
        behind.push(inner);
        continue;
      }
      const before = known?.children[children.length];
      const child =
        before && inner.end < changed.low && isAt(before, inner, 0)
          ? adopted(before, inner, 0)
          : this.#node(cursor, inner, before, changed, depth + 1);
      if (!child) return undefined;
      children.push(child);
    } while (cursor.gotoNextSibling());
    const from = (known?.children.length ?? 0) - behind.length;
    for (const [i, inner] of behind.entries()) {
      const before = known?.children[from + i];
      if (!before || !isAt(before, inner, changed.distance)) return undefined;
      children.push(adopted(before, inner, changed.distance));
    }
    cursor.gotoParent();
    node.children = children;
    for (const child of children) {
      child.parent = node;
      node.count += child.count;
    }
    return node;
  }
}

/** What changed, in the text as it is now, and how far all behind it has moved. */
interface Changed {
  readonly low: number;
  readonly high: number;
  readonly distance: number;
}

const isAt = (node: MirrorNode, { typeId, start, end, count = node.count }: Found, moved: number): boolean =>
  node.typeId === typeId && node.startIndex + moved === start && node.endIndex + moved === end && node.count === count;

function adopted(node: MirrorNode, { field }: Found, moved: number): MirrorNode {
  node.field = field;
  // What it declares may be told from what stands around it, which is new.
  node.declared = undefined;
  if (moved !== 0) node.moveBy(moved);
  return node;
}
