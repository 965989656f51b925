import { GuessableCredential, HardcodedCredential, type Replaceable } from '../../facts/credentials.js';
import type { Confidence, FactDraft } from '../../model/fact.js';
import type { Requirement } from '../../model/requirement.js';
import type { Span } from '../../model/span.js';
import { type CredentialName, lastName } from './names.js';
import { type Circumstances, strengthOf } from './values.js';

/** A literal that has a credential's name, wherever it was found. */
export interface NamedLiteral {
  /** As written, with what it belongs to: `app.config[SECRET_KEY]`. */
  readonly path: string;
  readonly name: CredentialName;
  /** The path is the function's that takes the literal as its secret. */
  readonly taken?: boolean;
  readonly text: string;
  /** The whole literal, quotes included. */
  readonly span: Span;
  readonly where: Circumstances;
  readonly fallbackOf?: string | undefined;
  readonly replaceable?: Replaceable | undefined;
  readonly required?: Requirement | undefined;
}

/** Says what the literal is, without it; nothing where it is no credential. */
export function* stated({
  path,
  name,
  taken = false,
  text,
  span,
  where,
  fallbackOf,
  replaceable,
  required,
}: NamedLiteral): Iterable<FactDraft> {
  const strength = strengthOf(text, name, where);
  if (!strength) return;
  const confidence: Confidence = where.fallback || where.login || name.owned || text.length >= 16 ? 'sure' : 'likely';
  const title = lastName(path).replace(/^["'`]|["'`]$/g, '');
  if (strength === 'own') yield HardcodedCredential({ span }, { name: title, taken, what: name.kind, replaceable }, confidence);
  else yield GuessableCredential({ span }, { name: title, taken, strength, use: name.use, fallbackOf, replaceable, required }, confidence);
}
