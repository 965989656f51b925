/** User settings for a quiet, repeatable workbench; a version ignores those that it does not know. */
export const QUIET: Readonly<Record<string, unknown>> = {
  // nothing that needs a network or an account
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'workbench.settings.enableNaturalLanguageSearch': false,

  // no chat, agents or second side bar
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'chat.agent.enabled': false,
  'chat.agentHost.enabled': false,
  'chat.mcp.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',

  // no welcome pages, tips and prompts
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'window.confirmBeforeClose': 'never',
  'security.promptForLocalFileProtocolHandling': false,

  // the same picture every time
  'workbench.colorTheme': 'Default Dark Modern',
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.cursorSmoothCaretAnimation': 'off',
  'editor.smoothScrolling': false,
  'editor.fontFamily': '"DejaVu Sans Mono", monospace',
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'window.menuBarVisibility': 'compact',
  'files.autoSave': 'off',
  'editor.hover.delay': 100,
  'workbench.hover.delay': 100,
};

/** Workspace trust switched off, or on with a workspace that nobody has trusted yet and no question about it. */
export function trustSettings(untrusted: boolean): Readonly<Record<string, unknown>> {
  return {
    'security.workspace.trust.enabled': untrusted,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
    'security.workspace.trust.emptyWindow': false,
  };
}
