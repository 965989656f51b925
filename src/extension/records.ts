import * as vscode from 'vscode';
import * as protocol from '../protocol.js';
import type { ItemTarget } from './checklist-view/rows.js';
import { type WithExpiry, spans, typedDay } from './dates.js';
import type { ServerAccess } from './server-access.js';
import { type Step, type TextStep, walk } from './steps.js';
import { LEDGER, SETTINGS, ownName, write } from './writing.js';

/** What a person writes down; each step of the questions fills in a part. */
interface Draft extends WithExpiry {
  readonly by: string;
  readonly words: string;
  readonly link: string;
  /** Whether a link is asked for. */
  readonly linked: boolean;
  readonly elsewhere: boolean;
}

const draftBy = (by: string): Draft => ({ by, words: '', link: '', linked: false, elsewhere: false, expires: undefined, typed: false });

/** What has been answered already. */
const draftOf = ({ by, link, expires, providedElsewhere }: Given, words: string, known: string): Draft => ({
  by: by ?? known,
  words,
  link: link ?? '',
  linked: link !== undefined,
  elsewhere: providedElsewhere ?? false,
  expires,
  typed: false,
});

const needed =
  (message: string) =>
  (text: string): string | undefined =>
    text.trim() ? undefined : message;

/** A person says that an item holds. True when it is written. */
export async function attest(server: ServerAccess, { folder, item }: ItemTarget, given?: Given): Promise<boolean> {
  const by = await ownName(server, folder);
  const draft = given?.note === undefined ? await askAttestation(item, by) : draftOf(given, given.note, by);
  if (!draft) return false;
  const params: protocol.AttestParams = {
    folder,
    item: item.id,
    note: draft.words,
    by: draft.by,
    ...(draft.linked && draft.link ? { link: draft.link } : {}),
    ...(draft.expires === undefined ? {} : { expires: draft.expires }),
    ...(draft.elsewhere ? { providedElsewhere: true } : {}),
  };
  return write(server, protocol.attest, params, LEDGER);
}

const askAttestation = (item: protocol.ChecklistItem, by: string): Promise<Draft | undefined> =>
  walk<Draft>(vscode.l10n.t("Attest '{0}'", item.title), draftBy(by), (state) => [
    {
      is: 'text',
      prompt: vscode.l10n.t('What did you look at? It has to hold that: {0}', item.holds),
      placeholder: vscode.l10n.t('A note for those who read it later'),
      value: ({ words }) => words,
      wrong: needed(vscode.l10n.t('An attestation needs a note.')),
      put: (now, words) => ({ ...now, words }),
    },
    {
      is: 'pick',
      prompt: vscode.l10n.t('Where is it done?'),
      choices: [
        { label: vscode.l10n.t('In this workspace'), put: (now) => ({ ...now, elsewhere: false, linked: false }) },
        { label: vscode.l10n.t('In this workspace, with a link…'), put: (now) => ({ ...now, elsewhere: false, linked: true }) },
        {
          label: vscode.l10n.t('Provided elsewhere, with a link…'),
          description: vscode.l10n.t('by a platform team, a supplier, another repository'),
          put: (now) => ({ ...now, elsewhere: true, linked: true }),
        },
      ],
    },
    ...(state.linked ? [linking] : []),
    {
      is: 'pick',
      prompt: vscode.l10n.t('How long does it count?'),
      choices: [
        { label: vscode.l10n.t('Until it is withdrawn'), put: (now) => ({ ...now, expires: undefined, typed: false }) },
        ...spans<Draft>([30, 90, 180, 365]),
      ],
    },
    ...typedDay(state),
    ...naming(by),
  ]);

/** What a keybinding or another extension has answered already: nothing is asked then. */
export interface Given {
  readonly folder?: string;
  readonly item?: string;
  readonly fingerprint?: string;
  readonly rule?: string;
  readonly role?: string;
  readonly question?: string;
  readonly note?: string;
  readonly reason?: string;
  readonly expires?: string;
  readonly link?: string;
  readonly by?: string;
  readonly providedElsewhere?: boolean;
  readonly yes?: boolean;
  /** Whether a withdrawal has been confirmed. */
  readonly confirmed?: boolean;
}

const linking: TextStep<Draft> = {
  is: 'text',
  prompt: vscode.l10n.t('Where can others see it? A link, or nothing.'),
  placeholder: 'https://…',
  value: ({ link }) => link,
  wrong: (text) => (text.trim() === '' || /^https?:\/\/\S+$/.test(text.trim()) ? undefined : vscode.l10n.t('A link begins with https://.')),
  put: (draft, link) => ({ ...draft, link }),
};

/** Asks for the name where nobody knows it. */
const naming = (known: string): readonly Step<Draft>[] =>
  known
    ? []
    : [
        {
          is: 'text',
          prompt: vscode.l10n.t("Your name, as the record shows it: Git's configuration has none."),
          placeholder: 'Ada Lovelace <ada@example.com>',
          value: ({ by }) => by,
          wrong: needed(vscode.l10n.t('A record needs a name.')),
          put: (draft, by) => ({ ...draft, by }),
        },
      ];

/** What somebody accepts the risk of: an item, or one finding. */
export interface AcceptTarget {
  readonly folder: string;
  readonly title: string;
  readonly target: protocol.WaiveParams['target'];
}

/** A person accepts a risk until a day. True when it is written. */
export async function accept(server: ServerAccess, { folder, title, target }: AcceptTarget, given?: Given): Promise<boolean> {
  const by = await ownName(server, folder);
  const draft = given?.reason === undefined ? await askAcceptance(title, by) : draftOf(given, given.reason, by);
  if (draft?.expires === undefined) return false;
  const params: protocol.WaiveParams = { folder, target, reason: draft.words, by: draft.by, expires: draft.expires };
  return write(server, protocol.waive, params, LEDGER);
}

const askAcceptance = (title: string, by: string): Promise<Draft | undefined> =>
  walk<Draft>(vscode.l10n.t("Accept the Risk of '{0}'", title), draftBy(by), (state) => [
    {
      is: 'text',
      prompt: vscode.l10n.t('Why is it acceptable until then? Everyone who signs reads the reason.'),
      value: ({ words }) => words,
      wrong: needed(vscode.l10n.t('Accepting a risk needs a reason.')),
      put: (now, words) => ({ ...now, words }),
    },
    { is: 'pick', prompt: vscode.l10n.t('Until when?'), choices: spans<Draft>([14, 30, 90, 180]) },
    ...typedDay(state),
    ...naming(by),
  ]);

/** Takes back what was attested, when the person says so once more. */
export async function unattest(server: ServerAccess, { folder, item }: ItemTarget, given?: Given): Promise<boolean> {
  if (
    !given?.confirmed &&
    !(await confirmed(vscode.l10n.t("Withdraw the Attestation of '{0}'", item.title), vscode.l10n.t('Withdraw the attestation')))
  )
    return false;
  const params: protocol.ItemParams = { folder, item: item.id };
  return write(server, protocol.unattest, params, LEDGER);
}

/** Takes back what was accepted, when the person says so once more. */
export async function unaccept(server: ServerAccess, { folder, item }: ItemTarget, given?: Given): Promise<boolean> {
  if (
    !given?.confirmed &&
    !(await confirmed(vscode.l10n.t("Withdraw the Acceptance of '{0}'", item.title), vscode.l10n.t('Withdraw the acceptance')))
  )
    return false;
  const params: protocol.UnwaiveParams = { folder, target: { item: item.id } };
  return write(server, protocol.unwaive, params, LEDGER);
}

/** Asks once more, without a dialog in the way; Escape keeps everything. */
export async function confirmed(title: string, yes: string): Promise<boolean> {
  const answer = await walk<boolean>(title, false, () => [
    {
      is: 'pick',
      prompt: vscode.l10n.t('The record is taken out of the file. Git keeps what was.'),
      choices: [
        { label: yes, put: () => true },
        { label: vscode.l10n.t('Keep it'), put: () => false },
      ],
    },
  ]);
  return answer === true;
}

/** The team says that an item does not concern this workspace. */
export async function markNotApplicable(server: ServerAccess, { folder, item }: ItemTarget, given?: Given): Promise<boolean> {
  const reason =
    given?.reason ??
    (await walk(vscode.l10n.t("Mark '{0}' as Not Applicable", item.title), '', () => [
      {
        is: 'text',
        prompt: vscode.l10n.t('Why does it not apply here? The reason goes into preflight.yaml.'),
        value: (words) => words,
        wrong: needed(vscode.l10n.t('A reason is needed.')),
        put: (_, words) => words,
      },
    ]));
  if (reason === undefined) return false;
  const params: protocol.NotApplicableParams = { folder, item: item.id, reason };
  return write(server, protocol.notApplicable, params, SETTINGS);
}

/** Asks a question that files cannot answer, and keeps the answer in `preflight.yaml`. */
export async function answerQuestion(server: ServerAccess, folder: string, question: protocol.Question, given?: Given): Promise<boolean> {
  const count = question.items.length;
  const concerns = count === 1 ? vscode.l10n.t('1 item applies then') : vscode.l10n.t('{0} items apply then', count);
  const yes =
    given?.yes ??
    (await walk<boolean | undefined>(question.question, undefined, () => [
      {
        is: 'pick',
        prompt: vscode.l10n.t('The answer goes into preflight.yaml, for the whole team.'),
        choices: [
          { label: vscode.l10n.t('Yes'), description: concerns, put: () => true },
          { label: vscode.l10n.t('No'), description: vscode.l10n.t('these items do not apply'), put: () => false },
        ],
      },
    ]));
  if (yes === undefined) return false;
  const params: protocol.AnswerParams = { folder, question: question.id, yes };
  return write(server, protocol.answer, params, SETTINGS);
}
