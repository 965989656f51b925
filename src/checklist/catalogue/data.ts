import type { Section } from '../../model/checklist.js';

export const data: Section = {
  id: 'data',
  title: 'Data security',
  items: [
    {
      id: 'data.error-sanitisation',
      title: 'Errors without internals',
      holds: 'Error responses show no stack trace, query or internals',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['web-app'],
      rules: ['http/error-detail-exposed', 'http/debug-enabled'],
    },
    {
      id: 'data.encryption-in-transit',
      title: 'Verified TLS to other services',
      holds: 'Caches, brokers and other services are reached over verified TLS',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['datastore', 'external-api'],
      rules: ['tls/plaintext-url', 'tls/verification-disabled'],
    },
  ],
};
