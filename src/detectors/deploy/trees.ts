import type { Guards, Piece, Tree, TreeEntry } from '../../model/chart.js';
import type { Span } from '../../model/span.js';
import { unknown } from '../../model/value.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import type { GoTemplate } from '../../syntax/go-template.js';

/** Aliases of aliases may stand for billions: what comes after so many nodes is unknown. */
const MOST_NODES = 50_000;
const DEEPEST = 60;

/** A part of a document as plain data, with what a template's directives ask for. */
export function treeOf(node: DataNode, text: string, template?: GoTemplate, guards: Guards = []): Tree {
  const budget = { left: MOST_NODES };
  const around = new Set(guards);
  return below(node, around, 0);

  function below(current: DataNode, outer: ReadonlySet<Guards[number]>, depth: number, beside: readonly Span[] = []): Tree {
    const { span } = current;
    budget.left -= 1;
    if (budget.left < 0 || depth > DEEPEST) return { kind: 'scalar', span, value: unknown({ span }) };
    const holes = template ? current.holes.map((hole) => holeOf(hole, outer, beside)) : [];
    const lost = holes.some((pieces) => pieces.length === 0);
    const written = { ...(holes.length > 0 ? { holes: holes.flat() } : {}) };
    switch (current.kind) {
      case 'map': {
        const entries = current.entries.flatMap((entry) =>
          (entry.branches ?? [entry]).map((branch) => entryOf(branch, outer, depth, current.holes)),
        );
        const open = lost || (current.open && (holes.length === 0 || current.keys.some((key) => key.includes('{{'))));
        return { kind: 'map', span, entries, ...written, ...(open ? { open } : {}) };
      }
      case 'list': {
        const items = current.items.map((item) => {
          const own = inside(item.span.start, outer);
          return { guards: own, node: below(item, new Set([...outer, ...own]), depth + 1) };
        });
        return { kind: 'list', span, items, ...written, ...(lost || (current.open && holes.length === 0) ? { open: true as const } : {}) };
      }
      case 'scalar':
        return scalarOf(current, outer, written);
    }
  }

  function entryOf(
    { key, keySpan, span, node: value, inherited }: DataEntry,
    outer: ReadonlySet<Guards[number]>,
    depth: number,
    beside: readonly Span[],
  ): TreeEntry {
    const own = inside(keySpan.start, outer);
    const inner = below(value, new Set([...outer, ...own]), depth + 1, beside);
    return { key, keySpan, span, guards: own, node: inner, ...(inherited ? { inherited } : {}) };
  }

  function scalarOf(scalar: DataNode, outer: ReadonlySet<Guards[number]>, written: { readonly holes?: readonly Piece[] }): Tree {
    const { span, value, text: content } = scalar;
    const plain = { kind: 'scalar', span, value, text: content } as const;
    if (!template) return plain;
    const source = text.slice(span.start, span.end);
    if (!source.includes('{{')) return { ...plain, ...written };
    // In a block, or where characters are escaped, spans and content differ.
    if (/^[|>!&*]/.test(source) || (source.startsWith('"') && source.includes('\\')) || written.holes) return plain;
    const quoted = /^["']/.test(source);
    const within = quoted ? { start: span.start + 1, end: span.end - 1 } : span;
    return { ...plain, pieces: piecesOf(within, outer), ...(quoted ? { quoted } : {}) };
  }

  function inside(offset: number, outer: ReadonlySet<Guards[number]>): Guards {
    return template ? template.guardsAt(offset).filter((guard) => !outer.has(guard)) : [];
  }

  function piecesOf(span: Span, outer: ReadonlySet<Guards[number]>): readonly Piece[] {
    return (template?.pieces(span) ?? []).map((piece) => ({ ...piece, guards: piece.guards.filter((guard) => !outer.has(guard)) }));
  }

  /** What directives on lines of their own write; nothing where it is no directive. */
  function holeOf(hole: Span, outer: ReadonlySet<Guards[number]>, beside: readonly Span[]): readonly Piece[] {
    const shared = beside.some(({ start }) => start === hole.start);
    const pieces = piecesOf(hole, outer).filter(({ writes }) => typeof writes !== 'string');
    return shared ? pieces.map((piece) => ({ ...piece, shared })) : pieces;
  }
}
