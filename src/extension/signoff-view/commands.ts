import * as vscode from 'vscode';
import * as protocol from '../../protocol.js';
import { placeWords } from '../checklist-view/words.js';
import { COMMAND } from '../manifest.js';
import { openPlace } from '../places.js';
import { type Given, confirmed } from '../records.js';
import type { ServerAccess } from '../server-access.js';
import { walk } from '../steps.js';
import { LEDGER, ownName, write } from '../writing.js';
import { type RoleRow, roleWords } from './rows.js';
import type { SignoffView } from './view.js';

interface Draft {
  readonly by: string;
  readonly note: string;
}

/** Asks for a role, of those that fit. */
export async function chooseRole(
  view: SignoffView,
  title: string,
  fits: (role: protocol.RoleSignoff) => boolean,
): Promise<RoleRow | undefined> {
  const choices: (vscode.QuickPickItem & { readonly row: RoleRow })[] = [];
  for (const { uri, name } of view.folders) {
    const signoffs = await view.signoffsOf(uri);
    for (const role of signoffs?.roles.filter(fits) ?? [])
      choices.push({
        label: role.title,
        description: [roleWords(role), ...(view.folders.length > 1 ? [name] : [])].join(' · '),
        row: { is: 'role', folder: uri, role },
      });
  }
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No role is in that state.'));
    return undefined;
  }
  return (await vscode.window.showQuickPick(choices, { title, placeHolder: vscode.l10n.t('Which role?') }))?.row;
}

/** A role signs what the checklist shows; what blocks it is listed instead, with the way there. */
export async function sign(server: ServerAccess, { folder, role }: RoleRow, given?: Given): Promise<boolean> {
  if (role.blocking.length > 0) {
    await changes(
      vscode.l10n.t('{0}: Not Ready to Sign', role.title),
      vscode.l10n.t('These block. Enter opens one'),
      folder,
      role.blocking,
    );
    return false;
  }
  const draft =
    given?.by === undefined ? await askSignature(role, await ownName(server, folder)) : { by: given.by, note: given.note ?? '' };
  if (!draft) return false;
  const params: protocol.SignParams = { folder, role: role.id, by: draft.by, ...(draft.note ? { note: draft.note } : {}) };
  return write(server, protocol.sign, params, LEDGER);
}

const askSignature = (role: protocol.RoleSignoff, by: string): Promise<Draft | undefined> =>
  walk<Draft>(vscode.l10n.t('Sign as {0}', role.title), { by, note: '' }, () => [
    {
      is: 'text',
      prompt: vscode.l10n.t('Your name, as the record shows it.'),
      placeholder: 'Ada Lovelace <ada@example.com>',
      value: ({ by }) => by,
      wrong: (text) => (text.trim() ? undefined : vscode.l10n.t('A signature needs a name.')),
      put: (now, by) => ({ ...now, by }),
    },
    {
      is: 'text',
      prompt: vscode.l10n.t('A note for those who read it later, or nothing. Enter signs.'),
      value: ({ note }) => note,
      put: (now, note) => ({ ...now, note }),
    },
  ]);

/** Takes a signature back, when the person says so once more. */
export async function withdraw(server: ServerAccess, { folder, role }: RoleRow, given?: Given): Promise<boolean> {
  if (
    !given?.confirmed &&
    !(await confirmed(vscode.l10n.t('Withdraw the Signature of {0}', role.title), vscode.l10n.t('Withdraw the signature')))
  )
    return false;
  const params: protocol.WithdrawParams = { folder, role: role.id };
  return write(server, protocol.withdraw, params, LEDGER);
}

/** What moved since a role signed; each entry opens its place. */
export async function compare({ folder, role }: RoleRow): Promise<void> {
  const none = role.state === 'tampered' ? role.reasons.join(' ') : vscode.l10n.t('Nothing has changed since.');
  await changes(
    vscode.l10n.t('{0}: Since the Signature', role.title),
    role.since.length ? vscode.l10n.t('Enter opens a change') : none,
    folder,
    role.since,
  );
}

/** Whether each role's signature holds, in words, and why not. */
export async function verify(view: SignoffView): Promise<void> {
  const row = await chooseRole(view, vscode.l10n.t('Does the Sign-off Hold?'), () => true);
  if (row) await compare(row);
}

async function changes(title: string, placeHolder: string, folder: string, entries: readonly protocol.SignoffChange[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick(
    entries.map((entry) => ({
      label: entry.label,
      description: [entry.change, entry.location && placeWords(entry.location)].filter(Boolean).join(' · '),
      ...(entry.because.length ? { detail: entry.because.join(' ') } : {}),
      entry,
    })),
    { title, placeHolder },
  );
  if (!chosen) return;
  const { location, item } = chosen.entry;
  if (location) await openPlace(location);
  else if (item !== undefined) await vscode.commands.executeCommand(COMMAND.showItem, folder, item);
}
