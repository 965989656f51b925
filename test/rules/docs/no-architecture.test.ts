import { noArchitecture } from '../../../src/rules/docs/no-architecture.js';
import { testRule } from '../rule-tester.js';
import { WORDS, having, lacking } from './samples.js';

testRule(noArchitecture, {
  reports: [
    { name: 'no document', files: lacking({}) },
    {
      name: 'architectures of processors',
      files: lacking({
        'README.md': `# Shop

## Supported architectures

${WORDS}`,
      }),
    },
    {
      name: 'a promise',
      files: lacking({
        'ARCHITECTURE.md': `# Architecture

TODO
`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a document',
      files: having({
        'docs/architecture.md': `# Architecture

${WORDS}`,
      }),
    },
    {
      name: 'a section of the README',
      files: having({
        'README.md': `# Shop

## Architecture overview

${WORDS}`,
      }),
    },
    {
      name: 'a section for contributors',
      files: having({
        'CONTRIBUTING.md': `# Contributing

## System design

${WORDS}`,
      }),
    },
  ],
  unknown: [
    {
      name: 'a list of folders',
      files: having({
        'README.md': `# Shop

## Project structure

${WORDS}`,
      }),
    },
    {
      name: 'a list of decisions',
      files: having({
        'docs/adr/README.md': `# Architecture Decision Records

${WORDS}`,
      }),
    },
    {
      name: 'decisions only',
      files: having({
        'docs/adr/0001-use-postgres.md': `# Use PostgreSQL

${WORDS}`,
      }),
    },
    {
      name: 'one part only',
      files: having({
        'docs/auth-architecture.md': `# Auth

${WORDS}`,
      }),
    },
    {
      name: 'words for coding agents',
      files: having({
        'CLAUDE.md': `# Shop

## Architecture

${WORDS}`,
      }),
    },
  ],
});
