import { addDirectives } from '../../edits/nginx.js';
import { Entrance, ProxyServer, RequestGuard } from '../../facts/proxy.js';
import { Dependency } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { guardsOf, isBeforeStrangers } from './guards.js';

const PACKAGES =
  /^(?:helmet|@fastify\/helmet|koa-helmet|next-safe|@next-safe\/middleware|secure|flask-talisman|django-csp|github\.com\/(?:unrolled\/secure|gin-contrib\/secure)\S*|org\.springframework\.boot:spring-boot-starter-security)$/;
const SPELLED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'X-Content-Type-Options',
  'x-frame-options': 'X-Frame-Options',
  'content-security-policy': 'Content-Security-Policy',
  'strict-transport-security': 'Strict-Transport-Security',
};
/** Paths whose files a browser neither frames nor runs as a page. */
const ASSETS =
  /\\\.|\/(?:static|assets|media|uploads?|images?|img|fonts?|js|css|files?|favicon|robots|_next|\.well-known)\b|status|health/i;

export const noSecurityHeaders = rule({
  id: 'http/no-security-headers',
  shape: 'absent',
  severity: 'warning',
  title: 'Browsers get no security headers',
  message: {
    none: 'No response of this {name} application carries security headers, so browsers let it be framed and guess content types. Set them for all responses.',
    proxy:
      'Neither {name} nor what stands behind it sets security headers, so browsers let pages be framed and guess content types. Set them.',
    some: '{name} sets some security headers, but not {missing}: the attacks that it stops still work. Set it, too.',
    lost: "This block's own 'add_header' drops the server's {missing}: responses from here go without. Repeat them, or move all into a file to include.",
  },
  holds: 'Responses carry security headers',
  why: `The headers tell browsers to refuse what the application never needs: being framed by another site, running a file that only claims to be an image,
    plain HTTP, scripts from elsewhere. Each turns a small hole into none.`,
  references: [
    'https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html',
    'https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header',
  ],
  security: 4.3,
  about: Entrance,
  reads: [RequestGuard, ProxyServer, Dependency],

  *check(entrance, { document, facts, everywhere, problem, evidence, unknown }) {
    const { by, name, pages, open, room } = entrance;
    const { on, perhaps } = guardsOf(entrance, 'headers', { facts, everywhere });
    const asked = everywhere(Dependency).find((dependency) => dependency.runtime && PACKAGES.test(dependency.name));
    let lost = false;
    for (const server of by === 'proxy' ? everywhere(ProxyServer) : [])
      for (const { at, headers, place } of server.loses) {
        if (ASSETS.test(place)) continue;
        lost = true;
        yield problem({
          say: 'lost',
          at: { span: at, uri: server.uri },
          words: {
            missing: headers
              .map((header) => `'${SPELLED[header] ?? header}'`)
              .slice(0, 2)
              .join(' and '),
          },
          subject: place,
        });
      }
    const set = new Set(on.flatMap(({ headers }) => headers));
    const [first] = on;
    const wanted = [
      'x-content-type-options',
      ...(pages ? ['x-frame-options', 'content-security-policy'] : []),
      'strict-transport-security',
    ];
    // https://www.w3.org/TR/CSP3/#directive-frame-ancestors stands for it.
    const missing = wanted.filter((header) => !set.has(header) && !(header === 'x-frame-options' && set.has('content-security-policy')));
    if (!first || set.size === 0) {
      if (perhaps || asked || open || lost || isBeforeStrangers(entrance)) {
        if (!lost) yield unknown(perhaps ?? asked ?? entrance);
      } else
        yield problem({
          say: by === 'proxy' ? 'proxy' : 'none',
          at: entrance,
          words: { name },
          subject: name,
          fixes: () =>
            room
              ? suggestion(
                  "Add 'X-Content-Type-Options' and 'X-Frame-Options'",
                  addDirectives(document, room, [
                    'add_header X-Content-Type-Options nosniff always;',
                    'add_header X-Frame-Options SAMEORIGIN always;',
                  ]),
                )
              : [],
        });
      return;
    }
    if (lost) return;
    if (missing.length === 0) yield evidence(first, [...new Set(on.map((guard) => guard.by))].slice(0, 3).join(', '));
    // Who ends TLS sets the last one, as a rule; whoever may stand in front may set each.
    else if (perhaps || open || missing.every((header) => header === 'strict-transport-security')) yield unknown(perhaps ?? entrance);
    else {
      const [one = ''] = missing.filter((header) => header !== 'strict-transport-security');
      const who = first.where === 'application' ? (entrance.frameworks[0] ?? name) : name;
      yield problem({
        say: 'some',
        at: first,
        words: { name: who, missing: `'${SPELLED[one] ?? one}'` },
        subject: name,
        severity: 'info',
      });
    }
  },

  examples: [
    {
      file: 'server.js',
      bad: code`
        import express from 'express';

        const app = express();
        app.get('/orders', (req, res) => res.json([]));
      `,
      good: code`
        import express from 'express';
        import helmet from 'helmet';

        const app = express();
        app.use(helmet());
        app.get('/orders', (req, res) => res.json([]));
      `,
    },
  ],
});
