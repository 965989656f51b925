import assert from 'node:assert/strict';
import { actionDeeds, programDeeds } from '../../../src/detectors/ci/deeds.js';
import { contextsOf } from '../../../src/detectors/ci/expressions.js';
import { lineWork, within } from '../../../src/detectors/ci/commands.js';
import { hintsOf, toldBy } from '../../../src/model/script-name.js';
import { CommitHooks, Deed, PipelineStep, UnseenWork } from '../../../src/facts/delivery.js';
import { factsOf } from '../../support/facts.js';
import { workspaceFacts } from '../../support/workspace-facts.js';
import { expression, file, workflow } from '../../rules/ci/workflow.js';

describe('what commands do', () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['pytest -v', 'tests'],
    ['pytest --cov=shop', 'tests', 'measures coverage'],
    ['pytest --version'],
    ['ruff check .', 'lints'],
    ['ruff .', 'lints'],
    ['ruff format --check', 'checks formatting'],
    ['go test -coverprofile c.out ./...', 'tests', 'measures coverage'],
    ['go vet ./...', 'lints'],
    ['go build ./...'],
    ['mvn -B -DskipTests package'],
    ['mvn verify', 'tests'],
    ['./gradlew build -x test'],
    ['./gradlew :app:check', 'tests'],
    ['./gradlew jacocoTestReport', 'measures coverage'],
    ['cargo +nightly clippy', 'lints'],
    ['tsc --noEmit', 'type-checks'],
    ['prettier --write .'],
    ['prettier -c .', 'checks formatting'],
    ['npx --yes eslint .', 'lints'],
    ['npm audit', 'scans dependencies'],
    ['npm audit fix'],
    ['npm ci'],
    ['yarn npm audit --all', 'scans dependencies'],
    ['trivy fs --scanners vuln .', 'scans dependencies'],
    ['trivy fs --scanners secret .'],
    ['trivy image shop', 'scans images'],
    ['snyk container test shop', 'scans images'],
    ['gitleaks detect', 'scans for secrets'],
    ['docker compose -f a.yml build', 'builds an image'],
    ['docker compose up -d'],
    ['docker run --rm -v a:b aquasec/trivy image shop', 'scans images'],
    ['docker run --rm shop:latest pytest -x', 'tests'],
    ['docker buildx build --push .', 'builds an image', 'publishes'],
    ['helm upgrade --install shop ./chart', 'deploys'],
    ['xvfb-run -a npx playwright test', 'tests'],
    ['uv run --group dev python -m pytest', 'tests'],
    ['poetry run coverage run -m pytest', 'measures coverage', 'tests'],
    ['bundle exec rspec', 'tests'],
    ['hatch fmt --check', 'lints'],
    ['node --test test/', 'tests'],
    ['sudo -E env A=1 timeout 5 pytest', 'tests'],
    ['echo pytest'],
    ['pip install pytest ruff'],
    ['start-server-and-test start http://localhost "cypress run"', 'tests'],
    ['concurrently "eslint ." "tsc -p ."', 'lints', 'type-checks'],
    ['rm -rf tests'],
  ];
  for (const [line, ...expected] of cases)
    it(line, () => assert.deepEqual([...new Set(lineWork(line, 0, '').deeds.map(({ does }) => does))].sort(), [...expected].sort()));

  it('leaves what no table holds', () => {
    assert.deepEqual(programDeeds('constructor', ''), []);
    assert.deepEqual(
      actionDeeds('__proto__/constructor', () => undefined),
      {},
    );
  });

  const folders: readonly (readonly [string, string, string | undefined])[] = [
    ['', './a/../b', 'b'],
    ['a', '../b', 'b'],
    ['a', '../../b', undefined],
    ['', '/etc', undefined],
    ['', '$GITHUB_WORKSPACE/web', 'web'],
    ['', '$HOME/web', undefined],
  ];
  for (const [folder, path, expected] of folders) it(`${path} from '${folder}'`, () => assert.equal(within(folder, path), expected));

  it('reads hints out of names', () => {
    assert.ok(hintsOf('ci').includes('tests') && hintsOf('ci').includes('scans code'));
    assert.deepEqual(hintsOf('generate_docs.py'), []);
    assert.deepEqual(toldBy('test:unit'), ['tests']);
    assert.deepEqual(toldBy('test:watch'), []);
    assert.deepEqual(toldBy('lint:fix'), []);
    assert.deepEqual(toldBy('latest'), []);
  });
});

describe('expressions of GitHub Actions', () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['github.head_ref', 'github.head_ref'],
    ["github['event'].commits[0]['message']", 'github.event.commits.*.message'],
    ['github.event.commits.*.message', 'github.event.commits.*.message'],
    ["a.b == 'x' && c.d || e.f", 'c.d', 'e.f'],
    ["contains(a.b, 'x')"],
    ["format('{0}', a.b, c.d)", 'a.b', 'c.d'],
    ['!a.b'],
    ['fromJSON(a.b).c'],
    ['(a.b)', 'a.b'],
    ["'it''s a.b'"],
    ['a.b[c.d].e', 'a.b.*.e'],
    ['(((('],
    ['a.b ||', 'a.b'],
    ['@@@'],
  ];
  for (const [source, ...expected] of cases)
    it(source, () =>
      assert.deepEqual(
        contextsOf(source).map(({ path }) => path),
        expected,
      ),
    );
});

describe('hooks before a commit', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    [
      '.pre-commit-config.yaml',
      'repos:\n  - repo: x\n    hooks:\n      - id: ruff-check\n      - id: mypy\n',
      'pre-commit: lints, type-checks',
    ],
    [
      '.pre-commit-config.yaml',
      'repos:\n  - repo: local\n    hooks:\n      - id: unit\n        entry: pytest\n        stages: [manual]\n',
      undefined,
    ],
    ['.pre-commit-config.yaml', 'repos: []\n', undefined],
    ['.husky/pre-commit', '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\nnpx lint-staged\n', 'husky: lints, checks formatting'],
    ['.husky/pre-commit', '#!/bin/sh\n', undefined],
    ['package.json', '{ "simple-git-hooks": { "pre-commit": "npx eslint ." } }', 'simple-git-hooks: lints'],
    ['lefthook.yml', 'pre-commit:\n  commands:\n    lint:\n      run: golangci-lint run\n', 'lefthook: lints'],
    ['lefthook.yml', 'commit-msg:\n  commands:\n    a:\n      run: commitlint\n', undefined],
  ];
  for (const [path, text, expected] of cases)
    it(`${path}: ${expected ?? 'none'}`, async () => {
      const hooks = await factsOf(CommitHooks, path, text);
      assert.deepEqual(
        hooks.map(({ tool, deeds }) => `${tool}: ${deeds.join(', ')}`),
        expected === undefined ? [] : [expected],
      );
    });
});

describe('pipelines that nobody wrote to be read', () => {
  it('keeps what parses of a half-written workflow', async () => {
    const text = workflow('push', '- run: pytest', '- run: |\n    ruff check .');
    const steps = await factsOf(PipelineStep, file, `${text}      - run: "npm te\n        uses: [`);
    assert.deepEqual(
      steps.flatMap(({ deeds }) => deeds.map(({ does }) => does)),
      ['tests', 'lints'],
    );
  });

  it('ends where includes and jobs go in circles', async () => {
    const files = {
      '.gitlab-ci.yml': 'include:\n  - local: a.yml\n.a:\n  extends: .b\n.b:\n  extends: .a\ntest:\n  extends: [.a, .test]\n',
      'a.yml': 'include:\n  - local: .gitlab-ci.yml\n.test:\n  stage: test\n  script:\n    - !reference [.test, script]\n    - pytest\n',
    };
    assert.deepEqual(
      (await workspaceFacts(Deed, files)).map(({ does, job }) => `${job ?? ''} ${does}`),
      ['test tests'],
    );
  });

  it('ends where scripts call themselves', async () => {
    const files = {
      [file]: workflow('push', '- run: npm run a', '- run: make a'),
      'package.json': '{ "scripts": { "a": "npm run b", "b": "npm run a && jest" } }',
      Makefile: 'a: b\nb: a\n\tgo test ./...\n',
    };
    assert.deepEqual(
      (await workspaceFacts(Deed, files)).map(({ tool }) => tool),
      ['jest', 'go'],
    );
  });

  it('ends where aliases multiply', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) =>
        `x${String(i)}: &x${String(i)} [${Array.from({ length: 9 }, () => (i === 0 ? 'pytest' : `*x${String(i - 1)}`)).join(', ')}]`,
    );
    const text = `${levels.join('\n')}\ntest:\n  script: *x11\n`;
    for (const path of ['.gitlab-ci.yml', '.circleci/config.yml', 'azure-pipelines.yml', 'bitbucket-pipelines.yml', file]) {
      const steps = await factsOf(PipelineStep, path, text);
      assert.ok(steps.reduce((sum, { deeds }) => sum + deeds.length, 0) <= 20_000);
    }
  });

  it('says what it does not see', async () => {
    const unseen = await workspaceFacts(UnseenWork, {
      [file]: `${workflow('push', '- run: ./ci/test.sh', '- run: ./generate-docs.sh', `- run: npm run ${expression('matrix.x')}`)}  other:\n    uses: a/b/.github/workflows/c.yml@v1\n`,
    });
    assert.deepEqual(
      unseen.map(({ command }) => command).sort(),
      ['./ci/test.sh', './generate-docs.sh', 'a/b/.github/workflows/c.yml', 'npm run …'].filter((command) => !command.includes('docs')),
    );
  });
});
