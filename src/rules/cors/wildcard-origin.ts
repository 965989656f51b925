import { listFromEnvironment } from '../../edits/environment.js';
import { CorsPolicy } from '../../facts/http.js';
import { code, fix, rule } from '../../model/rule.js';
import { isOn, texts } from '../../model/value.js';

export const wildcardOrigin = rule({
  id: 'cors/wildcard-origin',
  shape: 'present',
  severity: 'warning',
  title: 'Any origin is allowed',
  message: "Any website can read this API's responses: '{setting}' is '*'. List the origins that need it.",
  holds: 'Only named origins may read responses',
  why: `A page on any website can call this service from a visitor's browser and read the answer.
    Behind a firewall, any site that an employee opens can read internal data.`,
  references: ['https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS'],
  security: 5,
  about: CorsPolicy,

  *check({ setting, origins, credentials }, { document, problem }) {
    const star = texts(origins).find((origin) => origin.text === '*');
    // Together with credentials it is cors/wildcard-with-credentials that speaks.
    if (!origins || !star || isOn(credentials)) return;
    yield problem({
      at: star,
      words: { setting },
      subject: setting,
      fixes: fix("Read allowed origins from 'ALLOWED_ORIGINS'", listFromEnvironment(document, origins, 'ALLOWED_ORIGINS')),
    });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origins=["*"])
      `,
      good: code`
        import os
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origins=os.environ["ALLOWED_ORIGINS"].split(","))
      `,
    },
  ],
});
