import { Service } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { REPORTED, heardOf, notedAs } from './telemetry.js';

export const noErrorTracking = rule({
  id: 'observability/no-error-tracking',
  shape: 'absent',
  severity: 'info',
  title: 'No error tracking',
  message:
    'Errors of this {framework} application end in its logs: nobody is told of a new one, or how often it comes. Send them to an error tracker.',
  holds: 'Unhandled errors reach an error tracker',
  why: `A tracker groups what fails by cause, with the release and the request that did it. In logs alone the first sign of a new error is a user who
    writes.`,
  references: ['https://docs.sentry.io/platforms/', 'https://opentelemetry.io/docs/specs/semconv/exceptions/'],
  about: Service,
  reads: REPORTED,

  *check(service, scope) {
    const { started, hint } = heardOf(scope, 'errors');
    if (started) yield scope.evidence(started, notedAs(started, 'errors'));
    else if (hint) yield scope.unknown(hint);
    else yield scope.problem({ at: service, words: { framework: service.frameworks[0] ?? 'web' }, subject: service.folder });
  },

  examples: [
    {
      file: 'server.js',
      bad: code`
        import express from 'express';

        const app = express();
        app.listen(3000);
      `,
      good: code`
        import * as Sentry from '@sentry/node';
        import express from 'express';

        Sentry.init({ dsn: process.env.SENTRY_DSN, environment: process.env.DEPLOYMENT });
        const app = express();
        Sentry.setupExpressErrorHandler(app);
        app.listen(3000);
      `,
    },
  ],
});
