import type { ListeningPort } from '../model/listening-port.js';
import type { AskedUrl } from '../model/asked-url.js';
import { fact } from '../model/fact.js';
import type { ImageReference } from '../model/image-reference.js';
import type { At, Span } from '../model/span.js';
import type { Value } from '../model/value.js';

/** What a Linux image is made of, as far as it says how packages and users are added. */
export type Family = 'debian' | 'alpine' | 'rhel' | 'rhel-minimal' | 'suse' | 'busybox' | 'distroless' | 'scratch';

interface StageData {
  /** The Dockerfile. */
  readonly path: string;
  readonly name: string | undefined;
  readonly index: number;
  readonly last: boolean;
  /** The stages whose layers it is made of: itself, then what it builds on. */
  readonly layers: readonly number[];
  /** The image at the bottom; undefined when its name cannot be read. */
  readonly base: ImageReference | undefined;
  readonly baseSpan: Span;
  readonly family: Family | undefined;
  /** Who runs the process: from USER, or the image's own default where that is known. */
  readonly user: Value;
  /** A user of the image, its own or one that the file adds, to run as instead. */
  readonly offered: string | undefined;
  /** Which image serves the same without root, where one is known. */
  readonly unprivileged: string | undefined;
  /** A script that is started first, and may change the user before it goes on. */
  readonly startScript: string | undefined;
  /** `command`: CMD or ENTRYPOINT say; `image`: the base image's own; `nothing`: an image that only holds files. */
  readonly starts: 'command' | 'image' | 'nothing';
  /** Where the instructions stand that say what is started; a later one replaces an earlier one. */
  readonly commands: readonly Span[];
  /** Whether it listens for requests; undefined when that cannot be seen. */
  readonly server: boolean | undefined;
  readonly ports: readonly number[];
  /** What its command is told to listen on. */
  readonly listens: ListeningPort | undefined;
  /** A program in the image that can ask for a URL. */
  readonly client: 'curl' | 'wget' | 'python' | 'node' | undefined;
  /** HEALTHCHECK, or the base image's; `off` is `HEALTHCHECK NONE`. */
  readonly healthcheck: { readonly on: boolean; readonly at: Span; readonly asks: AskedUrl | undefined } | undefined;
}

/** A stage of a Dockerfile as it would run; stands at its FROM. */
export const ImageStage = fact<StageData>('container/image-stage');

/** A stage that ships: the last one, or the one that a compose file names. Derived; stands at its FROM. */
export const Image = fact<
  StageData & {
    /** Compose services that run it. */
    readonly services: readonly { readonly name: string; readonly at: At; readonly check: 'on' | 'off' | undefined }[];
    /** Containers of Kubernetes that run it, as far as the names tell. */
    readonly pods: readonly { readonly name: string; readonly at: At; readonly probed: boolean }[];
    /** Kubernetes runs images of this workspace, and compose does not run this one. */
    readonly kubernetes: boolean;
    /** The folders that it is built from, where compose says so. */
    readonly contexts: readonly string[];
  }
>('container/image');

/** Whether what a stage says is part of an image that ships. */
export const isPartOf = (
  part: { readonly uri: string; readonly stage: number },
  { uri, layers }: { readonly uri: string; readonly layers: readonly number[] },
): boolean => part.uri === uri && layers.includes(part.stage);

/** Whether an instruction says what the image starts. */
export const isStartedBy = (
  { uri, span }: { readonly uri: string; readonly span: Span },
  image: { readonly uri: string; readonly commands: readonly Span[] },
): boolean => image.uri === uri && image.commands.some(({ start }) => start === span.start);

/** An image from elsewhere that a Dockerfile builds on or copies from. */
export const BaseImage = fact<{
  readonly image: ImageReference | undefined;
  /** `FROM`, `COPY --from`, … */
  readonly used: string;
}>('container/base-image');

/** CMD or ENTRYPOINT. */
export const StartCommand = fact<{
  readonly instruction: 'CMD' | 'ENTRYPOINT';
  readonly stage: number;
  readonly stageName: string | undefined;
  readonly form: 'exec' | 'shell';
  /** The command behind the keyword. */
  readonly command: Span;
  /** Where its words stand, when it is in shell form and needs nothing of a shell. */
  readonly words: readonly Span[] | undefined;
  /** It replaces its shell by itself. */
  readonly execs: boolean;
  /** The JSON form starts a shell: `["sh", "-c", …]`. */
  readonly startsShell: boolean;
  /** What it says is one command, whatever expansions it has. */
  readonly single: boolean;
  /** A Bourne shell runs it. */
  readonly bourne: boolean;
  /** What it starts, behind wrappers such as `exec`, as written: `gunicorn`, `./server`. Empty for what a variable names. */
  readonly programs: readonly string[];
  readonly developmentServer: DevelopmentServer | undefined;
  /** The script of package.json that it runs. */
  readonly packageScript: string | undefined;
  /** The Python file that it runs: `app.py`, `shop/main.py`. */
  readonly pythonFile: string | undefined;
}>('container/start-command');

/** A server that is meant for a developer's machine. */
export interface DevelopmentServer {
  /** The words that start it: `flask run`, `uvicorn --reload`. */
  readonly command: string;
  readonly framework: string;
  /** What serves in production instead. */
  readonly instead: string;
  readonly at: Span;
}

/** A script of a package.json. */
export const PackageScript = fact<{
  readonly name: string;
  /** Undefined when it is something else, or cannot be told. */
  readonly developmentServer: { readonly command: string; readonly framework: string; readonly instead: string } | undefined;
  readonly known: boolean;
}>('container/package-script');

/** A script that may be the first thing that an image starts. */
export const StartScript = fact<{ readonly name: string; readonly switchesUser: boolean }>('container/start-script');

/** A package manager is told to install. */
export const PackageInstall = fact<{
  readonly stage: number;
  /** As written: `apt-get install`, `pip install`. */
  readonly command: string;
  readonly manager: string;
  readonly packages: readonly { readonly name: string; readonly at: Span; readonly pinned: boolean }[];
}>('container/package-install');

/** `apt-get install` with packages to install. */
export const AptInstall = fact<{
  readonly stage: number;
  readonly command: string;
  /** Recommended packages come along: neither an option nor apt's configuration keeps them out. */
  readonly recommended: boolean;
  /** Where `--no-install-recommends` would stand. */
  readonly slot: Span;
}>('container/apt-install');

/** A command that leaves a package manager's lists or downloads behind, or would. */
export const PackageCache = fact<{
  readonly stage: number;
  readonly command: string;
  readonly keeps: 'nothing' | 'something' | 'unknown';
  /** What stays: 'the package lists', 'the downloads of pip'. */
  readonly what: string;
  readonly remedy: PackageCacheRemedy | undefined;
}>('container/package-cache');

/** What keeps a cache out of a layer: an option of the command, or another command at the end of its RUN. */
export type PackageCacheRemedy =
  | { readonly add: 'option'; readonly text: string; readonly slot: Span }
  | { readonly add: 'command'; readonly text: string; readonly run: Span };

/** Commands of an image connected by a pipe, or a download that a shell runs in another way. */
export const ShellPipe = fact<{
  readonly stage: number;
  /** The instruction that it stands in. */
  readonly run: Span;
  /** The program that downloads (`curl`), if one does. */
  readonly download: string | undefined;
  /** The interpreter that runs what comes through. */
  readonly into: string | undefined;
  /** The last program, when it fails by itself on input that is empty or broken off: `tar`, `gpg`. */
  readonly notices: string | undefined;
  readonly pipefail: boolean;
  /** The first commands cannot fail in a way that matters: `echo`, `printf`. */
  readonly harmless: boolean;
  /** The shell that has pipefail in this image. */
  readonly shell: '/bin/bash' | '/bin/ash' | undefined;
  /** The first pipe of its RUN. */
  readonly first: boolean;
  /** Where the download, the shell and the script's own arguments stand, when it is simple enough to be taken apart. */
  readonly parts: { readonly fetch: Span; readonly shell: Span; readonly args: Span | undefined } | undefined;
}>('container/shell-pipe');

/** `sudo` in front of a command, or installed. Stands at the word and the white space behind it. */
export const SudoUse = fact<{
  readonly stage: number;
  readonly use: 'runs' | 'installs';
  readonly command: string;
  /** Whether root runs the instruction already, so that the word can go; undefined when not known, or it has options of its own. */
  readonly removable: boolean | undefined;
}>('container/sudo-use');

/** A port of EXPOSE. */
export const ExposedPort = fact<{
  readonly stage: number;
  /** Both ends of a range; undefined when a variable says. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly protocol: 'tcp' | 'udp';
  /** As written. */
  readonly written: string;
  /** What goes when the port goes: the word, or the instruction. */
  readonly removal: Span;
}>('container/exposed-port');

/** ADD or COPY of files. */
export const FileCopy = fact<{
  readonly stage: number;
  readonly instruction: 'ADD' | 'COPY';
  readonly keyword: Span;
  /** What the sources are, all of them alike: plain paths of the context. */
  readonly plain: boolean | undefined;
  /** From the build context, not from another image. */
  readonly fromContext: boolean;
  /** The whole build context is a source. */
  readonly wholeContext: Span | undefined;
  readonly path: string;
}>('container/file-copy');

/** Something secret becomes part of an image. The secret itself is not in the fact. */
export const BakedSecret = fact<{
  readonly stage: number;
  /** `value` in ENV or ARG, `default` that stands in for one, `argument` that is passed in and used, `file` that is copied. */
  readonly how: 'value' | 'default' | 'argument' | 'file';
  readonly instruction: string;
  /** The variable or file. */
  readonly name: string;
  /** The file's folder and name relative to the workspace, when it may be there. */
  readonly file: string | undefined;
}>('container/baked-secret');

/** A file that is known to hold a secret, or known to hold none: `.npmrc`, `.env`. */
export const SecretFile = fact<{ readonly path: string; readonly secret: boolean }>('container/secret-file');

/** A `.dockerignore`, or one for a single Dockerfile. */
export const IgnoreFile = fact<{ readonly path: string }>('container/ignore-file');

/** Something that builds an image and gives it a name: an artifact of Skaffold, a step of a pipeline, a command. Stands at the name. */
export const ImageBuild = fact<{
  /** Names without tags; what only the build knows in them is `*`. */
  readonly names: readonly string[];
  /** Where the Dockerfile and the context are, relative to the workspace; several where it depends on the folder that somebody starts it in. */
  readonly places: readonly { readonly dockerfile: string; readonly context: string }[];
  readonly target: string | undefined;
}>('container/image-build');
