/** The VS Code versions that the suites run on. Embedded: code-server from npm carries the compiled server of that release. */
export const VSCODE = {
  latest: { release: '1.139.1', codeServer: '4.139.1', node: '22.15' },
  minimum: { release: '1.100.3', codeServer: '4.100.3', node: '20.9' },
} as const;

export type Version = keyof typeof VSCODE;

/** The Node fetched for the VS Code server alone, when the running one is too old for it. */
export const SERVER_NODE = '24.21.0';

/** The first node-pty with a prebuilt binary for Linux; older servers ask for one that would have to be compiled. */
export const NODE_PTY = '1.2.0-beta.15';

/** Carries one prebuilt ripgrep for each platform, where older servers ask for a package that downloads it. */
export const RIPGREP = '1.18.0';

/** A headless Chromium inside an npm package, for Linux on x64. */
export const CHROMIUM = '@sparticuz/chromium@153.0.0';
