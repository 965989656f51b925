import assert from 'node:assert/strict';
import { openApiYaml } from '../../../src/detectors/papers/api-references.js';
import type { FactDraft } from '../../../src/model/fact.js';
import { documentOf } from '../../syntax/document.js';

const PATHS: Readonly<Record<string, readonly [text: string, paths: readonly number[]]>> = {
  'a document': ['openapi: 3.0.0\npaths:\n  /users:\n    get: {}\n  /users/{id}:\n    get: {}\n', [2]],
  'a document of Swagger': ['swagger: "2.0"\ninfo: {}\npaths: # of all\n    /users:\n        get: {}\n', [1]],
  'a document of messages': ["asyncapi: '2.6.0'\nchannels:\n  orders/placed:\n    publish: {}\n", [1]],
  'one with line ends of Windows': ['openapi: 3.1.0\r\npaths:\r\n  /a:\r\n    get: {}\r\n\r\n  # more\r\n  "/b":\r\n    get: {}\r\n', [2]],
  'texts below a path': [
    'openapi: 3.0.0\npaths:\n  /a:\n    description: |\n      /b:\n      /c:\n  /d: {}\ncomponents:\n  schemas: {}\n',
    [2],
  ],
  'the end without a line break': ['openapi: 3.0.0\npaths:\n  /a: {}', [1]],
  'no path yet': ['openapi: 3.0.0\npaths: {}\ncomponents:\n  schemas: {}\n', []],
  'no paths at all': ['openapi: 3.0.0\ninfo:\n  title: Shop\n', []],
  'paths of another thing': ['name: shop\npaths:\n  /a: {}\n', []],
  'a version deeper down': ['spec:\n  openapi: 3.0.0\npaths:\n  /a: {}\n', []],
};

describe('an API in OpenAPI’s form is read as text', () => {
  for (const [name, [text, paths]] of Object.entries(PATHS))
    it(`with ${name}`, () => {
      const facts = [...openApiYaml.facts({ document: documentOf('api/openapi.yaml', 'yaml', text) })] as FactDraft<{
        readonly paths: number;
      }>[];
      assert.deepEqual(
        facts.map((fact) => fact.paths),
        paths,
      );
      for (const { span } of facts) assert.match(text.slice(span.start, span.end), /^\w+: ["']?[23][\d.]+["']?$/);
    });
});
