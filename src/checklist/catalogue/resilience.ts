import type { Section } from '../../model/checklist.js';

export const resilience: Section = {
  id: 'resilience',
  title: 'Error handling and resilience',
  items: [
    {
      id: 'resilience.graceful-shutdown',
      title: 'Graceful shutdown on SIGTERM',
      holds: 'On SIGTERM the service takes no new work, finishes what it holds, and closes its pools in order',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['service'],
      rules: ['resilience/no-graceful-shutdown', 'docker/shell-form-command', 'consistency/timeout-chain'],
    },
  ],
};
