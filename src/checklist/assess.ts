import type { Assessment, Item, ItemState, ItemStatus, Profile, Progress, Section } from '../model/checklist.js';
import type { Finding, Outcome } from '../model/finding.js';
import { type Surroundings, reasonsFor } from './applicability.js';
import { type Coverage, coverageOf } from './coverage.js';

const DONE: ReadonlySet<ItemStatus> = new Set<ItemStatus>(['passing', 'attested', 'waived']);
const OPEN: ReadonlySet<ItemStatus> = new Set<ItemStatus>(['failing', 'to-confirm', 'to-attest']);

/** The state of every item. Pure: the same outcome gives the same assessment. */
export function assess(sections: readonly Section[], outcome: Outcome, around: Surroundings, profile: Profile): Assessment {
  const said = byItem(sections, outcome);
  const states = sections.map((section) => {
    const items = section.items.map((item) => stateOf(item, said.get(item) ?? nothing(), around, profile));
    return { section, items, progress: progressOf(items) };
  });
  const items = states.flatMap((section) => section.items);
  const held = new Set(items.filter(blocks).flatMap(({ findings }) => findings));
  const blocking =
    items.filter(blocks).length + outcome.findings.filter((finding) => finding.severity === 'error' && !held.has(finding)).length;
  return { profile, sections: states, progress: progressOf(items), blocking, verdict: blocking ? 'not-ready' : 'ready-to-sign' };
}

const blocks = ({ blocking, status, item }: ItemState): boolean => blocking && item.phase === 'before' && OPEN.has(status);

function progressOf(items: readonly ItemState[]): Progress {
  const applicable = items.filter(({ status }) => status !== 'not-applicable');
  return { done: applicable.filter(({ status }) => DONE.has(status)).length, applicable: applicable.length };
}

/** What the rules of one item have to say. */
type Said = { readonly [K in 'findings' | 'evidence' | 'unknown']: Outcome[K][number][] };

const nothing = (): Said => ({ findings: [], evidence: [], unknown: [] });

/** Each thing said is handed to the items of its rule, in one pass. */
function byItem(sections: readonly Section[], outcome: Outcome): ReadonlyMap<Item, Said> {
  const said = new Map<Item, Said>();
  const byRule = new Map<string, Said[]>();
  for (const item of sections.flatMap(({ items }) => items)) {
    const mine = nothing();
    said.set(item, mine);
    for (const rule of new Set<string>(item.rules)) byRule.set(rule, [...(byRule.get(rule) ?? []), mine]);
  }
  for (const finding of outcome.findings) for (const { findings } of byRule.get(finding.rule) ?? []) findings.push(finding);
  for (const place of outcome.evidence) for (const { evidence } of byRule.get(place.rule) ?? []) evidence.push(place);
  for (const place of outcome.unknown) for (const { unknown } of byRule.get(place.rule) ?? []) unknown.push(place);
  return said;
}

function stateOf(item: Item, { findings, evidence, unknown }: Said, around: Surroundings, profile: Profile): ItemState {
  const built = item.rules.filter((rule) => around.built.has(rule));
  const coverage = coverageOf(built, around);
  const appliesBecause = reasonsFor(item.applies, around);
  const checked = { built: built.length, all: item.rules.length };
  const facts = { findings, evidence, unknown, coverage, checked, applicable: appliesBecause.length > 0 };
  return {
    item,
    ...decide(item, facts),
    blocking: profile === 'strict' ? item.blocking : profile === 'standard' && item.standard === 'blocking',
    appliesBecause,
    findings,
    evidence,
    coverage: coverage?.words,
    unknown,
    checked,
  };
}

interface Known extends Pick<ItemState, 'findings' | 'evidence' | 'unknown' | 'checked'> {
  readonly applicable: boolean;
  readonly coverage: Coverage | undefined;
}

/** The table of `docs/design.md`, top down: the first line that fits decides. */
function decide(item: Item, { findings, evidence, unknown, coverage, checked, applicable }: Known): Pick<ItemState, 'status' | 'reason'> {
  if (!applicable) return { status: 'not-applicable', reason: `applies to: ${item.applies.join(', ')}` };
  if (findings.some(fails)) return { status: 'failing', reason: undefined };
  const shown = evidence.length > 0 || coverage !== undefined;
  if (item.verify === 'assisted') {
    return shown
      ? { status: 'to-confirm', reason: 'something is there: say whether it is enough' }
      : { status: 'to-attest', reason: 'nothing was found that shows it' };
  }
  if (item.verify === 'manual') return { status: 'to-attest', reason: 'files cannot show it' };
  if (checked.built < checked.all) return { status: 'to-attest', reason: `${checked.built} of ${checked.all} checked` };
  if (unknown.length > 0)
    return {
      status: 'to-attest',
      reason: unknown.length === 1 ? 'one place cannot be told from files' : `${unknown.length} places cannot be told from files`,
    };
  if (coverage?.partial) return { status: 'to-attest', reason: coverage.words };
  return shown ? { status: 'passing', reason: coverage?.words } : { status: 'to-attest', reason: 'nothing was found that shows it' };
}

/** Information never fails an item: it is shown beside it. */
const fails = ({ severity }: Finding): boolean => severity !== 'info';
