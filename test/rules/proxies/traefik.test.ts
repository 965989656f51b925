import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { wildcardWithCredentials } from '../../../src/rules/cors/wildcard-with-credentials.js';
import { noServerTimeout } from '../../../src/rules/http/no-server-timeout.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const labels = (...all: readonly string[]): string =>
  `services:\n  api:\n    image: registry.example.com/api:1\n    labels:\n${all.map((label) => `      - ${label}\n`).join('')}`;
const proxy = (...flags: readonly string[]): string =>
  `  traefik:\n    image: traefik:v3.5\n    command:\n${['--providers.docker=true', ...flags].map((flag) => `      - ${flag}\n`).join('')}`;
const POINTS = ['--entrypoints.web.address=:80', '--entrypoints.websecure.address=:443'];
const SECURE = [
  'traefik.http.routers.api-secure.rule=Host(`shop.example`)',
  'traefik.http.routers.api-secure.entrypoints=websecure',
  'traefik.http.routers.api-secure.tls=true',
];
const PLAIN = ['traefik.http.routers.api.rule=Host(`shop.example`)', 'traefik.http.routers.api.entrypoints=web'];

describe('Traefik', () => {
  testRule(weakProtocol, {
    reports: [
      {
        name: 'a dynamic file',
        file: 'traefik/dynamic.yml',
        code: 'tls:\n  options:\n    default:\n      minVersion: «VersionTLS10»\n',
        says: "'minVersion' accepts TLS 1.0 and TLS 1.1",
        fixed: 'tls:\n  options:\n    default:\n      minVersion: VersionTLS12\n',
      },
      {
        name: 'TOML',
        file: 'dynamic.toml',
        code: '[tls.options.default]\n  minVersion = "«VersionTLS11»"\n',
        fixed: '[tls.options.default]\n  minVersion = "VersionTLS12"\n',
      },
      {
        name: 'a resource',
        file: 'k8s/tls.yaml',
        code: 'apiVersion: traefik.io/v1alpha1\nkind: TLSOption\nmetadata:\n  name: default\nspec:\n  minVersion: «VersionTLS10»\n',
      },
      {
        name: 'ciphers',
        file: 'dynamic.yml',
        code: 'tls:\n  options:\n    default:\n      cipherSuites:\n        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\n        - «TLS_RSA_WITH_RC4_128_SHA»\n',
      },
    ],
    accepts: [
      { name: 'TLS 1.2', file: 'dynamic.yml', code: 'tls:\n  options:\n    default:\n      minVersion: VersionTLS12\n' },
      { name: 'another program', file: 'app.yml', code: 'server:\n  tls:\n    options:\n      minVersion: VersionTLS10\n' },
      { name: 'a modern TOML', file: 'dynamic.toml', code: '[tls.options.default]\nminVersion = "VersionTLS13"\n' },
      {
        name: 'sound ciphers',
        file: 'dynamic.yml',
        code: 'tls:\n  options:\n    default:\n      minVersion: VersionTLS12\n      cipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]\n',
      },
    ],
  });

  testRule(wildcardOrigin, {
    reports: [
      {
        name: 'a label',
        file: 'compose.yaml',
        code: labels('traefik.http.middlewares.cors.headers.accesscontrolalloworiginlist=«*»'),
        fixed: null,
        says: "'accesscontrolalloworiginlist' is '*'",
      },
      {
        name: 'a map of labels',
        file: 'compose.yaml',
        code: 'services:\n  api:\n    image: api:1\n    labels:\n      traefik.http.middlewares.cors.headers.accesscontrolalloworiginlist: "«*»"\n',
      },
      {
        name: 'a dynamic file',
        file: 'dynamic.yml',
        code: 'http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowOriginList:\n          - "«*»"\n',
        fixed: null,
      },
      {
        name: 'a resource',
        file: 'cors.yaml',
        code: 'apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata:\n  name: cors\nspec:\n  headers:\n    accessControlAllowOriginList: ["«*»"]\n',
      },
    ],
    accepts: [
      {
        name: 'one origin',
        file: 'compose.yaml',
        code: labels('traefik.http.middlewares.cors.headers.accesscontrolalloworiginlist=https://shop.example,https://www.shop.example'),
      },
      {
        name: 'the methods',
        file: 'dynamic.yml',
        code: 'http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowMethods: ["*"]\n        accessControlAllowOriginList: ["https://shop.example"]\n',
      },
      {
        name: 'other labels',
        file: 'compose.yaml',
        code: labels('com.example.http.middlewares.cors.headers.accesscontrolalloworiginlist=*'),
      },
    ],
    unknown: [
      {
        name: 'a variable',
        file: 'compose.yaml',
        code: labels('traefik.http.middlewares.cors.headers.accesscontrolalloworiginlist=${ORIGINS}'),
      },
    ],
  });

  testRule(wildcardWithCredentials, {
    reports: [
      {
        name: 'a star with credentials',
        file: 'dynamic.yml',
        code: 'http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowCredentials: true\n        accessControlAllowOriginList: ["«*»"]\n',
        severity: 'warning',
      },
    ],
    accepts: [
      {
        name: 'named origins',
        file: 'dynamic.yml',
        code: 'http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowCredentials: true\n        accessControlAllowOriginList: ["https://shop.example"]\n',
      },
    ],
  });

  testRule(reflectedOrigin, {
    reports: [
      {
        name: 'a pattern for all',
        file: 'dynamic.yml',
        code: 'http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowOriginListRegex: ["«.*»"]\n',
      },
    ],
    accepts: [
      {
        name: 'a pattern of the own domain',
        file: 'dynamic.yml',
        code: 'http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowOriginListRegex: ["^https://[a-z]+\\\\.shop\\\\.example$"]\n',
      },
    ],
  });

  testRule(noHttpsRedirect, {
    reports: [
      {
        name: 'two routers of one host',
        file: 'compose.yaml',
        code: labels(...PLAIN, ...SECURE).replace('rule=Host(`shop.example`)', 'rule=«Host(`shop.example`)»') + proxy(...POINTS),
        says: "'shop.example' is served over plain HTTP beside HTTPS",
      },
    ],
    accepts: [
      {
        name: 'a redirect of the entry point',
        file: 'compose.yaml',
        code: proxy(...POINTS, '--entrypoints.web.http.redirections.entrypoint.to=websecure').replace(/^/, 'services:\n'),
      },
      {
        name: 'a redirect in a file',
        file: 'traefik.yml',
        code: 'entryPoints:\n  web:\n    address: ":80"\n    http:\n      redirections:\n        entryPoint:\n          to: websecure\n          scheme: https\n  websecure:\n    address: ":443"\n',
      },
      {
        name: 'a middleware that redirects',
        file: 'dynamic.yml',
        code: 'http:\n  routers:\n    api:\n      rule: "Host(`shop.example`)"\n      entryPoints: [web]\n      middlewares: [to-https]\n      service: api\n  middlewares:\n    to-https:\n      redirectScheme:\n        scheme: https\n',
      },
    ],
    unknown: [
      { name: 'entry points that are elsewhere', file: 'compose.yaml', code: labels(...PLAIN, ...SECURE) },
      {
        name: 'a middleware that is elsewhere',
        file: 'compose.yaml',
        code: labels(...PLAIN, 'traefik.http.routers.api.middlewares=secure@file', ...SECURE),
      },
      {
        name: 'an entry point that routers may redirect',
        file: 'traefik.yml',
        code: 'entryPoints:\n  web:\n    address: ":80"\n  websecure:\n    address: ":443"\n',
      },
    ],
  });

  testRule(noServerTimeout, {
    reports: [
      {
        name: 'no limit',
        file: 'traefik.yml',
        code: 'entryPoints:\n  web:\n    address: ":80"\n    transport:\n      respondingTimeouts:\n        readTimeout: «0»\n',
      },
      {
        name: 'no limit by a flag',
        file: 'compose.yaml',
        code: `services:\n${proxy('--entrypoints.web.transport.respondingtimeouts.readtimeout=«0s»')}`,
      },
    ],
    accepts: [
      {
        name: 'a limit',
        file: 'traefik.yml',
        code: 'entryPoints:\n  web:\n    address: ":80"\n    transport:\n      respondingTimeouts:\n        readTimeout: 60s\n',
      },
      {
        name: 'a limit by a flag',
        file: 'compose.yaml',
        code: `services:\n${proxy('--entrypoints.web.transport.respondingtimeouts.readtimeout=10s')}`,
      },
    ],
  });
});
