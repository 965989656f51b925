import { switchUser } from '../../edits/dockerfile.js';
import { Image, StartCommand, StartScript, isStartedBy } from '../../facts/containers.js';
import { code, fix, rule, suggestion } from '../../model/rule.js';

const ROOT = /^(?:root|0)$/;
/** Programs that build or test something and end. */
const BUILDER =
  /(?:^|\/)(?:build|package|packaging|release|make|cmake|compile|bundle|dist|test|tests|lint|rpmbuild|dpkg-buildpackage|debuild|goreleaser)(?:[._-][\w.-]{1,40})?$/i;

// How each family adds a user for a service, without a password. Where nothing can, a number does: the kernel knows no names.
const NEW_USER: Readonly<Record<string, readonly string[]>> = {
  debian: ['RUN useradd --system --create-home app'],
  rhel: ['RUN useradd --system --create-home app'],
  suse: ['RUN useradd --system --create-home app'],
  alpine: ['RUN addgroup -S app && adduser -S -G app app'],
  busybox: ['RUN adduser -D app'],
  'rhel-minimal': ['RUN microdnf install -y shadow-utils && useradd --system --create-home app && microdnf clean all'],
};
const NUMBER = '65532';

export const rootUser = rule({
  id: 'docker/root-user',
  shape: 'absent',
  severity: 'warning',
  title: 'The image runs as root',
  message: {
    known: "{stage} runs as root: whoever takes over the process owns the container. Switch to '{user}', which this image has.",
    new: '{stage} runs as root: whoever takes over the process owns the container. Create a user and switch to it.',
    numbered: '{stage} runs as root: whoever takes over the process owns the container. Switch to a number other than 0.',
    instead: "'{image}' starts as root: whoever takes over its main process owns the container. Build on '{unprivileged}', which does not.",
  },
  holds: 'The process runs as a user without rights of root',
  why: `A process that runs as root inside a container is root for every file that is mounted, and one mistake of the kernel or the runtime away from being root on the host.
    Clusters that enforce the restricted profile refuse to start such an image.`,
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://cwe.mitre.org/data/definitions/250.html',
  ],
  security: 5.5,
  about: Image,
  reads: [StartCommand, StartScript],

  *check(image, { document, problem, evidence, unknown, everywhere }) {
    const { user, starts, startScript, offered, family, unprivileged, base, index, last, name: stageName } = image;
    const stage = last || stageName === undefined ? 'The final stage' : `Stage '${stageName}'`;
    const where = last || stageName === undefined ? 'the final stage' : `stage '${stageName}'`;
    if (user.kind !== 'text') {
      yield unknown(user);
      return;
    }
    if (!ROOT.test(user.text)) {
      yield evidence(user, `The process runs as '${user.text}'`);
      return;
    }
    // Files for another image to copy: nothing of it runs.
    if (starts === 'nothing') {
      yield unknown(image);
      return;
    }
    // A script that is started first may go on as somebody else; one that cannot be seen may, too.
    if (startScript !== undefined) {
      const scripts = everywhere(StartScript).filter(({ name }) => name === startScript);
      if (scripts.length === 0 || scripts.some(({ switchesUser }) => switchesUser)) {
        yield unknown(user);
        return;
      }
    }
    const written = user.span.start !== image.baseSpan.start;
    // A tool chain: it makes packages on somebody's machine.
    const programs = everywhere(StartCommand).flatMap((start) => (isStartedBy(start, image) ? start.programs : []));
    const builds = programs.length > 0 && programs.every((program) => BUILDER.test(program)) && image.services.length === 0;
    const common = {
      at: written ? user : image,
      subject: stageName ?? 'final stage',
      // Nothing here says that the image is started as it is: a tool chain, a base for others.
      ...((starts === 'image' && !image.server && image.services.length === 0) || builds ? { severity: 'info' as const } : {}),
    };
    if (unprivileged !== undefined && base && !written) {
      yield problem({
        ...common,
        say: 'instead',
        words: { image: base.name, unprivileged },
        fixes: () =>
          suggestion(
            `Build on '${unprivileged}' (listens on 8080)`,
            base.digest ? undefined : [{ span: image.baseSpan, text: unprivileged }],
          ),
      });
      return;
    }
    if (offered !== undefined) {
      yield problem({
        ...common,
        say: 'known',
        words: { stage, user: offered },
        fixes: () => fix(`Run ${where} as '${offered}'`, switchUser(document, index, offered)),
      });
      return;
    }
    const lines = family === undefined ? undefined : NEW_USER[family];
    yield lines
      ? problem({
          ...common,
          say: 'new',
          words: { stage },
          fixes: () => fix(`Run ${where} as a new user 'app'`, switchUser(document, index, 'app', lines)),
        })
      : problem({
          ...common,
          say: 'numbered',
          words: { stage },
          fixes: () => fix(`Run ${where} as user ${NUMBER}`, switchUser(document, index, NUMBER)),
        });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM node:22-slim
        WORKDIR /app
        COPY package.json server.js ./
        CMD ["node", "server.js"]
      `,
      good: code`
        FROM node:22-slim
        WORKDIR /app
        COPY package.json server.js ./
        USER node
        CMD ["node", "server.js"]
      `,
    },
  ],
});
