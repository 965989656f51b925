import assert from 'node:assert/strict';
import { isDevelopment } from '../../../src/detectors/javascript/development.js';

describe('conditions of development', () => {
  for (const condition of [
    "process.env.NODE_ENV !== 'production'",
    '(process.env.NODE_ENV === "development")',
    "!(process.env.NODE_ENV === 'production')",
    "'production' !== process.env.NODE_ENV",
    "app.get('env') === 'development'",
    "['development', 'test'].includes(process.env.NODE_ENV)",
    'isDev',
    'config.isDevelopment',
    'this.config.isDev()',
    '__DEV__',
    '!isProd',
    '!isProduction && enabled',
    'config.isLocal',
    "enabled && env !== 'prod'",
    "isDev || env === 'test'",
  ])
    it(`knows ${condition}`, () => {
      assert.equal(isDevelopment(condition), true);
    });

  for (const condition of [
    "process.env.NODE_ENV === 'production'",
    "process.env.NODE_ENV !== 'test'",
    "process.env.NODE_ENV !== 'development'",
    'isProd',
    '!isDev',
    "!(process.env.NODE_ENV !== 'production')",
    'enabled',
    'devices',
    'isDev || enabled',
    "isDev || process.env.NODE_ENV === 'production'",
    'origin',
    "req.method === 'OPTIONS'",
    'locale',
    '',
    '((((',
  ])
    it(`makes nothing of ${condition || 'nothing'}`, () => {
      assert.equal(isDevelopment(condition), false);
    });
});
