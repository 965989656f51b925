import { Heading, OutsideDocs, Paper } from '../../facts/papers.js';
import { Readme, Workspace } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { newFile } from '../../edits/new-file.js';
import { PAPERS, told } from './told.js';

export const noReadme = rule({
  id: 'docs/no-readme',
  shape: 'absent',
  severity: 'warning',
  title: 'No README',
  message: {
    none: 'There is no README: nobody who comes new learns what this is, or how to get it to run. Begin one.',
    empty: 'The README says next to nothing: nobody who comes new learns what this is, or how to get it to run. Say both.',
  },
  holds: 'A README leads to a running installation',
  why: `It is the first page that people read, and the only one that every tool shows. Without it a newcomer, or whoever takes the service over in an
    outage, begins by reading code.`,
  references: [
    'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes',
  ],
  about: Workspace,
  reads: [...PAPERS, Readme],

  *check(workspace, scope) {
    const { document, everywhere, problem, evidence, unknown } = scope;
    const top = everywhere(Readme)
      .filter(({ folder }) => folder === '')
      .sort((a, b) => a.uri.length - b.uri.length);
    const [readme] = top;
    if (!readme) {
      if (workspace.part) yield unknown(workspace);
      else yield problem({ say: 'none', at: workspace, fixes: suggestion("Begin 'README.md'", newFile(document, 'README.md', BEGINNING)) });
      return;
    }
    const isTop = (uri: string): boolean => uri === readme.uri;
    const steps =
      everywhere(Heading).find(
        ({ uri, topics, substance, commands }) => isTop(uri) && topics.includes('installation') && substance === 'told' && commands,
      ) ??
      everywhere(Heading).find(
        ({ uri, topics, substance, commands }) => isTop(uri) && topics.includes('deployment') && substance === 'told' && commands,
      );
    const guide = told(scope, 'installation').proof;
    const paper = everywhere(Paper).find(({ uri }) => isTop(uri));
    if (steps) yield evidence(steps, `'${steps.text.slice(0, 60)}' in the README`);
    else if (guide) yield evidence(guide.at, guide.note);
    else if (paper?.substance === 'little' && !everywhere(OutsideDocs).some(({ uri }) => isTop(uri)))
      yield problem({ say: 'empty', at: readme });
    // It says something: whether that leads anybody to a running installation, people tell.
    else yield unknown(readme);
  },

  examples: [
    {
      file: 'README.md',
      bad: '',
      good: code`
        # Shop

        Takes orders and sends them to the warehouse.

        ## Getting started

        Copy \`.env.example\` to \`.env\`, then run \`docker compose up\`. The shop answers on <http://localhost:8000>, and its tests
        run with \`pytest\`.
      `,
    },
  ],
});

const BEGINNING = code`
  # TODO: the name

  TODO: what it does, and for whom.

  ## Getting started

  TODO: the commands that lead from a fresh checkout to a running installation.

  ## Deployment

  TODO: where it runs, and how it gets there.
`;
