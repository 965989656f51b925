import type { Assessment, Blocker, ComparedTarget, ItemState, Reason, SectionState } from '../../model/checklist.js';
import { figure } from '../../model/figure.js';
import type { Finding } from '../../model/finding.js';
import type { Attestation, RecordState, Waiver } from '../../model/signoff.js';
import {
  STATUS_WORDS,
  dayOf,
  distinct,
  failures,
  isCounted,
  isMore,
  isOpen,
  isWebLink,
  personOf,
  plural,
  sentence,
  written,
} from '../words.js';
import { statusIcon, toneOf } from './icons.js';
import { type Leads, placeOf, ruleOf, toPart } from './leads.js';
import { type Content, type Markup, html, joined, prose } from './markup.js';

/** Places of one kind that an item tells one by one. */
const MOST = 8;

/** A list under an item, with a label, cut short where nobody would read on. */
function told(label: string, entries: readonly Content[], most = MOST): Content {
  if (entries.length === 0) return undefined;
  const more = entries.length - most;
  return html`<div class="told">
    <p class="label">${label}</p>
    <ul>
      ${entries.slice(0, most).map((entry) => html`<li>${entry}</li>`)}${
        more > 0 && html`<li class="soft">and ${plural(more, 'more', 'more')}</li>`
      }
    </ul>
  </div>`;
}

export function person(by: string): Markup {
  const { name, address } = personOf(by);
  return html`<bdi>${name}</bdi>${address !== undefined && html` <span class="soft">&lt;<bdi>${address}</bdi>&gt;</span>`}`;
}

export const findingWords = ({ message, at, rule, workspaceGap, severity, confidence }: Finding, leads: Leads): Content => [
  prose(message),
  ' ',
  joined(
    [
      severity !== 'warning' &&
        html`<span class="${severity === 'error' ? 'bad' : 'info'}">${severity === 'info' ? 'information' : severity}</span>`,
      confidence === 'likely' && html`<span class="soft">likely</span>`,
      !workspaceGap && placeOf(at, leads),
      ruleOf(rule, leads),
    ].filter((part) => part !== false),
  ),
];

const noted = ({ note, at }: Reason, leads: Leads): Content => [
  prose(written(note)),
  at !== undefined && leads.documents.pathOf(at.uri) !== note && [' ', placeOf(at, leads)],
];

const keyOf = ({ note, at }: Reason): string => `${note} ${at ? `${at.uri} ${String(at.span.start)}` : ''}`;

function recordWords({ record, force }: RecordState<Attestation> | RecordState<Waiver>): Content {
  const isAttestation = 'note' in record;
  const words = written(isAttestation ? record.note : record.reason).trim();
  const ends =
    record.expires !== undefined &&
    [' ', force === 'expired' ? html`<span class="bad">expired on <time>${dayOf(record.expires)}</time></span>` : force === 'expiring' ? html`<span class="wait">expires on <time>${dayOf(record.expires)}</time></span>` : html`<span class="soft">until <time>${dayOf(record.expires)}</time></span>`]; // prettier-ignore
  return [
    isAttestation ? (record.providedElsewhere ? 'Provided elsewhere, attested by ' : 'Attested by ') : 'Risk accepted by ',
    person(record.by),
    html` on <time>${dayOf(record.at)}</time>`,
    words !== '' && html`: <bdi>${words}</bdi>`,
    isAttestation && record.link !== undefined && [' ', linkOf(record.link)],
    !isAttestation && record.fingerprint !== undefined && html` <span class="soft">(finding <code>${record.fingerprint}</code>)</span>`,
    ends,
  ];
}

/** A link that somebody gave: followed only where it leads to the web. */
const linkOf = (link: string): Markup =>
  isWebLink(link) && written(link) === link
    ? html`<a href="${link}" rel="noopener noreferrer nofollow"><bdi>${link}</bdi></a>`
    : html`<bdi>${written(link)}</bdi>`;

/** A figure beside what the workspace states. */
const targetWords = ({ words, target, unit, isExample, stated, at, met }: ComparedTarget, leads: Leads): Content => [
  `${words}: ${isExample ? 'for example' : 'the target is'} ${figure(target, unit)}`,
  stated === undefined ? ', and no file says what it is' : `, stated is ${figure(stated, unit)}`,
  met === false && !isExample && html` <span class="bad">(not met)</span>`,
  at !== undefined && [' ', placeOf(at, leads)],
];

/** All that is known of an item, as far as its lists are not empty. */
function details(state: ItemState, leads: Leads): Content {
  const { findings, accepted, baselined, evidence, signals, unknown, coverage, appliesBecause, checked, targets } = state;
  const serious = failures(findings);
  const asides = findings.filter(({ severity }) => severity === 'info');
  const unsure = distinct(unknown, ({ at }) => `${at.uri} ${String(at.span.start)}`);
  return [
    told(
      'Findings',
      serious.map((finding) => findingWords(finding, leads)),
    ),
    told('Evidence', [...distinct(evidence, keyOf).map((reason) => noted(reason, leads)), ...(coverage === undefined ? [] : [coverage])]),
    told(
      'Targets',
      targets.filter(({ isExample, stated }) => !isExample || stated !== undefined).map((target) => targetWords(target, leads)),
    ),
    told(
      'Files cannot tell, so look here',
      unsure.map(({ at, rule }) => [placeOf(at, leads), ' ', ruleOf(rule, leads)]),
    ),
    state.status !== 'passing' &&
      told(
        'Signs, which prove nothing',
        distinct(signals, keyOf).map((reason) => noted(reason, leads)),
        5,
      ),
    recordsOf(state),
    told(
      'Answered by these records',
      accepted.map(({ finding }) => findingWords(finding, leads)),
    ),
    told(
      'Good to know',
      asides.map((finding) => findingWords(finding, leads)),
      3,
    ),
    told(
      'In the baseline',
      baselined.map((finding) => findingWords(finding, leads)),
      3,
    ),
    !isOpen(state) && checked.built < checked.all && told('Rules', [`${String(checked.built)} of ${String(checked.all)} are built by now`]),
    appliesBecause.length > 0 &&
      html`<p class="because">
        Applies because of
        ${joined(
          distinct(appliesBecause, keyOf)
            .slice(0, 2)
            .map((reason) => noted(reason, leads)),
          ', ',
        )}
      </p>`,
  ];
}

const statusWords = ({ status, blocking, item }: ItemState): string =>
  `${STATUS_WORDS[status]}${blocking && item.phase === 'before' && (status === 'failing' || status === 'to-confirm' || status === 'to-attest') ? ', blocks' : ''}`;

/** An item: what is open in full, what is done in a line that opens. */
function item(state: ItemState, leads: Leads): Markup {
  const { item: one, status, reason, coverage } = state;
  const label = html`<span class="status ${toneOf(status)}">${statusWords(state)}</span>`;
  // What a record says stands below, as a record.
  const said =
    reason !== undefined &&
    reason !== coverage &&
    status !== 'attested' &&
    status !== 'waived' &&
    html`<p class="why">${prose(sentence(written(reason)))}</p>`;
  if (isOpen(state))
    return html`<li class="item" id="${leads.anchor(`item-${one.id}`)}">
      ${statusIcon(status)}
      <div>
        <div class="line">
          <h4>${one.title}</h4>
          ${label}
        </div>
        <p class="holds">${one.holds}</p>
        ${said}${details(state, leads)}
      </div>
    </li> `;
  return html`<li class="item done" id="${leads.anchor(`item-${one.id}`)}">
    ${statusIcon(status)}
    <details>
      <summary><span class="title">${one.title}</span>${label}</summary>
      <p class="holds">${one.holds}</p>
      ${said}${details(state, leads)}
    </details>
  </li> `;
}

const ORDER: Readonly<Record<ItemState['status'], number>> = {
  failing: 0,
  'to-confirm': 1,
  'to-attest': 1,
  waived: 2,
  attested: 3,
  passing: 3,
  'not-applicable': 4,
};
/** What blocks first, then what is open; the order of the checklist otherwise. */
const byUrgency = (a: ItemState, b: ItemState): number =>
  Number(isOpen(b) && b.blocking) - Number(isOpen(a) && a.blocking) || ORDER[a.status] - ORDER[b.status];

function section({ section: { id, title }, items, progress }: SectionState, leads: Leads): Content {
  const listed = items.filter(isCounted).toSorted(byUrgency);
  const more = items.filter(isMore).toSorted(byUrgency);
  const outside = items.filter(
    ({ item: one, status, question }) => status === 'not-applicable' && question === undefined && one.signOff === undefined,
  );
  if (listed.length === 0 && more.length === 0) return undefined;
  return html`<section class="part" id="${leads.anchor(`section-${id}`)}" aria-labelledby="${leads.anchor(`h-section-${id}`)}">
    <header>
      <h3 id="${leads.anchor(`h-section-${id}`)}">${title}</h3>
      ${progress.applicable > 0 && html`<p class="num">${progress.done} of ${progress.applicable} done</p>`}
    </header>
    ${
      listed.length > 0 &&
      html`<ul class="items">
        ${listed.map((state) => item(state, leads))}
      </ul>`
    }
    ${fold(
      `${plural(more.length, 'more item', 'more items')} with profile 'strict'`,
      more.map((state) => brief(state, leads)),
    )}
    ${fold(
      `${plural(outside.length, 'item does', 'items do')} not apply`,
      outside.map((state) => [
        named(state, leads),
        state.reason !== undefined && html` <span class="soft">– ${written(state.reason)}</span>`,
      ]),
    )}
  </section> `;
}

const named = ({ item: one }: ItemState, leads: Leads): Markup => html`<span id="${leads.anchor(`item-${one.id}`)}">${one.title}</span>`;

const recordsOf = ({ records }: ItemState): Content =>
  told('Records', [...records.attestations.map(recordWords), ...records.waivers.map(recordWords)]);

/** An item that the profile does not ask for: that it is there, and who has said something about it. */
const brief = (state: ItemState, leads: Leads): Content => [
  statusIcon(state.status),
  ' ',
  named(state, leads),
  html` <span class="soft">${STATUS_WORDS[state.status]}</span>`,
  recordsOf(state),
];

/** A list that opens; nothing where it is empty. */
export const fold = (label: Content, entries: readonly Content[]): Content =>
  entries.length > 0 &&
  html`<details class="fold">
    <summary>${label}</summary>
    <ul>
      ${entries.map((entry) => html`<li>${entry}</li>`)}
    </ul>
  </details>`;

/** The sections with their items. */
export const checklistSection = ({ sections }: Assessment, leads: Leads): Content =>
  html`<section id="${leads.anchor('checklist')}" aria-labelledby="${leads.anchor('h-checklist')}">
    <h2 id="${leads.anchor('h-checklist')}">Checklist</h2>
    ${sections.map((state) => section(state, leads))}
  </section> `;

/** What stands in the way of a signature, each with why: what fails first, then what waits for somebody. */
export function blockersSection({ blockers }: Assessment, leads: Leads): Content {
  if (blockers.length === 0) return undefined;
  const failing = blockers.filter((blocker) => blocker.kind === 'finding' || blocker.state.status === 'failing');
  const waiting = blockers.flatMap((blocker) => (blocker.kind === 'item' && blocker.state.status !== 'failing' ? [blocker.state] : []));
  return html`<section id="${leads.anchor('blockers')}" aria-labelledby="${leads.anchor('h-blockers')}">
    <h2 id="${leads.anchor('h-blockers')}">${plural(blockers.length, 'thing blocks', 'things block')}</h2>
    ${
      failing.length > 0 &&
      html`<ul class="blockers">
        ${failing.map((blocker) => failingBlocker(blocker, leads))}
      </ul>`
    }
    ${
      waiting.length > 0 &&
      html`<h3 class="waiting">${plural(waiting.length, 'waits for a person', 'wait for a person')}</h3>
        <ul class="waits">
          ${waiting.map((state) => waitingBlocker(state, leads))}
        </ul>`
    }
  </section> `;
}

const itemLink = ({ id, title }: ItemState['item'], leads: Leads): Markup => toPart(`item-${id}`, title, leads);

function failingBlocker(blocker: Blocker, leads: Leads): Content {
  if (blocker.kind === 'finding')
    return html`<li>
      ${statusIcon('failing')}
      <div>
        <h3>${prose(blocker.finding.message)}</h3>
        <p class="holds">${placeOf(blocker.finding.at, leads)} ${ruleOf(blocker.finding.rule, leads)}</p>
      </div>
    </li> `;
  const [first, ...others] = failures(blocker.state.findings);
  return html`<li>
    ${statusIcon('failing')}
    <div>
      <h3>${itemLink(blocker.state.item, leads)}</h3>
      <p class="holds">
        ${first && findingWords(first, leads)}
        ${others.length > 0 && html`<span class="soft">and ${plural(others.length, 'more finding')}</span>`}
      </p>
    </div>
  </li> `;
}

const waitingBlocker = ({ item: one, status, reason }: ItemState, leads: Leads): Content =>
  html`<li>
    ${statusIcon(status)}<span
      >${itemLink(one, leads)} ${reason !== undefined && html`<span class="soft">${prose(sentence(written(reason)))}</span>`}</span
    ><span class="status wait">${STATUS_WORDS[status]}</span>
  </li> `;

/** What the team is asked once. */
export const questionsSection = ({ questions }: Assessment, leads: Leads): Content =>
  questions.length > 0 &&
  html`<section id="${leads.anchor('questions')}" aria-labelledby="${leads.anchor('h-questions')}">
    <h2 id="${leads.anchor('h-questions')}">Questions</h2>
    <p class="lead">What files cannot tell. An answer stands in <code>preflight.yaml</code>; until then these items block nothing.</p>
    <ul class="plain">
      ${questions.map(
        ({ condition, question, items }) =>
          html`<li>
            <strong>${question}</strong>
            <p class="holds">
              ${plural(items.length, 'item waits', 'items wait')} for <code>checklist.answers.${condition}</code>:
              ${joined(
                items.map((state) => named(state, leads)),
                ', ',
              )}.
            </p>
          </li> `,
      )}
    </ul>
  </section> `;

/** What can only be checked once the product runs. */
export const afterSection = ({ after }: Assessment, leads: Leads): Content =>
  after.length > 0 &&
  html`<section id="${leads.anchor('after')}" aria-labelledby="${leads.anchor('h-after')}">
    <h2 id="${leads.anchor('h-after')}">After the launch</h2>
    <p class="lead">What can only be checked once the product runs. It blocks no signature.</p>
    <ul class="items">
      ${after
        .toSorted((a, b) => ORDER[a.status] - ORDER[b.status])
        .map(
          (state) =>
            html`<li class="item">
              ${statusIcon(state.status)}
              <div>
                <div class="line">
                  ${named(state, leads)}<span class="status ${toneOf(state.status)}">${STATUS_WORDS[state.status]}</span>
                </div>
                ${recordsOf(state)}${told(
                  'Findings',
                  failures(state.findings).map((finding) => findingWords(finding, leads)),
                )}
              </div>
            </li> `,
        )}
    </ul>
  </section> `;

/** Records that need somebody's eyes. */
export const noticesSection = ({ notices }: Assessment, leads: Leads): Content =>
  notices.length > 0 &&
  html`<section id="${leads.anchor('notices')}" aria-labelledby="${leads.anchor('h-notices')}">
    <h2 id="${leads.anchor('h-notices')}">Records to look at</h2>
    <ul class="plain">
      ${notices.map(({ message }) => html`<li>${prose(written(message))}</li> `)}
    </ul>
  </section> `;
