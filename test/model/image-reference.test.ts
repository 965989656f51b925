import assert from 'node:assert/strict';
import { familiarName, imageReference, isPinned } from '../../src/model/image-reference.js';

const CASES: readonly { name: string; familiar: string | undefined; tag?: string; digest?: string; pinned?: boolean }[] = [
  { name: 'node', familiar: 'node', pinned: false },
  { name: 'node:22', familiar: 'node', tag: '22', pinned: true },
  { name: 'node:latest', familiar: 'node', tag: 'latest', pinned: false },
  { name: 'docker.io/library/node:22', familiar: 'node', tag: '22', pinned: true },
  { name: 'docker.io/grafana/grafana', familiar: 'grafana/grafana', pinned: false },
  { name: 'public.ecr.aws/docker/library/node:22', familiar: 'node', tag: '22', pinned: true },
  { name: 'registry.example:5000/a/b', familiar: 'registry.example:5000/a/b', pinned: false },
  { name: 'localhost/a:1', familiar: 'localhost/a', tag: '1', pinned: true },
  { name: 'gcr.io/a/b@sha256:00', familiar: 'gcr.io/a/b', digest: 'sha256:00', pinned: true },
  { name: 'gcr.io/a/b:latest@sha256:00', familiar: 'gcr.io/a/b', tag: 'latest', digest: 'sha256:00', pinned: true },
  { name: 'node:*', familiar: 'node', tag: '*' },
  { name: 'node:*-alpine', familiar: 'node', tag: '*-alpine', pinned: true },
  { name: '*', familiar: '*' },
  { name: '*/node:22', familiar: '*/node', tag: '22', pinned: true },
  { name: 'node:', familiar: undefined },
  { name: '', familiar: undefined },
  { name: 'a b', familiar: undefined },
];

describe('image reference', () => {
  for (const { name, familiar, tag, digest, pinned } of CASES)
    it(`takes '${name}' apart`, () => {
      const image = imageReference(name);
      assert.equal(image && familiarName(image), familiar);
      assert.equal(image?.tag, tag);
      assert.equal(image?.digest, digest);
      assert.equal(image && isPinned(image), pinned);
    });
});
