import { ReleaseNotes } from '../../facts/papers.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';

const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.changeset\/config\.json$/, 'Changesets'],
  [/(?:^|\/)\.?release-please-config\.json$|(?:^|\/)\.release-please-manifest\.json$/, 'release-please'],
  [/(?:^|\/)(?:\.releaserc(?:\.[\w]{2,4})?|release\.config\.[cm]?js)$/, 'semantic-release'],
  [/(?:^|\/)cliff\.toml$/, 'git-cliff'],
  [/(?:^|\/)\.github\/release-drafter\.ya?ml$/, 'Release Drafter'],
  [/(?:^|\/)\.github\/release\.ya?ml$/, "GitHub's release notes"],
  [/(?:^|\/)\.?goreleaser\.ya?ml$/, 'GoReleaser'],
  [/(?:^|\/)\.?(?:standard-version|versionrc)(?:\.[\w]{2,4})?$|(?:^|\/)\.versionrc(?:\.\w{2,4})?$/, 'standard-version'],
  [/(?:^|\/)(?:newsfragments|changes\.d|changelog\.d)\/[^/]{1,80}\.(?:md|rst)$/, 'towncrier'],
];

/** Tools that write what changed from commits or fragments. */
export const releaseNotes = detector({
  framework: 'Release notes',
  format: 'text',
  files: new RegExp(TOOLS.map(([file]) => file.source).join('|')),

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const tool = TOOLS.find(([file]) => file.test(path))?.[1];
    if (tool === undefined || text.trim() === '') return;
    yield ReleaseNotes({ span: before(0) }, { tool, certain: true });
  },
});

/** Workflows that publish releases: GitHub can write their notes. */
export const workflowReleases = detector({
  framework: 'GitHub Actions',
  format: 'yaml',
  files: /^\.github\/workflows\/[^/]+\.ya?ml$/,
  mentions:
    /generate[-_]release[-_]notes|--generate-notes|release-drafter\/release-drafter|googleapis\/release-please-action|changesets\/action|git-cliff|semantic-release|softprops\/action-gh-release|gh release create/,

  *facts({ document: { text } }): Iterable<FactDraft> {
    for (const { 0: word, index } of text.matchAll(
      /generate[-_]release[-_]notes:\s{0,3}true|--generate-notes|release-drafter\/release-drafter|googleapis\/release-please-action|changesets\/action|orhun\/git-cliff|npx semantic-release|softprops\/action-gh-release|gh release create/g,
    )) {
      if (text.slice(text.lastIndexOf('\n', index) + 1, index).includes('#')) continue;
      // A release may have notes that a person writes.
      yield ReleaseNotes(
        { span: { start: index, end: index + word.length } },
        { tool: word.replace(/:.*/, ''), certain: !/gh-release|gh release/.test(word) },
      );
    }
  },
});
