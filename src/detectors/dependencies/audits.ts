import { DependencyAudit } from '../../facts/dependencies.js';
import { folderOf } from '../../model/document.js';
import { isOff } from '../../model/value.js';
import { detector } from '../detector.js';
import { elementsOf } from '../manifests/java.js';

/** Audits before each commit: https://pre-commit.com/ */
export const preCommitAudits = detector({
  framework: 'pre-commit',
  format: 'yaml',
  files: /(?:^|\/)\.pre-commit-config\.ya?ml$/,
  mentions: /pip-audit|safety|osv-scanner|npm-audit|govulncheck|audit-ci|uv-secure/,

  *facts({ root, document: { path } }) {
    for (const repo of root.get('repos')?.items ?? [])
      for (const hook of repo.get('hooks')?.items ?? []) {
        const id = hook.get('id');
        const words = `${id?.text ?? ''} ${hook.get('entry')?.text ?? ''}`;
        const tool = /\b(?:pip-audit|python-safety-dependencies-check|safety|osv-scanner|npm-audit|govulncheck|audit-ci|uv-secure)\b/.exec(
          words,
        )?.[0];
        if (!id || tool === undefined || hook.get('stages')?.items.every(({ text }) => text === 'manual')) continue;
        const ecosystems = /npm|audit-ci/.test(tool)
          ? (['javascript'] as const)
          : tool.includes('govulncheck')
            ? (['go'] as const)
            : tool === 'osv-scanner'
              ? undefined
              : (['python'] as const);
        yield DependencyAudit({ span: id.span }, { tool, ecosystems, fails: !/\|\|\s*true\b/.test(words), folder: folderOf(path) });
      }
  },
});

/** https://dependency-check.github.io/DependencyCheck/dependency-check-maven/ Without a threshold it only reports. */
export const mavenAudit = detector({
  framework: 'OWASP Dependency-Check',
  format: 'text',
  files: /(?:^|\/)pom\.xml$/,
  mentions: ['dependency-check-maven', 'ossindex-maven-plugin'],

  *facts({ document: { path, text } }) {
    for (const { element, span } of elementsOf(text)) {
      const artifact = element.texts.get('artifactId') ?? '';
      if (element.name !== 'plugin' || !/^(?:dependency-check-maven|ossindex-maven-plugin)$/.test(artifact)) continue;
      const body = text.slice(span.start, span.end);
      const threshold =
        /<failBuildOnCVSS>\s*(?:\d{1,2}(?:\.\d)?|\$\{)|<failBuildOnAnyVulnerability>\s*true/.test(body) || artifact.startsWith('ossindex');
      const at = text.indexOf(artifact, span.start);
      yield DependencyAudit(
        { span: { start: at, end: at + artifact.length } },
        {
          tool: artifact,
          ecosystems: ['java'],
          fails: threshold && /<goal>\s*(?:check|aggregate|audit)/.test(body),
          folder: folderOf(path),
        },
      );
    }
  },
});

export const gradleAudit = detector({
  framework: 'OWASP Dependency-Check',
  format: 'text',
  files: /\.gradle(?:\.kts)?$/,
  mentions: ['org.owasp.dependencycheck'],

  *facts({ document: { path, text } }) {
    const at = text.indexOf('org.owasp.dependencycheck');
    // Nothing runs it by itself: a pipeline does.
    yield DependencyAudit(
      { span: { start: at, end: at + 'org.owasp.dependencycheck'.length } },
      {
        tool: 'dependency-check',
        ecosystems: ['java'],
        fails: text.includes('failBuildOnCVSS') ? undefined : false,
        folder: folderOf(path),
      },
    );
  },
});

/** The template scans and reports; a merge request policy, kept on the server, makes it fail. https://docs.gitlab.com/user/application_security/dependency_scanning/ */
export const gitlabTemplate = detector({
  framework: 'GitLab CI',
  format: 'yaml',
  files: /(?:^|\/)\.gitlab-ci\.ya?ml$/,
  mentions: ['Dependency-Scanning', 'dependency-scanning'],

  *facts({ root }) {
    if (isOff(root.option('variables.DS_ENABLED'))) return;
    for (const { node, span } of root.get('include') ? [{ node: root.get('include'), span: root.get('include')?.span }] : [])
      for (const item of node?.kind === 'list' ? node.items : node ? [node] : []) {
        const words = [item.text, item.get('template')?.text, item.get('component')?.text].join(' ');
        if (/dependency-scanning/i.test(words) && span)
          yield DependencyAudit({ span: item.span }, { tool: 'Dependency Scanning', ecosystems: undefined, fails: undefined, folder: '' });
      }
  },
});

/** Only with an exit code of its own does it fail: https://github.com/aquasecurity/trivy-action#inputs */
export const trivyAction = detector({
  framework: 'Trivy',
  format: 'yaml',
  files: /^\.github\/(?:workflows\/[^/]+|actions\/.{1,200}\/action)\.ya?ml$/,
  mentions: ['aquasecurity/trivy-action'],

  *facts({ root }) {
    for (const { key, node } of root.pairs()) {
      if (key !== 'steps') continue;
      for (const step of node.items) {
        const uses = step.get('uses');
        if (!uses?.text?.startsWith('aquasecurity/trivy-action')) continue;
        const given = step.get('with');
        if (
          /^(?:config|sbom)$/.test(given?.get('scan-type')?.text ?? '') ||
          /^(?:secret|misconfig|license)$/.test(given?.get('scanners')?.text ?? '')
        )
          continue;
        const code = given?.get('exit-code')?.text;
        const ignored = step.get('continue-on-error')?.text === 'true';
        const fails = ignored || code === undefined ? false : /^\d+$/.test(code) ? code !== '0' : undefined;
        // https://trivy.dev/docs/latest/coverage/language/ Of an image it sees what was installed and built, and no script that was bundled.
        const image = /^image$/.test(given?.get('scan-type')?.text ?? 'image');
        yield DependencyAudit(
          { span: uses.span },
          { tool: 'Trivy', ecosystems: image ? ['python', 'go', 'java'] : undefined, fails, folder: '' },
        );
        if (image && fails)
          yield DependencyAudit({ span: uses.span }, { tool: 'Trivy', ecosystems: ['javascript'], fails: undefined, folder: '' });
      }
    }
  },
});
