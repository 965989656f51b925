import assert from 'node:assert/strict';
import type { Surroundings } from '../../src/checklist/surroundings.js';
import { Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import { grammars } from './grammars.js';
import { MemoryWorkspace } from './memory-workspace.js';

/** What the checklist would look at in a workspace of some files. */
export async function aroundOf(
  files: Readonly<Record<string, string>>,
  tracked: (path: string) => boolean | undefined = () => undefined,
): Promise<Surroundings> {
  const session = new Session({
    workspace: new MemoryWorkspace(files, tracked),
    registry: { ...registry, rules: [] },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const documents = session.documents.map((document) => ({ ...document, tracked: tracked(document.path) }));
  const facts = new Map<string, readonly unknown[]>();
  const around: Surroundings = {
    documents,
    skipped: 0,
    built: new Set(),
    facts: (kind) => {
      const known = facts.get(kind.id) ?? session.facts(kind);
      facts.set(kind.id, known);
      return known as ReturnType<Surroundings['facts']> as never;
    },
  };
  session.dispose();
  return around;
}
