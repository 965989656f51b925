import type { Assessment, Blocker, ItemState, ItemStatus, RoleState, SectionState } from '../model/checklist.js';
import type { Place } from '../model/span.js';
import { Documents, type Report, type WorkspaceReport } from './report.js';
import { PLAIN, type Style, columnsOf, printable, wrap } from './terminal.js';
import { ROLE_WORDS, STATUS_WORDS, VERDICT_WORDS, counted, plural } from './words.js';

const WIDTH = 80;
const INDENT = '     ';
/** Places of one item that are told one by one. */
const MOST_TOLD = 3;

const ICONS: Readonly<Record<ItemStatus, string>> = {
  failing: '✖',
  'to-confirm': '?',
  'to-attest': '○',
  passing: '✔',
  attested: '✔',
  waived: '~',
  'not-applicable': '–',
};

const colourOf = (style: Style, status: ItemStatus): ((text: string) => string) => {
  if (status === 'failing') return style.red;
  if (status === 'to-confirm' || status === 'to-attest') return style.yellow;
  return status === 'not-applicable' ? style.dim : style.green;
};

/** A checklist for people at a terminal, 80 columns wide: what is open in full, what is done in a line. */
export function* checklistText({ workspaces }: Report, style: Style = PLAIN): Iterable<string> {
  for (const workspace of workspaces) if (workspace.assessment) yield* checklist(workspace, workspace.assessment, style);
}

function* checklist(workspace: WorkspaceReport, assessment: Assessment, style: Style): Iterable<string> {
  const documents = new Documents(workspace);
  for (const section of assessment.sections) yield* sectionLines(section, documents, style);
  yield* ownLists(workspace, style);
  yield* questions(assessment, style);
  yield* later(assessment, style);
  yield* signatures(assessment, style);
  for (const { message } of assessment.notices) yield* bullet('!', message, style.yellow);
  if (assessment.notices.length) yield '';
  yield* conclusion(workspace, assessment, style);
}

/** The team's own checklists, and what is said about their lines. */
function* ownLists({ imported = [], findings, pathOf }: WorkspaceReport, style: Style): Iterable<string> {
  for (const { path, counts } of imported) {
    yield spread(style.bold(path), path, `${counted(counts.checked)} of ${counted(counts.items)} checked`);
    for (const { message } of findings.filter(({ rule, at }) => rule.startsWith('checklist/claim-') && pathOf(at.uri) === path))
      yield* bullet('!', message, style.yellow);
    yield '';
  }
}

const isListed = ({ item, shown, status, question }: ItemState): boolean =>
  shown && item.signOff === undefined && item.phase === 'before' && status !== 'not-applicable' && question === undefined;

function* sectionLines({ section, items, progress }: SectionState, documents: Documents, style: Style): Iterable<string> {
  const listed = items.filter(isListed);
  const more = items.filter(
    ({ item, shown, status }) => !shown && item.signOff === undefined && item.phase === 'before' && status !== 'not-applicable',
  ).length;
  if (listed.length === 0) return;
  yield spread(style.bold(section.title), section.title, `${String(progress.done)} of ${String(progress.applicable)}`);
  for (const state of listed) yield* itemLines(state, documents, style);
  if (more) yield style.dim(`  …  ${plural(more, 'more', 'more')} with profile 'strict'`);
  yield '';
}

/** Words at the left end of a line and at the right. */
const spread = (left: string, plain: string, right: string): string =>
  `${left}${' '.repeat(Math.max(2, WIDTH - columnsOf(plain) - columnsOf(right)))}${right}`;

function* itemLines(state: ItemState, documents: Documents, style: Style): Iterable<string> {
  const { item, status, blocking, findings, reason } = state;
  const [icon, words] = [ICONS[status], STATUS_WORDS[status]];
  const colour = colourOf(style, status);
  const open = status === 'failing' || status === 'to-confirm' || status === 'to-attest';
  const right = `${words}${open && blocking ? ', blocks' : ''}`;
  const left = `  ${icon}  ${item.id}`;
  yield spread(`  ${colour(icon)}  ${item.id}`, left, right);
  if (!open) return;
  yield* indented(item.holds, style.dim);
  if (status !== 'failing') {
    if (reason !== undefined) yield* indented(sentence(reason));
    const places =
      status === 'to-confirm' ? [...state.evidence, ...state.signals] : state.unknown.map(({ at }) => ({ note: 'look here', at }));
    for (const { note, at } of places.slice(0, MOST_TOLD)) yield* indented(`${at ? `${where(documents, at)} ` : ''}${note}`, style.dim);
    if (places.length > MOST_TOLD) yield* indented(`and ${plural(places.length - MOST_TOLD, 'other place')}`, style.dim);
    return;
  }
  const failing = findings.filter(({ severity }) => severity !== 'info');
  for (const { message, at, workspaceGap, fingerprint } of failing.slice(0, MOST_TOLD))
    yield* indented(`${workspaceGap ? '' : `${where(documents, at)} `}${message} ${style.dim(`[${fingerprint}]`)}`);
  if (failing.length > MOST_TOLD) yield* indented(`and ${plural(failing.length - MOST_TOLD, 'other finding')}`, style.dim);
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`.replace(/([.!?])\.$/, '$1');

const where = (documents: Documents, at: Place): string => {
  const { path, startLine } = documents.locate(at);
  return documents.has(at.uri) ? `${path}:${String(startLine)}` : path;
};

function* indented(text: string, colour: (text: string) => string = (plain) => plain): Iterable<string> {
  for (const line of wrap(text, WIDTH - INDENT.length)) yield `${INDENT}${colour(line)}`;
}

function* bullet(icon: string, text: string, colour: (text: string) => string): Iterable<string> {
  const [first = '', ...rest] = wrap(text, WIDTH - INDENT.length);
  yield `  ${colour(icon)}  ${first}`;
  for (const line of rest) yield `${INDENT}${line}`;
}

function* questions({ questions: open }: Assessment, style: Style): Iterable<string> {
  if (open.length === 0) return;
  yield style.bold('Questions');
  for (const { condition, question, items } of open) {
    yield* bullet('?', question, style.blue);
    yield* indented(
      `${plural(items.length, 'item waits', 'items wait')} for it: checklist.answers.${condition} in preflight.yaml`,
      style.dim,
    );
  }
  yield '';
}

function* later({ after }: Assessment, style: Style): Iterable<string> {
  const open = after.filter(({ status, shown }) => shown && status !== 'passing' && status !== 'attested' && status !== 'waived');
  if (open.length === 0) return;
  yield style.bold('After the launch');
  for (const { item } of open) yield* bullet('·', `${item.id}  ${item.title}`, style.dim);
  yield '';
}

function* signatures({ roles }: Assessment, style: Style): Iterable<string> {
  const concerned = roles.filter(({ role, state }) => role.required || state !== 'unsigned');
  if (concerned.length === 0) return;
  yield style.bold('Sign-off');
  for (const role of concerned) yield* roleLines(role, style);
  yield '';
}

function* roleLines({ role, state, signoff, reasons, changes, signature }: RoleState, style: Style): Iterable<string> {
  const icon = state === 'signed' ? '✔' : state === 'unsigned' ? '○' : '✖';
  const colour = state === 'signed' ? style.green : state === 'unsigned' ? style.yellow : style.red;
  const left = `  ${icon}  ${role.title} (${role.id})`;
  yield spread(`  ${colour(icon)}  ${role.title} (${role.id})`, left, ROLE_WORDS[state]);
  if (signoff)
    yield* indented(`${signoff.by} on ${signoff.at.slice(0, 10)}${signoff.commit ? ` at ${signoff.commit.slice(0, 10)}` : ''}`, style.dim);
  if (signature) yield* indented(signature.is === 'good' ? `SSH signature of ${signature.signer}` : signature.reason, style.dim);
  for (const reason of reasons) yield* indented(reason);
  for (const { item, from, to, because } of changes) {
    yield* indented(`${item}: ${from} → ${to}`);
    for (const why of because) yield* indented(`  ${why}`, style.dim);
  }
}

const blockerWords = (blocker: Blocker): string => (blocker.kind === 'item' ? blocker.state.item.id : blocker.finding.rule);

function* conclusion({ root }: WorkspaceReport, { verdict, progress, blockers, profile }: Assessment, style: Style): Iterable<string> {
  const colour = verdict === 'not-ready' ? style.red : verdict === 'stale' ? style.yellow : style.green;
  const name = root === '.' ? '' : `${printable(root)}: `;
  const blocking = blockers.length ? `, ${plural(blockers.length, 'thing blocks', 'things block')}` : '';
  yield `${colour(style.bold(`${name}${VERDICT_WORDS[verdict].toLowerCase()}.`))} ${String(progress.done)} of ${String(progress.applicable)} done${blocking} (profile ${profile}).`;
  const names = [...new Set(blockers.map(blockerWords))];
  for (const line of wrap(names.join(', '), WIDTH - 2)) yield `  ${line}`;
}

/** Whether a workspace is signed off, for people. */
export function* verifyText(
  { roles, reasons, holds }: { readonly holds: boolean; readonly reasons: readonly string[]; readonly roles: readonly RoleState[] },
  style: Style = PLAIN,
): Iterable<string> {
  for (const role of roles) yield* roleLines(role, style);
  const colour = holds ? style.green : style.red;
  yield colour(style.bold(holds ? 'The sign-off holds.' : 'The sign-off does not hold.'));
  for (const reason of reasons) yield* bullet('·', reason, style.red);
}
