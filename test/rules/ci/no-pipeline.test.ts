import { noPipeline } from '../../../src/rules/ci/no-pipeline.js';
import { testRule } from '../rule-tester.js';

const manifest = '{ "name": "shop" }';
const job = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n';

testRule(noPipeline, {
  reports: [
    {
      name: 'a project without one',
      files: { 'package.json': `«»${manifest}` },
      severity: 'warning',
      fix: "Add '.github/workflows/ci.yml'",
    },
    {
      name: 'a project with an image only',
      files: { 'README.md': '«»# Shop\n', 'docker/Dockerfile': 'FROM scratch\nCOPY . .\n' },
      fixed: null,
    },
    {
      name: 'a local action, which nobody runs',
      files: { 'package.json': `«»${manifest}`, '.github/actions/x/action.yml': 'name: x\nruns:\n  using: composite\n  steps: []\n' },
    },
    {
      name: 'hooks, which are no pipeline',
      files: {
        'package.json': `«»${manifest}`,
        '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks:\n      - id: x\n        entry: pytest\n',
      },
    },
  ],
  accepts: [
    { name: 'GitHub Actions', files: { 'package.json': manifest, '.github/workflows/ci.yml': job } },
    { name: 'GitLab', files: { 'package.json': manifest, '.gitlab-ci.yml': 'a:\n  script: make\n' } },
    {
      name: 'GitLab, all of it included',
      files: { 'package.json': manifest, '.gitlab-ci.yml': 'include:\n  - project: a/b\n    file: c.yml\n' },
    },
    { name: 'CircleCI', files: { 'package.json': manifest, '.circleci/config.yml': 'jobs:\n  a:\n    steps:\n      - run: make\n' } },
    { name: 'Azure Pipelines', files: { 'package.json': manifest, 'azure-pipelines.yml': 'steps:\n  - script: make\n' } },
    {
      name: 'Jenkins',
      files: { 'package.json': manifest, Jenkinsfile: "pipeline {\n  stages { stage('a') { steps { sh 'make' } } }\n}\n" },
    },
    { name: 'Travis', files: { 'package.json': manifest, '.travis.yml': 'language: node_js\n' } },
    { name: 'Drone', files: { 'package.json': manifest, '.drone.yml': 'kind: pipeline\nsteps:\n  - commands: [make]\n' } },
    {
      name: 'Bitbucket',
      files: { 'package.json': manifest, 'bitbucket-pipelines.yml': 'pipelines:\n  default:\n    - step:\n        script: [make]\n' },
    },
    { name: 'Buildkite', files: { 'package.json': manifest, '.buildkite/pipeline.yml': 'steps:\n  - command: make\n' } },
  ],
  unknown: [{ name: 'a folder with nothing to build', files: { 'README.md': '# Notes\n' } }],
});
