import { noTests } from '../../../src/rules/testing/no-tests.js';
import { testRule } from '../rule-tester.js';

const orders = 'def total(orders):\n    return sum(order.price for order in orders)\n';
const python = { 'shop/orders.py': orders };
const script = { 'src/orders.js': 'export const total = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n' };
const manifest = '[project]\nname = "shop"\n';
const packageJson = '{ "name": "shop", "private": true }\n';
const pom = '<project>\n<artifactId>shop</artifactId>\n</project>\n';
const java = { 'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n' };
const pythonTest = 'def test_total():\n    assert True\n';
const files = (folder: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/shop/module_${String(i)}.py`, orders]));

testRule(noTests, {
  reports: [
    {
      name: 'settings for tests, which test nothing',
      files: {
        'pyproject.toml': `«»${manifest}`,
        ...files('shop', 6),
        'shop/settings/test.py': 'class TestSettings(Settings):\n    debug = True\n',
      },
    },
    {
      name: 'none at all',
      files: { 'pyproject.toml': `«»${manifest}`, ...python },
      says: 'in the top folder',
      fix: 'Begin with a first test',
    },
    {
      name: 'a folder of tests without a test',
      files: { 'pyproject.toml': `«»${manifest}`, 'tests/__init__.py': '', 'tests/conftest.py': 'import pytest\n', ...python },
    },
    {
      name: 'data and doubles that tests would use',
      files: { 'package.json': `«»${packageJson}`, 'src/__mocks__/db.js': 'export const test = (name) => describe(name);\n', ...script },
    },
    {
      name: 'a load test alone',
      files: {
        'package.json': `«»${packageJson}`,
        'k6/orders.js': "import http from 'k6/http';\nexport default () => http.get('/');\n",
        ...script,
      },
    },
    {
      name: 'a language whose tests are those of another',
      files: {
        'api/pyproject.toml': manifest,
        ...files('api', 2),
        'api/tests/test_a.py': pythonTest,
        'web/package.json': `«»${packageJson}`,
        'web/src/orders.js': script['src/orders.js'],
      },
      says: "JavaScript code in 'web'",
    },
    {
      name: 'a service of some size beside one that is tested',
      files: {
        'a/pyproject.toml': manifest,
        ...files('a', 2),
        'a/tests/test_a.py': pythonTest,
        'b/pyproject.toml': `«»${manifest}`,
        ...files('b', 6),
      },
      says: 'none of 6 files',
    },
    {
      name: 'a package that nobody uses, and none that a tested one uses',
      files: {
        'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
        'packages/app/package.json': '{ "name": "app", "private": true, "dependencies": { "ui": "workspace:*" } }\n',
        'packages/app/src/orders.js': script['src/orders.js'],
        'packages/app/src/orders.test.js': "test('orders', () => {});\n",
        'packages/ui/package.json': '{ "name": "ui", "private": true }\n',
        'packages/mobile/package.json': '«»{ "name": "mobile", "private": true }\n',
        ...Object.fromEntries(
          ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => [
            [`packages/ui/src/${name}.js`, script['src/orders.js']],
            [`packages/mobile/src/${name}.js`, script['src/orders.js']],
          ]),
        ),
      },
      says: "in 'packages/mobile'",
    },
    { name: 'Java without tests', files: { 'pom.xml': `«»${pom}`, ...java }, fixed: null },
  ],
  accepts: [
    {
      name: 'a part whose tests stand among those of the whole',
      files: {
        'pyproject.toml': manifest,
        ...python,
        'plugins/pyproject.toml': manifest,
        ...files('plugins', 6),
        'tests/unit/plugins/test_plugins.py': pythonTest,
      },
    },
    { name: 'pytest', files: { 'pyproject.toml': manifest, 'tests/test_orders.py': pythonTest, ...python } },
    { name: 'a test beside the code', files: { 'pyproject.toml': manifest, 'shop/test_orders.py': pythonTest, ...python } },
    {
      name: "Django's tests.py",
      files: {
        'requirements.txt': 'django==5.2\n',
        'shop/tests.py': 'from django.test import TestCase\n\n\nclass Orders(TestCase):\n    pass\n',
        ...python,
      },
    },
    { name: 'Jest', files: { 'package.json': packageJson, 'src/__tests__/orders.js': "describe('orders', () => {});\n", ...script } },
    {
      name: "Node's own runner",
      files: {
        'package.json': packageJson,
        'test/orders.test.mjs': "import test from 'node:test';\ntest('orders', () => {});\n",
        ...script,
      },
    },
    {
      name: 'Go',
      files: {
        'go.mod': 'module example.com/shop\n',
        'main.go': 'package main\n\nfunc main() {\n\tprintln(1)\n}\n',
        'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestMain1(t *testing.T) {}\n',
      },
    },
    {
      name: 'JUnit',
      files: {
        'pom.xml': pom,
        ...java,
        'src/test/java/shop/OrdersTest.java':
          'package shop;\n\nclass OrdersTest {\n  @Test\n  void total() { assertEquals(0, new Orders().total()); }\n}\n',
      },
    },
    {
      name: 'tests in a folder beside the only project',
      files: { 'backend/pyproject.toml': manifest, 'backend/shop/orders.py': orders, 'tests/test_orders.py': pythonTest },
    },
  ],
  unknown: [
    {
      name: 'tests beside several projects, which could be of any',
      files: {
        'a/pyproject.toml': manifest,
        ...files('a', 6),
        'b/pyproject.toml': manifest,
        ...files('b', 6),
        'tests/test_all.py': pythonTest,
      },
    },
    {
      name: 'a Spring context that only starts',
      files: {
        'pom.xml': pom,
        ...java,
        'src/test/java/shop/ShopApplicationTests.java':
          'package shop;\n\n@SpringBootTest\nclass ShopApplicationTests {\n  @Test\n  void contextLoads() {\n  }\n}\n',
      },
    },
  ],
});
