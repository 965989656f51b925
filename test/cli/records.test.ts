import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { SIGNOFF_FILE, readRecords } from '../../src/signoff/read.js';
import { TestFolder } from '../host/folder.js';
import { runOf } from '../reports/sarif-schema.js';
import { type Ran, preflight as inProcess } from './command.js';

const ADA = ['--by', 'Ada <ada@example.com>'] as const;

describe('the command line over records', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    folder.write({ 'a.txt': 'bad\nworst\n', 'main.py': 'print(1)\n' });
  });
  afterEach(() => {
    folder.remove();
  });

  const preflight = (...args: readonly string[]): Promise<Ran> => inProcess(folder.path, args);
  const done = async (...args: readonly string[]): Promise<string> => {
    const { exit, out, err } = await preflight(...args);
    assert.equal(exit, 0, `${args.join(' ')}: ${err}`);
    return out;
  };
  const misuse = async (args: readonly string[], line: string | RegExp): Promise<void> => {
    const before = text();
    const { exit, out, err } = await preflight(...args);
    assert.equal(exit, 2, err);
    assert.equal(out, '');
    assert.equal(err.split('\n').length, 2, err);
    if (typeof line === 'string') assert.equal(err, `${line}\n`);
    else assert.match(err, line);
    assert.equal(text(), before, 'nothing was written');
  };
  const text = (): string | undefined => (existsSync(folder.at(SIGNOFF_FILE)) ? readFileSync(folder.at(SIGNOFF_FILE), 'utf8') : undefined);
  const ledger = () => readRecords(text() ?? '').ledger;
  const json = async (...args: readonly string[]): Promise<Record<string, unknown>> =>
    JSON.parse((await preflight(...args, '--format', 'json')).out) as Record<string, unknown>;
  interface Item {
    readonly id: string;
    readonly status: string;
    readonly records: readonly Record<string, unknown>[];
  }
  const itemIn = async (id: string): Promise<Item | undefined> => {
    const { workspaces } = (await json('checklist')) as unknown as { workspaces: { checklist: { sections: { items: Item[] }[] } }[] };
    return workspaces[0]?.checklist.sections.flatMap(({ items }) => items).find((item) => item.id === id);
  };
  const fingerprintOf = async (rule: string): Promise<string> => {
    const { workspaces } = (await json('scan')) as unknown as { workspaces: { findings: { rule: string; fingerprint: string }[] }[] };
    return workspaces[0]?.findings.find((finding) => finding.rule === rule)?.fingerprint ?? '';
  };
  const demo = (): void => void folder.write({ 'preflight.yaml': 'profile: demo\n' });

  describe('attest', () => {
    it('writes who says what, when, and until when', async () => {
      const out = await done(
        'attest',
        'quality.code-review',
        '--note',
        'drill 12',
        '--link',
        'https://x.example/12',
        '--expires',
        '2027-02-20',
        ...ADA,
      );
      assert.equal(
        out,
        'Ada attests quality.code-review. It is not-applicable.\n'.replace(
          'not-applicable',
          (await itemIn('quality.code-review'))?.status ?? '',
        ),
      );
      assert.deepEqual(ledger().attestations, [
        { item: 'quality.code-review', by: 'Ada <ada@example.com>', at: '2026-11-21T12:00:00Z', note: 'drill 12', link: 'https://x.example/12', expires: '2027-02-20' },
      ]); // prettier-ignore
    });

    it('says that it is provided elsewhere, and replaces what the same person said', async () => {
      await done('attest', 'docs.install-guide', '--note', 'one', ...ADA);
      await done('attest', 'docs.install-guide', '--note', 'two', '--provided-elsewhere', ...ADA);
      await done('attest', 'docs.install-guide', '--note', 'three', '--by', 'Bob');
      assert.deepEqual(ledger().attestations.map(({ by, note, providedElsewhere }) => [by, note, providedElsewhere]), [['Ada <ada@example.com>', 'two', true], ['Bob', 'three', undefined]]); // prettier-ignore
      const item = await itemIn('docs.install-guide');
      assert.equal(item?.status, 'attested');
      assert.deepEqual(item.records.map(({ is, by, force }) => [is, by, force]), [['attestation', 'Ada <ada@example.com>', 'in-force'], ['attestation', 'Bob', 'in-force']]); // prettier-ignore
    });

    it('names whom Git knows', async () => {
      folder.git('init', '-q');
      folder.git('config', 'user.name', 'Grace');
      folder.git('config', 'user.email', 'grace@example.com');
      await done('attest', 'docs.install-guide', '--note', 'x');
      assert.equal(ledger().attestations[0]?.by, 'Grace <grace@example.com>');
    });

    it('writes into the directory that is named, and keeps what people wrote there', async () => {
      folder.write({ 'sub/.preflight/signoff.yaml': '# ours\nversion: 1\nteam: shop\n' });
      await done('attest', 'docs.install-guide', '--note', 'x', '--dir', 'sub', ...ADA);
      assert.match(
        readFileSync(folder.at('sub/.preflight/signoff.yaml'), 'utf8'),
        /^# ours\nversion: 1\nteam: shop\nattestations:\n {2}- \{ item: docs\.install-guide/,
      );
    });

    it('tells wrong use in a line, and writes nothing', async () => {
      await misuse(
        ['attest', 'docs.install-guid', '--note', 'x', ...ADA],
        "preflight: there is no item 'docs.install-guid'. Did you mean 'docs.install-guide'?",
      );
      await misuse(['attest', 'zzz', '--note', 'x', ...ADA], "preflight: there is no item 'zzz'. 'preflight checklist' lists them all.");
      await misuse(['attest', 'docs.install-guide', '--note', ' ', ...ADA], /^preflight: --note is empty/);
      await misuse(['attest', 'docs.install-guide', ...ADA], /required option '--note <text>'/);
      await misuse(
        ['attest', 'docs.install-guide', '--note', 'x', '--expires', '2026-11-20', ...ADA],
        'preflight: --expires 2026-11-20 is in the past, so that the record would not count.',
      );
      await misuse(
        ['attest', 'docs.install-guide', '--note', 'x', '--expires', 'soon', ...ADA],
        "preflight: --expires takes a date such as 2026-12-31, and 'soon' is none.",
      );
      await misuse(['attest', 'docs.install-guide', '--note', 'x'], /^preflight: nobody is named\. Say who with --by/);
      await misuse(
        ['attest', 'launch.engineering-sign-off', '--note', 'x', ...ADA],
        /shows a signature\. Sign with 'preflight sign --role engineering-lead'/,
      );
      await misuse(
        ['attest', 'docs.install-guide', '--note', 'x', '--dir', 'nowhere', ...ADA],
        "preflight: the directory 'nowhere' does not exist.",
      );
      folder.write({ 'preflight.yaml': 'checklist:\n  items:\n    docs.install-guide: { applies: false, reason: "a demo" }\n' });
      await misuse(['attest', 'docs.install-guide', '--note', 'x', ...ADA], /does not apply here \(a demo\)/);
      assert.equal(text(), undefined);
    });

    it('does not touch a file that is not understood', async () => {
      folder.write({ [SIGNOFF_FILE]: 'version: 1\nattestations:\n<<<<<<< HEAD\n=======\n>>>>>>> other\n' });
      await misuse(
        ['attest', 'docs.install-guide', '--note', 'x', ...ADA],
        /^\.preflight\/signoff\.yaml:3:1: A merge left a conflict here/,
      );
      folder.write({ [SIGNOFF_FILE]: 'version: 1\nwaivers:\n  - { item: a.b, by: x, at: 2026-01-01, expires: 2027-01-01 }\n' });
      await misuse(['checklist'], /^\.preflight\/signoff\.yaml:3:5: This waiver has no 'reason'/);
    });
  });

  describe('waive', () => {
    it('accepts a finding, which then fails nothing', async () => {
      assert.equal((await preflight('scan')).exit, 1);
      const fingerprint = await fingerprintOf('words/worst');
      assert.equal(
        await done('waive', fingerprint.slice(0, 8), '--reason', 'a joke', '--expires', '2026-12-31', ...ADA),
        'Ada accepts words/worst in a.txt until 2026-12-31.\n',
      );
      assert.deepEqual(ledger().waivers, [
        { rule: 'words/worst', path: 'a.txt', fingerprint, by: 'Ada <ada@example.com>', at: '2026-11-21T12:00:00Z', reason: 'a joke', expires: '2026-12-31' },
      ]); // prettier-ignore
      const { exit, out } = await preflight('scan');
      assert.equal(exit, 0);
      assert.doesNotMatch(out, /words\/worst/);
      assert.match(out, /1 finding answered by records/);
      const { workspaces } = (await json('scan')) as unknown as {
        workspaces: { findings: { rule: string; answered?: { reason: string } }[] }[];
      };
      assert.equal(
        workspaces[0]?.findings.find(({ rule }) => rule === 'words/worst')?.answered?.reason,
        'a joke',
        'JSON holds every finding',
      );
      const later = await inProcess(folder.path, ['scan'], { now: () => new Date('2027-01-01T00:00:00Z') });
      assert.equal(later.exit, 1, 'until it expires');
    });

    it('accepts an item', async () => {
      assert.match(
        await done('waive', 'docs.install-guide', '--reason', 'next month', '--expires', '2026-12-31', ...ADA),
        /^Ada accepts docs\.install-guide until 2026-12-31\. It is waived\.\n$/,
      );
      assert.equal((await itemIn('docs.install-guide'))?.status, 'waived');
    });

    it('tells wrong use in a line, and writes nothing', async () => {
      const rest = ['--expires', '2026-12-31', ...ADA];
      await misuse(['waive', 'docs.install-guide', '--reason', '', ...rest], /^preflight: --reason is empty/);
      await misuse(['waive', 'docs.install-guide', ...rest], /required option '--reason <text>'/);
      await misuse(['waive', 'docs.install-guide', '--reason', 'x', ...ADA], /required option '--expires <date>'/);
      await misuse(['waive', 'docs.install-guide', '--reason', 'x', '--expires', '2020-01-01', ...ADA], /in the past/);
      await misuse(
        ['waive', 'docs.install-gide', '--reason', 'x', ...rest],
        /no item or finding 'docs\.install-gide'\. Did you mean 'docs\.install-guide'\?/,
      );
      await misuse(
        ['waive', 'words/bad', '--reason', 'x', ...rest],
        /'words\/bad' is a rule\. Name the finding that is meant: [0-9a-f]{16} \(a\.txt\)\./,
      );
      await misuse(['waive', '0123456789abcdef', '--reason', 'x', ...rest], /no item or finding '0123456789abcdef'/);
    });
  });

  describe('sign, verify and withdraw', () => {
    it('refuse while something blocks, and say what', async () => {
      const { exit, out, err } = await preflight('sign', '--role', 'engineering-lead', ...ADA);
      assert.deepEqual([exit, out, text()], [1, '', undefined]);
      assert.match(err, /^preflight: 'engineering-lead' cannot sign: (?:one thing blocks|\d+ things block)\.\n {2}/);
      for (const line of err.split('\n')) assert.ok(line.length <= 80, line);
      const verified = await preflight('verify');
      assert.equal(verified.exit, 1);
      assert.match(verified.out, /not ready/);
      assert.match(verified.out, /'engineering-lead' has not signed/);
    });

    it('sign what is there, and it holds', async () => {
      demo();
      folder.git('init', '-q');
      folder.git('add', '-A');
      folder.git('commit', '-q', '-m', 'x');
      const commit = folder.git('rev-parse', 'HEAD').trim();
      assert.match(
        await done('sign', '--role', 'engineering-lead', '--note', 'go', ...ADA),
        new RegExp(`^Ada signs as Engineering Lead at ${commit.slice(0, 10)}: \\d+ items\\.\\n$`),
      );
      const [signoff] = ledger().signoffs;
      assert.equal(signoff?.commit, commit);
      assert.equal(signoff.note, 'go');
      assert.match(await done('verify'), /^ {2}✔ {2}Engineering Lead \(engineering-lead\) +signed\n.*\nThe sign-off holds\.\n$/);
      const { holds, verdict, roles } = (await json('verify')) as {
        holds: boolean;
        verdict: string;
        roles: { id: string; state: string; by: string; commit: string }[];
      };
      assert.deepEqual([holds, verdict, roles.map(({ id, state, by, commit: at }) => [id, state, by, at])], [true, 'signed', [['engineering-lead', 'signed', 'Ada <ada@example.com>', commit]]]); // prettier-ignore
      await done('verify', '--role', 'engineering-lead');
      assert.equal((await preflight('verify', '--role', 'security-lead')).exit, 1);
    });

    it('go stale with what changed, and are made anew', async () => {
      demo();
      await done('sign', '--role', 'engineering-lead', ...ADA);
      await done('attest', 'quality.linter', '--note', 'seen', '--by', 'Bob');
      const { exit, out } = await preflight('verify');
      assert.equal(exit, 1);
      assert.match(out, /quality\.linter: to be attested → attested by Bob/);
      const { reasons, roles } = (await json('verify')) as {
        reasons: string[];
        roles: { changes: { item: string; from: string; to: string }[] }[];
      };
      assert.match(
        reasons[0] ?? '',
        /^The signature of 'engineering-lead' by Ada is stale: quality\.linter was to be attested and is attested by Bob/,
      );
      assert.deepEqual(roles[0]?.changes.map(({ item, from, to }) => [item, from, to]), [['quality.linter', 'to be attested', 'attested by Bob']]); // prettier-ignore
      await done('sign', '--role', 'engineering-lead', ...ADA);
      await done('verify');
      assert.equal(ledger().signoffs.length, 1);
      const later = await inProcess(folder.path, ['verify'], { now: () => new Date('2036-01-01T00:00:00Z') });
      assert.equal(later.exit, 0);
    });

    it('go stale when a record expires', async () => {
      demo();
      await done('attest', 'quality.linter', '--note', 'seen', '--expires', '2026-12-01', '--by', 'Bob');
      await done('sign', '--role', 'engineering-lead', ...ADA);
      await done('verify');
      const { exit, out } = await inProcess(folder.path, ['verify'], { now: () => new Date('2026-12-02T00:00:00Z') });
      assert.equal(exit, 1);
      assert.match(out.replace(/\s+/g, ' '), /the attestation by Bob expired on 2026-12-01/);
    });

    for (const [name, edit] of [
      ['a record that it covers', (all: string) => all.replace('note: "seen"', 'note: "seen twice"')],
      ['its state', (all: string) => all.replace(/quality\.formatter: "[^"]*"/, 'quality.formatter: "passing"')],
      ['its digest', (all: string) => all.replace(/sha256:[0-9a-f]{64}/, `sha256:${'0'.repeat(64)}`)],
    ] as const)
      it(`do not hold when somebody edits ${name}`, async () => {
        demo();
        await done('attest', 'quality.linter', '--note', 'seen', '--by', 'Bob');
        await done('sign', '--role', 'engineering-lead', ...ADA);
        const edited = edit(text() ?? '');
        assert.notEqual(edited, text());
        folder.write({ [SIGNOFF_FILE]: edited });
        const { exit, out } = await preflight('verify');
        assert.equal(exit, 1);
        assert.match(out, /tampered with/);
        const { roles } = (await json('verify')) as { roles: { state: string }[] };
        assert.equal(roles[0]?.state, 'tampered');
      });

    it('sign with the Git key of the person, too, and check it against those that may', async () => {
      demo();
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', folder.at('key')]);
      await misuse(
        ['sign', '--role', 'engineering-lead', '--ssh-sign', ...ADA],
        /^preflight: the SSH signature cannot be made: Git's configuration names no SSH key/,
      );
      folder.git('init', '-q');
      folder.git('config', 'gpg.format', 'ssh');
      folder.git('config', 'user.signingKey', folder.at('key'));
      const [type = '', key = ''] = readFileSync(folder.at('key.pub'), 'utf8').split(' ');
      folder.write({ '.preflight/allowed_signers': `ada@example.com ${type} ${key}\n`, '.gitignore': 'key*\n' });
      await done('sign', '--role', 'engineering-lead', ...ADA);
      assert.equal(ledger().signoffs[0]?.signature, undefined, 'only those who sign their commits sign here unasked');
      folder.git('config', 'commit.gpgSign', 'true');
      await done('sign', '--role', 'engineering-lead', ...ADA);
      assert.match(await done('verify'), /SSH signature of ada@example\.com/);
      folder.write({ [SIGNOFF_FILE]: (text() ?? '').replace('by: "Ada <', 'by: "Eve <') });
      const { exit, out } = await preflight('verify');
      assert.equal(exit, 1);
      assert.match(out.replace(/\s+/g, ' '), /The SSH signature of 'engineering-lead' does not hold: what it signs was edited/);
    });

    it('take a signature back', async () => {
      demo();
      await done('sign', '--role', 'engineering-lead', ...ADA);
      assert.equal(await done('withdraw', '--role', 'engineering-lead'), "The signature of 'engineering-lead' is withdrawn.\n");
      assert.deepEqual(ledger().signoffs, []);
      await misuse(
        ['withdraw', '--role', 'engineering-lead'],
        "preflight: 'engineering-lead' has not signed, so there is nothing to withdraw.",
      );
    });

    it('tell wrong use in a line, and write nothing', async () => {
      await misuse(['sign', '--role', 'engineering', ...ADA], /no role 'engineering'/);
      await misuse(
        ['sign', '--role', 'security-leed', ...ADA],
        "preflight: there is no role 'security-leed'. Did you mean 'security-lead'?",
      );
      await misuse(['withdraw', '--role', 'security-leed'], /Did you mean 'security-lead'\?/);
      await misuse(['verify', '--role', 'cto'], /no role 'cto'\. The roles are engineering-lead/);
      await misuse(['sign', ...ADA], /required option '--role <id>'/);
      demo();
      await misuse(['sign', '--role', 'engineering-lead'], /nobody is named/);
      folder.write({ 'preflight.yaml': 'profile: demo\nsignoff:\n  roles:\n    - { id: cto, title: CTO, owns: [] }\n' });
      await misuse(['sign', '--role', 'cto', ...ADA], /'cto' owns no section/);
    });
  });

  describe('baseline', () => {
    it('keeps what is there from counting, and what is new counts', async () => {
      assert.equal(await done('baseline'), '2 findings are in .preflight/baseline.json.\n');
      const { exit, out } = await preflight('scan', '--fail-on', 'info');
      assert.equal(exit, 0, out);
      assert.match(out, /2 findings in the baseline/);
      folder.write({ 'b.txt': 'worst\n' });
      assert.equal((await preflight('scan')).exit, 1);
      const { workspaces } = (await json('scan')) as unknown as { workspaces: { findings: { path: string; baselined?: boolean }[] }[] };
      assert.deepEqual(workspaces[0]?.findings.map(({ path, baselined }) => [path, baselined]), [['a.txt', true], ['a.txt', true], ['b.txt', undefined]]); // prettier-ignore
      assert.equal(await done('baseline'), '3 findings are in .preflight/baseline.json, 1 of them new.\n');
    });
  });

  it('tells SARIF what is accepted, and what was there before', async () => {
    await done('waive', await fingerprintOf('words/worst'), '--reason', 'a joke', '--expires', '2026-12-31', ...ADA);
    await done('baseline');
    folder.write({ 'b.txt': 'bad\n' });
    const { results = [] } = runOf((await preflight('scan', '--format', 'sarif')).out);
    assert.deepEqual(
      results.map(({ ruleId, baselineState, suppressions }) => [ruleId, baselineState, suppressions]),
      [
        ['words/bad', 'unchanged', undefined],
        ['words/worst', 'new', [{ kind: 'external', status: 'accepted', justification: 'a joke' }]],
        ['words/bad', 'new', undefined],
      ],
    );
  });

  describe('checklist', () => {
    it('shows sections, questions, roles and the verdict within 80 columns', async () => {
      const out = await done('checklist');
      for (const line of out.split('\n')) assert.ok(line.length <= 80, line);
      assert.match(out, /\nSign-off\n {2}○ {2}Engineering Lead \(engineering-lead\) +not signed\n/);
      assert.match(out, /\nnot ready\. \d+ of \d+ done, \d+ things block \(profile standard\)\.\n/);
    });

    it('is given as JSON, without fixes', async () => {
      const { version, workspaces } = (await json('checklist')) as unknown as { version: string; workspaces: Record<string, unknown>[] };
      assert.equal(typeof version, 'string');
      const [workspace] = workspaces;
      for (const key of ['root', 'projects', 'findings', 'skipped', 'checklist', 'progress', 'verdict'])
        assert.ok(workspace && key in workspace, key);
      assert.ok((workspace?.findings as object[]).every((finding) => !('fixes' in finding)));
      const item = await itemIn('docs.install-guide');
      for (const key of ['id', 'status', 'verify', 'blocking', 'appliesBecause', 'findings', 'evidence', 'unknown', 'records'])
        assert.ok(item && key in item, key);
      const scanned = (await json('scan')) as unknown as { workspaces: Record<string, unknown>[] };
      assert.deepEqual([scanned.workspaces[0]?.checklist, scanned.workspaces[0]?.verdict], [workspace?.checklist, 'not-ready']);
    });

    it('is written to a file, and of an empty directory', async () => {
      assert.equal(await done('checklist', '--output', 'out.txt'), '');
      assert.match(readFileSync(folder.at('out.txt'), 'utf8'), /not ready/);
      folder.write({ 'empty/.keep': '' });
      assert.match(await done('checklist', 'empty'), /^[\s\S]*empty: not ready\./);
    });

    it('is a page or Markdown when asked to, and so is a scan', async () => {
      await done('checklist', '--format', 'html', '--output', 'out.html');
      const html = readFileSync(folder.at('out.html'), 'utf8');
      assert.match(html, /^<!doctype html>/);
      assert.match(html, /id="checklist"/);
      assert.match(await done('checklist', '--format', 'markdown'), /^# [^\n]*: not ready\n/);
      assert.match((await preflight('scan', '--format', 'html')).out, /^<!doctype html>[\s\S]*id="findings"/);
      assert.match((await preflight('scan', '--format', 'markdown')).out, /\n## `a\.txt`\n/);
    });

    it('follows answers, custom items and the profile of the settings', async () => {
      folder.write({
        'preflight.yaml':
          'profile: strict\nchecklist:\n  custom:\n    - { id: team.pager, section: launch, title: "On call", blocking: true }\n',
      });
      assert.equal((await itemIn('team.pager'))?.status, 'to-attest');
      await done('attest', 'team.pager', '--note', 'Ada', ...ADA);
      assert.equal((await itemIn('team.pager'))?.status, 'attested');
    });
  });

  describe('init', () => {
    it('writes settings that are right, and never over others', async () => {
      const first = await done('init');
      assert.match(first, /^preflight\.yaml is written\.\nNo pipeline was found/);
      const settings = readFileSync(folder.at('preflight.yaml'), 'utf8');
      await done('scan', '--fail-on', 'never');
      folder.write({ 'preflight.yaml': `${settings}# mine\n` });
      assert.match(await done('init'), /^preflight\.yaml is there already, and stays as it is\.\n/);
      assert.equal(readFileSync(folder.at('preflight.yaml'), 'utf8'), `${settings}# mine\n`);
    });

    it('writes settings whose examples are right, too', async () => {
      await done('init');
      const lines = readFileSync(folder.at('preflight.yaml'), 'utf8').split('\n');
      const used = lines.filter(
        (line) =>
          !/cors\/|http\//.test(line) &&
          !/^# (?:rules|paths|Which|Files|How|Other|Settings|Everything)/.test(line) &&
          !/^# {2}"services/.test(line),
      );
      folder.write({
        'preflight.yaml': used
          .map((line) => (/^# (?=[a-z]+:| )/.test(line) && !/^# {3}#|^# {5}#/.test(line) ? line.slice(2) : line))
          .join('\n'),
      });
      await done('checklist');
    });

    it('puts a step into a file of its own for GitHub Actions, and prints it for others', async () => {
      folder.write({ '.github/workflows/ci.yml': 'name: CI\n', '.gitlab-ci.yml': 'test: {}\n' });
      const out = await done('init');
      assert.match(out, /\.github\/workflows\/preflight\.yml is written\.\n\nFor GitLab CI, add:\n\npreflight:\n/);
      assert.match(readFileSync(folder.at('.github/workflows/preflight.yml'), 'utf8'), /run: npx --yes preflight@\d+\.\d+\.\d+ scan\n$/);
      assert.equal(readFileSync(folder.at('.gitlab-ci.yml'), 'utf8'), 'test: {}\n');
      assert.match(await done('init'), /preflight\.yml is there already/);
    });
  });
});
