import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from '../src/engine/registry.js';
import { commands, menus, settings, views } from '../src/extension/manifest.js';
import type { AnyRule } from '../src/model/rule.js';
import { ruleMarkdown } from '../src/reports/rule-page.js';

/** Files that people read and that follow from the sources: path and text. They are committed, and CI compares them. */
export async function committed(root: string): Promise<Iterable<readonly [string, string]>> {
  const { registry } = (await import('../src/generated/registry.js')) as { registry: Registry };
  const { settingsSchema } = await import('../src/settings/schema.js');
  const { signoffSchema } = await import('../src/signoff/schema.js');
  const [manifest, texts] = manifestOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>);
  return [
    ...registry.rules.map((rule) => [`docs/rules/${rule.id}.md`, ruleMarkdown(rule, looksIn(rule, registry))] as const),
    ['docs/rules/README.md', indexOf(registry.rules)],
    ['schemas/preflight.schema.json', json(settingsSchema(registry.rules.map(({ id }) => id)))],
    ['schemas/signoff.schema.json', json(signoffSchema())],
    ['package.json', manifest],
    ['package.nls.json', texts],
  ];
}

const json = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;

/** The frameworks and tools whose detectors state what the rule is about. */
const looksIn = (rule: AnyRule, { statedBy }: Registry): readonly string[] => [
  ...new Set((statedBy[rule.about.id] ?? []).map(({ framework }) => framework)),
];

function indexOf(rules: readonly AnyRule[]): string {
  const rows = rules.map(({ id, severity, title }) => `| [${id}](${id}.md) | ${severity} | ${title} |`);
  return [
    '# Rules',
    '',
    'Written by `npm run generate`.',
    '',
    '| rule | severity | what it finds |',
    '| --- | --- | --- |',
    ...rows.sort(),
    '',
  ].join('\n');
}

/** `package.json` with the contributions of `src/extension/manifest.ts`, and its texts in `package.nls.json`. */
function manifestOf(manifest: Record<string, unknown>): [string, string] {
  const texts: Record<string, string> = {
    'capabilities.untrusted':
      'Everything is read and judged, and no program is run: Git included, because a repository can configure what Git runs. Nothing outside the workspace is read.',
    'capabilities.virtual': 'Preflight reads files from the disk of the machine that the extension runs on.',
  };
  const text = (key: string, words: string): string => {
    texts[key] = words;
    return `%${key}%`;
  };
  const contributes = {
    commands: Object.entries(commands).map(([command, { title, icon }]) => ({
      command,
      title: text(command, title),
      category: 'Preflight',
      ...(icon === undefined ? {} : { icon }),
    })),
    menus: {
      commandPalette: Object.entries(commands).flatMap(([command, { palette }]) => (palette ? [] : [{ command, when: 'false' }])),
      ...menus,
    },
    configuration: {
      title: 'Preflight',
      properties: Object.fromEntries(
        Object.entries(settings).map(([id, setting]) => [
          id,
          {
            ...setting,
            markdownDescription: text(id, setting.markdownDescription),
            ...('enumDescriptions' in setting
              ? { enumDescriptions: setting.enumDescriptions.map((words, i) => text(`${id}.${setting.enum[i] ?? i}`, words)) }
              : {}),
          },
        ]),
      ),
    },
    viewsContainers: views.viewsContainers,
    views: Object.fromEntries(
      Object.entries(views.views).map(([container, list]) => [
        container,
        list.map((view) => ({ ...view, name: text(view.id, view.name) })),
      ]),
    ),
    viewsWelcome: views.viewsWelcome.map((welcome, i) => ({
      ...welcome,
      contents: text(`${welcome.view}.welcome.${i}`, welcome.contents),
    })),
  };
  return [json({ ...manifest, contributes }), json(texts)];
}
