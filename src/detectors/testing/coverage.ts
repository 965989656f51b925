import { CoverageSettings, CoverageThreshold } from '../../facts/testing.js';
import type { Ecosystem } from '../../facts/project.js';
import { folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { type Value, isOn, text as textValue, unknown } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { iniSections } from '../../syntax/ini.js';
import { detector } from '../detector.js';
import { elementsOf } from '../manifests/java.js';

/** `80`, `80%`, `'80'` as a number; what is computed stays unknown. */
function percentOf(value: Value): Value {
  if (value.kind !== 'text') return value.kind === 'number' ? value : unknown(value);
  const number = /^(\d{1,3}(?:\.\d{1,4})?)\s*%?$/.exec(value.text.trim())?.[1];
  return number === undefined ? unknown(value) : { kind: 'number', number: Number(number), span: value.span };
}

const state = (setting: string, value: Value, path: string, ecosystem: Ecosystem | undefined, span: Span = value.span): FactDraft =>
  CoverageThreshold({ span }, { ecosystem, setting, percent: percentOf(value), folder: folderOf(path) });

/** pytest-cov's option, wherever a command or `addopts` stands. */
function* underIn(text: string, offset: number, path: string): Iterable<FactDraft> {
  for (const { index, 0: all, 1: number = '' } of text.matchAll(/--(?:cov-)?fail-under[= ](\d{1,3}(?:\.\d{1,4})?)\b/g)) {
    const span = { start: offset + index, end: offset + index + all.length };
    yield state(
      all.replace(/[= ].*/, ''),
      textValue({ span: { start: span.end - number.length, end: span.end } }, number),
      path,
      'python',
      span,
    );
  }
}

export const pyprojectCoverage = detector({
  framework: 'Coverage.py',
  format: 'toml',
  files: /(?:^|\/)(?:pyproject|\.coveragerc|pytest)\.toml$/,

  *facts({ root, document: { path, text } }) {
    const folder = folderOf(path);
    const coverage = root.at('tool.coverage');
    const report = coverage?.get('report');
    const under = report?.entry('fail_under');
    if (under) yield state('fail_under', under.value, path, 'python', under.span);
    else if (report) {
      const first = report.entries[0];
      if (first)
        yield CoverageSettings({ span: before(first.span.start) }, { ecosystem: 'python', folder, threshold: 'fail_under = 80\n' });
    } else if (coverage || /\bpytest-cov\b/.test(text))
      yield CoverageSettings(
        { span: before(text.length) },
        { ecosystem: 'python', folder, threshold: `${text.endsWith('\n') ? '' : '\n'}\n[tool.coverage.report]\nfail_under = 80\n` },
      );
    for (const section of ['tool.pytest.ini_options.addopts', 'tool.pytest.addopts']) {
      const options = root.at(section);
      if (options) yield* underIn(text.slice(options.span.start, options.span.end), options.span.start, path);
    }
  },
});

export const iniCoverage = detector({
  framework: 'Coverage.py',
  format: 'text',
  files: /(?:^|\/)(?:\.coveragerc|setup\.cfg|tox\.ini|pytest\.ini)$/,
  mentions: /fail[_-]under/,

  *facts({ document: { path, text } }) {
    for (const { name, entries } of iniSections(text))
      for (const { key, value, span, valueSpan } of entries) {
        if (/^(?:coverage:)?report$/.test(name) && key === 'fail_under')
          yield state('fail_under', textValue({ span: valueSpan }, value), path, 'python', span);
        else yield* underIn(text.slice(valueSpan.start, valueSpan.end), valueSpan.start, path);
      }
  },
});

/** A script, a Makefile or a pipeline that runs the tests with a threshold. */
export const commandCoverage = detector({
  framework: 'coverage commands',
  format: 'text',
  files:
    /(?:^|\/)(?:Makefile|GNUmakefile|[Jj]ustfile|noxfile\.py|Taskfile\.ya?ml|\.gitlab-ci\.ya?ml|azure-pipelines[\w.-]{0,40}\.ya?ml|bitbucket-pipelines\.yml|Jenkinsfile)$|\.(?:sh|mk)$|(?:^|\/)\.(?:github\/workflows|circleci)\/[^/]+\.ya?ml$/,
  mentions: /--(?:cov-)?fail-under|min_coverage|minimum_coverage|threshold-total|COVERAGE_THRESHOLD|coverage-threshold/i,

  *facts({ document: { path, text } }) {
    let start = 0;
    for (const line of text.split('\n')) {
      const at = start;
      start += line.length + 1;
      if (/^\s*#/.test(line)) continue;
      for (const draft of underIn(line, at, path)) yield { ...draft, folder: '' };
      // https://github.com/vladopajic/go-test-coverage
      const total = /\bthreshold-total[:=]\s*(\d{1,3})\b/.exec(line);
      const [all, number] = total ?? [];
      if (total && all !== undefined && number !== undefined) {
        const span = { start: at + total.index, end: at + total.index + all.length };
        yield {
          ...state('threshold-total', textValue({ span: { start: span.end - number.length, end: span.end } }, number), path, 'go', span),
          folder: '',
        };
      }
      const own = /\b(?:COVERAGE_THRESHOLD|MIN_COVERAGE|MINIMUM_COVERAGE|coverage-threshold)["']?\s*[:=]\s*["']?(\d{1,3})\b/i.exec(line);
      const [whole, limit] = own ?? [];
      if (own && whole !== undefined && limit !== undefined) {
        const span = { start: at + own.index, end: at + own.index + whole.length };
        yield {
          ...state(
            whole.split(/["':=\s]/)[0] ?? '',
            textValue({ span: { start: span.end - limit.length, end: span.end } }, limit),
            path,
            undefined,
            span,
          ),
          folder: '',
        };
      }
    }
  },
});

/** https://github.com/vladopajic/go-test-coverage */
export const goTestCoverage = detector({
  framework: 'go-test-coverage',
  format: 'yaml',
  files: /(?:^|\/)\.?(?:testcoverage|go-test-coverage)\.ya?ml$/,

  *facts({ root, document: { path } }) {
    const total = root.entryAt('threshold.total') ?? root.entryAt('threshold.file');
    if (total) yield state('threshold.total', total.value, path, 'go', total.span);
  },
});

/** Of Jest, a number below zero is how many lines may stay uncovered: no percentage. */
function* thresholdsOf(node: DataNode | undefined, setting: string, path: string): Iterable<FactDraft> {
  if (!node) return;
  const all = node.get('global') ?? node;
  const value = all.get('lines') ?? all.get('statements') ?? all.get('branches') ?? all.get('functions');
  if (isOn(node.get('100')?.value))
    yield state(setting, { kind: 'number', number: 100, span: node.span }, path, 'javascript', node.keySpan ?? node.span);
  else if (value) yield state(setting, value.value, path, 'javascript', node.keySpan ?? value.span);
}

export const packageJsonCoverage = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)(?:package\.json|jest\.config\.json|\.?jestrc(?:\.json)?|\.nycrc(?:\.json)?|\.c8rc(?:\.json)?)$/,

  *facts({ root, document: { path, text } }) {
    const jest = path.endsWith('package.json') ? root.get('jest') : root;
    yield* thresholdsOf(jest?.get('coverageThreshold'), 'coverageThreshold', path);
    for (const settings of [root.get('nyc'), root.get('c8'), /\.(?:nyc|c8)rc/.test(path) ? root : undefined])
      if (settings && isOn(settings.option('check-coverage') ?? settings.option('checkCoverage'))) {
        const lines = settings.get('lines') ?? settings.get('statements') ?? settings.get('branches');
        // https://github.com/istanbuljs/nyc#coverage-thresholds 90 is what it checks for when nothing else is said.
        yield state(
          'check-coverage',
          lines?.value ?? { kind: 'number', number: 90, span: settings.span },
          path,
          'javascript',
          lines?.span ?? before(settings.span.start),
        );
      }
    for (const { node, span } of root.get('scripts')?.entries ?? []) {
      const number =
        /--check-coverage\b[^&|;]{0,200}--lines[= ](\d{1,3})\b|--lines[= ](\d{1,3})\b[^&|;]{0,200}--check-coverage\b|--coverage\.thresholds\.lines[= ](\d{1,3})\b|--test-coverage-lines[= ](\d{1,3})\b/.exec(
          node.text ?? '',
        );
      const found = number?.slice(1).find(Boolean);
      if (found !== undefined) yield state('--check-coverage', textValue({ span: node.span }, found), path, 'javascript', span);
    }
    const own = root.get('jest');
    const first = own?.entries[0];
    if (own && first && !own.get('coverageThreshold'))
      yield CoverageSettings(
        { span: before(first.span.start) },
        {
          ecosystem: 'javascript',
          folder: folderOf(path),
          threshold: `"coverageThreshold": { "global": { "lines": 80 } },${text.slice(own.span.start + 1, first.span.start)}`,
        },
      );
  },
});

/** Settings that are code: the object's keys are read where they are plain. */
export const scriptCoverage = detector({
  framework: 'Vitest and Jest',
  format: 'text',
  files:
    /(?:^|\/)(?:vite|vitest|jest)[\w.-]{0,40}\.(?:config|workspace|shared|base|preset)[\w.-]{0,20}\.[cm]?[jt]s$|(?:^|\/)(?:vite|vitest|jest)\.config[\w.-]{0,20}\.[cm]?[jt]s$|(?:^|\/)karma\.conf\.[cm]?[jt]s$/,
  mentions: /thresholds?\b/i,

  *facts({ document: { path, text } }) {
    const code = text.replace(/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));
    const heading = /\b(coverageThreshold|thresholds?|check)\s*:\s*\{/.exec(code);
    if (!heading) return;
    const setting = heading[1] ?? '';
    const span = { start: heading.index, end: heading.index + setting.length };
    const body = code.slice(heading.index + heading[0].length, heading.index + heading[0].length + 800);
    if (/^\s*(?:["']?100["']?)\s*:\s*true/.test(body)) {
      yield state(setting, { kind: 'number', number: 100, span }, path, 'javascript', span);
      return;
    }
    const value = /\b(?:lines|statements|branches|functions|global)["']?\s*:\s*(\d{1,3}(?:\.\d{1,4})?\b|[^\s{,]{1,60})/.exec(body);
    const known = value?.[1];
    yield state(
      setting,
      known !== undefined && /^\d/.test(known) ? textValue({ span }, known) : unknown({ span }),
      path,
      'javascript',
      span,
    );
  },
});

/** https://docs.codecov.com/docs/commit-status `auto` only compares with the commit before. */
export const codecov = detector({
  framework: 'Codecov',
  format: 'yaml',
  files: /(?:^|\/)\.?codecov\.ya?ml$/,

  *facts({ root, document: { path } }) {
    const status = root.at('coverage.status')?.entry('project');
    let follows: Span | undefined =
      status?.node.kind === 'scalar' && !/^(?:false|off|no)$/.test(status.node.text ?? '') ? status.keySpan : undefined;
    for (const { keySpan, node } of status?.node.entries ?? []) {
      if (isOn(node.option('informational'))) continue;
      const target = node.entry('target');
      if (target && target.node.text !== 'auto') {
        yield { ...state('target', target.value, path, undefined, target.span), folder: '' };
        return;
      }
      follows ??= keySpan;
    }
    // It must not fall: how high it is stands elsewhere.
    if (follows) yield { ...state('target', unknown({ span: follows }), path, undefined, follows), folder: '' };
  },
});

/** Quality gates are kept on the server: whether one asks for coverage cannot be seen from here. */
export const sonarCoverage = detector({
  framework: 'Sonar',
  format: 'properties',
  files: /(?:^|\/)\.?sonar(?:cloud|qube|-project)\.properties$/,

  *facts({ root, document: { path } }) {
    const key = [...root.pairs()].find(({ node }) => node.path.join('.').startsWith('sonar.') && node.path.join('.').includes('overage'));
    if (key)
      yield CoverageThreshold(
        { span: key.span },
        { ecosystem: undefined, setting: 'quality gate', percent: unknown(key), folder: folderOf(path) },
      );
  },
});

/** https://www.jacoco.org/jacoco/trunk/doc/check-mojo.html */
export const mavenCoverage = detector({
  framework: 'JaCoCo',
  format: 'text',
  files: /(?:^|\/)pom\.xml$/,
  mentions: ['jacoco'],

  *facts({ document: { path, text } }) {
    for (const { element, path: where, span } of elementsOf(text)) {
      if (element.name !== 'limit' || !where.includes('rule')) continue;
      const minimum = element.texts.get('minimum');
      if (minimum === undefined || (element.texts.get('value') !== undefined && element.texts.get('value') !== 'COVEREDRATIO')) continue;
      const at = text.indexOf(minimum, text.indexOf('<minimum>', span.start));
      const place = { start: at, end: at + minimum.length };
      yield ratio(minimum, place, path, minimum.startsWith('${') ? text : undefined);
      return;
    }
  },
});

/** `0.80` or `80%`; a property of the same pom is looked up. */
function ratio(written: string, span: Span, path: string, pom: string | undefined): FactDraft {
  const property = /^\$\{([\w.-]{1,80})\}$/.exec(written)?.[1];
  const resolved = property !== undefined && pom !== undefined ? (pom.split(`<${property}>`)[1]?.split('<')[0] ?? '') : written;
  const number = /^(\d(?:\.\d{1,6})?|\.\d{1,6})$/.exec(resolved.trim())?.[1];
  const value: Value =
    number === undefined ? textValue({ span }, resolved) : { kind: 'number', number: Math.round(Number(number) * 1000) / 10, span };
  return state('minimum', value, path, 'java', span);
}

/** https://docs.gradle.org/current/userguide/jacoco_plugin.html#sec:jacoco_report_violation_rules */
export const gradleCoverage = detector({
  framework: 'JaCoCo',
  format: 'text',
  files: /\.gradle(?:\.kts)?$/,
  mentions: ['jacocoTestCoverageVerification', 'violationRules', 'koverVerify', 'minBound'],

  *facts({ document: { path, text } }) {
    for (const match of text.matchAll(/^[ \t]*(?:minimum|minBound)\s*[=(]\s*(?:BigDecimal\(|["'])?(?:["'])?(\d(?:\.\d{1,6})?|\d{1,3})/gm)) {
      const [all, number = ''] = match;
      const span = { start: match.index + all.length - number.length, end: match.index + all.length };
      yield /^\d{2,3}$/.test(number)
        ? state('minBound', textValue({ span }, number), path, 'java', span)
        : ratio(number, span, path, undefined);
      return;
    }
  },
});
