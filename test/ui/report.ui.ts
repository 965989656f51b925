import { openProject } from './project.js';

describe('the report of a workspace', () => {
  const project = openProject('test/projects/shop');

  it('opens as a page in the colours of the editor', async () => {
    const { ui } = project;
    await ui.status(/blocking/).waitFor();
    await ui.command('Preflight: Open Report');
    const page = await ui.webviewWith('#progress');
    await page.getByRole('heading', { name: 'shop', level: 1 }).waitFor();
    await project.picture('50-report');
    await ui.theme('Light Modern');
    await project.picture('51-report-light');
    await ui.theme('Dark High Contrast');
    await project.picture('52-report-high-contrast');
    await ui.theme('Dark Modern');
  });

  it('follows the files, and keeps what the reader has opened', async () => {
    const { ui } = project;
    const page = await ui.webviewWith('#progress');
    const fold = page.locator('details.fold').first();
    await fold.locator('summary').click();
    project.write('legacy.py', 'import requests\nrequests.get("https://example.com", verify=False)\n');
    await page.locator('#findings').getByText('legacy.py').first().waitFor({ state: 'attached' });
    await fold.and(page.locator('[open]')).waitFor();
  });

  it('opens the line that a place names', async () => {
    const { ui } = project;
    const page = await ui.webviewWith('#progress');
    await page.locator('#blockers button.place').first().click();
    await ui.page.locator('.tab.active[aria-label*="Report"]').waitFor({ state: 'detached' });
    await ui.editor.waitFor();
    await project.picture('53-report-place');
  });
});
