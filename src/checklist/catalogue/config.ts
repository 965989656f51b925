import type { Section } from '../../model/checklist.js';

export const config: Section = {
  id: 'config',
  title: 'Configuration',
  items: [
    {
      id: 'config.production-mode',
      title: 'Debug mode off',
      holds: 'Debug and test modes are off, and the environment is declared as production',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['service'],
      rules: ['http/debug-enabled'],
    },
    {
      id: 'config.production-server',
      title: 'Production server',
      holds: 'A production server serves the application',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['web-app'],
      rules: ['http/dev-server', 'docker/dev-server'],
    },
  ],
};
