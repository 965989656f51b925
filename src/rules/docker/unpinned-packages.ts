import { Image, PackageInstall, isPartOf } from '../../facts/containers.js';
import { code, rule } from '../../model/rule.js';

export const unpinnedPackages = rule({
  id: 'docker/unpinned-packages',
  shape: 'present',
  severity: 'info',
  title: 'Packages are installed without versions',
  message: {
    one: "'{command}' takes the newest '{package}' of the day, so two builds of one commit can differ. Name a version.",
    two: "'{command}' takes the newest '{package}' of the day, and one more, so two builds of one commit can differ. Name versions.",
    more: "'{command}' takes the newest '{package}' of the day, and {count} more, so two builds of one commit can differ. Name versions.",
  },
  holds: 'Packages are installed in versions that are named',
  why: `A build that worked yesterday fails or behaves differently today, and nobody can say what changed.`,
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  about: Image,
  reads: [PackageInstall],

  *check(image, { everywhere, problem, exempt }) {
    const installs = everywhere(PackageInstall).filter((install) => isPartOf(install, image));
    if (installs.length === 0) yield exempt;
    for (const install of installs) {
      const open = install.packages.filter(({ pinned }) => !pinned);
      const [first] = open;
      if (!first) continue;
      const words = { command: install.command, package: first.name };
      const common = { at: { span: first.at }, subject: first.name };
      const count = open.length - 1;
      if (count === 0) yield problem({ ...common, say: 'one', words });
      else if (count === 1) yield problem({ ...common, say: 'two', words });
      else yield problem({ ...common, say: 'more', words: { ...words, count } });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.13-slim
        RUN pip install --no-cache-dir gunicorn
        USER nobody
        CMD ["gunicorn", "app:app"]
      `,
      good: code`
        FROM python:3.13-slim
        RUN pip install --no-cache-dir gunicorn==23.0.0
        USER nobody
        CMD ["gunicorn", "app:app"]
      `,
    },
  ],
});
