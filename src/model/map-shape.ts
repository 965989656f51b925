import type { DataNode } from './data-node.js';
import type { Span } from './span.js';

/** As much of a map of YAML as is needed to write into it; plain data, so that a fact can hold it. */
export interface MapShape {
  readonly kind: string;
  readonly span: Span;
  readonly tag?: string | undefined;
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly span: Span; readonly inherited?: boolean }[];
}

/** A map as far as one has to know it to write into it; undefined where a template writes into it, too. */
export const shapeOf = (node: DataNode | undefined): MapShape | undefined =>
  node?.kind === 'map' && !node.open && !node.made
    ? {
        kind: node.kind,
        span: node.span,
        ...(node.tag === undefined ? {} : { tag: node.tag }),
        entries: node.entries.map(({ key, keySpan, span, inherited }) => ({ key, keySpan, span, ...(inherited ? { inherited } : {}) })),
      }
    : undefined;
