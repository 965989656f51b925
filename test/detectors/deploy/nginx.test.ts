import assert from 'node:assert/strict';
import { CorsPolicy } from '../../../src/facts/http.js';
import { slice } from '../../../src/model/span.js';
import { type Value, texts } from '../../../src/model/value.js';
import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { wildcardWithCredentials } from '../../../src/rules/cors/wildcard-with-credentials.js';
import { testRule } from '../../rules/rule-tester.js';
import { factsOf } from '../../support/facts.js';

const shown = (value: Value | undefined): string => {
  if (!value) return '-';
  if (value.kind === 'list' || value.kind === 'text')
    return (
      texts(value)
        .map(({ text }) => text)
        .join(' ') || 'none'
    );
  return value.kind === 'flag' ? String(value.on) : value.kind;
};

async function policiesOf(text: string): Promise<readonly string[]> {
  return (await factsOf(CorsPolicy, 'nginx/site.conf', text)).map(
    ({ origins, pattern, echo, credentials }) =>
      `${echo ? `echo ${slice(text, echo.span)}` : shown(origins)}${pattern ? ` pattern ${shown(pattern)}` : ''}${credentials ? ` credentials ${shown(credentials)}` : ''}`,
  );
}

const server = (body: string, before = ''): string => `${before}server {\n  listen 80;\n  location / {\n    ${body}\n  }\n}\n`;

describe('CORS of nginx', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a star', server('add_header Access-Control-Allow-Origin *;'), ['*']],
    ['a star in quotes, always', server('add_header "access-control-allow-origin" "*" always;'), ['*']],
    ['one origin', server("add_header 'Access-Control-Allow-Origin' 'https://a.example';"), ['https://a.example']],
    [
      'credentials of the same block',
      server('add_header Access-Control-Allow-Origin *;\n    add_header Access-Control-Allow-Credentials true;'),
      ['* credentials true'],
    ],
    [
      'credentials of another block',
      server('add_header Access-Control-Allow-Origin *;', 'add_header Access-Control-Allow-Credentials true;\n'),
      ['*'],
    ],
    ['an echo', server('add_header Access-Control-Allow-Origin $http_origin;'), ['echo $http_origin']],
    [
      'an echo in a block about the method',
      server('if ($request_method = OPTIONS) {\n      add_header Access-Control-Allow-Origin "$http_origin";\n    }'),
      ['echo "$http_origin"'],
    ],
    [
      'an echo behind a pattern',
      server('if ($http_origin ~* "^https://(www\\.)?a\\.example$") {\n      add_header Access-Control-Allow-Origin $http_origin;\n    }'),
      ['- pattern ^https://(www\\.)?a\\.example$'],
    ],
    [
      'an echo behind one origin',
      server('if ($http_origin = "https://a.example") {\n      add_header Access-Control-Allow-Origin $http_origin;\n    }'),
      ['https://a.example'],
    ],
    [
      'an echo behind a flag that a pattern sets',
      server(
        'if ($http_origin ~ a\\.example$) {\n      set $cors 1;\n    }\n    if ($cors = 1) {\n      add_header Access-Control-Allow-Origin $http_origin;\n    }',
      ),
      ['unknown'],
    ],
    [
      'a map of origins',
      server(
        'add_header Access-Control-Allow-Origin $cors;',
        'map $http_origin $cors {\n  default "";\n  https://a.example $http_origin;\n  "~^https://.*\\.b\\.example$" $http_origin;\n}\n',
      ),
      ['https://a.example pattern ^https://.*\\.b\\.example$'],
    ],
    [
      'a map with a star by default',
      server('add_header Access-Control-Allow-Origin $cors;', 'map $http_origin $cors {\n  default *;\n}\n'),
      ['*'],
    ],
    [
      'a map that passes everything on',
      server('add_header Access-Control-Allow-Origin $cors;', 'map $http_origin $cors {\n  default $http_origin;\n}\n'),
      ['echo $http_origin'],
    ],
    [
      'a map of something else',
      server('add_header Access-Control-Allow-Origin $cors;', 'map $host $cors {\n  default "";\n  a.example https://a.example;\n}\n'),
      ['unknown'],
    ],
    [
      'a variable that is set',
      server('set $cors "https://a.example";\n    add_header Access-Control-Allow-Origin $cors;'),
      ['https://a.example'],
    ],
    [
      'a variable that is set to the origin',
      server('set $cors $http_origin;\n    add_header Access-Control-Allow-Origin $cors;'),
      ['echo $http_origin'],
    ],
    [
      'a variable that patterns set',
      server(
        'set $cors "";\n    if ($http_origin ~* "^https://a\\.example$") {\n      set $cors $http_origin;\n    }\n    if ($http_origin = "https://b.example") {\n      set $cors $http_origin;\n    }\n    add_header Access-Control-Allow-Origin $cors;',
      ),
      ['https://b.example pattern ^https://a\\.example$'],
    ],
    [
      'fonts, which browsers ask it for',
      'server {\n  location ~* \\.(?:eot|ttf|woff2?)$ {\n    add_header Access-Control-Allow-Origin *;\n  }\n}\n',
      [],
    ],
    [
      'files below a folder',
      'server {\n  location /uploads/ {\n    alias /srv/uploads/;\n    add_header Access-Control-Allow-Origin *;\n  }\n}\n',
      [],
    ],
    [
      'what the well-known addresses say',
      'server {\n  location /.well-known/matrix/client {\n    return 200 "{}";\n    add_header Access-Control-Allow-Origin *;\n  }\n}\n',
      [],
    ],
    [
      'a server behind a folder of files',
      'server {\n  location /api/ {\n    root /srv;\n    proxy_pass http://api;\n    add_header Access-Control-Allow-Origin *;\n  }\n}\n',
      ['*'],
    ],
    ['a variable from another file', server('add_header Access-Control-Allow-Origin $cors_origin;'), ['unknown']],
    ['another module', server("more_set_headers 'Access-Control-Allow-Origin: *';"), ['*']],
    [
      'a header to the server behind',
      server('proxy_set_header Access-Control-Allow-Origin *;\n    proxy_hide_header Access-Control-Allow-Origin;'),
      [],
    ],
    ['a comment', server('# add_header Access-Control-Allow-Origin *;'), []],
  ];
  for (const [name, text, expected] of cases) it(`reads ${name}`, async () => assert.deepEqual(await policiesOf(text), expected));

  testRule(wildcardOrigin, {
    reports: [{ name: 'a star', file: 'nginx/site.conf', code: server('add_header Access-Control-Allow-Origin «*» always;'), fixed: null }],
    accepts: [{ name: 'one origin', file: 'nginx/site.conf', code: server('add_header Access-Control-Allow-Origin https://a.example;') }],
    unknown: [
      { name: 'a variable of another file', file: 'nginx/site.conf', code: server('add_header Access-Control-Allow-Origin $cors;') },
    ],
  });
  testRule(reflectedOrigin, {
    reports: [{ name: 'an echo', file: 'nginx/site.conf', code: server('add_header Access-Control-Allow-Origin «$http_origin»;') }],
    accepts: [
      {
        name: 'a pattern of one domain',
        file: 'nginx/site.conf',
        code: server('if ($http_origin ~ "^https://a\\.example$") {\n      add_header Access-Control-Allow-Origin $http_origin;\n    }'),
      },
    ],
  });
  testRule(wildcardWithCredentials, {
    reports: [
      {
        name: 'an echo with credentials',
        file: 'nginx/site.conf',
        code: server('add_header Access-Control-Allow-Origin «$http_origin»;\n    add_header Access-Control-Allow-Credentials true;'),
      },
    ],
    accepts: [
      {
        name: 'one origin with credentials',
        file: 'nginx/site.conf',
        code: server('add_header Access-Control-Allow-Origin https://a.example;\n    add_header Access-Control-Allow-Credentials true;'),
      },
    ],
  });
});
