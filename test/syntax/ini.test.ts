import assert from 'node:assert/strict';
import fc from 'fast-check';
import { iniSections } from '../../src/syntax/ini.js';

const shown = (text: string): readonly string[] =>
  iniSections(text).flatMap(({ name, entries }) => entries.map(({ key, value }) => `${name}.${key}=${value.replaceAll('\n', '|')}`));

describe('INI', () => {
  const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'keys of sections': ['[a]\nx = 1\ny: 2\n[b]\nx=3\n', ['a.x=1', 'a.y=2', 'b.x=3']],
    'values over several lines': [
      '[pytest]\naddopts =\n    --cov\n    --cov-fail-under=80\n',
      ['pytest.addopts=--cov|--cov-fail-under=80'],
    ],
    comments: ['# no\n[a]\n; no\nx = 1  # why\n', ['a.x=1']],
    'sections with a colon': ['[coverage:report]\nfail_under = 80\n', ['coverage:report.fail_under=80']],
    'line ends of Windows': ['[a]\r\nx = 1\r\n', ['a.x=1']],
    'entries before any section': ['x = 1\n[a]\n', []],
    'what is no INI': ['{ "a": 1 }\n[\n]]\n=3\n', []],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) it(`reads ${name}`, () => assert.deepEqual(shown(text), expected));

  it('points at what is written', () => {
    const text = '[a]\nfirst = 1\nlong =\n    one\n    two\n';
    const [section] = iniSections(text);
    assert.equal(text.slice(section!.span.start, section!.span.end), '[a]');
    assert.deepEqual(
      section!.entries.map(({ span, valueSpan }) => [text.slice(span.start, span.end), text.slice(valueSpan.start, valueSpan.end)]),
      [
        ['first = 1', '1'],
        ['long =\n    one\n    two', 'one\n    two'],
      ],
    );
  });

  it('never throws', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        iniSections(text);
      }),
    ));
});
