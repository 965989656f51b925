import { UpdateAutomation } from '../../facts/dependencies.js';
import type { Ecosystem } from '../../facts/project.js';
import { before } from '../../model/span.js';
import { isOff, texts } from '../../model/value.js';
import { lineStart } from '../../syntax/data.js';
import { detector } from '../detector.js';

/** https://docs.github.com/code-security/dependabot/ecosystems-supported-by-dependabot/supported-ecosystems-and-repositories */
const ECOSYSTEMS: Readonly<Record<string, Ecosystem>> = {
  pip: 'python',
  uv: 'python',
  npm: 'javascript',
  bun: 'javascript',
  gomod: 'go',
  maven: 'java',
  gradle: 'java',
};

const folderIn = (directory: string): string => directory.replace(/^\.?\/{1,9}|\/{1,9}$/g, '');

export const dependabot = detector({
  framework: 'Dependabot',
  format: 'yaml',
  files: /^\.github\/dependabot\.ya?ml$/,

  *facts({ root, document: { text } }) {
    const updates = root.get('updates');
    if (!updates) return;
    const covers = new Map<Ecosystem, string[]>();
    for (const entry of updates.items) {
      const ecosystem = ECOSYSTEMS[entry.get('package-ecosystem')?.text ?? ''];
      // Zero leaves only what is known to be vulnerable: https://docs.github.com/code-security/dependabot/working-with-dependabot/dependabot-options-reference#open-pull-requests-limit
      if (ecosystem === undefined || entry.get('open-pull-requests-limit')?.text === '0') continue;
      const named = [entry.get('directory')?.text ?? [], ...texts(entry.get('directories')?.value).map((each) => each.text)].flat();
      covers.set(ecosystem, [...(covers.get(ecosystem) ?? []), ...named.map(folderIn)]);
    }
    const last = updates.items.at(-1);
    const dash = last && text.lastIndexOf('-', last.span.start);
    yield UpdateAutomation(
      { span: root.entry('updates')?.keySpan ?? before(0) },
      {
        tool: 'Dependabot',
        covers: [...covers].map(([ecosystem, folders]) => ({ ecosystem, folders })),
        next:
          last && dash !== undefined && dash >= 0 && /^[ \t]*$/.test(text.slice(lineStart(text, dash), dash)) && updates.kind === 'list'
            ? { span: before(text.trimEnd().length), indent: text.slice(lineStart(text, dash), dash) }
            : undefined,
      },
    );
  },
});

/** https://docs.renovatebot.com/configuration-options/ Any of its files switches it on for all that it finds. */
export const renovate = detector({
  framework: 'Renovate',
  format: 'text',
  files: /^(?:renovate\.json5?|\.github\/renovate\.json5?|\.gitlab\/renovate\.json5?|\.renovaterc(?:\.json5?)?)$/,

  *facts({ document: { text } }) {
    if (text.trim() === '' || isSwitchedOff(text)) return;
    yield UpdateAutomation({ span: before(0) }, { tool: 'Renovate', covers: managersIn(text), next: undefined });
  },
});

export const renovateInPackage = detector({
  framework: 'Renovate',
  format: 'json',
  files: /^package\.json$/,
  mentions: ['"renovate"'],

  *facts({ root }) {
    const entry = root.entry('renovate');
    if (entry?.node.kind === 'map' && !isOff(entry.node.option('enabled')))
      yield UpdateAutomation({ span: entry.keySpan }, { tool: 'Renovate', covers: undefined, next: undefined });
  },
});

/** Whether `enabled: false` stands at the top: further down it is about some packages. */
function isSwitchedOff(text: string): boolean {
  let depth = 0;
  for (const [word] of text.matchAll(/[{[}\]]|(?<![\w-])["']?enabled["']?\s{0,4}:\s{0,4}false\b/g)) {
    if (word === '{' || word === '[') depth += 1;
    else if (word === '}' || word === ']') depth -= 1;
    else if (depth === 1) return true;
  }
  return false;
}

const MANAGERS: readonly (readonly [RegExp, Ecosystem])[] = [
  [/["'](?:pip_requirements|pip_setup|pip-compile|poetry|pep621|pipenv|setup-cfg)["']/, 'python'],
  [/["'](?:npm|bun)["']/, 'javascript'],
  [/["']gomod["']/, 'go'],
  [/["'](?:maven|gradle|maven-wrapper|gradle-wrapper)["']/, 'java'],
];

/** Only some of what it finds, where the settings say so. */
function managersIn(text: string): { readonly ecosystem: Ecosystem; readonly folders: readonly string[] }[] | undefined {
  const enabled = /["']?enabledManagers["']?\s{0,4}:\s{0,4}(\[[^\]]{0,1000}\])/.exec(text)?.[1];
  if (enabled === undefined || enabled.includes('custom.')) return undefined;
  return MANAGERS.filter(([pattern]) => pattern.test(enabled)).map(([, ecosystem]) => ({ ecosystem, folders: ['**'] }));
}

/** https://pyup.io/docs/bot/config/ */
export const pyup = detector({
  framework: 'PyUp',
  format: 'yaml',
  files: /^\.pyup\.ya?ml$/,

  *facts({ root }) {
    if (root.kind === 'map' && root.get('schedule')?.text !== 'never' && !isOff(root.option('update')))
      yield UpdateAutomation({ span: before(0) }, { tool: 'PyUp', covers: [{ ecosystem: 'python', folders: ['**'] }], next: undefined });
  },
});

/** A pipeline of the repository's own that runs Renovate: https://github.com/renovatebot/github-action */
export const renovatePipeline = detector({
  framework: 'Renovate',
  format: 'yaml',
  files: /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.ya?ml$/,
  mentions: ['renovatebot/github-action', 'renovate-bot/renovate-runner', 'renovate/renovate'],

  *facts({ root }) {
    for (const { key, node, span } of root.pairs())
      if (
        /^(?:uses|image|project|file)$/.test(key) &&
        /renovatebot\/github-action|renovate-runner|renovate\/renovate/.test(node.text ?? '')
      )
        yield UpdateAutomation({ span }, { tool: 'Renovate', covers: undefined, next: undefined });
  },
});
