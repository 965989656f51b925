import { fact } from '../model/fact.js';
import type { At, Span } from '../model/span.js';
import type { Value } from '../model/value.js';
import type { Rewording } from './tls.js';

/** Where a line can be added: in a block, as its first one. */
export interface Room {
  /** Between its braces. */
  readonly inside: Span;
  readonly line: string;
}

/** Whether responses tell which software and version sends them; stands at the words that say so, or where its default holds. */
export const VersionBanner = fact<{
  readonly by: string;
  /** The header or setting, as its users know it: `server_tokens`, `X-Powered-By`. */
  readonly setting: string;
  readonly shown: Value;
  /** Nobody wrote it: the default holds. */
  readonly byDefault: boolean;
  /** Parts of a configuration in other files may say otherwise. */
  readonly partial: boolean;
  readonly safe: Rewording | undefined;
  readonly room: Room | undefined;
}>('http/version-banner');

/** Whether a folder without an index page shows what is in it. */
export const DirectoryListing = fact<{
  readonly by: string;
  /** As written: `autoindex on`. */
  readonly setting: string;
  readonly listed: Value;
  /** The path or folder that is served, where it is written. */
  readonly served: string | undefined;
  readonly safe: Rewording | undefined;
}>('http/directory-listing');

/** One server of a proxy's configuration: nginx's `server`, Apache's `<VirtualHost>`, a site of Caddy. */
export const ProxyServer = fact<{
  readonly by: string;
  /** The first name that it answers to, as written. */
  readonly name: string | undefined;
  readonly names: readonly string[];
  readonly path: string;
  /** It answers without TLS on the port that browsers ask first. */
  readonly plain: At | undefined;
  readonly tls: boolean;
  /** All that is asked without TLS is sent to HTTPS; undefined where that cannot be seen. */
  readonly redirects: boolean | undefined;
  /** It passes requests on. */
  readonly passes: boolean;
  /** It serves files: pages, as a rule. */
  readonly files: boolean;
  /** Inner blocks that add headers of their own and with that lose the outer ones. */
  readonly loses: readonly { readonly at: Span; readonly place: string; readonly headers: readonly string[] }[];
  /** Files that are taken in, as written. */
  readonly includes: readonly string[];
  readonly room: Span | undefined;
  /** It is no proxy, but an application that sends plain HTTP to HTTPS by itself. */
  readonly application?: true;
}>('http/proxy-server');

/** A file of a proxy's configuration that others take in, or that holds its servers. Stands at its first word. */
export const ProxyFile = fact<{ readonly by: string; readonly path: string }>('http/proxy-file');

/** How long a server, or a proxy for what stands behind it, waits for a client or an answer. Stands at the setting, or at the server that lacks it. */
export const ServerTimeout = fact<{
  /** What waits, as its users call it: `http.ListenAndServe`, `gunicorn`, `nginx`. */
  readonly server: string;
  /** As written, or what is missing: `timeout = 0`, `ReadHeaderTimeout`. */
  readonly setting: string;
  /** `never` gives up; `none` is set and nothing limits by default. */
  readonly state: 'set' | 'never' | 'none' | 'unknown';
  /** Where the setting would be written, and what. */
  readonly slot: { readonly span: Span; readonly text: string } | undefined;
}>('http/server-timeout');

export type Guard = 'headers' | 'rate' | 'size';

/** What protects an application's routes from clients: headers for their browsers, a limit on how often they ask, or on how much they send. */
export const RequestGuard = fact<{
  readonly guard: Guard;
  /** What does it, as its users call it: `helmet`, `limit_req`. */
  readonly by: string;
  /** `unknown` where it stands in front and its own settings, or a condition, decide. */
  readonly state: 'on' | 'off' | 'unknown';
  readonly where: 'application' | 'proxy' | 'outside';
  /** Headers that it sets, in lower case. */
  readonly headers: readonly string[];
}>('http/request-guard');

/** Pages for browsers are served, by a template or from a folder. */
export const PagesServed = fact<{ readonly by: string }>('http/pages-served');

/** Where requests of strangers arrive first: a proxy of the workspace, else an application. Derived. */
export const Entrance = fact<{
  readonly by: 'proxy' | 'application';
  /** The application's framework, or the proxy. */
  readonly name: string;
  readonly frameworks: readonly string[];
  /** Applications behind it. */
  readonly services: number;
  readonly pages: boolean;
  /** Parts of the proxy's configuration are not here. */
  readonly open: boolean;
  /** Where a directive of nginx would be written. */
  readonly room: Span | undefined;
}>('http/entrance');
