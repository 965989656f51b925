import { EnvironmentFile } from '../../facts/credentials.js';
import type { Span } from '../../model/span.js';
import { detector } from '../detector.js';
import { findTokens } from '../text/tokens.js';
import { JUDGED, isEnvironmentFile } from './documents.js';
import { credentialName } from './names.js';
import { passwordsIn } from './urls.js';
import { strengthOf } from './values.js';

/** Files of environment variables that hold credentials. */
export const environmentFiles = detector({
  framework: 'dotenv',
  format: 'dotenv',
  roles: JUDGED,
  applies: ({ document }) => isEnvironmentFile(document),

  *facts({ document, root }) {
    const inText = [...findTokens(document.text), ...passwordsIn(document.text)].map(({ span }) => span);
    const found: { readonly name: string; readonly span: Span; readonly own: boolean }[] = [];
    for (const { key, value, span } of root.entries) {
      const whole = { start: value.span.start, end: value.span.end };
      const name = credentialName(key);
      // What stands under a credential's name in such a file is one, unless it is clearly none.
      const strength =
        name && value.kind === 'text' ? strengthOf(value.text, name, { fallback: true, login: true, settings: true }) : undefined;
      if (inText.some((hit) => hit.start >= span.start && hit.end <= span.end)) found.push({ name: key, span: whole, own: true });
      else if (strength) found.push({ name: key, span: whole, own: strength === 'own' });
    }
    const first = found.find(({ own }) => own) ?? found[0];
    if (first) yield EnvironmentFile(first, { name: first.name, count: found.length, own: first.own });
  },
});
