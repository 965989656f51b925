import { ComposeService, ServiceTemplate } from '../../facts/compose.js';
import { Image } from '../../facts/containers.js';
import { DebugSwitch } from '../../facts/http.js';
import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import { type Scope, code, fix, rule } from '../../model/rule.js';
import { slice } from '../../model/span.js';
import { type Value, hasUnknown } from '../../model/value.js';
import { isMeantToShip, overrides } from './settings-files.js';

/** `context: docker/web` with its Dockerfile. */
const isBuiltFrom = ({ build }: Pick<NonNullable<(typeof ServiceTemplate)['of']>, 'build'>, path: string): boolean =>
  build !== undefined && [build.dockerfile, `${build.context}/${build.dockerfile}`].includes(path);

/** An image that only developers' services are built from, beside another one that none of them is. */
function isForDevelopers(path: string, everywhere: Scope['everywhere']): boolean {
  const own = everywhere(ServiceTemplate).filter((service) => isBuiltFrom(service, path));
  const deployed = everywhere(ComposeService).some((service) => service.purpose === 'deployment' && isBuiltFrom(service, path));
  return (
    own.length > 0 &&
    !deployed &&
    everywhere(Image).some(
      (image) => image.path !== path && !everywhere(ServiceTemplate).some((service) => isBuiltFrom(service, image.path)),
    )
  );
}

export const debugEnabled = rule({
  id: 'http/debug-enabled',
  shape: 'present',
  severity: 'error',
  title: 'Debug mode is on',
  message: {
    django: "'{setting}' is on: error pages show source code, settings and queries to anybody. Turn it off in what ships.",
    flask: "'{setting}' is on: whoever provokes an error gets Werkzeug's debugger, which runs Python on the server. Turn it off.",
    trace: "'{setting}' is on: every error sends its stack trace to the client. Turn it off.",
    mode: "'{setting}' runs {framework} in its development mode here: errors show their stack traces, and caches are off. Set it for production.",
    local:
      "'{setting}' is on when this file itself is started: harmless as long as nothing deploys it that way. Read it from the environment.",
    fallback: "'{setting}' is on where '{variable}' is not set: one deployment without it runs in debug mode. Let it be off by default.",
    base: "'{setting}' is on unless other settings turn it off: one deployment without them shows source code and settings. Turn it off here.",
  },
  holds: 'Debug mode is off',
  why: `Debug modes answer errors with source code, settings, local variables and queries, and some run what the visitor types.
    They also keep every query in memory and switch caches off.`,
  references: [
    'https://cwe.mitre.org/data/definitions/489.html',
    'https://docs.djangoproject.com/en/stable/ref/settings/#debug',
    'https://flask.palletsprojects.com/en/stable/debugging/',
  ],
  security: 7.5,
  about: DebugSwitch,
  reads: [DebugSwitch, ComposeService, ServiceTemplate, Image],
  // What developers run at home is there to be debugged.
  roles: ['production'],

  *check(debug, { document, facts, everywhere, problem, evidence, unknown, exempt }) {
    const { setting, framework, on, local } = debug;
    const word = onBy(on);
    if (document.format === 'dockerfile' && isForDevelopers(document.path, everywhere)) {
      yield exempt;
      return;
    }
    const overridden =
      !isMeantToShip(debug.uri) && facts(DebugSwitch).some((other) => overrides(other, debug) && onBy(other.on) === undefined);
    if (word === undefined) {
      const fallback = on.kind === 'env' ? on.fallback : undefined;
      if (on.kind === 'env' && fallback && onBy(fallback) === 'flag' && !local && !overridden)
        yield problem({
          say: 'fallback',
          at: { span: fallback.span },
          words: { setting, variable: on.name },
          subject: setting,
          severity: 'warning',
          fixes: () => fix('Let it be off by default', turnedOff(document, fallback)),
        });
      else if (on.kind === 'env' && fallback && onBy(fallback) === undefined && !hasUnknown(fallback))
        yield evidence(debug, `${setting} is off unless '${on.name}' turns it on`);
      else if (hasUnknown(on)) yield unknown(debug);
      return;
    }
    const say = local
      ? 'local'
      : overridden
        ? 'base'
        : word === 'mode'
          ? 'mode'
          : framework === 'Django'
            ? 'django'
            : /^(?:Flask|Quart|APIFlask)$/.test(framework)
              ? 'flask'
              : 'trace';
    yield problem({
      ...(say === 'mode' ? { say, words: { setting, framework } } : { say, words: { setting } }),
      at: on.uri === undefined || on.uri === document.uri ? { span: on.span } : debug,
      subject: setting,
      fixes:
        on.uri === undefined || on.uri === document.uri
          ? fix(word === 'mode' ? `Set '${setting}' to 'production'` : `Turn '${setting}' off`, turnedOff(document, on))
          : [],
      ...(local || overridden ? { severity: 'info' as const } : {}),
    });
  },

  examples: [
    {
      file: 'settings.py',
      bad: code`
        DEBUG = True
        ALLOWED_HOSTS = ["shop.example.com"]
        ROOT_URLCONF = "shop.urls"
      `,
      good: code`
        DEBUG = False
        ALLOWED_HOSTS = ["shop.example.com"]
        ROOT_URLCONF = "shop.urls"
      `,
    },
    {
      file: 'main.py',
      bad: code`
        from fastapi import FastAPI

        app = FastAPI(debug=True)
      `,
      good: code`
        from fastapi import FastAPI

        app = FastAPI(debug=False)
      `,
    },
  ],
});

/** In which way a value turns something on; undefined when it does not, or nobody knows. */
function onBy(value: Value): 'flag' | 'mode' | undefined {
  if (value.kind === 'flag') return value.on ? 'flag' : undefined;
  if (value.kind === 'number') return value.number === 0 ? undefined : 'flag';
  if (value.kind !== 'text') return undefined;
  if (/^(?:true|1|on|yes|t|y)$/i.test(value.text.trim())) return 'flag';
  return /^(?:dev|development|debug)$/i.test(value.text.trim()) ? 'mode' : undefined;
}

const OFF: Readonly<Record<string, string>> = {
  true: 'false',
  True: 'False',
  TRUE: 'FALSE',
  on: 'off',
  On: 'Off',
  yes: 'no',
  '1': '0',
  development: 'production',
  dev: 'production',
};

/** The same spelling, turned round. */
function turnedOff({ text }: Document, { span }: Value): readonly TextEdit[] {
  const written = slice(text, span);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const off = OFF[quote ? written.slice(1, -1) : written];
  return off === undefined ? [] : [{ span, text: `${quote}${off}${quote}` }];
}
