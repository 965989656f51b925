import { Dependency, Manifest } from '../../facts/project.js';
import { before } from '../../model/span.js';
import { isOn } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { storeBehind } from '../data/clients.js';
import { detector } from '../detector.js';

/** Where package.json lists what it needs, and whether running the product needs it. */
const LISTS: readonly (readonly [string, boolean])[] = [
  ['dependencies', true],
  ['optionalDependencies', true],
  ['peerDependencies', true],
  ['devDependencies', false],
];

export const packageJson = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,

  *facts({ root }) {
    if (root.kind !== 'map' || root.entries.length === 0) return;
    const name = root.get('name')?.text;
    yield Manifest({ span: before(0) }, { ecosystem: 'javascript', name, publishable: isPublishable(root), gathers: gathers(root) });
    for (const [list, runtime] of LISTS)
      for (const { key, span, node } of root.get(list)?.entries ?? []) {
        yield Dependency({ span }, { ecosystem: 'javascript', name: key.toLowerCase(), version: node.text, runtime });
        // What users may bring along is one store among others.
        if (list === 'dependencies') yield* storeBehind({ span }, 'javascript', key, 'likely');
      }
  },
});

const isPublishable = (root: DataNode): boolean =>
  !isOn(root.option('private')) &&
  root.get('name') !== undefined &&
  root.get('version') !== undefined &&
  ['main', 'module', 'exports', 'bin', 'types', 'files', 'publishConfig'].some((key) => root.get(key) !== undefined);

/** The root of a monorepo: it lists members, or only starts tools that do. */
function gathers(root: DataNode): boolean {
  if (['main', 'module', 'exports', 'bin'].some((key) => root.get(key) !== undefined)) return false;
  if (root.get('workspaces')) return true;
  const scripts = (root.get('scripts')?.entries ?? []).map(({ node }) => node.text ?? '').join('\n');
  return (
    (root.get('dependencies')?.entries.length ?? 0) === 0 &&
    /\b(?:turbo(?: run)?|lerna run|nx run-many|pnpm (?:-r|--recursive|--filter|-F)|yarn workspaces?|npm (?:run )?[\w:-]{0,40} ?(?:-w|--workspaces?))\b/.test(
      scripts,
    )
  );
}
