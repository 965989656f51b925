import { StageLanguage, type Writable } from '../../facts/versions.js';
import type { Language } from '../../model/end-of-life.js';
import { type ImageReference, imageReference } from '../../model/image-reference.js';
import type { Span } from '../../model/span.js';
import { versionIn } from '../../model/version-range.js';
import type { DockerStage, DockerfileSyntax } from '../../syntax/dockerfile.js';
import { chainOf } from '../deploy/dockerfile.js';
import { detector } from '../detector.js';

interface Tagged {
  readonly language: Language;
  readonly version: string;
  /** In the image's name. */
  readonly at: number;
}

/** Images whose tag begins with the version of a language. https://hub.docker.com/_/python */
const BY_TAG: Readonly<Record<string, Language>> = {
  python: 'Python',
  'bitnami/python': 'Python',
  'cimg/python': 'Python',
  'lambda/python': 'Python',
  node: 'Node.js',
  'bitnami/node': 'Node.js',
  'cimg/node': 'Node.js',
  'lambda/nodejs': 'Node.js',
  golang: 'Go',
  'cimg/go': 'Go',
  openjdk: 'Java',
  'eclipse-temurin': 'Java',
  amazoncorretto: 'Java',
  sapmachine: 'Java',
  'azul/zulu-openjdk': 'Java',
  'azul/zulu-openjdk-alpine': 'Java',
  'bellsoft/liberica-openjdk-alpine': 'Java',
  'bellsoft/liberica-openjre-alpine': 'Java',
  'openjdk/jdk': 'Java',
};

/** Images that carry the version elsewhere in their tag. */
const WITHIN: readonly (readonly [RegExp, Language, RegExp])[] = [
  [/^(?:maven|library\/maven)$/, 'Java', /(?:temurin|openjdk|corretto|jdk|semeru|liberica|sapmachine|zulu)-(\d{1,2})(?=$|[-.])/],
  [/^gradle$/, 'Java', /jdk-?(\d{1,2})(?=$|[-.])/],
  [
    /^tiangolo\/(?:uvicorn-gunicorn(?:-fastapi|-starlette)?|uvicorn|meinheld-gunicorn(?:-flask)?|uwsgi-nginx(?:-flask)?)$/,
    'Python',
    /^python(\d\.\d{1,2})(?=$|-)/,
  ],
  [/^astral-sh\/uv$/, 'Python', /(?:^|-)python(\d\.\d{1,2})(?=$|-)/],
];

const DISTROLESS: readonly (readonly [RegExp, Language])[] = [
  [/^distroless\/java(\d{2})(?=$|-)/, 'Java'],
  [/^distroless\/nodejs(\d{2})(?=$|-)/, 'Node.js'],
];

function taggedBy({ name, registry, repository, tag }: ImageReference): Tagged | undefined {
  for (const [pattern, language] of DISTROLESS) {
    const version = pattern.exec(repository)?.[1];
    if (registry === 'gcr.io' && version !== undefined)
      return { language, version, at: name.search(/(?:java|nodejs)\d/) + (language === 'Java' ? 4 : 6) };
  }
  if (tag === undefined) return undefined;
  const start = name.indexOf(`:${tag}`, name.lastIndexOf('/') + 1) + 1;
  const language = Object.hasOwn(BY_TAG, repository) ? BY_TAG[repository] : undefined;
  if (language) {
    // PyPy's tags are `3.10-7.3.17`.
    const version = /^\d{1,4}(?:\.\d{1,4}){0,2}(?=$|[-+_a-z])/.exec(tag)?.[0];
    return version === undefined ? undefined : { language, version, at: start };
  }
  for (const [image, other, pattern] of WITHIN) {
    const match = image.test(repository) ? pattern.exec(tag) : undefined;
    if (match?.[1] !== undefined) return { language: other, version: match[1], at: start + match.index + match[0].lastIndexOf(match[1]) };
  }
  return undefined;
}

const MANIFESTS =
  /(?<![\w.-])(?:go\.mod|pyproject\.toml|Pipfile|requirements\.txt|package\.json|pom\.xml|build\.gradle(?:\.kts)?)(?![\w.-])/g;
/** Tools that bring a version of their own. */
const CHANGES: Readonly<Record<Language, RegExp>> = {
  Python: /\b(?:uv (?:sync|run|venv|python)|pyenv|conda|mamba|micromamba|deadsnakes|rye sync|pixi|mise|asdf)\b/,
  'Node.js': /\b(?:nvm|fnm|volta|n|mise|asdf)[ \t]+(?:install|use|i|lts|stable|latest|\d{2})\b|pnpm env use/,
  Go: /\bGOTOOLCHAIN[= ](?!local)|\bgolang\.org\/dl\//,
  Java: /\bsdk install java|\bmise\b|\basdf\b/,
};

/** Languages that stages of a Dockerfile are built on. */
export const stageLanguages = detector({
  framework: 'Docker',
  format: 'dockerfile',

  *facts(file) {
    const { text, path } = file.document;
    for (const stage of file.stages) {
      const bottom = chainOf(stage).at(-1) ?? stage;
      const reference = imageReference(bottom.base?.pattern ?? '');
      const tagged = reference && taggedBy(reference);
      const version = tagged && versionIn(tagged.version);
      if (!tagged || !version || !bottom.base) continue;
      const fixed =
        /\bUV_(?:PYTHON_DOWNLOADS|NO_MANAGED_PYTHON)[= ]["']?(?:0|1|never|false|true)\b|\bUV_SYSTEM_PYTHON|--no-managed-python/.test(text);
      yield StageLanguage(
        { span: placeOf(file, bottom, tagged) ?? bottom.base.span },
        {
          language: tagged.language,
          path,
          stage: stage.index,
          image: reference.name.replace(/@.*/, ''),
          version,
          manifests: [...new Set([...text.matchAll(MANIFESTS)].map(([name]) => name))],
          changed: CHANGES[tagged.language].test(text) && !(tagged.language === 'Python' && fixed),
          writable: writableOf(reference, tagged, placeOf(file, bottom, tagged), bottom.base.variables.length === 0),
        },
      );
    }
  },
});

/** Builds of one release, and of distributions that newer ones are not made for: `_7`, `-bullseye`, `3.18` of `alpine3.18`. */
const STALE = /^[_+][\d.]{1,8}|-(?:jessie|stretch|buster|bullseye|bionic|focal)\b|(?<=-alpine)\d\.\d{1,2}\b/g;

function writableOf(
  { name, digest, repository }: ImageReference,
  { version, at }: Tagged,
  place: Span | undefined,
  plain: boolean,
): Writable | undefined {
  // There are no newer releases of this one. https://hub.docker.com/_/openjdk
  if (digest !== undefined || !place || repository === 'openjdk') return undefined;
  const tail = name.slice(at + version.length);
  const stale = [...tail.matchAll(STALE)];
  if (stale.length > 0 && !plain) return undefined;
  return {
    before: name.slice(0, at),
    after: tail.replace(STALE, ''),
    removals: stale.map(({ 0: found, index }) => ({ start: place.end + index, end: place.end + index + found.length })),
  };
}

/** Where the version stands: in FROM, or in the default of the argument that it is taken from. */
function placeOf(file: DockerfileSyntax, { base }: DockerStage, { version, at }: Tagged): Span | undefined {
  if (!base) return undefined;
  if (base.variables.length === 0) {
    const shift = base.raw.length - base.pattern.length;
    // Only a quote can stand before the name.
    const start = base.span.start + at + (/^["']/.test(base.raw) ? 1 : 0);
    return shift === 0 || shift === 2 ? { start, end: start + version.length } : undefined;
  }
  for (const { keyword, pairs, stage } of file.instructions)
    if (keyword === 'ARG' && stage < 0)
      for (const { name, value } of pairs)
        if (value && base.variables.includes(name) && value.text?.includes(version)) {
          const offset = value.raw.indexOf(version);
          return offset < 0 ? undefined : { start: value.span.start + offset, end: value.span.start + offset + version.length };
        }
  return undefined;
}
