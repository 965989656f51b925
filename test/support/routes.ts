import assert from 'node:assert/strict';
import { Session } from '../../src/engine/session.js';
import { Route, Routing } from '../../src/facts/http.js';
import { registry } from '../../src/generated/registry.js';
import { grammars } from './grammars.js';
import { MemoryWorkspace } from './memory-workspace.js';

/** The routes of some files as `GET /users`; `?` before one whose application is not known, `incomplete` when an application has more. */
export async function routesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const session = new Session({
    workspace: new MemoryWorkspace(files),
    registry: { ...registry, rules: [] },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const routes = session.facts(Route).map(({ app, method, path }) => `${app === undefined ? '? ' : ''}${method} ${path}`);
  const open = session.facts(Routing).filter(({ complete }) => !complete);
  session.dispose();
  return [...new Set(routes)].sort().concat(open.map(() => 'incomplete'));
}
