/** `node scripts/run.mjs NAME …` runs scripts/NAME.ts on a fresh clone too: it installs the packages first when they are missing or stale. */
import process from 'node:process';
import { bootstrap, root } from './bootstrap.mjs';

// Whatever ends this, 'exit' is heard: what was started is stopped, and what is temporary removed.
for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
  process.once(signal, () => process.exit(128 + number));
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(143), 1000).unref(); // npm dies of a signal without handing it on

const [name] = process.argv.splice(2, 1);
bootstrap();
process.chdir(root);
const { register } = await import('tsx/esm/api');
register();
await import(new URL(`${name}.ts`, import.meta.url).href);
