import picomatch from 'picomatch/posix.js';
import type * as z from 'zod';
import type { ChecklistSettings, Profile } from '../model/checklist.js';
import type { RuleId, Severity } from '../model/finding.js';
import type { Span } from '../model/span.js';
import type { DataNode } from '../syntax/data.js';
import { parsePlainYaml } from '../syntax/yaml.js';
import { keysAt } from './described.js';
import { nearest } from './nearest.js';
import { Level, SettingsFile } from './schema.js';

/** The file that holds the settings, at the top of a workspace folder. */
export const SETTINGS_FILE = 'preflight.yaml';

/** What `preflight.yaml` says; everything works without one. */
export interface Settings {
  readonly profile: Profile;
  /** What they say about the checklist and who signs it. */
  readonly checklist: ChecklistSettings;
  /** The version whose rules are in force. */
  readonly rulesVersion: string | undefined;
  /** Whether a rule is off in the whole workspace. */
  isOff(rule: string): boolean;
  /** What the settings make of a rule in a document; undefined when they do not speak of it. */
  severityOf(rule: RuleId, path: string): Severity | 'off' | undefined;
  /** Whether a path (relative to the workspace folder, with `/`) is not read at all. */
  isExcluded(path: string): boolean;
}

/** What settings may name beside rules; what is left out is not checked. */
export interface Vocabulary {
  /** Ids of the items, with the names of their targets. */
  readonly items?: ReadonlyMap<string, readonly string[]>;
  readonly sections?: readonly string[];
  /** Conditions that a team may answer. */
  readonly conditions?: readonly string[];
  readonly roles?: readonly string[];
}

/** Something wrong in `preflight.yaml`, at its place. */
export interface SettingsProblem {
  readonly span: Span;
  readonly message: string;
  /** The word that is most likely meant there. */
  readonly meant?: string;
}

/**
 * Reads `preflight.yaml`. What is wrong is left out, said in `problems`, and the rest is in force; never throws. `rules` are
 * the ids that there are.
 */
export function readSettings(
  text: string,
  rules: readonly string[],
  vocabulary: Vocabulary = {},
): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  const {
    root,
    problems: broken,
    documents,
  } = parsePlainYaml({ uri: '', path: SETTINGS_FILE, format: 'yaml', role: 'production', version: 0, tracked: undefined, text });
  if (documents.length === 0) return { settings: DEFAULT_SETTINGS, problems: broken };
  const problems: SettingsProblem[] = [...broken];
  if (root.kind !== 'map') {
    const said = root.value.kind === 'nothing' ? [] : [{ span: root.span, message: `${SETTINGS_FILE} takes a map of settings.` }];
    return { settings: DEFAULT_SETTINGS, problems: [...problems, ...said] };
  }
  problems.push(...doubles(root));
  const [, second] = documents;
  if (second)
    problems.push({ span: second.span, message: 'Only the first document counts, and this is another. Remove the line with ---.' });
  const data = plainOf(root);
  let parsed = SettingsFile.safeParse(data);
  // Each round leaves out what is wrong and tries again with the rest.
  for (let round = 0; !parsed.success && round < ROUNDS; round++) {
    const wrong = parsed.error.issues.flatMap((issue) => [...complaintsOf(issue, root)]);
    problems.push(...wrong.map(({ at, message, meant }) => problem(at, message, meant)));
    // From the end of a list to its beginning, so that what is left out moves nothing that is still to go.
    for (const { path } of wrong.toSorted((a, b) => Number(b.path.at(-1)) - Number(a.path.at(-1)))) remove(data, path);
    parsed = SettingsFile.safeParse(data);
  }
  const file = parsed.success ? parsed.data : SettingsFile.parse({});
  problems.push(...unknownRules(file, root, rules), ...unknownNames(file, root, vocabulary));
  return { settings: settingsOf(file), problems: problems.toSorted((a, b) => a.span.start - b.span.start) };
}

const ROUNDS = 8;

function settingsOf(file: SettingsFile): Settings {
  const excluded = file.exclude.map(glob);
  const paths = Object.entries(file.paths).map(([pattern, { rules }]) => ({ matches: glob(pattern), rules }));
  return {
    profile: file.profile,
    checklist: checklistOf(file),
    rulesVersion: file.rulesVersion,
    isOff: (rule) => levelOf(Object.hasOwn(file.rules, rule) ? file.rules[rule] : undefined) === 'off',
    severityOf(rule, path) {
      const special = paths.findLast(({ matches, rules }) => rules[rule] !== undefined && matches(path));
      return levelOf(special?.rules[rule]) ?? levelOf(file.rules[rule]);
    },
    isExcluded: (path) => excluded.some((matches) => matches(path)),
  };
}

function checklistOf({ profile, checklist, signoff }: SettingsFile): ChecklistSettings {
  const { items, answers, targets, custom, links } = checklist;
  return {
    profile,
    notApplicable: Object.fromEntries(Object.entries(items).map(([id, { reason }]) => [id, reason])),
    answers: Object.fromEntries(
      Object.entries(answers).map(([condition, answer]) => {
        if (typeof answer === 'boolean') return [condition, { holds: answer }];
        const { holds, reason } = answer;
        return [condition, { holds, ...(reason === undefined ? {} : { reason }) }];
      }),
    ),
    targets,
    custom,
    imports: checklist.import,
    links,
    roles: signoff.roles.map(({ id, title, required, owns }) => ({
      id,
      ...(title === undefined ? {} : { title }),
      ...(required === undefined ? {} : { required }),
      ...(owns === undefined ? {} : { owns }),
    })),
  };
}

/** A glob as people write it: `legacy/` is everything below, and dots are letters like others. */
const glob = (pattern: string): ((path: string) => boolean) => {
  const plain = pattern.replace(/^\.?\//, '');
  // Nested groups of extended globs can be made to match very slowly.
  return picomatch(plain.endsWith('/') ? `${plain}**` : plain, { dot: true, noextglob: true });
};

const levelOf = (setting: SettingsFile['rules'][string] | undefined): Level | undefined =>
  typeof setting === 'object' ? setting.severity : setting;

export const DEFAULT_SETTINGS: Settings = settingsOf(SettingsFile.parse({}));

type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

/** More than any settings hold: what aliases multiply, or repeat without end, is cut off here. */
const MOST_NODES = 100_000;
const DEEPEST = 20;

/** A node's content as JavaScript has it. */
function plainOf(node: DataNode, budget = { left: MOST_NODES }, depth = 0): Plain {
  if (depth > DEEPEST || budget.left-- <= 0) return undefined;
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, node: inner }) => [key, plainOf(inner, budget, depth + 1)]));
    case 'list':
      return node.items.map((item) => plainOf(item, budget, depth + 1));
    case 'scalar': {
      const { value } = node;
      if (value.kind === 'text') return value.text;
      if (value.kind === 'number') return value.number;
      if (value.kind === 'flag') return value.on;
      return value.kind === 'nothing' ? undefined : node.text;
    }
  }
}

type Path = readonly PropertyKey[];

/** The node under a path, key by key: keys of settings hold dots and slashes. */
function nodeAt(root: DataNode, path: Path): DataNode | undefined {
  let node: DataNode | undefined = root;
  for (const key of path) node = typeof key === 'number' ? node?.items[key] : node?.get(String(key));
  return node;
}

/** What is wrong, in words and at the key or value that is wrong. */
function* complaintsOf(
  issue: z.core.$ZodIssue,
  root: DataNode,
): Iterable<{ readonly path: Path; readonly at: Span; readonly message: string; readonly meant?: string | undefined }> {
  const node = nodeAt(root, issue.path);
  const at = node?.span ?? nodeAt(root, issue.path.slice(0, -1))?.span ?? root.span;
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const meant = nearest(key, keysAt(SettingsFile, issue.path));
      yield { path: [...issue.path, key], at: node?.entry(key)?.keySpan ?? at, message: `'${key}' is not a setting.`, meant };
    }
    return;
  }
  // A rule is given a severity or a map: where a map is written, what is wrong stands inside.
  if (issue.code === 'invalid_union' && node?.kind === 'map') {
    const inner = issue.errors.at(-1) ?? [];
    for (const nested of inner) yield* complaintsOf({ ...nested, path: [...issue.path, ...nested.path] }, root);
    if (inner.length) return;
  }
  const subject = name === '' ? SETTINGS_FILE : `'${name}'`;
  const message =
    issue.code === 'invalid_value'
      ? `${subject} is one of ${issue.values.map((value) => `'${String(value)}'`).join(', ')}.`
      : issue.code === 'invalid_union'
        ? `${subject} is ${choiceAt(issue.path)}.`
        : issue.code === 'invalid_type'
          ? `${subject} ${node === undefined ? 'is missing; it ' : ''}takes ${TYPES[issue.expected] ?? issue.expected}.`
          : `${subject}: ${issue.message}.`.replace(/\.\.$/, '.');
  // A list item or a map without what it needs is left out as a whole.
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : choiceAt(issue.path) === LEVELS ? Level.options : [];
  const meant = node?.text === undefined || !/^invalid_(?:value|union)$/.test(issue.code) ? undefined : nearest(node.text, choices);
  yield { path: node === undefined ? issue.path.slice(0, -1) : issue.path, at, message, meant };
}

/** What is wrong, with the word that is most likely meant. */
const problem = (span: Span, message: string, meant: string | undefined): SettingsProblem =>
  meant === undefined ? { span, message } : { span, message: `${message} Did you mean '${meant}'?`, meant };

const LEVELS = "'off', 'info', 'warning', 'error', or a map with 'severity' and 'options'";

/** What may stand where the settings take one of several things. */
const choiceAt = ([first, second]: Path): string =>
  first !== 'checklist'
    ? LEVELS
    : second === 'answers'
      ? "'true', 'false', or a map with 'holds' and 'reason'"
      : "a number, a text, 'true' or 'false'";

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: "'true' or 'false'",
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** Keys that stand in a map a second time. */
function* doubles(root: DataNode): Iterable<SettingsProblem> {
  for (const node of [root, ...[...root.pairs()].map((entry) => entry.node)]) {
    const seen = new Set<string>();
    for (const { key, keySpan, inherited } of node.entries) {
      if (seen.has(key) && !inherited)
        yield { span: keySpan, message: `'${key}' stands here twice, and only this one counts. Remove one.` };
      seen.add(key);
    }
  }
}

function remove(data: Plain, path: Path): void {
  let holder: unknown = data;
  for (const key of path.slice(0, -1)) holder = (holder as Record<PropertyKey, unknown> | undefined)?.[key];
  const last = path.at(-1);
  if (last === undefined || typeof holder !== 'object' || holder === null) return;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
}

function* unknownRules(file: SettingsFile, root: DataNode, rules: readonly string[]): Iterable<SettingsProblem> {
  const known = new Set([...rules, ...file.customRules.map(({ id }) => id)]);
  const lists: (readonly [Path, readonly string[]])[] = [
    [['rules'], Object.keys(file.rules)],
    ...Object.entries(file.paths).map(([pattern, entry]) => [['paths', pattern, 'rules'], Object.keys(entry.rules)] as const),
  ];
  for (const [path, ids] of lists)
    for (const id of ids) {
      if (known.has(id)) continue;
      const meant = nearest(id, known);
      yield problem(nodeAt(root, path)?.entry(id)?.keySpan ?? root.span, `There is no rule '${id}'.`, meant);
    }
}

/** Items, sections, conditions, roles and figures that there are none of, and ids that are taken. */
function* unknownNames({ checklist, signoff }: SettingsFile, root: DataNode, known: Vocabulary): Iterable<SettingsProblem> {
  const at = (path: Path): Span => nodeAt(root, path)?.span ?? root.span;
  const keyAt = (path: Path, key: string): Span => nodeAt(root, path)?.entry(key)?.keySpan ?? root.span;
  const check = function* (kind: string, name: string, names: Iterable<string>, span: Span): Iterable<SettingsProblem> {
    const all = new Set(names);
    if (all.has(name)) return;
    yield problem(span, `There is no ${kind} '${name}'.`, nearest(name, all));
  };
  const items = known.items && new Map([...known.items, ...checklist.custom.map(({ id }) => [id, []] as const)]);
  if (items) {
    for (const id of Object.keys(checklist.items)) yield* check('item', id, items.keys(), keyAt(['checklist', 'items'], id));
    for (const [id, targets] of Object.entries(checklist.targets)) {
      yield* check('item', id, items.keys(), keyAt(['checklist', 'targets'], id));
      const names = items.get(id);
      if (names) for (const name of Object.keys(targets)) yield* check('target', name, names, keyAt(['checklist', 'targets', id], name));
    }
    for (const [i, { item }] of checklist.links.entries())
      if (item !== null) yield* check('item', item, items.keys(), at(['checklist', 'links', i, 'item']));
  }
  if (known.conditions)
    for (const condition of Object.keys(checklist.answers))
      yield* check('condition', condition, known.conditions, keyAt(['checklist', 'answers'], condition));
  const ids = new Set(known.items?.keys());
  for (const [i, { id, section }] of checklist.custom.entries()) {
    if (ids.has(id))
      yield { span: at(['checklist', 'custom', i, 'id']), message: `There is an item '${id}' already. Give this one an id of its own.` };
    ids.add(id);
    if (known.sections) yield* check('section', section, known.sections, at(['checklist', 'custom', i, 'section']));
  }
  const roles = new Set<string>();
  for (const [i, { id, title, owns }] of signoff.roles.entries()) {
    if (roles.has(id))
      yield { span: at(['signoff', 'roles', i, 'id']), message: `There is a role '${id}' already, and the later one counts. Remove one.` };
    roles.add(id);
    for (const [j, section] of (owns ?? []).entries())
      if (known.sections) yield* check('section', section, known.sections, at(['signoff', 'roles', i, 'owns', j]));
    if (!known.roles || known.roles.includes(id)) continue;
    if (title === undefined || owns === undefined) {
      const message = `The role '${id}' is the team's own and takes ${title === undefined ? "a 'title'" : "a list 'owns' of sections"}.`;
      yield problem(at(['signoff', 'roles', i, 'id']), message, nearest(id, known.roles));
    }
  }
}
