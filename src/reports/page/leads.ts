import { pageOf } from '../../model/pages.js';
import type { Place } from '../../model/span.js';
import type { Documents } from '../report.js';
import { hasPage } from '../words.js';
import { type Content, type Markup, html } from './markup.js';

/** What the page knows of places and rules: where it is read decides whether they can be opened. */
export interface Leads {
  readonly documents: Documents;
  /** The name of a part of the page: another one for each workspace that it speaks of. */
  anchor(name: string): string;
  /** Whether the page holds the checklist, so that its items can be linked to. */
  readonly hasItems: boolean;
  /** Makes words a link to a place. */
  place(at: Place, words: Markup): Markup;
  rule(rule: string, words: Markup): Markup;
}

/** On a page of its own, a place is its path and line, and a rule has its page in the documentation. */
export const onPaper = (documents: Documents, hasItems: boolean, prefix = ''): Leads => ({
  documents,
  hasItems,
  anchor: (name) => `${prefix}${name}`,
  place: (_, words) => html`<span class="place">${words}</span>`,
  rule: (rule, words) => html`<a href="${pageOf(rule)}">${words}</a>`,
});

/** In an editor, a place opens its line, and a rule its page. What is asked for is a number in `places`, so that a page can open nothing else. */
export const inEditor = (documents: Documents, places: Place[]): Leads => ({
  documents,
  hasItems: true,
  anchor: (name) => name,
  place: (at, words) => html`<button type="button" class="place" data-place="${String(places.push(at) - 1)}">${words}</button>`,
  rule: (rule, words) => html`<button type="button" class="rule" data-rule="${rule}">${words}</button>`,
});

/** Words that lead to a section or an item of the checklist, where the page holds it. */
export const toPart = (name: string, words: Content, leads: Leads): Markup =>
  leads.hasItems ? html`<a class="quiet" href="#${leads.anchor(name)}">${words}</a>` : html`${words}`;

/** A place as it is told: `app/main.py:12`. */
export function placeOf(at: Place, { documents, place }: Leads): Content {
  const { path, startLine } = documents.locate(at);
  if (path === '') return undefined;
  return documents.has(at.uri)
    ? place(at, html`<code>${path}:${String(startLine)}</code>`)
    : html`<span class="place"><code>${path}</code></span>`;
}

export const ruleOf = (rule: string, { rule: lead }: Leads): Markup => {
  const words = html`<code>${rule}</code>`;
  return html`<span class="rule">${hasPage(rule) ? lead(rule, words) : words}</span>`;
};
