import { BaseImage, FileCopy, ExposedPort, ImageStage, StartCommand } from '../../facts/containers.js';
import type { FactDraft } from '../../model/fact.js';
import { type ImageReference, imageReference } from '../../model/image-reference.js';
import type { Span } from '../../model/span.js';
import { type Value, text, unknown } from '../../model/value.js';
import type { DockerStage, DockerWord, DockerfileSyntax, Instruction } from '../../syntax/dockerfile.js';
import { type ShellCommand, type ShellScript, operandsOf } from '../../syntax/shell.js';
import { detector } from '../detector.js';
import { type KnownImage, knownImage } from './base-images.js';
import { developmentServerOf, packageScriptOf, withoutRunners } from './development-servers.js';
import { type ListeningPort, listeningPort } from '../../model/listening-port.js';
import { askedUrl } from '../../model/asked-url.js';

/** What a Dockerfile's stages are, run and expose. */
export const dockerfile = detector({
  framework: 'Docker',
  format: 'dockerfile',

  *facts(file): Iterable<FactDraft> {
    for (const stage of file.stages) {
      yield* imagesOf(file, stage);
      yield stageOf(file, stage);
      yield* startsOf(file, stage);
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'EXPOSE') yield* portsOf(file, instruction);
        if (instruction.keyword === 'ADD' || instruction.keyword === 'COPY') yield* copiesOf(file, instruction);
      }
    }
  },
});

/** The stage and those that it builds on, the nearest first. */
export function chainOf(stage: DockerStage): readonly DockerStage[] {
  const chain: DockerStage[] = [];
  for (let at: DockerStage | undefined = stage; at; at = at.parent) chain.push(at);
  return chain;
}

/** The image at the bottom of a stage. */
export const baseOf = (stage: DockerStage): ImageReference | undefined => imageReference(chainOf(stage).at(-1)?.base?.pattern ?? '');

const lastOf = (stage: DockerStage, keyword: string): Instruction | undefined =>
  stage.instructions.findLast((instruction) => instruction.keyword === keyword);

const nearest = (chain: readonly DockerStage[], keyword: string): Instruction | undefined => {
  for (const stage of chain) {
    const found = lastOf(stage, keyword);
    if (found) return found;
  }
  return undefined;
};

/** ENTRYPOINT and CMD in force: a later ENTRYPOINT takes the CMD of an earlier stage away. */
function commandsOf(chain: readonly DockerStage[]): {
  readonly entrypoint: Instruction | undefined;
  readonly cmd: Instruction | undefined;
} {
  const entrypoint = nearest(chain, 'ENTRYPOINT');
  const cmd = nearest(chain, 'CMD');
  const replaced =
    entrypoint && cmd && chain.findIndex(({ index }) => index === cmd.stage) > chain.findIndex(({ index }) => index === entrypoint.stage);
  return { entrypoint, cmd: replaced || cmd?.args.length === 0 ? undefined : cmd };
}

const usesStage = (stage: DockerStage, file: DockerfileSyntax, name: string): boolean =>
  /^\d+$/.test(name) || file.stages.some((other) => other.index < stage.index && other.name?.toLowerCase() === name.toLowerCase());

function* imagesOf(file: DockerfileSyntax, stage: DockerStage): Iterable<FactDraft> {
  if (stage.base && !stage.parent && stage.base.text !== 'scratch')
    yield BaseImage(stage.base, { image: imageReference(stage.base.pattern), used: 'FROM' });
  for (const { keyword, flags } of stage.instructions)
    for (const { name, value } of flags) {
      const from = name === 'from' ? value : name === 'mount' && value ? mountOption(value, 'from') : undefined;
      if (from && from.pattern !== 'scratch' && !usesStage(stage, file, from.pattern) && (keyword === 'COPY' || keyword === 'RUN'))
        yield BaseImage(from, { image: imageReference(from.pattern), used: keyword === 'COPY' ? 'COPY --from' : 'RUN --mount' });
    }
}

/** `target` in `--mount=type=cache,target=/root/.npm`. */
export function mountOption(value: DockerWord, name: string): DockerWord | undefined {
  let at = value.span.start;
  for (const part of value.raw.split(',')) {
    const [key = ''] = part.split('=', 1);
    if (key === name) {
      const raw = part.slice(key.length + 1);
      const known = raw.includes('$') ? undefined : raw;
      return { span: { start: at + key.length + 1, end: at + part.length }, raw, text: known, pattern: known ?? '*', variables: [] };
    }
    at += part.length + 1;
  }
  return undefined;
}

// Programs that go on as another user, and supervisors that are told elsewhere as whom.
const SWITCHES =
  /^(?:gosu|su-exec|setpriv|runuser|su|s6-setuidgid|s6-svscan|chpst|setuidgid|chroot|start-stop-daemon|supervisord|my_init|init|runsvdir|entrypoint\.rb|fixuid)$/;
const ROOT = /^(?:root|0)$/;

function stageOf(file: DockerfileSyntax, stage: DockerStage): FactDraft {
  const chain = chainOf(stage);
  const base = baseOf(stage);
  const bottom = chain.at(-1) ?? stage;
  const known: KnownImage = bottom.from.shell ? knownImage(base) : {};
  const { entrypoint, cmd } = commandsOf(chain);
  const started = [entrypoint, cmd].flatMap((instruction) => (instruction ? (file.script(instruction)?.commands ?? []) : []));
  const all = chain.flatMap(({ instructions }) => instructions);
  const ports = all.filter(({ keyword }) => keyword === 'EXPOSE').flatMap(({ args }) => args.flatMap((word) => numbersOf(word)));
  const user = userOf(chain, known, entrypoint, cmd, started);
  const own = entrypoint ?? cmd;
  // An image may only carry a file, and name it where others name a program: an Android package, an archive.
  const carried = base?.name === 'scratch' && /\.(?:apk|ipa|zip|tgz|gz|tar|whl|deb|rpm|jar)$/.test(started[0]?.name ?? '');
  const starts = carried
    ? 'nothing'
    : own
      ? 'command'
      : known.server
        ? 'image'
        : base?.name === 'scratch' || !all.some(({ keyword }) => /^(?:RUN|USER|EXPOSE|WORKDIR)$/.test(keyword))
          ? 'nothing'
          : 'image';
  const check = nearest(chain, 'HEALTHCHECK');
  const nothing = check?.args[0]?.text?.toUpperCase() === 'NONE';
  const script =
    startScriptOf(entrypoint ? file.script(entrypoint) : undefined) ?? startScriptOf(!entrypoint && cmd ? file.script(cmd) : undefined);
  return ImageStage(stage.from, {
    path: file.document.path,
    name: stage.name,
    index: stage.index,
    last: stage.index === file.stages.length - 1,
    layers: chain.map(({ index }) => index),
    base,
    baseSpan: bottom.base?.span ?? bottom.from.span,
    family: known.family,
    user,
    offered: offeredOf(file, chain, known),
    unprivileged: known.unprivileged && base ? `${known.unprivileged}${base.tag === undefined ? '' : `:${base.tag}`}` : undefined,
    startScript: script,
    starts,
    commands: [entrypoint, cmd].flatMap((instruction) => (instruction ? [instruction.span] : [])),
    server: serverOf(file, known, entrypoint, cmd, ports.length > 0 || all.some(({ keyword }) => keyword === 'EXPOSE')),
    ports,
    listens: listensOf(file, entrypoint, cmd),
    client: clientOf(file, chain, known),
    healthcheck: check
      ? { on: !nothing, at: check.span, asks: nothing ? undefined : askedUrl(file.document.text, check.argsSpan) }
      : known.checked
        ? { on: true, at: bottom.from.span, asks: undefined }
        : undefined,
  });
}

/** The port that the image's own command names; a script that is started first may say otherwise. */
function listensOf(file: DockerfileSyntax, entrypoint: Instruction | undefined, cmd: Instruction | undefined): ListeningPort | undefined {
  const told = [entrypoint, cmd].flatMap((instruction) =>
    instruction ? (listeningPort(file.document.text, instruction.argsSpan) ?? []) : [],
  );
  return told.length === 1 ? told[0] : undefined;
}

/** What USER, or else the base image, says about who runs the process. */
function userOf(
  chain: readonly DockerStage[],
  known: KnownImage,
  entrypoint: Instruction | undefined,
  cmd: Instruction | undefined,
  started: readonly ShellCommand[],
): Value {
  const instruction = nearest(chain, 'USER');
  const word = instruction?.args[0];
  const name = word ? word.text?.split(':', 1)[0] : known.user;
  const at = word ?? chain.at(-1)?.base ?? chain.at(-1)?.from ?? { span: { start: 0, end: 0 } };
  if (name === undefined || name === '') return unknown(at);
  if (!ROOT.test(name)) return text(at, name);
  // A build argument that is root unless somebody passes another one.
  if (word && word.variables.length > 0) return unknown(at);
  if (started.some((command) => switchesUser(command))) return unknown(at);
  if (known.drops && !entrypoint) {
    const program = cmd?.args[0]?.text;
    if (program === undefined || program.startsWith('-') || MADE_FOR.test(program)) return text(at, known.drops);
    return unknown(at);
  }
  return text(at, name);
}

const MADE_FOR =
  /^(?:postgres|mysqld|mariadbd|redis-server|valkey-server|mongod|cassandra|rabbitmq-server|zkServer\.sh|influxd|telegraf|vault|consul|neo4j|server|agent|\/opt\/couchdb\/bin\/couchdb|jobmanager|taskmanager)$/;

const switchesUser = ({ name, words, prefixes }: ShellCommand): boolean =>
  (name !== undefined && SWITCHES.test(name)) ||
  words.some(({ text: word }) => word !== undefined && /(?:^|\/)(?:gosu|su-exec|setpriv|runuser|s6-setuidgid)$/.test(word)) ||
  prefixes.some(
    (prefix) => prefix.name === 'sudo' && prefix.words.some(({ text: word }) => word !== undefined && /^(?:-u|--user)/.test(word)),
  );

function startScriptOf(script: ShellScript | undefined): string | undefined {
  const [command] = script?.commands ?? [];
  if (!command) return undefined;
  const words = withoutRunners(command.words);
  const first = words[0]?.text;
  const program =
    first !== undefined && /(?:^|\/)(?:ba|da|a|z)?sh$/.test(first)
      ? words.slice(1).find(({ text: word }) => word !== undefined && !word.startsWith('-'))?.text
      : first;
  if (program === undefined || command.script) return undefined;
  const name = program.slice(program.lastIndexOf('/') + 1);
  return /\.(?:sh|bash)$|entry-?point|^(?:start|run|init|boot|launch)$/i.test(name) ? name : undefined;
}

/** A user of the image that the process could run as. */
function offeredOf(file: DockerfileSyntax, chain: readonly DockerStage[], known: KnownImage): string | undefined {
  for (const { keyword, args } of chain.flatMap(({ instructions }) => instructions.toReversed())) {
    const [word] = args;
    if (keyword === 'USER' && word?.text !== undefined && !ROOT.test(word.text.split(':', 1)[0] ?? '')) return word.raw;
  }
  for (const instruction of chain.flatMap(({ instructions }) => instructions.toReversed())) {
    if (instruction.keyword !== 'RUN') continue;
    for (const command of file.script(instruction)?.commands ?? []) {
      const created = createdUser(command);
      if (created !== undefined) return created;
    }
  }
  return known.offers ?? (known.user !== undefined && !ROOT.test(known.user) ? known.user : undefined);
}

const USERADD = [
  '-u',
  '--uid',
  '-g',
  '--gid',
  '-G',
  '--groups',
  '-d',
  '--home',
  '--home-dir',
  '-s',
  '--shell',
  '-c',
  '--comment',
  '-e',
  '-f',
  '-k',
  '-K',
  '-p',
  '-b',
  '-r-',
  '--gecos',
  '--ingroup',
  '--add_extra_groups',
];
const ADDUSER = [
  '-h',
  '-g',
  '-s',
  '-G',
  '-u',
  '-k',
  '--home',
  '--shell',
  '--gecos',
  '--ingroup',
  '--uid',
  '--gid',
  '--firstuid',
  '--lastuid',
  '--conf',
  '--comment',
];

function createdUser(command: ShellCommand): string | undefined {
  const operands =
    command.name === 'useradd' ? operandsOf(command, USERADD) : command.name === 'adduser' ? operandsOf(command, ADDUSER) : [];
  const name = (command.name === 'useradd' ? operands.at(-1) : operands[0])?.text;
  return name !== undefined && /^[a-z_][a-z0-9_-]{0,31}$/i.test(name) && name !== 'root' ? name : undefined;
}

const SERVERS =
  /^(?:uvicorn|gunicorn|hypercorn|daphne|waitress-serve|uwsgi|granian|fastapi|flask|runserver|streamlit|nginx|httpd|httpd-foreground|apache2|apache2-foreground|apache2ctl|caddy|traefik|haproxy|envoy|php-fpm\d*|puma|unicorn|thin|passenger|rails|next|http-server|serve|catalina\.sh|start-http|varnishd|openresty|http\.server|jupyter|mlflow)$/;
const NO_SERVERS =
  /^(?:bash|sh|ash|tail|sleep|echo|true|cat|ls|pytest|jest|make|celery|cron|crond|alembic|migrate|python3?-c|dbt|terraform|ansible-playbook|rq|huey|dramatiq|sidekiq|k6|locust|entrypoint-)$/;

function serverOf(
  file: DockerfileSyntax,
  known: KnownImage,
  entrypoint: Instruction | undefined,
  cmd: Instruction | undefined,
  exposes: boolean,
): boolean | undefined {
  if (exposes) return true;
  if (!entrypoint && !cmd) return known.server === true ? true : undefined;
  if (!entrypoint && known.server && cmd) return true;
  const programs = [entrypoint, cmd].flatMap((instruction) => {
    if (!instruction) return [];
    return (file.script(instruction)?.commands ?? []).map((command) =>
      withoutRunners(command.words).map(({ text: word }) => word?.slice(word.lastIndexOf('/') + 1)),
    );
  });
  if (programs.some(([first, second]) => SERVERS.test(first ?? '') || (first === 'manage.py' && second === 'runserver'))) return true;
  const last = programs.at(-1);
  return last && NO_SERVERS.test(last[0] ?? '') && programs.length === 1 ? false : undefined;
}

function clientOf(
  file: DockerfileSyntax,
  chain: readonly DockerStage[],
  known: KnownImage,
): 'curl' | 'wget' | 'python' | 'node' | undefined {
  if (known.has === 'python' || known.has === 'node') return known.has;
  const installed = new Set(
    chain.flatMap(({ instructions }) =>
      instructions.flatMap((instruction) =>
        instruction.keyword === 'RUN'
          ? (file.script(instruction)?.commands ?? []).flatMap(({ name, words }) =>
              /^(?:apt|apt-get|apk|dnf|yum|microdnf)$/.test(name ?? '') ? words.map(({ text: word }) => word?.split('=', 1)[0]) : [],
            )
          : [],
      ),
    ),
  );
  return installed.has('curl') ? 'curl' : installed.has('wget') ? 'wget' : known.has;
}

function* startsOf(file: DockerfileSyntax, stage: DockerStage): Iterable<FactDraft> {
  const { entrypoint, cmd } = commandsOf(chainOf(stage));
  for (const instruction of [lastOf(stage, 'ENTRYPOINT'), lastOf(stage, 'CMD')]) {
    if (!instruction || instruction.args.length === 0) continue;
    const script = file.script(instruction);
    const before = instruction === cmd && entrypoint?.form === 'exec' && instruction.form === 'exec' ? entrypoint.args : [];
    // What ENTRYPOINT begins, CMD may complete: `python` and `manage.py runserver`.
    const candidates = [
      ...(before.length ? [[...before, ...instruction.args]] : []),
      ...(script?.commands.map(({ words }) => words) ?? []),
    ];
    const development = candidates.map((words) => developmentServerOf(words)).find((server) => server !== undefined);
    const packageScript = candidates.map((words) => packageScriptOf(words)).find((found) => found !== undefined);
    const at = development && within(development.at, instruction.span) ? development.at : instruction.argsSpan;
    yield StartCommand(instruction, {
      instruction: instruction.keyword as 'CMD' | 'ENTRYPOINT',
      stage: stage.index,
      stageName: stage.name,
      form: instruction.form,
      command: instruction.argsSpan,
      words:
        script?.plain && instruction.form === 'shell'
          ? [...script.plain.prefixes.flatMap((prefix) => prefix.words), ...script.plain.words].map(({ span }) => span)
          : undefined,
      execs: script?.commands.some(({ prefixes }) => prefixes.some(({ name }) => name === 'exec')) ?? false,
      startsShell: instruction.form === 'exec' && script?.commands[0]?.script !== undefined,
      single: script?.single !== undefined,
      bourne: instruction.shell !== undefined,
      programs: [...new Set(candidates.map((words) => withoutRunners(words)[0]?.text ?? ''))],
      developmentServer: development && { ...development, at },
      packageScript: packageScript?.name,
      pythonFile: candidates.map((words) => pythonFileOf(words)).find((found) => found !== undefined),
    });
  }
}

/** `python -u shop/main.py`, `python -m shop.main`. */
function pythonFileOf(words: Parameters<typeof withoutRunners>[0]): string | undefined {
  const started = withoutRunners(words)[0]?.text;
  if (started?.endsWith('.py') === true) return started.replace(/^\.\//, '');
  return started !== undefined && /^[\w.]{1,100}$/.test(started) && words.some(({ text }) => text === '-m')
    ? `${started.replaceAll('.', '/')}.py`
    : undefined;
}

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function* portsOf(file: DockerfileSyntax, instruction: Instruction): Iterable<FactDraft> {
  for (const word of instruction.args) {
    const [, from, to, protocol] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(word.text ?? '') ?? [];
    if (from === undefined && word.text !== undefined) continue;
    yield ExposedPort(word, {
      stage: instruction.stage,
      from: from === undefined ? undefined : Number(from),
      to: from === undefined ? undefined : Number(to ?? from),
      protocol: protocol?.toLowerCase() === 'udp' ? 'udp' : 'tcp',
      written: word.raw,
      removal:
        instruction.args.length === 1
          ? wholeLines(file.document.text, instruction.span)
          : withSpaceBefore(file.document.text, word.span, instruction.argsSpan),
    });
  }
}

const numbersOf = ({ text: port }: DockerWord): readonly number[] => {
  const number = /^(\d{1,5})(?:\/tcp)?$/i.exec(port ?? '')?.[1];
  return number === undefined ? [] : [Number(number)];
};

/** The lines that a span covers, with the line break behind them. */
function wholeLines(source: string, { start, end }: Span): Span {
  const from = source.lastIndexOf('\n', start - 1) + 1;
  const to = source.indexOf('\n', end);
  return { start: from, end: to < 0 ? source.length : to + 1 };
}

/** A word with the space that parts it from its neighbour. */
function withSpaceBefore(source: string, span: Span, within: Span): Span {
  if (span.start > within.start) {
    let start = span.start;
    while (start > within.start && /[ \t]/.test(source.charAt(start - 1))) start -= 1;
    return { start, end: span.end };
  }
  return { start: span.start, end: span.end + (/^[ \t]*/.exec(source.slice(span.end, within.end))?.[0].length ?? 0) };
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tzst|taz|tar\.\w{1,5}|gz|bz2|xz|zst|lzma|Z)$/;

function* copiesOf(file: DockerfileSyntax, instruction: Instruction): Iterable<FactDraft> {
  const { flags, args, keyword, keywordSpan, heredocs } = instruction;
  if (heredocs.length > 0 || args.length < 2) return;
  const sources = args.slice(0, -1);
  const fromContext = !flags.some(({ name }) => name === 'from');
  const whole = fromContext
    ? sources.find(({ text: source }) => source !== undefined && /^(?:\.|\.\/|\/|\*|\.\/\*|\.\/\.)$/.test(source))
    : undefined;
  const special = flags.some(({ name }) => /^(?:checksum|keep-git-dir|unpack)$/.test(name));
  yield FileCopy(instruction, {
    stage: instruction.stage,
    instruction: keyword as 'ADD' | 'COPY',
    keyword: keywordSpan,
    plain: special || sources.some(isRemoteOrArchive) ? false : sources.every(isPlainPath) ? true : undefined,
    fromContext,
    wholeContext: whole?.span,
    path: file.document.path,
  });
}

const isRemoteOrArchive = ({ pattern }: DockerWord): boolean =>
  /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(pattern) || /^git@|\.git(?:#|$)/.test(pattern) || ARCHIVE.test(pattern);

/** A source that is no archive, whatever a pattern or a variable in it stands for. */
const isPlainPath = ({ text: source, pattern }: DockerWord): boolean => {
  if (source !== undefined && !/[*?[]/.test(source)) return true;
  return (
    /[^*?[\]/.]\.?[A-Za-z]\w{0,9}$/.test(pattern) &&
    /\.(?:jar|war|ear|py|js|ts|json|ya?ml|toml|txt|conf|cfg|ini|sh|html?|css|md|whl|gem|csproj|sln|mod|sum|lock|properties|xml|so|php|rb|go|rs|c|h|sql|crt|pem|env|zip|deb|rpm)$/.test(
      pattern,
    )
  );
};
