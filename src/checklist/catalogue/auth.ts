import type { Section } from '../../model/checklist.js';

export const auth: Section = {
  id: 'auth',
  title: 'Authentication and authorization',
  items: [
    {
      id: 'auth.tokens',
      title: 'Tokens signed, verified, expiring',
      holds: 'Tokens are signed with a key from the environment, are verified, and expire',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['jwt'],
      rules: ['auth/jwt-unverified', 'auth/jwt-no-expiry', 'secrets/insecure-default'],
    },
  ],
};
