import { detector } from '../detector.js';
import { cluesReader } from './clues.js';
import { exposureClues } from './exposure.js';
import { identityClues } from './identity.js';
import { interfaceClues } from './interfaces.js';
import { operationsClues } from './operations.js';
import { peopleClues } from './people.js';
import { storageClues } from './storage.js';
import { workClues } from './work.js';

const read = cluesReader([
  ...identityClues,
  ...peopleClues,
  ...storageClues,
  ...interfaceClues,
  ...workClues,
  ...operationsClues,
  ...exposureClues,
]);

/** One reader for all clues: each document is walked once. */
export const traits = detector({
  framework: 'what a product is',
  format: 'text',
  files:
    /\.(?:py|[cm]?[jt]sx?|vue|svelte|go|java|kt|sql|prisma|ya?ml|conf|template|nginx|vhost|xml|properties|toml|ini|cfg|env|sh|tf|rules|tpl|csproj|fsproj|exs)$|(?:^|\/)(?:\.env[^/]*|Caddyfile[^/]*|[^/]*Dockerfile[^/]*|Procfile|Gemfile|composer\.json)$/,
  roles: ['production'],
  facts: ({ document }) => read(document),
});
