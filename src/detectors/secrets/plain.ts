import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';
import { JUDGED, inComment, isMachineWritten, isTestScript, isTranslation } from './documents.js';
import { stated } from './literals.js';
import { NAME_HINT, credentialName, wordsOf } from './names.js';
import { strengthOf } from './values.js';

/** Files of settings, and languages, that nothing else here reads. */
const SETTINGS = /\.(?:ini|cfg|conf|cnf|config|pypirc|tfvars|netrc|rc|settings)$|(?:^|\/)\.(?:pypirc|npmrc|my\.cnf|boto|s3cfg)$/i;
const SOURCES = /\.(?:tf|hcl|gradle|kts|kt|groovy|scala|php|rb|cs|rs|swift|dart|ex|exs|sh|bash|ps1|vue|svelte|pl)$/i;
const TITLE = String.raw`(?<name>[\w.-]{0,60}${NAME_HINT}[\w.-]{0,40})`;
/** `password = hunter`: the rest of the line is the value. */
const LINE = new RegExp(
  String.raw`^[ \t]{0,40}(?:export[ \t]+|//[^\s=]{1,200}:)?${TITLE}[ \t]{0,10}[=:][ \t]{0,10}(?<value>[^\s"'#;][^\s"']{1,300})[ \t]{0,20}\r?$`,
  'gim',
);
/** `machine shop.example login deploy password hunter`, Redis's `requirepass hunter` */
const WORDS = /(?:^|[ \t])(?<name>password|requirepass|masterauth)[ \t]{1,10}(?<value>[^\s"'#]{2,300})[ \t]{0,20}\r?$/gim;
/** `password = "hunter"`, `'password' => 'hunter'`, `let password: &str = "hunter";` */
const QUOTED = new RegExp(
  String.raw`(?<![\w.-])["']?${TITLE}["']?\]?[ \t]{0,10}(?::[ \t]{0,4}&?[\w<>?']{1,30}[ \t]{0,4}=|[:]?=>?|:)[ \t]{0,10}(?<quote>["'])(?<value>[^"'\s\\]{2,300})\k<quote>`,
  'gi',
);
/** `<password>hunter</password>`, `<property name="password" value="hunter"/>`, `<add key="ApiKey" value="…"/>` */
const ELEMENT = new RegExp(
  String.raw`<(?:\w{1,20}:)?${TITLE}>[ \t]{0,4}(?<value>[^<>\s]{2,300})[ \t]{0,4}</|\b(?:name|key)="(?<name2>[\w.:-]{0,60}${NAME_HINT}[\w.-]{0,40})"[ \t]{1,10}value="(?<value2>[^"\s]{2,300})"`,
  'gi',
);

/** Credentials in settings and sources that have no syntax of their own here. */
export const plainCredentials = detector({
  framework: 'Plain settings',
  format: 'text',
  roles: JUDGED,
  files:
    /\.(?:ini|cfg|conf|cnf|config|pypirc|tfvars|netrc|rc|settings|tf|hcl|gradle|kts|kt|groovy|scala|php|rb|cs|rs|swift|dart|ex|exs|sh|bash|ps1|vue|svelte|pl|xml|csproj|resx|plist)$|(?:^|\/)\.(?:pypirc|npmrc|my\.cnf|boto|s3cfg)$/i,
  mentions: new RegExp(
    String.raw`${NAME_HINT}[\w.-]{0,40}["']?\]?[ \t]{0,10}(?:[=:]|>|"[ \t]+value)|(?:password|requirepass|masterauth)[ \t]+\S`,
    'i',
  ),

  *facts({ document }): Iterable<FactDraft> {
    const { path, text } = document;
    if (isTranslation(path) || isMachineWritten(path) || isTestScript(path)) return;
    const patterns = SETTINGS.test(path)
      ? [...(/netrc$|redis[\w.-]{0,40}\.conf$/.test(path) ? [WORDS] : []), LINE, QUOTED, ...(path.endsWith('.config') ? [ELEMENT] : [])]
      : SOURCES.test(path)
        ? /\.(?:sh|bash)$/.test(path)
          ? [LINE, QUOTED]
          : [QUOTED]
        : [ELEMENT];
    const seen = new Set<number>();
    // Rust keeps its tests at the end of what they test.
    const cut = path.endsWith('.rs') ? text.indexOf('#[cfg(test)]') : -1;
    const tests = cut < 0 ? text.length : cut;
    for (const pattern of patterns)
      for (const { groups, 0: match, index } of text.matchAll(pattern)) {
        if (index > tests) break;
        const written = groups?.name ?? groups?.name2 ?? '';
        const title = /^(?:requirepass|masterauth)$/i.test(written) ? 'redis_password' : written;
        const value = groups?.value ?? groups?.value2 ?? '';
        const name = credentialName(title);
        // `//registry.example.com/:_authToken=…` is no comment.
        if (!name || (!match.startsWith('//') && inComment(text, index + match.indexOf(written)))) continue;
        const start = index + match.lastIndexOf(value);
        // A word of a program is no text: `password = password_input`.
        if (pattern === LINE && wordsOf(value).length > 1 && /^[\w.()]+$/.test(value) && !/\d/.test(value)) continue;
        if (seen.has(start)) continue;
        seen.add(start);
        const settings = SETTINGS.test(path);
        // Without the syntax, what was written to be replaced may as well be shown to people.
        if (!settings && pattern === QUOTED && strengthOf(value, name) === 'placeholder') continue;
        yield* stated({
          path: title,
          name,
          text: value,
          span: { start, end: start + value.length },
          where: { settings, certain: settings && name.signing },
        });
      }
  },
});
