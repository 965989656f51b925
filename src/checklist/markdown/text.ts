/** Inline Markdown as people read it: no emphasis, code signs, links or escapes, and single spaces. */
export function inlineText(source: string): string {
  return source
    .replace(/!?\[([^[\]]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+"[^"]{0,300}")?\)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\*{1,3}|`+|~~/g, '')
    .replace(/(?<![\p{L}\p{N}_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}_])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words alone, for comparing: no marks, emphasis, punctuation or case. */
export const normalised = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A long row of letters and digits, or what stands before the `@` of an address, may be a secret: a report does not repeat it. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/[\w+/=.-]{20,}/g, (row) =>
      /\d/.test(row) && /[A-Za-z]/.test(row) && !/^[\w.-]+\/|\.[a-z]{2,4}$/i.test(row) ? `${row.slice(0, 4)}…` : row,
    )
    .replace(/(:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}@/g, '$1…@');
