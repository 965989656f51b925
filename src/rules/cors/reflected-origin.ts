import { listFromEnvironment } from '../../edits/environment.js';
import { CorsPolicy } from '../../facts/http.js';
import type { Document } from '../../model/document.js';
import { matchesEveryOrigin } from '../../model/origin.js';
import { code, fix, rule } from '../../model/rule.js';
import { type At, slice } from '../../model/span.js';
import { isOn, texts, unknown as unknownValue } from '../../model/value.js';

/** Whether an echo is all that the option says (`true`, a function), so that a list can stand in its place. */
export const isWholeOption = (document: Document, { span, uri }: At): boolean =>
  (uri === undefined || uri === document.uri) &&
  /^(?:true$|(?:async\s+)?(?:function\b|\w+\s*=>|\([\w\s,:|<>?$]{0,120}\)\s*=>))/.test(slice(document.text, span));

export const reflectedOrigin = rule({
  id: 'cors/reflected-origin',
  shape: 'present',
  severity: 'warning',
  title: "The request's origin is sent back unchecked",
  message: {
    echo: "Any website can read this API's responses: each request's own origin is sent back as allowed. Compare it with a list of origins first.",
    pattern:
      "Any website can read this API's responses: the pattern '{pattern}' matches every origin. Write the pattern of your own domain.",
  },
  holds: 'Origins are compared before they are allowed',
  why: `Sending back whatever origin asks is a '*' in other words: a page on any website can read the answers.
    Unlike '*' it also works with cookies, so that one more setting hands signed-in sessions to every website.`,
  references: [
    'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin',
    'https://portswigger.net/web-security/cors',
  ],
  security: 6,
  about: CorsPolicy,

  *check({ setting, origins, pattern, echo, credentials }, { document, problem, unknown }) {
    const every = texts(pattern).filter(({ text }) => matchesEveryOrigin(text));
    const at = echo ?? every[0];
    if (!at) {
      // What a function of another module lets in is not known.
      if (origins?.kind === 'unknown') yield unknown(origins);
      return;
    }
    // Together with credentials it is cors/wildcard-with-credentials that speaks.
    if (isOn(credentials)) yield unknown(at);
    else if (echo) {
      const edits = isWholeOption(document, echo) ? listFromEnvironment(document, unknownValue(echo), 'ALLOWED_ORIGINS') : undefined;
      yield problem({ say: 'echo', at: echo, subject: setting, fixes: fix("Read allowed origins from 'ALLOWED_ORIGINS'", edits) });
    } else for (const each of every) yield problem({ say: 'pattern', at: each, words: { pattern: each.text }, subject: setting });
  },

  examples: [
    {
      file: 'server.js',
      bad: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: true }));
      `,
      good: code`
        import cors from 'cors';
        import express from 'express';

        const app = express();
        app.use(cors({ origin: ['https://shop.example'] }));
      `,
    },
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origin_regex="https?://.*")
      `,
      good: code`
        from fastapi import FastAPI
        from fastapi.middleware.cors import CORSMiddleware

        app = FastAPI()
        app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://([a-z0-9-]+\.)?shop\.example")
      `,
    },
  ],
});
