import assert from 'node:assert/strict';
import { closeAll, edit, fileUri, findingOf, noFindingOf, ruleOf } from '../editor.js';

const UNSERVED = 'consistency/probe-path-unserved';

describe('what no single file shows', () => {
  const manifest = fileUri('k8s/api.yaml');
  const compose = fileUri('compose.yaml');
  const main = fileUri('api/main.py');

  afterEach(closeAll);

  it('comes and goes in a manifest while the code is typed, before anything is saved', async () => {
    await findingOf(fileUri('k8s/api.yaml'), 'kubernetes/single-replica');
    await noFindingOf(manifest, UNSERVED);
    const document = await edit(main, (text) => text.replace('@app.get("/health")', '@app.get("/alive")'));
    const found = await findingOf(manifest, UNSERVED);
    assert.ok(document.isDirty);
    assert.match(found.message, /\/health/);
    await findingOf(compose, UNSERVED);
    await edit(main, (text) => text.replace('@app.get("/alive")', '@app.get("/health")'));
    await noFindingOf(manifest, UNSERVED);
    await noFindingOf(compose, UNSERVED);
  });

  it('shows both ends', async () => {
    await edit(main, (text) => text.replace('@app.get("/health")', '@app.get("/alive")'));
    const { relatedInformation = [], ...found } = await findingOf(manifest, UNSERVED);
    assert.equal(ruleOf(found as Parameters<typeof ruleOf>[0]), UNSERVED);
    assert.ok(
      relatedInformation.some(({ location }) => location.uri.path.endsWith('/api/main.py')),
      'the code is named',
    );
  });
});
