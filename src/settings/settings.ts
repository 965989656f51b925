import type { Profile } from '../model/checklist.js';
import type { RuleId, Severity } from '../model/finding.js';

/** What `preflight.yaml` says; everything works without one. */
export interface Settings {
  readonly profile: Profile;
  severityOf(rule: RuleId, path: string): Severity | 'off' | undefined;
  isExcluded(path: string): boolean;
}

export const DEFAULT_SETTINGS: Settings = { profile: 'standard', severityOf: () => undefined, isExcluded: () => false };
