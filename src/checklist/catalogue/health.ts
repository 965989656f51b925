import type { Section } from '../../model/checklist.js';

export const health: Section = {
  id: 'health',
  title: 'Health checks',
  items: [
    {
      id: 'health.liveness-endpoint',
      title: 'Liveness route',
      holds: 'A liveness route answers while the process is well',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['web-app'],
      rules: ['http/no-health-endpoint'],
    },
    {
      id: 'health.readiness-endpoint',
      title: 'Readiness route',
      holds: 'A readiness route checks the database, its pool, the cache and whatever else is needed',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['web-app'],
      rules: ['http/no-readiness-endpoint'],
    },
    {
      id: 'health.container-healthchecks',
      title: 'Container health checks',
      holds: 'Containers declare health checks, databases and caches included',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['docker', 'compose'],
      rules: ['docker/no-healthcheck', 'compose/no-healthcheck', 'consistency/probe-path-unserved'],
    },
  ],
};
