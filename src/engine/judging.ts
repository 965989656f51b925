import { Note } from '../facts/notes.js';
import { alike, replaced } from '../model/alike.js';
import type { Document } from '../model/document.js';
import type { Fact } from '../model/fact.js';
import type { Evidence, Finding, Outcome, Unknown } from '../model/finding.js';
import type { AnyRule } from '../model/rule.js';
import type { Settings } from '../settings/settings.js';
import type { FactStore } from './fact-store.js';
import { type Reach, judging } from './judge.js';
import type { Neighbours, Question } from './neighbours.js';
import { Findings, type Judged, type Said, type Settled, type Settling, rolesOf, saidOf, told } from './settle.js';

/** A workspace whose documents are judged. */
export interface Case<D extends Settled> {
  readonly rules: readonly AnyRule[];
  readonly store: FactStore;
  readonly neighbours: Neighbours;
  /** Where gaps stand that have no document. */
  readonly folder: string;
  /** The addresses of all documents. */
  readonly uris: () => Iterable<string>;
  /** Undefined where there is nothing to say about a document. */
  readonly entryOf: (uri: string) => D | undefined;
  /** The document as rules see it. */
  readonly documentOf: (entry: D) => Document;
  /** SHA-256 in hexadecimal. */
  readonly digest: (text: string) => string;
  readonly log: (message: string) => void;
}

/** What a rule said of a document's facts; it holds as long as these, the text and all that the rule asked for stay the same. */
interface Judgements {
  readonly facts: readonly Fact[];
  readonly asked: readonly Asked[];
  readonly judged: readonly Judged[];
  /** The same under the settings. */
  readonly said: Said;
}

/** A list of facts that a rule asked for. */
interface Asked {
  readonly question: Question;
  readonly list: readonly Fact[];
}

/** What a rule says of the workspace. */
interface Ruling {
  /** The facts that it is about. */
  readonly about: ReadonlyMap<string, readonly Fact[]>;
  /** In the order of the facts; of a document that comes new nothing was said yet. */
  readonly documents: Map<string, Judgements | undefined>;
  readonly evidence: readonly Evidence[];
  readonly unknown: readonly Unknown[];
}

/**
 * What the rules say of a workspace, kept from one time to the next: a rule is asked again about documents that were read again, or
 * whose facts, or lists of others' facts, changed.
 */
export class Judging<D extends Settled> {
  readonly #case: Case<D>;
  readonly #ran: ReadonlySet<string>;
  readonly #rulings = new Map<AnyRule, Ruling>();
  #settling: Settling;
  #findings: Findings;
  /** What documents name and nobody can follow. */
  #told: { readonly notes: readonly Fact[]; readonly findings: readonly Finding[] } | undefined;
  /** The moment of the facts when all was judged last. */
  #moment = -1;
  /** Documents that were read again since then. */
  #touched = new Set<string>();
  #hasFolder = false;
  #asked = 0;

  constructor(workspace: Case<D>, settings: Settings) {
    this.#case = workspace;
    this.#ran = new Set(workspace.rules.map(({ id }) => id));
    this.#settling = this.#settlingBy(settings);
    this.#findings = new Findings(this.#settling);
  }

  /** How often a rule was asked about a fact. */
  get asked(): number {
    return this.#asked;
  }

  /** What was judged stands whatever the settings; what it weighs does not. */
  set settings(settings: Settings) {
    this.#settling = this.#settlingBy(settings);
    this.#findings = new Findings(this.#settling);
    for (const uri of this.#case.uris()) this.#findings.reread(uri);
    for (const [rule, { about, documents }] of this.#rulings) {
      for (const [uri, before] of documents) {
        const said = before && saidOf(before.judged, this.#settling, before.said);
        documents.set(uri, before && said && { ...before, said });
        this.#findings.replace(undefined, said);
      }
      this.#rulings.set(rule, { about, documents, evidence: gathered(documents, 'evidence'), unknown: gathered(documents, 'unknown') });
    }
  }

  outcome(): Outcome {
    const { rules, store, entryOf, folder } = this.#case;
    const touched = this.#touched;
    for (const uri of store.touched()) touched.add(uri);
    const hasFolder = entryOf(folder) !== undefined;
    if (hasFolder !== this.#hasFolder) touched.add(folder);
    this.#hasFolder = hasFolder;
    for (const uri of touched) this.#findings.reread(uri);
    const rulings = rules.map((rule) => this.#judge(rule, touched));
    this.#moment = store.moment;
    this.#touched = new Set();
    const notes = store.facts(Note);
    if (this.#told?.notes !== notes) this.#told = { notes, findings: told(notes, this.#settling) };
    const { findings, suppressed } = this.#findings.all();
    return {
      findings: [...findings, ...this.#told.findings],
      evidence: rulings.flatMap(({ evidence }) => evidence),
      unknown: rulings.flatMap(({ unknown }) => unknown),
      suppressed,
    };
  }

  #settlingBy(settings: Settings): Settling {
    const { digest, entryOf } = this.#case;
    return { settings, digest, documentOf: entryOf, ran: (rule) => this.#ran.has(rule) };
  }

  #judge(rule: AnyRule, touched: ReadonlySet<string>): Ruling {
    const { store } = this.#case;
    const about = store.listed(rule.about).byDocument;
    const known = this.#rulings.get(rule);
    const isJudged = (uri: string): boolean => about.has(uri) && this.#isJudged(rule, uri);
    const isNew = !known || !haveSameKeys(known.about, about) || [...touched].some((uri) => isJudged(uri) !== known.documents.has(uri));
    const documents = isNew
      ? new Map([...about.keys()].filter(isJudged).map((uri) => [uri, known?.documents.get(uri)] as const))
      : known.documents;
    const isWide = isNew || known.about !== about || (rule.reads ?? []).some((kind) => store.changedAt(kind) > this.#moment);
    const again = [...(isWide ? documents.keys() : touched)].filter(
      (uri) => documents.has(uri) && (touched.has(uri) || !holds(documents.get(uri), about.get(uri))),
    );
    if (!isNew && known.about === about && again.length === 0) return known;
    const made = again.map((uri) => [uri, this.#judgements(rule, uri, about.get(uri) ?? [], documents.get(uri)?.said)] as const);
    let { evidence, unknown }: Partial<Ruling> = isNew || again.length > FEW ? {} : known;
    for (const [uri, now] of made) {
      const before = documents.get(uri);
      this.#findings.replace(before?.said, now?.said);
      documents.set(uri, now);
      evidence &&= replaced(evidence, before?.said.evidence ?? [], now?.said.evidence ?? []);
      unknown &&= replaced(unknown, before?.said.unknown ?? [], now?.said.unknown ?? []);
    }
    if (isNew) for (const [uri, gone] of known?.documents ?? []) if (!documents.has(uri)) this.#findings.replace(gone?.said, undefined);
    const ruling = {
      about,
      documents,
      evidence: evidence ?? gathered(documents, 'evidence'),
      unknown: unknown ?? gathered(documents, 'unknown'),
    };
    this.#rulings.set(rule, ruling);
    return ruling;
  }

  #isJudged(rule: AnyRule, uri: string): boolean {
    const entry = this.#case.entryOf(uri);
    return entry !== undefined && (rule.about.everyRole || rolesOf(rule).includes(entry.role));
  }

  #judgements(rule: AnyRule, uri: string, facts: readonly Fact[], before: Said | undefined): Judgements | undefined {
    const { neighbours, entryOf, documentOf, log } = this.#case;
    const entry = entryOf(uri);
    if (!entry) return undefined;
    const asked = new Map<string, Asked>();
    const ask = <T>(key: string, questionOf: () => Question): readonly Fact<T>[] => {
      let known = asked.get(key);
      if (!known) {
        const question = questionOf();
        asked.set(key, (known = { question, list: question() }));
      }
      return known.list as readonly object[] as readonly Fact<T>[];
    };
    const reach: Reach = {
      project: (kind) => ask(kind.id, () => neighbours.askInProject(kind, entry)),
      everywhere: (kind, where) =>
        where
          ? ask(`${kind.id} ${JSON.stringify(where)}`, () => () => neighbours.everywhere(kind, entry.role, where))
          : ask(`${kind.id} *`, () => neighbours.askEverywhere(kind, entry.role)),
    };
    const judge = judging(rule, documentOf(entry), reach);
    const judged = facts.flatMap((fact) => {
      this.#asked += 1;
      try {
        return judge(fact).map((judgement) => ({ rule, fact, document: entry, judgement }));
      } catch (error) {
        log(`The rule ${rule.id} failed on ${entry.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return [];
      }
    });
    return { facts, asked: [...asked.values()], judged, said: saidOf(judged, this.#settling, before) };
  }
}

/** Whether two lists of documents are the same, in the same order. */
const haveSameKeys = (a: Ruling['about'], b: Ruling['about']): boolean =>
  a === b || (a.size === b.size && alike([...a.keys()], [...b.keys()]));

const holds = (judgements: Judgements | undefined, facts: readonly Fact[] | undefined): boolean =>
  judgements?.facts === facts && judgements?.asked.every(({ question, list }) => question() === list) === true;

/** As many documents are put in their place among the others; of more, all is gathered anew. */
const FEW = 20;

const gathered = <K extends 'evidence' | 'unknown'>(documents: Ruling['documents'], key: K): Said[K] =>
  [...documents.values()].flatMap(
    (judgements): readonly (Evidence | Unknown)[] => judgements?.said[key] ?? [],
  ) as readonly unknown[] as Said[K];
