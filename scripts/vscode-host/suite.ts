/**
 * The module that VS Code loads for a suite (`extensionTestsPath`): runs the `*.test.js` files beside it with mocha, inside
 * the extension host. Bundled as CommonJS into the suite's folder by suites.ts, which also sets these variables:
 *   TEST_OUTPUT  a file that takes what mocha and the tests print; the extension host's console reaches nobody unmixed
 *   TEST_TALLY   a file that takes one line with the numbers of passed and failed tests
 *   TEST_GREP    runs only the tests whose title matches
 */
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { TEST_OUTPUT, TEST_TALLY, TEST_GREP } = process.env;
  if (TEST_OUTPUT) redirectConsole(TEST_OUTPUT); // before mocha loads: it keeps the console.log that it finds
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: false,
    forbidOnly: true,
    forbidPending: true,
    ...(TEST_GREP && { grep: TEST_GREP }),
  });
  for (const name of readdirSync(__dirname).sort()) if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));

  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failures) => resolve({ passed: runner.stats?.passes ?? 0, failed: failures }));
  });
  if (passed + failed === 0) throw new Error(`There is no test in ${__dirname}${TEST_GREP ? ` that matches '${TEST_GREP}'` : ''}.`);
  if (TEST_TALLY) appendFileSync(TEST_TALLY, `${passed} ${failed}\n`);
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed`);
}

/** VS Code guards `console` with accessors that ignore what is assigned. */
function redirectConsole(file: string): void {
  const value = (...words: unknown[]) => appendFileSync(file, `${format(...words)}\n`);
  for (const name of ['log', 'info', 'warn', 'error']) Object.defineProperty(console, name, { configurable: true, writable: true, value });
}
