import { newFile } from '../../edits/new-file.js';
import { atTheEnd } from '../../edits/sections.js';
import { Language, QualityTool } from '../../facts/quality.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { LOOKERS, folderName, languageName, largest, lookedAt } from './looked-at.js';

export const noFormatter = rule({
  id: 'quality/no-formatter',
  shape: 'absent',
  severity: 'info',
  title: 'No formatter settles how code looks',
  message: {
    none: 'No formatter settles how the {language} code here looks, so changes of style hide the changes that matter. Set one up.',
    part: 'A formatter settles how some of the {language} code looks, and not the {count} files in {folder}. Set it up for these, too.',
  },
  holds: 'A formatter settles how every language in use looks',
  why: `Where everybody's editor formats in its own way, reviews are about white space and every merge has conflicts in lines that nobody meant to change.`,
  about: Language,
  reads: [...LOOKERS],

  *check({ ecosystem, uses, uri, span }, { document, everywhere, problem, evidence, unknown }) {
    const { proofs, bare, unsure } = lookedAt('format', ecosystem, uses, { everywhere });
    const language = languageName(ecosystem, uses);
    for (const { at, note } of bare.length > 0 ? [] : proofs) yield evidence(at, `'${note}' formats ${language}`);
    const most = largest(bare);
    if (!most) return;
    // Ruff formats as well as it lints: where it is set up without a word about that, nobody can tell.
    const ruff = ecosystem === 'python' ? everywhere(QualityTool).find(({ tool }) => tool === 'ruff') : undefined;
    if (unsure ?? ruff) yield unknown({ uri, span });
    else if (proofs.length > 0)
      yield problem({
        say: 'part',
        at: most.at,
        words: { language, count: most.files, folder: folderName(most.folder) },
        subject: language,
      });
    else {
      const beside = (name: string): string => document.path.replace(/[^/]{0,255}$/, name);
      const fixes =
        ecosystem === 'javascript'
          ? suggestion("Add '.prettierrc' with its defaults", newFile(document, beside('.prettierrc'), '{}\n'))
          : ecosystem === 'python' && document.path.endsWith('pyproject.toml')
            ? suggestion("Add '[tool.ruff.format]' to 'pyproject.toml'", atTheEnd(document, '[tool.ruff.format]\nquote-style = "double"\n'))
            : [];
      yield problem({ say: 'none', at: { uri, span }, words: { language }, subject: language, fixes });
    }
  },

  examples: [
    {
      file: 'package.json',
      beside: { 'src/orders.js': 'export const total = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n' },
      bad: code`
        { "name": "shop", "private": true, "main": "src/orders.js" }
      `,
      good: code`
        { "name": "shop", "private": true, "main": "src/orders.js", "prettier": {} }
      `,
    },
  ],
});
