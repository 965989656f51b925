import { PipelineSecret } from '../../facts/delivery.js';
import { inQuotesOf } from '../../edits/yaml.js';
import { code, fix, rule } from '../../model/rule.js';

export const secretInWorkflow = rule({
  id: 'ci/secret-in-workflow',
  shape: 'present',
  severity: 'error',
  title: 'A secret stands in a pipeline',
  message: {
    github: "'{name}' has a literal {what} here: everyone who can read this repository has it. Change it, and read it from 'secrets'.",
    other:
      "'{name}' has a literal {what} here: everyone who can read this repository has it. Change it, and keep it in the variables of {tool}.",
  },
  holds: 'Pipelines read their secrets from a store',
  why: `Whoever can read the repository, its forks or its history can sign in with it, and it stays in the history when the line goes.
    A secret of the pipeline's store is masked in logs and can be changed without a commit.`,
  references: [
    'https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets',
    'https://cwe.mitre.org/data/definitions/798.html',
  ],
  security: 8,
  supersedes: ['secrets/hardcoded-credential', 'secrets/url-credential', 'secrets/insecure-default'],
  about: PipelineSecret,

  *check(secret, { document, problem }) {
    const { name, what, tool, instead } = secret;
    if (tool !== 'GitHub Actions') {
      yield problem({ at: secret, say: 'other', words: { name, what, tool }, subject: name });
      return;
    }
    const text = instead === undefined ? undefined : inQuotesOf(document, secret.span, instead);
    yield problem({
      at: secret,
      say: 'github',
      words: { name, what },
      fixes: () =>
        fix(
          `Read it from '${(instead ?? '').replace(/[${}]/g, '').trim()}'`,
          text === undefined ? undefined : [{ span: secret.span, text }],
        ),
      subject: name,
    });
  },

  examples: [
    {
      file: '.github/workflows/deploy.yml',
      bad: code`
        on: push
        permissions:
          contents: read
        jobs:
          deploy:
            runs-on: ubuntu-latest
            container:
              image: registry.shop.example/deployer
              credentials:
                username: deployer
                password: ${'Tr0ub4dor'}${'&3'}
            steps:
              - run: ./deploy.sh
      `,
      good: code`
        on: push
        permissions:
          contents: read
        jobs:
          deploy:
            runs-on: ubuntu-latest
            container:
              image: registry.shop.example/deployer
              credentials:
                username: deployer
                password: ${'$'}{{ secrets.REGISTRY_PASSWORD }}
            steps:
              - run: ./deploy.sh
      `,
    },
  ],
});
