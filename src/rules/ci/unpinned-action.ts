import { ActionUse, RepositoryOwner } from '../../facts/delivery.js';
import { code, rule } from '../../model/rule.js';

export const unpinnedAction = rule({
  id: 'ci/unpinned-action',
  shape: 'present',
  severity: 'warning',
  title: "Somebody else's action is not pinned to a commit",
  message: {
    action: "'{owner}' can change what '{reference}' is, and the next run executes that with this workflow's secrets. Pin it to a commit.",
    workflow:
      "'{owner}' can change what the workflow '{reference}' is, and the next run executes that with the secrets given to it. Pin it to a commit.",
    bare: "'{reference}' names no version: whatever its owner publishes runs next. Pin it to a commit.",
    image: "'{reference}' is whatever image was pushed last, and the next run executes it. Pin it to a digest.",
  },
  holds: 'Actions of others are pinned to commits',
  why: `A tag or a branch can be moved by whoever takes over the action's account or one of its maintainers, as happened to tj-actions/changed-files in 2025.
    What it points to then runs with the secrets and the token of this repository.`,
  references: [
    'https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions',
    'https://cwe.mitre.org/data/definitions/1357.html',
  ],
  security: 6.5,
  about: ActionUse,
  reads: [RepositoryOwner],

  *check(use, { everywhere, problem, exempt }) {
    const { owner, reference, version, pin, what } = use;
    if (owner === 'actions' || owner === 'github') {
      yield exempt;
      return;
    }
    if (pin === 'commit') return;
    if (what === 'image') {
      yield problem({ at: use, say: 'image', words: { reference }, subject: reference });
      return;
    }
    if (everywhere(RepositoryOwner).some((own) => own.owner === owner)) {
      yield exempt;
      return;
    }
    if (version === undefined) yield problem({ at: use, say: 'bare', words: { reference }, subject: reference });
    else yield problem({ at: use, say: what, words: { owner, reference: short(reference) }, subject: reference });
  },

  examples: [
    {
      file: '.github/workflows/ci.yml',
      bad: code`
        on: push
        permissions:
          contents: read
        jobs:
          changes:
            runs-on: ubuntu-latest
            steps:
              - uses: tj-actions/changed-files@v45
      `,
      good: code`
        on: push
        permissions:
          contents: read
        jobs:
          changes:
            runs-on: ubuntu-latest
            steps:
              - uses: tj-actions/changed-files@d6f020b1d9d7992dcf07f03b14d42832f866b495 # v45
      `,
    },
  ],
});

const short = (reference: string): string => (reference.length > 70 ? `${reference.slice(0, 69)}…` : reference);
