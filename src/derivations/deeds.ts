import {
  type CallData,
  Deed,
  type DeedData,
  type DeedKind,
  Pipeline,
  PipelineInclude,
  PipelineStep,
  ScriptDefinition,
  UnseenWork,
} from '../facts/delivery.js';
import type { Derivation, Known } from '../model/derivation.js';
import { baseName, folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { hintsOf, toldBy } from '../model/script-name.js';

type Definition = Fact<NonNullable<(typeof ScriptDefinition)['of']>>;
type Step = Fact<NonNullable<(typeof PipelineStep)['of']>>;

/** What pipelines do, through the scripts that they call. */
export const deeds: Derivation = {
  gives: Deed,
  from: [PipelineStep, ScriptDefinition, PipelineInclude, Pipeline],

  *derive(known): Iterable<FactDraft> {
    for (const { step, done } of followed(known))
      for (const { deed, through, at, command, ignored } of done)
        yield Deed(
          { span: at, uri: step.uri },
          {
            does: deed.does,
            tool: deed.tool,
            command,
            pipeline: step.tool,
            path: step.path,
            job: step.job,
            ignored,
            dockerfile: deed.dockerfile,
            through,
          },
          deed.tool === command ? 'likely' : 'sure',
        );
  },
};

/** What pipelines start and nobody can see here. */
export const unseenWork: Derivation = {
  gives: UnseenWork,
  from: [PipelineStep, ScriptDefinition, PipelineInclude, Pipeline],

  *derive(known): Iterable<FactDraft> {
    for (const { step, unseen } of followed(known))
      for (const { at, command, mayDo } of unseen) yield UnseenWork({ span: at, uri: step.uri }, { command, mayDo });
    for (const include of known.facts(PipelineInclude)) {
      const { pattern, written, span, uri } = include;
      if (pattern === undefined) yield UnseenWork({ span, uri }, { command: written, mayDo: 'anything' });
    }
  },
};

interface Done {
  readonly deed: DeedData;
  readonly at: { readonly start: number; readonly end: number };
  readonly command: string;
  readonly ignored: DeedData['ignored'];
  readonly through: { readonly span: DeedData['at']; readonly uri: string } | undefined;
}

interface Followed {
  readonly step: Step;
  readonly done: readonly Done[];
  readonly unseen: readonly { readonly at: DeedData['at']; readonly command: string; readonly mayDo: readonly DeedKind[] | 'anything' }[];
}

/** Scripts that call scripts are followed this deep, and so many of them for one step. */
const DEEPEST = 12;
const MOST = 400;

function* followed({ facts }: Known): Iterable<Followed> {
  const definitions = groupBy(facts(ScriptDefinition), ({ runner, name }) => `${runner} ${name}`);
  const files = included(facts(PipelineInclude));
  for (const step of facts(PipelineStep)) {
    // What is a pipeline only because another one takes it in.
    if (step.open && !files(step.path)) continue;
    const done: Done[] = step.deeds.map((deed) => ({
      deed,
      at: deed.at,
      command: deed.command,
      ignored: deed.ignored,
      through: undefined,
    }));
    const unseen: Followed['unseen'][number][] = step.unseen.map(({ at, command, mayDo }) => ({ at, command, mayDo }));
    for (const call of step.calls) {
      const seen = new Set<Definition>();
      for (const found of behind(call, definitions, seen, 0)) {
        const { at, command } = call;
        if ('deed' in found) done.push({ deed: found.deed, at, command, ignored: call.ignored ?? found.ignored, through: found.through });
        else unseen.push({ at, command, mayDo: found.mayDo });
      }
    }
    yield { step, done, unseen };
  }
}

type Found =
  | {
      readonly deed: DeedData;
      readonly ignored: DeedData['ignored'];
      readonly through: { readonly span: DeedData['at']; readonly uri: string } | undefined;
    }
  | { readonly mayDo: readonly DeedKind[] | 'anything' };

function* behind(
  call: CallData,
  definitions: ReadonlyMap<string, readonly Definition[]>,
  seen: Set<Definition>,
  depth: number,
): Iterable<Found> {
  const targets = targetsOf(call, definitions);
  const name = call.runner === 'file' || call.runner === 'action' ? baseName(call.script) : call.script;
  if (targets.length === 0) {
    // `npm test || true`: what is ignored has a name, wherever it stands.
    if (call.ignored && call.runner !== 'file' && call.runner !== 'action')
      for (const does of toldBy(name))
        yield {
          deed: { does, tool: call.command, command: call.command, at: call.at, ignored: undefined },
          ignored: undefined,
          through: undefined,
        };
    const mayDo = call.runner === 'action' ? 'anything' : hintsOf(name);
    if (mayDo.length > 0) yield { mayDo };
    return;
  }
  const told = new Set<DeedKind>();
  let opaque = false;
  let main: Definition | undefined;
  for (const target of targets) {
    main ??= target;
    if (seen.has(target) || depth > DEEPEST || seen.size > MOST) continue;
    seen.add(target);
    for (const deed of target.deeds) {
      told.add(deed.does);
      const ignored = deed.ignored && {
        how: deed.ignored.how,
        at: deed.ignored.at,
        removal: undefined,
        becomes: undefined,
        uri: target.uri,
      };
      yield { deed, ignored, through: { span: deed.at, uri: target.uri } };
    }
    for (const { mayDo } of target.unseen) yield { mayDo };
    for (const inner of target.calls) {
      // A program of the team's own, which is not read.
      if (inner.runner === 'file' && !definitions.has(`file ${inner.script}`)) opaque = true;
      for (const found of behind({ ...inner, folder: inner.folder ?? target.folder }, definitions, seen, depth + 1)) {
        if ('deed' in found) told.add(found.deed.does);
        yield found;
      }
    }
    if (target.opaque) opaque = true;
  }
  if (!opaque || !main) return;
  // Something runs that nobody knows: the name that the team gave it is what is left.
  const byName = toldBy(name).filter((does) => !told.has(does));
  for (const does of byName)
    yield {
      deed: { does, tool: call.command, command: call.command, at: call.at, ignored: undefined },
      ignored: undefined,
      through: { span: main.span, uri: main.uri },
    };
}

/** The scripts that a call means: of its own folder, else of the nearest one above, else any of that name. */
function targetsOf(
  { runner, script, folder, everywhere }: CallData,
  definitions: ReadonlyMap<string, readonly Definition[]>,
): readonly Definition[] {
  const named = (definitions.get(`${runner} ${script}`) ?? []).concat(
    // `uv run task test` is taskipy's, whose tasks stand in pyproject.toml.
    runner === 'task' ? (definitions.get(`python scripts ${script}`) ?? []) : [],
    // `test:*` of npm-run-all.
    script.includes('*')
      ? [...definitions].flatMap(([key, all]) => (key.startsWith(`${runner} ${script.slice(0, script.indexOf('*'))}`) ? all : []))
      : [],
  );
  if (runner === 'file' || runner === 'action' || everywhere || folder === undefined) return named;
  for (let place = folder; ; place = folderOf(place)) {
    const here = named.filter((definition) => definition.folder === place);
    if (here.length > 0) return here;
    if (place === '') break;
  }
  return runner === 'gitlab' ? named : [];
}

/** Whether a document is taken in by another one. */
function included(includes: readonly Fact<NonNullable<(typeof PipelineInclude)['of']>>[]): (path: string) => boolean {
  const exact = new Set(includes.flatMap(({ pattern }) => (pattern !== undefined && !pattern.includes('*') ? [pattern] : [])));
  const patterns = includes.flatMap(({ pattern }) => (pattern?.includes('*') === true ? [pattern] : []));
  return (path) => exact.has(path) || patterns.some((pattern) => matches(pattern, path));
}

/** `ci/*.yml`, `ci/**`/`*.yml`, as GitLab reads them. */
function matches(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split(/\*+\/?/);
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return rest.at(-1) === '' || at === path.length || path.endsWith(rest.at(-1) ?? '');
}
