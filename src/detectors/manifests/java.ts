import { Dependency, Manifest } from '../../facts/project.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { storeBehind } from '../data/clients.js';
import { detector } from '../detector.js';

function* dependency(span: Span, name: string, version: string | undefined, runtime: boolean): Iterable<FactDraft> {
  yield Dependency({ span }, { ecosystem: 'java', name: name.toLowerCase(), version, runtime });
  if (runtime) yield* storeBehind({ span }, 'java', name.toLowerCase(), 'likely');
}

interface Element {
  readonly name: string;
  readonly start: number;
  readonly texts: Map<string, string>;
}

/** Elements of an XML document as they close, with the texts of their plain children; tolerant of what does not fit. */
export function* elementsOf(xml: string): Iterable<{ readonly path: readonly string[]; readonly element: Element; readonly span: Span }> {
  const stack: Element[] = [];
  const tag =
    /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[^<>]*>|<!(?!--|\[CDATA\[)[^<>]*>|<(\/?)([\w.:-]{1,100})(?:\s[^<>]*)?>/g;
  let textStart = 0;
  for (const match of xml.matchAll(tag)) {
    const [all, closes, name] = match;
    if (name === undefined) continue;
    if (all.endsWith('/>')) continue;
    if (!closes) {
      if (stack.length < 60) stack.push({ name, start: match.index, texts: new Map() });
      textStart = match.index + all.length;
      continue;
    }
    const at = stack.findLastIndex((element) => element.name === name);
    const element = stack[at];
    if (!element) continue;
    stack.length = at;
    const content = xml.slice(textStart, match.index);
    if (!content.includes('<')) stack.at(-1)?.texts.set(name, content.trim());
    textStart = match.index + all.length;
    yield { path: stack.map((outer) => outer.name), element, span: { start: element.start, end: match.index + all.length } };
  }
}

/** https://maven.apache.org/pom.html */
export const maven = detector({
  framework: 'Maven',
  format: 'text',
  files: /(?:^|\/)pom\.xml$/,
  mentions: ['<project'],

  *facts({ document }) {
    let gathers = false;
    for (const { path, element, span } of elementsOf(document.text)) {
      const { texts } = element;
      const where = path.join('/');
      if (element.name === 'modules' && where === 'project') gathers = true;
      if (element.name === 'dependency' && where === 'project/dependencies') {
        const [group, artifact] = [texts.get('groupId'), texts.get('artifactId')];
        const scope = texts.get('scope') ?? 'compile';
        if (group && artifact)
          yield* dependency(span, `${group}:${artifact}`, texts.get('version'), scope !== 'test' && scope !== 'provided');
      }
      if (element.name === 'project' && path.length === 0)
        yield Manifest(
          { span: before(0) },
          { ecosystem: 'java', name: texts.get('artifactId'), publishable: false, gathers: gathers && texts.get('packaging') === 'pom' },
        );
    }
  },
});

const RUNTIME = /^(?:api|implementation|compile|runtime|runtimeOnly)$/;
const DECLARED =
  /^[ \t]*(api|implementation|compile|compileOnly|runtime|runtimeOnly|developmentOnly|annotationProcessor|kapt|testImplementation|testRuntimeOnly|testCompile|testCompileOnly|providedCompile)\b[ \t(]{0,40}(?:platform\(|enforcedPlatform\()?[ \t]{0,40}(?:(["'])([\w.-]{1,100}):([\w.-]{1,100})(?::([\w.${}+,[\]()-]{1,60}))?\2|group[ \t]{0,8}[:=][ \t]{0,8}["']([\w.-]{1,100})["'][ \t]{0,8},[ \t]{0,8}name[ \t]{0,8}[:=][ \t]{0,8}["']([\w.-]{1,100})["'](?:[ \t]{0,8},[ \t]{0,8}version[ \t]{0,8}[:=][ \t]{0,8}["']([\w.${}+,[\]()-]{1,60})["'])?)/gm;

/** Build scripts are programs; plain declarations are read. */
export const gradle = detector({
  framework: 'Gradle',
  format: 'text',
  files: /(?:^|\/)build\.gradle(?:\.kts)?$/,

  *facts({ document }) {
    const { text } = document;
    const code = text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));
    yield Manifest({ span: before(0) }, { ecosystem: 'java', name: undefined, publishable: false, gathers: false });
    for (const match of code.matchAll(DECLARED)) {
      const [all, configuration = '', , group, artifact, version, namedGroup, namedArtifact, namedVersion] = match;
      const start = match.index + all.length - all.trimStart().length;
      yield* dependency(
        { start, end: match.index + all.length },
        `${group ?? namedGroup ?? ''}:${artifact ?? namedArtifact ?? ''}`,
        version ?? namedVersion,
        RUNTIME.test(configuration),
      );
    }
  },
});

export const gradleSettings = detector({
  framework: 'Gradle',
  format: 'text',
  files: /(?:^|\/)settings\.gradle(?:\.kts)?$/,
  mentions: /^[ \t]*include\b/m,

  *facts() {
    yield Manifest({ span: before(0) }, { ecosystem: 'java', name: undefined, publishable: false, gathers: true });
  },
});

/** https://docs.gradle.org/current/userguide/version_catalogs.html#sec:version-catalog-declaration */
export const versionCatalog = detector({
  framework: 'Gradle',
  format: 'toml',
  files: /(?:^|\/)gradle\/[\w.-]{1,60}\.versions\.toml$/,

  *facts({ root }) {
    const versions = root.get('versions');
    for (const { span, node } of root.get('libraries')?.entries ?? []) {
      const [group, artifact, written] = (
        node.text ??
        node.get('module')?.text ??
        `${node.get('group')?.text ?? ''}:${node.get('name')?.text ?? ''}`
      ).split(':');
      if (!group || !artifact) continue;
      const version = node.get('version');
      const named = version?.get('ref')?.text;
      const text = written ?? version?.text ?? (named === undefined ? undefined : versions?.get(named)?.text);
      yield Dependency({ span }, { ecosystem: 'java', name: `${group}:${artifact}`.toLowerCase(), version: text, runtime: true });
    }
  },
});
