/** The style sheet of the report page: light and dark, on paper, and in an editor's colours. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --panel: #f4f5f3; --ink: #1e2328; --soft: #59626c; --line: #dfe2e0; --link: #1b5fae;
  --good: #1c7049; --wait: #835500; --bad: #b02a20; --info: #3d5a80;
  --bar-good: #3f9a6d; --bar-waived: #a9cdb9; --bar-wait: #dcb562; --bar-bad: #cc5347; --bar-rest: #e6e8e5;
  --mark: #fbe9a9;
  --text: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191c; --panel: #1e2225; --ink: #e3e6e8; --soft: #a1a9b1; --line: #32383d; --link: #8db8ee;
    --good: #6cc899; --wait: #e0b25c; --bad: #f28b80; --info: #9db7d8;
    --bar-good: #4fa97c; --bar-waived: #2f5c46; --bar-wait: #a8843c; --bar-bad: #d4665a; --bar-rest: #2b3035;
    --mark: #5a4b14;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--text); }
main, .foot { max-width: 60rem; margin: 0 auto; padding: 0 2rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
p, ul, ol, table, dl { margin: 0; }
ul, ol { padding: 0; list-style: none; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
code { font: .875em/1.5 var(--mono); unicode-bidi: isolate; overflow-wrap: anywhere; }
bdi { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
.icon { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.125em; }
.sprite { position: absolute; width: 0; height: 0; }
.soft { color: var(--soft); }
.good { color: var(--good); } .wait { color: var(--wait); } .bad { color: var(--bad); } .info { color: var(--info); }
.num { font-variant-numeric: tabular-nums; white-space: nowrap; }

.top { padding-top: 3.5rem; }
.eyebrow { font-size: .8125rem; letter-spacing: .04em; color: var(--soft); }
h1 { font-size: 2rem; letter-spacing: -.015em; margin-top: .25rem; }
.verdict { display: flex; gap: 1.75rem; align-items: center; margin-top: 1.75rem; padding: 1.5rem 1.75rem; background: var(--panel); border-radius: .75rem; }
.verdict .ring { width: 6.5rem; height: 6.5rem; flex: none; }
.ring text { font: 600 9px var(--text); fill: var(--ink); text-anchor: middle; letter-spacing: -.02em; }
.ring circle { fill: none; stroke-width: 4; }
.ring .rest { stroke: var(--bar-rest); } .ring .done { stroke: var(--bar-good); }
.verdict strong { display: block; font-size: 1.375rem; font-weight: 600; letter-spacing: -.01em; }
.verdict p { margin-top: .25rem; }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: .875rem; font-size: .875rem; color: var(--soft); }
.facts div { display: flex; gap: .4rem; } .facts dt, .facts dd { margin: 0; }
.facts dt::after { content: ':'; }
.contents { margin-top: 1.5rem; font-size: .9375rem; }
.contents ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; }

section { margin-top: 3.25rem; }
h2 { font-size: 1.375rem; letter-spacing: -.01em; margin-bottom: .875rem; }
h3 { font-size: 1.0625rem; }
.lead { color: var(--soft); margin-bottom: 1rem; max-width: 42rem; }

table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 400; }
thead th { font-size: .8125rem; color: var(--soft); padding-top: 0; }
th:last-child, td:last-child { padding-right: 0; }
.count { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
caption { text-align: left; padding-bottom: .625rem; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.progress td { vertical-align: middle; } .progress th { vertical-align: middle; }
.progress .picture { width: 38%; }
.bar { display: block; width: 100%; height: .625rem; border-radius: .3125rem; }
.bar .rest { fill: var(--bar-rest); } .bar .done { fill: var(--bar-good); } .bar .waived { fill: var(--bar-waived); } .bar .waiting { fill: var(--bar-wait); } .bar .failing { fill: var(--bar-bad); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: .875rem; font-size: .8125rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: .4rem; }
.legend svg { width: .75rem; height: .75rem; border-radius: .1875rem; display: block; }

.items > li, .plain > li { border-bottom: 1px solid var(--line); padding: .8125rem 0; }
.blockers > li { display: grid; grid-template-columns: 1.625rem 1fr; border-top: 1px solid var(--line); padding: .8125rem 0; }
.blockers > li > .icon { margin-top: .3rem; }
.blockers h3 { font-size: 1rem; }
.waiting { margin-top: 1.5rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); font-size: 1rem; }
h2 + .waiting { margin-top: 0; }
.waits > li { display: grid; grid-template-columns: 1.625rem 1fr auto; gap: 0 0; align-items: baseline; padding: .4375rem 0; border-bottom: 1px solid var(--line); font-size: .9375rem; }
.waits > li > .icon { transform: translateY(.125em); }
.waits .soft { margin-left: .5rem; }
.waits .status { padding-left: 1rem; }
.quiet { color: inherit; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
.quiet:hover { text-decoration-color: currentColor; }

.part { margin-top: 2.25rem; }
.part > header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.part > header p { color: var(--soft); font-size: .875rem; }
.item { display: grid; grid-template-columns: 1.625rem 1fr; }
.item > .icon { margin-top: .28rem; }
.line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; align-items: baseline; }
.line h4, .line .title { font-size: 1rem; font-weight: 600; }
.done .title { font-weight: 400; }
.status { font-size: .875rem; white-space: nowrap; }
.holds, .why { color: var(--soft); font-size: .9375rem; }
.why { margin-top: .25rem; }
.told { margin-top: .625rem; font-size: .9375rem; }
.told + .told { margin-top: .5rem; }
.told > .label { color: var(--soft); font-size: .8125rem; }
.told li { margin-top: .25rem; }
.because { margin-top: .5rem; color: var(--soft); font-size: .875rem; }
.place { color: var(--soft); }
button.place { font: inherit; color: var(--link); background: none; border: 0; padding: 0; cursor: pointer; text-align: left; }
button.place:hover code, a:hover { text-decoration: underline; }
button.rule { font: inherit; color: var(--link); background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .15em; }
.rule { font-size: .8125rem; }
details > summary { cursor: pointer; list-style: none; }
details > summary::-webkit-details-marker { display: none; }
.item details > summary { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; align-items: baseline; }
.item summary .title::after, .fold > summary::after { content: ''; display: inline-block; width: .36em; height: .36em; margin-left: .55em; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: translateY(-.2em) rotate(45deg); }
.item details[open] > summary .title::after, .fold[open] > summary::after { transform: translateY(0) rotate(225deg); }
.fold { margin-top: .875rem; font-size: .9375rem; }
.fold > summary { color: var(--soft); }
.fold[open] > summary { margin-bottom: .375rem; }
.fold li { margin-top: .25rem; }
.fold .told { margin: .125rem 0 .5rem 1.375rem; font-size: .875rem; }

.role { margin-top: 1.25rem; padding: 1.25rem 1.5rem; background: var(--panel); border-radius: .75rem; }
.role table { margin-top: .875rem; font-size: .875rem; }
.role .told { font-size: .9375rem; }
.role .line { align-items: center; }

.file { margin-top: 2rem; }
.file h3 { font-size: .9375rem; font-weight: 600; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.file h3 code { font-size: 1em; }
.finding { display: grid; grid-template-columns: 4.5rem 1fr; padding: .75rem 0; border-bottom: 1px solid var(--line); font-size: .9375rem; }
.finding .at { color: var(--soft); font-variant-numeric: tabular-nums; }
.excerpt { display: block; margin-top: .5rem; padding: .375rem .625rem; background: var(--panel); border-radius: .375rem; font: .8125rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; unicode-bidi: isolate; }
.excerpt mark { background: var(--mark); color: inherit; border-radius: 2px; }
.foot { margin-top: 4rem; padding-top: 1.25rem; padding-bottom: 3rem; color: var(--soft); font-size: .8125rem; }

@media (max-width: 40rem) {
  main, .foot { padding-left: 1.125rem; padding-right: 1.125rem; }
  .top { padding-top: 2rem; }
  .verdict { flex-direction: column; align-items: flex-start; gap: 1rem; padding: 1.25rem; }
  .progress .picture { display: none; }
  .progress th, .progress td { padding-right: .5rem; }
  .waits > li { grid-template-columns: 1.625rem 1fr; } .waits .status { grid-column: 2; padding-left: 0; }
  .waits > li > .icon { transform: translateY(.125em); }
.waits .soft { margin-left: 0; }
  .finding { grid-template-columns: 3.25rem 1fr; }
  .role { padding: 1rem 1.125rem; }
}
@media (forced-colors: active) {
  .bar, .ring, .legend svg { forced-color-adjust: none; }
  .verdict, .role { border: 1px solid; }
}
@page { size: A4; margin: 17mm 16mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; color: #59626c; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --panel: #f4f5f3; --ink: #111; --soft: #4c545c; --line: #d3d6d4; --link: #111;
    --good: #17613f; --wait: #744b00; --bad: #9d2018; --info: #344e70;
    --bar-good: #3f9a6d; --bar-waived: #a9cdb9; --bar-wait: #dcb562; --bar-bad: #cc5347; --bar-rest: #e6e8e5; --mark: #fbe9a9;
  }
  html { font-size: 9.25pt; }
  body { font-size: 1rem; }
  main, .foot { max-width: none; padding: 0; }
  .contents, .skip { display: none; } .lead { max-width: none; }
  a { text-decoration: none; }
  section { margin-top: 9mm; }
  h2, h3, h4, .part > header, .lead { break-after: avoid; }
  .item, .finding, .blockers > li, .waits > li, tr, .verdict, .legend { break-inside: avoid; }
  .verdict, .role, .excerpt { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .fold > summary::after, .item summary .title::after { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

/** What makes the same page look like the editor that it is shown in. */
export const EDITOR_STYLE = `
:root { --paper: var(--vscode-editor-background); --ink: var(--vscode-foreground); --soft: var(--vscode-descriptionForeground);
  --link: var(--vscode-textLink-foreground); --text: var(--vscode-font-family); --mono: var(--vscode-editor-font-family, monospace); }
body { font-size: 1rem; padding: 0; }
html { font-size: calc(var(--vscode-font-size, 13px) * 1.08); }
:focus-visible { outline-color: var(--vscode-focusBorder); }
body.vscode-light { --panel: #f4f5f3; --line: #dfe2e0; --good: #1c7049; --wait: #835500; --bad: #b02a20; --info: #3d5a80;
  --bar-good: #3f9a6d; --bar-waived: #a9cdb9; --bar-wait: #dcb562; --bar-bad: #cc5347; --bar-rest: #e6e8e5; --mark: #fbe9a9; }
body.vscode-dark { --panel: #ffffff0d; --line: #ffffff24; --good: #6cc899; --wait: #e0b25c; --bad: #f28b80; --info: #9db7d8;
  --bar-good: #4fa97c; --bar-waived: #2f5c46; --bar-wait: #a8843c; --bar-bad: #d4665a; --bar-rest: #ffffff1f; --mark: #5a4b14; }
body.vscode-high-contrast { --panel: transparent; --line: var(--vscode-contrastBorder); --soft: var(--vscode-foreground);
  --good: #7ee2ad; --wait: #ffd479; --bad: #ff9d93; --info: #b7d3ff; --bar-rest: #4a4a4a; --mark: #5a4b14; }
body.vscode-high-contrast-light { --panel: transparent; --line: var(--vscode-contrastBorder); --soft: var(--vscode-foreground);
  --good: #0b5a35; --wait: #674200; --bad: #8d1a12; --info: #24456f; --bar-rest: #dddddd; --mark: #fbe9a9; }
body.vscode-high-contrast .verdict, body.vscode-high-contrast .role, body.vscode-high-contrast-light .verdict, body.vscode-high-contrast-light .role { border: 1px solid var(--line); }
`;
