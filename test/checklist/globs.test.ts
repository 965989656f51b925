import assert from 'node:assert/strict';
import { catalogue } from '../../src/checklist/catalogue.js';
import { signalsOf } from '../../src/checklist/signals.js';
import { formatOf, roleOf } from '../../src/engine/classify.js';

/** A path that a glob of the catalogue matches: the shortest, or one with something in each gap. */
const pathFor = (glob: string, folders: string, rest: string): string =>
  glob
    .replace(/\{([^,}]*)(?:,[^}]*)?\}/g, '$1')
    .replace(/\[(.)[^\]]*\]/g, '$1')
    .replace(/\*\*\//g, folders)
    .replace(/\*\*/g, 'x/y')
    .replace(/\*/g, rest)
    .replace(/\?/g, 'z');

const seen = (item: Parameters<typeof signalsOf>[0], path: string): boolean => {
  const document = { uri: `memory:///${path}`, path, format: formatOf(path, ''), role: roleOf(path), tracked: true };
  const around = { documents: [document], skipped: 0, built: new Set<string>(), facts: () => [] };
  return signalsOf(item, around).some(({ note }) => note === path);
};

describe('a file that a glob of the checklist names', () => {
  for (const item of catalogue.flatMap(({ items }) => items))
    for (const glob of item.signals?.files ?? [])
      it(`is seen for ${item.id}: ${glob}`, () => {
        const paths = [pathFor(glob, '', ''), pathFor(glob, 'a/b/', 'x'), pathFor(glob, 'a/', 'x').toUpperCase()];
        for (const path of paths.filter((each) => !each.endsWith('/'))) assert.ok(seen(item, path), path);
        assert.ok(!seen(item, 'q/q.q'), 'and nothing else');
      });
});
