import { LogFormat } from '../../facts/observability.js';
import { Dependency } from '../../facts/project.js';
import { Service } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';

const PACKAGES =
  /^(?:structlog|python-json-logger|django-structlog|json-log-formatter|ecs-logging|google-cloud-logging|pino|pino-http|nestjs-pino|bunyan|winston|nest-winston|@google-cloud\/logging[\w-]*|go\.uber\.org\/zap|github\.com\/rs\/zerolog|github\.com\/sirupsen\/logrus|net\.logstash\.logback:logstash-logback-encoder|io\.quarkus:quarkus-logging-json)$/;

export const noStructuredLogging = rule({
  id: 'observability/no-structured-logging',
  shape: 'absent',
  severity: 'warning',
  title: 'No structured logging',
  message: {
    none: 'This {framework} application writes its logs as plain lines: they cannot be searched by request, user or status. Write JSON.',
    off: "Logs are JSON only where '{setting}' says so, and by itself it does not: in production they are plain lines. Switch it on there.",
  },
  holds: 'Logs are written as JSON',
  why: `In an outage logs are filtered by request, user and status, over all instances. Lines for human eyes have to be taken apart with patterns that
    break with the next message.`,
  references: ['https://12factor.net/logs', 'https://docs.python.org/3/howto/logging-cookbook.html#implementing-structured-logging'],
  about: Service,
  reads: [LogFormat, Dependency],

  *check(service, { facts, everywhere, problem, evidence, unknown }) {
    const own = facts(LogFormat);
    const on = own.find(({ json }) => json === 'on');
    const off = own.find(({ json }) => json === 'switch');
    const asked = facts(Dependency).find(({ name, runtime }) => runtime && PACKAGES.test(name));
    const hint = own.find(({ json }) => json === 'unknown') ?? asked;
    if (off && (on || hint)) yield problem({ say: 'off', words: { setting: off.tool }, at: off, subject: off.tool });
    else if (on) yield evidence(on, `${on.tool} writes JSON`);
    // Another part of the repository may set it up for all.
    else if (hint || everywhere(LogFormat).some(({ json }) => json !== 'off' && json !== 'switch')) yield unknown(hint ?? service);
    else yield problem({ say: 'none', words: { framework: service.frameworks[0] ?? 'web' }, at: service, subject: service.folder });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        import logging
        from fastapi import FastAPI

        logging.basicConfig(level=logging.INFO)
        app = FastAPI()
      `,
      good: code`
        import logging
        from fastapi import FastAPI
        from pythonjsonlogger.json import JsonFormatter

        handler = logging.StreamHandler()
        handler.setFormatter(JsonFormatter())
        logging.basicConfig(level=logging.INFO, handlers=[handler])
        app = FastAPI()
      `,
    },
  ],
});
