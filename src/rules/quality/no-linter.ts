import { atTheEnd } from '../../edits/sections.js';
import { newFile } from '../../edits/new-file.js';
import { Language } from '../../facts/quality.js';
import type { Ecosystem } from '../../facts/project.js';
import type { Document } from '../../model/document.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { LOOKERS, folderName, languageName, largest, lookedAt } from './looked-at.js';

export const noLinter = rule({
  id: 'quality/no-linter',
  shape: 'absent',
  severity: 'warning',
  title: 'No linter is set up',
  message: {
    none: 'No linter is set up for the {count} {language} files here: unused code, shadowed names and plain mistakes pass unseen. Set one up.',
    one: 'No linter is set up for the {language} file here: unused code, shadowed names and plain mistakes pass unseen. Set one up.',
    part: 'A linter looks at some of the {language} code, and not at the {count} files in {folder}: mistakes pass unseen there. Set it up for these, too.',
  },
  holds: 'A linter looks at every language in use',
  why: `A linter finds what a reviewer overlooks: names that are not defined, values that are never used, comparisons that are always true.
    Without one such mistakes are found by those who use the product.`,
  about: Language,
  reads: [...LOOKERS],

  *check({ ecosystem, uses, uri, span }, { document, everywhere, problem, evidence, unknown }) {
    const { proofs, bare, unsure } = lookedAt('lint', ecosystem, uses, { everywhere });
    const language = languageName(ecosystem, uses);
    for (const { at, note } of bare.length > 0 ? [] : proofs) yield evidence(at, `'${note}' looks at ${language}`);
    const most = largest(bare);
    if (!most) return;
    if (unsure) yield unknown({ uri, span });
    else if (proofs.length > 0)
      yield problem({
        say: 'part',
        at: most.at,
        words: { language, count: most.files, folder: folderName(most.folder) },
        subject: language,
      });
    else {
      const files = uses.reduce((sum, use) => sum + use.files, 0);
      const fixes = setUp(ecosystem, document);
      const rest = { at: { uri, span }, subject: language, fixes };
      if (files === 1) yield problem({ say: 'one', words: { language }, ...rest });
      else yield problem({ say: 'none', words: { language, count: files }, ...rest });
    }
  },

  examples: [
    {
      file: 'pyproject.toml',
      beside: { 'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n' },
      bad: code`
        [project]
        name = "shop"
        version = "1.0.0"
      `,
      good: code`
        [project]
        name = "shop"
        version = "1.0.0"

        [tool.ruff]
        line-length = 100
      `,
    },
  ],
});

const setUp = (ecosystem: Ecosystem, document: Document): ReturnType<typeof suggestion> => {
  const beside = (name: string): string => document.path.replace(/[^/]{0,255}$/, name);
  switch (ecosystem) {
    case 'python':
      return document.path.endsWith('pyproject.toml')
        ? suggestion(
            "Add '[tool.ruff.lint]' to 'pyproject.toml'",
            atTheEnd(document, '[tool.ruff.lint]\nselect = ["E4", "E7", "E9", "F", "B"]\n'),
          )
        : suggestion("Add 'ruff.toml'", newFile(document, beside('ruff.toml'), '[lint]\nselect = ["E4", "E7", "E9", "F", "B"]\n'));
    case 'go':
      return suggestion("Add '.golangci.yml'", newFile(document, beside('.golangci.yml'), 'version: "2"\nlinters:\n  default: standard\n'));
    case 'javascript':
      return suggestion(
        "Add 'biome.json' with its recommended rules",
        newFile(
          document,
          beside('biome.json'),
          '{\n  "linter": {\n    "enabled": true,\n    "rules": { "recommended": true }\n  },\n  "formatter": { "enabled": false }\n}\n',
        ),
      );
    case 'java':
      return [];
  }
};
