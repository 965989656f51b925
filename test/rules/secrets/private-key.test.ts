import { privateKey } from '../../../src/rules/secrets/private-key.js';
import { testRule } from '../rule-tester.js';

const words = (label: string, end = false): string => ['-----', end ? 'END' : 'BEGIN', ' ', label, ' KEY-----'].join('');
const body = 'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC';
const block = (label = 'PRIVATE', marked = true): string =>
  `${marked ? '«' : ''}${words(label)}${marked ? '»' : ''}\n${body}\n${words(label, true)}\n`;

testRule(privateKey, {
  reports: [
    {
      name: 'a file that is a key',
      file: 'deploy/server.key',
      code: block(),
      severity: 'error',
      fix: "Add this file to '.gitignore'",
      says: 'This private key is readable',
    },
    { name: 'a key in code', file: 'config.py', code: `KEY = """${block()}"""\n`, fixed: null },
    { name: 'a key of a test, as information', file: 'tests/certs/server.key', code: block(), severity: 'info' },
    { name: 'a key of an example, as a warning', file: 'examples/tls/server.key', code: block(), severity: 'warning' },
    {
      name: 'a key for development, as grave as any',
      file: 'config/settings.dev.toml',
      code: `key = """${block()}"""\n`,
      severity: 'error',
    },
  ],
  accepts: [
    { name: 'a public key', file: 'server.pub', code: `${words('PUBLIC')}\n${body}\n${words('PUBLIC', true)}\n` },
    { name: 'a first line alone', file: 'check.py', code: `if text.startswith("${words('PRIVATE')}"):\n    pass\n` },
    { name: 'a body that is left out', file: 'setup.md', code: `${words('PRIVATE')}\n...\n${words('PRIVATE', true)}\n` },
    { name: 'a certificate', file: 'server.crt', code: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n` },
    { name: 'a template', file: 'values.yaml', code: `key: |\n  ${words('PRIVATE')}\n  {{ .Values.key }}\n  ${words('PRIVATE', true)}\n` },
  ],
});
