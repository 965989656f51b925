import { addBefore } from '../../edits/dockerfile.js';
import { Image, ShellPipe, isPartOf } from '../../facts/containers.js';
import type { Document } from '../../model/document.js';
import type { Fix } from '../../model/finding.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { type Span, slice } from '../../model/span.js';

export const pipeToShell = rule({
  id: 'docker/pipe-to-shell',
  shape: 'present',
  severity: 'warning',
  title: 'A download is piped into a shell',
  message: {
    shell:
      "What '{download}' gets runs in '{into}' unseen: whoever controls that address controls the image. Download it, check it, then run it.",
    download: "When '{download}' fails here, the build goes on: a pipe has the result of its last command. Set 'pipefail'.",
    noticed: "When '{download}' breaks off here, only '{last}' can tell: a pipe has the result of its last command. Set 'pipefail'.",
    pipe: "When a command before the last one fails here, the build goes on: a pipe has the result of its last command. Set 'pipefail'.",
  },
  holds: 'Downloads are checked before they run, and no failure in a pipe goes unnoticed',
  why: `Whoever takes over the server, its domain or its cache runs code in the build, with the build's secrets, and in every container of the image.
    A download that breaks off half-way runs half-way.`,
  references: ['https://docs.docker.com/build/building/best-practices/#using-pipes', 'https://cwe.mitre.org/data/definitions/494.html'],
  security: 6.5,
  about: Image,
  reads: [ShellPipe],

  *check(image, { document, everywhere, problem, exempt }) {
    const pipes = everywhere(ShellPipe).filter(({ uri }) => uri === image.uri);
    if (pipes.length === 0) yield exempt;
    for (const pipe of pipes) {
      const { download, into, pipefail, harmless, first, notices, parts, shell, run } = pipe;
      // What is downloaded and run endangers the build itself, in whichever stage; the rest only what ships.
      if (download !== undefined && into !== undefined)
        yield problem({ at: pipe, say: 'shell', words: { download, into }, fixes: checked(document, pipe.span, parts) });
      else if (pipefail || harmless || !isPartOf(pipe, image)) continue;
      else if (download !== undefined && notices !== undefined)
        yield problem({
          at: pipe,
          say: 'noticed',
          words: { download, last: notices },
          severity: 'info',
          fixes: () => withPipefail(document, run, shell),
        });
      else if (download !== undefined)
        yield problem({ at: pipe, say: 'download', words: { download }, fixes: withPipefail(document, run, shell) });
      else if (first) yield problem({ at: pipe, say: 'pipe', severity: 'info', fixes: withPipefail(document, run, shell) });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM debian:13-slim
        RUN curl -fsSL https://get.tool.example/install.sh | sh
        USER nobody
        CMD ["tool"]
      `,
      good: code`
        FROM debian:13-slim
        ADD --checksum=sha256:270d731bd08040c6a3228115de1f74b91cf441c584139ff8f8f6503447cebdbb https://get.tool.example/install.sh /tmp/install.sh
        RUN sh /tmp/install.sh
        USER nobody
        CMD ["tool"]
      `,
    },
  ],
});

const SUM = '<sha256>';

const OUTPUT = '/tmp/install.sh';

function checked(
  document: Document,
  span: Span,
  parts: { readonly fetch: Span; readonly shell: Span; readonly args: Span | undefined } | undefined,
): readonly Fix[] {
  if (!parts) return [];
  const { fetch, shell, args } = parts;
  const run = [slice(document.text, shell), OUTPUT, ...(args ? [slice(document.text, args)] : [])].join(' ');
  const text = `${slice(document.text, fetch)} -o ${OUTPUT} && echo "${SUM}  ${OUTPUT}" | sha256sum --check && ${run}`;
  const start = text.indexOf(SUM);
  return suggestion('Check the download before it runs…', [{ span, text, placeholder: { start, end: start + SUM.length } }]);
}

const withPipefail = (document: Document, run: Span, shell: string | undefined): readonly Fix[] =>
  suggestion(
    "Set 'pipefail' for this stage",
    shell === undefined
      ? undefined
      : addBefore(document, run, `SHELL ["${shell}", "${shell === '/bin/ash' ? '-eo' : '-o'}", "pipefail", "-c"]`),
  );
