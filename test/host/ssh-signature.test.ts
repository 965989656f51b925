import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Config, alwaysSigns, canSign, checkSignature, makeSignature } from '../../src/host/ssh-signature.js';
import type { Signoff } from '../../src/model/signoff.js';
import { TestFolder } from './folder.js';

const signoff: Signoff = {
  role: 'engineering-lead',
  by: 'Ada <ada@example.com>',
  at: '2026-11-20T10:00:00Z',
  commit: '1234567',
  catalogue: 1,
  digest: `sha256:${'0'.repeat(64)}`,
  state: { 'quality.linter': 'passing' },
  note: 'go',
};

describe('SSH signatures', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    for (const name of ['ada', 'eve']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', folder.at(name)]);
  });
  afterEach(() => {
    folder.remove();
  });
  const keyOf = (name: string): string =>
    readFileSync(folder.at(`${name}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  const config = (more: Readonly<Record<string, string>> = {}): Config =>
    new Map(Object.entries({ 'gpg.format': 'ssh', 'user.signingkey': folder.at('ada'), ...more }));
  const signed = (by: Config = config(), record = signoff): Signoff => {
    const made = makeSignature(record, by);
    if (made.is === 'failed') assert.fail(made.why);
    return { ...record, signature: made.signature };
  };
  const allow = (...lines: readonly string[]): void => void folder.write({ '.preflight/allowed_signers': `${lines.join('\n')}\n` });
  const check = (record: Signoff, by: Config = config()): unknown => checkSignature(record, by, folder.path);

  it('hold for a key that may sign, and name whose it is', () => {
    allow(`ada@example.com ${keyOf('ada')}`);
    assert.deepEqual(check(signed()), { is: 'good', signer: 'ada@example.com' });
    assert.deepEqual(check(signed(config({ 'user.signingkey': folder.at('ada.pub') }))), { is: 'good', signer: 'ada@example.com' });
  });

  it('are checked against the signers that Git’s configuration names', () => {
    folder.write({ signers: `ada@example.com ${keyOf('ada')}\n` });
    assert.deepEqual(check(signed(), config({ 'gpg.ssh.allowedsignersfile': folder.at('signers') })), {
      is: 'good',
      signer: 'ada@example.com',
    });
    assert.deepEqual(check(signed(), config({ 'gpg.ssh.allowedsignersfile': 'signers' })), { is: 'good', signer: 'ada@example.com' });
  });

  for (const [name, edit] of [
    ['the name', { by: 'Eve <ada@example.com>' }],
    ['the moment', { at: '2026-11-20T10:00:01Z' }],
    ['the commit', { commit: '7654321' }],
    ['the digest', { digest: `sha256:${'1'.repeat(64)}` }],
    ['the note', { note: 'stop' }],
    ['the role', { role: 'security-lead' }],
  ] as const)
    it(`do not hold when ${name} was edited`, () => {
      allow(`ada@example.com ${keyOf('ada')}`);
      assert.deepEqual(check({ ...signed(), ...edit }), { is: 'bad', reason: 'what it signs was edited, or it is another’s.' });
    });

  it('do not hold for a key that may not sign, for another’s name, and for what is none', () => {
    allow(`ada@example.com ${keyOf('ada')}`);
    const eve = config({ 'user.signingkey': folder.at('eve') });
    assert.deepEqual(check(signed(eve)), { is: 'bad', reason: 'its key is none of those that may sign.' });
    assert.equal((check({ ...signoff, signature: 'nonsense' }) as { is: string }).is, 'bad');
    allow(`ada@example.com ${keyOf('ada')}`, `eve@example.com ${keyOf('eve')}`);
    assert.deepEqual(check(signed(eve)), { is: 'bad', reason: "its key is eve@example.com's, and the record names ada@example.com." });
  });

  it('do not count when they were made for something else', () => {
    allow(`ada@example.com ${keyOf('ada')}`);
    const other = execFileSync('ssh-keygen', ['-Y', 'sign', '-n', 'git', '-f', folder.at('ada')], {
      input: 'x',
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    assert.equal((check({ ...signoff, signature: other }) as { is: string }).is, 'bad');
  });

  it('are not checked where nobody says who may sign, or where there is none', () => {
    assert.equal((check(signed()) as { is: string }).is, 'unchecked');
    assert.equal((check(signoff) as { is: string }).is, 'unchecked');
  });

  it('are made only where Git’s configuration names a key', () => {
    assert.deepEqual([canSign(new Map()), canSign(config()), canSign(config({ 'gpg.format': 'openpgp' }))], [false, true, false]);
    assert.deepEqual([alwaysSigns(config()), alwaysSigns(config({ 'commit.gpgsign': 'true' })), alwaysSigns(new Map([['commit.gpgsign', 'true']]))], [false, true, false]); // prettier-ignore
    assert.equal(makeSignature(signoff, new Map()).is, 'failed');
    assert.equal(makeSignature(signoff, config({ 'user.signingkey': folder.at('none') })).is, 'failed');
    assert.equal(
      makeSignature(signoff, config({ 'gpg.ssh.program': '/bin/false' })).is,
      'made',
      'a program that a repository names is not run',
    );
  });
});
