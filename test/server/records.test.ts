import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { toUri } from '../../src/host/uri.js';
import type { ItemState } from '../../src/model/checklist.js';
import { Folder } from '../../src/server/folder.js';
import { SIGNOFF_FILE } from '../../src/signoff/read.js';
import { TestFolder } from '../host/folder.js';
import { grammars } from '../support/grammars.js';

const APP = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.get("/health")
def health():
    return {"ok": True}
`;

/** What is in force in the year that these tests stand in, and for long after. */
const EXPIRES = '9999-12-31';

describe('a folder with records', () => {
  let files: TestFolder;
  let folder: Folder;
  beforeEach(async () => {
    files = new TestFolder().write({ 'main.py': APP, 'requirements.txt': 'fastapi\n' });
    folder = new Folder({
      uri: toUri(files.path),
      path: files.path,
      name: 'shop',
      trusted: true,
      grammars,
      log: (message) => assert.fail(message),
    });
    await scan();
  });
  afterEach(() => {
    folder.dispose();
    files.remove();
  });
  const scan = (): Promise<void> => folder.scan({ aborted: false }, () => undefined);
  const changed = (path: string): Promise<unknown> => folder.changed([toUri(files.at(path))]);
  const item = (id: string): ItemState => {
    const found = folder.assessment().sections.flatMap(({ items }) => items).find((state) => state.item.id === id); // prettier-ignore
    assert.ok(found);
    return found;
  };
  const findings = (rule: string): number => folder.findings.filter((finding) => finding.rule === rule).length;

  it('assesses its items from files alone at first', () => {
    assert.deepEqual([item('health.liveness-endpoint').status, item('http.cors').status], ['passing', 'failing']);
    assert.equal(item('quality.code-review').status, 'to-attest');
    assert.equal(findings('cors/wildcard-origin'), 1);
  });

  it('takes in what is attested, and writes it', async () => {
    const written = await folder.changeRecords(() => ({
      attestations: [{ item: 'quality.code-review', by: 'Ada', at: '2026-11-20T10:00:00Z', note: 'seen' }],
    }));
    assert.equal(written.is, 'written');
    assert.equal(item('quality.code-review').status, 'attested');
    assert.match(readFileSync(files.at(SIGNOFF_FILE), 'utf8'), /item: quality\.code-review/);
    const [record] = item('quality.code-review').records.attestations;
    const location = record && folder.locationOfRecord(record.record);
    assert.equal(readFileSync(files.at(SIGNOFF_FILE), 'utf8').split('\n')[location?.range.start.line ?? -1]?.includes('quality.code-review'), true); // prettier-ignore
  });

  it('takes in what others write to the file, and says where it is wrong', async () => {
    const record = (item: string): string => `  - { item: ${item}, by: "Bob", at: 2026-11-20T10:00:00Z, note: "" }\n`;
    files.write({ [SIGNOFF_FILE]: `version: 1\nattestations:\n${record('quality.code-review')}` });
    await changed(SIGNOFF_FILE);
    assert.equal(item('quality.code-review').status, 'attested');
    files.write({ [SIGNOFF_FILE]: `version: 1\nattestations:\n<<<<<<< HEAD\n${record('quality.code-review')}=======\n>>>>>>> x\n` });
    await changed(SIGNOFF_FILE);
    assert.equal(folder.records.problem?.location.range.start.line, 2);
    assert.equal(item('quality.code-review').status, 'to-attest', 'what is not understood counts for nothing');
    const refused = await folder.changeRecords(() => ({ attestations: [{ item: 'docs.install-guide', by: 'Ada', at: '2026-11-20T10:00:00Z', note: '' }] })); // prettier-ignore
    assert.equal(refused.is, 'refused');
  });

  it('shows a finding no longer that a record answers, or that is in the baseline', async () => {
    const [finding] = folder.findings.filter(({ rule }) => rule === 'cors/wildcard-origin');
    assert.ok(finding);
    const { fingerprint, rule } = finding;
    await folder.changeRecords(() => ({ waivers: [{ rule, path: 'main.py', fingerprint, by: 'Bob', at: '2026-11-20T10:00:00Z', reason: 'public', expires: EXPIRES }] })); // prettier-ignore
    assert.deepEqual([findings('cors/wildcard-origin'), item('http.cors').accepted.length], [0, 1]);
    await folder.changeRecords(({ waivers }) => ({ remove: waivers }));
    assert.equal(findings('cors/wildcard-origin'), 1);
    files.write({ '.preflight/baseline.json': JSON.stringify({ version: 1, findings: [{ fingerprint }] }) });
    await changed('.preflight/baseline.json');
    assert.deepEqual([findings('cors/wildcard-origin'), item('http.cors').baselined.length], [0, 1]);
  });

  it('is stale once the code moves under a signature, and says what moved', async () => {
    files.write({ 'preflight.yaml': 'profile: demo\nsignoff: { roles: [{ id: operations-lead, required: true }] }\n' });
    await scan();
    const role = () => folder.assessment().roles.find((one) => one.role.id === 'operations-lead');
    const { now } = role()!;
    await folder.changeRecords(() => ({
      signoffs: [{ role: 'operations-lead', by: 'Ada', at: '2026-11-20T10:00:00Z', catalogue: 1, ...now }],
    }));
    assert.deepEqual([folder.assessment().verdict, role()?.state], ['signed', 'signed']);
    files.write({ 'main.py': `# a line more\n${APP}` });
    await changed('main.py');
    assert.equal(role()?.state, 'signed', 'lines may move');
    files.write({ 'main.py': APP.replaceAll('health', 'cart') });
    await changed('main.py');
    const stale = role();
    assert.deepEqual([folder.assessment().verdict, stale?.state], ['stale', 'stale']);
    const change = stale?.changes.find((one) => one.item === 'health.liveness-endpoint');
    assert.equal(change?.from, 'passing');
    assert.notEqual(change.to, 'passing');
    files.write({ 'main.py': APP });
    await changed('main.py');
    assert.equal(folder.assessment().verdict, 'signed', 'and it holds again when the code is as it was');
  });

  it('asks what files cannot tell, and takes the answer', async () => {
    const asked = (): readonly string[] => folder.assessment().questions.map(({ condition }) => condition);
    assert.ok(asked().includes('public-traffic'));
    files.write({ 'preflight.yaml': 'checklist: { answers: { public-traffic: false } }\n' });
    await scan();
    assert.ok(!asked().includes('public-traffic'));
  });
});
