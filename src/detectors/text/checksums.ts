/** The CRC-32 (IEEE 802.3) of an ASCII text: https://www.rfc-editor.org/rfc/rfc1952#section-8 */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ text.charCodeAt(i)) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number in base 62 (digits, upper case, lower case), filled up with zeros from the left. */
export function base62(number: number, width: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits;
  return digits.padStart(width, '0');
}

/** What each letter of base64 or base64url stands for; 64 for any other. */
const BASE64_VALUES = new Uint8Array(128).fill(64);
for (const [value, letter] of Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').entries())
  BASE64_VALUES[letter.charCodeAt(0)] = value;
BASE64_VALUES['-'.charCodeAt(0)] = 62;
BASE64_VALUES['_'.charCodeAt(0)] = 63;

/** The bytes that a base64 or base64url text stands for, one character each; undefined when it is neither. */
export function decodeBase64(text: string): string | undefined {
  const bytes: string[] = [];
  let bits = 0;
  let held = 0;
  let end = text.length;
  while (end > 0 && end > text.length - 2 && text[end - 1] === '=') end--;
  for (let i = 0; i < end; i++) {
    const value = BASE64_VALUES[text.charCodeAt(i)] ?? 64;
    if (value === 64) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(String.fromCharCode((held >> bits) & 0xff));
  }
  return bytes.join('');
}

/** Shannon entropy: how many bits a character of this text carries, given how often each occurs in it. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** The claims of a JSON Web Token, unless its header or payload is no JSON: https://www.rfc-editor.org/rfc/rfc7519#section-3 */
export function jwtClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  const [header, payload] = token.split('.');
  return jsonObject(header) && jsonObject(payload);
}

/** The JSON object that a base64 text holds, or undefined. */
export function jsonObject(encoded: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const json = decodeBase64(encoded ?? '');
  if (!json?.startsWith('{')) return undefined;
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
