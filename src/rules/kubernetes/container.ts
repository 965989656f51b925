import { type Writable, insertKey, insertKeys } from '../../edits/yaml.js';
import type { Container, Setting } from '../../facts/kubernetes.js';
import type { Document } from '../../model/document.js';
import type { Fact } from '../../model/fact.js';
import type { Fix, TextEdit } from '../../model/finding.js';
import { fix } from '../../model/rule.js';
import type { At } from '../../model/span.js';
import { type Value, isOff, isOn } from '../../model/value.js';

export type ContainerFact = Fact<NonNullable<(typeof Container)['of']>>;

/** How a message calls a container. */
export const who = ({ name, as }: ContainerFact): string =>
  `${as === 'init' ? 'Init container' : as === 'ephemeral' ? 'Ephemeral container' : 'Container'}${name === undefined ? '' : ` '${name}'`}`;

/** The entry that says something, wherever that stands. */
export const placeOf = ({ whole, span, uri }: Setting): At => ({ span: whole ?? span, ...(uri === undefined ? {} : { uri }) });

/** The entry that says something, or the place where nothing does. */
export const settingAt = (setting: Setting | undefined, otherwise: ContainerFact): At =>
  setting ? placeOf(setting) : { span: otherwise.span };

/** Where a container lacks something: at its name, or where a chart's values leave it empty. */
export const lackingAt = (container: ContainerFact, key: keyof ContainerFact['gaps']): At =>
  container.gaps[key] ?? { span: container.span };

/** Fields of a container's security context that a hardened one has. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
} as const satisfies Readonly<Record<string, Writable>>;

type Hardening = keyof typeof HARDENED;

/** What a container lacks of it, as its pod leaves it. */
function* lacking(container: ContainerFact): Iterable<Hardening> {
  const { allowPrivilegeEscalation, readOnlyRootFilesystem, runAsNonRoot, runAsUser, droppedCapabilities, addedCapabilities, seccomp } =
    container;
  if (!allowPrivilegeEscalation && !isOn(container.privileged)) yield 'allowPrivilegeEscalation';
  if (!readOnlyRootFilesystem) yield 'readOnlyRootFilesystem';
  if (!runAsNonRoot && !runAsUser && !container.podRunAsNonRoot && !container.podRunAsUser) yield 'runAsNonRoot';
  if (!droppedCapabilities && !addedCapabilities) yield 'capabilities';
  if (!seccomp && !container.podSeccomp) yield 'seccompProfile';
}

/** Writes fields into a container's security context, which is made where there is none. */
function intoSecurityContext(
  document: Document,
  { map, securityMap }: ContainerFact,
  fields: Readonly<Record<string, Writable>>,
): readonly TextEdit[] | undefined {
  if (document.format !== 'yaml') return undefined;
  if (securityMap && securityMap.entries.length > 0) return insertKeys(document, securityMap, fields);
  // A context that a template writes has no shape; one that is there and empty would be written twice.
  if (!map || map.entries.some(({ key }) => key === 'securityContext')) return undefined;
  return insertKey(document, map, 'securityContext', fields);
}

/** Sets one field, and beside it the offer to set all that the container lacks. */
export function harden(document: Document, container: ContainerFact, field: Hardening, title: string): readonly Fix[] {
  const all = [...lacking(container)];
  const whole = Object.fromEntries(all.map((name) => [name, HARDENED[name]]));
  return [
    ...fix(title, intoSecurityContext(document, container, { [field]: HARDENED[field] })),
    ...(all.length > 1 && all.includes(field)
      ? fix(
          container.name === undefined ? 'Harden this container' : `Harden container '${container.name}'`,
          intoSecurityContext(document, container, whole),
        )
      : []),
  ];
}

/** Writes another value where one stands. */
export const setTo = (document: Document, setting: Value | undefined, value: string): readonly TextEdit[] | undefined =>
  setting &&
  setting.uri === undefined &&
  document.format === 'yaml' &&
  setting.span.end > setting.span.start &&
  !/[\n&*!|>]/.test(document.text.slice(setting.span.start, setting.span.end))
    ? [{ span: setting.span, text: value }]
    : undefined;

/** A flag as Kubernetes reads it. */
export const isTrue = (value: Value | undefined): boolean => isOn(value);
export const isFalse = (value: Value | undefined): boolean => isOff(value);
