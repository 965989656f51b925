import { Image } from '../../facts/containers.js';
import { Deed, Pipeline, UnseenWork } from '../../facts/delivery.js';
import { Workspace } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { newWorkflow } from './pipelines.js';

const WORKFLOW = '.github/workflows/image.yml';

/** A workflow that builds one image, and pushes it nowhere. */
function building(path: string, context: string): readonly string[] {
  const usual = path === (context === '' ? 'Dockerfile' : `${context}/Dockerfile`);
  return [
    'name: image',
    '',
    'on:',
    '  push:',
    '    branches: [main]',
    '  pull_request:',
    '',
    'permissions:',
    '  contents: read',
    '',
    'jobs:',
    '  image:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    `      - run: docker build ${usual ? '' : `--file ${path} `}${context === '' ? '.' : context}`,
  ];
}

export const noImageBuild = rule({
  id: 'ci/no-image-build',
  shape: 'absent',
  severity: 'info',
  title: 'No job builds the image',
  message: {
    none: "No pipeline builds '{path}': whether the image still builds shows when somebody needs it. Add a job that builds it.",
    others: "The pipelines build other images, '{path}' never: whether it still builds shows when somebody needs it. Add it to them.",
  },
  holds: 'A job builds the image',
  why: `Base images, package indexes and the code move on, and a Dockerfile that nothing builds breaks without anybody noticing.
    An image that somebody built by hand cannot be traced to a commit.`,
  about: Image,
  reads: [Image, Deed, Pipeline, UnseenWork, Workspace],

  *check(image, { document, everywhere, problem, evidence, unknown }) {
    const { path, uri, services } = image;
    // A file whose stages ship one by one is one file.
    if (everywhere(Image).find((other) => other.uri === uri)?.span.start !== image.span.start) {
      yield unknown(image);
      return;
    }
    const builds = everywhere(Deed, { does: 'builds an image' });
    const own =
      builds.find(({ dockerfile }) => dockerfile === path) ??
      (services.length > 0 ? builds.find(({ tool }) => tool === 'docker compose') : undefined);
    if (own) {
      yield evidence(own, own.command);
      return;
    }
    const pipelines = everywhere(Pipeline).filter(({ action }) => !action);
    const open = builds.filter(({ dockerfile }) => dockerfile === undefined);
    const unseen = everywhere(UnseenWork).filter(({ mayDo }) => mayDo === 'anything' || mayDo.includes('builds an image'));
    if (pipelines.length === 0 || everywhere(Workspace).some(({ part }) => part)) yield unknown(image);
    else if (open.length > 0 || unseen.length > 0) yield unknown(open[0] ?? unseen[0] ?? image);
    else {
      const inGitHub = pipelines.some(({ tool }) => tool === 'GitHub Actions') && !pipelines.some((pipeline) => pipeline.path === WORKFLOW);
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      yield problem({
        at: { span: image.baseSpan },
        say: builds.length > 0 ? 'others' : 'none',
        words: { path },
        subject: path,
        fixes: () =>
          inGitHub ? suggestion(`Add '${WORKFLOW}'`, newWorkflow(document, 'image', building(path, image.contexts[0] ?? folder))) : [],
      });
    }
  },

  examples: [
    {
      file: '.gitlab-ci.yml',
      beside: {
        Dockerfile: code`
          FROM python:3.13-slim
          COPY . .
          USER nobody
          CMD ["python", "-m", "shop"]
        `,
      },
      bad: code`
        test:
          script: pytest
      `,
      good: code`
        test:
          script: pytest
        build:
          script: docker build .
      `,
    },
  ],
});
