import type { Span } from '../../model/span.js';
import { decodeBase64, entropy } from './checksums.js';

/** A private key that stands in a text with its body: where the words of its first line stand, what it is, whether a passphrase protects it. */
export interface PrivateKeyHit {
  readonly span: Span;
  readonly kind: PrivateKeyKind;
  readonly encrypted: boolean;
}

export type PrivateKeyKind =
  | 'private key'
  | 'RSA private key'
  | 'DSA private key'
  | 'EC private key'
  | 'OpenSSH private key'
  | 'SSH2 private key'
  | 'PGP private key'
  | 'PuTTY private key'
  | 'Google service account key';

/** What a block's first line calls itself: https://www.rfc-editor.org/rfc/rfc7468, https://www.rfc-editor.org/rfc/rfc9580#section-6.2 */
const KINDS: ReadonlyMap<string, PrivateKeyKind> = new Map([
  ['PRIVATE KEY', 'private key'],
  ['ENCRYPTED PRIVATE KEY', 'private key'],
  ['RSA PRIVATE KEY', 'RSA private key'],
  ['DSA PRIVATE KEY', 'DSA private key'],
  ['EC PRIVATE KEY', 'EC private key'],
  ['OPENSSH PRIVATE KEY', 'OpenSSH private key'],
  ['SSH2 ENCRYPTED PRIVATE KEY', 'SSH2 private key'],
  ['PGP PRIVATE KEY BLOCK', 'PGP private key'],
]);

/**
 * Private keys with a real body: PEM blocks on several lines, indented, quoted, in comments, joined from strings or escaped into one line; the same
 * once more in base64, as Kubernetes keeps them; and PuTTY's files. A header without a body, an elided or interpolated body is none.
 */
export function* findPrivateKeys(text: string): Iterable<PrivateKeyHit> {
  FIRST_LINE.lastIndex = 0;
  for (let match = FIRST_LINE.exec(text); match; match = FIRST_LINE.exec(text)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const { putty, base64, label } = match.groups ?? {};
    const encoded = base64 === undefined ? '' : base64Run(text, span.start);
    const hit = putty !== undefined ? puttyKey(text, span) : base64 !== undefined ? encodedKey(encoded, span) : pemKey(text, span, label);
    if (hit) yield hit;
    FIRST_LINE.lastIndex = Math.max(span.end, span.start + encoded.length);
  }
}

/** One of these stands in every text in which `findPrivateKeys` finds something. */
export const PRIVATE_KEY_MARKS: readonly string[] = ['PRIVATE KEY', 'PuTTY-User-Key-File-', 'LS0tLS1CRUdJTiB'];

const FIRST_LINE =
  /-----BEGIN (?<label>[A-Z0-9]{0,9} ?[A-Z]{0,9} ?PRIVATE KEY(?: BLOCK)?)-----|---- BEGIN (?<ssh2>SSH2 ENCRYPTED PRIVATE KEY) ----|(?<putty>PuTTY-User-Key-File-[23]: [\w-]{4,40})|(?<base64>LS0tLS1CRUdJTiB)/g;

function pemKey(text: string, span: Span, label = 'SSH2 ENCRYPTED PRIVATE KEY'): PrivateKeyHit | undefined {
  const kind = KINDS.get(label.trim());
  const block = kind && readBlock(text, span.end);
  if (!block) return undefined;
  const bytes = decodeBase64(block.body);
  if (bytes === undefined || entropy(block.body) < 4) return undefined;
  const encrypted = passphrase(label, kind, block.headers, bytes);
  if (encrypted === undefined) return undefined;
  return { span, kind: kind === 'private key' && isServiceAccount(text, span) ? 'Google service account key' : kind, encrypted };
}

/** Whether a passphrase protects the key that these bytes hold; undefined when they hold no whole key. */
function passphrase(label: string, kind: PrivateKeyKind, headers: string, bytes: string): boolean | undefined {
  switch (kind) {
    case 'OpenSSH private key': {
      // https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
      if (!bytes.startsWith('openssh-key-v1\0') || bytes.length < 150) return undefined;
      return bytes.slice(19, 19 + (bytes.charCodeAt(18) || 0)) !== 'none';
    }
    case 'SSH2 private key':
      return bytes.startsWith('\x3f\x6f\xf9\xeb') ? !bytes.slice(0, 120).includes('\0\0\0\x04none') : undefined;
    case 'PGP private key':
      return pgpPassphrase(bytes);
    default:
      // The older way to encrypt leaves nothing in clear but the headers: https://www.rfc-editor.org/rfc/rfc1421#section-4.6.1.1
      if (/Proc-Type: ?4,ENCRYPTED/.test(headers)) return bytes.length >= 48 ? true : undefined;
      return isWholeSequence(bytes) ? label.includes('ENCRYPTED') : undefined;
  }
}

/** Is this one DER SEQUENCE from the first byte to the last, and no shorter than the shortest key, which is of Ed25519? */
function isWholeSequence(bytes: string): boolean {
  if (bytes.charCodeAt(0) !== 0x30) return false;
  const first = bytes.charCodeAt(1);
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (more > 3) return false;
  let length = more === 0 ? first : 0;
  for (let i = 0; i < more; i++) length = length * 256 + bytes.charCodeAt(2 + i);
  return length >= 46 && bytes.length === 2 + more + length;
}

/** How many integers a public key has before the octet that tells about the passphrase: https://www.rfc-editor.org/rfc/rfc9580#section-5.5.3 */
const PGP_INTEGERS: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 2, 16: 3, 17: 4 };

function pgpPassphrase(bytes: string): boolean | undefined {
  const tag = bytes.charCodeAt(0);
  const isSecretKey = tag >= 0xc0 ? (tag & 0x3f) === 5 : (tag & 0xbc) === 0x94;
  if (!isSecretKey || bytes.length < 90) return undefined;
  const lengthByte = bytes.charCodeAt(1);
  let at = tag < 0xc0 ? 2 + ([0, 1, 3][tag & 3] ?? 0) : lengthByte < 192 ? 2 : lengthByte < 224 ? 3 : 6;
  if (bytes.charCodeAt(at) !== 4) return false;
  const algorithm = bytes.charCodeAt(at + 5);
  at += 6;
  const isCurve = algorithm === 18 || algorithm === 19 || algorithm === 22;
  if (isCurve) at += 1 + bytes.charCodeAt(at);
  for (let i = 0; i < (isCurve ? 1 : (PGP_INTEGERS[algorithm] ?? 0)); i++)
    at += 2 + Math.ceil((bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)) / 8);
  if (algorithm === 18) at += 1 + bytes.charCodeAt(at);
  return bytes.charCodeAt(at) >= 253;
}

/** What stands between two lines of a block: line ends, also escaped ones, indentation, quotes, what joins strings, and comment marks. */
const BETWEEN = /(?:\s|\\{1,4}[nrt]|\\(?=\s)|\\{0,4}["'`]|[,;()[\]|>#*]|[+.&](?=[\s_]{0,80}["'`])|_(?=\s)|\/\/(?=\s)|%0[AaDd]){1,64}/y;
const HEADER = /[A-Z][A-Za-z-]{2,20}: ?(?:"[^"\n\\]{0,200}"|[^\n\\"'`]{1,200})/y;
const BASE64 = /=?[A-Za-z0-9+/]{1,4096}={0,2}/y;

/** A block's headers and the base64 of its body, if it ends as it must. */
function readBlock(text: string, from: number): { readonly headers: string; readonly body: string } | undefined {
  const headers: string[] = [];
  const lines: string[] = [];
  let at = from;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const taken = pattern.exec(text)?.[0];
    if (taken !== undefined) at += taken.length;
    return taken;
  };
  while (at - from < LONGEST_BLOCK) {
    if (take(BETWEEN) !== undefined) continue;
    const header = lines.length === 0 ? take(HEADER) : undefined;
    if (header !== undefined) {
      headers.push(header);
      continue;
    }
    const line = take(BASE64);
    if (line === undefined) break;
    // The last line of a PGP block is a checksum of its own.
    if (!line.startsWith('=')) lines.push(line);
  }
  if (!text.startsWith('-----END ', at) && !text.startsWith('---- END ', at)) return undefined;
  return { headers: headers.join('\n'), body: lines.join('') };
}

const LONGEST_BLOCK = 200_000;

/** Keys of Google Cloud are JSON files: https://cloud.google.com/iam/docs/keys-create-delete#creating */
const isServiceAccount = (text: string, { start }: Span): boolean =>
  /service_account|private_key_id/.test(text.slice(Math.max(0, start - 400), start));

function base64Run(text: string, start: number): string {
  BASE64_RUN.lastIndex = start;
  return BASE64_RUN.exec(text)?.[0] ?? '';
}

const BASE64_RUN = /[A-Za-z0-9+/]{1,40000}={0,2}/y;

/** A whole PEM file in base64: `tls.key` of a Kubernetes secret, `client-key-data` of a kubeconfig. */
function encodedKey(encoded: string, span: Span): PrivateKeyHit | undefined {
  if (!decodeBase64(encoded.slice(0, 72))?.includes('PRIVATE KEY-----')) return undefined;
  const pem = decodeBase64(encoded) ?? '';
  const first = /-----BEGIN (?<label>[A-Z0-9 ]{0,20}PRIVATE KEY)-----/.exec(pem);
  const hit = first && pemKey(pem, { start: first.index, end: first.index + first[0].length }, first.groups?.label);
  return hit ? { ...hit, span } : undefined;
}

/** https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html */
function puttyKey(text: string, span: Span): PrivateKeyHit | undefined {
  const next = text.indexOf('PuTTY-User-Key-File-', span.end);
  const file = text.slice(span.end, next < 0 ? span.end + LONGEST_PUTTY : Math.min(next, span.end + LONGEST_PUTTY));
  const encryption = /Encryption: (?<cipher>[\w-]{3,20})/.exec(file)?.groups?.cipher;
  const body = /Private-Lines: [0-9]{1,3}(?:\s|\\[nr]){1,8}(?<line>[A-Za-z0-9+/]{40,64}={0,2})/.exec(file)?.groups?.line;
  if (encryption === undefined || body === undefined || entropy(body) < 4) return undefined;
  return { span, kind: 'PuTTY private key', encrypted: encryption !== 'none' };
}

const LONGEST_PUTTY = 12_000;
