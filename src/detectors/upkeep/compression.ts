import { Compression } from '../../facts/upkeep.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { isConditional, placeOf } from '../watching/patterns.js';

const SHIPS: readonly Role[] = ['production'];

interface Sign {
  readonly by: string;
  readonly at: RegExp;
  readonly beside?: RegExp;
  readonly state?: 'off' | 'unknown';
}

function* signs(document: Document, table: readonly Sign[]): Iterable<FactDraft> {
  for (const { by, at, beside, state = 'on' } of table) {
    if (beside && !beside.test(document.text)) continue;
    const span = placeOf(document, at);
    if (span) yield Compression({ span }, { by, state: state === 'on' && isConditional(document.text, span.start) ? 'unknown' : state });
  }
}

const PYTHON: readonly Sign[] = [
  {
    by: 'GZipMiddleware',
    at: /\badd_middleware\(\s{0,20}(?:\w{1,30}\.){0,4}(?:GZip|Brotli|Zst\w{0,3}|Compress\w{0,10})Middleware\b|\bMiddleware\(\s{0,20}(?:GZip|Brotli|Compress\w{0,10})Middleware\b|\b(?:app|application)\s{0,3}=\s{0,3}(?:GZip|Brotli)Middleware\(/,
  },
  { by: "Django's GZipMiddleware", at: /["']django\.middleware\.gzip\.GZipMiddleware["']|["']compression_middleware\.middleware\.\w+["']/ },
  { by: 'Flask-Compress', at: /\bCompress\(|\bcompress\.init_app\(/, beside: /\bflask_compress\b/ },
  { by: 'Litestar', at: /\bCompressionConfig\(/, beside: /\blitestar\b/ },
];

export const pythonCompression = detector({
  framework: 'Compression in Python',
  format: 'text',
  files: /\.py$/,
  roles: SHIPS,
  mentions: /(?:GZip|Brotli|Zst\w{0,3}|Compress\w{0,10})Middleware|flask_compress|CompressionConfig|compression_middleware/,
  facts: ({ document }) => signs(document, PYTHON),
});

const SCRIPT: readonly Sign[] = [
  {
    by: 'compression',
    at: /\b(?:compression|shrinkRay|expressStaticGzip)\(/,
    beside: /['"](?:compression|shrink-ray(?:-current)?|express-static-gzip|compression-next|http-compression|@polka\/compression)['"]/,
  },
  {
    by: '@fastify/compress',
    at: /\bregister\(\s{0,20}(?:\w{1,20}\()?\s{0,4}(?:fastifyCompress|compress\w{0,10}|compression|require\(['"]@fastify\/compress['"]\)|import\(['"]@fastify\/compress['"]\))/i,
    beside: /['"](?:@fastify\/compress|fastify-compress)['"]/,
  },
  { by: 'koa-compress', at: /\bcompress\(/, beside: /['"](?:koa-compress|hono\/compress)['"]/ },
  { by: 'Next.js', at: /\bcompress\s{0,3}:\s{0,3}false\b/, state: 'off' },
];

export const scriptCompression = detector({
  framework: 'Compression in JavaScript',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: SHIPS,
  mentions:
    /['"](?:compression|shrink-ray(?:-current)?|express-static-gzip|http-compression|@polka\/compression|@fastify\/compress|fastify-compress|koa-compress|hono\/compress)['"]|compress\s{0,3}:\s{0,3}false/,
  facts: ({ document }) => signs(document, SCRIPT),
});

const GO: readonly Sign[] = [
  {
    by: 'a middleware',
    at: /\b(?:middleware\.(?:Compress|NewCompressor|Gzip|GzipWithConfig)|gzip\.Gzip(?:er)?|gziphandler\.\w{1,30}|gzhttp\.\w{1,30}|handlers\.CompressHandler(?:Level)?|compress\.New|brotli\.Brotli|httpcompression\.\w{1,30})\b\(?/,
    beside:
      /chi\/(?:v\d\/)?middleware|echo\/v?\d?\/?middleware|labstack\/echo|gin-contrib\/gzip|go-macaron\/gzip|gziphandler|klauspost\/compress\/gzhttp|gorilla\/handlers|fiber\/v?\d?\/?middleware\/compress|gofiber|andybalholm|go-chi|macaron|flamego|anargu|httpcompression/,
  },
];

export const goCompression = detector({
  framework: 'Compression in Go',
  format: 'text',
  files: /\.go$/,
  roles: SHIPS,
  mentions:
    /middleware\.(?:Compress|NewCompressor|Gzip)|gzip\.Gzip(?:er)?|gziphandler|gzhttp|CompressHandler|compress\.New|brotli\.Brotli|httpcompression/,
  facts: ({ document }) => signs(document, GO),
});

const SPRING: readonly Sign[] = [
  {
    by: 'server.compression',
    at: /^server\.compression\.enabled\s{0,4}[=:]\s{0,4}true|^[ \t]{1,8}compression:[ \t]{0,4}\n(?:[ \t].{0,100}\n){0,4}?[ \t]{2,12}enabled:[ \t]{0,4}true/m,
  },
  { by: 'server.compression', at: /^server\.compression\.enabled\s{0,4}[=:]\s{0,4}\$\{/m, state: 'unknown' },
];

export const springCompression = detector({
  framework: 'Spring Boot',
  format: 'text',
  files: /(?:^|\/)application(?:-[\w-]{1,40})?\.(?:properties|ya?ml)$/,
  roles: SHIPS,
  mentions: ['compression'],
  facts: ({ document }) => signs(document, SPRING),
});

/** https://nginx.org/en/docs/http/ngx_http_gzip_module.html */
export const nginxCompression = detector({
  framework: 'nginx',
  format: 'nginx',
  roles: SHIPS,
  mentions: ['gzip', 'brotli'],

  *facts(conf): Iterable<FactDraft> {
    for (const name of ['gzip', 'brotli', 'zstd'])
      for (const { args, span } of conf.directives(name))
        if (args[0]?.text === 'on') yield Compression({ span }, { by: `nginx, '${name} on'`, state: 'on' });
  },
});

const PROXIES: readonly Sign[] = [
  { by: "Caddy's encode", at: /^[ \t]*encode[ \t]+[\w \t]{0,60}\b(?:gzip|zstd|br)\b/m },
  {
    by: "Traefik's compress",
    at: /\bmiddlewares\.[\w-]{1,60}\.compress\s{0,3}[=:]\s{0,3}["']?true|^[ \t]{1,20}compress:[ \t]*(?:\{\}|true|$)/m,
  },
  // The ingress, load balancer or platform in front compresses or not: its own settings tell.
  { by: 'an ingress', at: /^kind:[ \t]*(?:Ingress|HTTPRoute|Gateway|IngressRoute|VirtualService)\b/m, state: 'unknown' },
  {
    by: 'a load balancer',
    at: /\b(?:aws_cloudfront_distribution|aws_lb|google_compute_backend_service|cloudflare_zone_settings_override|AWS::CloudFront::Distribution|azurerm_cdn_\w{1,30})\b/,
    state: 'unknown',
  },
];

export const proxyCompression = detector({
  framework: 'Proxies',
  format: 'text',
  files: /(?:^|\/)(?:Caddyfile[\w.-]{0,30}|[\w.-]{1,80}\.(?:caddy|ya?ml|tf|toml))$/,
  roles: SHIPS,
  mentions:
    /encode[ \t]+[\w \t]{0,60}(?:gzip|zstd|br)|compress|^kind:[ \t]*(?:Ingress|HTTPRoute|Gateway|IngressRoute|VirtualService)|aws_cloudfront_distribution|aws_lb\b|google_compute_backend_service|cloudflare_zone|CloudFront|azurerm_cdn/m,
  facts: ({ document }) => signs(document, PROXIES),
});

/** Platforms that compress at their edge. */
export const platforms = detector({
  framework: 'Platforms',
  format: 'text',
  files:
    /(?:^|\/)(?:vercel\.json|netlify\.toml|fly\.toml|render\.ya?ml|app\.ya?ml|wrangler\.(?:toml|jsonc?)|firebase\.json|apprunner\.ya?ml|heroku\.yml|railway\.(?:json|toml)|app\.json|serverless\.ya?ml)$/,
  roles: SHIPS,
  mentions: /\S/,

  *facts({ document: { path } }): Iterable<FactDraft> {
    yield Compression({ span: before(0) }, { by: path, state: 'unknown' });
  },
});

/** Code of the product's own that compresses: whether all responses pass through it, people tell. */
export const ownCompression = detector({
  framework: 'Compression by hand',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java)$/,
  roles: SHIPS,
  mentions: /[cC]ontent-[eE]ncoding/,

  *facts({ document }): Iterable<FactDraft> {
    if (!/\b(?:gzip|brotli|zlib|deflate)\b/i.test(document.text)) return;
    const span = placeOf(document, /["'`][cC]ontent-[eE]ncoding["'`]/) ?? placeOf(document, /\b[cC]ontent-[eE]ncoding\b/);
    if (span) yield Compression({ span }, { by: document.path, state: 'unknown' });
  },
});
