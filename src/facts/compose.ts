import type { AskedUrl } from '../model/asked-url.js';
import { fact } from '../model/fact.js';
import type { Role } from '../model/document.js';
import type { ImageReference } from '../model/image-reference.js';
import type { ListeningPort } from '../model/listening-port.js';
import type { MapShape } from '../model/map-shape.js';
import type { Span } from '../model/span.js';
import type { Value } from '../model/value.js';

/** A value of a compose file with its key: `privileged: true`. */
export type Setting = Value & { readonly whole?: Span };

/** A port of a service that the host answers on. */
export interface PublishedPort {
  readonly at: Span;
  /** The other file of a merged service that it stands in. */
  readonly uri?: string;
  /** The address of the host: `everywhere` when none is written, undefined when a variable says. */
  readonly address: 'everywhere' | 'loopback' | 'other' | undefined;
  readonly target: number | undefined;
  /** As written; undefined where a variable says, or Docker chooses. */
  readonly published: number | undefined;
  /** Where `127.0.0.1:` would stand; undefined in the long form. */
  readonly slot: Span | undefined;
}

/** Something of the host that a service sees. */
export interface Mount {
  readonly at: Span;
  readonly uri?: string;
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'unknown';
  /** The path of the host, or the volume's name; undefined where a variable says. */
  readonly source: string | undefined;
  /** The source relative to the workspace, where it is a path inside of it. */
  readonly path: string | undefined;
  readonly target: string | undefined;
  /** What goes when the mount goes. */
  readonly removal: Span | undefined;
}

export interface Build {
  /** Relative to the workspace. */
  readonly context: string;
  readonly dockerfile: string;
  readonly target: string | undefined;
}

/** What is known of a store's image. */
export interface StoreImage {
  readonly product: string;
  /** The port of its protocol first, then others that administrate it. */
  readonly ports: readonly number[];
  /** Where it keeps its data; undefined for caches. */
  readonly data: string | undefined;
  /** A command that asks whether it is ready. */
  readonly check: string | undefined;
}

interface ServiceData {
  readonly name: string;
  readonly path: string;
  readonly role: Role;
  readonly map: MapShape | undefined;
  readonly image: Setting | undefined;
  readonly reference: ImageReference | undefined;
  readonly store: StoreImage | undefined;
  /** Undefined where the service is not built here. */
  readonly build: Build | undefined;
  /** It is built, here or from elsewhere. */
  readonly built: boolean;
  readonly check: { readonly on: boolean; readonly at: Span; readonly asks: AskedUrl | undefined } | undefined;
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly Mount[];
  /** Where its command starts, as the service says. */
  readonly workingDirectory: string | undefined;
  readonly privileged: Setting | undefined;
  readonly network: Setting | undefined;
  readonly pid: Setting | undefined;
  readonly ipc: Setting | undefined;
  readonly restart: Setting | undefined;
  readonly memoryLimit: Setting | undefined;
  readonly cpuLimit: Setting | undefined;
  readonly securityOptions: Setting | undefined;
  /** Commands as written, for what they start. */
  readonly command: string | undefined;
  /** Its own command starts a server on this port. */
  readonly listens: ListeningPort | undefined;
  /** Names in its environment, without values: some are secrets. */
  readonly variables: readonly { readonly name: string; readonly at: Span }[];
  /** More variables come from files. */
  readonly envFiles: boolean;
  /** Other names that it answers to: its container's, its aliases. */
  readonly aliases: readonly string[];
  /** Services that it waits for until they have ended. */
  readonly waitsForEndOf: readonly string[];
  readonly extends: { readonly file: string | undefined; readonly service: string } | undefined;
  readonly profiles: boolean;
  /** Parts come from what cannot be seen: a template, a merge that does not resolve. */
  readonly open: boolean;
}

/** A compose file; stands at its first key. */
export const ComposeFile = fact<{
  readonly path: string;
  readonly role: Role;
  /** Relative to the workspace. */
  readonly includes: readonly string[];
  /** A network that other projects share. */
  readonly external: boolean;
  readonly root: MapShape | undefined;
  readonly volumes: MapShape | undefined;
}>('compose/file');

/** A service as one file describes it; stands at its key. */
export const ServiceTemplate = fact<ServiceData>('compose/service-template', { everyRole: true });

/** A service as it is deployed: its file with overrides, and with what it extends. Derived; stands at its key. */
export const ComposeService = fact<
  ServiceData & {
    /** What the files are for: to deploy, or for a developer's machine. */
    readonly purpose: 'deployment' | 'development';
    /** It ends when its work is done: others wait for that. */
    readonly ends: boolean;
    /** It has ports, or others depend on it being there. */
    readonly published: boolean;
  }
>('compose/service');

/** A literal of a compose file that is a secret. The secret itself is not in the fact. */
export const ComposeSecret = fact<{
  readonly service: string;
  readonly name: string;
  readonly strength: 'own' | 'guessable' | 'placeholder';
  /** The whole literal behind the name. */
  readonly value: Span;
}>('compose/secret');

/** A file that says where else the workspace is deployed: `fly.toml`, `render.yaml`. Stands at its beginning. */
export const PlatformFile = fact<{ readonly path: string }>('compose/platform-file');
