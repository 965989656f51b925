import { CertificateCheck } from '../../facts/tls.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, slice } from '../../model/span.js';
import { type Value, flag, text, unknown } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import type { DockerPair, Instruction } from '../../syntax/dockerfile.js';
import { interpolated } from '../../syntax/interpolation.js';
import type { ShellScript } from '../../syntax/shell.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { detector } from '../detector.js';
import { shown } from './certificate-checks.js';
import { COMMAND_WORDS, commandChecks } from './commands.js';
import { VARIABLE_NAMES, readVariable } from './variables.js';

function* ofScript(script: ShellScript | undefined, source: string): Iterable<FactDraft> {
  for (const command of script?.commands ?? []) yield* commandChecks(command, source);
}

export const shellCertificates = detector({
  framework: 'shell commands',
  format: 'shell',
  mentions: COMMAND_WORDS,

  facts: (shell) => ofScript(shell.script, shell.document.text),
});

export const dockerfileCertificates = detector({
  framework: 'commands in images',
  format: 'dockerfile',
  mentions: COMMAND_WORDS,

  *facts(dockerfile) {
    const source = dockerfile.document.text;
    for (const outer of dockerfile.instructions) {
      const instruction = outer.trigger ?? outer;
      yield* ofScript(dockerfile.script(instruction), source);
      if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') yield* ofPairs(instruction, source);
    }
  },
});

function* ofPairs(instruction: Instruction, source: string): Iterable<FactDraft> {
  const { pairs, keyword } = instruction;
  for (const [i, pair] of pairs.entries()) {
    const { name, value, span } = pair;
    // `ARG GIT_SSL_NO_VERIFY 0` is no Dockerfile that builds, but what was meant is plain.
    const said = value ?? (keyword === 'ARG' ? apart(pairs, i) : undefined);
    if (!said) continue;
    const known: Value = said.text === undefined ? unknown(said) : text(said, said.text);
    const reading = readVariable(name, known, said.text);
    if (!reading) continue;
    const { on } = reading;
    const becomes = on === undefined || said.text === undefined ? undefined : said.raw.replace(said.text, on);
    const edits = becomes === undefined ? removal(source, instruction, i) : [{ span: said.span, text: becomes }];
    const at = value ? span : { start: span.start, end: said.span.end };
    const words = becomes === undefined ? name : shown(slice(source, at));
    const whole = becomes === undefined ? undefined : slice(source, { start: at.start, end: said.span.start }) + becomes;
    yield CertificateCheck(
      { span: at },
      { ...reading, setting: shown(`${name}=${said.text ?? said.raw}`), safe: { words, becomes: whole, edits } },
    );
  }
}

const apart = (
  pairs: readonly DockerPair[],
  i: number,
): { readonly span: Span; readonly raw: string; readonly text: string } | undefined => {
  const next = pairs[i + 1];
  return next && !next.value ? { span: next.span, raw: next.name, text: next.name } : undefined;
};

/** Takes one pair out, or the whole line when nothing else stands on it. */
function removal(
  source: string,
  { pairs, span, keyword }: Instruction,
  i: number,
): readonly { readonly span: Span; readonly text: string }[] {
  const pair = pairs[i];
  if (!pair) return [];
  const [before, after] = [pairs[i - 1], pairs[i + 1]];
  const alone = pairs.length === 1 || (keyword === 'ARG' && !pair.value);
  if (!alone && before) return [{ span: { start: before.span.end, end: pair.span.end }, text: '' }];
  if (!alone && after) return [{ span: { start: pair.span.start, end: after.span.start }, text: '' }];
  const next = source.indexOf('\n', span.end);
  return [{ span: { start: span.start, end: next < 0 ? source.length : next + 1 }, text: '' }];
}

/** Keys whose value is a script, or a list of scripts: those of pipelines. */
const SCRIPTS = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'commands',
  'cmd',
  'bash',
  'before_install',
  'install',
  'inline',
  'pre_build',
  'post_build',
  'shell',
]);
/** Keys whose value is one command: a list of words, or a script. */
const COMMANDS = new Set(['command', 'args', 'entrypoint', 'test']);
/** Switches that other tools have in their own files. */
const SWITCHES: Readonly<Record<string, boolean>> = {
  insecure_skip_verify: false,
  insecureSkipVerify: false,
  'insecure-skip-tls-verify': false,
  insecureSkipTLSVerify: false,
  validate_certs: true,
  enableStrictSsl: true,
  'skip-ssl-validation': false,
  skipSslValidation: false,
};

export const yamlCertificates = detector({
  framework: 'pipelines and manifests',
  format: 'yaml',
  mentions: new RegExp(
    `${COMMAND_WORDS.source}|insecure_?-?skip_?-?(?:tls_?-?)?verify|validate_certs|enableStrictSsl|skip-?ssl-?validation`,
    'i',
  ),

  *facts(yaml) {
    for (const root of yaml.documents) {
      for (const { key, node, span } of root.pairs()) {
        if (node.kind === 'map' || key === 'name') continue;
        if (node.kind === 'scalar') yield* ofVariable(yaml, key, node, span);
        if (Object.hasOwn(SWITCHES, key)) yield* ofSwitch(yaml, key, node, span);
        if (SCRIPTS.has(key))
          for (const item of node.kind === 'list' ? node.items : [node]) yield* ofScript(yaml.script(item), yaml.document.text);
        else if (COMMANDS.has(key)) yield* ofScript(commandOf(yaml, node), yaml.document.text);
        else if (node.kind === 'list') for (const item of node.items) yield* ofItem(yaml, item);
      }
      // A list at the top, and pairs of `name` and `value`.
      for (const item of listed(root)) yield* ofNamed(yaml, item);
    }
  },
});

function* listed(root: DataNode): Iterable<DataNode> {
  yield* root.items;
  for (const { node } of root.pairs()) yield* node.items;
}

/** The command of a compose service or a container; a health check's begins with how it is run. */
function commandOf(yaml: YamlSyntax, node: DataNode): ShellScript | undefined {
  if (node.kind !== 'list') return yaml.script(node);
  const [first, second] = node.items;
  if (first?.text === 'CMD-SHELL') return second && yaml.script(second);
  if (first && second && first.text !== undefined && /\s/.test(first.text.trim())) return undefined;
  return yaml.script(node);
}

/** `- NODE_TLS_REJECT_UNAUTHORIZED=0` of a compose service. */
function* ofItem(yaml: YamlSyntax, item: DataNode): Iterable<FactDraft> {
  const [, name, value] = /^(\w{1,60})=([\s\S]*)$/.exec(item.text ?? '') ?? [];
  if (name === undefined || value === undefined) return;
  const source = yaml.document.text;
  const known = interpolated(yaml.document, text(item, value), 'compose');
  const reading = readVariable(name, known, known.kind === 'text' ? known.text : undefined);
  if (!reading) return;
  const raw = slice(source, item.span);
  const at = raw.lastIndexOf(`=${value}`);
  const edits =
    reading.on === undefined || at < 0
      ? []
      : [{ span: { start: item.span.start + at + 1, end: item.span.start + at + 1 + value.length }, text: reading.on }];
  yield CertificateCheck(
    { span: item.span },
    {
      ...reading,
      setting: shown(`${name}=${value}`),
      safe: edits.length ? { words: `${name}=${value}`, becomes: `${name}=${reading.on ?? ''}`, edits } : undefined,
    },
  );
}

/** `- name: NODE_TLS_REJECT_UNAUTHORIZED` with its `value` beside it. */
function* ofNamed(yaml: YamlSyntax, item: DataNode): Iterable<FactDraft> {
  const name = item.get('name')?.text;
  const entry = item.entry('value');
  if (name !== undefined && entry) yield* ofVariable(yaml, name, entry.node, entry.span);
}

function* ofVariable(yaml: YamlSyntax, name: string, node: DataNode, span: Span): Iterable<FactDraft> {
  if (node.text === undefined) return;
  const raw = slice(yaml.document.text, node.span);
  const known = node.value.kind === 'text' ? interpolated(yaml.document, node.value, 'compose') : node.value;
  const written = known.kind === 'text' || known.kind === 'number' || known.kind === 'flag' ? node.text : undefined;
  const reading = readVariable(name, known, written);
  if (!reading) return;
  const becomes = reading.on === undefined || written === undefined ? undefined : raw.replace(written, reading.on);
  const setting = shown(`${name}=${node.text}`);
  yield CertificateCheck(
    { span },
    {
      ...reading,
      setting,
      safe:
        becomes === undefined
          ? undefined
          : { words: setting, becomes: `${name}=${reading.on ?? ''}`, edits: [{ span: node.span, text: becomes }] },
    },
  );
}

/** A tool's own switch; likely, because a cluster's own addresses often stand behind it. */
function* ofSwitch(yaml: YamlSyntax, key: string, node: DataNode, span: Span): Iterable<FactDraft> {
  const checksWhenOn = SWITCHES[key];
  const written = node.text?.toLowerCase();
  const on = node.value.kind === 'flag' ? node.value.on : written === 'yes' ? true : written === 'no' ? false : undefined;
  const checks = on === undefined ? unknown(node) : flag(node, on === checksWhenOn);
  const becomes = written === 'yes' ? 'no' : written === 'no' ? 'yes' : on === true ? 'false' : 'true';
  const setting = shown(slice(yaml.document.text, span));
  const safe =
    on === undefined || on === checksWhenOn
      ? undefined
      : { words: setting, becomes: `${key}: ${becomes}`, edits: [{ span: node.span, text: becomes }] };
  yield CertificateCheck({ span }, { setting, checks, guards: 'connection', peers: [], safe }, 'likely');
}

export const dotenvCertificates = detector({
  framework: 'environment files',
  format: 'dotenv',
  mentions: new RegExp(VARIABLE_NAMES),

  *facts(dotenv) {
    for (const { key, node, span } of dotenv.root.pairs()) {
      const { value } = node;
      const written = value.kind === 'text' || value.kind === 'number' || value.kind === 'flag' ? node.text : undefined;
      const reading = readVariable(key, value, written);
      if (!reading) continue;
      const raw = slice(dotenv.document.text, node.span);
      const becomes = reading.on === undefined || written === undefined ? undefined : raw.replace(written, reading.on);
      const setting = shown(slice(dotenv.document.text, span));
      yield CertificateCheck(
        { span },
        {
          ...reading,
          setting,
          safe:
            becomes === undefined
              ? undefined
              : { words: setting, becomes: `${key}=${reading.on ?? ''}`, edits: [{ span: node.span, text: becomes }] },
        },
      );
    }
  },
});

/** Lines of files that package managers and clients read, with what the value becomes. */
const LINES: readonly { readonly file: RegExp; readonly line: RegExp; readonly on?: string }[] = [
  { file: /(?:^|\/)\.npmrc$/, line: /^[ \t]*strict-ssl[ \t]*=[ \t]*(false)[ \t]*$/gm, on: 'true' },
  { file: /(?:^|\/)\.yarnrc$/, line: /^[ \t]*"?strict-ssl"?[ \t]+(false)[ \t]*$/gm, on: 'true' },
  { file: /(?:^|\/)pip\.(?:conf|ini)$/, line: /^[ \t]*trusted-host[ \t]*=[ \t]*(\S[^\r\n]{0,200})$/gm },
  {
    file: /(?:^|\/)(?:requirements[^/]{0,60}|constraints[^/]{0,60}|[^/]{0,60}requirements)\.(?:txt|in)$/,
    line: /^[ \t]*--trusted-host[ \t=]+(\S{1,200})/gm,
  },
  { file: /(?:^|\/)\.?wgetrc$/, line: /^[ \t]*check_certificate[ \t]*=[ \t]*(off)[ \t]*$/gm, on: 'on' },
  { file: /(?:^|\/)\.?curlrc$/, line: /^[ \t]*(-k|--insecure|insecure)[ \t]*$/gm },
  { file: /(?:^|\/)\.gitconfig$/, line: /^[ \t]*sslVerify[ \t]*=[ \t]*(false|0)[ \t]*$/gim, on: 'true' },
  {
    file: /(?:^|\/)apt\.conf(?:\.d\/[^/]+)?$/,
    line: /^[ \t]*Acquire::https?(?:::[\w.-]{1,80})?::Verify-(?:Peer|Host)[ \t]+"?(false)"?/gim,
    on: 'true',
  },
];

export const configurationCertificates = detector({
  framework: 'client configuration',
  format: 'text',
  mentions: ['strict-ssl', 'trusted-host', 'check_certificate', 'insecure', '-k', 'sslVerify', 'Verify-'],
  files:
    /(?:^|\/)(?:\.npmrc|\.yarnrc|pip\.(?:conf|ini)|[^/]*(?:requirements|constraints)[^/]*\.(?:txt|in)|\.?wgetrc|\.?curlrc|\.gitconfig|apt\.conf(?:\.d\/[^/]+)?)$/,

  *facts({ document }) {
    for (const { file, line, on } of LINES) {
      if (!file.test(document.path)) continue;
      for (const { 0: whole, 1: value = '', index } of document.text.matchAll(line)) {
        const start = index + (whole.length - whole.trimStart().length);
        const span = { start, end: index + whole.trimEnd().length };
        const at = document.text.indexOf(value, index + whole.lastIndexOf(value));
        const written = slice(document.text, span);
        const edits =
          on === undefined
            ? [{ span: { start: index, end: Math.min(document.text.length, span.end + 1) }, text: '' }]
            : [{ span: { start: at, end: at + value.length }, text: on }];
        const peers = whole.includes('trusted-host') ? value.split(/\s+/).map((host) => text({ span }, host)) : [];
        const safe = { words: shown(written), becomes: on === undefined ? undefined : written.replace(value, on), edits };
        yield CertificateCheck({ span }, { setting: shown(written), checks: flag({ span }, false), guards: 'download', peers, safe });
      }
    }
  },
});

/** Scripts that only developers and testers start. */
const AT_HOME = /(?:^|[:._-])(?:dev|develop|test|tests|e2e|local|debug|storybook|lint|watch)(?:$|[:._-])/;

export const packageScriptCertificates = detector({
  framework: 'npm scripts',
  format: 'json',
  mentions: ['NODE_TLS_REJECT_UNAUTHORIZED', 'strict-ssl'],
  files: /(?:^|\/)package\.json$/,

  *facts({ root, document }) {
    for (const { key, node } of root.get('scripts')?.entries ?? []) {
      if (AT_HOME.test(key)) continue;
      const raw = slice(document.text, node.span);
      const found = /(?:^|[\s;&"'])(NODE_TLS_REJECT_UNAUTHORIZED=(?:\\?['"])?)0(?=[\s;&"'\\]|$)/.exec(raw);
      if (!found) continue;
      const [whole, before = ''] = found;
      const start = node.span.start + found.index + (whole.length - before.length - 1);
      const zero = { start: start + before.length, end: start + before.length + 1 };
      const setting = 'NODE_TLS_REJECT_UNAUTHORIZED=0';
      const safe = { words: setting, becomes: '1', edits: [{ span: zero, text: '1' }] };
      yield CertificateCheck(
        { span: { start, end: zero.end } },
        { setting, checks: flag(node, false), guards: 'process', peers: [], safe },
      );
    }
  },
});
