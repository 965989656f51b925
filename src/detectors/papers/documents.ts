import { Heading, OutsideDocs, Paper, Passage, type Topic } from '../../facts/papers.js';
import { baseName } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before, slice } from '../../model/span.js';
import { type Markup, outlineOf } from '../../syntax/outline.js';
import { detector } from '../detector.js';
import { amountOf } from './substance.js';
import { topicsOf, topicsOfPath } from './topics.js';

/** Documents for people: by extension, or by a name that says it. */
const FILES =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|org)$|(?:^|\/)(?:readme|install(?:ation)?|changelog|changes|history|news|security|architecture|deploy(?:ment|ing)?|runbook)(?:\.txt)?$/i;
/** What is no document of this workspace's own: copies, samples, templates, articles, words for tools. */
const ELSEWHERE =
  /(?:^|\/)(?:node_modules|vendor|third[_-]?party|fixtures?|testdata|test[_-]?data|tests?|__\w+__|e2e|cypress|examples?|samples?|demos?|templates?|starters?|boilerplates?|ISSUE_TEMPLATE|PULL_REQUEST_TEMPLATE|\.changeset|licen[cs]es|blogs?|posts?|articles|news|prompts?|skills|\.(?:claude|cursor|agents?|codex|windsurf|kiro|gemini|roo|junie|opencode|continue))\/|(?:^|\/)(?:\.github\/)?(?:pull_request_template|issue_template|code_of_conduct|contributors|authors|third[_-]?party[\w-]*|notice)\.(?:md|rst|txt)$/i;
const AGENTS =
  /(?:^|\/)(?:agents?|claude|gemini|codex|warp|llms?(?:-full)?|context|copilot-instructions)\.(?:md|mdx)$|(?:^|\/)\.cursorrules$/i;
const CHANGES =
  /(?:^|\/)(?:change[-_ ]?logs?|changes|history|news|releases?|release[-_ ]notes|upgrad(?:e|ing)|whats[-_]?new)(?:[-_.][\w.-]{0,40})?\.(?:md|mdx|rst|txt|adoc|markdown)$|(?:^|\/)(?:changelogs?|changes|history|news)$|(?:^|\/)(?:change-?logs?|release[-_]notes|releases|whats-?new)\//i;
const MOST_HEADINGS = 60;

export function markupOf(path: string): Markup {
  const extension = /\.([a-z]{2,8})$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === 'rst') return 'rst';
  if (extension === 'adoc' || extension === 'asciidoc') return 'asciidoc';
  if (extension === 'org') return 'org';
  return extension === undefined || extension === 'txt' ? 'plain' : 'markdown';
}

/** Documents for people and their headings. */
export const documents = detector({
  framework: 'Documents',
  format: 'text',
  files: FILES,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    if (text.trim() === '' || ELSEWHERE.test(path)) return;
    const agents = AGENTS.test(path);
    const outline = outlineOf(text, markupOf(path));
    const title = outline[0]?.title ?? baseName(path);
    const changes = CHANGES.test(path);
    const named = changes ? (['changes'] as const) : topicsOfPath(path);
    // The first heading speaks for the document where it is its title.
    const [first] = outline;
    const titled = first && !changes && !isReadme(path) && first.level <= (outline[1]?.level ?? 9) ? topicsOf(first.title) : [];
    const topics: readonly Topic[] = [...new Set<Topic>([...named, ...titled])];
    yield Paper(
      { span: before(0) },
      { path, title, topics, ...(changes ? { substance: changesIn(text), steps: false, commands: false } : amountOf(text)), agents },
    );
    if (changes) return;
    let stated = 0;
    for (const { title: words, level, span, body } of outline) {
      const about = topicsOf(words);
      if (words === '' || (about.length === 0 && level > 2) || ++stated > MOST_HEADINGS) continue;
      yield Heading({ span }, { path, text: words, level, topics: about, ...amountOf(slice(text, body)), agents });
    }
  },
});

const isReadme = (path: string): boolean => /(?:^|\/)readme[^/]*$/i.test(path);

/** A history names versions or days. */
const changesIn = (text: string): 'told' | 'pointed' | 'little' =>
  /\bv?\d{1,4}\.\d{1,4}\b|\b\d{4}-\d\d-\d\d\b|\bunreleased\b/i.test(text.slice(0, 50_000)) && text.trim().length > 60
    ? 'told'
    : /https?:\/\//.test(text)
      ? 'pointed'
      : 'little';

const AMOUNT = /[\d½]|\b(?:one|two|four|five|ten|fifteen|thirty|zero|no)\b/i;

/** Words of a document that tell what no heading says. */
export const passages = detector({
  framework: 'Documents',
  format: 'text',
  files: FILES,
  mentions:
    /RTO\b|RPO\b|[Rr]ecovery [Tt]ime|[Rr]ecovery [Pp]oint|helm rollback|rollout undo|releases:rollback|heroku rollback|revisions rollback|vercel rollback|update --rollback|service rollback|[Rr]oll(?:ing)? ?back|[Tt]est(?:ed|ing)? (?:the |your |our )?(?:restore|backup)|restore test|docker[ -]compose up -d|docker run [^\n]{0,80}-d\b|--restart|helm (?:install|upgrade)|kubectl apply|systemctl (?:enable|start|restart)|pm2 start|fly(?:ctl)? deploy|git push heroku|terraform apply|ansible-playbook|cdk deploy|serverless deploy|gcloud run deploy|vercel --prod|netlify deploy/,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    if (ELSEWHERE.test(path) || CHANGES.test(path)) return;
    const said = new Set<string>();
    const say = function* (topic: Topic, start: number, end: number, certain: boolean): Iterable<FactDraft> {
      const key = `${topic} ${String(certain)}`;
      if (said.has(key)) return;
      said.add(key);
      yield Passage({ span: { start, end } }, { path, topic, words: text.slice(start, end).replace(/\s+/g, ' ').slice(0, 80), certain });
    };
    for (const match of text.matchAll(/\b(?:RTO|RPO|recovery (?:time|point) objectives?)\b/gi)) {
      if (/^rt?p?o$/i.test(match[0]) && match[0] !== match[0].toUpperCase()) continue;
      const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
      const rest = /^[^\n]{0,100}/.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
      // An open task is no objective.
      const open = /^\s*[-*+] \[ \]/.test(line);
      const amount =
        /\b\d{1,5}(?:\.\d)?\s{0,2}-?(?:s|sec|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?)\b/i.test(rest) ||
        (AMOUNT.test(rest) && /\b(?:seconds?|minutes?|hours?|days?|data loss)\b/i.test(rest));
      yield* say('objectives', match.index, match.index + match[0].length, !open && amount);
    }
    for (const match of text.matchAll(
      /\b(?:helm rollback|rollout undo|releases:rollback|heroku rollback|vercel rollback|revisions rollback|service rollback|update --rollback)\b/g,
    ))
      yield* say('rollback', match.index, match.index + match[0].length, true);
    for (const match of text.matchAll(
      /\b(?:docker[ -]compose up -d|docker run [^\n]{0,80}-d|helm (?:install|upgrade)|kubectl apply|systemctl (?:enable|start|restart)|pm2 start|fly(?:ctl)? deploy|git push heroku|terraform apply|ansible-playbook|cdk deploy|serverless deploy|gcloud run deploy|vercel --prod|netlify deploy)\b|--restart\b/g,
    ))
      yield* say('deployment', match.index, match.index + match[0].length, false);
    for (const match of text.matchAll(
      /\broll(?:ing)? ?back (?:to|the|a)\b[^.\n]{0,40}\b(?:release|version|deploy\w*|image|tag|upgrade)\b/gi,
    ))
      yield* say('rollback', match.index, match.index + match[0].length, false);
    for (const match of text.matchAll(
      /\b(?:test(?:ed|ing|s)?|verif(?:y|ied)|rehears\w{1,3})\b[^.\n]{0,20}\b(?:restores?|restoring|backups?)\b|\brestore tests?\b/gi,
    ))
      yield* say('restore test', match.index, match.index + match[0].length, false);
  },
});

const DOCUMENTATION =
  /^(?:(?:the |our |full |official |read the |online |user |developer |complete |more |detailed )*(?:docs?|documentation|user guide|guides?|manual|handbook|wiki|website|docs site)(?: site| website| here)?|read more|learn more)$/i;
const DOCUMENTATION_URL =
  /^https?:\/\/(?:docs?|documentation|wiki|help|developers?|dev|guide|handbook|manual)\.[\w.-]{3,100}|^https?:\/\/[\w.-]{3,100}\/(?:[\w-]{1,40}\/)?(?:docs?|documentation|wiki|guide|manual|handbook)(?:[/#?]|$)|\.readthedocs\.(?:io|org)|\.gitbook\.io|\.github\.io\/|notion\.(?:so|site)|atlassian\.net\/wiki|confluence\./i;
const GENERAL: readonly Topic[] = ['installation', 'deployment', 'troubleshooting', 'api', 'architecture', 'environment', 'backup'];

/** Where a README sends its readers for more. */
export const outsideDocs = detector({
  framework: 'README',
  format: 'text',
  files: /(?:^|\/)(?:\.github\/|docs\/)?readme[^/]{0,20}$/i,
  mentions: ['http'],

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    if (ELSEWHERE.test(path)) return;
    const seen = new Set<string>();
    for (const { 0: link, 1: label = '', 2: target = '', 3: htmlTarget = '', 4: htmlLabel = '', index } of text.matchAll(
      /\[([^\]\n]{1,120})\]\(<?(https?:\/\/[^)\s>]{1,300})|<a\b[^<>]{0,200}\bhref="(https?:\/\/[^"\s]{1,300})"[^<>]{0,200}>([^<]{0,120})/g,
    )) {
      const url = target || htmlTarget;
      const words = (label || htmlLabel)
        .replace(/[*_`]|<[^>]{0,100}>/g, '')
        .replace(/[^\p{L}\p{N} .'-]/gu, '')
        .trim();
      const own = /\/(?:blob|tree)\/|badge|shields\.io|\.svg\b|\/actions\b|\/(?:issues|pulls|discussions|releases|stargazers)\b/.test(url);
      if (own || seen.has(url)) continue;
      const named = [
        ...new Set([
          ...topicsOf(words),
          ...(DOCUMENTATION_URL.test(url) ? topicsOfPath(url.replace(/[?#].*/, '').replace(/\/$/, '')) : []),
        ]),
      ];
      // Somebody else's documentation is linked as often as one's own: only what is called the documentation is taken for it.
      const isDocumentation = (DOCUMENTATION.test(words) || isNamedAfter(url, words, text)) && DOCUMENTATION_URL.test(url);
      const topics = isDocumentation ? [...new Set([...GENERAL, ...named])] : DOCUMENTATION_URL.test(url) ? named : [];
      if (topics.length === 0) continue;
      seen.add(url);
      yield OutsideDocs({ span: { start: index, end: index + link.length } }, { url, topics });
    }
  },
});

/** Documentation of tools, which every README links to. */
const TOOLS =
  /\b(?:docker|github|gitlab|python|nodejs|kubernetes|google|microsoft|amazon|aws|djangoproject|tiangolo|npmjs|postgresql|vercel|netlify|atlassian|heroku|redis|mongodb|nginx|terraform|hashicorp|astral|pypi|mozilla|oracle|spring|apache|stripe|openai|sentry)\b/i;

/** Whether a link to documentation leads to the product's own: a part of its host is what the README speaks of. */
function isNamedAfter(url: string, words: string, text: string): boolean {
  const host = /^https?:\/\/([\w.-]{3,100})/.exec(url)?.[1]?.toLowerCase() ?? '';
  if (TOOLS.test(host) && !/github\.com\/[\w.-]{1,60}\/[\w.-]{1,80}\/wiki/i.test(url)) return false;
  if (!/\b(?:docs?|documentation|guides?|manual|wiki)\b/i.test(words) || words.split(' ').length > 6) return false;
  const names = host.split('.').filter((part) => part.length >= 3 && !/^(?:docs?|www|com|org|net|dev|help|wiki|documentation)$/.test(part));
  const lower = text.slice(0, 20_000).toLowerCase();
  return /\/wiki(?:\/|$)/.test(url) || names.some((name) => lower.split(name).length > 3);
}
