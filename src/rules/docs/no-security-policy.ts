import { Workspace } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, newPaper, told } from './told.js';

export const noSecurityPolicy = rule({
  id: 'docs/no-security-policy',
  shape: 'absent',
  severity: 'info',
  title: 'No security policy',
  message:
    "There is no 'SECURITY.md': whoever finds a vulnerability does not learn whom to tell, and tells everybody, or nobody. Name an address.",
  holds: 'A security policy tells where to report vulnerabilities',
  why: `People who find a weakness look for an address first. Without one they open a public issue, or keep it.`,
  references: [
    'https://docs.github.com/code-security/getting-started/adding-a-security-policy-to-your-repository',
    'https://www.rfc-editor.org/rfc/rfc9116',
  ],
  about: Workspace,
  reads: PAPERS,

  *check(workspace, scope) {
    const { proof, hint, empty } = told(scope, 'security policy');
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || workspace.part) yield scope.unknown(hint ?? workspace);
    else yield scope.problem({ at: workspace, related: empty, fixes: newPaper(scope, scope.document, 'SECURITY.md', BEGINNING) });
  },

  examples: [
    {
      file: 'SECURITY.md',
      bad: '',
      good: code`
        # Security policy

        Report a vulnerability to security@shop.example, in private and not as an issue. We answer within two working days, and tell you when
        a version with the repair is out. The last two minor versions get repairs.
      `,
    },
  ],
});

const BEGINNING = code`
  # Security policy

  ## Reporting a vulnerability

  TODO: an address that somebody reads, and how fast they answer.

  ## Supported versions

  TODO: which versions get repairs.
`;
