import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinRoute, routes, routing } from '../../src/derivations/routes.js';
import { FactStore } from '../../src/engine/fact-store.js';
import { App, Mount, Route, RouteDeclaration, Router, RouterAlias, Routing } from '../../src/facts/http.js';
import { Manifest } from '../../src/facts/project.js';
import type { Fact, FactDraft } from '../../src/model/fact.js';

const at = (n: number) => ({ span: { start: n, end: n + 1 } });
let place = 0;
const next = () => at((place += 2));

const app = (key: string, exportedAs: readonly string[] = []): FactDraft[] => [
  App(next(), { framework: 'Test', key }),
  Router(next(), { key, app: true, prefix: '', exportedAs }),
];
const router = (key: string, prefix: string | undefined = '', exportedAs: readonly string[] = []): FactDraft[] => [
  Router(next(), { key, app: false, prefix, exportedAs }),
];
const route = (name: string, path: string | undefined, method = 'GET'): FactDraft[] => [
  RouteDeclaration(next(), { router: name, method, path, asksDatastore: undefined, canFail: undefined }),
];
const mount = (parent: string, child: string | undefined, prefix: string | null = '', tentative = false): FactDraft[] => [
  Mount(next(), { parent, child, prefix: prefix ?? undefined, ...(tentative ? { tentative } : {}) }),
];
const alias = (key: string, of: string): FactDraft[] => [RouterAlias(next(), { key, of })];

/** What is derived from documents by path. */
function derived(documents: Readonly<Record<string, readonly FactDraft[][]>>) {
  const store = new FactStore([routes, routing], { uri: '', prefix: '' }, (uri) => uri);
  for (const [path, drafts] of Object.entries(documents))
    store.put(
      path,
      drafts.flat().map((draft): Fact => ({ ...draft, uri: path })),
    );
  return {
    routes: store
      .facts(Route)
      .map(({ app: served, method, path }) => `${served ?? '-'} ${method} ${path}`)
      .sort(),
    routing: store.facts(Routing).map(({ app: served, count, complete, allSeen }) => ({ app: served, count, complete, allSeen })),
  };
}

const pathsOf = (documents: Readonly<Record<string, readonly FactDraft[][]>>): readonly string[] => derived(documents).routes;

describe('routes', () => {
  describe('joins', () => {
    const cases: readonly (readonly [readonly (string | undefined)[], string])[] = [
      [[], '/'],
      [['', ''], '/'],
      [['/'], '/'],
      [['', '/health'], '/health'],
      [['/api', '/users'], '/api/users'],
      [['/api/', '/users'], '/api/users'],
      [['api/', 'users/'], '/api/users/'],
      [['/api', ''], '/api'],
      [['/api', '/'], '/api/'],
      [['/', '/', '/x'], '/x'],
      [['/api', undefined, '/x'], '…/x'],
      [[undefined, ''], '…'],
    ];
    for (const [parts, path] of cases) it(`${JSON.stringify(parts)} to ${path}`, () => assert.equal(joinRoute(...parts), path));
  });

  describe('names', () => {
    const found = (documents: Readonly<Record<string, readonly FactDraft[][]>>) =>
      pathsOf(documents)
        .filter((line) => !line.startsWith('- '))
        .map((line) => line.slice(line.indexOf(' ') + 1));
    const main = (child: string) => [app('app'), mount('app', child, '/api')];
    const users = (...names: string[]) => [router('router', '/users', names), route('router', '/{id}')];
    const yes: Readonly<Record<string, Readonly<Record<string, readonly FactDraft[][]>>>> = {
      'a router of the same document': { 'main.py': [...main('router'), ...users()] },
      'a relative Python module': { 'app/main.py': main('.routers.users.router'), 'app/routers/users.py': users() },
      'a module of the package above': { 'app/web/main.py': main('..routers.users.router'), 'app/routers/users.py': users() },
      'an absolute Python module': { 'app/main.py': main('app.routers.users.router'), 'app/routers/users.py': users() },
      'an absolute module below src': { 'src/shop/main.py': main('shop.users.router'), 'src/shop/users.py': users() },
      'an absolute module of a service in a folder': {
        'services/a/app/main.py': main('app.users.router'),
        'services/a/app/users.py': users(),
        'services/b/app/users.py': [router('router', '/other'), route('router', '/')],
      },
      'a package that another folder holds': { 'services/a/main.py': main('common.users.router'), 'libs/common/common/users.py': users() },
      'a re-export of __init__.py': {
        'app/main.py': main('app.users.router'),
        'app/users/__init__.py': [alias('router', '.views.router')],
        'app/users/views.py': users(),
      },
      'a re-export under another name': {
        'app/main.py': main('app.api.users_router'),
        'app/api/__init__.py': [alias('users_router', '.users.router')],
        'app/api/users.py': users(),
      },
      'a star re-export': {
        'app/main.py': main('app.api.router'),
        'app/api/__init__.py': [alias('*', '.users')],
        'app/api/users.py': users(),
      },
      'a module that is passed on': {
        'app/main.py': main('app.users.router'),
        'app/__init__.py': [alias('users', '.api.v1.users')],
        'app/api/v1/users.py': users(),
      },
      'a router that a function returns': { 'app/main.py': main('.users.make_router()'), 'app/users.py': users('make_router()') },
      'the default export of a module': { 'src/app.ts': main('./routes/users'), 'src/routes/users.ts': users('default') },
      'a default export with the extension of what is built': {
        'src/app.ts': main('./routes/users.js'),
        'src/routes/users.ts': users('default'),
      },
      'the index of a folder': { 'src/app.js': main('./routes'), 'src/routes/index.js': users('default') },
      'the folder itself': { 'src/routes/all.js': main('.'), 'src/routes/index.js': users('default') },
      'a named export': { 'src/app.ts': main('./users.router'), 'src/users.ts': users() },
      'a file with a dot in its name': { 'src/app.ts': main('../lib/users.router'), 'lib/users.router.ts': users('default') },
      'a named export of a file with a dot in its name': { 'src/app.ts': main('./users.routes.router'), 'src/users.routes.ts': users() },
      'a re-export of an index': {
        'src/app.ts': main('./routes.users'),
        'src/routes/index.ts': [alias('users', './users.router')],
        'src/routes/users.ts': users(),
      },
      'a default that is passed on': {
        'src/app.ts': main('./routes.users'),
        'src/routes/index.ts': [alias('users', './users')],
        'src/routes/users.ts': users('default'),
      },
      'everything that is passed on': {
        'src/app.ts': main('./routes.router'),
        'src/routes/index.ts': [alias('*', './users')],
        'src/routes/users.ts': users(),
      },
      'what a function makes': { 'src/app.js': main('./users()'), 'src/users.js': users('default()') },
      'an alias for the source folder': { 'web/src/app.ts': main('@/routes/users.router'), 'web/src/routes/users.ts': users() },
      'a package of the workspace': {
        'apps/api/src/app.ts': main('@acme/users.router'),
        'packages/users/package.json': [
          [Manifest(next(), { ecosystem: 'javascript', name: '@acme/users', publishable: true, gathers: false })],
        ],
        'packages/users/src/index.ts': users(),
      },
      'a router of the same Go package': {
        'cmd/main.go': main('users'),
        'cmd/users.go': [router('users', '/users'), route('users', '/{id}')],
      },
      'a router of another Go package': {
        'cmd/main.go': main('example.com/shop/internal/users.Routes'),
        'internal/users/routes.go': [router('Routes', '/users'), route('Routes', '/{id}')],
      },
    };
    for (const [name, documents] of Object.entries(yes))
      it(`finds ${name}`, () => assert.deepEqual(found(documents), ['GET /api/users/{id}']));

    const no: Readonly<Record<string, Readonly<Record<string, readonly FactDraft[][]>>>> = {
      'a module of another service': { 'services/a/app/main.py': main('app.users.router'), 'services/b/app/users.py': users() },
      'one of two folders at random': {
        'main.py': main('common.users.router'),
        'x/common/users.py': users(),
        'y/common/users.py': users(),
      },
      'a relative module outside the workspace': { 'main.ts': main('../../users'), 'users.ts': users('default') },
      'an npm package with the name of a file': { 'src/app.ts': main('users'), 'src/users.ts': users('default') },
      're-exports in a circle': {
        'app/main.py': main('app.a.router'),
        'app/a.py': [alias('router', '.b.router')],
        'app/b.py': [alias('router', '.a.router')],
        'app/users.py': users(),
      },
      'stars in a circle': {
        'app/main.py': main('app.a.router'),
        'app/a.py': [alias('*', '.b')],
        'app/b.py': [alias('*', '.a')],
        'app/users.py': users(),
      },
      'a default behind a star': {
        'src/app.ts': main('./routes'),
        'src/routes/index.ts': [alias('*', './users')],
        'src/routes/users.ts': users('default'),
      },
    };
    for (const [name, documents] of Object.entries(no))
      it(`does not take ${name}`, () => {
        assert.deepEqual(found(documents), []);
        assert.deepEqual(
          derived(documents).routing.map(({ complete, allSeen }) => complete || allSeen),
          [false],
        );
      });
  });

  describe('trees', () => {
    it('gives a router that is mounted twice its routes twice', () => {
      const lines = pathsOf({ 'm.py': [app('app'), router('r'), route('r', '/x'), mount('app', 'r', '/v1'), mount('app', 'r', '/v2')] });
      assert.deepEqual(lines, ['m.py#app GET /v1/x', 'm.py#app GET /v2/x']);
    });
    it('ends where routers hold each other', () => {
      const result = derived({
        'm.py': [
          app('app'),
          router('a'),
          router('b'),
          route('b', '/x'),
          mount('app', 'a', '/a'),
          mount('a', 'b', '/b'),
          mount('b', 'a', '/a'),
        ],
      });
      assert.deepEqual(result.routes, ['m.py#app GET /a/b/x']);
    });
    it('leaves routes of a router that is never mounted without an application', () => {
      const result = derived({ 'm.py': [app('app'), route('app', '/'), router('r', '/r'), route('r', '/x')] });
      assert.deepEqual(result.routes, ['- GET /r/x', 'm.py#app GET /']);
      assert.deepEqual(result.routing, [{ app: 'm.py#app', count: 1, complete: true, allSeen: true }]);
    });
    it('keeps the end of a path whose prefix is not known', () => {
      const result = derived({ 'm.py': [app('app'), router('r', '/r'), route('r', '/x'), mount('app', 'r', null)] });
      assert.deepEqual(result.routes, ['m.py#app GET …/r/x']);
      assert.deepEqual(result.routing, [{ app: 'm.py#app', count: 1, complete: false, allSeen: true }]);
    });
    it('knows that a path which is not known hides a route', () => {
      assert.deepEqual(derived({ 'm.py': [app('app'), route('app', undefined)] }).routing, [
        { app: 'm.py#app', count: 0, complete: false, allSeen: false },
      ]);
    });
    it('misses nothing when a function that got the application is no router', () => {
      assert.deepEqual(derived({ 'm.py': [app('app'), mount('app', 'db.init_app', '', true)] }).routing, [
        { app: 'm.py#app', count: 0, complete: true, allSeen: true },
      ]);
    });
    it('counts a mounted application as part of the other', () => {
      const result = derived({ 'm.py': [app('app'), app('sub'), route('sub', '/x'), mount('app', 'sub', '/sub')] });
      assert.deepEqual(result.routes, ['m.py#app GET /sub/x']);
      assert.deepEqual(
        result.routing.map(({ app: served }) => served),
        ['m.py#app'],
      );
    });
    it('still looks at applications that hold each other', () => {
      assert.equal(derived({ 'm.py': [app('a'), app('b'), mount('a', 'b', '/b'), mount('b', 'a', '/a')] }).routing.length, 1);
    });
    it('looks behind each folder that passes everything on once, however many pass on how many', () => {
      // Tried in every combination, a name that stands nowhere would be looked for 20^8 times.
      const indexes = Object.fromEntries(
        Array.from({ length: 4 }, (_, i) => 'a/'.repeat(i + 1)).map((folder) => [
          `${folder}index.ts`,
          [...Array.from({ length: 20 }, (_, i) => alias('*', `./m${String(i)}`)), alias('*', './a')],
        ]),
      );
      const modules = Object.fromEntries(
        Array.from({ length: 4 }, (_, i) => 'a/'.repeat(i + 1)).flatMap((folder) =>
          Array.from({ length: 20 }, (_, i) => [`${folder}m${String(i)}.ts`, [alias('*', '..')]]),
        ),
      );
      const last = `${'a/'.repeat(4)}m19.ts`;
      assert.deepEqual(
        pathsOf({
          ...indexes,
          ...modules,
          [last]: [router('users'), route('users', '/')],
          'server.ts': [app('app'), mount('app', './a.users', '/users'), mount('app', './a.nowhere', '/nowhere')],
        }),
        ['server.ts#app GET /users/'],
      );
    });
    it('gives up on a tree that grows without end', () => {
      const layers = Array.from({ length: 20 }, (_, i) => [
        router(`r${String(i)}`),
        ...Array.from({ length: 8 }, () => mount(`r${String(i)}`, `r${String(i + 1)}`, '/x')),
      ]);
      const result = derived({ 'm.py': [app('app'), mount('app', 'r0'), ...layers.flat(), router('r20'), route('r20', '/leaf')] });
      assert.equal(result.routing[0]?.complete, false);
    });
  });

  it('gives every route of a random tree exactly the joined path', () => {
    const segment = fc.constantFrom('', '/', '/a', 'b/', '/c/', '/{id}');
    const tree = fc.array(fc.record({ parent: fc.nat(), prefix: segment, own: segment, path: segment, file: fc.nat({ max: 3 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(tree, (shape) => {
        const documents: Record<string, FactDraft[][]> = { 'p/m0.py': [app('r0')] };
        const files = ['p/m0.py'];
        const paths = [''];
        const expected: string[] = [];
        for (const [i, { parent, prefix, own, path, file }] of shape.entries()) {
          const key = `r${String(i + 1)}`;
          const mine = `p/m${String(file)}.py`;
          const above = parent % (i + 1);
          files.push(mine);
          paths.push(joinRoute(paths[above], prefix, own));
          (documents[mine] ??= []).push(router(key, own), route(key, path));
          const parentFile = files[above] ?? '';
          const name = mine === parentFile ? key : `.${mine.slice(2, -3)}.${key}`;
          (documents[parentFile] ??= []).push(mount(`r${String(above)}`, name, prefix));
          expected.push(`p/m0.py#r0 GET ${joinRoute(paths[i + 1], path)}`);
        }
        const result = derived(documents);
        assert.deepEqual(result.routes, expected.sort());
        assert.equal(result.routing[0]?.complete, true);
      }),
    );
  });

  it('never hangs or throws, whatever is mounted where', () => {
    const name = fc.constantFrom('a', 'b', '.m1.a', '.m2.b', 'p.m1.a', './m1', '..', '.', '', 'x.y.z', './m1.a()', '@/m2');
    const draft = fc.oneof(
      name.map((key) => app(key)),
      fc.tuple(name, fc.option(name, { nil: undefined })).map(([key, prefix]) => router(key, prefix)),
      fc.tuple(name, fc.option(name, { nil: undefined })).map(([key, path]) => route(key, path)),
      fc
        .tuple(name, fc.option(name, { nil: undefined }), fc.option(name, { nil: null }))
        .map(([parent, child, prefix]) => mount(parent, child, prefix)),
      fc.tuple(fc.oneof(name, fc.constant('*')), name).map(([key, of]) => alias(key, of)),
    );
    const path = fc.constantFrom('p/m1.py', 'p/m2.py', 'p/__init__.py', 'src/m1.ts', 'src/index.ts', 'src/m2.js', 'x.go', 'A.java', 'odd');
    fc.assert(
      fc.property(fc.array(fc.tuple(path, draft), { maxLength: 40 }), (all) => {
        const documents: Record<string, FactDraft[][]> = {};
        for (const [file, each] of all) (documents[file] ??= []).push(each);
        derived(documents);
      }),
    );
  });
});
