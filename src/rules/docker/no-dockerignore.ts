import { FileCopy, Image, IgnoreFile } from '../../facts/containers.js';
import { folderOf } from '../../model/document.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { before } from '../../model/span.js';

export const noDockerignore = rule({
  id: 'docker/no-dockerignore',
  shape: 'absent',
  severity: 'warning',
  title: 'The whole folder is copied and nothing is left out',
  message: "'{copy}' takes the whole folder along, '.git' and local env files too: there is no '.dockerignore'. Add one.",
  holds: 'The build leaves out what the image does not need',
  why: `Whatever lies in the folder of whoever builds becomes part of the image: the history, local env files, keys, dependencies of another platform.
    Every change to such a file also throws the build's cache away.`,
  references: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  security: 4,
  about: Image,
  reads: [FileCopy, IgnoreFile],

  *check(image, { document, everywhere, problem, evidence, exempt }) {
    const copies = everywhere(FileCopy).filter(({ uri }) => uri === image.uri);
    const copy = copies.find(({ wholeContext }) => wholeContext !== undefined);
    if (!copy?.wholeContext) {
      const named = copies.find(({ fromContext }) => fromContext);
      yield named ? evidence(named, 'Only what is named is copied') : exempt;
      return;
    }
    const { path, contexts } = image;
    const folder = folderOf(path);
    const ignore = everywhere(IgnoreFile).find(
      (file) => file.path === `${path}.dockerignore` || isContext(folderOf(file.path), folder, contexts),
    );
    if (ignore) {
      yield evidence(ignore, 'It says what the build leaves out');
      return;
    }
    // Where the context is, is guessed only when the Dockerfile stands beside what it copies.
    const context =
      contexts[0] ??
      (/(?:^|\/)(?:\.?docker|deploy|deployment|build|ops|infra|containers?|dockerfiles|ci)(?:\/|$)/i.test(folder) ? undefined : folder);
    const uri = context === undefined ? undefined : uriIn(document.uri, path, context);
    yield problem({
      at: { span: { start: copy.span.start, end: copy.wholeContext.end } },
      words: { copy: document.text.slice(copy.span.start, copy.wholeContext.end).replace(/\s+/g, ' ').slice(0, 60) },
      fixes: () =>
        suggestion("Add a '.dockerignore'", uri === undefined ? undefined : [{ span: before(0), text: IGNORED.join('\n'), uri }]),
    });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM node:22-slim
        WORKDIR /app
        COPY . .
        USER node
        CMD ["node", "server.js"]
      `,
      good: code`
        FROM node:22-slim
        WORKDIR /app
        COPY package.json server.js ./
        USER node
        CMD ["node", "server.js"]
      `,
    },
  ],
});

const IGNORED = [
  '.git',
  '.env',
  '.env.*',
  '!.env.example',
  '*.pem',
  '*.key',
  'node_modules',
  '.venv',
  '__pycache__',
  'dist',
  'build',
  'coverage',
  '*.log',
  '',
];

/** Builds run from the folder that compose names, else from the Dockerfile's own or one above it. */
const isContext = (candidate: string, folder: string, contexts: readonly string[]): boolean =>
  contexts.length > 0 ? contexts.includes(candidate) : candidate === '' || candidate === folder || folder.startsWith(`${candidate}/`);

/** The address of a new file beside those that are known. */
function uriIn(uri: string, path: string, context: string): string {
  const root = uri.split('/').slice(0, -path.split('/').length);
  return [...root, ...(context === '' ? [] : context.split('/').map(encodeURIComponent)), '.dockerignore'].join('/');
}
