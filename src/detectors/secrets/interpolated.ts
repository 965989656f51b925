import type { Format } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Requirement } from '../../model/requirement.js';
import { detector } from '../detector.js';
import { JUDGED, inComment, isShown, isTestScript } from './documents.js';
import { stated } from './literals.js';
import { NAME_HINT, credentialName } from './names.js';

const SHELL = /\$\{(?<name>[A-Za-z_]\w{0,100})(?<gives>:?-)(?<value>[^${}\n]{1,300})\}/g;
const SPRING = /\$\{(?<name>[\w.-]{1,120})(?<gives>:)(?<value>[^-?+${}\n][^${}\n]{0,300})\}/g;
const READERS: Partial<Record<Format, readonly RegExp[]>> = {
  yaml: [SHELL, SPRING],
  shell: [SHELL],
  properties: [SPRING],
  java: [SPRING],
  text: [SHELL],
  toml: [SHELL],
  json: [SHELL],
};

/** Defaults inside texts: `${JWT_SECRET:-secret}` of shells and compose files, `${jwt.secret:secret}` of Spring. */
export const interpolatedDefaults = detector({
  framework: 'Interpolation',
  format: 'text',
  roles: JUDGED,
  mentions: new RegExp(String.raw`\$\{[\w.-]{0,80}${NAME_HINT}[\w.-]{0,40}:?-?[^${'$'}{}\n]`, 'i'),

  *facts({ document }): Iterable<FactDraft> {
    const { format, text } = document;
    for (const pattern of READERS[format] ?? [])
      for (const { groups, 0: match, index } of text.matchAll(pattern)) {
        const { name: variable = '', gives = '', value = '' } = groups ?? {};
        const name = credentialName(variable);
        if (!name || inComment(text, index) || isTestScript(document.path) || isShown(document, index)) continue;
        const literal = value.replace(/^(["'])(.*)\1$/s, '$2');
        const start = index + match.length - 1 - value.length;
        const end = index + match.length - 1;
        const required: Requirement =
          pattern === SHELL
            ? { by: 'refusing', span: { start: start - gives.length, end }, variable }
            : { by: 'leaving out', span: { start: start - gives.length, end } };
        yield* stated({
          path: variable,
          name,
          text: literal,
          span: { start, end },
          where: { fallback: true, certain: true },
          fallbackOf: variable,
          required,
        });
      }
  },
});
