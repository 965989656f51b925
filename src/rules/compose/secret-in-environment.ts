import { ComposeSecret } from '../../facts/compose.js';
import { referenceFor } from '../../edits/yaml.js';
import { fix, rule } from '../../model/rule.js';

const sample = ['hunter2', 'prod', '9fk2'].join('-');
const example = (value: string): string => `services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: ${value}
`;

export const secretInEnvironment = rule({
  id: 'compose/secret-in-environment',
  shape: 'present',
  severity: 'error',
  title: 'A secret is written into a compose file',
  message: {
    own: "'{name}' of service '{service}' is a literal secret: everyone who can read the repository has it. Change it, then read it from outside.",
    guessable: "'{name}' of service '{service}' is what anybody tries first, and it is what gets deployed. Read it from outside.",
    guessableHere:
      "'{name}' of service '{service}' is what anybody tries first, and a file for development gets deployed sooner or later. Read it from outside.",
    placeholder:
      "'{name}' of service '{service}' is a placeholder that starts as it is: whoever reads this file knows it. Read it from outside.",
  },
  holds: 'No service has a secret written into its environment',
  why: `Everyone who can read the repository, a backup of it or the container's description has the secret, and what stands in a compose file for development gets deployed sooner or later.`,
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/'],
  security: 7.8,
  about: ComposeSecret,
  supersedes: ['secrets/hardcoded-credential', 'secrets/insecure-default', 'secrets/url-credential'],

  *check(secret, { document, problem }) {
    const { service, name, strength, value } = secret;
    const reference = /^[A-Za-z_]\w*$/.test(name) ? referenceFor(document, value, `\${${name}:?}`) : undefined;
    yield problem({
      at: secret,
      say: strength === 'guessable' && document.role === 'development' ? 'guessableHere' : strength,
      words: { name, service },
      subject: `${service} ${name}`,
      fixes: () => (reference === undefined ? [] : fix(`Read it from '${name}'`, [{ span: value, text: reference }])),
    });
  },

  examples: [{ file: 'compose.yaml', bad: example(sample), good: example('${POSTGRES_PASSWORD:?}') }],
});
