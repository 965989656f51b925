import { Buffer, isUtf8 } from 'node:buffer';
import type { Source } from '../engine/workspace.js';

type Encoding = Extract<Source, { text: string }>['encoding'];

interface Marked {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

function encodingOf(bytes: Uint8Array): Marked | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return bytes.includes(0) ? undefined : { encoding: isUtf8(bytes) ? 'utf-8' : 'latin-1', mark: 3 };
  // The mark of UTF-32, which begins like that of UTF-16.
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return undefined;
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (bytes.includes(0)) return undefined;
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'latin-1', mark: 0 };
}

const swapped = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();

/** A file's bytes as text without byte order mark; what holds a NUL byte is no text. Never decodes before that is known. */
export function decode(bytes: Uint8Array): Source {
  const marked = encodingOf(bytes);
  if (!marked) return { skipped: 'not a text file' };
  const { encoding, mark } = marked;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset + mark, bytes.byteLength - mark);
  switch (encoding) {
    case 'utf-8':
      return { text: body.toString('utf8'), encoding };
    case 'latin-1':
      return { text: body.toString('latin1'), encoding };
    case 'utf-16le':
      return { text: body.toString('utf16le'), encoding };
    case 'utf-16be':
      return { text: swapped(body).toString('utf16le'), encoding };
  }
}

/** New text in the encoding, and with the byte order mark, of the bytes it replaces; undefined where that encoding cannot hold it. */
export function encodeLike(original: Uint8Array, text: string): Uint8Array | undefined {
  const marked = encodingOf(original);
  if (!marked) return undefined;
  const { encoding, mark } = marked;
  const bom = original.subarray(0, mark);
  switch (encoding) {
    case 'utf-8':
      return Buffer.concat([bom, Buffer.from(text, 'utf8')]);
    case 'latin-1':
      return /^[\0-\xff]*$/.test(text) ? Buffer.concat([bom, Buffer.from(text, 'latin1')]) : undefined;
    case 'utf-16le':
      return Buffer.concat([bom, Buffer.from(text, 'utf16le')]);
    case 'utf-16be':
      return Buffer.concat([bom, swapped(Buffer.from(text, 'utf16le'))]);
  }
}
