import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { findPrivateKeys, type PrivateKeyHit } from '../../../src/detectors/text/private-keys.js';
import { mayHoldSecrets } from '../../../src/detectors/text/tokens.js';
import { fill, numbers } from './samples.js';

const found = (text: string): readonly PrivateKeyHit[] => [...findPrivateKeys(text)];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const random = (length: number): Buffer => Buffer.from(fill(`{h${String(length * 2)}}`, numbers(String(length))), 'hex');
const sized = (text: string | Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  return Buffer.concat([size, Buffer.from(text)]);
};

/** A block as tools write it; no header stands whole in this file, so that no scanner stumbles over it. */
const block = (label: string, body: Buffer | string, headers = '', dashes = '-'.repeat(5)): string => {
  const lines = (typeof body === 'string' ? body : body.toString('base64')).match(/.{1,64}/g)?.join('\n') ?? '';
  return `${dashes}BEGIN ${label}${dashes}\n${headers}${lines}\n${dashes}END ${label}${dashes}\n`;
};

const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 1024 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed25519: generateKeyPairSync('ed25519'),
};
const lock = { cipher: 'aes-256-cbc', passphrase: 'x' } as const;
const pkcs8 = (key: KeyObject, options = {}): string => key.export({ type: 'pkcs8', format: 'pem', ...options }) as string;
const pkcs1 = (options = {}): string => keys.rsa.privateKey.export({ type: 'pkcs1', format: 'pem', ...options }) as string;
const sec1 = (options = {}): string => keys.ec.privateKey.export({ type: 'sec1', format: 'pem', ...options }) as string;
const pem = pkcs8(keys.rsa.privateKey);

/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key */
const openssh = (cipher: string): string =>
  block(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      sized(cipher),
      sized(cipher === 'none' ? 'none' : 'bcrypt'),
      sized(random(24)),
      random(250),
    ]),
  );

const ssh2 = (cipher: string): string =>
  block(
    'SSH2 ENCRYPTED PRIVATE KEY',
    Buffer.concat([Buffer.from('3f6ff9eb', 'hex'), random(4), sized('if-modn{sign{rsa}}'), sized(cipher), random(400)]),
    'Comment: "shop"\n',
    '----',
  ).replace(/----(BEGIN|END)( [A-Z0-9 ]+)----/g, '---- $1$2 ----');

/** A version 4 secret key packet: https://www.rfc-editor.org/rfc/rfc9580#section-5.5.3 */
const pgp = (algorithm: number, publicPart: readonly Buffer[], usage: number, tag = 0x95): string => {
  const packet = Buffer.concat([Buffer.from([4, 0x60, 1, 2, 3, algorithm]), ...publicPart, Buffer.from([usage]), random(300)]);
  const size =
    tag === 0x95 ? [packet.length >> 8, packet.length & 0xff] : [((packet.length - 192) >> 8) + 192, (packet.length - 192) & 0xff];
  return block(
    'PGP PRIVATE KEY BLOCK',
    Buffer.concat([Buffer.from([tag, ...size]), packet]),
    'Version: GnuPG v2\nComment: shop\n\n',
  ).replace('\n-----END', '\n=aB3d\n-----END');
};
const integer = (length: number): Buffer => Buffer.concat([Buffer.from([(length * 8) >> 8, (length * 8) & 0xff]), random(length)]);
const rsaIntegers = [integer(256), integer(3)];
const curve = [Buffer.from([9]), random(9), integer(33)];

const putty = (encryption: string, version = 3): string =>
  [
    `PuTTY-User-Key-File-${String(version)}: ssh-ed25519`,
    `Encryption: ${encryption}`,
    'Comment: shop',
    'Public-Lines: 2',
    ...(random(51)
      .toString('base64')
      .match(/.{1,64}/g) ?? []),
    'Private-Lines: 1',
    random(36).toString('base64'),
    `Private-MAC: ${random(32).toString('hex')}`,
  ].join('\n');

describe('findPrivateKeys', () => {
  for (const [name, text, kind, encrypted] of [
    ['RSA in PKCS #8', pem, 'private key', false],
    ['RSA in PKCS #8, encrypted', pkcs8(keys.rsa.privateKey, lock), 'private key', true],
    ['RSA in PKCS #1', pkcs1(), 'RSA private key', false],
    ['RSA in PKCS #1, encrypted', pkcs1(lock), 'RSA private key', true],
    ['an elliptic curve in PKCS #8', pkcs8(keys.ec.privateKey), 'private key', false],
    ['an elliptic curve in SEC 1', sec1(), 'EC private key', false],
    ['an elliptic curve in SEC 1, encrypted', sec1(lock), 'EC private key', true],
    ['Ed25519, the shortest', pkcs8(keys.ed25519.privateKey), 'private key', false],
    ['DSA', block('DSA PRIVATE KEY', Buffer.concat([Buffer.from([0x30, 0x82, 1, 0x90]), random(400)])), 'DSA private key', false],
    ['OpenSSH', openssh('none'), 'OpenSSH private key', false],
    ['OpenSSH with a passphrase', openssh('aes256-ctr'), 'OpenSSH private key', true],
    ['ssh.com', ssh2('none'), 'SSH2 private key', false],
    ['ssh.com with a passphrase', ssh2('3des-cbc'), 'SSH2 private key', true],
    ['PGP', pgp(1, rsaIntegers, 0), 'PGP private key', false],
    ['PGP with a passphrase', pgp(1, rsaIntegers, 254), 'PGP private key', true],
    ['PGP in the newer packet form', pgp(1, rsaIntegers, 254, 0xc5), 'PGP private key', true],
    ['PGP on a curve', pgp(22, curve, 0), 'PGP private key', false],
    ['PGP on a curve with a passphrase', pgp(22, curve, 254), 'PGP private key', true],
    ['PuTTY', putty('none'), 'PuTTY private key', false],
    ['PuTTY with a passphrase', putty('aes256-cbc', 2), 'PuTTY private key', true],
  ] as const) {
    it(`finds ${name}`, () => {
      const first = text.split('\n')[0] ?? '';
      assert.deepEqual(found(`before\n${text}after`), [{ span: { start: 7, end: 7 + first.length }, kind, encrypted }]);
      assert.ok(mayHoldSecrets(bytes(text)));
    });
  }

  const lines = pem.trim().split('\n');
  for (const [name, text] of [
    ['with Windows line ends', pem.replaceAll('\n', '\r\n')],
    ['indented in YAML', `tls:\n  key: |\n${pem.replace(/^/gm, '    ')}`],
    ['in JSON', JSON.stringify({ key: pem })],
    ['in JSON within JSON', JSON.stringify({ config: JSON.stringify({ key: pem }) })],
    ['in an environment file', `KEY="${pem.trim().replaceAll('\n', '\\n')}"`],
    ['in one line with spaces', `KEY=${pem.trim().replaceAll('\n', ' ')}`],
    ['joined from strings with plus', lines.map((line) => `"${line}\\n"`).join(' +\n    ')],
    ['joined from strings with dots', lines.map((line) => `'${line}' . "\\n"`).join(' .\n')],
    ['joined from adjoining strings', `(\n${lines.map((line) => `    '${line}\\n'`).join('\n')}\n)`],
    ['as a list', `[${lines.map((line) => `"${line}"`).join(', ')}].join("\\n")`],
    ['in a comment', lines.map((line) => `# ${line}`).join('\n')],
    ['in a comment of slashes', lines.map((line) => `// ${line}`).join('\n')],
    ['in a quotation', lines.map((line) => `> ${line}`).join('\n')],
    ['continued with backslashes', lines.join('\\n\\\n')],
    ['in a template literal', `const key = \`${pem}\`;`],
    ['in XML', `<key>${pem}</key>`],
    ['encoded for a query', lines.join('%0A')],
    ['in one long line', block('PRIVATE KEY', lines.slice(1, -1).join('')).replace(/(?<=[A-Za-z0-9+/])\n(?=[A-Za-z0-9+/=])/g, '')],
  ] as const) {
    it(`finds one ${name}`, () => {
      const hits = found(text);
      assert.deepEqual(
        hits.map(({ kind, encrypted }) => [kind, encrypted]),
        [['private key', false]],
      );
      assert.ok(hits.every(({ span }) => /^-----BEGIN [A-Z ]+-----$/.test(text.slice(span.start, span.end))));
    });
  }

  it('finds one in base64, as Kubernetes keeps it', () => {
    const text = `data:\n  tls.crt: ${Buffer.from(block('CERTIFICATE', random(300))).toString('base64')}\n  tls.key: ${Buffer.from(pkcs1()).toString('base64')}\n`;
    const [hit, ...more] = found(text);
    assert.deepEqual([hit?.kind, hit?.encrypted, more.length], ['RSA private key', false, 0]);
    assert.equal(hit?.span.start, text.indexOf('tls.key: ') + 9);
    assert.ok(mayHoldSecrets(bytes(text)));
  });

  it('knows the key of a Google service account by its file', () => {
    const file = JSON.stringify(
      { type: 'service_account', project_id: 'shop', private_key_id: fill('{h40}', numbers('g')), private_key: pem },
      null,
      2,
    );
    assert.deepEqual(
      found(file).map(({ kind }) => kind),
      ['Google service account key'],
    );
  });

  it('finds several, each once', () => {
    assert.deepEqual(
      found(`${pkcs1()}\n${sec1()}\n${openssh('none')}`).map(({ kind }) => kind),
      ['RSA private key', 'EC private key', 'OpenSSH private key'],
    );
  });

  const [head = '', ...rest] = lines;
  const foot = rest.at(-1) ?? '';
  for (const [name, text] of [
    ['a public key', keys.rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string],
    ['a certificate', block('CERTIFICATE', random(600))],
    ['a public PGP key', block('PGP PUBLIC KEY BLOCK', random(600))],
    ['a header that code looks for', `if (text.startsWith("${head}")) return readKeyFromPemFileOrThrowAnException(text);`],
    ['a header and a footer that code strips', `key.replace("${head}", "").replace("${foot}", "")`],
    ['a header and a footer as constants', `const HEADER = '${head}';\nconst FOOTER = '${foot}';`],
    ['a pattern', `/${head}[\\s\\S]+${foot}/`],
    ['an elided body', `${head}\n...\n${foot}`],
    ['a body elided after its first line', `${head}\n${rest[0] ?? ''}\n...\n${foot}`],
    ['a body elided within a line', `${head}\nMIIEpAIBAAKCAQEA…\n${foot}`],
    ['a body of which lines are missing', `${head}\n${rest.slice(0, 4).join('\n')}\n${foot}`],
    ['a body without an end', `${head}\n${rest.slice(0, -1).join('\n')}`],
    ['an interpolated body', `\`${head}\\n\${body}\\n${foot}\``],
    ['a template', `${head}\n{{ .Values.tls.key }}\n${foot}`],
    ['a sentence for a body', `${head}\nyour private key goes here\n${foot}`],
    ['crosses for a body', block('RSA PRIVATE KEY', 'x'.repeat(640))],
    ['a body of one letter', block('RSA PRIVATE KEY', `MIIEpAIBAAKCAQEA${'A'.repeat(1600)}`)],
    ['an OpenSSH key without a body', block('OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU')],
    ['text that is no OpenSSH key', block('OPENSSH PRIVATE KEY', random(400))],
    ['a PGP message for a key', block('PGP PRIVATE KEY BLOCK', Buffer.concat([Buffer.from([0x85, 1, 0x0c]), random(268)]))],
    ['documentation', `The file begins with ${head} and ends with ${foot}.`],
    ['a mention of PuTTY', 'PuTTY-User-Key-File-3: is how such a file begins. Encryption: none. Private-Lines: 1'],
    ['a file of PuTTY without its key', putty('none').replace(/Private-Lines: 1\n.*/, 'Private-Lines: 1\n...')],
    ['a certificate in base64', `ca.crt: ${Buffer.from(block('CERTIFICATE', random(600))).toString('base64')}`],
    ['a placeholder in base64', `tls.key: ${Buffer.from(block('PRIVATE KEY', 'your private key goes here')).toString('base64')}`],
    ['a label that no tool writes', block('SHOP PRIVATE KEY', lines.slice(1, -1).join(''))],
  ] as const) {
    it(`is silent about ${name}`, () => assert.deepEqual(found(text), []));
  }

  it('never throws, and its spans are within the text, wherever a key is cut or a letter changed', () => {
    const all = [
      pem,
      pkcs1(lock),
      openssh('none'),
      ssh2('none'),
      pgp(1, rsaIntegers, 254),
      putty('none'),
      Buffer.from(pem).toString('base64'),
      JSON.stringify(pem),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(3000), fc.nat(3000), fc.string({ unit: 'grapheme' }), (key, from, cut, put) => {
        const text = put + key.slice(0, from % key.length) + put + key.slice(cut % key.length);
        for (const { span } of findPrivateKeys(text)) {
          assert.ok(span.start >= 0 && span.end <= text.length && span.start < span.end);
          assert.ok(mayHoldSecrets(bytes(text)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reads each letter of hostile text a bounded number of times', () => {
    for (const unit of [
      head,
      `${head}\n`,
      '-----BEGIN ',
      'PuTTY-User-Key-File-2: x\n',
      `${head}\nProc-Type: 4,ENCRYPTED\n`,
      'LS0tLS1CRUdJTiB',
    ]) {
      assert.deepEqual(found(unit.repeat(5_000)), []);
    }
  });
});
