import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import type { ShellCommand, ShellScript, ShellWord } from '../../syntax/shell.js';
import { detector } from '../detector.js';
import { JUDGED, isTestScript } from './documents.js';
import { stated } from './literals.js';
import { type CredentialName, credentialName } from './names.js';
import { strengthOf } from './values.js';

/** Where a program takes a credential: in the word of an option, behind it, or behind a colon in it. */
interface Way {
  readonly program: RegExp;
  /** The word of the program that takes it. */
  readonly within?: string;
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
  { program: /^(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|az|oc)$/, within: 'login', option: /^-p$/, name: 'registry_password' },
  { program: /^ldap\w{1,20}$/, option: /^-w$/, name: 'ldap_password' },
  { program: /^keytool$/, option: /^-(?:store|key|srcstore|deststore)pass$/, name: 'keystore_password' },
  { program: /^smbclient$/, option: /^(?:-U|--user)$/, name: 'user_password', behindColon: true },
];
/** `-H "Authorization: Bearer …"`, `--header 'X-Api-Key: …'` */
const HEADER =
  /^(?:Authorization|Proxy-Authorization)[ ]?:[ ]?(?:Bearer|Basic|Token|ApiKey)[ ]+(\S{8,400})$|^([\w-]{0,40}(?:api-?key|token|secret)[\w-]{0,20})[ ]?:[ ]?(\S{8,400})$/i;
/** `-passin pass:…`: https://docs.openssl.org/master/man1/openssl-passphrase-options/ */
const PASSPHRASE = /^pass:(\S{2,300})$/;

const COMMANDS =
  /\b(?:curl|https?|sshpass|mysql\w{0,8}|mariadb\w{0,8}|redis-cli|mongo\w{0,8}|sqlcmd|bcp|login|ldap\w{1,20}|keytool|smbclient)[ \t][^\n]{0,300}?(?:-[uUaPpwH][ '"\w]|--(?:user|auth|header|proxy-user|oauth2)|-\w{1,9}pass )|[ \t]--?(?:from-literal=)?[\w-]{0,30}(?:pass(?:word|wd|phrase)?|token|secret|api-?key)[= ][^\s$]|[ \t]pass:[^$]|\b[A-Z_]{1,30}(?:PASSWORD|TOKEN|SECRET|KEY)=["']?[^\s$"']{3,100}["']?[ \t]/;

/** A literal that a command hands to a program as a credential. */
export interface Handed {
  readonly name: CredentialName;
  /** What the option, the header or the variable calls it, or what it is. */
  readonly title: string;
  readonly text: string;
  /** The literal itself, not all of its word. */
  readonly span: Span;
}

/** Every literal that a command hands over as a credential; what only run time knows is none, nor is what this machine alone is told. */
export function* handedCredentials(command: ShellCommand): Iterable<Handed> {
  const { name = '', assignments } = command;
  const words = command.words.slice(1);
  // PGPASSWORD=… psql
  if (words.length > 0 && name !== 'export' && name !== 'env')
    for (const { name: variable, value } of assignments) yield* handed(variable, value, value?.text);
  if (words.some(({ text }) => /^https?:\/\/(?:[^@/]{0,200}@)?(?:localhost|127\.|0\.0\.0\.0|[\w-]+(?:[:/]|$))/.test(text ?? ''))) return;
  for (const [i, word] of words.entries()) {
    const { text } = word;
    const next = words[i + 1];
    if (text === undefined) continue;
    const header = /^(?:-H|--header)$/.test(text) ? next : /^(?:-H|--header=)/.test(text) ? word : undefined;
    if (header?.text !== undefined) {
      const [, bearer, title = '', other] = HEADER.exec(header.text.replace(/^(?:-H|--header=)/, '').trim()) ?? [];
      yield* handed(bearer === undefined ? title : 'access_token', header, bearer ?? other);
    }
    yield* handed('key_passphrase', word, PASSPHRASE.exec(text)?.[1]);
    for (const { program, within, option, name: title, behindColon, glued } of WAYS) {
      if (!program.test(name) || (within !== undefined && !words.some((each) => each.text === within))) continue;
      const own = text.length > 2 && !text.startsWith('--') && option.test(text.slice(0, 2)) ? word : undefined;
      const given = !glued && option.test(text) ? next : own;
      const value = given === word ? text.slice(2) : given?.text;
      yield* handed(title, given, behindColon ? value?.slice(value.indexOf(':') + 1 || value.length) : value);
    }
    // --password …, --docker-password=…, --from-literal=password=…
    const [, title = '', value] = /^--?(?:from-literal=)?([\w-]{3,40})(?:=(.{2,300}))?$/.exec(text) ?? [];
    yield* handed(title, value === undefined ? next : word, value ?? next?.text);
  }
}

function* handed(title: string, word: ShellWord | undefined, text: string | undefined): Iterable<Handed> {
  const name = title === '' ? undefined : credentialName(title);
  const at = word && text ? word.raw.lastIndexOf(text) : -1;
  if (!word || !text || !name || at < 0 || word.variables.length > 0 || word.commands.length > 0) return;
  const start = word.span.start + at;
  yield { name, title, text, span: { start, end: start + text.length } };
}

/** What is made up is typed at home: only what looks real is told. */
function* inScript(script: ShellScript | undefined): Iterable<FactDraft> {
  const where = { login: true };
  const seen = new Set<number>();
  for (const command of script?.commands ?? [])
    for (const { name, title, text, span } of handedCredentials(command)) {
      if (seen.has(span.start) || strengthOf(text, name, where) !== 'own') continue;
      seen.add(span.start);
      yield* stated({ path: title, name, text, span, where });
    }
}

export const shellCommandCredentials = detector({
  framework: 'shell commands',
  format: 'shell',
  roles: JUDGED,
  mentions: COMMANDS,

  *facts({ script, document }) {
    if (!isTestScript(document.path)) yield* inScript(script);
  },
});

export const dockerfileCommandCredentials = detector({
  framework: 'commands in images',
  format: 'dockerfile',
  roles: JUDGED,
  mentions: COMMANDS,

  *facts(dockerfile) {
    for (const instruction of dockerfile.instructions) yield* inScript(dockerfile.script(instruction.trigger ?? instruction));
  },
});
