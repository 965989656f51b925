import { PipelineSecret, type PipelineTool } from '../../facts/delivery.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, slice } from '../../model/span.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { detector } from '../detector.js';
import { handedCredentials } from '../secrets/commands.js';
import { NAME_HINT, credentialName } from '../secrets/names.js';
import { passwordsIn } from '../secrets/urls.js';
import { strengthOf } from '../secrets/values.js';
import { toolOf } from './tools.js';

/** Literal passwords, tokens and keys in pipelines, but for those of servers that live as long as a job. */
export const pipelineSecrets = detector({
  framework: 'pipelines',
  format: 'yaml',
  files:
    /(?:^|\/)(?:\.github\/workflows\/[^/]+|action|\.?gitlab-ci[^/]*|\.gitlab\/.*|\.circleci\/[^/]+|azure-pipelines?[^/]*|\.azure[^/]*\/.*|bitbucket-pipelines|\.buildkite\/.*|\.drone|\.woodpecker(?:\/.*)?|\.travis|cloudbuild[^/]*|buildspec[^/]*|appveyor|\.appveyor|\.cirrus|\.semaphore\/.*)\.ya?ml$/,
  mentions: new RegExp(String.raw`${NAME_HINT}|://[^\s:/@]{0,100}:[^\s/@]{1,200}@|\s-p[ \t]`, 'i'),

  *facts(yaml): Iterable<FactDraft> {
    const { root, document } = yaml;
    const tool = toolOf(document.path, document.text);
    if (!tool) return;
    const jobs = tool === 'GitHub Actions' ? (root.get('jobs')?.entries.map(({ node }) => node) ?? []) : [];
    const sharing = jobs.some((job) => isThrowAway(job, yaml));
    const own = root.entries.filter(({ key }) => key !== 'jobs' && key !== 'on' && key !== 'true');
    if (tool !== 'GitHub Actions') {
      yield* below(yaml, root, tool, isThrowAway(root, yaml), 0);
      return;
    }
    for (const entry of own) yield* below(yaml, entry.node, tool, sharing, 0);
    for (const job of jobs) yield* below(yaml, job, tool, isThrowAway(job, yaml), 0);
  },
});

/** Keys below which nothing is set, or only for servers that the job itself starts. */
const DESCRIBED =
  /^(?:services|inputs|outputs|permissions|secrets|on|parameters|if|name|description|needs|strategy|cache|artifacts|key|paths|restore-keys)$/;

function* below(
  yaml: YamlSyntax,
  node: DataNode,
  tool: PipelineTool,
  throwAway: boolean,
  depth: number,
  seen = new Set<string>(),
): Iterable<FactDraft> {
  // An alias stands where its anchor does: what it names is read once.
  const place = `${String(node.span.start)} ${String(node.span.end)}`;
  if (depth > 40 || seen.has(place)) return;
  if (node.kind !== 'scalar') seen.add(place);
  for (const entry of node.entries) {
    if (entry.inherited) continue;
    if (entry.key === 'services') {
      // What a registry asks for is no password of the server that is started.
      for (const service of entry.node.entries) yield* credentials(service.node, tool);
      continue;
    }
    if (DESCRIBED.test(entry.key)) continue;
    if (entry.key === 'container' || entry.key === 'image') yield* credentials(entry.node, tool);
    if (entry.node.kind === 'scalar') yield* given(entry.key, entry.node, tool, throwAway);
    if (entry.node.kind === 'scalar' && isScript(entry)) yield* inScript(yaml, entry.node, tool, throwAway);
    if (entry.node.kind === 'list' && isScript(entry)) for (const item of entry.node.items) yield* inScript(yaml, item, tool, throwAway);
    yield* below(yaml, entry.node, tool, throwAway, depth + 1, seen);
  }
  for (const item of node.items) {
    const named = item.get('name')?.text;
    const value = item.get('value');
    if (named !== undefined && value?.kind === 'scalar') yield* given(named, value, tool, throwAway);
    yield* below(yaml, item, tool, throwAway, depth + 1, seen);
  }
}

const isScript = ({ key }: DataEntry): boolean =>
  /^(?:run|script|before_script|after_script|command|commands|bash|install|steps?)$/.test(key);

/** `container: { credentials: { password: … } }` signs in to a registry, whatever it says. */
function* credentials(node: DataNode, tool: PipelineTool): Iterable<FactDraft> {
  const password = node.at('credentials.password') ?? node.at('docker_auth.password');
  if (password?.value.kind === 'text' || password?.value.kind === 'number')
    if (password.text !== undefined && password.text !== '' && !/[$<{]/.test(password.text))
      yield secret(password.span, 'password', 'password', tool, 'REGISTRY_PASSWORD');
}

function* given(key: string, node: DataNode, tool: PipelineTool, throwAway: boolean): Iterable<FactDraft> {
  if (node.value.kind !== 'text' && node.value.kind !== 'number') return;
  const text = node.text ?? '';
  if (text.length > 5_000 || text.includes('\n')) return;
  for (const found of passwordsIn(text))
    if (!found.guessable && found.host === 'remote') yield secret(inside(node, found.span, text), key, 'password', tool, undefined);
  const name = credentialName(key);
  if (!name || [...passwordsIn(text)].length > 0 || throwAway || /[$<]/.test(text)) return;
  // What everybody can guess is made up for a test: a real system would not have it.
  if (strengthOf(text, name, { settings: true, login: true }) !== 'own' || SAYS_TEST.test(text)) return;
  yield secret(node.span, key, name.kind, tool, /^[A-Z_][A-Z0-9_]*$/.test(key) ? key : name.variable);
}

/** A value that says itself that nothing depends on it. */
const SAYS_TEST =
  /test|dummy|fake|example|sample|insecure|not[-_]?(?:a[-_]?)?(?:real|secret)|e2e|ci[-_]|[-_]ci|local|dev(?:elop)?|mock|changeme|placeholder|github/i;

const inside = (node: DataNode, span: Span, text: string): Span =>
  node.span.end - node.span.start >= text.length
    ? {
        start: node.span.end - text.length - (node.span.end - node.span.start > text.length ? 1 : 0) + span.start,
        end: node.span.end - text.length - (node.span.end - node.span.start > text.length ? 1 : 0) + span.end,
      }
    : node.span;

const secret = (
  span: Span,
  name: string,
  what: 'password' | 'secret' | 'token' | 'key',
  tool: PipelineTool,
  variable: string | undefined,
): FactDraft =>
  PipelineSecret(
    { span },
    {
      name,
      what,
      tool,
      instead:
        tool === 'GitHub Actions' && variable !== undefined && !variable.startsWith('GITHUB_') ? `\${{ secrets.${variable} }}` : undefined,
    },
  );

/** Servers of its own, or addresses of the runner itself: what signs in there is made up for the job. */
function isThrowAway(job: DataNode, { document: { text } }: YamlSyntax): boolean {
  if (job.get('services')) return true;
  const source = slice(text, job.span);
  return /\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0)\b|docker[- ]compose\b[^\n]{0,100}\bup\b|\bdocker run\b[^\n]{0,200}\s-d\b|\n[ \t]{0,40}services:/.test(
    source,
  );
}

/** Passwords on command lines: `docker login -p …`, `sshpass -p …`, `curl -u name:…`. */
function* inScript(yaml: YamlSyntax, node: DataNode, tool: PipelineTool, throwAway: boolean): Iterable<FactDraft> {
  const script = yaml.script(node);
  for (const command of script?.commands ?? []) {
    for (const { name, text, span } of handedCredentials(command))
      if (!/[$<{*]/.test(text) && !throwAway && !/^(?:password|passwd|secret|token|-)$/i.test(text))
        yield secret(span, `${command.name ?? ''} ${name.kind}`, name.kind, tool, undefined);
    for (const { name: key, value } of command.assignments) {
      const name = credentialName(key);
      if (!name || value?.text === undefined || throwAway || SAYS_TEST.test(value.text)) continue;
      if (strengthOf(value.text, name, { settings: true, login: true }) === 'own')
        yield secret(value.span, key, name.kind, tool, undefined);
    }
    for (const word of command.words)
      for (const found of word.text === undefined ? [] : passwordsIn(word.text))
        if (!found.guessable && found.host === 'remote') yield secret(word.span, 'URL', 'password', tool, undefined);
  }
}
