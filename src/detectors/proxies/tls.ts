import type { Rewording } from '../../facts/tls.js';
import { type Span, slice } from '../../model/span.js';
import { isBrokenCipher, isOldCipher } from '../../model/tls-strength.js';

interface Choice {
  readonly accepted: readonly { readonly name: string; readonly at: Span }[];
  readonly open: boolean;
  readonly safe: Rewording | undefined;
}

/** A version in our own spelling: `TLSv1`, `TLSv1.0`, `TLS10`, `VersionTLS11`, `TLS1_2`, `SSLv3`. */
export function opensslVersion(word: string): string | undefined {
  const [, protocol, major, minor] = /^(?:Version)?(TLS|SSL)[ _-]?v?[ _-]?(\d)(?:[._]?(\d))?$/i.exec(word.trim()) ?? [];
  if (protocol === undefined || major === undefined) return undefined;
  if (protocol.toUpperCase() === 'SSL') return `SSL ${major}`;
  return major === '1' ? `TLS 1.${minor ?? '0'}` : undefined;
}

/** A cipher list of OpenSSL: what is struck out anywhere is not accepted. https://docs.openssl.org/master/man1/openssl-ciphers/#cipher-list-format */
export function opensslChoice(list: string, span: Span, source: string): Choice {
  const struck: string[] = [];
  const accepted: { name: string; at: Span }[] = [];
  const kept: string[] = [];
  const written = slice(source, span);
  const quoted = /^["']/.test(written);
  const exact = list.length === written.length - (quoted ? 2 : 0);
  const offset = span.start + (quoted ? 1 : 0);
  for (const { 0: word, index } of list.matchAll(/[^:,\s]{1,80}/g)) {
    if (/^[!-]/.test(word)) struck.push(word.slice(1).toUpperCase());
    if (/^[!\-+@]/.test(word)) {
      kept.push(word);
      continue;
    }
    const at = exact ? { start: offset + index, end: offset + index + word.length } : span;
    accepted.push({ name: word, at });
    if (!isBrokenCipher(word) && !isOldCipher(word)) kept.push(word);
  }
  const left = accepted.filter(({ name }) => !struck.some((strike) => strikes(strike, name)));
  const becomes = kept.join(':');
  const names = kept.filter((word) => !/^[!\-+@]/.test(word));
  return {
    accepted: left,
    open: false,
    safe:
      exact && names.length > 0 && list.includes(':')
        ? { words: 'ciphers', becomes: undefined, edits: [{ span: { start: offset, end: offset + list.length }, text: becomes }] }
        : undefined,
  };
}

/** Whether `!3DES` takes `DES-CBC3-SHA` out. */
function strikes(strike: string, name: string): boolean {
  const upper = name.toUpperCase();
  if (strike === upper) return true;
  if (strike === '3DES') return /DES-CBC3|3DES/.test(upper);
  if (strike === 'DES') return /(?:^|-)DES-CBC-/.test(upper) || upper === 'DES';
  if (strike === 'ANULL') return /^(?:ADH|AECDH)/.test(upper);
  if (strike === 'ENULL') return upper.includes('NULL');
  if (strike === 'EXPORT' || strike === 'EXP') return upper.startsWith('EXP');
  return upper.split(/[-+]/).includes(strike);
}
