import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Module, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Loads a bundle in the form into which V8 has compiled it before, and keeps that form in `folder` at the end when it is not there yet.
 * Node's own `enableCompileCache` came with 22.1. V8 refuses what another version of it made; a file that cannot be read is as good as none.
 */
export function loadCompiled(
  file: string,
  folder: string,
  atEnd: (keep: () => void) => void = (keep) => void process.once('exit', keep),
): unknown {
  const kept = join(folder, `program-${process.version}-${process.arch}.bin`);
  const { size, mtimeMs } = statSync(file);
  const stamp = Buffer.from(`${file} ${String(size)} ${String(mtimeMs)}\n`);
  const cachedData = read(kept, stamp);
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file, ...(cachedData ? { cachedData } : {}) });
  if (!cachedData || script.cachedDataRejected === true) atEnd(() => write(kept, Buffer.concat([stamp, script.createCachedData()])));
  const module = { exports: {} };
  const start = script.runInThisContext() as (...given: readonly unknown[]) => void;
  start.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function read(kept: string, stamp: Buffer): Buffer | undefined {
  try {
    const bytes = readFileSync(kept);
    return bytes.subarray(0, stamp.length).equals(stamp) ? bytes.subarray(stamp.length) : undefined;
  } catch {
    return undefined;
  }
}

/** Never fails: what cannot be kept is compiled again. */
function write(kept: string, bytes: Buffer): void {
  const temporary = `${kept}.${String(process.pid)}`;
  try {
    mkdirSync(dirname(kept), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, bytes, { mode: 0o600 });
    renameSync(temporary, kept);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // It was never there.
    }
  }
}
