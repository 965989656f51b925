import type { CallData, DeedData, DeedKind, Ignored, ScriptRunner, UnseenData } from '../../facts/delivery.js';
import { baseName, resolvePath } from '../../model/document.js';
import { hintsOf, toldBy } from '../../model/script-name.js';
import type { Span } from '../../model/span.js';
import { type LineWord, commandsOf } from '../../syntax/command-line.js';
import { type ShellScript, isShell } from '../../syntax/shell.js';
import { buildMayDo, isKnownProgram, programDeeds } from './deeds.js';

/** What commands do, call, and leave open. */
export interface Work {
  readonly deeds: readonly DeedData[];
  readonly calls: readonly CallData[];
  readonly unseen: readonly UnseenData[];
  /** Some command is of no known program: what it does is not known. */
  readonly opaque: boolean;
}

export const NO_WORK: Work = { deeds: [], calls: [], unseen: [], opaque: false };

export const joined = (all: readonly Work[]): Work => ({
  deeds: all.flatMap(({ deeds }) => deeds),
  calls: all.flatMap(({ calls }) => calls),
  unseen: all.flatMap(({ unseen }) => unseen),
  opaque: all.some(({ opaque }) => opaque),
});

/** A command as its words, and what makes its failure count for nothing. */
interface Command {
  readonly words: readonly LineWord[];
  readonly span: Span;
  readonly ignored: Ignored | undefined;
}

/** The work of a script that the bash grammar has read. `folder` is where it starts, relative to the workspace. */
export function scriptWork(script: ShellScript | undefined, source: string, folder: string | undefined): Work {
  if (!script) return NO_WORK;
  // Where the grammar stumbles, words still tell.
  if (script.broken) {
    const read = scriptWork({ ...script, broken: false }, source, folder);
    const known = new Set(read.deeds.map(({ does, tool }) => `${does} ${tool}`));
    const lines = linesWork(source.slice(script.span.start, script.span.end), folder, script.span.start);
    return {
      deeds: [...read.deeds, ...lines.deeds.filter(({ does, tool }) => !known.has(`${does} ${tool}`))],
      calls: [
        ...read.calls,
        ...lines.calls.filter(({ runner, script: name }) => !read.calls.some((call) => call.runner === runner && call.script === name)),
      ],
      unseen: read.unseen,
      opaque: read.opaque,
    };
  }
  const commands = script.commands
    .filter(({ words }) => words.length > 0)
    .map((command, i) => ({
      words: command.words,
      span: { start: command.words[0]?.span.start ?? command.span.start, end: command.span.end },
      ignored: ignoredIn(script, i, source),
    }));
  return work(commands, folder);
}

/** The work of a line of a Makefile, a package.json, a Jenkinsfile: nothing but words. */
export function lineWork(line: string, offset: number, folder: string | undefined): Work {
  // What a variable stands for is not known; that a word is an assignment shows all the same.
  const marked = line.replace(/\$\{[^{}\n]{0,200}\}|\$\([^()\n]{0,200}\)|\$\w{1,80}/g, (expansion) => UNKNOWN.repeat(expansion.length));
  const commands = commandsOf(marked, offset).map((marks) => {
    const words = marks.map((word) =>
      word.text?.includes(UNKNOWN) === true && !/^\w{1,60}=/.test(word.text) ? { ...word, text: undefined } : word,
    );
    const start = words[0]?.span.start ?? offset;
    const end = words.at(-1)?.span.end ?? start;
    return { words: withoutPrefixes(words), span: { start, end }, ignored: ignoredBehind(line, offset, end) };
  });
  return work(
    commands.filter(({ words }) => words.length > 0),
    folder,
  );
}

/** Longer texts are no scripts that somebody wrote for a pipeline. */
const LONGEST = 60_000;

/** The work of a script's lines, read as words; comments and here-documents left out, folders followed. */
export function linesWork(script: string, folder: string | undefined, offset = 0): Work {
  const all: Work[] = [];
  let place = folder;
  let heredoc: string | undefined;
  let at = offset;
  const text = script.slice(0, LONGEST).replace(/\\(\r?\n)/g, (_, end: string) => ' '.repeat(end.length + 1));
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    if (heredoc !== undefined) {
      if (line.trim() === heredoc) heredoc = undefined;
      continue;
    }
    if (/^\s*(?:#|$)/.test(line)) continue;
    heredoc = /<<-?\s{0,2}["']?(\w{1,40})["']?/.exec(line)?.[1];
    all.push(lineWork(line, start, place));
    const to = /^\s*(?:cd|pushd)\s+["']?([^\s"';&]{1,200})["']?\s*(?:$|;|&&\s*$)/.exec(line)?.[1];
    if (to !== undefined) place = place === undefined ? undefined : within(place, to);
    else if (/^\s*(?:cd|pushd)\s/.test(line) && !line.includes('&&')) place = undefined;
  }
  return joined(all);
}

const UNKNOWN = '\uE001';

const NOTHING_FAILS = /^(?:true|:|exit 0)(?:$|[\s;&#)])/;

/** `|| true` behind a command, through what is chained to it. */
function ignoredIn({ commands }: ShellScript, index: number, source: string): Ignored | undefined {
  let at = commands[index]?.span.end ?? 0;
  for (let next = index + 1; next < Math.min(commands.length, index + 8); next += 1) {
    const command = commands[next];
    if (!command || command.span.start < at) return undefined;
    const between = source.slice(at, command.span.start);
    if (between.includes('||')) {
      const alternative = source.slice(command.span.start, command.span.start + 40);
      if (!NOTHING_FAILS.test(alternative)) return undefined;
      return orTrue(source, at + between.indexOf('||'), command.span.end);
    }
    const chain = between.replace(/(&&|\||\\)[ \t]*\r?\n/g, '$1 ');
    if (/[\n;]/.test(chain) || !/&&|\|/.test(chain)) return undefined;
    at = command.span.end;
  }
  return undefined;
}

function orTrue(source: string, bars: number, end: number): Ignored {
  let start = bars;
  while (start > 0 && /[ \t]/.test(source.charAt(start - 1))) start -= 1;
  const how = source.slice(bars, end).replace(/\s+/g, ' ');
  return { how, at: { start: bars, end }, removal: { start, end }, becomes: undefined };
}

/** The same on a single line, where only words are known. */
function ignoredBehind(line: string, offset: number, end: number): Ignored | undefined {
  const rest = line.slice(end - offset);
  const [all, lead = '', how = ''] =
    /^((?:[ \t]*\d?>(?:&\d|[ \t]*\S{1,80}))*[ \t]*)(\|\|[ \t]*(?:true|:|exit 0))(?=$|[\s;&)"'])/.exec(rest) ?? [];
  if (all === undefined) return undefined;
  const start = end + lead.length;
  return {
    how: how.replace(/\s+/g, ' '),
    at: { start, end: start + how.length },
    removal: { start: end + lead.trimEnd().length, end: start + how.length },
    becomes: undefined,
  };
}

const PREFIX =
  /^(?:sudo|env|exec|command|time|nohup|xvfb-run|cross-env|cross-env-shell|dotenv|dotenvx|dbus-run-session|nice|stdbuf|npm-run-all)$/;

/** Without `sudo`, `env X=1`, `cross-env X=1`: what starts another command. */
function withoutPrefixes(all: readonly LineWord[]): readonly LineWord[] {
  let words = all;
  for (let round = 0; round < 6; round += 1) {
    const first = words[0]?.text?.replace(/^[@-]+(?=\w)/, '');
    if (first === undefined) return words;
    const word = { span: words[0]?.span ?? { start: 0, end: 0 }, text: first };
    if (/^\w{1,60}=/.test(first)) words = words.slice(1);
    else if (PREFIX.test(first) && first !== 'npm-run-all' && words.length > 1) {
      words = words.slice(1);
      while (words.length > 1 && /^(?:-|\w{1,60}=)/.test(words[0]?.text ?? '')) {
        const takesValue = /^-[ef]$/.test(words[0]?.text ?? '');
        words = words.slice(takesValue ? 2 : 1);
      }
      if (words[0]?.text === '--') words = words.slice(1);
    } else return [word, ...words.slice(1)];
  }
  return words;
}

function work(commands: readonly Command[], start: string | undefined): Work {
  const deeds: DeedData[] = [];
  const calls: CallData[] = [];
  const unseen: UnseenData[] = [];
  let folder = start;
  let opaque = false;
  // With `set +e` no command fails the step; whoever writes that looks at the results.
  for (const command of commands) {
    const name = command.words[0]?.text;
    if (name === 'cd' || name === 'pushd') {
      const to = command.words[1]?.text;
      folder = to === undefined || folder === undefined ? undefined : within(folder, to);
      continue;
    }
    if (name === 'popd') folder = start;
    for (const found of read(command.words, { folder, depth: 0 })) {
      if (found.is === 'opaque') opaque = true;
      if (found.is === 'deed')
        deeds.push({
          does: found.does,
          tool: found.tool,
          command: shown(command.words),
          at: command.span,
          ignored: found.ignored ?? command.ignored,
          ...(found.dockerfile === undefined ? {} : { dockerfile: found.dockerfile }),
        });
      if (found.is === 'call')
        calls.push({
          runner: found.runner,
          script: found.script,
          folder: found.folder,
          everywhere: found.everywhere === true,
          command: shown(command.words),
          at: command.span,
          ignored: command.ignored,
        });
      if (found.is === 'unseen') {
        const mayDo = found.mayDo ?? hintsOf(found.name);
        if (mayDo.length > 0) unseen.push({ command: shown(command.words), at: command.span, mayDo });
      }
    }
  }
  return { deeds, calls, unseen, opaque };
}

/** The command as a person would name it, short. */
export const shown = (words: readonly { readonly text: string | undefined }[]): string => {
  const all = words
    .map(({ text }) => text ?? '…')
    .join(' ')
    .replace(/\s+/g, ' ');
  return all.length > 50 ? `${all.slice(0, 49).trimEnd()}…` : all;
};

/** A folder below another one; undefined when it leads out of the workspace, or only run time knows. */
export function within(folder: string, path: string): string | undefined {
  if (/[$`{}*]|^~|…/.test(path)) {
    // The checkout's own folder, as pipelines name it.
    const rest = /^(?:\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE|TRAVIS_BUILD_DIR|BUILD_SOURCESDIRECTORY|PWD)\}?)(?:\/(.*))?$/i.exec(
      path,
    );
    return rest && !/[$`{}*]/.test(rest[1] ?? '') ? within('', rest[1] ?? '') : undefined;
  }
  return resolvePath(folder, path);
}

type Found =
  | { readonly is: 'deed'; readonly does: DeedKind; readonly tool: string; readonly dockerfile?: string; readonly ignored?: Ignored }
  | {
      readonly is: 'call';
      readonly runner: ScriptRunner;
      readonly script: string;
      readonly folder: string | undefined;
      readonly everywhere?: boolean;
    }
  | { readonly is: 'unseen'; readonly name: string; readonly mayDo?: readonly DeedKind[] }
  | { readonly is: 'opaque' };

interface Where {
  readonly folder: string | undefined;
  readonly depth: number;
}

const DEEPEST = 6;
const textOf = (word: LineWord | undefined): string => word?.text ?? '…';

/** What a command does, by its words; programs that start others are looked through. */
function* read(words: readonly LineWord[], where: Where): Iterable<Found> {
  const written = words[0]?.text;
  if (written === undefined || where.depth > DEEPEST) {
    if (words.length > 0) yield { is: 'opaque' };
    return;
  }
  // npx jshint@2.12.0: a version that is asked for.
  const name = baseName(written)
    .replace(/(?<=\w)@[\w.^~-]{1,40}$/, '')
    .replace(/\.(?:exe|cmd)$/i, '');
  const inner = (rest: readonly LineWord[], folder: string | undefined = where.folder): Iterable<Found> =>
    read(rest, { folder, depth: where.depth + 1 });
  const runner = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined;
  if (runner) {
    yield* runner(words, where, inner);
    return;
  }
  const args = words.slice(1).map(textOf).join(' ');
  if (isKnownProgram(name)) {
    const ignored = ownExit(name, words);
    const beside = buildMayDo(name, args);
    if (beside.length > 0) yield { is: 'unseen', name, mayDo: beside };
    for (const does of programDeeds(name, args))
      yield {
        is: 'deed',
        does,
        tool: TOOL_NAMES[name] ?? name.replace(/\.(?:py|sh)$/, ''),
        ...(ignored ? { ignored } : {}),
        ...(does === 'builds an image' ? imageOf(words, where.folder) : {}),
      };
    return;
  }
  if (isShell(name) || name === 'source' || name === '.') {
    const file = words.slice(1).find(({ text }) => text === undefined || !/^[-+]/.test(text));
    if (words.some(({ text }, i) => i > 0 && text !== undefined && /^-[a-z]*c$/.test(text))) return;
    if (file?.text !== undefined) yield fileCall(file.text, where.folder);
    return;
  }
  if (/[/\\]/.test(written) || /\.(?:sh|bash|py|mjs|cjs|js|ts|rb|pl|ps1)$/.test(written)) {
    if (/^(?:\/usr|\/bin|\/opt|\/home|\/root|~|\$)/.test(written)) yield { is: 'opaque' };
    else yield fileCall(written, where.folder);
    return;
  }
  if (HARMLESS.has(name)) return;
  yield { is: 'opaque' };
  if (/(?:^|\s)--cov(?:[=-]|\s|$)/.test(args)) yield { is: 'deed', does: 'measures coverage', tool: name };
  if (toldBy(name).length > 0) yield { is: 'unseen', name };
}

function fileCall(file: string, folder: string | undefined): Found {
  const path = folder === undefined ? undefined : within(folder, file);
  return path === undefined ? { is: 'unseen', name: baseName(file) } : { is: 'call', runner: 'file', script: path, folder };
}

const TOOL_NAMES: Readonly<Record<string, string | undefined>> = {
  mvnw: 'mvn',
  gradlew: 'gradle',
  'gradlew.bat': 'gradle',
  'manage.py': 'manage.py test',
  pip_audit: 'pip-audit',
};

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Programs that prepare, print or move things. */
const HARMLESS = set(`
  echo printf cat ls pwd cp mv rm mkdir rmdir touch ln chmod chown find grep egrep rg sed awk gawk tr cut sort uniq head tail wc tee xargs test [ [[ if true false : exit return set unset export declare local
  read shift wait sleep date env printenv id whoami hostname uname which type command hash alias trap ulimit umask tar unzip zip gzip gunzip xz curl wget jq yq base64 sha256sum sha1sum md5sum
  diff cmp patch git svn ssh scp rsync apt apt-get apk yum dnf brew pip pip3 pipx conda mamba micromamba nvm asdf rustup corepack gem bundle composer choco pacman npm-install gpg openssl ps kill pkill killall
  du df free nproc lscpu stat file realpath dirname basename seq yes expr bc let eval exec function for while do done then else fi case esac select time timeout sudo su nohup
  psql pg_isready mysql mysqladmin redis-cli mongosh mongo createdb dropdb initdb netstat nc lsof ping dig systemctl service docker-entrypoint.sh
  gh hub glab aws-vault sops age vault envsubst gettext msgfmt node-gyp protoc buf make-dir dos2unix locale-gen update-alternatives ldconfig useradd groupadd
`);

type Runner = (
  words: readonly LineWord[],
  where: Where,
  inner: (rest: readonly LineWord[], folder?: string) => Iterable<Found>,
) => Iterable<Found>;

/** The words behind options; `valued` options take the next word along. */
function operands(words: readonly LineWord[], valued: ReadonlySet<string>, from = 1): readonly LineWord[] {
  let i = from;
  for (; i < words.length; i += 1) {
    const text = words[i]?.text;
    if (text === '--') return words.slice(i + 1);
    if (text === undefined || !text.startsWith('-') || text === '-') break;
    if (valued.has(text)) i += 1;
  }
  return words.slice(i);
}

/** What an option is given: `-C dir`, `--cwd=dir`. */
function option(words: readonly LineWord[], ...names: readonly string[]): string | undefined {
  for (const [i, { text }] of words.entries()) {
    if (text === undefined) continue;
    for (const name of names) {
      if (text === name) return words[i + 1]?.text;
      if (text.startsWith(`${name}=`)) return text.slice(name.length + 1);
      if (/^-\w$/.test(name) && text.startsWith(name) && text.length > 2) return text.slice(2).replace(/^=/, '');
    }
  }
  return undefined;
}

/** An image's name without its tag and digest. */
export const withoutTag = (image: string): string => {
  const name = image.split('@', 1)[0] ?? image;
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
};

const inFolder = (folder: string | undefined, to: string | undefined): string | undefined =>
  to === undefined ? folder : folder === undefined ? undefined : within(folder, to);

const BUILTIN = set(`
  install i add a remove rm uninstall update up upgrade audit publish pack config set get cache prune version link unlink why list ls outdated rebuild login logout whoami init create import store dedupe
  licenses patch patch-commit root bin plugin constraints info view show node help tag dist-tag owner access team profile token ping doctor fund search star docs repo bugs completion explore edit
  approve-builds deploy env server setup fetch self-update global policies generate-lock-entry versions unplug stage
`);
const PACKAGE_VALUED = set(
  '--prefix -C --dir --cwd -w --workspace --filter -F --workspace-concurrency --registry --loglevel --reporter --jobs -j --include --exclude --from --network-concurrency',
);

/** npm, pnpm, yarn and bun: their scripts, what they run of the dependencies' programs, and their own audits. */
const packageManager = (manager: 'npm' | 'pnpm' | 'yarn' | 'bun'): Runner =>
  function* (words, where, inner): Iterable<Found> {
    const folder = inFolder(where.folder, option(words, '--prefix', '-C', '--dir', '--cwd'));
    const flags = words.map(textOf);
    const everywhere =
      flags.some((flag) => /^(?:-r|--recursive|-w|--workspaces?|--filter|-F|-ws|-A|--all)(?:=|$)/.test(flag)) || flags.includes('foreach');
    let rest = operands(words, PACKAGE_VALUED);
    let first = rest[0]?.text;
    if (first === undefined) return;
    const call = (name: string): Found => ({
      is: 'call',
      runner: 'npm',
      script: name,
      folder,
      everywhere: everywhere || folder === undefined,
    });
    if (manager === 'yarn' && (first === 'workspace' || first === 'workspaces')) {
      rest =
        first === 'workspace'
          ? rest.slice(2)
          : operands(rest, set('--include --exclude --from -j --jobs'), rest[1]?.text === 'foreach' ? 2 : 1);
      first = rest[0]?.text;
      if (first === undefined) return;
      if (first === 'run' || (first !== 'exec' && first !== 'npm' && !BUILTIN.has(first))) {
        const name = first === 'run' ? operands(rest, set(''))[0]?.text : first;
        if (name !== undefined) yield { is: 'call', runner: 'npm', script: name, folder: undefined, everywhere: true };
        return;
      }
    }
    if (first === 'audit' && !/^(?:fix|signatures)$/.test(rest[1]?.text ?? '')) {
      const ignored = ownExit('npm-audit', words);
      yield { is: 'deed', does: 'scans dependencies', tool: `${manager} audit`, ...(ignored ? { ignored } : {}) };
    } else if (manager === 'yarn' && first === 'npm' && rest[1]?.text === 'audit')
      yield { is: 'deed', does: 'scans dependencies', tool: 'yarn npm audit' };
    else if (first === 'publish') yield { is: 'deed', does: 'publishes', tool: `${manager} publish` };
    else if (first === 'test' || first === 't' || first === 'tst') {
      if (manager === 'bun') yield { is: 'deed', does: 'tests', tool: 'bun test' };
      else yield call('test');
      if (manager === 'bun' && flags.includes('--coverage')) yield { is: 'deed', does: 'measures coverage', tool: 'bun test' };
      else if (manager !== 'bun' && flags.some((flag) => flag.startsWith('--coverage')))
        yield { is: 'deed', does: 'measures coverage', tool: `${manager} test` };
    } else if (first === 'run' || first === 'run-script' || first === 'rum') {
      const behind = operands(rest, PACKAGE_VALUED);
      const name = behind[0]?.text;
      if (name === undefined) yield behind.length > 0 ? { is: 'unseen', name: '' } : { is: 'opaque' };
      else if (manager !== 'npm' && isKnownProgram(name)) {
        yield* inner(behind);
        yield call(name);
      } else if (manager === 'bun' && /[./]/.test(name)) yield fileCall(name, folder);
      else {
        yield call(name);
        if (flags.some((flag) => flag.startsWith('--coverage'))) yield { is: 'deed', does: 'measures coverage', tool: `${manager} run` };
      }
    } else if (/^(?:exec|x|dlx)$/.test(first)) yield* inner(operands(rest, set('-p --package -c --call -w')), folder);
    else if (manager === 'npm') {
      // `npm start test` hands a name to whatever starts.
      if (/^(?:start|stop|restart)$/.test(first))
        yield rest[1]?.text === undefined ? { is: 'opaque' } : { is: 'unseen', name: rest[1].text };
    } else if (BUILTIN.has(first)) return;
    else if (isKnownProgram(first) || Object.hasOwn(RUNNERS, first)) {
      yield* inner(rest, folder);
      if (isKnownProgram(first)) yield call(first);
    } else if (manager === 'bun' && /[./]/.test(first)) yield fileCall(first, folder);
    else yield call(first);
  };

const tasks = (tool: string, from: (words: readonly LineWord[]) => readonly string[]): Runner =>
  function* (words): Iterable<Found> {
    for (const script of from(words)) {
      yield { is: 'call', runner: 'npm', script, folder: undefined, everywhere: true };
      // Nx finds targets by itself, in the settings of its plugins: what the team calls `test` is what tests.
      if (tool === 'nx') for (const does of toldBy(script)) yield { is: 'deed', does, tool };
    }
  };

/** `turbo run lint test --filter=web` */
const turboTasks = (words: readonly LineWord[]): readonly string[] => {
  const names = words.slice(1).flatMap(({ text }) => (text !== undefined && !text.startsWith('-') ? [text] : []));
  const stop = words.findIndex(({ text }) => text === '--');
  const known = stop < 0 ? names : words.slice(1, stop).flatMap(({ text }) => (text !== undefined && !text.startsWith('-') ? [text] : []));
  return known
    .filter((name) => !/^(?:run|daemon|prune|login|link|ls|query|gen|boundaries|watch|telemetry)$/.test(name))
    .map((name) => name.replace(/^.*#/, ''));
};

/** `nx run-many -t lint test`, `nx affected --target=test`, `nx test shop`, `nx run shop:test` */
const nxTasks = (words: readonly LineWord[]): readonly string[] => {
  const texts = words.map(textOf);
  const first = texts[1] ?? '';
  if (/^(?:run-many|affected(?::\w+)?)$/.test(first)) {
    const names: string[] = /^affected:(\w+)$/.exec(first)?.slice(1) ?? [];
    for (const [i, text] of texts.entries()) {
      const own = /^(?:-t|--targets?)=(.+)$/.exec(text)?.[1];
      if (own !== undefined) names.push(...own.split(','));
      if (/^(?:-t|--targets?)$/.test(text))
        for (let next = i + 1; next < texts.length && !texts[next]?.startsWith('-'); next += 1)
          names.push(...(texts[next] ?? '').split(','));
    }
    return names;
  }
  if (first === 'run') return [(texts[2] ?? '').split(':')[1] ?? ''];
  return /^(?:reset|graph|format:check|format|migrate|report|list|sync|release|exec|show|daemon|connect|repair|init|print-affected|add|g|generate|import|view-logs|login|record|start-ci-run|fix-ci|complete-ci-run|stop-all-agents)/.test(
    first,
  ) || first.startsWith('-')
    ? []
    : [first];
};

const withPython = set('-W -X');
const UV_VALUED = set(
  '--with --with-requirements --with-editable --extra --group --only-group --no-group --python -p --directory --project --package --index --default-index --env-file --cache-dir --config-file --index-url --extra-index-url --resolution --no-extra --color -C',
);

function* pythonModule(words: readonly LineWord[], where: Where, inner: (rest: readonly LineWord[]) => Iterable<Found>): Iterable<Found> {
  const behind = operands(words, withPython);
  const flag = words[1]?.text;
  const module = words.findIndex(({ text }) => text === '-m');
  if (
    module > 0 &&
    (behind[0] === undefined || (words[module]?.span.start ?? 0) < behind[0].span.start || words[module + 1] === behind[0])
  ) {
    const rest = words.slice(module + 1);
    if (rest[0]?.text === 'coverage' && rest[1]?.text === 'run') yield* coverageRun(rest, where, inner);
    else if (rest[0]?.text === 'pip' || rest[0]?.text === 'venv' || rest[0]?.text === 'ensurepip') return;
    else
      yield* inner(
        rest.map((word, i) => (i === 0 && word.text !== undefined ? { ...word, text: word.text.split('.')[0] ?? word.text } : word)),
      );
    return;
  }
  if (flag === '-c') {
    yield { is: 'opaque' };
    return;
  }
  const file = behind[0]?.text;
  if (file === undefined) return;
  if (baseName(file) === 'manage.py') {
    const command = behind[1]?.text ?? '';
    if (/^(?:test|jenkins)$/.test(command)) {
      yield { is: 'deed', does: 'tests', tool: 'manage.py test' };
      if (behind.some(({ text }) => text?.startsWith('--with-coverage')))
        yield { is: 'deed', does: 'measures coverage', tool: 'manage.py test' };
    }
  } else if (baseName(file) === 'setup.py') {
    if (behind.some(({ text }) => text === 'test' || text === 'pytest')) yield { is: 'deed', does: 'tests', tool: 'setup.py test' };
  } else if (isKnownProgram(baseName(file))) yield* inner(behind);
  else yield fileCall(file, where.folder);
}

/** `coverage run -m pytest` measures and runs what stands behind. */
function* coverageRun(words: readonly LineWord[], _where: Where, inner: (rest: readonly LineWord[]) => Iterable<Found>): Iterable<Found> {
  yield { is: 'deed', does: 'measures coverage', tool: 'coverage' };
  const rest = operands(words, set('--rcfile --source --omit --include --data-file --context --concurrency --debug'), 2);
  const [first] = rest;
  const module = words.findIndex(({ text }) => text === '-m');
  if (module > 0) yield* inner(words.slice(module + 1));
  else if (first) yield* inner([{ text: 'python', span: first.span }, ...rest]);
}

const DOCKER_RUN_VALUED = set(
  '-v --volume -e --env -w --workdir -p --publish --name --network --net -u --user --entrypoint --mount --env-file --platform --label -l --add-host --link -m --memory --cpus --volumes-from --hostname -h --shm-size --cap-add --cap-drop --security-opt --ulimit --pull --ipc --gpus --device --tmpfs --restart --stop-timeout --log-driver --dns --expose --cidfile --pid -f --file --project-name --profile --index --env-from-file --project-directory',
);

/** What `docker run`, `docker compose run` and `docker exec` start inside. */
function* inContainer(words: readonly LineWord[], from: number, where: Where): Iterable<Found> {
  const rest = operands(words, DOCKER_RUN_VALUED, from);
  const subject = rest[0]?.text;
  const inside = rest.slice(1);
  const image = subject === undefined ? undefined : baseName(withoutTag(subject));
  const entry = option(words.slice(0, words.length - inside.length), '--entrypoint');
  if (entry !== undefined && entry !== '')
    yield* read([{ text: entry, span: words[0]?.span ?? { start: 0, end: 0 } }, ...inside], { ...where, depth: where.depth + 1 });
  else if (
    image !== undefined &&
    isKnownProgram(image) &&
    !/^(?:python|node|go|gradle|docker|dotnet|deno|dart|swift|mvn|cargo)$/.test(image)
  )
    yield* read(inside[0]?.text === image ? inside : [{ text: image, span: words[0]?.span ?? { start: 0, end: 0 } }, ...inside], {
      ...where,
      depth: where.depth + 1,
    });
  else if (inside.length > 0) yield* read(withoutPrefixes(inside), { ...where, depth: where.depth + 1 });
  else if (subject !== undefined) yield { is: 'unseen', name: image ?? subject };
}

function* composeWork(words: readonly LineWord[], from: number, where: Where): Iterable<Found> {
  const rest = operands(words, DOCKER_RUN_VALUED, from);
  const index = words.indexOf(rest[0] ?? { text: undefined, span: { start: -1, end: -1 } });
  const verb = rest[0]?.text;
  if (verb === 'run' || verb === 'exec') yield* inContainer(words, index + 1, where);
  else if (verb === 'build' || (verb === 'up' && words.some(({ text }) => text === '--build')))
    yield { is: 'deed', does: 'builds an image', tool: 'docker compose' };
  else if (verb === 'push') yield { is: 'deed', does: 'publishes', tool: 'docker compose' };
  if (verb === 'up') {
    const waited = option(words, '--exit-code-from');
    if (waited !== undefined) yield { is: 'unseen', name: waited };
    else if (words.some(({ text }) => text === '--abort-on-container-exit')) yield { is: 'unseen', name: 'test' };
  }
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  npm: packageManager('npm'),
  pnpm: packageManager('pnpm'),
  yarn: packageManager('yarn'),
  yarnpkg: packageManager('yarn'),
  bun: packageManager('bun'),
  npx: (words, _, inner) => inner(operands(words, set('-p --package -c --call'))),
  pnpx: (words, _, inner) => inner(operands(words, set('-p --package -c --call'))),
  bunx: (words, _, inner) => inner(operands(words, set('-p --package'))),
  nlx: (words, _, inner) => inner(operands(words, set(''))),
  nr: function* ([, name]): Iterable<Found> {
    if (name?.text !== undefined) yield { is: 'call', runner: 'npm', script: name.text, folder: undefined, everywhere: true };
  },
  turbo: tasks('turbo', turboTasks),
  nx: tasks('nx', nxTasks),
  lerna: function* (words): Iterable<Found> {
    const rest = operands(words, set(''));
    if (rest[0]?.text === 'run' && rest[1]?.text !== undefined)
      yield { is: 'call', runner: 'npm', script: rest[1].text, folder: undefined, everywhere: true };
    if (rest[0]?.text === 'publish') yield { is: 'deed', does: 'publishes', tool: 'lerna' };
  },
  'run-s': allScripts,
  'run-p': allScripts,
  'npm-run-all': allScripts,
  'npm-run-all2': allScripts,
  concurrently: function* (words, where): Iterable<Found> {
    for (const { text, span } of words.slice(1)) {
      if (text === undefined || text.startsWith('-')) continue;
      const named = /^(?:npm|pnpm|yarn|bun):([\w:*-]{1,60})$/.exec(text)?.[1];
      if (named !== undefined) yield { is: 'call', runner: 'npm', script: named, folder: where.folder };
      else for (const inner of commandsOf(text, span.start)) yield* read(withoutPrefixes(inner), { ...where, depth: where.depth + 1 });
    }
  },
  wireit: () => [{ is: 'opaque' }],
  node: function* (words, where): Iterable<Found> {
    const rest = operands(words, set('-r --require --import --loader --experimental-loader --env-file --conditions -C'));
    const flags = words.map(textOf);
    if (flags.some((flag) => /^--test(?:$|=|-)/.test(flag))) {
      yield { is: 'deed', does: 'tests', tool: 'node --test' };
      if (flags.includes('--experimental-test-coverage')) yield { is: 'deed', does: 'measures coverage', tool: 'node --test' };
      return;
    }
    if (flags.some((flag) => /^(?:-e|-p|--eval|--print|--version|-v)$/.test(flag))) return;
    const file = rest[0]?.text;
    if (file === undefined) return;
    const bin = /node_modules\/(?:\.bin\/)?(?:@[\w.-]{1,60}\/)?([\w.-]{1,60})/.exec(file)?.[1];
    if (bin !== undefined && isKnownProgram(bin))
      yield* read([{ text: bin, span: words[0]?.span ?? { start: 0, end: 0 } }, ...rest.slice(1)], { ...where, depth: where.depth + 1 });
    else yield fileCall(file, where.folder);
  },
  tsx: scriptFile,
  'ts-node': scriptFile,
  zx: scriptFile,
  python: pythonModule,
  python3: pythonModule,
  py: pythonModule,
  pypy3: pythonModule,
  'manage.py': function* (words): Iterable<Found> {
    if (words[1]?.text === 'test') yield { is: 'deed', does: 'tests', tool: 'manage.py test' };
  },
  coverage: function* (words, where, inner): Iterable<Found> {
    if (words[1]?.text === 'run') yield* coverageRun(words, where, inner);
    else if (/^(?:report|xml|html|json|lcov|combine)$/.test(words[1]?.text ?? ''))
      yield { is: 'deed', does: 'measures coverage', tool: 'coverage' };
  },
  uv: function* (words, where, inner): Iterable<Found> {
    const folder = inFolder(where.folder, option(words, '--directory', '--project'));
    const rest = operands(words, UV_VALUED);
    const verb = rest[0]?.text;
    const index = words.indexOf(rest[0] ?? { text: undefined, span: { start: -1, end: -1 } });
    if (verb === 'run') {
      const behind = operands(words, UV_VALUED, index + 1);
      const module = words.findIndex(({ text }, i) => i > index && (text === '-m' || text === '--module'));
      if (module > 0 && (behind.length === 0 || (words[module]?.span.start ?? 0) < (behind[0]?.span.start ?? 0) + 1))
        yield* inner(words.slice(module + 1), folder);
      else if (behind[0]) yield* inner(behind, folder);
    } else if (verb === 'tool' && rest[1]?.text === 'run')
      yield* inner(operands(words, set('--from --with --python -p'), index + 2), folder);
    else if (verb === 'publish') yield { is: 'deed', does: 'publishes', tool: 'uv publish' };
    else if (verb === 'audit') yield { is: 'deed', does: 'scans dependencies', tool: 'uv audit' };
    else if (verb === 'format') yield { is: 'deed', does: 'checks formatting', tool: 'uv format' };
  },
  uvx: (words, _, inner) => inner(operands(words, set('--from --with --python -p --index'))),
  pipx: (words, _, inner) => (words[1]?.text === 'run' ? inner(operands(words, set('--spec --python'), 2)) : []),
  poetry: function* (words, where, inner): Iterable<Found> {
    const folder = inFolder(where.folder, option(words, '-C', '--directory', '--project', '-P'));
    const rest = operands(words, set('-C --directory --project -P'));
    if (rest[0]?.text === 'run') yield* inner(rest.slice(1), folder);
    else if (rest[0]?.text === 'publish') yield { is: 'deed', does: 'publishes', tool: 'poetry publish' };
    else if (/^(?:poe|task)$/.test(rest[0]?.text ?? '')) yield* inner(rest, folder);
  },
  pipenv: function* (words, where, inner): Iterable<Found> {
    if (words[1]?.text === 'run') yield* programOrTask(words.slice(2), where, inner);
    else if (words[1]?.text === 'check' || words[1]?.text === 'audit' || words[1]?.text === 'scan')
      yield { is: 'deed', does: 'scans dependencies', tool: 'pipenv check' };
  },
  pdm: function* (words, where, inner): Iterable<Found> {
    const rest = operands(words, set('-p --project -L --lockfile'));
    if (rest[0]?.text === 'run') yield* programOrTask(operands(rest, set('-p --project')), where, inner);
    else if (rest[0]?.text === 'publish') yield { is: 'deed', does: 'publishes', tool: 'pdm publish' };
    else if (
      rest[0]?.text !== undefined &&
      !/^(?:install|sync|add|remove|update|lock|build|config|use|venv|list|info|export|init|import|cache|self|plugin|fix|outdated)$/.test(
        rest[0].text,
      )
    )
      yield* programOrTask(rest, where, inner);
  },
  rye: function* (words, where, inner): Iterable<Found> {
    const verb = words[1]?.text;
    if (verb === 'run') yield* programOrTask(words.slice(2), where, inner);
    else if (verb === 'test') yield { is: 'deed', does: 'tests', tool: 'rye test' };
    else if (verb === 'lint') yield { is: 'deed', does: 'lints', tool: 'rye lint' };
    else if (verb === 'fmt') yield { is: 'deed', does: 'checks formatting', tool: 'rye fmt' };
  },
  pixi: function* (words, where, inner): Iterable<Found> {
    if (words[1]?.text === 'run' || words[1]?.text === 'r')
      yield* programOrTask(operands(words, set('-e --environment --manifest-path'), 2), where, inner);
  },
  conda: function* (words, _, inner): Iterable<Found> {
    if (words[1]?.text === 'run') yield* inner(operands(words, set('-n --name -p --prefix'), 2));
  },
  hatch: function* (words, where, inner): Iterable<Found> {
    const rest = operands(words, set('-e --env -p --project'));
    const verb = rest[0]?.text;
    if (verb === 'test') {
      yield { is: 'deed', does: 'tests', tool: 'hatch test' };
      if (rest.some(({ text }) => /^(?:-c|--cover)/.test(text ?? ''))) yield { is: 'deed', does: 'measures coverage', tool: 'hatch test' };
    } else if (verb === 'fmt') yield { is: 'deed', does: 'lints', tool: 'hatch fmt' };
    else if (verb === 'publish') yield { is: 'deed', does: 'publishes', tool: 'hatch publish' };
    else if (verb === 'run') {
      const task = rest[1]?.text;
      if (task === undefined) return;
      const name = task.replace(/^.*:/, '');
      yield* programOrTask([{ text: name, span: rest[1]?.span ?? { start: 0, end: 0 } }, ...rest.slice(2)], where, inner);
    }
  },
  poe: pythonTask,
  poethepoet: pythonTask,
  inv: function* ([, name]): Iterable<Found> {
    yield { is: 'unseen', name: name?.text ?? '' };
  },
  invoke: function* ([, name]): Iterable<Found> {
    yield { is: 'unseen', name: name?.text ?? '' };
  },
  tox: function* (words, where): Iterable<Found> {
    const named = option(words, '-e', '--env', '-m', '-f');
    if (words[1]?.text === 'list' || words[1]?.text === '-l') return;
    const names = named === undefined ? [''] : named.split(',');
    for (const script of names) yield { is: 'call', runner: 'tox', script, folder: where.folder };
  },
  nox: function* (words, where): Iterable<Found> {
    const texts = words.map(textOf);
    const at = texts.findIndex((text) => /^(?:-s|-e|--sessions?)$/.test(text));
    const equal = texts.flatMap((text) => /^(?:-s|-e|--sessions?)=(.+)$/.exec(text)?.[1]?.split(',') ?? []);
    const names = [...equal];
    if (at > 0) for (let i = at + 1; i < texts.length && !texts[i]?.startsWith('-'); i += 1) names.push(texts[i] ?? '');
    for (const script of names.length > 0 ? names : [''])
      yield { is: 'call', runner: 'nox', script: script.replace(/[-(]\d.*$/, ''), folder: where.folder };
  },
  make: function* (words, where): Iterable<Found> {
    const folder = inFolder(where.folder, option(words, '-C', '--directory'));
    if (words.some(({ text }) => text === '-n' || text === '--dry-run')) return;
    const targets = words.slice(1).filter(({ text }, i) => {
      const before = words[i]?.text ?? '';
      return text === undefined || (!/^-|=|^\d+$/.test(text) && !/^(?:-C|-f|-j|-I|-l|--directory|--file|--jobs)$/.test(before));
    });
    for (const target of targets.length > 0 ? targets : [undefined])
      if (target && target.text === undefined) yield { is: 'unseen', name: '' };
      else yield { is: 'call', runner: 'make', script: target?.text ?? '', folder };
  },
  gmake: (words, where, inner) => RUNNERS.make?.(words, where, inner) ?? [],
  just: function* (words, where): Iterable<Found> {
    const rest = operands(words, set('-f --justfile -d --working-directory --set --shell'));
    if (rest[0]?.text !== undefined) yield { is: 'call', runner: 'just', script: rest[0].text.replace(/^.*::/, ''), folder: where.folder };
    else yield { is: 'call', runner: 'just', script: '', folder: where.folder };
  },
  task: function* (words, where): Iterable<Found> {
    const folder = inFolder(where.folder, option(words, '-d', '--dir'));
    const names = operands(words, set('-d --dir -t --taskfile -o --output -C --concurrency')).flatMap(({ text }) =>
      text !== undefined && !/^-|=/.test(text) ? [text] : [],
    );
    for (const script of names.length > 0 ? names : ['default']) yield { is: 'call', runner: 'task', script, folder };
  },
  mise: function* (words, where): Iterable<Found> {
    if (/^(?:run|r)$/.test(words[1]?.text ?? '') && words[2]?.text !== undefined) yield { is: 'unseen', name: words[2].text };
    else if (/^(?:exec|x)$/.test(words[1]?.text ?? '')) yield* read(operands(words, set(''), 2), { ...where, depth: where.depth + 1 });
  },
  earthly: function* (words): Iterable<Found> {
    yield {
      is: 'unseen',
      name:
        words
          .map(textOf)
          .find((text) => text.includes('+'))
          ?.replace(/^.*\+/, '') ?? 'ci',
    };
  },
  dagger: () => [{ is: 'unseen', name: 'ci' }],
  moon: function* (words): Iterable<Found> {
    yield { is: 'unseen', name: words[1]?.text === 'ci' ? 'ci' : (words[2]?.text ?? 'ci') };
  },
  bundle: (words, _, inner) =>
    words[1]?.text === 'exec'
      ? inner(words.slice(2))
      : words[1]?.text === 'audit'
        ? [{ is: 'deed', does: 'scans dependencies', tool: 'bundle audit' }]
        : [],
  composer: function* (words, where): Iterable<Found> {
    const verb = operands(words, set('-d --working-dir'))[0]?.text;
    if (verb === undefined) return;
    if (verb === 'audit') yield { is: 'deed', does: 'scans dependencies', tool: 'composer audit' };
    else if (verb === 'run' || verb === 'run-script' || verb === 'exec') {
      const name = operands(words, set('-d --working-dir'))[1]?.text;
      if (name !== undefined) yield { is: 'call', runner: 'composer', script: name, folder: where.folder };
    } else if (
      !/^(?:install|update|require|config|dump-autoload|validate|global|self-update|show|remove|create-project|diagnose|clear-cache|normalize|check-platform-reqs|outdated|why|licenses)$/.test(
        verb,
      )
    )
      yield { is: 'call', runner: 'composer', script: verb, folder: where.folder };
  },
  php: function* (words, where, inner): Iterable<Found> {
    const rest = operands(words, set('-d -c'));
    if (rest[0]?.text !== undefined && isKnownProgram(baseName(rest[0].text))) yield* inner(rest);
    else if (rest[0]?.text !== undefined) yield fileCall(rest[0].text, where.folder);
  },
  ruby: scriptFile,
  deno: function* (words, where): Iterable<Found> {
    if (words[1]?.text === 'task' && words[2]?.text !== undefined)
      yield { is: 'call', runner: 'deno', script: words[2].text, folder: where.folder };
    else for (const does of programDeeds('deno', words.slice(1).map(textOf).join(' '))) yield { is: 'deed', does, tool: 'deno' };
  },
  'pre-commit': commitHooks,
  prek: commitHooks,
  docker: function* (words, where): Iterable<Found> {
    const rest = operands(words, set('-H --host --context --config -l'));
    const verb = rest[0]?.text;
    const index = words.indexOf(rest[0] ?? { text: undefined, span: { start: -1, end: -1 } });
    if (verb === 'run' || verb === 'exec') yield* inContainer(words, index + 1, where);
    else if (verb === 'container' && /^(?:run|exec)$/.test(rest[1]?.text ?? '')) yield* inContainer(words, index + 2, where);
    else if (verb === 'compose') yield* composeWork(words, index + 1, where);
    else
      for (const does of programDeeds('docker', rest.map(textOf).join(' ')))
        yield { is: 'deed', does, tool: 'docker', ...(does === 'builds an image' ? imageOf(words, where.folder) : {}) };
  },
  podman: (words, where, inner) => RUNNERS.docker?.(words, where, inner) ?? [],
  nerdctl: (words, where, inner) => RUNNERS.docker?.(words, where, inner) ?? [],
  'docker-compose': (words, where) => composeWork(words, 1, where),
  'podman-compose': (words, where) => composeWork(words, 1, where),
  kubectl: function* (words, where): Iterable<Found> {
    const stop = words.findIndex(({ text }) => text === '--');
    if (words.some(({ text }) => text === 'exec' || text === 'run') && stop > 0)
      yield* read(words.slice(stop + 1), { ...where, depth: where.depth + 1 });
    else for (const does of programDeeds('kubectl', words.slice(1).map(textOf).join(' '))) yield { is: 'deed', does, tool: 'kubectl' };
  },
  'xvfb-run': (words, _, inner) => inner(operands(words, set('-s --server-args -n --server-num -e --error-file'))),
  'dbus-run-session': (words, _, inner) => inner(operands(words, set(''))),
  'cross-env': (words, _, inner) => inner(withoutPrefixes(words)),
  dotenv: (words, _, inner) => inner(operands(words, set('-e -f -c'))),
  dotenvx: (words, _, inner) => inner(operands(words, set('-f'), 2)),
  'env-cmd': (words, _, inner) => inner(operands(words, set('-f -e'))),
  doppler: (words, _, inner) => inner(operands(words, set('-p -c --project --config'), 2)),
  op: (words, _, inner) => (words[1]?.text === 'run' ? inner(operands(words, set('--env-file'), 2)) : []),
  nix: function* (words, where): Iterable<Found> {
    const at = words.findIndex(({ text }) => text === '-c' || text === '--command');
    if (at > 0) yield* read(words.slice(at + 1), { ...where, depth: where.depth + 1 });
    else if (words.some(({ text }) => text === 'check' || text === 'build')) yield { is: 'unseen', name: 'check' };
  },
  devbox: (words, _, inner) => (words[1]?.text === 'run' ? inner(operands(words, set(''), 2)) : []),
  retry: (words, _, inner) => inner(operands(words, set('-t -d --times --delay --max-attempts'))),
  timeout: (words, _, inner) => inner(operands(words, set('-s -k')).slice(1)),
  nyc: wrapping,
  c8: wrapping,
  'start-server-and-test': function* (words, where): Iterable<Found> {
    yield { is: 'deed', does: 'tests', tool: 'start-server-and-test' };
    const last = words.at(-1);
    if (last?.text !== undefined && words.length > 2)
      for (const inner of commandsOf(last.text, last.span.start)) yield* read(inner, { ...where, depth: where.depth + 1 });
  },
};

function* wrapping(words: readonly LineWord[], _: Where, inner: (rest: readonly LineWord[]) => Iterable<Found>): Iterable<Found> {
  yield { is: 'deed', does: 'measures coverage', tool: words[0]?.text ?? 'nyc' };
  yield* inner(operands(words, set('-r --reporter -o --reports-dir --report-dir --include -x --exclude --src --check-coverage-value')));
}

function* scriptFile(words: readonly LineWord[], where: Where): Iterable<Found> {
  const file = operands(words, set('-r --require -P --project --tsconfig --env-file'))[0]?.text;
  if (file !== undefined) yield fileCall(file, where.folder);
}

function* allScripts(words: readonly LineWord[], where: Where): Iterable<Found> {
  for (const { text } of words.slice(1))
    if (text !== undefined && !text.startsWith('-')) yield { is: 'call', runner: 'npm', script: text, folder: where.folder };
}

function* pythonTask(words: readonly LineWord[], where: Where): Iterable<Found> {
  const name = operands(words, set('-C --directory'))[0]?.text;
  if (name !== undefined) yield { is: 'call', runner: 'python scripts', script: name, folder: where.folder };
}

/** A name that a runner takes for one of its scripts, else for a program. */
function* programOrTask(words: readonly LineWord[], where: Where, inner: (rest: readonly LineWord[]) => Iterable<Found>): Iterable<Found> {
  const name = words[0]?.text;
  if (name === undefined) return;
  if (isKnownProgram(name) || Object.hasOwn(RUNNERS, name) || /[/.]/.test(name)) yield* inner(words);
  if (!Object.hasOwn(RUNNERS, name) && !/[/.]/.test(name))
    yield { is: 'call', runner: 'python scripts', script: name, folder: where.folder };
}

function* commitHooks(words: readonly LineWord[], where: Where): Iterable<Found> {
  const rest = operands(words, set('-c --config'));
  if (rest[0]?.text !== 'run') return;
  const skip = set('--hook-stage --from-ref --to-ref -c --config --show-diff-on-failure-value -s -o --files');
  const hook = operands(rest, skip)[0]?.text;
  yield { is: 'call', runner: 'pre-commit', script: hook !== undefined && !hook.startsWith('-') ? hook : '', folder: where.folder };
}

/** Options with which a check succeeds whatever it finds. */
const NEVER_FAILS: Readonly<Record<string, RegExp>> = {
  flake8: /^--exit-zero$/,
  pylint: /^--exit-zero$/,
  ruff: /^(?:--exit-zero|-e)$/,
  bandit: /^--exit-zero$/,
  djlint: /^--warn$/,
  hadolint: /^--no-fail$/,
  gosec: /^-{1,2}no-fail$/,
  'golangci-lint': /^--issues-exit-code=0$/,
  checkov: /^(?:-s|--soft-fail)$/,
  tfsec: /^(?:-s|--soft-fail)$/,
  trivy: /^--exit-code=0$/,
  gitleaks: /^--exit-code=0$/,
  semgrep: /^--no-error$/,
  phpstan: /^--no-exit-code$/,
  safety: /^--continue-on-error$/,
  mvn: /^(?:-fn|--fail-never|-Dmaven\.test\.failure\.ignore(?:=true)?|-DtestFailureIgnore(?:=true)?)$/,
  mvnw: /^(?:-fn|--fail-never|-Dmaven\.test\.failure\.ignore(?:=true)?|-DtestFailureIgnore(?:=true)?)$/,
};

/** `--exit-code 0`, `--exit-zero`: the program's own way not to fail. */
function ownExit(name: string, words: readonly LineWord[]): Ignored | undefined {
  const pattern = Object.hasOwn(NEVER_FAILS, name) ? NEVER_FAILS[name] : undefined;
  for (const [i, word] of words.entries()) {
    const { text, span } = word;
    if (i === 0 || text === undefined) continue;
    const before = words[i - 1]?.span.end ?? span.start;
    const last = text === '--exit-code' && /^(?:trivy|gitleaks)$/.test(name) && words[i + 1]?.text === '0' ? words[i + 1] : undefined;
    if (last) return { how: '--exit-code 0', at: { start: span.start, end: last.span.end }, removal: undefined, becomes: undefined };
    if (pattern?.test(text)) return { how: text, at: span, removal: { start: before, end: span.end }, becomes: undefined };
  }
  return undefined;
}

/** Which Dockerfile is built: `-f`, else the one in the context's folder. */
function imageOf(words: readonly LineWord[], folder: string | undefined): { readonly dockerfile?: string } {
  if (folder === undefined) return {};
  const texts = words.map(textOf);
  if (texts.includes('bake') || texts.some((text) => /^(?:compose|up|submit)$/.test(text))) return {};
  const file = option(words, '-f', '--file', '--dockerfile');
  if (file !== undefined) {
    const path = within(folder, file);
    return path === undefined ? {} : { dockerfile: path };
  }
  if (words.some(({ text }) => text === undefined)) {
    const last = words.at(-1)?.text;
    if (last === undefined) return {};
  }
  const context = words.at(-1)?.text ?? '.';
  const place = /^(?:-|https?:|git)/.test(context) ? undefined : within(folder, context);
  return place === undefined ? {} : { dockerfile: place === '' ? 'Dockerfile' : `${place}/Dockerfile` };
}
