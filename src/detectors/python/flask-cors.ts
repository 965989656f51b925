import { CorsPolicy } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type Value, isOn } from '../../model/value.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';

/** https://flask-cors.readthedocs.io/en/latest/configuration.html */
export const flaskCors = detector({
  framework: 'Flask-CORS',
  format: 'python',
  mentions: ['flask_cors', 'CORS_ORIGINS', 'CORS_RESOURCES'],

  *facts(python) {
    const settings = new Map(
      [...python.namedValues()].flatMap(({ name, expression }) => {
        const key = /(?:^|\.config\[)(CORS_[A-Z_]+)\]?$/.exec(name)?.[1];
        return key === undefined ? [] : [[key, expression] as const];
      }),
    );
    const calls = [
      ...python.calls(
        'flask_cors.CORS',
        'flask_cors.extension.CORS',
        'flask_cors.CORS().init_app',
        'flask_cors.cross_origin',
        'flask_cors.decorator.cross_origin',
      ),
    ];
    const late = calls.some(({ method }) => method === 'init_app');
    for (const call of calls) {
      // `cors = CORS()` is told the rest by `cors.init_app(app, …)`.
      if (call.method === 'CORS' && late && call.args.length === 0 && call.options.length === 0) continue;
      yield* policies(call, settings);
    }
    const configured = settings.get('CORS_ORIGINS');
    if (configured && /flask|config/i.test(`${python.document.path} ${python.imports('flask') ? 'flask' : ''}`) && !isDjango(python))
      yield CorsPolicy(configured, {
        setting: 'CORS_ORIGINS',
        origins: configured.value,
        pattern: undefined,
        echo: undefined,
        credentials: settings.get('CORS_SUPPORTS_CREDENTIALS')?.value,
        reflects: true,
      });
  },
});

const isDjango = (python: CodeSyntax): boolean => python.module.bindings.has('INSTALLED_APPS') || python.imports('django');

function* policies(call: Call, settings: ReadonlyMap<string, Expression>): Iterable<FactDraft> {
  const credentials = call.option('supports_credentials') ?? settings.get('CORS_SUPPORTS_CREDENTIALS')?.value;
  // With credentials and any origin the request's own is sent back, unless a literal `*` is asked for.
  const reflects = !isOn(call.option('send_wildcard') ?? settings.get('CORS_SEND_WILDCARD')?.value);
  const policy = (at: { readonly span: FactDraft['span'] }, setting: string, origins: Value, own?: Value, sure = true): FactDraft =>
    CorsPolicy(
      at,
      { setting, origins, pattern: undefined, echo: undefined, credentials: own ?? credentials, reflects },
      sure ? 'sure' : 'likely',
    );

  const resources = call.entry('resources');
  const map = resources?.expression.resolved;
  if (map?.shape.is === 'map') {
    for (const { expression, span } of map.entries) {
      const inner = expression.resolved;
      const origins = inner.option('origins') ?? call.option('origins') ?? settings.get('CORS_ORIGINS')?.value;
      if (inner.shape.is !== 'map') yield policy({ span }, 'origins', { kind: 'unknown', span });
      else
        yield policy(
          { span },
          'origins',
          origins ?? { kind: 'text', text: '*', span, ...slotOf(inner) },
          inner.option('supports_credentials'),
        );
    }
    return;
  }
  const configured = settings.get('CORS_ORIGINS');
  const origins = call.option('origins') ?? (configured ? undefined : written(call));
  if (origins) yield policy(call, 'origins', origins, undefined, call.entry('origins') !== undefined || !readsConfiguration(call));
}

/** The default is every origin. */
function written(call: Call): Value {
  const slot = call.onlyArgument('origins=') ?? call.lastArgument('origins=');
  return { kind: 'text', text: '*', span: call.span, ...(slot ? { slot } : {}) };
}

const slotOf = (map: Expression): { readonly slot?: NonNullable<Value['slot']> } => {
  const slot = map.firstProperty('"origins": ');
  return slot ? { slot } : {};
};

/** Whether another file's configuration may set the origins. */
const readsConfiguration = (call: Call): boolean =>
  [
    ...call.scope.calls(
      '*.config.from_object',
      '*.config.from_pyfile',
      '*.config.from_envvar',
      '*.config.from_file',
      '*.config.from_mapping',
    ),
  ].length > 0;
