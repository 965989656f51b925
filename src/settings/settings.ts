import type { Profile } from '../model/checklist.js';
import type { Span } from '../model/span.js';
import type { RuleId, Severity } from '../model/finding.js';

/** What `preflight.yaml` says; everything works without one. */
export interface Settings {
  readonly profile: Profile;
  severityOf(rule: RuleId, path: string): Severity | 'off' | undefined;
  isExcluded(path: string): boolean;
}

export const DEFAULT_SETTINGS: Settings = { profile: 'standard', severityOf: () => undefined, isExcluded: () => false };

/** Something wrong in `preflight.yaml`, at its place. */
export interface SettingsProblem {
  readonly span: Span;
  readonly message: string;
}

export function readSettings(_text: string, _rules: readonly string[]): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  return { settings: DEFAULT_SETTINGS, problems: [] };
}
