import { Telemetry } from '../../facts/observability.js';
import { Dependency } from '../../facts/project.js';
import { Service, Services, System } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { REPORTED } from './telemetry.js';

const PACKAGES =
  /^(?:opentelemetry-[\w-]+|ddtrace|newrelic|elastic-apm(?:-node)?|logfire|@opentelemetry\/.*|@vercel\/otel|dd-trace|go\.opentelemetry\.io\/otel.*|io\.micrometer:micrometer-tracing.*|io\.opentelemetry.*)$/;

export const noTracing = rule({
  id: 'observability/no-tracing',
  shape: 'absent',
  severity: 'info',
  title: 'No tracing',
  message:
    'None of the {count} services here reports traces: which of them makes a request slow, or fails it, has to be guessed. Add OpenTelemetry.',
  holds: 'Requests can be followed through the services',
  why: `A request that passes several services fails in one of them. A trace shows which, and how long each took; logs of each service alone do not
    tell that they belong together.`,
  references: ['https://opentelemetry.io/docs/concepts/signals/traces/'],
  about: System,
  reads: [...REPORTED, Service, Services],

  *check(system, { everywhere, problem, evidence, unknown }) {
    const traces = everywhere(Telemetry, { signal: 'traces' });
    const started = traces.filter((each) => each.started);
    const [first] = started;
    const services = everywhere(Services)[0]?.services ?? [];
    const isBelow = (uri: string, folder: string): boolean => folder === '' || decodeURI(uri).includes(`/${folder}/`);
    const silent = services.filter(({ folder }) => !started.some(({ uri }) => isBelow(uri, folder)));
    // What several share, such as an agent in a base image, stands in none of their folders.
    if (first && silent.length === 0) yield evidence(first, `${first.tool} reports traces`);
    else if (first || traces[0] || services.length < 2)
      yield unknown(everywhere(Service).find(({ folder }) => folder === silent[0]?.folder) ?? first ?? traces[0] ?? system);
    else {
      const asked = everywhere(Dependency).find(({ name, runtime }) => runtime && PACKAGES.test(name));
      if (asked) yield unknown(asked);
      else yield problem({ at: system, words: { count: services.length } });
    }
  },

  examples: [
    {
      file: 'mail/main.py',
      bad: code`
        from fastapi import FastAPI

        app = FastAPI()
      `,
      good: code`
        from fastapi import FastAPI
        from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

        app = FastAPI()
        FastAPIInstrumentor.instrument_app(app)
      `,
      beside: {
        'mail/requirements.txt': 'fastapi==0.115.0\n',
        'shop/requirements.txt': 'fastapi==0.115.0\n',
        'shop/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      },
    },
  ],
});
