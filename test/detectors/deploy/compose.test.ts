import assert from 'node:assert/strict';
import { compose as detector } from '../../../src/detectors/deploy/compose.js';
import { resolvePath } from '../../../src/model/document.js';
import { ComposeService, ServiceTemplate } from '../../../src/facts/compose.js';
import { type Value, wordsOf } from '../../../src/model/value.js';
import { parseYaml } from '../../../src/syntax/yaml.js';
import { documentOf } from '../../syntax/document.js';
import { workspaceFacts } from '../../support/workspace-facts.js';

describe('compose files', () => {
  const compose = (text: string): readonly object[] =>
    [...detector.facts(parseYaml(documentOf('deploy/compose.yaml', 'yaml', text)))]
      .filter(({ kind }) => kind === ServiceTemplate.id)
      .map((fact) => {
        const { name, image, build, check, ports } = fact as unknown as Record<string, unknown>;
        return {
          name,
          image: wordsOf(image as Value | undefined),
          build,
          check: (check as { on: boolean } | undefined)?.on,
          ports: (ports as readonly unknown[]).length,
        };
      });

  it('reads what compose builds and runs', () =>
    assert.deepEqual(
      compose(
        'services:\n  a:\n    build: ../api\n    ports: ["80:80"]\n  b:\n    image: shop/b:1\n    build: { context: .., dockerfile: docker/b.Dockerfile, target: prod }\n    healthcheck:\n      test: ["NONE"]\n  c:\n    image: redis:8\n    healthcheck:\n      test: redis-cli ping\n',
      ),
      [
        {
          name: 'a',
          image: undefined,
          build: { context: 'api', dockerfile: 'api/Dockerfile', target: undefined },
          check: undefined,
          ports: 1,
        },
        {
          name: 'b',
          image: 'shop/b:1',
          build: { context: '', dockerfile: 'docker/b.Dockerfile', target: 'prod' },
          check: false,
          ports: 0,
        },
        { name: 'c', image: 'redis:8', build: undefined, check: true, ports: 0 },
      ],
    ));
  it('does not take what leads elsewhere for a build of this workspace', () =>
    assert.deepEqual(
      compose('services:\n  a:\n    build: https://git.example/x.git\n  b:\n    build: ${CONTEXT}\n  c:\n    build: ../..\n').map(
        (service) => (service as { build: unknown }).build,
      ),
      [undefined, undefined, undefined],
    ));
  it('leaves other files with services alone', () =>
    assert.deepEqual(compose('jobs:\n  a:\n    services: {}\nservices:\n  x:\n    image: y\n'), []));
  it('resolves paths within the workspace', () => {
    assert.equal(resolvePath('a/b', '../c/./d'), 'a/c/d');
    assert.equal(resolvePath('', '.'), '');
    assert.equal(resolvePath('a', '../..'), undefined);
    assert.equal(resolvePath('a', '/x'), undefined);
  });
});

describe('services as they are deployed', () => {
  const services = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await workspaceFacts(ComposeService, files)).map(
      ({ path, name, purpose, restart, ports, mounts, open }) =>
        `${path} ${name} ${purpose}${restart ? ' restarts' : ''}${ports.map(({ published }) => ` :${String(published)}`).join('')}${mounts.map(({ target }) => ` ${String(target)}`).join('')}${open ? ' …' : ''}`,
    );
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['stand alone', { 'compose.yaml': 'services:\n  web:\n    image: shop:1\n    ports: [80:80]\n' }, ['compose.yaml web deployment :80']],
    [
      'take in what a file for production adds',
      {
        'docker-compose.yml': 'services:\n  web:\n    image: shop:1\n    ports: ["80:80"]\n',
        'docker-compose.prod.yml': 'services:\n  web:\n    restart: always\n    ports: ["443:443"]\n',
      },
      ['docker-compose.yml web deployment restarts :80 :443'],
    ],
    [
      'leave a developer’s override beside them',
      {
        'compose.yaml': 'services:\n  web:\n    image: shop:1\n',
        'compose.override.yaml': 'services:\n  web:\n    volumes: [".:/app"]\n',
      },
      ['compose.override.yaml web development /app …', 'compose.yaml web deployment'],
    ],
    [
      'are a developer’s where a lone file mounts the source',
      { 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes: [".:/app"]\n' },
      ['compose.yaml web development /app'],
    ],
    [
      'are a developer’s where a lone file starts a development server',
      { 'compose.yaml': 'services:\n  web:\n    build: .\n    command: npm run dev\n' },
      ['compose.yaml web development'],
    ],
    [
      'are a developer’s beside a platform’s configuration',
      { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n', 'fly.toml': 'app = "shop"\n' },
      ['compose.yaml db development'],
    ],
    [
      'extend others',
      {
        'compose.yaml': 'services:\n  web:\n    extends: { file: common/base.yml, service: app }\n    ports: ["80:80"]\n',
        'common/base.yml': 'services:\n  app:\n    image: shop:1\n    restart: always\n',
      },
      ['compose.yaml web deployment restarts :80'],
    ],
    [
      'extend each other without end',
      { 'compose.yaml': 'services:\n  a:\n    image: x:1\n    extends: b\n  b:\n    image: x:1\n    extends: a\n' },
      ['compose.yaml a deployment …', 'compose.yaml b deployment …'],
    ],
    [
      'extend what is not there',
      { 'compose.yaml': 'services:\n  a:\n    image: x:1\n    extends: { file: gone.yml, service: b }\n' },
      ['compose.yaml a deployment …'],
    ],
    [
      'merge what YAML merges',
      { 'compose.yaml': 'x-base: &base\n  restart: always\nservices:\n  a:\n    <<: *base\n    image: x:1\n' },
      ['compose.yaml a deployment restarts'],
    ],
    ['are not services of other programs', { 'services.yaml': 'services:\n  App\\Mailer:\n    autowire: true\n' }, []],
  ];
  for (const [name, files, expected] of cases) it(name, async () => assert.deepEqual(await services(files), expected));
});
