import type { Fix as SarifFix, Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Severity } from '../model/finding.js';
import { groupBy } from '../model/group.js';
import { pageOf } from '../model/pages.js';
import type { Place } from '../model/span.js';
import { jsonPieces } from './pieces.js';
import { Documents, type Report, type RuleInfo, type WorkspaceReport, shownPath } from './report.js';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const areaOf = (rule: string): string => rule.slice(0, rule.indexOf('/'));

function descriptorOf({ id, severity, title, why, holds, references = [], security }: RuleInfo): ReportingDescriptor {
  const links = references.length ? `\n\nReferences:\n${references.map((link) => `- <${link}>`).join('\n')}` : '';
  const text = `${why.replace(/\s+/g, ' ').trim()} What holds when nothing is reported: ${holds}.`;
  return {
    id,
    name: id.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why.replace(/\s+/g, ' ').trim() },
    help: { text, markdown: `${text}${links}\n\n[About '${id}'](${pageOf(id)})` },
    helpUri: pageOf(id),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['production-readiness', areaOf(id), ...(security === undefined ? [] : ['security'])],
      // What code scanning services read: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
      ...(security === undefined
        ? { 'problem.severity': severity === 'info' ? 'recommendation' : severity }
        : { 'security-severity': security.toFixed(1) }),
    },
  };
}

interface Root {
  /** Its name in `originalUriBaseIds`. */
  readonly id: string;
  readonly base: string;
  /** The address of a path, relative to `base`. */
  addressOf(path: string): string;
}

/** Below the directory that the command ran in, addresses are relative to it; a workspace elsewhere has a base of its own. */
function rootOf({ root, uri }: WorkspaceReport, number: number, base: string): Root {
  const outside = root === '..' || root.startsWith('../') || /^(?:\/|[A-Za-z]:|\\\\)/.test(root);
  const id = `WORKSPACE${String(number + 1)}`;
  if (outside)
    return {
      id,
      base: uri.endsWith('/') ? uri : `${uri}/`,
      addressOf: (path) => encoded(path === root ? '' : path.slice(root.replace(/\/$/, '').length + 1)),
    };
  return { id, base, addressOf: encoded };
}

function* resultsOf(workspace: WorkspaceReport, root: Root, indices: ReadonlyMap<string, number>): Iterable<Result> {
  const documents = new Documents(workspace);
  const hasBaseline = [...workspace.settled.values()].some(({ by }) => by === 'baseline');
  for (const finding of workspace.findings) {
    const settled = workspace.settled.get(finding.fingerprint);
    const result = resultOf(finding, documents, root, indices);
    if (hasBaseline) result.baselineState = settled?.by === 'baseline' ? 'unchanged' : 'new';
    if (settled && settled.by !== 'baseline') {
      const { record } = settled;
      const justification = 'note' in record ? record.note : record.reason;
      result.suppressions = [{ kind: 'external', status: 'accepted', ...(justification === '' ? {} : { justification }) }];
    }
    yield result;
  }
  for (const { finding, reason } of workspace.suppressed) {
    const suppression = {
      kind: 'inSource' as const,
      status: 'accepted' as const,
      ...(reason === undefined ? {} : { justification: reason }),
    };
    yield { ...resultOf(finding, documents, root, indices), suppressions: [suppression] };
  }
}

function resultOf(finding: Finding, documents: Documents, root: Root, indices: ReadonlyMap<string, number>): Result {
  const { rule, severity, confidence, message, at, related, fingerprint, workspaceGap } = finding;
  const index = indices.get(rule);
  const located = (place: Place): PhysicalLocation => ({
    artifactLocation: { uri: root.addressOf(documents.pathOf(place.uri)), uriBaseId: root.id },
    ...(documents.has(place.uri) ? { region: regionOf(documents, place) } : {}),
  });
  const fixes = documents.fixesOf(finding).map(({ title, edits }): SarifFix => {
    const byAddress = groupBy(edits, (edit) => edit.uri ?? at.uri);
    return {
      description: { text: title },
      artifactChanges: [...byAddress].map(([uri, own]) => ({
        artifactLocation: { uri: root.addressOf(documents.pathOf(uri)), uriBaseId: root.id },
        replacements: own.map(({ span, text }) => ({
          deletedRegion: regionOf(documents, { uri, span }),
          ...(text === '' ? {} : { insertedContent: { text } }),
        })),
      })),
    };
  });
  return {
    ruleId: rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: located(at) }],
    ...(related.length
      ? {
          relatedLocations: related.map((other, i): Location => ({
            id: i + 1,
            physicalLocation: located(other.at),
            message: { text: other.note },
          })),
        }
      : {}),
    partialFingerprints: { 'preflight/v1': fingerprint },
    ...(fixes.length ? { fixes } : {}),
    properties: { confidence, ...(workspaceGap ? { workspaceGap: true } : {}) },
  };
}

function regionOf(documents: Documents, place: Place): Region {
  const { startLine, startColumn, endLine, endColumn } = documents.locate(place);
  return { startLine, startColumn, endLine, endColumn };
}

/** SARIF 2.1.0 for code scanning services: one run, a base for each directory, no source text. */
export function sarifReport({ version, rules, workspaces, base }: Report): Iterable<string> {
  const descriptors = rules.map(descriptorOf);
  const indices = new Map(descriptors.map(({ id }, index) => [id, index]));
  const roots = workspaces.map((workspace, i) => ({ workspace, root: rootOf(workspace, i, base) }));
  const run: Run = {
    tool: {
      driver: {
        name: 'Preflight',
        version,
        semanticVersion: version,
        informationUri: 'https://github.com/preflight-dev/preflight',
        rules: descriptors,
      },
    },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    originalUriBaseIds: Object.fromEntries(
      roots.map(({ workspace, root }) => [
        root.id,
        { uri: root.base, description: { text: `Where the paths of '${workspace.root}' begin.` } },
      ]),
    ),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: roots.flatMap(({ workspace, root }) =>
          workspace.skipped.map(({ path, reason }) => ({
            level: 'note' as const,
            message: { text: `This file was not read: ${reason}.` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: {
                    uri: root.addressOf(shownPath(workspace, path)),
                    uriBaseId: root.id,
                  },
                },
              },
            ],
          })),
        ),
      },
    ],
    results: roots.flatMap(({ workspace, root }) => [...resultsOf(workspace, root, indices)]),
  };
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return jsonPieces(log);
}
