import assert from 'node:assert/strict';
import { envVarUnset } from '../../src/rules/consistency/env-var-unset.js';
import { examine } from '../rules/rule-tester.js';

const DOCKERFILE = 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn", "main:app"]\n';
const manifest = (image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: backend\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: ${image}\n`;
const CODE = {
  'services/api/Dockerfile': DOCKERFILE,
  'services/api/main.py': 'import os\n\nURL = os.environ["DATABASE_URL"]\n',
};

/** Whether the container is known to run the image of `services/api`: it lacks a variable then. */
async function isLinked(more: Readonly<Record<string, string>>, image = 'registry.example.com/shop/backend:1.2'): Promise<boolean> {
  const { findings } = await examine(envVarUnset, { ...CODE, 'k8s/web.yaml': manifest(image), ...more });
  return findings.length > 0;
}

const step = (inputs: string): string =>
  `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n${inputs}`;

describe('what is built under which name', () => {
  const linked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'an artifact of Skaffold': {
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: registry.example.com/shop/backend\n      context: services/api\n',
    },
    'a file of an artifact': {
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: backend\n      context: services\n      docker: { dockerfile: api/Dockerfile }\n',
    },
    'an action': { '.github/workflows/image.yml': step('          context: services/api\n          tags: ghcr.io/shop/backend:latest\n') },
    'an action with a file and several tags': {
      '.github/workflows/image.yml': step(
        '          context: .\n          file: ./services/api/Dockerfile\n          tags: |\n            ghcr.io/${{ github.repository_owner }}/backend:${{ github.sha }}\n            ghcr.io/${{ github.repository_owner }}/backend:latest\n',
      ),
    },
    'names of another step': {
      '.github/workflows/image.yml':
        'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - id: meta\n        uses: docker/metadata-action@v5\n        with:\n          images: ghcr.io/shop/backend\n      - uses: docker/build-push-action@v6\n        with:\n          context: services/api\n          tags: ${{ steps.meta.outputs.tags }}\n',
    },
    'a variable of the workflow': {
      '.github/workflows/image.yml': `env:\n  IMAGE: ghcr.io/shop/backend\n${step('          context: services/api\n          tags: ${{ env.IMAGE }}:latest\n')}`,
    },
    'a matrix': {
      '.github/workflows/image.yml':
        'on: push\njobs:\n  image:\n    strategy:\n      matrix:\n        include:\n          - { image: worker, folder: worker }\n          - { image: backend, folder: api }\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: services/${{ matrix.folder }}\n          tags: ghcr.io/shop/${{ matrix.image }}:latest\n',
    },
    'a command of a workflow': {
      '.github/workflows/image.yml':
        'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build -t ghcr.io/shop/backend:${{ github.sha }} services/api\n',
    },
    'a command in a folder': {
      '.github/workflows/image.yml':
        'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build --no-cache -t backend .\n        working-directory: services/api\n',
    },
    GitLab: {
      '.gitlab-ci.yml':
        'image:\n  stage: build\n  script:\n    - docker build --pull -t "$CI_REGISTRY_IMAGE/backend:$CI_COMMIT_SHA" -f services/api/Dockerfile services/api\n',
    },
    Kaniko: {
      '.gitlab-ci.yml':
        'image:\n  script:\n    - /kaniko/executor --context "$CI_PROJECT_DIR/services/api" --dockerfile "$CI_PROJECT_DIR/services/api/Dockerfile" --destination "$CI_REGISTRY_IMAGE/backend:$CI_COMMIT_TAG"\n',
    },
    'a Makefile with a variable': {
      Makefile: 'IMAGE ?= registry.example.com/shop/backend\n\nimage:\n\tdocker build \\\n\t  -t $(IMAGE):latest \\\n\t  services/api\n',
    },
    'a script beside it': { 'services/api/build.sh': '#!/bin/sh\ndocker build -t shop/backend .\n' },
    'Cloud Build': {
      'cloudbuild.yaml':
        "steps:\n  - name: gcr.io/cloud-builders/docker\n    args: ['build', '-t', 'gcr.io/$PROJECT_ID/backend', './services/api']\n",
    },
  };
  for (const [name, files] of Object.entries(linked))
    it(`follows ${name}`, async () => {
      assert.ok(await isLinked(files));
    });

  const apart: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'nothing that says so': {},
    'another name': {
      '.github/workflows/image.yml': step('          context: services/api\n          tags: ghcr.io/shop/worker:latest\n'),
    },
    'another folder': {
      '.github/workflows/image.yml': step('          context: services/web\n          tags: ghcr.io/shop/backend:latest\n'),
    },
    'a name that only the pipeline knows': {
      '.github/workflows/image.yml': step('          context: services/api\n          tags: ${{ steps.name.outputs.image }}\n'),
    },
    'what Jib builds': {
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: backend\n      context: services/api\n      jib: {}\n',
    },
    'a comment': { 'build.sh': '#!/bin/sh\n# docker build -t backend services/api\necho\n' },
    'one of several images of one name': {
      'worker/Dockerfile': DOCKERFILE,
      Makefile: 'image:\n\tdocker build -t shop/backend:builder services/api\n\tdocker build -t shop/backend:2 worker\n',
    },
    'one name for two images': {
      Makefile: 'images:\n\tdocker build -t backend:api services/api\n\tdocker build -t backend:web services/web\n',
      'services/web/Dockerfile': DOCKERFILE,
    },
    'a repository elsewhere': { 'build.sh': '#!/bin/sh\ndocker build -t backend https://github.com/example/api.git\n' },
  };
  for (const [name, files] of Object.entries(apart))
    it(`knows no link from ${name}`, async () => {
      assert.equal(await isLinked(files), false);
    });

  it('believes what is said rather than the name of a folder', async () => {
    const files = {
      'services/backend/Dockerfile': DOCKERFILE,
      'services/backend/main.py': 'import os\n\nKEY = os.environ["OTHER_KEY"]\n',
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: backend\n      context: services/api\n',
    };
    const { findings } = await examine(envVarUnset, { ...CODE, ...files, 'k8s/web.yaml': manifest('backend') });
    assert.deepEqual(
      findings.map(({ message }) => /'[A-Z_]+'/.exec(message)?.[0]),
      ["'DATABASE_URL'"],
    );
  });
});
