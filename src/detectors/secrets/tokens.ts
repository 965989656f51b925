import { PrivateKeyBlock, ProviderToken, type Replaceable } from '../../facts/credentials.js';
import type { Document } from '../../model/document.js';
import { detector } from '../detector.js';
import { PRIVATE_KEY_MARKS, findPrivateKeys } from '../text/private-keys.js';
import { TOKEN_KEYWORDS, type TokenHit, findTokens } from '../text/tokens.js';
import { literalAround } from './literal-text.js';
import { wordsOf } from './names.js';

/** Tokens of known providers, wherever they stand. */
export const providerTokens = detector({
  framework: 'Tokens of providers',
  format: 'text',
  mentions: TOKEN_KEYWORDS,

  *facts({ document }) {
    for (const hit of findTokens(document.text)) {
      const { span, format, length, prefix } = hit;
      yield ProviderToken(
        { span },
        { provider: format.provider, what: format.what, prefix, length, replaceable: replaceable(document, hit) },
      );
    }
  },
});

/** Blocks of private keys, wherever they stand. */
export const privateKeys = detector({
  framework: 'Private keys',
  format: 'text',
  mentions: PRIVATE_KEY_MARKS,

  *facts({ document }) {
    for (const { span, kind, encrypted } of findPrivateKeys(document.text)) yield PrivateKeyBlock({ span }, { what: kind, encrypted });
  },
});

function replaceable(document: Document, { span, format }: TokenHit): Replaceable | undefined {
  const literal = literalAround(document, span);
  return literal && { span: literal.span, variable: variableFor(literal.name, format.provider, format.what) };
}

/** The name that the code gives it, if that says what it is; else the provider's: `GITHUB_TOKEN`. */
function variableFor(given: string | undefined, provider: string, what: string): string {
  const words = wordsOf(given ?? '');
  if (words.length > 1 && words.length < 6 && /^(?:token|key|secret|password|id|credential|credentials|url)$/.test(words.at(-1) ?? ''))
    return words.join('_').toUpperCase();
  const owner = /[A-Za-z][A-Za-z0-9]*/.exec(provider)?.[0].toUpperCase() ?? 'API';
  const thing = /key$/i.test(what)
    ? 'KEY'
    : /secret/i.test(what)
      ? 'SECRET'
      : /password/i.test(what)
        ? 'PASSWORD'
        : /key/i.test(what)
          ? 'KEY'
          : 'TOKEN';
  return `${owner}_${thing === 'KEY' && /api|secret/i.test(what) ? (/secret/i.test(what) ? 'SECRET_KEY' : 'API_KEY') : thing}`;
}
