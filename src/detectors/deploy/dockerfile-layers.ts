import { AptInstall, PackageCache, type PackageCacheRemedy, PackageInstall, ShellPipe, SudoUse } from '../../facts/containers.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, covers } from '../../model/span.js';
import type { DockerStage, DockerfileSyntax, Instruction } from '../../syntax/dockerfile.js';
import {
  type Pipeline,
  type ShellCommand,
  type ShellScript,
  type ShellWord,
  hasOption,
  isShell,
  operandsOf,
  optionValue,
} from '../../syntax/shell.js';
import { detector } from '../detector.js';
import { knownImage } from './base-images.js';
import { baseOf, chainOf, mountOption } from './dockerfile.js';

/** What the commands of RUN install, leave behind, download and pipe. */
export const dockerfileLayers = detector({
  framework: 'Docker',
  format: 'dockerfile',

  *facts(file): Iterable<FactDraft> {
    for (const stage of file.stages)
      for (const instruction of stage.instructions) {
        const script = file.script(instruction);
        if (!script || instruction.keyword === 'HEALTHCHECK') continue;
        const layer: Layer = { file, stage, instruction, script };
        yield* sudoOf(layer);
        if (instruction.keyword !== 'RUN') continue;
        for (const command of script.commands) yield* installOf(layer, command);
        yield* cachesOf(layer);
        yield* pipesOf(layer);
      }
  },
});

interface Layer {
  readonly file: DockerfileSyntax;
  readonly stage: DockerStage;
  readonly instruction: Instruction;
  readonly script: ShellScript;
}

/** How a package manager is told to install. */
interface Manager {
  readonly names: RegExp;
  readonly manager: string;
  /** Subcommands that install. */
  readonly installs: readonly string[];
  readonly valued: readonly string[];
  isPinned(word: string, command: ShellCommand): boolean;
}

const LOCAL = /^(?:\.{0,2}\/|\.\.?(?:\[|$)|~|[a-z+]{1,10}:\/\/|git@)|\.(?:deb|rpm|apk|whl|tgz|tar\.gz|gem|zip)$/;

const MANAGERS: readonly Manager[] = [
  { names: /^(?:apt|apt-get|aptitude)$/, manager: 'apt', installs: ['install'], valued: ['-o', '--option', '-t', '--target-release', '--default-release', '-c', '--config-file', '-a', '--host-architecture'], isPinned: (word) => /[=/]|-$/.test(word) },
  { names: /^apk$/, manager: 'apk', installs: ['add'], valued: ['-t', '--virtual', '-X', '--repository', '-p', '--root', '--keys-dir', '--repositories-file', '--cache-dir', '--arch'], isPinned: (word) => /[=~<>@]/.test(word) },
  { names: /^(?:dnf5?|yum|microdnf)$/, manager: 'dnf', installs: ['install'], valued: ['-c', '--config', '--installroot', '--releasever', '--setopt', '--enablerepo', '--disablerepo', '--repo', '-x', '--exclude'], isPinned: (word) => /-\d|^@/.test(word) },
  { names: /^zypper$/, manager: 'zypper', installs: ['install', 'in'], valued: ['-t', '--type', '-r', '--repo', '--from'], isPinned: (word) => /[=<>]|-\d/.test(word) },
  { names: /^pip(?:3(?:\.\d+)?)?$/, manager: 'pip', installs: ['install'], valued: ['-i', '--index-url', '--extra-index-url', '-f', '--find-links', '-t', '--target', '--prefix', '--root', '--trusted-host', '--timeout', '--retries', '--platform', '--python-version', '--cache-dir', '--progress-bar', '--log', '--proxy', '-e', '--editable', '--python', '-p', '--python-preference', '--link-mode', '--index-strategy', '--default-index', '--index', '--extra', '--group', '--resolution', '--compile', '--only-binary', '--no-binary', '--upgrade-strategy', '--config-settings', '--constraints'], isPinned: (word) => /==|~=|@/.test(word) },
  { names: /^npm$/, manager: 'npm', installs: ['install', 'i', 'add'], valued: ['--prefix', '--registry', '-C', '--cache', '--loglevel', '--omit', '--include'], isPinned: (word) => /.@(?!latest$|next$)/.test(word) },
  { names: /^gem$/, manager: 'gem', installs: ['install'], valued: ['-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-s', '--source', '--platform'], isPinned: (word, command) => word.includes(':') || optionValue(command, '-v', '--version') !== undefined },
  { names: /^go$/, manager: 'go', installs: ['install'], valued: ['-tags', '-ldflags', '-o', '-p', '-gcflags', '-mod'], isPinned: (word) => !/@(?:latest|master|main)$/.test(word) && (word.includes('@') || !/^[\w-]+\.[\w.-]+\//.test(word)) },
]; // prettier-ignore

/** The command behind `python -m pip`, or the command itself. */
function managed(command: ShellCommand): ShellCommand {
  const isModule =
    /^python[\d.]*$/.test(command.name ?? '') && command.words[1]?.text === '-m' && /^pip3?$/.test(command.words[2]?.text ?? '');
  const isUv = command.name === 'uv' && command.words[1]?.text === 'pip';
  if (isModule) return { ...command, name: 'pip', words: command.words.slice(2) };
  return isUv ? { ...command, name: 'pip', words: command.words.slice(1) } : command;
}

const managerOf = (command: ShellCommand): Manager | undefined => MANAGERS.find(({ names }) => names.test(command.name ?? ''));

/** The subcommand: the first word that is no option. */
const verbOf = (command: ShellCommand, valued: readonly string[] = []): ShellWord | undefined => operandsOf(command, valued)[0];

function* installOf({ file, stage, instruction }: Layer, written: ShellCommand): Iterable<FactDraft> {
  const command = managed(written);
  const manager = managerOf(command);
  const verb = manager && verbOf(command, manager.valued);
  if (!manager || !verb?.text || !manager.installs.includes(verb.text)) return;
  const global = manager.manager !== 'npm' || hasOption(command, '-g', '--global') || optionValue(command, '--location') === 'global';
  const fromFile = manager.manager === 'pip' && hasOption(command, '-r', '--requirement', '-c', '--constraint', '--require-hashes');
  const upgradesTools = manager.manager === 'pip' && hasOption(command, '-U', '--upgrade');
  const packages = operandsOf(command, manager.valued).slice(1);
  const named = global
    ? packages.flatMap((word) =>
        packageOf(word, manager, command, fromFile || (upgradesTools && /^(?:pip|setuptools|wheel)$/.test(word.text ?? ''))),
      )
    : [];
  yield PackageInstall(
    { span: { start: command.words[0]?.span.start ?? verb.span.start, end: verb.span.end } },
    {
      stage: stage.index,
      command: `${command.name ?? ''} ${verb.text}`,
      manager: manager.manager,
      packages: named,
    },
  );
  if (manager.manager === 'apt' && packages.length > 0 && command.name !== 'aptitude')
    yield AptInstall(headOf(command, verb), {
      stage: stage.index,
      command: `${command.name ?? ''} ${verb.text}`,
      ...recommendsOf(file, stage, instruction, command, verb),
    });
  for (const { text, span } of packages)
    if (text === 'sudo' && /^(?:apt|apk|dnf|zypper)$/.test(manager.manager))
      yield SudoUse({ span }, { stage: stage.index, use: 'installs', command: `${command.name ?? ''} ${verb.text}`, removable: undefined });
}

function packageOf(
  word: ShellWord,
  manager: Manager,
  command: ShellCommand,
  pinnedElsewhere: boolean,
): { name: string; at: Span; pinned: boolean }[] {
  const written = word.text ?? word.raw.replace(/^["']|["']$/g, '');
  if (/^[.*]?$/.test(written) || LOCAL.test(written) || written.startsWith('-')) return [];
  // A variable alone may hold anything; `curl=${CURL_VERSION}` is pinned all the same.
  if (word.text === undefined && !manager.isPinned(written, command)) return [];
  return [
    {
      name: written.replace(/[=<>~!@[:].*/s, '') || written,
      at: word.span,
      pinned: pinnedElsewhere || manager.isPinned(written, command),
    },
  ];
}

function recommendsOf(
  file: DockerfileSyntax,
  stage: DockerStage,
  instruction: Instruction,
  command: ShellCommand,
  verb: ShellWord,
): { recommended: boolean; slot: Span } {
  const options = command.words.map(({ text, raw }) => text ?? raw);
  const said = options.some((option) => /^--(?:no-)?install-recommends$/.test(option) || /install-recommends/i.test(option));
  // A configuration written by an earlier command: `echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/…`.
  const configured = chainOf(stage).some(({ from, instructions, index }) => {
    const end = index === stage.index ? instruction.span.end : (instructions.at(-1)?.span.end ?? from.span.end);
    return (
      /apt::install-recommends/i.test(file.plain.slice(from.span.start, end)) ||
      file.plain.slice(from.span.start, end).includes('NO_INSTALL_RECOMMENDS')
    );
  });
  let slot = verb.span.end;
  for (const { text, span } of command.words.slice(command.words.indexOf(verb) + 1)) {
    if (text === undefined || !/^-[a-zA-Z]+$|^--[a-z-]+$/.test(text) || /^-[otca]$/.test(text)) break;
    slot = span.end;
  }
  return { recommended: !said && !configured, slot: { start: slot, end: slot } };
}

/** What a manager leaves behind in a layer, and how it is kept out. */
interface Leftover {
  readonly what: string;
  /** The words that a later command of the same RUN must hold. */
  readonly removedBy: (command: ShellCommand) => boolean;
  /** A part of a cache mount's target. */
  readonly mounted: RegExp;
  /** Variables that switch the cache off, or put it elsewhere. */
  readonly off: RegExp;
  readonly moved: RegExp;
}

const rawOf = ({ words }: ShellCommand): string => words.map(({ raw }) => raw).join(' ');
const removes =
  (path: RegExp) =>
  (command: ShellCommand): boolean =>
    /^(?:rm|find|shred|unlink)$/.test(command.name ?? '') && path.test(rawOf(command));
const cleans =
  (names: RegExp, verb: RegExp) =>
  (command: ShellCommand): boolean =>
    names.test(command.name ?? '') && command.words.some(({ text }) => text !== undefined && verb.test(text));
const either =
  (...tests: readonly ((command: ShellCommand) => boolean)[]) =>
  (command: ShellCommand): boolean =>
    tests.some((test) => test(command));
const NEVER = /(?!)/;

const LEFTOVERS = {
  apt: { what: 'the package lists', removedBy: removes(/\/var\/lib\/(?:apt|\{|\*)|\/var\/lib\/?(?:\s|$)/), mounted: /^\/var\/lib\/apt(?:\/|$)|^\/var\/lib\/?$/, off: NEVER, moved: NEVER },
  apk: { what: 'the package index', removedBy: either(removes(/\/var\/cache(?:\/apk|\/\*|\/?(?:\s|$)|\/\{)|\/etc\/apk\/cache/), cleans(/^apk$/, /^cache$/)), mounted: /^\/var\/cache(?:\/apk)?\/?$|^\/etc\/apk\/cache/, off: NEVER, moved: NEVER },
  dnf: { what: 'the package cache', removedBy: either(cleans(/^(?:dnf5?|yum|microdnf)$/, /^clean$/), removes(/\/var\/cache(?:\/(?:yum|dnf|libdnf5|\*)|\/?(?:\s|$)|\/\{)/)), mounted: /^\/var\/cache(?:\/|$)/, off: NEVER, moved: NEVER },
  zypper: { what: 'the package cache', removedBy: either(cleans(/^zypper$/, /^(?:clean|cc)$/), removes(/\/var\/cache(?:\/zypp|\/\*|\/?(?:\s|$)|\/\{)/)), mounted: /^\/var\/cache(?:\/|$)/, off: NEVER, moved: NEVER },
  pip: { what: "pip's downloads", removedBy: either(removes(/\.cache|pip/), cleans(/^pip/, /^purge$/)), mounted: /pip|\.cache|^\/root\/?$/, off: /^PIP_NO_CACHE_DIR$/, moved: /^(?:PIP_CACHE_DIR|XDG_CACHE_HOME|PIP_CONFIG_FILE)$/ },
  uv: { what: "uv's downloads", removedBy: either(removes(/\.cache|uv/), cleans(/^uv$/, /^(?:clean|prune)$/)), mounted: /uv|\.cache|^\/root\/?$/, off: /^UV_NO_CACHE$/, moved: /^(?:UV_CACHE_DIR|XDG_CACHE_HOME)$/ },
  npm: { what: "npm's downloads", removedBy: either(cleans(/^npm$/, /^cache$/), removes(/\.npm|npm-cache|_cacache|\/root\/\*|\/tmp/)), mounted: /npm|^\/root\/?$|\.cache/, off: NEVER, moved: /^npm_config_cache$/i },
  yarn: { what: "yarn's downloads", removedBy: either(cleans(/^yarn$/, /^cache$/), removes(/yarn|\.cache/)), mounted: /yarn|\.cache|^\/root\/?$/, off: NEVER, moved: /^YARN_CACHE_FOLDER$/ },
  conda: { what: "conda's downloads", removedBy: either(cleans(/conda|mamba/, /^clean$/), removes(/pkgs/)), mounted: /pkgs/, off: NEVER, moved: NEVER },
} as const satisfies Record<string, Leftover>; // prettier-ignore

function* cachesOf(layer: Layer): Iterable<FactDraft> {
  const { script } = layer;
  const commands = script.commands.map(managed);
  const last = (test: (command: ShellCommand) => boolean): number => commands.findLastIndex(test);
  const isApt =
    (verb: RegExp) =>
    (command: ShellCommand): boolean =>
      /^(?:apt|apt-get|aptitude)$/.test(command.name ?? '') && verb.test(verbOf(command)?.text ?? '');

  const update = last(isApt(/^update$/));
  if (update >= 0) {
    const installs = commands.some(isApt(/^(?:install|upgrade|dist-upgrade|full-upgrade|build-dep)$/));
    yield* cache(
      layer,
      commands,
      update,
      LEFTOVERS.apt,
      installs ? { add: 'command', text: 'rm -rf /var/lib/apt/lists/*', run: layer.instruction.span } : undefined,
    );
  }

  const apkUpdates = commands.findIndex((command) => command.name === 'apk' && verbOf(command)?.text === 'update');
  if (apkUpdates >= 0)
    yield* cache(layer, commands, apkUpdates, LEFTOVERS.apk, {
      add: 'command',
      text: 'rm -rf /var/cache/apk/*',
      run: layer.instruction.span,
    });
  else
    for (const [i, command] of commands.entries()) {
      const verb = command.name === 'apk' ? verbOf(command, ['-X', '--repository', '-p', '--root']) : undefined;
      if (!verb || !/^(?:add|upgrade)$/.test(verb.text ?? '')) continue;
      if (hasOption(command, '--no-cache'))
        yield PackageCache(headOf(command, verb), {
          stage: layer.stage.index,
          command: `apk ${verb.text ?? ''}`,
          keeps: 'nothing',
          what: LEFTOVERS.apk.what,
          remedy: undefined,
        });
      else
        yield* cache(layer, commands, i, LEFTOVERS.apk, {
          add: 'option',
          text: '--no-cache',
          slot: { start: verb.span.end, end: verb.span.end },
        });
    }

  for (const [names, verbs, leftover, clean] of [
    [
      /^(?:dnf5?|yum|microdnf)$/,
      /^(?:install|localinstall|groupinstall|reinstall|update|upgrade|distro-sync|builddep)$/,
      LEFTOVERS.dnf,
      'clean all',
    ],
    [/^zypper$/, /^(?:install|in|update|up|patch|dup|dist-upgrade|remove|rm|refresh|ref)$/, LEFTOVERS.zypper, 'clean --all'],
  ] as const) {
    const index = last(
      (command) => names.test(command.name ?? '') && operandsOf(command).some(({ text }) => text !== undefined && verbs.test(text)),
    );
    if (index >= 0)
      yield* cache(layer, commands, index, leftover, {
        add: 'command',
        text: `${commands[index]?.name ?? ''} ${clean}`,
        run: layer.instruction.span,
      });
  }

  for (const [i, command] of commands.entries()) {
    const isUv = script.commands[i]?.name === 'uv';
    const verb = verbOf(command);
    if (!verb?.text) continue;
    if (isUv ? /^(?:install|sync)$/.test(verb.text) : (command.name ?? '').startsWith('pip') && verb.text === 'install') {
      const option = isUv ? '--no-cache' : '--no-cache-dir';
      const off = hasOption(command, '--no-cache-dir', '--no-cache', '-n') && (isUv || hasOption(command, '--no-cache-dir'));
      if (off)
        yield PackageCache(headOf(command, verb), {
          stage: layer.stage.index,
          command: `${command.name ?? ''} ${verb.text}`,
          keeps: 'nothing',
          what: LEFTOVERS.pip.what,
          remedy: undefined,
        });
      else
        yield* cache(layer, commands, i, isUv ? LEFTOVERS.uv : LEFTOVERS.pip, {
          add: 'option',
          text: option,
          slot: { start: verb.span.end, end: verb.span.end },
        });
    }
  }

  const npm = last(
    (command) => command.name === 'npm' && /^(?:ci|install|i|add|clean-install)$/.test(verbOf(command, ['--prefix', '-C'])?.text ?? ''),
  );
  if (npm >= 0)
    yield* cache(layer, commands, npm, LEFTOVERS.npm, { add: 'command', text: 'npm cache clean --force', run: layer.instruction.span });
  const yarn = last(
    (command) =>
      command.name === 'yarn' &&
      (verbOf(command, ['--cwd']) === undefined || /^(?:install|add|global)$/.test(verbOf(command, ['--cwd'])?.text ?? '')) &&
      !hasOption(command, '--version', '-v', '--immutable', '--inline-builds'),
  );
  if (yarn >= 0)
    yield* cache(layer, commands, yarn, LEFTOVERS.yarn, { add: 'command', text: 'yarn cache clean', run: layer.instruction.span });
  const conda = last(
    (command) =>
      /^(?:conda|mamba|micromamba)$/.test(command.name ?? '') &&
      operandsOf(command).some(({ text }) => text !== undefined && /^(?:install|create|update)$/.test(text)),
  );
  if (conda >= 0)
    yield* cache(layer, commands, conda, LEFTOVERS.conda, {
      add: 'command',
      text: `${commands[conda]?.name ?? 'conda'} clean ${commands[conda]?.name === 'micromamba' ? '--all --yes' : '-afy'}`,
      run: layer.instruction.span,
    });
}

const headOf = (command: ShellCommand, verb: ShellWord | undefined): { readonly span: Span } => ({
  span: { start: command.words[0]?.span.start ?? command.span.start, end: verb?.span.end ?? command.span.end },
});

function* cache(
  { stage, instruction, script, file }: Layer,
  commands: readonly ShellCommand[],
  index: number,
  leftover: Leftover,
  remedy: PackageCacheRemedy | undefined,
): Iterable<FactDraft> {
  const command = commands[index];
  if (!command) return;
  const later = commands.slice(index + 1);
  const mounts = instruction.flags.flatMap(({ name, value }) =>
    name === 'mount' && value && /type=(?:cache|tmpfs)/.test(value.raw)
      ? [mountOption(value, 'target') ?? mountOption(value, 'dst') ?? mountOption(value, 'destination')]
      : [],
  );
  const variables = [...stage.variables.keys(), ...script.commands.flatMap(({ assignments }) => assignments.map(({ name }) => name))];
  const removed =
    later.some(leftover.removedBy) ||
    mounts.some((target) => target && leftover.mounted.test(target.raw)) ||
    variables.some((name) => leftover.off.test(name));
  // A clean-up that somebody else wrote, or a cache that is somewhere else.
  const hidden =
    variables.some((name) => leftover.moved.test(name)) ||
    mounts.some((target) => target?.text === undefined) ||
    later.some(({ name }) => name !== undefined && /clean/i.test(name)) ||
    (leftover === LEFTOVERS.npm &&
      /npm(?:\s+config)?\s+(?:set|config)\s[^\n]{0,80}cache/.test(file.plain.slice(stage.from.span.start, instruction.span.end)));
  const verb = operandsOf(command)[0];
  yield PackageCache(headOf(command, verb), {
    stage: stage.index,
    command: [command.name, verb?.text].filter((word) => word !== undefined).join(' '),
    keeps: removed ? 'nothing' : hidden ? 'unknown' : 'something',
    what: leftover.what,
    // A heredoc's last line is no place to go on with '&&'.
    remedy: remedy?.add === 'command' && (instruction.heredocs.length > 0 || instruction.form === 'exec') ? undefined : remedy,
  });
}

const DOWNLOADS = /^(?:curl|wget|wget2|fetch|aria2c|http|https|lwp-download)$/;
const CANNOT_FAIL = /^(?:echo|printf|yes|true)$/;
// Archives and keys that break off are refused.
const NOTICES =
  /^(?:tar|bsdtar|gpg|gpg2|gunzip|gzip|bunzip2|bzip2|unxz|xz|unzstd|zstd|unzip|funzip|cpio|rpm2cpio|apt-key|sha256sum|shasum)$/;
const isDownload = ({ name }: ShellCommand): boolean => name !== undefined && DOWNLOADS.test(name);

/** Whether the command runs what comes in through its standard input. */
function readsProgram(command: ShellCommand): boolean {
  const operands = operandsOf(command, ['-o', '+o', '--rcfile', '--init-file']).filter(({ text }) => text !== '-');
  if (isShell(command.name))
    return hasOption(command, '-s') || (operands.length === 0 && !hasOption(command, '-c') && !hasOption(command, '--version'));
  if (/^(?:python[\d.]*|perl|ruby|node|php|pwsh)$/.test(command.name ?? ''))
    return (
      command.words.some(({ text }) => text === '-') ||
      (operands.length === 0 && !hasOption(command, '-c', '-m', '-e', '-n', '-p', '-r', '-V', '--version', '-l'))
    );
  return false;
}

function* pipesOf(layer: Layer): Iterable<FactDraft> {
  const { stage, instruction, script } = layer;
  const known = knownImage(baseOf(stage));
  const shell = known.family === 'alpine' ? '/bin/ash' : known.family === 'debian' || known.family === 'rhel' ? '/bin/bash' : undefined;
  const common = { stage: stage.index, run: instruction.span, shell } as const;
  const reported: Span[] = [];
  for (const command of script.commands) {
    if (reported.some((span) => covers(span, command.span))) continue;
    const download = substitutedDownload(command);
    if (!download) continue;
    reported.push(command.span);
    yield ShellPipe(command, {
      ...common,
      download: download.name,
      into: command.name ?? 'sh',
      notices: undefined,
      pipefail: true,
      harmless: false,
      first: false,
      parts: undefined,
    });
  }
  let first = true;
  for (const pipeline of script.pipelines) {
    const before = pipeline.stages.slice(0, -1).flat();
    const download = before.find(isDownload);
    const into = pipeline.stages.slice(1).flat().find(readsProgram);
    const lastProgram = pipeline.stages.at(-1)?.at(-1)?.name;
    const harmless = before.every(({ name, words }) => CANNOT_FAIL.test(name ?? '') || (name === 'cat' && words.length === 1));
    if (into?.script && !download) continue;
    yield ShellPipe(pipeline, {
      ...common,
      download: download?.name,
      into: download && into ? into.name : undefined,
      notices: lastProgram !== undefined && NOTICES.test(lastProgram) ? lastProgram : undefined,
      pipefail: pipeline.pipefail,
      harmless,
      first: first && !harmless,
      parts: download && into ? partsOf(pipeline) : undefined,
    });
    if (!harmless) first = false;
  }
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`, `. <(curl …)`. */
function substitutedDownload(command: ShellCommand): ShellCommand | undefined {
  if (command.words[0]?.commands.length) return command.words[0].commands.find((inner) => isDownload(inner) && !isSaved(inner));
  const runs = isShell(command.name) || /^(?:eval|source|\.|python[\d.]*|perl|ruby|node)$/.test(command.name ?? '');
  if (!runs) return undefined;
  const own = command.words.slice(1).flatMap(({ commands }) => commands);
  const nested = command.script?.commands[0]?.words[0]?.commands ?? [];
  return [...own, ...nested].find(isDownload);
}

/** Whether a download goes into a file, so that nothing of it is left to run: `$(wget -O app.zip …)`. */
function isSaved({ name, words }: ShellCommand): boolean {
  const raw = words.map((word) => word.raw);
  if (name === 'wget')
    return !raw.some(
      (word, i) => /^(?:-[a-zA-Z]*O-|--output-document=-)$/.test(word) || (/^-[a-zA-Z]*O$/.test(word) && raw[i + 1] === '-'),
    );
  return raw.some(
    (word, i) => /^(?:-[a-zA-Z]*O|--remote-name)$/.test(word) || (/^(?:-[a-zA-Z]*o|--output)$/.test(word) && raw[i + 1] !== '-'),
  );
}

/** Takes `curl … | bash -s -- args` apart, when that is all there is. */
function partsOf({ stages }: Pipeline): { fetch: Span; shell: Span; args: Span | undefined } | undefined {
  const [[fetch, ...more] = [], [run, ...others] = []] = stages;
  if (
    stages.length !== 2 ||
    !fetch ||
    !run ||
    more.length ||
    others.length ||
    fetch.name !== 'curl' ||
    !isShell(run.name) ||
    run.redirects.length ||
    fetch.redirects.length
  )
    return undefined;
  // It says itself where the download goes: `curl -o- …`.
  if (fetch.words.some(({ raw }) => /^-[a-zA-Z]*[oO]|^--(?:output|remote-name)/.test(raw))) return undefined;
  const [shell, first, ...rest] = run.words;
  if (!shell || (first && !/^-s?$/.test(first.raw))) return undefined;
  const args = rest[0]?.raw === '--' ? rest.slice(1) : rest;
  const [from] = args;
  const to = args.at(-1);
  return {
    fetch: fetch.span,
    shell: { start: run.span.start, end: shell.span.end },
    args: from && to && { start: from.span.start, end: to.span.end },
  };
}

function* sudoOf({ stage, instruction, script }: Layer): Iterable<FactDraft> {
  for (const { prefixes, words, name } of script.commands)
    for (const [i, prefix] of prefixes.entries()) {
      if (prefix.name !== 'sudo') continue;
      const next = prefixes[i + 1]?.span.start ?? words[0]?.span.start ?? prefix.span.end;
      const plain =
        prefix.words.slice(1).every(({ text }) => text !== undefined && /^-[EHnkSi]+$|^--preserve-env$|^--$/.test(text)) &&
        !prefix.words.some(({ text }) => text?.startsWith('-i'));
      yield SudoUse(
        { span: { start: prefix.span.start, end: next } },
        { stage: stage.index, use: 'runs', command: name ?? 'a command', removable: plain ? runsAsRoot(stage, instruction) : undefined },
      );
    }
}

/** Whether root runs an instruction; undefined when the base image or a variable decides. */
function runsAsRoot(stage: DockerStage, instruction: Instruction): boolean | undefined {
  for (const { instructions } of chainOf(stage)) {
    const user = instructions.findLast(({ keyword, span }) => keyword === 'USER' && span.end <= instruction.span.start);
    if (!user) continue;
    const name = user.args[0]?.text?.split(':', 1)[0];
    return name === undefined ? undefined : /^(?:root|0)$/.test(name);
  }
  const known = knownImage(baseOf(stage)).user;
  return known === undefined ? undefined : known === 'root';
}
