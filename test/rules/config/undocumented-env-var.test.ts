import { undocumentedEnvVar } from '../../../src/rules/config/undocumented-env-var.js';
import { fixFiles, examine, testRule } from '../rule-tester.js';
import assert from 'node:assert/strict';

testRule(undocumentedEnvVar, {
  reports: [
    {
      name: 'a variable that the template lacks',
      files: { 'main.py': 'import os\na = os.environ["QUEUE_URL"]\nb = os.getenv("«MAIL_SENDER»", "x")\n', '.env.example': 'QUEUE_URL=\n' },
      says: "'MAIL_SENDER' is read here, and '.env.example' does not name it",
      fix: "Add 'MAIL_SENDER' to the template",
    },
    {
      name: 'each variable once',
      files: { 'a.js': 'const a = process.env.«QUEUE_URL»;\n', 'b.js': 'const a = process.env.QUEUE_URL;\n', '.env.example': 'OTHER=\n' },
    },
    {
      name: 'a field of pydantic settings',
      files: {
        'settings.py': 'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    «queue_url»: str\n',
        '.env.example': 'OTHER=\n',
      },
    },
    {
      name: 'a field with a prefix',
      files: {
        'settings.py':
          'from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    «queue_url»: str\n    name: str = "x"\n',
        '.env.example': 'SHOP_NAME=\nQUEUE_URL=\n',
      },
    },
    {
      name: 'a tag of Go',
      files: { 'main.go': 'package main\n\ntype C struct {\n\tQueue string `env:"«QUEUE_URL»,required"`\n}\n', '.env.example': 'OTHER=\n' },
    },
    {
      name: 'a value of Spring',
      files: { 'A.java': 'class A {\n  @Value("${«QUEUE_URL»:x}")\n  String queue;\n}\n', '.env.example': 'OTHER=\n' },
    },
    {
      name: 'a default of its properties',
      files: { 'src/main/resources/application.yml': 'queue: ${«QUEUE_URL»}\n', '.env.example': 'OTHER=\n' },
    },
    { name: 'what is taken apart', files: { 'a.ts': 'const { OTHER, «QUEUE_URL» = "x" } = process.env;\n', '.env.example': 'OTHER=\n' } },
    {
      name: 'a schema of zod',
      files: {
        'env.ts': 'import { z } from "zod";\nexport const env = z.object({\n  «QUEUE_URL»: z.string().url(),\n}).parse(process.env);\n',
        '.env.example': 'OTHER=\n',
      },
    },
    { name: 'a template above', files: { 'apps/web/a.js': 'const a = process.env.«QUEUE_URL»;\n', '.env.example': 'OTHER=\n' } },
    {
      name: 'python-decouple',
      files: { 'settings.py': 'from decouple import config\nA = config("«QUEUE_URL»", default="x")\n', '.env.example': 'OTHER=\n' },
    },
    { name: 'Vite', files: { 'a.ts': 'const a = import.meta.env.«VITE_API_URL»;\n', '.env.example': 'OTHER=\n' } },
  ],
  accepts: [
    { name: 'a name in the template', files: { 'a.js': 'process.env.QUEUE_URL;\n', '.env.example': 'QUEUE_URL=\n' } },
    { name: 'a commented name', files: { 'a.js': 'process.env.QUEUE_URL;\n', '.env.example': 'OTHER=\n#QUEUE_URL=\n' } },
    {
      name: 'a name in a table',
      files: {
        'a.js': 'process.env.QUEUE_URL;\n',
        '.env.example': 'OTHER=\n',
        'docs/config.md': '| `QUEUE_URL` | a |\n| `A_B` | b |\n| `C_D` | c |\n',
      },
    },
    {
      name: 'variables of CI and frameworks',
      files: { 'a.js': 'process.env.NODE_ENV; process.env.CI; process.env.PORT; process.env.GIT_COMMIT;\n', '.env.example': 'OTHER=\n' },
    },
    {
      name: 'a variable that is set',
      files: { 'a.py': 'import os\nos.environ["QUEUE_URL"] = "x"\nos.environ.setdefault("A_B", "c")\n', '.env.example': 'OTHER=\n' },
    },
    { name: 'a variable that is set in Node', files: { 'a.js': 'process.env.QUEUE_URL = "x";\n', '.env.example': 'OTHER=\n' } },
    { name: 'a comment', files: { 'a.js': '// process.env.QUEUE_URL\n', '.env.example': 'OTHER=\n' } },
    { name: 'a test', files: { 'a.test.js': 'process.env.QUEUE_URL;\n', '.env.example': 'OTHER=\n' } },
    { name: 'a script beside the product', files: { 'scripts/seed.js': 'process.env.QUEUE_URL;\n', '.env.example': 'OTHER=\n' } },
    { name: 'another object', files: { 'a.js': 'const process = {}; context.env.QUEUE_URL;\n', '.env.example': 'OTHER=\n' } },
    {
      name: 'an upper case of the field',
      files: {
        'settings.py': 'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    queue_url: str\n',
        '.env.example': 'OTHER=\nqueue_url=\n',
      },
    },
  ],
  unknown: [
    { name: 'no template at all', file: 'a.js', code: 'process.env.QUEUE_URL;\n' },
    { name: 'a template of another part', files: { 'apps/web/a.js': 'process.env.QUEUE_URL;\n', 'apps/api/.env.example': 'OTHER=\n' } },
  ],
});

describe('the fix of config/undocumented-env-var', () => {
  const fixed = async (template: string): Promise<string | undefined> => {
    const files = { 'a.js': 'process.env.MAIL_SENDER;\n', '.env.example': template };
    const [finding] = (await examine(undocumentedEnvVar, files)).findings;
    assert.ok(finding);
    return fixFiles(files, finding)['.env.example'];
  };

  it('puts the name beside its kin', async () => {
    assert.equal(await fixed('MAIL_HOST=a\nQUEUE_URL=b\n'), 'MAIL_HOST=a\nMAIL_SENDER=\nQUEUE_URL=b\n');
  });
  it('puts it at the end where it has none', async () => {
    assert.equal(await fixed('QUEUE_URL=b\n'), 'QUEUE_URL=b\nMAIL_SENDER=\n');
  });
  it('begins a line of its own where the last one is open', async () => {
    assert.equal(await fixed('QUEUE_URL=b'), 'QUEUE_URL=b\nMAIL_SENDER=');
  });
  it('keeps line ends of Windows', async () => {
    assert.equal(await fixed('MAIL_HOST=a\r\nQUEUE_URL=b\r\n'), 'MAIL_HOST=a\r\nMAIL_SENDER=\r\nQUEUE_URL=b\r\n');
  });
});
