import { addOption } from '../../edits/dockerfile.js';
import { AptInstall, Image, isPartOf } from '../../facts/containers.js';
import { code, fix, rule } from '../../model/rule.js';

export const aptRecommends = rule({
  id: 'docker/apt-recommends',
  shape: 'present',
  severity: 'info',
  title: 'More packages are installed than were asked for',
  message: "'{command}' also installs what the packages recommend: a larger image, and more to patch. Add '--no-install-recommends'.",
  holds: 'Only the packages that are named, and what they need, are installed',
  why: `Packages that nobody asked for can double the size of an image, and each of them has to be patched for years although nothing uses it.`,
  references: ['https://manpages.debian.org/stable/apt/apt-get.8.en.html'],
  about: Image,
  reads: [AptInstall],

  *check(image, { document, everywhere, problem, exempt }) {
    const installs = everywhere(AptInstall).filter((install) => isPartOf(install, image));
    if (installs.length === 0) yield exempt;
    for (const install of installs) {
      if (!install.recommended) continue;
      yield problem({
        at: install,
        words: { command: install.command },
        fixes: () => fix("Add '--no-install-recommends'", addOption(document, install.slot, '--no-install-recommends')),
      });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM debian:13-slim
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        USER nobody
        CMD ["curl", "--version"]
      `,
      good: code`
        FROM debian:13-slim
        RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
        USER nobody
        CMD ["curl", "--version"]
      `,
    },
  ],
});
