import type {
  AcceptedFinding,
  Assessment,
  Blocker,
  ChecklistSettings,
  Condition,
  Item,
  ItemState,
  ItemStatus,
  Profile,
  Progress,
  Question,
  RecordNotice,
  Role,
  RoleState,
  Section,
  SectionState,
  Verdict,
} from '../model/checklist.js';
import { alike as sameItems } from '../model/alike.js';
import type { Finding, Outcome, RuleId, Severity, Unknown } from '../model/finding.js';
import { grouped } from '../model/grouped.js';
import { oncePer } from '../model/once.js';
import { once } from './once.js';
import type { Attestation, Baseline, Ledger, RecordState, Waiver } from '../model/signoff.js';
import { type Digest, Register, inForce, isAttestation } from '../signoff/records.js';
import { standingOf } from '../signoff/standing.js';
import { fails, nameOf } from '../signoff/state.js';
import { type Applicability, LOOKED_FOR, applicabilityOf } from './applicability.js';
import { CATALOGUE_VERSION } from './catalogue.js';
import { type Coverage, coverageOf } from './coverage.js';
import { withCustom } from './custom.js';
import { signalsOf } from './signals.js';
import type { Surroundings } from './surroundings.js';
import { comparedTo, openTargets } from './targets.js';
import { rolesFor } from './who-signs.js';

/** What the checklist needs to know of a rule. */
export interface RuleTraits {
  readonly severity: Severity;
  readonly shape: 'present' | 'absent';
  /** Turned off for the whole workspace: what it would say is not known. */
  readonly off: boolean;
}

export interface Assessing {
  readonly sections: readonly Section[];
  readonly outcome: Outcome;
  readonly around: Surroundings;
  readonly settings: ChecklistSettings;
  readonly ledger: Ledger;
  readonly baseline: Baseline;
  readonly now: Date;
  readonly digest: Digest;
  /** Undefined for a rule that is not built. */
  readonly traits: (rule: RuleId) => RuleTraits | undefined;
}

const DONE: ReadonlySet<ItemStatus> = new Set<ItemStatus>(['passing', 'attested', 'waived']);
const OPEN: ReadonlySet<ItemStatus> = new Set<ItemStatus>(['failing', 'to-confirm', 'to-attest']);

/** The state of every item, and what it means for a signature. Pure: the same outcome, records and moment give the same assessment. */
export function assess(given: Assessing): Assessment {
  const { settings, outcome, baseline, ledger, now, digest } = given;
  const { profile } = settings;
  const register = new Register(ledger, now, digest);
  const sections = withCustom(given.sections, settings.custom);
  const roles = rolesFor(settings.roles);
  const split = divide(outcome, baseline, register);
  const said = byItem(sections, outcome, split, given.around);
  const first = sections.map((section) => ({
    section,
    items: section.items.map((item) => stateOf(item, said.get(item) ?? nothing(), given, register)),
  }));
  const owned = (role: Role): readonly ItemState[] => {
    const own = new Set(role.owns);
    return first.flatMap(({ section, items }) => (own.has(section.id) ? items : [])).filter(({ item }) => isSigned(item));
  };
  const all = first.flatMap(({ items }) => items);
  const settled = settledIn(all);
  const blockers = profile === 'demo' ? [] : blockersOf(all, split, settled, settings);
  const roleStates = roles.map((role): RoleState => {
    const items = owned(role);
    const held = new Set(items);
    const rules = new Set<string>(items.flatMap(({ item }) => item.rules));
    return {
      role,
      ...standingOf({ role, items, signoffs: ledger.signoffs, register, catalogue: CATALOGUE_VERSION, digest }),
      progress: progressOf(items),
      blockers: blockers.filter((blocker) => (blocker.kind === 'item' ? held.has(blocker.state) : rules.has(blocker.finding.rule))),
    };
  });
  const states = first.map(({ section, items }): SectionState => {
    const shown = items.map((state) => (state.item.signOff === undefined ? state : viewOf(state, roleStates)));
    return { section, items: shown, progress: progressOf(items) };
  });
  const items = states.flatMap((section) => section.items);
  const { open, accepted } = answered(outcome, split, settled);
  return {
    profile,
    sections: states,
    progress: progressOf(all),
    blocking: blockers.length,
    blockers,
    questions: questionsOf(items),
    after: items.filter(({ item, status }) => item.phase === 'after' && status !== 'not-applicable'),
    roles: roleStates,
    notices: [...noticesOf(register, items, split)],
    open,
    accepted,
    baselined: split.baselined,
    verdict: verdictOf(blockers, roleStates),
  };
}

/** Whether signatures and progress speak of an item: not of the views of the signatures themselves, nor of what comes after the launch. */
const isSigned = ({ signOff, phase }: Item): boolean => signOff === undefined && phase === 'before';

function progressOf(states: readonly ItemState[]): Progress {
  const applicable = states.filter(({ item, shown, status }) => isSigned(item) && shown && status !== 'not-applicable');
  return { done: applicable.filter(({ status }) => DONE.has(status)).length, applicable: applicable.length };
}

const blocks = ({ blocking, status, item }: ItemState): boolean => blocking && item.phase === 'before' && OPEN.has(status);

/** Findings apart from what items make of them. */
interface Split {
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly baselined: readonly Finding[];
}

function divide({ findings }: Outcome, { fingerprints }: Baseline, register: Register): Split {
  if (!register.speaksOfFindings && fingerprints.size === 0) return { open: findings, accepted: NONE, baselined: NONE };
  const open: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  const baselined: Finding[] = [];
  for (const finding of findings) {
    const [waiver] = inForce(register.waiversOf(finding));
    if (waiver) accepted.push(acceptedBy(finding, waiver.record));
    else if (fingerprints.has(finding.fingerprint)) baselined.push(finding);
    else open.push(finding);
  }
  return { open, accepted, baselined };
}

const NONE: readonly never[] = [];

/** How a finding was last accepted: the same object as long as it is by the same record. */
const acceptances = new WeakMap<Finding, AcceptedFinding>();

function acceptedBy(finding: Finding, by: AcceptedFinding['by']): AcceptedFinding {
  let known = acceptances.get(finding);
  if (known?.by !== by) acceptances.set(finding, (known = { finding, by }));
  return known;
}

/** What the rules of one item have to say. */
interface Said {
  readonly findings: Finding[];
  readonly accepted: AcceptedFinding[];
  readonly baselined: Finding[];
  readonly suppressed: Finding[];
  readonly evidence: Outcome['evidence'][number][];
  readonly unknown: Outcome['unknown'][number][];
  /** What shows something else than the item asks for, or a part of it. */
  readonly beside: Outcome['evidence'][number][];
}

const nothing = (): Said => ({ findings: [], accepted: [], baselined: [], suppressed: [], evidence: [], unknown: [], beside: [] });

/** What was said last of the items of a workspace, and the lists that it was taken from. */
const lastSaid = new WeakMap<Surroundings, { readonly lists: Lists; readonly said: ReadonlyMap<Item, Said> }>();

interface Lists extends Split, Pick<Outcome, 'suppressed' | 'evidence' | 'unknown'> {}

/** What the rules of each item say: the same object where none of them says anything else than the last time. */
function byItem(sections: readonly Section[], outcome: Outcome, split: Split, around: Surroundings): ReadonlyMap<Item, Said> {
  const { suppressed, evidence, unknown } = outcome;
  const lists: Lists = { ...split, suppressed, evidence, unknown };
  const last = lastSaid.get(around);
  const moved = last && rulesMoved(last.lists, lists);
  const said = new Map<Item, Said>();
  const again: Item[] = [];
  for (const item of sections.flatMap(({ items }) => items)) {
    const before = last?.said.get(item);
    const holds = before && !item.rules.some((rule) => moved?.has(rule)) && !item.doubtedBy?.some((rule) => moved?.has(rule));
    said.set(item, holds ? before : nothing());
    if (!holds) again.push(item);
  }
  hand(lists, again, said);
  lastSaid.set(around, { lists, said });
  return said;
}

/** Each thing said is handed to the items of its rule, in one pass. */
function hand(
  { open, accepted, baselined, suppressed, evidence, unknown }: Lists,
  items: readonly Item[],
  said: ReadonlyMap<Item, Said>,
): void {
  const byRule = new Map<string, { readonly mine: Said; readonly only: string | undefined }[]>();
  const doubting = new Map<string, Said[]>();
  for (const item of items) {
    const mine = said.get(item) ?? nothing();
    for (const rule of new Set(item.rules)) byRule.set(rule, [...(byRule.get(rule) ?? []), { mine, only: item.concerning?.[rule] }]);
    for (const rule of item.doubtedBy ?? []) doubting.set(rule, [...(doubting.get(rule) ?? []), mine]);
  }
  const each = <T>(list: readonly T[], of: (one: T) => Finding, to: (mine: Said) => T[]): void => {
    for (const one of list) {
      const wanting = byRule.get(of(one).rule);
      if (wanting) for (const { mine, only } of wanting) if (only === undefined || only === of(one).concerns) to(mine).push(one);
    }
  };
  const itself = (finding: Finding): Finding => finding;
  each(open, itself, ({ findings }) => findings);
  each(
    accepted,
    ({ finding }) => finding,
    (mine) => mine.accepted,
  );
  each(baselined, itself, (mine) => mine.baselined);
  each(suppressed, itself, (mine) => mine.suppressed);
  for (const place of evidence)
    for (const { mine, only } of byRule.get(place.rule) ?? NONE)
      (only === undefined || only === place.concerns ? mine.evidence : mine.beside).push(place);
  // What cannot be told may concern anything.
  for (const place of unknown) for (const { mine } of byRule.get(place.rule) ?? NONE) mine.unknown.push(place);
  if (doubting.size > 0)
    for (const finding of open)
      for (const mine of doubting.get(finding.rule) ?? NONE) if (fails(finding)) mine.unknown.push(doubtOf(finding));
}

/** What leaves open whether an item holds, because of a finding. */
const doubtOf = oncePer(({ rule, at }: Finding): Unknown => ({ rule, at }));

/** The rules that say anything else than before. */
function rulesMoved(before: Lists, now: Lists): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const list of ['open', 'baselined', 'suppressed', 'evidence', 'unknown'] as const)
    findMoved(before[list], now[list], ({ rule }) => rule, moved);
  findMoved(before.accepted, now.accepted, ({ finding }) => finding.rule, moved);
  return moved;
}

/** Lists keep to an order, and most of what stands in them stays: what differs is found between their ends, rule by rule. */
function findMoved<T>(before: readonly T[], now: readonly T[], ruleOf: (one: T) => string, moved: Set<string>): void {
  let [oldEnd, nowEnd] = [before.length, now.length];
  while (oldEnd > 0 && nowEnd > 0 && before[oldEnd - 1] === now[nowEnd - 1]) [oldEnd, nowEnd] = [oldEnd - 1, nowEnd - 1];
  const after = (list: readonly T[], at: number, end: number): number => {
    const rule = at < end ? ruleOf(list[at] as T) : undefined;
    if (rule !== undefined) moved.add(rule);
    while (at < end && ruleOf(list[at] as T) === rule) at += 1;
    return at;
  };
  let [old, at] = [0, 0];
  while (old < oldEnd || at < nowEnd) {
    if (old < oldEnd && at < nowEnd && before[old] === now[at]) [old, at] = [old + 1, at + 1];
    else [old, at] = [after(before, old, oldEnd), after(now, at, nowEnd)];
  }
}

/** What an item is told apart from the rules' outcome and the records: by the workspace and the settings. */
type Seen = ReturnType<typeof see>;

/** What people have written down about an item, and about what its rules found. */
interface Recorded {
  readonly attestations: readonly RecordState<Attestation>[];
  readonly waivers: readonly RecordState<Waiver>[];
  readonly ofFindings: readonly RecordState<Waiver>[];
}

/** What was last said of an item, and what it was said from. */
const lasts = new WeakMap<Item, { readonly seen: Seen; readonly said: Said; readonly records: Recorded; readonly state: ItemState }>();

/** The state of an item: the same object as long as nothing changed that it is made from. */
function stateOf(item: Item, said: Said, given: Assessing, register: Register): ItemState {
  const { around, settings, traits } = given;
  const seen = once(around, `${item.id} by ${numberOf(settings)} ${numberOf(traits)}`, () => see(item, given));
  const records = {
    attestations: register.attestations(item.id),
    waivers: register.waiversOfItem(item.id),
    ofFindings: waiversOfFindings(said, register),
  };
  const last = lasts.get(item);
  if (last?.seen === seen && (last.said === said || isSaid(last.said, said)) && haveSame(last.records, records)) return last.state;
  const state = asBefore(decided(item, said, given, seen, records));
  lasts.set(item, { seen, said, records, state });
  return state;
}

const haveSame = <T extends object>(before: T, now: T): boolean =>
  (Object.keys(now) as (keyof T)[]).every((key) => sameItems(before[key] as readonly unknown[], now[key] as readonly unknown[]));

const isSaid = ({ accepted: before, ...others }: Said, { accepted: now, ...rest }: Said): boolean =>
  haveSame(others, rest) && areAccepted(before, now);

const areAccepted = (before: readonly AcceptedFinding[], now: readonly AcceptedFinding[]): boolean =>
  before.length === now.length && now.every(({ finding, by }, i) => finding === before[i]?.finding && by === before[i].by);

const numbers = new WeakMap<object, number>();
let numbered = 0;

/** A number for an object, to name it by. */
function numberOf(object: object): string {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = numbered += 1));
  return String(number);
}

function see(item: Item, { around, settings, traits }: Assessing) {
  const judging = item.rules.filter((rule) => traits(rule)?.off === false);
  const targets = comparedTo(item, around, settings.targets);
  return {
    applies: applicabilityOf(item, around, settings.answers),
    judging: judging.length,
    off: item.rules.filter((rule) => traits(rule)?.off === true).length,
    // That all was read for one thing says nothing of the few that the item asks for.
    coverage: coverageOf(
      judging.filter((rule) => item.concerning?.[rule] === undefined),
      around,
    ),
    signals: signalsOf(item, around),
    targets,
    aim: openTargets(item, targets),
  };
}

function decided(item: Item, said: Said, { settings, traits }: Assessing, seen: Seen, records: Recorded): ItemState {
  const { evidence, unknown, baselined } = said;
  const { applies, judging, off, coverage, signals, targets, aim } = seen;
  const { attestations, waivers, ofFindings } = records;
  const excluded = Object.hasOwn(settings.notApplicable, item.id) ? settings.notApplicable[item.id] : undefined;
  const { findings, accepted } = answeredElsewhere(said, attestations, traits);
  // A figure below the catalogue's example is none of the team's, which has its own.
  const own = aim === undefined && targets.some(({ isExample, met }) => !isExample && met === true);
  const advice = (): number =>
    findings.filter(({ rule, concerns }) => !item.advisedBy?.includes(rule) && !(own && concerns === FIGURE) && isAdvice(traits(rule)))
      .length;
  const isAbsent = (rule: RuleId): boolean => traits(rule)?.shape === 'absent';
  const shown = shows(item, evidence, coverage, isAbsent);
  const checked = { built: judging, all: item.rules.length };
  const known = { ...said, findings, accepted, coverage, shown, signals, off, advice, aim, checked };
  const base = excluded === undefined ? decide(item, known, applies) : { status: 'not-applicable' as const, reason: excluded };
  const decision = recorded(base, known, attestations, waivers);
  const byItemWaiver = decision.waiver;
  return {
    item,
    status: decision.status,
    blocking: item.signOff === undefined && isBlocking(item, settings.profile),
    shown: isShown(item, settings.profile, findings, traits),
    reason: decision.reason,
    appliesBecause: applies.because,
    question: excluded === undefined && applies.state === 'question' ? applies.question : undefined,
    findings: byItemWaiver ? findings.filter((finding) => !fails(finding)) : findings,
    accepted: byItemWaiver ? [...accepted, ...findings.filter(fails).map((finding) => ({ finding, by: byItemWaiver }))] : accepted,
    baselined,
    evidence,
    signals,
    coverage: coverage?.words,
    unknown,
    targets,
    checked: known.checked,
    records: { attestations, waivers: [...waivers, ...ofFindings] },
  };
}

/** What was last said of an item. */
const states = new WeakMap<Item, ItemState>();

/** The same object as the last time where it says the same: then so does all that was made of it. */
function asBefore(state: ItemState): ItemState {
  const before = states.get(state.item);
  if (before && alike(before, state, ['findings', 'baselined', 'evidence', 'unknown', 'appliesBecause', 'signals'])) return before;
  states.set(state.item, state);
  return state;
}

/** Whether two states hold the same, in lists of things that stay the same objects as in all others. */
function alike(before: ItemState, now: ItemState, lists: readonly (keyof ItemState)[]): boolean {
  return (Object.keys(now) as (keyof ItemState)[]).every((key) => {
    const [a, b] = [before[key], now[key]];
    if (Object.is(a, b)) return true;
    if (lists.includes(key)) return sameItems(a as readonly unknown[], b as readonly unknown[]);
    switch (key) {
      case 'accepted':
        return areAccepted(before.accepted, now.accepted);
      case 'records':
        return haveSame(before.records, now.records);
      case 'checked':
      case 'question':
      case 'targets':
        return JSON.stringify(a) === JSON.stringify(b);
      default:
        return false;
    }
  });
}

function waiversOfFindings({ accepted, findings, baselined }: Said, register: Register): readonly RecordState<Waiver>[] {
  if (!register.speaksOfFindings) return NONE;
  const all = [...accepted.map(({ finding }) => finding), ...findings, ...baselined];
  return [...new Set(all.flatMap((finding) => register.waiversOf(finding)))];
}

/** What is missing here and attested to be provided elsewhere is no gap; what is wrong here stays one. */
function answeredElsewhere(
  { findings, accepted }: Said,
  attestations: readonly RecordState<Attestation>[],
  traits: Assessing['traits'],
): Pick<Said, 'findings' | 'accepted'> {
  const elsewhere = inForce(attestations).find(({ record }) => record.providedElsewhere === true)?.record;
  if (!elsewhere) return { findings, accepted };
  const isMissing = (finding: Finding): boolean => traits(finding.rule)?.shape === 'absent';
  return {
    findings: findings.filter((finding) => !isMissing(finding)),
    accepted: [...accepted, ...findings.filter(isMissing).map((finding) => ({ finding, by: elsewhere }))],
  };
}

const isBlocking = ({ blocking, standard }: Item, profile: Profile): boolean =>
  profile === 'strict' ? blocking : profile === 'standard' && standard === 'blocking';

function isShown({ standard, rules }: Item, profile: Profile, findings: readonly Finding[], traits: Assessing['traits']): boolean {
  if (profile === 'strict') return true;
  if (profile === 'standard') return standard !== 'more';
  return rules.some((rule) => traits(rule)?.severity === 'error') || findings.some(({ severity }) => severity === 'error');
}

interface Known extends Said {
  readonly coverage: Coverage | undefined;
  readonly signals: ItemState['signals'];
  readonly checked: ItemState['checked'];
  /** Rules of the item that are turned off. */
  readonly off: number;
  /** Whether evidence shows all that the item says. */
  readonly shown: boolean;
  /** Open information that speaks against the item, however little that may matter. */
  readonly advice: () => number;
  /** Why a team's own figure keeps the item open. */
  readonly aim: string | undefined;
}

type Decision = Pick<ItemState, 'status' | 'reason'>;

const attest = (reason: string): Decision => ({ status: 'to-attest', reason });

const count = (number: number, one: string, many: string): string => (number === 1 ? `one ${one}` : `${grouped(number)} ${many}`);

/** The table of `docs/design.md`, top down, before records are looked at: the first line that fits decides. */
function decide(item: Item, known: Known, applies: Applicability): Decision {
  const { findings, accepted, baselined, suppressed, evidence, beside, unknown, coverage, shown, signals, checked, off, advice, aim } =
    known;
  if (applies.state === 'question') return { status: 'not-applicable', reason: 'a question is open' };
  if (applies.state === 'not') return { status: 'not-applicable', reason: notBecause(item, applies) };
  if (findings.some(fails)) return { status: 'failing', reason: undefined };
  const notChecked = checked.built === 0 && checked.all > 0;
  const lacking =
    off > 0 && checked.built === 0
      ? 'its rules are turned off in preflight.yaml'
      : notChecked
        ? 'not checked automatically yet'
        : off > 0
          ? `${String(checked.built)} of ${String(checked.all)} checked, ${String(off)} turned off in preflight.yaml`
          : `${String(checked.built)} of ${String(checked.all)} checked`;
  const complete = checked.built === checked.all;
  // Of known gaps only what a person has accepted is settled; a baseline is no acceptance.
  const held = baselined.filter(fails).length;
  if (held) return attest(`${count(held, 'finding is', 'findings are')} in the baseline`);
  const waived = accepted.filter(({ finding, by }) => fails(finding) && !isAttestation(by));
  if (waived.length && complete && unknown.length === 0) return { status: 'waived', reason: acceptance(waived) };
  if (item.verify === 'manual') return attest('files cannot show it');
  if (item.verify === 'assisted') {
    // That nothing wrong was found hints at nothing good.
    if (evidence.length > 0 || signals.length > 0)
      return { status: 'to-confirm', reason: aim ?? 'something is there: say whether it is enough' };
    return attest(notChecked ? lacking : unknown.length > 0 ? notTold(unknown.length) : 'nothing was found that shows it');
  }
  if (!complete || checked.all === 0) return attest(checked.all === 0 ? 'not checked automatically yet' : lacking);
  if (unknown.length > 0) return attest(notTold(unknown.length));
  if (coverage?.partial) return attest(coverage.words);
  // What is right in one place is no proof for another where it is not.
  const against = shown ? advice() : 0;
  if (against > 0) return attest(`it holds in part: ${count(against, 'place speaks against it', 'places speak against it')}`);
  if (shown && aim !== undefined) return attest(aim);
  if (shown) return { status: 'passing', reason: coverage?.words };
  const silenced = suppressed.filter(fails).length;
  if (evidence.length + beside.length > 0 && !silenced) return attest('what was found shows a part of it only');
  return attest(silenced ? `${count(silenced, 'finding is', 'findings are')} silenced by comments` : 'nothing was found that shows it');
}

/** What a finding concerns that only holds a figure against the catalogue's example. */
const FIGURE = 'figure';

/** What is missing somewhere, whatever it weighs, and what is wrong by a rule that only informs. A graver rule that makes light of a case says that it does no harm there. */
const isAdvice = (rule: RuleTraits | undefined): boolean => rule !== undefined && (rule.shape === 'absent' || rule.severity === 'info');

/**
 * Whether what was found shows all that an item says. Where something good has to be there, a place has to show it: that
 * nothing bad was seen beside it is not enough.
 */
function shows(item: Item, evidence: Said['evidence'], coverage: Coverage | undefined, isAbsent: (rule: RuleId) => boolean): boolean {
  const by = new Set(evidence.map(({ rule }) => rule));
  if (item.provenBy) return item.provenBy.every((rule) => by.has(rule));
  if (item.rules.some(isAbsent)) return evidence.some(({ rule }) => isAbsent(rule));
  return evidence.length > 0 || coverage !== undefined;
}

const notTold = (places: number): string => `${count(places, 'place', 'places')} cannot be told from files`;

const notBecause = (item: Item, { because }: Applicability): string =>
  because.length
    ? because.map(({ note }) => note).join('; ')
    : `not found: ${item.applies.map((condition) => LOOKED_FOR[condition]).join(', ')}`;

const until = ({ expires }: Waiver): string => `until ${expires.slice(0, 10)}`;

function acceptance(accepted: readonly AcceptedFinding[]): string {
  const waivers = [...new Set(accepted.flatMap(({ by }) => (isAttestation(by) ? [] : [by])))];
  return [...new Set(waivers.map((waiver) => `accepted by ${nameOf(waiver.by)} ${until(waiver)}: ${waiver.reason}`))].join('; ');
}

/** What people's records make of an open item. */
function recorded(
  base: Decision,
  { findings }: Known,
  attestations: readonly RecordState<Attestation>[],
  waivers: readonly RecordState<Waiver>[],
): Decision & { readonly waiver?: Waiver } {
  if (!OPEN.has(base.status)) return base;
  const [attestation] = inForce(attestations);
  if (attestation && !findings.some(fails)) {
    const { by, at, note, providedElsewhere } = attestation.record;
    const how = providedElsewhere ? 'provided elsewhere, says' : 'attested by';
    return { status: 'attested', reason: `${how} ${nameOf(by)} on ${at.slice(0, 10)}${note ? `: ${note}` : ''}` };
  }
  const [waiver] = inForce(waivers);
  if (waiver) {
    const { record } = waiver;
    return { status: 'waived', reason: `accepted by ${nameOf(record.by)} ${until(record)}: ${record.reason}`, waiver: record };
  }
  const [expired] = [...attestations, ...waivers];
  if (!expired || base.status === 'failing') return base;
  const what = isAttestation(expired.record) ? 'attestation' : 'waiver';
  return { ...base, reason: `the ${what} by ${nameOf(expired.record.by)} expired on ${(expired.record.expires ?? '').slice(0, 10)}` };
}

/** An item that only shows a role's signature. */
function viewOf(state: ItemState, roles: readonly RoleState[]): ItemState {
  const role = roles.find((one) => one.role.id === state.item.signOff);
  if (!role || (!role.role.required && role.state === 'unsigned'))
    return { ...state, status: 'not-applicable', reason: 'this role is not required to sign' };
  const { signoff, reasons } = role;
  if (role.state === 'signed')
    return { ...state, status: 'attested', reason: signoff && `signed by ${nameOf(signoff.by)} on ${signoff.at.slice(0, 10)}` };
  return { ...state, status: 'to-attest', reason: role.state === 'unsigned' ? 'not signed' : (reasons[0] ?? role.state) };
}

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** Open blocking items, and open errors that none of these holds. */
function blockersOf(items: readonly ItemState[], split: Split, settled: Settled, settings: ChecklistSettings): readonly Blocker[] {
  const open = items.filter(blocks);
  const held = new Set(open.flatMap(({ findings }) => findings.filter(isError)));
  const excluded = rulesOfExcluded(items, settings);
  const errors = split.open.filter(
    (finding) => isError(finding) && !held.has(finding) && !settled.has(finding) && !excluded.has(finding.rule),
  );
  return [...open.map((state) => ({ kind: 'item', state }) as const), ...errors.map((finding) => ({ kind: 'finding', finding }) as const)];
}

/** Rules that speak of no item but such as the team has said not to concern it. */
function rulesOfExcluded(items: readonly ItemState[], { notApplicable }: ChecklistSettings): ReadonlySet<string> {
  const excluded = new Set<string>(items.flatMap(({ item }) => (Object.hasOwn(notApplicable, item.id) ? item.rules : [])));
  if (excluded.size > 0)
    for (const { item } of items) if (!Object.hasOwn(notApplicable, item.id)) for (const rule of item.rules) excluded.delete(rule);
  return excluded;
}

type Settled = ReadonlyMap<Finding, AcceptedFinding>;

/** Findings that records of items answer, and that no other item holds open. */
function settledIn(items: readonly ItemState[]): Settled {
  const settled = new Map(items.flatMap(({ accepted }) => accepted.map((one) => [one.finding, one] as const)));
  if (settled.size > 0)
    for (const { status, findings } of items) if (status !== 'not-applicable') for (const finding of findings) settled.delete(finding);
  return settled;
}

function answered({ findings }: Outcome, split: Split, byItems: Settled): Pick<Assessment, 'open' | 'accepted'> {
  const settled = new Map([...split.accepted.map((one) => [one.finding, one] as const), ...byItems]);
  if (settled.size === 0) return { open: split.open, accepted: [] };
  const kept = new Set(split.baselined);
  return {
    open: findings.filter((finding) => !settled.has(finding) && !kept.has(finding)),
    accepted: findings.flatMap((finding) => settled.get(finding) ?? []),
  };
}

function questionsOf(items: readonly ItemState[]): readonly Question[] {
  const questions = new Map<string, { readonly condition: Condition; readonly question: string; readonly items: ItemState[] }>();
  for (const state of items) {
    if (!state.question) continue;
    const { condition, words } = state.question;
    const known = questions.get(condition);
    if (known) known.items.push(state);
    else questions.set(condition, { condition, question: words, items: [state] });
  }
  return [...questions.values()];
}

function* noticesOf(register: Register, items: readonly ItemState[], split: Split): Iterable<RecordNotice> {
  if (register.all.length === 0) return;
  const known = new Map(items.map(({ item }) => [item.id, item]));
  const there = new Set(
    [...split.open, ...split.accepted.map(({ finding }) => finding), ...split.baselined].map(({ fingerprint }) => fingerprint),
  );
  for (const record of register.all) {
    const about = record.record;
    const isWaiver = !isAttestation(about);
    const { item } = about;
    const gone = isWaiver && about.fingerprint !== undefined ? !there.has(about.fingerprint) : item !== undefined && !known.has(item);
    if (!gone && record.force === 'in-force') continue;
    const who = `The ${isWaiver ? 'waiver' : 'attestation'} by ${nameOf(about.by)}`;
    const name = item ?? (isWaiver ? `${about.rule ?? about.fingerprint ?? ''}${about.path === undefined ? '' : ` in ${about.path}`}` : '');
    if (gone) {
      const why = item === undefined ? 'the finding is gone' : 'the checklist has no such item';
      yield { kind: 'orphan', record, message: `${who} speaks of '${name}': ${why}. Remove it.` };
    } else if (record.force === 'expired' && !isReplaced(about, register))
      yield { kind: 'expired', record, message: `${who} for '${name}' expired on ${(about.expires ?? '').slice(0, 10)}.` };
    else if (record.force === 'expiring')
      yield { kind: 'expiring', record, message: `${who} for '${name}' expires on ${(about.expires ?? '').slice(0, 10)}.` };
  }
}

/** Whether another record says the same, and still counts: then nobody has to renew this one. */
function isReplaced(record: Attestation | Waiver, register: Register): boolean {
  const others =
    record.item === undefined
      ? register.waiversOfFinding((record as Waiver).fingerprint ?? '')
      : [...register.attestations(record.item), ...register.waiversOfItem(record.item)];
  return others.some(({ force }) => force !== 'expired');
}

function verdictOf(blockers: readonly Blocker[], roles: readonly RoleState[]): Verdict {
  if (blockers.length) return 'not-ready';
  const required = roles.filter(({ role }) => role.required);
  // Where no role has to sign, those count that did.
  const counting = required.length ? required : roles.filter(({ state }) => state !== 'unsigned');
  if (counting.some(({ state }) => state === 'stale' || state === 'tampered')) return 'stale';
  return counting.length && counting.every(({ state }) => state === 'signed') ? 'signed' : 'ready-to-sign';
}
