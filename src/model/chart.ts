import type { Span } from './span.js';
import type { Value } from './value.js';

/** What a directive of a chart's template asks for, as far as it is a plain question. */
export type Expression =
  | { readonly kind: 'values'; readonly path: readonly string[] }
  | { readonly kind: 'chart'; readonly field: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'unknown' };

/** All of these hold where something is written: the conditions of the branches around it. */
export type Guards = readonly Expression[];

/** Something that a template writes where it stands: a text, or what a directive gives. */
export interface Piece {
  readonly span: Span;
  readonly guards: Guards;
  readonly writes: string | Expression;
  /** Its indentation leaves open whether it writes into a value, or beside its key. */
  readonly shared?: boolean;
}

/** A part of a YAML document as plain data; of a template, with what its directives ask for. */
export type Tree = { readonly span: Span } & (
  | { readonly kind: 'map'; readonly entries: readonly TreeEntry[]; readonly holes?: readonly Piece[]; readonly open?: true }
  | { readonly kind: 'list'; readonly items: readonly TreeItem[]; readonly holes?: readonly Piece[]; readonly open?: true }
  | {
      readonly kind: 'scalar';
      readonly value: Value;
      readonly text?: string | undefined;
      /** Of a text with directives in it. */
      readonly pieces?: readonly Piece[];
      readonly quoted?: true;
      /** What is written below a key that has no value of its own. */
      readonly holes?: readonly Piece[];
    }
);

export interface TreeEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly span: Span;
  readonly guards: Guards;
  readonly node: Tree;
  readonly inherited?: boolean;
}

export interface TreeItem {
  readonly guards: Guards;
  readonly node: Tree;
}
