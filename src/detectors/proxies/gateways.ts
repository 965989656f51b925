import { type Guard, RequestGuard } from '../../facts/proxy.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { placeOf } from '../watching/patterns.js';

const SHIPS: readonly Role[] = ['production'];
const ALL: readonly Guard[] = ['headers', 'rate', 'size'];

interface Sign {
  readonly by: string;
  readonly at: RegExp;
  readonly files?: RegExp;
  readonly guards: readonly Guard[];
  readonly state: 'on' | 'off' | 'unknown';
  readonly headers?: readonly string[];
}

const HSTS = 'strict-transport-security';

const SIGNS: readonly Sign[] = [
  // What stands in front and is set up elsewhere.
  {
    by: 'an ingress or gateway',
    at: /^kind:[ \t]*["']?(?:Ingress|HTTPRoute|Gateway|IngressRoute|VirtualService|HTTPProxy|APIGateway|Route)\b/m,
    guards: ALL,
    state: 'unknown',
  },
  { by: 'a load balancer', at: /^[ \t]{2,8}type:[ \t]*["']?LoadBalancer\b/m, guards: ALL, state: 'unknown' },
  {
    by: 'a load balancer',
    at: /\b(?:aws_cloudfront_distribution|aws_lb|aws_alb|aws_wafv2_\w{1,30}|aws_api_gateway\w{0,30}|aws_apigatewayv2_\w{1,20}|google_compute_backend_service|google_cloud_run_\w{0,20}service|cloudflare_\w{1,40}|azurerm_(?:cdn|frontdoor|application_gateway)\w{0,30}|AWS::(?:CloudFront|ApiGateway|ElasticLoadBalancing)\w{0,4}::\w{1,30}|AWS::Serverless::\w{1,20})\b/,
    guards: ALL,
    state: 'unknown',
  },
  {
    by: 'a tunnel',
    at: /\bimage:[ \t]*["']?(?:cloudflare\/cloudflared|nginxproxy\/nginx-proxy|jwilder\/nginx-proxy|jc21\/nginx-proxy-manager|traefik|caddy|lscr\.io\/linuxserver\/swag|linuxserver\/swag|kong|envoyproxy\/envoy|haproxy|httpd|nginx(?:inc)?)\b/m,
    guards: ALL,
    state: 'unknown',
  },
  { by: 'Traefik', at: /["']?traefik\.enable["']?\s{0,3}[=:]/, guards: ALL, state: 'unknown' },
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  { by: 'ingress-nginx', at: /nginx\.ingress\.kubernetes\.io\/limit-(?:rps|rpm|connections)["']?\s{0,3}:/, guards: ['rate'], state: 'on' },
  {
    by: 'ingress-nginx',
    at: /nginx\.ingress\.kubernetes\.io\/proxy-body-size["']?\s{0,3}:\s{0,3}["']?0["']?\s{0,3}$/m,
    guards: ['size'],
    state: 'off',
  },
  {
    by: 'ingress-nginx',
    at: /nginx\.ingress\.kubernetes\.io\/proxy-body-size["']?\s{0,3}:\s{0,3}["']?[1-9]/,
    guards: ['size'],
    state: 'on',
  },
  // https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/
  {
    by: "Traefik's rateLimit",
    at: /\bmiddlewares\.[\w-]{1,60}\.ratelimit\.|^[ \t]{1,20}rateLimit:[ \t]*$/im,
    guards: ['rate'],
    state: 'on',
  },
  { by: "Traefik's buffering", at: /\bmaxRequestBodyBytes\s{0,3}[=:]\s{0,3}["']?[1-9]/i, guards: ['size'], state: 'on' },
  { by: "Traefik's headers", at: /\bstsSeconds\s{0,3}[=:]\s{0,3}["']?[1-9]/i, guards: ['headers'], state: 'on', headers: [HSTS] },
  {
    by: "Traefik's headers",
    at: /\bcontentTypeNosniff\s{0,3}[=:]\s{0,3}["']?true/i,
    guards: ['headers'],
    state: 'on',
    headers: ['x-content-type-options'],
  },
  {
    by: "Traefik's headers",
    at: /\b(?:frameDeny\s{0,3}[=:]\s{0,3}["']?true|customFrameOptionsValue\s{0,3}[=:])/i,
    guards: ['headers'],
    state: 'on',
    headers: ['x-frame-options'],
  },
  {
    by: "Traefik's headers",
    at: /\bcontentSecurityPolicy\s{0,3}[=:]/i,
    guards: ['headers'],
    state: 'on',
    headers: ['content-security-policy'],
  },
];

const CADDY: readonly Sign[] = [
  { by: 'Caddy', at: /\S/, guards: ALL, state: 'unknown' },
  { by: "Caddy's rate_limit", at: /^[ \t]*rate_limit\b/m, guards: ['rate'], state: 'on' },
  { by: "Caddy's request_body", at: /^[ \t]*max_size[ \t]+\d/m, guards: ['size'], state: 'on' },
  ...['Strict-Transport-Security', 'Content-Security-Policy', 'X-Content-Type-Options', 'X-Frame-Options'].map((name): Sign => ({
    by: "Caddy's header",
    at: new RegExp(`^[ \\t]*(?:header[ \\t]{1,8}(?:\\S{1,40}[ \\t]{1,8})?)?\\+?${name}[ \\t]+\\S`, 'im'),
    guards: ['headers'],
    state: 'on',
    headers: [name.toLowerCase()],
  })),
];

const APACHE: readonly Sign[] = [
  { by: 'Apache or HAProxy', at: /\S/, guards: ALL, state: 'unknown' },
  { by: 'LimitRequestBody', at: /^[ \t]*LimitRequestBody[ \t]+[1-9]/im, guards: ['size'], state: 'on' },
  { by: 'a stick table', at: /\bsc_http_req_rate\b/, guards: ['rate'], state: 'on' },
];

function* stated(
  document: { readonly text: string; readonly path: string } & Parameters<typeof placeOf>[0],
  table: readonly Sign[],
): Iterable<FactDraft> {
  for (const { by, at, guards, state, headers = [] } of table) {
    const span = placeOf(document, at);
    if (span)
      for (const guard of guards)
        yield RequestGuard({ span }, { guard, by, state, headers, where: state === 'unknown' ? 'outside' : 'proxy' });
  }
}

export const gatewayGuards = detector({
  framework: 'Gateways',
  format: 'text',
  files: /\.(?:ya?ml|toml|tf|json)$/,
  roles: SHIPS,
  mentions:
    /^kind:[ \t]*["']?(?:Ingress|HTTPRoute|Gateway|IngressRoute|VirtualService|HTTPProxy|APIGateway|Route|Middleware)|LoadBalancer|aws_|google_c|cloudflare|azurerm_|AWS::|image:[ \t]*["']?\S{0,40}(?:nginx|traefik|caddy|swag|kong|envoy|haproxy|httpd)|traefik\.|nginx\.ingress|rateLimit|maxRequestBodyBytes|stsSeconds|contentTypeNosniff|frameDeny|customFrameOptions|contentSecurityPolicy/im,
  facts: ({ document }) => stated(document, SIGNS),
});

export const caddyGuards = detector({
  framework: 'Caddy',
  format: 'text',
  files: /(?:^|\/)(?:Caddyfile[\w.-]{0,30}|[\w.-]{1,80}\.caddy)$/,
  roles: SHIPS,
  mentions: /\S/,
  facts: ({ document }) => stated(document, CADDY),
});

export const apacheGuards = detector({
  framework: 'Apache',
  format: 'text',
  files:
    /(?:^|\/)(?:\.htaccess|httpd\.conf|apache2?[\w.-]{0,30}\.conf|[\w.-]{0,60}vhost[\w.-]{0,30}|haproxy[\w.-]{0,30}\.cfg|envoy[\w.-]{0,30}\.ya?ml|kong[\w.-]{0,30}\.ya?ml)$/,
  roles: SHIPS,
  mentions: /\S/,
  facts: ({ document }) => stated(document, APACHE),
});

/** Platforms whose edge answers first: its own settings tell. */
export const platformGuards = detector({
  framework: 'Platforms',
  format: 'text',
  files:
    /(?:^|\/)(?:vercel\.json|netlify\.toml|fly\.toml|render\.ya?ml|app\.ya?ml|wrangler\.(?:toml|jsonc?)|firebase\.json|apprunner\.ya?ml|heroku\.yml|Procfile|railway\.(?:json|toml)|app\.json|serverless\.ya?ml|amplify\.ya?ml|cloudbuild\.ya?ml|Staticfile|sst\.config\.ts)$/,
  roles: SHIPS,
  mentions: /\S/,

  *facts({ document: { path } }): Iterable<FactDraft> {
    for (const guard of ALL) yield RequestGuard({ span: before(0) }, { guard, by: path, state: 'unknown', where: 'outside', headers: [] });
  },
});
