import { Workspace } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, told } from './told.js';

export const noArchitecture = rule({
  id: 'docs/no-architecture',
  shape: 'absent',
  severity: 'info',
  title: 'No description of the architecture',
  message:
    'No document here describes how the parts work together, so each newcomer reads all of the code for it. Add a page with the parts and a diagram.',
  holds: 'A document describes the architecture',
  why: `Whoever changes one part has to know what depends on it. Without a description the same questions are asked anew, and answered differently.`,
  references: ['https://c4model.com/', 'https://matklad.github.io/2021/02/06/ARCHITECTURE.md.html'],
  about: Workspace,
  reads: PAPERS,

  *check(subject, scope) {
    const { proof, hint, empty } = told(scope, 'architecture');
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || subject.part) yield scope.unknown(hint ?? subject);
    else yield scope.problem({ at: subject, related: empty });
  },

  examples: [
    {
      file: 'docs/architecture.md',
      bad: '',
      good: code`
        # Architecture

        The web application takes orders and writes them to PostgreSQL. A worker reads them from there, charges the card through the payment provider
        and sends the confirmation. Both are the same image, started with different commands.
      `,
    },
  ],
});
