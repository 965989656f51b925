import type { AnyKind, Fact, FactBase, FactKind } from './fact.js';
import type { Document, Role } from './document.js';
import type { Fix, FixKind, RuleId, Severity, TextEdit } from './finding.js';
import type { At } from './span.js';

type PlaceholdersOf<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersOf<Rest> : never;

/** A message, or several under a name each where one gap takes different words. */
export type Messages = string | Readonly<Record<string, string>>;
type Variant<M extends Messages> = M extends string ? never : Extract<keyof M, string>;
type WordsOf<S extends string> = [PlaceholdersOf<S>] extends [never]
  ? Record<never, never>
  : Readonly<Record<PlaceholdersOf<S>, string | number>>;

/** The words for a message's placeholders; one that is missing or misspelt does not compile. */
export type Telling<M extends Messages> = string extends M
  ? { readonly say?: string; readonly words?: Readonly<Record<string, string | number>> }
  : M extends string
    ? [PlaceholdersOf<M>] extends [never]
      ? { readonly words?: Record<never, never> }
      : { readonly words: WordsOf<M> }
    : { [K in Variant<M>]: { readonly say: K } & TellingVariant<M, K> }[Variant<M>];
type TellingVariant<M, K extends keyof M> = M[K] extends string
  ? [PlaceholdersOf<M[K]>] extends [never]
    ? { readonly words?: Record<never, never> }
    : { readonly words: WordsOf<M[K]> }
  : never;

export type Problem<M extends Messages = Messages> = Telling<M> & {
  /** The words that are wrong, and no more. */
  readonly at: At;
  readonly related?: readonly { readonly at: At; readonly note: string }[];
  /** As a function, they are made when somebody asks for them: that is seldom, and most look at much of the text. */
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]);
  /** Only where the rule's own severity does not fit this case. */
  readonly severity?: Severity;
  /** What the finding is about, for its fingerprint: a name that stays when lines move. Default: the subject's own text is not used, only the order. */
  readonly subject?: string;
  /** What it is about, in a word: items of the checklist that are about one thing ask a rule of wide reach for no more. */
  readonly concerns?: string;
};

export type Judgement =
  | {
      readonly is: 'problem';
      readonly at: At;
      readonly message: string;
      readonly related: readonly { readonly at: At; readonly note: string }[];
      readonly fixes: readonly Fix[];
      readonly severity?: Severity;
      readonly subject?: string;
      readonly concerns?: string;
    }
  | { readonly is: 'evidence'; readonly at: At; readonly note: string; readonly concerns?: string }
  | { readonly is: 'unknown'; readonly at: At }
  | { readonly is: 'exempt' };

/** A judgement that has something to say. */
export type Saying = Exclude<Judgement, { readonly is: 'exempt' }>;

/** The one field that is asked for, or the document. */
export type Where<T> = Readonly<Partial<T & Pick<FactBase, 'uri'>>>;

/** All that a rule can reach. */
export interface Scope<M extends Messages = Messages> {
  /** The subject's document. */
  readonly document: Document;
  /** Facts of the subject's project; only kinds that the rule names in `reads`. */
  facts<T>(kind: FactKind<T>): readonly Fact<T>[];
  /** Facts of the whole workspace; only kinds that the rule names in `reads`. With `where`, those whose one field has this value: others may change unnoticed. */
  everywhere<T>(kind: FactKind<T>, where?: Where<T>): readonly Fact<T>[];
  problem(problem: Problem<M>): Judgement;
  evidence(at: At, note: string, concerns?: string): Judgement;
  unknown(at: At): Judgement;
  /** None of the rule's business: a service that is no datastore neither has its data on a volume nor lacks one. */
  readonly exempt: Judgement;
}

/** `present`: something bad stands in a file. `absent`: something good is missing. */
export type Shape = 'present' | 'absent';

export interface Example {
  readonly file: string;
  readonly bad: string;
  readonly good: string;
  /** Other files that stand there in both, by path: a gap of a whole workspace needs something to be a gap of. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** One readiness gap. */
export interface Rule<T = object, M extends Messages = Messages> {
  readonly id: RuleId;
  readonly shape: Shape;
  readonly severity: Severity;
  readonly title: string;
  /** Fact, consequence, action: one whole sentence or three, with `{placeholders}`. */
  readonly message: M;
  /** What is true where the rule has nothing to say; of the shape `absent`, what the places that it names as evidence show. */
  readonly holds: string;
  /** The consequence in production, at most three sentences. */
  readonly why: string;
  /** Standards and documentation that a reader may want. */
  readonly references?: readonly string[];
  readonly about: FactKind<T>;
  readonly reads?: readonly AnyKind[];
  /** Which documents are judged. Default: production; for the present shape development, too, one severity lower. */
  readonly roles?: readonly Role[];
  readonly severityIn?: Partial<Readonly<Record<Role, Severity | 'off'>>>;
  /** At the same place, only this rule's finding is shown. */
  readonly supersedes?: readonly RuleId[];
  /** A CVSS-like number from 0 to 10 for code scanning services; only for gaps of security. */
  readonly security?: number;
  check(fact: Fact<T>, scope: Scope<M>): Iterable<Judgement>;
  readonly examples: readonly Example[];
}

/** A rule of whatever subject and words, as the engine holds it. */
export interface AnyRule extends Omit<Rule, 'about' | 'check'> {
  readonly about: AnyKind;
  check(fact: FactBase, scope: Scope): Iterable<Judgement>;
}

/** Checks a rule's words against its message, and forgets its types. */
export const rule = <T, const M extends Messages>(definition: Rule<T, M>): AnyRule => definition;

const offered = (kind: FixKind, title: string, edits: readonly TextEdit[] | undefined): readonly Fix[] =>
  edits && edits.length > 0 ? [{ title, kind, edits }] : [];

/** One keystroke at one place. Nothing is offered where there is nothing to edit. */
export const fix = (title: string, edits: readonly TextEdit[] | undefined): readonly Fix[] => offered('edit', title, edits);
/** May run in bulk and on save. */
export const safeFix = (title: string, edits: readonly TextEdit[] | undefined): readonly Fix[] => offered('safe', title, edits);
/** Leaves something for a person to choose. */
export const suggestion = (title: string, edits: readonly TextEdit[] | undefined): readonly Fix[] => offered('suggestion', title, edits);

/** A sample of code, its common indentation taken off, ending in a line break. */
export function code(strings: TemplateStringsArray, ...parts: readonly string[]): string {
  const lines = String.raw({ raw: strings.raw }, ...parts)
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const common = indents.length ? Math.min(...indents) : 0;
  return `${lines.map((line) => line.slice(common)).join('\n')}\n`;
}
