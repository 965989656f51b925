import { secretInWorkflow } from '../../../src/rules/ci/secret-in-workflow.js';
import { testRule } from '../rule-tester.js';
import { expression, file, workflow } from './workflow.js';

// Made up, and put together here: no file of this repository holds anything that looks like one.
const token = ['q7Rk2', 'vX9mZ', '4tLp8', 'sW1cN'].join('');
const password = ['Kv8', '#tq', 'Lm2', 'xR'].join('');
const deploy = (value: string, name = 'DEPLOY_API_TOKEN'): string => workflow('push', `- env:\n    ${name}: ${value}\n  run: ./deploy.sh`);
const container = (where: string, value: string): string =>
  `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n${where.replace('VALUE', value)}    steps:\n      - run: make\n`;
const registry = '    container:\n      image: registry.example/x\n      credentials:\n        username: u\n        password: VALUE\n';

testRule(secretInWorkflow, {
  reports: [
    {
      name: "a token in a step's environment",
      file,
      code: deploy(`«${token}»`),
      severity: 'error',
      says: "'DEPLOY_API_TOKEN' has a literal token",
      fix: "Read it from 'secrets.DEPLOY_API_TOKEN'",
      fixed: deploy(expression('secrets.DEPLOY_API_TOKEN')),
    },
    { name: 'in quotes', file, code: deploy(`«"${token}"»`), fixed: deploy(`"${expression('secrets.DEPLOY_API_TOKEN')}"`) },
    {
      name: 'the password of a registry, whatever it says',
      file,
      code: container(registry, '«hackme»'),
      fixed: container(registry, expression('secrets.REGISTRY_PASSWORD')),
    },
    {
      name: 'the password of the registry of a service',
      file,
      code: container(
        '    services:\n      db:\n        image: registry.example/db\n        credentials:\n          username: u\n          password: VALUE\n',
        '«hackme»',
      ),
    },
    {
      name: 'an input of an action',
      file,
      code: workflow('push', `- uses: docker/login-action@v3\n  with:\n    username: shop\n    password: «${password}»`),
    },
    { name: 'a variable of the whole workflow', file, code: `env:\n  SERVICE_API_KEY: «${token}»\n${workflow('push', '- run: make')}` },
    {
      name: 'a password on a command line',
      file,
      code: workflow('push', `- run: docker login -u shop -p «${password}» registry.example`),
      fixed: null,
    },
    {
      name: 'a password in a URL',
      file,
      code: deploy(`postgres://shop:«${password.replace('#', 'x')}»@db.shopworld.net/shop`, 'DATABASE_URL'),
      fixed: null,
    },
    {
      name: 'a variable of GitLab',
      file: '.gitlab-ci.yml',
      code: `variables:\n  DEPLOY_API_TOKEN: «${token}»\ndeploy:\n  script: ./deploy.sh\n`,
      says: 'variables of GitLab CI',
      fixed: null,
    },
    {
      name: 'a variable of CircleCI',
      file: '.circleci/config.yml',
      code: `jobs:\n  a:\n    environment:\n      DEPLOY_API_TOKEN: «${token}»\n    steps:\n      - run: make\n`,
    },
    {
      name: 'a variable in a list',
      file: 'azure-pipelines.yml',
      code: `variables:\n  - name: DEPLOY_API_TOKEN\n    value: «${token}»\nsteps:\n  - script: make\n`,
    },
  ],
  accepts: [
    { name: 'the store', file, code: deploy(expression('secrets.DEPLOY_API_TOKEN')) },
    { name: 'the token of the run', file, code: deploy(expression('github.token'), 'GITHUB_TOKEN') },
    {
      name: 'the password of a throw-away service',
      file,
      code: container('    services:\n      db:\n        image: postgres:16\n        env:\n          POSTGRES_PASSWORD: VALUE\n', password),
    },
    {
      name: "the job's copy of it",
      file,
      code: container(
        `    services:\n      db:\n        image: postgres:16\n        env:\n          POSTGRES_PASSWORD: VALUE\n    env:\n      DATABASE_PASSWORD: ${password}\n      DATABASE_URL: postgres://shop:${password}@localhost/shop\n`,
        password,
      ),
    },
    { name: 'what anybody guesses, for a test', file, code: deploy('changeme', 'SECRET_KEY') },
    { name: 'what says itself that it is made up', file, code: deploy('e2e-test-secret-at-least-32-chars-long', 'NEXTAUTH_SECRET') },
    { name: 'a URL of the runner itself', file, code: deploy('postgres://postgres:postgres@localhost:5432/test', 'DATABASE_URL') },
    { name: 'a switch with such a name', file, code: deploy('"true"', 'PERSIST_TOKEN') },
    { name: 'a password that is read from a file', file, code: workflow('push', '- run: docker login -u shop --password-stdin < token') },
    { name: 'a password from a variable', file, code: workflow('push', '- run: docker login -u shop -p "$PASSWORD" registry.example') },
    {
      name: 'a name of a secret',
      file,
      code: `on:\n  workflow_call:\n    secrets:\n      DEPLOY_API_TOKEN:\n        required: true\n${workflow('push', '- run: make').replace('on: push\n', '')}`,
    },
    {
      name: 'the default of a variable of GitLab',
      file: '.gitlab-ci.yml',
      code: 'variables:\n  DEPLOY_API_TOKEN: $CI_JOB_TOKEN\ndeploy:\n  script: ./deploy.sh\n',
    },
    { name: 'a key of a cache', file, code: workflow('push', `- uses: actions/cache@v4\n  with:\n    path: x\n    key: ${token}`) },
  ],
});
