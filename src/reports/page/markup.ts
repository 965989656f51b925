import { plain } from '../words.js';

/** Text that is HTML. What is no Markup is text of somebody, and is escaped. */
export interface Markup {
  readonly html: string;
}
export type Content = Markup | string | number | false | undefined | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

const escaped = (text: string): string => plain(text).replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? '');

function written(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return content.toLocaleString('en-US');
  return 'html' in content ? content.html : content.map(written).join('');
}

/** HTML with contents put in, all of which are escaped; attributes stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...contents: readonly Content[]): Markup => ({
  html: strings.map((text, i) => `${text}${written(contents[i])}`).join(''),
});

/** Fixed text of our own: a style sheet, a script. */
export const verbatim = (text: string): Markup => ({ html: text });

/** Contents with something between them. */
export const joined = (contents: readonly Content[], between: Content = ' '): Content =>
  contents.flatMap((content, i) => (i ? [between, content] : [content]));

/** Words in which what stands in single quotes is code. */
export function prose(text: string): Content {
  // A quote behind a letter is an apostrophe.
  return text.split(/(?<=^|[\s(])'([^'\n]{1,200})'(?=$|[\s.,;:)])/).map((part, i): Content => (i % 2 ? html`<code>${part}</code>` : part));
}
