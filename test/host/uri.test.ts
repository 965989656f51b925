import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encodeLike } from '../../src/host/decode.js';
import { toPath, toUri } from '../../src/host/uri.js';

describe('file URIs', () => {
  const posix: readonly (readonly [string, string])[] = [
    ['/home/ada/app/main.py', 'file:///home/ada/app/main.py'],
    ['/a b/c#d/e?f/g%h', 'file:///a%20b/c%23d/e%3Ff/g%25h'],
    ['/app/[id]/(group)/page.tsx', 'file:///app/%5Bid%5D/%28group%29/page.tsx'],
    ["/it's!*.py", 'file:///it%27s%21%2A.py'],
    ['/café/日本', 'file:///caf%C3%A9/%E6%97%A5%E6%9C%AC'],
    ['/back\\slash', 'file:///back%5Cslash'],
    ['/', 'file:///'],
  ];
  const windows: readonly (readonly [string, string])[] = [
    ['c:\\Users\\Ada\\main.py', 'file:///c%3A/Users/Ada/main.py'],
    ['c:\\', 'file:///c%3A/'],
    ['\\\\server\\share\\a b.py', 'file://server/share/a%20b.py'],
  ];
  for (const [path, uri] of posix) {
    it(`write ${path} as VS Code does`, () => {
      assert.equal(toUri(path, false), uri);
      assert.equal(toPath(uri, false), path);
    });
  }
  for (const [path, uri] of windows) {
    it(`write ${path} as VS Code does`, () => {
      assert.equal(toUri(path, true), uri);
      assert.equal(toPath(uri, true), path);
    });
  }
  it('name a drive in one way only', () => assert.equal(toUri('C:\\a', true), toUri('c:\\a', true)));
  it('are read as other programs write them', () => {
    assert.equal(toPath('file:///C:/a/b.py', true), 'C:\\a\\b.py');
    assert.equal(toPath('file://localhost/a/b.py', false), '/a/b.py');
    assert.equal(toPath("file:///app/[id]/it's.tsx", false), "/app/[id]/it's.tsx");
  });
  it('are nothing else', () => {
    for (const uri of ['untitled:a', 'git:/a/b', 'http://x/a', 'file:', '', 'file:///a%zz', 'file:///a%00b', 'file://server/a', '/a/b'])
      assert.equal(toPath(uri, false), undefined, uri);
  });
  it('lead back to their path', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((name) => !name.includes('\0')),
        (name) => {
          assert.equal(toPath(toUri(`/${name}`, false), false), `/${name}`);
        },
      ),
    );
  });
});

describe('decoding', () => {
  it('never fails, and tells text from binaries', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => 'text' in decode(bytes) !== 'skipped' in decode(bytes)));
  });
  it('has a way back for every encoding', () => {
    for (const bytes of [
      Buffer.from('é😀\r\n'),
      Buffer.from('\u{feff}é'),
      Buffer.from('caf\xe9', 'latin1'),
      Buffer.from('\u{feff}a😀', 'utf16le'),
      Buffer.from('\u{feff}a😀', 'utf16le').swap16(),
      Buffer.alloc(0),
    ]) {
      const source = decode(bytes);
      assert.ok('text' in source);
      assert.deepEqual(Buffer.from(encodeLike(bytes, source.text) ?? []), bytes);
    }
  });
  it('has none where the new text does not fit', () => {
    assert.equal(encodeLike(Buffer.from('caf\xe9', 'latin1'), 'café – 1 €'), undefined);
    assert.equal(encodeLike(Buffer.from([0, 1]), 'a'), undefined);
  });
  it('leaves the bytes that it read as they are', () => {
    const bytes = Buffer.from('\u{feff}ab', 'utf16le').swap16();
    const before = Buffer.from(bytes);
    decode(bytes);
    assert.deepEqual(bytes, before);
  });
});
