import type { Finding, Severity } from '../../model/finding.js';
import type { ImportedSummary } from '../../model/imported.js';
import { type WorkspaceReport, inOrder, openFindings } from '../report.js';
import { distinct, plural, written } from '../words.js';
import { fold } from './items.js';
import { type Leads, placeOf, ruleOf } from './leads.js';
import { type Content, type Markup, html, prose } from './markup.js';

const SEVERITY: Readonly<Record<Severity, { readonly words: string; readonly tone: string }>> = {
  error: { words: 'error', tone: 'bad' },
  warning: { words: 'warning', tone: 'wait' },
  info: { words: 'information', tone: 'info' },
};

/** Open findings by file, each with its line; then those that count no more. */
export function findingsSection(workspace: WorkspaceReport, leads: Leads, most: number): Content {
  const open = openFindings(workspace);
  const settled = workspace.findings.filter(({ fingerprint }) => workspace.settled.has(fingerprint));
  const files = inOrder(open, leads.documents);
  let left = most;
  const shown = files.flatMap(([path, findings]) => {
    const some = findings.slice(0, Math.max(0, left));
    left -= some.length;
    return some.length ? [html`<article class="file"><h3><code>${path === '' ? 'the whole workspace' : path}</code></h3>${some.map((finding) => entry(finding, leads))}</article>
`] : []; // prettier-ignore
  });
  return html`<section id="${leads.anchor('findings')}" aria-labelledby="${leads.anchor('h-findings')}">
    <h2 id="${leads.anchor('h-findings')}">Findings by file</h2>
    ${open.length === 0 && html`<p class="lead">Nothing is open.</p>`}
    ${shown}${left < 0 || open.length > most ? html`<p class="told soft">and ${plural(open.length - most, 'more finding')}: <code>preflight scan --format json</code> has them all.</p>` : undefined}
    ${fold(
      `${plural(settled.length, 'finding')} answered by records or in the baseline`,
      settled.map((finding) => [short(finding, leads), html` <span class="soft">${settledWords(workspace, finding)}</span>`]),
    )}
    ${fold(
      `${plural(workspace.suppressed.length, 'finding')} silenced by comments`,
      workspace.suppressed.map(({ finding, reason }) => [
        short(finding, leads),
        html` <span class="soft">${reason === undefined ? 'without a reason' : written(reason)}</span>`,
      ]),
    )}
  </section> `;
}

const short = ({ at, rule }: Finding, leads: Leads): Content => [placeOf(at, leads), ' ', ruleOf(rule, leads)];

function settledWords({ settled }: WorkspaceReport, { fingerprint }: Finding): string {
  const by = settled.get(fingerprint);
  if (by?.by === 'baseline' || by === undefined) return 'in the baseline';
  const { record } = by;
  return `${by.by === 'waiver' ? 'risk accepted' : 'provided elsewhere'} by ${record.by}: ${written('note' in record ? record.note : record.reason)}`;
}

function entry(finding: Finding, leads: Leads): Markup {
  const { at, severity, message, rule, related, confidence, workspaceGap } = finding;
  const { documents } = leads;
  const { startLine, startColumn } = documents.locate(at);
  const { words, tone } = SEVERITY[severity];
  const [fix] = documents.fixesOf(finding);
  const known = documents.has(at.uri) && !workspaceGap;
  const others = distinct(related, ({ note, at: other }) => `${note} ${other.uri} ${String(other.span.start)}`);
  return html`<div class="finding">
    <div class="at">${known ? leads.place(at, html`${String(startLine)}:${String(startColumn)}`) : '–'}</div>
    <div>
      <p>${prose(message)}</p>
      <p class="holds"><span class="${tone}">${words}</span>${confidence === 'likely' && ', likely'} ${ruleOf(rule, leads)}</p>
      ${others.map(({ at: other, note }) => html`<p class="holds">${placeOf(other, leads)} ${prose(note)}</p>`)}
      ${known && excerpt(finding, leads)}
      ${fix && html`<p class="holds">${fix.kind === 'suggestion' ? 'Try' : 'Fix'}: ${prose(fix.title)}</p>`}
    </div>
  </div> `;
}

/** Characters of a line before the words that are marked, and after where they begin. */
const BEFORE = 60;
const AFTER = 140;

function excerpt({ at }: Finding, { documents }: Leads): Content {
  const line = documents.lineAt(at);
  if (!line || line.text.trim() === '') return undefined;
  const { text, start, end } = line;
  const indentation = text.length - text.trimStart().length;
  const from = Math.min(start, Math.max(indentation, start - BEFORE));
  const to = Math.max(start, Math.min(text.trimEnd().length, start + AFTER));
  const stop = Math.min(Math.max(end, start), to);
  return html`<code class="excerpt"
    >${from > indentation && '…'}${text.slice(from, start)}<mark>${text.slice(start, stop)}</mark>${text.slice(stop, to)}${to < text.trimEnd().length && '…'}</code
  >`;
}

/** The team's own checklists: how far they are, and where the workspace says otherwise. */
export function importedSection(workspace: WorkspaceReport, leads: Leads): Content {
  const { imported = [], findings, pathOf } = workspace;
  if (imported.length === 0) return undefined;
  const claims = (path: string): readonly Finding[] =>
    findings.filter(({ rule, at }) => rule.startsWith('checklist/claim-') && pathOf(at.uri) === path);
  return html`<section id="${leads.anchor('own-lists')}" aria-labelledby="${leads.anchor('h-own-lists')}">
    <h2 id="${leads.anchor('h-own-lists')}">The team's own checklists</h2>
    ${imported.map((list) => ownList(list, claims(list.path), leads))}
  </section> `;
}

const ownList = ({ path, counts, items }: ImportedSummary, claims: readonly Finding[], leads: Leads): Markup =>
  html`<article class="part">
    <header>
      <h3><code>${path}</code></h3>
      <p class="num">${counts.checked} of ${counts.items} checked</p>
    </header>
    ${
      claims.length > 0 &&
      html`<ul class="plain">
        ${claims.map((claim) => html`<li>${prose(claim.message)} ${placeOf(claim.at, leads)}</li>`)}
      </ul>`
    }
    ${fold(
      `All ${plural(items.length, 'line')}`,
      items.map(({ text, checked, linked, section }) => [
        checked ? html`<span class="good">done</span> ` : html`<span class="soft">open</span> `,
        html`<bdi>${written(text)}</bdi>`,
        section !== '' && html` <span class="soft">(<bdi>${section}</bdi>)</span>`,
        typeof linked === 'string' && html` <a href="#${leads.anchor(`item-${linked}`)}"><code>${linked}</code></a>`,
      ]),
    )}
  </article> `;

/** What was not read, by its reason. */
export function skippedSection({ skipped }: WorkspaceReport, leads: Leads): Content {
  if (skipped.length === 0) return undefined;
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of skipped) {
    const paths = byReason.get(reason);
    if (paths) paths.push(path);
    else byReason.set(reason, [path]);
  }
  return html`<section id="${leads.anchor('skipped')}" aria-labelledby="${leads.anchor('h-skipped')}">
    <h2 id="${leads.anchor('h-skipped')}">Files that were not read</h2>
    ${[...byReason].map(([reason, paths]) =>
      fold(
        `${plural(paths.length, 'file')}: ${reason}`,
        paths.map((path) => html`<code>${path}</code>`),
      ),
    )}
  </section> `;
}
