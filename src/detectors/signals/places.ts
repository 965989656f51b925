import type { SignalPlace } from '../../model/checklist.js';
import { type Format, baseName } from '../../model/document.js';

const PIPELINE =
  /^(?:\.github\/workflows\/|\.github\/actions\/|\.gitlab-ci|\.gitlab\/|\.circleci\/|azure-pipelines|\.azure-pipelines\/|Jenkinsfile|bitbucket-pipelines|\.drone\.|\.buildkite\/|cloudbuild|\.tekton\/|\.woodpecker|\.travis\.|\.semaphore\/|\.forgejo\/workflows\/|\.gitea\/workflows\/|\.pre-commit-config\.)|(?:^|\/)(?:GNUm|m|M)akefile$|\.mk$|(?:^|\/)(?:\.?[jJ]ustfile|Taskfile[^/]*\.ya?ml|tox\.ini|noxfile\.py)$/;
const COMPOSE = /(?:^|\/)(?:[\w-]{1,40}[._-])?(?:docker-)?compose[^/]*\.ya?ml$/;
const PROXY =
  /(?:^|\/)(?:Caddyfile[^/]*|haproxy[^/]*\.cfg|httpd[^/]*\.conf|apache2?\.conf|\.htaccess|[^/]*vhost[^/]*\.conf|envoy[^/]*\.ya?ml)$|traefik[^/]*\.(?:ya?ml|toml)$|(?:^|\/)traefik\//i;
const DATABASE =
  /(?:^|\/)(?:postgres(?:ql)?[^/]*\.(?:auto\.)?conf|my\.cnf|mysqld?\.cnf|[^/]*\.cnf|redis[^/]*\.conf|sentinel[^/]*\.conf|pgbouncer\.ini|mongod\.conf|patroni\.ya?ml)$/i;
const LOCKED = /(?:^|\/)(?:[^/]+\.lock|[^/]+-lock\.(?:json|ya?ml)|npm-shrinkwrap\.json|go\.sum|lerna\.json)$/;
const SETTINGS = /(?:^|\/)(?:Procfile[^/]*|appsettings[^/]*\.json|[^/]+\.(?:ini|cfg)|fly\.toml)$/;

const CODE: Readonly<Partial<Record<Format, SignalPlace>>> = {
  python: 'python',
  javascript: 'javascript',
  typescript: 'javascript',
  tsx: 'javascript',
  go: 'go',
  java: 'java',
};

/** What a document counts as when the words of signals are looked for; nothing for prose, lock files and data. */
export function placesOf(path: string, format: Format, text: string): readonly SignalPlace[] {
  if (LOCKED.test(path)) return [];
  const code = CODE[format];
  if (code) return PIPELINE.test(path) ? ['pipeline', 'any'] : [code, 'sql', 'any'];
  if (PIPELINE.test(path)) return ['pipeline', 'any'];
  if (DATABASE.test(path)) return ['database', 'any'];
  if (format === 'nginx' || PROXY.test(path)) return ['proxy'];
  switch (format) {
    case 'dockerfile':
      return ['dockerfile', 'any'];
    case 'shell':
      return ['shell', 'any'];
    case 'dotenv':
      return ['environment'];
    case 'yaml':
      if (COMPOSE.test(path)) return ['compose', 'any'];
      return /^apiVersion:/m.test(text) ? ['kubernetes', 'monitoring', 'any'] : ['settings', 'monitoring', 'kubernetes', 'any'];
    case 'toml':
    case 'properties':
      return ['settings'];
    default:
      return ofText(path);
  }
}

function ofText(path: string): readonly SignalPlace[] {
  if (/\.(?:vue|svelte)$/.test(path)) return ['javascript', 'any'];
  if (path.endsWith('.sql')) return ['sql', 'any'];
  if (/\.(?:tf|tofu|tf\.json|hcl)$/.test(path)) return ['terraform'];
  if (/\.(?:prisma|graphqls?|gql)$/.test(path)) return ['any'];
  if (/\.(?:ps1|bat|cmd|cron)$|(?:^|\/)(?:crontab|[^/]+\.service|[^/]+\.timer)$/.test(path)) return ['shell', 'any'];
  if (/\.(?:php|rb|cs|kt|kts|scala|rs|ex|exs|groovy)$/.test(baseName(path))) return ['any'];
  return SETTINGS.test(path) ? ['settings'] : [];
}
