import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/root.js';
import { openWorkbench, type OpenWorkbench } from '../../scripts/vscode-host/browser.js';
import type { ServerOptions } from '../../scripts/vscode-host/server.js';
import { copyOf, type ProjectCopy } from '../../scripts/vscode-host/temporary.js';
import { Workbench } from '../../scripts/vscode-host/ui.js';

const ARTIFACTS = path.join(root, 'artifacts');

/** A project that is open in the real workbench, for the tests of one `describe`. */
export interface OpenProject {
  readonly ui: Workbench;
  /** The copy that is open; tests may change it. */
  readonly folder: string;
  /** Writes a file of the copy, as another program would. */
  write(file: string, text: string): void;
  /** Takes a picture of the window to artifacts/NAME.png. */
  picture(name: string): Promise<void>;
}

/**
 * Opens a copy of a project (a folder or a `.code-workspace` file of the repository) with the built extension before the
 * tests of this `describe`, and closes it after them. `files` are added to the copy, by path. A test that fails leaves a picture and the server's log in artifacts.
 */
export function openProject(
  project: string,
  {
    files = {},
    ...options
  }: Pick<ServerOptions, 'version' | 'settings' | 'untrusted' | 'env'> & { readonly files?: Readonly<Record<string, string>> } = {},
): OpenProject {
  let workbench: OpenWorkbench | undefined;
  let ui: Workbench | undefined;
  let copy: ProjectCopy | undefined;
  const picture = async (name: string) => {
    mkdirSync(ARTIFACTS, { recursive: true });
    await opened(ui).shot(path.join(ARTIFACTS, `${name}.png`));
  };

  before(async () => {
    copy = copyOf(path.join(root, project));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(copy.folder, file)), { recursive: true });
      writeFileSync(path.join(copy.folder, file), text);
    }
    workbench = await openWorkbench({ ...options, extension: root, workspace: copy.opened });
    ui = new Workbench(workbench.page);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed' || !workbench) return;
    const name = `failed-${test
      .fullTitle()
      .replace(/[^\w]+/g, '-')
      .slice(0, 100)}`;
    await picture(name);
    writeFileSync(path.join(ARTIFACTS, `${name}.log`), workbench.server.lines.join('\n'));
  });
  after(async () => {
    await workbench?.close();
    copy?.remove();
  });

  return {
    picture,
    write(file, text) {
      writeFileSync(path.join(opened(copy).folder, file), text);
    },
    get ui() {
      return opened(ui);
    },
    get folder() {
      return opened(copy).folder;
    },
  };
}

function opened<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The workbench is open inside tests and hooks only.');
  return value;
}
