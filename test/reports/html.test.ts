import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attestation, item, ledger, section } from '../checklist/made-up.js';
import { editorPage, htmlReport } from '../../src/reports/html.js';
import type { WorkspaceReport } from '../../src/reports/report.js';
import { HOSTILE, toldIn } from './page.js';
import { findingAt, report, unmarked, workspace } from './sample.js';

const AT = '2026-11-21T12:00:00.000Z';
const page = (...workspaces: readonly WorkspaceReport[]): string => htmlReport(report(...workspaces), { lead: 'checklist', at: AT });
const scanned = (...workspaces: readonly WorkspaceReport[]): string => htmlReport(report(...workspaces), { lead: 'findings', at: AT });

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const VOID = new Set(['meta', 'br']);
const ATTRIBUTE = /([a-zA-Z][\w:-]*)(?:="([^"<>]*)")?/g;

/** The tags of a page, read more strictly than any browser does: what is not plainly a tag of this form fails. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const body = text.replace(/^<!doctype html>/, '').replace(/(<style>)[^<]*(<\/style>)/, '$1$2');
  const rest = body.replace(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"<>]*")?)*)\s*(\/?)>/g,
    (_, close: string, name: string, attributes: string, empty: string) => {
      // prettier-ignore
      if (close) assert.equal(open.pop(), name, `</${name}> closes what is open`);
    else {
      tags.push({ name, attributes: Object.fromEntries([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']): [string, string] => [key, value])) });
      if (!VOID.has(name) && !empty) open.push(name);
    }
      return '';
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]/, 'nothing is left that could be a tag');
  return tags;
}

// These only mark words, and how many there are depends on the words.
const WORDS = new Set(['code', 'bdi', 'span', 'mark']);
const skeleton = (text: string): readonly string[] =>
  tagsOf(text).flatMap(({ name, attributes }) => (WORDS.has(name) ? [] : [`${name} ${Object.keys(attributes).sort().join(' ')}`]));

const textOf = (text: string): string =>
  text
    .replace(/<style>[^<]*<\/style>|<[^<>]*>/g, '')
    .replace(
      /&(lt|gt|amp|quot|#39|#96);/g,
      (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#96': '`' })[name] ?? '',
    ) // prettier-ignore
    .replace(/\s+/g, ' ');

describe('the report as a page', () => {
  it('tells the verdict, progress, blockers, signatures, items, records, questions and findings', () => {
    const text = textOf(page(toldIn('these words'))).replaceAll(' ', '');
    for (const told of [
      'Not ready 3 of 5 items are done, and 2 things block a signature.',
      'X 3 of 5 1 1 2', // done, waiting, failing, blocking
      '2 things block Fails these words error main.py:1 a/one 1 waits for a person',
      'Signed by Ada on 2026-11-01 at commit cccccccccccc. these words Digest sha256:0',
      'Fails passing failing, 1 finding new: these words main.py:1', // what changed since
      'Attested by Ada <ada@example.com> on 2026-11-01: these words',
      'Risk accepted by Bob <bob@example.com> on 2026-11-01: these words until 2027-03-01',
      '1 item waits for checklist.answers.public-traffic: Asked.',
      'Files cannot tell, so look here main.py:1',
      'More attested Records Attested by Ada',
      '1 item does not apply Outside – these words',
      'It blocks no signature. Later to attest',
      '1 of 1 checked',
      '1 finding answered by records or in the baseline main.py:1 c/three',
      '1 finding silenced by comments main.py:1 b/two',
      'Files that were not read 1 file: these words',
      '1,204 files read, 1 skipped',
    ])
      assert.ok(text.includes(told.replaceAll(' ', '')), told);
  });

  it('has headings in order, named sections, table headers, and words for its picture', () => {
    for (const text of [page(toldIn('words')), scanned(toldIn('words'), toldIn('others'))]) {
      const tags = tagsOf(text);
      let level = 0;
      for (const { name } of tags.filter((tag) => /^h\d$/.test(tag.name))) {
        const next = Number(name.slice(1));
        assert.ok(next <= level + 1, `${name} after h${String(level)}`);
        level = next;
      }
      const ids = tags.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
      assert.deepEqual(ids, [...new Set(ids)], 'each id is there once');
      for (const { name, attributes } of tags) {
        if (name === 'section') assert.ok(ids.includes(attributes['aria-labelledby'] ?? ''));
        if (name === 'th') assert.ok(attributes.scope);
        if (name === 'svg') assert.ok(attributes['aria-hidden'] === 'true' || (attributes.role === 'img' && attributes['aria-label']));
        if (attributes.href?.startsWith('#')) assert.ok(ids.includes(attributes.href.slice(1)), `${attributes.href} leads somewhere`);
      }
      assert.equal(tags.filter(({ name }) => name === 'main').length, 1);
      assert.deepEqual(tags[0], { name: 'html', attributes: { lang: 'en' } });
    }
  });

  it('needs no network and no script, and lets none in', () => {
    const tags = tagsOf(page(toldIn('words')));
    assert.ok(tags.some(({ attributes }) => attributes.content === "default-src 'none'; style-src 'unsafe-inline'"));
    for (const { name, attributes } of tags) {
      assert.ok(!['script', 'img', 'link', 'iframe', 'object', 'form', 'base'].includes(name), name);
      for (const key of Object.keys(attributes)) assert.doesNotMatch(key, /^(?:on|src|style$|srcdoc|formaction)/);
    }
    assert.doesNotMatch(page(toldIn('words')), /@import|url\(/);
  });

  it('has no tag more, whatever the workspace holds', () => {
    const expected = [skeleton(page(toldIn('w'))), skeleton(scanned(toldIn('w')))];
    const holds = (words: string): void => {
      const told = toldIn(words, {}, `dir/${words}.py`);
      assert.deepEqual([skeleton(page(told)), skeleton(scanned(told))], expected, JSON.stringify(words));
    };
    HOSTILE.forEach(holds);
    const parts = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '</',
      'script',
      ' on',
      '=',
      '\n',
      '\u202e',
      '\u0000',
      'x',
      ' ',
      '<!--',
      '-->',
    );
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(parts).map((list) => list.join(''))), (words) => holds(`w${words}w`)), { numRuns: 25 }); // prettier-ignore
  });

  it('shows what it cannot trust as it is written, but for what turns text around', () => {
    const text = page(toldIn('<b>\u202e'));
    assert.ok(text.includes('&lt;b&gt;\ufffd'));
    assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u0000]/);
  });

  describe('links', () => {
    const linked = (link: string): readonly string[] => {
      const told = toldIn('w', {
        sections: [section(item({ id: 'x.attested', verify: 'manual', rules: [] }))],
        ledger: ledger({ attestations: [attestation({ item: 'x.attested', link })] }),
      });
      return tagsOf(page(told)).flatMap(({ attributes: { href, rel } }) => (href !== undefined && rel !== undefined ? [href] : []));
    };
    it('leads to the web, where a person gave a link to it', () => {
      assert.deepEqual(linked('https://ci.example.com/4812?a=1&b=2'), ['https://ci.example.com/4812?a=1&amp;b=2']);
    });
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'JAVASCRIPT:x',
      '//evil.example',
      'https://a b',
      'https://u:hunter2hunter2@example.com/',
    ])
      // prettier-ignore
      it(`does not follow ${link.slice(0, 24)}`, () => {
        assert.deepEqual(linked(link), []);
      });
    it('leaves all others to the documentation and to the page itself', () => {
      for (const { attributes } of tagsOf(page(toldIn(HOSTILE[6] ?? ''))))
        if (attributes.href !== undefined) assert.match(attributes.href, /^(?:#[\w.-]+|https:\/\/github\.com\/preflight-dev\/[\w./-]+)$/);
    });
  });

  describe('keeps secrets', () => {
    const token = ['gh', 'p_', 'a1B2'.repeat(9)].join('');
    const password = ['hunter2', 'hunter2'].join('');
    it('that a finding underlines, or that stand beside it', () => {
      const marked = `call("«${token}»", password="${password}")\n`;
      const found = findingAt('a.py', marked, { rule: 'secrets/provider-token', severity: 'error' });
      const beside = findingAt('a.py', `«call»("${token}", password="${password}")\n`, { fingerprint: 'f' });
      const told = workspace({ 'a.py': unmarked(marked) }, [found, beside]);
      for (const text of [page(told), scanned(told)]) {
        assert.ok(text.includes('****'));
        assert.ok(!text.includes(token) && !text.includes(password));
      }
    });
    it('that somebody wrote into a record', () => {
      const text = page(toldIn(`password: ${password}`));
      assert.ok(!textOf(text).includes(`by Bob <bob@example.com> on 2026-11-01: password: ${password}`));
      assert.ok(!page(toldIn('w', { ledger: ledger({ attestations: [attestation({ item: 'x.attested', note: `token ${token}` })] }) })).includes(token)); // prettier-ignore
    });
  });

  it('speaks of several workspaces one after the other, and of one without a checklist', () => {
    const one = workspace({ 'a.py': 'x' }, [findingAt('a.py', '«x»')], { root: 'one', uri: 'file:///home/ada/one' });
    const two = workspace({ 'b.py': 'y' }, [], { root: 'two', uri: 'file:///home/ada/two%20words' });
    const text = textOf(scanned(one, two));
    assert.match(text, /one.*0 errors, 1 warning and 0 notes.*a\.py.*two words.*Nothing found.*Nothing is open\./i);
  });

  it('is the same page in an editor, where places and rules can be opened by their numbers', () => {
    const { body, places, title } = editorPage({ workspace: toldIn('w'), version: '1.2.3', at: AT });
    const asked = tagsOf(body).flatMap(({ attributes }) =>
      attributes['data-place'] === undefined ? [] : [Number(attributes['data-place'])],
    );
    assert.equal(title, 'shop');
    assert.deepEqual(asked.toSorted((a, b) => a - b), places.map((_, i) => i)); // prettier-ignore
    assert.ok(places.length > 3 && places.every(({ uri }) => uri === 'memory:///main.py'));
    const without = (text: string): readonly string[] =>
      skeleton(text).filter((tag) => !/^(?:button|a |use|html|head|body|meta|title|style)/.test(tag));
    assert.deepEqual(without(body), without(page(toldIn('w'))));
  });
});
