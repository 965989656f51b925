import { addCompression } from '../../edits/routes.js';
import { Dependency } from '../../facts/project.js';
import { Service } from '../../facts/service.js';
import { Compression } from '../../facts/upkeep.js';
import { code, rule, suggestion } from '../../model/rule.js';

const PACKAGES =
  /^(?:brotli-asgi|flask-compress|django-compression-middleware|compression|@fastify\/compress|koa-compress|shrink-ray(?:-current)?|express-static-gzip|github\.com\/(?:gin-contrib\/gzip|nytimes\/gziphandler))$/;

export const noCompression = rule({
  id: 'performance/no-compression',
  shape: 'absent',
  severity: 'info',
  title: 'Responses are not compressed',
  message:
    'Nothing compresses the responses of this {framework} application, nor does a proxy here: text travels at five times its size. Compress it.',
  holds: 'Responses are compressed',
  why: `JSON, HTML and scripts shrink to a fifth. On slow lines that is most of the time that users wait, and everywhere it is paid for as traffic.`,
  references: ['https://developer.mozilla.org/docs/Web/HTTP/Guides/Compression'],
  about: Service,
  reads: [Compression, Dependency],

  *check(service, { document, facts, everywhere, problem, evidence, unknown }) {
    const own = facts(Compression);
    const on = own.find(({ state }) => state === 'on');
    const off = own.find(({ state }) => state === 'off');
    // A proxy stands in front of several services, and in a folder of its own.
    const elsewhere = everywhere(Compression).find(({ state }) => state !== 'off');
    const asked = facts(Dependency).find(({ name, runtime }) => runtime && PACKAGES.test(name));
    if (on) yield evidence(on, on.by);
    // https://nextjs.org/docs/app/api-reference/config/next-config-js/compress
    else if (!off && service.frameworks.every((framework) => framework === 'Next.js'))
      yield evidence(service, 'Next.js compresses by itself');
    else if (elsewhere || asked) yield unknown(elsewhere ?? asked ?? service);
    else {
      const [framework = 'web'] = service.frameworks;
      yield problem({
        at: off ?? service,
        words: { framework },
        subject: service.folder,
        fixes: () => (off ? [] : suggestion("Add 'GZipMiddleware' to this application", addCompression(document, service.span, framework))),
      });
    }
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI

        app = FastAPI()
      `,
      good: code`
        from fastapi import FastAPI
        from fastapi.middleware.gzip import GZipMiddleware

        app = FastAPI()
        app.add_middleware(GZipMiddleware, minimum_size=1000)
      `,
    },
  ],
});
