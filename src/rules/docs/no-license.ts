import { Heading, Licence } from '../../facts/papers.js';
import { Workspace } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';

export const noLicense = rule({
  id: 'docs/no-license',
  shape: 'absent',
  severity: 'info',
  title: 'No licence',
  message:
    "No 'LICENSE' file and no manifest says what others are allowed to do with this code: by law that is nothing. State the licence, or that there is none.",
  holds: 'The licence is stated',
  why: `Without a licence nobody else has the right to use, change or pass on the code, partners and customers included. Whoever audits the product asks
    for it first.`,
  references: ['https://choosealicense.com/no-permission/', 'https://docs.npmjs.com/cli/configuring-npm/package-json#license'],
  about: Workspace,
  reads: [Licence, Heading],

  *check(workspace, { everywhere, problem, evidence, unknown }) {
    const licences = everywhere(Licence);
    const stated =
      licences.find(({ folder, by }) => folder === '' && by === 'file') ??
      licences.find(({ folder }) => folder === '') ??
      // The manifests of a repository's parts, where each has one.
      licences.find(({ by }) => by === 'file');
    const section = everywhere(Heading).find(({ text, path }) => /\blicen[cs]e\b/i.test(text) && /^[^/]*readme[^/]*$/i.test(path));
    if (stated) yield evidence(stated, stated.name ?? 'A licence of its own');
    else if (workspace.part || section || licences[0]) yield unknown(section ?? licences[0] ?? workspace);
    else yield problem({ at: workspace });
  },

  examples: [
    {
      file: 'package.json',
      bad: code`
        { "name": "shop", "version": "1.0.0" }
      `,
      good: code`
        { "name": "shop", "version": "1.0.0", "license": "Apache-2.0" }
      `,
    },
  ],
});
