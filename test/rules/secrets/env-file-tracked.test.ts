import { envFileTracked } from '../../../src/rules/secrets/env-file-tracked.js';
import { testRule } from '../rule-tester.js';
import { guess, hex, own, url } from './samples.js';

testRule(envFileTracked, {
  reports: [
    {
      name: 'a tracked file, at the first credential',
      file: '.env',
      tracked: true,
      code: `PORT=8000\nDB_PASSWORD=«${own}»\nAPI_KEY=${hex}\n`,
      severity: 'error',
      says: 'Git tracks this file',
      fix: "Add this file to '.gitignore', for 'git rm --cached'",
    },
    {
      name: 'a file that Git does not ignore',
      file: '.env',
      tracked: false,
      code: `DB_PASSWORD=«"${own}"»\n`,
      says: 'Git does not ignore this file',
    },
    {
      name: 'the real one before the guessable one',
      file: '.env.production',
      tracked: true,
      code: `DB_PASSWORD=postgres\nJWT_SECRET=«${hex}»\n`,
    },
    { name: 'only guessable ones', file: '.env', tracked: true, code: `APP_NAME=shop\nPOSTGRES_PASSWORD=«${guess}»\n` },
    {
      name: 'a file of values that are meant to be replaced',
      file: '.env',
      tracked: true,
      code: `DB_PASSWORD=«changeme»\n`,
      severity: 'info',
    },
    {
      name: 'a URL with a password',
      file: 'deploy/prod.env',
      tracked: true,
      code: `DATABASE_URL=«${url('postgres', 'shop', own, 'db.shop.io/shop')}»\n`,
    },
    {
      name: 'a development file, as a warning',
      file: '.env.development',
      tracked: true,
      code: `export JWT_SECRET=«'${hex}'»\n`,
      severity: 'warning',
    },
    { name: 'a word under a credential’s name', file: '.env', tracked: true, code: 'SMTP_USER=shop\nSMTP_PASSWORD=«correcthorse»\n' },
  ],
  accepts: [
    { name: 'an example', file: '.env.example', tracked: true, code: `DB_PASSWORD=${own}\n` },
    { name: 'a template', file: '.env.template', tracked: true, code: `DB_PASSWORD=${own}\n` },
    { name: 'a sample before the ending', file: 'sample.env', tracked: true, code: `DB_PASSWORD=${own}\n` },
    { name: 'a .dist', file: '.env.dist', tracked: true, code: `DB_PASSWORD=${own}\n` },
    { name: 'no values', file: '.env', tracked: true, code: 'DB_PASSWORD=\nJWT_SECRET=""\nAPI_KEY=   # from the store\n' },
    {
      name: 'settings',
      file: '.env',
      tracked: true,
      code: 'PORT=8000\nLOG_LEVEL=info\nTOKEN_EXPIRY=3600\nSECRET_NAME=shop\nREDIS_URL=redis://localhost:6379/0\nDATABASE_URL=postgres://localhost/shop\n',
    },
    {
      name: 'references',
      file: '.env',
      tracked: true,
      code: 'DB_PASSWORD=${POSTGRES_PASSWORD}\nJWT_SECRET=$SECRET\nAPI_KEY=op://vault/item/key\nTOKEN_SECRET=<token>\n',
    },
    { name: 'tests', file: '.env.test', tracked: true, code: `DB_PASSWORD=${own}\n` },
    { name: 'what browsers get', file: '.env', tracked: true, code: `VITE_API_KEY=${hex}\nNEXT_PUBLIC_TOKEN=${hex}\n` },
    { name: 'encrypted values', file: '.env.enc', tracked: true, code: `DB_PASSWORD=${hex}\n` },
  ],
  unknown: [{ name: 'a folder without Git', file: '.env', code: `DB_PASSWORD=${own}\n` }],
});
