import { System } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, newPaper, told } from './told.js';

export const noRunbook = rule({
  id: 'docs/no-runbook',
  shape: 'absent',
  severity: 'info',
  title: 'No runbook or troubleshooting guide',
  message:
    'No runbook or troubleshooting guide here tells what to do when something fails: whoever is woken at night starts from nothing. Begin one.',
  holds: 'A document tells what to do when something fails',
  why: `Most outages are of a kind that somebody has seen before. Written steps let anyone on duty end them, and show a newcomer where to look.`,
  references: ['https://sre.google/workbook/on-call/'],
  about: System,
  reads: PAPERS,

  *check(subject, scope) {
    const { proof, hint, empty } = told(scope, 'troubleshooting');
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || subject.part) yield scope.unknown(hint ?? subject);
    else yield scope.problem({ at: subject, related: empty, fixes: newPaper(scope, scope.document, 'docs/RUNBOOK.md', BEGINNING) });
  },

  examples: [
    {
      file: 'docs/runbook.md',
      bad: '',
      good: code`
        # Runbook

        ## Requests are slow

        1. Look at the connections of the database: \`select count(*) from pg_stat_activity\`
        2. More than 90: a worker holds them. Restart it with \`kubectl rollout restart deployment/worker\`
        3. Still slow after five minutes: call the person on duty for the database.
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
  # Runbook

  ## Where to look first

  TODO: dashboards, logs, the health route.

  ## Known problems

  ### TODO: what is seen

  TODO: why, and the steps that end it.

  ## Who to call

  TODO: when and whom.
`;
