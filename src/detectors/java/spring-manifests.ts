import { Mount, RouteDeclaration, Router } from '../../facts/http.js';
import { baseName, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { MODULE, WEB } from './spring-web.js';

/** A module of Spring Boot in a manifest: `spring-boot-starter-web`, `libs.spring.boot.starter.web`. */
const STARTER = /spring[-.]boot[-.]starter[-.](web|webmvc|webflux|jersey|data[-.]rest|graphql|hateoas|actuator)\b(?![-.]test)/g;
/** The paths of the Actuator below what a setting may put elsewhere. */
export const ACTUATOR = '~spring actuator';
const MOST_MODULES = 200;

/**
 * What an application has because its manifest, or that of a module which it asks for, names a starter.
 * https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.health
 */
export const springManifests = detector({
  framework: 'Spring Boot starters',
  format: 'text',
  files: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,

  *facts({ document }) {
    const at = { span: before(0) };
    const text = withoutManaged(document.text);
    const isMaven = baseName(document.path) === 'pom.xml';
    const name = isMaven ? artifactOf(text) : baseName(folderOf(document.path));
    yield Router(at, { key: MODULE, app: false, prefix: '', exportedAs: name === undefined || name === '' ? [] : [`~artifact ${name}`] });
    const wanted = new Set(
      [
        ...text.matchAll(
          isMaven
            ? /<artifactId>\s*([\w.-]{1,100})\s*<\/artifactId>/g
            : /\bproject\(\s*(?:path\s*[:=]\s*)?["']:(?:[\w.-]{1,80}:){0,6}([\w.-]{1,80})["']/g,
        ),
      ].map(([, artifact]) => artifact ?? ''),
    );
    if (!isMaven && /\b(?:subprojects|allprojects)\b/.test(text))
      yield Router(at, { key: '~gradle root', app: false, prefix: '', exportedAs: [] });
    for (const artifact of [...wanted].slice(0, MOST_MODULES))
      if (artifact !== name && !/^spring-|-(?:maven|gradle)-plugin$/.test(artifact))
        yield Mount(at, { parent: MODULE, child: `~artifact ${artifact}`, prefix: '', tentative: true });
    if (!isMaven) yield Mount(at, { parent: MODULE, child: '~gradle root', prefix: '', tentative: true });
    yield* starters(text);
  },
});

function* starters(text: string): Iterable<FactDraft> {
  let web = false;
  let health = false;
  for (const { 0: whole, 1: module, index } of text.matchAll(STARTER)) {
    const at = { span: { start: index, end: index + whole.length } };
    if (module !== 'actuator') {
      if (!web) yield Router({ span: before(index) }, { key: WEB, app: false, prefix: '', exportedAs: [] });
      web = true;
    } else if (!health) {
      health = true;
      yield Router(at, { key: ACTUATOR, app: false, prefix: '/actuator', exportedAs: [] });
      yield Mount(at, { parent: MODULE, child: ACTUATOR, prefix: '' });
      // It answers 503 while a datastore that the application has is down.
      yield RouteDeclaration(at, { router: ACTUATOR, method: 'GET', path: '/health', asksDatastore: true, canFail: true, probe: true });
    }
  }
}

/** Blanks what a manifest only fixes the versions of, and comments. */
const withoutManaged = (text: string): string =>
  ['<!--|-->', '<dependencyManagement>|</dependencyManagement>', '<build>|</build>', '<profiles>|</profiles>'].reduce((rest, pair) => {
    const [open = '', close = ''] = pair.split('|');
    return blanked(rest, open, close);
  }, text);

function blanked(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, from)) {
    const found = text.indexOf(close, start);
    const end = found < 0 ? text.length : found + close.length;
    parts.push(text.slice(from, start), ' '.repeat(end - start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** The module's own name: the first that is not its parent's. */
const artifactOf = (text: string): string | undefined =>
  /<artifactId>\s*([\w.-]{1,100})\s*<\/artifactId>/.exec(blanked(text, '<parent>', '</parent>'))?.[1];
