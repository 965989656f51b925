import { foundBy } from '../engine/for-reports.js';
import { registry } from '../generated/registry.js';
import type { ReportPage } from '../protocol.js';
import { editorPage, htmlReport } from '../reports/html.js';
import { type WorkspaceReport, settledBy } from '../reports/report.js';
import { version } from '../../package.json';
import { locationOf } from './convert.js';
import type { Folder } from './folder.js';

function workspaceOf(folder: Folder): WorkspaceReport {
  const assessment = folder.assessment();
  const commit = folder.commit();
  return {
    ...foundBy(folder.session, folder.lists, assessment, registry),
    root: '.',
    uri: folder.uri,
    ...(commit === undefined ? {} : { commit }),
    settled: settledBy(assessment),
    pathOf: (uri) => folder.pathOf(uri),
  };
}

/** The report of a folder as a page of the editor. */
export function reportOf(folder: Folder): ReportPage {
  const { places, ...page } = editorPage({ workspace: workspaceOf(folder), version, at: new Date().toISOString() });
  return {
    ...page,
    places: places.map((place) => {
      const location = locationOf(place, (uri) => folder.linesOf(uri));
      return { ...location, uri: folder.clientUri(location.uri) };
    }),
  };
}

/** The same as a file that needs nothing else. */
export function reportFileOf(folder: Folder): string {
  const workspaces = [workspaceOf(folder)];
  return htmlReport({ version, rules: [], workspaces, base: folder.uri }, { lead: 'checklist', at: new Date().toISOString() });
}
