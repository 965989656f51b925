import { PathMention } from '../../facts/http.js';
import { isLivenessPath } from '../../model/probe-path.js';
import { detector } from '../detector.js';

const NAMED = /(["'`])(\/[\w./-]{0,80})\1/g;

/** Health paths that code names in a text of their own, whatever it does with them. */
export const pathMentions = detector({
  framework: 'Paths in code',
  format: 'text',
  mentions: /["'`]\/[\w./-]{0,60}(?:health|livez|liveness|alive|heartbeat)/i,
  files: /\.(?:py|[cm]?[jt]s|go|java|kt)$/,

  *facts({ document }) {
    for (const match of document.text.matchAll(NAMED)) {
      const path = match[2] ?? '';
      if (!/health|live|heartbeat/i.test(path) || !isLivenessPath(path)) continue;
      const start = match.index + 1;
      yield PathMention({ span: { start, end: start + path.length } }, { path }, 'likely');
    }
  },
});
