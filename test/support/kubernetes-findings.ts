import assert from 'node:assert/strict';
import { Session } from '../../src/engine/session.js';
import { registry } from '../../src/generated/registry.js';
import { slice } from '../../src/model/span.js';
import { grammars } from './grammars.js';
import { MemoryWorkspace, pathOf } from './memory-workspace.js';

/** What the rules of Kubernetes say of some files: `rule path "underlined"`, without those that are information. */
export async function kubernetesFindings(
  files: Readonly<Record<string, string>>,
  least: 'info' | 'warning' = 'warning',
): Promise<readonly string[]> {
  const session = new Session({
    workspace: new MemoryWorkspace(files),
    registry: { ...registry, rules: registry.rules.filter(({ id }) => id.startsWith('kubernetes/')) },
    grammars,
    log: (message) => assert.fail(message),
  });
  await session.scan();
  const { findings } = session.outcome();
  const said = findings
    .filter(({ severity }) => least === 'info' || severity !== 'info')
    .map(({ rule, at }) => {
      const path = pathOf(at.uri);
      return `${rule.replace('kubernetes/', '')} ${path} "${slice(files[path] ?? '', at.span)}"`;
    });
  session.dispose();
  return said.sort();
}
