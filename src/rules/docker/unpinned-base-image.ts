import { ComposeService } from '../../facts/compose.js';
import { BaseImage, ImageStage } from '../../facts/containers.js';
import { isPinned } from '../../model/image-reference.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { wordsOf } from '../../model/value.js';

export const unpinnedBaseImage = rule({
  id: 'docker/unpinned-base-image',
  shape: 'present',
  severity: 'warning',
  title: 'A base image has no version',
  message: {
    latest: "'{image}' is whatever is newest when the image is built: the same commit gives another image tomorrow. Name a version.",
    none: "'{image}' has no tag, so each build takes whatever is newest: the same commit gives another image tomorrow. Name a version.",
  },
  holds: 'Every base image has a version',
  why: `A new major version of the base image arrives with the next build, unannounced and untested.
    What runs cannot be built again, and nobody can say which fixes it has.`,
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  about: BaseImage,
  reads: [ImageStage, ComposeService],

  *check(subject, { document, everywhere, problem, unknown, evidence }) {
    const { image } = subject;
    const pinned = image && isPinned(image);
    if (!image || pinned === undefined) {
      yield unknown(subject);
      return;
    }
    if (pinned) {
      yield evidence(subject, `'${image.name}'`);
      return;
    }
    // Built in this workspace and never pulled: its version is this commit's.
    const local = (name: string | undefined): boolean => name?.replace(/:[\w.-]+$/, '').toLowerCase() === image.repository.toLowerCase();
    const isBuiltHere =
      everywhere(ImageStage).some(({ name, uri }) => uri !== subject.uri && local(name)) ||
      everywhere(ComposeService).some(({ build, image: made }) => build && local(wordsOf(made)));
    if (isBuiltHere) {
      yield unknown(subject);
      return;
    }
    const written = document.text.slice(subject.span.start, subject.span.end);
    const bare = /[$"']/.test(written) ? undefined : written.replace(/:latest$/, '');
    yield problem({
      at: subject,
      say: image.tag === undefined ? 'none' : 'latest',
      words: { image: image.name },
      subject: image.repository,
      fixes: () =>
        suggestion(
          "Name a version of '" + image.repository + "'…",
          bare === undefined
            ? undefined
            : [{ span: subject.span, text: `${bare}:version`, placeholder: { start: bare.length + 1, end: bare.length + 8 } }],
        ),
    });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:latest
        COPY app.py /app/app.py
        USER nobody
        CMD ["python", "/app/app.py"]
      `,
      good: code`
        FROM python:3.13-slim
        COPY app.py /app/app.py
        USER nobody
        CMD ["python", "/app/app.py"]
      `,
    },
  ],
});
