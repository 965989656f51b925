import { Buffer } from 'node:buffer';

/** What Git's index says: the paths that it holds, relative to the repository's root. */
export interface GitIndex {
  readonly files: ReadonlySet<string>;
  /** Folders, each with its last `/`, of which a sparse index does not tell the files. */
  readonly unread: readonly string[];
}

const HEADER = 12;
// https://git-scm.com/docs/index-format: ten numbers of four bytes before the object's name, two bytes of flags behind it.
const STATISTICS = 40;
const MODE = 24;
const DIRECTORY = 0o040000;
const EXTENDED = 0x4000;

/**
 * Reads an index of version 2, 3 or 4; `hash` is the length of an object's name (20 for SHA-1, 32 for SHA-256).
 * Undefined for what cannot be known: a split index, another version, a file that is cut off.
 */
export function parseIndex(bytes: Buffer, hash: 20 | 32): GitIndex | undefined {
  if (bytes.length < HEADER + hash || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const count = bytes.readUInt32BE(8);
  const end = bytes.length - hash;
  const files = new Set<string>();
  const unread: string[] = [];
  let at = HEADER;
  let previous: Buffer | undefined;
  for (let i = 0; i < count; i++) {
    const flagsAt = at + STATISTICS + hash;
    if (flagsAt + 2 > end) return undefined;
    const extended = (bytes.readUInt16BE(flagsAt) & EXTENDED) !== 0;
    let nameAt = flagsAt + (extended ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const dropped = offsetAt(bytes, nameAt, end);
      if (!dropped || (previous?.length ?? 0) < dropped.value) return undefined;
      kept = (previous?.length ?? 0) - dropped.value;
      nameAt = dropped.next;
    }
    const nameEnd = bytes.indexOf(0, nameAt);
    if (nameEnd < 0 || nameEnd >= end) return undefined;
    const own = bytes.subarray(nameAt, nameEnd);
    const name = kept > 0 && previous ? Buffer.concat([previous.subarray(0, kept), own]) : own;
    const path = name.toString('utf8');
    if ((bytes.readUInt32BE(at + MODE) & 0o170000) === DIRECTORY) unread.push(path.endsWith('/') ? path : `${path}/`);
    else files.add(path);
    previous = name;
    // Before version 4 an entry is filled up with one to eight NUL bytes, to a multiple of eight.
    at = version === 4 ? nameEnd + 1 : at + ((nameEnd - at + 8) & ~7);
  }
  // A split index leaves most entries in another file.
  for (; at + 8 <= end; at += 8 + bytes.readUInt32BE(at + 4)) if (bytes.toString('latin1', at, at + 4) === 'link') return undefined;
  return { files, unread };
}

/** Git's own way to write a length in as few bytes as it takes. */
function offsetAt(bytes: Buffer, start: number, end: number): { readonly value: number; readonly next: number } | undefined {
  let at = start;
  let byte = bytes[at++];
  if (byte === undefined) return undefined;
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = bytes[at++];
    if (byte === undefined || at > end || value > 1 << 20) return undefined;
    value = ((value + 1) << 7) | (byte & 0x7f);
  }
  return { value, next: at };
}
