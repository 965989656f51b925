import assert from 'node:assert/strict';
import { noAlertRules } from '../../../src/rules/observability/no-alert-rules.js';
import { noLogRotation } from '../../../src/rules/observability/no-log-rotation.js';
import { examine } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const alerts = (...names: readonly string[]): string =>
  `groups:\n  - name: shop\n    rules:\n${names.map((name) => `      - alert: ${name}\n        expr: up == 0\n`).join('')}`;

describe('what an item of the checklist asks for as a whole', () => {
  const cases: readonly (readonly [string, typeof noAlertRules, Readonly<Record<string, string>>, string | undefined])[] = [
    ['one alert is not all', noAlertRules, { 'main.py': APP, 'monitoring/alerts.yml': alerts('HighLatency') }, undefined],
    [
      'alerts about everything are',
      noAlertRules,
      {
        'main.py': APP,
        'monitoring/alerts.yml': alerts(
          'HighErrorRate',
          'HighLatency',
          'FailedLogins',
          'DatabaseDown',
          'DiskFull',
          'MemoryHigh',
          'BackupMissing',
        ),
      },
      'everything',
    ],
    [
      'a file that rotates is not packed',
      noLogRotation,
      { 'logs.py': 'from logging.handlers import RotatingFileHandler\nhandler = RotatingFileHandler("a.log", maxBytes=10)\n' },
      undefined,
    ],
    [
      'a file that is packed',
      noLogRotation,
      { 'logs.py': 'from loguru import logger\nlogger.add("a.log", rotation="10 MB", compression="gz")\n' },
      'compressed',
    ],
    [
      'logrotate that packs',
      noLogRotation,
      {
        'logs.py': 'import logging\nhandler = logging.FileHandler("/var/log/shop.log")\n',
        'deploy/logrotate.d/shop': '/var/log/shop.log {\n  daily\n  rotate 7\n  compress\n}\n',
      },
      'compressed',
    ],
  ];
  for (const [name, rule, files, concerns] of cases)
    it(name, async () => {
      const { evidence } = await examine(rule, files);
      assert.deepEqual(
        evidence.map((each) => each.concerns),
        [concerns],
      );
    });
});
