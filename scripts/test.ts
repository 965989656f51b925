/** `npm test [-- phase…]`: everything, or the phases whose names start with the words given, such as `vscode/wiring` or `ui`. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.js';
import { checks, mocha } from './checks.js';
import { runPhases, type Phase } from './phases.js';
import { root } from './root.js';
import { chromium } from './vscode-host/chromium.js';
import { chooseHost } from './vscode-host/host.js';
import { installServer } from './vscode-host/install.js';
import { VSCODE } from './vscode-host/pins.js';
import { bundleSuites, runOn, suites } from './vscode-host/suites.js';
import { makeVsix, vsixFile } from './vsix.js';

const artifacts = path.join(root, 'artifacts');
const all = suites();
const host = memo(chooseHost);

const real: readonly Phase[] = [
  { name: 'build', needs: ['generated'], run: () => bundle({ production: true }) },
  { name: 'suites', run: () => bundleSuites(all).then(() => `${all.length} bundled`) },
  { name: 'browser', run: () => chromium().executable },
  { name: 'editor', run: () => `${installServer('latest').release}, ${installServer('minimum').release} from the npm registry` },
  { name: 'host', needs: ['browser', 'editor'], run: async () => `${(await host()).name}: ${(await host()).because}` },
  ...all.flatMap((suite) =>
    suite.versions.map((version) => ({
      name: `vscode/${suite.name} on ${VSCODE[version].release}`,
      needs: ['build', 'suites', 'host'],
      run: async () => runOn(version, suite, { folder: root }, (await host()).runSuite),
    })),
  ),
  { name: 'ui', needs: ['build', 'browser', 'editor'], run: lookAtTheWorkbench },
  { name: 'package', needs: ['build'], run: makeVsix },
  ...all
    .filter(({ vsix }) => vsix)
    .map((suite) => ({
      name: `package/${suite.name}`,
      needs: ['suites', 'host', 'package'],
      run: async () => runOn('latest', suite, { vsix: vsixFile() }, (await host()).runSuite),
    })),
];

await runPhases([...checks, ...real], process.argv.slice(2));

function lookAtTheWorkbench(): Promise<void> {
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
  return mocha(
    '--no-config',
    '--node-option',
    'import=tsx',
    '--timeout',
    '120000',
    '--reporter-option',
    'style=spec',
    'test/ui/**/*.ui.ts',
  );
}

function memo<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
