/** Versions that are not to be used any more. https://www.rfc-editor.org/rfc/rfc8996 */
export const isOldVersion = (name: string): boolean => /^(?:SSL \d|TLS 1\.[01])$/.test(name);

/** Ciphers without a secret or without proof of who answers, with a key that can be searched, RC4. https://www.rfc-editor.org/rfc/rfc9325#section-4.1 */
export const isBrokenCipher = (name: string): boolean =>
  !/3DES|DES-CBC3/i.test(name) && /(?:^|[-+_])(?:RC4|RC2|NULL|eNULL|aNULL|ADH|AECDH|EXP(?:ORT)?\d{0,4}|MD5|DES|LOW)(?=$|[-+_])/i.test(name);

/** Triple DES. https://sweet32.info */
export const isOldCipher = (name: string): boolean => /3DES|DES-CBC3/i.test(name);
