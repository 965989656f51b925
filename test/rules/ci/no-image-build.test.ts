import { noImageBuild } from '../../../src/rules/ci/no-image-build.js';
import { testRule } from '../rule-tester.js';
import { run } from './pipelines.js';
import { file, workflow } from './workflow.js';

const DOCKERFILE = 'FROM python:3.13-slim\nCOPY . .\nUSER nobody\nCMD ["python", "-m", "shop"]\n';
const MARKED_DOCKERFILE = DOCKERFILE.replace('python:3.13-slim', '«python:3.13-slim»');

testRule(noImageBuild, {
  reports: [
    {
      name: 'one beside a workflow of that name',
      files: { Dockerfile: MARKED_DOCKERFILE, '.github/workflows/image.yml': run('pytest') },
      fixed: null,
    },
    {
      name: 'one whose pipelines are of another kind',
      files: { Dockerfile: MARKED_DOCKERFILE, '.gitlab-ci.yml': 'test:\n  script: pytest\n' },
      fixed: null,
    },
    {
      name: 'a Dockerfile that no job builds',
      files: { Dockerfile: MARKED_DOCKERFILE, [file]: run('pytest') },
      severity: 'info',
      says: "No pipeline builds 'Dockerfile'",
      fix: "Add '.github/workflows/image.yml'",
    },
    {
      name: 'the one of two that no job builds',
      files: { 'api/Dockerfile': DOCKERFILE, 'web/Dockerfile': MARKED_DOCKERFILE, [file]: run('docker build -t api ./api') },
      says: "'web/Dockerfile' never",
    },
  ],
  accepts: [
    { name: 'a command', files: { Dockerfile: DOCKERFILE, [file]: run('docker build -t shop .') } },
    {
      name: 'a file by its name',
      files: { 'deploy/prod.Dockerfile': DOCKERFILE, [file]: run('docker buildx build --push -f deploy/prod.Dockerfile .') },
    },
    {
      name: 'an action',
      files: { 'api/Dockerfile': DOCKERFILE, [file]: workflow('push', '- uses: docker/build-push-action@v6\n  with:\n    context: ./api') },
    },
    {
      name: 'Kaniko',
      files: {
        Dockerfile: DOCKERFILE,
        '.gitlab-ci.yml': 'build:\n  script:\n    - /kaniko/executor --context . --dockerfile Dockerfile --destination x\n',
      },
    },
    {
      name: 'compose, which names it',
      files: { Dockerfile: DOCKERFILE, 'compose.yaml': 'services:\n  api:\n    build: .\n', [file]: run('docker compose build') },
    },
    { name: 'no Dockerfile', files: { [file]: run('pytest') } },
  ],
  unknown: [
    { name: 'no pipeline', files: { Dockerfile: DOCKERFILE } },
    {
      name: 'a matrix of images',
      files: {
        'api/Dockerfile': DOCKERFILE,
        [file]: workflow('push', '- uses: docker/build-push-action@v6\n  with:\n    context: ./${{ matrix.app }}'),
      },
    },
    { name: 'bake', files: { 'api/Dockerfile': DOCKERFILE, [file]: workflow('push', '- uses: docker/bake-action@v5') } },
    {
      name: 'a workflow from elsewhere',
      files: {
        Dockerfile: DOCKERFILE,
        [file]: 'on: push\npermissions: {}\njobs:\n  a:\n    uses: owner/repo/.github/workflows/image.yml@v1\n',
      },
    },
  ],
});
