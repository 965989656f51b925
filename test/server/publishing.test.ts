import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { StreamMessageReader, StreamMessageWriter, createConnection, createProtocolConnection } from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../src/protocol.js';
import { serve } from '../../src/server/server.js';
import { toUri } from '../../src/host/uri.js';
import { TestFolder } from '../host/folder.js';

const APP = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
`;
const OPTIONS: InitializationOptions = {
  trusted: true,
  grammars: dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm')),
  settings: { problems: { scope: 'all', workspaceGaps: false } },
};

describe('what the server sends', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder().write({ 'shop/main.py': APP, 'blog/main.py': APP, 'shop/requirements.txt': 'fastapi\n' });
  });
  afterEach(() => folder.remove());

  it('is about the documents whose findings changed, and no others', async () => {
    const [up, down] = [new PassThrough(), new PassThrough()];
    serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
    const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const sent: PublishDiagnosticsParams[] = [];
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => void sent.push(params));
    client.onRequest('client/registerCapability', () => null);
    client.listen();
    /** The documents that were spoken of since the last time, once the server has answered. */
    const spoken = async (): Promise<readonly string[]> => {
      await client.sendRequest('textDocument/codeAction', {
        textDocument: { uri: shop },
        range: { start, end: start },
        context: { diagnostics: [] },
      });
      return sent.splice(0).map(({ uri }) => uri.slice(-12));
    };
    const start = { line: 0, character: 0 };
    const [root, shop] = [toUri(folder.path), toUri(folder.at('shop/main.py'))];
    const change = (version: number, character: number, text: string): Promise<void> =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri: shop, version },
        contentChanges: [{ range: { start: { line: 0, character }, end: { line: 0, character } }, text }],
      });

    await client.sendRequest('initialize', {
      processId: null,
      rootUri: root,
      capabilities: { workspace: { workspaceFolders: true } },
      workspaceFolders: [{ uri: root, name: 'x' }],
      initializationOptions: OPTIONS,
    });
    await client.sendNotification('initialized', {});
    assert.deepEqual((await spoken()).toSorted(), ['blog/main.py', 'irements.txt', 'shop/main.py']);

    await client.sendNotification('textDocument/didOpen', { textDocument: { uri: shop, languageId: 'python', version: 1, text: APP } });
    // Information shows only in files that are open.
    assert.deepEqual(await spoken(), ['shop/main.py']);

    // Nothing moves to another line or column.
    await change(2, 27, '  # the shop');
    assert.deepEqual(await spoken(), []);

    await change(3, 0, '# A line of its own.\n');
    assert.deepEqual(await spoken(), ['shop/main.py']);

    await client.sendRequest('shutdown');
    client.dispose();
  });
});
