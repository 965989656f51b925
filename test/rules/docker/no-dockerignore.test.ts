import { noDockerignore } from '../../../src/rules/docker/no-dockerignore.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(noDockerignore, {
  reports: [
    { name: 'the whole folder', file, code: 'FROM node:22\n«COPY .» .\nRUN npm ci\n', fix: "Add a '.dockerignore'" },
    {
      name: 'the whole folder in a builder, with an owner',
      file,
      code: 'FROM node:22 AS build\n«COPY --chown=node:node ./» /app\nFROM node:22\nCOPY --from=build /app /app\n',
    },
    { name: 'ADD', file, code: 'FROM node:22\n«ADD .» /app\n' },
    {
      name: 'an ignore file that is no part of the context',
      files: { 'api/Dockerfile': 'FROM node:22\n«COPY .» .\n', 'web/.dockerignore': 'node_modules\n' },
    },
    {
      name: 'an ignore file beside the Dockerfile, when compose builds from above',
      files: {
        'api/Dockerfile': 'FROM node:22\n«COPY .» .\n',
        'api/.dockerignore': 'x\n',
        'compose.yaml': 'services:\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n',
      },
    },
  ],
  accepts: [
    { name: 'an ignore file beside it', files: { Dockerfile: 'FROM node:22\nCOPY . .\n', '.dockerignore': 'node_modules\n' } },
    {
      name: 'an ignore file of the whole repository',
      files: { 'services/api/Dockerfile': 'FROM node:22\nCOPY . .\n', '.dockerignore': 'node_modules\n' },
    },
    {
      name: 'an ignore file for this Dockerfile alone',
      files: { 'docker/api.Dockerfile': 'FROM node:22\nCOPY . .\n', 'docker/api.Dockerfile.dockerignore': 'node_modules\n' },
    },
    {
      name: 'the context that compose names',
      files: {
        'docker/Dockerfile': 'FROM node:22\nCOPY . .\n',
        'app/.dockerignore': 'x\n',
        'compose.yaml': 'services:\n  api:\n    build:\n      context: app\n      dockerfile: ../docker/Dockerfile\n',
      },
    },
    { name: 'a part of the folder', file, code: 'FROM node:22\nCOPY src ./src\nCOPY package.json ./\n' },
    { name: 'a heredoc', file, code: 'FROM node:22\nCOPY <<EOF .\nx\nEOF\n' },
  ],
  exempts: [{ name: 'everything of another stage', file, code: 'FROM node:22 AS build\nFROM node:22\nCOPY --from=build . .\n' }],
});
