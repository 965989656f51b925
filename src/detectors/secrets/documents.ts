import { type Document, type Role, baseName } from '../../model/document.js';

/** What ships and what developers run: tests and samples hold credentials that are made up. */
export const JUDGED: readonly Role[] = ['production', 'development'];

const COMPOSE_NAME = /(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]{1,60})?\.ya?ml$|(?:^|\/)[\w-]{0,40}(?:stack|swarm)[\w-]{0,40}\.ya?ml$/i;
const PIPELINE =
  /(?:^|\/)(?:\.github\/|\.gitlab-ci|\.gitlab\/|\.circleci\/|azure-pipelines|bitbucket-pipelines|\.drone|\.travis|\.woodpecker|\.buildkite\/|cloudbuild|buildspec|appveyor|\.semaphore\/|\.tekton\/)|^\.?(?:drone|travis|wercker|cirrus)\.yml$/i;

/**
 * Whether rules about containers and pipelines speak of the literals in this document: a compose file, a Kubernetes manifest, a
 * pipeline, a Dockerfile.
 */
export function isContainerOrPipeline({ format, path, text }: Document): boolean {
  if (format === 'dockerfile') return true;
  if (PIPELINE.test(path)) return true;
  if (format !== 'yaml') return false;
  return isCompose(path, text) || (/^apiVersion:[ \t]*\S/m.test(text) && /^kind:[ \t]*\S/m.test(text));
}

const isCompose = (path: string, text: string): boolean =>
  COMPOSE_NAME.test(path) || (/^services:[ \t]*(?:#[^\n]*)?\r?$/m.test(text) && /^[ \t]{1,8}(?:image|build):/m.test(text));

/** Texts for people in several languages: `locales/de.json`, `messages_fr.properties`, `app.arb`. */
export const isTranslation = (path: string): boolean =>
  /(?:^|\/)(?:i18n|l10n|intl|locales?|lang|langs|languages?|translations?|nls|_locales)\/|(?:^|\/)(?:messages?|labels?|strings?|translations?|locale|lang|i18n|texts?|validation|errors?)(?:[._-][\w-]{1,20})?\.(?:json|ya?ml|properties|toml|[jt]s)$|(?:^|\/)(?:[a-z]{2}|[a-z]{2}[-_][A-Z]{2,4})\.(?:json|ya?ml|[jt]s)$|\.(?:arb|po|xlf|xliff|strings)$/i.test(
    path,
  );

/** What tools write and read: lock files, schemas, recordings, bundles. */
export const isMachineWritten = (path: string): boolean =>
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|composer\.lock|pnpm-lock\.ya?ml|yarn\.lock|[^/]*\.lock|go\.sum|tsconfig[^/]*\.json|[^/]*\.(?:min|bundle|chunk)\.[cm]?js|[^/]*\.map|[^/]*\.ipynb|[^/]*\.snap|[^/]*schema[^/]*\.json|(?:openapi|swagger)[^/]*\.(?:json|ya?ml)|[^/]*postman[^/]*\.json|(?:openapi|swagger)\/(?:[^/]{1,80}\/){0,6}[^/]*\.(?:[cm]?[jt]s|json|ya?ml)|[^/]*\.har|\.secrets\.baseline|[^/]*cassettes?\/.*)$/i.test(
    path,
  );

/** An env file that holds values, not one that shows which are needed. */
export function isEnvironmentFile({ path, format }: Document): boolean {
  if (format !== 'dotenv') return false;
  return (
    !/(?:example|sample|template|tpl|tmpl|dist|defaults?|schema)/i.test(baseName(path)) &&
    !/(?:\.enc|\.encrypted|\.vault|\.age|\.gpg|\.sops)(?:\.|$)/i.test(baseName(path))
  );
}

/** Whether an offset stands in a comment, as far as its line tells. */
export function inComment(text: string, offset: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 400), offset);
  return /^\s*(?:\/\/|\/?\*+(?:\s|$)|#|--\s|;|<!--|%|rem\s)|\s(?:\/\/|#)\s/i.test(line);
}

/** Whether a branch runs only while somebody develops: `if settings.DEBUG`, `if (process.env.NODE_ENV !== 'production')`. */
export function isDevelopmentCondition(condition: string): boolean {
  const turned = /^(?:not\b|!)/.test(condition) !== /!==?|\bnot\b(?!.{0,40}\bnot\b)/.test(condition.replace(/^(?:not\b|!)/, ''));
  if (/prod/i.test(condition)) return turned;
  return /debug|\bdev|_dev|development|\blocal\b|is_?local|testing|\btest\b/i.test(condition) && !turned;
}

/** `run-api-tests.sh`: what it signs in to is started for it. */
export const isTestScript = (path: string): boolean => /(?:^|[-_./])(?:tests?|e2e|smoke|bench(?:mark)?)\.(?:sh|bash)$/i.test(path);

/** Code that helps tests, although it stands among what ships: `internal/testutil`, `fakes`, a simulator. */
export const isTestAid = (path: string): boolean =>
  /(?:^|\/)(?:test[-_]?(?:utils?|helpers?|kit|support|ing|server)|testing|fakes?\w{0,20}|stubs?|simulators?|seed(?:s|ers?)?)\/|(?:^|\/)(?:simulate|fake|mock|stub)[-_][^/]{1,60}$|[-_.](?:mock|fake|stub)s?\.[a-z]{2,5}$/i.test(
    path,
  );

/** Whether an offset stands in a line that only tells people something: `@echo "Password: ${PASSWORD:-changeme}"`. */
export function isShown({ text, format }: Document, offset: number): boolean {
  if (format !== 'shell' && format !== 'text') return false;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, Math.min(end < 0 ? text.length : end, start + 600));
  return /^\s{0,40}[@-]{0,2}(?:echo|printf)\s/.test(line) && !/[|>]/.test(line.replace(/"[^"]*"/g, ''));
}
