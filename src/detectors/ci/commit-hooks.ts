import { CommitHooks, type DeedKind, Pipeline, PipelineStep, ScriptDefinition } from '../../facts/delivery.js';
import { baseName, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { texts } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';
import { NO_WORK, type Work, joined, linesWork } from './commands.js';
import { hookDeeds } from './deeds.js';

/** https://pre-commit.com and what runs it as a service, https://pre-commit.ci */
export const preCommit = detector({
  framework: 'pre-commit',
  format: 'yaml',
  files: /(?:^|\/)\.pre-commit-config\.ya?ml$/,

  *facts({ root, document }): Iterable<FactDraft> {
    const { path } = document;
    const folder = folderOf(path);
    const all: Work[] = [];
    const top = root.entries[0]?.keySpan ?? before(0);
    for (const repository of root.get('repos')?.items ?? [])
      for (const hook of repository.get('hooks')?.items ?? []) {
        const id = hook.get('id')?.text;
        if (id === undefined) continue;
        const at = hook.get('id')?.span ?? hook.span;
        const entry = repository.get('repo')?.text === 'local' ? hook.get('entry')?.text : undefined;
        const own: Work = {
          ...NO_WORK,
          deeds: hookDeeds(id).map((does) => ({ does, tool: id, command: `pre-commit run ${id}`, at, ignored: undefined })),
        };
        const written = entry === undefined ? NO_WORK : linesWork(entry, folder);
        const work =
          own.deeds.length > 0
            ? own
            : {
                ...written,
                deeds: written.deeds.map((deed) => ({ ...deed, at })),
                calls: written.calls.map((call) => ({ ...call, at })),
                unseen: [],
              };
        yield ScriptDefinition(
          { span: at },
          { runner: 'pre-commit', name: id, folder, deeds: work.deeds, calls: work.calls, unseen: [], opaque: false },
        );
        // What only runs when somebody asks for it is no check before a commit.
        if (texts(hook.get('stages')?.value).some(({ text }) => text === 'manual')) continue;
        all.push(work);
      }
    const { deeds, calls } = joined(all);
    if (all.length === 0) return;
    yield ScriptDefinition({ span: top }, { runner: 'pre-commit', name: '', folder, deeds, calls, unseen: [], opaque: false });
    yield CommitHooks({ span: top }, { tool: 'pre-commit', path, deeds: kinds(deeds.map(({ does }) => does)) });
    const service = root.entry('ci');
    if (!service) return;
    yield Pipeline({ span: service.keySpan }, { tool: 'pre-commit.ci', path, name: undefined, triggers: [], action: false });
    const skipped = new Set(texts(service.node.get('skip')?.value).map(({ text }) => text));
    yield PipelineStep(
      { span: service.keySpan },
      {
        tool: 'pre-commit.ci',
        path,
        job: undefined,
        deeds: deeds.filter(({ tool }) => !skipped.has(tool)).map((deed) => ({ ...deed, at: service.keySpan })),
        calls: [],
        unseen: [],
      },
    );
  },
});

const kinds = (all: readonly DeedKind[]): readonly DeedKind[] => [...new Set(all)];

/** What a line of a hook does; `lint-staged` is there to lint and format. */
function lineKinds(text: string, folder: string): readonly DeedKind[] {
  const { deeds } = linesWork(text, folder);
  return kinds([
    ...deeds.map(({ does }) => does),
    ...(/\blint-staged\b|\bnano-staged\b/.test(text) ? (['lints', 'checks formatting'] as const) : []),
  ]);
}

const STAGES = /^(?:pre-commit|pre-push|pre-merge-commit)$/;

export const husky = detector({
  framework: 'husky',
  format: 'text',
  files: /(?:^|\/)(?:\.husky|\.githooks|\.hooks|githooks)\/(?:pre-commit|pre-push)$/,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const commands = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*#|^\.\s|husky\.sh/.test(line));
    if (commands.length === 0) return;
    yield CommitHooks(
      { span: before(0) },
      { tool: path.includes('.husky/') ? 'husky' : 'Git hooks', path, deeds: lineKinds(commands.join('\n'), '') },
    );
  },
});

export const packageHooks = detector({
  framework: 'simple-git-hooks',
  format: 'json',
  files: /(?:^|\/)(?:package\.json|\.huskyrc(?:\.json)?|\.simple-git-hooks\.json)$/,
  mentions: ['pre-commit', 'pre-push', 'precommit', 'prepush'],

  *facts({ root, document: { path } }): Iterable<FactDraft> {
    const own = baseName(path) !== 'package.json';
    for (const [tool, node] of [
      ['simple-git-hooks', own ? root : root.get('simple-git-hooks')],
      ['husky', own ? root.get('hooks') : root.at('husky.hooks')],
      ['pre-commit', own ? undefined : root.get('pre-commit')],
      ['ghooks', own ? undefined : root.at('config.ghooks')],
      ['yorkie', own ? undefined : root.get('gitHooks')],
    ] as const) {
      const entries =
        node?.kind === 'list' ? [node] : (node?.entries ?? []).filter(({ key }) => STAGES.test(key)).map((entry) => entry.node);
      if (!node || entries.length === 0) continue;
      const lines = entries.flatMap((entry) => texts(entry.value).map(({ text }) => text));
      yield CommitHooks(
        { span: node.keySpan ?? before(0) },
        { tool, path, deeds: kinds(lines.flatMap((line) => lineKinds(line, folderOf(path)))) },
      );
    }
  },
});

export const lefthook = detector({
  framework: 'Lefthook',
  format: 'yaml',
  files: /(?:^|\/)\.?lefthook(?:-local)?\.ya?ml$/,

  *facts({ root, document: { path } }): Iterable<FactDraft> {
    const hooks = root.entries.filter(({ key }) => STAGES.test(key));
    const [first] = hooks;
    if (!first) return;
    const lines = hooks.flatMap(({ node }) => [...runs(node)]);
    yield CommitHooks(
      { span: first.keySpan },
      { tool: 'lefthook', path, deeds: kinds(lines.flatMap((line) => lineKinds(line, folderOf(path)))) },
    );
  },
});

function* runs(node: DataNode): Iterable<string> {
  for (const { key, node: value } of node.pairs())
    if (key === 'run' && value.text !== undefined) yield value.text.replace(/\{[\w-]{1,40}\}/g, '.');
}
