import type { YamlSyntax } from '../../syntax/yaml.js';
import { type Workflow, actionOf, inputOf } from './github.js';

type Right = readonly [scope: string, level: 'read' | 'write'];

/** What actions need of the token beside reading the code; from their own documentation. */
// prettier-ignore
const NEEDS: readonly (readonly [RegExp, ...Right[]])[] = [
  [/^(?:softprops\/action-gh-release|ncipollo\/release-action|actions\/create-release|svenstaro\/upload-release-action|goreleaser\/goreleaser-action|helm\/chart-releaser-action|actions\/upload-release-asset)$/, ['contents', 'write']],
  [/^(?:stefanzweifel\/git-auto-commit-action|ad-m\/github-push-action|endbug\/add-and-commit|peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action)$/, ['contents', 'write']],
  [/^(?:peter-evans\/create-pull-request|googleapis\/release-please-action|google-github-actions\/release-please-action|changesets\/action)$/, ['contents', 'write'], ['pull-requests', 'write']],
  [/^(?:actions\/labeler|peter-evans\/create-or-update-comment|marocchino\/sticky-pull-request-comment|thollander\/actions-comment-pull-request|amannn\/action-semantic-pull-request|codelytv\/pr-size-labeler|toshimaru\/auto-author-assign)$/, ['pull-requests', 'write']],
  [/^(?:actions\/stale|dessant\/lock-threads)$/, ['issues', 'write'], ['pull-requests', 'write']],
  [/^(?:actions\/add-to-project|actions\/first-interaction|peter-evans\/close-issue|github\/issue-labeler)$/, ['issues', 'write']],
  [/^github\/codeql-action\/(?:analyze|upload-sarif|autobuild|init)$/, ['security-events', 'write']],
  [/^actions\/deploy-pages$/, ['pages', 'write'], ['id-token', 'write']],
  [/^actions\/attest-build-provenance$|^actions\/attest$/, ['id-token', 'write'], ['attestations', 'write']],
  [/^sigstore\/cosign-installer$/, ['id-token', 'write']],
  [/^dorny\/(?:paths-filter|test-reporter)$/, ['pull-requests', 'read']],
  [/^(?:dorny\/test-reporter|mikepenz\/action-junit-report|enricomi\/publish-unit-test-result-action|reviewdog\/[\w-]+)$/, ['checks', 'write']],
];

const READERS =
  /^(?:actions\/(?:checkout|setup-[\w-]+|cache|upload-artifact|download-artifact|github-script)|docker\/[\w-]+|codecov\/codecov-action|azure\/[\w-]+|google-github-actions\/[\w-]+)(?:\/|$)/;

/** What the workflow's token is used for, as far as it is known. Jobs with rights of their own do not count. */
export function tokenNeeds(
  { document: { text } }: YamlSyntax,
  { jobs }: Workflow,
): { readonly needs: readonly Right[]; readonly handed: boolean } {
  const needs = new Map<string, 'read' | 'write'>();
  let handed = false;
  const add = (rights: readonly Right[]): void => {
    for (const [scope, level] of rights) if (needs.get(scope) !== 'write') needs.set(scope, level);
  };
  for (const { node, steps, uses } of jobs) {
    if (node.get('permissions')) continue;
    if (uses) handed = true;
    for (const step of steps) {
      const action = actionOf(step.uses);
      const rows = action === undefined ? [] : NEEDS.filter(([pattern]) => pattern.test(action));
      for (const [, ...rights] of rows) add(rights);
      if (action === 'docker/login-action' && inputOf(step, 'registry')?.text?.includes('ghcr.io') === true) add([['packages', 'write']]);
      if (action === 'aws-actions/configure-aws-credentials' && inputOf(step, 'role-to-assume')) add([['id-token', 'write']]);
      if (action === 'google-github-actions/auth' && inputOf(step, 'workload_identity_provider')) add([['id-token', 'write']]);
      if (action === 'azure/login' && inputOf(step, 'client-id')) add([['id-token', 'write']]);
      if (action === 'pypa/gh-action-pypi-publish' && !inputOf(step, 'password')) add([['id-token', 'write']]);
      const source = text.slice(step.node.span.start, step.node.span.end);
      if (/\bgit\b[^\n]{0,80}\bpush\b/.test(source)) add([['contents', 'write']]);
      if (/\bgh (?:release|tag)\b/.test(source)) add([['contents', 'write']]);
      if (/\bgh pr\b/.test(source)) add([['pull-requests', 'write']]);
      if (/\bgh issue\b/.test(source)) add([['issues', 'write']]);
      if (action === 'actions/github-script') handed = true;
      if (
        /github\.token|secrets\.GITHUB_TOKEN/i.test(source) &&
        rows.length === 0 &&
        !(action !== undefined && READERS.test(action)) &&
        !/\bgh \w|\bgit\b/.test(source)
      )
        handed = true;
    }
  }
  return { needs: [...needs].sort(([a], [b]) => (a < b ? -1 : 1)), handed };
}
