import { newFile } from '../../edits/new-file.js';
import type { Ecosystem } from '../../facts/project.js';
import { Workspace } from '../../facts/project.js';
import { Language, type LanguageUse } from '../../facts/quality.js';
import { EMPTY_TEST, TestFile } from '../../facts/testing.js';
import type { Document } from '../../model/document.js';
import { groupBy } from '../../model/group.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { folderName, isWithin, languageName } from '../quality/looked-at.js';

/** A package of a few files beside tested ones is tested by those who use it, as far as anybody can see. */
const SMALL = 5;

export const noTests = rule({
  id: 'testing/no-tests',
  shape: 'absent',
  severity: 'warning',
  title: 'There are no tests',
  message: {
    none: 'Nothing tests the {language} code in {folder}: none of {count} files is checked before users meet a mistake in it. Begin with what matters most.',
    one: 'Nothing tests the {language} code in {folder}: users are the first to meet a mistake in it. Begin with what matters most.',
  },
  holds: 'Tests check the code',
  why: `Without tests nobody knows what a change breaks, so changes are avoided or go wrong. The first tests, of what a customer would notice first, are
    worth the most.`,
  about: Language,
  reads: [TestFile, Workspace],

  *check({ ecosystem, uses, uri, span }, { document, everywhere, problem, evidence, unknown }) {
    const [workspace] = everywhere(Workspace);
    const tests = everywhere(TestFile).filter((test) => test.scope !== 'load' && test.ecosystem === ecosystem);
    const byUse = groupBy(tests, nearestOf(uses));
    const untested: LanguageUse[] = [];
    for (const use of uses) {
      const own = byUse.get(use) ?? [];
      // Begin with what is plainly a test, before what only sets one up.
      const first = own.find(({ sign }) => sign === 'a test') ?? own.find(({ sign }) => sign !== EMPTY_TEST);
      const language = languageName(ecosystem, [use]);
      if (!first && own[0]) yield unknown(own[0]);
      else if (first) yield evidence(first, own.length === 1 ? `a test of ${language}` : `one of ${String(own.length)} files of tests`);
      else untested.push(use);
    }
    // Tests that stand beside all projects, in a folder of their own, may be of any of them.
    const shared = byUse.get(undefined)?.[0];
    const namesake = ({ folder }: LanguageUse): (typeof tests)[number] | undefined => {
      const name = folder.split('/').at(-1) ?? '';
      return name.length > 3 ? tests.find((test) => test.sign !== EMPTY_TEST && test.folder.split('/').includes(name)) : undefined;
    };
    for (const use of untested) {
      const language = languageName(ecosystem, [use]);
      const named = namesake(use);
      if (shared) {
        if (uses.length === 1) yield evidence(shared, `tests of ${language}, in a folder of their own`);
        else yield unknown(use.at);
      } else if (workspace?.part && tests.length === 0) yield unknown(use.at);
      // `tests/unit/plugins` is about `plugins`, wherever that stands.
      else if (named) yield evidence(named, `tests of ${language}, among those of the whole`);
      // Part of something that is tested.
      else if (tests.length > 0 && (use.files < SMALL || !use.application || use.serves)) yield unknown(use.at);
      else if (uses.length > 1 && tests.length === 0 && use.files < SMALL && (!use.application || use.serves)) yield unknown(use.at);
      else {
        const rest = {
          at: use.at,
          subject: language,
          fixes: () => (use.at.uri === document.uri ? suggestion('Begin with a first test', firstTest(ecosystem, document)) : []),
        };
        const folder = folderName(use.folder);
        if (use.files === 1) yield problem({ say: 'one', words: { language, folder }, ...rest });
        else yield problem({ say: 'none', words: { language, folder, count: use.files }, ...rest });
      }
    }
    if (uses.length === 0) yield unknown({ uri, span });
  },

  examples: [
    {
      file: 'tests/test_orders.py',
      beside: {
        'pyproject.toml': '[project]\nname = "shop"\n',
        'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n',
      },
      bad: '',
      good: code`
        from shop.orders import total


        def test_no_orders_cost_nothing():
            assert total([]) == 0
      `,
    },
  ],
});

/** Tells the innermost use that a test's folder belongs to; many tests share a folder. */
function nearestOf(uses: readonly LanguageUse[]): (test: { readonly folder: string }) => LanguageUse | undefined {
  const innermostFirst = uses.toSorted((a, b) => b.folder.length - a.folder.length);
  const known = new Map<string, LanguageUse | undefined>();
  return ({ folder }) => {
    if (!known.has(folder))
      known.set(
        folder,
        innermostFirst.find((use) => isWithin(folder, use.folder)),
      );
    return known.get(folder);
  };
}

/** A file in which the first test is written: its one assertion is there to be replaced. */
function firstTest(ecosystem: Ecosystem, document: Document): ReturnType<typeof newFile> | undefined {
  const beside = (name: string): string => document.path.replace(/[^/]{0,255}$/, name);
  switch (ecosystem) {
    case 'python':
      return newFile(
        document,
        beside('tests/test_first.py'),
        'def test_what_matters_most():\n    raise NotImplementedError("call the code and compare")\n',
      );
    case 'javascript':
      return newFile(
        document,
        beside('test/first.test.js'),
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n\ntest('what matters most', () => {\n  assert.fail('call the code and compare');\n});\n",
      );
    case 'go':
      return newFile(
        document,
        beside('first_test.go'),
        'package main\n\nimport "testing"\n\nfunc TestWhatMattersMost(t *testing.T) {\n\tt.Fatal("call the code and compare")\n}\n',
      );
    case 'java':
      return undefined;
  }
}
