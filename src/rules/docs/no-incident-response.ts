import { System } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, newPaper, told } from './told.js';

export const noIncidentResponse = rule({
  id: 'docs/no-incident-response',
  shape: 'absent',
  severity: 'info',
  title: 'No plan for incidents',
  message:
    'No document here tells who does what in an incident: severities, who is called, who speaks to users. Write down a page before the first one.',
  holds: 'A document tells who does what in an incident',
  why: `In an outage the first minutes go to finding out who decides, who repairs and who tells the users. A page that says it beforehand saves them,
    and gives a review afterwards something to go by.`,
  references: ['https://sre.google/sre-book/managing-incidents/', 'https://response.pagerduty.com/'],
  about: System,
  reads: PAPERS,

  *check(subject, scope) {
    const { proof, hint, empty } = told(scope, 'incidents');
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || subject.part) yield scope.unknown(hint ?? subject);
    else yield scope.problem({ at: subject, related: empty, fixes: newPaper(scope, scope.document, 'docs/INCIDENTS.md', BEGINNING) });
  },

  examples: [
    {
      file: 'docs/incident-response.md',
      bad: '',
      good: code`
        # Incident response

        ## Severities

        - **1**: nobody can order. Answer within 15 minutes, day and night.
        - **2**: some orders fail. Answer within an hour in office hours.

        ## Who does what

        The person on duty leads and calls others in; the support lead writes to customers every half hour.
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
  # Incident response

  ## Severities

  TODO: what each one means, and how fast somebody answers.

  ## Who does what

  TODO: who leads, who repairs, who tells the users.

  ## Escalation

  TODO: whom to call next, and after how long.

  ## Afterwards

  TODO: where reviews are written.
`;
