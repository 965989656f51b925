import { noDeploymentGuide } from '../../../src/rules/docs/no-deployment-guide.js';
import { testRule } from '../rule-tester.js';
import { MANIFEST, STEPS, having, lacking } from './samples.js';

testRule(noDeploymentGuide, {
  reports: [
    { name: 'a service without any document', files: lacking({}), fix: "Begin 'docs/DEPLOYMENT.md'" },
    {
      name: 'a heading that only promises',
      files: lacking({
        'README.md': `# Shop

## Deployment

TODO
`,
      }),
    },
    {
      name: 'a guide with nothing in it',
      files: lacking({
        'docs/DEPLOYMENT.md': `# Deployment

Coming soon.
`,
      }),
    },
    {
      name: 'a README on how to install it at home',
      files: lacking({
        'README.md': `# Shop

## Development

Copy \`.env.example\`, run \`pip install -e .\` and then \`uvicorn main:app --reload\` in a second terminal.
`,
      }),
    },
    {
      name: 'a heading of a changelog',
      files: lacking({
        'CHANGELOG.md': `# Changelog

## 1.2.0

### Deployment

${STEPS}`,
      }),
    },
    {
      name: 'a guide of a vendored library',
      files: lacking({
        'vendor/lib/docs/deployment.md': `# Deployment

${STEPS}`,
      }),
    },
    {
      name: 'deploy keys and deploy previews',
      files: lacking({
        'README.md': `# Shop

## Deploy keys

${STEPS}
## Deploy previews

${STEPS}`,
      }),
    },
  ],
  accepts: [
    {
      name: 'a guide of its own',
      files: having({
        'docs/deployment.md': `# Deployment

${STEPS}`,
      }),
    },
    {
      name: 'a section of the README',
      files: having({
        'README.md': `# Shop

## 🚀 Deploying to production

${STEPS}`,
      }),
    },
    {
      name: 'DEPLOY.md at the top',
      files: having({
        'DEPLOY.md': `# How it gets out

${STEPS}`,
      }),
    },
    {
      name: 'reStructuredText',
      files: having({
        'docs/guide.rst': `Guide
=====

Deployment
----------

${STEPS}`,
      }),
    },
    {
      name: 'AsciiDoc',
      files: having({
        'README.adoc': `= Shop

== Deployment

${STEPS}`,
      }),
    },
    {
      name: 'steps below deeper headings',
      files: having({
        'README.md': `# Shop

## Deployment

### On Kubernetes

${STEPS}`,
      }),
    },
    {
      name: 'a folder of guides',
      files: having({
        'docs/deployment/kubernetes.md': `# Kubernetes

${STEPS}`,
      }),
    },
    {
      name: 'a heading in another script',
      files: having({
        'README.md': `# Shop

## 部署

\`\`\`sh
docker compose pull
docker compose up -d
\`\`\`
`,
      }),
    },
    {
      name: 'a heading with a line below',
      files: having({
        'README.md': `Shop
====

Deployment
----------

${STEPS}`,
      }),
    },
    { name: 'a library, which nobody deploys', files: { 'pyproject.toml': MANIFEST, 'shop/__init__.py': '' } },
  ],
  unknown: [
    {
      name: 'a link to another place',
      files: having({
        'README.md': `# Shop

## Deployment

See [the handbook](https://handbook.shop.example/deploy).
`,
      }),
    },
    {
      name: 'documentation that is kept elsewhere',
      files: having({
        'README.md': `# Shop

[Documentation](https://docs.shop.example)
`,
      }),
    },
    {
      name: 'a README that starts it like a server',
      files: having({
        'README.md': `# Shop

## Installation

Run \`docker compose up -d\` and open it.
`,
      }),
    },
    {
      name: 'words for coding agents',
      files: having({
        'AGENTS.md': `# Agents

## Deployment

${STEPS}`,
      }),
    },
    {
      name: 'a page about one part only',
      files: having({
        'docs/features/search.md': `# Search

## Deployment

${STEPS}`,
      }),
    },
  ],
});
