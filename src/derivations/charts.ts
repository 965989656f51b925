import { Chart, ChartObject, ChartValues, PodTemplate } from '../facts/kubernetes.js';
import { plainText, podOf, workloadTypeOf } from '../facts/manifests.js';
import type { Expression, Guards, Piece, Tree } from '../model/chart.js';
import { DataNode, type Written, type WrittenEntry } from '../model/data-node.js';
import type { Known } from '../model/derivation.js';
import type { Fact, FactDraft } from '../model/fact.js';
import { groupBy } from '../model/group.js';
import { oncePer } from '../model/once.js';
import type { At, Span } from '../model/span.js';
import { type Value, hasUnknown, text as textValue, unknown } from '../model/value.js';

type Of<K extends { readonly of?: unknown }> = Fact<NonNullable<K['of']>>;
type ChartFact = Of<typeof Chart>;
type ValuesFact = Of<typeof ChartValues>;
type ObjectFact = Of<typeof ChartObject>;

/** What the templates of a chart are run with. */
interface Run {
  readonly chart: ChartFact | undefined;
  readonly values: Written | undefined;
}

/** A value that is known, one that no file of values names, or one that cannot be known. */
type Found = Written | 'missing' | 'unknown';

/** Whether something holds, and where it is said. */
interface Verdict {
  readonly holds: boolean | undefined;
  readonly at?: At | undefined;
}

/** What the templates of the workspace's charts install by default, as facts of pods and containers. */
export function* installed({ facts }: Known): Iterable<readonly FactDraft[]> {
  const charts = new Map(facts(Chart).map((chart) => [chart.folder, chart]));
  const values = groupBy(facts(ChartValues), ({ folder }) => folder);
  const runs = new Map<string, Run>();
  for (const object of facts(ChartObject)) {
    const folder = folderOfChart(object.path);
    const chart = charts.get(folder);
    if (chart?.library || isSubchart(folder, charts)) continue;
    let run = runs.get(folder);
    if (!run) runs.set(folder, (run = { chart, values: valuesOf(values.get(folder) ?? []) }));
    yield rendered(object, run);
  }
}

/** The folder of the chart that a template belongs to. */
export const folderOfChart = (path: string): string => /^(.*?)\/?templates\//.exec(path)?.[1] ?? '';

/** A chart in another one's `charts/` is installed with that one's values. */
function isSubchart(folder: string, charts: ReadonlyMap<string, ChartFact>): boolean {
  const at = folder.lastIndexOf('/charts/');
  return at >= 0 && charts.has(folder.slice(0, at));
}

const memory = new WeakMap<
  ObjectFact,
  { readonly chart: ChartFact | undefined; readonly values: Written | undefined; readonly facts: readonly FactDraft[] }
>();

function rendered(object: ObjectFact, run: Run): readonly FactDraft[] {
  const known = memory.get(object);
  if (known && known.chart === run.chart && known.values === run.values) return known.facts;
  const facts = [...render(object, run)].map((draft) => ({ ...draft, uri: draft.uri ?? object.uri }));
  memory.set(object, { ...run, facts });
  return facts;
}

function* render({ guards, tree, path, role, span, partly }: ObjectFact, run: Run): Iterable<FactDraft> {
  const chart = new Rendering(run);
  if (chart.all(guards).holds === false) return;
  const object = new DataNode(chart.node(tree));
  const type = workloadTypeOf(object);
  if (!type || isTest(object)) return;
  const metadata = object.get('metadata');
  const name = metadata?.get('name');
  const at = name?.place ?? object.get('kind')?.place ?? object.place;
  const named = { name: plainText(name), namespace: plainText(metadata?.get('namespace')), path, role };
  for (const draft of podOf(object, type, named, at.uri === undefined ? at : object.place, span))
    yield { ...draft, confidence: 'likely', ...(draft.kind === PodTemplate.id ? { partly } : {}) };
}

/** https://helm.sh/docs/topics/chart_tests/ */
const isTest = (object: DataNode): boolean =>
  /\btest(?:-success|-failure)?\b/.test(object.get('metadata')?.get('annotations')?.get('helm.sh/hook')?.text ?? '');

/** The defaults, with what a file for production replaces. */
function valuesOf(files: readonly ValuesFact[]): Written | undefined {
  const defaults = files.find(({ name }) => /^values\.ya?ml$/.test(name));
  const production = files.find(({ name }) => /^values[._-](?:prod|production|prd|live)\.ya?ml$/.test(name));
  return production ? mergedOf(defaults ?? production).get(production) : defaults && writtenOf(defaults);
}

const mergedOf = oncePer((defaults: ValuesFact) => ({
  get: oncePer((production: ValuesFact) => merged(writtenOf(defaults), writtenOf(production))),
}));
const writtenOf = oncePer(({ tree, uri }: ValuesFact): Written => foreign(tree, uri, undefined));

function merged(base: Written, over: Written): Written {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = base.entries();
  const added = over.entries();
  return {
    ...over,
    entries: () => [
      ...entries.map((entry) => {
        const other = added.find(({ key }) => key === entry.key);
        return other ? { ...other, written: merged(entry.written, other.written) } : entry;
      }),
      ...added.filter(({ key }) => !entries.some((entry) => entry.key === key)),
    ],
  };
}

/** A tree without directives, as a part of another document. */
function foreign(tree: Tree, uri: string, entry: Written['entry']): Written {
  const base = { span: tree.span, uri, ...(entry ? { entry } : {}) };
  switch (tree.kind) {
    case 'map': {
      const entries = tree.entries.map(({ key, keySpan, span, node }): WrittenEntry => ({
        key,
        keySpan,
        span,
        uri,
        written: foreign(node, uri, { keySpan, span }),
      }));
      return { ...base, kind: 'map', entries: () => entries, open: tree.open === true };
    }
    case 'list': {
      const items = tree.items.map(({ node }) => foreign(node, uri, undefined));
      return { ...base, kind: 'list', items: () => items, open: tree.open === true };
    }
    case 'scalar':
      return { ...base, kind: 'scalar', value: { ...tree.value, uri }, text: tree.text };
  }
}

/** Runs a template as far as it can be known. */
class Rendering {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  node(tree: Tree): Written {
    switch (tree.kind) {
      case 'map':
        return this.#map(tree);
      case 'list':
        return this.#list(tree);
      case 'scalar':
        return this.#scalar(tree);
    }
  }

  /** Whether all conditions hold. */
  all(guards: Guards): Verdict {
    let holds: boolean | undefined = true;
    for (const guard of guards) {
      const verdict = this.#verdict(guard);
      if (verdict.holds === false) return verdict;
      if (verdict.holds === undefined) holds = undefined;
    }
    return { holds };
  }

  #map(tree: Extract<Tree, { kind: 'map' }>): Written {
    const gaps = new Map<string, At>();
    const entries: WrittenEntry[] = [];
    let open = tree.open === true;
    for (const [key, branches] of groupBy(tree.entries, (entry) => entry.key)) {
      const judged = branches.map((entry) => ({ entry, verdict: this.all(entry.guards) }));
      const left = judged.filter(({ verdict }) => verdict.holds !== false);
      const [only] = left;
      if (!only) {
        const at = judged.find(({ verdict }) => verdict.at)?.verdict.at;
        if (at) gaps.set(key, at);
        continue;
      }
      const { keySpan, span, node, inherited } = only.entry;
      const written: Written =
        left.length === 1 && only.verdict.holds === true
          ? this.node(node)
          : { kind: 'scalar', span: node.span, value: unknown(node), text: undefined };
      entries.push({ key, keySpan, span, written, ...(inherited ? { inherited } : {}) });
    }
    for (const hole of tree.holes ?? []) {
      const found = this.#piece(hole);
      if (found === undefined || found.kind === 'list') continue;
      if (found.kind === 'map') {
        open ||= found.open;
        for (const entry of found.entries()) if (!entries.some(({ key }) => key === entry.key)) entries.push(entry);
      } else if (found.value.kind !== 'nothing') open = true;
    }
    const made = tree.holes !== undefined || tree.entries.some(({ guards, node }) => guards.length > 0 || isMade(node));
    return { kind: 'map', span: tree.span, entries: () => entries, open, gaps, made };
  }

  #list(tree: Extract<Tree, { kind: 'list' }>): Written {
    let open = tree.open === true;
    const items: Written[] = [];
    for (const { guards, node } of tree.items) {
      const { holds } = this.all(guards);
      if (holds === undefined) open = true;
      if (holds === true) items.push(this.node(node));
    }
    for (const hole of tree.holes ?? []) {
      const found = this.#piece(hole);
      if (found === undefined || found.kind === 'map') continue;
      if (found.kind === 'list') {
        open ||= found.open;
        items.push(...found.items());
      } else if (found.value.kind !== 'nothing') open = true;
    }
    return { kind: 'list', span: tree.span, items: () => items, open };
  }

  #scalar(tree: Extract<Tree, { kind: 'scalar' }>): Written {
    const { span, value, text } = tree;
    const plain: Written = { kind: 'scalar', span, value, text };
    if (tree.holes) return this.#filled(tree.holes, span);
    if (!tree.pieces) return plain;
    const [only] = tree.pieces;
    if (only && tree.pieces.length === 1 && !tree.quoted) {
      const found = this.#piece(only);
      return found === undefined ? { kind: 'scalar', span, value: { kind: 'nothing', span }, text: '' } : { ...found, site: span };
    }
    return this.#joined(tree.pieces, span, text);
  }

  /** What directives below a key give for its value. */
  #filled(holes: readonly Piece[], span: Span): Written {
    const found = holes.flatMap((hole) => {
      const piece = this.#piece(hole);
      return piece && !(hole.shared && piece.kind === 'map') ? piece : [];
    });
    const [only] = found;
    if (!only) return { kind: 'scalar', span, value: { kind: 'nothing', span }, text: '' };
    if (found.length === 1) return { ...only, site: span };
    if (!found.every((each) => each.kind === 'map')) return { kind: 'scalar', span, value: unknown({ span }), text: undefined };
    const maps = found;
    return {
      kind: 'map',
      span,
      entries: () => maps.flatMap((map) => map.entries()),
      open: maps.some(({ open }) => open),
      made: true,
      site: span,
    };
  }

  #joined(pieces: readonly Piece[], span: Span, source: string | undefined): Written {
    const parts: Value[] = [];
    let place: At | undefined;
    for (const piece of pieces) {
      const found = this.#piece(piece);
      if (!found) continue;
      const content = found.kind === 'scalar' && (found.value.kind === 'nothing' ? '' : !hasUnknown(found.value) ? found.text : undefined);
      parts.push(typeof content === 'string' ? textValue(piece, content) : unknown(piece));
      // The last of what comes from elsewhere is what tells: the tag of an image.
      if (found.uri !== undefined && content !== '') place = { span: found.span, uri: found.uri };
    }
    const known = parts.every((part) => part.kind === 'text');
    const whole = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    const at = place ?? { span };
    return known
      ? {
          kind: 'scalar',
          ...at,
          value: { ...textValue(at, whole), ...(at.uri === undefined ? {} : { uri: at.uri }) },
          text: whole,
          site: span,
        }
      : { kind: 'scalar', span, value: { kind: 'joined', parts, span }, text: source };
  }

  /** What a directive or a text writes; nothing in a branch that is not taken. */
  #piece({ guards, writes, span }: Piece): Written | undefined {
    const { holds, at } = this.all(guards);
    if (holds === false) return at ? nothing(at) : undefined;
    if (typeof writes === 'string')
      return { kind: 'scalar', span, value: holds ? textValue({ span }, writes) : unknown({ span }), text: writes };
    const found = holds ? this.#value(writes, span) : 'unknown';
    return typeof found === 'string' ? { kind: 'scalar', span, value: unknown({ span }), text: undefined } : found;
  }

  #value(expression: Expression, span: Span): Found {
    switch (expression.kind) {
      case 'literal':
        return literal(expression.value, span);
      case 'values':
        return this.#lookUp(expression.path);
      case 'chart':
        return this.#ofChart(expression.field);
      case 'call':
        return this.#call(expression.name, expression.args, span);
      case 'unknown':
        return 'unknown';
    }
  }

  #lookUp(path: readonly string[]): Found {
    let found = this.#run.values;
    for (const key of path) {
      if (!found) return 'unknown';
      if (found.kind === 'scalar' && found.value.kind === 'unknown') return 'unknown';
      const { open }: { readonly open?: boolean } = found.kind === 'scalar' ? {} : found;
      const entry: WrittenEntry | undefined = found.kind === 'map' ? found.entries().findLast((each) => each.key === key) : undefined;
      if (!entry) return open ? 'unknown' : 'missing';
      found = entry.written;
    }
    return found ?? 'unknown';
  }

  #ofChart(field: string): Found {
    const { chart } = this.#run;
    const value = !chart
      ? undefined
      : field === 'AppVersion'
        ? chart.appVersion
        : field === 'Version'
          ? chart.version
          : field === 'Name'
            ? chart.name
            : undefined;
    if (!chart || !value || (value.kind !== 'text' && value.kind !== 'number')) return 'unknown';
    const text = value.kind === 'text' ? value.text : String(value.number);
    return { kind: 'scalar', span: value.span, uri: chart.uri, value: { ...textValue(value, text), uri: chart.uri }, text };
  }

  // https://helm.sh/docs/chart_template_guide/function_list/
  #call(name: string, args: readonly Expression[], span: Span): Found {
    const value = (index: number): Found => {
      const arg = args[index < 0 ? args.length + index : index];
      return arg ? this.#value(arg, span) : 'unknown';
    };
    switch (name) {
      case 'toYaml':
      case 'toJson':
      case 'nindent':
      case 'indent':
      case 'required':
      case 'deepCopy':
        return value(-1);
      case 'quote':
      case 'squote':
      case 'toString':
      case 'trim':
        return asText(value(-1));
      case 'tpl': {
        const found = value(0);
        return isKnown(found) && found.kind === 'scalar' && found.text?.includes('{{') ? 'unknown' : found;
      }
      case 'int':
      case 'int64':
      case 'float64': {
        const found = value(-1);
        return isKnown(found) && found.kind === 'scalar' && found.value.kind === 'number' ? found : 'unknown';
      }
      case 'trunc':
      case 'trimSuffix': {
        const found = value(-1);
        return isKnown(found) && found.kind === 'scalar' && (found.text?.length ?? 100) < 50 && !/[-/.]$/.test(found.text ?? '')
          ? found
          : 'unknown';
      }
      case 'default': {
        const given = value(1);
        if (given === 'unknown') return 'unknown';
        const holds = given === 'missing' ? false : truth(given);
        return holds === undefined ? 'unknown' : holds ? given : value(0);
      }
      case 'coalesce':
      case 'or': {
        for (let i = 0; i < args.length; i += 1) {
          const found = value(i);
          const holds = found === 'missing' && name === 'coalesce' ? false : isKnown(found) ? truth(found) : undefined;
          if (holds === undefined) return 'unknown';
          if (holds || i === args.length - 1) return found;
        }
        return 'unknown';
      }
      case 'and': {
        for (let i = 0; i < args.length; i += 1) {
          const found = value(i);
          const holds = isKnown(found) ? truth(found) : undefined;
          if (holds === undefined) return 'unknown';
          if (!holds || i === args.length - 1) return found;
        }
        return 'unknown';
      }
      case 'ternary': {
        const condition = args[2] && this.#verdict(args[2]).holds;
        return condition === undefined ? 'unknown' : value(condition ? 0 : 1);
      }
      case 'omit': {
        const map = value(0);
        if (!isKnown(map) || map.kind !== 'map') return map;
        const keys = new Set(args.slice(1).map((arg) => (arg.kind === 'literal' ? arg.value : undefined)));
        const left = map.entries().filter(({ key }) => !keys.has(key));
        return { ...map, entries: () => left };
      }
      case 'printf':
        return this.#printed(args, span);
      default:
        return 'unknown';
    }
  }

  #printed([format, ...args]: readonly Expression[], span: Span): Found {
    if (format?.kind !== 'literal' || typeof format.value !== 'string' || /%(?![svd])/.test(format.value)) return 'unknown';
    const found = args.map((arg) => this.#value(arg, span));
    const words = found.map((each) => (isKnown(each) && each.kind === 'scalar' && !hasUnknown(each.value) ? each.text : undefined));
    if (words.some((word) => word === undefined)) return 'unknown';
    let at = 0;
    const content = format.value.replace(/%[svd]/g, () => words[at++] ?? '');
    const source = found.findLast((each) => isKnown(each) && each.uri !== undefined);
    const place: At = source && isKnown(source) && source.uri !== undefined ? { span: source.span, uri: source.uri } : { span };
    return {
      kind: 'scalar',
      ...place,
      value: { ...textValue(place, content), ...(place.uri === undefined ? {} : { uri: place.uri }) },
      text: content,
    };
  }

  #verdict(condition: Expression): Verdict {
    if (condition.kind !== 'call') return verdictOf(this.#value(condition, NOWHERE));
    const { name, args } = condition;
    const [first, second] = args;
    switch (name) {
      case 'not':
      case 'empty': {
        if (!first) return { holds: undefined };
        const { holds, at } = this.#verdict(first);
        return { holds: holds === undefined ? undefined : !holds, at };
      }
      case 'and': {
        const verdicts = args.map((arg) => this.#verdict(arg));
        return verdicts.find(({ holds }) => holds === false) ?? { holds: verdicts.every(({ holds }) => holds) ? true : undefined };
      }
      case 'or': {
        const verdicts = args.map((arg) => this.#verdict(arg));
        return (
          verdicts.find(({ holds }) => holds === true) ??
          (verdicts.some(({ holds }) => holds === undefined)
            ? { holds: undefined }
            : { holds: false, at: verdicts.find(({ at }) => at)?.at })
        );
      }
      case 'eq':
      case 'ne': {
        if (!first) return { holds: undefined };
        const left = scalarText(this.#value(first, NOWHERE));
        const rights = args.slice(1).map((arg) => scalarText(this.#value(arg, NOWHERE)));
        if (left === undefined || rights.some((right) => right === undefined)) return { holds: undefined };
        return { holds: rights.includes(left) === (name === 'eq') };
      }
      case 'hasKey': {
        const map = first && this.#value(first, NOWHERE);
        if (!map || !isKnown(map) || map.kind !== 'map' || second?.kind !== 'literal') return { holds: undefined };
        return map.entries().some(({ key }) => key === second.value) ? { holds: true } : { holds: map.open ? undefined : false };
      }
      default:
        return verdictOf(this.#value(condition, NOWHERE));
    }
  }
}

const NOWHERE: Span = { start: 0, end: 0 };

const isKnown = (found: Found): found is Written => typeof found !== 'string';

const nothing = ({ span, uri }: At): Written => {
  const value: Value = { kind: 'nothing', span, ...(uri === undefined ? {} : { uri }) };
  return { kind: 'scalar', span, ...(uri === undefined ? {} : { uri }), value, text: '' };
};

function literal(value: string | number | boolean | null, span: Span): Written {
  const base = { kind: 'scalar', span, text: value === null ? '' : String(value) } as const;
  switch (typeof value) {
    case 'string':
      return { ...base, value: textValue({ span }, value) };
    case 'number':
      return { ...base, value: { kind: 'number', number: value, span } };
    case 'boolean':
      return { ...base, value: { kind: 'flag', on: value, span } };
    default:
      return { ...base, value: { kind: 'nothing', span } };
  }
}

/** Whether a template takes it for true: not nothing, empty, zero or false. */
function truth(written: Written): boolean | undefined {
  switch (written.kind) {
    case 'map':
      return written.entries().length > 0 ? true : written.open ? undefined : false;
    case 'list':
      return written.items().length > 0 ? true : written.open ? undefined : false;
    case 'scalar': {
      const { value } = written;
      if (value.kind === 'text') return value.text !== '';
      if (value.kind === 'number') return value.number !== 0;
      if (value.kind === 'flag') return value.on;
      if (value.kind === 'nothing') return false;
      return value.kind === 'joined' ? true : undefined;
    }
  }
}

function verdictOf(found: Found): Verdict {
  if (!isKnown(found)) return { holds: undefined };
  const { uri, entry, span } = found;
  return { holds: truth(found), ...(uri === undefined ? {} : { at: { span: entry?.span ?? span, uri } }) };
}

function scalarText(found: Found): string | undefined {
  return isKnown(found) && found.kind === 'scalar' && !hasUnknown(found.value) ? found.text : undefined;
}

function asText(found: Found): Found {
  if (!isKnown(found)) return found;
  if (found.kind !== 'scalar' || found.text === undefined || hasUnknown(found.value)) return 'unknown';
  const { value, text } = found;
  return { ...found, value: { kind: 'text', text, span: value.span, ...(value.uri === undefined ? {} : { uri: value.uri }) } };
}

/** Whether directives stand in it. */
function isMade(tree: Tree): boolean {
  switch (tree.kind) {
    case 'map':
      return tree.holes !== undefined || tree.entries.some(({ guards, node }) => guards.length > 0 || isMade(node));
    case 'list':
      return tree.holes !== undefined || tree.items.some(({ guards, node }) => guards.length > 0 || isMade(node));
    case 'scalar':
      return tree.holes !== undefined;
  }
}
