import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface StandIn {
  readonly type: 'module' | 'commonjs';
  readonly text: string;
}

const module = (text: string): StandIn => ({ type: 'module', text });
const commonjs = (text: string): StandIn => ({ type: 'commonjs', text });

/** Modules of the VS Code server that need a compiler or send telemetry, as a few lines of JavaScript each. */
const STAND_INS: Readonly<Record<string, StandIn>> = {
  // the native logger; with plain appends, so that log files exist
  '@vscode/spdlog': module(`
import { appendFileSync } from 'node:fs';
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
class Logger {
  constructor(file) { this.file = file; this.level = 2; this.raw = false; }
  write(level, message) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try { appendFileSync(this.file, this.raw ? message : stamp + ' [' + LEVELS[level] + '] ' + message + '\\n'); } catch { /* the folder is gone: shutting down */ }
  }
  trace(m) { this.write(0, m); } debug(m) { this.write(1, m); } info(m) { this.write(2, m); }
  warn(m) { this.write(3, m); } error(m) { this.write(4, m); } critical(m) { this.write(5, m); }
  getLevel() { return this.level; } setLevel(level) { this.level = level; }
  setPattern() {} clearFormatters() { this.raw = true; } flush() {} drop() {}
}
export const version = 0;
export function setLevel() {}
export function setFlushOn() {}
export function shutdown() {}
export const createRotatingLogger = async (_name, file) => new Logger(file);
export const createAsyncRotatingLogger = createRotatingLogger;
`),
  '@microsoft/1ds-core-js': module(
    'export class AppInsightsCore { initialize() {} track() {} pollInternalLogs() {} unload(_wait, done) { done?.(); } }\n',
  ),
  '@microsoft/1ds-post-js': module('export class PostChannel {}\n'),
  // the git extension does not activate without it
  '@vscode/fs-copyfile': module(`
import { constants, copyFileSync, promises } from 'node:fs';
export { constants, copyFileSync };
export const isCloneSupported = async () => false;
export const copyFile = (from, to, mode) => promises.copyFile(from, to, mode);
export const cp = (from, to, options) => promises.cp(from, to, options);
`),
  '@vscode/deviceid': module("export const getDeviceId = async () => '00000000-0000-4000-8000-000000000000';\n"),
  // VS Code polls its parent process itself as well
  '@vscode/native-watchdog': commonjs('exports.start = () => {};\n'),
  'native-watchdog': commonjs('exports.start = () => {};\n'),
};

/** Puts every stand-in into a server's node_modules. */
export function putStandIns(modules: string): void {
  for (const [name, standIn] of Object.entries(STAND_INS)) put(modules, name, standIn);
}

/** In place of @vscode/ripgrep, which downloads its program after installation: the program that another package carries. */
export function putRipgrep(modules: string, program: string): void {
  const name = path.basename(program);
  const url = `new URL('./bin/${name}', import.meta.url)`;
  const folder = put(
    modules,
    '@vscode/ripgrep',
    module(`import { fileURLToPath } from 'node:url';\nexport const rgPath = fileURLToPath(${url});\n`),
  );
  const copy = path.join(folder, 'bin', name);
  mkdirSync(path.dirname(copy));
  copyFileSync(program, copy);
  chmodSync(copy, 0o755);
}

function put(modules: string, name: string, { type, text }: StandIn): string {
  const folder = path.join(modules, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', type, main: 'index.js' }));
  writeFileSync(path.join(folder, 'index.js'), text);
  return folder;
}
