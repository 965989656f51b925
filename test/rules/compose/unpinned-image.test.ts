import { unpinnedImage } from '../../../src/rules/compose/unpinned-image.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(unpinnedImage, {
  reports: [
    { name: 'latest', file, code: 'services:\n  web:\n    image: «nginx:latest»\n', says: "'nginx:latest'" },
    { name: 'no tag', file, code: 'services:\n  web:\n    image: «"registry.example.com:5000/shop"»\n', says: 'no tag' },
    { name: 'latest as a default', file, code: 'services:\n  web:\n    image: «shop/web:${TAG:-latest}»\n' },
    {
      name: 'a developer’s file, as information',
      file: 'compose.dev.yaml',
      code: 'services:\n  web:\n    image: «nginx»\n',
      severity: 'info',
    },
  ],
  accepts: [
    { name: 'a version', file, code: 'services:\n  web:\n    image: nginx:1.29\n' },
    { name: 'a digest', file, code: `services:\n  web:\n    image: nginx@sha256:${'a1'.repeat(32)}\n` },
    { name: 'an image that is built here', file, code: 'services:\n  web:\n    build: .\n    image: shop:latest\n' },
    { name: 'a version as a default', file, code: 'services:\n  web:\n    image: shop:${TAG:-1.4}\n' },
  ],
  unknown: [
    { name: 'a service that is built here', file, code: 'services:\n  web:\n    build: .\n    image: shop\n' },
    { name: 'a channel', file, code: 'services:\n  web:\n    image: nginx:stable\n' },
    { name: 'the latest of a flavour', file, code: 'services:\n  web:\n    image: ghcr.io/umami/umami:postgresql-latest\n' },
    { name: 'a channel of a major version', file, code: 'services:\n  web:\n    image: shop/web:nightly2\n' },
    { name: 'a flavour', file, code: 'services:\n  web:\n    image: caddy:alpine\n' },
    { name: 'a variable', file, code: 'services:\n  web:\n    image: shop:${TAG}\n' },
  ],
});
