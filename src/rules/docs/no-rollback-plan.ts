import { System } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, newPaper, told } from './told.js';

export const noRollbackPlan = rule({
  id: 'docs/no-rollback-plan',
  shape: 'absent',
  severity: 'info',
  title: 'No document tells how to go back to the version before',
  message:
    'No document here tells how to bring the version before back: the first bad release is when somebody works it out. Write the steps down.',
  holds: 'A document tells how to roll back',
  why: `A release that breaks something is taken back within minutes where the steps are known, migrations and configuration included. Where they
    are not, people try to repair forward while the outage goes on.`,
  references: ['https://sre.google/workbook/canarying-releases/'],
  about: System,
  reads: PAPERS,

  *check(subject, scope) {
    const { proof, hint, empty } = told(scope, 'rollback');
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || subject.part) yield scope.unknown(hint ?? subject);
    else yield scope.problem({ at: subject, related: empty, fixes: newPaper(scope, scope.document, 'docs/ROLLBACK.md', BEGINNING) });
  },

  examples: [
    {
      file: 'docs/rollback.md',
      bad: '',
      good: code`
        # Rollback

        Roll back when more than one request in a hundred fails for five minutes.

        1. \`kubectl rollout undo deployment/shop\`
        2. If the release had a migration: \`alembic downgrade -1\`
        3. Tell the channel, and keep the failed image for later.
      `,
      beside: {
        'main.py': code`
          from fastapi import FastAPI

          app = FastAPI()
        `,
      },
    },
  ],
});

const BEGINNING = code`
  # Rollback

  ## When

  TODO: what has to be seen, and who decides.

  ## Steps

  TODO: the commands that bring the version before back.

  ## Data and configuration

  TODO: which migrations can be undone, and which settings go back as well.
`;
