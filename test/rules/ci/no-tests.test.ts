import { noTests } from '../../../src/rules/ci/no-tests.js';
import { testRule } from '../rule-tester.js';
import { MARKED, README, hidden, ran, run, used } from './pipelines.js';
import { file, workflow } from './workflow.js';

testRule(noTests, {
  reports: [
    {
      name: 'pipelines without tests',
      files: {
        [file]: run('npm ci', 'echo test', 'npm run build'),
        'package.json': '«»{ "scripts": { "build": "vite build" }, "workspaces": [] }',
      },
      severity: 'warning',
      says: 'The pipeline runs no tests',
    },
    {
      name: 'a test that nobody wrote',
      files: {
        [file]: run('npm run build'),
        'package.json': '«»{ "workspaces": [], "scripts": { "build": "tsc", "test": "echo \\"Error: no test specified\\" && exit 1" } }',
      },
    },
    { name: 'a job that never runs', files: { ...MARKED, [file]: run('pytest').replace('    runs-on', '    if: false\n    runs-on') } },
    { name: 'the installation of a test runner', files: { ...MARKED, [file]: run('pip install pytest', 'npx playwright install') } },
    {
      name: 'a build that leaves the tests out',
      files: { ...MARKED, '.gitlab-ci.yml': 'build:\n  script: go build ./...\nlint:\n  script: go vet ./...\n' },
      fixed: null,
    },
    {
      name: 'a hidden job that nobody uses',
      files: { ...MARKED, '.gitlab-ci.yml': '.test:\n  script: pytest\nbuild:\n  script: go build\n' },
    },
  ],
  accepts: [
    { name: 'a command of the application', ...ran('flask test') },
    {
      name: 'a recipe of Make with conditions between its lines',
      ...ran('make testall', {
        Makefile:
          'test: bin/gotestsum\nifdef ICONS\n\t@gotestsum --format-icons $(ICONS) -- ./...\nelse\n\t@gotestsum -- ./...\nendif\n\ntestall: test\n',
      }),
    },
    {
      name: 'a script that a shell is given',
      ...ran('bash ./ci/all.sh', { 'ci/all.sh': 'for d in a b; do\n    go test -race $d\ndone\n' }),
    },
    { name: 'a test runner', ...ran('pytest -v') },
    { name: 'behind what starts it', ...ran('sudo env A=1 timeout 10 uv run --frozen pytest') },
    { name: 'a module', ...ran('poetry run python -W error -m pytest tests') },
    { name: 'coverage around it', ...ran('coverage run -m unittest') },
    { name: 'Django', ...ran('python manage.py test --parallel') },
    {
      name: 'a script of package.json, in its folder',
      ...ran('cd web && npm test', { 'web/package.json': '{ "scripts": { "test": "cross-env A=${B} vitest run" } }' }),
    },
    {
      name: 'a script of any package',
      ...ran('pnpm -r --if-present test', { 'packages/a/package.json': '{ "scripts": { "test": "jest" } }' }),
    },
    {
      name: 'a script that calls another',
      ...ran('yarn ci', {
        'package.json': '{ "workspaces": [], "scripts": { "ci": "run-s lint test:*", "lint": "eslint .", "test:unit": "mocha" } }',
      }),
    },
    {
      name: 'a task of turbo',
      ...ran('npx turbo run lint test --filter=web', { 'apps/web/package.json': '{ "scripts": { "test": "vitest" } }' }),
    },
    {
      name: 'a script of which only the name is known',
      ...ran('npm test', { 'package.json': '{ "workspaces": [], "scripts": { "test": "node scripts/all.mjs" } }' }),
    },
    {
      name: 'a target of a Makefile, through its variables',
      ...ran('make check', { Makefile: 'GO ?= go\ncheck: vet test\nvet:\n\t$(GO) vet ./...\ntest:\n\t@$(GO) test ./...\n' }),
    },
    { name: 'the first target', ...ran('make', { Makefile: 'all:\n\tpytest\n' }) },
    { name: 'a script of the shell', ...ran('./ci/all.sh', { 'ci/all.sh': '#!/bin/sh\nset -e\ncd api\nexec go test ./...\n' }) },
    {
      name: 'tox',
      ...ran('tox -e lint,py312', { 'tox.ini': '[testenv]\ncommands =\n  pytest {posargs}\n[testenv:lint]\ncommands = flake8\n' }),
    },
    {
      name: 'nox',
      ...ran('nox -s tests', { 'noxfile.py': 'import nox\n@nox.session\ndef tests(session):\n    session.run("pytest", "-v")\n' }),
    },
    { name: 'just', ...ran('just test', { justfile: 'test arg="":\n    cargo test {{arg}}\n' }) },
    {
      name: 'Task',
      ...ran('task ci', {
        'Taskfile.yml':
          'tasks:\n  ci:\n    deps: [lint]\n    cmds:\n      - task: unit\n  unit: go test ./...\n  lint:\n    cmds: [go vet ./...]\n',
      }),
    },
    {
      name: 'a task of poe',
      ...ran('uv run poe test', {
        'pyproject.toml':
          '[project]\nname = "a"\n[tool.poe.tasks]\ntest = { sequence = ["lint", "unit"] }\nunit = "pytest"\nlint = "ruff check"\n',
      }),
    },
    { name: 'Maven', ...ran('./mvnw -B verify') },
    { name: 'Gradle', ...ran('./gradlew clean build') },
    { name: 'in a container', ...ran('docker compose -f ci.yml run --rm api pytest') },
    { name: 'an image that is given a command', ...ran('docker run --rm -v "$PWD:/app" -w /app python:3.13 pytest') },
    {
      name: 'an axis of a matrix',
      files: {
        ...README,
        [file]: run('npm run ${{ matrix.task }}').replace(
          '    steps',
          '    strategy:\n      matrix:\n        task: [build, test]\n    steps',
        ),
        'package.json': '{ "workspaces": [], "scripts": { "build": "x", "test": "jest" } }',
      },
    },
    { name: 'an action', ...used('cypress-io/github-action@v6') },
    {
      name: 'an action of the repository',
      files: {
        ...README,
        [file]: workflow('push', '- uses: ./.github/actions/test'),
        '.github/actions/test/action.yml': 'name: x\nruns:\n  using: composite\n  steps:\n    - run: pytest\n      shell: bash\n',
      },
    },
    {
      name: 'a workflow of the repository',
      files: {
        ...README,
        [file]: 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/test.yml\n',
        '.github/workflows/test.yml': workflow('workflow_call', '- run: pytest'),
      },
    },
    { name: 'a script that the shell’s grammar cannot read', ...ran('|\n    pytest -v\n    exit $(( ${a} || ${b} ))\n    if [ ; then') },
    { name: 'GitLab', files: { ...README, '.gitlab-ci.yml': 'test:\n  before_script: [pip install x]\n  script:\n    - pytest\n' } },
    { name: 'what a job extends', files: { ...README, '.gitlab-ci.yml': '.base:\n  script: pytest\ntest:\n  extends: .base\n' } },
    {
      name: 'what a job refers to',
      files: {
        ...README,
        '.gitlab-ci.yml': '.base:\n  script:\n    - pytest\ntest:\n  script:\n    - echo\n    - !reference [.base, script]\n',
      },
    },
    { name: 'what an anchor brings', files: { ...README, '.gitlab-ci.yml': '.base: &base\n  script: [pytest]\ntest:\n  <<: *base\n' } },
    {
      name: 'an included document',
      files: {
        ...README,
        '.gitlab-ci.yml': 'include:\n  - local: /pipelines/*.yml\n',
        'pipelines/unit.yml': 'unit:\n  stage: test\n  script:\n    - pytest\n',
      },
    },
    {
      name: 'CircleCI',
      files: {
        ...README,
        '.circleci/config.yml':
          'jobs:\n  a:\n    steps:\n      - checkout\n      - run:\n          name: Test\n          command: |\n            go test ./...\n',
      },
    },
    {
      name: 'an orb',
      files: { ...README, '.circleci/config.yml': 'orbs:\n  node: circleci/node@5\nworkflows:\n  a:\n    jobs:\n      - node/test\n' },
    },
    {
      name: 'Azure Pipelines',
      files: { ...README, 'azure-pipelines.yml': "steps:\n  - task: Maven@4\n    inputs:\n      goals: 'verify'\n" },
    },
    {
      name: 'Jenkins',
      files: { ...README, Jenkinsfile: "pipeline {\n  stages { stage('t') { steps { sh '''\n    make deps\n    pytest\n  ''' } } }\n}\n" },
    },
    {
      name: 'Bitbucket',
      files: {
        ...README,
        'bitbucket-pipelines.yml': 'pipelines:\n  default:\n    - step:\n        script:\n          - npm ci\n          - npx jest\n',
      },
    },
    { name: 'Buildkite', files: { ...README, '.buildkite/pipeline.yml': 'steps:\n  - command: [bundle exec rspec]\n' } },
    { name: 'Drone', files: { ...README, '.drone.yml': 'kind: pipeline\nsteps:\n  - name: t\n    commands:\n      - go test ./...\n' } },
    { name: "Travis' default", files: { ...README, '.travis.yml': 'language: go\n' } },
    {
      name: 'Google Cloud Build',
      files: { ...README, 'cloudbuild.yaml': 'steps:\n  - name: gcr.io/cloud-builders/go\n    args: [test, ./...]\n' },
    },
    { name: 'AWS CodeBuild', files: { ...README, 'buildspec.yml': 'phases:\n  build:\n    commands:\n      - dotnet test\n' } },
  ],
  unknown: [
    {
      name: 'a pipeline of CircleCI that is written while it runs',
      files: {
        ...README,
        '.circleci/config.yml':
          'version: 2.1\nsetup: true\njobs:\n  setup:\n    steps:\n      - run: ./generate.sh > config.yml\nworkflows:\n  setup:\n    jobs: [setup]\n',
      },
    },
    {
      name: 'a name that is handed to what starts',
      ...ran('npm start test', { 'package.json': '{ "name": "a", "scripts": { "start": "nps" } }' }),
    },
    ...hidden,
    { name: 'a script that is not there', ...ran('./scripts/run-tests.sh') },
    { name: 'a name that only run time knows', ...ran('npm run "$TASK"') },
    { name: 'a shared library of Jenkins', files: { ...README, Jenkinsfile: "@Library('shop') _\nstandardPipeline()\n" } },
    { name: 'tests of a service of which nothing is known', ...ran('docker compose up --exit-code-from tests') },
  ],
});
