import { VersionBanner } from '../../facts/proxy.js';
import type { Rewording } from '../../facts/tls.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { flag } from '../../model/value.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';

const SHIPS: readonly Role[] = ['production'];
const SETTING = 'X-Powered-By';

const banner = (by: string, span: Span, shown: boolean, byDefault: boolean, safe?: Rewording): FactDraft =>
  VersionBanner({ span }, { by, setting: SETTING, shown: flag({ span }, shown), byDefault, partial: false, safe, room: undefined });

const CALL = 'express()';
const MADE = /(?<![\w$.])([\w$]{1,60})(?:\s{0,4}:\s{0,4}[\w.<>]{1,60})?\s{0,4}=\s{0,4}express\(\)/;

/** Whether requests arrive at it: it listens, or others get it. A command that only needs one to start up its services does not. */
const isServed = (text: string, name: string): boolean => {
  const own = name.replace(/\$/g, '\\$&');
  return (
    /\.listen\(|\bcreateServer\(|\bhttp\.Server\(|\.Server\(/.test(text) ||
    new RegExp(
      `\\bexports?\\b(?:\\.\\w{1,40})?\\s{0,4}(?:=|default|const|let|var|\\{[^}]{0,200})\\s{0,4}\\b${own}\\b|\\breturn ${own}\\b`,
    ).test(text)
  );
};

/** `app.disable('x-powered-by')` in a line of its own, where the application is made in one. */
function switchedOff(text: string, start: number): Rewording | undefined {
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', start);
  const line = text.slice(from, to < 0 ? text.length : to);
  const [whole, indent = '', name = '', semicolon = ''] =
    /^([ \t]{0,40})(?:export\s{1,4})?(?:const|let|var)\s{1,4}([\w$]{1,60})(?:\s{0,4}:\s{0,4}[\w.<>]{1,60})?\s{0,4}=\s{0,4}express\(\)(;?)/.exec(
      line,
    ) ?? [];
  if (whole === undefined || line.slice(whole.length).trim() !== '') return undefined;
  const quote = /require\("express"\)|from "express"/.test(text) ? '"' : "'";
  const added = `${name}.disable(${quote}x-powered-by${quote})${semicolon}`;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { words: SETTING, becomes: added, edits: [{ span: before(from + whole.length), text: `${lineBreak}${indent}${added}` }] };
}

const NEST = /\bNestFactory\.create(?:<\w{1,60}>)?\(/;

/** https://expressjs.com/en/advanced/best-practice-security.html#reduce-fingerprinting */
export const poweredBy = detector({
  framework: 'Express',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: SHIPS,
  mentions: /\bexpress\(\)|NestFactory\.create/,

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    const made = /['"]express['"]/.test(text) ? MADE.exec(text) : null;
    if (made?.[1] !== undefined && isServed(text, made[1])) {
      const start = made.index + made[0].length - CALL.length;
      yield banner('Express', { start, end: start + CALL.length }, true, true, switchedOff(text, start));
    }
    const nest = NEST.exec(text);
    if (nest && !text.includes('FastifyAdapter'))
      yield banner('Express', { start: nest.index, end: nest.index + nest[0].length - 1 }, true, true);
  },
});

const HIDDEN =
  /\bhelmet\(|\bhelmet\.hidePoweredBy\(|\bhidePoweredBy\(|\.disable\(\s{0,8}["'`]x-powered-by["'`]|\.set\(\s{0,8}["'`]x-powered-by["'`]\s{0,4},\s{0,4}false|\bremoveHeader\(\s{0,8}["'`]x-powered-by["'`]|\bpoweredByHeader\s{0,4}:\s{0,4}false|\bregister\(\s{0,20}\w{0,20}[h]elmet|\.use\(\s{0,8}(?:\w{1,20}\.)?helmet\b/i;

export const poweredByHidden = detector({
  framework: 'Express',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: SHIPS,
  mentions: /helmet|x-powered-by|hidePoweredBy|poweredByHeader/i,

  *facts({ document }): Iterable<FactDraft> {
    const found = HIDDEN.exec(withoutComments(document));
    if (!found) return;
    yield banner(
      found[0].startsWith('powered') ? 'Next.js' : 'Express',
      { start: found.index, end: found.index + found[0].length },
      false,
      false,
    );
  },
});

/** https://nextjs.org/docs/app/api-reference/config/next-config-js/poweredByHeader */
export const nextPoweredBy = detector({
  framework: 'Next.js',
  format: 'text',
  files: /(?:^|\/)next\.config\.[cm]?[jt]s$/,
  roles: SHIPS,

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    // Nothing of it runs where pages are exported; other files may make the settings.
    if (/\bpoweredByHeader\b|\boutput\s{0,4}:\s{0,4}["']export["']/.test(text)) return;
    const at = /\bnextConfig\b|\bmodule\.exports\b|\bexport default\b/.exec(text);
    if (at) yield banner('Next.js', { start: at.index, end: at.index + at[0].length }, true, true);
  },
});

const TAKEN_AWAY =
  /\bproxy_hide_header\s{1,8}X-Powered-By|\bmore_clear_headers\s[^;\n]{0,80}X-Powered-By|\bdel-header\s{1,8}X-Powered-By|(?:^|\s)-X-Powered-By|\bHeader\s{1,8}(?:always\s{1,8})?unset\s{1,8}X-Powered-By/i;

/** A proxy in front takes the header away. */
export const poweredByTakenAway = detector({
  framework: 'Proxies',
  format: 'text',
  files: /\.(?:conf|cfg|template|vhost)$|(?:^|\/)(?:Caddyfile[\w.-]{0,20}|\.htaccess)$/,
  roles: SHIPS,
  mentions: /X-Powered-By/i,

  *facts({ document }): Iterable<FactDraft> {
    const found = TAKEN_AWAY.exec(withoutComments(document));
    if (!found) return;
    const span = { start: found.index, end: found.index + found[0].length };
    for (const by of ['Express', 'Next.js']) yield banner(by, span, false, false);
  },
});

/** https://www.php.net/manual/en/ini.core.php#ini.expose-php */
export const exposedPhp = detector({
  framework: 'PHP',
  format: 'text',
  files: /\.ini(?:-production)?$/,
  roles: SHIPS,
  mentions: ['expose_php'],

  *facts({ document: { text } }): Iterable<FactDraft> {
    const found = /^[ \t]{0,8}expose_php\s{0,8}=\s{0,8}["']?(on|off|1|0|true|false)\b/im.exec(text);
    const value = found?.[1];
    if (!found || value === undefined) return;
    const end = found.index + found[0].length;
    const span = { start: found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0), end };
    const word = { start: end - value.length, end };
    yield VersionBanner(
      { span },
      {
        by: 'PHP',
        setting: 'expose_php',
        shown: flag({ span }, /^(?:on|1|true)$/i.test(value)),
        byDefault: false,
        partial: false,
        safe: { words: 'expose_php', becomes: 'expose_php = Off', edits: [{ span: word, text: 'Off' }] },
        room: undefined,
      },
    );
  },
});
