import assert from 'node:assert/strict';
import { openProject } from './project.js';

const STAR = 'cors/wildcard-origin';

describe('a developer in the middle of their work', () => {
  const project = openProject('test/projects/shop');
  /** Squiggles in the file at first. */
  let all = 0;

  it('sees a squiggle at the words that are wrong', async () => {
    const { ui } = project;
    await ui.openFile('main.py');
    const squiggles = await ui.squiggles({ atLeast: 2 });
    assert.ok(squiggles.warning >= 2, 'the origin, and the application without a health route');
    all = Object.values(squiggles).reduce((sum, count) => sum + count, 0);
    await project.picture('1-squiggle');
  });

  it('reads what is wrong, and why, in a hover', async () => {
    const { ui } = project;
    await ui.goto(12, 21);
    const text = await ui.hover();
    assert.match(text, /Any website can read this API's responses/);
    assert.match(text, /Explain/);
    await project.picture('2-hover');
    await ui.page.keyboard.press('Escape');
  });

  it('finds the fix first in the lightbulb menu, and suppressing last', async () => {
    const { ui } = project;
    await ui.goto(12, 21);
    const titles = await ui.quickFixes();
    await project.picture('3-lightbulb');
    assert.equal(titles[0], "Read allowed origins from 'ALLOWED_ORIGINS'");
    assert.equal(
      titles.findLast((title) => title.includes(STAR)),
      `Ignore '${STAR}' here…`,
    );
  });

  it('applies it with one keystroke, and takes it back with one undo', async () => {
    const { ui } = project;
    await ui.chooseQuickFix("Read allowed origins from 'ALLOWED_ORIGINS'");
    await ui.textShown('os.environ["ALLOWED_ORIGINS"].split(",")');
    await ui.squigglesAre(all - 1);
    await project.picture('4-fixed');
    await ui.page.keyboard.press('ControlOrMeta+z');
    await ui.textShown('allow_origins=["*"]');
    await ui.squigglesAre(all);
  });

  it('silences a finding with a reason', async () => {
    const { ui } = project;
    await ui.goto(12, 21);
    await ui.chooseQuickFix(`Ignore '${STAR}' here…`);
    await ui.answerWith('the catalogue is public');
    await ui.textShown(`# preflight-ignore ${STAR} -- the catalogue is public`);
    await ui.squigglesAre(all - 1);
    await project.picture('5-ignored');
    await ui.page.keyboard.press('ControlOrMeta+z');
    await ui.squigglesAre(all);
  });

  it('reads the page of a rule without leaving the editor', async () => {
    const { ui } = project;
    await ui.goto(12, 21);
    await ui.chooseQuickFix(`Explain '${STAR}'`);
    const page = await ui.webviewWith('h1');
    assert.equal((await page.locator('h1').first().innerText()).trim(), 'Any origin is allowed');
    await project.picture('6-explained');
    await ui.command('View: Close Editor');
  });
});

describe('a lead who asks how far the team is', () => {
  const project = openProject('test/projects/shop');

  it('opens the checklist from the status bar', async () => {
    const { ui } = project;
    const status = ui.status(/blocking/);
    await status.waitFor({ timeout: 90_000 });
    await status.click();
    await ui.row('Checklist', 'Code quality').waitFor();
    await project.picture('7-checklist');
    assert.ok(Number(await ui.badge('Preflight')) > 0);
  });

  it('sees the status of each item in words, too', async () => {
    const { ui } = project;
    await ui.command('Preflight: Search Checklist…');
    await ui.type('cors');
    await ui.accept();
    await ui.rowShows('Checklist', 'CORS limited', 'failing, blocking');
    const row = (await ui.treeRows('Checklist')).find(({ label }) => label.startsWith('CORS limited'));
    assert.match(row?.name ?? '', /failing, blocking/);
    assert.equal(row?.icon, 'error');
  });

  it('goes from a finding to its line', async () => {
    const { ui } = project;
    await ui.setExpanded('Checklist', 'CORS limited');
    await ui.row('Checklist', 'Any website can read').click();
    await ui.page
      .locator('.tab.active')
      .filter({ hasText: /main\.py|server\.ts/ })
      .waitFor();
    await project.picture('8-finding');
    await ui.viewAction('Checklist', 'Clear Search');
  });

  it('sees only what is open, on request', async () => {
    const { ui } = project;
    await ui.command('Preflight: Search Checklist…');
    await ui.type('images');
    await ui.accept();
    await ui.row('Checklist', 'Images pinned').waitFor();
    await ui.viewAction('Checklist', 'Filter Checklist…');
    await ui.pick('Open Items');
    await ui.row('Checklist', 'Images pinned').waitFor({ state: 'detached' });
    await ui.row('Checklist', 'No secrets in the repository').waitFor();
    await ui.viewAction('Checklist', 'Change Filter…');
    await ui.pick('All Items');
    await ui.row('Checklist', 'Images pinned').waitFor();
    await ui.viewAction('Checklist', 'Clear Search');
  });

  it('reads it as well in light and in high contrast', async () => {
    const { ui } = project;
    await ui.theme('Light Modern');
    await project.picture('9-light');
    await ui.theme('Dark High Contrast');
    await project.picture('10-high-contrast');
  });

  it('finds everything in the Problems panel', async () => {
    const { ui } = project;
    await ui.theme('Dark Modern');
    const problems = await ui.problems();
    assert.ok(problems.some((problem) => problem.includes("When 'JWT_SECRET' is not set")));
    await project.picture('11-problems');
  });
});
