import { RuntimeVersion } from '../../facts/versions.js';
import { code, fix, rule, suggestion } from '../../model/rule.js';

const PYPROJECT = code`
  [project]
  name = "shop"
  version = "1.0"
  requires-python = ">=3.12"
`;

export const runtimeVersionDrift = rule({
  id: 'consistency/runtime-version-drift',
  shape: 'present',
  severity: 'warning',
  title: 'The language version differs, or has reached its end of life',
  message: {
    range:
      "The image runs {language} {written}, but '{by}' says '{other}': what ships is not what the code is written for. Build on {language} {wanted}.",
    image:
      "The image runs {language} {written}, '{by}' says {other}: what ships is not what is developed and tested on. Build on {language} {wanted}.",
    pin: "'{by}' says {language} {written}, the image runs {other}: developers do not run what ships. Move it to {wanted}.",
    pipeline: "'{by}' sets up {language} {written}, the image runs {other}: what is tested is not what ships. Move it to {wanted}.",
    ended:
      '{language} {written} has had no security fixes since {date}: holes that become known stay open. Move to a supported version, such as {wanted}.',
  },
  holds: 'Manifest, image and pipeline name the same version of the language, and it is supported',
  why: `What is tested on one version and shipped on another fails where nobody looked, and a version without support keeps every hole that is found in it.`,
  references: ['https://endoflife.date/'],
  about: RuntimeVersion,

  *check(runtime, { problem, evidence, exempt }) {
    const { language, disagreements, agreeing, ended, supported, written, by } = runtime;
    for (const { kind, at, other, becomes, ...end } of disagreements) {
      const wanted = becomes?.version ?? other.written;
      yield problem({
        at,
        say: kind,
        words: {
          language,
          written: end.written,
          by: kind === 'range' || kind === 'image' ? other.by : end.by,
          other: other.written,
          wanted,
        },
        subject: `${kind} ${language} ${end.by} ${other.by}`,
        related: [{ at: other.at, note: `'${other.by}' says ${other.written} here` }],
        fixes: () =>
          fix(
            kind === 'pin' || kind === 'pipeline' ? `Move to ${language} ${wanted}` : `Build on '${becomes?.name ?? ''}'`,
            becomes?.edits,
          ),
      });
    }
    if (disagreements.some(({ kind }) => kind === 'range' || kind === 'image')) return;
    if (ended === undefined) {
      if (disagreements.length > 0) return;
      // One mention agrees with nothing.
      if (agreeing.length === 0) {
        yield exempt;
        return;
      }
      yield evidence(runtime, `${language} ${written}`);
      for (const other of agreeing) yield evidence(other.at, `${other.by}: ${other.written}`);
      return;
    }
    yield problem({
      at: runtime,
      say: 'ended',
      words: { language, written, date: ended, wanted: supported.version },
      subject: `ended ${language} ${by}`,
      related: agreeing.map((other) => ({ at: other.at, note: `'${other.by}' says ${other.written} here` })),
      fixes: () => suggestion(`Build on '${supported.change?.name ?? ''}'`, supported.change?.edits),
    });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.11-slim
        WORKDIR /app
        COPY . .
        RUN pip install --no-cache-dir .
        USER nobody
        CMD ["python", "-m", "shop"]
      `,
      good: code`
        FROM python:3.12-slim
        WORKDIR /app
        COPY . .
        RUN pip install --no-cache-dir .
        USER nobody
        CMD ["python", "-m", "shop"]
      `,
      beside: { 'pyproject.toml': PYPROJECT, '.dockerignore': '.git\n' },
    },
  ],
});
