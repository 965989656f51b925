import { ScriptDefinition, type ScriptRunner } from '../../facts/delivery.js';
import { folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { texts } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';
import { NO_WORK, type Work, joined, linesWork } from './commands.js';

const defined = (at: Span, runner: ScriptRunner, name: string, folder: string, { deeds, calls, unseen, opaque }: Work): FactDraft =>
  ScriptDefinition({ span: at }, { runner, name, folder, deeds, calls, unseen, opaque: opaque && deeds.length === 0 });

const calling = (runner: ScriptRunner, names: readonly string[], folder: string, at: Span): Work => ({
  ...NO_WORK,
  calls: names.map((script) => ({ runner, script, folder, everywhere: false, command: script, at, ignored: undefined })),
});

/** What the test of a package says that nobody has written one for. */
const NO_TEST = /^echo ['"]?(?:Error: )?no test specified/i;

export const packageScripts = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,
  mentions: ['"scripts"'],

  *facts({ root, document }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const { key, keySpan, node } of root.get('scripts')?.entries ?? []) {
      const text = node.text;
      if (text === undefined || NO_TEST.test(text)) continue;
      // Quotes of JSON are escaped: places inside of the text are not those of the file.
      yield defined(keySpan, 'npm', key, folder, placed(linesWork(text, folder), node.span));
    }
  },
});

const placed = (work: Work, at: Span): Work => ({
  deeds: work.deeds.map((deed) => ({ ...deed, at, ignored: deed.ignored && { ...deed.ignored, at, removal: undefined } })),
  calls: work.calls.map((call) => ({ ...call, at, ignored: call.ignored && { ...call.ignored, at, removal: undefined } })),
  unseen: work.unseen.map((each) => ({ ...each, at })),
  opaque: work.opaque,
});

export const composerScripts = detector({
  framework: 'Composer',
  format: 'json',
  files: /(?:^|\/)composer\.json$/,
  mentions: ['"scripts"'],

  *facts({ root, document }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const { key, keySpan, node } of root.get('scripts')?.entries ?? []) {
      const all = texts(node.value).map(({ text }) =>
        text.startsWith('@')
          ? calling('composer', [text.slice(1).split(' ')[0] ?? ''], folder, node.span)
          : placed(linesWork(text, folder), node.span),
      );
      yield defined(keySpan, 'composer', key, folder, joined(all));
    }
  },
});

export const denoTasks = detector({
  framework: 'Deno',
  format: 'json',
  files: /(?:^|\/)deno\.jsonc?$/,
  mentions: ['"tasks"'],

  *facts({ root, document }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const { key, keySpan, node } of root.get('tasks')?.entries ?? [])
      yield defined(keySpan, 'deno', key, folder, placed(linesWork(node.text ?? node.get('command')?.text ?? '', folder), node.span));
  },
});

/** Tables of scripts in pyproject.toml. */
const TABLES = ['tool.poe.tasks', 'tool.pdm.scripts', 'tool.taskipy.tasks', 'tool.rye.scripts', 'tool.pixi.tasks', 'scripts'];

export const pythonScripts = detector({
  framework: 'Python task runners',
  format: 'toml',
  files: /(?:^|\/)(?:pyproject|pixi|poe_tasks)\.toml$|(?:^|\/)Pipfile$/,
  mentions: ['scripts', 'tasks', 'tox', 'hatch'],

  *facts({ root, document }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const table of [...TABLES, ...(document.path.endsWith('pixi.toml') ? ['tasks'] : [])])
      for (const { key, keySpan, node } of root.at(table)?.entries ?? [])
        if (!key.startsWith('_')) yield defined(keySpan, 'python scripts', key, folder, taskWork(node, folder, keySpan));
    for (const { node } of root.at('tool.hatch.envs')?.entries ?? [])
      for (const { key, keySpan, node: script } of node.get('scripts')?.entries ?? []) {
        const lines = texts(script.value).map(({ text }) => text);
        const own = new Set(node.get('scripts')?.keys);
        const work = joined(
          lines.map((line) =>
            own.has(line.split(' ')[0] ?? '')
              ? calling('python scripts', [line.split(' ')[0] ?? ''], folder, script.span)
              : placed(linesWork(line.replace(/\{args[^}]{0,80}\}/g, ''), folder), script.span),
          ),
        );
        yield defined(keySpan, 'python scripts', key, folder, work);
      }
    const tox = root.at('tool.tox');
    const legacy = tox?.get('legacy_tox_ini')?.text;
    if (legacy !== undefined) yield* toxSections(legacy, folder, tox?.span ?? root.span);
    const base = tox?.get('env_run_base');
    const environments = [...(tox?.get('env')?.entries ?? [])];
    if (tox && legacy === undefined) {
      const run = (node: DataNode | undefined): Work =>
        joined(
          (node?.get('commands')?.items ?? []).map((item) =>
            placed(
              linesWork(item.items.length > 0 ? item.items.map(({ text }) => text ?? '$X').join(' ') : (item.text ?? ''), folder),
              item.span,
            ),
          ),
        );
      yield defined(tox.span, 'tox', '', folder, joined([run(base), ...environments.map(({ node }) => run(node))]));
      for (const { key, keySpan, node } of environments) yield defined(keySpan, 'tox', key, folder, run(node));
    }
  },
});

/** `"pytest"`, `["lint", "test"]`, `{ cmd = "…" }`, `{ shell = "…" }`, `{ composite = […] }`, `{ sequence = […] }`. */
function taskWork(node: DataNode, folder: string, at: Span): Work {
  if (node.kind === 'map') {
    const command = node.get('cmd') ?? node.get('shell') ?? node.get('command');
    const list = node.get('sequence') ?? node.get('composite') ?? node.get('parallel');
    const own = command
      ? placed(
          linesWork(
            texts(command.value)
              .map(({ text }) => text)
              .join(' '),
            folder,
          ),
          command.span,
        )
      : NO_WORK;
    const other = list ? sequence(list, folder, at) : NO_WORK;
    const before = node.get('depends-on') ?? node.get('depends_on') ?? node.get('deps');
    const needed = before
      ? calling(
          'python scripts',
          texts(before.value).map(({ text }) => text),
          folder,
          at,
        )
      : NO_WORK;
    if (node.get('script') ?? node.get('call')) return joined([own, other, needed, { ...NO_WORK, opaque: true }]);
    return joined([own, other, needed]);
  }
  if (node.kind === 'list') return sequence(node, folder, at);
  return placed(linesWork(node.text ?? '', folder), node.span);
}

const sequence = (list: DataNode, folder: string, at: Span): Work =>
  joined(
    list.items.map((item) => {
      if (item.kind === 'map')
        return item.get('ref') ? calling('python scripts', [item.get('ref')?.text ?? ''], folder, at) : taskWork(item, folder, at);
      const text = item.text ?? '';
      return /^[\w:.-]+$/.test(text) ? calling('python scripts', [text], folder, at) : placed(linesWork(text, folder), item.span);
    }),
  );

export const toxFile = detector({
  framework: 'tox',
  format: 'text',
  files: /(?:^|\/)(?:tox\.ini|setup\.cfg)$/,
  mentions: ['[testenv', 'tox:'],

  facts: ({ document }) => toxSections(document.text, folderOf(document.path), { start: 0, end: 0 }),
});

/** `[testenv:lint]` and its `commands`; `tox` alone runs all of them. https://tox.wiki */
function* toxSections(text: string, folder: string, at: Span): Iterable<FactDraft> {
  const all: Work[] = [];
  for (const section of text.split(/^(?=\[)/m).slice(0, 200)) {
    const name =
      /^\[(?:tox:)?testenv(?::([^\]]{1,100}))?\]/.exec(section)?.[1] ??
      (section.startsWith('[testenv]') || section.startsWith('[tox:testenv]') ? '' : undefined);
    if (name === undefined) continue;
    const commands = /^commands[ \t]*=[ \t]*((?:[^\n]*)(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n[ \t])))*)/m.exec(section)?.[1] ?? '';
    const lines = commands
      .split('\n')
      .map((line) =>
        line
          .trim()
          .replace(/^[-!]?\s*(?:[\w.,!{}-]{1,40}:\s+)?/, '')
          .replace(/\{posargs[^}]{0,200}\}|\[\]|\{\[[^}]{0,100}\}/g, ''),
      )
      .join('\n');
    const work = placed(linesWork(lines, folder), at);
    all.push(work);
    for (const each of name === '' ? ['testenv'] : name.split(',')) {
      yield defined(at, 'tox', each.trim(), folder, work);
      // `tox -e py312` runs what stands for all.
      if (name === '')
        for (const python of ['py', 'py3', 'py38', 'py39', 'py310', 'py311', 'py312', 'py313', 'py314', 'python'])
          yield defined(at, 'tox', python, folder, work);
    }
  }
  if (all.length > 0) yield defined(at, 'tox', '', folder, joined(all));
}

export const noxFile = detector({
  framework: 'nox',
  format: 'python',
  files: /(?:^|\/)noxfile\.py$/,

  *facts(python): Iterable<FactDraft> {
    const { document } = python;
    const folder = folderOf(document.path);
    const all: Work[] = [];
    // A session is a function with a decorator; what it runs are texts in a row.
    for (const part of document.text.split(/^(?=@nox\.session|@session)/m).slice(1, 100)) {
      const name =
        /name\s{0,3}=\s{0,3}["']([\w-]{1,60})["']/.exec(part.slice(0, 400))?.[1] ?? /^(?:async )?def (\w{1,80})/m.exec(part)?.[1];
      if (name === undefined) continue;
      const works = [...part.matchAll(/session\.run(?:_always)?\(([^()]{1,600})/g)].map((match) => {
        const words = [...(match[1] ?? '').matchAll(/["']([^"'\n]{1,200})["']/g)].map(([, word]) => word);
        return placed(linesWork(words.join(' '), folder), { start: 0, end: 0 });
      });
      const work = joined(works);
      all.push(work);
      yield defined({ start: 0, end: 0 }, 'nox', name, folder, work);
    }
    if (all.length > 0) yield defined({ start: 0, end: 0 }, 'nox', '', folder, joined(all));
  },
});

export const makefile = detector({
  framework: 'Make',
  format: 'text',
  files: /(?:^|\/)(?:GNU)?[Mm]akefile(?:\.[\w-]+)?$|\.mk$/,

  *facts({ document: { text, path } }): Iterable<FactDraft> {
    const folder = folderOf(path);
    const variables = new Map<string, string>(Object.entries(STANDARD));
    const lines = text
      .slice(0, 100_000)
      .replace(/\\(\r?\n)/g, (_, end: string) => ' '.repeat(end.length + 1))
      .split('\n');
    for (const line of lines) {
      const [, name, value] = /^(?:export\s+)?(\w{1,60})\s*(?:\?|:{1,3}|\+)?=\s*(.{0,300})$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined && !STANDARD[name]) variables.set(name, value.trim());
    }
    const known = (line: string): string => {
      let now = line;
      for (let round = 0; round < 3 && /\$[({]/.test(now); round += 1)
        now = now.replace(/\$[({](\w{1,60})[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
      return now.replace(/\$[({][^(){}]{0,200}[)}]/g, '$X').slice(0, 4_000);
    };
    let at = 0;
    let targets: readonly { readonly name: string; readonly span: Span }[] = [];
    let works: Work[] = [];
    let first = true;
    let depends: readonly string[] = [];
    const flush = function* (): Iterable<FactDraft> {
      for (const { name, span } of targets) {
        const work = joined([...works, calling('make', depends, folder, span)]);
        yield defined(span, 'make', name, folder, work);
        if (first && !name.startsWith('.')) {
          yield defined(span, 'make', '', folder, work);
          first = false;
        }
      }
      targets = [];
      works = [];
    };
    for (const line of lines) {
      const start = at;
      at += line.length + 1;
      if (line.startsWith('\t')) {
        if (targets.length === 0) continue;
        const recipe = known(line.trim());
        const work = placed(linesWork(recipe.replace(/^[@+-]+\s*/, ''), folder), { start: start + 1, end: start + line.trimEnd().length });
        works.push(work);
        continue;
      }
      const [, names, needed] = /^([\w./%@-][\w./%@ -]{0,200}?)[ \t]*::?[ \t]*([^#=\n]{0,600})(?:#.*)?$/.exec(line.trimEnd()) ?? [];
      if (names === undefined) {
        // Recipes have conditions between their lines.
        if (line.trim() !== '' && !/^\s*(?:#|(?:ifdef|ifndef|ifeq|ifneq|else|endif)\b)/.test(line)) yield* flush();
        continue;
      }
      if (/^\.PHONY|^\.(?:DEFAULT_GOAL|SILENT|SUFFIXES|ONESHELL|PRECIOUS)/.test(names)) continue;
      yield* flush();
      targets = names.split(/\s+/).map((name) => ({ name, span: { start, end: start + names.length } }));
      const [before = '', recipe] = (needed ?? '').split(';');
      depends = known(before)
        .split(/[\s|]+/)
        .filter((name) => /^[\w.-][\w./-]*$/.test(name) && !/\.(?:go|py|ts|js|c|h|txt|json|ya?ml|toml|lock|mod|sum)$/.test(name));
      if (recipe !== undefined) works.push(placed(linesWork(known(recipe), folder), { start, end: start + line.trimEnd().length }));
    }
    yield* flush();
  },
});

const STANDARD: Readonly<Record<string, string>> = {
  MAKE: 'make',
  GO: 'go',
  GOCMD: 'go',
  PYTHON: 'python',
  PY: 'python',
  NPM: 'npm',
  YARN: 'yarn',
  PNPM: 'pnpm',
  DOCKER: 'docker',
  UV: 'uv',
  POETRY: 'poetry',
};

export const justfile = detector({
  framework: 'just',
  format: 'text',
  files: /(?:^|\/)\.?[Jj]ustfile$|\.just$/,

  *facts({ document: { text, path } }): Iterable<FactDraft> {
    const folder = folderOf(path);
    let at = 0;
    let current: { readonly name: string; readonly span: Span; readonly needs: readonly string[]; readonly works: Work[] } | undefined;
    let first = true;
    const flush = function* (): Iterable<FactDraft> {
      if (!current) return;
      const work = joined([...current.works, calling('just', current.needs, folder, current.span)]);
      yield defined(current.span, 'just', current.name, folder, work);
      if (first) yield defined(current.span, 'just', '', folder, work);
      first = false;
      current = undefined;
    };
    for (const line of text.slice(0, 100_000).split('\n')) {
      const start = at;
      at += line.length + 1;
      if (/^[ \t]+\S/.test(line)) {
        const body = line
          .trim()
          .replace(/^[@-]+/, '')
          .replace(/\{\{[^{}]{0,200}\}\}/g, '$X');
        if (current && !body.startsWith('#'))
          current.works.push(placed(linesWork(body, folder), { start, end: start + line.trimEnd().length }));
        continue;
      }
      const [, name, needed] = /^@?([A-Za-z_][\w-]{0,80})(?:[ \t]+[^:\n]{0,200})?:(?!=)[ \t]*([^#\n]{0,300})/.exec(line) ?? [];
      if (name === undefined) continue;
      yield* flush();
      current = { name, span: { start, end: start + name.length }, needs: (needed ?? '').match(/[A-Za-z_][\w-]*/g) ?? [], works: [] };
    }
    yield* flush();
  },
});

export const taskfile = detector({
  framework: 'Task',
  format: 'yaml',
  files: /(?:^|\/)[Tt]askfile(?:\.dist)?\.ya?ml$/,

  *facts({ root, document }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const { key, keySpan, node } of root.get('tasks')?.entries ?? []) {
      const list =
        node.kind === 'map'
          ? [
              ...(node.get('cmds')?.items ?? []),
              ...(node.get('cmd') ? [node.get('cmd')] : []),
              ...(node.get('deps')?.items ?? []).map((item) => item),
            ]
          : node.kind === 'list'
            ? node.items
            : [node];
      const needs = new Set(node.kind === 'map' ? (node.get('deps')?.items ?? []) : []);
      const works = list.map((item): Work => {
        if (!item) return NO_WORK;
        const task = item.get('task')?.text ?? (needs.has(item) ? item.text : undefined);
        if (task !== undefined) return calling('task', [task], folder, item.span);
        return placed(linesWork((item.get('cmd')?.text ?? item.text ?? '').replace(/\{\{[^{}]{0,200}\}\}/g, '$X'), folder), item.span);
      });
      yield defined(keySpan, 'task', key, folder, joined(works));
    }
  },
});

export const shellFiles = detector({
  framework: 'shell scripts',
  format: 'text',
  files: /\.(?:sh|bash)$|(?:^|\/)(?:bin|scripts?|ci|hack|tools|\.ci|build|dev)\/[\w-]+$/,

  *facts({ document: { path, text, format } }): Iterable<FactDraft> {
    if (format !== 'shell' && !path.endsWith('.sh') && !path.endsWith('.bash')) return;
    // Its folder is where it is called from: most are called from the top.
    const { deeds, calls, unseen, opaque } = linesWork(text, '');
    yield ScriptDefinition({ span: { start: 0, end: 0 } }, { runner: 'file', name: path, folder: '', deeds, calls, unseen, opaque });
  },
});
