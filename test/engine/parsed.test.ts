import assert from 'node:assert/strict';
import { formatOf, roleOf } from '../../src/engine/classify.js';
import { Detection } from '../../src/engine/detect.js';
import { registry } from '../../src/generated/registry.js';
import { parseYaml } from '../../src/syntax/yaml.js';
import { grammars } from '../support/grammars.js';

/** Never written whole, so that no scanner takes it for somebody's. */
const SECRET = ['hunter', '22'].join('');

/** Texts as they stand in large repositories, which say nothing that a rule wants to know: parsing them would be most of a scan. */
const PASSED_OVER: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'a test that replaces what is called': [
    'shop/tests/test_orders.py',
    '@mock.patch("shop.orders.send")\ndef test_send(send):\n    app.delete()\n    send.assert_called_once_with(verified=True)\n',
  ],
  'a test that calls the application': [
    'tests/test_users.py',
    'from fastapi.testclient import TestClient\n\n\ndef test_users(api: TestClient):\n    assert api.get("/users").status_code == 200\n',
  ],
  'something about a token': ['shop/page.py', 'page_token = kwargs["page_token"]\ntoken_type = "bearer"\nlog(page_token)\n'],
  'something about passwords': ['src/form.ts', "export const passwordField = 'password';\nexport const tokenUrl = '/oauth/token';\n"],
  'a column of credentials': ['shop/models.py', 'class User(Model):\n    is_verified = BooleanField(default=True)\n    ssl_port = 5432\n'],
  'a word of a comment': ['src/table.ts', '// What SQL cannot express stays in memory.\nexport const limit = 3;\n'],
  'prices by token': ['data/prices.json', '{ "model-1": { "max_tokens": 128, "input_token_price": 3, "token_type": "text" } }\n'],
  'a description with a placeholder': ['api/customers.yaml', 'get:\n  description: Replace the ids.\n  example: your-key\n'],
  'references that are no settings of TypeScript': ['docs/typedoc.json', '{ "children": [], "references": [{ "path": "x" }] }\n'],
};

const PARSED: typeof PASSED_OVER = {
  'a route': ['shop/api.py', '@router.get("/users")\ndef users():\n    return []\n'],
  'a route that is added': ['shop/urls.py', 'def register(app):\n    app.get("/users")(users)\n'],
  'a check that is off': ['shop/client.py', 'requests.get(url, verify = False)\n'],
  'a switch in a map': ['shop/client.py', "OPTIONS = {'verify_certs': False}\n"],
  'a password': ['shop/settings.py', `DB_PASSWORD = os.environ.get('DB_PASSWORD', '${SECRET}')\n`],
  'a password that is set': ['src/Shop.java', `class Shop { void start() { source.setPassword("${SECRET}"); } }\n`],
  'a key with a dot': ['src/config.go', `package shop\n\nvar key = get("jwt.key", "${SECRET}${SECRET}")\n`],
  'an application': ['src/app.js', "const app = require('express')();\napp.listen(80);\n"],
  'a secret of a file of settings': ['data/settings.json', `{ "jwt": { "client_secret": "${SECRET}${SECRET}" } }\n`],
  'a manifest with a placeholder': ['deploy/web.yaml', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  HOST: change-me\n'],
  'settings of TypeScript by any name': ['config/base.json', '{ "compilerOptions": { "strict": true } }\n'],
};

const isParsed = async ([path, text]: readonly [string, string]): Promise<boolean> => {
  const detection = new Detection(registry.detectors, grammars);
  const document = { uri: `memory:///${path}`, path, format: formatOf(path, text), role: roleOf(path), version: 0, tracked: true, text };
  return (await detection.analyse(document)).parsed;
};

describe('a document is parsed', () => {
  for (const [name, file] of Object.entries(PARSED)) it(`with ${name}`, async () => assert.ok(await isParsed(file)));
});

describe('a document is not parsed', () => {
  for (const [name, file] of Object.entries(PASSED_OVER)) it(`with ${name}`, async () => assert.ok(!(await isParsed(file))));
});

describe('the script of a step', () => {
  it('is read once, however many ask for it', async () => {
    await grammars.load(['bash']);
    const text = 'steps:\n  - run: npm ci && npm test\n  - run: npm ci\n';
    const path = '.github/workflows/ci.yml';
    const document = { uri: `memory:///${path}`, path, format: 'yaml', role: 'production', version: 0, tracked: true, text } as const;
    const yaml = parseYaml(document, grammars);
    const [first, second] = yaml.root.get('steps')?.items.map((step) => step.get('run')) ?? [];
    assert.ok(first && second);
    assert.equal(yaml.script(first)?.commands.length, 2);
    assert.equal(yaml.script(first), yaml.script(first));
    assert.notEqual(yaml.script(first), yaml.script(second));
  });
});
