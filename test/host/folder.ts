import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of files that lives for one test. */
export class TestFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'preflight-')));

  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, path)), { recursive: true });
      writeFileSync(join(this.path, path), content);
    }
    return this;
  }

  at(path: string): string {
    return join(this.path, path);
  }

  /** Runs Git without anything of this machine's configuration. */
  git(...args: readonly string[]): string {
    return execFileSync(
      'git',
      [
        '-c',
        'user.name=Test',
        '-c',
        'user.email=test@example.com',
        '-c',
        'init.defaultBranch=main',
        '-c',
        'protocol.file.allow=always',
        ...args,
      ],
      {
        cwd: this.path,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH, HOME: this.path, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      },
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
