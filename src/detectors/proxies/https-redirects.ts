import { ProxyServer } from '../../facts/proxy.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';

const SHIPS: readonly Role[] = ['production'];

interface Sign {
  readonly by: string;
  readonly at: RegExp;
  readonly beside?: RegExp;
  readonly state: true | undefined;
}

const PYTHON: readonly Sign[] = [
  // https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect
  { by: 'Django, SECURE_SSL_REDIRECT', at: /^[ \t]{0,12}SECURE_SSL_REDIRECT[ \t]{0,4}=[ \t]{0,4}(?:True\b|not DEBUG\b)/m, state: true },
  {
    by: 'Django, SECURE_SSL_REDIRECT',
    at: /^[ \t]{0,12}SECURE_SSL_REDIRECT[ \t]{0,4}=[ \t]{0,4}(?!True\b|False\b|not DEBUG\b)\S/m,
    state: undefined,
  },
  // https://www.starlette.io/middleware/#httpsredirectmiddleware
  {
    by: 'HTTPSRedirectMiddleware',
    at: /\badd_middleware\(\s{0,20}(?:\w{1,30}\.)?HTTPSRedirectMiddleware\b|\bMiddleware\(\s{0,10}HTTPSRedirectMiddleware\b/,
    state: true,
  },
  // https://github.com/wntrblm/flask-talisman#options: force_https is on where nobody says otherwise.
  { by: 'Flask-Talisman', at: /\bTalisman\((?![^)]{0,400}force_https\s{0,4}=\s{0,4}(?!True))/, beside: /flask_talisman/, state: true },
  { by: 'Flask-SSLify', at: /\bSSLify\(/, beside: /flask_sslify/, state: true },
];

const SCRIPT: readonly Sign[] = [
  {
    by: 'a package that redirects',
    at: /\.use\(\s{0,10}(?:enforce|sslRedirect|enforcesSsl|expressEnforcesSsl|forceSsl|forceSSL|secure|sslify|redirectSSL|redirectToHTTPS)\w{0,10}(?:\.\w{1,20})?\(/,
    beside:
      /['"](?:express-sslify|express-enforces-ssl|heroku-ssl-redirect|express-force-ssl|express-force-https|koa-sslify|redirect-ssl|express-http-to-https|fastify-https-redirect)['"]/,
    state: true,
  },
  // By hand: what it looks at is seen, when it does so is not.
  {
    by: 'a middleware',
    at: /\bredirect\(\s{0,10}(?:30[1278]\s{0,4},\s{0,10})?(?:`https:\/\/\$\{\s{0,4}(?:req|request|ctx|c)\.|['"]https:\/\/['"]\s{0,4}\+\s{0,4}(?:req|request|ctx|c)\.)/,
    beside: /x-forwarded-proto|\.secure\b|\.protocol\b|\.encrypted\b/i,
    state: true,
  },
];

const JAVA: readonly Sign[] = [
  // https://docs.spring.io/spring-security/reference/servlet/exploits/http.html
  { by: 'Spring Security', at: /\.anyRequest\(\)\s{0,40}\.requiresSecure\(\)|\bredirectToHttps\(/, state: true },
  { by: 'Spring Security', at: /\brequiresSecure\(\)/, state: undefined },
];

const GO: readonly Sign[] = [
  { by: "Echo's HTTPSRedirect", at: /\bmiddleware\.HTTPS(?:WWW|NonWWW)?Redirect(?:WithConfig)?\(/, beside: /labstack\/echo/, state: true },
  { by: 'secure, SSLRedirect', at: /\bSSLRedirect\s{0,8}:\s{0,8}true\b/, state: true },
  { by: 'http.Redirect', at: /\bhttp\.Redirect\([^\n]{0,80}"https:\/\/"\s{0,3}\+\s{0,3}\w{1,20}\.Host/, state: true },
];

function* signs(document: Document, table: readonly Sign[]): Iterable<FactDraft> {
  const text = withoutComments(document);
  for (const { by, at, beside, state } of table) {
    const found = at.exec(text);
    if (!found || (beside && !beside.test(text))) continue;
    const start = found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0);
    const span = { start, end: found.index + found[0].length };
    yield ProxyServer(
      { span },
      {
        by,
        name: undefined,
        names: [],
        path: document.path,
        plain: { span },
        tls: false,
        redirects: state,
        passes: false,
        files: false,
        loses: [],
        includes: [],
        room: undefined,
        application: true,
      },
    );
    return;
  }
}

/** Applications that send plain HTTP to HTTPS by themselves. */
export const pythonRedirects = detector({
  framework: 'HTTPS redirects',
  format: 'text',
  files: /\.py$/,
  roles: SHIPS,
  mentions: /SECURE_SSL_REDIRECT|HTTPSRedirectMiddleware|Talisman|SSLify/,
  facts: ({ document }) => signs(document, PYTHON),
});

export const scriptRedirects = detector({
  framework: 'HTTPS redirects',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: SHIPS,
  mentions:
    /express-sslify|enforces-ssl|ssl-redirect|force-ssl|force-https|koa-sslify|redirect-ssl|http-to-https|https-redirect|redirect\([^\n]{0,40}https:\/\//,
  facts: ({ document }) => signs(document, SCRIPT),
});

export const javaRedirects = detector({
  framework: 'HTTPS redirects',
  format: 'text',
  files: /\.(?:java|kt)$/,
  roles: SHIPS,
  mentions: /requiresSecure|redirectToHttps/,
  facts: ({ document }) => signs(document, JAVA),
});

export const goRedirects = detector({
  framework: 'HTTPS redirects',
  format: 'text',
  files: /\.go$/,
  roles: SHIPS,
  mentions: /HTTPS\w{0,10}Redirect|SSLRedirect|http\.Redirect\(/,
  facts: ({ document }) => signs(document, GO),
});
