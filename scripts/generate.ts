/**
 * Writes what follows from the sources: `src/generated` (not committed), and with `--all` the files that people
 * read (committed; CI regenerates and compares them).
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src');

/** Files below a folder that may export parts of the registry, in a stable order. */
function filesOf(folder: string): string[] {
  return readdirSync(join(source, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();
}

/** The names that a file exports as `export const x = call(` or `export const x: Type =`. */
const exportsOf = (file: string, what: RegExp): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(what)].flatMap(([, name]) => (name === undefined ? [] : [name]));

interface Part {
  readonly file: string;
  readonly names: readonly string[];
}

function collect(folders: readonly string[], what: RegExp): Part[] {
  return folders.flatMap(filesOf).flatMap((file) => {
    const names = exportsOf(file, what);
    return names.length ? [{ file, names }] : [];
  });
}

function registry(): string {
  const groups = {
    rules: collect(['rules'], /^export const (\w+)(?:: AnyRule)? = rule\(/gm),
    detectors: collect(['detectors', 'rules'], /^export const (\w+)(?:: AnyDetector)? = detector\(/gm),
    derivations: collect(['derivations'], /^export const (\w+): Derivation\b/gm),
  };
  const imports: string[] = [];
  const lists = Object.entries(groups).map(([group, parts]) => {
    const names = parts.map(({ file, names: exported }) => {
      const prefix = file.replace(/\.ts$/, '').replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());
      imports.push(
        `import { ${exported.map((name) => `${name} as ${prefix}_${name}`).join(', ')} } from '../${file.replace(/\.ts$/, '.js')}';`,
      );
      return exported.map((name) => `    ${prefix}_${name},`).join('\n');
    });
    return `  ${group}: [\n${names.join('\n')}\n  ],`;
  });
  return [
    '// Written by scripts/generate.ts. Not committed.',
    "import type { Registry } from '../engine/registry.js';",
    ...[...new Set(imports)].sort(),
    '',
    'export const registry: Registry = {',
    ...lists,
    `  statedBy: ${JSON.stringify(statedBy(), null, 2).replaceAll('\n', '\n  ')},`,
    '};',
    '',
  ].join('\n');
}

const textOf = (file: string): string => readFileSync(join(source, file), 'utf8');
const folders = (...names: readonly string[]): string[] => names.filter((name) => existsSync(join(source, name))).flatMap(filesOf);

/** Which frameworks state which kinds of fact, as the sources tell: a detector's file names the kinds that it calls. */
function statedBy(): Record<string, { framework: string; format: string }[]> {
  const kinds = new Map<string, string>();
  for (const file of folders('facts', 'rules'))
    for (const [, name = '', id = ''] of textOf(file).matchAll(/^(?:export )?const (\w+) = fact<[\s\S]*?>\(\s*'([\w/-]+)'/gm))
      kinds.set(name, id);
  const result: Record<string, { framework: string; format: string }[]> = {};
  const add = (id: string, entry: { framework: string; format: string }): void => {
    const list = (result[id] ??= []);
    if (!list.some(({ framework, format }) => framework === entry.framework && format === entry.format)) list.push(entry);
  };
  for (const file of folders('detectors', 'rules')) {
    const text = textOf(file);
    const detectors = [...text.matchAll(/framework: '([^']+)',\s*format: '(\w+)'/g)].map(([, framework = '', format = '']) => ({
      framework,
      format,
    }));
    for (const [name, id] of kinds) if (new RegExp(`\\b${name}\\(`).test(text)) for (const entry of detectors) add(id, entry);
  }
  for (const file of folders('derivations')) {
    const text = textOf(file);
    const gives = /gives: (\w+)/.exec(text)?.[1] ?? '';
    const from = (/from: \[([^\]]*)\]/.exec(text)?.[1] ?? '').split(',').map((name) => name.trim());
    for (const name of from) for (const entry of result[kinds.get(name) ?? ''] ?? []) add(kinds.get(gives) ?? gives, entry);
  }
  for (const list of Object.values(result))
    list.sort((a, b) => (a.framework < b.framework ? -1 : a.framework > b.framework ? 1 : a.format < b.format ? -1 : 1));
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const written: string[] = [];
function write(file: string, text: string): void {
  const target = join(root, file);
  mkdirSync(dirname(target), { recursive: true });
  let before = '';
  try {
    before = readFileSync(target, 'utf8');
  } catch {
    // A new file.
  }
  if (before === text) return;
  writeFileSync(target, text);
  written.push(relative(root, target));
}

/** The words that items of the checklist look for, by where they stand. */
async function signals(): Promise<string> {
  const { catalogue } = await import('../src/checklist/catalogue.js');
  const words = new Map<string, Set<string>>();
  for (const { signals: { code = {}, keys = {} } = {} } of catalogue.flatMap(({ items }) => items))
    for (const [place, texts] of [...Object.entries(code), ...Object.entries(keys)])
      words.set(place, new Set([...(words.get(place) ?? []), ...texts]));
  const sorted = Object.fromEntries([...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, texts]) => [place, [...texts].sort()]));
  return [
    '// Written by scripts/generate.ts. Not committed.',
    "import type { SignalPlace } from '../model/checklist.js';",
    '',
    `export const SIGNAL_WORDS: Readonly<Partial<Record<SignalPlace, readonly string[]>>> = ${JSON.stringify(sorted, null, 2)};`,
    '',
  ].join('\n');
}

write('src/generated/signals.ts', await signals());
write('src/generated/registry.ts', registry());

if (process.argv.includes('--all')) {
  const { committed } = await import('./generated-files.js');
  for (const [file, text] of await committed(root)) write(file, text);
}
if (written.length) console.error(`generated: ${written.join(', ')}`);
