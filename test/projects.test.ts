import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Session } from '../src/engine/session.js';
import { registry } from '../src/generated/registry.js';
import { NodeWorkspace } from '../src/host/node-workspace.js';
import type { Finding } from '../src/model/finding.js';
import { LineIndex } from '../src/model/lines.js';
import { speaksOfSecret } from '../src/model/secret-rule.js';
import { grammars } from './support/grammars.js';

const NOW = new Date('2026-11-21T12:00:00Z');

const root = fileURLToPath(new URL('projects', import.meta.url));
const EXPECTED = 'expected.txt';
const rewrites = process.env.UPDATE === '1';

const projects = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !readdirSync(join(root, entry.name)).some((name) => name.endsWith('.code-workspace')))
  .map(({ name }) => name);

/** What the whole product says of a workspace: a line for each finding, then for each item. */
async function resultOf(project: string): Promise<string> {
  // Nothing above is read: the sample stands for a workspace of its own, wherever it is kept.
  const workspace = new NodeWorkspace({ folder: join(root, project), trusted: false });
  const session = new Session({ workspace, registry, grammars, log: (message) => assert.fail(message) });
  await session.scan();
  const lineOf = ({ at, rule, severity }: Finding): string => {
    const text = session.textOf(at.uri) ?? '';
    const { line, character } = new LineIndex(text).positionOf(at.span.start);
    const underlined = text.slice(at.span.start, at.span.end);
    const shown = speaksOfSecret(rule) ? `${String(underlined.length)} characters` : JSON.stringify(underlined);
    return `${workspace.pathOf(at.uri) ?? ''}:${String(line + 1)}:${String(character + 1)} ${severity} ${rule} ${shown}`;
  };
  const findings = session.outcome().findings.map(lineOf).sort();
  const items = session.assessment(NOW).sections.flatMap(({ items: states }) => states.map(({ item, status }) => `${item.id} ${status}`));
  session.dispose();
  return `${[...findings, '', ...items].join('\n')}\n`;
}

describe('a whole workspace', () => {
  before(() => {
    assert.ok(!(rewrites && process.env.CI), 'UPDATE=1 is for people, not for CI');
  });

  for (const project of projects)
    it(project, async () => {
      const result = await resultOf(project);
      const path = join(root, project, EXPECTED);
      if (rewrites) writeFileSync(path, result);
      assert.equal(result, readFileSync(path, 'utf8'));
    });
});
