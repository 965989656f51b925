import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULTS, PAGER, guessable, teamSettings } from '../vscode/team-settings.js';
import { openProject } from './project.js';

const LEAD = 'Security Lead';
/** A busy machine takes its time to start everything, in milliseconds. */
const START = 90_000;
const COMMIT = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

describe('a team that signs off', () => {
  const project = openProject('test/vscode/signoff/slugs', {
    env: { GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@example.com' },
    files: {
      'preflight.yaml': teamSettings(),
      // As much of a repository as it takes to know which commit is checked out.
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/refs/heads/main': `${COMMIT}\n`,
      '.git/objects/info/packs': '',
      '.git/config': '[core]\n\trepositoryformatversion = 0\n\tbare = false\n',
    },
  });
  const ledger = (): string => readFileSync(path.join(project.folder, '.preflight', 'signoff.yaml'), 'utf8');

  it('sees who signs, and what is in the way', async () => {
    const { ui } = project;
    await ui.status(/1 blocking/).waitFor({ timeout: START });
    await ui.openContainer('Preflight');
    await ui.rowShows('Sign-off', LEAD, '1 blocking');
    await ui.setExpanded('Sign-off', LEAD);
    await ui.row('Sign-off', PAGER.title).waitFor();
    await ui.row('Checklist', 'Secrets').waitFor();
    await ui.setExpanded('Checklist', 'Secrets');
    await ui.rowShows('Checklist', PAGER.title, 'to attest, blocking');
    await project.picture('20-not-ready');
  });

  it('changes nothing when the person changes their mind', async () => {
    const { ui } = project;
    await ui.tick('Checklist', PAGER.title);
    await ui.asked('(1/3)');
    await ui.dismiss();
    await ui.ticked('Checklist', PAGER.title, false);
    assert.throws(ledger, 'nothing was written');
  });

  it('attests in three steps, each of which can be taken back', async () => {
    const { ui } = project;
    await ui.tick('Checklist', PAGER.title);
    await ui.asked('(1/3)');
    await project.picture('21-attest-note');
    await ui.answerWith('rota of November');
    await ui.asked('(2/3)');
    await ui.back();
    await ui.asked('(1/3)');
    await ui.answerWith('rota of November and December');
    await ui.asked('(2/3)');
    await ui.pick('In this workspace');
    await ui.asked('(3/3)');
    await project.picture('22-attest-expiry');
    await ui.pick('For 90 days');
    await ui.rowShows('Checklist', PAGER.title, 'attested');
    assert.match(ledger(), /by: "Ada Lovelace <ada@example\.com>".*note: "rota of November and December"/);
    await ui.rowShows('Sign-off', LEAD, 'ready to sign');
    await ui.setExpanded('Checklist', PAGER.title);
    await ui.row('Checklist', 'Attested by Ada Lovelace').waitFor();
    await project.picture('23-attested');
  });

  it('signs, at the commit that is checked out', async () => {
    const { ui } = project;
    await ui.rowAction('Sign-off', LEAD, 'Sign…');
    await ui.asked('(1/2)');
    await ui.accept();
    await ui.asked('(2/2)');
    await project.picture('24-sign');
    await ui.answerWith('release 1');
    await ui.rowShows('Sign-off', LEAD, 'signed by Ada Lovelace');
    await ui.setExpanded('Sign-off', LEAD);
    await ui.rowShows('Sign-off', 'Ada Lovelace · release 1', COMMIT.slice(0, 7));
    await ui.status(/signed/).waitFor();
    await project.picture('25-signed');
  });

  it('sees it go stale with the reason, as soon as the code moves', async () => {
    const { ui } = project;
    const file = path.join(project.folder, 'slugs', 'session.py');
    project.write('slugs/session.py', guessable(readFileSync(file, 'utf8')));
    await ui.rowShows('Sign-off', LEAD, 'stale');
    await ui.setExpanded('Sign-off', LEAD);
    await ui.rowShows('Sign-off', DEFAULTS.title, 'passing → failing, 1 finding');
    await ui.status(/stale/).waitFor();
    await ui.row('Sign-off', DEFAULTS.title).click();
    await ui.page.locator('.tab.active[data-resource-name="session.py"]').waitFor();
    await ui.rowShows('Checklist', DEFAULTS.title, 'failing');
    await project.picture('26-stale');
  });

  it('reads it as well in light and in high contrast', async () => {
    const { ui } = project;
    await ui.theme('Light Modern');
    await project.picture('27-stale-light');
    await ui.theme('Dark High Contrast');
    await project.picture('28-stale-high-contrast');
    await ui.theme('Dark Modern');
  });

  it('accepts the risk of the finding until a day, and signs again', async () => {
    const { ui } = project;
    await ui.setExpanded('Checklist', DEFAULTS.title);
    await ui.rowAction('Checklist', "When 'JWT_SECRET' is not set", 'Accept the Risk Until…');
    await ui.asked('(1/2)');
    await ui.answerWith('the demo has no users');
    await ui.asked('(2/2)');
    await project.picture('29-accept');
    await ui.pick('For 30 days');
    await ui.rowShows('Checklist', DEFAULTS.title, 'accepted');
    await ui.rowAction('Sign-off', LEAD, 'Sign…');
    await ui.asked('(1/2)');
    await ui.accept();
    await ui.asked('(2/2)');
    await ui.accept();
    await ui.rowShows('Sign-off', LEAD, 'signed by Ada Lovelace');
    await project.picture('30-signed-again');
    await ui.theme('Light Modern');
    await project.picture('31-signed-light');
    await ui.theme('Dark Modern');
  });

  it('sees that a record was edited by hand', async () => {
    const { ui } = project;
    project.write('.preflight/signoff.yaml', ledger().replace('rota of November', 'rota of June'));
    await ui.rowShows('Sign-off', LEAD, 'tampered with');
    await ui.status(/tampered/).waitFor();
    await project.picture('32-tampered');
    project.write('.preflight/signoff.yaml', ledger().replace('rota of June', 'rota of November'));
    await ui.rowShows('Sign-off', LEAD, 'signed by');
  });

  it('finds an item by its words, and shows what blocks', async () => {
    const { ui } = project;
    await ui.command('Preflight: Search Checklist…');
    await ui.type('on-call');
    await ui.row('Checklist', 'Linter for every language').waitFor({ state: 'detached' });
    await ui.row('Checklist', PAGER.title).waitFor();
    await project.picture('33-search');
    await ui.accept();
    await ui.viewAction('Checklist', 'Clear Search');
    await ui.row('Checklist', 'Code quality').waitFor();
    await ui.viewAction('Checklist', 'Filter Checklist…');
    await project.picture('34-filter');
    await ui.pick('Open Items of Security Lead');
    await ui.row('Checklist', 'Code quality').waitFor({ state: 'detached' });
    await ui.command('Preflight: Show All Items');
    await ui.row('Checklist', 'Code quality').waitFor();
  });

  it('takes the signature back, when asked twice', async () => {
    const { ui } = project;
    await ui.rowAction('Sign-off', LEAD, 'Withdraw Signature…');
    await ui.asked('Withdraw the Signature of Security Lead');
    await project.picture('35-withdraw');
    await ui.pick('Withdraw the signature');
    await ui.rowShows('Sign-off', LEAD, 'ready to sign');
  });
});

describe('a developer who wants to be done', () => {
  const project = openProject('test/projects/shop');

  it('is led from place to place, what blocks first', async () => {
    const { ui } = project;
    await ui.status(/blocking/).waitFor({ timeout: START });
    await ui.command('Preflight: Show Shortest Way to Ready…');
    await ui.asked('Shortest Way to Ready: Blocking (1/');
    await ui.page.locator('.tab.active').first().waitFor();
    await project.picture('40-way-first');
    await ui.pick('Next');
    await ui.asked('(2/');
    await project.picture('41-way-next');
    await ui.back();
    await ui.asked('(1/');
    await ui.accept();
    await ui.asked('(2/');
    await project.picture('42-way-fixed');
    await ui.dismiss();
  });

  it('asks why an item applies, and what would make it pass', async () => {
    const { ui } = project;
    await ui.openContainer('Preflight');
    await ui.row('Checklist', 'CORS limited').waitFor();
    await ui.rowAction('Checklist', 'CORS limited', 'What Would Make It Pass?');
    await ui.asked('What Makes');
    await project.picture('43-what-passes');
    await ui.dismiss();
    await ui.rowAction('Checklist', 'CORS limited', 'Why Does This Apply?');
    await ui.asked('Applies');
    await project.picture('44-why');
    await ui.dismiss();
  });
});
