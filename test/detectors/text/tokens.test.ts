import assert from 'node:assert/strict';
import { Linter } from 'eslint';
import * as regexp from 'eslint-plugin-regexp';
import fc from 'fast-check';
import { base62, crc32, decodeBase64, entropy } from '../../../src/detectors/text/checksums.js';
import { isPlaceholder } from '../../../src/detectors/text/placeholders.js';
import { TOKEN_FORMATS } from '../../../src/detectors/text/providers/index.js';
import { findTokens, mayHoldSecrets, tokenFinder, type TokenHit } from '../../../src/detectors/text/tokens.js';
import { fill, jwt, numbers, sampled, sampleOf } from './samples.js';

const found = (text: string): readonly TokenHit[] => [...findTokens(text)];
const ids = (text: string): readonly string[] => found(text).map(({ format }) => format.id);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const token = (id: string, seed = 1): string => sampleOf(id, seed).token;
const filled = (shape: string, seed = 'a'): string => fill(shape, numbers(seed));

/** Formats of which a shorter body is a token as well. */
const VARIABLE = new Set(
  TOKEN_FORMATS.filter(({ pattern }) => /\{\d+,\d+\}/.test(pattern.source.replace(/^.*\(\?<token>/, '').replaceAll('={0,2}', ''))).map(
    ({ id }) => id,
  ),
);

describe('token formats', () => {
  it('are more than two hundred, each with its own id', () => {
    assert.ok(TOKEN_FORMATS.length > 200);
    assert.equal(new Set(TOKEN_FORMATS.map(({ id }) => id)).size, TOKEN_FORMATS.length);
    assert.deepEqual([...sampled].sort(), TOKEN_FORMATS.map(({ id }) => id).sort());
  });

  it('say where they are documented and where a leaked one is revoked', () => {
    for (const { id, source, revoke } of TOKEN_FORMATS) {
      for (const link of [source, revoke]) assert.equal(new URL(link).protocol, 'https:', id);
    }
  });

  it('read well in a sentence', () => {
    for (const { id, provider, what } of TOKEN_FORMATS) {
      assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)+$/);
      assert.match(`${provider} ${what}`, /^[\w.&]+(?: [\w.&-]+)+$/, id);
      assert.doesNotMatch(what, /\.$/, id);
    }
  });

  it('have patterns that stick, are bounded and cannot backtrack badly', () => {
    const linter = new Linter();
    const rules: Linter.RulesRecord = {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { ignoreSticky: true }],
    };
    for (const { id, pattern, near, unless } of TOKEN_FORMATS) {
      assert.ok(pattern.sticky, id);
      assert.doesNotMatch(pattern.source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, '_'), /[*+]|\{\d+,\}/, `${id} repeats without a bound`);
      for (const each of [pattern, near, unless]) {
        if (each)
          assert.deepEqual(linter.verify(`void ${String(each)};`, [{ plugins: { regexp: { rules: regexp.rules } }, rules }]), [], id);
      }
    }
  });

  it('have keywords that are specific and stand in the text of every credential', () => {
    for (const { id, keywords, pattern, prefix } of TOKEN_FORMATS) {
      for (const keyword of keywords)
        assert.ok(keyword.length >= 3 && (keyword.length >= 4 || /[^a-z]|cio/.test(keyword)), `${id} ${keyword}`);
      if (pattern.ignoreCase)
        assert.deepEqual(
          keywords,
          keywords.map((keyword) => keyword.toLowerCase()),
          id,
        );
      const { text, token } = sampleOf(id);
      assert.ok(
        keywords.some((keyword) => (pattern.ignoreCase ? text.toLowerCase() : text).includes(keyword)),
        id,
      );
      if (prefix !== undefined) assert.ok(token.startsWith(prefix), id);
    }
  });
});

describe('findTokens', () => {
  for (const { id, prefix } of TOKEN_FORMATS) {
    it(`finds ${id}`, () => {
      let seen = 0;
      for (let seed = 1; seed <= 20; seed++) {
        const { text, token, start } = sampleOf(id, seed);
        const hits = found(`first line\n${text}\nlast line`);
        assert.ok(mayHoldSecrets(bytes(text)));
        if (hits.length === 0) continue;
        seen++;
        assert.deepEqual(
          hits.map((hit) => [hit.format.id, hit.span, hit.length, hit.prefix]),
          [[id, { start: 11 + start, end: 11 + start + token.length }, token.length, prefix]],
        );
      }
      // By chance one in a hundred looks made up: it has no digit, or spells a word.
      assert.ok(seen >= 18, `${String(seen)} of 20`);
    });

    it(`is silent about what only resembles ${id}`, () => {
      const { text, token, start } = sampleOf(id);
      const put = (other: string): string => text.slice(0, start) + other + text.slice(start + token.length);
      const body = prefix === undefined ? token : token.slice(prefix.length);
      const swap = (by: (body: string) => string): string => put(token.slice(0, token.length - body.length) + by(body));
      for (const [name, other] of [
        ['an example', swap((it) => `${it.slice(0, it.length / 2)}EXAMPLE${it.slice(it.length / 2 + 7)}`)],
        ['crosses', swap((it) => it.replace(/[A-Za-z0-9]/g, 'x'))],
        ['zeros', swap((it) => it.replace(/[A-Za-z0-9]/g, '0'))],
        ['much too short', put(token.slice(0, Math.max(prefix?.length ?? 0, 8) + 4))],
        ...(VARIABLE.has(id) ? [] : [['one character short', put(token.replace(/.=*$/, ''))]]),
        ['one character long', put(`${token}${'x'.repeat(VARIABLE.has(id) ? 2000 : 1)}`)],
        ...(start === 0 ? [['the end of a longer word', `x${text}`]] : []),
        ['a template', swap(() => '${TOKEN}')],
      ] as const) {
        assert.deepEqual(
          ids(other).filter((hit) => hit === id),
          [],
          `${name}: ${id}`,
        );
      }
    });
  }

  const key = 'github-pat';
  for (const [name, text] of [
    ['in double quotes', `token: "${token(key)}"`],
    ['in an URL', `https://x-access-token:${token(key)}@github.com/shop/shop.git`],
    ['after an escaped line end', `"env": "A=1\\n${token(key)}\\n"`],
    ['after an encoded sign', `?token%3D${token(key)}&x=1`],
    ['after an escaped sign', `"\\u003d${token(key)}"`],
    ['at the very beginning', `${token(key)} is it`],
    ['at the very end', `it is ${token(key)}`],
    ['in Markdown', `Use \`${token(key)}\`, please`],
    ['after an astral character', `🔑${token(key)}`],
    ['between lines of Windows', `a\r\n${token(key)}\r\nb`],
  ] as const) {
    it(`finds one ${name}`, () => {
      assert.deepEqual(
        found(text).map(({ format, span }) => [format.id, text.slice(span.start, span.end)]),
        [[key, token(key)]],
      );
    });
  }

  it('finds the key id in the file that AWS gives', () => {
    assert.deepEqual(ids(`AWSAccessKeyId=${token('aws-access-key-id')}\nAWSSecretKey=${token('aws-secret-access-key')}`), [
      'aws-access-key-id',
      'aws-secret-access-key',
    ]);
  });

  const secret = token('twilio-auth-token');
  for (const [name, text] of [
    ['an environment file', `TWILIO_AUTH_TOKEN=${secret}`],
    ['an exported variable', `export TWILIO_AUTH_TOKEN="${secret}"`],
    ['JSON', `"twilioAuthToken": "${secret}"`],
    ['escaped JSON', `{\\"twilio_auth_token\\":\\"${secret}\\"}`],
    ['a default', `os.getenv("TWILIO_AUTH_TOKEN", "${secret}")`],
    ['an alternative', `process.env.TWILIO_AUTH_TOKEN || '${secret}'`],
    ['another alternative', `process.env.TWILIO_AUTH_TOKEN ?? '${secret}'`],
    ['a typed constant', `twilio_auth_token: str = "${secret}"`],
    ['Java', `private static final String TWILIO_AUTH_TOKEN = "${secret}";`],
    ['Go', `twilioToken := "${secret}"`],
    ['Ruby', `:twilio_auth_token => '${secret}'`],
    ['XML', `<add key="TwilioAuthToken" value="${secret}" />`],
    ['Kubernetes', `- name: TWILIO_AUTH_TOKEN\n  value: ${secret}`],
    ['Terraform', `name  = "TWILIO_AUTH_TOKEN"\n    value = "${secret}"`],
    ['a subscript', `config['twilio_auth_token'] = '${secret}'`],
    ['a flag', `--twilio-auth-token ${secret}`],
  ] as const) {
    it(`knows a value by its name in ${name}`, () => assert.deepEqual(ids(text), ['twilio-auth-token']));
  }

  for (const [name, text] of [
    ['the same value under another name', `CHECKSUM=${secret}`],
    ['the same value in a lock file', `twilio@^4.0.0:\n  resolved "https://registry.example/twilio-4.0.0.tgz#${secret}"`],
    ['a name that refers to another', 'TWILIO_AUTH_TOKEN=${TWILIO_AUTH_TOKEN}'],
    ['a longer hash', `TWILIO_AUTH_TOKEN=${secret}${secret.slice(0, 8)}`],
    ['a GitHub token with a wrong checksum', `${token(key).slice(0, -1)}${token(key).endsWith('A') ? 'B' : 'A'}`],
    ['an npm token with a wrong checksum', `npm_${filled('{a30}')}000000`],
    ['a Grafana token with a wrong checksum', `glsa_${filled('{a32}')}_00000000`],
    ['a routable GitLab token with a wrong checksum', `glpat-${filled('{w40}')}.01.140000000`],
    ['a PyPI token of another index', `pypi-AgE${filled('{w160}')}`],
    [
      'an AWS key id in a signed URL',
      `?X-Amz-Credential=${token('aws-access-key-id')}%2F20240101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=1`,
    ],
    ["an AWS key id in a shop's link", `https://shop.example/dp/1?psc=1&SubscriptionId=${token('aws-access-key-id')}&tag=x`],
    [
      'an AWS key id in an older signed URL',
      `https://b.s3.amazonaws.com/k?AWSAccessKeyId=${token('aws-access-key-id')}&Expires=1&Signature=x`,
    ],
    [
      'a signature of Azure that expired years ago',
      `https://s.blob.core.windows.net/c?se=2019-05-09T01%3A39Z&sv=2018-11-09&sr=b&sig=${filled('{a43}')}%3D`,
    ],
    ['an AWS key id of an account that cannot be', `AKIA77777777${filled('{s8}')}`],
    ['a SHA-1 where an AWS secret is named', `aws_secret_access_key = ${filled('{h40}')}`],
    [
      'a Google key in the configuration of Firebase',
      `{ apiKey: "${token('google-api-key')}", authDomain: "shop.firebaseapp.com", projectId: "shop" }`,
    ],
    ['a Google key in google-services.json', `"current_key": "${token('google-api-key')}" } ], "mobilesdk_app_id": "1:1:android:1"`],
    ['a Google key in the address of a map', `https://maps.googleapis.com/maps/api/js?key=${token('google-api-key')}&callback=init`],
    ['a publishable Stripe key', `pk_live_${filled('{a24}')}`],
    ['a public Mapbox token', `pk.${token('mapbox-secret-token').slice(3)}`],
    ['an anonymous key of Supabase', jwt({ iss: 'supabase', ref: 'shop', role: 'anon', iat: 1, exp: 2 }, 43, numbers('x'))],
    ["the keys of Supabase's local stack", jwt({ iss: 'supabase-demo', role: 'service_role', exp: 1983812996 }, 43, numbers('x'))],
    ['any other JSON Web Token', jwt({ iss: 'https://shop.example', sub: '1', name: 'A. Customer' }, 43, numbers('x'))],
    ['a browser key of New Relic', `NRJS-${filled('{h19}')}`],
    ['a project key of PostHog', `phc_${filled('{a43}')}`],
    ['a search key of Algolia', `ALGOLIA_SEARCH_KEY=${filled('{h32}')}`],
    ['a Sentry DSN', `https://${filled('{h32}')}@o1.ingest.sentry.io/1`],
    ['a Twilio account', `TWILIO_ACCOUNT_SID=AC${filled('{h32}')}`],
    ["Azurite's signature", `http://127.0.0.1:10000/devstoreaccount1/c?sv=2022-11-02&sr=c&sp=rl&sig=${filled('{a43}')}%3D`],
    ['a device address of Firebase messaging', `${filled('{a11}')}:APA91b${filled('{w134}')}`],
    ['an integrity hash', `"integrity": "sha512-${filled('{b86}')}=="`],
    ['a source map', `{"version":3,"mappings":"${'AAKIA,IAAI,CAAC,'.repeat(50)}"}`],
    ['a UUID', `"id": "${filled('{uuid}')}"`],
    ['an image', `data:image/png;base64,${filled('{b4000}')}==`],
    ['a word in a sentence', 'Tokens begin with ghp_, gho_ or github_pat_, keys with sk_live_ and AKIA.'],
    ['an identifier', 'const npm_config_registry_auth_token_for_shop = read_secret_from_environment_file();'],
    ['a placeholder of Slack', `xoxb-1234567890-1234567890-${'x'.repeat(24)}`],
  ] as const) {
    it(`is silent about ${name}`, () => assert.deepEqual(ids(text), []));
  }

  it('gives one finding for one place, of the more specific format', () => {
    assert.deepEqual(ids(`MISTRAL_API_KEY=${token('easypost-key')}`), ['easypost-key']);
    assert.deepEqual(ids(`AccountKey=${token('azure-storage-key')}`), ['azure-storage-key']);
    assert.deepEqual(ids(`aws_secret_access_key=${token('aws-secret-access-key')}`), ['aws-secret-access-key']);
  });

  it('finds several in one line, in order', () => {
    const line = `"${token('npm-token')}","${token('github-pat')}","${token('sendgrid-key')}"`;
    assert.deepEqual(ids(line), ['npm-token', 'github-pat', 'sendgrid-key']);
  });

  it('finds one in the middle of a line of a megabyte', () => {
    const filler = 'function(e,t){return e+t};'.repeat(20_000);
    const { text } = sampleOf('datadog-api-key');
    assert.deepEqual(
      found(`${filler}"${token('stripe-secret-key')}"${filler}${text};${filler}`).map(({ format }) => format.id),
      ['stripe-secret-key', 'datadog-api-key'],
    );
  });

  it("keeps nothing of a credential's text", () => {
    for (const { id } of TOKEN_FORMATS) {
      const { text, token } = sampleOf(id);
      for (const { format, ...hit } of found(text)) assert.ok(!JSON.stringify({ ...format, ...hit }).includes(token.slice(-12)), id);
    }
  });
});

describe('findTokens on any text', () => {
  const words = TOKEN_FORMATS.flatMap(({ id, keywords }) => [...keywords, sampleOf(id).text, sampleOf(id).token.slice(0, -1)]);
  const hostile = fc
    .array(
      fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', '"', '=', '\\n', '%3D', '://', ' ', '-')),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  it('never throws, and its spans are within the text, in order and apart', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        let end = 0;
        for (const { span, length } of findTokens(text)) {
          assert.ok(span.start >= end && span.end <= text.length && span.end - span.start === length && length > 0);
          end = span.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is never more than what the test on bytes lets through', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (found(text).length > 0) assert.ok(mayHoldSecrets(bytes(text)));
      }),
      { numRuns: 300 },
    );
    for (const { id } of TOKEN_FORMATS) assert.ok(mayHoldSecrets(Buffer.from(sampleOf(id).text, 'latin1')), id);
    assert.ok(!mayHoldSecrets(bytes('const answer = 42; // nothing here')));
  });

  it('tries a pattern at most once for each format of each keyword that it meets', () => {
    let tried = 0;
    class Counted extends RegExp {
      override exec(text: string): RegExpExecArray | null {
        tried++;
        return super.exec(text);
      }
    }
    const counted = tokenFinder(
      TOKEN_FORMATS.map((format) => ({ ...format, pattern: new Counted(format.pattern.source, format.pattern.flags) })),
    );
    const keywords = TOKEN_FORMATS.flatMap((format) =>
      format.keywords.map((keyword) => ({ keyword, tries: (format.lead?.[1] ?? 0) - (format.lead?.[0] ?? 0) + 1 })),
    );
    for (const [name, unit] of [
      ['keywords alone', `${keywords.map(({ keyword }) => keyword).join(' ')}\n`],
      ['one keyword again and again', 'datadog_api_key datadog_api_key '],
      ['the header of a JSON Web Token again and again', ' eyJhbGciOi.eyJhbGciOi'],
      ['a run of one letter', 'A'.repeat(500)],
      ['minified code', 'var a=function(e,t){return e.key_t+"sk_"+t["live_"]};'],
    ] as const) {
      const work = (times: number): number => {
        tried = 0;
        assert.ok([...counted.find(unit.repeat(times))].length <= times * unit.length);
        return tried;
      };
      const [once, twice] = [work(20), work(40)];
      assert.ok(twice <= 2 * once + 20, name);
      assert.ok(once <= 20 * unit.length, name);
    }
  });
});

describe('isPlaceholder', () => {
  for (const body of [
    'xxxxxxxxxxxx',
    'your_token_here',
    'AIOSFODNN7EXAMPLE',
    '1234567890abcdef',
    'abcdabcdabcdabcd',
    'a1b2c3d4'.repeat(4),
    'Insert-Key-1',
    '9876543210',
    'deadbeefcafe',
  ])
    it(`knows ${body} for one`, () => assert.ok(isPlaceholder(body)));

  it('takes random text for what it is', () => {
    let taken = 0;
    for (let seed = 0; seed < 1000; seed++) if (!isPlaceholder(filled('{a40}', String(seed)))) taken++;
    assert.ok(taken >= 990, String(taken));
  });
});

describe('checksums', () => {
  it('agree with published values', () => {
    assert.equal(crc32('123456789'), 0xcbf43926);
    assert.equal(base62(61 * 62 + 10, 6), '0000zA');
    assert.equal(decodeBase64('aGk-_w=='), 'hi\x3e\xff');
    assert.equal(decodeBase64('no base64'), undefined);
    assert.equal(entropy('aabb'), 1);
    assert.equal(entropy('aaaa'), 0);
  });
});
