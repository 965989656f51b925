import { ImageBuild } from '../../facts/containers.js';
import { type Document, type Role, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import type { DataNode } from '../../syntax/data.js';
import { within } from '../ci/commands.js';
import { detector } from '../detector.js';

const SHIPS: readonly Role[] = ['production'];

interface Build {
  readonly names: readonly string[];
  readonly context: string | undefined;
  /** Relative to the folder that the command runs in, as the context is. */
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
}

/** A name without its tag; what is not known in it as `*`. Nothing where its last part is not known: that is what manifests are compared with. */
function nameOf(written: string): string | undefined {
  const name = written
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/\$\{\{[^}]{0,200}\}\}|\$\{[^}]{0,100}\}|\$\([^)]{0,100}\)|\$\w{1,80}|\{\{[^}]{0,100}\}\}/g, '*')
    .replace(/@sha256:\S{0,80}$/, '')
    .replace(/:[^/:]{0,128}$/, '');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return /^[\w*][\w.:/*-]{0,200}$/.test(name) && last !== '' && !last.includes('*') ? name : undefined;
}

function built(span: Span, folders: readonly string[], { names, context, dockerfile, target }: Build): FactDraft | undefined {
  const known = [...new Set(names.flatMap((name) => nameOf(name) ?? []))];
  const places = [...new Set(folders)].flatMap((folder) => {
    const at = context === undefined ? undefined : within(folder, context);
    const file = dockerfile === undefined ? at : within(folder, dockerfile);
    if (at === undefined || file === undefined) return [];
    return [{ dockerfile: dockerfile === undefined ? `${file === '' ? '' : `${file}/`}Dockerfile` : file, context: at }];
  });
  return known.length === 0 || places.length === 0 ? undefined : ImageBuild({ span }, { names: known, places, target });
}

/** https://skaffold.dev/docs/references/yaml/#build-artifacts */
export const skaffold = detector({
  framework: 'Skaffold',
  format: 'yaml',
  files: /(?:^|\/)skaffold[\w.-]{0,40}\.ya?ml$/,
  mentions: ['artifacts:'],

  *facts({ document, documents }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const root of documents)
      for (const build of [root.get('build'), ...(root.get('profiles')?.items ?? []).map((profile) => profile.get('build'))])
        for (const artifact of build?.get('artifacts')?.items ?? []) {
          const image = artifact.get('image');
          // What Jib, buildpacks or a command of one's own build has no Dockerfile.
          if (image?.text === undefined || ['jib', 'buildpacks', 'custom', 'bazel', 'ko'].some((kind) => artifact.get(kind))) continue;
          const context = artifact.get('context')?.text ?? artifact.get('workspace')?.text ?? '.';
          const docker = artifact.get('docker') ?? artifact.get('kaniko');
          const file = docker?.get('dockerfile')?.text;
          const fact = built(image.span, [folder], {
            names: [image.text],
            context,
            dockerfile: file === undefined ? undefined : `${context}/${file}`,
            target: docker?.get('target')?.text,
          });
          if (fact) yield fact;
        }
  },
});

const BUILDS = /^(?:docker|depot|useblacksmith)\/build-push-action@|^redhat-actions\/buildah-build@|^int128\/kaniko-action@/;
type Bindings = ReadonlyMap<string, string>;
const MOST_LEGS = 60;

/** https://github.com/docker/build-push-action#inputs */
export const workflowBuilds = detector({
  framework: 'GitHub Actions',
  format: 'yaml',
  files: /(?:^|\/)\.github\/(?:workflows\/[^/]{1,100}|actions\/(?:[^/]{1,60}\/){1,3}action)\.ya?ml$/,
  roles: SHIPS,
  mentions: /build-push-action@|buildah-build@|kaniko-action@|\b(?:docker|podman|nerdctl)\s(?:buildx\s)?build\s/,

  *facts({ root }): Iterable<FactDraft> {
    const jobs = root.get('jobs')?.entries.map(({ node }) => node) ?? [root.get('runs') ?? root];
    for (const job of jobs)
      for (const step of job.get('steps')?.items ?? []) {
        const uses = step.get('uses')?.text;
        const run = step.get('run');
        for (const leg of legsOf(job)) {
          const known = new Map([...leg, ...[root, job, step].flatMap((node) => variablesOf(node.get('env')))]);
          if (uses !== undefined && BUILDS.test(uses)) {
            const fact = builtBy(step, job, known);
            if (fact) yield fact;
          } else if (run?.text !== undefined) {
            const folder = filled(step.get('working-directory')?.text ?? '.', known);
            for (const command of commandsIn(filled(run.text, known).replace(/\$\{\{[^}]{0,200}\}\}/g, '*'))) {
              const fact = built(run.keySpan ?? run.span, [within('', folder) ?? ''], command.build);
              if (fact) yield fact;
            }
          }
        }
      }
  },
});

function builtBy(step: DataNode, job: DataNode, known: Bindings): FactDraft | undefined {
  const input = (name: string): string | undefined => {
    const text = step.get('with')?.get(name)?.text?.trim();
    return text === undefined || text === '' ? undefined : filled(text.replace(/\$\{\{\s*github\.workspace\s*\}\}\/?/g, './'), known);
  };
  const node = step.get('with')?.get('tags') ?? step.get('with')?.get('image') ?? step.get('uses') ?? step;
  const tags = input('tags') ?? input('image') ?? '';
  // https://github.com/docker/metadata-action: the names stand in another step.
  const meta = /steps\.([\w-]{1,60})\.outputs\./.exec(step.get('with')?.get('tags')?.text ?? '')?.[1];
  const named =
    meta === undefined
      ? undefined
      : job
          .get('steps')
          ?.items.find((each) => each.get('id')?.text === meta)
          ?.get('with')
          ?.get('images')?.text;
  const context = input('context') ?? '.';
  return built(node.span, [''], {
    names: filled(named ?? tags, known)
      .split(/[\n,]/)
      .map((name) => name.replace(/^\s*name=/, '')),
    context: /^(?:https?:|git@|\*)/.test(context) ? (context.includes('defaultContext') ? '.' : undefined) : context,
    dockerfile: input('file') ?? input('dockerfile'),
    target: input('target'),
  });
}

const variablesOf = (map: DataNode | undefined): readonly (readonly [string, string])[] =>
  (map?.entries ?? []).flatMap(({ key, node }) =>
    node.text === undefined || node.text.includes('${{') ? [] : [[`env.${key}`, node.text] as const],
  );

/** The values of a matrix, one leg for each: `include` and lists of names. */
function* legsOf(job: DataNode): Iterable<Bindings> {
  const matrix = job.at('strategy.matrix');
  const legs: Bindings[] = [];
  for (const { key, node } of matrix?.entries ?? [])
    for (const item of node.items) {
      const scalars = item.entries.flatMap(({ key: name, node: value }) => (value.text === undefined ? [] : [[name, value.text] as const]));
      if (key === 'include') legs.push(new Map(scalars.map(([name, value]) => [`matrix.${name}`, value])));
      else if (item.text !== undefined) legs.push(new Map([[`matrix.${key}`, item.text]]));
      else legs.push(new Map(scalars.map(([name, value]) => [`matrix.${key}.${name}`, value])));
    }
  yield* legs.length === 0 ? [new Map<string, string>()] : legs.slice(0, MOST_LEGS);
}

/** An expression with what is written for it; others stay. */
const filled = (text: string, known: Bindings): string =>
  text
    .replace(/\$\{\{\s{0,4}((?:env|matrix)\.[\w.-]{1,100})\s{0,4}\}\}/g, (whole, name: string) => known.get(name) ?? whole)
    .replace(
      /\$(?:\{(\w{1,80})\}|(\w{1,80}))/g,
      (whole, braced?: string, plain?: string) => known.get(`env.${braced ?? plain ?? ''}`) ?? whole,
    );

/** `docker build -t name -f file context`, wherever scripts and pipelines say it. */
export const commandBuilds = detector({
  framework: 'Docker',
  format: 'text',
  files:
    /(?:^|\/)(?:[^/]{1,100}\.(?:sh|bash|mk|gitlab-ci\.ya?ml)|(?:GNU)?[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|package\.json|\.gitlab-ci\.ya?ml|Jenkinsfile|azure-pipelines[\w.-]{0,40}\.ya?ml|bitbucket-pipelines\.ya?ml|cloudbuild[\w.-]{0,40}\.ya?ml|buildspec[\w.-]{0,40}\.ya?ml|config\.yml|\.drone\.ya?ml|\.woodpecker[\w./-]{0,60}\.ya?ml|\.gitlab\/[\w./-]{1,100}\.ya?ml)$/,
  roles: SHIPS,
  mentions: /\b(?:docker|podman|nerdctl|buildah)[ \t]+(?:buildx[ \t]+)?(?:build|bud)[ \t]|\bexecutor\b|cloud-builders\/docker/,

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    const known = assignedIn(text);
    const folders = ['', folderOf(document.path)];
    for (const { build, index, length } of commandsIn(text)) {
      const fact = built({ start: index, end: index + length }, folders, {
        ...build,
        names: build.names.map((name) => substituted(name, known)),
        context: build.context && substituted(build.context, known),
        dockerfile: build.dockerfile && substituted(build.dockerfile, known),
      });
      if (fact) yield fact;
    }
    yield* cloudBuilds(document, text);
  },
});

const substituted = (text: string, known: ReadonlyMap<string, string>): string =>
  text
    .replace(
      /\$[({](?:CI_PROJECT_DIR|WORKSPACE|GITHUB_WORKSPACE|PWD|CURDIR|ROOT_DIR)[)}]\/?|\$(?:CI_PROJECT_DIR|WORKSPACE|GITHUB_WORKSPACE|PWD)\b\/?/g,
      './',
    )
    .replace(/\$(?:[{(](\w{1,80})[)}]|(\w{1,80}))/g, (whole, braced?: string, plain?: string) => known.get(braced ?? plain ?? '') ?? whole);

/** `IMAGE ?= registry.example.com/api`, `IMAGE: …` of a pipeline. */
function assignedIn(text: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(
    /^[ \t-]{0,12}(?:export[ \t]{1,4}|readonly[ \t]{1,4})?([A-Z][A-Z0-9_]{1,60})[ \t]{0,8}(?:[:?]?=|:)[ \t]{0,8}["']?([\w./:$(){}-]{1,200})["']?[ \t]{0,8}\r?$/gm,
  ))
    if (!known.has(name)) known.set(name, value);
  return known;
}

interface Command {
  readonly build: Build;
  readonly index: number;
  readonly length: number;
}

const COMMAND =
  /\b(?:(?:docker|podman|nerdctl|buildah)[ \t]+(?:(?:buildx|image)[ \t]+)?(?:build|bud)|\/?(?:kaniko\/)?executor)(?=[ \t\\])((?:\\\r?\n|\n[ \t]+--|[^\n;&|]){1,1500})/g;
const WORD = /"([^"\n]{0,300})"|'([^'\n]{0,300})'|\\\r?\n|[^\s"']{1,300}/g;
/** Options without a value. */
const ALONE =
  /^(?:--(?:pull|push|load|no-cache|rm|force-rm|squash|quiet|compress|cleanup|single-snapshot|no-push|reproducible|provenance|sbom|check|debug|disable-content-trust)|-q|--\S[^\s=]*=.*)$/;

function* commandsIn(text: string): Iterable<Command> {
  for (const { 0: whole, 1: rest = '', index } of text.matchAll(COMMAND)) {
    const words = [...rest.matchAll(WORD)].flatMap(([word, double, single]) => (word.startsWith('\\') ? [] : [double ?? single ?? word]));
    const executor = whole.slice(0, whole.length - rest.length).endsWith('executor');
    const build = buildOf(words, executor);
    if (build) yield { build, index, length: whole.length - rest.length };
  }
}

function buildOf(words: readonly string[], executor: boolean): Build | undefined {
  const names: string[] = [];
  let dockerfile: string | undefined;
  let target: string | undefined;
  let context: string | undefined = executor ? '.' : undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [option, inline] = /^(--[\w-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word, undefined];
    const value = (): string | undefined => inline ?? words[++i];
    if (option === '-t' || option === '--tag' || option === '--destination' || option === '-d') names.push(value() ?? '');
    else if (option === '-f' || option === '--file' || option === '--dockerfile') dockerfile = value();
    else if (option === '--target') target = value();
    else if (option === '--context' && executor) context = (value() ?? '.').replace(/^dir:\/\//, '');
    else if (word === '-' || word === '<') return undefined;
    else if (word.startsWith('-')) {
      if (!ALONE.test(word) && inline === undefined) i++;
    } else if (!executor && context === undefined) context = word;
  }
  if (names.length === 0 || context === undefined || /^(?:https?:|git@|github\.com)/.test(context)) return undefined;
  return { names, context, dockerfile, target };
}

/** `args: ['build', '-t', 'gcr.io/$PROJECT_ID/api', './api']`. https://docs.cloud.google.com/build/docs/building/build-containers */
function* cloudBuilds({ path }: Document, text: string): Iterable<FactDraft> {
  if (!text.includes('cloud-builders/docker')) return;
  for (const { 0: whole, index } of text.matchAll(/args:[ \t]*\[[ \t\r\n]*["']build["'][^\]]{0,1500}\]/g)) {
    const words = [...whole.matchAll(/["']([^"'\n]{0,300})["']/g)].map(([, word = '']) => word).slice(1);
    const build = buildOf(words, false);
    const fact = build && built({ start: index, end: index + 'args'.length }, ['', folderOf(path)], build);
    if (fact) yield fact;
  }
}
