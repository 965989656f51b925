import assert from 'node:assert/strict';
import { TestFile } from '../../../src/facts/testing.js';
import { factsOf } from '../../support/facts.js';

const cases: Readonly<Record<string, readonly [path: string, text: string, expected: string | undefined]>> = {
  'a function of pytest': ['tests/test_orders.py', 'async def test_total():\n    pass\n', 'unit'],
  'a class of unittest': ['shop/tests.py', 'class Orders(unittest.TestCase):\n    pass\n', 'unit'],
  'an empty package of tests': ['tests/__init__.py', '', undefined],
  'fixtures that ask nothing': ['tests/conftest.py', 'import pytest\n', undefined],
  'fixtures that make a client': ['tests/conftest.py', 'def client():\n    return TestClient(app)\n', 'integration'],
  'a client of Flask': ['tests/test_api.py', 'def test_a(app):\n    app.test_client().get("/")\n', 'integration'],
  "Django's own client": ['shop/tests.py', 'from django.test import TestCase\n\n\nclass Orders(TestCase):\n    pass\n', 'integration'],
  Selenium: ['tests/test_ui.py', 'from selenium import webdriver\n\n\ndef test_a():\n    pass\n', 'end-to-end'],
  'a folder called integration': ['tests/integration/test_a.py', 'def test_a():\n    pass\n', 'integration'],
  Jest: ['src/__tests__/a.js', "describe('a', () => {});\n", 'unit'],
  supertest: ['test/a.test.ts', "import request from 'supertest';\nit('a', () => request(app));\n", 'integration'],
  'inject of Fastify': ['test/a.test.js', "test('a', () => app.inject('/'));\n", 'integration'],
  'a unit of NestJS': ['src/a.spec.ts', "import { Test } from '@nestjs/testing';\nit('a', () => Test.createTestingModule({}));\n", 'unit'],
  'an application of NestJS': [
    'test/app.e2e-spec.ts',
    "import { Test } from '@nestjs/testing';\nit('a', () => module.createNestApplication());\n",
    'end-to-end',
  ],
  'a server that the test makes up': [
    'test/a.test.js',
    "const s = createServer();\ntest('a', () => fetch('http://localhost:1'));\n",
    'unit',
  ],
  Playwright: ['tests/a.spec.ts', "import { test } from '@playwright/test';\ntest('a', () => {});\n", 'end-to-end'],
  "Playwright's settings": [
    'playwright.config.ts',
    "import { defineConfig } from '@playwright/test';\nexport default defineConfig({});\n",
    undefined,
  ],
  'a double': ['src/__mocks__/a.test.js', "test('a', () => {});\n", undefined],
  'a recorder of Go': ['a_test.go', 'func TestA(t *testing.T) {\n\tw := httptest.NewRecorder()\n}\n', 'integration'],
  'a handler that the test makes up': [
    'a_test.go',
    'func TestA(t *testing.T) {\n\ts := httptest.NewServer(http.HandlerFunc(nil))\n}\n',
    'unit',
  ],
  'a build tag': ['a_test.go', '//go:build integration\n\npackage a\n\nfunc TestA(t *testing.T) {}\n', 'integration'],
  MockMvc: ['src/test/java/A.java', '@WebMvcTest\nclass A {\n  @Test\n  void a() { mvc.perform(); }\n}\n', 'integration'],
  'a context that only starts': [
    'src/test/java/ATests.java',
    '@SpringBootTest\nclass ATests {\n  @Test\n  void contextLoads() {}\n}\n',
    'unit',
  ],
  'a feature': ['features/orders.feature', 'Feature: orders\n', 'end-to-end'],
  Locust: ['load/locustfile.py', 'from locust import HttpUser\n', 'load'],
  'code that ships': ['shop/orders.py', 'def test_total():\n    pass\n', undefined],
};

describe('test files', () => {
  for (const [name, [path, text, expected]] of Object.entries(cases))
    it(`${expected === undefined ? 'are not' : `are (${expected})`} ${name}`, async () =>
      assert.deepEqual(
        (await factsOf(TestFile, path, text)).map(({ scope }) => scope),
        expected === undefined ? [] : [expected],
      ));
});
