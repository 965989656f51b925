import { type Ecosystem } from '../../facts/project.js';
import { Language } from '../../facts/quality.js';
import { Workspace } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';
import { before } from '../../model/span.js';
import { folderName } from '../quality/looked-at.js';
import { HOLDERS, isOpen, lockOf, neededBy } from './locked.js';

export const noLockfile = rule({
  id: 'dependencies/no-lockfile',
  shape: 'absent',
  severity: 'warning',
  title: 'No lock file holds the dependencies',
  message: {
    lock: "No lock file holds what '{manifest}' asks for, directly or through others: every install can bring other versions. Commit the one that {tool} writes.",
    sums: "There is no 'go.sum' beside 'go.mod', so nobody notices when a module is not what it was. Commit the one that 'go mod tidy' writes.",
  },
  holds: 'A lock file holds the dependencies',
  why: `Without one the image that was tested and the image that ships can hold different code. A release that worked yesterday breaks today though nobody
    changed a line, and a package that was taken over arrives by itself.`,
  references: ['https://docs.npmjs.com/cli/configuring-npm/package-lock-json', 'https://packaging.python.org/specifications/pylock-toml/'],
  security: 4,
  about: Language,
  reads: [...HOLDERS, Workspace],

  *check({ ecosystem, uses, uri, span }, { everywhere, problem, evidence, unknown }) {
    const part = everywhere(Workspace)[0]?.part ?? false;
    let judged = false;
    const locks = new Set<string>();
    for (const use of uses) {
      // Whoever installs a library resolves its dependencies anew.
      if (!use.application) continue;
      const lock = lockOf(ecosystem, use, { everywhere });
      const needed = neededBy(ecosystem, use, uses, { everywhere });
      if (lock !== undefined && lock !== 'perhaps') {
        judged = true;
        if (!locks.has(lock.uri)) yield evidence(lock, `'${lock.name}'`);
        locks.add(lock.uri);
        continue;
      }
      // Nothing is asked for, or nothing that can be seen.
      if (needed.length === 0) continue;
      // What a template asks for is resolved where it is filled in.
      if (use.folder.includes('{{')) continue;
      judged = true;
      const open = needed.filter((dependency) => isOpen(dependency, { everywhere }));
      // A `pyproject.toml` of tools' settings asks for nothing: the file beside it does.
      const asking = needed.some((dependency) => dependency.uri === use.at.uri) ? undefined : needed[0];
      const at = asking ? { span: before(0), uri: asking.uri } : use.at;
      const manifest = decodeURIComponent(at.uri.slice(at.uri.lastIndexOf('/') + 1));
      // Maven and Gradle take exactly what is written. Where every line of pip's is exact, nobody sees whether those are all.
      const listed = open.length === 0 && ecosystem === 'python' && /requirements|\.txt$/.test(manifest);
      if (open.length === 0 && ecosystem === 'java') yield evidence(at, `'${manifest}' names exact versions`);
      else if (lock === 'perhaps' || part || listed || ecosystem === 'java') yield unknown(at);
      else if (ecosystem === 'go') yield problem({ say: 'sums', at, subject: folderName(use.folder) });
      else
        yield problem({
          say: 'lock',
          at,
          words: { manifest, tool: toolFor(ecosystem, manifest) },
          subject: folderName(use.folder),
        });
    }
    if (!judged) yield unknown({ uri, span });
  },

  examples: [
    {
      file: 'requirements.txt',
      beside: { 'main.py': 'import flask\n\napp = flask.Flask(__name__)\n' },
      bad: code`
        flask>=3
      `,
      good: code`
        flask==3.1.2
      `,
    },
  ],
});

const toolFor = (ecosystem: Ecosystem, manifest: string): string => {
  if (ecosystem === 'javascript') return "'npm install'";
  return manifest === 'Pipfile'
    ? "'pipenv lock'"
    : manifest.endsWith('.txt')
      ? "'pip-compile' or 'uv pip compile'"
      : "'uv lock' or 'poetry lock'";
};
