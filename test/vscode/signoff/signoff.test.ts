import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DescribedViews } from '../../../src/extension/commands.js';
import type { DescribedRow } from '../../../src/extension/describe.js';
import { COMMAND } from '../../../src/extension/manifest.js';
import { closeAll, edit, eventually, fileUri, findingOf, noFindingOf, write } from '../editor.js';
import { DEFAULTS, PAGER, guessable, teamSettings } from '../team-settings.js';

const ADA = 'Ada Lovelace <ada@example.com>';
const BEN = 'Ben Bitdiddle <ben@example.com>';
const LEAD = 'Security Lead';
const RULE = 'secrets/insecure-default';

const run = (command: string, given: object): Thenable<unknown> => vscode.commands.executeCommand(command, given);

const views = (depth: number): Promise<DescribedViews> =>
  Promise.resolve(vscode.commands.executeCommand<DescribedViews>(COMMAND.describeViews, depth));

const all = (rows: readonly DescribedRow[]): readonly DescribedRow[] => rows.flatMap((row) => [row, ...all(row.children)]);

/** Waits until a row of a view is as it should be. */
const rowOf = (
  view: keyof DescribedViews,
  label: string,
  is: (row: DescribedRow) => void = () => undefined,
  depth = 3,
): Promise<DescribedRow> =>
  eventually(async () => {
    const rows = all((await views(depth))[view]);
    const row = rows.find((candidate) => candidate.label === label);
    assert.ok(row, `${view} has no '${label}', but ${rows.map((other) => other.label).join(' | ')}`);
    is(row);
    return row;
  });

const describedAs =
  (words: RegExp) =>
  ({ description }: DescribedRow): void => {
    assert.match(description, words);
  };

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('a sign-off in the editor', () => {
  const ledger = fileUri('.preflight/signoff.yaml');
  const settings = fileUri('preflight.yaml');
  const session = fileUri('slugs/session.py');

  before(() => write(settings, teamSettings()));
  afterEach(closeAll);

  it('offers a box only where a person may attest, and says what blocks in words', async () => {
    const pager = await rowOf('checklist', PAGER.title);
    assert.equal(pager.checked, false);
    assert.equal(pager.name, `${PAGER.title}, to attest, blocking`);
    const defaults = await rowOf('checklist', DEFAULTS.title, describedAs(/passing/));
    assert.equal(defaults.checked, undefined);
    await rowOf('signoff', LEAD, describedAs(/^1 blocking$/));
  });

  it('refuses a signature while something blocks, and lists it', async () => {
    const role = await rowOf('signoff', LEAD, describedAs(/blocking/));
    assert.deepEqual(
      role.children.map(({ label }) => label),
      [PAGER.title],
    );
  });

  it('attests, and the record stands in the file', async () => {
    await run(COMMAND.attest, { item: PAGER.id, note: 'rota of November', expires: '2999-12-31', by: ADA });
    const row = await rowOf('checklist', PAGER.title, describedAs(/^attested$/));
    assert.equal(row.checked, true);
    assert.match(await textOf(ledger), /item: team\.pager, by: "Ada Lovelace <ada@example\.com>".*note: "rota of November"/);
    const record = await rowOf('checklist', 'Attested by Ada Lovelace: rota of November', undefined, 3);
    assert.match(record.description, /until 2999-12-31/);
  });

  it('says 14 days ahead that a record ends', async () => {
    const soon = new Date(Date.now() + 9 * 86_400_000);
    const day = `${String(soon.getFullYear())}-${String(soon.getMonth() + 1).padStart(2, '0')}-${String(soon.getDate()).padStart(2, '0')}`;
    await run(COMMAND.attest, { item: PAGER.id, note: 'rota of this week', expires: day, by: ADA });
    await rowOf('checklist', PAGER.title, describedAs(/^attested · expires in (?:8|9|10) days$/));
    await run(COMMAND.attest, { item: PAGER.id, note: 'rota of November', by: ADA });
    await rowOf('checklist', PAGER.title, describedAs(/^attested$/));
  });

  it('signs', async () => {
    await rowOf('signoff', LEAD, describedAs(/ready to sign/));
    await run(COMMAND.sign, { role: 'security-lead', by: ADA, note: 'release 1' });
    const role = await rowOf('signoff', LEAD, describedAs(/^signed by Ada Lovelace$/));
    assert.deepEqual(
      role.children.map(({ description }) => description),
      ['Ada Lovelace · release 1'],
    );
  });

  it('sees the signature go stale while the code is edited, says why, and forgets it with the edit', async () => {
    await edit(session, guessable);
    await findingOf(session, RULE);
    const role = await rowOf('signoff', LEAD, describedAs(/^stale · 1 change since$/));
    const change = role.children.find(({ label }) => label === DEFAULTS.title);
    assert.equal(change?.description, 'passing → failing, 1 finding');
    await vscode.commands.executeCommand('undo');
    await noFindingOf(session, RULE);
    await rowOf('signoff', LEAD, describedAs(/^signed/));
  });

  it('accepts the risk of a finding from its code action, and signs again', async () => {
    const document = await edit(session, guessable);
    await document.save();
    const finding = await findingOf(session, RULE);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      session,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const accept = actions.find(({ title }) => title === 'Accept this risk until…')?.command;
    assert.equal(accept?.command, COMMAND.accept);
    const [named] = accept.arguments as [object];
    await run(COMMAND.accept, { ...named, reason: 'a demo key', expires: '2999-01-01', by: BEN });
    await rowOf('checklist', DEFAULTS.title, describedAs(/^accepted$/));
    assert.match(await textOf(ledger), /rule: secrets\/insecure-default, path: "?slugs\/session\.py"?/);
    await rowOf('signoff', LEAD, describedAs(/^stale/));
    await run(COMMAND.sign, { role: 'security-lead', by: BEN });
    await rowOf('signoff', LEAD, describedAs(/^signed by Ben Bitdiddle$/));
  });

  it('tells a record that was edited by hand from one that was taken back', async () => {
    const before = await textOf(ledger);
    await write(ledger, before.replace('rota of November', 'rota of December'));
    const role = await rowOf('signoff', LEAD, describedAs(/tampered/));
    assert.equal(role.icon, 'workspace-untrusted');
    await write(ledger, before);
    await rowOf('signoff', LEAD, describedAs(/^signed/));
    await run(COMMAND.unattest, { item: PAGER.id, confirmed: true });
    await rowOf('signoff', LEAD, describedAs(/^stale/));
    assert.equal((await rowOf('checklist', PAGER.title)).checked, false);
  });

  it('withdraws a signature', async () => {
    await run(COMMAND.withdraw, { role: 'security-lead', confirmed: true });
    await rowOf('signoff', LEAD, describedAs(/^1 blocking$/));
  });

  it('writes nothing while an editor holds unsaved changes of the records', async () => {
    const before = await textOf(ledger);
    const document = await edit(ledger, (text) => `${text}# not saved yet\n`);
    void run(COMMAND.attest, { item: PAGER.id, note: 'lost', by: ADA });
    await rowOf('signoff', LEAD);
    assert.equal(await textOf(ledger), before);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('marks a file with conflict markers at its place, and writes nothing to it', async () => {
    const before = await textOf(ledger);
    const broken = `<<<<<<< HEAD\n${before}=======\n>>>>>>> other\n`;
    await write(ledger, broken);
    await eventually(() => {
      assert.equal(vscode.languages.getDiagnostics(ledger).find(({ source }) => source === 'Preflight')?.range.start.line, 0);
    });
    void run(COMMAND.attest, { item: PAGER.id, note: 'lost', by: ADA });
    await rowOf('signoff', LEAD);
    assert.equal(await textOf(ledger), broken);
    await write(ledger, before);
    await eventually(() => {
      assert.deepEqual(vscode.languages.getDiagnostics(ledger), []);
    });
  });

  it('marks an item as not applicable in preflight.yaml, where comments stay', async () => {
    await run(COMMAND.notApplicable, { item: DEFAULTS.id, reason: 'no secrets at all' });
    await rowOf('checklist', DEFAULTS.title, describedAs(/does not apply/), 4);
    const text = await textOf(settings);
    assert.match(text, /^# What the library team answers for\.$/m);
    assert.match(text, /no secrets at all/);
  });
});

describe('the checklist in the editor', () => {
  const settings = fileUri('preflight.yaml');
  const app = fileUri('slugs/app.py');

  before(async () => {
    await write(settings, teamSettings());
    await write(app, 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\ndef hello() -> str:\n    return "hello"\n');
  });
  after(() => vscode.workspace.fs.delete(app));
  afterEach(closeAll);

  it('asks what files cannot tell, and keeps the answer', async () => {
    const question = await rowOf('checklist', 'Is this service reached from the internet?');
    assert.equal(question.context, 'question');
    await run(COMMAND.answer, { question: 'public-traffic', yes: false });
    await eventually(async () => {
      assert.ok(!all((await views(2)).checklist).some(({ label }) => label === question.label));
    });
    assert.match(await textOf(settings), /answers:[\s\S]*public-traffic: false/);
  });

  it('shows only what is open, or blocks, on request', async () => {
    const blocking = (rows: readonly DescribedRow[]) => all(rows).filter(({ context }) => context.startsWith('item'));
    await vscode.commands.executeCommand(COMMAND.filter, { filter: 'blocking' });
    await eventually(async () => {
      const items = blocking((await views(2)).checklist);
      assert.ok(items.length > 0);
      for (const { name } of items) assert.match(name, /blocking/);
    });
    await vscode.commands.executeCommand(COMMAND.showAll);
    await rowOf('checklist', DEFAULTS.title);
  });

  it('groups by role and back', async () => {
    await vscode.commands.executeCommand(COMMAND.groupByRole);
    const role = await rowOf('checklist', LEAD, ({ context }) => {
      assert.equal(context, 'section');
    });
    assert.ok(role.children.some(({ label }) => label === PAGER.title));
    await vscode.commands.executeCommand(COMMAND.groupBySection);
    await rowOf('checklist', 'Secrets');
  });
});
