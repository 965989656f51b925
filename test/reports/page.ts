import {
  assessing,
  attestation,
  evidence,
  finding,
  item,
  ledger,
  outcome,
  section,
  settings,
  unknown,
  waiver,
} from '../checklist/made-up.js';
import type { Assessing } from '../../src/checklist/assess.js';
import { type WorkspaceReport, settledBy } from '../../src/reports/report.js';

const FILE = 'memory:///main.py';

/** A workspace in which something of every kind is to be told, in the words of somebody. */
export function toldIn(words: string, more: Partial<Assessing> = {}, path = 'main.py'): WorkspaceReport {
  const failing = { ...finding('a/one', 'error'), message: words, related: [{ at: finding('a/one').at, note: words }] };
  const other = finding('b/two', 'warning', 'another');
  const accepted = finding('c/three');
  const assessment = assessing({
    sections: [
      section(
        item({ id: 'x.failing', title: 'Fails', rules: ['a/one'] }),
        item({ id: 'x.passing', title: 'Passes', rules: ['d/four'] }),
        item({ id: 'x.attested', title: 'Attested', verify: 'manual', rules: [] }),
        item({ id: 'x.open', title: words, verify: 'manual', rules: [] }),
        item({ id: 'x.waived', title: 'Waived', rules: ['c/three'] }),
        item({ id: 'x.more', title: 'More', rules: [], verify: 'manual', standard: 'more' }),
        item({ id: 'x.after', title: 'Later', rules: [], verify: 'manual', phase: 'after' }),
        item({ id: 'x.none', title: 'Outside', rules: [] }),
        item({ id: 'x.asked', title: 'Asked', rules: [], applies: ['public-traffic'] }),
      ),
    ],
    outcome: outcome({
      findings: [failing, other, accepted],
      evidence: [{ ...evidence('d/four'), note: words }],
      unknown: [unknown('a/one')],
    }),
    settings: settings({
      notApplicable: { 'x.none': words },
      roles: [{ id: 'engineering-lead', title: words, required: true, owns: ['x'] }],
    }),
    ledger: ledger({
      attestations: [
        attestation({ item: 'x.attested', note: words, by: 'Ada <ada@example.com>' }),
        attestation({ item: 'x.more', note: words }),
      ],
      waivers: [waiver({ item: 'x.waived', reason: words })],
      signoffs: [
        { role: 'engineering-lead', by: 'Ada', at: '2026-11-01T10:00:00Z', commit: 'c'.repeat(40), catalogue: 1, digest: 'sha256:0', state: { 'x.failing': 'passing' }, note: words }, // prettier-ignore
      ],
    }),
    ...more,
  });
  return {
    root: '.',
    uri: 'file:///home/ada/shop',
    findings: [failing, other, accepted],
    suppressed: [{ finding: other, reason: words }],
    settled: settledBy(assessment),
    skipped: [{ path: words, reason: words }],
    read: 1204,
    projects: [''],
    assessment,
    imported: [
      {
        path: words,
        counts: { sections: 1, items: 1, checked: 1, unchecked: 0, done: 0, failed: 0, warning: 0, repaired: 0 },
        items: [{ line: 1, section: words, text: words, checked: true, linked: 'x.failing', claim: undefined }],
      },
    ],
    pathOf: (uri) => (uri === FILE ? path : undefined),
    textOf: (uri) => (uri === FILE ? `x${words}\n` : undefined),
    secretsIn: () => [],
  };
}

/** Words that would do harm, were they taken for anything but words. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '</style></title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --> ]]> &lt;b&gt; &#60;i&#62;',
  '`${alert(1)}` {{7*7}} <%= 1 %>',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '| a | b |\n| --- | --- |\n# heading\n- [ ] task',
  '@everyone #123 www.evil.example https://evil.example `code` ``more``',
  '\u202egnp.exe\u2066 \u0000\u001b[31m',
];
