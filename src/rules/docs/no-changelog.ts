import { ReleaseNotes } from '../../facts/papers.js';
import { Workspace } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, newPaper, told } from './told.js';

export const noChangelog = rule({
  id: 'docs/no-changelog',
  shape: 'absent',
  severity: 'info',
  title: 'No changelog',
  message:
    "There is no changelog, and nothing writes release notes: whoever upgrades finds out what changed by what breaks. Begin 'CHANGELOG.md'.",
  holds: 'Changes are recorded for the people who upgrade',
  why: `Operators decide by it when to upgrade and what to watch afterwards. A list of commits is written for those who made them.`,
  references: ['https://keepachangelog.com/'],
  about: Workspace,
  reads: [...PAPERS, ReleaseNotes],

  *check(workspace, scope) {
    const { proof, hint, empty } = told(scope, 'changes');
    const tools = scope.everywhere(ReleaseNotes);
    const tool = tools.find(({ certain }) => certain);
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (tool) yield scope.evidence(tool, `${tool.tool} writes release notes`);
    else if (hint || tools[0] || workspace.part) yield scope.unknown(hint ?? tools[0] ?? workspace);
    else yield scope.problem({ at: workspace, related: empty, fixes: newPaper(scope, scope.document, 'CHANGELOG.md', BEGINNING) });
  },

  examples: [
    {
      file: 'CHANGELOG.md',
      bad: '',
      good: code`
        # Changelog

        ## 1.4.0 (2026-02-03)

        - Orders can be cancelled within an hour.
        - The worker needs \`PAYMENT_URL\`; it stops at the start when that is missing.
      `,
    },
  ],
});

const BEGINNING = code`
  # Changelog

  ## Unreleased

  -
`;
