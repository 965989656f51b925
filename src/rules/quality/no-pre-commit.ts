import { newFile } from '../../edits/new-file.js';
import { CommitHooks } from '../../facts/delivery.js';
import { Dependency, Workspace } from '../../facts/project.js';
import { Language, QualityTool } from '../../facts/quality.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const noPreCommit = rule({
  id: 'quality/no-pre-commit',
  shape: 'absent',
  severity: 'info',
  title: 'Nothing is checked before a commit',
  message: 'No hook runs before a commit: what the quick checks find is found later, in the pipeline or a review. Add one that runs them.',
  holds: 'Hooks run the quick checks before each commit',
  why: `A hook finds a debugging line, a merge marker or a broken format in seconds, on the machine of whoever wrote it. Found by the pipeline, the same
    thing costs another commit and another wait.`,
  references: ['https://pre-commit.com/'],
  about: Workspace,
  reads: [CommitHooks, Language, QualityTool, Dependency],

  *check(workspace, { document, everywhere, problem, evidence, unknown }) {
    const hooks = everywhere(CommitHooks).filter(({ path }) => !/(?:^|\/)(?:pre-push|commit-msg|post-\w+)$/.test(path));
    for (const hook of hooks) yield evidence(hook, `'${hook.tool}' runs before each commit`);
    if (hooks.length > 0) return;
    // Installed and set up nowhere that is seen: it may be set up by a command.
    const installed = everywhere(Dependency).find(({ name }) => HOOK_TOOLS.test(name));
    if (workspace.part || installed || everywhere(Language).length === 0) {
      yield unknown(workspace);
      return;
    }
    const commands = new Map(
      everywhere(QualityTool)
        .filter(({ confidence, folder }) => confidence === 'sure' && folder === '')
        .flatMap(({ tool, task }) => COMMANDS[`${tool} ${task}`] ?? [])
        .map((hook) => [hook.id, hook]),
    );
    yield problem({
      at: workspace,
      fixes: () =>
        suggestion(
          "Add '.pre-commit-config.yaml' with this project's tools",
          commands.size > 0 ? newFile(document, '.pre-commit-config.yaml', configuration([...commands.values()])) : undefined,
        ),
    });
  },

  examples: [
    {
      file: '.pre-commit-config.yaml',
      beside: {
        'pyproject.toml': '[project]\nname = "shop"\n\n[tool.ruff]\nline-length = 100\n',
        'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n',
      },
      bad: '',
      good: code`
        repos:
          - repo: https://github.com/astral-sh/ruff-pre-commit
            rev: v0.14.0
            hooks:
              - id: ruff-check
      `,
    },
  ],
});

const HOOK_TOOLS = /^(?:pre-commit|prek|husky|lefthook|simple-git-hooks|@evilmartians\/lefthook|yorkie|lint-staged|nano-staged|ghooks)$/;

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly types: string;
}

/** How the tools that a project already has are called on the files of a commit. */
const COMMANDS: Readonly<Record<string, Hook>> = {
  'ruff lint': { id: 'ruff-check', entry: 'ruff check --force-exclude', types: 'python' },
  'ruff format': { id: 'ruff-format', entry: 'ruff format --force-exclude', types: 'python' },
  'flake8 lint': { id: 'flake8', entry: 'flake8', types: 'python' },
  'black format': { id: 'black', entry: 'black', types: 'python' },
  'gofmt format': { id: 'gofmt', entry: 'gofmt -l -w', types: 'go' },
  'eslint lint': { id: 'eslint', entry: 'npx eslint', types: 'javascript, jsx, ts, tsx' },
  'biome lint': { id: 'biome', entry: 'npx biome check --no-errors-on-unmatched', types: 'javascript, jsx, ts, tsx' },
  'prettier format': { id: 'prettier', entry: 'npx prettier --check --ignore-unknown', types: 'text' },
};

const configuration = (hooks: readonly Hook[]): string =>
  [
    'repos:',
    '  - repo: local',
    '    hooks:',
    ...hooks.flatMap(({ id, entry, types }) => [
      `      - id: ${id}`,
      `        name: ${id}`,
      `        entry: ${entry}`,
      '        language: system',
      `        types_or: [${types}]`,
    ]),
    '',
  ].join('\n');
