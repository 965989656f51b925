import type { Tree } from '@vscode/tree-sitter-wasm';
import type { AnyDetector } from '../detectors/detector.js';
import type { Document } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { type Suppression, findSuppressions } from '../settings/suppressions.js';
import type { Grammars } from '../syntax/grammars.js';
import { type Parsed, familyOf, grammarsOf, parse } from '../syntax/parse.js';

/** What one document says, in a form that can be cached and sent between threads. */
export interface Analysis {
  readonly facts: readonly Fact[];
  readonly suppressions: readonly Suppression[];
  /** Detectors that threw on this document: one bad detector never costs the others. */
  readonly failures: readonly { readonly framework: string; readonly message: string }[];
  /** Whether the document had to be parsed. */
  readonly parsed: boolean;
}

interface Gate {
  readonly detector: AnyDetector;
  readonly mentions: RegExp | undefined;
}

const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const gateOf = (detector: AnyDetector): Gate => {
  const { mentions } = detector;
  if (mentions instanceof RegExp || mentions === undefined) return { detector, mentions };
  return { detector, mentions: new RegExp(mentions.map(escape).join('|')) };
};

/** All detectors of a registry, arranged so that most documents are never parsed. */
export class Detection {
  readonly #grammars: Grammars;
  readonly #text: readonly Gate[];
  readonly #structured: ReadonlyMap<string, { readonly gates: readonly Gate[]; readonly any: RegExp | undefined }>;

  constructor(detectors: readonly AnyDetector[], grammars: Grammars) {
    this.#grammars = grammars;
    const gates = detectors.map(gateOf);
    this.#text = gates.filter(({ detector }) => detector.format === 'text');
    const byFormat = groupBy(
      gates.filter(({ detector }) => detector.format !== 'text'),
      ({ detector }) => detector.format as string,
    );
    this.#structured = new Map([...byFormat].map(([format, list]) => [format, { gates: list, any: together(list) }]));
  }

  /**
   * Reads one document. `keep` hands the tree of an open document over instead of freeing it; `previous` is that tree,
   * edited.
   */
  async analyse(document: Document, previous?: Tree, keep?: (tree: Tree) => void): Promise<Analysis> {
    const family = familyOf(document.format);
    const failures: { framework: string; message: string }[] = [];
    const drafts: FactDraft[] = [];
    for (const { detector } of this.#wanted(this.#text, document)) {
      try {
        drafts.push(...detector.facts({ document }));
      } catch (error) {
        failures.push({ framework: detector.framework, message: String(error) });
      }
    }
    const structured = family === 'text' ? undefined : this.#structured.get(family);
    const wanted = structured && (structured.any?.test(document.text) ?? true) ? [...this.#wanted(structured.gates, document)] : [];
    const parsed = wanted.length > 0 || (keep && structured) ? await this.#parse(document, previous) : undefined;
    if (parsed) {
      try {
        for (const { detector } of wanted) {
          try {
            if (detector.applies?.(parsed.syntax) ?? true) drafts.push(...detector.facts(parsed.syntax));
          } catch (error) {
            failures.push({ framework: detector.framework, message: String(error) });
          }
        }
      } finally {
        if (parsed.tree && keep) keep(parsed.tree);
        else parsed.free();
      }
    }
    return {
      facts: drafts.map((draft) => ({ ...draft, uri: draft.uri ?? document.uri })).sort((a, b) => a.span.start - b.span.start),
      suppressions: findSuppressions(document),
      failures,
      parsed: parsed !== undefined,
    };
  }

  async #parse(document: Document, previous: Tree | undefined): Promise<Parsed> {
    await this.#grammars.load(grammarsOf(document.format));
    return parse(document, this.#grammars, previous);
  }

  *#wanted(gates: readonly Gate[], document: Document): Iterable<Gate> {
    for (const gate of gates) {
      if (gate.detector.roles && !gate.detector.roles.includes(document.role)) continue;
      if (gate.detector.files && !gate.detector.files.test(document.path)) continue;
      if (gate.mentions && !gate.mentions.test(document.text)) continue;
      yield gate;
    }
  }
}

/** One expression that matches where any gate may; undefined when some gate lets everything through. */
function together(gates: readonly Gate[]): RegExp | undefined {
  const sources = gates.map(({ mentions }) => mentions);
  if (sources.some((mentions) => mentions === undefined)) return undefined;
  // Together they let through more than each alone: the gates themselves are tested again.
  const flags = (['i', 'm', 's'] as const).filter((flag) => sources.some((mentions) => mentions?.flags.includes(flag)));
  return new RegExp(sources.map((mentions) => `(?:${mentions?.source ?? ''})`).join('|'), flags.join(''));
}
