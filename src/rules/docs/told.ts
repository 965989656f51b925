import { newFile } from '../../edits/new-file.js';
import { Heading, OutsideDocs, Paper, Passage, type Topic } from '../../facts/papers.js';
import type { Document } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import type { Fix } from '../../model/finding.js';
import { type Scope, suggestion } from '../../model/rule.js';
import type { At } from '../../model/span.js';

/** What rules about documents read. */
export const PAPERS = [Paper, Heading, Passage, OutsideDocs] as const;

export interface Told {
  /** What tells it, the best place first. */
  readonly proof: { readonly at: At; readonly note: string } | undefined;
  /** What may tell it, for a person to look at. */
  readonly hint: At | undefined;
  /** Headings and documents of that name that say nothing yet. */
  readonly empty: readonly { readonly at: At; readonly note: string }[];
}

type Substantial = Pick<NonNullable<(typeof Heading)['of']>, 'substance' | 'agents' | 'steps' | 'commands'>;

const depth = ({ path }: { readonly path: string }): number => path.split('/').length;

/** Documents that speak for the whole product rather than for one thing in it. */
const GENERAL =
  /^(?!\.github\/(?:workflows|actions|scripts)\/)(?:docs?\/|documentation\/|\.github\/)?(?:[\w-]{1,20}\/)?(?:readme|index|install(?:ation|ing)?|usage|(?:user|admin|operator|developer)?[-_ ]?(?:guide|manual)|handbook|admin(?:istration)?|operations|ops|getting[-_ ]?started|quick[-_ ]?start|overview|introduction|production|set-?up|hosting)(?:[._-][a-z]{2}(?:[-_][a-z]{2})?)?(?:\.\w{2,8})?$/i;
/** Those for people who change the code. */
const FOR_DEVELOPERS =
  /(?:^|\/)(?:contributing|development|developing|developers?|hacking|maintain(?:ers|ing)|releasing)(?:[._-]\w{1,20})?(?:\.\w{2,8})?$/i;
/** What explains a product's own features to its users: such a page on incidents is about theirs. */
const FEATURES =
  /(?:^|\/)(?:user-?guide|features?|dashboard|settings|reference|components?|plugins?|integrations?|sdks?|community-?guide|tutorials?|how-?to)(?:\/|$)/i;
/** A note of one decision does not describe the whole. */
const DECISION = /(?:^|\/)(?:adrs?|decisions|rfcs?|proposals|specs?|research|plans?)\//i;
const FOR_CODE: ReadonlySet<Topic> = new Set(['installation', 'architecture']);

/** A list of folders says where things are, not how they work together. */
const LISTING = /^(?=.{0,60}\b(?:structure|layout)\b)(?!.{0,60}\b(?:architect|design|system))/i;

/** Where words alone lead nobody anywhere. */
const BY_STEPS: ReadonlySet<Topic> = new Set(['installation', 'deployment', 'rollback']);

const isWide = (topic: Topic, path: string): boolean =>
  GENERAL.test(path) || (FOR_CODE.has(topic) && FOR_DEVELOPERS.test(path) && path.split('/').length <= 3);
/** Names that speak of the whole: `auth-architecture.md` describes a part. */
const WHOLE: Partial<Readonly<Record<Topic, RegExp>>> = {
  architecture:
    /(?:^|\/)(?:\d{1,3}[-_])?(?:(?:system|software|technical|high[-_]?level|overall|app|application|backend|project|solution)[-_ ]?)?(?:architecture|design)(?:[-_ ]?(?:overview|docs?|document|guide|diagrams?))?\.\w{2,8}$|(?:^|\/)architecture\/(?:index|readme|overview|system|\d{1,3}[-_])[^/]*$/i,
  installation:
    /(?:^|\/)[^/]{0,40}(?:install|set-?up|getting[-_ ]?started|quick[-_ ]?start|development|self[-_ ]?host)[^/]{0,40}$|(?:^|\/)install\w*\/[^/]+$/i,
};
const isOwn = (topic: Topic, path: string): boolean =>
  !FEATURES.test(path) &&
  (WHOLE[topic]?.test(path) ?? true) &&
  !(topic === 'architecture' && DECISION.test(path)) &&
  (path.split('/').length <= 3 || /^(?:docs?|documentation)\//i.test(path));

/** What the workspace's documents say about a topic. */
export function told({ everywhere }: Pick<Scope, 'everywhere'>, topic: Topic): Told {
  const about = <T extends { readonly topics: readonly Topic[]; readonly path: string }>(facts: readonly Fact<T>[]): readonly Fact<T>[] =>
    facts.filter(({ topics }) => topics.includes(topic)).sort((a, b) => depth(a) - depth(b) || a.path.length - b.path.length);
  const tells = ({ substance, agents, steps, commands }: Fact<Substantial>): boolean =>
    substance === 'told' && !agents && (topic === 'installation' ? commands : steps || !BY_STEPS.has(topic));
  const [papers, headings] = [about(everywhere(Paper)), about(everywhere(Heading))];
  const passages = everywhere(Passage).filter((passage) => passage.topic === topic);
  const paper = papers.find((each) => tells(each) && isOwn(topic, each.path));
  const wide = headings.filter(
    ({ path, level, text }) => isWide(topic, path) && level <= 3 && !(FOR_DEVELOPERS.test(path) && /^getting started$/i.test(text)),
  );
  const heading = wide.find((each) => tells(each) && !(topic === 'architecture' && (LISTING.test(each.text) || DECISION.test(each.path))));
  const passage = passages.find(({ certain }) => certain);
  const proof = paper
    ? { at: paper, note: paper.path }
    : heading
      ? { at: heading, note: `'${heading.text.slice(0, 60)}' in ${heading.path}` }
      : passage && { at: passage, note: `'${passage.words}' in ${passage.path}` };
  return {
    proof,
    hint:
      [...papers, ...headings].find(({ substance }) => substance !== 'little') ??
      passages[0] ??
      everywhere(OutsideDocs).find(({ topics }) => topics.includes(topic)),
    empty: [...papers, ...wide].filter(({ substance }) => substance === 'little').map((at) => ({ at, note: 'It says nothing yet' })),
  };
}

/** Offers a new document to fill in; nothing where a file of that name is there. */
export function newPaper({ everywhere }: Pick<Scope, 'everywhere'>, near: Document, path: string, text: string): readonly Fix[] {
  if (everywhere(Paper).some((paper) => paper.path.toLowerCase() === path.toLowerCase())) return [];
  return suggestion(`Begin '${path}'`, newFile(near, path, text));
}
