import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { ChecklistView } from './checklist-view/view.js';
import { placeWords } from './checklist-view/words.js';
import { COMMAND } from './manifest.js';
import { chooseWords, openPlace } from './places.js';
import { RulePages } from './rule-pages.js';
import { accept, answerQuestion, attest } from './records.js';
import type { ServerAccess } from './server-access.js';

/** What settles a step, or leads away from it. */
type Deed = { readonly is: 'fix'; readonly title: string } | { readonly is: 'attest' | 'accept' | 'answer' | 'sign' | 'explain' | 'show' };
type Action = Deed | { readonly is: 'next' } | { readonly is: 'previous' };
type Choice = vscode.QuickPickItem & { readonly action: Action };

/**
 * Walks through what is left, from place to place: what blocks first, one-keystroke fixes, then choices, then what people have
 * to say. Each step shows its place and offers what settles it; what is settled is gone from the list of the next.
 */
export async function shortestWay(server: ServerAccess, view: ChecklistView): Promise<void> {
  const folder = await chooseFolder(view);
  if (folder === undefined) return;
  const skipped: string[] = [];
  const settled = new Set<string>();
  for (;;) {
    const steps = (await server.ask<protocol.Way>(protocol.way, { folder }))?.steps ?? [];
    // An edit may leave its gap open: then it is not offered again at once.
    const left = steps.filter(({ id }) => !skipped.includes(id) && !settled.has(id));
    const [step] = left;
    if (!step) {
      await finished(skipped.length);
      return;
    }
    if (step.location) await openPlace(step.location, { preserveFocus: true });
    const before = skipped.length + settled.size;
    const action = await offer(step, before + 1, before + left.length, skipped.length > 0);
    if (!action) return;
    if (action.is === 'next') skipped.push(step.id);
    else if (action.is === 'previous') skipped.pop();
    else {
      const became = await act(server, view, folder, step, action);
      if (became === 'away') return;
      if (became === 'settled') settled.add(step.id);
    }
  }
}

async function chooseFolder(view: ChecklistView): Promise<string | undefined> {
  const [only, second] = view.folders;
  if (!second) return only?.uri;
  const chosen = await vscode.window.showQuickPick(
    view.folders.map(({ name, uri }) => ({ label: name, uri })),
    { title: vscode.l10n.t('Shortest Way to Ready'), placeHolder: vscode.l10n.t('Which folder?') },
  );
  return chosen?.uri;
}

/** One step: its place is open behind, and Enter does what settles it. */
function offer(step: protocol.WayStep, number: number, total: number, back: boolean): Promise<Action | undefined> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title = step.blocking ? vscode.l10n.t('Shortest Way to Ready: Blocking') : vscode.l10n.t('Shortest Way to Ready');
  pick.step = number;
  pick.totalSteps = total;
  pick.placeholder = [step.about, step.location && placeWords(step.location)].filter(Boolean).join(' · ');
  pick.ignoreFocusOut = true;
  pick.items = [...choicesOf(step)];
  pick.buttons = back ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const end = (action: Action | undefined): void => {
      resolve(action);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      end(pick.activeItems[0]?.action);
    });
    pick.onDidTriggerButton(() => {
      end({ is: 'previous' });
    });
    pick.onDidHide(() => {
      end(undefined);
    });
    pick.show();
  });
}

function* choicesOf(step: protocol.WayStep): Iterable<Choice> {
  const detail = step.label;
  for (const title of step.fixes)
    yield {
      label: title,
      iconPath: new vscode.ThemeIcon(step.is === 'choose' ? 'lightbulb' : 'lightbulb-autofix'),
      detail,
      action: { is: 'fix', title },
    };
  if (step.is === 'attest')
    yield { label: vscode.l10n.t('Attest…'), iconPath: new vscode.ThemeIcon('verified'), detail, action: { is: 'attest' } };
  if (step.is === 'answer')
    yield { label: vscode.l10n.t('Answer…'), iconPath: new vscode.ThemeIcon('comment'), detail, action: { is: 'answer' } };
  if (step.is === 'sign')
    yield { label: vscode.l10n.t('Sign…'), iconPath: new vscode.ThemeIcon('verified'), detail, action: { is: 'sign' } };
  yield {
    label: vscode.l10n.t('Next'),
    iconPath: new vscode.ThemeIcon('arrow-right'),
    description: vscode.l10n.t('leave this as it is for now'),
    ...(step.is === 'change' ? { detail } : {}),
    action: { is: 'next' },
  };
  if (step.is !== 'answer' && step.is !== 'sign')
    yield { label: vscode.l10n.t('Accept the Risk Until…'), iconPath: new vscode.ThemeIcon('law'), action: { is: 'accept' } };
  if (step.item !== undefined)
    yield { label: vscode.l10n.t('Show in Checklist'), iconPath: new vscode.ThemeIcon('checklist'), action: { is: 'show' } };
  if (step.rule !== undefined)
    yield { label: vscode.l10n.t("Explain '{0}'", step.rule), iconPath: new vscode.ThemeIcon('book'), action: { is: 'explain' } };
}

async function act(
  server: ServerAccess,
  view: ChecklistView,
  folder: string,
  step: protocol.WayStep,
  action: Deed,
): Promise<'settled' | 'open' | 'away'> {
  switch (action.is) {
    case 'fix': {
      const params: protocol.ApplyFixParams = { folder, fingerprint: step.fingerprint ?? '', title: action.title };
      const applied = await server.ask<protocol.AppliedFix | null>(protocol.applyFix, params);
      if (!applied) return 'open';
      if (applied.choose.length === 0) return 'settled';
      // Words to choose: the person types them, and comes back.
      await vscode.window.showTextDocument(vscode.Uri.parse(applied.uri));
      chooseWords(applied.uri, applied.choose);
      return 'away';
    }
    case 'attest': {
      const item = await itemOf(view, folder, step.item);
      return item && (await attest(server, { folder, item })) ? 'settled' : 'open';
    }
    case 'accept': {
      const target = step.fingerprint === undefined ? { item: step.item ?? '' } : { fingerprint: step.fingerprint };
      return (await accept(server, { folder, title: step.about || step.label, target })) ? 'settled' : 'open';
    }
    case 'answer': {
      const question = (await view.checklistOf(folder))?.questions.find(({ id }) => id === step.id);
      return question && (await answerQuestion(server, folder, question)) ? 'settled' : 'open';
    }
    case 'sign':
      await vscode.commands.executeCommand(COMMAND.sign, { folder, role: step.role });
      return 'away';
    case 'explain':
      await RulePages.open(step.rule ?? '');
      return 'away';
    case 'show':
      await view.show(folder, step.item ?? '');
      return 'away';
  }
}

const itemOf = async (view: ChecklistView, folder: string, id: string | undefined): Promise<protocol.ChecklistItem | undefined> =>
  (await view.checklistOf(folder))?.sections.flatMap(({ items }) => items).find((item) => item.id === id);

async function finished(skipped: number): Promise<void> {
  const show = vscode.l10n.t('Open Sign-off');
  const words = skipped
    ? vscode.l10n.t('That was the last step. What was left as it is stays in the checklist.')
    : vscode.l10n.t('Nothing stands between this workspace and a signature.');
  if ((await vscode.window.showInformationMessage(words, show)) === show) await vscode.commands.executeCommand(COMMAND.openSignoff);
}
