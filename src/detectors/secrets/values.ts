import { entropy } from '../text/checksums.js';
import { type CredentialName, wordsOf } from './names.js';

/**
 * How a credential's literal reads: `guessable` is what anybody tries first, `placeholder` what a person wrote to be replaced,
 * `own` what looks like a real one.
 */
export type Strength = 'guessable' | 'placeholder' | 'own';

/** Where a literal stands, as far as it tells what it is. */
export interface Circumstances {
  /** Code falls back on it when the environment gives nothing. */
  readonly fallback?: boolean;
  /** Whatever it says, it is what signs, encrypts or signs in: the fallback of a variable, the secret's place among arguments. */
  readonly certain?: boolean;
  /** Something beside it belongs to a login: a user's name, a host. */
  readonly login?: boolean;
  /** The user's name beside it: the same again is what anybody tries first. */
  readonly account?: string | undefined;
  /** The document holds settings and no other data. */
  readonly settings?: boolean;
}

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** What people try first. From the lists of common passwords and the defaults of datastores; https://en.wikipedia.org/wiki/List_of_the_most_common_passwords */
const COMMON = set(`
  password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword p@55w0rd pa55word pa$$word pa$$w0rd passwd pass pass1 pass12 pass123 pass1234 passme mypass mypassword thepassword
  secret secret1 secret12 secret123 secret1234 s3cr3t s3cret secr3t mysecret mysecretkey mysecretpassword mysupersecret supersecret supersecretkey supersecretpassword topsecret verysecret sosecret sekret sekrit shhh shhhh secretkey secretpassword jwtsecret
  secretsecret notsosecret notasecret nosecret keyboardcat ilovescotchyscotch secretsauce
  changeme changeit changethis changemenow change changepassword replaceme fixme todo tbd
  admin admin1 admin12 admin123 admin1234 admin@123 administrator adminadmin adminpass adminpassword root root123 toor rootroot rootpass rootpassword superuser super sa sysadmin
  postgres postgres1 postgres123 postgresql pgpass pgpassword mysql mysql123 mariadb mongo mongodb redis redis123 rabbitmq rabbit guest elastic elasticsearch minio minioadmin minio123 minioadmin123 neo4j cassandra oracle
  mssql sqlserver influxdb couchdb grafana kibana jenkins sonar nexus keycloak vault kafka
  test test1 test12 test123 test1234 testing testtest testpass testpassword testsecret tester dev devel develop development devsecret devpassword devpass devkey local localdev localhost demo demo123 demopassword
  example sample temp temp123 tmp default staging prod production
  user user1 user123 username userpass app application api apikey myapp mydb myapikey mytoken mykey django flask rails laravel symfony spring express node next
  qwerty qwerty1 qwerty12 qwerty123 qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx 1q2w3e 1q2w3e4r 1qaz2wsx q1w2e3 q1w2e3r4 abc abc123 abcd abcd1234 abcdef abcdefg abcdefgh a1b2c3 a1b2c3d4
  letmein welcome welcome1 welcome123 iloveyou monkey dragon master master123 football baseball superman batman trustno1 hunter hunter2 sunshine princess shadow login hello hello123 helloworld
  foo foobar foobarbaz bar baz barbaz blah blahblah asd asdasd xxx xyz xyz123 key token cookie session jwt salt pepper random randomstring somesecret somekey something somerandomkey anything whatever string
  insecure unsafe notsafe unsecure dontuse dummy fake mock placeholder none null nil nopassword nopass empty blank sentry airflow superset webui metabase n8n ghost wordpress drupal joomla magento odoo strapi directus hasura supabase
  passpass letmein123 changeme1 changeme123 changeit123 p4ssw0rd p4ssword devdevdev testtesttest secretsecretsecret
`);

/** Words that people make placeholders of; together they say nothing else. */
const FILLERS = set(`
  a an the is it this that your you my our me i we to be in on at for of or and with by from here there now please pls must should not no do dont don t very so really extremely ultra super mega
  secret secrets key keys password pass passwd token tokens jwt api app application access refresh client server auth oauth session cookie cookies signing sign encryption encrypt private public hmac webhook django flask rails express next node fastapi spring
  change changed changeme replace replaced replaceme insert set enter put add fill use used using update generate generated random string value text strong long enough secure insecure unsafe only
  dev devel develop development local localhost test testing tests tester demo example sample default temp temporary tmp staging stage prod production prd env environment fallback placeholder dummy fake mock todo fixme tbd xxx xxxx foo bar baz
  user username admin root db database name id some any my something bit bits character characters chars char least minimum min 8 16 24 32 64 128 256 1 12 123 1234 12345 123456 2 3 0 x project company service web site blog shop store
  really safe later before deploy deploying deployment deployed commit production1 hex base64 bytes byte
`);

/** At least one of these makes a phrase of fillers a placeholder; without one it may be the label of a field (`access_token`). */
const TELLING = set(`
  your you my our change changed changeme replace replaced replaceme insert enter fill super mega very ultra extremely dev devel development local test testing demo example sample default temp temporary staging fallback placeholder
  dummy fake mock todo fixme tbd xxx xxxx foo bar baz insecure unsafe some random strong generate please here not dont 123 1234 12345 123456 long this really safe later secure
`);

/** Plain words that are values of a setting about credentials rather than credentials. */
const SETTINGS = set(`
  string str text number integer boolean bool object array file uuid email hidden required optional true false yes no on off null none undefined nil auto inherit include omit same-origin
  bearer basic digest hmac hs256 hs384 hs512 rs256 rs384 rs512 es256 es384 es512 ps256 ps384 ps512 eddsa sha1 sha256 sha512 md5 bcrypt argon2 argon2id scrypt pbkdf2 aes aes256 aes-256-gcm aes-256-cbc rsa ed25519 ecdsa
  header query body cookie form path jwt oauth oauth2 oidc saml ldap plain plaintext encrypted external prompt ask stdin env environment keychain keyring vault kms secretsmanager iam
  utf-8 utf8 base64 hex ascii id name label value field
`);

const MASK = /^[*•·.xX#_?-]+$/;
/** Interpolation, references to stores of secrets, and encrypted values, by their beginning. */
const REFERENCE =
  /^(?:\$[A-Z_{(\[]|\$\$|%[A-Z_]\w*%|%[({]|%s$|\{\{|\{%|<%|#\{|@\{|@@|!(?:vault|secret|env|Ref|Sub)\b|\(\(|ENC\(|ENC\[|enc:|encrypted:|cipher:|\{cipher\}|vault[:.]|secret(?:s|sref|smanager)?:|ssm:|aws-?s[ms]:|gcp-?sm:|gcsm:|azurekv:|akv:|op:\/\/|bw:|pass:|sops|env[:.(]|environ\b|file:|arn:|projects\/|ref\+|keyvault|@Microsoft\.KeyVault|kv\/|data\.|var\.|local\.|module\.|process\.env|os\.environ|System\.getenv|secrets\.|self\.|this\.|config\.|settings\.|args\.|opts\.|options\.|req\.|request\.)/i;
const TEMPLATE = /\$\{|\{\{|\$\(|%\(\w|<%|#\{|\{[A-Za-z_][\w.]{0,40}\}|%[sdv]\b|\{\}|\{\d\}/;
const ANGLED = /^(?:<[^<>]*>|\[[^[\]]*\]|__\w+__|\{[^{}]*\})$/;
const HASH =
  /^(?:\$(?:2[abxy]?|argon2(?:id|i|d)|pbkdf2[\w-]*|scrypt|5|6|1|apr1|y|7)\$|\{(?:bcrypt|argon2|pbkdf2|scrypt|noop|SSHA|SHA|MD5|CRYPT)[^{}]*\}|(?:pbkdf2|scrypt|argon2|bcrypt|sha1|sha256|sha512|md5|crypt)[:$_@]|pbkdf2_sha256\$|sha(?:256|384|512)-)/i;
/** Keys that providers mean to be public: PostHog, Stripe, Mapbox, Supabase, Google's analytics, ads and reCAPTCHA. */
const PUBLIC = /^(?:phc_|pk_(?:live|test)_|pk\.eyJ|sb_publishable_|UA-\d|G-[A-Z0-9]{6,}$|GTM-|ca-pub-|6L[\w-]{38}$|pub[-_])/;
const HEX_DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;
const CONSTANT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\/[\w@:.{}*-]|\.{1,2}\/|~\/|[A-Z]:\\|[\w.-]+@[\w-]+\.[a-z]{2,}$|www\.|localhost:)/i;
const FILE_NAME =
  /\.(?:pem|key|crt|cer|p12|pfx|jks|txt|json|ya?ml|env|ini|conf|cfg|toml|html?|[cm]?[jt]sx?|py|go|java|php|rb|vue|svg|png|md|log|db|sqlite3?|properties|asc|gpg|pub)$/i;
const PATTERN = /\\[dwsSDWbnr.]|\[[a-zA-Z0-9]-[a-zA-Z0-9]|\(\?[:=!i]|^\^|\.\*|\.\+|[^\s\\]\{\d+,\d*\}/;
const MARKUP = /^[#.][a-z][\w-]*$|^\[[\w-]+[=~^$*]?|^input\[|^:[a-z]|[<>]|^@\w+$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\d|^\d+(?:\.\d+){1,3}$|^\d+\s*(?:ms|s|m|h|d|kb|mb|gb|px|em|rem|%)$/i;
/** How long something holds: `6h` is when a signing key is replaced. */
const DURATION = /^\d{1,4}\s?(?:ms|s|m|h|d|w|sec|min|hours?|days?|weeks?)$/i;
/** Names that code gives to things, digits apart: `auth.login.password`, `access-token`, `passwordField`. */
const IDENTIFIER = /^[A-Za-z_]+(?:[-.:/][A-Za-z_]+)*$/;

/** What the literal of a credential is; undefined when it is none: a label, a reference, a type, a hash, a mask, nothing. */
export function strengthOf(literal: string, name: CredentialName, where: Circumstances = {}): Strength | undefined {
  const text = withoutScheme(literal);
  const length = text.length;
  // `os.getenv("SECRET_KEY", "---")`: dashes sign as well as words do.
  if (MASK.test(text) && length >= 2 && where.fallback === true && (name.use === 'signs' || name.use === 'encrypts')) return 'placeholder';
  if (length < 2 || length > 4096 || MASK.test(text) || REFERENCE.test(text) || TEMPLATE.test(text) || ANGLED.test(text)) return undefined;
  if (/^keyboard cat$/i.test(text)) return 'guessable';
  // An emoji or a letter of another alphabet, as its number.
  if (/^(?:\\u\{?[0-9a-f]{4,6}\}?){1,8}$/i.test(text)) return undefined;

  // `mock_secret`: code that stands in for something signs with it.
  // In settings it is what starts.
  if (where.fallback !== true && where.settings !== true && /^(?:mock|fake|dummy|stub)[-_ ]/i.test(text)) return undefined;
  // What a key falls back on is its value, whatever it says: everybody who reads the code has it.
  const certain = where.certain === true || (where.fallback === true && (name.use === 'signs' || name.use === 'encrypts'));
  if (certain && where.account?.toLowerCase() !== text.toLowerCase() && !name.vague && !/[\u0000-\u001f]/.test(text))
    return whateverItSays(text, name, where.fallback === true);
  // Sentences, labels, and everything in other alphabets than those of keyboards.

  if (/[\s\u0000-\u001f]|[^\u0000-\u00ff]/.test(text)) return isPhrase(text, name, where) ? 'placeholder' : undefined;
  if (
    PUBLIC.test(text) ||
    HASH.test(text) ||
    CONSTANT_NAME.test(text) ||
    ADDRESS.test(text) ||
    FILE_NAME.test(text) ||
    MARKUP.test(text) ||
    TIMESTAMP.test(text) ||
    PATTERN.test(text)
  )
    return undefined;
  const telling = where.fallback === true || where.login === true || (name.owned && where.settings === true);
  const plain = text.toLowerCase().replace(/[-_. ]+/g, '');
  if (where.account?.toLowerCase() === text.toLowerCase() && name.kind === 'password') return 'guessable';
  if (isSelfNamed(text, name) && !telling) return undefined;
  if (SETTINGS.has(text.toLowerCase()) && !(telling && COMMON.has(plain))) return undefined;
  if (name.vague) return isVagueButTelling(text, plain, name, where);
  // What anybody tries first is tried for passwords and secrets; a token of such a text is a sample.
  if ((COMMON.has(plain) || isRun(plain)) && name.kind === 'token' && !telling) return undefined;
  if (STANDINS.has(plain) && where.fallback !== true && where.settings !== true) return undefined;
  if (COMMON.has(plain) || isRun(plain)) return isLabel(plain, name, telling) ? undefined : 'guessable';
  if (isFiller(text)) return 'placeholder';
  if (/^(?:[x*0?.-]{4,}|\.{3,}|n\/a)$/i.test(text)) return undefined;
  if (isOwn(text, name, telling)) return 'own';
  // jwt.secret: shop-admin — under such a name in a file of settings, every word is the secret.
  if (where.settings !== true || !name.signing) return undefined;
  return (name.owned && length >= 6 && IDENTIFIER.test(text) && !/[./]/.test(text)) || /^(?=.{0,60}[A-Za-z]{3})[!-~]{24,}$/.test(text)
    ? 'own'
    : undefined;
}

/** The strength of a text that is known to be used as a credential: words are what anybody reads. */
function whateverItSays(text: string, name: CredentialName, fallback: boolean): Strength | undefined {
  const plain = text.toLowerCase().replace(/[-_. ]+/g, '');
  // A variable does not fall back on another one's name, unless that says what to do about it.
  const isName =
    CONSTANT_NAME.test(text) && !(fallback && /INSECURE|CHANGE|REPLACE|DEFAULT|UNSAFE|EXAMPLE/.test(text) && text !== name.variable);
  if (HASH.test(text) || ADDRESS.test(text) || FILE_NAME.test(text) || isName || PUBLIC.test(text) || text.length > 200) return undefined;
  if (DURATION.test(text)) return undefined;
  if (SETTINGS.has(text.toLowerCase()) && !COMMON.has(plain)) return undefined;
  if (COMMON.has(plain) || isRun(plain)) return 'guessable';
  // A plain word is in no list and yet anybody reads it here.
  return !IDENTIFIER.test(text) &&
    !/\s/.test(text) &&
    !isFiller(text) &&
    isOwn(text, name, true) &&
    (looksRandom(text, 12) || name.kind === 'password')
    ? 'own'
    : 'placeholder';
}

/** `Bearer …`, `Basic …`: the credential is what follows. */
const withoutScheme = (text: string): string => /^(?:Bearer|Basic|Token|ApiKey|GenieKey|SSWS|Bot)[ ]([^\s]{8,})$/i.exec(text)?.[1] ?? text;

/** `password = "password"`, `client_secret: "clientSecret"`, `X_API_KEY = "x-api-key"`: a name. */
function isSelfNamed(text: string, name: CredentialName): boolean {
  if (/\d/.test(text) && !/\d/.test(name.variable)) return false;
  const value = wordsOf(text).join('');
  const title = name.variable.toLowerCase().replace(/_/g, '');
  // DB_PASSWORD = "password" is no field's name: it is what the database is told.
  if (name.owned && /^(?:password|passwd|secret)$/.test(value) && value !== title) return false;
  return value !== '' && (title.endsWith(value) || (value.endsWith(title) && !TELLING.has(wordsOf(text)[0] ?? '')));
}

/** Of the words that anybody tries first, those that could as well be what a field is called. */
const isLabel = (plain: string, { owned, kind }: CredentialName, telling: boolean): boolean =>
  !telling && !(owned && /^(?:password|passwd|pass|secret|admin|root)$/.test(plain)) && (plain === kind || LABELS.has(plain));

/** What code that only tries something out writes. */
const STANDINS = set(
  'test test1 test123 testing testtest tester foo bar baz foobar dummy fake mock example sample placeholder blah asdf xyz none null nil empty blank something anything whatever string',
);

const LABELS = set(`
  password passwd pass token key apikey secretkey user username login session cookie jwt application app api default text string none null nil empty blank any random change node next local name
  salt hello master welcome
`);

/** A token, an access key, a pass: only what a machine made, or what was written to be replaced. */
function isVagueButTelling(
  text: string,
  plain: string,
  { kind }: CredentialName,
  { fallback = false, login = false }: Circumstances,
): Strength | undefined {
  if (plain === kind) return undefined;
  if ((fallback || (login && kind !== 'key')) && (COMMON.has(plain) || isRun(plain))) return 'guessable';
  if (
    isFiller(text) &&
    (fallback || login || /change|replace|super|secret|your/i.test(text)) &&
    (fallback || kind !== 'token' || /secret|change|replace/i.test(text))
  )
    return 'placeholder';
  if (login && kind === 'password') return isOwn(text, { kind: 'password', owned: true } as CredentialName, true) ? 'own' : undefined;
  return looksRandom(text, 16) ? 'own' : undefined;
}

/** `123456`, `aaaaaaaa`, `abcabcabc`, `qwertz`. */
function isRun(plain: string): boolean {
  if (plain.length < 3) return /^(?:\d+)$/.test(plain) && plain.length > 1;
  if (/^(.)\1+$/.test(plain) || /^(.{2,4})\1+$/.test(plain)) return true;
  const RUNS = [
    '01234567890123456789',
    '9876543210',
    'abcdefghijklmnopqrstuvwxyz',
    'qwertzuiop',
    'qwertyuiop',
    'asdfghjkl',
    'zyxwvutsrqponmlkjihgfedcba',
    '1234567890abcdef',
    '0123456789abcdef',
  ];
  return (
    plain.length >= 4 &&
    RUNS.some((run) => run.includes(plain) || (plain.length > run.length && plain.startsWith(run) && isRun(plain.slice(run.length))))
  );
}

/** `your-secret-key-here`, `change_me_in_production`, `super-secret`, `dev-secret`; `django-insecure-…` as Django itself writes it. */
function isFiller(text: string): boolean {
  if (/^django-insecure-|^<?your(?:strong|weak|super|very|own|new)/i.test(text)) return true;
  if (
    /^(?:your|my|insert|enter|put|replace|change)[-_. ]?(?:[a-z0-9]+[-_. ]){0,6}(?:here|this|me|it|now|production|prod|secret|password|key|token)[!.]*$/i.test(
      text,
    )
  )
    return true;
  if (/^[a-z]{9,60}$/.test(text) && isMadeOf(text)) return true;
  const words = wordsOf(text);
  return (
    words.length > 1 &&
    words.every((word) => FILLERS.has(word) || COMMON.has(word) || /^\d{1,4}$/.test(word)) &&
    words.some((word) => TELLING.has(word) || (COMMON.has(word) && word.length > 6))
  );
}

/** The words of which people make a placeholder without a space: `somerandompassword`, `mysupersecrettoken`. */
const GLUED = [
  ...'my your our some any the this is a very super ultra top random secret secure strong long test dev dummy fake sample example password passwd pass token key jwt phrase change me please app db user admin here'.split(
    ' ',
  ),
];

/** Whether such words alone, three at least, make up a text; each place of it is asked once. */
function isMadeOf(text: string): boolean {
  const fewest = new Map([[0, 0]]);
  for (let at = 0; at < text.length; at += 1) {
    const words = fewest.get(at);
    if (words === undefined) continue;
    for (const word of GLUED)
      if (text.startsWith(word, at)) fewest.set(at + word.length, Math.min(fewest.get(at + word.length) ?? Infinity, words + 1));
  }
  return (fewest.get(text.length) ?? 0) >= 3;
}

/** Words with spaces are a sentence, unless they are a placeholder that something falls back on. */
const isPhrase = (text: string, name: CredentialName, { fallback = false }: Circumstances): boolean =>
  (name.signing && name.owned && text.length >= 16 && text.length < 120 && /[!@#$%^&*]{3}/.test(text)) ||
  (text.length < 80 &&
    !name.vague &&
    (fallback || (name.owned && name.kind !== 'password')) &&
    /^[\w !.'-]+$/.test(text) &&
    isFiller(text) &&
    /change|replace|secret|super|your/i.test(text));

/** Whether it looks like what a machine made. */
export function looksRandom(text: string, least = 16): boolean {
  if (text.length < least || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (/^[0-9a-f]+$/i.test(text)) return text.length >= 20 && entropy(text) >= 2.8;
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) return entropy(text) >= 2.8;
  if (!/^[\w+/=.~:!@#$%^&*()-]+$/.test(text)) return false;
  // Words with a number in them are names: `projects-v2-token`, `sk-ant-api03`.
  const pieces = text.split(/[-_.:/]/).filter(Boolean);
  if (
    pieces.length > 1 &&
    pieces.every(
      (piece) =>
        piece.length < 12 && /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+|v?\d+)$/i.test(piece) && /^(?:[a-z]*|[A-Z]*|[A-Z][a-z]*|v?\d*)$/.test(piece),
    )
  )
    return false;
  const switches = [...text.matchAll(/[a-z][A-Z0-9]|[A-Z]{2}[a-z]|\d[A-Za-z]/g)].length;
  return entropy(text) >= Math.min(3.5, 0.75 * Math.log2(text.length)) && switches >= text.length / 8;
}

function isOwn(text: string, { kind, owned }: CredentialName, telling: boolean): boolean {
  if (kind === 'password') {
    // A digest in a password's place is a hash, or checked against one.
    if (text.length < 4 || HEX_DIGEST.test(text)) return false;
    const mixed = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kindOfLetter) => kindOfLetter.test(text)).length;
    if (/\d/.test(text) && /[A-Za-z]/.test(text)) return !isNumberedWord(text) || telling || owned;
    if (IDENTIFIER.test(text))
      return (
        (telling || owned) &&
        text.length >= 5 &&
        !/[-._:/]/.test(text) &&
        !/[a-z][A-Z]/.test(text) &&
        (telling || text.toLowerCase() === text)
      );
    return mixed >= 2 && text.length >= 6 && /[A-Za-z]/.test(text) && /[!@#$%^&*]/.test(text);
  }
  if (IDENTIFIER.test(text))
    return /^[A-Za-z]{20,}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && entropy(text) >= 3.9 && !isCamelCase(text);
  if (text.length >= 16)
    return (
      looksRandom(text) ||
      (/^[0-9a-f]{16,}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text) && entropy(text) >= 2.8) ||
      (/[^\w.:/-]/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && entropy(text) >= 3.2)
    );
  return (owned || telling || kind === 'secret') && text.length >= 8 && /\d/.test(text) && /[A-Za-z]/.test(text) && !isNumberedWord(text);
}

/** `password2`, `step1`, `oauth2-token`: words, then a number. */
const isNumberedWord = (text: string): boolean => /^[A-Za-z]+(?:[-_.][A-Za-z]+)*[-_.]?\d{1,2}$/.test(text);

/** `getAccessTokenFromHeader`: long, but made of words. */
const isCamelCase = (text: string): boolean => (text.match(/[A-Z][a-z]{2,}/g) ?? []).join('').length > text.length * 0.6;
