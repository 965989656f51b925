import type { ItemState, Reason, RoleState } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import type { Attestation, RecordState, Waiver } from '../model/signoff.js';
import type { Place } from '../model/span.js';
import type {
  Checklist,
  ChecklistFinding,
  ChecklistItem,
  ChecklistPlace,
  ChecklistReason,
  Ending,
  ItemDetails,
  ItemRecord,
} from '../protocol.js';
import { locationOf } from './convert.js';
import type { Folder } from './folder.js';
import { passes } from './passes.js';

/** Places of one kind that an item lists: more would hide the next item, and nobody reads them. */
const MOST = 50;
/** A record that ends within so many days says so. */
const SOON = 14;

/** A folder's checklist as the view shows it: a line for each item. */
export function checklistOf(folder: Folder): Checklist {
  const { sections, roles, questions } = folder.assessment();
  return {
    sections: sections.map(({ section, items, progress }) => ({
      id: section.id,
      title: section.title,
      progress,
      items: items.filter(({ question }) => question === undefined).map((state) => lineOf(state, roleOf(section.id, roles))),
    })),
    roles: roles.map(({ role: { id, title } }) => ({ id, title })),
    questions: questions.map(({ condition, question, items }) => ({
      id: condition,
      question,
      items: items.map(({ item }) => item.title),
    })),
  };
}

const roleOf = (section: string, roles: readonly RoleState[]): string | undefined =>
  roles.find(({ role }) => role.owns.includes(section))?.role.id;

function lineOf(state: ItemState, role: string | undefined): ChecklistItem {
  const { item, status, findings, evidence, accepted, unknown, signals, records, reason } = state;
  return {
    id: item.id,
    title: item.title,
    holds: item.holds,
    status,
    phase: item.phase,
    blocking: state.blocking && item.phase === 'before',
    shown: state.shown,
    reason,
    role,
    attestable: isAttestable(state),
    findings: findings.length,
    opens:
      [findings, accepted, evidence, unknown, signals, records.attestations, records.waivers].some(({ length }) => length > 0) ||
      reason !== undefined,
    ending: firstEnding(state),
  };
}

/** Where a person's word settles it: not where a finding is open, nor where the records themselves are shown. */
const isAttestable = ({ item, status }: ItemState): boolean =>
  item.signOff === undefined && (status === 'to-attest' || status === 'to-confirm' || status === 'attested');

type AnyRecord = RecordState<Attestation> | RecordState<Waiver>;

function endingOf({ record, daysLeft }: AnyRecord): Ending | undefined {
  return record.expires === undefined || daysLeft === undefined ? undefined : { expires: record.expires, days: daysLeft - 1 };
}

/** The record that ends first, of those that somebody should renew. */
function firstEnding({ status, records }: ItemState): Ending | undefined {
  const all: readonly AnyRecord[] = [...records.attestations, ...records.waivers];
  // An old record that a newer one replaces says nothing any more.
  const counts = status === 'attested' || status === 'waived' ? all.filter(({ force }) => force !== 'expired') : all;
  let first: Ending | undefined;
  for (const record of counts) {
    const ending = endingOf(record);
    if (ending && ending.days <= SOON && (first === undefined || ending.days < first.days)) first = ending;
  }
  return first;
}

/** What stands under an item; undefined when there is no such item. */
export function detailsOf(folder: Folder, id: string): ItemDetails | undefined {
  const state = folder
    .assessment()
    .sections.flatMap(({ items }) => items)
    .find(({ item }) => item.id === id);
  if (!state) return undefined;
  const at = (place: Place) => locationOf(place, (uri) => folder.linesOf(uri));
  const finding = (found: Finding): ChecklistFinding => ({
    label: found.message,
    location: at(found.at),
    rule: found.rule,
    severity: found.severity,
    fingerprint: found.fingerprint,
  });
  const reason = (because: Reason): ChecklistReason => ({ label: because.note, location: because.at && at(because.at) });
  const evidence = distinct(state.evidence.map(({ note, at: place }) => ({ label: note, location: at(place) })));
  const records = [
    ...state.records.attestations.map((record) => recordOf(folder, record)),
    ...state.records.waivers.map((record) => recordOf(folder, record)),
  ];
  return {
    findings: state.findings.slice(0, MOST).map(finding),
    accepted: state.accepted.slice(0, MOST).map(({ finding: found }) => finding(found)),
    evidence: evidence.slice(0, MOST),
    signals: state.signals.slice(0, MOST).map(reason),
    unknown: state.unknown.slice(0, MOST).map(({ rule, at: place }) => ({ label: `${rule}: files cannot tell`, location: at(place) })),
    records: records.slice(0, MOST),
    appliesBecause: state.appliesBecause.slice(0, MOST).map(reason),
    passes: passes(state),
    all: {
      findings: state.findings.length,
      accepted: state.accepted.length,
      evidence: evidence.length,
      signals: state.signals.length,
      unknown: state.unknown.length,
      records: records.length,
    },
  };
}

function recordOf(folder: Folder, state: AnyRecord): ItemRecord {
  const { record, force } = state;
  const shared = { by: record.by, at: record.at, ends: endingOf(state), force, location: folder.locationOfRecord(record) };
  return 'note' in record
    ? {
        ...shared,
        is: 'attestation',
        words: record.note,
        link: record.link,
        providedElsewhere: record.providedElsewhere ?? false,
        fingerprint: undefined,
      }
    : { ...shared, is: 'waiver', words: record.reason, link: undefined, providedElsewhere: false, fingerprint: record.fingerprint };
}

/** Several rules may be satisfied by the same thing. */
const distinct = (places: readonly ChecklistPlace[]): readonly ChecklistPlace[] => [
  ...new Map(places.map((place) => [`${place.label} ${place.location.uri} ${JSON.stringify(place.location.range)}`, place])).values(),
];
