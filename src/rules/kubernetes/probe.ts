import { insertKey } from '../../edits/yaml.js';
import type { Document } from '../../model/document.js';
import type { Probe } from '../../facts/kubernetes.js';
import type { Fix } from '../../model/finding.js';
import { type Judgement, type Scope, suggestion } from '../../model/rule.js';
import type { Value } from '../../model/value.js';
import type { ContainerFact } from './container.js';

/** How a message calls what a probe asks. */
const HOW: Readonly<Record<Exclude<Probe['how'], 'unknown'>, string>> = {
  http: 'A probe by HTTP',
  tcp: 'A probe of a port',
  exec: 'A probe by a command',
  grpc: 'A probe by gRPC',
};

/** What a probe shows: whatever it asks, it is there, unless a template alone knows. */
export function probeOf(
  container: ContainerFact,
  probe: Probe | Value,
  { evidence, unknown }: Pick<Scope, 'evidence' | 'unknown'>,
): Judgement {
  if (!('how' in probe)) return unknown(container);
  return probe.how === 'unknown' ? unknown(container) : evidence(container, HOW[probe.how]);
}

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
