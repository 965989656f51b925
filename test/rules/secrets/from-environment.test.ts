import assert from 'node:assert/strict';
import type { Fix } from '../../../src/model/finding.js';
import { hardcodedCredential } from '../../../src/rules/secrets/hardcoded-credential.js';
import { urlCredential } from '../../../src/rules/secrets/url-credential.js';
import { examine, fixFiles } from '../rule-tester.js';

/** Put together here, so that this repository holds none. */
const OWN = ['Tr0ub4dor', '3xy', 'prod'].join('-');
const APP = `import os\n\nMAIL_PASSWORD = "${OWN}"\n`;
const FIXED = 'import os\n\nMAIL_PASSWORD = os.environ["MAIL_PASSWORD"]\n';

async function offered(files: Readonly<Record<string, string>>, rule = hardcodedCredential): Promise<readonly Fix[]> {
  const [finding] = (await examine(rule, files)).findings;
  assert.ok(finding);
  return finding.fixes;
}

describe('a secret that moves into the environment', () => {
  it('is one edit, and a second one that names it in the template, too', async () => {
    const files = { 'main.py': APP, '.env.example': 'MAIL_HOST=localhost\nQUEUE_URL=\n' };
    const [finding] = (await examine(hardcodedCredential, files)).findings;
    assert.ok(finding);
    assert.deepEqual(
      finding.fixes.map(({ title, kind }) => ({ title, kind })),
      [
        { title: "Read it from 'MAIL_PASSWORD'", kind: 'edit' },
        { title: "Read it from 'MAIL_PASSWORD', and add it to the template", kind: 'edit' },
      ],
    );
    assert.deepEqual(fixFiles(files, finding), { ...files, 'main.py': FIXED });
    const both = fixFiles(files, finding, 1);
    assert.deepEqual(both, { 'main.py': FIXED, '.env.example': 'MAIL_HOST=localhost\nMAIL_PASSWORD=\nQUEUE_URL=\n' });
    assert.deepEqual((await examine(hardcodedCredential, both)).findings, []);
  });

  it('has a short title whatever the name', async () => {
    const name = 'MAIL_SERVER_ADMIN_PASSWORD';
    const fixes = await offered({ 'main.py': APP.replace('MAIL_PASSWORD', name), '.env.example': 'QUEUE_URL=\n' });
    assert.equal(fixes[1]?.title, 'Read it from the environment, and add it to the template');
  });

  it('is named in the template that stands nearest', async () => {
    const fixes = await offered({ 'api/main.py': APP, 'api/.env.example': 'A_B=\n', '.env.example': 'C_D=\n' });
    assert.match(fixes[1]?.edits.at(-1)?.uri ?? '', /\/api\/\.env\.example$/);
  });

  it('is named for a URL, too', async () => {
    const url = `postgresql://shop:${OWN}@db.internal/shop`;
    const files = {
      'main.py': `from sqlalchemy import create_engine\n\nengine = create_engine("${url}")\n`,
      '.env.example': 'QUEUE_URL=\n',
    };
    const fixes = await offered(files, urlCredential);
    assert.deepEqual(
      fixes.map(({ edits }) => edits.some(({ uri }) => uri !== undefined)),
      [false, true],
    );
    assert.ok(!JSON.stringify(fixes).includes(OWN));
  });

  const alone: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['there is no template', { 'main.py': APP }],
    ['the template names it', { 'main.py': APP, '.env.example': 'MAIL_PASSWORD=\n' }],
    ['the template names it in a comment', { 'main.py': APP, '.env.example': 'QUEUE_URL=\n# MAIL_PASSWORD=change\n' }],
    ['the template is of another part', { 'api/main.py': APP, 'web/.env.example': 'QUEUE_URL=\n' }],
    ['only a file with values is there', { 'main.py': APP, '.env': 'QUEUE_URL=\n' }],
  ];
  for (const [name, files] of alone)
    it(`is one edit where ${name}`, async () => {
      assert.deepEqual(
        (await offered(files)).map(({ title }) => title),
        ["Read it from 'MAIL_PASSWORD'"],
      );
    });
});
