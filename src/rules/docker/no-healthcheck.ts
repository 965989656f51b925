import { addInstruction } from '../../edits/dockerfile.js';
import { Image } from '../../facts/containers.js';
import { Route } from '../../facts/http.js';
import { code, rule, suggestion } from '../../model/rule.js';

const LIVENESS =
  /^\/(?:api\/|v\d\/){0,2}(?:-\/)?(?:health(?:z|check|_check|-check)?|livez?|liveness|alive|ping|status|up|heartbeat|actuator\/health)(?:\/(?:live|liveness))?\/?$/i;

export const noHealthcheck = rule({
  id: 'docker/no-healthcheck',
  shape: 'absent',
  severity: 'info',
  title: 'The image has no health check',
  message: {
    route:
      "Nothing asks this server whether it works, so a container that hangs keeps running. Add a HEALTHCHECK for '{path}', which the code serves.",
    plain: 'Nothing asks this server whether it works, so a container that hangs keeps running. Add a HEALTHCHECK.',
    compose: "Service '{service}' runs this server and nothing asks whether it works: one that hangs keeps running. Add a HEALTHCHECK.",
  },
  holds: 'The container is asked whether it works',
  why: `Docker restarts what has ended, and believes everything else to be well: a server that hangs stays in service.
    Compose and Swarm also wait for the check before they start what depends on it.`,
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  about: Image,
  reads: [Route],

  *check(image, { document, facts, problem, evidence, unknown, exempt }) {
    const { healthcheck, server, services, pods, kubernetes, ports, client, index, name, family, starts, base } = image;
    if (healthcheck?.on) {
      yield evidence({ span: healthcheck.at }, 'HEALTHCHECK');
      return;
    }
    const unchecked = services.filter(({ check }) => check === undefined);
    const checked = services.find(({ check }) => check === 'on');
    const probed = pods.find((pod) => pod.probed);
    if (checked && unchecked.length === 0) {
      yield evidence(checked.at, `Service '${checked.name}' has a health check`);
      return;
    }
    if (probed && services.length === 0) {
      yield evidence(probed.at, `Container '${probed.name}' has a probe`);
      return;
    }
    // Kubernetes ignores HEALTHCHECK; 'NONE' is somebody's decision; an image without programs has nothing to ask with.
    if (
      kubernetes ||
      healthcheck ||
      server === undefined ||
      family === 'distroless' ||
      family === 'scratch' ||
      // Somebody's product with settings of one's own: what tells whether it works is for its maker to say.
      (starts === 'image' && base?.repository.includes('/')) ||
      (services.length > 0 && unchecked.length === 0)
    ) {
      yield unknown(image);
      return;
    }
    if (!server) {
      yield exempt;
      return;
    }
    const route = facts(Route).find((candidate) => LIVENESS.test(candidate.path) && /^(?:GET|HEAD|ANY)$/.test(candidate.method));
    const [service] = unchecked;
    const path = route?.path ?? '/health';
    const port = ports[0];
    const line = port === undefined ? undefined : checkWith(client, `http://127.0.0.1:${String(port)}${path}`);
    const common = {
      at: image,
      subject: name ?? 'final stage',
      fixes: () =>
        suggestion(
          `Add a HEALTHCHECK for '${path}'`,
          line === undefined ? undefined : addInstruction(document, index, line, route ? undefined : path),
        ),
    };
    if (service)
      yield problem({
        ...common,
        say: 'compose',
        words: { service: service.name },
        severity: 'warning',
        related: [{ at: service.at, note: `Service '${service.name}' runs it` }],
      });
    else if (route) yield problem({ ...common, say: 'route', words: { path } });
    else yield problem({ ...common, say: 'plain' });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.13-slim
        COPY . /app
        EXPOSE 8000
        USER nobody
        CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
      `,
      good: code`
        FROM python:3.13-slim
        COPY . /app
        EXPOSE 8000
        USER nobody
        HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=3)"]
        CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
      `,
    },
  ],
});

/** The check in terms of what the image has; undefined where nothing is known to be there. */
function checkWith(client: 'curl' | 'wget' | 'python' | 'node' | undefined, url: string): string | undefined {
  switch (client) {
    case 'curl':
      return `HEALTHCHECK CMD curl --fail --silent --max-time 3 ${url} || exit 1`;
    case 'wget':
      return `HEALTHCHECK CMD wget -q -T 3 -O /dev/null ${url} || exit 1`;
    case 'python':
      return `HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('${url}', timeout=3)"]`;
    case 'node':
      return `HEALTHCHECK CMD ["node", "-e", "fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]`;
    case undefined:
      return undefined;
  }
}
