import { listFromEnvironment } from '../../edits/environment.js';
import { CorsPolicy } from '../../facts/http.js';
import { isLocalOrigin, isLocalPattern } from '../../model/origin.js';
import { code, fix, rule } from '../../model/rule.js';
import { hasUnknown, texts } from '../../model/value.js';
import { isFixed } from './wildcard-origin.js';

export const localhostOrigin = rule({
  id: 'cors/localhost-origin',
  shape: 'present',
  severity: 'info',
  title: 'Only local origins are allowed',
  message:
    "'{setting}' allows only local origins, so a deployed front end cannot call this API. Add its origin, or read the list from the environment.",
  holds: 'The allowed origins are not only local ones',
  why: `Browsers withhold this service's answers from the deployed front end, because only pages served from a developer's machine are allowed.
    It works at home and fails on the first day in production.`,
  references: ['https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors/CORSMissingAllowOrigin'],
  about: CorsPolicy,
  // Local origins are what a development configuration is for.
  severityIn: { development: 'off' },

  *check({ setting, origins, pattern, echo }, { document, problem, exempt }) {
    if (hasUnknown(origins) || hasUnknown(pattern)) return;
    const named = texts(origins);
    const patterns = texts(pattern);
    const [first] = [...named, ...patterns];
    // Every origin, or none, is for the other rules to judge.
    if (echo || !first) {
      yield exempt;
      return;
    }
    if (!named.every(({ text }) => isLocalOrigin(text)) || !patterns.every(({ text }) => isLocalPattern(text))) return;
    const replaced =
      origins && patterns.length === 0 && !isFixed(setting) ? listFromEnvironment(document, origins, 'ALLOWED_ORIGINS') : undefined;
    yield problem({
      at: named.length > 1 && origins?.kind === 'list' ? origins : first,
      words: { setting },
      subject: setting,
      fixes: () => fix("Read allowed origins from 'ALLOWED_ORIGINS'", replaced),
    });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origins=["http://localhost:3000"])
      `,
      good: code`
        import os
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origins=os.environ["ALLOWED_ORIGINS"].split(","))
      `,
    },
    {
      file: 'server.js',
      bad: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: 'http://localhost:3000' }));
      `,
      good: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: process.env.ALLOWED_ORIGINS?.split(',') ?? [] }));
      `,
    },
  ],
});
