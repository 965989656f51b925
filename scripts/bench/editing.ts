/**
 * Runs as a bundle in a process of its own, as the language server does: `editing.cjs keystroke|open|worst CASE GRAMMARS WORKSPACE` prints the
 * times of one case as JSON.
 */
import { readFileSync } from 'node:fs';
import { Session, type Edit } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import { nodeGrammars } from '../../src/host/grammars.js';
import { NodeWorkspace } from '../../src/host/node-workspace.js';
import { longFile, worstFiles } from './documents.js';
import { Chance } from './words.js';

const NOW = new Date('2026-11-21T12:00:00Z');

const [what = '', name = '', grammars = '', folder = ''] = process.argv.slice(2);
const workspace = new NodeWorkspace({ folder });
const session = new Session({ workspace, registry, grammars: nodeGrammars(grammars), log: (message) => console.error(message) });

/** Milliseconds until the editor would know what there is to say. */
async function timed(path: string, text: string, version: number, edits?: readonly Edit[]): Promise<number> {
  const started = performance.now();
  await session.open(workspace.uriOf(path), path, text, version, edits);
  session.outcome();
  session.assessment(NOW);
  return performance.now() - started;
}

/** What somebody types, each text a keystroke or a paste; `<` takes the last one back. */
const TYPED = [
  ...Array.from('value = '),
  ...Array.from('call(x'),
  '<',
  ...Array.from(')\n'),
  '"',
  'a',
  'b',
  '"',
  '\n',
  "'",
  '<',
  '# note',
  '{',
  '<',
  '\n',
  '(',
  'x',
  ')',
  '\n    ',
  '`',
  '<',
  '/',
  '<',
  'é',
];

async function keystrokes(path: string, original: string, most: number): Promise<readonly number[]> {
  const chance = new Chance(7);
  const times: number[] = [];
  let [text, version] = [original, 1];
  await timed(path, text, version);
  // As the server does while nobody waits for it.
  await session.prepare(workspace.uriOf(path));
  for (let round = 0; times.length < most; round++) {
    // The start of a line somewhere in the file.
    let at = text.indexOf('\n', chance.below(text.length - 1)) + 1;
    let before = text;
    for (const typed of TYPED) {
      const back = typed === '<';
      const edit = back
        ? { span: { start: at - (text.length - before.length), end: at }, text: '' }
        : { span: { start: at, end: at }, text: typed };
      [before, text] = [text, text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)];
      at = edit.span.start + edit.text.length;
      times.push(await timed(path, text, ++version, [edit]));
    }
  }
  return times;
}

async function main(): Promise<void> {
  switch (what) {
    case 'keystroke':
    case 'open': {
      await session.scan();
      const [format = '', lines = ''] = name.split(' ');
      const { path, text } = longFile(format, Number(lines));
      const times: number[] = [];
      if (what === 'keystroke') times.push(...(await keystrokes(path, text, Number(lines) > 5_000 ? 30 : 100)));
      else
        for (let i = 0; i < 8; i++) {
          times.push(await timed(path, text, 1));
          session.remove(workspace.uriOf(path));
        }
      console.log(JSON.stringify({ times, work: session.work }));
      break;
    }
    case 'manifest': {
      await session.scan();
      session.outcome();
      const path = name;
      const text = readFileSync(new URL(workspace.uriOf(path)), 'utf8');
      const before = session.work.judged;
      const times = [await timed(path, text.replace('memory: 512Mi', 'memory: 640Mi'), 1)];
      const judged = session.work.judged - before;
      for (let i = 0; i < 9; i++) times.push(await timed(path, text.replace('memory: 512Mi', `memory: ${String(700 + i)}Mi`), i + 2));
      console.log(JSON.stringify({ times, work: { ...session.work, edited: judged } }));
      break;
    }
    case 'worst': {
      const file = worstFiles.find((candidate) => candidate.name === name);
      if (!file) throw new Error(`There is no case '${name}'.`);
      // Grammars are there, as they are in a running server.
      await timed(file.path, '', 1);
      console.log(JSON.stringify({ times: [await timed(file.path, file.text(), 2)] }));
      break;
    }
  }
}

void main().then(() => process.exit(0));
