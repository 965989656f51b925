import { SPRITE } from './page/icons.js';
import { afterSection, blockersSection, checklistSection, noticesSection, questionsSection } from './page/items.js';
import { findingsSection, importedSection, skippedSection } from './page/findings.js';
import { type Leads, inEditor, onPaper } from './page/leads.js';
import { type Content, type Markup, html, verbatim } from './page/markup.js';
import { progressSection, ring } from './page/progress.js';
import { signoffSection } from './page/signoff.js';
import { EDITOR_STYLE, STYLE } from './page/style.js';
import type { Place } from '../model/span.js';
import { Documents, type Report, type WorkspaceReport, openFindings } from './report.js';
import { VERDICT_WORDS, baseNameOf, concerned, counted, dayOf, personOf, plural } from './words.js';

/** What a page is about first: where the workspace stands, or what was found. */
type Lead = 'checklist' | 'findings';

interface PageOptions {
  readonly lead: Lead;
  /** When the page was made, in ISO 8601. */
  readonly at: string;
}

/** One page that needs nothing else: no network, no script. */
export function htmlReport({ workspaces, version }: Report, { lead, at }: PageOptions): string {
  const title = workspaces.map((workspace) => baseNameOf(workspace)).join(', ');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="referrer" content="no-referrer" />
        <title>${title} – Preflight</title>
        <style>
          ${verbatim(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#start">Skip to the report</a>
        ${SPRITE}
        <main>
          ${workspaces.map((workspace, i) => {
            // Paths are shown from the workspace's top: its name stands above them.
            const local = { ...workspace, root: '.' };
            const leads = onPaper(new Documents(local), lead === 'checklist', i === 0 ? '' : `${String(i + 1)}-`);
            return workspaceBody(local, { lead, at, leads, most: Infinity, name: baseNameOf(workspace) });
          })}
        </main>
        ${footer(workspaces, version, at)}
      </body>
    </html> `.html;
}

/** The page of one workspace for an editor, which brings what stands around it. */
export interface EditorPage {
  readonly title: string;
  readonly style: string;
  readonly body: string;
  /** What its `data-place` numbers mean. */
  readonly places: readonly Place[];
}

/** More findings than anybody reads in an editor: its own views show them, too. */
const MOST_IN_EDITOR = 500;

export function editorPage({
  workspace,
  version,
  at,
}: {
  readonly workspace: WorkspaceReport;
  readonly version: string;
  readonly at: string;
}): EditorPage {
  const places: Place[] = [];
  const local = { ...workspace, root: '.' };
  const name = baseNameOf(workspace);
  const leads = inEditor(new Documents(local), places);
  const body = html`${SPRITE}
    <main>${workspaceBody(local, { lead: 'checklist', at, leads, most: MOST_IN_EDITOR, name })}</main>
    ${footer([local], version, at)}`;
  return { title: name, style: `${STYLE}${EDITOR_STYLE}`, body: body.html, places };
}

interface BodyOptions extends PageOptions {
  readonly leads: Leads;
  readonly name: string;
  /** How many findings are told one by one. */
  readonly most: number;
}

/** What stands in the page about one workspace: the same in a file and in an editor. */
function workspaceBody(workspace: WorkspaceReport, options: BodyOptions): Markup {
  const { leads, lead, most } = options;
  const { assessment } = workspace;
  const findings = findingsSection(workspace, leads, most);
  const state: readonly Content[] = assessment
    ? [progressSection(assessment, leads), blockersSection(assessment, leads), signoffSection(assessment, leads)]
    : [];
  const parts: readonly Content[] =
    lead === 'findings' || !assessment
      ? [findings, ...state]
      : [
          ...state,
          noticesSection(assessment, leads),
          questionsSection(assessment, leads),
          checklistSection(assessment, leads),
          afterSection(assessment, leads),
          importedSection(workspace, leads),
          findings,
        ];
  return html`${top(workspace, options)}
    <div id="${leads.anchor('start')}" tabindex="-1">${parts}${skippedSection(workspace, leads)}</div> `;
}

function top(workspace: WorkspaceReport, { name, at, lead, leads }: BodyOptions): Markup {
  const { assessment, read, commit } = workspace;
  const found = openFindings(workspace);
  const facts: readonly (readonly [string, Content])[] = [
    ['Made', html`<time>${dayOf(at)}</time>`],
    ...(commit === undefined ? [] : [['Commit', html`<code>${commit.slice(0, 12)}</code>`] as const]),
    ...(assessment ? [['Profile', assessment.profile] as const] : []),
    ['Files read', read],
    ...signers(workspace),
  ];
  return html`<header class="top">
    <p class="eyebrow">Preflight: production readiness</p>
    <h1><bdi>${name}</bdi></h1>
    <div class="verdict">
      ${assessment && ring(assessment.progress)}
      <div>
        ${verdictWords(workspace, lead)}
        <dl class="facts">
          ${facts.map(
            ([term, words]) =>
              html`<div>
                <dt>${term}</dt>
                <dd>${words}</dd>
              </div>`,
          )}
        </dl>
      </div>
    </div>
    ${lead === 'checklist' && assessment && contents(workspace, found.length, leads)}
  </header> `;
}

const signers = ({ assessment }: WorkspaceReport): readonly (readonly [string, Content])[] =>
  (assessment?.roles ?? []).flatMap(({ signoff, state }) =>
    signoff && state === 'signed' ? [['Signed by', html`<bdi>${personOf(signoff.by).name}</bdi>`] as const] : [],
  );

function verdictWords(workspace: WorkspaceReport, lead: Lead): Content {
  const found = openFindings(workspace);
  const count = (severity: string): number => found.filter((finding) => finding.severity === severity).length;
  const findings = found.length
    ? `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')} and ${plural(count('info'), 'note')}`
    : 'nothing found';
  const { assessment } = workspace;
  if (!assessment || lead === 'findings')
    return html`<strong>${findings.charAt(0).toUpperCase()}${findings.slice(1)}</strong>${
        assessment &&
        html`<p>
          ${VERDICT_WORDS[assessment.verdict]}: ${assessment.progress.done} of ${assessment.progress.applicable} items of the checklist are
          done.
        </p>`
      }`;
  const { verdict, progress, blocking } = assessment;
  const tone = verdict === 'not-ready' || verdict === 'stale' ? 'bad' : 'good';
  return html`<strong class="${tone}">${VERDICT_WORDS[verdict]}</strong>
    <p>
      ${progress.done} of ${progress.applicable} items are
      done${blocking > 0 ? `, and ${plural(blocking, 'thing blocks', 'things block')} a signature` : ''}. Open in the files: ${findings}.
    </p>`;
}

function contents(workspace: WorkspaceReport, found: number, leads: Leads): Content {
  const { assessment, imported = [], skipped } = workspace;
  if (!assessment) return undefined;
  const { blockers, roles, notices, questions, after } = assessment;
  const entries: readonly (readonly [string, string, boolean])[] = [
    ['progress', 'Progress', true],
    ['blockers', `What blocks (${String(blockers.length)})`, blockers.length > 0],
    ['sign-off', 'Sign-off', concerned(roles).length > 0],
    ['notices', `Records to look at (${String(notices.length)})`, notices.length > 0],
    ['questions', `Questions (${String(questions.length)})`, questions.length > 0],
    ['checklist', 'Checklist', true],
    ['after', 'After the launch', after.length > 0],
    ['own-lists', "The team's own checklists", imported.length > 0],
    ['findings', `Findings by file (${String(found)})`, true],
    ['skipped', 'Files that were not read', skipped.length > 0],
  ];
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      ${entries.flatMap(([id, words, is]) => (is ? [html`<li><a href="#${leads.anchor(id)}">${words}</a></li>`] : []))}
    </ul>
  </nav>`;
}

/** What was read, and by what. */
function footer(workspaces: readonly WorkspaceReport[], version: string, at: string): Markup {
  const sum = (of: (workspace: WorkspaceReport) => number): number => workspaces.reduce((total, workspace) => total + of(workspace), 0);
  const read = sum((workspace) => workspace.read);
  const skipped = sum((workspace) => workspace.skipped.length);
  const silenced = sum((workspace) => workspace.suppressed.length);
  return html`<footer class="foot">
    <p>
      ${plural(read, 'file')} read, ${counted(skipped)} skipped, ${plural(silenced, 'finding')} silenced by comments. What files cannot tell
      counts as unknown, and proves nothing.
    </p>
    <p>Made by Preflight ${version} on <time>${at.slice(0, 16).replace('T', ' ')}</time> UTC.</p>
  </footer> `;
}
