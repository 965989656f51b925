import type { Value } from './value.js';

const HOST = '(?:localhost(?:\\.localdomain)?|[\\w-]{1,63}\\.localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[?::1\\]?)';
const ADDRESS = new RegExp(`^(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^\\s/@]{0,100}@)?${HOST}(?=[:/?#]|$)`, 'i');
const WHOLE = new RegExp(`^(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^\\s/@]{0,100}@)?${HOST}[:/?#]`, 'i');

/** Whether a host or URL is the machine itself, so that nobody stands in between. */
export function isLoopback(address: Value): boolean {
  switch (address.kind) {
    case 'text':
      return ADDRESS.test(address.text.trim());
    case 'joined': {
      const [first] = address.parts;
      // `https://localhost` + rest may still become `https://localhost.example.com`.
      return first?.kind === 'text' && WHOLE.test(first.text.trim());
    }
    case 'number':
    case 'flag':
    case 'nothing':
    case 'list':
    case 'env':
    case 'unknown':
      return false;
  }
}

const INTERNAL =
  /^(?:[\w-]{1,63}|(?:[\w-]{1,63}\.){1,8}(?:local|internal|lan|svc|home\.arpa)|(?:[\w-]{1,63}\.){1,8}[a-z\d-]{0,40}_[\w-]{1,60}|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?=[:/?#]|$)/i;
const BEFORE_HOST = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(?:[^\s/@]{0,100}@)?/i;

/** Whether a host or URL can only be reached from inside: a single name, a private address, a network of containers (no public domain ends in a name with `_`). */
export const isInternal = (address: Value): boolean =>
  isLoopback(address) || INTERNAL.test(written(address).trim().replace(BEFORE_HOST, ''));

/** The address with an `x` for what is put in later; empty where even its beginning is not known. */
function written(address: Value): string {
  if (address.kind === 'text') return address.text;
  const [first] = address.kind === 'joined' ? address.parts : [];
  return address.kind === 'joined' && first?.kind === 'text' && /:\/\/[\w-]/.test(first.text)
    ? address.parts.map((part) => (part.kind === 'text' ? part.text : 'x')).join('')
    : '';
}
