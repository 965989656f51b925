import type { Assessment, Blocker, ItemState, RoleState, SectionState } from '../model/checklist.js';
import type { Finding } from '../model/finding.js';
import { pageOf } from '../model/pages.js';
import type { Place } from '../model/span.js';
import { Documents, type Report, type WorkspaceReport, inOrder, openFindings } from './report.js';
import {
  ROLE_WORDS,
  STATUS_WORDS,
  VERDICT_WORDS,
  baseNameOf,
  concerned,
  counted,
  dayOf,
  failures,
  hasPage,
  isCounted,
  isOpen,
  isWebLink,
  personOf,
  plain,
  plural,
  sentence,
  tallyOf,
  written,
} from './words.js';

/** A comment of a pull request takes 65,536 characters: lists are cut short, and say so. */
const MOST_BLOCKERS = 50;
const MOST_FINDINGS = 100;
const MOST_CHANGES = 30;
/** Places that an item tells one by one. */
const MOST_TOLD = 3;

// What would begin a construct of GitHub flavoured Markdown in the middle of a line: https://github.github.com/gfm/
const SPECIAL = /[\\`*_[\]<>|~$&]/g;
/** Written into a word, it keeps that word from being a link, and nobody sees it. */
const JOINER = '\u2060';

/** Text of somebody as Markdown: nothing in it is a heading, a link, a mention or a tag. */
export const markdownText = (text: string): string =>
  plain(text)
    .trim()
    .replace(SPECIAL, '\\$&')
    .replace(/^(?:[#>+=-]|\d{1,9}[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`)
    // Addresses become links by themselves, names and numbers of issues mentions.
    .replace(/:(?=\/\/)/g, ':\\')
    .replace(/www(?=\.)/gi, '$&\\')
    .replace(/@(?=\w)/g, `@${JOINER}`)
    .replace(/#(?=\d)/g, `#${JOINER}`);

/** A code span, whatever it holds. */
export function markdownCode(text: string): string {
  // In a table even a code span ends at a bar.
  const words = plain(text).replace(/\|/g, '\u{ff5c}');
  if (words.trim() === '') return '';
  const longest = Math.max(0, ...(words.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[ `]|[ `]$/.test(words) ? ' ' : '';
  return `${fence}${pad}${words}${pad}${fence}`;
}

/** Words in which what stands in single quotes is code. */
const prose = (text: string): string =>
  text
    .split(/(?<=^|[\s(])'([^'\n]{1,200})'(?=$|[\s.,;:)])/)
    .map((part, i) => (i % 2 ? markdownCode(part) : inner(part, i > 0)))
    .join('');

/** Spaces at the ends of a part stay. */
const inner = (part: string, follows: boolean): string => {
  const before = /^\s/.test(part) && follows ? ' ' : '';
  const after = /\S\s$/.test(part) ? ' ' : '';
  return `${before}${markdownText(part)}${after}`;
};

const ruleLink = (rule: string): string => (hasPage(rule) ? `[${markdownText(rule)}](${pageOf(rule)})` : markdownText(rule));

const placeWords = (at: Place, documents: Documents): string => {
  const { path, startLine } = documents.locate(at);
  return markdownCode(documents.has(at.uri) ? `${path}:${String(startLine)}` : path);
};

const findingLine = ({ message, at, rule, workspaceGap }: Finding, documents: Documents): string =>
  [prose(message), workspaceGap ? '' : placeWords(at, documents), ruleLink(rule)].filter((part) => part !== '').join(' ');

const table = (head: readonly string[], align: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `| ${align.join(' | ')} |`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
];

/** A checklist for a pull request or a wiki: where it stands, what blocks, who signed, and what is open. */
export const checklistMarkdown = ({ workspaces }: Report): string =>
  finished(
    workspaces.flatMap((workspace) => {
      const local = { ...workspace, root: '.' };
      return workspace.assessment ? [...checklist(local, workspace.assessment, new Documents(local), baseNameOf(workspace))] : [];
    }),
  );

/** Findings for a pull request or a wiki, by file. */
export const scanMarkdown = ({ workspaces }: Report): string =>
  finished(
    workspaces.flatMap((workspace) => {
      const local = { ...workspace, root: '.' };
      return [...found(local, new Documents(local), baseNameOf(workspace))];
    }),
  );

const finished = (lines: readonly string[]): string => `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`; // prettier-ignore

function* checklist(workspace: WorkspaceReport, assessment: Assessment, documents: Documents, name: string): Iterable<string> {
  const { verdict, progress, blockers, profile, sections, roles, questions, after, notices } = assessment;
  const blocking = blockers.length ? `, ${plural(blockers.length, 'thing blocks', 'things block')}` : '';
  yield* [`# ${markdownText(name)}: ${VERDICT_WORDS[verdict].toLowerCase()}`, ''];
  yield `**${String(progress.done)} of ${String(progress.applicable)}** items are done${blocking}. Profile ${profile}${workspace.commit === undefined ? '' : `, commit ${markdownCode(workspace.commit.slice(0, 12))}`}.`;
  yield '';
  yield* blockerLines(blockers, documents);
  yield* progressLines(sections, assessment);
  yield* roleLines(roles, documents);
  yield* listed(
    'Records to look at',
    notices.map(({ message }) => prose(written(message))),
  );
  yield* listed(
    'Questions',
    questions.map(
      ({ condition, question, items }) =>
        `${markdownText(question)} (${markdownCode(`checklist.answers.${condition}`)}, ${plural(items.length, 'item waits', 'items wait')})`,
    ),
  );
  const open = sections.map(({ section, items }) => ({ section, items: items.filter((state) => isCounted(state) && isOpen(state)) }));
  if (open.some(({ items }) => items.length > 0)) yield* ['## Open items', ''];
  for (const { section, items } of open) {
    if (items.length === 0) continue;
    yield* [`### ${markdownText(section.title)}`, ''];
    for (const state of items) yield* itemLines(state, documents);
    yield '';
  }
  yield* recordLines(sections);
  yield* listed(
    'After the launch',
    after.map(({ item, status }) => `${markdownText(item.title)}: ${STATUS_WORDS[status]}`),
  );
  yield* ownLists(workspace, documents);
  yield* readLines(workspace);
}

function* listed(title: string, entries: readonly string[]): Iterable<string> {
  if (entries.length === 0) return;
  yield* [`## ${title}`, '', ...entries.map((entry) => `- ${entry}`), ''];
}

function* blockerLines(blockers: readonly Blocker[], documents: Documents): Iterable<string> {
  if (blockers.length === 0) return;
  yield* ['## What blocks', ''];
  for (const [i, blocker] of blockers.slice(0, MOST_BLOCKERS).entries()) {
    if (blocker.kind === 'finding') {
      yield `${String(i + 1)}. ${findingLine(blocker.finding, documents)}`;
      continue;
    }
    const { item, status, reason, findings } = blocker.state;
    const [first, ...others] = failures(findings);
    const why =
      status === 'failing' && first
        ? `${findingLine(first, documents)}${others.length ? ` and ${plural(others.length, 'more finding')}` : ''}`
        : prose(sentence(written(reason ?? '')));
    yield `${String(i + 1)}. **${markdownText(item.title)}** (${STATUS_WORDS[status]}): ${why}`;
  }
  if (blockers.length > MOST_BLOCKERS) yield `${String(MOST_BLOCKERS + 1)}. and ${plural(blockers.length - MOST_BLOCKERS, 'more', 'more')}`;
  yield '';
}

function* progressLines(sections: readonly SectionState[], { progress }: Assessment): Iterable<string> {
  const rows = sections.filter(({ items }) => items.some(isCounted));
  if (rows.length === 0) return;
  const cells = (title: string, items: readonly ItemState[]): readonly string[] => {
    const { done, waived, waiting, failing, blocking } = tallyOf(items);
    const all = items.filter(isCounted).length;
    return [
      title,
      `${String(done + waived)} of ${String(all)}`,
      ...[waiting, failing, blocking].map((count) => (count ? String(count) : '')),
    ];
  };
  yield* ['## Progress', ''];
  yield* table(
    ['Section', 'Done', 'Waiting', 'Failing', 'Blocking'],
    ['---', '--:', '--:', '--:', '--:'],
    [
      ...rows.map(({ section, items }) => cells(markdownText(section.title), items)),
      ...(progress.applicable ? [cells('**All**', sections.flatMap(({ items }) => items))] : []), // prettier-ignore
    ],
  );
  yield '';
}

function* roleLines(roles: readonly RoleState[], documents: Documents): Iterable<string> {
  const list = concerned(roles);
  if (list.length === 0) return;
  yield* ['## Sign-off', ''];
  for (const { role, state, signoff, reasons, changes, signature } of list) {
    const who = signoff
      ? `: ${markdownText(personOf(signoff.by).name)} on ${dayOf(signoff.at)}${signoff.commit === undefined ? '' : ` at ${markdownCode(signoff.commit.slice(0, 12))}`}`
      : '';
    yield `- **${markdownText(role.title)}** ${ROLE_WORDS[state]}${who}`;
    if (signoff?.note) yield `  - ${markdownText(written(signoff.note))}`;
    if (signature) yield `  - ${markdownText(signature.is === 'good' ? `SSH signature of ${signature.signer}` : signature.reason)}`;
    for (const reason of reasons) yield `  - ${prose(written(reason))}`;
    for (const { title, from, to, because, places } of changes.slice(0, MOST_CHANGES)) {
      const [at] = places;
      yield `  - ${markdownText(title)}: ${markdownText(from)} → ${markdownText(to)}${because.length ? ` (${because.map((why) => prose(written(why.replace(/\.$/, '')))).join('; ')})` : ''}${at ? ` ${placeWords(at, documents)}` : ''}`;
    }
    if (changes.length > MOST_CHANGES) yield `  - and ${plural(changes.length - MOST_CHANGES, 'more change')}`;
  }
  yield '';
}

function* itemLines(state: ItemState, documents: Documents): Iterable<string> {
  const { item, status, blocking, findings, reason } = state;
  yield `- **${markdownText(item.title)}**: ${STATUS_WORDS[status]}${blocking ? ', blocks' : ''}. ${markdownText(sentence(item.holds))}`;
  if (status === 'failing') {
    const failing = failures(findings);
    for (const finding of failing.slice(0, MOST_TOLD)) yield `  - ${findingLine(finding, documents)}`;
    if (failing.length > MOST_TOLD) yield `  - and ${plural(failing.length - MOST_TOLD, 'more finding')}`;
    return;
  }
  const signs = [...state.evidence, ...state.signals].map(
    ({ note, at }) => `${prose(written(note))}${at && documents.pathOf(at.uri) !== note ? ` ${placeWords(at, documents)}` : ''}`,
  );
  const unsure = state.unknown.map(({ at }) => placeWords(at, documents));
  const told = [...new Set(status === 'to-confirm' ? signs : unsure)];
  const words = [
    ...(reason === undefined ? [] : [prose(sentence(written(reason)))]),
    ...(told.length ? [told.slice(0, MOST_TOLD).join('; ')] : []),
    ...(told.length > MOST_TOLD ? [`and ${plural(told.length - MOST_TOLD, 'more', 'more')}`] : []),
  ];
  if (words.length) yield `  - ${words.join(' ')}`;
}

/** Who attested and who accepted what. */
function* recordLines(sections: readonly SectionState[]): Iterable<string> {
  const rows = sections
    .flatMap(({ items }) => items)
    .flatMap(({ item, records }) =>
      [...records.attestations, ...records.waivers].map(({ record, force }) => {
        const isAttestation = 'note' in record;
        const link = isAttestation && record.link !== undefined && isWebLink(record.link) ? ` <${record.link.replace(/\|/g, '%7C')}>` : '';
        const elsewhere = isAttestation && record.providedElsewhere ? ', provided elsewhere' : '';
        return [
          markdownText(item.title),
          `${isAttestation ? 'attested' : 'accepted'}${elsewhere}`,
          markdownText(personOf(record.by).name),
          dayOf(record.at),
          `${markdownText(written(isAttestation ? record.note : record.reason))}${link}`,
          record.expires === undefined ? '' : `${dayOf(record.expires)}${force === 'expired' ? ' (expired)' : ''}`,
        ];
      }),
    );
  if (rows.length === 0) return;
  yield* ['## Records', ''];
  yield* table(['Item', 'What', 'Who', 'When', 'Words', 'Until'], ['---', '---', '---', '---', '---', '---'], rows);
  yield '';
}

function* ownLists({ imported = [], findings, pathOf }: WorkspaceReport, documents: Documents): Iterable<string> {
  if (imported.length === 0) return;
  yield* ["## The team's own checklists", ''];
  for (const { path, counts } of imported) {
    yield `- ${markdownCode(path)}: ${counted(counts.checked)} of ${counted(counts.items)} checked`;
    for (const { message, at } of findings.filter(({ rule, at }) => rule.startsWith('checklist/claim-') && pathOf(at.uri) === path))
      yield `  - ${prose(message)} ${placeWords(at, documents)}`;
  }
  yield '';
}

function* found(workspace: WorkspaceReport, documents: Documents, name: string): Iterable<string> {
  const open = openFindings(workspace);
  const count = (severity: string): number => open.filter((finding) => finding.severity === severity).length;
  const verdict = open.length
    ? `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}, ${plural(count('info'), 'note')}`
    : 'nothing found';
  yield* [`# ${markdownText(name)}: ${verdict}`, ''];
  const { assessment } = workspace;
  if (assessment) {
    const { verdict: stands, progress } = assessment;
    yield* [`${VERDICT_WORDS[stands]}: ${String(progress.done)} of ${String(progress.applicable)} items of the checklist are done.`, ''];
  }
  let left = MOST_FINDINGS;
  for (const [path, findings] of inOrder(open, documents)) {
    const some = findings.slice(0, Math.max(0, left));
    left -= some.length;
    if (some.length === 0) continue;
    yield* [`## ${path === '' ? 'The whole workspace' : markdownCode(path)}`, ''];
    yield* table(
      ['Line', 'Severity', 'Finding', 'Rule'],
      ['--:', '---', '---', '---'],
      some.map(({ at, severity, message, rule, workspaceGap }) => [
        workspaceGap || !documents.has(at.uri) ? '' : String(documents.locate(at).startLine),
        severity === 'info' ? 'information' : severity,
        prose(message),
        ruleLink(rule),
      ]),
    );
    yield '';
  }
  if (open.length > MOST_FINDINGS)
    yield* [`And ${plural(open.length - MOST_FINDINGS, 'more finding')}: \`preflight scan --format json\` has them all.`, ''];
  yield* readLines(workspace);
}

function* readLines({ read, skipped, suppressed, settled }: WorkspaceReport): Iterable<string> {
  const parts = [
    `${plural(read, 'file')} read`,
    ...(skipped.length ? [`${counted(skipped.length)} skipped`] : []),
    ...(suppressed.length ? [`${plural(suppressed.length, 'finding')} silenced by comments`] : []),
    ...(settled.size ? [`${plural(settled.size, 'finding')} answered by records or in the baseline`] : []),
  ];
  yield* ['---', '', `${parts.join(', ')}.`, ''];
}
