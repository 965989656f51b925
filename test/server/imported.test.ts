import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ApplyWorkspaceEditParams, CodeAction, Diagnostic, PublishDiagnosticsParams, WorkspaceEdit } from 'vscode-languageserver';
import {
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createConnection,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { damage } from '../../src/checklist/markdown/mojibake.js';
import { toUri } from '../../src/host/uri.js';
import * as protocol from '../../src/protocol.js';
import { serve } from '../../src/server/server.js';
import { TestFolder } from '../host/folder.js';

const APP = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
`;
const LIST = `# Ready\n\n## Security\n\n- [x] CORS restricted\n- [ ] Origins as agreed\n- ${damage('✅')} TLS everywhere\n`;
const OPTIONS: protocol.InitializationOptions = {
  trusted: true,
  grammars: dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm')),
  settings: { problems: { scope: 'all', workspaceGaps: false } },
};

describe("a team's own checklist in the editor", () => {
  let folder: TestFolder;
  let client: ProtocolConnection;
  let asked: WorkspaceEdit[];
  const published = new Map<string, readonly Diagnostic[]>();
  let [root, list] = ['', ''];

  beforeEach(async () => {
    folder = new TestFolder().write({
      'main.py': APP,
      'requirements.txt': 'fastapi\n',
      'READY.md': LIST,
      'preflight.yaml': '# ours\nchecklist:\n  import: [READY.md]\n',
    });
    [root, list] = [toUri(folder.path), toUri(folder.at('READY.md'))];
    asked = [];
    published.clear();
    const [up, down] = [new PassThrough(), new PassThrough()];
    serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
    client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    client.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: PublishDiagnosticsParams) => void published.set(uri, diagnostics),
    );
    client.onRequest('client/registerCapability', () => null);
    client.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
      asked.push(edit);
      return { applied: true };
    });
    client.listen();
    await client.sendRequest('initialize', {
      processId: null,
      rootUri: root,
      capabilities: { workspace: { workspaceFolders: true } },
      workspaceFolders: [{ uri: root, name: 'x' }],
      initializationOptions: OPTIONS,
    });
    await client.sendNotification('initialized', {});
  });
  afterEach(async () => {
    await client.sendRequest('shutdown');
    client.dispose();
    folder.remove();
  });

  const lists = (): Promise<readonly protocol.ImportedList[]> => client.sendRequest(protocol.imported, { folder: root });
  const items = async (): Promise<readonly protocol.ImportedItem[]> =>
    (await lists()).flatMap(({ sections }) => sections.flatMap((section) => section.items));
  const codes = (): readonly (readonly unknown[])[] =>
    (published.get(list) ?? []).map(({ range, code, severity }) => [range.start.line, code, severity]);

  it('is a list of its own, with what the workspace says about its lines', async () => {
    const [first, ...others] = await lists();
    assert.equal(others.length, 0);
    assert.deepEqual([first?.title, first?.file, first?.counts], ['READY.md', list, { items: 3, checked: 2 }]);
    assert.deepEqual(
      first?.sections.map(({ title, location }) => [title, location.range.start.line]),
      [['Security', 2]],
    );
    assert.deepEqual(
      (await items()).map(({ text, state, claim, matches }) => [text, state, claim, matches[0]?.item]),
      [
        ['CORS restricted', 'checked', 'contradicted', 'http.cors'],
        ['Origins as agreed', 'unchecked', undefined, 'http.cors'],
        ['TLS everywhere', 'done', undefined, 'http.https'],
      ],
    );
    assert.deepEqual(codes(), [[4, 'checklist/claim-contradicted', 2]]);
    const [diagnostic] = published.get(list) ?? [];
    assert.equal(diagnostic?.source, 'Preflight');
    assert.equal(diagnostic.relatedInformation?.[0]?.location.uri, toUri(folder.at('main.py')));
  });

  it('follows the text in the editor', async () => {
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri: list, languageId: 'markdown', version: 1, text: LIST } });
    assert.equal((await items()).length, 3);
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri: list, version: 2 },
      contentChanges: [{ text: LIST.replace('[x] CORS', '[ ] CORS').concat('- [x] One more\n') }],
    });
    await client.sendRequest('textDocument/codeAction', {
      textDocument: { uri: list },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.deepEqual(
      (await items()).map(({ state }) => state),
      ['unchecked', 'unchecked', 'done', 'checked'],
    );
    // What stands open in an editor is told in full: its damaged encoding, too.
    assert.deepEqual(codes(), [[6, 'checklist/damaged-encoding', 3]]);
  });

  it('is ticked by one character, as an edit that the editor can undo', async () => {
    const [, open] = await items();
    assert.ok(open);
    const written = await client.sendRequest(protocol.tickImported, { folder: root, location: open.location, checked: true });
    assert.deepEqual(written, { is: 'written' });
    const at = (character: number) => ({ line: 5, character });
    assert.deepEqual(asked, [{ changes: { [list]: [{ range: { start: at(3), end: at(4) }, newText: 'x' }] } }]);
    assert.equal(readFileSync(folder.at('READY.md'), 'utf8'), LIST);
  });

  it('refuses to tick a line that has moved', async () => {
    const [first] = await items();
    assert.ok(first);
    const { range } = first.location;
    const location = { uri: list, range: { start: { line: range.start.line - 1, character: 0 }, end: range.end } };
    const written = await client.sendRequest<protocol.Written>(protocol.tickImported, { folder: root, location, checked: false });
    assert.equal(written.is, 'refused');
    assert.deepEqual(asked, []);
  });

  it('keeps a link in preflight.yaml, changes it, and takes it away', async () => {
    const before = readFileSync(folder.at('preflight.yaml'), 'utf8');
    const link = async (item: string | undefined): Promise<string> => {
      const [, line] = await items();
      assert.ok(line);
      assert.deepEqual(
        await client.sendRequest(protocol.linkImported, { folder: root, location: line.location, ...(item === undefined ? {} : { item }) }),
        { is: 'written' },
      );
      return readFileSync(folder.at('preflight.yaml'), 'utf8');
    };
    assert.equal(
      await link('http.cors'),
      `${before}  links:\n    - file: READY.md\n      line: Origins as agreed\n      item: http.cors\n`,
    );
    assert.equal((await items())[1]?.linked, 'http.cors');
    assert.equal(await link('docs.sla'), `${before}  links:\n    - file: READY.md\n      line: Origins as agreed\n      item: docs.sla\n`);
    assert.deepEqual((await items())[1]?.matches.at(-1)?.item, 'docs.sla');
    assert.equal(await link(undefined), before);
    assert.equal((await items())[1]?.linked, undefined);
    assert.match(await link('http.cors'), /^# ours\nchecklist:\n {2}import: \[READY\.md\]\n {2}links:/);
    assert.equal((await items())[1]?.linked, 'http.cors');
  });

  it('offers to untick a line, and to repair the file', async () => {
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri: list, languageId: 'markdown', version: 1, text: LIST } });
    const actions = async (line: number): Promise<readonly CodeAction[]> =>
      client.sendRequest('textDocument/codeAction', {
        textDocument: { uri: list },
        range: { start: { line, character: 3 }, end: { line, character: 8 } },
        context: { diagnostics: [], only: ['quickfix'] },
      });
    assert.deepEqual(
      (await actions(4)).map(({ title }) => title),
      ['Untick this line'],
    );
    const [repair] = await actions(6);
    assert.equal(repair?.title, 'Repair the encoding of this file');
    assert.deepEqual(
      repair.edit?.changes?.[list]?.map(({ newText }) => newText),
      ['✅'],
    );
  });
});
