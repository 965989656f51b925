import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { wildcardWithCredentials } from '../../../src/rules/cors/wildcard-with-credentials.js';
import { versionDisclosed } from '../../../src/rules/http/version-disclosed.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const NGINX = 'nginx.ingress.kubernetes.io/';
const ingress = (...annotations: readonly string[]): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n${annotations.map((line) => `    ${line}\n`).join('')}spec:\n  ingressClassName: nginx\n  tls:\n    - hosts: [shop.example]\n      secretName: shop\n  rules:\n    - host: shop.example\n`;
const controller = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ingress-nginx-controller\ndata:\n  ${data}\n`;

describe('ingress and gateways', () => {
  testRule(weakProtocol, {
    reports: [
      {
        name: "the controller's map",
        file: 'k8s/config.yaml',
        code: controller('ssl-protocols: "«TLSv1 TLSv1.1» TLSv1.2"'),
        says: "'ssl-protocols' accepts TLS 1.0 and TLS 1.1",
        fixed: controller('ssl-protocols: "TLSv1.2"'),
      },
      { name: 'values of its chart', file: 'values.yaml', code: 'controller:\n  config:\n    ssl-protocols: «TLSv1.1» TLSv1.2\n' },
      {
        name: 'ciphers of one ingress',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}ssl-ciphers: "ECDHE-RSA-AES128-GCM-SHA256:«RC4-SHA»"`),
      },
      {
        name: "Istio's gateway",
        file: 'gateway.yaml',
        code: 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: shop\nspec:\n  servers:\n    - hosts: [shop.example]\n      tls:\n        minProtocolVersion: «TLSV1_0»\n',
      },
    ],
    accepts: [
      { name: 'new versions', file: 'config.yaml', code: controller('ssl-protocols: "TLSv1.2 TLSv1.3"') },
      { name: 'sound ciphers', file: 'ingress.yaml', code: ingress(`${NGINX}ssl-ciphers: "HIGH:!aNULL:!MD5"`) },
      {
        name: 'a new least version',
        file: 'gateway.yaml',
        code: 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: shop\nspec:\n  servers:\n    - tls:\n        minProtocolVersion: TLSV1_2\n',
      },
      { name: 'a template', file: 'values.yaml', code: 'controller:\n  config:\n    ssl-protocols: "{{ .Values.protocols }}"\n' },
    ],
  });

  testRule(wildcardOrigin, {
    reports: [
      {
        name: 'a star',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}enable-cors: "true"`, `${NGINX}cors-allow-origin: «"*"»`),
        fixed: null,
      },
      { name: 'the default', file: 'ingress.yaml', code: ingress(`${NGINX}enable-cors: «"true"»`) },
      {
        name: 'values of a chart',
        file: 'chart/values.yaml',
        code: `ingress:\n  annotations:\n    ${NGINX}enable-cors: "true"\n    ${NGINX}cors-allow-origin: «"*"»\n`,
      },
    ],
    accepts: [
      {
        name: 'one origin',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}enable-cors: "true"`, `${NGINX}cors-allow-origin: "https://shop.example"`),
      },
      {
        name: 'several',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}enable-cors: "true"`, `${NGINX}cors-allow-origin: "https://shop.example, https://www.shop.example"`),
      },
      {
        name: 'a star that is not in force',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}enable-cors: "false"`, `${NGINX}cors-allow-origin: "*"`),
      },
    ],
    unknown: [
      {
        name: 'a template',
        file: 'values.yaml',
        code: `ingress:\n  annotations:\n    ${NGINX}enable-cors: "true"\n    ${NGINX}cors-allow-origin: "{{ .Values.origin }}"\n`,
      },
    ],
  });

  testRule(wildcardWithCredentials, {
    reports: [
      {
        name: 'a star with credentials',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}enable-cors: "true"`, `${NGINX}cors-allow-origin: «"*"»`, `${NGINX}cors-allow-credentials: "true"`),
        severity: 'warning',
      },
      {
        name: 'Istio, which sends the origin back',
        file: 'vs.yaml',
        code: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: shop\nspec:\n  http:\n    - corsPolicy:\n        allowOrigins:\n          - exact: «"*"»\n        allowCredentials: true\n',
        severity: 'error',
        fixed: null,
      },
    ],
    accepts: [
      {
        name: 'no credentials',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}enable-cors: "true"`, `${NGINX}cors-allow-credentials: "false"`),
      },
      {
        name: 'named origins',
        file: 'ingress.yaml',
        code: ingress(
          `${NGINX}enable-cors: "true"`,
          `${NGINX}cors-allow-origin: "https://shop.example"`,
          `${NGINX}cors-allow-credentials: "true"`,
        ),
      },
    ],
  });

  testRule(reflectedOrigin, {
    reports: [
      {
        name: 'a pattern for all',
        file: 'vs.yaml',
        code: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: shop\nspec:\n  http:\n    - corsPolicy:\n        allowOrigins:\n          - regex: «".*"»\n',
      },
    ],
    accepts: [
      {
        name: 'a pattern of the own domain',
        file: 'vs.yaml',
        code: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: shop\nspec:\n  http:\n    - corsPolicy:\n        allowOrigins:\n          - regex: "https://[a-z]+\\\\.shop\\\\.example"\n',
      },
    ],
  });

  testRule(noHttpsRedirect, {
    reports: [
      {
        name: 'a redirect switched off',
        file: 'ingress.yaml',
        code: ingress(`«${NGINX}ssl-redirect: "false"»`),
        says: "'shop.example' is served over plain HTTP beside HTTPS",
      },
    ],
    accepts: [
      { name: 'what it does by itself', file: 'ingress.yaml', code: ingress(`${NGINX}proxy-body-size: 8m`) },
      {
        name: 'a redirect that is forced',
        file: 'ingress.yaml',
        code: ingress(`${NGINX}ssl-redirect: "false"`, `${NGINX}force-ssl-redirect: "true"`),
      },
      {
        name: 'a route that redirects',
        file: 'route.yaml',
        code: 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: to-https\nspec:\n  hostnames: [shop.example]\n  rules:\n    - filters:\n        - type: RequestRedirect\n          requestRedirect:\n            scheme: https\n',
      },
    ],
    unknown: [{ name: 'a template', file: 'ingress.yaml', code: ingress(`${NGINX}ssl-redirect: "{{ .Values.redirect }}"`) }],
  });

  testRule(versionDisclosed, {
    reports: [
      {
        name: 'tokens switched on',
        file: 'config.yaml',
        code: controller('«server-tokens: "true"»'),
        fixed: controller('server-tokens: "false"'),
      },
    ],
    accepts: [{ name: 'tokens off', file: 'config.yaml', code: controller('server-tokens: "false"') }],
  });
});
