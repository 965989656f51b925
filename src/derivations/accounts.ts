import { Accounts, SignIn } from '../facts/observability.js';
import { System } from '../facts/service.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';

/** People sign in to the system, as far as code looks like it; stands at the first place. */
export const accounts: Derivation = {
  gives: Accounts,
  from: [SignIn, System],

  *derive({ facts, roleOf }): Iterable<FactDraft> {
    const [system] = facts(System);
    const first = facts(SignIn).find(({ uri }) => roleOf(uri) === 'production');
    if (system && first) yield Accounts({ span: first.span, uri: first.uri }, { part: system.part }, 'likely');
  },
};
