import { EnvDocumentation, EnvTemplate } from '../../facts/configuration.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';

const TEMPLATE =
  /(?:^|\/)(?:\.?env(?:[._-][\w-]{1,40}){0,3}[._-](?:example|sample|template|tmpl|tpl|dist)|(?:\.env|env|[\w-]{1,40}\.env)\.(?:example|sample|template|dist)|(?:example|sample|template|dist)(?:[._-][\w-]{1,40})?\.env|\.?env[._-](?:example|sample|template|dist)(?:[._-][\w.-]{1,40})?|\.env\.(?:example|sample)\.[\w.-]{1,40}|[\w.-]{1,60}\.(?:conf|cfg|ini)\.(?:example|sample|dist|template))$/i;
/** Committed files of defaults name variables, too, and so do those that compose hands to a container. */
const DEFAULTS = /(?:^|\/)(?:\.env(?:\.(?:defaults?|development|production|local|test|docker|base|shared))?|[\w-]{1,40}\.env)$/i;
const ENTRY = /^[ \t]{0,8}(?:(?:#|;|\/\/)[ \t#]{0,8})?(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]{1,100})[ \t]{0,20}=[^\n]{0,2000}(?:\n|$)/gm;
const MOST = 600;

/** Files that tell which variables there are. */
export const envTemplates = detector({
  framework: 'Env templates',
  format: 'text',
  files: new RegExp(`${TEMPLATE.source}|${DEFAULTS.source}`, 'i'),
  mentions: ['='],

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const entries = [...text.matchAll(ENTRY)]
      .slice(0, MOST)
      .map((match) => ({ name: match[1] ?? '', after: match.index + match[0].length }));
    if (!entries.some(({ name }) => /^[A-Z][A-Z0-9_]*$/.test(name)) || /(?:^|\/)(?:node_modules|vendor)\//.test(path)) return;
    if (!TEMPLATE.test(path)) {
      yield EnvDocumentation({ span: before(0) }, { path, names: [...new Set(entries.map(({ name }) => name))] });
      return;
    }
    const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
    yield EnvTemplate({ span: before(0) }, { path, entries, lineBreak, end: text.length, closed: text.endsWith('\n') });
  },
});

const NAME = /(?<![\w$.-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w-])/g;
const FEWEST = 3;

/** Documents that name variables: in a table, a list, a heading, a block of settings. */
export const envDocuments = detector({
  framework: 'Documents',
  format: 'text',
  files: /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$|(?:^|\/)app\.json$/i,
  mentions: /\b[A-Z]{2,20}_[A-Z]{2,20}\b/,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    if (/(?:^|\/)(?:node_modules|vendor|fixtures?|tests?|change-?log[^/]*|changes[^/]*|history[^/]*)(?:\/|$)/i.test(path)) return;
    const names = new Set<string>();
    for (const { 1: name = '', index } of text.matchAll(NAME)) {
      if (names.size >= MOST) break;
      // Among words of prose a name stands in quotes of code, in a table or before a sign.
      const before = text.slice(Math.max(0, index - 24), index);
      const after = text.slice(index + name.length, index + name.length + 3);
      if (
        /[`"'*$={<>|]\s?$|^[ \t]{0,8}(?:[-*+#]{1,6} ?|export |ENV )?$|\n[ \t]{0,12}(?:[-*+#]{1,6} ?|export |ENV |\| ?)?(?:\*\*|`)?$/.test(
          before,
        ) ||
        /^(?:[`=:]| =| \|)/.test(after)
      )
        names.add(name);
    }
    if (names.size >= FEWEST) yield EnvDocumentation({ span: before0 }, { path, names: [...names] });
  },
});

const before0 = before(0);
