import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from '../../src/engine/session.js';
import { VOCABULARY } from '../../src/engine/vocabulary.js';
import { registry } from '../../src/generated/registry.js';
import { NodeWorkspace } from '../../src/host/node-workspace.js';
import type { Assessment, ItemState, ItemStatus } from '../../src/model/checklist.js';
import { readSettings } from '../../src/settings/settings.js';
import { TestFolder } from '../host/folder.js';
import { grammars } from '../support/grammars.js';

const NOW = new Date('2026-11-21T12:00:00Z');

async function sessionOf(folder: string): Promise<Session> {
  // Nothing above is read: the folder stands for a workspace of its own, wherever it is kept.
  const workspace = new NodeWorkspace({ folder, trusted: false });
  const session = new Session({ workspace, registry, grammars, log: (message) => assert.fail(message) });
  await session.scan();
  return session;
}

function assessedWith(session: Session, preflight: string): Assessment {
  const rules = registry.rules.map(({ id }) => id);
  const { settings, problems } = readSettings(preflight, rules, VOCABULARY);
  assert.deepEqual(problems, []);
  session.settings = settings;
  return session.assessment(NOW);
}

async function assessmentOf(folder: string, preflight = ''): Promise<Assessment> {
  const session = await sessionOf(folder);
  const assessment = assessedWith(session, preflight);
  session.dispose();
  return assessment;
}

const itemsOf = ({ sections }: Assessment): readonly ItemState[] => sections.flatMap(({ items }) => items);

/** What holds of every assessment, whatever the workspace. */
function checkSane(assessment: Assessment): void {
  const { sections, progress, blockers, questions } = assessment;
  for (const state of itemsOf(assessment)) {
    const { item, status, reason, findings, evidence, coverage, unknown, checked, question } = state;
    const name = `${item.id} ${status}`;
    if (status === 'passing') {
      assert.equal(item.verify, 'auto', name);
      assert.ok(evidence.length > 0 || coverage !== undefined, `${name}: nothing was looked at`);
      assert.equal(checked.built, checked.all, name);
      assert.equal(unknown.length, 0, name);
    }
    assert.equal(status === 'failing', status !== 'not-applicable' && findings.some(({ severity }) => severity !== 'info'), name);
    if (status !== 'failing' && status !== 'passing') assert.ok(reason, `${name} says why`);
    if (status !== 'not-applicable') assert.ok(state.appliesBecause.length > 0, `${name} says why it applies`);
    if (question) assert.ok(status === 'not-applicable' && questions.some(({ condition }) => condition === question.condition), name);
    assert.ok(item.rules.includes(evidence[0]?.rule ?? item.rules[0] ?? 'a/b') || item.rules.length === 0, name);
  }
  const sum = (of: 'done' | 'applicable'): number => sections.reduce((total, section) => total + section.progress[of], 0);
  assert.deepEqual(progress, { done: sum('done'), applicable: sum('applicable') });
  assert.equal(assessment.verdict === 'not-ready', blockers.length > 0);
  for (const blocker of blockers) if (blocker.kind === 'item') assert.ok(blocker.state.blocking && blocker.state.item.phase === 'before');
}

describe('the checklist of a whole workspace', () => {
  const projects = join(import.meta.dirname, '..', 'projects');
  for (const project of readdirSync(projects))
    it(`${project} is sane in each profile`, async () => {
      const session = await sessionOf(join(projects, project));
      for (const profile of ['demo', 'standard', 'strict']) checkSane(assessedWith(session, `profile: ${profile}\n`));
      session.dispose();
    });

  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const statuses = async (files: Readonly<Record<string, string>>, preflight = ''): Promise<(id: string) => ItemStatus | undefined> => {
    folder.write(files);
    folder.git('init', '-q');
    const assessment = await assessmentOf(folder.path, preflight);
    checkSane(assessment);
    const byId = new Map(itemsOf(assessment).map((state) => [state.item.id, state.status]));
    return (id) => byId.get(id);
  };

  const SERVICE = {
    'README.md': '# Shop\n\n## Install\n\n```sh\npip install -r requirements.txt\nuvicorn main:app\n```\n',
    'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.32.0\n',
    'main.py': `import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])


@app.get("/healthz")
def healthz():
    return {"ok": True}


@app.get("/readyz")
def readyz():
    return {"ok": True}
`,
  };

  it('of a small service says what is ready, what is not, and what does not concern it', async () => {
    const status = await statuses(SERVICE);
    assert.deepEqual(['health.liveness-endpoint', 'http.cors', 'docs.install-guide'].map(status), ['passing', 'passing', 'passing']);
    assert.deepEqual(['quality.linter', 'delivery.pipeline', 'testing.unit-tests'].map(status), ['failing', 'failing', 'failing']);
    assert.deepEqual(['database.tls', 'platform.nonroot-user', 'auth.tokens'].map((id) => status(id) ?? 'not-applicable'), ['not-applicable', 'not-applicable', 'not-applicable']); // prettier-ignore
    assert.equal(status('quality.code-review'), 'to-attest');
  });

  it('turns when the code does', async () => {
    const status = await statuses({
      ...SERVICE,
      'main.py': SERVICE['main.py'].replace('"https://shop.example"', '"*"').replaceAll('healthz', 'cart').replaceAll('readyz', 'basket'),
    });
    assert.deepEqual(['http.cors', 'health.liveness-endpoint'].map(status), ['failing', 'failing']);
  });

  it('takes what only run time knows for unknown', async () => {
    const status = await statuses({
      ...SERVICE,
      'main.py': SERVICE['main.py'].replace('["https://shop.example"]', 'os.environ["ORIGINS"]'),
    });
    assert.notEqual(status('http.cors'), 'failing');
  });

  it('says that what the settings name does not apply, and adds what they add', async () => {
    const status = await statuses(
      SERVICE,
      `checklist:
  items: { quality.linter: { applies: false, reason: "generated code" } }
  custom: [{ id: team.pager, section: launch, title: "On call", blocking: true }]
`,
    );
    assert.deepEqual(['quality.linter', 'team.pager'].map(status), ['not-applicable', 'to-attest']);
  });

  it('of a plain library is a list that a team can finish', async () => {
    folder.write({
      'README.md': '# Sums\n\n```sh\npip install sums\n```\n',
      LICENSE: 'MIT License\n',
      'pyproject.toml': '[project]\nname = "sums"\nversion = "1.0"\n\n[tool.ruff]\nline-length = 100\n',
      'sums/__init__.py': 'def add(a: int, b: int) -> int:\n    return a + b\n',
      'tests/test_sums.py': 'from sums import add\n\n\ndef test_add():\n    assert add(1, 2) == 3\n',
    });
    const assessment = await assessmentOf(folder.path);
    checkSane(assessment);
    assert.ok(assessment.progress.applicable <= 35, `${String(assessment.progress.applicable)} items`);
    const about = new Set(
      itemsOf(assessment).flatMap(({ item, status, shown }) => (shown && status !== 'not-applicable' ? [item.id.split('.')[0]] : [])),
    );
    for (const section of ['http', 'health', 'database', 'platform', 'auth']) assert.ok(!about.has(section), section);
  });

  it('of an empty folder asks nothing and fails nothing', async () => {
    const assessment = await assessmentOf(folder.path);
    checkSane(assessment);
    assert.deepEqual(assessment.questions, []);
  });
});
