import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

testRule(weakProtocol, {
  reports: [
    {
      name: "Spring's properties",
      file: 'src/main/resources/application.properties',
      code: 'server.ssl.enabled-protocols=«TLSv1.1»,TLSv1.2\n',
    },
    {
      name: "Spring's YAML",
      file: 'src/main/resources/application.yml',
      code: 'server:\n  ssl:\n    enabled-protocols: «TLSv1,TLSv1.1»,TLSv1.2\n',
    },
    {
      name: 'the least version of PostgreSQL',
      file: 'postgresql.conf',
      code: "ssl = on\nssl_min_protocol_version = '«TLSv1»'\n",
      fixed: "ssl = on\nssl_min_protocol_version = 'TLSv1.2'\n",
    },
    { name: 'the versions of Redis', file: 'redis.conf', code: 'port 0\ntls-port 6379\ntls-protocols "«TLSv1.1» TLSv1.2"\n' },
  ],
  accepts: [
    {
      name: 'new versions of Spring',
      file: 'src/main/resources/application.properties',
      code: 'server.ssl.enabled-protocols=TLSv1.2,TLSv1.3\n',
    },
    { name: 'a comment of PostgreSQL', file: 'postgresql.conf', code: "ssl = on\n#ssl_min_protocol_version = 'TLSv1'\n" },
    { name: 'new versions of Redis', file: 'redis.conf', code: 'tls-protocols "TLSv1.2 TLSv1.3"\n' },
    { name: 'a comment of Redis', file: 'redis.conf', code: 'port 6379\n# tls-protocols "TLSv1.1"\n' },
  ],
});
