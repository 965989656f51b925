import { fact } from '../model/fact.js';
import type { At } from '../model/span.js';
import type { Value } from '../model/value.js';

/** Which origins may read responses, and what the framework calls that; its default counts as stated. */
export const CorsPolicy = fact<{
  /** What the user wrote or would write: `allow_origins`, `origin`, `Access-Control-Allow-Origin`. */
  readonly setting: string;
  /** `*` in it is any origin, whatever the framework's own word for that is; undefined when origins are only matched by a pattern or echoed. */
  readonly origins: Value | undefined;
  /** A regular expression that origins are matched with. */
  readonly pattern: Value | undefined;
  /** Where the request's own origin is sent back without being checked. */
  readonly echo: At | undefined;
  readonly credentials: Value | undefined;
  /** With any origin and credentials, browsers get the request's origin (Starlette, Flask-CORS) rather than a `*` that they refuse. */
  readonly reflects: boolean;
}>('http/cors-policy');

/** A setting of the application that names origins, where it is given a value: a field of a class of settings, a constant of a module. */
export const OriginSetting = fact<{
  readonly name: string;
  readonly value: Value;
}>('http/origin-setting');

/** A web application: stands at what creates it (`FastAPI()`), or at the settings or manifest that make it one. */
export const App = fact<{
  readonly framework: string;
  /** The router key of the application itself, in this document. */
  readonly key: string;
}>('http/app');

/**
 * Where a router is known by name. A plain name is a router of the same document; a qualified one is as `code.ts` gives it:
 * `.routers.users.router`, `shop.routers.users.router`, `./routes/users` (its default export), `./routes/users.router`. With a `~` it is
 * what a unit of code has once (`~application`), whatever it is called there; `~a|~b` is the first that there is.
 */
export type RouterName = string;

/** Something that routes hang on: an application, a router, a blueprint, a controller, a list of URL patterns. */
export const Router = fact<{
  /** Its name within the document: the variable, the class; `default` for what a module exports without a name. */
  readonly key: string;
  /** Whether requests arrive here from outside rather than through another router. */
  readonly app: boolean;
  /** What all its paths begin with; undefined when that is not known. */
  readonly prefix: string | undefined;
  /** Names under which other modules can ask for it, beside the key. */
  readonly exportedAs: readonly string[];
}>('http/router');

/** What a request handler is seen to do. */
export interface Handling {
  /** Asks a datastore; undefined when the handler cannot be seen. */
  readonly asksDatastore: boolean | undefined;
  /** Can answer with a status other than 2xx; undefined when that cannot be seen. */
  readonly canFail: boolean | undefined;
  /** It is made to report health, whatever its path is: a package's own route. */
  readonly probe?: boolean;
}

/** A route as it is written, relative to its router. */
export const RouteDeclaration = fact<
  {
    readonly router: RouterName;
    /** In capitals; `ANY` for all. */
    readonly method: string;
    /** As written, with the framework's own parameters; undefined when it is not known. */
    readonly path: string | undefined;
  } & Handling
>('http/route-declaration');

/** One router is put under another. */
export const Mount = fact<{
  readonly parent: RouterName;
  /** Undefined when what is mounted is not known: the parent's routes are incomplete then. */
  readonly child: RouterName | undefined;
  /** In front of the child's own prefix; undefined when not known. */
  readonly prefix: string | undefined;
  /** The child's own prefix is not used: this one takes its place. */
  readonly replaces?: boolean;
  /** The child may be no router at all: a function that the application is handed to. Nothing is missing when it is not found. */
  readonly tentative?: boolean;
}>('http/mount');

/** A name under which this module passes on what another one (or this one, under another name) holds: a re-export. */
export const RouterAlias = fact<{
  /** The name that others ask for; `*` for all names of the other module, `default` for what it exports without one. */
  readonly key: string;
  /** What it stands for; a module's name when the key is `*`. */
  readonly of: RouterName;
}>('http/router-alias');

/** A route with its full path; derived from declarations and mounts across files. */
export const Route = fact<
  {
    /** `uri#key` of the application that serves it; undefined when that is not known. */
    readonly app: string | undefined;
    readonly framework: string;
    readonly method: string;
    /** Begins with `/`; with `…` where what it begins with is not known. */
    readonly path: string;
  } & Handling
>('http/route');

/** What is known of an application's routes as a whole; derived, stands where the application does. */
export const Routing = fact<{
  readonly app: string;
  readonly framework: string;
  readonly count: number;
  /** False when something is mounted, or a path is used, that cannot be resolved. */
  readonly complete: boolean;
  /** Every route is seen, although what its path begins with may not be known. */
  readonly allSeen: boolean;
}>('http/routing');

/** A path that code names without being seen to serve it: middleware compares it, another library routes it, a client asks for it. */
export const PathMention = fact<{ readonly path: string }>('http/path-mention');

/** Which Host headers are accepted. `*` in it is any. */
export const AllowedHosts = fact<{ readonly setting: string; readonly hosts: Value }>('http/allowed-hosts');

/** A framework's debug switch. */
export const DebugSwitch = fact<{
  /** What the user wrote: `DEBUG`, `debug`, `FLASK_DEBUG`. */
  readonly setting: string;
  readonly framework: string;
  readonly on: Value;
  /** Only when the file itself is started, or in base settings that others override: nothing that ships runs it. */
  readonly local: boolean;
}>('http/debug-switch');

/** A server for development that is started. */
export const DevServer = fact<{
  /** What starts it, as written: `app.run()`, `--reload`, `next dev`. */
  readonly command: string;
  readonly framework: string;
  /** What serves in production instead: `gunicorn`, `next start`. */
  readonly instead: string;
  /** Only when the file itself is started. */
  readonly local: boolean;
  /** Nothing but starting the file is needed. */
  readonly direct?: boolean;
}>('http/dev-server');
