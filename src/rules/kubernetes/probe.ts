import { insertKey } from '../../edits/yaml.js';
import type { Document } from '../../model/document.js';
import type { Fix } from '../../model/finding.js';
import { suggestion } from '../../model/rule.js';
import type { ContainerFact } from './container.js';

/** A probe at the container's own port; what it asks is left to a person. */
export function suggestProbe(document: Document, { map, ports }: ContainerFact, key: 'livenessProbe' | 'readinessProbe'): readonly Fix[] {
  const [port] = ports;
  const at = port?.name ?? port?.number;
  if (!map || at === undefined || document.format !== 'yaml') return [];
  return suggestion(
    `Add a '${key}' at port ${String(at)}`,
    insertKey(document, map, key, { httpGet: { path: key === 'livenessProbe' ? '/healthz' : '/readyz', port: at }, periodSeconds: 10 }),
  );
}
