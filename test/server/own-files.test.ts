import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import type { CodeAction, CompletionItem, Hover, PublishDiagnosticsParams, RegistrationParams } from 'vscode-languageserver';
import { StreamMessageReader, StreamMessageWriter, createConnection, createProtocolConnection } from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../src/protocol.js';
import { serve } from '../../src/server/server.js';
import { toUri } from '../../src/host/uri.js';
import { TestFolder } from '../host/folder.js';

const OPTIONS: InitializationOptions = {
  trusted: true,
  grammars: dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm')),
  settings: { problems: { scope: 'all', workspaceGaps: false } },
};
const SETTINGS = 'profil: strict\nrules:\n  "docker/root-usr": off\n  cors/wildcard-origin: of\n';

/** A client with a server of its own, before anything was said. */
function connect(): ReturnType<typeof createProtocolConnection> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.listen();
  return client;
}

async function start(
  client: ReturnType<typeof createProtocolConnection>,
  completion: object,
  uris: readonly string[],
): Promise<Record<string, unknown>> {
  const { capabilities } = await client.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true }, textDocument: { completion } },
    workspaceFolders: uris.map((uri) => ({ uri, name: 'x' })),
    initializationOptions: OPTIONS,
  });
  return capabilities;
}

describe("the server, in Preflight's own files", function () {
  // The whole engine is loaded for the first question.
  this.timeout(60_000);
  let folder: TestFolder;
  let client: ReturnType<typeof createProtocolConnection>;
  let capabilities: Record<string, unknown>;
  const registered: RegistrationParams[] = [];
  const sent = new Map<string, PublishDiagnosticsParams['diagnostics']>();

  before(async () => {
    folder = new TestFolder().write({ 'preflight.yaml': SETTINGS, 'deploy/preflight.yaml': 'pro\n' });
    client = connect();
    client.onRequest('client/registerCapability', (params: RegistrationParams) => {
      registered.push(params);
      return null;
    });
    client.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: PublishDiagnosticsParams) => void sent.set(uri, diagnostics),
    );
    capabilities = await start(client, { dynamicRegistration: true }, [toUri(folder.path)]);
    await client.sendNotification('initialized', {});
  });
  after(async () => {
    await client.sendRequest('shutdown');
    client.dispose();
    folder.remove();
  });

  const open = async (path: string, text: string): Promise<string> => {
    const uri = toUri(folder.at(path));
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return uri;
  };
  const complete = (uri: string, line: number, character: number): Promise<CompletionItem[] | null> =>
    client.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line, character } });

  it('asks for completion there only, where the client lets it choose', async () => {
    assert.equal(capabilities.completionProvider, undefined);
    await complete(toUri(folder.at('main.py')), 0, 0);
    const options = registered.flatMap(({ registrations }) => registrations).find(({ method }) => method === 'textDocument/completion')
      ?.registerOptions as { documentSelector: object[] };
    assert.deepEqual(options.documentSelector, [
      { scheme: 'file', pattern: '**/preflight.yaml' },
      { scheme: 'file', pattern: '**/.preflight/signoff.yaml' },
    ]);
  });

  it('says so at the start where the client does not', async () => {
    const other = connect();
    assert.deepEqual((await start(other, {}, [])).completionProvider, {});
    await other.sendRequest('shutdown');
    other.dispose();
  });

  it('completes unsaved text, and nothing in files of the same name elsewhere', async () => {
    const settings = await open('preflight.yaml', 'profile: ');
    assert.deepEqual(
      (await complete(settings, 0, 9))?.map(({ label }) => label),
      ['demo', 'standard', 'strict'],
    );
    // There is no file of records yet: it may be written by hand.
    const records = await open('.preflight/signoff.yaml', 'waivers:\n  - { rule: cors/ }\n');
    assert.ok((await complete(records, 1, 17))?.some(({ label }) => label === 'cors/wildcard-origin'));
    assert.equal(await complete(await open('deploy/preflight.yaml', 'pro\n'), 0, 3), null);
    assert.equal(await complete(await open('main.py', 'pro\n'), 0, 3), null);
    assert.equal(await complete(toUri(folder.at('gone/preflight.yaml')), 0, 0), null);
  });

  it('says what a setting means', async () => {
    const uri = await open('preflight.yaml', SETTINGS);
    const hover = await client.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 3, character: 5 },
    });
    assert.match(JSON.stringify(hover), /warning · /);
    assert.equal(await client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 1 } }), null);
  });

  it('puts in place what was meant', async () => {
    const uri = await open('preflight.yaml', SETTINGS);
    const actions = async (line: number): Promise<readonly CodeAction[]> => {
      const diagnostics = (sent.get(uri) ?? []).filter(({ range }) => range.start.line === line);
      const position = { line, character: 4 };
      return client.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics },
      });
    };
    await actions(1);
    const changes = [...(await actions(0)), ...(await actions(2))].map(({ title, diagnostics, edit }) => ({
      title,
      of: diagnostics?.map(({ message }) => message),
      text: edit?.changes?.[uri]?.map(({ newText }) => newText),
    }));
    assert.deepEqual(changes, [
      { title: "Change to 'profile'", of: ["'profil' is not a setting. Did you mean 'profile'?"], text: ['profile'] },
      {
        title: "Change to 'docker/root-user'",
        of: ["There is no rule 'docker/root-usr'. Did you mean 'docker/root-user'?"],
        text: ['"docker/root-user"'],
      },
    ]);
    assert.deepEqual(await actions(1), []);
  });
});
