import path from 'node:path';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { chromium } from './chromium.js';
import { startServer, uriPath, type RunningServer, type ServerOptions } from './server.js';

const FLAGS = [
  ...[
    '--no-first-run',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', // only the server is reachable
  ...['--force-color-profile=srgb', '--font-render-hinting=none'],
];

/** Starts Chromium with one empty page that looks the same on every run. */
export async function openBrowser(): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const { executable, env } = chromium();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // Chromium refuses to run as root with one
  const browser = await playwright.launch({
    executablePath: executable,
    env: { ...process.env, ...env },
    args: [...FLAGS, ...sandbox],
  });
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    deviceScaleFactor: 1,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return { browser, page: await context.newPage() };
}

/** What the workbench opens: a folder or a `.code-workspace` file, and for suites the extension and the module with its tests. */
export interface Opened {
  readonly workspace: string;
  readonly extension?: string;
  readonly tests?: string;
}

/** The address of the workbench. Extension and tests are heard only by a server with `driver`. */
export function workbenchUrl(server: Pick<RunningServer, 'port' | 'driver'>, { workspace, extension, tests }: Opened): string {
  const authority = `127.0.0.1:${server.port}`;
  const remote = (file: string) => `vscode-remote://${authority}${encodeURI(uriPath(file))}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (server.driver && extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (server.driver && tests) payload.push(['extensionTestsPath', remote(tests)]);
  const query = new URLSearchParams({ [workspace.endsWith('.code-workspace') ? 'workspace' : 'folder']: path.resolve(workspace) });
  // The payload is for machines; the address that a person reads stays short.
  if (server.driver) query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString().replaceAll('%2F', '/')}`;
}

/** The workbench, open and usable, in a browser of its own. */
export interface OpenWorkbench {
  readonly page: Page;
  readonly server: RunningServer;
  close(): Promise<void>;
}

/** Opens the workbench on a workspace and waits until it can be used. */
export async function openWorkbench(options: ServerOptions & { readonly workspace: string }): Promise<OpenWorkbench> {
  const server = await startServer(options);
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    const opened = await openBrowser();
    browser = opened.browser;
    await opened.page.goto(workbenchUrl(server, options));
    await opened.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    return { page: opened.page, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}
