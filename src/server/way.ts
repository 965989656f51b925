import type { Assessment, ItemState } from '../model/checklist.js';
import type { Finding, Fix } from '../model/finding.js';
import type { Place } from '../model/span.js';
import type { Location, WayStep } from '../protocol.js';

/**
 * What is left before a signature, in the order of least work: what blocks first; there, one-keystroke fixes, then choices, then
 * what has to be changed by hand, then what people have to say, and the signatures at the end.
 */
export function wayOf(assessment: Assessment, at: (place: Place) => Location): readonly WayStep[] {
  const held = new Map<string, WayStep>();
  for (const step of stepsOf(assessment, at)) if (!held.has(step.id)) held.set(step.id, step);
  return [...held.values()].sort((a, b) => Number(b.blocking) - Number(a.blocking) || ORDER[a.is] - ORDER[b.is]);
}

const ORDER: Readonly<Record<WayStep['is'], number>> = { fix: 0, choose: 1, change: 2, answer: 3, attest: 4, accept: 5, sign: 6 };

function* stepsOf(assessment: Assessment, at: (place: Place) => Location): Iterable<WayStep> {
  const { blockers, sections, questions, roles } = assessment;
  // What blocks comes first: a finding that two items hold is the blocking one's.
  for (const blocker of blockers)
    if (blocker.kind === 'finding') yield findingStep(blocker.finding, '', undefined, true, at);
    else yield* itemSteps(blocker.state, true, at);
  for (const state of sections.flatMap(({ items }) => items))
    if (state.shown && state.item.phase === 'before' && state.item.signOff === undefined) yield* itemSteps(state, false, at);
  for (const { condition, question, items } of questions)
    yield {
      ...NOTHING,
      id: condition,
      is: 'answer',
      blocking: false,
      label: question,
      about: items.length === 1 ? (items[0]?.item.title ?? '') : `${items.length} items`,
    };
  for (const { role, state } of roles)
    if (role.required && state !== 'signed')
      yield {
        ...NOTHING,
        id: `sign ${role.id}`,
        is: 'sign',
        blocking: false,
        label: `${role.title} signs.`,
        about: role.title,
        role: role.id,
      };
}

const NOTHING = { item: undefined, rule: undefined, fingerprint: undefined, location: undefined, fixes: [], role: undefined } as const;

function* itemSteps(state: ItemState, blocking: boolean, at: (place: Place) => Location): Iterable<WayStep> {
  const { item, status, findings, unknown, evidence, reason } = state;
  if (status === 'failing')
    for (const finding of findings) {
      if (finding.severity !== 'info') yield findingStep(finding, item.title, item.id, blocking, at);
    }
  if (status !== 'to-attest' && status !== 'to-confirm') return;
  const [where] = unknown.length ? unknown : evidence;
  yield {
    ...NOTHING,
    id: item.id,
    is: 'attest',
    blocking,
    label: item.holds,
    about: reason === undefined ? item.title : `${item.title}: ${reason}`,
    item: item.id,
    location: where && at(where.at),
  };
}

function findingStep(
  { rule, message, fingerprint, fixes, at: place }: Finding,
  about: string,
  item: string | undefined,
  blocking: boolean,
  at: (place: Place) => Location,
): WayStep {
  const titles = (wanted: (fix: Fix) => boolean): string[] => fixes.filter(wanted).map(({ title }) => title);
  const ready = titles(({ kind }) => kind !== 'suggestion');
  return {
    ...NOTHING,
    id: fingerprint,
    is: ready.length ? 'fix' : fixes.length ? 'choose' : 'change',
    blocking,
    label: message,
    about,
    item,
    rule,
    fingerprint,
    location: at(place),
    fixes: [...ready, ...titles(({ kind }) => kind === 'suggestion')],
  };
}
