import assert from 'node:assert/strict';
import { RouteDeclaration } from '../../../src/facts/http.js';
import { factsOf } from '../../support/facts.js';

const handlers: readonly (readonly [string, string, boolean | undefined, boolean | undefined])[] = [
  ['answers at once', "(req, res) => res.json({ status: 'ok' })", false, false],
  ['answers with a status', '(req, res) => res.sendStatus(200)', false, false],
  [
    'asks a pool',
    "async (req, res) => { try { await pool.query('SELECT 1'); res.json({}); } catch { res.status(503).end(); } }",
    true,
    true,
  ],
  ['asks and lets the error through', 'async (req, res) => { await prisma.$queryRaw`SELECT 1`; res.json({}); }', true, true],
  ['asks and hides the error', 'async (req, res) => { try { await redis.ping(); } catch {} res.json({}); }', true, false],
  ['looks at a connection', '(req, res) => res.status(mongoose.connection.readyState === 1 ? 200 : 503).end()', true, true],
  ['asks through a function of the file', 'async (req, res) => { await check(); res.json({}); }', true, true],
  ['asks something of another module', 'async (req, res) => { res.json(await health.report()); }', undefined, undefined],
  ['is of another module', 'controller.health', undefined, undefined],
  ['is wrapped', 'wrap(async (req, res) => res.json({}))', false, false],
];

describe('what a handler does in JavaScript', () => {
  for (const [name, handler, asksDatastore, canFail] of handlers)
    it(`sees one that ${name}`, async () => {
      const text = `const express = require('express');\nconst app = express();\nasync function check() { await knex.raw('select 1'); }\napp.get('/x', ${handler});\n`;
      const [route] = await factsOf(RouteDeclaration, 'app.js', text);
      assert.deepEqual([route?.asksDatastore, route?.canFail], [asksDatastore, canFail]);
    });
});
