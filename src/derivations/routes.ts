import { App, type Handling, Mount, Route, RouteDeclaration, Router, RouterAlias, Routing } from '../facts/http.js';
import { Manifest } from '../facts/project.js';
import type { Derivation, Known } from '../model/derivation.js';
import type { Fact, FactDraft, FactKind } from '../model/fact.js';
import { type RouterId, RouterNames, routerId } from './router-names.js';

type FactOf<K> = K extends FactKind<infer T> ? Fact<T> : never;

/** What a path begins with when that is not known. */
const OPEN = '…';
/** How deep mounts are followed, and how many mounts and routes one application is walked through: hostile trees end there. */
const DEEPEST = 24;
const MOST_MOUNTS = 20_000;
const MOST_ROUTES = 20_000;

interface Mounted {
  readonly child: RouterId | undefined;
  readonly prefix: string | undefined;
  readonly tentative: boolean;
  readonly replaces: boolean;
}

interface RouterNode {
  /** Undefined when not known, or when two statements disagree. */
  prefix: string | undefined;
  readonly routes: FactOf<typeof RouteDeclaration>[];
  readonly mounts: Mounted[];
}

/** Joins the parts of a path with exactly one `/`; whether the last one ends with `/` is kept. */
export function joinRoute(...parts: readonly (string | undefined)[]): string {
  let path = '';
  for (const part of parts) {
    if (part === undefined) path = OPEN;
    else if (part.startsWith(OPEN)) path = part;
    else if (part !== '') path = `${path.replace(/\/$/, '')}/${part.replace(/^\//, '')}`;
  }
  return path === '' ? '/' : path;
}

/** Every route with its full path, from the declarations and mounts of all documents. */
export const routes: Derivation = {
  gives: Route,
  from: [App, Router, RouteDeclaration, Mount, RouterAlias, Manifest],

  derive: (known) => draftsOf(known).filter(({ kind }) => kind === Route.id),
};

/** What is known of each application's routes as a whole. */
export const routing: Derivation = {
  gives: Routing,
  from: [App, Router, RouteDeclaration, Mount, RouterAlias, Manifest],

  derive: (known) => draftsOf(known).filter(({ kind }) => kind === Routing.id),
};

/** Both derivations ask for the same walk. */
const walks = new WeakMap<Known, { readonly of: readonly unknown[]; readonly drafts: readonly FactDraft[] }>();

function draftsOf(known: Known): readonly FactDraft[] {
  const { facts } = known;
  const of: readonly unknown[] = [facts(App), facts(Router), facts(RouteDeclaration), facts(Mount), facts(RouterAlias), facts(Manifest)];
  const last = walks.get(known);
  if (last?.of.every((facts, i) => facts === of[i])) return last.drafts;
  const walk = [...drafts(known)];
  walks.set(known, { of, drafts: walk });
  return walk;
}

function* drafts({ facts, pathOf }: Known): Iterable<FactDraft> {
  const names = new RouterNames({ routers: facts(Router), aliases: facts(RouterAlias), manifests: facts(Manifest), pathOf });
  const nodes = new Map<RouterId, RouterNode>();
  for (const { uri, key, prefix } of facts(Router)) {
    const node = nodes.get(routerId(uri, key));
    if (!node) nodes.set(routerId(uri, key), { prefix, routes: [], mounts: [] });
    else if (node.prefix !== prefix) node.prefix = undefined;
  }
  const apps = facts(App).map((app) => ({ app, id: routerId(app.uri, app.key) }));
  for (const { id } of apps) if (!nodes.has(id)) nodes.set(id, { prefix: '', routes: [], mounts: [] });

  const homeless: FactOf<typeof RouteDeclaration>[] = [];
  for (const declaration of facts(RouteDeclaration)) {
    const own = routerId(declaration.uri, declaration.router);
    const node = nodes.get(own) ?? nodes.get(names.find(declaration.router, declaration.uri) ?? '');
    if (node) node.routes.push(declaration);
    else homeless.push(declaration);
  }
  const children = new Set<RouterId>();
  for (const { parent, child, prefix, tentative = false, replaces = false, uri } of facts(Mount)) {
    const parentId = nodes.has(routerId(uri, parent)) ? routerId(uri, parent) : names.find(parent, uri);
    const node = parentId === undefined ? undefined : nodes.get(parentId);
    const found = child === undefined ? undefined : names.find(child, uri);
    node?.mounts.push({ child: found, prefix, tentative, replaces });
    if (node && found !== undefined && found !== parentId) children.add(found);
  }

  const visited = new Set<RouterId>();
  const walked = new Set<RouterId>();
  // An application that is mounted under another one is a part of that; one of a circle is still looked at.
  const inOrder = [...apps.filter(({ id }) => !children.has(id)), ...apps.filter(({ id }) => children.has(id))];
  for (const { app, id } of inOrder) {
    if (walked.has(id) || (children.has(id) && visited.has(id))) continue;
    walked.add(id);
    yield* drawn(app, id, nodes, visited);
  }
  for (const [id, { prefix, routes: own }] of nodes) if (!visited.has(id)) for (const route of own) yield* loose(route, prefix);
  for (const route of homeless) yield* loose(route, undefined);
}

const handlingOf = ({ asksDatastore, canFail, probe }: Handling): Handling => ({ asksDatastore, canFail, ...(probe ? { probe } : {}) });

/** A route of a router that no known application serves. */
function* loose(route: FactOf<typeof RouteDeclaration>, prefix: string | undefined): Iterable<FactDraft> {
  const { method, path, confidence } = route;
  if (path === undefined) return;
  yield Route(route, { app: undefined, framework: '', method, path: joinRoute(prefix, path), ...handlingOf(route) }, confidence);
}

/** The routes of one application, and what is known of them as a whole. */
function* drawn(
  app: FactOf<typeof App>,
  root: RouterId,
  nodes: ReadonlyMap<RouterId, RouterNode>,
  visited: Set<RouterId>,
): Iterable<FactDraft> {
  const { framework } = app;
  const seen = new Set<string>();
  let complete = true;
  let allSeen = true;
  let mounts = 0;
  const stack: { readonly id: RouterId; readonly prefix: string; readonly replaces: boolean; readonly above: readonly RouterId[] }[] = [
    { id: root, prefix: '', replaces: false, above: [] },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { id, prefix, replaces, above } = next;
    const node = nodes.get(id);
    if (!node || above.includes(id)) continue;
    if (above.length > DEEPEST) {
      complete = allSeen = false;
      continue;
    }
    visited.add(id);
    const here = joinRoute(prefix, replaces ? '' : node.prefix);
    if (here.startsWith(OPEN)) complete = false;
    for (const route of node.routes) {
      const { method, path, confidence, span, uri } = route;
      if (path === undefined || seen.size >= MOST_ROUTES) {
        complete = allSeen = false;
        continue;
      }
      const full = joinRoute(here, path);
      if (full.startsWith(OPEN)) complete = false;
      const key = `${method} ${full} ${uri} ${String(span.start)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield Route(route, { app: root, framework, method, path: full, ...handlingOf(route) }, confidence);
    }
    for (const mount of node.mounts.toReversed()) {
      if (mount.child === undefined || !nodes.has(mount.child)) {
        if (!mount.tentative) complete = allSeen = false;
        continue;
      }
      if (++mounts > MOST_MOUNTS) {
        complete = allSeen = false;
        break;
      }
      stack.push({ id: mount.child, prefix: joinRoute(here, mount.prefix), replaces: mount.replaces, above: [...above, id] });
    }
  }
  yield Routing(app, { app: root, framework, count: seen.size, complete, allSeen }, app.confidence);
}
