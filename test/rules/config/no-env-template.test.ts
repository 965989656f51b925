import { noEnvTemplate } from '../../../src/rules/config/no-env-template.js';
import { testRule } from '../rule-tester.js';

const APP = 'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';
const READS = `${APP}queue = os.environ["«QUEUE_URL»"]\nsender = os.getenv("MAIL_SENDER")\n`;
const plain = READS.replace(/[«»]/g, '');

testRule(noEnvTemplate, {
  reports: [
    {
      name: 'two variables that nothing names',
      file: 'main.py',
      code: READS,
      severity: 'warning',
      says: '2 variables',
      fix: "Begin '.env.example' with these variables",
    },
    { name: 'a template of another service', files: { 'main.py': READS, 'web/.env.example': 'API_URL=\n' } },
    {
      name: 'variables of Node',
      file: 'server.js',
      code: "import express from 'express';\nconst app = express();\nconnect(process.env.«QUEUE_URL», process.env['MAIL_HOST']);\n",
    },
    {
      name: 'variables of Go',
      file: 'main.go',
      code: 'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\t_ = os.Getenv("«QUEUE_URL»")\n\t_ = os.Getenv("MAIL_HOST")\n\thttp.ListenAndServe(":80", nil)\n}\n',
    },
    { name: 'a README that names none of them', files: { 'main.py': READS, 'README.md': '# Shop\n\n`A_B`, `C_D` and `E_F` are ours.\n' } },
  ],
  accepts: [
    { name: 'a template', files: { 'main.py': plain, '.env.example': 'QUEUE_URL=\n' } },
    { name: 'a commented name', files: { 'main.py': plain, '.env.sample': '# QUEUE_URL=amqp://localhost\n' } },
    { name: 'a template in a folder of its own', files: { 'main.py': plain, 'docker/.env.template': 'QUEUE_URL=\n' } },
    { name: 'env.dist', files: { 'main.py': plain, '.env.dist': 'MAIL_SENDER=\n' } },
    {
      name: 'a table',
      files: {
        'main.py': plain,
        'README.md':
          '# Shop\n\n| Variable | For |\n| --- | --- |\n| `QUEUE_URL` | the queue |\n| `MAIL_SENDER` | mail |\n| `OTHER_ONE` | more |\n',
      },
    },
    {
      name: 'a script that is no service',
      file: 'main.py',
      code: 'import os\nprint(os.environ["QUEUE_URL"], os.environ["MAIL_SENDER"])\n',
    },
  ],
  unknown: [
    { name: 'one variable', file: 'main.py', code: `${APP}queue = os.environ["QUEUE_URL"]\n` },
    { name: 'variables of the system', file: 'main.py', code: `${APP}print(os.environ["PORT"], os.environ["HOME"], os.environ["CI"])\n` },
    { name: 'what only a test reads', files: { 'main.py': APP, 'tests/test_main.py': plain } },
    {
      name: 'documentation that is kept elsewhere',
      files: { 'main.py': plain, 'README.md': '# Shop\n\n[Documentation](https://docs.shop.example)\n' },
    },
    {
      name: 'a table with a part of them',
      files: {
        'main.py': `${plain}a = os.environ["A_ONE"]\nb = os.environ["B_ONE"]\n`,
        'README.md': '`QUEUE_URL`, `OTHER_ONE`, `MORE_ONE`\n',
      },
    },
  ],
});
