import { noReadme } from '../../../src/rules/docs/no-readme.js';
import { testRule } from '../rule-tester.js';
import { MANIFEST, STEPS, WORDS, having } from './samples.js';

testRule(noReadme, {
  reports: [
    { name: 'no README', files: { 'pyproject.toml': `«»${MANIFEST}` }, fix: "Begin 'README.md'", severity: 'warning' },
    { name: 'an empty one', files: { 'pyproject.toml': `«»${MANIFEST}`, 'README.md': ' ' } },
    { name: 'a README with nothing but a name', files: { 'pyproject.toml': MANIFEST, 'README.md': '«»# Shop' }, says: 'next to nothing' },
    {
      name: 'one of a part only',
      files: { 'pyproject.toml': `«»${MANIFEST}`, 'packages/a/README.md': '# A\n\n## Installation\n\n```sh\nmake\nmake install\n```\n' },
    },
  ],
  accepts: [
    {
      name: 'one that leads to a running installation',
      files: having({
        'README.md': `# Shop

## Getting started

${STEPS}`,
      }),
    },
    {
      name: 'reStructuredText',
      files: having({
        'README.rst': `Shop
====

Installation
------------

${STEPS}`,
      }),
    },
    {
      name: 'a guide beside it',
      files: having({
        'README.md': `# Shop

Sells things to people in many countries, since long ago and with much success.
`,
        'docs/installation.md': `# Installation

${STEPS}`,
      }),
    },
    {
      name: 'one in .github',
      files: having({
        '.github/README.md': `# Shop

## Quickstart

${STEPS}`,
      }),
    },
  ],
  unknown: [
    {
      name: 'one that says only what it is',
      files: having({
        'README.md': `# Shop

${WORDS}`,
      }),
    },
    {
      name: 'one that points elsewhere',
      files: having({
        'README.md': `# Shop

[Documentation](https://docs.shop.example)
`,
      }),
    },
  ],
});
