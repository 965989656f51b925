import type { AnyDetector, DetectorFormat } from '../detectors/detector.js';
import type { Document } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { oncePer } from '../model/once.js';
import { type Suppression, findSuppressions } from '../settings/suppressions.js';
import type { Grammars } from '../syntax/grammars.js';
import { type Kept, type Parsed, type SyntaxOf, grammarsOf, parse, partsOf } from '../syntax/parse.js';
import type { YamlPart } from '../syntax/yaml.js';
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
  /** What was said of parts of open documents. */
  readonly #said: Said = new WeakMap();

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
    const state = (detector: AnyDetector, syntax: SyntaxOf[DetectorFormat], apart?: Apart): void => {
      try {
        if (!(detector.applies?.(syntax) ?? true)) return;
        // All or nothing of a detector, and there may be more facts than a call takes arguments.
        for (const draft of apart?.of(detector) ?? [...detector.facts(syntax)]) drafts.push(draft);
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
        const parts = structured.some(({ apart }) => apart) ? partsOf(parsed.syntax) : undefined;
        const apart = parts && new Apart(structured, parts, document.uri, keep ? this.#said : undefined);
        for (const detector of structured) state(detector, parsed.syntax, apart);
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

  async #parse(document: Document, previous: Kept | undefined): Promise<Parsed> {
    await this.#grammars.load(grammarsOf(document.format));
    return parse(document, this.#grammars, previous);
  }
}

const withUri = (draft: FactDraft, uri: string): Fact => (draft.uri === undefined ? { ...draft, uri } : (draft as Fact));

/** The facts that detectors state of a part, with where it stood then. */
type Said = WeakMap<object, Map<AnyDetector, { readonly start: number; readonly facts: readonly Fact[] }>>;

/** What detectors say of a file whose documents are read apart: one after the other, so that no more than one is held in memory. */
class Apart {
  readonly #facts: ReadonlyMap<AnyDetector, Fact[]>;
  readonly #failures = new Map<AnyDetector, unknown>();

  constructor(detectors: readonly AnyDetector[], parts: readonly YamlPart[], uri: string, kept: Said | undefined) {
    this.#facts = new Map(detectors.flatMap((detector) => (detector.apart ? [[detector, []]] : [])));
    for (const part of parts) this.#read(part, uri, kept);
  }

  /** Undefined of one that reads the whole file. Throws what the detector threw. */
  of(detector: AnyDetector): readonly Fact[] | undefined {
    if (this.#failures.has(detector)) throw this.#failures.get(detector);
    return this.#facts.get(detector);
  }

  #read({ piece, start, read }: YamlPart, uri: string, kept: Said | undefined): void {
    const said = kept?.get(piece) ?? new Map<AnyDetector, { readonly start: number; readonly facts: readonly Fact[] }>();
    kept?.set(piece, said);
    let syntax: ReturnType<typeof read> | undefined;
    for (const [detector, all] of this.#facts) {
      if (this.#failures.has(detector)) continue;
      try {
        const known = said.get(detector);
        // Those of a part that stays where it is stay the same objects.
        const facts =
          known?.start === start
            ? known.facts
            : known
              ? moved(known.facts, start - known.start, uri)
              : [...detector.facts((syntax ??= read()))].map((draft) => withUri(draft, uri));
        said.set(detector, { start, facts });
        for (const fact of facts) all.push(fact);
      } catch (error) {
        this.#failures.set(detector, error);
      }
    }
  }
}
