import { directoryListing } from '../../../src/rules/http/directory-listing.js';
import { testRule } from '../rule-tester.js';

const server = (body: string): string => `server {\n  listen 80;\n  root /srv/www;\n  ${body}\n}\n`;

testRule(directoryListing, {
  reports: [
    { name: 'a whole server', file: 'nginx.conf', code: server('«autoindex on»;'), fixed: server('autoindex off;') },
    { name: 'a path', file: 'nginx.conf', code: server('location /media/ {\n    «autoindex on»;\n  }'), severity: 'warning' },
    {
      name: 'a folder that is there to be looked through, as information',
      file: 'nginx.conf',
      code: server('location /downloads/ {\n    «autoindex on»;\n  }'),
      severity: 'info',
    },
  ],
  accepts: [
    { name: 'no listing', file: 'nginx.conf', code: server('autoindex off;') },
    { name: 'its format alone', file: 'nginx.conf', code: server('autoindex_format json;') },
    { name: 'a comment', file: 'nginx.conf', code: server('# autoindex on;') },
    { name: 'another program with that word', file: 'dovecot.conf', code: 'fts_autoindex = yes\n' },
  ],
});
