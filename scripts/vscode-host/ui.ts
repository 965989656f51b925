/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';

/** A row of a tree view, as it is drawn and as a screen reader says it. */
export interface TreeRow {
  readonly level: number;
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Undefined: it has no children. */
  readonly expanded: boolean | undefined;
  /** Undefined: it has no checkbox. */
  readonly checked: boolean | undefined;
  readonly icon: string | undefined;
}

type Squiggles = Readonly<Record<'error' | 'warning' | 'info' | 'hint', number>>;

const SOON = 30_000;
/** How long a person would wait before pressing the key again. */
const PATIENCE = 5_000;

/** Drives a workbench by roles and accessible names where VS Code has them: what this finds, a screen reader finds too. */
export class Workbench {
  readonly page: Page;
  readonly #quickInput: Locator;

  constructor(page: Page) {
    this.page = page;
    this.#quickInput = page.locator('.quick-input-widget');
  }

  // Command palette, quick open and pickers

  /** Runs a command by its title as the palette shows it: 'Preflight: Scan Workspace'. */
  async command(title: string): Promise<void> {
    await this.#ask('F1', `>${title}`);
    const row = this.#option(title);
    await row.click({ timeout: SOON });
    await row.waitFor({ state: 'hidden' }); // not the whole widget: the command may open a picker of its own
  }

  /** Accessible names of the palette's rows for a query. */
  async commandsMatching(query: string): Promise<readonly string[]> {
    await this.#ask('F1', `>${query}`);
    const names = await this.pickerRows();
    await this.page.keyboard.press('Escape');
    return names;
  }

  /** Accessible names of the rows of the picker that is open. */
  async pickerRows(): Promise<readonly string[]> {
    const rows = this.#quickInput.locator('[role=option]');
    await rows.first().waitFor({ timeout: SOON });
    await this.#settled(rows);
    return names(rows);
  }

  /** Chooses the row of the open picker that holds a text. */
  async pick(label: string): Promise<void> {
    await this.#quickInput.getByRole('option').filter({ hasText: label }).first().click({ timeout: SOON });
  }

  /** Types into the picker or input box that is open, and accepts. */
  async answerWith(text: string): Promise<void> {
    await this.#quickInput.locator('input[type=text]').first().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the picker or input box that is open has a text in its title, such as the number of a step: '(2/3)'. */
  async asked(title: string): Promise<void> {
    await this.#quickInput.locator('.quick-input-title').filter({ hasText: title }).waitFor({ timeout: SOON });
  }

  /** Goes a step back by the button of the picker or input box that is open. */
  async back(): Promise<void> {
    await this.#quickInput.getByRole('button', { name: 'Back' }).click({ timeout: SOON });
  }

  /** Accepts what stands in the picker or input box that is open. */
  async accept(): Promise<void> {
    await this.#quickInput.locator('input[type=text]').first().press('Enter');
  }

  /** Types into the picker or input box that is open, and leaves it open. */
  async type(text: string): Promise<void> {
    await this.#quickInput.locator('input[type=text]').first().fill(text);
  }

  /** Closes the picker or input box that is open, as a person does who changes their mind. */
  async dismiss(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.#quickInput.waitFor({ state: 'hidden', timeout: SOON });
  }

  /** Opens a file of the workspace by quick open and waits for its text. */
  async openFile(relativePath: string): Promise<void> {
    const name = relativePath.split('/').at(-1) ?? relativePath;
    await this.#ask('ControlOrMeta+p', relativePath);
    await this.#quickInput.locator('[role=option]').filter({ hasText: name }).first().waitFor({ timeout: SOON });
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** Switches the colour theme by its name in the picker: 'Light Modern'. */
  async theme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.#quickInput.locator('input[type=text]').first().fill(name);
    await this.#option(name).waitFor();
    await this.page.keyboard.press('Enter');
    await this.#quickInput.waitFor({ state: 'hidden' });
  }

  async #ask(key: string, text: string): Promise<void> {
    const input = this.#quickInput.locator('input[type=text]').first();
    await this.#until(input, () => this.page.keyboard.press(key));
    await input.fill(text);
  }

  #option(label: string): Locator {
    return this.#quickInput.locator(`[role=option][aria-label="${label}"], [role=option][aria-label^="${label},"]`).first();
  }

  // Editor

  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Puts the cursor on a line and column, both from 1. */
  async goto(line: number, column = 1): Promise<void> {
    await this.#ask('Control+g', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.#quickInput.waitFor({ state: 'hidden' });
  }

  /** The visible text of the active editor. */
  async text(): Promise<string> {
    return plain(await this.editor.locator('.view-lines').innerText());
  }

  /** Waits until the active editor shows a text. */
  async textShown(text: string): Promise<void> {
    await this.editor
      .locator('.view-lines')
      .filter({ hasText: text.replaceAll(' ', '\u00a0') })
      .or(this.editor.locator('.view-lines').filter({ hasText: text }))
      .first()
      .waitFor({ timeout: SOON });
  }

  /** Squiggles in the visible part of the active editor, once there are as many as asked for. */
  async squiggles({ atLeast = 0 } = {}): Promise<Squiggles> {
    const all = this.editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint');
    if (atLeast > 0) await all.nth(atLeast - 1).waitFor({ state: 'attached', timeout: SOON });
    const classes = await all.evaluateAll((elements) => elements.map((element) => element.getAttribute('class') ?? ''));
    const count = (kind: string) => classes.filter((names) => names.includes(`squiggly-${kind}`)).length;
    return { error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint') };
  }

  /** Waits until the visible part of the active editor has exactly so many squiggles. */
  async squigglesAre(count: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.querySelectorAll('.editor-group-container.active [class*=squiggly-]').length === wanted,
      count,
      { timeout: SOON },
    );
  }

  /** The hover at the cursor, as text. */
  async hover(): Promise<string> {
    const rows = this.page.locator('.monaco-hover .hover-row');
    await this.#until(rows.first(), async () => {
      await this.page.keyboard.press('ControlOrMeta+k');
      await this.page.keyboard.press('ControlOrMeta+i');
    });
    await this.#settled(rows); // further providers append
    return (await texts(rows)).join('\n');
  }

  /** Titles in the quick fix menu at the cursor, which stays open. */
  async quickFixes(): Promise<readonly string[]> {
    const rows = this.#menu;
    await this.#until(rows.first(), () => this.page.keyboard.press('ControlOrMeta+.'));
    await this.#settled(rows);
    return texts(rows);
  }

  async chooseQuickFix(title: string): Promise<void> {
    const wanted = this.#menu.filter({ hasText: title }).first();
    // The menu closes when new findings arrive while it is open.
    await this.#again(async () => {
      if (!(await wanted.isVisible())) {
        await this.page.keyboard.press('Escape');
        await this.quickFixes();
      }
      await wanted.click({ timeout: PATIENCE });
    });
    await this.#menu.first().waitFor({ state: 'hidden' });
  }

  get #menu(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  // Problems

  /** Accessible names of the rows of the Problems panel: files, and findings with their places. */
  async problems(): Promise<readonly string[]> {
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.page.keyboard.press('ControlOrMeta+Shift+m');
    const rows = this.page.locator('.markers-panel [role=treeitem]');
    await rows.first().waitFor({ timeout: SOON });
    await this.#settled(rows);
    return names(rows);
  }

  // Views

  /** Opens a view container of the activity bar by its title. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator(`.part.activitybar [role=tab][aria-label^="${title}"]`).first();
    await tab.waitFor({ timeout: SOON });
    const shown = this.page.locator('.part.sidebar > .title').filter({ hasText: title });
    // A workbench that is still starting goes back to what was open before.
    await this.#again(async () => {
      if (!(await shown.isVisible())) await tab.click({ timeout: PATIENCE });
      await shown.waitFor({ timeout: PATIENCE });
    });
  }

  /** The number on an icon of the activity bar, or ''. */
  async badge(title: string): Promise<string> {
    const icon = this.page.locator('.part.activitybar .action-item').filter({ has: this.page.locator(`[aria-label^="${title}"]`) });
    const [text = ''] = await texts(icon.locator('.badge-content'));
    return text;
  }

  tree(view: string): Locator {
    return this.page.locator(`[role=tree][aria-label="${view}"]`).first();
  }

  row(view: string, label: string): Locator {
    return this.tree(view).locator('[role=treeitem]').filter({ hasText: label }).first();
  }

  /** The rows that are drawn; what is scrolled out of sight does not exist. */
  async treeRows(view: string): Promise<readonly TreeRow[]> {
    const rows = this.tree(view).locator('[role=treeitem]');
    await rows.first().waitFor({ timeout: SOON });
    await this.#settled(rows);
    // What runs in the page has no functions with names of their own: the compiler would add calls that the page does not know.
    const drawn = await rows.evaluateAll((elements) =>
      elements.map((element) => ({
        level: Number(element.getAttribute('aria-level')),
        name: element.getAttribute('aria-label') ?? '',
        label: element.querySelector('.label-name')?.textContent ?? '',
        description: element.querySelector('.label-description')?.textContent ?? '',
        expanded: element.getAttribute('aria-expanded') ?? undefined,
        checked: element.querySelector('[role=checkbox]')?.getAttribute('aria-checked') ?? undefined,
        icon: /codicon-([\w-]+)/.exec(element.querySelector('.custom-view-tree-node-item-icon')?.className ?? '')?.[1],
      })),
    );
    const flag = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value === 'true');
    return drawn.map((row) => ({ ...row, expanded: flag(row.expanded), checked: flag(row.checked) }));
  }

  async setExpanded(view: string, label: string, open = true): Promise<void> {
    const row = this.row(view, label);
    if ((await row.getAttribute('aria-expanded')) === String(!open)) await row.locator('.monaco-tl-twistie').click();
    await row.and(this.page.locator(`[aria-expanded="${open}"]`)).waitFor();
  }

  /** Waits until a row shows something: a status in its description, or in the words that a screen reader says. */
  async rowShows(view: string, label: string, words: string): Promise<void> {
    const row = this.row(view, label);
    await row
      .filter({ hasText: words })
      .or(row.and(this.page.locator(`[aria-label*="${words}"]`)))
      .first()
      .waitFor({ timeout: SOON });
  }

  /** Ticks or unticks the box of a row, and waits for the question that follows. */
  async tick(view: string, label: string): Promise<void> {
    await this.#until(this.#quickInput, () => this.row(view, label).getByRole('checkbox').click({ timeout: PATIENCE }));
  }

  /** Chooses an entry of a row's context menu. */
  async rowAction(view: string, label: string, action: string): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name: action });
    // A menu takes no click in the moment in which it opens.
    await this.#again(async () => {
      await this.row(view, label).click({ timeout: PATIENCE, button: 'right' });
      await entry.waitFor({ timeout: PATIENCE });
      for (const end = Date.now() + PATIENCE; await entry.isVisible();) {
        await entry.click({ timeout: PATIENCE });
        await entry.waitFor({ state: 'hidden', timeout: 1_000 }).catch((error: unknown) => {
          if (Date.now() > end) throw error;
        });
      }
    });
  }

  /** Waits until the box of a row is ticked, or is not. */
  async ticked(view: string, label: string, checked: boolean): Promise<void> {
    await this.row(view, label)
      .locator(`[role=checkbox][aria-checked=${String(checked)}]`)
      .waitFor({ timeout: SOON });
  }

  /** Clicks a button in the title bar of a view by its tooltip. */
  async viewAction(view: string, title: string): Promise<void> {
    const pane = this.page.locator('.pane').filter({ has: this.page.locator(`[role=tree][aria-label="${view}"]`) });
    await pane.hover();
    const label = `.action-label[aria-label^="${title}"]`;
    // A view that is alone in its container has its buttons in the container's title.
    await pane
      .locator(`.pane-header ${label}`)
      .or(this.page.locator(`.part.sidebar > .title ${label}`))
      .filter({ visible: true })
      .first()
      .click();
  }

  // Status bar and notifications

  /** An entry of the status bar by its text. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text }).first();
  }

  async statusTexts(): Promise<readonly string[]> {
    const shown = await texts(this.page.locator('.statusbar-item'));
    return shown.map((text) => text.replace(/\s+/g, ' '));
  }

  async notifications(): Promise<readonly string[]> {
    return texts(this.page.locator('.notifications-toasts .notification-list-item'));
  }

  /** Presses a button of the notification that holds a text. */
  async answer(text: string, button: string): Promise<void> {
    const notification = this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
    await notification.getByRole('button', { name: button, exact: true }).click({ timeout: SOON });
  }

  // Webviews

  /** The document inside a webview; `nth` counts visible ones in the order of their creation. */
  webview(nth = 0) {
    return this.page.locator('iframe.webview.ready').nth(nth).contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /** The document of the webview that holds something. */
  async webviewWith(selector: string) {
    for (const end = Date.now() + SOON; Date.now() < end;) {
      const count = await this.page.locator('iframe.webview.ready').count();
      for (let i = 0; i < count; i++) {
        const found = await this.webview(i)
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return this.webview(i);
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview holds '${selector}'.`);
  }

  // Pictures

  /** Takes a picture of the window or of a part of it, with the pointer out of the way. */
  async shot(file: string, part: Locator | Page = this.page): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.waitForTimeout(150);
    await part.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  }

  /** Does what should make something appear, and again after a while: a key is lost where the focus is just moving. */
  async #until(shown: Locator, act: () => Promise<void>): Promise<void> {
    await this.#again(async () => {
      await act();
      await shown.waitFor({ timeout: PATIENCE });
    });
  }

  /** Tries a step until it works, for as long as something may take. What failed half-way is closed before the next try. */
  async #again(step: () => Promise<void>): Promise<void> {
    for (const end = Date.now() + SOON; ;) {
      try {
        await step();
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Waits until a list has stopped growing. */
  async #settled(rows: Locator): Promise<void> {
    for (let before = -1, now = await rows.count(); before !== now; before = now, now = await rows.count())
      await this.page.waitForTimeout(300);
  }
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ').trim();

/** What the visible ones of some elements show. */
async function texts(elements: Locator): Promise<readonly string[]> {
  const shown = await elements.evaluateAll((all) =>
    all.filter((element) => element.checkVisibility()).map((element) => (element as HTMLElement).innerText),
  );
  return shown.map(plain).filter(Boolean);
}

async function names(rows: Locator): Promise<readonly string[]> {
  return rows.evaluateAll((all) => all.map((element) => element.getAttribute('aria-label') ?? ''));
}
