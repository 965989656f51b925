import { OriginSetting } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import type { Value } from '../../model/value.js';
import type { Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

const ORIGINS = /origin|cors|allow(?:ed)?_?hosts/i;

/** Settings that name origins, which the middleware reads in another module: https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
export const originSettings = detector({
  framework: 'Python settings',
  format: 'python',
  mentions: /(?:origins?|cors|cors_\w{1,40}|allow(?:ed)?_?hosts)[ \t]{0,4}(?::[^=\n]{1,80})?=[ \t]{0,4}[\w.[("'{]/i,

  *facts(python): Iterable<FactDraft> {
    for (const { name, nameSpan, expression, scope } of python.assignments()) {
      if (scope.kind === 'function' || !ORIGINS.test(name) || name.includes('.')) continue;
      const value = given(expression);
      const variable = fromEnvironment(scope) ? name.toUpperCase() : undefined;
      yield OriginSetting(
        { span: nameSpan },
        { name, value: variable === undefined ? value : { kind: 'env', name: variable, fallback: value, span: value.span } },
      );
    }
  },
});

/** What a field begins with: itself, or what `Field(default=…)` gives it. */
function given({ call, value }: Expression): Value {
  if (!call || !/(?:^|\.)[Ff]ield$/.test(call.name)) return value;
  return call.option('default') ?? call.arg(0)?.value ?? call.entry('default_factory')?.expression.value ?? value;
}

/** Whether fields are filled from the environment. */
const fromEnvironment = (scope: Declaration): boolean => scope.kind === 'class' && scope.bases.some((base) => base.endsWith('Settings'));
