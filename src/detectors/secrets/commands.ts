import type { FactDraft } from '../../model/fact.js';
import type { ShellCommand, ShellScript, ShellWord } from '../../syntax/shell.js';
import { detector } from '../detector.js';
import { JUDGED, isTestScript } from './documents.js';
import { stated } from './literals.js';
import { credentialName } from './names.js';
import { strengthOf } from './values.js';

/** Where a program takes a credential: in the word of an option, behind it, or behind a colon in it. */
interface Way {
  readonly program: RegExp;
  readonly option: RegExp;
  /** What it is: a name as `credentialName` takes it. */
  readonly name: string;
  /** The value is `user:password`. */
  readonly behindColon?: boolean;
  /** Only in the word of the option itself: `-psecret`. */
  readonly glued?: boolean;
}

const WAYS: readonly Way[] = [
  // https://curl.se/docs/manpage.html
  { program: /^curl$/, option: /^(?:-u|--user|-U|--proxy-user)$/, name: 'user_password', behindColon: true },
  { program: /^curl$/, option: /^--oauth2-bearer$/, name: 'access_token' },
  // https://httpie.io/docs/cli/basic-auth
  { program: /^https?$/, option: /^(?:-a|--auth)$/, name: 'user_password', behindColon: true },
  { program: /^sshpass$/, option: /^-p$/, name: 'ssh_password' },
  // https://dev.mysql.com/doc/refman/8.4/en/connecting.html
  { program: /^(?:mysql|mariadb)(?:admin|dump|check|import|show)?$/, option: /^-p$/, name: 'mysql_password', glued: true },
  { program: /^redis-cli$/, option: /^(?:-a|--pass)$/, name: 'redis_password' },
  { program: /^(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)$/, option: /^-p$/, name: 'mongo_password' },
  { program: /^(?:sqlcmd|bcp)$/, option: /^-P$/, name: 'sql_password' },
  { program: /^(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|az|oc)$/, option: /^-p$/, name: 'registry_password' },
  { program: /^ldap\w{1,20}$/, option: /^-w$/, name: 'ldap_password' },
  { program: /^keytool$/, option: /^-(?:store|key|srcstore|deststore)pass$/, name: 'keystore_password' },
  { program: /^smbclient$/, option: /^(?:-U|--user)$/, name: 'user_password', behindColon: true },
];
/** `-H "Authorization: Bearer …"`, `--header 'X-Api-Key: …'` */
const HEADER =
  /^(?:Authorization|Proxy-Authorization)[ ]?:[ ]?(?:Bearer|Basic|Token|ApiKey)[ ]+(\S{8,400})$|^([\w-]{0,40}(?:api-?key|token|secret)[\w-]{0,20})[ ]?:[ ]?(\S{8,400})$/i;
/** `-passin pass:…`: https://docs.openssl.org/master/man1/openssl-passphrase-options/ */
const PASSPHRASE = /^pass:(\S{2,300})$/;

const PROGRAMS =
  /(?:^|[\s;&|("'`/])(?:curl|https?|wget|sshpass|mysql\w{0,8}|mariadb\w{0,8}|redis-cli|mongo\w{0,8}|sqlcmd|docker|podman|helm|az|oc|ldap\w{1,20}|keytool|openssl|kubectl|aws|smbclient|\w[\w-]{0,40})[ \t][^\n]{0,400}?(?:-[uUaPpwH][ '"\w]|--?[\w-]{0,30}(?:user|auth|pass|token|secret|key|header|literal)|pass:)/i;

function* inCommand(command: ShellCommand): Iterable<FactDraft> {
  const { name = '', assignments } = command;
  const words = command.words.slice(1);
  // PGPASSWORD=… psql
  if (words.length > 0 && name !== 'export' && name !== 'env')
    for (const { name: variable, value } of assignments) if (value) yield* told(variable, value, value.text);
  for (const [i, word] of words.entries()) {
    const { text } = word;
    if (text === undefined) continue;
    const next = words[i + 1];
    const header = /^(?:-H|--header)$/.test(text) ? next : /^(?:-H|--header=)/.test(text) ? word : undefined;
    if (header?.text !== undefined) {
      const [, bearer, title = 'access_token', other] = HEADER.exec(header.text.replace(/^(?:-H|--header=)/, '').trim()) ?? [];
      yield* told(bearer === undefined ? title : 'access_token', header, bearer ?? other);
    }
    yield* told('key_passphrase', word, PASSPHRASE.exec(text)?.[1]);
    for (const { program, option, name: title, behindColon, glued } of WAYS) {
      if (!program.test(name)) continue;
      const short = text.slice(0, 2);
      const given = !glued && option.test(text) ? next : option.test(short) && text.length > 2 && !text.startsWith('--') ? word : undefined;
      const value = given === word ? text.slice(2) : given?.text;
      if (given) yield* told(title, given, behindColon ? value?.slice(value.indexOf(':') + 1 || value.length) : value);
    }
    // --password …, --docker-password=…, --from-literal=password=…
    const long = /^--?(?:from-literal=)?([\w-]{3,40})(?:=(.{2,300}))?$/.exec(text);
    if (long?.[1] !== undefined && credentialName(long[1]))
      yield* told(long[1], long[2] === undefined ? next : word, long[2] ?? next?.text);
  }
}

/** What is made up is typed at home; only what looks real is told. */
function* told(title: string, word: ShellWord | undefined, value: string | undefined): Iterable<FactDraft> {
  const name = credentialName(title);
  const at = word && value ? word.raw.lastIndexOf(value) : -1;
  if (!word || !value || !name || at < 0 || word.variables.length > 0 || word.commands.length > 0) return;
  const where = { login: true };
  if (strengthOf(value, name, where) !== 'own') return;
  const start = word.span.start + at;
  yield* stated({ path: title, name, text: value, span: { start, end: start + value.length }, where });
}

function* inScript(script: ShellScript | undefined): Iterable<FactDraft> {
  const seen = new Set<number>();
  for (const command of script?.commands ?? [])
    for (const draft of inCommand(command)) {
      if (seen.has(draft.span.start)) continue;
      seen.add(draft.span.start);
      yield draft;
    }
}

export const shellCommandCredentials = detector({
  framework: 'shell commands',
  format: 'shell',
  roles: JUDGED,
  mentions: PROGRAMS,

  *facts({ script, document }) {
    if (!isTestScript(document.path)) yield* inScript(script);
  },
});

export const dockerfileCommandCredentials = detector({
  framework: 'commands in images',
  format: 'dockerfile',
  roles: JUDGED,
  mentions: PROGRAMS,

  *facts(dockerfile) {
    for (const instruction of dockerfile.instructions) yield* inScript(dockerfile.script(instruction.trigger ?? instruction));
  },
});

export const pipelineCommandCredentials = detector({
  framework: 'commands in pipelines',
  format: 'yaml',
  roles: JUDGED,
  mentions: PROGRAMS,

  *facts(yaml) {
    for (const root of yaml.documents)
      for (const { key, node } of root.pairs())
        if (/^(?:run|script|before_script|after_script|command|commands|bash|sh|cmd)$/.test(key))
          for (const each of node.kind === 'list' ? node.items : [node]) yield* inScript(yaml.script(each));
  },
});
