import type * as protocol from '../protocol.js';

/** What a page of the report asks for. */
export type Asked =
  { readonly is: 'ready' } | { readonly is: 'place'; readonly place: number } | { readonly is: 'rule'; readonly rule: string };

/** A message of the page, as far as it is one that the page sends. */
export function askedIn(message: unknown): Asked | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { is, place, rule } = message as Partial<Record<string, unknown>>;
  if (is === 'ready') return { is };
  if (is === 'place' && typeof place === 'number' && Number.isInteger(place) && place >= 0) return { is, place };
  if (is === 'rule' && typeof rule === 'string' && /^[a-z][\w-]*\/[\w-]+$/.test(rule)) return { is, rule };
  return undefined;
}

// Places and rules are asked for by message; where the reader is, is kept for the next time that the page is shown.
const SCRIPT = `
const vscode = acquireVsCodeApi();
const keyOf = (details) => (details.closest('[id]')?.id ?? '') + ' ' + details.querySelector('summary')?.textContent;
const page = document.getElementById('page');
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-place], [data-rule]');
  if (!button) return;
  const { place, rule } = button.dataset;
  vscode.postMessage(place === undefined ? { is: 'rule', rule } : { is: 'place', place: Number(place) });
});
window.addEventListener('message', ({ data }) => {
  if (typeof data?.body !== 'string') return;
  const open = new Set([...page.querySelectorAll('details[open]')].map(keyOf));
  const y = window.scrollY;
  page.innerHTML = data.body;
  for (const details of page.querySelectorAll('details')) details.open = open.has(keyOf(details));
  window.scrollTo(0, y);
});
let timer;
window.addEventListener('scroll', () => {
  clearTimeout(timer);
  timer = setTimeout(() => vscode.setState({ ...vscode.getState(), y: window.scrollY }), 200);
});
vscode.setState({ y: vscode.getState()?.y ?? 0, folder: document.body.dataset.folder });
window.scrollTo(0, vscode.getState().y);
vscode.postMessage({ is: 'ready' });
`;

const attribute = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** The server's page with what an editor's webview needs around it: nothing is loaded, and only this script runs. */
export const webviewPage = ({ style, body, title }: protocol.ReportPage, folder: string, nonce: string, language: string): string =>
  `<!doctype html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${attribute(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body data-folder="${attribute(folder)}">
<div id="page">${body}</div>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
