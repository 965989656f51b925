import assert from 'node:assert/strict';
import { isLocalOrigin, isLocalPattern, matchesEveryOrigin } from '../../src/model/origin.js';

describe('origins', () => {
  for (const pattern of [
    '.*',
    '.+',
    '.',
    '',
    '^',
    '^.*$',
    '^.+$',
    '(.*)',
    '^(.*)$',
    '[\\s\\S]*',
    '.*?',
    '^https?://.*$',
    '^https?:\\/\\/.*',
    'https?://.+',
    '^(http|https)://.*$',
    '^https?',
    '^http(s)?://.*$',
    '^(?:https?://)?.*$',
    '^https?://[^/]+$',
    'https?:\\/\\/',
    '^https?://.*(:\\d+)?$',
    '.*|https://a\\.example',
    '^(https?://.*|null)$',
    '\\S+',
    '^.{0,}$',
  ])
    // prettier-ignore
    it(`says that '${pattern}' matches every origin`, () => assert.equal(matchesEveryOrigin(pattern), true));

  for (const pattern of [
    'example\\.com',
    'example.com',
    '^https://.*\\.example\\.com$',
    '.*\\.example\\.com',
    '^.$',
    '^$',
    '\\.example\\.com$',
    'localhost',
    '^http://localhost:\\d+$',
    '^https?://localhost(:\\d+)?$',
    '^https://[a-z]+\\.example\\.com$',
    '^https://(a|b)\\.example\\.com$',
    '.*vercel\\.app$',
    '^chrome-extension://.*$',
    '^null$',
    '\\.',
    '[.]*x',
    '^https?$',
    '^http://192\\.168\\..*$',
    '(.*)\\.example\\.com',
    '\\.*\\$',
  ])
    // prettier-ignore
    it(`does not say that '${pattern}' matches every origin`, () => assert.equal(matchesEveryOrigin(pattern), false));

  it('reads a hostile pattern at once', () => assert.equal(matchesEveryOrigin('('.repeat(100_000)), false));

  for (const origin of [
    'http://localhost',
    'http://localhost:3000',
    'https://localhost:5173/',
    'http://127.0.0.1:8000',
    'http://[::1]:3000',
    'http://0.0.0.0:80',
    'http://app.localhost:3000',
    'localhost:3000',
    'http://localhost:*',
  ])
    it(`calls ${origin} local`, () => assert.equal(isLocalOrigin(origin), true));

  for (const origin of [
    'https://localhost.example.com',
    'capacitor://localhost',
    'ionic://localhost',
    'https://tauri.localhost',
    'tauri://localhost',
    'https://example.com',
    '*',
    'null',
    'http://localhosting.example',
    'http://192.168.0.4:3000',
    '',
  ])
    it(`does not call ${origin || 'nothing'} local`, () => assert.equal(isLocalOrigin(origin), false));

  for (const pattern of [
    '^https?://localhost(:\\d+)?$',
    'http:\\/\\/localhost:\\d+',
    '^http://(localhost|127\\.0\\.0\\.1):[0-9]+$',
    '^https?:\\/\\/127\\.0\\.0\\.1',
    '^http://localhost',
  ])
    it(`calls the pattern ${pattern} local`, () => assert.equal(isLocalPattern(pattern), true));

  for (const pattern of [
    'localhost',
    '.*',
    '^https?://localhost\\.example\\.com$',
    '^https://(localhost|shop\\.example)$',
    '^http://localhost|shop',
    '\\.example\\.com$',
  ])
    it(`does not call the pattern ${pattern} local`, () => assert.equal(isLocalPattern(pattern), false));
});
