import type { Finding, RuleId } from '../../model/finding.js';

/** What a rule finds, as a line of a checklist claims the opposite. */
interface Spoken {
  readonly rules: readonly RuleId[];
  readonly says: RegExp;
  /** Set where the rule asks for something: a line with a *no* in front claims nothing then. */
  readonly asks?: true;
}

const SECRET = String.raw`(?:secrets?|credentials?|passwords?|api[- ]keys?|tokens?)`;

/**
 * Claims that plainly speak about a rule. Only these are held against the findings of a line that nobody has linked to an item. Left
 * out is what teams often keep elsewhere: backups, alerts, runbooks, a platform's own TLS.
 */
const SPOKEN: readonly Spoken[] = [
  {
    rules: [
      'secrets/provider-token',
      'secrets/private-key',
      'secrets/hardcoded-credential',
      'secrets/url-credential',
      'docker/secret-in-image',
      'compose/secret-in-environment',
      'kubernetes/secret-in-env',
      'ci/secret-in-workflow',
    ],
    says: new RegExp(
      String.raw`\bhard-?coded ${SECRET}|\b${SECRET} (?:are |is )?(?:not|never|nowhere|kept out of|removed from)\b.{0,30}\b(?:code|git|source|repo|repository|commit)|\bno ${SECRET} (?:are |is )?(?:stored )?in\b.{0,20}\b(?:code|git|source|repo|repository)|\b${SECRET}\b.{0,30}\b(?:from|via|in|through) (?:the )?environment`,
    ),
  },
  {
    rules: ['secrets/insecure-default'],
    says: new RegExp(
      String.raw`\b(?:key|${SECRET})\b.{0,20}\bchanged from (?:the )?default|\bno (?:default|weak|guessable) ${SECRET}|\bdefault ${SECRET} (?:are |is )?(?:changed|replaced|removed)`,
    ),
  },
  {
    rules: ['secrets/env-file-tracked'],
    says: /\.env\b.{0,30}\b(?:ignored|gitignored?|not (?:committed|tracked|in git))|\.env\b.{0,20}\bin \.?gitignore/,
  },
  {
    rules: ['secrets/logged'],
    says: /\b(?:secrets|credentials|passwords|sensitive data|tokens|pii)\b.{0,30}\b(?:redacted|masked|filtered|not logged|never logged|scrubbed)|\bno (?:secrets|passwords|sensitive data|credentials) in (?:the )?logs/,
  },
  {
    rules: ['cors/wildcard-origin', 'cors/wildcard-with-credentials', 'cors/reflected-origin'],
    says: /\bcors\b.{0,40}\b(?:restrict|limit|lock|white-?list|allow-?list|properly|correctly|secure|polic|origin|domain|only|hardened|named)|\b(?:restrict|limit|lock|allow)\w*\b.{0,20}\bcors\b/,
  },
  {
    rules: ['http/no-health-endpoint'],
    says: /\b(?:health|liveness)[- ]?(?:check)? (?:endpoint|route)|\bhealth[- ]?checks? (?:configured|implemented|added|enabled|available|in place)|^health[- ]?checks?$|\/health/,
    asks: true,
  },
  { rules: ['http/no-readiness-endpoint'], says: /\breadiness (?:endpoint|route|check)/, asks: true },
  { rules: ['http/no-security-headers'], says: /\bsecurity headers?\b|\bhsts\b|\bcontent[- ]security[- ]policy\b|\bcsp\b/, asks: true },
  {
    rules: ['http/no-rate-limit', 'http/rate-limit-ineffective'],
    says: /(?:^|\b(?:apis?|request|http|global|login|endpoints?|user|ip|auth|client|tenant|no|add\w*|enabl\w*|implement\w*|configur\w*|and|with) )rate[- ]limit\w*\b(?! (?:on|for|in) (?!all|every|the|apis?\b|requests?\b|endpoints?\b|public))/,
    asks: true,
  },
  { rules: ['http/no-body-limit'], says: /\b(?:request|body|payload|upload)[- ]size\b.{0,10}\blimit|\b(?:body|payload) limit/, asks: true },
  {
    rules: ['http/error-detail-exposed'],
    says: /\bno (?:stack ?traces?|internals?|internal details)\b|\berror (?:messages?|responses?)\b.{0,20}\bsaniti[sz]ed|\b(?:stack ?traces?|error details)\b.{0,20}\b(?:hidden|not (?:exposed|shown|returned|leaked))|\binformation leak(?:age)? prevent/,
  },
  { rules: ['http/debug-enabled'], says: /\bdebug(?:[- ]?mode)?\b.{0,12}\b(?:off|false|disabled|0)\b|\bno debug mode|\bdisable debug/ },
  {
    rules: ['http/dev-server', 'docker/dev-server'],
    says: /\bproduction (?:wsgi |asgi |web |application )?server\b|\bgunicorn\b|\bno development server/,
  },
  { rules: ['http/allowed-hosts-wildcard'], says: /\b(?:allowed|trusted)[-_ ]hosts?\b|\bhost header/, asks: true },
  {
    rules: ['http/insecure-cookie'],
    says: /\bsecure (?:session )?cookies?\b|\bcookies?\b.{0,30}\b(?:secure|httponly|samesite)/,
    asks: true,
  },
  { rules: ['http/csrf-disabled'], says: /\bcsrf\b/, asks: true },
  { rules: ['http/directory-listing'], says: /\bdirectory (?:listing|browsing|index)/ },
  { rules: ['http/no-graphql-limits'], says: /\bquery (?:depth|complexity)|\bgraphql\b.{0,20}\blimit/, asks: true },
  { rules: ['http/no-server-timeout'], says: /\b(?:server|request) timeouts?\b/, asks: true },
  {
    rules: ['tls/verification-disabled'],
    says: /\b(?:certificates?|tls|ssl)\b.{0,20}\b(?:verified|verification|validated|validation|checked)\b/,
    asks: true,
  },
  { rules: ['tls/weak-protocol'], says: /\btls ?(?:v?1\.[23])|\bstrong ciphers?|\bno weak (?:ciphers|protocols)/ },
  {
    rules: ['tls/no-https-redirect'],
    says: /\bhttps\b.{0,20}\b(?:everywhere|enforced|only|redirect|required|forced)|\bredirect\b.{0,20}\bhttps|\bforce https/,
    asks: true,
  },
  {
    rules: ['tls/plaintext-url'],
    says: /\bhttps everywhere|\ball traffic\b.{0,20}\b(?:encrypted|tls|https)|\bencryption in transit/,
    asks: true,
  },
  {
    rules: ['auth/jwt-unverified'],
    says: /\b(?:jwt|tokens?)\b.{0,20}\b(?:verified|verification|validated|validation|signature|signed)/,
    asks: true,
  },
  { rules: ['auth/jwt-no-expiry'], says: /\b(?:jwt|tokens?|sessions?)\b.{0,20}\bexpir/, asks: true },
  { rules: ['auth/weak-password-hash'], says: /\bpasswords?\b.{0,20}\bhash|\bbcrypt\b|\bargon2/, asks: true },
  { rules: ['injection/sql-string-building'], says: /\bsql[- ]injection|\bparameteri[sz]ed (?:quer|sql|statement)|\bprepared statements?/ },
  { rules: ['injection/shell'], says: /\b(?:command|shell|os)[- ]injection/ },
  { rules: ['injection/code-eval'], says: /\bcode injection|\bno eval\b/ },
  { rules: ['injection/unsafe-deserialization'], says: /\bdeseriali[sz]ation|\bno pickle\b/ },
  { rules: ['injection/unescaped-html'], says: /\bxss\b|\bcross-site scripting|\bhtml\b.{0,15}\b(?:escaped|sanitized|sanitised)/ },
  {
    rules: ['database/tls-disabled'],
    says: /\b(?:database|db|postgres\w*|mysql)\b.{0,25}\b(?:tls|ssl|encrypted)|\b(?:ssl|tls)\b.{0,25}\b(?:database|db|postgres\w*|mysql)\b/,
    asks: true,
  },
  {
    rules: ['database/pool-not-configured'],
    says: /\b(?:connection|database|db) pool(?:ing|s)?\b(?! (?:reuse|health|stat|usage|monitor))/,
    asks: true,
  },
  { rules: ['database/no-query-timeout'], says: /\b(?:query|statement) timeouts?/, asks: true },
  {
    rules: ['database/broad-grant'],
    says: /\b(?:database|db)\b.{0,20}\b(?:permissions?|privileges?|rights?)\b.{0,20}\b(?:restricted|limited|minimal|least)|\bleast[- ]privilege/,
    asks: true,
  },
  { rules: ['database/no-row-level-security'], says: /\brow[- ]level security|\brls\b/, asks: true },
  {
    rules: ['database/no-migrations'],
    says: /\b(?:database|schema|db) migrations?\b|\bmigration (?:system|tool|scripts?)|\balembic\b|\bflyway\b/,
    asks: true,
  },
  { rules: ['docker/root-user', 'kubernetes/run-as-root'], says: /\bnon[- ]?root|\bnot (?:run(?:ning)? )?as root|\brootless/ },
  {
    rules: ['docker/unpinned-base-image', 'compose/unpinned-image', 'kubernetes/unpinned-image'],
    says: /\b(?:images?|image (?:tags|versions))\b.{0,20}\bpinned|\bpinned\b.{0,15}\bimages?|\bno ['"]?(?::)?latest\b/,
  },
  {
    rules: ['docker/no-healthcheck', 'compose/no-healthcheck'],
    says: /\b(?:docker|container|compose|postgres\w*|redis)\b.{0,20}\bhealth[- ]?checks?/,
    asks: true,
  },
  {
    rules: ['compose/no-resource-limits', 'kubernetes/no-resource-limits', 'kubernetes/no-resource-requests'],
    says: /\b(?:resource|memory|cpu|container) limits?\b/,
    asks: true,
  },
  { rules: ['compose/no-restart-policy'], says: /\brestart polic/, asks: true },
  {
    rules: ['compose/exposed-datastore-port', 'docker/sensitive-port'],
    says: /\b(?:database|db|redis|datastore) ports?\b.{0,20}\b(?:closed|not (?:exposed|public)|internal|private)|\b(?:database|db|redis)\b.{0,15}\bnot (?:exposed|public|reachable)/,
  },
  { rules: ['compose/no-datastore-volume'], says: /\bpersisten(?:t|ce)\b|\bdata volumes?/, asks: true },
  {
    rules: ['compose/privileged', 'kubernetes/privileged', 'kubernetes/privilege-escalation'],
    says: /\bunprivileged|\bno privileged (?:containers?|pods?)/,
  },
  { rules: ['kubernetes/capabilities'], says: /\bcapabilities\b.{0,10}\bdrop|\bdrop\w*\b.{0,15}\bcapabilities/, asks: true },
  {
    rules: ['kubernetes/no-liveness-probe'],
    says: /\bliveness\b.{0,15}\bprobe|\bkubernetes probes?|\breadiness\/liveness probes?/,
    asks: true,
  },
  { rules: ['kubernetes/no-readiness-probe'], says: /\breadiness\b.{0,15}\bprobe|\bkubernetes probes?/, asks: true },
  { rules: ['kubernetes/single-replica'], says: /\b(?:multiple|several|two|three|[2-9]) replicas/, asks: true },
  { rules: ['kubernetes/no-autoscaler'], says: /\bauto-?scal|\bhpa\b/, asks: true },
  { rules: ['kubernetes/no-network-policy'], says: /\bnetwork polic/, asks: true },
  { rules: ['ci/no-pipeline'], says: /\bci(?:\s*\/\s*cd)?\b|\bcontinuous integration|\bgithub actions|\bgitlab ci/, asks: true },
  {
    rules: ['ci/no-tests'],
    says: /\btests?\b.{0,25}\b(?:on|for|in) (?:every |each |all )?(?:prs?|pull requests?|commits?|ci|push)\b|\bautomated tests? (?:runs?|pipeline)/,
    asks: true,
  },
  {
    rules: ['ci/no-lint'],
    says: /\blint\w*\b.{0,25}\b(?:in|on) (?:the |every |each )?(?:ci|pipeline|prs?|pull requests?|commits?)\b/,
    asks: true,
  },
  {
    rules: ['ci/no-security-scan'],
    says: /\bsecurity scan\w*\b.{0,25}\b(?:in|on) (?:the |every |each )?(?:ci|pipeline|prs?|pull requests?|commits?)\b|\bautomated security scan/,
    asks: true,
  },
  { rules: ['ci/no-coverage'], says: /\bcoverage\b.{0,15}\breport(?:ed|ing|s)?\b/, asks: true },
  { rules: ['ci/unpinned-action'], says: /\bactions?\b.{0,15}\bpinned|\bpinned actions?/, asks: true },
  {
    rules: ['observability/no-metrics'],
    says: /\bmetrics? endpoint|\bmetrics? (?:exposed|exported)|(?:^|\s)\/metrics\b/,
    asks: true,
  },
  { rules: ['observability/no-error-tracking'], says: /\berror track(?:ing|er)|\bsentry\b|\brollbar\b|\bbugsnag\b/, asks: true },
  { rules: ['observability/no-structured-logging'], says: /\bstructured log|\bjson log/, asks: true },
  { rules: ['observability/debug-log-level'], says: /\blog level\b.{0,20}\b(?:info|warn\w*|production)|\bno debug log/ },
  { rules: ['observability/no-tracing'], says: /\btracing (?:enabled|configured|instrumented|added)|\bopentelemetry\b/, asks: true },
  {
    rules: ['resilience/no-outbound-timeout'],
    says: /\btimeouts?\b.{0,25}\b(?:outgoing|outbound|external|third-party|http)\b|\b(?:outgoing|outbound|external|http)\b.{0,25}\btimeouts?/,
    asks: true,
  },
  { rules: ['resilience/no-graceful-shutdown'], says: /\bgraceful(?:ly)? shut|\bsigterm\b/, asks: true },
  {
    rules: ['config/env-not-validated'],
    says: /\b(?:environment variables?|env vars?)\b.{0,20}\bvalidat(?:ed|ion)|\b(?:config\w*|settings)\b.{0,20}\bvalidat\w*\b.{0,25}\b(?:start|boot|implemented)|\bstartup validation/,
    asks: true,
  },
  { rules: ['config/undocumented-env-var'], says: /\b(?:environment variables?|env vars?|settings)\b.{0,15}\bdocumented/, asks: true },
  {
    rules: ['config/no-env-template'],
    says: /\.env\.(?:example|template|sample)|\b(?:environment|env|variable)\b.{0,15}\btemplates?\b/,
    asks: true,
  },
  { rules: ['testing/no-tests'], says: /\bunit tests?\b|\btests? (?:written|passing|pass)\b|\ball tests\b/, asks: true },
  { rules: ['testing/no-integration-tests'], says: /\bintegration tests?\b/, asks: true },
  { rules: ['testing/no-load-tests'], says: /\bload tests? (?:script|scenario|suite|written|created)/, asks: true },
  { rules: ['testing/no-coverage-threshold'], says: /\bcoverage\b.{0,15}\b(?:threshold|enforced|gate)|\bminimum coverage/, asks: true },
  {
    rules: ['quality/no-linter'],
    says: /^(?:code )?lint(?:er|ing)$|\blint(?:er|ing)?\b.{0,20}\b(?:configured|configuration|set up|setup|enabled|in place|added|rules)|\b(?:eslint|ruff|flake8|pylint|golangci-lint|checkstyle)\b/,
    asks: true,
  },
  {
    rules: ['quality/no-formatter'],
    says: /^(?:code )?format(?:ter|ting)$|\bformat(?:ter|ting)\b.{0,20}\b(?:configured|configuration|set up|setup|enabled|in place|added)|\bprettier\b/,
    asks: true,
  },
  {
    rules: ['quality/no-type-checker'],
    says: /^type[- ]check(?:er|ing)$|\b(?:type[- ]check(?:er|ing)?|mypy|pyright)\b.{0,20}\b(?:configured|configuration|set up|setup|enabled|in place|added|strict)/,
    asks: true,
  },
  { rules: ['quality/no-pre-commit'], says: /\bpre-commit/, asks: true },
  { rules: ['dependencies/no-lockfile'], says: /\block ?files?\b|\bdependencies\b.{0,10}\block/, asks: true },
  {
    rules: ['dependencies/unpinned'],
    says: /\b(?:dependencies|versions|requirements)\b.{0,15}\bpinned|\bpinned (?:dependencies|versions)/,
    asks: true,
  },
  { rules: ['dependencies/no-update-automation'], says: /\bdependabot\b|\brenovate\b|\bautomat\w+ (?:dependency )?updates?/, asks: true },
  { rules: ['performance/no-compression'], says: /\bgzip\b|\bbrotli\b|\b(?:response )?compression (?:enabled|configured)/, asks: true },
  { rules: ['docs/no-readme'], says: /\breadme\b/, asks: true },
  { rules: ['docs/no-license'], says: /\blicen[cs]e file\b/, asks: true },
  { rules: ['docs/no-changelog'], says: /\bchangelog\b/, asks: true },
];

const LACKING =
  /^(?:no|not|never|without|missing|lack(?:s|ing)?|todo)\b|\b(?:not|never) (?:yet |been )?(?:configured|implemented|enabled|set up|done|added|tested|validated|working|in place)\b|\bnot yet\b/;

/** Claims about another place or another time. */
const ELSEWHERE =
  /\b(?:for|in) (?:local )?(?:development|dev|staging|testing)\b|\blocal(?:ly|host)?\b|\bplanned\b|\bin (?:the )?future\b|\bfuture\b|\btodo\b|\bpartial(?:ly)?\b|\boptional\b|\bexempt\b|\bnot (?:needed|required|applicable)\b|\bif (?:needed|added|applicable)\b|\bn\/a\b/;

/** Tests, documents and reviews of a thing are no claim that the thing is there. */
const ABOUT_IT =
  /\b(?:tests?|tested|testing|document(?:s|ed|ation)?|docs|guides?|runbooks?|audit(?:s|ed)?|review(?:s|ed)?|training|trained|analysis|monitored)\b/;
const TESTS_OR_DOCUMENTS = /\btests?\b|\btesting\b|\bdocumentation\b|\bdocs\b/i;
const RULES_ABOUT = /^(?:testing|docs|ci|quality)\/|^config\/undocumented-env-var$/;

/** The rules that a line plainly speaks about, `around` being headings over it; none when it speaks about another place or time. */
export function rulesSpokenOf(text: string, around: readonly string[] = []): ReadonlySet<RuleId> {
  const plain = text.slice(0, 400).toLowerCase().replace(/[`*"]/g, '').replace(/_/g, ' ').replace(/[‘’]/g, "'");
  if (ELSEWHERE.test(plain)) return new Set();
  const spoken = SPOKEN.filter(({ says }) => says.test(plain)).flatMap(({ rules }) => rules);
  const about = ABOUT_IT.test(plain) || around.some((words) => TESTS_OR_DOCUMENTS.test(words));
  return new Set(about ? spoken.filter((rule) => RULES_ABOUT.test(rule)) : spoken);
}

/** Whether a line says that something is not there, of which a rule asks that it is. */
export function isLacking(text: string, rule: RuleId): boolean {
  const plain = text.toLowerCase();
  return LACKING.test(plain) && SPOKEN.some(({ rules, asks }) => asks === true && rules.includes(rule));
}

/** What a line about defaults names, and what a finding has to name, too: a password of a script is not the key that signs. */
const NAMED: readonly { readonly says: RegExp; readonly found: RegExp }[] = [
  { says: /\b(?:key|jwt)\b/i, found: /key|jwt|secret/i },
  { says: /\bpasswords?\b/i, found: /pass/i },
];

/** Whether a finding is about the very thing that a line names. */
export function isAbout(text: string, { rule, message }: Pick<Finding, 'rule' | 'message'>): boolean {
  if (rule !== 'secrets/insecure-default') return true;
  const named = NAMED.filter(({ says }) => says.test(text.replace(/_/g, ' ')));
  return named.length === 0 || named.some(({ found }) => found.test(message));
}
