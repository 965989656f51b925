import { UnseenWork } from '../../facts/delivery.js';
import { Workspace } from '../../facts/project.js';
import { Language } from '../../facts/quality.js';
import { CoverageSettings, CoverageThreshold, TestFile } from '../../facts/testing.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { folderName, isOpenTo, languageName, largest, reaches } from '../quality/looked-at.js';

const TARGET = 80;

export const noCoverageThreshold = rule({
  id: 'testing/no-coverage-threshold',
  shape: 'absent',
  severity: 'info',
  title: 'No threshold holds test coverage',
  message: {
    none: 'No threshold holds the coverage of the {language} tests, so it falls with every change that brings none. Set one, such as {target} %.',
    part: 'No threshold holds the coverage of the {language} tests in {folder}, so it falls with every change that brings none. Set one, such as {target} %.',
    low: "'{setting}' is satisfied with {percent} % of the code: {rest} % of it can change without a test that notices. Raise it to {target} %.",
  },
  holds: 'A threshold holds test coverage',
  why: `Coverage that nothing holds falls a little with each change, until nobody trusts the tests. A threshold makes the run fail where a change brings
    code and no test of it.`,
  about: Language,
  reads: [CoverageThreshold, CoverageSettings, TestFile, UnseenWork, Workspace],

  *check({ ecosystem, uses, uri, span }, { everywhere, problem, evidence, unknown }) {
    const language = languageName(ecosystem, uses);
    const thresholds = everywhere(CoverageThreshold).filter(
      (threshold) => threshold.ecosystem === ecosystem || threshold.ecosystem === undefined,
    );
    const bare = uses.filter((use) => !thresholds.some(({ folder }) => reaches(folder, use, uses)));
    const files = (list: typeof uses): number => list.reduce((sum, use) => sum + use.files, 0);
    const most = files(bare) > files(uses) * 0.2 ? largest(bare) : undefined;
    let open = false;
    for (const threshold of thresholds) {
      if (!uses.some((use) => reaches(threshold.folder, use, uses))) continue;
      const { percent, setting } = threshold;
      const at = { uri: threshold.uri, span: threshold.span };
      if (percent.kind !== 'number') {
        open = true;
        yield unknown(at);
      } else if (percent.number < TARGET) {
        open = true;
        const fixes = suggestion(
          `Raise it to ${String(TARGET)} %`,
          percent.span.end > percent.span.start && threshold.ecosystem === 'python'
            ? [{ span: percent.span, uri: threshold.uri, text: String(TARGET) }]
            : undefined,
        );
        yield problem({
          say: 'low',
          at,
          words: { setting, percent: percent.number, rest: 100 - percent.number, target: TARGET },
          subject: setting,
          concerns: 'figure',
          fixes,
        });
        yield evidence(at, `'${setting}' asks for ${String(percent.number)} %`);
      } else if (!most) yield evidence(at, `'${setting}' asks for ${String(percent.number)} %`);
    }
    if (!most || open) return;
    // Where there are no tests, that is the gap.
    const tested = everywhere(TestFile).some((test) => test.ecosystem === ecosystem);
    const unseen = everywhere(UnseenWork).some((work) => isOpenTo(work, 'measures coverage'));
    if (!tested || unseen || everywhere(Workspace)[0]?.part) {
      yield unknown({ uri, span });
      return;
    }
    const settings = everywhere(CoverageSettings).find((each) => each.ecosystem === ecosystem && reaches(each.folder, most, uses));
    const fixes = suggestion(
      `Add a threshold of ${String(TARGET)} %`,
      settings && [{ span: settings.span, uri: settings.uri, text: settings.threshold }],
    );
    const words = { language, target: TARGET };
    if (bare.length === uses.length) yield problem({ say: 'none', at: { uri, span }, words, subject: language, fixes });
    else yield problem({ say: 'part', at: most.at, words: { ...words, folder: folderName(most.folder) }, subject: language, fixes });
  },

  examples: [
    {
      file: 'pyproject.toml',
      beside: {
        'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n',
        'tests/test_orders.py': 'from shop.orders import total\n\n\ndef test_nothing():\n    assert total([]) == 0\n',
      },
      bad: code`
        [project]
        name = "shop"

        [tool.coverage.report]
        show_missing = true
      `,
      good: code`
        [project]
        name = "shop"

        [tool.coverage.report]
        fail_under = 85
        show_missing = true
      `,
    },
  ],
});
