import type { Assessment, SectionState } from '../../model/checklist.js';
import { type Tally, isCounted, tallyOf } from '../words.js';
import { type Leads, toPart } from './leads.js';
import { type Content, type Markup, html } from './markup.js';

/** Stacked left to right; what they mean stands in the legend and, as numbers, beside each bar. */
const PARTS: readonly { readonly name: Exclude<keyof Tally, 'blocking'>; readonly words: string }[] = [
  { name: 'done', words: 'passing or attested' },
  { name: 'waived', words: 'waived' },
  { name: 'waiting', words: 'waits for a person' },
  { name: 'failing', words: 'failing' },
];

/** The share that is done, as a ring with its number. */
export function ring({ done, applicable }: Assessment['progress']): Markup {
  const share = applicable ? done / applicable : 0;
  const length = 2 * Math.PI * 16;
  // Rounded down: 100 % is said only of all.
  const percent = `${String(Math.floor(share * 100))}%`;
  return html`<svg class="ring" viewBox="0 0 40 40" role="img" aria-label="${String(done)} of ${String(applicable)} items done, ${percent}">
    <circle class="rest" cx="20" cy="20" r="16" />
    ${
      done > 0 &&
      html`<circle
        class="done"
        cx="20"
        cy="20"
        r="16"
        stroke-dasharray="${(share * length).toFixed(2)} ${length.toFixed(2)}"
        transform="rotate(-90 20 20)"
      />`
    }
    <text x="20" y="23.2">${percent}</text>
  </svg>`;
}

function bar(tally: Tally, all: number): Markup {
  let x = 0;
  const parts: Markup[] = [];
  for (const { name } of PARTS) {
    if (tally[name] === 0) continue;
    const width = (tally[name] / all) * 100;
    parts.push(html`<rect class="${name}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10" />`);
    x += width;
  }
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rest" x="0" y="0" width="100" height="10" />
    ${parts}
  </svg>`;
}

/** Progress by section: a picture, and its numbers as a table. */
export function progressSection({ sections, progress }: Assessment, leads: Leads): Content {
  const rows = sections.map((state) => ({ state, tally: tallyOf(state.items), all: state.items.filter(isCounted).length }));
  const listed = rows.filter(({ all }) => all > 0);
  if (listed.length === 0) return undefined;
  const total = tallyOf(sections.flatMap(({ items }) => items));
  return html`<section id="${leads.anchor('progress')}" aria-labelledby="${leads.anchor('h-progress')}">
    <h2 id="${leads.anchor('h-progress')}">Progress</h2>
    <table class="progress">
      <thead>
        <tr>
          <th scope="col">Section</th>
          <th scope="col" class="picture">Picture</th>
          <th scope="col" class="count">Done</th>
          <th scope="col" class="count">Waiting</th>
          <th scope="col" class="count">Failing</th>
          <th scope="col" class="count">Blocking</th>
        </tr>
      </thead>
      <tbody>
        ${listed.map(({ state, tally, all }) => row(state, tally, all, leads))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All</th>
          <td class="picture">${bar(total, Math.max(1, progress.applicable))}</td>
          ${numbers(total, progress.applicable)}
        </tr>
      </tfoot>
    </table>
    <ul class="legend" aria-label="Legend of the pictures">
      ${PARTS.map(
        ({ name, words }) =>
          html`<li>
            <svg class="bar" viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="${name}" width="10" height="10" /></svg
            >${words}
          </li>`,
      )}
    </ul>
  </section> `;
}

const row = ({ section }: SectionState, tally: Tally, all: number, leads: Leads): Markup =>
  html`<tr>
    <th scope="row">${toPart(`section-${section.id}`, section.title, leads)}</th>
    <td class="picture">${bar(tally, all)}</td>
    ${numbers(tally, all)}
  </tr> `;

const numbers = ({ done, waived, waiting, failing, blocking }: Tally, all: number): Content => [
  html`<td class="count">${done + waived} of ${all}</td>`,
  ...[waiting, failing, blocking].map((count) => html`<td class="count">${count === 0 ? html`<span class="soft">0</span>` : count}</td>`),
];
