import { jsonForm } from '../../edits/dockerfile.js';
import { Image, StartCommand, isStartedBy } from '../../facts/containers.js';
import { code, fix, rule } from '../../model/rule.js';

export const shellFormCommand = rule({
  id: 'docker/shell-form-command',
  shape: 'present',
  severity: 'info',
  title: 'A shell stands between Docker and the process',
  message:
    "A shell runs this {instruction} and does not pass signals on: 'docker stop' waits ten seconds, then kills. Write it as a JSON array.",
  holds: 'Signals reach the process',
  why: `On a deployment the server never hears that it has to stop: it drains no requests and is killed after the grace period.`,
  references: ['https://docs.docker.com/reference/build-checks/json-args-recommended/'],
  about: Image,
  reads: [StartCommand],

  *check(image, { document, everywhere, problem, unknown, evidence, exempt }) {
    const starts = everywhere(StartCommand).filter((start) => isStartedBy(start, image));
    if (starts.length === 0) yield exempt;
    for (const start of starts) {
      const { instruction, form, words, execs, startsShell, bourne, command } = start;
      if ((form === 'exec' && !startsShell) || execs)
        yield evidence(start, execs ? 'exec replaces the shell' : `${instruction} needs no shell`);
      // Variables and lists need their shell, and some shells replace themselves with the last command.
      else if (!words || !bourne) yield unknown(start);
      else
        yield problem({
          at: { span: command },
          words: { instruction },
          subject: instruction,
          fixes: () => fix('Write it as a JSON array', jsonForm(document, command, words)),
        });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM node:22-slim
        COPY server.js .
        USER node
        CMD node server.js
      `,
      good: code`
        FROM node:22-slim
        COPY server.js .
        USER node
        CMD ["node", "server.js"]
      `,
    },
  ],
});
