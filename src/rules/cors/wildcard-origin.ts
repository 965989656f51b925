import { listFromEnvironment } from '../../edits/environment.js';
import { CorsPolicy, OriginSetting } from '../../facts/http.js';
import { matchesEveryOrigin } from '../../model/origin.js';
import { code, fix, rule } from '../../model/rule.js';
import { type Value, isOn, texts } from '../../model/value.js';
import { statedOrigins } from './stated-origins.js';

/** The variable whose absence lets everyone in: `process.env.ORIGINS || '*'`. */
function variableWithStar(value: Value | undefined): string | undefined {
  if (value?.kind === 'list') return value.items.map(variableWithStar).find((name) => name !== undefined);
  return value?.kind === 'env' && texts(value.fallback).some(({ text }) => text === '*') ? value.name : undefined;
}

/** A header holds one origin, a list would be a broken one; and what proxies and gateways are set up with has no environment. */
export const isFixed = (setting: string): boolean =>
  /^(?:access-control-allow-origin|accesscontrolalloworigin\w{0,10}|cors-allow-origin|alloworigins?)$/i.test(setting);

export const wildcardOrigin = rule({
  id: 'cors/wildcard-origin',
  shape: 'present',
  severity: 'warning',
  title: 'Any origin is allowed',
  message: {
    star: "Any website can read this API's responses: '{setting}' is '*'. List the origins that need it.",
    fallback:
      "Where '{variable}' is not set, any website can read this API's responses: '{setting}' falls back to '*'. Fall back to no origin.",
  },
  holds: 'Only named origins may read responses',
  why: `A page on any website can call this service from a visitor's browser and read the answer.
    Behind a firewall, any site that an employee opens can read internal data.`,
  references: ['https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS'],
  security: 5,
  about: CorsPolicy,
  reads: [OriginSetting],

  *check(policy, { document, facts, problem, unknown }) {
    const { setting, pattern, echo, credentials } = policy;
    const origins = statedOrigins(policy, facts);
    const star = texts(origins).find((origin) => origin.text === '*');
    // cors/reflected-origin speaks of these; together with credentials it is cors/wildcard-with-credentials.
    const other = echo ?? texts(pattern).find(({ text }) => matchesEveryOrigin(text)) ?? (isOn(credentials) ? star : undefined);
    if (other) {
      yield unknown(other);
      return;
    }
    if (!origins || !star) return;
    const elsewhere = star.uri !== undefined && star.uri !== document.uri;
    const related = elsewhere ? [{ at: policy, note: `'${setting}' takes it from there` }] : [];
    const variable = variableWithStar(origins);
    if (variable !== undefined) {
      yield problem({ say: 'fallback', at: star, related, words: { setting, variable }, subject: setting });
      return;
    }
    yield problem({
      say: 'star',
      at: star,
      related,
      words: { setting },
      subject: setting,
      fixes: () =>
        fix(
          "Read allowed origins from 'ALLOWED_ORIGINS'",
          isFixed(setting) || elsewhere ? undefined : listFromEnvironment(document, origins, 'ALLOWED_ORIGINS'),
        ),
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
    {
      file: 'server.js',
      bad: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors());
      `,
      good: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: 'https://shop.example' }));
      `,
    },
  ],
});
