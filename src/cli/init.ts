import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SETTINGS_FILE } from '../settings/settings.js';
import { EXIT, type Exit, Misuse } from './failure.js';
import type { Io } from './io.js';
import { VERSION } from './version.js';
import { openRoots } from './workspaces.js';

const SETTINGS = `# Settings of Preflight. Everything here is optional; what stands behind a # is an example.

# Which items of the checklist are shown and which block: demo, standard or strict.
profile: standard

# Files that are not read at all.
# exclude: ["legacy/**"]

# How grave a gap is here, by rule: off, info, warning or error. 'preflight rules' lists them.
# rules:
#   cors/localhost-origin: off

# Other rules for a part of the tree.
# paths:
#   "services/admin/**": { rules: { http/no-rate-limit: off } }

# checklist:
#   # Items that do not concern this workspace, and why. 'preflight checklist' lists them.
#   items:
#     recovery.point-in-time: { applies: false, reason: "stateless service" }
#   # What files cannot tell.
#   answers:
#     public-traffic: true
#     personal-data: false
#   # The team's own figures; until they are set, the checklist shows examples.
#   targets:
#     testing.coverage-target: { overall_percent: 85 }
#   # The team's own items and checklists.
#   custom:
#     - { id: team.pager, section: launch, title: "The on-call rota names a person", blocking: true }
#   import: ["docs/PRODUCTION_READINESS.md"]

# Who signs, and which sections a signature covers. Only the engineering lead has to, unless this says otherwise.
# signoff:
#   roles:
#     - { id: engineering-lead, required: true }
#     - { id: security-lead, required: true }
`;

const SCAN = `npx --yes preflight@${VERSION} scan`;

// The commit of v4.2.2: a tag can be moved. https://github.com/actions/checkout/releases/tag/v4.2.2
const CHECKOUT = 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2';

const GITHUB = `name: Preflight

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  preflight:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - run: ${SCAN}
`;

/** A pipeline that a workspace has, and the step for it: a file of its own, or lines to put into one that is there. */
interface Pipeline {
  readonly name: string;
  has(folder: string): boolean;
  readonly file?: string;
  readonly step: string;
}

const isThere =
  (...path: readonly string[]) =>
  (folder: string): boolean =>
    path.some((one) => existsSync(join(folder, one)));

const PIPELINES: readonly Pipeline[] = [
  {
    name: 'GitHub Actions',
    has(folder) {
      const workflows = join(folder, '.github', 'workflows');
      return existsSync(workflows) && readdirSync(workflows).some((name) => /\.ya?ml$/.test(name));
    },
    file: '.github/workflows/preflight.yml',
    step: GITHUB,
  },
  { name: 'GitLab CI', has: isThere('.gitlab-ci.yml'), step: `preflight:\n  image: node:22-slim\n  script:\n    - ${SCAN}\n` },
  {
    name: 'Azure Pipelines',
    has: isThere('azure-pipelines.yml', 'azure-pipelines.yaml'),
    step: `- script: ${SCAN}\n  displayName: Preflight\n`,
  },
  { name: 'CircleCI', has: isThere('.circleci/config.yml'), step: `- run:\n    name: Preflight\n    command: ${SCAN}\n` },
  {
    name: 'Bitbucket Pipelines',
    has: isThere('bitbucket-pipelines.yml'),
    step: `- step:\n    name: Preflight\n    image: node:22-slim\n    script:\n      - ${SCAN}\n`,
  },
  { name: 'Jenkins', has: isThere('Jenkinsfile'), step: `stage('Preflight') {\n  steps {\n    sh '${SCAN}'\n  }\n}\n` },
  { name: 'Travis CI', has: isThere('.travis.yml'), step: `script:\n  - ${SCAN}\n` },
];

/** `preflight init` */
export async function init(dir: string | undefined, io: Io): Promise<Exit> {
  const registry = await io.registry();
  const [root] = openRoots([dir ?? '.'], registry, io);
  if (!root) throw new Error('no directory');
  const { folder } = root.workspace;
  const named = (path: string): string => (root.name === '.' ? path : `${root.name}/${path}`);
  const put = (path: string, text: string): void => {
    io.out(
      writeNew(join(folder, path), text, named(path))
        ? `${named(path)} is written.\n`
        : `${named(path)} is there already, and stays as it is.\n`,
    );
  };
  put(SETTINGS_FILE, SETTINGS);
  const found = PIPELINES.filter(({ has }) => has(folder));
  for (const { name, file, step } of found) {
    if (file !== undefined) put(file, step);
    else io.out(`\nFor ${name}, add:\n\n${step}`);
  }
  if (found.length === 0) io.out(`No pipeline was found. In one, this finds gaps and fails for errors:\n\n${SCAN}\n`);
  return EXIT.clean;
}

/** Never in the place of anything. */
function writeNew(path: string, text: string, name: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return false;
    throw new Misuse(`preflight: '${name}' cannot be written (${String(code)}).`);
  }
}
