import { noChangelog } from '../../../src/rules/docs/no-changelog.js';
import { testRule } from '../rule-tester.js';
import { WORDS, having, lacking } from './samples.js';

testRule(noChangelog, {
  reports: [
    { name: 'no changelog', files: lacking({}), fix: "Begin 'CHANGELOG.md'" },
    {
      name: 'an empty one',
      files: lacking({
        'CHANGELOG.md': `# Changelog
`,
      }),
    },
    {
      name: 'a heading on something else',
      files: lacking({
        'docs/maintainers.md': `# Maintainers

## Preparing release notes

${WORDS}`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a changelog',
      files: having({
        'CHANGELOG.md': `# Changelog

## 1.0.0 (2026-01-02)

- Orders can be cancelled.
- The worker needs a URL.
`,
      }),
    },
    {
      name: 'NEWS without an extension',
      files: having({
        NEWS: `Version 2.1

Orders can be cancelled. The worker needs a URL of the payment provider.
`,
      }),
    },
    {
      name: 'notes written from commits',
      files: having({
        'cliff.toml': `[changelog]
header = "Changelog"
`,
      }),
    },
    { name: 'changesets', files: having({ '.changeset/config.json': `{ "changelog": "@changesets/cli/changelog" }` }) },
    {
      name: 'notes that GitHub writes',
      files: having({
        '.github/workflows/release.yml': `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - run: gh release create v1 --generate-notes
`,
      }),
    },
  ],
  unknown: [
    {
      name: 'a link to releases',
      files: having({
        'CHANGELOG.md': `# Changelog

See <https://github.com/shop/shop/releases>.
`,
      }),
    },
    {
      name: 'releases whose notes a person may write',
      files: having({
        '.github/workflows/release.yml': `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: softprops/action-gh-release@v2
`,
      }),
    },
  ],
});
