import { Image } from '../facts/containers.js';
import { type Ecosystem, Manifest } from '../facts/project.js';
import { type Disagreement, LanguageVersion, RuntimeVersion, StageLanguage } from '../facts/versions.js';
import type { Derivation, Known } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import { type Language, RELEASE_PARTS, SUPPORTED, endOf } from '../model/end-of-life.js';
import type { Fact, FactDraft } from '../model/fact.js';
import type { TextEdit } from '../model/finding.js';
import { type Version, type VersionRange, agree, allows, compareVersions, versionIn } from '../model/version-range.js';

type Statement = Fact<NonNullable<(typeof LanguageVersion)['of']>>;
type Stage = Fact<NonNullable<(typeof StageLanguage)['of']>>;
type ImageFact = Fact<NonNullable<(typeof Image)['of']>>;
interface Change {
  readonly version: string;
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

const ECOSYSTEMS: Readonly<Record<Language, Ecosystem>> = { Python: 'python', 'Node.js': 'javascript', Go: 'go', Java: 'java' };
const MANIFESTS: Readonly<Record<Language, RegExp>> = {
  Python: /^(?:pyproject\.toml|Pipfile|requirements\.txt)$/,
  'Node.js': /^package\.json$/,
  Go: /^go\.mod$/,
  Java: /^(?:pom\.xml|build\.gradle)/,
};
const LANGUAGES = Object.keys(ECOSYSTEMS) as readonly Language[];

/** What images are built on, against what manifests, version files and pipelines say. */
export const runtimeVersions: Derivation = {
  gives: RuntimeVersion,
  from: [Image, StageLanguage, LanguageVersion, Manifest],

  *derive(known): Iterable<FactDraft> {
    const ships = <T extends { readonly uri: string }>(facts: readonly T[]): readonly T[] =>
      facts.filter(({ uri }) => known.roleOf(uri) === 'production');
    const statements = ships(known.facts(LanguageVersion));
    const stages = ships(known.facts(StageLanguage));
    for (const language of LANGUAGES) {
      const stated = statements.filter((statement) => statement.language === language);
      const folders = ships(known.facts(Manifest))
        .filter(({ ecosystem }) => ecosystem === ECOSYSTEMS[language])
        .map(({ uri, gathers }) => ({ folder: folderOf(known.pathOf(uri)), gathers }));
      const subjects = subjectsOf(
        language,
        ships(known.facts(Image)),
        stages,
        folders.map(({ folder }) => folder),
        known,
      );
      if (subjects.length === 0) {
        yield* pinnedOnly(language, stated);
        continue;
      }
      const one = new Set(folders.filter(({ gathers }) => !gathers).map(({ folder }) => folder)).size <= 1;
      const alike = subjects.every(({ stage }) => agree(stage.version, subjects[0]?.stage.version ?? [], RELEASE_PARTS[language]));
      // Images for several releases: what a pipeline sets up is the one of them that it is for.
      const shipped = new Set(subjects.map(({ stage }) => releaseOf(language, stage.version)));
      const fitsOne = ({ versions }: Statement): boolean => versions.some((version) => shipped.has(releaseOf(language, version)));
      const agreed = one || alike ? agreedPipelines(language, stated) : [];
      const pipelines = alike ? agreed : agreed.filter((statement) => !fitsOne(statement));
      const told = new Set<string>();
      for (const { stage, folder, ships: shipped } of subjects) yield runtimeOf(stage, shipped, folder, stated, pipelines, told);
    }
  },
};

interface Subject {
  readonly stage: Stage;
  /** The folder of the code in it; undefined where that cannot be told. */
  readonly folder: string | undefined;
  readonly ships: boolean;
}

/** Stages with the language that ship; of what is compiled, those that compile it. */
function subjectsOf(
  language: Language,
  images: readonly ImageFact[],
  stages: readonly Stage[],
  folders: readonly string[],
  { pathOf }: Known,
): readonly Subject[] {
  const subjects = new Map<string, Subject>();
  for (const image of images) {
    const own = stages.filter((stage) => stage.uri === image.uri && stage.language === language);
    const shipped = own.filter(({ stage }) => stage === image.index);
    const compiles = language === 'Go' || language === 'Java' || shipped.length === 0;
    for (const stage of compiles && language !== 'Python' ? own : shipped) {
      const key = `${stage.uri} ${String(stage.span.start)}`;
      const ships = shipped.includes(stage) || language === 'Go';
      if (ships || !subjects.has(key)) subjects.set(key, { stage, folder: folderOfCode(stage, image, folders, pathOf(image.uri)), ships });
    }
  }
  return [...subjects.values()];
}

/** Where the code of an image stands: in its folder, the one that it is built from, or above where the Dockerfile names a manifest. */
function folderOfCode(
  { language, manifests }: Stage,
  { contexts }: ImageFact,
  folders: readonly string[],
  path: string,
): string | undefined {
  const near = [folderOf(path), ...contexts].find((folder) => folders.includes(folder));
  if (near !== undefined || !manifests.some((name) => MANIFESTS[language].test(name))) return near;
  return ancestorsOf(folderOf(path)).find((folder) => folders.includes(folder));
}

function ancestorsOf(folder: string): readonly string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return Array.from({ length: parts.length + 1 }, (_, i) => parts.slice(0, parts.length - i).join('/'));
}

/** Setups of pipelines, where all of them are for one release. */
function agreedPipelines(language: Language, stated: readonly Statement[]): readonly Statement[] {
  const pipelines = stated.filter((statement) => statement.as === 'pipeline');
  const releases = new Set(pipelines.flatMap(({ versions }) => versions.map((version) => releaseOf(language, version) ?? '?')));
  return releases.size === 1 && !releases.has('?') ? pipelines : [];
}

const releaseOf = (language: Language, version: Version): string | undefined =>
  version.length < RELEASE_PARTS[language] ? undefined : version.slice(0, RELEASE_PARTS[language]).join('.');

function runtimeOf(
  stage: Stage,
  ships: boolean,
  folder: string | undefined,
  stated: readonly Statement[],
  pipelines: readonly Statement[],
  told: Set<string>,
): FactDraft {
  const { language, version } = stage;
  const release = releaseOf(language, version);
  const above = folder === undefined || release === undefined || stage.changed ? [] : ancestorsOf(folder);
  const nearest = (as: Statement['as'], folders: readonly string[]): readonly Statement[] => {
    const fitting = stated.filter((statement) => statement.as === as);
    const at = folders.find((candidate) => fitting.some(({ path }) => folderOf(path) === candidate));
    return at === undefined ? [] : fitting.filter(({ path }) => folderOf(path) === at);
  };
  const ranges = nearest('range', language === 'Java' ? above : above.slice(0, 1));
  const pins = nearest('pin', above);
  const others = [...pins, ...(above.length > 0 ? pipelines : [])];
  const image = { at: { span: stage.span, uri: stage.uri }, by: stage.image, written: version.join('.') };
  const ended = ships && !stage.changed ? endOf(language, version) : undefined;
  const disagreements: Disagreement[] = [];
  const fits = (candidate: Version): boolean => ranges.every(({ range }) => !range || allows(range, candidate));
  const wanted = others.flatMap(({ versions }) => versions).find(fits);
  for (const statement of ranges) {
    if (!statement.range || allows(statement.range, version)) continue;
    const release = releaseOf(language, wanted ?? []) ?? nearestAllowed(language, statement.range, version);
    disagreements.push({
      ...image,
      kind: 'range',
      other: placeOf(statement),
      becomes: release === undefined ? undefined : imageChange(stage, release),
    });
  }
  const compared = language === 'Java' && !ships ? [] : others;
  for (const statement of disagreements.length > 0 ? [] : compared) {
    const [other] = statement.versions;
    const otherRelease = other && releaseOf(language, other);
    if (!other || otherRelease === undefined || release === undefined || otherRelease === release) continue;
    const isOlder = compareVersions(other, version) < 0;
    const place = placeOf(statement);
    if (!isOlder && fits(other)) {
      if (disagreements.some(({ kind }) => kind === 'image')) continue;
      disagreements.push({ ...image, kind: 'image', other: place, becomes: imageChange(stage, otherRelease) });
    } else if (isOlder && ended === undefined && fits(version)) {
      const key = `${statement.uri} ${String(statement.span.start)}`;
      if (told.has(key) || (statement.as === 'pipeline' && told.has(statement.uri))) continue;
      told.add(key).add(statement.as === 'pipeline' ? statement.uri : key);
      const same = statement.as === 'pipeline' ? pipelines.filter(({ uri }) => uri === statement.uri) : [statement];
      disagreements.push({
        ...place,
        kind: statement.as === 'pipeline' ? 'pipeline' : 'pin',
        other: image,
        becomes: statementChange(same, version, release),
      });
    }
  }
  const disagreeing = new Set(
    disagreements.flatMap(({ at, other }) => [at, other.at].map(({ uri, span }) => `${String(uri)} ${String(span.start)}`)),
  );
  const supported =
    [SUPPORTED[language], releaseOf(language, wanted ?? [])].find((text) => isSupported(language, text, fits)) ?? SUPPORTED[language];
  return RuntimeVersion(image.at, {
    language,
    by: stage.image,
    written: image.written,
    ended,
    disagreements,
    agreeing: [...ranges, ...others].map(placeOf).filter(({ at }) => !disagreeing.has(`${at.uri} ${String(at.span.start)}`)),
    supported: { version: supported, change: isSupported(language, supported, fits) ? imageChange(stage, supported) : undefined },
  });
}

function isSupported(language: Language, text: string | undefined, fits: (version: Version) => boolean): boolean {
  const version = text === undefined ? undefined : versionIn(text);
  return version !== undefined && fits(version) && endOf(language, version) === undefined;
}

/** The release that a reviewer would move to: the lowest allowed for an image that is older, the highest for one that is newer. */
function nearestAllowed(language: Language, range: VersionRange, version: Version): string | undefined {
  const [{ low, high } = { low: [], high: undefined }] = range;
  const parts = RELEASE_PARTS[language];
  const last = high?.[parts - 1];
  const below = high && last !== undefined && last > 0 ? [...high.slice(0, parts - 1), last - 1] : undefined;
  const nearest = compareVersions(version, low) < 0 ? low.slice(0, parts) : below;
  const candidates = [nearest, versionIn(SUPPORTED[language])].filter((candidate) => candidate !== undefined && allows(range, candidate));
  return releaseOf(language, candidates.find((candidate) => candidate && endOf(language, candidate) === undefined) ?? candidates[0] ?? []);
}

const placeOf = ({
  span,
  uri,
  by,
  written,
}: Statement): {
  readonly at: { readonly span: Statement['span']; readonly uri: string };
  readonly by: string;
  readonly written: string;
} => ({
  at: { span, uri },
  by,
  written,
});

function imageChange({ uri, span, writable }: Stage, version: string): Change | undefined {
  if (!writable) return undefined;
  return {
    version,
    name: `${writable.before}${version}${writable.after}`,
    edits: [{ span, uri, text: version }, ...writable.removals.map((removal) => ({ span: removal, uri, text: '' }))],
  };
}

/** Version managers that want a whole version. */
const WHOLE = /^(?:\.tool-versions|runtime\.txt|volta\.node)$/;

function statementChange(statements: readonly Statement[], version: Version, release: string): Change | undefined {
  const [first] = statements;
  if (!first || (WHOLE.test(first.by) && version.length < 3)) return undefined;
  const text = first.by === '.nvmrc' && first.written.startsWith('v') ? `v${release}` : WHOLE.test(first.by) ? version.join('.') : release;
  const places = new Map(statements.map((statement) => [statement.span.start, statement]));
  // A matrix is written elsewhere than where it is used.
  if (statements.some(({ versions, written }) => versions.length !== 1 || written.includes(','))) return undefined;
  return { version: text, name: text, edits: [...places.values()].map(({ span, uri }) => ({ span, uri, text })) };
}

/** Where no image says what runs: the version that developers are told to use. */
function* pinnedOnly(language: Language, stated: readonly Statement[]): Iterable<FactDraft> {
  for (const { as, versions, span, uri, by, written } of stated) {
    const [version] = versions;
    if (as !== 'pin' || !version) continue;
    yield RuntimeVersion(
      { span, uri },
      {
        language,
        by,
        written,
        ended: endOf(language, version),
        disagreements: [],
        agreeing: [],
        supported: { version: SUPPORTED[language], change: undefined },
      },
    );
  }
}
