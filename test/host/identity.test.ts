import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configFiles, identityIn, parseConfig, readConfig, written } from '../../src/host/identity.js';
import { Repository } from '../../src/host/repository.js';
import { TestFolder } from './folder.js';

const who = (text: string, environment: NodeJS.ProcessEnv = {}): string | undefined => {
  const identity = identityIn(parseConfig(text), environment);
  return identity && written(identity);
};

describe('who somebody is to Git', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['a name and an address', '[user]\n\tname = Ada Lovelace\n\temail = ada@example.com\n', 'Ada Lovelace <ada@example.com>'],
    ['quotes, a comment and escapes', '[user]\nname = "Ada \\"L\\" # x" ; trailing\nemail=ada@example.com # mine\n', 'Ada "L" # x <ada@example.com>'],
    ['the last of two values', '[user]\nname=A\n[core]\nname=C\n[user]\nname=B\n', 'B'],
    ['any case of keys', '[USER]\nNaMe = Ada\n', 'Ada'],
    ['a value on the line of its section', '[user] name = Ada\n', 'Ada'],
    ['only an address', '[user]\nemail = ada@example.com\n', 'ada@example.com'],
    ['the author before the user', '[user]\nname=A\n[author]\nname=B\n', 'B'],
    ['a section of another name', '[user "x"]\nname = Ada\n', undefined],
    ['no section', 'name = Ada\n', undefined],
    ['nothing', '', undefined],
    ['an empty name', '[user]\nname = \n', undefined],
    ['Windows line ends', '[user]\r\n\tname = Ada\r\n', 'Ada'],
    ['a name with angle brackets', '[user]\nname = Ada <x>\nemail = <ada@example.com>\n', 'Ada x <ada@example.com>'],
  ]; // prettier-ignore
  for (const [name, text, expected] of cases) it(`is read from ${name}`, () => assert.equal(who(text), expected));

  it('is what the environment says first', () => {
    assert.equal(who('[user]\nname=A\nemail=a@b\n', { GIT_AUTHOR_NAME: 'E', GIT_AUTHOR_EMAIL: 'e@b' }), 'E <e@b>');
  });

  it('is read from the files that Git reads, the nearest last, and from no included one', () => {
    const folder = new TestFolder().write({
      'home/.gitconfig': '[user]\nname = Global\nemail = global@example.com\n[include]\npath = other\n',
      'home/other': '[user]\nname = Included\n',
      'home/.config/git/config': '[user]\nname = Xdg\n',
      'repository/file': '',
    });
    folder.git('init', '-q', 'repository');
    const home = folder.at('home');
    const files = configFiles({ GIT_CONFIG_NOSYSTEM: '1' }, home);
    assert.deepEqual(files, [folder.at('home/.config/git/config'), folder.at('home/.gitconfig')]);
    assert.equal(readConfig(files).get('user.name'), 'Global');
    const own = Repository.around(folder.at('repository'))?.configFile;
    assert.ok(own);
    folder.git('-C', 'repository', 'config', 'user.name', 'Local "quoted" # name');
    const identity = identityIn(readConfig([...files, own]), {});
    assert.deepEqual(identity, { name: 'Local "quoted" # name', email: 'global@example.com' });
    folder.remove();
  });

  it('reads what Git wrote, whatever it is', () => {
    const folder = new TestFolder();
    folder.git('init', '-q');
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '#', ';', '\\', '=', '[', ']', '\t', 'ö'), maxLength: 12 });
    fc.assert(
      fc.property(text, (value) => {
        folder.git('config', 'test.value', value);
        const config = Repository.around(folder.path)?.configFile ?? '';
        assert.equal(readConfig([config]).get('test.value'), folder.git('config', 'test.value').slice(0, -1));
      }),
      { numRuns: 40 },
    );
    folder.remove();
  });
});

describe('the commit that is checked out', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder().write({ a: '1' });
    folder.git('init', '-q');
  });
  afterEach(() => {
    folder.remove();
  });
  const head = (path = folder.path): string | undefined => Repository.around(path)?.head;
  const commit = (): string => {
    folder.git('add', '-A');
    folder.git('commit', '-q', '--allow-empty', '-m', 'x');
    return folder.git('rev-parse', 'HEAD').trim();
  };

  it('is read from loose and packed references, and where none has a name', () => {
    assert.equal(head(), undefined);
    const first = commit();
    assert.equal(head(), first);
    folder.git('pack-refs', '--all');
    assert.equal(head(), first);
    const second = commit();
    assert.equal(head(), second, 'a loose one is newer');
    folder.git('checkout', '-q', '--detach', first);
    assert.equal(head(), first);
    folder.git('checkout', '-q', '-b', 'feature/a+b.c');
    folder.git('pack-refs', '--all');
    assert.equal(head(), first);
  });

  it('is read in a worktree', () => {
    const first = commit();
    folder.git('worktree', 'add', '-q', 'tree', '-b', 'other');
    assert.equal(head(folder.at('tree')), first);
  });
});
