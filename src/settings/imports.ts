import { parsePlainYaml } from '../syntax/yaml.js';
import { SETTINGS_FILE, type SettingsProblem } from './settings.js';

/** What is wrong with the imports of a `preflight.yaml`, at its place: `missing` are paths of which no text was read. */
export function* missingImports(text: string, missing: ReadonlySet<string>): Iterable<SettingsProblem> {
  if (missing.size === 0) return;
  const { root } = parsePlainYaml({
    uri: '',
    path: SETTINGS_FILE,
    format: 'yaml',
    role: 'production',
    version: 0,
    tracked: undefined,
    text,
  });
  const list = root.get('checklist')?.get('import');
  if (list?.kind !== 'list') return;
  for (const { text: path, span } of list.items) if (path !== undefined && missing.has(path)) yield { span, message: missingImport(path) };
}

export const missingImport = (path: string): string =>
  `The checklist '${path}' is not read: no such file, or Git or 'exclude' leaves it out. Correct the path, or take it out.`;
