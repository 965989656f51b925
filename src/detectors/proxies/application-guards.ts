import { type Guard, PagesServed, RequestGuard } from '../../facts/proxy.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';
import { isConditional, placeOf } from '../watching/patterns.js';

const SHIPS: readonly Role[] = ['production'];
const ALL = ['strict-transport-security', 'content-security-policy', 'x-content-type-options', 'x-frame-options'];

interface Sign {
  readonly guard: Guard;
  readonly by: string;
  readonly at: RegExp;
  readonly beside?: RegExp;
  readonly state?: 'off' | 'unknown';
  readonly headers?: readonly string[];
  /** What takes some of them out again. */
  readonly less?: readonly (readonly [where: RegExp, ...headers: string[]])[];
}

function* signs(document: Document, table: readonly Sign[]): Iterable<FactDraft> {
  for (const { guard, by, at, beside, state = 'on', headers: usual = [], less = [] } of table) {
    if (beside && !beside.test(document.text)) continue;
    const span = placeOf(document, at);
    if (!span) continue;
    const gone = new Set(less.filter(([where]) => placeOf(document, where)).flatMap(([, ...headers]) => headers));
    const headers = usual.filter((header) => !gone.has(header));
    if (headers.length < usual.length && headers.length === 0) continue;
    const decided = state === 'on' && isConditional(document.text, span.start) ? 'unknown' : state;
    yield RequestGuard({ span }, { guard, by, state: decided, where: 'application', headers });
  }
}

/** What a project wrote itself: `class TokenBucket(models.Model)`, `def check_rate_limit(`. Which routes ask it cannot be seen. */
const OWN_LIMITER =
  /\b(?:class|type|interface|struct)\s{1,4}\w{0,40}(?:TokenBucket|LeakyBucket|RateLimit|Throttl)\w{0,40}|\b(?:def|func|function|const)\s{1,4}\w{0,40}(?:rate_?limit|token_?bucket|leaky_?bucket|throttle)\w{0,40}\s{0,4}[(=]/i;

const PYTHON: readonly Sign[] = [
  // https://docs.djangoproject.com/en/stable/ref/middleware/#module-django.middleware.security
  {
    guard: 'headers',
    by: "Django's SecurityMiddleware",
    at: /["']django\.middleware\.security\.SecurityMiddleware["']/,
    headers: ['x-content-type-options', 'referrer-policy'],
  },
  {
    guard: 'headers',
    by: "Django's XFrameOptionsMiddleware",
    at: /["']django\.middleware\.clickjacking\.XFrameOptionsMiddleware["']/,
    headers: ['x-frame-options'],
  },
  {
    guard: 'headers',
    by: 'SECURE_HSTS_SECONDS',
    at: /^\s{0,12}SECURE_HSTS_SECONDS\s{0,4}=\s{0,4}(?!0\s{0,4}$|None)/m,
    headers: ['strict-transport-security'],
  },
  {
    guard: 'headers',
    by: 'a policy for Django',
    at: /["'](?:csp\.middleware\.CSPMiddleware|django\.middleware\.csp\.ContentSecurityPolicyMiddleware)["']/,
    headers: ['content-security-policy'],
  },
  {
    guard: 'headers',
    by: 'Flask-Talisman',
    at: /\bTalisman\(|\btalisman\.init_app\(/,
    beside: /talisman/,
    headers: ALL,
    // https://github.com/wntrblm/flask-talisman#options
    less: [
      [/\bstrict_transport_security\s{0,4}=\s{0,4}False/, 'strict-transport-security'],
      [/\bcontent_security_policy\s{0,4}=\s{0,4}(?:None|False)/, 'content-security-policy'],
      [/\bframe_options\s{0,4}=\s{0,4}None/, 'x-frame-options'],
      [/\bx_content_type_options\s{0,4}=\s{0,4}False/, 'x-content-type-options'],
    ],
  },
  {
    guard: 'headers',
    by: 'secure',
    at: /\b(?:Secure\(|Secure\.with_default_headers\(|SecureHeaders\()/,
    beside: /^\s{0,8}(?:from|import) secure\b/m,
    headers: ALL,
  },
  {
    guard: 'headers',
    by: 'a middleware',
    at: /\badd_middleware\(\s{0,20}\w{0,30}(?:SecurityHeaders|SecureHeaders|Helmet|CSP)\w{0,20}/,
    state: 'unknown',
  },
  {
    guard: 'rate',
    by: 'slowapi',
    at: /@(?:\w{1,30}\.)?limiter\.limit\(|\badd_middleware\(\s{0,20}SlowAPI(?:ASGI)?Middleware|\bdefault_limits\s{0,3}=/,
    beside: /slowapi|limiter/,
  },
  { guard: 'rate', by: 'Flask-Limiter', at: /\bLimiter\(|@(?:\w{1,30}\.)?limiter\.limit\(/, beside: /flask_limiter/ },
  { guard: 'rate', by: 'fastapi-limiter', at: /\bRateLimiter\(\s{0,10}(?:times|limiter)\b/, beside: /fastapi_limiter/ },
  { guard: 'rate', by: 'django-ratelimit', at: /@(?:method_decorator\(\s{0,4})?ratelimit\(/, beside: /ratelimit/ },
  // https://www.django-rest-framework.org/api-guide/throttling/
  {
    guard: 'rate',
    by: "Django REST framework's throttles",
    at: /["']DEFAULT_THROTTLE_(?:CLASSES|RATES)["']\s{0,4}:\s{0,4}[[({]\s{0,20}["']|\bthrottle_classes\s{0,4}=\s{0,4}[[(]\s{0,10}\w/,
  },
  { guard: 'rate', by: 'django-axes', at: /["']axes\.middleware\.AxesMiddleware["']/, state: 'unknown' },
  {
    guard: 'rate',
    by: 'a middleware',
    at: /\badd_middleware\(\s{0,20}\w{0,30}(?:RateLimit|Throttl)\w{0,20}|\bDepends\(\s{0,4}\w{0,30}(?:rate_?limit|throttl)\w{0,30}|@(?:\w{1,20}\.)?(?:rate_?limit(?:ed)?|throttle)\b|["'][\w.]{1,80}(?:RateLimit|Throttl)\w{0,20}Middleware["']/i,
    state: 'unknown',
  },
  { guard: 'rate', by: 'a limiter of its own', at: OWN_LIMITER, state: 'unknown' },
  { guard: 'size', by: 'MAX_CONTENT_LENGTH', at: /["']?MAX_CONTENT_LENGTH["']?\]?\s{0,4}[=:]\s{0,4}(?!None)/ },
  { guard: 'size', by: 'DATA_UPLOAD_MAX_MEMORY_SIZE', at: /^\s{0,12}DATA_UPLOAD_MAX_MEMORY_SIZE\s{0,4}=\s{0,4}None/m, state: 'off' },
  { guard: 'size', by: 'DATA_UPLOAD_MAX_MEMORY_SIZE', at: /^\s{0,12}DATA_UPLOAD_MAX_MEMORY_SIZE\s{0,4}=\s{0,4}(?!None)/m },
  {
    guard: 'size',
    by: 'a middleware',
    at: /\b\w{0,30}(?:ContentSizeLimit|RequestSizeLimit|BodySizeLimit|LimitUploadSize|MaxBodySize|BodyLimit|RequestSize)\w{0,20}(?:Middleware)?\b/,
  },
  { guard: 'size', by: "a check of 'Content-Length'", at: /["']content-length["'][^\n]{0,80}/i, state: 'unknown' },
];

export const pythonGuards = detector({
  framework: 'Request guards in Python',
  format: 'text',
  files: /\.py$/,
  roles: SHIPS,
  mentions:
    /SecurityMiddleware|XFrameOptions|SECURE_HSTS|CSPMiddleware|ContentSecurityPolicyMiddleware|[tT]alisman|\bsecure\b|SecurityHeaders|SecureHeaders|[lL]imiter|rate_?limit|RateLimit|THROTTLE|[tT]hrottl|TokenBucket|LeakyBucket|token_bucket|axes\.|MAX_CONTENT_LENGTH|DATA_UPLOAD|SizeLimit|BodySize|BodyLimit|LimitUpload|RequestSize|content-length|Content-Length/,
  facts: ({ document }) => signs(document, PYTHON),
});

const SCRIPT: readonly Sign[] = [
  {
    guard: 'headers',
    by: 'helmet',
    at: /\bhelmet\(|\bregister\(\s{0,20}(?:fastifyHelmet|helmet|require\(['"]@fastify\/helmet['"]\)|import\(['"]@fastify\/helmet['"]\))|\bapp\.use\(\s{0,4}helmet\b|\bsecureHeaders\(/i,
    beside:
      /['"](?:helmet|@fastify\/helmet|fastify-helmet|koa-helmet|nestjs-helmet|hono\/secure-headers|h3-helmet|next-safe|@next-safe\/middleware|elysia-helmet)['"]/,
    headers: ALL,
    // https://helmet.js.org
    less: [
      [/\b(?:hsts|strictTransportSecurity)\s{0,4}:\s{0,4}false\b/, 'strict-transport-security'],
      [/\bcontentSecurityPolicy\s{0,4}:\s{0,4}false\b/, 'content-security-policy'],
      [/\b(?:frameguard|xFrameOptions)\s{0,4}:\s{0,4}false\b/, 'x-frame-options'],
      [/\b(?:noSniff|xContentTypeOptions)\s{0,4}:\s{0,4}false\b/, 'x-content-type-options'],
    ],
  },
  {
    guard: 'rate',
    by: 'express-rate-limit',
    at: /\b(?:rateLimit|RateLimit|rateLimiter|slowDown|expressRateLimit)\(\s{0,10}(?:\{|\w)/,
    beside:
      /['"](?:express-rate-limit|express-slow-down|koa-ratelimit|hono-rate-limiter|express-brute|koa2-ratelimit|@nuxtjs\/rate-limit|elysia-rate-limit)['"]/,
  },
  {
    guard: 'rate',
    by: '@fastify/rate-limit',
    at: /\bregister\(\s{0,20}(?:fastifyRateLimit|rateLimit|rateLimiter|require\(['"]@fastify\/rate-limit['"]\)|import\(['"]@fastify\/rate-limit['"]\))/,
    beside: /['"](?:@fastify\/rate-limit|fastify-rate-limit)['"]/,
  },
  { guard: 'rate', by: '@nestjs/throttler', at: /\bThrottlerModule\.forRoot(?:Async)?\(/ },
  {
    guard: 'rate',
    by: 'a limiter',
    at: /\bnew (?:Ratelimit|RateLimiter\w{0,30})\(|\bRatelimit\.(?:sliding|fixed|token)\w{0,20}\(|\b\w{0,20}[rR]ate_?[lL]imit\w{0,20}\s{0,4}\(/,
    state: 'unknown',
  },
  { guard: 'rate', by: 'a limiter of its own', at: OWN_LIMITER, state: 'unknown' },
  { guard: 'size', by: 'bodyLimit', at: /\bbodyLimit\s{0,4}[:(]/ },
];

export const scriptGuards = detector({
  framework: 'Request guards in JavaScript',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: SHIPS,
  mentions: /[hH]elmet|secureHeaders|next-safe|[rR]ate-?_?[lL]imit|slowDown|[tT]hrottl|TokenBucket|LeakyBucket|bodyLimit/,
  facts: ({ document }) => signs(document, SCRIPT),
});

const GO: readonly Sign[] = [
  {
    guard: 'headers',
    by: "Echo's Secure",
    at: /\bmiddleware\.Secure(?:WithConfig)?\(/,
    beside: /labstack\/echo/,
    headers: ['x-content-type-options', 'x-frame-options'],
  },
  {
    guard: 'headers',
    by: 'secure',
    at: /\bsecure\.New\(|\bhelmet\.(?:New|Default)\(/,
    beside: /unrolled\/secure|gin-contrib\/secure|fiber\/v\d\/middleware\/helmet|danielkov\/gin-helmet|gofiber\/helmet/,
    state: 'unknown',
  },
  {
    guard: 'rate',
    by: 'a middleware',
    at: /\bhttprate\.(?:Limit\w{0,20}|NewRateLimiter)\(|\btollbooth\.\w{1,40}\(|\bmiddleware\.(?:RateLimiter\w{0,20}|Throttle\w{0,20})\(|\blimiter\.New\(|\bmgin\.NewMiddleware\(|\bstdlib\.NewMiddleware\(/,
    beside: /httprate|tollbooth|echo\/v?\d?\/?middleware|chi\/(?:v\d\/)?middleware|fiber\/v\d\/middleware\/limiter|ulule\/limiter/,
  },
  { guard: 'rate', by: 'a limiter of its own', at: OWN_LIMITER, state: 'unknown' },
  { guard: 'rate', by: 'a limiter', at: /\brate\.NewLimiter\(|\b\w{0,20}[rR]ate[lL]imit\w{0,20}\s{0,3}\(/, state: 'unknown' },
  {
    guard: 'size',
    by: 'http.MaxBytesReader',
    at: /\bhttp\.MaxBytes(?:Reader|Handler)\(/,
    beside: /(?:func|:?=)[^\n]{0,80}(?:http\.Handler|gin\.HandlerFunc|next)|MaxBytesHandler/,
  },
  {
    guard: 'size',
    by: 'http.MaxBytesReader',
    at: /\bhttp\.MaxBytesReader\(|\bio\.LimitReader\(\s{0,4}\w{1,20}(?:\.Request)?\.Body/,
    state: 'unknown',
  },
  { guard: 'size', by: 'a middleware', at: /\bmiddleware\.(?:BodyLimit(?:WithConfig)?|RequestSize)\(|\blimits\.RequestSizeLimiter\(/ },
];

export const goGuards = detector({
  framework: 'Request guards in Go',
  format: 'text',
  files: /\.go$/,
  roles: SHIPS,
  mentions:
    /middleware\.(?:Secure|RateLimiter|Throttle|BodyLimit|RequestSize)|secure\.New|helmet\.|httprate|tollbooth|limiter\.New|NewLimiter|[rR]ate[lL]imit|TokenBucket|LeakyBucket|[tT]hrottle|MaxBytes|LimitReader|RequestSizeLimiter/,
  facts: ({ document }) => signs(document, GO),
});

const JAVA: readonly Sign[] = [
  // https://docs.spring.io/spring-security/reference/servlet/exploits/headers.html#servlet-headers-default
  {
    guard: 'headers',
    by: 'Spring Security',
    at: /\bSecurityFilterChain\s{1,4}\w{1,60}\s{0,4}\(|@EnableWebSecurity\b|@EnableWebFluxSecurity\b|\bSecurityWebFilterChain\b/,
    headers: ['x-content-type-options', 'x-frame-options', 'strict-transport-security'],
    less: [
      [
        /\.headers\(\s{0,20}\w{0,30}(?:\)\s{0,20}\.disable\(|::disable|\s{0,4}->\s{0,4}\w{1,30}\.disable\()/,
        'x-content-type-options',
        'x-frame-options',
        'strict-transport-security',
      ],
      [/\bframeOptions\(\s{0,20}(?:\)\s{0,20}\.disable\(|\w{0,60}(?:::disable|\s{0,4}->\s{0,4}\w{1,30}\.disable\())/, 'x-frame-options'],
      [
        /\bhttpStrictTransportSecurity\(\s{0,20}(?:\)\s{0,20}\.disable\(|\w{0,60}(?:::disable|\s{0,4}->\s{0,4}\w{1,30}\.disable\())/,
        'strict-transport-security',
      ],
      [
        /\bcontentTypeOptions\(\s{0,20}(?:\)\s{0,20}\.disable\(|\w{0,60}(?:::disable|\s{0,4}->\s{0,4}\w{1,30}\.disable\())/,
        'x-content-type-options',
      ],
    ],
  },
  { guard: 'headers', by: 'a policy', at: /\.contentSecurityPolicy\(/, headers: ['content-security-policy'] },
  {
    guard: 'headers',
    by: 'Spring Security',
    at: /\.headers\([^)\n]{0,80}(?:\.disable\(|::disable|HeadersConfigurer::disable)/,
    state: 'unknown',
  },
  {
    guard: 'rate',
    by: 'a limiter',
    at: /@RateLimiter\(|\bBucket\.builder\(|\bBucket4j\b|\bRequestRateLimiter\b|\bRateLimiter\.(?:of|create)\(/,
    state: 'unknown',
  },
];

export const javaGuards = detector({
  framework: 'Request guards in Java',
  format: 'text',
  files: /\.java$/,
  roles: SHIPS,
  mentions:
    /SecurityFilterChain|EnableWeb(?:Flux)?Security|SecurityWebFilterChain|contentSecurityPolicy|RateLimiter|Bucket4j|Bucket\.builder/,
  facts: ({ document }) => signs(document, JAVA),
});

const HEADER = /["'`](strict-transport-security|content-security-policy|x-content-type-options|x-frame-options)["'`]/gi;
const EVERYWHERE =
  /middleware|\.use\(|after_request|process_response|http\.Handler\b|gin\.HandlerFunc|addHook|addFilter|OncePerRequestFilter|async headers\s{0,4}\(|headers:\s{0,4}async/i;

/** Headers that code of the product sets by hand; whether on all responses, a middleware tells. */
export const headersByHand = detector({
  framework: 'Security headers',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java)$/,
  roles: SHIPS,
  mentions: /["'`](?:strict-transport-security|content-security-policy|x-content-type-options|x-frame-options)["'`]/i,

  *facts({ document }): Iterable<FactDraft> {
    const headers = new Set<string>();
    for (const [, header = ''] of document.text.matchAll(HEADER)) headers.add(header.toLowerCase());
    const span = placeOf(document, new RegExp(HEADER.source, 'i'));
    if (!span) return;
    const state = EVERYWHERE.test(document.text) || document.path.includes('next.config.') ? 'on' : 'unknown';
    yield RequestGuard({ span }, { guard: 'headers', by: document.path, state, where: 'application', headers: [...headers] });
  },
});

const PAGES =
  /\brender_template\(|\bJinja2Templates\(|\bTemplateResponse\(|\b(?:StaticFiles|SPAStaticFiles)\(|\bres\.render\(|\bexpress\.static\(|\bserveStatic\(|"html\/template"|\bLoadHTML(?:Glob|Files)\(|\bThymeleaf|\brender\(\s{0,4}request\b|\bfastifyStatic\b/;

export const pages = detector({
  framework: 'Pages',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java)$/,
  roles: SHIPS,
  mentions: PAGES,

  *facts({ document }): Iterable<FactDraft> {
    const span = placeOf(document, PAGES);
    if (span) yield PagesServed({ span }, { by: document.path });
  },
});
