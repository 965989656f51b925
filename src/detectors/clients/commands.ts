import { CertificateCheck, type Rewording } from '../../facts/tls.js';
import type { FactDraft } from '../../model/fact.js';
import { isLoopback } from '../../model/loopback.js';
import { type Span, slice } from '../../model/span.js';
import { type Value, flag, text } from '../../model/value.js';
import type { Assignment, ShellCommand, ShellWord } from '../../syntax/shell.js';
import { shown } from './certificate-checks.js';
import { VARIABLE_NAMES, readVariable } from './variables.js';

type Guards = Parameters<typeof CertificateCheck>[1]['guards'];

/** What must stand in a script for any command of it to leave checks out. */
export const COMMAND_WORDS = new RegExp(
  `${VARIABLE_NAMES}|--insecure|[\\s"']-[A-Za-z]{0,20}k|--no-check-certificate|--check-certificate=false|--trusted-host|trusted-host|insecure-host|strict-ssl|enableStrictSsl|sslVerify|sslverify|allow-unauthenticated|AllowUnauthenticated|Verify-(?:Peer|Host)|force-yes|allow-untrusted|nogpgcheck|no-gpg-checks|nosignature|ssl_verify|disable-tls|tls-verify|skip-tls-verify|no-verify-ssl|AllowInvalidCertificates`,
  'i',
);

/** Options that mean it, by the program that takes them; with `=` where only a value does. */
const OPTIONS: readonly { readonly program: RegExp; readonly option: RegExp; readonly guards: Guards }[] = [
  { program: /^(?:wget2?|youtube-dl|yt-dlp)$/, option: /^--no-check-certificates?$/, guards: 'download' },
  { program: /^aria2c$/, option: /^--check-certificate=false$/, guards: 'download' },
  { program: /^(?:npm|pnpm|yarn|npx)$/, option: /^--(?:no-strict-ssl|strict-ssl=false)$/, guards: 'download' },
  { program: /^(?:apt|apt-get|aptitude)$/, option: /^--(?:allow-unauthenticated|force-yes)$/, guards: 'package' },
  { program: /^apk$/, option: /^--allow-untrusted$/, guards: 'package' },
  { program: /^(?:yum|dnf5?|microdnf|tdnf)$/, option: /^--nogpgcheck$/, guards: 'package' },
  {
    program: /^(?:yum|dnf5?|microdnf|tdnf|yum-config-manager)$/,
    option: /^--setopt=(?:[\w.*-]{0,60}\.)?sslverify=(?:0|false|no)$/i,
    guards: 'download',
  },
  { program: /^zypper$/, option: /^--no-gpg-checks$/, guards: 'package' },
  { program: /^rpm$/, option: /^--nosignature$/, guards: 'package' },
  {
    program: /^(?:kubectl|oc|helm|etcdctl|kustomize|flux)$/,
    option: /^--(?:insecure-skip-tls-verify|insecure-skip-tls-verify=true|kube-insecure-skip-tls-verify)$/,
    guards: 'connection',
  },
  { program: /^(?:podman|skopeo|buildah)$/, option: /^--(?:src-|dest-)?tls-verify=false$/, guards: 'download' },
  { program: /^(?:aws|awslocal)$/, option: /^--no-verify-ssl$/, guards: 'connection' },
  { program: /^(?:mongosh|mongo|mongodump|mongorestore)$/, option: /^--tlsAllowInvalidCertificates$/, guards: 'connection' },
  { program: /^https?$/, option: /^--verify=(?:no|false)$/, guards: 'connection' },
];

/** Short options of curl that take a value: what follows in the same word is that. https://curl.se/docs/manpage.html */
const CURL_VALUED = new Set('AbcCdDeEFhHKmoPQrtTuUwxXyYz');
const APT_SETTING =
  /Acquire::https?(?:::[\w.-]{1,80})?::Verify-(?:Peer|Host)["']?[\s="']{1,6}(?:false|0|no)\b|(?:APT::Get::)?AllowUnauthenticated["']?[\s="']{1,6}(?:true|1|yes)\b/i;
const FILE_SETTING = /^[ \t]{0,20}(?:check_certificate\s*=\s*off|sslverify\s*=\s*(?:0|false|no)|strict-ssl\s*=\s*false)[ \t\r]*$/im;

/** What a command, with the variables before it, leaves unchecked. */
export function* commandChecks(command: ShellCommand, source: string): Iterable<FactDraft> {
  yield* ofVariables(command, source);
  const { name = '' } = command;
  const words = command.words.slice(1);
  if (name === 'curl') yield* ofCurl(command, source);
  else if (/^(?:pip|pip\d[\d.]*|uv|pipx|pip-compile)$/.test(name) || /^python[\d.]*$/.test(name)) yield* ofPip(command, source);
  else if (name === 'git') yield* ofGit(command, source);
  else if (/^(?:npm|pnpm|yarn|conda|mamba|micromamba|composer)$/.test(name)) yield* ofSettings(command, source);
  else if (/^(?:echo|printf)$/.test(name)) yield* ofWrittenFile(command, source);
  else if (/^(?:apt|apt-get|aptitude)$/.test(name)) yield* ofApt(command, source);
  if (name === 'docker' || name === 'podman' || name === 'cross-env') yield* ofHandedVariables(words, source);
  for (const [i, word] of words.entries()) {
    const found = OPTIONS.find(({ program, option }) => program.test(name) && word.text !== undefined && option.test(word.text));
    if (!found || (found.guards === 'package' && onlyLocalFiles(words))) continue;
    yield stated(word, {
      setting: `${name} ${word.text ?? ''}`,
      guards: found.guards,
      peers: peersOf(words),
      safe: without(source, command.words[i], word),
    });
  }
}

interface Stated {
  readonly setting: string;
  readonly guards: Guards;
  readonly peers: readonly Value[];
  readonly safe: Rewording | undefined;
}

const stated = (at: { readonly span: Span }, { setting, guards, peers, safe }: Stated): FactDraft =>
  CertificateCheck({ span: at.span }, { setting: shown(setting), checks: flag(at, false), guards, peers, safe });

/** Whether the word stands in the document as the command has it: what was escaped cannot be edited. */
const isPlain = (source: string, { span, raw }: ShellWord): boolean => slice(source, span) === raw;

/** Takes words out, together with what stands between them and the word before. */
function without(source: string, before: ShellWord | undefined, first: ShellWord, last = first): Rewording | undefined {
  if (!before || ![before, first, last].every((word) => isPlain(source, word)) || before.span.end > first.span.start) return undefined;
  const words = slice(source, { start: first.span.start, end: last.span.end });
  return { words: shown(words), becomes: undefined, edits: [{ span: { start: before.span.end, end: last.span.end }, text: '' }] };
}

/** Rewrites a word inside its quotes. */
function reworded(source: string, word: ShellWord, from: string | RegExp, to: string): Rewording | undefined {
  const becomes = word.raw.replace(from, to);
  if (!isPlain(source, word) || becomes === word.raw) return undefined;
  return { words: shown(word.raw), becomes, edits: [{ span: word.span, text: becomes }] };
}

/** The addresses among a command's words: URLs, and bare names of this machine. */
const peersOf = (words: readonly ShellWord[]): readonly Value[] =>
  words.map(({ value }) => value).filter((value) => isLoopback(value) || /^(?:https?|ftps?|wss?):\/\//i.test(firstText(value)));

const firstText = (value: Value): string =>
  value.kind === 'text' ? value.text : value.kind === 'joined' && value.parts[0]?.kind === 'text' ? value.parts[0].text : '';

/** Packages that are files here were fetched, or copied, by another command: that one is to be looked at. */
function onlyLocalFiles(words: readonly ShellWord[]): boolean {
  const files = words.filter(({ raw }) => /\.(?:apk|rpm|deb)["']?$/.test(raw));
  const others = words.filter(({ raw }) => !raw.startsWith('-') && !/^(?:add|install|localinstall|reinstall|update|upgrade)$/.test(raw));
  return files.length > 0 && files.length === others.length && !files.some(({ raw }) => raw.includes('://'));
}

function* ofCurl(command: ShellCommand, source: string): Iterable<FactDraft> {
  const words = command.words.slice(1);
  // A socket has no network path.
  if (words.some(({ text: word }) => word !== undefined && /^--(?:unix-socket|abstract-unix-socket)/.test(word))) return;
  // What is sent, and with whose password, matters more than what comes back.
  const sends = words.some(
    ({ text: word }) =>
      word !== undefined &&
      /^(?:-d|--data(?:-\w+)?|-F|--form|-u|--user|-T|--upload-file|-XPOST|POST|PUT|PATCH|DELETE)$|^--(?:data|form|user)[\w-]*=|^Authorization:/i.test(
        word,
      ),
  );
  const guards = sends ? 'connection' : 'download';
  for (const [i, word] of words.entries()) {
    const written = word.text ?? '';
    const before = command.words[i];
    if (before && /^-[A-Za-z]*[A-Za-z]$/.test(before.text ?? '') && endsInValued(before.text ?? '')) continue;
    if (written === '--insecure' || written === '--proxy-insecure' || written === '-k')
      yield stated(word, { setting: `curl ${written}`, guards, peers: peersOf(words), safe: without(source, before, word) });
    else if (/^-[A-Za-z]{2,}$/.test(written) && hasShort(written, 'k'))
      yield stated(word, {
        setting: `curl ${written}`,
        guards,
        peers: peersOf(words),
        safe: reworded(source, word, written, written.replace('k', '')),
      });
  }
}

/** Whether `-sSLk` has the letter, before one that takes the rest as its value. */
function hasShort(cluster: string, letter: string): boolean {
  for (const each of cluster.slice(1)) {
    if (each === letter) return true;
    if (CURL_VALUED.has(each)) return false;
  }
  return false;
}

function endsInValued(cluster: string): boolean {
  const letters = Array.from(cluster.slice(1));
  const valued = letters.findIndex((each) => CURL_VALUED.has(each));
  return valued >= 0 && valued === letters.length - 1;
}

/** `pip install --trusted-host host`. https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host */
function* ofPip(command: ShellCommand, source: string): Iterable<FactDraft> {
  const { words, name } = command;
  if ((name ?? '').startsWith('python') && !(words[1]?.text === '-m' && words[2]?.text === 'pip')) return;
  for (const [i, word] of words.entries()) {
    const option = /^--(?:trusted-host|allow-insecure-host)(?:=(.*))?$/.exec(
      word.text ?? (word.raw.startsWith('--trusted-host=') ? word.raw : ''),
    );
    const key = /^(?:global|install|user)\.trusted-host$/.test(word.text ?? '') && words[i - 1]?.text === 'set';
    if (!option && !key) continue;
    const last = option?.[1] === undefined ? words[i + 1] : word;
    if (!last) continue;
    const host = option?.[1] ?? last.text;
    const peers = (host ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((each) => text(last, each));
    const setting = `${key ? 'pip config set' : 'pip'} ${word.raw}${last === word ? '' : ` ${last.raw}`}`;
    yield stated(
      { span: { start: word.span.start, end: last.span.end } },
      { setting, guards: 'download', peers, safe: key ? undefined : without(source, words[i - 1], word, last) },
    );
  }
}

/** `git -c http.sslVerify=false`, `git config --global http.sslVerify false`. Names of sections and keys have no case. */
function* ofGit({ words }: ShellCommand, source: string): Iterable<FactDraft> {
  for (const [i, word] of words.entries()) {
    const written = word.text ?? word.raw.replace(/^["']|["']$/g, '');
    const [, key, value] = /^(http\.(?:\S{1,200}\.)?sslverify)(?:=(\S{0,10}))?$/i.exec(written) ?? [];
    if (key === undefined) continue;
    const apart = value === undefined ? words[i + 1] : undefined;
    const said = value ?? apart?.text;
    if (said === undefined || !/^(?:false|0|no|off)?$/i.test(said)) continue;
    const at = { start: word.span.start, end: (apart ?? word).span.end };
    const setting = `git ${words[i - 1]?.text === '-c' ? '-c ' : 'config '}${written}${apart ? ` ${said}` : ''}`;
    const safe = said === '' ? undefined : reworded(source, apart ?? word, new RegExp(`${said}(?=["']?$)`), 'true');
    yield stated(
      { span: at },
      {
        setting,
        guards: 'download',
        peers: peersOf([...words, { ...word, value: text(word, /^http\.(https?:\/\/[^/]+)/i.exec(key)?.[1] ?? '') }]),
        safe,
      },
    );
  }
}

const SETTING = /^(?:strict-ssl|enableStrictSsl|ssl_verify|disable-tls)$/;

/** `npm config set strict-ssl false`, `conda config --set ssl_verify no`. */
function* ofSettings({ words, name = '' }: ShellCommand, source: string): Iterable<FactDraft> {
  for (const [i, word] of words.entries()) {
    const [, key = '', value] = /^(?:--)?([\w-]{1,40})(?:=(\S{1,10}))?$/.exec(word.text ?? '') ?? [];
    const option = word.text?.startsWith('--') === true;
    if (!SETTING.test(key) || (option && key !== 'strict-ssl') || (option && value !== undefined)) continue;
    const apart = value === undefined ? words[i + 1] : undefined;
    const said = value ?? apart?.text;
    const bad = key === 'disable-tls' ? /^(?:true|1)$/ : /^(?:false|no|0)$/i;
    if (said === undefined || !bad.test(said)) continue;
    const setting = `${name} ${words
      .slice(1, i + 1)
      .map(({ raw }) => raw)
      .join(' ')}${apart ? ` ${apart.raw}` : ''}`;
    const safe = reworded(source, apart ?? word, new RegExp(`${said}(?=["']?$)`), key === 'disable-tls' ? 'false' : 'true');
    yield stated({ span: { start: word.span.start, end: (apart ?? word).span.end } }, { setting, guards: 'download', peers: [], safe });
  }
}

/** `apt-get -o Acquire::https::Verify-Peer=false`. */
function* ofApt({ words, name = '' }: ShellCommand, source: string): Iterable<FactDraft> {
  for (const [i, word] of words.entries()) {
    if (!APT_SETTING.test(word.text ?? word.raw)) continue;
    const flagWord = words[i - 1];
    const apart = flagWord?.text === '-o' || flagWord?.text === '--option';
    const first = apart ? flagWord : word;
    const guards = /AllowUnauthenticated/i.test(word.raw) ? 'package' : 'download';
    yield stated(
      { span: { start: first.span.start, end: word.span.end } },
      {
        setting: `${name} ${apart ? '-o ' : ''}${word.raw}`,
        guards,
        peers: [],
        safe: without(source, words[apart ? i - 2 : i - 1], first, word),
      },
    );
  }
}

/** `echo 'Acquire::https::Verify-Peer "false";' > /etc/apt/apt.conf.d/99verify`. */
function* ofWrittenFile({ words, redirects }: ShellCommand, source: string): Iterable<FactDraft> {
  const target = redirects.find(({ operator }) => operator.startsWith('>'))?.target.raw ?? '';
  for (const word of words.slice(1)) {
    const written = word.text ?? word.raw;
    if (APT_SETTING.test(written))
      yield stated(word, {
        setting: written,
        guards: /AllowUnauthenticated/i.test(written) ? 'package' : 'download',
        peers: [],
        safe: undefined,
      });
    else if (/(?:wgetrc|npmrc|yum\.conf|dnf\.conf|\.repo)["']?$/.test(target) && FILE_SETTING.test(written.replace(/\\n/g, '\n')))
      yield stated(word, {
        setting: written,
        guards: 'download',
        peers: [],
        safe: /^\s*[\w-]+\s*=\s*(?:false|0)\s*$/.test(written)
          ? reworded(source, word, /(=\s*)(?:false|0)/, written.includes('false') ? '$1true' : '$11')
          : undefined,
      });
    else if (/\.curlrc["']?$/.test(target) && /^[ \t]*(?:-k|--insecure|insecure)[ \t\r]*$/m.test(written))
      yield stated(word, { setting: written, guards: 'download', peers: [], safe: undefined });
  }
}

/** `docker run -e NODE_TLS_REJECT_UNAUTHORIZED=0`. */
function* ofHandedVariables(words: readonly ShellWord[], source: string): Iterable<FactDraft> {
  for (const word of words) {
    const [, name = '', value] = /^(\w{1,60})=(.*)$/s.exec(word.text ?? '') ?? [];
    const reading = value === undefined ? undefined : readVariable(name, word.value, value);
    if (reading?.checks.kind !== 'flag' || reading.checks.on) continue;
    yield CertificateCheck(
      { span: word.span },
      {
        ...reading,
        setting: shown(word.text ?? ''),
        safe: reading.on === undefined ? undefined : reworded(source, word, /=\s*["']?(?:0|false)/i, `=${reading.on}`),
      },
    );
  }
}

function* ofVariables({ assignments, words }: ShellCommand, source: string): Iterable<FactDraft> {
  for (const [i, assignment] of assignments.entries()) {
    const { value } = assignment;
    const reading = readVariable(assignment.name, value?.value ?? text(assignment, ''), value ? value.text : '');
    if (!reading) continue;
    const next = assignments[i + 1]?.span ?? words.find(({ span }) => span.start >= assignment.span.end)?.span;
    yield CertificateCheck(
      { span: assignment.span },
      {
        ...reading,
        setting: shown(`${assignment.name}=${value?.text ?? value?.raw ?? ''}`),
        safe: safeVariable(source, assignment, reading.on, next),
      },
    );
  }
}

function safeVariable(
  source: string,
  { span, value, name }: Assignment,
  on: string | undefined,
  next: Span | undefined,
): Rewording | undefined {
  const written = slice(source, span);
  if (!written.startsWith(`${name}=`)) return undefined;
  if (on !== undefined && value?.text !== undefined) {
    const becomes = written.slice(name.length + 1).replace(value.text, on);
    return {
      words: shown(written),
      becomes: `${name}=${becomes}`,
      edits: [{ span: { start: span.start + name.length + 1, end: span.end }, text: becomes }],
    };
  }
  return on === undefined && next
    ? { words: name, becomes: undefined, edits: [{ span: { start: span.start, end: next.start }, text: '' }] }
    : undefined;
}
