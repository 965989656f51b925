import type { Router, RouterAlias, RouterName } from '../facts/http.js';
import type { Manifest } from '../facts/project.js';
import { folderOf } from '../model/document.js';
import type { Fact, FactKind } from '../model/fact.js';

type FactOf<K> = K extends FactKind<infer T> ? Fact<T> : never;

/** `uri#key`: one router, however many names it has. */
export type RouterId = string;

export const routerId = (uri: string, key: string): RouterId => `${uri}#${key}`;

/** What is stated about names, in the whole workspace. */
export interface Names {
  readonly routers: readonly FactOf<typeof Router>[];
  readonly aliases: readonly FactOf<typeof RouterAlias>[];
  readonly manifests: readonly FactOf<typeof Manifest>[];
  pathOf(uri: string): string;
}

/** A document that holds routers, or passes them on. */
interface Module {
  readonly uri: string;
  readonly path: string;
  readonly known: Map<string, RouterId>;
  readonly aliases: Map<string, RouterName>;
  readonly stars: RouterName[];
  /** Answers that were found before; a name that is being looked for has none yet, which ends circles. */
  readonly asked: Map<string, RouterId | undefined>;
}

/** One way to read a name: what stands in which modules. */
interface Reading {
  readonly modules: readonly Module[];
  readonly key: string;
}

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/;
/** How many re-exports are followed. */
const HOPS = 16;

/** Finds routers by the names that documents call them. */
export class RouterNames {
  readonly #modules = new Map<string, Module>();
  /** Modules by the last part of their address. */
  readonly #byEnd = new Map<string, { readonly address: string; readonly module: Module }[]>();
  readonly #byAddress = new Map<string, Module[]>();
  readonly #byFolder = new Map<string, Module[]>();
  readonly #starred = new Map<Module, readonly Module[]>();
  readonly #packages = new Map<string, string>();
  #byName: Map<string, Module[]> | undefined;
  readonly #pathOf: (uri: string) => string;

  constructor({ routers, aliases, manifests, pathOf }: Names) {
    this.#pathOf = pathOf;
    for (const { uri, key, exportedAs } of routers) {
      const { known } = this.#module(uri);
      known.set(key, routerId(uri, key));
      for (const name of exportedAs) if (!known.has(name)) known.set(name, routerId(uri, key));
    }
    for (const { uri, key, of } of aliases) {
      const module = this.#module(uri);
      if (key === '*') module.stars.push(of);
      else if (!module.aliases.has(key)) module.aliases.set(key, of);
    }
    for (const { uri, name, ecosystem } of manifests)
      if (name && ecosystem === 'javascript') this.#packages.set(name, folderOf(pathOf(uri)));
  }

  /** The router that a document means by a name; undefined when it cannot be told. */
  find(name: RouterName, uri: string): RouterId | undefined {
    return this.#find(name, this.#modules.get(uri) ?? this.#empty(uri), HOPS);
  }

  #find(name: RouterName, from: Module, hops: number): RouterId | undefined {
    if (hops === 0 || name === '') return undefined;
    if (name.startsWith('~')) return this.#part(name.split('|'), from);
    return this.#within(from, name, hops) ?? this.#elsewhere(name, from, hops);
  }

  /** What a name means that leads to other documents. */
  #elsewhere(name: RouterName, from: Module, hops: number): RouterId | undefined {
    if (hops <= 0) return undefined;
    for (const { modules, key } of this.#readings(name, from)) {
      for (const module of modules) {
        const found = module === from ? undefined : this.#within(module, key, hops - 1);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #holders(name: string): readonly Module[] {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const module of this.#modules.values())
        for (const known of module.known.keys()) {
          const holders = this.#byName.get(known);
          if (holders) holders.push(module);
          else this.#byName.set(known, [module]);
        }
    }
    return this.#byName.get(name) ?? [];
  }

  /** What a unit of code (the folder above `src`) has once: the first of these that it has, or that a manifest above it gives it. */
  #part(names: readonly string[], from: Module): RouterId | undefined {
    const unit = unitOf(from.path);
    for (const name of names) {
      const holders = this.#holders(name).filter(({ path }) => !path.includes('src/test/'));
      // An artifact has one name in the whole workspace.
      if (name.startsWith('~artifact ')) {
        const [holder] = holders;
        if (holder) return holder.known.get(name);
        continue;
      }
      const inside = holders.find(({ path }) => unitOf(path) === unit);
      const above = holders
        .filter(({ path }) => !path.endsWith('.java') && isAbove(unitOf(path), `${unit}/`))
        .sort((a, b) => b.path.length - a.path.length);
      // Code that several applications share belongs to none of them in particular.
      const only = name.endsWith('application') && holders.length === 1 ? holders[0] : undefined;
      const found = inside ?? above[0] ?? only;
      if (found) return found.known.get(name);
    }
    return undefined;
  }

  /** What a name means inside a module, to itself and to those that import it. */
  #within(module: Module, key: string, hops: number): RouterId | undefined {
    const known = module.known.get(key);
    if (known !== undefined || hops <= 0 || module.asked.has(key)) return known ?? module.asked.get(key);
    module.asked.set(key, undefined);
    const found = this.#passedOn(module, key, hops);
    module.asked.set(key, found);
    return found;
  }

  #passedOn(module: Module, key: string, hops: number): RouterId | undefined {
    const alias = module.aliases.get(key);
    if (alias !== undefined && alias !== key) return this.#find(alias, module, hops - 1);
    // `users.router` where `users` is passed on.
    const dot = key.indexOf('.');
    const passed = dot > 0 ? module.aliases.get(key.slice(0, dot)) : undefined;
    if (passed !== undefined && passed !== key.slice(0, dot)) return this.#find(`${passed}${key.slice(dot)}`, module, hops - 1);
    if (key.startsWith('default')) return undefined;
    if (SCRIPT.test(module.path)) {
      for (const passing of this.#starsOf(module)) {
        const found = passing === module ? undefined : this.#within(passing, key, hops - 3);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    // What stands behind a star is another document's: asked here again, it would be looked for behind every star, and behind theirs.
    for (const star of module.stars) {
      const found = this.#elsewhere(`${star}${/^\.+$/.test(star) ? '' : '.'}${key}`, module, hops - 2);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The modules all of whose names a script passes on. */
  #starsOf(module: Module): readonly Module[] {
    let modules = this.#starred.get(module);
    if (!modules) this.#starred.set(module, (modules = module.stars.flatMap((star) => this.#scripts(star, module))));
    return modules;
  }

  *#readings(name: RouterName, from: Module): Iterable<Reading> {
    if (from.path.endsWith('.py')) yield* this.#pythonReadings(name, from);
    else if (SCRIPT.test(from.path)) yield* this.#scriptReadings(name, from);
    else yield* this.#packageReadings(name, from);
  }

  /** `.routers.users.router`, `shop.routers.users.router`: the longest part that is a module wins. */
  *#pythonReadings(name: string, from: Module): Iterable<Reading> {
    const dots = /^\.*/.exec(name)?.[0].length ?? 0;
    const parts = name.slice(dots).split('.');
    let base = folderOf(from.path);
    for (let up = 1; up < dots; up++) base = folderOf(base);
    for (let length = parts.length - 1; length >= (dots ? 0 : 1); length--) {
      const address = parts.slice(0, length).join('/');
      const key = parts.slice(length).join('.');
      const modules = dots ? this.#at([base, address].filter(Boolean).join('/')) : this.#absolute(address, from);
      if (modules.length) yield { modules, key };
    }
  }

  /** Modules whose address ends like this, those first whose root holds the asking document. */
  #absolute(address: string, from: Module): readonly Module[] {
    const first = address.split('/', 1)[0] ?? '';
    const ends = this.#ending(address);
    const rootOf = (candidate: string): string => candidate.slice(0, Math.max(0, candidate.length - address.length - 1));
    const above = ends.filter((each) => isAbove(rootOf(each.address), from.path)).sort((a, b) => b.address.length - a.address.length);
    if (above.length) return above.map(({ module }) => module);
    // A document inside a package of that name means its own package.
    if (folderOf(from.path).split('/').includes(first)) return [];
    return ends.length === 1 ? ends.map(({ module }) => module) : [];
  }

  /** `./routes/users`, `./routes/users.router`, `@/routes/users`, `@acme/routes`. */
  *#scriptReadings(name: string, from: Module): Iterable<Reading> {
    for (const { specifier, key } of splits(name)) {
      const modules = this.#scripts(specifier, from);
      if (modules.length) yield { modules, key };
    }
  }

  #scripts(specifier: string, from: Module): readonly Module[] {
    const bare = specifier.replace(SCRIPT, '');
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const address = joinPath(folderOf(from.path), specifier);
      if (address === undefined) return [];
      const exact = this.#at(address);
      return exact.length ? exact : this.#at(address.replace(SCRIPT, ''));
    }
    for (const [name, folder] of this.#packages) {
      if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
      const inside = bare.slice(name.length + 1);
      const at = (...parts: string[]): readonly Module[] => this.#at([folder, ...parts, inside].filter(Boolean).join('/'));
      for (const modules of [at(), at('src'), at('lib'), at('src', 'lib')]) if (modules.length) return modules;
    }
    // `@/routes/users`, `~/routes/users`, `#routes/users`, `src/routes/users`: an alias whose target only a configuration tells.
    const address = bare.replace(/^(?:[@~#]\/?)/, '');
    if (!address.includes('/') && !/^[@~#]\//.test(bare)) return [];
    const ends = this.#ending(address);
    const shorter = ends.length || !address.includes('/') ? ends : this.#shortened(address);
    const near = [...shorter].sort((a, b) => shared(b.address, from.path) - shared(a.address, from.path));
    const [best, next] = near;
    return best && (!next || shared(best.address, from.path) > shared(next.address, from.path)) ? [best.module] : [];
  }

  /** `@acme/api/users/users.module` for `apps/api/src/users/users.module`: what an alias stands for is a folder above. */
  #shortened(address: string): readonly { readonly address: string; readonly module: Module }[] {
    const parts = address.split('/');
    for (let from = 1; from < parts.length && from <= 3; from++) {
      const ends = this.#ending(parts.slice(from).join('/'));
      const alias = parts[from - 1] ?? '';
      const below = ends.filter((end) => folderOf(end.address).split('/').includes(alias));
      if (below.length) return below;
      if (from === 1 && ends.length) return ends;
    }
    return [];
  }

  /** Go and Java: a package is a folder; its documents see each other's names. */
  *#packageReadings(name: string, from: Module): Iterable<Reading> {
    const folder = folderOf(from.path);
    yield { modules: this.#byFolder.get(folder) ?? [], key: name };
    if (from.path.endsWith('.go')) {
      if (name === 'net/http.DefaultServeMux') {
        // One for the whole process: the nearest server's, where that can be told.
        const holders = this.#holders(name);
        const [best, next] = [...holders].sort((a, b) => shared(b.path, from.path) - shared(a.path, from.path));
        if (best && (!next || shared(best.path, from.path) > shared(next.path, from.path))) yield { modules: [best], key: name };
        return;
      }
      const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
      if (dot < 0 || !name.includes('/')) return;
      const address = name.slice(0, dot);
      const folders = [...this.#byFolder.keys()].filter(
        (candidate) => candidate !== '' && (address === candidate || address.endsWith(`/${candidate}`)),
      );
      const longest = folders.sort((a, b) => b.length - a.length)[0];
      if (longest !== undefined) yield { modules: this.#byFolder.get(longest) ?? [], key: name.slice(dot + 1) };
      return;
    }
    const parts = name.split('.');
    for (let length = parts.length; length > 1; length--) {
      const ends = this.#ending(parts.slice(0, length).join('/'));
      if (ends.length) yield { modules: ends.map(({ module }) => module), key: parts.slice(length - 1).join('.') };
    }
  }

  #at(address: string): readonly Module[] {
    return this.#byAddress.get(address) ?? [];
  }

  #ending(address: string): readonly { readonly address: string; readonly module: Module }[] {
    const last = address.slice(address.lastIndexOf('/') + 1);
    return (this.#byEnd.get(last) ?? []).filter((end) => end.address === address || end.address.endsWith(`/${address}`));
  }

  #empty(uri: string): Module {
    return { uri, path: this.#pathOf(uri), known: new Map(), aliases: new Map(), stars: [], asked: new Map() };
  }

  #module(uri: string): Module {
    let module = this.#modules.get(uri);
    if (module) return module;
    module = this.#empty(uri);
    this.#modules.set(uri, module);
    for (const address of addressesOf(module.path)) {
      const last = address.slice(address.lastIndexOf('/') + 1);
      listed(this.#byEnd, last).push({ address, module });
      listed(this.#byAddress, address).push(module);
    }
    listed(this.#byFolder, folderOf(module.path)).push(module);
    return module;
  }
}

function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

/** What others may write for a document: its path without the extension, and its folder where it is the folder's index. */
function addressesOf(path: string): readonly string[] {
  const bare = path.replace(/\.(?:py|go|java|[cm]?[jt]s|[jt]sx)$/, '');
  const index = /(?:^|\/)(?:__init__|index)$/.test(bare);
  return index ? [bare, folderOf(bare)] : [bare];
}

/** Where a module's specifier ends and the name inside it begins: file names hold dots, too. */
function* splits(name: string): Iterable<{ readonly specifier: string; readonly key: string }> {
  const called = name.endsWith('()');
  yield { specifier: called ? name.slice(0, -2) : name, key: called ? 'default()' : 'default' };
  const folder = name.lastIndexOf('/') + 1;
  for (let dot = name.lastIndexOf('.'); dot > folder; dot = name.lastIndexOf('.', dot - 1))
    yield { specifier: name.slice(0, dot), key: name.slice(dot + 1) };
}

const unitOf = (path: string): string =>
  /^(?:(.*)\/)?src\/(?:main|test)\//.exec(path)?.[1] ?? (path.startsWith('src/') ? '' : folderOf(path));

const isAbove = (folder: string, path: string): boolean => folder === '' || path.startsWith(`${folder}/`);

/** How many folders two paths have in common. */
function shared(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}

/** A relative path, resolved; undefined when it leads out of the workspace. */
function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder ? folder.split('/') : [];
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
