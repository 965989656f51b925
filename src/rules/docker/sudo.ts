import { Image, SudoUse, isPartOf } from '../../facts/containers.js';
import { code, fix, rule } from '../../model/rule.js';

export const sudo = rule({
  id: 'docker/sudo',
  shape: 'present',
  severity: 'warning',
  title: 'The image uses sudo',
  message: {
    needless: "'sudo' does nothing here, where root runs '{command}' already, and needs to be in the image for it. Leave it out.",
    runs: "'sudo' in front of '{command}' needs a user who can become root, which undoes what running without root protects. Switch with USER.",
    installs: "'{command}' puts 'sudo' into the image: whoever takes over the process has a way to become root. Leave it out.",
  },
  holds: 'Nothing in the image becomes root through sudo',
  why: `Whoever takes over the process of an image that has sudo, and a user who is allowed to use it, becomes root, whatever USER says.
    Signals do not pass through it reliably, and it asks for a terminal that is not there.`,
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  security: 4.5,
  about: Image,
  reads: [SudoUse],

  *check(image, { everywhere, problem }) {
    for (const use of everywhere(SudoUse)) {
      if (!isPartOf(use, image)) continue;
      const { command, removable, span } = use;
      const at = { span: { start: span.start, end: span.start + (use.use === 'runs' ? 'sudo'.length : span.end - span.start) } };
      if (use.use === 'installs') yield problem({ at, say: 'installs', words: { command } });
      else if (removable) yield problem({ at, say: 'needless', words: { command }, fixes: fix("Leave 'sudo' out", [{ span, text: '' }]) });
      else yield problem({ at, say: 'runs', words: { command } });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM ubuntu:24.04
        RUN sudo mkdir /data
        USER nobody
        CMD ["ls", "/data"]
      `,
      good: code`
        FROM ubuntu:24.04
        RUN mkdir /data
        USER nobody
        CMD ["ls", "/data"]
      `,
    },
  ],
});
