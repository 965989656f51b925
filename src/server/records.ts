import type { Finding } from '../model/finding.js';
import type { Attestation, Ledger, Signoff, Waiver } from '../model/signoff.js';
import type { AttestParams, ItemParams, SignParams, UnwaiveParams, WaiveParams, WithdrawParams, Written } from '../protocol.js';
import { CATALOGUE_VERSION } from '../checklist/catalogue.js';
import { SIGNOFF_FILE } from '../signoff/read.js';
import type { RecordChanges } from '../signoff/write.js';
import type { Folder } from './folder.js';

/** Changes the records; what stands in the way is said, with its place. */
async function change(folder: Folder, changes: (ledger: Ledger) => RecordChanges): Promise<Written> {
  const written = await folder.changeRecords(changes);
  switch (written.is) {
    case 'written':
      return { is: 'written' };
    case 'refused': {
      const location = folder.records.problem?.location;
      const why = `Nothing was written: '${SIGNOFF_FILE}' is not understood. ${written.problem.message}`;
      return { is: 'refused', why, ...(location === undefined ? {} : { location }) };
    }
    case 'failed':
      return { is: 'refused', why: `'${SIGNOFF_FILE}' was not written: ${written.why}.` };
  }
}

/** The moment of a record: in whole seconds, as people read it. */
const moment = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

/** A person says that an item holds; what the same person said before about it is replaced, and Git keeps it. */
export function attest(folder: Folder, { item, note, by, link, expires, providedElsewhere }: AttestParams): Promise<Written> {
  const attestation: Attestation = {
    item,
    by,
    at: moment(),
    note,
    ...(link === undefined ? {} : { link }),
    ...(expires === undefined ? {} : { expires }),
    ...(providedElsewhere ? { providedElsewhere } : {}),
  };
  return change(folder, ({ attestations }) => ({
    remove: attestations.filter((other) => other.item === item && other.by === by),
    attestations: [attestation],
  }));
}

export const unattest = (folder: Folder, { item }: ItemParams): Promise<Written> =>
  change(folder, ({ attestations }) => ({ remove: attestations.filter((other) => other.item === item) }));

/** A person accepts the risk of an item, or of one finding, until a day. */
export async function waive(folder: Folder, { target, reason, by, expires }: WaiveParams): Promise<Written> {
  const shared = { by, at: moment(), reason, expires };
  if ('item' in target) {
    const waiver: Waiver = { item: target.item, ...shared };
    return change(folder, ({ waivers }) => ({
      remove: waivers.filter((other) => other.by === by && isAbout(other, target)),
      waivers: [waiver],
    }));
  }
  const finding = findingOf(folder, target.fingerprint);
  if (!finding) return { is: 'refused', why: 'This finding is gone: nothing is left to accept.' };
  const path = folder.pathOf(finding.at.uri);
  const waiver: Waiver = { rule: finding.rule, ...(path ? { path } : {}), fingerprint: finding.fingerprint, ...shared };
  return change(folder, ({ waivers }) => ({
    remove: waivers.filter((other) => other.by === by && isAbout(other, target)),
    waivers: [waiver],
  }));
}

const findingOf = (folder: Folder, fingerprint: string): Finding | undefined =>
  folder.findings.find((finding) => finding.fingerprint === fingerprint);

const isAbout = ({ item, fingerprint }: Waiver, target: WaiveParams['target']): boolean =>
  'item' in target ? fingerprint === undefined && item === target.item : fingerprint === target.fingerprint;

/** Takes back what was accepted about an item and about the findings of its rules, or about one finding. */
export function unwaive(folder: Folder, { target }: UnwaiveParams): Promise<Written> {
  const about = new Set(
    'item' in target
      ? folder
          .assessment()
          .sections.flatMap(({ items }) => items)
          .find(({ item }) => item.id === target.item)
          ?.accepted.map(({ finding }) => finding.fingerprint)
      : [target.fingerprint],
  );
  return change(folder, ({ waivers }) => ({
    remove: waivers.filter((other) => isAbout(other, target) || (other.fingerprint !== undefined && about.has(other.fingerprint))),
  }));
}

/** A role signs what its items are now; refused while something of them blocks. */
export async function sign(folder: Folder, { role, by, note }: SignParams): Promise<Written> {
  const state = folder.assessment().roles.find((candidate) => candidate.role.id === role);
  if (!state) return { is: 'refused', why: `There is no role '${role}'.` };
  const { length } = state.blockers;
  if (length) return { is: 'refused', why: length === 1 ? 'One item of this role blocks.' : `${length} items of this role block.` };
  const commit = folder.commit();
  const signoff: Signoff = {
    role,
    by,
    at: moment(),
    ...(commit === undefined ? {} : { commit }),
    catalogue: CATALOGUE_VERSION,
    digest: state.now.digest,
    state: state.now.state,
    ...(note === undefined ? {} : { note }),
  };
  return change(folder, ({ signoffs }) => ({ remove: signoffs.filter((other) => other.role === role), signoffs: [signoff] }));
}

export const withdraw = (folder: Folder, { role }: WithdrawParams): Promise<Written> =>
  change(folder, ({ signoffs }) => ({ remove: signoffs.filter((other) => other.role === role) }));
