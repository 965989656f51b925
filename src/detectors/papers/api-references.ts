import { ApiReference } from '../../facts/papers.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { isOff } from '../../model/value.js';
import { detector } from '../detector.js';

/** A document in OpenAPI's form counts in a folder of documents as well. https://spec.openapis.org/oas/latest.html */
const WRITTEN: readonly Role[] = ['production', 'sample'];
const BUILT: readonly Role[] = ['production'];

const VERSION = /^(?:openapi|swagger|asyncapi)[ \t]*:[ \t]*(["']?)[23][^\s"'#]*\1/m;

/** Read as text: such a document may be a megabyte, and how many paths it has is told by the columns of its lines. */
export const openApiYaml = detector({
  framework: 'OpenAPI',
  format: 'text',
  files: /\.ya?ml$/,
  roles: WRITTEN,
  mentions: /^(?:openapi|swagger|asyncapi)[ \t]*:[ \t]*["']?[23]/m,

  *facts({ document: { text } }): Iterable<FactDraft> {
    const version = VERSION.exec(text);
    const count = keysBelow(text, 'paths') || keysBelow(text, 'channels');
    if (version && count > 0)
      yield ApiReference(
        { span: { start: version.index, end: version.index + version[0].length } },
        { by: `a document in OpenAPI's form, ${String(count)} paths`, certain: true, paths: count },
      );
  },
});

const LINE = /( *)(?:([^ \n])[^\n]*)?(?:\n|$)/y;

/** How many keys a map has that stands under a key of the first column, where it is written as a block. */
function keysBelow(text: string, key: string): number {
  const head = new RegExp(`^["']?${key}["']?[ \\t]*:[ \\t]*(?:#[^\\n]*)?\\r?\\n`, 'm').exec(text);
  if (!head) return 0;
  let column: number | undefined;
  let count = 0;
  LINE.lastIndex = head.index + head[0].length;
  for (let line = LINE.exec(text); line && line[0] !== ''; line = LINE.exec(text)) {
    const [, { length: indent } = '', first = ''] = line;
    if (/^[#\r]?$/.test(first)) continue;
    if (indent === 0) break;
    column ??= indent;
    if (indent === column && first !== '{') count += 1;
  }
  return count;
}

export const openApiJson = detector({
  framework: 'OpenAPI',
  format: 'text',
  files: /\.json$/,
  roles: WRITTEN,
  mentions: /"(?:openapi|swagger|asyncapi)"\s{0,8}:\s{0,8}"[23]/,

  *facts({ document: { text } }): Iterable<FactDraft> {
    const start = text.search(/"(?:openapi|swagger|asyncapi)"\s{0,8}:/);
    if (start >= 0 && /"(?:paths|channels)"\s{0,8}:\s{0,8}\{\s{0,40}"/.test(text))
      yield ApiReference({ span: { start, end: start + 9 } }, { by: "a document in OpenAPI's form", certain: true, paths: 0 });
  },
});

/** FastAPI writes the document, and the pages on it, unless it is told not to. https://fastapi.tiangolo.com/tutorial/metadata/#docs-urls */
export const pythonReferences = detector({
  framework: 'OpenAPI generators for Python',
  format: 'python',
  roles: BUILT,
  mentions:
    /\b(?:fastapi|drf_spectacular|drf_yasg|flasgger|flask_smorest|flask_restx|apispec|flask_openapi3|ninja|litestar|connexion|apiflask|sanic_ext)\b/,

  *facts(python): Iterable<FactDraft> {
    for (const call of python.calls('fastapi.FastAPI')) {
      const document = call.option('openapi_url');
      if (document?.kind === 'nothing' || isOff(document)) continue;
      yield ApiReference(
        { span: call.calleeSpan },
        { by: "FastAPI's OpenAPI document", certain: document === undefined || document.kind === 'text', paths: 0 },
      );
    }
    for (const [pattern, by] of PYTHON_CALLS)
      for (const call of python.calls(...pattern)) yield ApiReference({ span: call.calleeSpan }, { by, certain: true, paths: 0 });
    // Django names it in its settings, and serves it from its URLs.
    for (const { module, name, span } of python.importList)
      if (/^drf_spectacular\.views$|^drf_yasg\.views$/.test(module) && name !== undefined)
        yield ApiReference({ span }, { by: module.startsWith('drf_yasg') ? 'drf-yasg' : 'drf-spectacular', certain: true, paths: 0 });
  },
});

const PYTHON_CALLS: readonly (readonly [readonly string[], string])[] = [
  [['flasgger.Swagger'], 'Flasgger'],
  [['flask_smorest.Api'], 'flask-smorest'],
  [['flask_restx.Api'], 'Flask-RESTX'],
  [['flask_openapi3.OpenAPI'], 'flask-openapi3'],
  [['apiflask.APIFlask'], 'APIFlask'],
  [['apispec.APISpec'], 'apispec'],
  [['ninja.NinjaAPI', 'ninja_extra.NinjaExtraAPI'], 'Django Ninja'],
  [['litestar.Litestar'], 'Litestar'],
];

export const scriptReferences = detector({
  framework: 'OpenAPI generators for JavaScript',
  format: 'javascript',
  roles: BUILT,
  mentions:
    /@nestjs\/swagger|swagger-jsdoc|swagger-ui-express|@fastify\/swagger|@scalar\/|zod-openapi|trpc-openapi|trpc-to-openapi|hono-openapi|express-openapi|\btsoa\b|redoc-express/,

  *facts(script): Iterable<FactDraft> {
    for (const call of script.calls(
      '@nestjs/swagger.SwaggerModule.setup',
      '@nestjs/swagger.SwaggerModule.createDocument',
      'swagger-jsdoc',
      'swagger-jsdoc.default',
      'swagger-ui-express.setup',
      '*.generateOpenApiDocument',
      '*.doc31',
      '*.openAPISpecs',
      'zod-openapi.createDocument',
    ))
      yield ApiReference(
        { span: call.calleeSpan },
        {
          by: call.name.startsWith('@nestjs') ? '@nestjs/swagger' : call.name.replace(/\..*/s, '').slice(0, 40) || 'OpenAPI',
          certain: true,
          paths: 0,
        },
      );
    for (const call of script.calls('*.register')) {
      const plugin = call.arg(0)?.name ?? '';
      if (/^@fastify\/swagger(?:$|\.)|^@scalar\/fastify/.test(plugin))
        yield ApiReference({ span: call.calleeSpan }, { by: '@fastify/swagger', certain: true, paths: 0 });
    }
  },
});

/** springdoc serves the document as soon as it is a dependency. https://springdoc.org/#getting-started */
export const javaReferences = detector({
  framework: 'springdoc',
  format: 'text',
  files: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
  roles: BUILT,
  mentions: /springdoc-openapi-(?:starter-)?web\w*|springfox-boot-starter|quarkus-smallrye-openapi|micronaut-openapi/,

  *facts({ document: { text } }): Iterable<FactDraft> {
    const found = /springdoc-openapi-(?:starter-)?web[\w-]*|springfox-boot-starter|quarkus-smallrye-openapi|micronaut-openapi/.exec(text);
    if (found)
      yield ApiReference({ span: { start: found.index, end: found.index + found[0].length } }, { by: found[0], certain: true, paths: 0 });
  },
});

/** swag reads comments above handlers. https://github.com/swaggo/swag#general-api-info */
export const goReferences = detector({
  framework: 'OpenAPI generators for Go',
  format: 'go',
  roles: BUILT,
  mentions: /^\/\/[ \t]*@(?:Router|Summary)\b|\/swaggo\/|danielgtaylor\/huma|go-swagger|oapi-codegen|grpc-gateway/m,

  *facts(go): Iterable<FactDraft> {
    const { text } = go.document;
    const comment = /^\/\/[ \t]*@Router[ \t]+\/\S{0,200}/m.exec(text);
    if (comment)
      yield ApiReference(
        { span: { start: comment.index, end: comment.index + comment[0].length } },
        { by: "swag's comments", certain: true, paths: 0 },
      );
    for (const { module, span } of go.importList)
      if (/^github\.com\/(?:danielgtaylor\/huma|swaggo\/)/.test(module))
        yield ApiReference({ span }, { by: module.includes('huma') ? 'Huma' : 'swag', certain: true, paths: 0 });
  },
});

/** A schema or a protocol names everything, and explains as much as its authors wrote: whether callers can work with it, people tell. */
export const schemas = detector({
  framework: 'GraphQL and Protocol Buffers',
  format: 'text',
  files: /\.(?:graphqls?|gql|proto)$/,
  roles: BUILT,
  mentions: /^[ \t]*(?:extend )?(?:type (?:Query|Mutation)|schema)\b|^[ \t]*service[ \t]+\w{1,100}[ \t]*\{/m,

  *facts(): Iterable<FactDraft> {
    yield ApiReference({ span: before(0) }, { by: 'a schema', certain: false, paths: 0 });
  },
});
