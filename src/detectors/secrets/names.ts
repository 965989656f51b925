import type { Document } from '../../model/document.js';
import { finderOf } from '../text/finder.js';

/** What a credential is for: what somebody who has read it can do. */
export type Use = 'signs' | 'encrypts' | 'signs in' | 'calls';

/** What a name says about the value that it is given. */
export interface CredentialName {
  readonly kind: 'password' | 'secret' | 'token' | 'key';
  readonly use: Use;
  /** The name says whose it is (`DB_PASSWORD`, `jwtSecret`), so that it is the name of a value rather than of a field. */
  readonly owned: boolean;
  /** Other things have such names as well (`token`, `accessKey`): only a value that looks random tells. */
  readonly vague: boolean;
  /** It says that tokens, sessions or data are signed or encrypted with it. */
  readonly signing: boolean;
  /** The name in capitals, as an environment variable would have it. */
  readonly variable: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Two words that people write as one. */
const JOINED: Readonly<Record<string, string>> = {
  apikey: 'api key', apikeys: 'api keys', apitoken: 'api token', apisecret: 'api secret', secretkey: 'secret key', privatekey: 'private key', publickey: 'public key',
  accesskey: 'access key', accesstoken: 'access token', authtoken: 'auth token', authkey: 'auth key', clientsecret: 'client secret', signingkey: 'signing key',
  encryptionkey: 'encryption key', jwtsecret: 'jwt secret', appsecret: 'app secret', dbpassword: 'db password', dbpasswd: 'db password', dbpass: 'db password',
  rootpassword: 'root password', masterkey: 'master key', sharedkey: 'shared key', userpass: 'user password', userpassword: 'user password',
  mysqlpassword: 'mysql password', pgpassword: 'pg password', sshpass: 'ssh password', adminpassword: 'admin password', adminpass: 'admin password',
  keypass: 'key password', storepass: 'store password', bindpassword: 'bind password', bindpw: 'bind password', webhooksecret: 'webhook secret',
}; // prettier-ignore

const PASSWORDS = words('password passwd pwd passphrase passcode passwort pswd psw');
const PASS = words('pass pw');
const SECRETS = words('secret');
const TOKENS = words('token jwt');

/** What makes a key a secret one. */
const SECRET_KEYS: Readonly<Record<string, Use>> = {
  secret: 'signs', private: 'signs', signing: 'signs', sign: 'signs', signature: 'signs', hmac: 'signs', jwt: 'signs', jws: 'signs', encryption: 'encrypts', encrypt: 'encrypts',
  decryption: 'encrypts', cipher: 'encrypts', crypto: 'encrypts', aes: 'encrypts', fernet: 'encrypts', master: 'encrypts', cookie: 'signs', session: 'signs', jwk: 'signs',
  api: 'calls', access: 'calls', auth: 'calls', account: 'calls', shared: 'calls', admin: 'signs in', service: 'calls', subscription: 'calls', license: 'calls', licence: 'calls',
  deploy: 'calls', webhook: 'signs', integration: 'calls', app: 'signs', application: 'signs',
}; // prettier-ignore
/** Keys that are also something else: HTML's access key, a session's key in a store, an application's public key. */
const VAGUE_KEYS = words(
  'access auth account shared admin service subscription license licence deploy integration app application session cookie jwk sign signature api',
);

/** Words at the end of a name that leave its meaning. */
const TRAILING = words(
  'value val str string text txt literal raw plain plaintext default prod production dev development staging stage live local new old current main base64 b64 hex bytes utf8 env fallback 1 2 3',
);

/** Words before the head that say that the value is no credential, but something about one. */
const HARMLESS = words(`
  csrf xsrf page next prev previous continuation cursor pagination sync cancel cancellation abort resume
  reset forgot forget forgotten recover recovery change changed confirm confirmation confirmed repeat retype verify verification show hide toggle enter invalid wrong missing incorrect
  mismatch expired weak strong no is has have had using requires required needs with without to by via use uses allow enable enabled disable disabled if when
  get set create update delete remove list read write put find fetch load save generate gen make build parse validate check rotate revoke encode decode hash match compare
  error err exception msg message label title placeholder hint help description desc text name field column col param parameter arg argument attr attribute prop property header input type
  kind mode format prefix suffix pattern regex path url uri endpoint route file filename dir
  public primary foreign sort cache partition row object storage unique composite natural surrogate index lookup translation i18n
  fake mock mocked dummy stub example sample demo
  design lexer syntax stop pad special unk eos bos mask separator keyword operator grammar ident identifier
  existing coupon checkout cart product voucher discount
  eof word sub bracket paren punctuation comment conf grant
`);

/** Whose credential it is. */
const OWNERS = words(`
  db database postgres postgresql pg mysql mariadb mongo mongodb redis valkey rabbitmq amqp elastic elasticsearch opensearch kibana cassandra neo4j clickhouse influx influxdb couchdb couchbase oracle mssql
  sa sql sqlserver snowflake redshift kafka nats mqtt memcached minio s3 aws azure gcp google firebase supabase
  admin administrator root superuser super master user users service account system app application api client server internal backend frontend site web bot
  smtp mail email imap pop3 sendgrid mailgun ses ftp sftp ssh ldap bind ad oauth oauth2 oidc saml sso keycloak auth0 okta jwt session cookie cookies django flask rails express next nextauth auth secret
  keystore truststore key store ssl tls certificate cert pfx p12 signing encryption crypto webhook github gitlab bitbucket slack discord telegram twitter facebook stripe paypal twilio openai anthropic
  datadog sentry newrelic grafana prometheus jenkins sonar sonarqube nexus artifactory docker registry npm pypi vault consul proxy vpn wifi wlan guest owner jdbc default initial datasource spring hibernate
  refresh access bearer personal private shared hmac tenant device license
`);

/** What settings are read from, and what says nothing about whose they are. */
const HOLDERS = words(
  'self this cls config conf cfg settings setting options opts props app application env environ process module exports default credentials creds auth data body params args kwargs c s e',
);

const SIGNING = words(
  'jwt session cookie cookies signing sign hmac webhook django flask nextauth auth access refresh csrf rails express app application token',
);
const SERVICES = words(`
  aws s3 oss cos obs r2 gcs gcp google azure aliyun ali qiniu tencent huawei cloudflare backblaze storage bucket stripe paypal alipay wechat wx twilio sendgrid mailgun mailchimp ses github gitlab bitbucket
  slack discord telegram twitter facebook linkedin openai anthropic sentry datadog newrelic algolia pusher firebase supabase recaptcha hcaptcha turnstile captcha map maps access api subscription license
`);
const ENCRYPTING = words('encryption encrypt crypto cipher aes fernet');

/** The words of a name in any spelling, in lower case: `dbPassword`, `DB_PASSWORD`, `db-password` are two. */
export function wordsOf(name: string): readonly string[] {
  const separated = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
  return separated
    .split(/[^a-z0-9]+/)
    .flatMap((word) => (Object.hasOwn(JOINED, word) ? (JOINED[word] ?? word).split(' ') : word === '' ? [] : [word]));
}

/** The last name of a path: `password` of `spring.datasource.password`, `SECRET_KEY` of `app.config[SECRET_KEY]`. */
export function lastName(path: string): string {
  const bracket = /\[["']?([^[\]"']{1,100})["']?\]$/.exec(path)?.[1];
  if (bracket !== undefined) return bracket;
  return path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf(':'), path.lastIndexOf('/')) + 1);
}

/** A part of every word that names a credential. */
const PART = /pass|pwd|psw|pw|secret|token|jwt|key|salt|pepper/i;

/** Whether the last name of a path can be a credential's at all: a cheap test for what is asked of every entry of a file. */
export const mayNameCredential = (name: string): boolean => PART.test(name);

/** What build tools put into pages for everyone: https://vite.dev/guide/env-and-mode, https://nextjs.org/docs/app/guides/environment-variables */
const BROWSER = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|NG_APP|STORYBOOK|EXPO_PUBLIC|NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC)_/;

/** Whether a variable is meant for everyone who opens the page. */
export const isForBrowsers = (variable: string): boolean => BROWSER.test(variable);

/**
 * What the name of a value says about it; undefined when it is no credential's. The last word of a name says what the thing
 * is: a `db_password` is a password, a `password_field` a field, a `token_url` an address.
 */
export function credentialName(path: string): CredentialName | undefined {
  const name = lastName(path);
  if (!mayNameCredential(name) || BROWSER.test(name)) return undefined;
  const outer = wordsOf(path.slice(0, path.length - name.length));
  const all = wordsOf(name);
  let end = all.length;
  while (end > 1 && TRAILING.has(all[end - 1] ?? '')) end -= 1;
  const head = all[end - 1] ?? '';
  const before = all.slice(0, end - 1);
  if (before.some((word) => HARMLESS.has(word))) return undefined;
  const found = headOf(head, before, outer);
  if (!found) return undefined;
  const owned = before.some((word) => OWNERS.has(word)) || (path.includes('.') && outer.some((word) => OWNERS.has(word)));
  const signing =
    (found.kind === 'secret' || found.kind === 'key') &&
    [...before, ...outer.slice(-2)].some((word) => /^(?:jwt|signing|session|cookie|encryption|crypto|hmac)$/.test(word));
  // A placeholder for somebody else's service signs nothing of ours.
  const use =
    !signing && [...before, ...outer.slice(-3)].some((word) => SERVICES.has(word)) && found.use !== 'signs in' ? 'calls' : found.use;
  return {
    ...found,
    use,
    owned,
    signing,
    variable: variableName(before.length === 0 ? [...outer.filter((word) => !HOLDERS.has(word)).slice(-2), ...all] : all),
  };
}

function headOf(
  head: string,
  before: readonly string[],
  outer: readonly string[],
): Pick<CredentialName, 'kind' | 'use' | 'vague'> | undefined {
  const last = before.at(-1) ?? '';
  const context = [...before, ...outer.slice(-2)];
  if (PASSWORDS.has(head)) return { kind: 'password', use: 'signs in', vague: false };
  if (PASS.has(head)) return { kind: 'password', use: 'signs in', vague: !OWNERS.has(last) };
  if (SECRETS.has(head)) {
    if (context.some((word) => ENCRYPTING.has(word))) return { kind: 'secret', use: 'encrypts', vague: false };
    const signs = before.length === 0 || context.some((word) => SIGNING.has(word));
    return { kind: 'secret', use: context.includes('client') ? 'signs in' : signs ? 'signs' : 'calls', vague: false };
  }
  if (TOKENS.has(head))
    return {
      kind: 'token',
      use: 'calls',
      vague: !/^(?:access|auth|api|bearer|bot|admin|refresh|secret|personal|private|service)$/.test(last),
    };
  if ((head === 'key' || head === 'keys') && Object.hasOwn(SECRET_KEYS, last))
    return { kind: 'key', use: SECRET_KEYS[last] ?? 'calls', vague: VAGUE_KEYS.has(last) };
  if (head === 'salt' && before.some((word) => PASSWORDS.has(word))) return { kind: 'secret', use: 'encrypts', vague: false };
  if (head === 'pepper') return { kind: 'secret', use: 'encrypts', vague: true };
  return undefined;
}

/** `DB_PASSWORD` for `db`, `password`. */
function variableName(all: readonly string[]): string {
  const name = all.join('_').toUpperCase();
  return /^\d/.test(name) ? `_${name}` : name;
}

/** A tight test for text that may hold a credential's name before a value: `PASSWORD`, `api_key`, `clientSecret`. */
export const NAME_HINT = String.raw`(?:pass(?:w(?:or)?d|phrase|code|wort)|pwd|secret|token|(?:api|access|private|signing|encryption|auth|master|account|hmac|aes|crypto|cipher|jwt|session|cookie|shared|admin|app)[-_. ]?keys?|pass\b|pw\b|credential)`;

const HINT = new RegExp(NAME_HINT, 'iy');

/**
 * Whether an expression that begins with `NAME_HINT` finds a credential's name in a document: most of what it finds says something about
 * credentials (`token_url`, `password_field`).
 */
export function credentialNames(source: string): (document: Pick<Document, 'text' | 'version'>) => boolean {
  const pattern = new RegExp(source, 'gi');
  // Every place counts, and not only those behind the last match's end.
  const places = finderOf(new RegExp(`(?=${source})`, 'gi'));
  return (document) => {
    const { text, version } = document;
    if (version > 0) return places.all(document).some(({ index }) => namesCredentialAt(text, index));
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (namesCredentialAt(text, match.index)) return true;
      pattern.lastIndex = match.index + 1;
    }
    return false;
  };
}

function namesCredentialAt(text: string, index: number): boolean {
  HINT.lastIndex = index;
  let end = index + (HINT.exec(text)?.[0].length ?? 0);
  let start = index;
  while (start > index - 60 && /[\w$-]/.test(text.charAt(start - 1))) start -= 1;
  while (end < index + 100 && /[\w-]/.test(text.charAt(end))) end += 1;
  // `jwt.key` between quotes is one name; `setPassword` sets one.
  const name = text
    .slice(start, end)
    .replace(/[. ]/g, '_')
    .replace(/^(?:set|with|add)_?(?=[A-Z_])/, '');
  return credentialName(name) !== undefined;
}

/** What follows `SECRET` in the name of a setting about secrets. */
const ABOUT = words(
  'name names id ids arn path file files dir key ref reference store stores backend provider providers manager engine type mode source version label prefix suffix namespace region url uri host rotation ttl length size format mount volume scan scanning scanner',
);

/** `SECRET_BLAH: secretsquirrels`: a name that nobody knows, and both it and its value say what it is. */
export function saysSecret(name: string, value: string): boolean {
  const [first, second, ...more] = wordsOf(name);
  return (
    first === 'secret' &&
    second !== undefined &&
    ![second, ...more].some((word) => ABOUT.has(word) || HARMLESS.has(word)) &&
    /^[a-z0-9]{8,60}$/.test(value) &&
    /secret|passw/.test(value) &&
    !/secrets?(?:manager|store|provider|name|ref)$/.test(value)
  );
}
