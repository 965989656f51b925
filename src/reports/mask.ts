import type { Span } from '../model/span.js';

// What may be a secret on a line that is shown for another reason. Wider than any rule: a report loses little by a few asterisks too many.
const SECRET_TEXT: readonly RegExp[] = [
  // Formats of providers, by their public beginning.
  /\b(?:gh[a-z]_|github_pat_|glpat-|xox[a-z]-|xapp-|sk-|sk_|rk_|pk_live_|AKIA|ASIA|AIza|ya29\.|npm_|pypi-|SG\.|hf_|dop_v1_|shpat_|whsec_|sq0|eyJ)[\w.+/=-]{12,}/g,
  // The password of a URL.
  /(?<=:\/\/[^\s/:@'"]{0,80}:)[^\s/@'"]{1,200}(?=@)/g,
  // What is given to a secret's name, in quotes or to the end of the word.
  /(?<=(?:passwd|password|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)["']?\s{0,4}(?::=|=>|[:=])\s{0,4}["'`])[^"'`\s]{4,400}/gi,
  /(?<=(?:passwd|password|passphrase|secret|token|api_?key|access_?key|private_?key)=)(?![a-z_]\w{0,80}[.,()[\]])[^\s"'`$({[<;,&]{6,400}/gi,
  /(?<=(?:passwd|password|passphrase|secret|token|api_?key|access_?key|private_?key):[ \t]{1,4})(?!(?:true|false|null|none|string|str|number|boolean)\b)[^\s"'`$({[<;,&]{6,400}$/gim,
  // The body of a key block.
  /^[ \t]{0,20}[A-Za-z0-9+/]{60,}={0,2}[ \t]{0,4}$/gm,
];

const blot = (text: string): string => text.replace(/[^\r\n]/g, '*');

/**
 * A part of a document, as it begins at `offset`, with whatever is or may be a secret blotted out; its length stays the
 * same, so that what is underlined stays in place.
 */
export function masked(part: string, offset: number, secrets: readonly Span[]): string {
  let text = part;
  for (const { start, end } of secrets) {
    const from = Math.max(0, start - offset);
    const to = Math.min(text.length, end - offset);
    if (from < to) text = text.slice(0, from) + blot(text.slice(from, to)) + text.slice(to);
  }
  for (const pattern of SECRET_TEXT) text = text.replace(pattern, blot);
  return text;
}
