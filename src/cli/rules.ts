import { createHash } from 'node:crypto';
import type { Registry } from '../engine/registry.js';
import { Session } from '../engine/session.js';
import type { Workspace } from '../engine/workspace.js';
import { nodeGrammars } from '../host/grammars.js';
import type { FixKind } from '../model/finding.js';
import type { AnyRule, Example } from '../model/rule.js';
import { type ListedRule, rulesJson, rulesMarkdown, rulesText } from '../reports/rules.js';
import type { Grammars } from '../syntax/grammars.js';
import type { Io } from './io.js';

const KINDS: readonly FixKind[] = ['safe', 'edit', 'suggestion'];

/** `preflight rules` */
export async function listRules(format: 'text' | 'json' | 'markdown', io: Io): Promise<string> {
  const registry = await io.registry();
  const grammars = nodeGrammars(io.grammars());
  const rules: ListedRule[] = [];
  for (const rule of registry.rules) rules.push(await listed(rule, registry, grammars));
  switch (format) {
    case 'text':
      return rulesText(rules);
    case 'json':
      return rulesJson(rules);
    case 'markdown':
      return rulesMarkdown(rules);
  }
}

async function listed(rule: AnyRule, registry: Registry, grammars: Grammars): Promise<ListedRule> {
  const { id, title, severity, about, examples } = rule;
  const from = registry.statedBy[about.id] ?? [];
  const offered = new Set<FixKind>();
  // A rule decides about its fix case by case; its examples show the best it can do.
  for (const example of examples) for (const kind of await fixesIn(rule, example, registry, grammars)) offered.add(kind);
  return {
    id,
    title,
    severity,
    fix: KINDS.find((kind) => offered.has(kind)) ?? null,
    formats: [...new Set(from.map(({ format }) => format))].sort(),
    frameworks: [...new Set(from.map(({ framework }) => framework))].sort(),
  };
}

async function fixesIn(rule: AnyRule, { file, bad }: Example, registry: Registry, grammars: Grammars): Promise<readonly FixKind[]> {
  const uri = `example:///${file}`;
  const workspace: Workspace = {
    uri: 'example:///',
    prefix: '',
    // eslint-disable-next-line @typescript-eslint/require-await
    async *list() {
      yield { uri, path: file };
    },
    read: () => ({ text: bad, encoding: 'utf-8' }),
    tracked: () => true,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
  const session = new Session({ workspace, registry: { ...registry, rules: [rule] }, grammars });
  await session.scan();
  const kinds = session.outcome().findings.flatMap(({ fixes }) => fixes.map(({ kind }) => kind));
  session.dispose();
  return kinds;
}
