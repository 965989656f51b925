import { insertKey } from '../../edits/yaml.js';
import { ComposeService } from '../../facts/compose.js';
import { Image } from '../../facts/containers.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { isDeployed } from './service.js';

/** Servers whose images have no check of their own. https://hub.docker.com */
const SERVERS =
  /^(?:nginx|httpd|caddy|traefik|haproxy|envoyproxy\/envoy|node|tomcat|kong|varnish|keycloak\/keycloak|quay\.io\/keycloak\/keycloak)$/;

export const noHealthcheck = rule({
  id: 'compose/no-healthcheck',
  shape: 'absent',
  severity: 'warning',
  title: 'No health check',
  message: {
    store: "Service '{service}' ({product}) has no health check: what depends on it starts before it can answer. Add one.",
    server: "Service '{service}' has no health check: it counts as running while it hangs, and nothing waits for it. Add one.",
  },
  holds: 'Servers and datastores are asked whether they work',
  why: `A container whose process runs counts as up, even while it hangs or is still starting. With a health check others can wait for it, and an orchestrator can replace it.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#healthcheck'],
  about: ComposeService,
  reads: [Image],

  *check(service, { document, everywhere, problem, unknown, evidence, exempt }) {
    const { check, store, reference, name, open, ends, published, built, map, uri, span } = service;
    if (!isDeployed(service)) {
      yield exempt;
      return;
    }
    if (check?.on) {
      yield evidence({ span: check.at }, `Service '${name}' has a health check`);
      return;
    }
    if (ends) {
      yield exempt;
      return;
    }
    // Switched off is somebody's decision; of an image that is built here its own rule speaks.
    const images = everywhere(Image).filter(({ services }) => services.some(({ at }) => at.uri === uri && at.span.start === span.start));
    const own = images.find(({ healthcheck }) => healthcheck?.on);
    if (own) {
      yield evidence({ span: own.healthcheck?.at ?? own.span, uri: own.uri }, 'The image has a health check');
      return;
    }
    if (check || open || built) {
      yield unknown(service);
      return;
    }
    const server =
      reference &&
      SERVERS.test(reference.registry === 'docker.io' ? reference.repository : `${reference.registry}/${reference.repository}`);
    if (!store && !server) {
      yield published ? unknown(service) : exempt;
      return;
    }
    const fixes =
      map && store?.check !== undefined
        ? suggestion(
            `Ask ${store.product} whether it is ready`,
            insertKey(document, map, 'healthcheck', { test: ['CMD-SHELL', store.check], interval: '10s', timeout: '5s', retries: 5 }),
          )
        : [];
    if (store) yield problem({ at: service, say: 'store', words: { service: name, product: store.product }, subject: name, fixes });
    else yield problem({ at: service, say: 'server', words: { service: name }, subject: name, fixes });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          db:
            image: postgres:17.2
      `,
      good: code`
        services:
          db:
            image: postgres:17.2
            healthcheck:
              test: ['CMD-SHELL', 'pg_isready -U "$$POSTGRES_USER"']
              interval: 10s
      `,
    },
  ],
});
