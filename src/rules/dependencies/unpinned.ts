import { Language } from '../../facts/quality.js';
import { code, rule } from '../../model/rule.js';
import { HOLDERS, isOpen, lockOf, neededBy } from './locked.js';

export const unpinned = rule({
  id: 'dependencies/unpinned',
  shape: 'present',
  severity: 'warning',
  title: 'A version is left open',
  message: {
    one: "Any version of '{name}' that fits '{range}' is installed, and no lock file holds one: the next build can bring another. Name the version.",
    bare: "Any version of '{name}' is installed, and no lock file holds one: the next build can bring another. Name the version.",
    more: "Any version of '{name}' is installed that fits '{range}', and {others} more are as open: no lock file holds them. Name versions, or commit a lock file.",
    moreBare:
      "Any version of '{name}' is installed, and {others} more are as open: no lock file holds them. Name the versions, or commit a lock file.",
  },
  holds: 'Every version is held',
  why: `An open version means that two builds of the same commit differ. What breaks in between was changed by nobody here, and is searched for in the
    wrong place.`,
  references: ['https://pip.pypa.io/en/stable/topics/repeatable-installs/'],
  security: 4,
  about: Language,
  reads: [...HOLDERS],
  roles: ['production'],

  *check({ ecosystem, uses, uri, span }, { everywhere, problem, evidence, unknown }) {
    let judged = false;
    const locks = new Set<string>();
    for (const use of uses) {
      if (!use.application) continue;
      const lock = lockOf(ecosystem, use, { everywhere });
      const needed = neededBy(ecosystem, use, uses, { everywhere });
      if (lock === 'perhaps') {
        judged = true;
        yield unknown(use.at);
        continue;
      }
      // `go.mod` itself names every version.
      if (lock || (ecosystem === 'go' && needed.length > 0)) {
        judged = true;
        const at = lock ?? use.at;
        if (!locks.has(at.uri)) yield evidence(at, lock ? `'${lock.name}'` : "'go.mod' names exact versions");
        locks.add(at.uri);
        continue;
      }
      if (needed.length === 0) continue;
      judged = true;
      const open = needed.filter((dependency) => isOpen(dependency, { everywhere }));
      const [first] = open;
      if (!first) {
        yield evidence(use.at, 'every version is exact');
        continue;
      }
      const at = { uri: first.uri, span: first.span };
      const { name, version } = first;
      const others = open.length - 1;
      const subject = first.name;
      if (version === undefined)
        yield others === 0
          ? problem({ say: 'bare', at, words: { name }, subject })
          : problem({ say: 'moreBare', at, words: { name, others }, subject });
      else
        yield others === 0
          ? problem({ say: 'one', at, words: { name, range: version.slice(0, 40) }, subject })
          : problem({ say: 'more', at, words: { name, range: version.slice(0, 40), others }, subject });
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
