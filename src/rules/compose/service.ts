import type { ComposeService, Setting } from '../../facts/compose.js';
import type { Fact } from '../../model/fact.js';
import type { Severity } from '../../model/finding.js';
import type { At } from '../../model/span.js';

export type ServiceFact = Fact<NonNullable<(typeof ComposeService)['of']>>;

/** Whether something missing is missed: only where it is deployed, and all of it can be seen. */
export const isDeployed = ({ purpose, path, extends: base }: ServiceFact): boolean =>
  purpose === 'deployment' && path !== '' && base?.service !== '';

const LOWER: Readonly<Record<Severity, Severity>> = { error: 'warning', warning: 'info', info: 'info' };

/** One severity lower on a developer's machine. The engine does that by itself where the file's name says so. */
export const graver = ({ purpose, role }: ServiceFact, severity: Severity): { readonly severity?: Severity } =>
  purpose === 'development' && role === 'production' ? { severity: LOWER[severity] } : {};

/** The entry that says something, wherever the merged service has it from. */
export const entryOf = (setting: Setting): At => ({
  span: setting.whole ?? setting.span,
  ...(setting.uri === undefined ? {} : { uri: setting.uri }),
});
