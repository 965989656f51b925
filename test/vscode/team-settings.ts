import { catalogue } from '../../src/checklist/catalogue.js';

/** An item of the team's own, which only a person can attest. */
export const PAGER = { id: 'team.pager', title: 'On-call rota names a person' };
/** The one item of the built-in checklist that blocks here. */
export const DEFAULTS = { id: 'secrets.no-default-values', title: 'No default or guessable secrets' };

/** A `preflight.yaml` with which two items block, whatever the built-in checklist comes to hold: the other items are another team's. */
export function teamSettings(): string {
  const others = catalogue.flatMap(({ items }) => items).filter(({ id, standard }) => standard === 'blocking' && id !== DEFAULTS.id);
  return [
    '# What the library team answers for.',
    'checklist:',
    '  items:',
    ...others.map(({ id }) => `    ${id}: { applies: false, reason: "the platform team's" }`),
    '  custom:',
    `    - { id: ${PAGER.id}, section: secrets, title: "${PAGER.title}", verify: manual, blocking: true }`,
    'signoff:',
    '  roles:',
    '    - { id: engineering-lead, required: false }',
    '    - { id: security-lead, required: true, owns: [secrets] }',
    '',
  ].join('\n');
}

/** A line that signs with a secret that everybody knows; put together here, so that this repository holds none. */
export const guessable = (line: string): string =>
  line.replace('os.environ["JWT_SECRET"]', `os.environ.get("JWT_SECRET", "${['change', 'me'].join('')}")`);
