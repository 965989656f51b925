import type { Assessment, RoleState } from '../../model/checklist.js';
import type { Place } from '../../model/span.js';
import { ROLE_WORDS, blockerTitle, concerned, dayOf, distinct, plural, written } from '../words.js';
import { standingIcon, standingTone } from './icons.js';
import { person } from './items.js';
import { type Leads, placeOf, toPart } from './leads.js';
import { type Content, type Markup, html, joined, prose } from './markup.js';

/** Who signs, whether it still holds, and what moved since, item by item. */
export function signoffSection({ roles }: Assessment, leads: Leads): Content {
  const listed = concerned(roles);
  if (listed.length === 0) return undefined;
  return html`<section id="${leads.anchor('sign-off')}" aria-labelledby="${leads.anchor('h-sign-off')}">
    <h2 id="${leads.anchor('h-sign-off')}">Sign-off</h2>
    ${listed.map((state) => role(state, leads))}
  </section> `;
}

const MOST_NAMED = 5;

function role(
  { role: { title, required }, state, signoff, reasons, changes, progress, blockers, signature }: RoleState,
  leads: Leads,
): Markup {
  const titles = [...new Set(blockers.map(blockerTitle))];
  return html`<article class="role">
    <div class="line">
      <h3>${title}</h3>
      <span class="status ${standingTone(state)}">${standingIcon(state)} ${ROLE_WORDS[state]}</span>
    </div>
    <p class="holds">${!required && 'Not required. '}${progress.done} of ${progress.applicable} items done.</p>
    ${
      signoff &&
      html`<p class="told">
        Signed by ${person(signoff.by)} on <time>${dayOf(signoff.at)}</time>${
          signoff.commit !== undefined && html` at commit <code>${signoff.commit.slice(0, 12)}</code>`
        }.${signoff.note !== undefined && signoff.note !== '' && html`<br /><bdi>${written(signoff.note)}</bdi>`}<br /><span class="soft"
          >Digest <code>${signoff.digest}</code></span
        >
      </p>`
    }
    ${signature && html`<p class="told${signature.is === 'bad' && ' bad'}">${signature.is === 'good' ? `SSH signature of ${signature.signer}.` : signature.reason}</p>`}
    ${reasons.map((reason) => html`<p class="told">${prose(written(reason))}</p>`)}
    ${state !== 'signed' && titles.length > 0 && html`<p class="told">${plural(titles.length, 'thing stands', 'things stand')} in the way: ${titles.slice(0, MOST_NAMED).join(', ')}${titles.length > MOST_NAMED && ` and ${plural(titles.length - MOST_NAMED, 'more', 'more')}`}.</p>`}
    ${changes.length > 0 && changesTable(changes, leads)}
  </article> `;
}

/** What an item is that a signature covers and the checklist does not have any more. */
const GONE = 'not in the checklist';

/** Several findings may stand on one line. */
const distinctPlaces = (places: readonly Place[], { documents }: Leads): readonly Place[] =>
  distinct(places, (at) => `${at.uri} ${String(documents.locate(at).startLine)}`).slice(0, 3);

const changesTable = (changes: RoleState['changes'], leads: Leads): Markup =>
  html`<table>
    <caption class="told soft">
      Changed since the signature
    </caption>
    <thead>
      <tr>
        <th scope="col">Item</th>
        <th scope="col">Was</th>
        <th scope="col">Is</th>
        <th scope="col">Why, and where</th>
      </tr>
    </thead>
    <tbody>
      ${changes.map(
        ({ item, title, from, to, because, places }) =>
          html`<tr>
            <th scope="row">${to === GONE ? title : toPart(`item-${item}`, title, leads)}</th>
            <td>${from}</td>
            <td>${to}</td>
            <td>
              ${joined(
                because.map((why) => prose(written(why))),
                html`<br />`,
              )}
              ${joined(distinctPlaces(places, leads).map((at) => placeOf(at, leads)))}
            </td>
          </tr> `,
      )}
    </tbody>
  </table>`;
