import { Dependency, Manifest } from '../../facts/project.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { isOff, isOn, texts } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { storeBehind } from '../data/clients.js';
import { detector } from '../detector.js';

/** Groups and files of dependencies that running the product does not need. */
const TOOLS =
  /(?:^|[/._-])(?:dev|devel|develop|development|tests?|testing|docs?|documentation|lint|linting|linters?|typing|types|mypy|ci|qa|format|local|build|bench|benchmark|release|examples?|notebooks?|all-dev|pre-?commit|coverage|typecheck|quality|tools?|debug)(?=$|[/._-])/i;

/** A group that is named for a store is for those who chose it. */
const ONE_STORE = /^(?:postgres(?:ql)?|pgsql|mysql|mariadb|mssql|oracle|mongo(?:db)?|redis)$/i;

/** `name[extra]>=1.0; marker`, `name @ https://…`. https://packaging.python.org/specifications/dependency-specifiers/ */
const REQUIREMENT = /^([A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?)\s*(?:\[[^\]]{0,200}\])?\s*(?:(@)\s*\S+|\(?([^;#)]{0,200}))?/;

function* dependency(at: Span, requirement: string, runtime: boolean, optional = false): Iterable<FactDraft> {
  const [, name, address, version] = REQUIREMENT.exec(requirement.trim()) ?? [];
  if (name !== undefined) yield* named(at, name, address ?? (version?.trim() ? version.trim() : undefined), runtime, optional);
}

function* named(span: Span, written: string, version: string | undefined, runtime: boolean, optional = false): Iterable<FactDraft> {
  const name = written.toLowerCase().replace(/[._]+/g, '-');
  yield Dependency({ span }, { ecosystem: 'python', name, version, runtime });
  // The store of an extra is one that somebody chooses.
  if (runtime && !optional) yield* storeBehind({ span }, 'python', name, 'likely');
}

const manifest = (name: string | undefined, publishable: boolean, gathers = false): FactDraft =>
  Manifest({ span: before(0) }, { ecosystem: 'python', name, publishable, gathers });

export const pyproject = detector({
  framework: 'pyproject.toml',
  format: 'toml',
  files: /(?:^|\/)pyproject\.toml$/,

  *facts({ root }) {
    const project = root.get('project');
    const poetry = root.at('tool.poetry');
    const members = root.at('tool.uv.workspace.members') ?? root.at('tool.rye.workspace.members');
    // A file that only configures tools names no unit of code.
    if (project || poetry?.get('dependencies') || poetry?.get('name') || members) {
      const needs = (project?.get('dependencies')?.items.length ?? 0) + (poetry?.get('dependencies')?.entries.length ?? 0);
      yield manifest((project ?? poetry)?.get('name')?.text, isPublishable(project, poetry), members !== undefined && needs === 0);
    }
    for (const item of project?.get('dependencies')?.items ?? []) yield* dependency(item.span, item.text ?? '', true);
    for (const { key, node } of project?.get('optional-dependencies')?.entries ?? [])
      for (const item of node.items) yield* dependency(item.span, item.text ?? '', !TOOLS.test(key), true);
    for (const { node } of [...(root.get('dependency-groups')?.entries ?? []), ...(root.at('tool.pdm.dev-dependencies')?.entries ?? [])])
      for (const item of node.items) yield* dependency(item.span, item.text ?? '', false);
    for (const item of root.at('tool.uv.dev-dependencies')?.items ?? []) yield* dependency(item.span, item.text ?? '', false);
    yield* table(poetry?.get('dependencies'), true);
    yield* table(poetry?.get('dev-dependencies'), false);
    for (const { key, node } of poetry?.get('group')?.entries ?? [])
      yield* table(node.get('dependencies'), !TOOLS.test(key), isOn(node.option('optional')) || ONE_STORE.test(key));
  },
});

/** `fastapi = "^0.110"`, `uvicorn = { version = "*", extras = ["standard"] }` */
function* table(entries: DataNode | undefined, runtime: boolean, optional = false): Iterable<FactDraft> {
  for (const { key, span, node } of entries?.entries ?? [])
    if (key.toLowerCase() !== 'python')
      yield* named(
        span,
        key,
        node.kind === 'map' ? (node.get('version')?.text ?? (isElsewhere(node) ? '@' : undefined)) : node.text,
        runtime,
        optional || (node.kind === 'map' && isOn(node.option('optional'))),
      );
}

const isElsewhere = (node: DataNode): boolean => ['git', 'path', 'url', 'file'].some((key) => node.get(key) !== undefined);

function isPublishable(project: DataNode | undefined, poetry: DataNode | undefined): boolean {
  const classifiers = texts((project ?? poetry)?.get('classifiers')?.value);
  if (classifiers.some(({ text }) => text.startsWith('Private ::')) || isOff(poetry?.option('package-mode'))) return false;
  // What is meant for others tells them what it is; the skeleton of an application does not.
  return (
    classifiers.length > 0 ||
    ['urls', 'keywords'].some((key) => project?.get(key) !== undefined) ||
    ['repository', 'homepage', 'keywords', 'urls'].some((key) => poetry?.get(key) !== undefined)
  );
}

export const pipfile = detector({
  framework: 'Pipenv',
  format: 'toml',
  files: /(?:^|\/)Pipfile$/,

  *facts({ root }) {
    yield manifest(undefined, false);
    yield* table(root.get('packages'), true);
    yield* table(root.get('dev-packages'), false);
  },
});

export const requirements = detector({
  framework: 'pip',
  format: 'text',
  files: /(?:^|\/)(?:[\w.-]{0,60}requirements[\w.-]{0,60}\.(?:txt|in)|(?:requirements|reqs)\/[\w.-]{1,60}\.(?:txt|in))$/i,

  *facts({ document }) {
    const runtime = !TOOLS.test(
      document.path
        .split('/')
        .slice(-2)
        .join('/')
        .replace(/\.(?:txt|in)$/, ''),
    );
    if (runtime) yield manifest(undefined, false);
    let start = 0;
    for (const line of document.text.split('\n')) {
      const requirement = line.replace(/(?:^|\s)#.*$/, '').trim();
      const span = { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length };
      start += line.length + 1;
      const egg = /^(?:-e|--editable)\s.{0,400}[#&]egg=([\w.-]{1,100})/.exec(line.trim())?.[1];
      if (egg !== undefined) yield* named(span, egg, '@', runtime);
      // `-r other.txt` is read where it stands; a bare URL names nothing.
      else if (!/^-|^[a-z+]{2,10}:\/\//.test(requirement)) yield* dependency(span, requirement.replace(/\\$/, '').trimEnd(), runtime);
    }
  },
});

export const setupPy = detector({
  framework: 'setuptools',
  format: 'python',
  files: /(?:^|\/)setup\.py$/,
  mentions: ['setup('],

  *facts(python) {
    for (const call of python.calls('setuptools.setup', 'distutils.core.setup', 'setup')) {
      const name = call.option('name');
      yield manifest(name?.kind === 'text' ? name.text : undefined, name !== undefined);
      for (const requirement of texts(call.option('install_requires'))) yield* dependency(requirement.span, requirement.text, true);
      for (const { name: extra, expression } of call.entry('extras_require')?.expression.resolved.entries ?? [])
        for (const requirement of texts(expression.value)) yield* dependency(requirement.span, requirement.text, !TOOLS.test(extra));
    }
  },
});

export const setupCfg = detector({
  framework: 'setuptools',
  format: 'text',
  files: /(?:^|\/)setup\.cfg$/,
  mentions: ['[metadata]', '[options]'],

  *facts({ document }) {
    let section = '';
    let key = '';
    let start = 0;
    for (const line of document.text.split('\n')) {
      const at = { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length };
      start += line.length + 1;
      section = /^\[([^\]]{1,100})\]/.exec(line)?.[1] ?? section;
      const [, written, value = ''] = /^([\w-]{1,60})\s*=\s*(.{0,400})$/.exec(line.trimEnd()) ?? [];
      if (written !== undefined) key = written.replaceAll('-', '_');
      if (section === 'metadata' && written === 'name') yield manifest(value.trim(), true);
      const requirement = written === undefined ? line.trim() : value.trim();
      if (!requirement || /^[#[]/.test(requirement)) continue;
      if (section === 'options' && key === 'install_requires') yield* dependency(at, requirement, true);
      else if (section === 'options.extras_require') yield* dependency(at, requirement, !TOOLS.test(key));
    }
  },
});
