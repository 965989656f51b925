import { noLicense } from '../../../src/rules/docs/no-license.js';
import { testRule } from '../rule-tester.js';
import { WORDS, having, lacking } from './samples.js';

testRule(noLicense, {
  reports: [
    { name: 'no licence', files: lacking({}) },
    {
      name: 'an empty file',
      files: lacking({
        LICENSE: `
`,
      }),
    },
    {
      name: 'a licence of something else',
      files: lacking({
        'docs/licensing.md': `# Licensing of photos

${WORDS}`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a file',
      files: having({
        LICENSE: `MIT License

Permission is hereby granted, free of charge, to any person
`,
      }),
    },
    {
      name: 'COPYING',
      files: having({
        COPYING: `GNU GENERAL PUBLIC LICENSE
Version 3, 29 June 2007
`,
      }),
    },
    { name: 'a manifest that says it', files: { 'package.json': '{ "name": "shop", "license": "MIT" }' } },
    { name: 'that there is none', files: { 'package.json': '{ "name": "shop", "private": true, "license": "UNLICENSED" }' } },
    {
      name: 'a pom',
      files: { 'pom.xml': '<project><artifactId>a</artifactId><licenses><license><name>Apache-2.0</name></license></licenses></project>' },
    },
  ],
  unknown: [
    {
      name: 'a word in the README',
      files: having({
        'README.md': `# Shop

## License

MIT
`,
      }),
    },
    { name: 'the manifest of a part', files: having({ 'packages/a/package.json': `{ "name": "a", "license": "MIT" }` }) },
  ],
});
