import type { Value } from '../../src/model/value.js';

/** What a value holds, without places. */
export function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case 'text':
      return value.text;
    case 'number':
      return value.number;
    case 'flag':
      return value.on;
    case 'nothing':
      return null;
    case 'list':
      return [...value.items.map(plain), ...(value.complete ? [] : ['…'])];
    case 'joined':
      return { joined: value.parts.map(plain) };
    case 'env':
      return { env: value.name, ...(value.fallback ? { or: plain(value.fallback) } : {}) };
    case 'unknown':
      return '?';
    case undefined:
      return undefined;
  }
}
