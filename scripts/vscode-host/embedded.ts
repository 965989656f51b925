import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { openBrowser, workbenchUrl } from './browser.js';
import { startServer } from './server.js';
import { emptyExtension, type SuiteRun } from './suite-run.js';
import { remove, temporaryFolder } from './temporary.js';

const TIMEOUT = 180_000;
const STOPPED = /Extension Host Process exited with code: (\S+), signal: (\w+)/;

/** Runs a suite in the extension host of a VS Code server, whose workbench is open in a headless browser. */
export async function runEmbedded(run: SuiteRun): Promise<void> {
  const harness = temporaryFolder('harness');
  const vsix = 'vsix' in run.extension ? { vsix: run.extension.vsix } : {};
  const extension = 'folder' in run.extension ? run.extension.folder : emptyExtension(harness);
  const server = await startServer({ ...run, ...vsix, extension, driver: true });
  const errors: string[] = [];
  let browser: Browser | undefined;
  try {
    const opened = await openBrowser();
    browser = opened.browser;
    const { page } = opened;
    const finished = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`There is no result after ${TIMEOUT / 1000} s.`)), TIMEOUT).unref();
      page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
      server.onLine((line) => {
        const stopped = STOPPED.exec(line);
        // Given two seconds, because a suite that ends stops the host as well.
        if (stopped) setTimeout(() => reject(new Error(`${stoppedHow(stopped)} before there was a result.`)), 2000).unref();
      });
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    finished.catch(() => undefined);
    await page.exposeFunction('codeAutomationLog', (type: string, words: unknown[]) => {
      const line = format(...words);
      if (type === 'error' && !line.startsWith('[Service Worker]')) errors.push(line);
    });
    await page.goto(workbenchUrl(server, { workspace: run.workspace, extension, tests: run.tests }));
    const code = await finished;
    if (code !== 0) throw new SuiteFailed([`The suite ended with code ${code}.`, ...errors].join('\n  '));
    // A host that was killed, or ran out of memory, is reported as 0 all the same.
    for (let waited = 0; waited < 2000 && !server.lines.some((line) => STOPPED.test(line)); waited += 50) await sleep(50);
    const stopped = server.lines.map((line) => STOPPED.exec(line)).find((match) => match && (match[1] !== '0' || match[2] !== 'null'));
    if (stopped) throw new Error(`${stoppedHow(stopped)} during the suite.`);
  } catch (error) {
    if (error instanceof SuiteFailed) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([reason, ...errors.slice(-6), 'The server said last:', ...server.lines.slice(-6)].join('\n  '));
  } finally {
    await browser?.close();
    await server.stop();
    remove(harness);
  }
}

/** The suite said so itself, in contrast to a host that failed. */
class SuiteFailed extends Error {}

const stoppedHow = (match: RegExpExecArray) => `The extension host stopped (code ${match[1]}, signal ${match[2]})`;
