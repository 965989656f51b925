import type { Section } from '../../model/checklist.js';

export const delivery: Section = {
  id: 'delivery',
  title: 'CI/CD and delivery',
  items: [
    {
      id: 'delivery.verified-deployment',
      title: 'Deployments verified by health checks',
      holds: 'A deployment is done only when health checks and smoke tests have passed',
      verify: 'assisted',
      phase: 'before',
      blocking: true,
      standard: 'more',
      applies: ['service'],
      rules: ['http/no-health-endpoint'],
    },
  ],
};
