import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol.js';
import { editOf, placesToChoose } from './actions.js';
import { checklistOf, detailsOf } from './checklist.js';
import { locationOf } from './convert.js';
import type { Folder } from './folder.js';
import { importedOf, linkImported, tickImported } from './imported.js';
import { attest, sign, unattest, unwaive, waive, withdraw } from './records.js';
import { reportFileOf, reportOf } from './report.js';
import { answer, markNotApplicable } from './settings-edits.js';
import { signoffsOf } from './signoffs.js';
import { wayOf } from './way.js';

/** What the answers need of the server. */
export interface Serving {
  folder(uri: string): Folder | undefined;
  /** Waits for what has been asked for before. */
  settled(): Promise<void>;
  /** Sends what has changed. */
  publish(): void;
}

interface InFolder {
  readonly folder: string;
  /** Of records. */
  readonly by?: string;
}

/** Answers questions about the checklist and the sign-off, and writes records. */
export function answerChecklistRequests(connection: Connection, { folder: folderOf, settled, publish }: Serving): void {
  /** A question about a folder, from what is known when everything before it is done. */
  const ask = (method: string, answer: (folder: Folder, params: never) => unknown): void => {
    connection.onRequest(method, async (params: InFolder): Promise<unknown> => {
      await settled();
      const folder = folderOf(params.folder);
      return (folder && answer(folder, params as never)) ?? null;
    });
  };
  /** A change of a file of Preflight's own. The answer does not wait for what follows from it. */
  const write = (method: string, change: (folder: Folder, params: never) => Promise<protocol.Written>): void => {
    connection.onRequest(method, async (params: InFolder): Promise<protocol.Written> => {
      const folder = folderOf(params.folder);
      if (!folder) return { is: 'refused', why: 'This folder is not open.' };
      if (params.by?.trim() === '') return { is: 'refused', why: 'A record needs a name, and Git has none configured.' };
      const written = await change(folder, params as never);
      if (written.is === 'written') setImmediate(publish);
      return written;
    });
  };

  ask(protocol.checklist, checklistOf);
  ask(protocol.item, (folder, { item }: protocol.ItemParams) => detailsOf(folder, item));
  ask(protocol.signoffs, signoffsOf);
  ask(protocol.way, (folder): protocol.Way => ({
    steps: wayOf(folder.assessment(), (place) => locationOf(place, (uri) => folder.linesOf(uri))),
  }));
  ask(protocol.imported, importedOf);
  ask(protocol.report, reportOf);
  ask(protocol.reportFile, reportFileOf);
  ask(protocol.identity, (folder) => folder.identity());

  connection.onRequest(
    protocol.applyFix,
    async ({ folder: uri, fingerprint, title }: protocol.ApplyFixParams): Promise<protocol.AppliedFix | null> => {
      await settled();
      const folder = folderOf(uri);
      const finding = folder?.findings.find((candidate) => candidate.fingerprint === fingerprint);
      const fix = finding?.fixes.find((candidate) => candidate.title === title);
      if (!folder || !finding || !fix) return null;
      const { applied } = await connection.workspace.applyEdit({ label: title, edit: editOf(folder, finding, fix) });
      return applied ? placesToChoose(folder, finding, fix) : null;
    },
  );

  write(protocol.attest, attest);
  write(protocol.unattest, unattest);
  write(protocol.waive, waive);
  write(protocol.unwaive, unwaive);
  write(protocol.sign, sign);
  write(protocol.withdraw, withdraw);
  write(protocol.notApplicable, markNotApplicable);
  write(protocol.answer, answer);
  write(protocol.linkImported, linkImported);
  write(protocol.tickImported, async (folder, params: protocol.TickImportedParams) => {
    await settled();
    return tickImported(folder, connection, params);
  });
}
