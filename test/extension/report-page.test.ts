import assert from 'node:assert/strict';
import { askedIn, webviewPage } from '../../src/extension/report-page.js';

describe('the page of the report in the editor', () => {
  for (const message of [{ is: 'ready' }, { is: 'place', place: 3 }, { is: 'rule', rule: 'cors/wildcard-origin' }])
    it(`asks ${JSON.stringify(message)}`, () => {
      assert.deepEqual(askedIn({ ...message, more: 'x' }), message);
    });
  for (const message of [
    undefined,
    null,
    'ready',
    {},
    { is: 'open', uri: 'file:///etc/passwd' },
    { is: 'place' },
    { is: 'place', place: -1 },
    { is: 'place', place: 1.5 },
    { is: 'place', place: '1' },
    { is: 'rule', rule: '../../etc/passwd' },
    { is: 'rule', rule: 'a/b?c' },
  ])
    it(`does not ask ${JSON.stringify(message)}`, () => {
      assert.equal(askedIn(message), undefined);
    });

  it('loads nothing, and runs its own script only', () => {
    const text = webviewPage({ title: '"><b>', style: 'p {}', body: '<p>x</p>', places: [] }, 'file:///a"b', 'n0nce', 'en');
    assert.match(text, /content="default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'"/);
    assert.deepEqual(text.match(/<script[^>]*>/g), ['<script nonce="n0nce">']);
    assert.ok(text.includes('<title>&quot;>&lt;b></title>') && !text.includes('<b>'));
    assert.ok(text.includes('data-folder="file:///a&quot;b"'));
    assert.doesNotMatch(text.replace(/<script[\s\S]*<\/script>/, ''), /https?:|\bon\w+=/);
  });
});
