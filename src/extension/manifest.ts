/**
 * What the extension contributes to VS Code, once: `scripts/generated-files.ts` writes it to `package.json` and
 * `package.nls.json`, the code registers by these ids.
 */
export const COMMAND = {
  scan: 'preflight.scan',
  openChecklist: 'preflight.openChecklist',
  showLog: 'preflight.showLog',
  openSettings: 'preflight.openSettings',
  explainRule: 'preflight.explainRule',
  showOpen: 'preflight.showOpenItems',
  showAll: 'preflight.showAllItems',
  cancelScan: 'preflight.cancelScan',
  // Internal: code actions, links and tree items run these with arguments.
  explain: 'preflight.explain',
  ignore: 'preflight.ignore',
  fixRuleInWorkspace: 'preflight.fixRuleInWorkspace',
  insertSuggestion: 'preflight.insertSuggestion',
  openPlace: 'preflight.openPlace',
} as const;
export type CommandId = (typeof COMMAND)[keyof typeof COMMAND];

export const CONTAINER = 'preflight';
export const CHECKLIST_VIEW = 'preflight.checklist';

/** Context keys for `when` clauses. */
export const CONTEXT = { state: 'preflight.state', filter: 'preflight.filter' } as const;
/** What the checklist view has to say for itself. */
export type ViewState = 'starting' | 'no-folder' | 'ready' | 'nothing-open' | 'no-rules-apply';

interface CommandContribution {
  readonly title: string;
  readonly icon?: string;
  /** Where the palette offers it; internal commands are hidden. */
  readonly palette: boolean;
}

export const commands: Readonly<Record<CommandId, CommandContribution>> = {
  'preflight.scan': { title: 'Scan Workspace', icon: '$(refresh)', palette: true },
  'preflight.openChecklist': { title: 'Open Checklist', palette: true },
  'preflight.showLog': { title: 'Show Log', palette: true },
  'preflight.openSettings': { title: 'Open Settings', palette: true },
  'preflight.explainRule': { title: 'Explain Rule…', palette: true },
  'preflight.showOpenItems': { title: 'Show Only Open Items', icon: '$(filter)', palette: false },
  'preflight.showAllItems': { title: 'Show All Items', icon: '$(filter-filled)', palette: false },
  'preflight.cancelScan': { title: 'Cancel Scan', palette: true },
  'preflight.explain': { title: 'Explain', icon: '$(book)', palette: false },
  'preflight.ignore': { title: 'Ignore Here…', palette: false },
  'preflight.fixRuleInWorkspace': { title: 'Fix All in Workspace', palette: false },
  'preflight.insertSuggestion': { title: 'Insert Suggestion', palette: false },
  'preflight.openPlace': { title: 'Open', palette: false },
};

export const settings = {
  'preflight.problems.scope': {
    type: 'string',
    enum: ['all', 'open', 'none'],
    enumDescriptions: [
      'Findings of all files of the workspace.',
      'Findings of files that are open in an editor.',
      'No findings. The checklist stays complete.',
    ],
    default: 'all',
    scope: 'window',
    order: 1,
    markdownDescription:
      'Which findings the Problems panel and the editors show. What is judged stands in `preflight.yaml`, so that editor, command line and pipeline agree.',
  },
  'preflight.problems.workspaceGaps': {
    type: 'boolean',
    default: false,
    scope: 'window',
    order: 2,
    markdownDescription:
      'Show gaps of the whole workspace, which have no line of their own, in the Problems panel, too. They always stand in the checklist. See also `#preflight.problems.scope#`.',
  },
} as const;

export const views = {
  viewsContainers: { activitybar: [{ id: CONTAINER, title: 'Preflight', icon: 'media/preflight.svg' }] },
  views: {
    [CONTAINER]: [{ id: CHECKLIST_VIEW, name: 'Checklist', icon: 'media/preflight.svg', contextualTitle: 'Preflight' }],
  },
  viewsWelcome: [
    {
      view: CHECKLIST_VIEW,
      when: "preflight.state == 'no-folder'",
      contents: 'Open a folder to see what stands between it and production.\n[Open Folder](command:vscode.openFolder)',
    },
    { view: CHECKLIST_VIEW, when: "preflight.state == 'starting'", contents: 'Reading the workspace…' },
    {
      view: CHECKLIST_VIEW,
      when: "preflight.state == 'nothing-open'",
      contents: 'Nothing is open: every item that Preflight checks so far is settled.\n[Show All Items](command:preflight.showAllItems)',
    },
    {
      view: CHECKLIST_VIEW,
      when: "preflight.state == 'no-rules-apply'",
      contents: 'Nothing here that Preflight judges yet. The log tells what was read.\n[Show Log](command:preflight.showLog)',
    },
  ],
};

export const menus = {
  'view/title': [
    { command: COMMAND.showOpen, when: `view == ${CHECKLIST_VIEW} && preflight.filter != 'open'`, group: 'navigation@1' },
    { command: COMMAND.showAll, when: `view == ${CHECKLIST_VIEW} && preflight.filter == 'open'`, group: 'navigation@1' },
    { command: COMMAND.scan, when: `view == ${CHECKLIST_VIEW}`, group: 'navigation@2' },
    { command: COMMAND.showLog, when: `view == ${CHECKLIST_VIEW}`, group: '1_more@1' },
    { command: COMMAND.openSettings, when: `view == ${CHECKLIST_VIEW}`, group: '1_more@2' },
  ],
  'view/item/context': [{ command: COMMAND.explain, when: `view == ${CHECKLIST_VIEW} && viewItem == finding`, group: 'inline' }],
};
