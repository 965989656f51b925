import type { Section } from '../../model/checklist.js';

export const http: Section = {
  id: 'http',
  title: 'Network and HTTP security',
  items: [
    {
      id: 'http.cors',
      title: 'CORS limited to named origins',
      holds: 'CORS names the production origins: no wildcard, no list of local ones only',
      verify: 'auto',
      phase: 'before',
      blocking: true,
      standard: 'blocking',
      applies: ['web-app'],
      rules: ['cors/wildcard-origin', 'cors/wildcard-with-credentials', 'cors/reflected-origin', 'cors/localhost-origin'],
    },
    {
      id: 'http.attack-surface',
      title: 'Small HTTP attack surface',
      holds: 'Only known hosts are served; versions, listings and API consoles stay hidden',
      verify: 'auto',
      phase: 'before',
      blocking: false,
      standard: 'more',
      applies: ['web-app', 'reverse-proxy'],
      rules: ['http/allowed-hosts-wildcard', 'http/version-disclosed', 'http/directory-listing', 'http/api-docs-exposed'],
    },
  ],
};
