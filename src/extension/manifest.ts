/**
 * What the extension contributes to VS Code, once: `scripts/generated-files.ts` writes it to `package.json` and
 * `package.nls.json`, the code registers by these ids.
 */
export const COMMAND = {
  scan: 'preflight.scan',
  openChecklist: 'preflight.openChecklist',
  openSignoff: 'preflight.openSignoff',
  openReport: 'preflight.openReport',
  saveReport: 'preflight.saveReport',
  showLog: 'preflight.showLog',
  openSettings: 'preflight.openSettings',
  explainRule: 'preflight.explainRule',
  cancelScan: 'preflight.cancelScan',
  // The checklist: what it shows.
  filter: 'preflight.filterChecklist',
  changeFilter: 'preflight.changeFilter',
  showAll: 'preflight.showAllItems',
  search: 'preflight.searchChecklist',
  clearSearch: 'preflight.clearSearch',
  groupBySection: 'preflight.groupBySection',
  groupByRole: 'preflight.groupByRole',
  shortestWay: 'preflight.shortestWay',
  // Items and findings.
  attest: 'preflight.attest',
  unattest: 'preflight.withdrawAttestation',
  accept: 'preflight.accept',
  unaccept: 'preflight.withdrawAcceptance',
  notApplicable: 'preflight.markNotApplicable',
  whyApplies: 'preflight.whyApplies',
  whatPasses: 'preflight.whatPasses',
  showEvidence: 'preflight.showEvidence',
  answer: 'preflight.answer',
  linkImported: 'preflight.linkImported',
  // The sign-off.
  sign: 'preflight.sign',
  withdraw: 'preflight.withdrawSignature',
  compare: 'preflight.compareWithNow',
  verify: 'preflight.verifySignoff',
  // Internal: code actions, links and tree items run these with arguments.
  explain: 'preflight.explain',
  ignore: 'preflight.ignore',
  fixRuleInWorkspace: 'preflight.fixRuleInWorkspace',
  insertSuggestion: 'preflight.insertSuggestion',
  openPlace: 'preflight.openPlace',
  showItem: 'preflight.showItem',
  describeViews: 'preflight.describeViews',
} as const;
export type CommandId = (typeof COMMAND)[keyof typeof COMMAND];

export const CONTAINER = 'preflight';
export const CHECKLIST_VIEW = 'preflight.checklist';
export const SIGNOFF_VIEW = 'preflight.signoff';
export const REPORT_PANEL = 'preflight.report';

/** Context keys for `when` clauses. */
export const CONTEXT = {
  state: 'preflight.state',
  filter: 'preflight.filter',
  searching: 'preflight.searching',
  group: 'preflight.group',
} as const;
/** What the checklist view has to say for itself. */
export type ViewState = 'starting' | 'no-folder' | 'ready' | 'nothing-open' | 'nothing-found' | 'no-rules-apply';

interface CommandContribution {
  readonly title: string;
  readonly icon?: string;
  /** Where the palette offers it; internal commands are hidden. */
  readonly palette: boolean;
}

export const commands: Readonly<Record<CommandId, CommandContribution>> = {
  'preflight.scan': { title: 'Scan Workspace', icon: '$(refresh)', palette: true },
  'preflight.openChecklist': { title: 'Open Checklist', palette: true },
  'preflight.openSignoff': { title: 'Open Sign-off', palette: true },
  'preflight.openReport': { title: 'Open Report', icon: '$(graph)', palette: true },
  'preflight.saveReport': { title: 'Save Report as HTML…', icon: '$(save-as)', palette: true },
  'preflight.showLog': { title: 'Show Log', palette: true },
  'preflight.openSettings': { title: 'Open Settings', palette: true },
  'preflight.explainRule': { title: 'Explain Rule…', palette: true },
  'preflight.cancelScan': { title: 'Cancel Scan', palette: true },
  'preflight.filterChecklist': { title: 'Filter Checklist…', icon: '$(filter)', palette: true },
  'preflight.changeFilter': { title: 'Change Filter…', icon: '$(filter-filled)', palette: false },
  'preflight.showAllItems': { title: 'Show All Items', palette: true },
  'preflight.searchChecklist': { title: 'Search Checklist…', icon: '$(search)', palette: true },
  'preflight.clearSearch': { title: 'Clear Search', icon: '$(search-stop)', palette: true },
  'preflight.groupBySection': { title: 'Group by Section', palette: true },
  'preflight.groupByRole': { title: 'Group by Role', palette: true },
  'preflight.shortestWay': { title: 'Show Shortest Way to Ready…', icon: '$(milestone)', palette: true },
  'preflight.attest': { title: 'Attest…', icon: '$(verified)', palette: true },
  'preflight.withdrawAttestation': { title: 'Withdraw Attestation…', palette: true },
  'preflight.accept': { title: 'Accept the Risk Until…', icon: '$(law)', palette: true },
  'preflight.withdrawAcceptance': { title: 'Withdraw Acceptance…', palette: true },
  'preflight.markNotApplicable': { title: 'Mark as Not Applicable…', palette: true },
  'preflight.whyApplies': { title: 'Why Does This Apply?', palette: true },
  'preflight.whatPasses': { title: 'What Would Make It Pass?', palette: true },
  'preflight.showEvidence': { title: 'Show Evidence', palette: true },
  'preflight.answer': { title: 'Answer…', icon: '$(comment)', palette: true },
  'preflight.linkImported': { title: 'Link to an Item…', icon: '$(link)', palette: false },
  'preflight.sign': { title: 'Sign…', icon: '$(verified)', palette: true },
  'preflight.withdrawSignature': { title: 'Withdraw Signature…', icon: '$(discard)', palette: true },
  'preflight.compareWithNow': { title: 'Compare with Now', icon: '$(git-compare)', palette: true },
  'preflight.verifySignoff': { title: 'Verify Sign-off', icon: '$(shield)', palette: true },
  'preflight.explain': { title: 'Explain', icon: '$(book)', palette: false },
  'preflight.ignore': { title: 'Ignore Here…', palette: false },
  'preflight.fixRuleInWorkspace': { title: 'Fix All in Workspace', palette: false },
  'preflight.insertSuggestion': { title: 'Insert Suggestion', palette: false },
  'preflight.openPlace': { title: 'Open', palette: false },
  'preflight.showItem': { title: 'Show in Checklist', palette: false },
  'preflight.describeViews': { title: 'Describe Views', palette: false },
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
    [CONTAINER]: [
      { id: CHECKLIST_VIEW, name: 'Checklist', icon: 'media/preflight.svg', contextualTitle: 'Preflight', initialSize: 3 },
      { id: SIGNOFF_VIEW, name: 'Sign-off', icon: 'media/preflight.svg', contextualTitle: 'Preflight', initialSize: 1 },
    ],
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
      contents: 'The filter hides every item: none is open in it.\n[Show All Items](command:preflight.showAllItems)',
    },
    {
      view: CHECKLIST_VIEW,
      when: "preflight.state == 'nothing-found'",
      contents: 'No item holds these words.\n[Clear Search](command:preflight.clearSearch)',
    },
    {
      view: CHECKLIST_VIEW,
      when: "preflight.state == 'no-rules-apply'",
      contents: 'Nothing here that Preflight judges yet. The log tells what was read.\n[Show Log](command:preflight.showLog)',
    },
    {
      view: SIGNOFF_VIEW,
      when: "preflight.state == 'no-folder'",
      contents: 'Roles sign here what the checklist shows.',
    },
  ],
};

const inChecklist = `view == ${CHECKLIST_VIEW}`;
const inSignoff = `view == ${SIGNOFF_VIEW}`;
/** A row of the checklist whose context value holds a word. */
const row = (word: string): string => `${inChecklist} && viewItem =~ /\\b${word}\\b/`;
const role = (word: string): string => `${inSignoff} && viewItem =~ /\\b${word}\\b/`;

export const menus = {
  'view/title': [
    { command: COMMAND.filter, when: `${inChecklist} && preflight.filter == 'all'`, group: 'navigation@1' },
    { command: COMMAND.changeFilter, when: `${inChecklist} && preflight.filter != 'all'`, group: 'navigation@1' },
    { command: COMMAND.search, when: `${inChecklist} && !preflight.searching`, group: 'navigation@2' },
    { command: COMMAND.clearSearch, when: `${inChecklist} && preflight.searching`, group: 'navigation@2' },
    { command: COMMAND.shortestWay, when: inChecklist, group: '1_way@1' },
    { command: COMMAND.openReport, when: inChecklist, group: '1_way@2' },
    { command: COMMAND.scan, when: inChecklist, group: '1_way@3' },
    { command: COMMAND.groupByRole, when: `${inChecklist} && preflight.group != 'role'`, group: '2_group@1' },
    { command: COMMAND.groupBySection, when: `${inChecklist} && preflight.group == 'role'`, group: '2_group@1' },
    { command: COMMAND.showLog, when: inChecklist, group: '3_more@1' },
    { command: COMMAND.openSettings, when: inChecklist, group: '3_more@2' },
    { command: COMMAND.shortestWay, when: inSignoff, group: 'navigation@1' },
    { command: COMMAND.verify, when: inSignoff, group: 'navigation@2' },
    { command: COMMAND.openReport, when: inSignoff, group: '1_report@1' },
  ],
  'editor/title': [{ command: COMMAND.saveReport, when: `activeWebviewPanelId == '${REPORT_PANEL}'`, group: 'navigation@1' }],
  'view/item/context': [
    { command: COMMAND.attest, when: row('to-attest'), group: 'inline@1' },
    { command: COMMAND.accept, when: row('failing'), group: 'inline@1' },
    { command: COMMAND.accept, when: row('finding'), group: 'inline@1' },
    { command: COMMAND.explain, when: row('finding'), group: 'inline@2' },
    { command: COMMAND.answer, when: row('question'), group: 'inline@1' },
    { command: COMMAND.linkImported, when: row('imported'), group: 'inline@1' },
    { command: COMMAND.attest, when: row('to-attest'), group: '1_records@1' },
    { command: COMMAND.unattest, when: row('attested'), group: '1_records@1' },
    { command: COMMAND.accept, when: row('acceptable'), group: '1_records@2' },
    { command: COMMAND.unaccept, when: row('accepted'), group: '1_records@2' },
    { command: COMMAND.notApplicable, when: row('applicable'), group: '1_records@3' },
    { command: COMMAND.whyApplies, when: row('applicable'), group: '2_why@1' },
    { command: COMMAND.whatPasses, when: row('open'), group: '2_why@2' },
    { command: COMMAND.showEvidence, when: row('applicable'), group: '2_why@3' },
    { command: COMMAND.answer, when: row('question'), group: '1_records@1' },
    { command: COMMAND.accept, when: row('finding'), group: '1_records@1' },
    { command: COMMAND.explain, when: row('finding'), group: '2_why@1' },
    { command: COMMAND.linkImported, when: row('imported'), group: '1_records@1' },
    { command: COMMAND.sign, when: role('signable'), group: 'inline@2' },
    { command: COMMAND.compare, when: role('signature'), group: 'inline@1' },
    { command: COMMAND.sign, when: role('signable'), group: '1_sign@1' },
    { command: COMMAND.withdraw, when: role('signature'), group: '1_sign@2' },
    { command: COMMAND.compare, when: role('signature'), group: '2_compare@1' },
  ],
};
