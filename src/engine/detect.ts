import type { AnyDetector, DetectorFormat } from '../detectors/detector.js';
import type { Document } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { oncePer } from '../model/once.js';
import { type Suppression, findSuppressions } from '../settings/suppressions.js';
import type { Grammars } from '../syntax/grammars.js';
import { type Kept, type Parsed, type SyntaxOf, grammarsOf, parse, partsOf } from '../syntax/parse.js';
import { type YamlPart, type YamlSyntax, withDocuments } from '../syntax/yaml.js';
import { Gates } from './gates.js';
import { moved } from './moved.js';

/** What one document says, in a form that can be cached and sent between threads. */
export interface Analysis {
  readonly facts: readonly Fact[];
  readonly suppressions: readonly Suppression[];
  /** Detectors that threw on this document: one bad detector never costs the others. */
  readonly failures: readonly { readonly framework: string; readonly message: string }[];
  /** Whether the document had to be parsed. */
  readonly parsed: boolean;
}

/** The detection of a registry. What is compiled for it serves all workspaces. */
export const detectionOf = (detectors: readonly AnyDetector[], grammars: Grammars): Detection => detections(detectors)(grammars);
const detections = oncePer((detectors: readonly AnyDetector[]) => oncePer((grammars: Grammars) => new Detection(detectors, grammars)));

/** All detectors of a registry, arranged so that most documents are never parsed. */
export class Detection {
  readonly #grammars: Grammars;
  readonly #detectors: readonly AnyDetector[];
  /** Made for the first document. */
  #gates: Gates | undefined;
  /** What is said of parts of open documents, with where they stood. */
  readonly #apart = new WeakMap<object, Map<AnyDetector, { readonly start: number; readonly facts: readonly Fact[] }>>();

  constructor(detectors: readonly AnyDetector[], grammars: Grammars) {
    this.#grammars = grammars;
    this.#detectors = detectors;
  }

  /**
   * Reads one document. `keep` hands over what is kept of an open document instead of freeing it; `previous` is that, a tree
   * edited. Nothing is handed over where nobody had to parse.
   */
  async analyse(document: Document, previous?: Kept, keep?: (kept: Kept) => void): Promise<Analysis> {
    const failures: { framework: string; message: string }[] = [];
    const drafts: FactDraft[] = [];
    const state = (detector: AnyDetector, syntax: SyntaxOf[DetectorFormat], parts?: readonly YamlPart[]): void => {
      try {
        if (!(detector.applies?.(syntax) ?? true)) return;
        const stated =
          parts && detector.apart && 'parts' in syntax
            ? parts.flatMap((part) => this.#factsOf(detector, syntax, part))
            : [...detector.facts(syntax)];
        // All or nothing of a detector, and there may be more facts than a call takes arguments.
        for (const draft of stated) drafts.push(draft);
      } catch (error) {
        failures.push({ framework: detector.framework, message: String(error) });
      }
    };
    const wanted = (this.#gates ??= new Gates(this.#detectors)).open(document);
    for (const detector of wanted) if (detector.format === 'text') state(detector, { document });
    const structured = wanted.filter(({ format }) => format !== 'text');
    const parsed = structured.length > 0 ? await this.#parse(document, previous) : undefined;
    if (parsed) {
      try {
        const parts = keep && structured.some(({ apart }) => apart) ? partsOf(parsed.syntax) : undefined;
        for (const detector of structured) state(detector, parsed.syntax, parts);
      } finally {
        if (parsed.kept && keep) keep(parsed.kept);
        else parsed.free();
      }
    }
    return {
      facts: drafts.map((draft) => withUri(draft, document.uri)).sort((a, b) => a.span.start - b.span.start),
      suppressions: findSuppressions(document),
      failures,
      parsed: parsed !== undefined,
    };
  }

  /** The facts of a part stay the same objects as long as it stays where it is. */
  #factsOf(detector: AnyDetector, syntax: YamlSyntax, { piece, start, documents }: YamlPart): readonly Fact[] {
    const { uri } = syntax.document;
    let said = this.#apart.get(piece);
    if (!said) this.#apart.set(piece, (said = new Map()));
    const known = said.get(detector);
    if (known?.start === start) return known.facts;
    const facts = known
      ? moved(known.facts, start - known.start, uri)
      : [...detector.facts(withDocuments(syntax, documents))].map((draft) => withUri(draft, uri));
    said.set(detector, { start, facts });
    return facts;
  }

  async #parse(document: Document, previous: Kept | undefined): Promise<Parsed> {
    await this.#grammars.load(grammarsOf(document.format));
    return parse(document, this.#grammars, previous);
  }
}

const withUri = (draft: FactDraft, uri: string): Fact => (draft.uri === undefined ? { ...draft, uri } : (draft as Fact));
