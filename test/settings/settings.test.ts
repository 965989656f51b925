import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SettingsFile, settingsSchema } from '../../src/settings/schema.js';
import { readSettings } from '../../src/settings/settings.js';

const RULES = ['cors/wildcard-origin', 'docker/root-user'];
const read = (text: string): ReturnType<typeof readSettings> => readSettings(text, RULES);

describe('preflight.yaml', () => {
  it('may be missing, empty or only comments', () => {
    for (const text of ['', '\n', '# nothing yet\n', '---\n']) {
      const { settings, problems } = read(text);
      assert.deepEqual(problems, []);
      assert.equal(settings.profile, 'standard');
      assert.equal(settings.severityOf('docker/root-user', 'Dockerfile'), undefined);
      assert.equal(settings.isExcluded('a/b'), false);
    }
  });

  const severities: readonly (readonly [string, string, string, string | undefined])[] = [
    ['for every path', 'rules:\n  docker/root-user: off\n', 'Dockerfile', 'off'],
    ['with options', 'rules:\n  docker/root-user: { severity: error, options: { minimum: 3 } }\n', 'Dockerfile', 'error'],
    ['with options only', 'rules:\n  docker/root-user: { options: { minimum: 3 } }\n', 'Dockerfile', undefined],
    ['for a part of the tree', 'paths:\n  "admin/**": { rules: { docker/root-user: info } }\n', 'admin/x/Dockerfile', 'info'],
    ['for another part of the tree', 'paths:\n  "admin/**": { rules: { docker/root-user: info } }\n', 'shop/Dockerfile', undefined],
    [
      'for a part before the whole',
      'rules:\n  docker/root-user: error\npaths:\n  "admin/**": { rules: { docker/root-user: off } }\n',
      'admin/Dockerfile',
      'off',
    ],
    [
      'by the later of two globs',
      'paths:\n  "**": { rules: { docker/root-user: off } }\n  "admin/**": { rules: { docker/root-user: info } }\n',
      'admin/Dockerfile',
      'info',
    ],
    ['below a hidden folder', 'paths:\n  ".github/**": { rules: { docker/root-user: info } }\n', '.github/Dockerfile', 'info'],
  ];
  for (const [name, text, path, expected] of severities)
    it(`sets a severity ${name}`, () => {
      const { settings, problems } = read(text);
      assert.deepEqual(problems, []);
      assert.equal(settings.severityOf('docker/root-user', path), expected);
    });

  it('excludes by glob, and a folder by its name', () => {
    const { settings } = read('exclude: ["legacy/", "./old/*.py", "**/*.gen.ts"]\n');
    const paths = ['legacy/a/b.py', 'old/a.py', 'a/b.gen.ts', 'old/a/b.py', 'legacy.py', 'a/legacy/b.py'];
    assert.deepEqual(
      paths.filter((path) => settings.isExcluded(path)),
      paths.slice(0, 3),
    );
  });

  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    ['an unknown setting', 'profil: strict\n', 'profil', /Did you mean 'profile'/],
    ['an unknown rule', 'rules:\n  cors/wildcard-orign: off\n', 'cors/wildcard-orign', /Did you mean 'cors\/wildcard-origin'/],
    ['a rule like no other', 'rules:\n  x/y: off\n', 'x/y', /no rule 'x\/y'\.$/],
    ['an unknown rule of a path', 'paths:\n  "a/**": { rules: { docker/root-usr: off } }\n', 'docker/root-usr', /'docker\/root-user'/],
    ['an unknown profile', 'profile: hard\n', 'hard', /'demo', 'standard', 'strict'/],
    ['an unknown severity', 'rules:\n  docker/root-user: eror\n', 'eror', /'warning'/],
    ['an unknown severity, with the one that was meant', 'rules:\n  docker/root-user: eror\n', 'eror', /Did you mean 'error'\?$/],
    ['a misspelt key of a rule', 'rules:\n  docker/root-user: { severty: error }\n', 'severty', /Did you mean 'severity'/],
    [
      'a misspelt key of a list',
      'customRules:\n  - { id: a/b, files: ["*"], patern: x, pattern: x, message: y }\n',
      'patern',
      /Did you mean 'pattern'/,
    ],
    [
      'a pattern that is none',
      'customRules:\n  - { id: a/b, files: ["*"], pattern: "(", message: y }\n',
      '"("',
      /not a regular expression/,
    ],
    ['a glob that would take too long', 'exclude: ["*a*a*a*a*b"]\n', '"*a*a*a*a*b"', /at most 3 stars/],
    ['the same key twice', 'exclude: [a]\nexclude: [b]\n', 'exclude', /stands here twice/],
    ['a second document', 'exclude: [a]\n---\nprofile: demo\n', 'profile: demo\nx-y: 1', /Only the first document counts/],
    ['broken YAML', 'exclude: [a\n', 'x', /^This is not YAML: flow sequence/],
    ['a number for a list', 'exclude: 3\n', '3', /takes a list/],
    ['a list for a map', 'rules: [1]\n', '[1]', /takes a map/],
    ['a list for the whole', '- a\n', '- a', /takes a map/],
    ['a reason that is missing', 'checklist:\n  items:\n    a.b: { applies: false }\n', '{ applies: false }', /reason.*missing/],
  ];
  for (const [name, text, words, message] of wrong)
    it(`says where ${name} stands, and keeps the rest`, () => {
      const { problems, settings } = read(`${text}${text.startsWith('-') ? '' : 'x-y: 1\n'}`);
      const found = problems.find((problem) => message.test(problem.message));
      assert.ok(found, problems.map((problem) => problem.message).join('\n'));
      assert.equal(`${text}x-y: 1`.slice(found.span.start, found.span.end).trimEnd(), words.trimEnd());
      assert.ok(settings.profile === 'standard');
    });

  it('reads braces as text', () => {
    const { settings, problems } = read('exclude: ["{{cookiecutter.name}}/**"]\n');
    assert.deepEqual(problems, []);
    assert.equal(settings.isExcluded('a'), false);
  });

  it('keeps what is right beside what is wrong', () => {
    const { settings, problems } = read(
      'profile: strict\nexclude: [3, "a/"]\nrules:\n  docker/root-user: off\n  cors/wildcard-origin: loud\n',
    );
    assert.equal(problems.length, 2);
    assert.equal(settings.profile, 'strict');
    assert.equal(settings.severityOf('docker/root-user', 'a'), 'off');
  });

  it('never throws, and points into the text', () => {
    const piece = fc.constantFrom(
      'profile',
      ': ',
      'strict',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      'rules',
      'docker/root-user',
      'off',
      '"',
      '*a',
      '&a',
      '<<',
      '{{ x }}',
      'paths',
      '# x',
      '3',
      '\t',
      '---\n',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        const text = parts.join('');
        for (const { span } of read(text).problems) assert.ok(span.start >= 0 && span.end <= text.length && span.start <= span.end);
      }),
    );
  });
});

describe('the JSON schema', () => {
  it('names the rules, and has every setting', () => {
    const schema = settingsSchema(RULES) as { properties: Record<string, { properties?: object }> };
    assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(SettingsFile.shape).sort());
    assert.deepEqual(Object.keys(schema.properties.rules?.properties ?? {}), RULES);
  });
});
