import { noLoadTests } from '../../../src/rules/testing/no-load-tests.js';
import { testRule } from '../rule-tester.js';

const service = {
  'requirements.txt': 'fastapi==0.121.0\n',
  'main.py':
    'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health():\n    return "ok"\n\n\n@app.get("/orders")\ndef orders():\n    return []\n',
};

testRule(noLoadTests, {
  reports: [
    {
      name: 'a service without one',
      files: { ...service, 'requirements.txt': '«»fastapi==0.121.0\n' },
      severity: 'info',
      fix: "Add 'load-tests/smoke.js' for k6",
    },
    {
      name: 'words about load in other code',
      files: {
        ...service,
        'requirements.txt': '«»fastapi==0.121.0\n',
        'load.py': 'LOCUSTS = ["locust", "k6"]\n# nothing is loaded here\n',
      },
    },
    {
      name: 'a settings file that is no plan',
      files: { ...service, 'requirements.txt': '«»fastapi==0.121.0\n', 'app.yml': 'config:\n  target: x\n' },
    },
  ],
  accepts: [
    { name: 'k6', files: { ...service, 'load/orders.js': "import http from 'k6/http';\nexport default () => http.get('/');\n" } },
    {
      name: 'Locust',
      files: { ...service, 'tests/locustfile.py': 'from locust import HttpUser, task\n\n\nclass Buyer(HttpUser):\n    pass\n' },
    },
    {
      name: 'a simulation of Gatling',
      files: { ...service, 'load/Orders.scala': 'import io.gatling.core.Predef._\n\nclass Orders extends Simulation {}\n' },
    },
    {
      name: 'a plan of JMeter',
      files: { ...service, 'load/orders.jmx': '<?xml version="1.0"?>\n<jmeterTestPlan version="1.2"></jmeterTestPlan>\n' },
    },
    {
      name: 'a script of Artillery',
      files: { ...service, 'load.yml': 'config:\n  target: http://localhost\n  phases:\n    - duration: 60\nscenarios:\n  - flow: []\n' },
    },
  ],
  unknown: [
    { name: 'code that serves nothing', files: { 'pyproject.toml': '[project]\nname = "shop"\n', 'shop/a.py': 'ORDERS = [1, 2, 3, 4]\n' } },
  ],
});
