import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Detection } from '../../../src/engine/detect.js';
import { Session } from '../../../src/engine/session.js';
import { registry } from '../../../src/generated/registry.js';
import { hex, own, url } from '../../rules/secrets/samples.js';
import { documentOf } from '../../support/facts.js';
import { grammars } from '../../support/grammars.js';
import { MemoryWorkspace } from '../../support/memory-workspace.js';

const secrets = registry.rules.filter(({ id }) => id.startsWith('secrets/'));
const kinds = new Set(secrets.map(({ about }) => about.id));
const detectors = registry.detectors.filter(({ framework }) =>
  /^(?:Python|JavaScript|Go|Java)(?: logging)?$|^(?:Tokens of providers|Private keys|Connection URLs|Interpolation|dotenv|YAML|JSON|TOML|Properties|Plain settings|Shell)$/.test(
    framework,
  ),
);
const detection = new Detection(detectors, grammars);

/** The same secrets in every format. */
const samples: Readonly<Record<string, string>> = {
  'app.py': `import os\nDB_PASSWORD = "${own}"\nA = os.getenv("JWT_SECRET", "${hex}")\nB = "${url('postgres', 'shop', own, 'db.shop.io/x')}"\nprint(f"{DB_PASSWORD}")\nlogger.info("%s", A)\n`,
  'app.ts': `const dbPassword = '${own}';\nconst a = { clientSecret: process.env.S_SECRET || '${hex}' };\nconst b = '${url('redis', '', own, 'c.shop.io')}';\nconsole.log(\`\${dbPassword}\`);\n`,
  'main.go': `package main\n\nvar dbPassword = "${own}"\nvar s = getEnv("JWT_SECRET", "${hex}")\n\nfunc f() { log.Printf("%s", dbPassword) }\n`,
  'src/main/java/A.java': `class A {\n  String apiSecret = "${hex}";\n  void f() { source.setPassword("${own}"); log.info("{}", apiSecret); }\n}\n`,
  'config.yaml': `db:\n  user: shop\n  password: ${own}\n  secret: \${DB_SECRET:${hex}}\n`,
  'config.json': `{ "db": { "user": "shop", "password": "${own}", "clientSecret": "${hex}" } }\n`,
  'config.toml': `[db]\npassword = "${own}"\nsecret_key = "${hex}"\n`,
  'application.properties': `db.password=${own}\njwt.secret=\${JWT_SECRET:${hex}}\n`,
  '.env': `DB_PASSWORD=${own}\nJWT_SECRET=${hex}\n`,
  'a.ini': `[a]\npassword = ${own}\n`,
  'a.sh': `#!/bin/sh\nDB_PASSWORD=${own}\necho "it is $DB_PASSWORD"\necho "\${JWT_SECRET:-${hex}}"\n`,
  'main.tf': `password = "${own}"\n`,
};

describe('facts about secrets', () => {
  for (const [path, text] of Object.entries(samples)) {
    it(`${path}: are stated, and none holds a secret's text`, async () => {
      const { facts, failures } = await detection.analyse(documentOf(path, text));
      assert.deepEqual(failures, []);
      const mine = facts.filter(({ kind }) => kinds.has(kind));
      assert.ok(mine.length > 0, 'no fact');
      const held = JSON.stringify(mine);
      for (const secret of [own, hex]) assert.ok(!held.includes(secret), held);
    });

    it(`${path}: no message, fix, note or fingerprint holds one, but for what stays in its place`, async () => {
      const session = new Session({
        workspace: new MemoryWorkspace({ [path]: text }, () => true),
        registry: { ...registry, rules: secrets },
        grammars,
        log: (message) => assert.fail(message),
      });
      await session.scan();
      const { findings } = session.outcome();
      session.dispose();
      assert.ok(findings.length > 0, 'no finding');
      for (const secret of [own, hex]) assert.ok(!JSON.stringify(findings).includes(secret));
    });
  }

  it('survive any part of a document, in any format', async () => {
    const all = Object.entries(samples);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(all.length - 1),
        fc.nat(400),
        fc.nat(400),
        fc.string({ maxLength: 20 }),
        async (which, start, length, noise) => {
          const [path, text] = all[which] ?? ['a.txt', ''];
          const { failures, facts } = await detection.analyse(
            documentOf(path, text.slice(0, start) + noise + text.slice(start + (length % 7))),
          );
          assert.deepEqual(failures, []);
          for (const { span } of facts) assert.ok(span.start <= span.end);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('take no longer for hostile texts', async () => {
    const hostile = [
      'password = '.repeat(3_000),
      'secret"'.repeat(4_000),
      '://a:'.repeat(6_000),
      `password: "${'a'.repeat(20_000)}`,
      '${SECRET:'.repeat(3_000),
      'getenv("SECRET",'.repeat(2_000),
      `jdbc:${'x'.repeat(20_000)}`,
      'Server=a;'.repeat(3_000),
      'Password='.repeat(3_000),
    ];
    for (const path of ['a.py', 'a.js', 'a.yaml', 'a.properties', 'a.ini', 'a.sh', 'a.txt', 'a.xml'])
      for (const text of hostile) {
        const { failures } = await detection.analyse(documentOf(path, text));
        assert.deepEqual(failures, [], path);
      }
  }).timeout(60_000);
});
