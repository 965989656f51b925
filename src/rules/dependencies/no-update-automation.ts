import { newFile } from '../../edits/new-file.js';
import { UpdateAutomation } from '../../facts/dependencies.js';
import { UnseenWork } from '../../facts/delivery.js';
import { Dependency, type Ecosystem, Workspace } from '../../facts/project.js';
import { Language, type LanguageUse } from '../../facts/quality.js';
import { LockFile } from '../../facts/dependencies.js';
import { baseName } from '../../model/document.js';
import { type Scope, code, rule, suggestion } from '../../model/rule.js';
import { PACKAGES, isWithin, largest } from '../quality/looked-at.js';

export const noUpdateAutomation = rule({
  id: 'dependencies/no-update-automation',
  shape: 'absent',
  severity: 'info',
  title: 'Nobody proposes updates of dependencies',
  message: {
    none: 'Nothing proposes updates of the {packages} packages: a fix for a known hole arrives when somebody thinks of it. Let Dependabot or Renovate.',
    left: "'{tool}' is set up and leaves out the {packages} packages{where}: a fix for a known hole arrives there when somebody thinks of it. Add them.",
  },
  holds: 'Updates of dependencies are proposed',
  why: `Packages that nobody updates fall behind until an update is a project of its own. When a hole becomes known, the way to the fixed version is then
    the longest.`,
  references: ['https://docs.github.com/code-security/dependabot/dependabot-version-updates/configuring-dependabot-version-updates'],
  security: 3,
  about: Language,
  reads: [UpdateAutomation, Language, LockFile, Dependency, UnseenWork, Workspace],

  *check({ ecosystem, uses, uri, span }, scope) {
    const { document, everywhere, problem, evidence, unknown } = scope;
    const tools = everywhere(UpdateAutomation);
    const asking = uses.filter((use) =>
      everywhere(Dependency).some((each) => each.ecosystem === ecosystem && each.uri.startsWith(folderOf(use))),
    );
    if (asking.length === 0) {
      yield unknown({ uri, span });
      return;
    }
    const bare = asking.filter((use) => !tools.some((tool) => serves(tool.covers, ecosystem, use)));
    const files = (list: readonly LanguageUse[]): number => list.reduce((sum, use) => sum + use.files, 0);
    const left = files(bare) > files(asking) * 0.2 ? largest(bare) : undefined;
    if (!left) {
      for (const tool of tools)
        if (tool.covers === undefined || tool.covers.some((each) => each.ecosystem === ecosystem))
          yield evidence(tool, `'${tool.tool}' proposes updates of the ${PACKAGES[ecosystem]} packages`);
      return;
    }
    if (everywhere(Workspace)[0]?.part) {
      yield unknown({ uri, span });
      return;
    }
    const packages = PACKAGES[ecosystem];
    const [tool] = tools;
    if (tool) {
      const { next } = tool;
      const edits = next && [{ uri: tool.uri, span: next.span, text: `\n${entryOf(ecosystem, left, scope, next.indent)}` }];
      yield problem({
        say: 'left',
        at: { uri: tool.uri, span: tool.span },
        words: { tool: tool.tool, packages, where: left.folder === '' ? '' : ` in '${left.folder}'` },
        subject: packages,
        fixes: () => suggestion(`Add the ${packages} packages to Dependabot`, tool.tool === 'Dependabot' ? edits : undefined),
      });
      return;
    }
    const all = everywhere(Language).flatMap((each) => each.uses.map((use) => entryOf(each.ecosystem, use, scope, '  ')));
    yield problem({
      say: 'none',
      at: { uri, span },
      words: { packages },
      subject: packages,
      fixes: () =>
        suggestion(
          "Add '.github/dependabot.yml'",
          newFile(document, '.github/dependabot.yml', `version: 2\nupdates:\n${[...new Set(all)].join('\n')}\n`),
        ),
    });
  },

  examples: [
    {
      file: '.github/dependabot.yml',
      beside: {
        'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.1.0" } }\n',
        'server.js': "import express from 'express';\n\nexpress().listen(3000);\n",
      },
      bad: code`
        version: 2
        updates:
          - package-ecosystem: github-actions
            directory: /
            schedule:
              interval: weekly
      `,
      good: code`
        version: 2
        updates:
          - package-ecosystem: github-actions
            directory: /
            schedule:
              interval: weekly
          - package-ecosystem: npm
            directory: /
            schedule:
              interval: weekly
      `,
    },
  ],
});

const folderOf = ({ at }: LanguageUse): string => at.uri.slice(0, at.uri.lastIndexOf('/') + 1);

/** Whether a tool looks after a folder. Roots of npm, Maven and Gradle serve what is below them. */
function serves(covers: NonNullable<(typeof UpdateAutomation)['of']>['covers'], ecosystem: Ecosystem, { folder }: LanguageUse): boolean {
  if (covers === undefined) return true;
  return covers.some(
    (each) =>
      each.ecosystem === ecosystem &&
      each.folders.some(
        (pattern) =>
          pattern === folder ||
          /^\*\*?(?:\/\*\*?)?$/.test(pattern) ||
          (pattern.includes('*') && isWithin(folder, pattern.replace(/\/?\*.*/, ''))) ||
          (ecosystem !== 'go' && isWithin(folder, pattern)),
      ),
  );
}

/** What Dependabot calls the ecosystem, by the files that are there. */
function entryOf(ecosystem: Ecosystem, use: LanguageUse, { everywhere }: Pick<Scope, 'everywhere'>, indent: string): string {
  const lock = everywhere(LockFile).find((each) => each.ecosystem === ecosystem && isWithin(use.folder, each.folder));
  const names: Readonly<Record<Ecosystem, string>> = {
    python: lock?.name === 'uv.lock' ? 'uv' : 'pip',
    javascript: lock?.name.startsWith('bun') ? 'bun' : 'npm',
    go: 'gomod',
    java: baseName(use.at.uri) === 'pom.xml' ? 'maven' : 'gradle',
  };
  const folder = lock && ecosystem !== 'go' ? lock.folder : use.folder;
  return [
    `${indent}- package-ecosystem: ${names[ecosystem]}`,
    `${indent}  directory: /${folder}`,
    `${indent}  schedule:`,
    `${indent}    interval: weekly`,
  ].join('\n');
}
