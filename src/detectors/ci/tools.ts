import type { PipelineTool } from '../../facts/delivery.js';

/** Which tool reads a file, by its path; the text decides where names are shared. */
const TOOLS: readonly (readonly [RegExp, PipelineTool])[] = [
  [/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/, 'GitHub Actions'],
  [/(?:^|\/)\.?gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab\/.*\.ya?ml$|(?:^|\/)\.?gitlab-ci\/.*\.ya?ml$|\.gitlab-ci\.ya?ml$/, 'GitLab CI'],
  [/(?:^|\/)\.circleci\/[^/]+\.ya?ml$/, 'CircleCI'],
  [
    /(?:^|\/)\.?azure-?pipelines?[^/]*\.ya?ml$|(?:^|\/)\.?azure-?pipelines?\/.*\.ya?ml$|(?:^|\/)\.(?:ado|vsts|azdo)[^/]*\/.*\.ya?ml$|(?:^|\/)\.vsts-ci\.ya?ml$/,
    'Azure Pipelines',
  ],
  [/(?:^|\/)bitbucket-pipelines\.ya?ml$/, 'Bitbucket Pipelines'],
  [/(?:^|\/)\.?buildkite\/[^/]*\.ya?ml$|(?:^|\/)buildkite\.ya?ml$/, 'Buildkite'],
  [/(?:^|\/)\.drone\.ya?ml$/, 'Drone'],
  [/(?:^|\/)\.woodpecker\.ya?ml$|(?:^|\/)\.woodpecker\/[^/]*\.ya?ml$/, 'Woodpecker'],
  [/(?:^|\/)\.travis\.ya?ml$/, 'Travis CI'],
  [/(?:^|\/)cloudbuild[^/]*\.ya?ml$/, 'Google Cloud Build'],
  [/(?:^|\/)buildspec[^/]*\.ya?ml$/, 'AWS CodeBuild'],
  [/(?:^|\/)\.?appveyor\.ya?ml$/, 'AppVeyor'],
  [/(?:^|\/)\.cirrus\.ya?ml$/, 'Cirrus CI'],
  [/(?:^|\/)\.semaphore\/[^/]*\.ya?ml$/, 'Semaphore'],
  [/(?:^|\/)\.tekton\/.*\.ya?ml$/, 'Tekton'],
];

export function toolOf(path: string, text: string): PipelineTool | undefined {
  const tool = TOOLS.find(([pattern]) => pattern.test(path))?.[1];
  if (tool === 'GitHub Actions' && !/^(?:jobs|runs)[ \t]*:/m.test(text)) return undefined;
  return tool;
}
