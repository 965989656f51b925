import type { AnyRule } from '../model/rule.js';
import type { Severity } from '../model/finding.js';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'information' };
const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'js',
  ts: 'ts',
  tsx: 'tsx',
  go: 'go',
  java: 'java',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  toml: 'toml',
  properties: 'properties',
  conf: 'nginx',
  sh: 'sh',
  env: 'sh',
};

/** The page of a rule: what it finds and why that matters, where it looks, and an example of each way. */
export function ruleMarkdown(rule: AnyRule, looksIn: readonly string[] = []): string {
  const why = rule.why.replace(/\s+/g, ' ').trim();
  const messages = typeof rule.message === 'string' ? [rule.message] : Object.values(rule.message);
  const fixes = rule.examples.length > 0;
  return [
    `# ${rule.title}`,
    '',
    `\`${rule.id}\` · ${SEVERITY[rule.severity]}${rule.security === undefined ? '' : ` · security severity ${rule.security.toFixed(1)}`}`,
    '',
    why,
    '',
    '## What it says',
    '',
    ...messages
      .map((message) => `> ${message}`)
      .join('\n>\n')
      .split('\n'),
    '',
    `Where it has nothing to say: ${rule.holds.charAt(0).toLowerCase()}${rule.holds.slice(1)}.`,
    '',
    ...(looksIn.length ? ['## Where it looks', '', `${looksIn.join(', ')}.`, ''] : []),
    ...(fixes ? ['## Example', ''] : []),
    ...rule.examples.flatMap(({ file, bad, good, beside = {} }) => [
      ...Object.entries(beside).flatMap(([path, text]) => [`Beside \`${path}\``, '', ...fenced(path, text), '']),
      ...(bad === '' ? [`add \`${file}\``] : ['Instead of', '', ...fenced(file, withoutTokens(bad)), '', 'write']),
      '',
      ...fenced(file, good),
      '',
    ]),
    '## Silence it',
    '',
    `At one place, with the reason: \`preflight-ignore ${rule.id} -- why it is right here\` in a comment at the end of the line or on the line before.`,
    'For a folder, or everywhere, in `preflight.yaml`:',
    '',
    '```yaml',
    'rules:',
    `  ${rule.id}: off`,
    '```',
    ...(rule.references?.length ? ['', '## References', '', ...rule.references.map((url) => `- <${url}>`)] : []),
    '',
  ].join('\n');
}

/** Samples of secrets are made up, and still look like real ones: no page holds one whole, or other scanners would find it. */
const withoutTokens = (text: string): string =>
  text.replace(/[\w+/=.-]{20,}/g, (word) => (/\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word) ? `${word.slice(0, 4)}…` : word));

function fenced(file: string, text: string): string[] {
  const language = /dockerfile/i.test(file) ? 'dockerfile' : (LANGUAGES[file.slice(file.lastIndexOf('.') + 1)] ?? '');
  return [`\`\`\`${language}`, ...text.replace(/\n$/, '').split('\n'), '```'];
}
