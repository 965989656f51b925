import { newFile } from '../../edits/new-file.js';
import { Route } from '../../facts/http.js';
import { Service, System } from '../../facts/service.js';
import { TestFile } from '../../facts/testing.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const noLoadTests = rule({
  id: 'testing/no-load-tests',
  shape: 'absent',
  severity: 'info',
  title: 'There is no load test',
  message:
    'No load test (k6, Locust, Gatling, JMeter, Artillery) is here, so the first busy day shows how much this service bears. Write one.',
  holds: 'A load test shows how much the service bears',
  why: `Pools, timeouts and limits are guesses until somebody has sent the load of a busy day. What breaks first under it is seldom what was expected.`,
  references: ['https://grafana.com/docs/k6/latest/testing-guides/api-load-testing/'],
  about: System,
  reads: [TestFile, Route, Service],

  *check(system, { document, everywhere, problem, evidence, unknown }) {
    const tests = everywhere(TestFile).filter(({ scope }) => scope === 'load');
    for (const test of tests.slice(0, 5)) yield evidence(test, `a load test with ${test.sign}`);
    if (tests.length > 0) return;
    if (system.part) {
      yield unknown(system);
      return;
    }
    const plain = everywhere(Route).filter(({ method, path }) => /^(?:GET|ANY)$/.test(method) && /^\/[\w./-]{0,60}$/.test(path));
    const path = (plain.find((route) => !/health|live|ready|ping|metrics/i.test(route.path)) ?? plain[0])?.path ?? '/';
    yield problem({
      at: system,
      fixes: () => suggestion("Add 'load-tests/smoke.js' for k6", newFile(document, 'load-tests/smoke.js', script(path))),
    });
  },

  examples: [
    {
      file: 'load-tests/orders.js',
      beside: {
        'requirements.txt': 'fastapi==0.121.0\n',
        'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/orders")\ndef orders():\n    return []\n',
      },
      bad: '',
      good: code`
        import http from 'k6/http';

        export default () => http.get('http://localhost:8000/orders');
      `,
    },
  ],
});

/** https://grafana.com/docs/k6/latest/using-k6/thresholds/ */
const script = (path: string): string =>
  [
    "import http from 'k6/http';",
    "import { check, sleep } from 'k6';",
    '',
    'export const options = {',
    '  vus: 100,',
    "  duration: '30s',",
    "  thresholds: { http_req_failed: ['rate<0.01'], http_req_duration: ['p(95)<500'] },",
    '};',
    '',
    'export default function () {',
    `  const response = http.get(\`\${__ENV.BASE_URL}${path}\`);`,
    "  check(response, { 'answers 200': ({ status }) => status === 200 });",
    '  sleep(1);',
    '}',
    '',
  ].join('\n');
