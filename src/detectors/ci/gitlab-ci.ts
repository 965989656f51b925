import { type Ignored, Pipeline, PipelineInclude, PipelineStep, ScriptDefinition } from '../../facts/delivery.js';
import { baseName } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { texts } from '../../model/value.js';
import type { DataEntry, DataNode } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { detector } from '../detector.js';
import { NO_WORK, type Work, joined, scriptWork } from './commands.js';
import type { DeedKind } from '../../facts/delivery.js';
import { toolOf } from './tools.js';

/** Keys that are no jobs. https://docs.gitlab.com/ci/yaml/#keywords */
const GLOBAL = /^(?:default|include|stages|variables|workflow|image|services|cache|before_script|after_script|spec|types)$/;

/** GitLab's pipelines: jobs, what they extend and refer to, and the documents that they are made of. */
export const gitlabCi = detector({
  framework: 'GitLab CI',
  format: 'yaml',
  mentions: /^[ \t]*(?:script|extends|include|trigger)[ \t]*:/m,

  *facts(yaml): Iterable<FactDraft> {
    const { document } = yaml;
    const tool = toolOf(document.path, document.text);
    if (tool !== undefined && tool !== 'GitLab CI') return;
    // A document whose name says nothing is a part of a pipeline when another one includes it.
    const open = tool === undefined;
    if (open && !/^[ \t]+script[ \t]*:/m.test(document.text)) return;
    for (const root of yaml.documents) {
      if (root.kind !== 'map') continue;
      const jobs = root.entries.filter(({ key, node, inherited }) => !GLOBAL.test(key) && node.kind === 'map' && inherited !== true);
      if (open && !jobs.some(({ node }) => looksLikeJob(node))) continue;
      if (!open && (jobs.length > 0 || root.get('include')))
        yield Pipeline(
          { span: root.entries[0]?.keySpan ?? root.span },
          { tool: 'GitLab CI', path: document.path, name: undefined, triggers: [], action: false },
        );
      if (!open) yield* includes(root.get('include'), document.path);
      const before = joined([work(yaml, root.get('before_script')), work(yaml, root.at('default.before_script'))]);
      for (const job of jobs) yield* jobFacts(yaml, job, open, before);
    }
  },
});

const looksLikeJob = (node: DataNode): boolean =>
  node.get('script')?.kind === 'list' &&
  ['stage', 'image', 'rules', 'only', 'extends', 'needs', 'tags', 'artifacts', 'before_script', 'except', 'variables'].some(
    (key) => node.get(key) !== undefined,
  );

function* jobFacts(yaml: YamlSyntax, { key, keySpan, node }: DataEntry, open: boolean, before: Work): Iterable<FactDraft> {
  const { path } = yaml.document;
  const own = node.get('script') ?? node.get('run');
  const above = node.get('before_script') ? work(yaml, node.get('before_script')) : before;
  const extended = texts(node.get('extends')?.value).map(({ text }) => text);
  const inherited: Work = own
    ? NO_WORK
    : {
        ...NO_WORK,
        calls: extended.map((script) => ({
          runner: 'gitlab',
          script,
          folder: '',
          everywhere: false,
          command: script,
          at: keySpan,
          ignored: undefined,
        })),
      };
  const { deeds, calls, unseen } = joined([work(yaml, own), above, work(yaml, node.get('after_script')), inherited, coverageOf(node)]);
  yield ScriptDefinition({ span: keySpan }, { runner: 'gitlab', name: key, folder: '', deeds, calls, unseen, opaque: false });
  for (const include of triggered(node)) yield* includes(include, path);
  if (key.startsWith('.')) return;
  if (deeds.length + calls.length + unseen.length === 0) return;
  const ignored = allowed(node);
  yield PipelineStep(
    { span: keySpan },
    {
      tool: 'GitLab CI',
      path,
      job: key,
      deeds: deeds.map((deed) => ({ ...deed, ignored: deed.ignored ?? ignored })),
      calls: calls.map((call) => ({ ...call, ignored: call.ignored ?? ignored })),
      unseen,
      ...(open ? { open } : {}),
    },
  );
}

/** `allow_failure: true`, but for a job that a person starts: there it is the default. */
function allowed(node: DataNode): Ignored | undefined {
  const entry = node.entry('allow_failure');
  if (entry?.value.kind !== 'flag' || !entry.value.on || entry.inherited || node.get('when')?.text === 'manual') return undefined;
  return {
    how: 'allow_failure: true',
    at: { start: entry.keySpan.start, end: entry.node.span.end },
    removal: undefined,
    entry: entry.node.path,
    becomes: undefined,
  };
}

/** A pattern that reads the coverage out of the log, or a report of it. */
function coverageOf(node: DataNode): Work {
  const said =
    node.entry('coverage') ??
    node.get('artifacts')?.get('reports')?.entry('coverage_report') ??
    node.get('artifacts')?.get('reports')?.entry('cobertura');
  return said
    ? { ...NO_WORK, deeds: [{ does: 'measures coverage', tool: 'GitLab', command: said.key, at: said.keySpan, ignored: undefined }] }
    : NO_WORK;
}

/** Aliases of aliases may stand for billions of lines. */
const MOST_LINES = 2_000;

/** A script's lines: texts, lists in lists, `!reference [.job, script]`. */
function work(yaml: YamlSyntax, node: DataNode | undefined, depth = 0, budget = { left: MOST_LINES }): Work {
  if (!node || depth > 8 || budget.left-- <= 0) return NO_WORK;
  if (node.tag === '!reference') {
    const [job] = node.items;
    return job?.text === undefined
      ? NO_WORK
      : {
          ...NO_WORK,
          calls: [
            { runner: 'gitlab', script: job.text, folder: '', everywhere: false, command: job.text, at: node.span, ignored: undefined },
          ],
        };
  }
  if (node.kind === 'list') {
    // The folder that one line changes into is that of the next ones.
    let folder: string | undefined = '';
    const all: Work[] = [];
    for (const item of node.items) {
      if (budget.left-- <= 0) break;
      if (item.kind === 'list' || item.tag === '!reference') {
        all.push(work(yaml, item, depth + 1, budget));
        continue;
      }
      const step = item.kind === 'map' ? (item.get('script') ?? item.get('run')) : item;
      if (!step) continue;
      all.push(scriptWork(yaml.script(step), yaml.document.text, folder));
      const to = /^\s*cd\s+["']?([\w./-]{1,200})["']?\s*$/.exec(step.text ?? '')?.[1];
      if (to !== undefined && folder !== undefined)
        folder = to.startsWith('/')
          ? undefined
          : [folder, to]
              .filter(Boolean)
              .join('/')
              .replace(/(?:^|\/)\.(?=\/|$)/g, '');
      else if (/^\s*cd\s/.test(step.text ?? '')) folder = undefined;
    }
    return joined(all);
  }
  return scriptWork(yaml.script(node), yaml.document.text, '');
}

function* triggered(node: DataNode): Iterable<DataNode> {
  const include = node.get('trigger')?.get('include');
  if (include) yield include;
}

/** What GitLab's own templates and components bring along. */
// prettier-ignore
const TEMPLATES: readonly (readonly [RegExp, ...DeedKind[]])[] = [
  [/Auto-DevOps/i, 'tests', 'builds an image', 'scans dependencies', 'scans code', 'scans images', 'scans for secrets', 'lints', 'deploys'],
  [/(?:^|[/-])(?:SAST(?:-IaC)?|sast)(?:\.|[-/@]|$)|API-Security|DAST|dast|Fuzz/, 'scans code'],
  [/Dependency-Scanning|dependency-scanning|License-Scanning/, 'scans dependencies'],
  [/Container-Scanning|container-scanning/, 'scans images'],
  [/Secret-Detection|secret-detection/, 'scans for secrets'],
  [/Code-Quality|code-quality/, 'lints'],
  [/Jobs\/Build|(?:^|\/)(?:Docker|Kaniko)\b|container-build|docker-build|kaniko/i, 'builds an image'],
  [/Jobs\/Test\./, 'tests'],
  [/Jobs\/Deploy|(?:^|\/)Pages\/|Terraform|OpenTofu/i, 'deploys'],
  [/Workflows\/|Verify\/|Ruby\.|Getting-Started|Bash\./],
];

function* includes(node: DataNode | undefined, path: string): Iterable<FactDraft> {
  if (!node) return;
  for (const item of node.kind === 'list' ? node.items : [node]) {
    const local = item.kind === 'map' ? item.get('local')?.text : item.text;
    const at = { span: item.span };
    if (local !== undefined && !/^https?:/.test(local)) {
      if (!local.includes('$')) yield PipelineInclude(at, { pattern: local.replace(/^\.?\/+/, ''), written: local });
      else yield PipelineInclude(at, { pattern: undefined, written: local });
      continue;
    }
    const template = item.get('template')?.text ?? item.get('component')?.text;
    const named = template ?? item.get('project')?.text ?? item.get('remote')?.text ?? item.text ?? '';
    const row = TEMPLATES.find(([pattern]) => template !== undefined && pattern.test(template));
    if (!row) {
      yield PipelineInclude(at, { pattern: undefined, written: named });
      continue;
    }
    const [, ...kinds] = row;
    yield PipelineStep(at, {
      tool: 'GitLab CI',
      path,
      job: undefined,
      deeds: kinds.map((does) => ({
        does,
        tool: baseName(named.split('@', 1)[0] ?? named).replace('.gitlab-ci.yml', ''),
        command: named,
        at: item.span,
        ignored: undefined,
      })),
      calls: [],
      unseen: [],
    });
  }
}
