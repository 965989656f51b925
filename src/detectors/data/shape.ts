import type { MapShape } from '../../model/map-shape.js';
import type { DataNode } from '../../syntax/data.js';

/** A map as far as one has to know it to write into it; undefined where a template writes into it, too. */
export const shapeOf = (node: DataNode | undefined): MapShape | undefined =>
  node?.kind === 'map' && !node.open
    ? {
        kind: node.kind,
        span: node.span,
        ...(node.tag === undefined ? {} : { tag: node.tag }),
        entries: node.entries.map(({ key, keySpan, span, inherited }) => ({ key, keySpan, span, ...(inherited ? { inherited } : {}) })),
      }
    : undefined;
