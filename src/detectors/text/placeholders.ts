import { crc32 } from './checksums.js';

/** Is this a stand-in that a person wrote (`xxxxxxxx`, `your_token_here`, `…EXAMPLE`, `0123456789abcdef`) rather than something random? */
export function isPlaceholder(body: string): boolean {
  if (LONG_WORDS.test(body)) return true;
  // Chance puts a word of four letters into one of 30,000 bodies of 40 characters, but into too many of a thousand.
  if (body.length <= 150 && SHORT_WORDS.test(body)) return true;
  const least = body.length <= 40 ? 5 : body.length <= 150 ? 6 : 9;
  return longestWalk(body, 0) >= least || longestWalk(body, 1) >= least || longestWalk(body, -1) >= least || isRepeated(body);
}

const LONG_WORDS = new RegExp(
  [
    'example|sample|placeholder|dummy|change.?me|insert|redacted|replace|removed|hidden|censored|masked|sanitized|scrubbed|secret|token',
    'api.?key|your.?key|mykey|invalid|foobar|hello|world|please|lorem|ipsum|passw|notreal|not.real|random|string|fixture|wrong|testing',
    'qwerty|deadbeef|cafebabe|decafbad|badc0de|notasecret|nothing|whatever|somekey|super|value|thisis|this.is|fake',
  ].join('|'),
  'i',
);

const SHORT_WORDS = /test|your|mock|demo|here|todo|null|none|blah|asdf|qwer|xxxx|stub|noop/i;

/** The longest stretch in which each character code is the one before it plus `step`: 0 for `aaaa`, 1 for `abcd`, -1 for `4321`. */
function longestWalk(text: string, step: number): number {
  let longest = 1;
  let length = 1;
  for (let i = 1; i < text.length; i++) {
    length = text.charCodeAt(i) === text.charCodeAt(i - 1) + step ? length + 1 : 1;
    if (length > longest) longest = length;
  }
  return longest;
}

function isRepeated(text: string): boolean {
  const letters = text.replace(/[-_]/g, '');
  for (let period = 1; period <= 12 && period * 3 <= letters.length; period++) {
    if (letters.slice(period) === letters.slice(0, -period)) return true;
  }
  return letters.length >= 24 && letters.length % 2 === 0 && letters.slice(letters.length / 2) === letters.slice(0, letters.length / 2);
}

/** Is this one of the values that a provider's own documentation or emulator publishes? They are kept as checksums, so that none stands here. */
export function isDocumentedExample(token: string): boolean {
  return DOCUMENTED.has(crc32(token));
}

const DOCUMENTED: ReadonlySet<number> = new Set([
  // https://docs.stripe.com/keys and the examples of its API reference
  0xd75f4f4e, 0x396d8142, 0xab4d2e47, 0x5db30a6a, 0x401f50a0, 0xd306a0e2, 0x1aa2ff57,
  // https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
  0xb4cbd586,
  // https://learn.microsoft.com/azure/cosmos-db/emulator#authentication
  0x87707360,
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ and what explains it
  0x4bdd1614, 0x8579b8b0,
  // https://cloud.google.com/docs/authentication/api-keys
  0xb4a1ffd1, 0x3b248b4b,
  // The key in every Google Chat webhook: https://developers.google.com/workspace/chat/quickstart/webhooks
  0x7c5e029a,
  // https://support.1password.com/secret-key-security/
  0xebbb2ccc,
  // The secret key of every local stack: https://supabase.com/docs/guides/local-development/cli/getting-started
  0xbc855a2d,
  // https://core.telegram.org/bots/features#creating-a-new-bot
  0x2831afe3, 0x9788d184,
  // https://discord.com/developers/docs/reference#authentication
  0x72024bff, 0x91014506,
  // https://devcenter.heroku.com/changelog-items/3175
  0xc039a05a, 0x9dd596e9,
]);
