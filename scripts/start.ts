/** `npm start [-- folder] [--port N] [--version latest|minimum]`: a real VS Code workbench with Preflight, to be opened in a browser. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.js';
import { root } from './root.js';
import { workbenchUrl } from './vscode-host/browser.js';
import { VSCODE, type Version } from './vscode-host/pins.js';
import { startServer } from './vscode-host/server.js';

const SAMPLE = 'test/projects/shop';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, version: { type: 'string', default: 'latest' } },
  });
  // npm runs scripts in the repository; INIT_CWD is where the person called it.
  const workspace = positionals[0] ? path.resolve(process.env.INIT_CWD ?? root, positionals[0]) : path.join(root, SAMPLE);
  if (!existsSync(workspace)) throw new Error(`There is no folder '${workspace}'.`);
  if (!isVersion(values.version)) throw new Error(`--version is '${values.version}'; it can be ${Object.keys(VSCODE).join(' or ')}.`);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port is '${values.port}'; it can be a number up to 65535.`);

  await bundle({ production: false });
  const server = await startServer({ version: values.version, port, extension: root });
  console.log(
    `\nVS Code ${server.release} with Preflight, on ${workspace}. Open:\n\n  ${workbenchUrl(server, { workspace })}\n\nCtrl+C stops it.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function isVersion(name: string): name is Version {
  return Object.hasOwn(VSCODE, name);
}
