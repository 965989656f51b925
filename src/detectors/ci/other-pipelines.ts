import { type Ignored, Pipeline, PipelineStep, type PipelineTool } from '../../facts/delivery.js';
import { baseName } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { hintsOf } from '../../model/script-name.js';
import type { Span } from '../../model/span.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { detector } from '../detector.js';
import { NO_WORK, type Work, joined, linesWork, scriptWork, withoutTag } from './commands.js';
import { namedStepDeeds } from './deeds.js';
import { toolOf } from './tools.js';

/** Pipelines of the tools whose documents are read for what runs in them, and for nothing else. */
export const otherPipelines = detector({
  framework: 'other pipelines',
  format: 'yaml',
  files:
    /(?:^|\/)(?:\.circleci\/[^/]+|[^/]*azure-?pipelines?[^/]*|\.?azure-?pipelines?\/.*|\.(?:ado|vsts|azdo)[^/]*\/.*|\.vsts-ci|bitbucket-pipelines|\.?buildkite\/[^/]*|buildkite|\.drone|\.woodpecker|\.woodpecker\/[^/]*|\.travis|cloudbuild[^/]*|buildspec[^/]*|\.?appveyor|\.cirrus|\.semaphore\/[^/]*|\.tekton\/.*)\.ya?ml$/,

  *facts(yaml): Iterable<FactDraft> {
    const { document } = yaml;
    const tool = toolOf(document.path, document.text);
    if (!tool) return;
    let first = true;
    for (const root of yaml.documents) {
      if (root.kind !== 'map' || root.entries.length === 0) continue;
      if (first)
        yield Pipeline(
          { span: root.entries[0]?.keySpan ?? root.span },
          { tool, path: document.path, name: undefined, triggers: [], action: false },
        );
      first = false;
      for (const { work, job, at } of stepsOf(yaml, root, tool))
        if (work.deeds.length + work.calls.length + work.unseen.length > 0)
          yield PipelineStep({ span: at }, { tool, path: document.path, job, deeds: work.deeds, calls: work.calls, unseen: work.unseen });
    }
  },
});

interface Step {
  readonly work: Work;
  readonly job: string | undefined;
  readonly at: Span;
}

/** Keys that hold commands, for each tool. */
// prettier-ignore
const COMMANDS: Partial<Readonly<Record<PipelineTool, RegExp>>> = {
  CircleCI: /^(?:run|command)$/,
  'Azure Pipelines': /^(?:script|bash|pwsh|powershell)$/,
  'Bitbucket Pipelines': /^(?:script|after-script)$/,
  Buildkite: /^commands?$/,
  Drone: /^commands$/,
  Woodpecker: /^commands$/,
  'Travis CI': /^(?:script|before_script|after_success|after_script|install|before_install|deploy|before_deploy)$/,
  'AWS CodeBuild': /^commands$/,
  AppVeyor: /^(?:build_script|test_script|before_build|after_build|before_test|after_test|deploy_script|install)$/,
  'Cirrus CI': /^(?:\w{0,60}_)?script$/,
  Semaphore: /^commands$/,
  Tekton: /^(?:script|command)$/,
};

/** Names of steps that are no commands: orbs, tasks, pipes, plugins. */
const NAMED: Partial<Readonly<Record<PipelineTool, RegExp>>> = { 'Azure Pipelines': /^task$/, 'Bitbucket Pipelines': /^pipe$/ };

/** Keys with which a failure is accepted. */
const ACCEPTED: readonly (readonly [PipelineTool, string, string])[] = [
  ['Azure Pipelines', 'continueOnError', 'true'],
  ['Buildkite', 'soft_fail', 'true'],
  ['Drone', 'failure', 'ignore'],
  ['Woodpecker', 'failure', 'ignore'],
];

function* stepsOf(yaml: YamlSyntax, root: DataNode, tool: PipelineTool): Iterable<Step> {
  if (tool === 'Google Cloud Build') yield* builders(root);
  else yield* below(yaml, root, tool, undefined, 0, new Set());
  if (tool === 'CircleCI') {
    yield* orbs(root);
    // The pipeline is written while it runs: https://circleci.com/docs/guides/orchestrate/dynamic-config/
    const setup = root.get('setup');
    if (setup?.text === 'true')
      yield { work: { ...NO_WORK, unseen: [{ command: 'setup', at: setup.span, mayDo: 'anything' }] }, job: undefined, at: setup.span };
  }
  if (tool === 'Travis CI') yield* ofLanguage(root);
}

const DEEPEST = 30;
/** Aliases of aliases may stand for billions of lines. */
const MOST_LINES = 2_000;

function* below(
  yaml: YamlSyntax,
  node: DataNode,
  tool: PipelineTool,
  job: string | undefined,
  depth: number,
  visited: Set<string>,
): Iterable<Step> {
  // An alias stands where its anchor does: what it names is read once.
  const place = `${String(node.span.start)} ${String(node.span.end)}`;
  if (depth > DEEPEST || visited.has(place)) return;
  if (node.kind !== 'scalar') visited.add(place);
  const commands = COMMANDS[tool];
  const named = NAMED[tool];
  const ignored = acceptedIn(node, tool);
  for (const entry of node.entries) {
    const { key, keySpan, node: value } = entry;
    if (commands?.test(key) === true && !(key === 'command' && value.kind === 'map'))
      yield { work: given(commandsIn(yaml, value, folderIn(node)), ignored), job, at: keySpan };
    else if (named?.test(key) === true) yield { work: given(taskWork(node, value), ignored), job, at: keySpan };
    if (/^(?:image|uses)$/.test(key) && (tool === 'Drone' || tool === 'Woodpecker')) yield { work: plugin(node, value), job, at: keySpan };
    if (tool === 'Buildkite' && key === 'plugins') yield* pluginsOf(value, job);
    if (tool === 'Tekton' && key === 'taskRef' && value.get('name')?.text !== undefined)
      yield { work: seen(value.get('name') ?? value), job, at: keySpan };
    if (tool === 'Azure Pipelines' && key === 'template' && value.text?.includes('@') === true)
      yield { work: { ...NO_WORK, unseen: [{ command: value.text, at: value.span, mayDo: 'anything' }] }, job, at: keySpan };
    yield* below(yaml, value, tool, jobName(entry, tool, depth) ?? job, depth + 1, visited);
  }
  for (const item of node.items)
    yield* below(yaml, item, tool, item.get('job')?.text ?? item.get('label')?.text ?? item.get('name')?.text ?? job, depth + 1, visited);
}

const jobName = ({ key }: DataEntry, tool: PipelineTool, depth: number): string | undefined =>
  tool === 'CircleCI' && depth === 1 ? key : undefined;

const folderIn = (node: DataNode): string | undefined => {
  const folder = (node.get('working_directory') ?? node.get('workingDirectory') ?? node.get('dir'))?.text;
  return folder === undefined ? '' : /[$~]|^\//.test(folder) ? undefined : folder.replace(/^\.\/|\/$/g, '');
};

function acceptedIn(node: DataNode, tool: PipelineTool): Ignored | undefined {
  for (const [owner, key, value] of ACCEPTED) {
    const entry = owner === tool ? node.entry(key) : undefined;
    if (entry?.node.text?.trim() === value && entry.inherited !== true)
      return {
        how: `${key}: ${value}`,
        at: { start: entry.keySpan.start, end: entry.node.span.end },
        removal: undefined,
        entry: entry.node.path,
        becomes: undefined,
      };
  }
  return undefined;
}

const given = (work: Work, ignored: Ignored | undefined): Work =>
  ignored
    ? {
        ...work,
        deeds: work.deeds.map((deed) => ({ ...deed, ignored: deed.ignored ?? ignored })),
        calls: work.calls.map((call) => ({ ...call, ignored: call.ignored ?? ignored })),
      }
    : work;

/** A text, a list of them, or maps that hold the text under the shell's name. */
function commandsIn(yaml: YamlSyntax, node: DataNode, folder: string | undefined, budget = { left: MOST_LINES }): Work {
  if (budget.left-- <= 0) return NO_WORK;
  if (node.kind === 'list')
    return joined(
      node.items.map((item) =>
        item.kind === 'map'
          ? joined(
              item.entries
                .filter(({ key }) => /^(?:sh|cmd|ps|pwsh|bash|command|run)$/.test(key))
                .map((entry) => commandsIn(yaml, entry.node, folder, budget)),
            )
          : commandsIn(yaml, item, folder, budget),
      ),
    );
  if (node.kind !== 'scalar') return NO_WORK;
  return scriptWork(yaml.script(node), yaml.document.text, folder);
}

/** A task, pipe or orb that only its name tells. */
function seen(node: DataNode): Work {
  const name = node.text ?? '';
  const kinds = namedStepDeeds(name) ?? namedStepDeeds(name.replace(/^atlassian\//, ''));
  const at = node.span;
  if (kinds)
    return {
      ...NO_WORK,
      deeds: kinds.map((does) => ({ does, tool: name.split('@', 1)[0] ?? name, command: name, at, ignored: undefined })),
    };
  const hints = hintsOf(baseName(name.split('@', 1)[0] ?? name));
  return hints.length > 0 ? { ...NO_WORK, unseen: [{ command: name, at, mayDo: hints }] } : NO_WORK;
}

/** Azure's tasks that are given a command. */
const WRAPPERS: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/^Npm@/i, 'npm', ['customCommand', 'command']],
  [/^Yarn@/i, 'yarn', ['arguments', 'Arguments']],
  [/^Maven@/i, 'mvn', ['goals', 'mavenGoals']],
  [/^Gradle@/i, 'gradle', ['tasks']],
  [/^DotNetCoreCLI@/i, 'dotnet', ['command', 'custom']],
  [/^Go@/i, 'go', ['command']],
  [/^(?:Bash|CmdLine|PowerShell|ShellScript)@/i, '', ['script']],
];

function taskWork(step: DataNode, name: DataNode): Work {
  const inputs = step.get('inputs');
  for (const [pattern, program, keys] of WRAPPERS) {
    if (!pattern.test(name.text ?? '')) continue;
    const value = keys.map((key) => inputs?.get(key)).find((node) => node?.text !== undefined && node.text !== 'custom');
    if (!value?.text)
      return program === 'mvn'
        ? at(linesWork('mvn package', ''), name.span)
        : program === 'gradle'
          ? at(linesWork('gradle build', ''), name.span)
          : NO_WORK;
    return at(linesWork(`${program} ${value.text}`.trim(), folderIn(inputs ?? step)), value.span);
  }
  return seen(name);
}

const at = (work: Work, span: Span): Work => ({
  deeds: work.deeds.map((deed) => ({
    ...deed,
    at: span,
    ignored: deed.ignored && { how: deed.ignored.how, at: span, removal: undefined, becomes: undefined },
  })),
  calls: work.calls.map((call) => ({ ...call, at: span, ignored: undefined })),
  unseen: work.unseen.map((each) => ({ ...each, at: span })),
  opaque: work.opaque,
});

/** Images that are plugins: what they do is their name's. */
function plugin(step: DataNode, image: DataNode): Work {
  const name = image.text ?? '';
  if (
    /(?:^|\/)(?:docker|plugin-docker-buildx|docker-buildx|kaniko(?:-\w+)?|buildx|ecr|gcr|acr)(?::|$)/.test(name) &&
    /plugin|plugins\/|kaniko|thegeeklab/.test(name)
  ) {
    const dockerfile = step.get('settings')?.get('dockerfile')?.text ?? 'Dockerfile';
    return {
      ...NO_WORK,
      deeds: [{ does: 'builds an image', tool: 'docker', command: name, at: image.span, ignored: undefined, dockerfile }],
    };
  }
  if (/trivy|grype|snyk/.test(name))
    return { ...NO_WORK, deeds: [{ does: 'scans images', tool: 'trivy', command: name, at: image.span, ignored: undefined }] };
  return /codecov|coveralls/.test(name)
    ? { ...NO_WORK, deeds: [{ does: 'measures coverage', tool: 'codecov', command: name, at: image.span, ignored: undefined }] }
    : NO_WORK;
}

/** https://buildkite.com/resources/plugins */
function* pluginsOf(node: DataNode, job: string | undefined): Iterable<Step> {
  for (const item of node.kind === 'list' ? node.items : [node])
    for (const { key, keySpan, node: options } of item.entries) {
      if (!/docker-compose#|docker-compose-buildkite-plugin/.test(key)) continue;
      if (options.get('build'))
        yield {
          work: { ...NO_WORK, deeds: [{ does: 'builds an image', tool: 'docker compose', command: key, at: keySpan, ignored: undefined }] },
          job,
          at: keySpan,
        };
    }
}

/** Jobs and steps of CircleCI's orbs. */
function* orbs(root: DataNode): Iterable<Step> {
  const listed = [
    ...(root.get('workflows')?.entries.flatMap(({ node }) => node.get('jobs')?.items ?? []) ?? []),
    ...[...(root.get('jobs')?.entries ?? []), ...(root.get('commands')?.entries ?? [])].flatMap(
      ({ node }) => node.get('steps')?.items ?? [],
    ),
  ];
  for (const item of listed) {
    const key = item.kind === 'map' ? item.entries[0] : undefined;
    const name = key?.key ?? item.text ?? '';
    if (!/^[\w-]{1,60}\/[\w-]{1,80}$/.test(name)) continue;
    const span = key?.keySpan ?? item.span;
    const kinds = namedStepDeeds(name);
    if (kinds)
      yield {
        work: { ...NO_WORK, deeds: kinds.map((does) => ({ does, tool: name, command: name, at: span, ignored: undefined })) },
        job: undefined,
        at: span,
      };
    else {
      const hints = hintsOf(name.replace(/^.*\//, ''));
      if (hints.length > 0) yield { work: { ...NO_WORK, unseen: [{ command: name, at: span, mayDo: hints }] }, job: undefined, at: span };
    }
  }
}

/** What Travis runs when no script is given. https://docs.travis-ci.com/user/languages/ */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  node_js: 'npm test',
  go: 'go test ./...',
  ruby: 'rake test',
  java: 'mvn test',
  groovy: 'gradle check',
  php: 'phpunit',
  rust: 'cargo test',
  scala: 'sbt test',
};

function* ofLanguage(root: DataNode): Iterable<Step> {
  const language = root.get('language');
  const command = BY_LANGUAGE[language?.text ?? ''];
  if (!language || command === undefined || root.get('script') || root.at('jobs.include') || root.at('matrix.include')) return;
  yield { work: at(linesWork(command, ''), language.span), job: undefined, at: language.span };
}

/** Steps of Google Cloud Build: an image, and what it is given. */
function* builders(root: DataNode): Iterable<Step> {
  for (const step of root.get('steps')?.items ?? []) {
    const image = step.get('name');
    if (!image) continue;
    const name = baseName(withoutTag(image.text ?? ''));
    const entry = step.get('entrypoint')?.text;
    const args = step.get('args')?.items.map(({ text }) => text ?? '$X') ?? [];
    const script = step.get('script')?.text;
    const shell = entry !== undefined && /(?:^|\/)(?:ba)?sh$/.test(entry);
    const line = script ?? (shell ? args.filter((arg) => !/^-\w*c$/.test(arg)).join('\n') : [entry ?? name, ...args].join(' '));
    yield { work: at(linesWork(line, folderIn(step)), image.span), job: step.get('id')?.text, at: image.span };
  }
}

/** Pipelines of Jenkins: the shell steps of a Groovy text. https://www.jenkins.io/doc/book/pipeline/syntax/ */
export const jenkinsfile = detector({
  framework: 'Jenkins',
  format: 'text',
  files: /(?:^|\/)[Jj]enkinsfile(?:[._-][\w.-]+)?$|\.jenkinsfile$/,

  *facts({ document: { text, path } }): Iterable<FactDraft> {
    if (!/\b(?:pipeline|node|stage)\s{0,10}[({]/.test(text) && !text.includes('@Library')) return;
    const span = { start: 0, end: 0 };
    yield Pipeline({ span }, { tool: 'Jenkins', path, name: undefined, triggers: [], action: false });
    // A shared library may do anything.
    const library = /@Library\(|\blibrary\s{0,3}\(?['"]/.test(text) && !/\bsh\b/.test(text);
    const works = [...shellSteps(text)];
    if (/\bdocker\.build\s{0,3}\(/.test(text)) {
      const start = text.search(/\bdocker\.build/);
      works.push({
        ...NO_WORK,
        deeds: [{ does: 'builds an image', tool: 'docker', command: 'docker.build', at: { start, end: start + 12 }, ignored: undefined }],
      });
    }
    if (library) works.push({ ...NO_WORK, unseen: [{ command: '@Library', at: span, mayDo: 'anything' }] });
    for (const { deeds, calls, unseen } of works)
      if (deeds.length + calls.length + unseen.length > 0) {
        const place = deeds[0]?.at ?? calls[0]?.at ?? unseen[0]?.at ?? span;
        yield PipelineStep({ span: place }, { tool: 'Jenkins', path, job: undefined, deeds, calls, unseen });
      }
  },
});

/** `sh 'make test'`, `sh """…"""`, `sh(script: '…')`, `bat "…"`. */
function* shellSteps(text: string): Iterable<Work> {
  const start =
    /\b(?:sh|bat|powershell)\b\s{0,4}\(?\s{0,20}(?:[\w: ,]{0,60}?\bscript\s{0,3}:\s{0,3})?(?:label\s{0,3}:\s{0,3}['"][^'"\n]{0,80}['"],\s{0,20}script\s{0,3}:\s{0,3})?('''|"""|'|")/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const quote = match[1] ?? "'";
    const from = match.index + match[0].length;
    const close = text.indexOf(quote, from);
    if (close < 0) return;
    const line = text.lastIndexOf('\n', match.index) + 1;
    if (!/^\s*(?:\/\/|\*)/.test(text.slice(line, match.index))) yield linesWork(text.slice(from, close), '', from);
    start.lastIndex = close + quote.length;
  }
}
