import type { Clue } from './clues.js';

/** A name that the world resolves: neither a cluster's own nor one that stands for another. */
const DOMAIN = String.raw`(?!\S{0,120}\.(?:local|localhost|internal|lan|home|test|invalid|example|svc|docker)\b)(?!\S{0,120}\b(?:example|domain|yourdomain|your-domain|mydomain|my-domain)\.[a-z]{2,6}\b)(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}`;
/** Nothing of a longer name, of a file's name or of a call follows. */
const ENDS = String.raw`(?![\w./(-])`;

/** Reached from the internet; and applications in languages that are read as text only. */
export const exposureClues: readonly Clue[] = [
  {
    condition: 'public-traffic',
    words: "a public host's name",
    in: 'yaml',
    pattern: new RegExp(String.raw`^\s{0,20}-?\s{0,10}host:\s{1,4}["']?${DOMAIN}${ENDS}`, 'm'),
    beside: /^kind:\s{1,4}["']?(?:Ingress|Gateway|HTTPRoute)\b/m,
  },
  { condition: 'public-traffic', words: "a public host's name", in: 'yaml', pattern: new RegExp(String.raw`\bHost\(\`${DOMAIN}\``, 'm') },
  {
    condition: 'public-traffic',
    words: 'certificates for public names',
    in: 'yaml',
    pattern:
      /\bcert-manager\.io\/cluster-issuer\b|\bcertresolver\b|\bimage:\s{1,8}["']?(?:certbot\/certbot|nginxproxy\/acme-companion|cloudflare\/cloudflared)\b/,
  },
  {
    condition: 'public-traffic',
    words: "a public host's name",
    in: 'other',
    files: /\.(?:conf|template|nginx|vhost)$/,
    pattern: new RegExp(String.raw`^\s{0,20}server_name\s{1,20}(?:[^;\n]{1,80}\s)?${DOMAIN}${ENDS}`, 'm'),
  },
  {
    condition: 'public-traffic',
    words: 'certificates for public names',
    in: 'other',
    files: /\.(?:conf|template|nginx|vhost)$/,
    pattern: /\/etc\/letsencrypt\/live\//,
  },
  {
    condition: 'public-traffic',
    words: "a public host's name",
    in: 'other',
    files: /(?:^|\/)Caddyfile[^/]*$/,
    pattern:
      /^(?:https:\/\/)?(?:[a-z0-9-]{1,63}\.){0,5}(?!example\b)[a-z0-9-]{1,63}\.(?:com|org|net|io|dev|app|eu|de|fr|uk|co|ai|cloud|me|tech)\b[^\n{]{0,120}\{/m,
  },

  {
    condition: 'web-app',
    words: 'a Rails or Sinatra application',
    in: 'other',
    files: /(?:^|\/)Gemfile$/,
    pattern: /^\s{0,4}gem\s{1,4}["'](?:rails|sinatra|hanami)["']/m,
    confidence: 'sure',
  },
  {
    condition: 'web-app',
    words: 'a PHP application',
    in: 'other',
    files: /(?:^|\/)composer\.json$/,
    pattern: /"(?:laravel\/framework|symfony\/framework-bundle|slim\/slim|cakephp\/cakephp|yiisoft\/yii2|codeigniter4\/framework)"/,
    confidence: 'sure',
  },
  {
    condition: 'web-app',
    words: 'a Rust application',
    in: 'other',
    files: /(?:^|\/)Cargo\.toml$/,
    pattern: /^(?:actix-web|axum|rocket|warp|poem|salvo|tide)\b/m,
    confidence: 'sure',
  },
  {
    condition: 'web-app',
    words: 'an ASP.NET application',
    in: 'other',
    files: /\.(?:cs|fs)proj$/,
    pattern: /"Microsoft\.NET\.Sdk\.Web"/,
    confidence: 'sure',
  },
  {
    condition: 'web-app',
    words: 'a Phoenix application',
    in: 'other',
    files: /(?:^|\/)mix\.exs$/,
    pattern: /\{:phoenix,/,
    confidence: 'sure',
  },
  {
    condition: 'dependencies',
    words: 'a manifest',
    in: 'other',
    files: /(?:^|\/)(?:Gemfile|composer\.json|Cargo\.toml|mix\.exs)$/,
    pattern: /^\s{0,4}gem\s{1,4}["']|"require"|^\[(?:workspace\.)?dependencies\]|\bdefp? deps\b/m,
  },
];
