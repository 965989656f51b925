import { BakedSecret, Image, SecretFile, isPartOf } from '../../facts/containers.js';
import { code, rule } from '../../model/rule.js';

export const secretInImage = rule({
  id: 'docker/secret-in-image',
  shape: 'present',
  severity: 'error',
  title: 'A secret is part of the image',
  message: {
    value:
      "'{name}' has a literal value: everyone who can pull the image or read this file has it. Change it, and pass it in when the container starts.",
    guessable:
      "'{name}' has a value that anyone can guess, and it is part of the image. Leave it out, and pass it in when the container starts.",
    argument:
      "'{name}' is passed as a build argument, and the image's history shows it to everyone who can pull. Use 'RUN --mount=type=secret'.",
    file: "'{name}' is copied into the image, and everyone who can pull it can read the file. Mount it when the container starts.",
    token:
      "'{name}' is copied into the image together with its credentials, even if a later step deletes it. Use 'RUN --mount=type=secret'.",
  },
  holds: 'No secret is part of the image',
  why: `Layers and history of an image can be read by everyone who can pull it, also of files that a later layer deletes.
    The secret cannot be changed without building every image again.`,
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://cwe.mitre.org/data/definitions/522.html',
  ],
  security: 8,
  supersedes: ['secrets/hardcoded-credential', 'secrets/url-credential', 'secrets/insecure-default'],
  about: Image,
  reads: [BakedSecret, SecretFile],

  *check(image, { problem, unknown, everywhere }) {
    for (const secret of everywhere(BakedSecret)) {
      const { how, name, file } = secret;
      const inside = isPartOf(secret, image);
      // A literal in a stage that does not ship is still one that everyone can read here.
      if (!inside && !(how === 'value' && secret.uri === image.uri)) continue;
      if (how === 'file') {
        const paths = new Set([file, name, ...image.contexts.map((context) => (context === '' ? name : `${context}/${name}`))]);
        const known = everywhere(SecretFile).filter(({ path }) => paths.has(path));
        const carriesToken = /(?:^|\/)\.(?:npmrc|yarnrc\.yml|pypirc)$/.test(name);
        // Without the file nobody can tell whether it holds credentials; an env file or a key that Git does not have does.
        if (known.length === 0 && carriesToken) {
          yield unknown(secret);
          continue;
        }
        if (known.length > 0 && !known.some((each) => each.secret)) continue;
        yield problem({ at: secret, say: carriesToken ? 'token' : 'file', words: { name }, subject: name });
      } else yield problem({ at: secret, say: how === 'default' ? 'guessable' : how, words: { name }, subject: name });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM node:22-slim
        ARG NPM_TOKEN
        RUN npm config set //registry.npmjs.org/:_authToken=$NPM_TOKEN && npm ci
        USER node
        CMD ["node", "server.js"]
      `,
      good: code`
        FROM node:22-slim
        RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
        USER node
        CMD ["node", "server.js"]
      `,
    },
  ],
});
