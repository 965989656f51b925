import { Checkout, Pipeline } from '../../facts/delivery.js';
import { code, rule } from '../../model/rule.js';

export const dangerousTrigger = rule({
  id: 'ci/dangerous-trigger',
  shape: 'present',
  severity: 'error',
  title: "A pull request's code runs with the repository's rights",
  message: {
    target:
      "'{trigger}' runs with this repository's secrets, and '{job}' checks out the pull request's code: anyone can run theirs. Use 'pull_request'.",
    run: "'{trigger}' runs with this repository's secrets, and '{job}' checks out what a fork's run was about. Take only data from that run.",
  },
  holds: "No pull request's code runs with the repository's rights",
  why: `Build scripts, tests, package hooks and configuration files of the fetched code can read the job's secrets, use its token and poison its caches.
    Opening a pull request takes no rights at all.`,
  references: [
    'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    'https://cwe.mitre.org/data/definitions/829.html',
  ],
  security: 9,
  about: Checkout,
  reads: [Pipeline],

  *check(checkout, { everywhere, problem, unknown }) {
    const { trigger, gate, job, after, privileged } = checkout;
    if (trigger === undefined || gate === 'same-repository') return;
    if (gate === 'person') {
      yield unknown(checkout);
      return;
    }
    if (trigger === 'workflow_run') {
      // What only pushes start is about code that is in the repository.
      const sources = everywhere(Pipeline).filter(
        ({ name, tool }) => tool === 'GitHub Actions' && name !== undefined && after.includes(name),
      );
      const all = after.length > 0 && after.every((name) => sources.some((source) => source.name === name));
      if (
        all &&
        sources.every(({ triggers }) => !triggers.some((each) => /^(?:pull_request|issue|discussion|workflow_run|fork)/.test(each)))
      )
        return;
      yield problem({ at: checkout, say: 'run', words: { trigger, job }, subject: job, ...(privileged ? {} : { severity: 'warning' }) });
      return;
    }
    yield problem({ at: checkout, say: 'target', words: { trigger, job }, subject: job, ...(privileged ? {} : { severity: 'warning' }) });
  },

  examples: [
    {
      file: '.github/workflows/preview.yml',
      bad: code`
        on: pull_request_target
        permissions:
          contents: read
          pull-requests: write
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
                with:
                  ref: ${'$'}{{ github.event.pull_request.head.sha }}
              - run: npm ci && npm run build
      `,
      good: code`
        on: pull_request
        permissions:
          contents: read
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v5
              - run: npm ci && npm run build
      `,
    },
  ],
});
