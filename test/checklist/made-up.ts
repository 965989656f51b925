import { createHash } from 'node:crypto';
import type { Surroundings } from '../../src/checklist/surroundings.js';
import { type Assessing, type RuleTraits, assess } from '../../src/checklist/assess.js';
import { App } from '../../src/facts/http.js';
import type { Assessment, ChecklistSettings, Item, ItemState, Section } from '../../src/model/checklist.js';
import type { AnyKind, Fact } from '../../src/model/fact.js';
import type { Evidence, Finding, Outcome, RuleId, Severity, Unknown } from '../../src/model/finding.js';
import { type Attestation, EMPTY_BASELINE, type Ledger, type Waiver } from '../../src/model/signoff.js';

export const NOW = new Date('2026-11-21T12:00:00Z');
export const AT = { uri: 'memory:///main.py', span: { start: 0, end: 1 } };

export const finding = (rule: RuleId, severity: Severity = 'warning', name = ''): Finding => ({
  rule,
  severity,
  confidence: 'sure',
  at: AT,
  message: `A gap${name && ` of ${name}`}.`,
  related: [],
  fixes: [],
  fingerprint: sha256(`${rule} ${severity} ${name}`).slice(0, 16),
});
export const evidence = (rule: RuleId): Evidence => ({ rule, at: AT, note: 'GET /health' });
export const unknown = (rule: RuleId): Unknown => ({ rule, at: AT });
export const outcome = (parts: Partial<Outcome> = {}): Outcome => ({
  findings: [],
  evidence: [],
  unknown: [],
  suppressed: [],
  ...parts,
});

/** A workspace of one FastAPI application. */
export const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  documents: [{ uri: AT.uri, path: 'main.py', format: 'python', role: 'production', tracked: true }],
  skipped: 0,
  built: new Set(),
  facts: (kind: AnyKind) =>
    (kind.id === App.id
      ? [{ ...AT, kind: App.id, confidence: 'sure', framework: 'FastAPI', key: 'app' }]
      : []) as unknown as readonly Fact<never>[],
  ...more,
});

export const item = (more: Partial<Item> = {}): Item => ({
  id: 'x.y',
  title: 'A thing',
  holds: 'A thing holds',
  verify: 'auto',
  phase: 'before',
  blocking: true,
  standard: 'blocking',
  applies: ['always'],
  rules: ['a/one'],
  ...more,
});

export const settings = (more: Partial<ChecklistSettings> = {}): ChecklistSettings => ({
  profile: 'standard',
  notApplicable: {},
  answers: {},
  targets: {},
  custom: [],
  imports: [],
  links: [],
  roles: [],
  ...more,
});

export const ledger = (more: Partial<Ledger> = {}): Ledger => ({ attestations: [], waivers: [], signoffs: [], ...more });

export const attestation = (more: Partial<Attestation> = {}): Attestation => ({
  item: 'x.y',
  by: 'Ada <ada@example.com>',
  at: '2026-11-01T10:00:00Z',
  note: 'seen',
  ...more,
});

export const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  item: 'x.y',
  by: 'Bob <bob@example.com>',
  at: '2026-11-01T10:00:00Z',
  reason: 'behind the gateway',
  expires: '2027-03-01',
  ...more,
});

/** Without the item: of one finding. */
export function waiverOf({ rule, fingerprint }: Finding, more: Partial<Waiver> = {}): Waiver {
  const { by, at, reason, expires } = waiver(more);
  return { rule, path: 'main.py', fingerprint, by, at, reason, expires };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Rules that begin with `later/` are not built, those with `off/` are turned off, those whose name begins with `no-` are about what is absent. */
const traits = (rule: RuleId): RuleTraits | undefined =>
  rule.startsWith('later/')
    ? undefined
    : {
        severity: rule.startsWith('grave/') ? 'error' : rule.startsWith('light/') ? 'info' : 'warning',
        shape: rule.includes('/no-') ? 'absent' : 'present',
        off: rule.startsWith('off/'),
      };

export const section = (...items: readonly Item[]): Section => ({ id: 'x', title: 'X', items });

export const assessing = (more: Partial<Assessing> = {}): Assessment =>
  assess({
    sections: [section(item())],
    outcome: outcome(),
    around: around(),
    settings: settings(),
    ledger: ledger(),
    baseline: EMPTY_BASELINE,
    now: NOW,
    digest: sha256,
    traits,
    ...more,
  });

/** The state of one item by itself. */
export function stateOf(one: Item, more: Partial<Assessing> = {}): ItemState {
  const [only] = assessing({ sections: [section(one)], ...more }).sections[0]?.items ?? [];
  if (!only) throw new Error('no item');
  return only;
}
