import { listFromEnvironment } from '../../edits/environment.js';
import { CorsPolicy, OriginSetting } from '../../facts/http.js';
import { matchesEveryOrigin } from '../../model/origin.js';
import { code, fix, rule } from '../../model/rule.js';
import { hasUnknown, isOff, isOn, texts, unknown } from '../../model/value.js';
import { isWholeOption } from './reflected-origin.js';
import { isFixed } from './wildcard-origin.js';
import { statedOrigins } from './stated-origins.js';

export const wildcardWithCredentials = rule({
  id: 'cors/wildcard-with-credentials',
  shape: 'present',
  severity: 'error',
  title: 'Any origin is allowed together with credentials',
  message: {
    reflected: 'Any website can act as the signed-in user: all origins are allowed together with credentials. List the trusted origins.',
    refused:
      "Browsers refuse '*' together with credentials, so signed-in requests fail. List the trusted origins; echoing each origin would let every website in.",
  },
  holds: 'Credentials go only to named origins',
  why: `A page on any website can call this service with the visitor's cookies and read the answer: it sees and does what the visitor can.
    Where the server sends a literal '*', browsers withhold the answer, so that the front end does not work either.`,
  references: [
    'https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS#credentialed_requests_and_wildcards',
    'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  ],
  security: 8,
  about: CorsPolicy,
  reads: [OriginSetting],
  supersedes: ['cors/wildcard-origin', 'cors/reflected-origin'],

  *check(policy, { document, facts, problem, evidence }) {
    const { setting, credentials } = policy;
    if (!credentials || isOff(credentials)) return;
    const { pattern, echo, reflects } = policy;
    const origins = statedOrigins(policy, facts);
    const star = texts(origins).find((origin) => origin.text === '*');
    const every = texts(pattern).find(({ text }) => matchesEveryOrigin(text));
    const at = echo ?? star ?? every;
    if (!at) {
      // Whether credentials are allowed does not matter where every origin is named.
      if (!hasUnknown(origins) && !hasUnknown(pattern)) yield evidence(policy, 'Credentials go only to named origins');
      return;
    }
    if (!isOn(credentials)) return;
    const elsewhere = at.uri !== undefined && at.uri !== document.uri;
    const related = [{ at: elsewhere ? { ...credentials, uri: policy.uri } : credentials, note: 'Credentials are allowed here.' }];
    const replaced = echo
      ? isWholeOption(document, echo)
        ? unknown(echo)
        : undefined
      : star && !isFixed(setting) && !elsewhere
        ? origins
        : undefined;
    const fixes = fix(
      "Read allowed origins from 'ALLOWED_ORIGINS'",
      replaced && listFromEnvironment(document, replaced, 'ALLOWED_ORIGINS'),
    );
    if (echo || every || reflects) yield problem({ say: 'reflected', at, related, subject: setting, fixes });
    else yield problem({ say: 'refused', at, related, subject: setting, severity: 'warning', fixes });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
      `,
      good: code`
        import os
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origins=os.environ["ALLOWED_ORIGINS"].split(","), allow_credentials=True)
      `,
    },
    {
      file: 'server.js',
      bad: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: true, credentials: true }));
      `,
      good: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: ['https://shop.example'], credentials: true }));
      `,
    },
  ],
});
