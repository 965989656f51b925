import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { ItemTarget } from './checklist-view/rows.js';
import { ICONS, SEVERITY_ICONS, placeWords } from './checklist-view/words.js';
import { openPlace } from './places.js';
import type { ServerAccess } from './server-access.js';

type Choice = vscode.QuickPickItem & { readonly location?: protocol.Location };

const ask = (server: ServerAccess, { folder, item }: ItemTarget): Promise<protocol.ItemDetails | null | undefined> =>
  server.ask<protocol.ItemDetails | null>(protocol.item, { folder, item: item.id });

const placeChoice = ({ label, location }: protocol.ChecklistReason, iconPath: vscode.ThemeIcon): Choice => ({
  label,
  iconPath,
  ...(location ? { description: placeWords(location), location } : {}),
});

/** What made an item apply, each with its place. */
export async function whyApplies(server: ServerAccess, target: ItemTarget): Promise<void> {
  const details = await ask(server, target);
  if (details)
    await choose(
      vscode.l10n.t("Why '{0}' Applies", target.item.title),
      details.appliesBecause.map((reason) => placeChoice(reason, ICONS.reason)),
    );
}

/** What would settle an item: in words, and the places to go to. */
export async function whatPasses(server: ServerAccess, target: ItemTarget): Promise<void> {
  const details = await ask(server, target);
  if (!details) return;
  const places = [
    ...details.findings.map((finding) => placeChoice(finding, SEVERITY_ICONS[finding.severity])),
    ...details.unknown.map((place) => placeChoice(place, ICONS.unknown)),
  ];
  await choose(vscode.l10n.t("What Makes '{0}' Pass", target.item.title), [
    ...details.passes.map((label): Choice => ({ label, iconPath: ICONS.reason })),
    ...(places.length ? [{ label: vscode.l10n.t('Places'), kind: vscode.QuickPickItemKind.Separator }, ...places] : []),
  ]);
}

/** What shows that an item holds, and what only hints at it. */
export async function showEvidence(server: ServerAccess, target: ItemTarget): Promise<void> {
  const details = await ask(server, target);
  if (!details) return;
  const { evidence, signals } = details;
  const group = (label: string, choices: readonly Choice[]): Choice[] =>
    choices.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...choices] : [];
  const choices = [
    ...group(
      vscode.l10n.t('Evidence'),
      evidence.map((place) => placeChoice(place, ICONS.evidence)),
    ),
    ...group(
      vscode.l10n.t('Signs that prove nothing'),
      signals.map((sign) => placeChoice(sign, ICONS.signal)),
    ),
  ];
  await choose(
    vscode.l10n.t("Evidence of '{0}'", target.item.title),
    choices.length ? choices : [{ label: vscode.l10n.t('Nothing was found that shows it.'), iconPath: ICONS.reason }],
  );
}

/** A list whose entries open their places; entries without one are there to be read. */
async function choose(title: string, choices: readonly Choice[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: vscode.l10n.t('Enter opens the place'),
    matchOnDescription: true,
  });
  if (chosen?.location) await openPlace(chosen.location);
}
