import { type Writable, insertKey, insertKeys } from '../../edits/yaml.js';
import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import type { ContainerFact } from './container.js';

/** Writes into a container's limits or requests, which are made where there are none. */
export function intoResources(
  document: Document,
  { map, resourcesMap, limitsMap, requestsMap }: ContainerFact,
  list: 'limits' | 'requests',
  values: Readonly<Record<string, Writable>>,
): readonly TextEdit[] | undefined {
  if (document.format !== 'yaml') return undefined;
  const own = list === 'limits' ? limitsMap : requestsMap;
  if (own && own.entries.length > 0) return insertKeys(document, own, values);
  if (resourcesMap && resourcesMap.entries.length > 0)
    return resourcesMap.entries.some(({ key }) => key === list)
      ? undefined
      : insertKey(document, resourcesMap, list, values, list === 'requests' ? { before: 'limits' } : {});
  if (!map || map.entries.some(({ key }) => key === 'resources')) return undefined;
  return insertKey(document, map, 'resources', { [list]: values });
}
