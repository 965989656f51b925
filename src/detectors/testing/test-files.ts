import type { Ecosystem } from '../../facts/project.js';
import { EMPTY_TEST, TestFile, type TestScope } from '../../facts/testing.js';
import { folderOf } from '../../model/document.js';
import { type Span, before } from '../../model/span.js';
import { detector } from '../detector.js';
import { isVendored } from '../quality/source-files.js';

interface Signs {
  readonly ecosystem: Ecosystem;
  /** A test, or what a runner takes for one. */
  readonly test: RegExp;
  /** What talks to the product as its users or its stores do; the first group is the sign. */
  readonly integration: RegExp;
  readonly browser: RegExp;
}

const PYTHON: Signs = {
  ecosystem: 'python',
  test: /^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*[ \t]*\(|^class[ \t]+\w*(?:Tests?|TestCase)\w*\([^)\n]{0,200}Test\w*[^)\n]{0,200}\)|^[ \t]*class[ \t]+\w{1,80}\([^)\n]{0,200}TestCase\)|^[ \t]*@(?:pytest_bdd\.)?scenario\b/m,
  integration:
    /\b(TestClient\(|ASGITransport\(|AsyncClient\(app=|(?:app|application)\.test_client\(|create_app\([^\n]{0,200}\)\.test_client\(|APIClient\(|APITestCase|APITransactionTestCase|TransactionTestCase|LiveServerTestCase|django\.test import[^\n]{0,100}\b(?:TestCase|Client)\b|pytest\.mark\.django_db|self\.client\.(?:get|post|put|patch|delete)\(|aiohttp_client|AioHTTPTestCase|webtest\.TestApp|testcontainers|(?:requests|httpx|session)\.(?:get|post|put|patch|delete)\(\s*f?["']https?:\/\/(?:localhost|127\.0\.0\.1)|pytest\.mark\.(?:integration|functional)\b|AppTest\.from_file\()/,
  browser:
    /\b(sync_playwright|async_playwright|playwright\.(?:sync|async)_api|selenium\.webdriver|from selenium import webdriver|StaticLiveServerTestCase|dash_duo)\b/,
};

const SCRIPT: Signs = {
  ecosystem: 'javascript',
  test: /\b(?:it|test|describe|suite|specify|context|Scenario|Deno\.test)(?:\.\w{1,20}){0,3}(?:\(|`)|\bQUnit\.(?:test|module)\(/,
  integration:
    /(\bfrom ["']supertest["']|require\(["']supertest["']\)|\blight-my-request\b|\b(?:app|server|fastify)\.inject\(|\bchai-?http\b|["']@nestjs\/testing["']|\btestcontainers\b|\bmongodb-memory-server\b|\bpactum\b|\bnext-test-api-route-handler\b|\bapp\.request\(\s*["'`]\/|\b(?:fetch|axios(?:\.\w{1,10})?|request|got(?:\.\w{1,10})?)\(\s*["'`]https?:\/\/(?:localhost|127\.0\.0\.1)|\bmedusaIntegrationTestRunner\b|\btestClient\(app\b)/,
  browser:
    /(["']@playwright\/test["']|\bcy\.(?:visit|request)\(|\bfrom ["'](?:puppeteer|playwright|webdriverio|@wdio\/globals|selenium-webdriver)["']|require\(["'](?:puppeteer|playwright|webdriverio|selenium-webdriver)["']\))/,
};

const GO: Signs = {
  ecosystem: 'go',
  test: /^func (?:\(\w{1,20} \*?\w{1,80}\) )?(?:Test|Fuzz|Example)\w*\(/m,
  integration:
    /(\bhttptest\.(?:NewRecorder|NewRequest)\b|\bhttptest\.New(?:Unstarted|TLS)?Server\((?!\s*(?:http\.(?:HandlerFunc|NewServeMux)\b|nil\b|func\b))|testcontainers-go|\bdockertest\b|\/\/go:build[ \t][^\n]{0,80}\b(?:integration|e2e)\b|\bbufconn\.Listen\b|\bembedded-postgres\b)/,
  browser: /(chromedp\/chromedp|playwright-go)/,
};

const JAVA: Signs = {
  ecosystem: 'java',
  test: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b|extends TestCase\b/,
  integration:
    /(@SpringBootTest\b|@WebMvcTest\b|@WebFluxTest\b|@DataJpaTest\b|@DataMongoTest\b|@DataJdbcTest\b|@AutoConfigureMockMvc\b|@MicronautTest\b|@QuarkusTest\b|@QuarkusIntegrationTest\b|@Testcontainers\b|\bio\.restassured\b|\bWebTestClient\b|\bMockMvcBuilders\b|\bTestRestTemplate\b)/,
  browser: /(org\.openqa\.selenium|com\.microsoft\.playwright|com\.codeborne\.selenide)/,
};

const LANGUAGES: readonly (readonly [RegExp, Signs])[] = [
  [/\.py$/, PYTHON],
  [/\.(?:[cm]?[jt]sx?)$/, SCRIPT],
  [/\.go$/, GO],
  [/\.java$/, JAVA],
];

/** Names that say what a test talks to: of a folder, or a part of the file's own. */
const INTEGRATION =
  /(?:^|\/)(?:[\w-]{0,20}integration(?:[-_]?tests?)?|functional(?:[-_]?tests?)?|acceptance(?:[-_]?tests?)?|system[-_]tests?|api[-_]tests?|it)\/|[._-](?:integration|int|api)[._-](?:tests?|spec)\.|(?:^|\/)test_integration|_integration(?:_test)?\.|(?:IT|ITCase|IntegrationTests?)\.java$|\.int-spec\./;
const END_TO_END =
  /(?:^|\/)(?:[\w-]{0,20}e2e(?:[-_]?tests?)?|end[-_]?to[-_]?end|cypress|playwright|ui[-_]tests?|browser[-_]tests?)\/|[._-](?:e2e|e2e-spec|cy)\.|(?:^|\/)test_e2e|_e2e(?:_test)?\.|E2ETests?\.java$/;
/** What tests only read: data, doubles, recorded output. */
const MATERIAL = /(?:^|\/)(?:testdata|test[-_]data|__snapshots__|__fixtures__|fixtures?|__mocks__|mocks?|stubs?|node_modules)\//i;

function wordAt(text: string, pattern: RegExp): { readonly span: Span; readonly sign: string } | undefined {
  const match = pattern.exec(text);
  const sign = match?.[1];
  return match && sign !== undefined
    ? {
        span: { start: match.index, end: match.index + sign.length },
        sign: /["']([^"']+)["']\)?$/.exec(sign)?.[1] ?? sign.replace(/\([^()]{0,200}\)?$/, ''),
      }
    : undefined;
}

/** What a sign alone does not say: a server that the test makes up is no part of the product; a module of NestJS is asked only as an application. */
const holds = (sign: string, text: string): boolean =>
  (!/^httptest\.New\w*Server/.test(sign) || !text.includes('http.NewServeMux()')) &&
  (!/^(?:fetch|axios|request|got)\b/.test(sign) || !text.includes('createServer(')) &&
  (!sign.includes('@nestjs/testing') || text.includes('createNestApplication'));

/** A Spring context that starts and is asked nothing. */
const isEmptyJava = (text: string): boolean => {
  const all = text.match(/@(?:Test|ParameterizedTest|RepeatedTest)\b/g)?.length ?? 0;
  const empty = text.match(/@Test\b[^{};]{0,300}\{\s*\}/g)?.length ?? 0;
  return all > 0 && all === empty;
};

/** A test by its name, its folder and what stands in it. */
export const testFiles = detector({
  framework: 'tests',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]sx?|go|java)$/,
  roles: ['test'],

  *facts({ document: { path, text } }) {
    const signs = LANGUAGES.find(([pattern]) => pattern.test(path))?.[1];
    if (!signs || MATERIAL.test(path) || isVendored(path) || text.trim() === '') return;
    const folder = folderOf(path);
    const { ecosystem } = signs;
    const state = (scope: TestScope, { span, sign }: { readonly span: Span; readonly sign: string }): ReturnType<typeof TestFile> =>
      TestFile({ span }, { ecosystem, scope, sign, folder });
    const test = signs.test.exec(text);
    const browser = wordAt(text, signs.browser);
    const sign = wordAt(text, signs.integration);
    const asked = sign && holds(sign.sign, text) ? sign : undefined;
    // Set up for others (conftest.py, a helper): a sign is enough. Anything else is a test only when it holds one.
    if (!test) {
      if ((browser ?? asked) && !/\.(?:config|conf)\.\w+$/.test(path))
        yield state(browser ? 'end-to-end' : 'integration', browser ?? asked ?? { span: before(0), sign: '' });
      return;
    }
    const at = { span: { start: test.index + test[0].length - test[0].trimStart().length, end: test.index + test[0].length } };
    if (signs === JAVA && isEmptyJava(text)) {
      yield state('unit', { ...at, sign: EMPTY_TEST });
      return;
    }
    if (browser) yield state('end-to-end', browser);
    else if (END_TO_END.test(path)) yield state('end-to-end', { ...at, sign: 'its name' });
    else if (asked) yield state('integration', asked);
    else if (INTEGRATION.test(path)) yield state('integration', { ...at, sign: 'its name' });
    else yield state('unit', { ...at, sign: 'a test' });
  },
});

/** Suites in a language of their own: features of Cucumber, Robot Framework, Hurl, collections of Postman, Bruno. */
export const scenarioFiles = detector({
  framework: 'scenarios',
  format: 'text',
  files: /\.(?:feature|robot|hurl|bru)$|(?:^|\/)[\w .-]{1,80}\.postman_collection\.json$/,

  *facts({ document: { path, text } }) {
    // A collection that checks no answer documents requests, and tests nothing; an empty one stands for what was too large to read.
    const isCollection = path.endsWith('.json');
    if (text.trim() === '' ? !isCollection : isCollection && !/\bpm\.(?:test|expect)\(|\btests\[/.test(text)) return;
    const name = path.endsWith('.feature') ? 'a feature' : path.endsWith('.robot') ? 'a Robot Framework suite' : 'a collection of requests';
    yield TestFile({ span: before(0) }, { ecosystem: undefined, scope: 'end-to-end', sign: name, folder: folderOf(path) });
  },
});

interface LoadTool {
  readonly name: string;
  readonly sign: RegExp;
}

const LOAD_TOOLS: readonly LoadTool[] = [
  { name: 'k6', sign: /\b(?:from|import) ["']k6(?:\/\w+)?["']/ },
  { name: 'Locust', sign: /^[ \t]*(?:from locust\b|import locust\b)/m },
  { name: 'Gatling', sign: /\b(?:io\.gatling\.(?:core|javaapi|http)|@gatling\.io\/core)\b/ },
  { name: 'autocannon', sign: /\bfrom ["']autocannon["']|require\(["']autocannon["']\)/ },
  { name: 'Vegeta', sign: /\btsenart\/vegeta\b/ },
  { name: 'Molotov', sign: /^[ \t]*(?:from|import) molotov\b/m },
  { name: 'loadtest', sign: /\bfrom ["']loadtest["']|require\(["']loadtest["']\)/ },
];

export const loadTestCode = detector({
  framework: 'load tests',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]sx?|go|java|kt|scala)$/,
  mentions:
    /["']k6(?:\/\w+)?["']|\blocust\b|io\.gatling\.|@gatling\.io\/core|["']autocannon["']|tsenart\/vegeta|\bmolotov\b|["']loadtest["']/,

  *facts({ document: { path, text } }) {
    for (const { name, sign } of LOAD_TOOLS) {
      const match = sign.exec(text);
      if (!match) continue;
      yield TestFile(
        { span: { start: match.index, end: match.index + match[0].length } },
        { ecosystem: undefined, scope: 'load', sign: name, folder: folderOf(path) },
      );
      return;
    }
  },
});

/** https://www.artillery.io/docs/reference/test-script https://gettaurus.org/docs/ExecutionSettings/ */
export const loadTestPlans = detector({
  framework: 'load tests',
  format: 'yaml',
  files: /\.ya?ml$/,
  mentions: /^(?:config|execution)[ \t]*:/m,

  *facts({ root, document: { path } }) {
    const artillery = root.get('config')?.get('phases') && root.get('scenarios');
    const taurus =
      root.get('execution')?.items.some((item) => item.get('concurrency') ?? item.get('throughput') ?? item.get('scenario')) &&
      root.get('scenarios');
    if (artillery ?? taurus)
      yield TestFile(
        { span: before(0) },
        { ecosystem: undefined, scope: 'load', sign: artillery ? 'Artillery' : 'Taurus', folder: folderOf(path) },
      );
  },
});

export const jmeterPlans = detector({
  framework: 'JMeter',
  format: 'text',
  files: /\.jmx$/,

  *facts({ document: { path, text } }) {
    // A plan that is too large to be read is one all the same.
    if (text === '' || text.includes('<jmeterTestPlan'))
      yield TestFile({ span: before(0) }, { ecosystem: undefined, scope: 'load', sign: 'JMeter', folder: folderOf(path) });
  },
});
