import { OriginSetting } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

const ORIGINS = /origin|cors/i;
/** How deep a module of settings nests them: `config.server.cors.origin`. */
const DEPTH = 4;

/** Settings that name origins, which the server reads in another module. */
export const scriptOriginSettings = detector({
  framework: 'JavaScript settings',
  format: 'javascript',
  mentions: /(?:origins?|cors|cors_?\w{1,40})["']?[ \t]{0,4}(?::[^=\n]{1,80}=|[:=])[ \t]{0,4}[\w.[("'`{]/i,

  *facts(script): Iterable<FactDraft> {
    for (const { name, nameSpan, expression, scope } of script.assignments()) {
      if (scope.kind !== 'module') continue;
      const { resolved } = expression;
      if (resolved.shape.is === 'map') yield* within(resolved, DEPTH);
      else if (ORIGINS.test(name)) yield OriginSetting({ span: nameSpan }, { name, value: expression.value });
    }
    for (const { name, expression } of script.exports)
      if (name === 'default' && expression?.shape.is === 'map') yield* within(expression, DEPTH);
  },
});

function* within(map: Expression, depth: number): Iterable<FactDraft> {
  for (const { name, nameSpan, expression } of map.entries) {
    if (expression.shape.is === 'map' && depth > 0) yield* within(expression, depth - 1);
    else if (ORIGINS.test(name)) yield OriginSetting({ span: nameSpan }, { name, value: expression.value });
  }
}
