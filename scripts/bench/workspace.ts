import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as sources from './sources.js';
import { Words } from './words.js';

/** Moves when what is generated changes, so that nobody measures an old workspace. */
const STAMP = 3;

interface Kind {
  readonly write: sources.Writer;
  /** Of 5,000 files. */
  readonly files: number;
  /** Characters of a middling file. */
  readonly size: number;
  /** `#` is a number, `%` a service, the same ones for all kinds, `*` a word. */
  readonly path: string;
}

// Proportions of a monorepo of several services: nine files of ten trigger nothing.
// prettier-ignore
const KINDS: readonly Kind[] = [
  { write: sources.python, files: 760, size: 7_600, path: 'services/%/*/*_#.py' },
  { write: sources.pythonTest, files: 190, size: 6_000, path: 'services/%/tests/test_*_#.py' },
  { write: sources.fastapi, files: 30, size: 5_000, path: 'services/%/*/main_#.py' },
  { write: sources.flask, files: 15, size: 5_000, path: 'services/%/*/app_#.py' },
  { write: sources.djangoSettings, files: 6, size: 2_000, path: 'services/%/site#/settings.py' },
  { write: sources.pythonAuth, files: 45, size: 6_500, path: 'services/%/*/auth_#.py' },
  { write: sources.typescript, files: 620, size: 6_400, path: 'apps/%/src/*/*-#.ts' },
  { write: sources.react, files: 420, size: 5_400, path: 'apps/%/src/*/*-#.tsx' },
  { write: sources.scriptAuth, files: 35, size: 5_600, path: 'apps/%/src/auth/*-#.ts' },
  { write: sources.javascript, files: 330, size: 6_400, path: 'packages/%/lib/*-#.js' },
  { write: sources.express, files: 35, size: 6_000, path: 'packages/%/server/*-#.js' },
  { write: sources.scriptTest, files: 180, size: 5_000, path: 'packages/%/lib/*-#.test.js' },
  { write: sources.go, files: 360, size: 8_400, path: 'go/%/*_#.go' },
  { write: sources.goServer, files: 15, size: 5_000, path: 'go/%/cmd#/main.go' },
  { write: sources.java, files: 330, size: 7_000, path: 'java/%/src/main/java/com/example/*/Source#.java' },
  { write: sources.spring, files: 25, size: 6_000, path: 'java/%/src/main/java/com/example/*/Controller#.java' },
  { write: sources.kubernetes, files: 150, size: 2_600, path: 'deploy/*/*-#.yaml' },
  { write: sources.compose, files: 25, size: 1_800, path: 'deploy/%/compose.yaml' },
  { write: sources.workflow, files: 40, size: 2_400, path: '.github/workflows/*-#.yml' },
  { write: sources.yaml, files: 230, size: 3_600, path: 'config/*/*-#.yaml' },
  { write: sources.json, files: 230, size: 5_600, path: 'data/*/*-#.json' },
  { write: sources.packageJson, files: 35, size: 800, path: 'packages/%/package.json' },
  { write: sources.packageJson, files: 10, size: 800, path: 'apps/%/package.json' },
  { write: sources.packageLock, files: 7, size: 300_000, path: 'packages/%/package-lock.json' },
  { write: sources.yamlLock, files: 3, size: 300_000, path: 'apps/%/pnpm-lock.yaml' },
  { write: sources.minified, files: 11, size: 220_000, path: 'apps/%/static/*-#.min.js' },
  { write: sources.dockerfile, files: 55, size: 1_400, path: 'services/%/Dockerfile' },
  { write: sources.shell, files: 90, size: 2_200, path: 'scripts/*/*-#.sh' },
  { write: sources.markdown, files: 330, size: 6_600, path: 'docs/*/*-#.md' },
  { write: sources.html, files: 90, size: 5_000, path: 'apps/%/public/*-#.html' },
  { write: sources.css, files: 110, size: 6_000, path: 'apps/%/src/*/*-#.css' },
  { write: sources.sql, files: 69, size: 4_000, path: 'services/%/migrations/*-#.sql' },
  { write: sources.requirements, files: 30, size: 900, path: 'services/%/requirements.txt' },
  { write: sources.toml, files: 35, size: 2_000, path: 'services/%/pyproject.toml' },
  { write: sources.properties, files: 40, size: 1_600, path: 'java/%/src/main/resources/*-#.properties' },
  { write: sources.dotenv, files: 14, size: 300, path: 'services/%/.env.example' },
];

/** A workspace of about this many mixed files in the folder for temporary files; made once, the same everywhere. */
export function generatedWorkspace(files = 5_000): string {
  const folder = path.join(tmpdir(), `preflight-bench-${STAMP}-${files}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const [name, text] of generatedFiles(files)) {
    const file = path.join(unfinished, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  renameSync(unfinished, folder);
  return folder;
}

/** The name of a service. */
export const service = (i: number): string => `${new Words(100 + i).noun}-${i}`;

/** The paths and texts of such a workspace. */
export function* generatedFiles(files: number): Iterable<readonly [path: string, text: string]> {
  for (const [seed, kind] of KINDS.entries()) {
    const words = new Words(seed + 1);
    // Few words for folders, so that they hold several files each.
    const folders = Array.from({ length: 12 }, () => words.noun);
    const services = Math.max(2, Math.round(files / 80));
    const count = Math.max(1, Math.round((kind.files * files) / 5_000));
    for (let i = 0; i < count; i++) {
      const name = kind.path
        .replace('#', String(i))
        .replace('%', service(i % services))
        .replace(/\*/g, () => words.chance.of(folders));
      // From a third of the middling size to two and a half times of it, small ones more often.
      yield [name, kind.write(words, kind.size * (0.3 + 2.1 * words.chance.next ** 2))];
    }
  }
}
