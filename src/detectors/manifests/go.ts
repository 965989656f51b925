import { Dependency, Manifest } from '../../facts/project.js';
import { before } from '../../model/span.js';
import { storeBehind } from '../data/clients.js';
import { detector } from '../detector.js';

/** https://go.dev/ref/mod#go-mod-file */
export const goMod = detector({
  framework: 'Go modules',
  format: 'text',
  files: /(?:^|\/)go\.mod$/,

  *facts({ document }) {
    const name = /^module[ \t]+"?([^\s"]{1,300})/m.exec(document.text)?.[1];
    if (name === undefined) return;
    yield Manifest({ span: before(0) }, { ecosystem: 'go', name, publishable: false, gathers: false });
    let block = '';
    let start = 0;
    for (const line of document.text.split('\n')) {
      const content = line.replace(/\/\/.*/, '').trim();
      const span = { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length };
      start += line.length + 1;
      const opened = /^(\w{1,20})\s*\($/.exec(content)?.[1];
      if (opened !== undefined) block = opened;
      else if (content === ')') block = '';
      else {
        const [, module, version] =
          (block === 'require' ? /^(\S{1,300})\s+(v\S{1,100})$/ : /^require\s+(\S{1,300})\s+(v\S{1,100})$/).exec(content) ?? [];
        // What only others need is not asked for here.
        if (module === undefined || (block !== 'require' && block !== '') || /\/\/\s*indirect\b/.test(line)) continue;
        yield Dependency({ span }, { ecosystem: 'go', name: module.toLowerCase(), version, runtime: true });
        yield* storeBehind({ span }, 'go', module, 'likely');
      }
    }
  },
});

export const goWork = detector({
  framework: 'Go workspaces',
  format: 'text',
  files: /(?:^|\/)go\.work$/,
  mentions: /^use\b/m,

  *facts() {
    yield Manifest({ span: before(0) }, { ecosystem: 'go', name: undefined, publishable: false, gathers: true });
  },
});
