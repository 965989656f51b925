import type { ItemState } from '../model/checklist.js';
import type { Place } from '../model/span.js';
import type { Checklist, ChecklistItem, ChecklistPlace } from '../protocol.js';
import { locationOf } from './convert.js';
import type { Folder } from './folder.js';

/** A folder's checklist as the view shows it. */
export function checklistOf(folder: Folder): Checklist {
  const { sections } = folder.session.assessment();
  return {
    sections: sections.map(({ section, items, progress }) => ({
      id: section.id,
      title: section.title,
      progress,
      items: items.map((state) => itemOf(folder, state)),
    })),
  };
}

function itemOf(folder: Folder, state: ItemState): ChecklistItem {
  const place = (label: string, at: Place): ChecklistPlace => ({
    label,
    location: locationOf({ uri: at.uri, span: at.span }, (uri) => folder.linesOf(uri)),
  });
  return {
    id: state.item.id,
    title: state.item.title,
    holds: state.item.holds,
    status: state.status,
    blocking: state.blocking && state.item.phase === 'before',
    shown: state.item.standard !== 'more' || folder.session.settings.profile === 'strict',
    reason: state.reason,
    appliesBecause: state.appliesBecause.map(({ note }) => note),
    findings: state.findings.map((finding) => ({ ...place(finding.message, finding.at), rule: finding.rule, severity: finding.severity })),
    evidence: distinct(state.evidence.map(({ note, at }) => place(note, at))),
    unknown: state.unknown.map(({ rule, at }) => place(`${rule}: files cannot tell`, at)),
  };
}

/** Several rules may be satisfied by the same thing. */
const distinct = (places: readonly ChecklistPlace[]): readonly ChecklistPlace[] => [
  ...new Map(places.map((place) => [`${place.label} ${place.location.uri} ${JSON.stringify(place.location.range)}`, place])).values(),
];
