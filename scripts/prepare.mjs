/** npm runs this after `npm ci` and `npm install`: writes src/generated, which only machines read and git does not keep. */
import { spawnSync } from 'node:child_process';
import { root } from './bootstrap.mjs';

const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
