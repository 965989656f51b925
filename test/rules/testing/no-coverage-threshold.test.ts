import { noCoverageThreshold } from '../../../src/rules/testing/no-coverage-threshold.js';
import { testRule } from '../rule-tester.js';

const python = {
  'shop/orders.py': 'def total(orders):\n    return sum(order.price for order in orders)\n',
  'tests/test_orders.py': 'def test_total():\n    assert True\n',
};
const script = {
  'src/orders.js': 'export const total = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n',
  'test/orders.test.js': "test('orders', () => {});\n",
};
const go = {
  'main.go': 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n',
  'main_test.go': 'package main\n\nfunc TestMain1(t *testing.T) {}\n',
};
const java = {
  'src/main/java/shop/Orders.java': 'package shop;\n\nclass Orders {\n  int total() { return 0; }\n}\n',
  'src/test/java/shop/OrdersTest.java': 'package shop;\n\nclass OrdersTest {\n  @Test\n  void a() { assertTrue(true); }\n}\n',
};
const manifest = '[project]\nname = "shop"\n';
const packageJson = '{ "name": "shop", "private": true }\n';
const pom = (minimum: string): string =>
  `<project>\n<artifactId>shop</artifactId>\n<properties><least>0.85</least></properties>\n<build><plugins><plugin><artifactId>jacoco-maven-plugin</artifactId><configuration><rules><rule><limits><limit><counter>LINE</counter><value>COVEREDRATIO</value><minimum>${minimum}</minimum></limit></limits></rule></rules></configuration></plugin></plugins></build>\n</project>\n`;

testRule(noCoverageThreshold, {
  reports: [
    { name: 'none', files: { 'pyproject.toml': `«»${manifest}`, ...python }, severity: 'info', fixed: null },
    {
      name: 'a section for reports that has none',
      files: { 'pyproject.toml': `«»${manifest}\n[tool.coverage.report]\nshow_missing = true\n`, ...python },
      fixed: `${manifest}\n[tool.coverage.report]\nfail_under = 80\nshow_missing = true\n`,
    },
    {
      name: 'coverage that is measured and held by nothing',
      files: { 'pyproject.toml': `«»${manifest}\n[tool.coverage.run]\nbranch = true\n`, ...python },
      fixed: `${manifest}\n[tool.coverage.run]\nbranch = true\n\n[tool.coverage.report]\nfail_under = 80\n`,
    },
    {
      name: 'a low one, at the number',
      files: { 'pyproject.toml': `${manifest}\n[tool.coverage.report]\n«fail_under = 60»\n`, ...python },
      says: "'fail_under' is satisfied with 60 %",
      fixed: `${manifest}\n[tool.coverage.report]\nfail_under = 80\n`,
    },
    {
      name: 'a low one of pytest',
      files: { 'pyproject.toml': `${manifest}\n[tool.pytest.ini_options]\naddopts = "--cov=shop «--cov-fail-under=50»"\n`, ...python },
    },
    {
      name: 'a low one in .coveragerc',
      files: { 'pyproject.toml': manifest, '.coveragerc': '[run]\nbranch = True\n\n[report]\n«fail_under = 40»\n', ...python },
    },
    {
      name: 'Jest without one',
      files: { 'package.json': '«»{ "name": "shop", "jest": { "verbose": true } }\n', ...script },
      fixed: '{ "name": "shop", "jest": { "coverageThreshold": { "global": { "lines": 80 } }, "verbose": true } }\n',
    },
    {
      name: 'a low one of Vitest',
      files: {
        'package.json': packageJson,
        'vitest.config.ts': 'export default { test: { coverage: { «thresholds»: { lines: 30 } } } };\n',
        ...script,
      },
    },
    { name: 'a low one of JaCoCo', files: { 'pom.xml': pom('«0.50»'), ...java }, says: '50 %' },
  ],
  accepts: [
    { name: 'fail_under', files: { 'pyproject.toml': `${manifest}\n[tool.coverage.report]\nfail_under = 85\n`, ...python } },
    { name: 'exactly the target', files: { 'pyproject.toml': `${manifest}\n[tool.coverage.report]\nfail_under = 80\n`, ...python } },
    {
      name: 'a section of setup.cfg',
      files: { 'pyproject.toml': manifest, 'setup.cfg': '[coverage:report]\nfail_under = 90\n', ...python },
    },
    {
      name: 'addopts over several lines',
      files: { 'pyproject.toml': manifest, 'pytest.ini': '[pytest]\naddopts =\n    --cov=shop\n    --cov-fail-under=92\n', ...python },
    },
    { name: 'a Makefile', files: { 'pyproject.toml': manifest, Makefile: 'test:\n\tpytest --cov=shop --cov-fail-under=81\n', ...python } },
    {
      name: 'Jest',
      files: { 'package.json': '{ "name": "shop", "jest": { "coverageThreshold": { "global": { "lines": 90 } } } }\n', ...script },
    },
    {
      name: 'Jest in code',
      files: {
        'package.json': packageJson,
        'jest.config.ts': 'export default {\n  coverageThreshold: {\n    global: { branches: 80, lines: 85 },\n  },\n};\n',
        ...script,
      },
    },
    {
      name: 'Vitest at a hundred',
      files: {
        'package.json': packageJson,
        'vitest.config.ts': 'export default { test: { coverage: { thresholds: { 100: true } } } };\n',
        ...script,
      },
    },
    {
      name: 'c8 in a script',
      files: { 'package.json': '{ "name": "shop", "scripts": { "test": "c8 --check-coverage --lines 95 node --test" } }\n', ...script },
    },
    {
      name: 'a target of Codecov',
      files: {
        'go.mod': 'module example.com/shop\n',
        'codecov.yml': 'coverage:\n  status:\n    project:\n      default:\n        target: 80%\n',
        ...go,
      },
    },
    { name: 'JaCoCo', files: { 'pom.xml': pom('0.80'), ...java } },
    { name: 'a property of the pom', files: { 'pom.xml': pom('${least}'), ...java } },
    {
      name: 'JaCoCo in Gradle',
      files: {
        'build.gradle':
          "plugins { id 'java' }\njacocoTestCoverageVerification {\n    violationRules {\n        rule {\n            limit {\n                minimum = 0.82\n            }\n        }\n    }\n}\n",
        ...java,
      },
    },
  ],
  unknown: [
    {
      name: 'a target of Codecov that only follows',
      files: {
        'go.mod': 'module example.com/shop\n',
        'codecov.yml': 'coverage:\n  status:\n    project:\n      default:\n        target: auto\n',
        ...go,
      },
    },
    {
      name: 'a number that is computed',
      files: {
        'package.json': packageJson,
        'vitest.config.ts': 'const least = 90;\nexport default { test: { coverage: { thresholds: { lines: least } } } };\n',
        ...script,
      },
    },
    { name: 'code without tests', files: { 'pyproject.toml': manifest, 'shop/orders.py': python['shop/orders.py'] } },
    {
      name: 'a quality gate that is kept elsewhere',
      files: {
        'go.mod': 'module example.com/shop\n',
        'sonar-project.properties': 'sonar.projectKey=shop\nsonar.go.coverage.reportPaths=coverage.out\n',
        ...go,
      },
    },
  ],
});
