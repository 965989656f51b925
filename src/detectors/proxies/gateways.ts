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

const OTHERS: readonly Sign[] = [{ by: 'Envoy or Kong', at: /\S/, guards: ALL, state: 'unknown' }];

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

/** Proxies whose ways are not read here. */
export const otherGuards = detector({
  framework: 'Gateways',
  format: 'text',
  files: /(?:^|\/)(?:envoy[\w.-]{0,30}\.ya?ml|kong[\w.-]{0,30}\.ya?ml)$/,
  roles: SHIPS,
  mentions: /\S/,
  facts: ({ document }) => stated(document, OTHERS),
});

/** Platforms whose edge answers first: its own settings tell. Heroku's passes everything on: https://devcenter.heroku.com/articles/http-routing */
export const platformGuards = detector({
  framework: 'Platforms',
  format: 'text',
  files:
    /(?:^|\/)(?:vercel\.json|netlify\.toml|fly\.toml|render\.ya?ml|app\.ya?ml|wrangler\.(?:toml|jsonc?)|firebase\.json|apprunner\.ya?ml|railway\.(?:json|toml)|serverless\.ya?ml|amplify\.ya?ml|cloudbuild\.ya?ml|Staticfile|sst\.config\.ts)$/,
  roles: SHIPS,
  mentions: /\S/,

  *facts({ document: { path } }): Iterable<FactDraft> {
    for (const guard of ALL) yield RequestGuard({ span: before(0) }, { guard, by: path, state: 'unknown', where: 'outside', headers: [] });
  },
});
