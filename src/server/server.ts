import {
  type CodeAction,
  CodeActionKind,
  CompletionRequest,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileURLToPath } from 'node:url';
import { same } from '../engine/same.js';
import type { Edit } from '../engine/session.js';
import { registry } from '../generated/registry.js';
import { cacheFolder } from '../host/cache-folder.js';
import { Cache } from '../host/cache.js';
import { nodeGrammars } from '../host/grammars.js';
import { programAt } from '../host/program.js';
import { readingThreads } from '../host/reading-threads.js';
import type { Finding } from '../model/finding.js';
import { groupBy } from '../model/group.js';
import { LineIndex } from '../model/lines.js';
import { overlaps } from '../model/span.js';
import * as protocol from '../protocol.js';
import { ruleMarkdown } from '../reports/rule-page.js';
import { writeSuppression } from '../settings/suppressions.js';
import type { Grammars } from '../syntax/grammars.js';
import { ACTION_KINDS, FIX_ALL, actionsFor, fixAll, together } from './actions.js';
import { answerChecklistRequests } from './checklist-requests.js';
import { type DiagnosticData, diagnosticOf, rangeOf, spanOf } from './convert.js';
import { type FasterReading, Folder } from './folder.js';
import { hoverOf } from './hover.js';
import { LooseDocuments } from './loose-documents.js';
import { type Known, completionsOf, correctionsIn, helpIn, hoverOfHelp, proposalsIn } from './settings-help.js';
import { standingOf } from './signoffs.js';

/** Typing pauses for this long before a document is read again, in milliseconds. */
const PAUSE = 200;
/** Events of the file system come in swarms (a branch switch): they are taken together, in milliseconds. */
const SWARM = 250;

/** Preflight's own files, where it completes what is typed. */
const OWN_FILES = ['**/preflight.yaml', '**/.preflight/signoff.yaml'].map((pattern) => ({ scheme: 'file', pattern }));
/** Beside letters: what ids hold, and what stands before a value. */
const TRIGGERS = [' ', '/', '.', '-', '"', "'"];

interface Open {
  document: TextDocument;
  /** Edits since the text that the session knows; undefined when the text was replaced as a whole. */
  edits: Edit[] | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Starts a language server on a connection. `program` is the bundle that runs it: without one, nothing is kept and no thread started. */
export function serve(connection: Connection, program?: string): void {
  const folders = new Map<string, Folder>();
  const open = new Map<string, Open>();
  const published = new Map<string, readonly Diagnostic[]>();
  let settings: protocol.EditorSettings = { problems: { scope: 'all', workspaceGaps: false } };
  let trusted = false;
  let grammars: Grammars | undefined;
  let reading: FasterReading | undefined;
  let registers = false;
  let loose: LooseDocuments | undefined;
  let scanning: { aborted: boolean } | undefined;
  let states: readonly protocol.FolderState[] = [];
  let read = 0;
  let queue: Promise<void> = Promise.resolve();

  /** Work on sessions happens one piece after the other; a failure is logged and the next one still runs. */
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue
      .then(work)
      .catch((error: unknown) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return queue;
  };
  const log = (message: string): void => connection.console.warn(message);

  const folderOf = (uri: string): Folder | undefined => {
    let best: Folder | undefined;
    for (const folder of folders.values())
      if (folder.ownUri(uri) !== undefined && folder.uri.length > (best?.uri.length ?? 0)) best = folder;
    return best;
  };

  connection.onInitialize(({ capabilities, workspaceFolders, initializationOptions }): InitializeResult => {
    const options = initializationOptions as protocol.InitializationOptions;
    settings = options.settings;
    trusted = options.trusted;
    grammars = nodeGrammars(options.grammars);
    if (program !== undefined)
      reading = {
        threads: (workspace) => readingThreads({ program, workspace, grammars: options.grammars }),
        memory: (workspace) => new Cache(cacheFolder(), workspace, programAt(program)),
      };
    loose = new LooseDocuments(grammars, log);
    registers = capabilities.textDocument?.completion?.dynamicRegistration === true;
    for (const { uri, name } of workspaceFolders ?? []) addFolder(uri, name);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: { codeActionKinds: ACTION_KINDS },
        hoverProvider: true,
        ...(registers ? {} : { completionProvider: {} }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'Preflight' },
    };
  });

  connection.onInitialized(() => {
    void connection.client.register(DidChangeConfigurationNotification.type, { section: 'preflight' });
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
    // Nobody who types elsewhere is asked about it.
    if (registers) void connection.client.register(CompletionRequest.type, { documentSelector: OWN_FILES, triggerCharacters: TRIGGERS });
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) {
        folders.get(uri)?.dispose();
        folders.delete(uri);
      }
      for (const { uri, name } of added) addFolder(uri, name);
      void scan(added.map(({ uri }) => uri));
    });
    void scan([...folders.keys()]);
  });

  function addFolder(uri: string, name: string): void {
    if (!grammars || folders.has(uri)) return;
    if (!uri.startsWith('file:')) {
      log(`'${name}' is not on this machine's disk (${uri.slice(0, uri.indexOf(':'))}): only files that can be read here are judged.`);
      return;
    }
    folders.set(uri, new Folder({ uri, path: fileURLToPath(uri), name, trusted, grammars, reading, log }));
  }

  function scan(uris: readonly string[]): Promise<void> {
    if (scanning) scanning.aborted = true;
    scanning = undefined;
    return enqueue(async () => {
      const cancel: { aborted: boolean } = (scanning = { aborted: false });
      read = 0;
      let told = Date.now();
      for (const uri of uris) {
        const folder = folders.get(uri);
        if (!folder) continue;
        await folder.scan(cancel, () => {
          read += 1;
          if (Date.now() - told < 250) return;
          told = Date.now();
          tell();
        });
        if (cancel.aborted) break;
        // Editors' texts count for more than what is on disk.
        for (const { document } of open.values())
          if (folderOf(document.uri) === folder) await folder.open(document.uri, document.getText(), document.version);
      }
      // Another one waits, and tells what it finds.
      if (scanning !== cancel) return;
      scanning = undefined;
      publish();
    });
  }

  /** Sends what changed: diagnostics of each document as a whole, and the state of the checklist. */
  function publish(): void {
    const now = new Map<string, readonly Diagnostic[]>();
    for (const folder of folders.values()) {
      for (const [own, findings] of groupBy(folder.findings, ({ at }) => at.uri)) {
        const shown = findings.filter((finding) => isShown(folder, finding));
        if (shown.length > 0 && folderOf(own) === folder) now.set(folder.clientUri(own), folder.diagnosticsOf(own, shown));
      }
      for (const file of folder.ownFiles((uri) => open.get(uri)?.document.getText())) {
        if (file.problems.length === 0) continue;
        const wrong = file.problems.map(({ span, message }) => ({
          range: rangeOf(file.lines, span),
          severity: 1 as const,
          source: 'Preflight',
          message,
        }));
        now.set(file.uri, [...(now.get(file.uri) ?? []), ...wrong]);
      }
    }
    for (const [uri, diagnostics] of now) send(uri, diagnostics);
    for (const uri of [...published.keys()]) if (!now.has(uri) && !loose?.has(uri)) send(uri, []);
    tell();
  }

  function send(uri: string, diagnostics: readonly Diagnostic[]): void {
    const before = published.get(uri) ?? [];
    if (before === diagnostics || same(before, diagnostics)) return;
    if (diagnostics.length) published.set(uri, diagnostics);
    else published.delete(uri);
    const version = open.get(uri)?.document.version;
    void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics], ...(version === undefined ? {} : { version }) });
  }

  function isShown(folder: Folder, { severity, confidence, at, workspaceGap }: Finding): boolean {
    const { scope, workspaceGaps } = settings.problems;
    if (scope === 'none' || (scope === 'open' && !folder.isOpen(at.uri))) return false;
    if (workspaceGap && !workspaceGaps) return false;
    switch (folder.session.settings.profile) {
      case 'demo':
        return severity === 'error';
      case 'standard':
        return severity === 'info' ? folder.isOpen(at.uri) : confidence === 'sure' || folder.isOpen(at.uri);
      case 'strict':
        return true;
    }
  }

  function stateOf(folder: Folder): protocol.FolderState {
    const { uri, name, problem } = folder;
    const { progress, blocking, verdict, roles } = folder.assessment();
    return { uri, name, progress, blocking, verdict, signoff: standingOf(roles), problem };
  }

  function tell(): void {
    // Half a workspace says nothing: until all of it is read, what was known before holds.
    if (!scanning) states = [...folders.values()].map(stateOf);
    const state: protocol.StateChanged = { folders: states.filter(({ uri }) => folders.has(uri)), scanning: scanning && { read } };
    void connection.sendNotification(protocol.stateChanged, state);
  }

  // ---- documents ----

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const document = TextDocument.create(uri, languageId, version, text);
    // Nobody waits for it, and the first key finds it done.
    const timer = setTimeout(() => void enqueue(async () => folderOf(uri)?.prepare(uri)), PAUSE);
    open.set(uri, { document, edits: undefined, timer });
    void enqueue(() => readOpen(uri));
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const entry = open.get(uri);
    if (!entry) return;
    for (const change of contentChanges) {
      if ('range' in change) {
        const span = { start: entry.document.offsetAt(change.range.start), end: entry.document.offsetAt(change.range.end) };
        entry.edits?.push({ span, text: change.text });
      } else entry.edits = undefined;
      entry.document = TextDocument.update(entry.document, [change], version);
    }
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void enqueue(() => readOpen(uri)), PAUSE);
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    clearTimeout(open.get(uri)?.timer);
    open.delete(uri);
    void enqueue(async () => {
      loose?.close(uri);
      await folderOf(uri)?.close(uri);
      if (!folderOf(uri)) send(uri, []);
      publish();
    });
  });

  async function readOpen(uri: string): Promise<void> {
    const entry = open.get(uri);
    if (!entry) return;
    const { document, edits } = entry;
    entry.edits = [];
    if (uri.startsWith('untitled:')) {
      const found = await loose?.open(uri, document.languageId, document.getText(), document.version);
      if (found && open.get(uri)?.document.version === document.version) send(uri, found);
      return;
    }
    if (!uri.startsWith('file:')) return;
    const folder = folderOf(uri);
    await folder?.open(uri, document.getText(), document.version, edits);
    // A newer text waits: its own reading will publish.
    if (open.get(uri)?.document.version === document.version) publish();
  }

  const swarm = new Set<string>();
  let swarmTimer: ReturnType<typeof setTimeout> | undefined;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) if (!/\/(?:node_modules|\.git\/(?!index$|info\/exclude$))/.test(uri)) swarm.add(uri);
    if (swarm.size === 0) return;
    clearTimeout(swarmTimer);
    swarmTimer = setTimeout(() => {
      const uris = [...swarm];
      swarm.clear();
      void enqueue(async () => {
        const again = new Set<string>();
        for (const folder of folders.values()) {
          const mine = uris.filter((uri) => folder.ownUri(uri) !== undefined);
          if (mine.length && (await folder.changed(mine)) === 'rescan') again.add(folder.uri);
        }
        if (again.size) void scan([...again]);
        else publish();
      });
    }, SWARM);
  });

  connection.onDidChangeConfiguration(({ settings: changed }) => {
    settings = (changed as { preflight?: protocol.EditorSettings }).preflight ?? settings;
    void enqueue(() => {
      publish();
      return Promise.resolve();
    });
  });

  // ---- questions ----

  /** The findings of a document that the editor's diagnostics stand for, as far as they still hold. */
  function findingsOf(uri: string): { readonly folder: Folder; readonly own: string; readonly findings: readonly Finding[] } | undefined {
    const folder = folderOf(uri);
    const own = folder?.ownUri(uri);
    return folder && own !== undefined && folder.has(own) ? { folder, own, findings: folder.findingsIn(own) } : undefined;
  }

  /** Answers from a text that has been read: a question about a newer one waits for it. */
  async function upToDate(uri: string): Promise<void> {
    const entry = open.get(uri);
    if (entry && (entry.edits === undefined || entry.edits.length > 0)) {
      clearTimeout(entry.timer);
      await enqueue(() => readOpen(uri));
    } else await queue;
  }

  connection.onCodeAction(async ({ textDocument: { uri }, context, range }): Promise<CodeAction[]> => {
    const wanted = (kind: string): boolean => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
    const onlyFixAll =
      context.only?.every((kind) => kind.startsWith(CodeActionKind.SourceFixAll) || kind === CodeActionKind.Source) ?? false;
    if (onlyFixAll || wanted(CodeActionKind.QuickFix)) await upToDate(uri);
    const actions: CodeAction[] = wanted(CodeActionKind.QuickFix) ? [...corrections(uri, range, context.diagnostics)] : [];
    const here = findingsOf(uri);
    if (!here) return actions;
    const { folder, own, findings } = here;
    if (wanted(CodeActionKind.QuickFix)) {
      const lines = folder.linesOf(own);
      const asked = new Set(
        context.diagnostics.flatMap(({ data }) => ((data as DiagnosticData | undefined) ? [(data as DiagnosticData).fingerprint] : [])),
      );
      const span = spanOf(lines, range);
      const touched = findings.filter(
        ({ fingerprint, at }) =>
          asked.has(fingerprint) || overlaps(at.span, span) || (at.span.start <= span.start && span.end <= at.span.end),
      );
      for (const finding of touched) {
        const diagnostic = context.diagnostics.find(
          ({ data }) => (data as DiagnosticData | undefined)?.fingerprint === finding.fingerprint,
        );
        actions.push(...actionsFor(folder, uri, diagnostic ?? diagnosticOf(finding, (place) => folder.linesOf(place)), finding));
      }
    }
    if (context.only?.some((only) => FIX_ALL === only || FIX_ALL.startsWith(`${only}.`))) actions.push(...fixAll(folder, own));
    return actions;
  });

  /** One of Preflight's own files as it stands in the editor. */
  function ownFile(uri: string): { readonly file: 'settings' | 'records'; readonly folder: Folder; readonly text: string } | undefined {
    const folder = folderOf(uri);
    const file = folder?.ownFileAt(uri);
    const text = open.get(uri)?.document.getText();
    return folder && file && text !== undefined ? { file, folder, text } : undefined;
  }

  const knownIn = (folder: Folder): Known => ({
    checklist: folder.session.settings.checklist,
    findings: () => folder.findings,
    pathOf: (uri) => folder.pathOf(uri),
    identity: () => folder.identity(),
    now: new Date(),
  });

  function corrections(uri: string, range: protocol.Range, diagnostics: readonly Diagnostic[]): readonly CodeAction[] {
    const own = ownFile(uri);
    if (!own) return [];
    const files = [...own.folder.ownFiles((other) => open.get(other)?.document.getText())];
    return files.filter((file) => file.uri === uri).flatMap((file) => correctionsIn(file, spanOf(file.lines, range), diagnostics));
  }

  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const own = ownFile(uri);
    if (!own) return null;
    const lines = new LineIndex(own.text);
    return completionsOf(proposalsIn(own.file, own.text, lines.offsetOf(position), knownIn(own.folder)), lines);
  });

  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const own = ownFile(uri);
    const ownLines = own && new LineIndex(own.text);
    const help = own && ownLines && helpIn(own.file, own.text, ownLines.offsetOf(position), knownIn(own.folder));
    if (help) return hoverOfHelp(help, ownLines);
    await queue;
    const here = findingsOf(uri);
    if (!here) return null;
    const lines = here.folder.linesOf(here.own);
    const offset = lines.offsetOf(position);
    const finding = here.findings.find(({ at }) => at.span.start <= offset && offset <= at.span.end);
    const rule = finding && registry.rules.find(({ id }) => id === finding.rule);
    return rule ? hoverOf(rule, finding, rangeOf(lines, finding.at.span)) : null;
  });

  answerChecklistRequests(connection, { folder: (uri) => folders.get(uri), settled: () => queue, publish });

  connection.onRequest(protocol.rescan, () => scan([...folders.keys()]));
  connection.onNotification(protocol.cancelScan, () => {
    if (scanning) scanning.aborted = true;
  });

  connection.onRequest(protocol.explain, ({ rule: id }: protocol.ExplainParams): string | null => {
    const rule = registry.rules.find((candidate) => candidate.id === id);
    return rule ? ruleMarkdown(rule) : null;
  });

  connection.onRequest(protocol.rules, (): readonly protocol.RuleSummary[] =>
    registry.rules.map(({ id, title, severity }) => ({ id, title, severity })),
  );

  connection.onRequest(
    protocol.suppress,
    async ({ uri, rule, line, character, reason }: protocol.SuppressParams): Promise<protocol.Replacement | null> => {
      await upToDate(uri);
      const here = findingsOf(uri);
      const document = here?.folder.documentOf(here.own);
      if (!here || !document) return null;
      const lines = here.folder.linesOf(here.own);
      const edit = writeSuppression(document, lines.offsetOf({ line, character }), rule, reason);
      return edit ? { range: rangeOf(lines, edit.span), text: edit.text } : null;
    },
  );

  connection.onRequest(
    protocol.fixWorkspace,
    async ({ folder: uri, rule }: protocol.FixWorkspaceParams): Promise<protocol.WorkspaceReplacements | null> => {
      await queue;
      const folder = folders.get(uri);
      if (!folder) return null;
      const { changes = {} } = together(
        folder,
        folder.findings.filter((finding) => finding.rule === rule),
      );
      return {
        changes: Object.fromEntries(
          Object.entries(changes).map(([target, edits]) => [target, edits.map(({ range, newText }) => ({ range, text: newText }))]),
        ),
      };
    },
  );

  connection.listen();
}
