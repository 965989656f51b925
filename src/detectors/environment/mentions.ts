import { EnvMention } from '../../facts/environment.js';
import type { Document, Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { finderOf, namesFinder } from '../text/finder.js';

const MAY_SHIP: readonly Role[] = ['production', 'development'];
const MOST = 5000;

function stated(names: readonly string[], open: boolean, prefixes: readonly string[] = []): FactDraft {
  return EnvMention({ span: before(0) }, { names: names.slice(0, MOST), open: open || names.length >= MOST, prefixes });
}

const words = (pattern: RegExp): ((document: Document) => readonly string[]) =>
  namesFinder(pattern, (match) => (match[1] ?? match[0]).toUpperCase());

const WORDS = words(/(?<![\w$])[A-Za-z]\w{2,100}/g);
/** Names of variables are in capitals, or made of several words. */
const NAMES = words(/(?<![\w$])(?:[A-Z][A-Z0-9_]{2,100}|[A-Za-z][A-Za-z0-9]{0,60}_\w{1,100})/g);

const PYTHON_OPEN = [
  // By a name that something else gives.
  /\benviron(?:\.get|\.pop)?\s{0,4}(?:\[|(?<=get|pop)\()\s{0,40}(?![\s"'\])])/,
  /\bgetenvb?\(\s{0,40}(?![\s"')])/,
  // All of it.
  /\bfor\b[^\n]{1,80}\bin\s{1,4}(?:dict\(|sorted\(|list\()?(?:os\.)?environ\b/,
  /\benviron\.(?:items|keys|values)\(/,
  /(?<!\bdict)\(\s{0,20}(?:\*\*\s{0,2})?(?:os\.)?environ\s{0,4}[,)]/,
  /\benv_nested_delimiter\b|\benv_prefix\s{0,4}=\s{0,4}(?![\s"'])|\bdynaconf\b|\bfrom configurations\b|\bfrom_prefixed_env\b|\bauto_envvar_prefix\b|\benviron\.config\(|\bfrom_envvar\(|\bomegaconf\b/i,
].map(finderOf);
const PREFIXES = finderOf(/\benv_prefix["']?\s{0,4}[=:]\s{0,4}["'](\w{1,60})["']/g);

/** Everything that a file which reads the environment names: helpers, schemas and constants of names are in it. */
export const pythonMentions = detector({
  framework: 'Python environment',
  format: 'text',
  files: /\.py$/,
  roles: MAY_SHIP,
  mentions:
    /environ|getenv|Settings\b|decouple|\benv(?:\.\w{1,20})?\(\s{0,20}["']|\bconfig\(\s{0,20}["']|[gG]et_?[eE]nv|envvar|dynaconf|from configurations|from_prefixed_env/,

  *facts({ document }): Iterable<FactDraft> {
    yield stated(
      // Fields of settings are variables, whatever they look like.
      document.text.includes('Settings') ? WORDS(document) : NAMES(document),
      PYTHON_OPEN.some((open) => open.first(document)),
      PREFIXES.all(document).map(([, prefix = '']) => prefix.toUpperCase()),
    );
  },
});

const SCRIPT_OPEN = [
  /\b(?:process|import\.meta|Bun)\.env\s{0,4}(?:\?\.)?\[\s{0,20}(?!["'`\s])|\bDeno\.env\.(?:get\(\s{0,10}(?!["'`\s])|toObject\()|\bprocess\.env\[`[^`\n]{0,60}\$\{/,
  /\bObject\.(?:keys|entries|values|assign)\([^)\n]{0,60}\bprocess\.env\s{0,4}[,)]|\bin process\.env\s{0,4}\)\s{0,4}\{/,
  /\bnconf\b|\bconvict\b|\bfrom ['"]rc['"]|\brequire\(['"]rc['"]\)/,
].map(finderOf);
/** Handed on as a whole: to a schema beside it, or to a child process, which gets it anyway. */
const WHOLE = finderOf(/(?:\.\.\.|[(,=:]\s{0,10})process\.env\s{0,10}(?=[,;)}\n])/g);
const HARMLESS_WHOLE =
  /(?:\b(?:safeParse|parse|parseAsync|validate|validateSync|assert|decode\w{0,20}|cleanEnv|envsafe|expand)\(\s{0,20}(?:\{\s{0,10}\.\.\.)?|\benv\s{0,4}:\s{0,10}(?:\{\s{0,10}\.\.\.)?|\benv\s{0,4}=\s{0,4}\{\s{0,10}\.\.\.|\}\s{0,10}=\s{0,10}|runtimeEnv\w{0,10}\s{0,4}:\s{0,4})$/;

export const scriptMentions = detector({
  framework: 'JavaScript environment',
  format: 'text',
  files: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
  roles: MAY_SHIP,
  mentions:
    /process\.env|import\.meta\.env|Deno\.env|Bun\.env|cleanEnv|createEnv|envsafe|requireEnv|getEnv|\benv(?:\.get|\.require)?\(\s{0,20}["'`]|[cC]onfig(?:Service)?\.(?:get|getOrThrow)(?:<[\w\s|[\]]{1,60}>)?\(\s{0,20}["'`][A-Z]|\bz\.object\(\{\s{0,20}[A-Z]{2}/,

  *facts({ document }): Iterable<FactDraft> {
    const { text } = document;
    const whole = WHOLE.all(document).some(({ index, 0: { length } }) => {
      const lead = text.slice(Math.max(0, index - 60), index + length);
      return !HARMLESS_WHOLE.test(lead.slice(0, lead.lastIndexOf('process.env')));
    });
    yield stated(NAMES(document), whole || SCRIPT_OPEN.some((open) => open.first(document)));
  },
});

const GO_OPEN = finderOf(
  /\bos\.(?:Getenv|LookupEnv)\(\s{0,10}(?!["`\s])|\b(?:range|len\()\s{0,3}os\.Environ\(\)|\bAutomaticEnv\(|\bkoanf\b|\benvconfig\.(?:Must)?Process\b|\benvPrefix:"|\benv-prefix:"|\bPrefix:\s{0,10}["\w]|\bardanlabs\/conf\b|\bconfita\b|\bfigure\b|\bviper\.SetEnvPrefix\(/,
);

export const goMentions = detector({
  framework: 'Go environment',
  format: 'text',
  files: /\.go$/,
  roles: MAY_SHIP,
  mentions: /Getenv|LookupEnv|os\.Environ|\benv(?:config)?:"|[eE]nvVars?\b|Envar\(|[eE]tEnv|viper|koanf|envconfig/,

  *facts({ document }): Iterable<FactDraft> {
    yield stated(NAMES(document), GO_OPEN.first(document) !== undefined);
  },
});

/** Languages whose ways to the environment are not followed. */
export const foreignMentions = detector({
  framework: 'Environment',
  format: 'text',
  files: /\.(?:rb|php|rs|cs|fs|vb|java|kt|kts|scala|groovy|clj|ex|exs|erl|pl|pm|lua|swift|dart|cc?|cpp|hs|ml|r|jl|nim|zig|cr)$/i,
  roles: MAY_SHIP,
  mentions:
    /getenv|GetEnvironmentVariable|AddEnvironmentVariables|CreateBuilder|ENV\[|ENV\.|env::|env!|\benv\(|\$_ENV|\$_SERVER|%ENV|\$ENV|fetch_env|get_env|Sys\.|@Value|@Configuration|SpringApplication|quarkus|micronaut|Platform\.environment|processInfo\.environment/,

  *facts(): Iterable<FactDraft> {
    yield stated([], true);
  },
});

/** Text that code alone gives a meaning, papers, and what pipelines and templates of variables say: none of it is in an image to read them. */
const ELSEWHERE =
  /\.(?:py|[cm]?[jt]sx?|vue|svelte|go|rb|php|rs|cs|fs|vb|java|kt|kts|scala|groovy|clj|exs?|erl|p[lm]|lua|swift|dart|cc?|cpp|hs|ml|mdx?|markdown|rst|adoc|lock|svg|csv|ipynb|po|map|snap|sum)$|(?:^|\/)(?:\.github|\.circleci|\.gitlab|\.azure\w{0,20}|\.buildkite)\/|(?:^|\/)(?:\.gitlab-ci\.ya?ml|azure-pipelines\.ya?ml|Jenkinsfile|bitbucket-pipelines\.yml|package-lock\.json|pnpm-lock\.yaml)$|(?:^|\/)\.?env(?:[._-][\w.-]{1,60})?$|\.env$/i;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[\w.-]{0,60}\.ya?ml$|(?:^|\/)(?:docker-)?stack[\w.-]{0,60}\.ya?ml$/i;
const FILLED = words(/(?:\$\{?|\$\(|%\(ENV_|\bENV_|\benv:|["'`{]\s{0,3}(?:env\s{1,3}["'])?)([A-Za-z]\w{2,100})/g);
/** `$$NAME` reaches the container; `${NAME}` is the host's. https://docs.docker.com/reference/compose-file/interpolation/ */
const IN_CONTAINER = words(/\$\$\{?([A-Za-z]\w{2,100})/g);
const SHELL_OPEN = finderOf(/\$\{!|\b(?:printenv|env)\s{0,3}\|(?!\|)|\benvsubst\b[^\n]{0,200}\.[cm]?js\b|\bcompgen\b/);

/** Scripts, start commands, templates and settings that variables are put into. */
export const filledIn = detector({
  framework: 'Environment',
  format: 'text',
  files: new RegExp(`^(?!.*(?:${ELSEWHERE.source}))`, 'i'),
  roles: MAY_SHIP,
  mentions: /\$[({]?[A-Za-z_]|\$\$|%\(ENV_|\benv\(|oc\.env|\benv ["']|"custom-environment-variables|\bENV_\w|\$\{!|printenv|ENV\[|getenv/,

  *facts({ document }: { readonly document: Document }): Iterable<FactDraft> {
    const names = COMPOSE.test(document.path) ? IN_CONTAINER : FILLED;
    yield stated(names(document), SHELL_OPEN.first(document) !== undefined);
  },
});

const CAPITALS = words(/([A-Z][A-Z0-9_]{2,100})/g);

/** Scripts that a server fills in for the page: `env.template.js`, `config.js` with `$API_URL`. */
export const filledInScripts = detector({
  framework: 'Environment',
  format: 'text',
  files: /(?:custom-environment-variables\.(?:json\d?|ya?ml|[jt]s)|(?:template|tmpl|tpl|env|config)[\w.-]{0,30}\.js)$/,
  roles: MAY_SHIP,

  *facts({ document }): Iterable<FactDraft> {
    yield stated(CAPITALS(document), false);
  },
});
