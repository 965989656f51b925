import { CATALOGUE_VERSION } from '../checklist/catalogue.js';
import { rolesFor } from '../checklist/who-signs.js';
import { configFiles, identityIn, readConfig, written } from '../host/identity.js';
import { BASELINE_FILE, RecordFiles, type Written } from '../host/records.js';
import { Repository } from '../host/repository.js';
import { alwaysSigns, makeSignature } from '../host/ssh-signature.js';
import type { Assessment, ItemState, RoleState } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import type { Attestation, Ledger, Signoff, Waiver } from '../model/signoff.js';
import { wrap } from '../reports/terminal.js';
import { nearest } from '../settings/nearest.js';
import { endOf, isMoment } from '../signoff/force.js';
import { SIGNOFF_FILE } from '../signoff/read.js';
import { nameOf } from '../signoff/state.js';
import type { RecordChanges } from '../signoff/write.js';
import { type Assessed, assessed } from './checklist.js';
import { EXIT, type Exit, Misuse } from './failure.js';
import type { Io } from './io.js';
import { type Root, openRoots, problemLine, recordsOf } from './workspaces.js';

interface Anywhere {
  readonly by?: string;
  readonly dir?: string;
}

/** Git's configuration, from its files. */
export function configOf({ workspace }: Root, { environment }: Io): ReadonlyMap<string, string> {
  const own = Repository.around(workspace.folder)?.configFile;
  return readConfig([...configFiles(environment), ...(own === undefined ? [] : [own])]);
}

/** Who a record is made by: as it was typed, else as Git knows the person. */
function whoIs(by: string | undefined, root: Root, io: Io): string {
  const typed = by?.replace(/\s+/g, ' ').trim();
  if (typed !== undefined && typed !== '') return typed;
  const identity = identityIn(configOf(root, io), io.environment);
  if (!identity)
    throw new Misuse("preflight: nobody is named. Say who with --by 'Name <address>', or set user.name in Git's configuration.");
  return written(identity);
}

const momentOf = ({ now }: Io): string =>
  now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');

function checkExpiry(expires: string | undefined, { now }: Io): void {
  if (expires === undefined) return;
  if (!isMoment(expires)) throw new Misuse(`preflight: --expires takes a date such as 2026-12-31, and '${expires}' is none.`);
  if (endOf(expires) <= now().getTime())
    throw new Misuse(`preflight: --expires ${expires} is in the past, so that the record would not count.`);
}

const required = (text: string | undefined, option: string, why: string): string => {
  const words = text?.trim();
  if (words === undefined || words === '') throw new Misuse(`preflight: ${option} is empty. ${why}`);
  return words;
};

const itemsOf = ({ assessment }: Assessed): readonly ItemState[] => assessment.sections.flatMap(({ items }) => items);

function noSuch(kind: string, name: string, known: Iterable<string>, list: string): Misuse {
  const meant = nearest(name, known);
  return new Misuse(`preflight: there is no ${kind} '${name}'. ${meant === undefined ? list : `Did you mean '${meant}'?`}`);
}

function checkNoView({ item }: ItemState): void {
  if (item.signOff !== undefined)
    throw new Misuse(`preflight: '${item.id}' shows a signature. Sign with 'preflight sign --role ${item.signOff}'.`);
}

/** Writes what a change makes of the records as they are by then; nothing is written where the file is not understood. */
async function save(root: Root, change: (ledger: Ledger) => RecordChanges): Promise<void> {
  const files = new RecordFiles(root.workspace.folder);
  accepted(await files.change(change), root);
}

function accepted(outcome: Written, { name }: Root): void {
  const named = (path: string): string => (name === '.' ? path : `${name}/${path}`);
  if (outcome.is === 'refused') throw new Misuse(problemLine(named(SIGNOFF_FILE), outcome.text, outcome.problem, 0));
  if (outcome.is === 'failed') throw new Misuse(`preflight: '${named('.preflight')}' cannot be written: ${outcome.why}.`);
}

/** How the item stands after the records changed. */
function tell(id: string, { root, session }: Assessed, io: Io): ItemState | undefined {
  session.records = recordsOf(root);
  return session
    .assessment(io.now())
    .sections.flatMap(({ items }) => items)
    .find(({ item }) => item.id === id);
}

export interface AttestOptions extends Anywhere {
  readonly note: string;
  readonly link?: string;
  readonly expires?: string;
  readonly providedElsewhere?: boolean;
}

/** `preflight attest` */
export async function attest(id: string, options: AttestOptions, io: Io): Promise<Exit> {
  checkExpiry(options.expires, io);
  const note = required(options.note, '--note', 'Say what was seen or done, so that others can judge it.');
  const found = await assessed(options.dir, io);
  const state = itemsOf(found).find(({ item }) => item.id === id);
  if (!state)
    throw noSuch(
      'item',
      id,
      itemsOf(found).map(({ item }) => item.id),
      "'preflight checklist' lists them all.",
    );
  checkNoView(state);
  if (state.status === 'not-applicable' && !state.question)
    throw new Misuse(`preflight: '${id}' does not apply here (${state.reason ?? ''}), so there is nothing to attest.`);
  const record: Attestation = {
    item: id,
    by: whoIs(options.by, found.root, io),
    at: momentOf(io),
    note,
    ...(options.link === undefined ? {} : { link: options.link }),
    ...(options.expires === undefined ? {} : { expires: options.expires }),
    ...(options.providedElsewhere ? { providedElsewhere: true } : {}),
  };
  await save(found.root, ({ attestations }) => ({
    remove: attestations.filter(({ item, by }) => item === id && by === record.by),
    attestations: [record],
  }));
  const now = tell(id, found, io);
  const open = now?.findings.filter(({ severity }) => severity !== 'info').length ?? 0;
  io.out(`${nameOf(record.by)} attests ${id}. It is ${now?.status ?? 'gone'}.\n`);
  if (now?.status === 'failing')
    io.err(
      `preflight: ${open === 1 ? 'a finding of it is' : `${String(open)} findings of it are`} open, and no attestation answers a finding. Fix ${open === 1 ? 'it' : 'them'}, or accept the risk with 'preflight waive'.\n`,
    );
  found.session.dispose();
  return EXIT.clean;
}

export interface WaiveOptions extends Anywhere {
  readonly reason: string;
  readonly expires: string;
}

/** `preflight waive` */
export async function waive(target: string, options: WaiveOptions, io: Io): Promise<Exit> {
  checkExpiry(options.expires, io);
  const reason = required(options.reason, '--reason', 'Say why the risk is accepted.');
  const found = await assessed(options.dir, io);
  const { open, accepted: answered, baselined } = found.assessment;
  const findings = [...open, ...answered.map((one) => one.finding), ...baselined];
  const state = itemsOf(found).find(({ item }) => item.id === target);
  const matching = findings.filter(({ fingerprint }) => fingerprint === target || (target.length >= 6 && fingerprint.startsWith(target)));
  const [finding, another] = distinct(matching);
  if (another) throw new Misuse(`preflight: '${target}' is the beginning of several fingerprints. Write more of it.`);
  const by = whoIs(options.by, found.root, io);
  const record = { by, at: momentOf(io), reason, expires: options.expires };
  if (state) {
    checkNoView(state);
    if (state.status === 'passing' || state.status === 'not-applicable')
      throw new Misuse(`preflight: '${target}' is ${state.status}: there is nothing to accept.`);
    await save(found.root, ({ waivers }) => ({
      remove: waivers.filter((waiver) => waiver.item === target && waiver.by === by),
      waivers: [{ item: target, ...record }],
    }));
    const now = tell(target, found, io);
    io.out(`${nameOf(by)} accepts ${target} until ${options.expires}. It is ${now?.status ?? 'gone'}.\n`);
  } else if (finding) {
    const waiver = waiverOf(finding, found, record);
    await save(found.root, ({ waivers }) => ({
      remove: waivers.filter((other) => other.fingerprint === finding.fingerprint && other.by === by),
      waivers: [waiver],
    }));
    io.out(`${nameOf(by)} accepts ${finding.rule} in ${waiver.path ?? 'the workspace'} until ${options.expires}.\n`);
  } else {
    const ofRule = open.filter(({ rule }) => rule === target);
    if (ofRule.length) throw new Misuse(`preflight: '${target}' is a rule. Name the finding that is meant: ${listed(ofRule, found)}.`);
    throw noSuch(
      'item or finding',
      target,
      itemsOf(found).map(({ item }) => item.id),
      "'preflight checklist' lists the items, and what is open in them.",
    );
  }
  found.session.dispose();
  return EXIT.clean;
}

/** Findings by their fingerprints, with the file of each. */
function listed(findings: readonly Finding[], { workspace }: Assessed): string {
  const named = findings.slice(0, 3).map(({ fingerprint, at }) => `${fingerprint} (${workspace.pathOf(at.uri) ?? 'the workspace'})`);
  return findings.length > 3 ? `${named.join(', ')} and ${String(findings.length - 3)} more` : named.join(', ');
}

const distinct = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.fingerprint, finding])).values(),
];

function waiverOf(
  { rule, fingerprint, at }: Finding,
  { workspace }: Assessed,
  record: Pick<Waiver, 'by' | 'at' | 'reason' | 'expires'>,
): Waiver {
  const path = workspace.pathOf(at.uri);
  return { rule, ...(path === undefined || path === '' ? {} : { path }), fingerprint, ...record };
}

export function roleIn({ roles }: Pick<Assessment, 'roles'>, id: string): RoleState {
  const role = roles.find(({ role: one }) => one.id === id);
  if (role) return role;
  const known = roles.map(({ role: one }) => one.id);
  throw noSuch('role', id, known, `The roles are ${known.join(', ')}.`);
}

export interface SignOptions extends Anywhere {
  readonly role: string;
  readonly note?: string;
  /** With the person's Git key, too; undefined: when the person signs whatever they commit. */
  readonly sshSign?: boolean;
}

/** `preflight sign` */
export async function sign(options: SignOptions, io: Io): Promise<Exit> {
  const found = await assessed(options.dir, io);
  const state = roleIn(found.assessment, options.role);
  const { role, blockers, now } = state;
  if (Object.keys(now.state).length === 0)
    throw new Misuse(
      `preflight: '${role.id}' owns no section of the checklist, so there is nothing to sign. Name them under signoff.roles in preflight.yaml.`,
    );
  if (blockers.length) {
    io.err(
      `preflight: '${role.id}' cannot sign: ${blockers.length === 1 ? 'one thing blocks' : `${String(blockers.length)} things block`}.\n`,
    );
    for (const line of blockerLines(state)) io.err(`${line}\n`);
    found.session.dispose();
    return EXIT.found;
  }
  const commit = Repository.around(found.root.workspace.folder)?.head;
  const plain: Signoff = {
    role: role.id,
    by: whoIs(options.by, found.root, io),
    at: momentOf(io),
    ...(commit === undefined ? {} : { commit }),
    catalogue: CATALOGUE_VERSION,
    digest: now.digest,
    state: now.state,
    ...(options.note === undefined || options.note.trim() === '' ? {} : { note: options.note.trim() }),
  };
  const config = configOf(found.root, io);
  const signoff = (options.sshSign ?? alwaysSigns(config)) ? signed(plain, config) : plain;
  await save(found.root, ({ signoffs }) => ({ remove: signoffs.filter((other) => other.role === role.id), signoffs: [signoff] }));
  const where = commit === undefined ? '' : ` at ${commit.slice(0, 10)}`;
  io.out(`${nameOf(signoff.by)} signs as ${role.title}${where}: ${String(Object.keys(now.state).length)} items.\n`);
  found.session.dispose();
  return EXIT.clean;
}

function signed(signoff: Signoff, config: ReadonlyMap<string, string>): Signoff {
  const made = makeSignature(signoff, config);
  if (made.is === 'failed') throw new Misuse(`preflight: the SSH signature cannot be made: ${made.why}.`);
  return { ...signoff, signature: made.signature };
}

/** What blocks a role, an item or a finding a line. */
export function* blockerLines({ blockers }: Pick<RoleState, 'blockers'>): Iterable<string> {
  for (const blocker of blockers) {
    const words =
      blocker.kind === 'finding'
        ? `${blocker.finding.rule}: ${blocker.finding.message}`
        : `${blocker.state.item.id}: ${blocker.state.findings.find(({ severity }) => severity !== 'info')?.message ?? blocker.state.reason ?? blocker.state.status}`;
    const [first = '', ...rest] = wrap(words, 76);
    yield `  ${first}`;
    for (const line of rest) yield `    ${line}`;
  }
}

/** `preflight withdraw` */
export async function withdraw(options: Pick<SignOptions, 'role' | 'dir'>, io: Io): Promise<Exit> {
  const registry = await io.registry();
  const [root] = openRoots([options.dir ?? '.'], registry, io);
  if (!root) throw new Error('no directory');
  const { ledger } = recordsOf(root);
  const known = [...rolesFor(root.settings.checklist.roles).map(({ id }) => id), ...ledger.signoffs.map(({ role }) => role)];
  if (!known.includes(options.role)) throw noSuch('role', options.role, known, `The roles are ${[...new Set(known)].join(', ')}.`);
  if (!ledger.signoffs.some(({ role }) => role === options.role))
    throw new Misuse(`preflight: '${options.role}' has not signed, so there is nothing to withdraw.`);
  await save(root, ({ signoffs }) => ({ remove: signoffs.filter(({ role }) => role === options.role) }));
  io.out(`The signature of '${options.role}' is withdrawn.\n`);
  return EXIT.clean;
}

/** `preflight baseline` */
export async function baseline(dir: string | undefined, io: Io): Promise<Exit> {
  const found = await assessed(dir, io);
  const { workspace, root, assessment } = found;
  const kept = [...assessment.open, ...assessment.baselined];
  const entries = kept.map(({ fingerprint, rule, at }) => ({ fingerprint, rule, path: workspace.pathOf(at.uri) ?? '' }));
  const files = new RecordFiles(root.workspace.folder);
  accepted(await files.writeBaseline(entries), root);
  const gone = assessment.baselined.length;
  io.out(
    `${String(entries.length)} ${entries.length === 1 ? 'finding is' : 'findings are'} in ${BASELINE_FILE}${gone ? `, ${String(entries.length - gone)} of them new` : ''}.\n`,
  );
  found.session.dispose();
  return EXIT.clean;
}
