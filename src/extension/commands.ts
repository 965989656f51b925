import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import { chooseFilter, chooseItem, searchChecklist } from './checklist-view/pickers.js';
import { type Filter, isOpen } from './checklist-view/filter.js';
import { type DescribedRow, describeRows } from './describe.js';
import { type ItemTarget, type Row, itemOf } from './checklist-view/rows.js';
import type { ChecklistView, Ticked } from './checklist-view/view.js';
import { linkImported, tickImported } from './imported.js';
import { showEvidence, whatPasses, whyApplies } from './item-questions.js';
import { CHECKLIST_VIEW, COMMAND, type CommandId, SIGNOFF_VIEW } from './manifest.js';
import { chooseWords, openPlace } from './places.js';
import { type AcceptTarget, type Given, accept, answerQuestion, attest, markNotApplicable, unaccept, unattest } from './records.js';
import type { Reports } from './report.js';
import { RulePages } from './rule-pages.js';
import { explainRule, fixRuleInWorkspace, ignore } from './rules.js';
import type { ServerAccess } from './server-access.js';
import { chooseRole, compare, sign, verify, withdraw } from './signoff-view/commands.js';
import { type RoleRow, roleOf } from './signoff-view/rows.js';
import type { SignoffView } from './signoff-view/view.js';
import { shortestWay } from './way.js';

type Handler = (...args: never[]) => unknown;
type Item = protocol.ChecklistItem;

/** Registers every command of the manifest; one that is forgotten here does not compile. */
export function registerCommands(server: ServerAccess, view: ChecklistView, signoff: SignoffView, reports: Reports): vscode.Disposable {
  /** A command about an item: of the row that it was called on, or that is named, else of one that is chosen. */
  const onItem =
    (title: string, fits: (item: Item) => boolean, act: (target: ItemTarget, given: Given) => unknown): Handler =>
    async (argument: unknown) => {
      const given = givenIn(argument);
      const target = itemOf(argument) ?? (await namedItem(view, given)) ?? (await chooseItem(view, title, fits));
      if (target) await act(target, given);
    };
  const onRole =
    (title: string, fits: (role: protocol.RoleSignoff) => boolean, act: (row: RoleRow, given: Given) => unknown): Handler =>
    async (argument: unknown) => {
      const given = givenIn(argument);
      const row = roleOf(argument) ?? (await namedRole(signoff, given)) ?? (await chooseRole(signoff, title, fits));
      if (row) await act(row, given);
    };
  const applies = ({ status }: Item): boolean => status !== 'not-applicable';
  const signed = ({ by }: protocol.RoleSignoff): boolean => by !== undefined;

  const handlers: Readonly<Record<CommandId, Handler>> = {
    [COMMAND.scan]: () => server.ask(protocol.rescan),
    [COMMAND.cancelScan]: () => server.tell(protocol.cancelScan),
    [COMMAND.openChecklist]: () => vscode.commands.executeCommand(`${CHECKLIST_VIEW}.focus`),
    [COMMAND.openSignoff]: () => vscode.commands.executeCommand(`${SIGNOFF_VIEW}.focus`),
    [COMMAND.openReport]: (argument: unknown) => reports.open(givenIn(argument).folder),
    [COMMAND.saveReport]: () => reports.save(),
    [COMMAND.showLog]: () => server.log.show(),
    [COMMAND.openSettings]: () => vscode.commands.executeCommand('workbench.action.openSettings', 'preflight'),
    [COMMAND.explainRule]: () => explainRule(server),

    [COMMAND.filter]: (given?: { readonly filter?: Exclude<Filter, 'role'> }) =>
      given?.filter ? view.filter(given.filter) : chooseFilter(view),
    [COMMAND.changeFilter]: () => chooseFilter(view),
    [COMMAND.showAll]: () => {
      view.filter('all');
    },
    [COMMAND.search]: () => {
      searchChecklist(view);
    },
    [COMMAND.clearSearch]: () => {
      view.search('');
    },
    [COMMAND.groupBySection]: () => {
      view.group('section');
    },
    [COMMAND.groupByRole]: () => {
      view.group('role');
    },
    [COMMAND.shortestWay]: () => shortestWay(server, view),

    [COMMAND.attest]: onItem(
      vscode.l10n.t('Attest'),
      (item) => item.attestable && isOpen(item),
      (target, given) => attest(server, target, given),
    ),
    [COMMAND.unattest]: onItem(
      vscode.l10n.t('Withdraw Attestation'),
      ({ status }) => status === 'attested',
      (target, given) => unattest(server, target, given),
    ),
    [COMMAND.accept]: async (argument: unknown) => {
      const target =
        acceptTargetOf(argument) ??
        acceptItem((await namedItem(view, givenIn(argument))) ?? (await chooseItem(view, vscode.l10n.t('Accept the Risk'), isOpen)));
      if (target) await accept(server, target, givenIn(argument));
    },
    [COMMAND.unaccept]: onItem(
      vscode.l10n.t('Withdraw Acceptance'),
      ({ status }) => status === 'waived',
      (target, given) => unaccept(server, target, given),
    ),
    [COMMAND.notApplicable]: onItem(vscode.l10n.t('Mark as Not Applicable'), applies, (target, given) =>
      markNotApplicable(server, target, given),
    ),
    [COMMAND.whyApplies]: onItem(vscode.l10n.t('Why Does This Apply?'), applies, (target) => whyApplies(server, target)),
    [COMMAND.whatPasses]: onItem(vscode.l10n.t('What Would Make It Pass?'), isOpen, (target) => whatPasses(server, target)),
    [COMMAND.showEvidence]: onItem(vscode.l10n.t('Show Evidence'), applies, (target) => showEvidence(server, target)),
    [COMMAND.answer]: (argument: unknown) => answer(server, view, argument),
    [COMMAND.linkImported]: (row: Row | undefined) => (row?.is === 'listItem' ? linkImported(server, view, row) : undefined),

    [COMMAND.sign]: onRole(
      vscode.l10n.t('Sign'),
      ({ state }) => state !== 'signed',
      (row, given) => sign(server, row, given),
    ),
    [COMMAND.withdraw]: onRole(vscode.l10n.t('Withdraw Signature'), signed, (row, given) => withdraw(server, row, given)),
    [COMMAND.compare]: onRole(vscode.l10n.t('Compare with Now'), signed, compare),
    [COMMAND.verify]: () => verify(signoff),

    [COMMAND.explain]: (of: string | Row) =>
      RulePages.open(typeof of === 'string' ? of : of.is === 'place' ? (of.finding?.rule ?? '') : ''),
    [COMMAND.ignore]: (uri: string, rule: string, line: number, character: number) => ignore(server, { uri, rule, line, character }),
    [COMMAND.fixRuleInWorkspace]: (folder: string, rule: string) => fixRuleInWorkspace(server, folder, rule),
    [COMMAND.insertSuggestion]: chooseWords,
    [COMMAND.openPlace]: (place: protocol.Location) => openPlace(place),
    [COMMAND.describeViews]: async (depth: number): Promise<DescribedViews> => ({
      checklist: await describeRows(view, depth),
      signoff: await describeRows(signoff, depth),
    }),
    [COMMAND.showItem]: (folder: string, item: string) => view.show(folder, item),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
    view.onDidTick((ticked) => void tick(server, view, ticked)),
  );
}

/** What the command that describes the views answers. */
export interface DescribedViews {
  readonly checklist: readonly DescribedRow[];
  readonly signoff: readonly DescribedRow[];
}

/** What a caller has answered already; a row of a view has answered nothing. */
const givenIn = (argument: unknown): Given => (typeof argument === 'object' && argument !== null && !('is' in argument) ? argument : {});

async function namedItem(view: ChecklistView, { folder, item }: Given): Promise<ItemTarget | undefined> {
  if (item === undefined) return undefined;
  for (const { uri } of view.folders) {
    if (folder !== undefined && folder !== uri) continue;
    const found = (await view.checklistOf(uri))?.sections.flatMap(({ items }) => items).find(({ id }) => id === item);
    if (found) return { folder: uri, item: found };
  }
  return undefined;
}

async function namedRole(view: SignoffView, { folder, role }: Given): Promise<RoleRow | undefined> {
  if (role === undefined) return undefined;
  for (const { uri } of view.folders) {
    if (folder !== undefined && folder !== uri) continue;
    const found = (await view.signoffsOf(uri))?.roles.find(({ id }) => id === role);
    if (found) return { is: 'role', folder: uri, role: found };
  }
  return undefined;
}

/** A box was ticked: what it stands for is written, or the box goes back. */
async function tick(server: ServerAccess, view: ChecklistView, ticked: Ticked): Promise<void> {
  const written =
    ticked.is === 'imported'
      ? await tickImported(server, ticked.folder, ticked.item, ticked.checked)
      : ticked.checked
        ? await attest(server, ticked)
        : await unattest(server, ticked);
  // What is written comes back as a new state of the server's.
  if (!written) view.refresh();
}

/** What is to be accepted: a row of the tree, or what a code action names. */
function acceptTargetOf(argument: unknown): AcceptTarget | undefined {
  const row = argument as Row | undefined;
  if (row?.is === 'place' && row.finding)
    return { folder: row.finding.folder, title: row.finding.rule, target: { fingerprint: row.finding.fingerprint } };
  const item = itemOf(argument);
  if (item) return acceptItem(item);
  const { folder, fingerprint, rule = '' } = givenIn(argument);
  return folder !== undefined && fingerprint !== undefined ? { folder, title: rule, target: { fingerprint } } : undefined;
}

const acceptItem = (target: ItemTarget | undefined): AcceptTarget | undefined =>
  target && { folder: target.folder, title: target.item.title, target: { item: target.item.id } };

async function answer(server: ServerAccess, view: ChecklistView, argument: unknown): Promise<void> {
  const row = argument as Row | undefined;
  if (row?.is === 'question') {
    await answerQuestion(server, row.folder, row.question);
    return;
  }
  const given = givenIn(argument);
  const lists = await Promise.all(view.folders.map(async ({ uri }) => ({ uri, list: await view.checklistOf(uri) })));
  const choices = lists.flatMap(({ uri, list }) =>
    (list?.questions ?? []).map((question) => ({ label: question.question, description: question.items.join(', '), uri, question })),
  );
  const named = choices.find(({ question }) => question.id === given.question);
  if (named) {
    await answerQuestion(server, named.uri, named.question, given);
    return;
  }
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Every question has been answered.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Answer'),
    placeHolder: vscode.l10n.t('Which question?'),
  });
  if (chosen) await answerQuestion(server, chosen.uri, chosen.question);
}
