import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { generatedFiles } from '../../scripts/bench/workspace.js';
import { Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import { NodeWorkspace } from '../../src/host/node-workspace.js';
import { readingThreads } from '../../src/host/reading-threads.js';
import { GRAMMARS, grammars } from '../support/grammars.js';
import { TestFolder } from './folder.js';

describe('reading in threads', () => {
  let folder: TestFolder;
  before(async () => {
    folder = new TestFolder().write(Object.fromEntries([...generatedFiles(250)].map(([path, text]) => [`shop/${path}`, text])));
    folder.write({ 'shop/binary.txt': 'a\0b' });
    await build({
      stdin: {
        contents: `import { registry } from './src/generated/registry.js';\nimport { readForOthers } from './src/host/reading-threads.js';\nimport { ownTask } from './src/host/task.js';\nreadForOthers(ownTask(), registry);`,
        resolveDir: process.cwd(),
      },
      outfile: folder.at('thread.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
    writeFileSync(folder.at('none.js'), "throw new Error('It does not start.');");
    writeFileSync(folder.at('short.js'), "require('node:worker_threads').parentPort.once('message', () => process.exit(1));");
  });
  after(() => {
    folder.remove();
  });

  const scan = async (program: string | undefined, cancel = { aborted: false }, progress: (read: number) => void = () => undefined) => {
    const options = { folder: folder.at('shop') };
    const workspace = new NodeWorkspace(options);
    const readers =
      program === undefined
        ? undefined
        : readingThreads({ program: folder.at(program), workspace: options, grammars: GRAMMARS, threads: 2, worthIt: 0 });
    const session = new Session({ workspace, registry, grammars, readers, log: (message) => assert.fail(message) });
    await session.scan({ cancel, progress });
    const { work, skipped } = session;
    const outcome = session.outcome();
    session.dispose();
    return { outcome, skipped, read: work.read, parsed: work.parsed };
  };

  it('finds what one thread finds', async () => {
    const alone = await scan(undefined);
    assert.ok(alone.read > 240 && alone.parsed > 20 && alone.skipped.length === 1);
    assert.deepEqual(await scan('thread.js'), alone);
  });

  for (const [name, program] of [
    ['does not start', 'none.js'],
    ['ends early', 'short.js'],
  ] as const)
    it(`reads by itself what a thread had that ${name}`, async () => {
      assert.deepEqual(await scan(program), await scan(undefined));
    });

  it('stops when it is cancelled', async () => {
    const cancel = { aborted: false };
    const { read } = await scan('thread.js', cancel, (done) => {
      cancel.aborted ||= done > 20;
    });
    assert.ok(read < 200, String(read));
  });
});
