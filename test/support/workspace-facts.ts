import assert from 'node:assert/strict';
import { Session } from '../../src/engine/session.js';
import type { Fact, FactKind } from '../../src/model/fact.js';
import { registry } from '../../src/generated/registry.js';
import { grammars } from './grammars.js';
import { MemoryWorkspace } from './memory-workspace.js';

/** What the whole product states of one kind about some files. */
export async function workspaceFacts<T>(kind: FactKind<T>, files: Readonly<Record<string, string>>): Promise<readonly Fact<T>[]> {
  const session = new Session({
    workspace: new MemoryWorkspace(files),
    registry: { ...registry, rules: [] },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const facts = session.facts(kind);
  session.dispose();
  return facts;
}
