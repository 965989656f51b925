import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const go = (field: string): string => `package main\n\nimport "crypto/tls"\n\nvar config = &tls.Config{\n\t${field},\n}\n`;
const node = (options: string): string => `import https from 'node:https';\n\nhttps.createServer({ ${options} }, app).listen(443);\n`;
const java = (line: string): string => `class Tls {\n  void open() throws Exception {\n    ${line}\n  }\n}\n`;

testRule(weakProtocol, {
  reports: [
    {
      name: 'TLS 1.0 in Python',
      file: 'tls.py',
      code: 'import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_«TLSv1»)\n',
      says: "'ssl.PROTOCOL_TLSv1' accepts TLS 1.0",
      fixed: 'import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)\n',
    },
    { name: 'a keyword in Python', file: 'tls.py', code: 'import ssl\n\nconnect(ssl_version=ssl.PROTOCOL_«SSLv3»)\n' },
    {
      name: 'the least version in Python',
      file: 'tls.py',
      code: 'import ssl\n\ncontext.minimum_version = ssl.TLSVersion.«TLSv1_1»\n',
      says: "'minimum_version' accepts TLS 1.1",
      fixed: 'import ssl\n\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n',
    },
    { name: 'pyOpenSSL', file: 'tls.py', code: 'from OpenSSL import SSL\n\ncontext = SSL.Context(SSL.«TLSv1»_METHOD)\n' },
    {
      name: 'Go',
      file: 'main.go',
      code: go('MinVersion: tls.«VersionTLS10»'),
      fixed: go('MinVersion: tls.VersionTLS12'),
      says: "'MinVersion' accepts TLS 1.0 and TLS 1.1",
    },
    { name: 'SSL 3 in Go', file: 'main.go', code: 'package main\n\nfunc init() {\n\tconfig.MinVersion = tls.«VersionSSL30»\n}\n' },
    {
      name: 'ciphers in Go',
      file: 'main.go',
      code: go('CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, «tls.TLS_RSA_WITH_RC4_128_SHA»}'),
    },
    { name: 'Node.js', file: 'server.js', code: node("minVersion: '«TLSv1»'"), fixed: node("minVersion: 'TLSv1.2'") },
    {
      name: 'a method of OpenSSL in Node.js',
      file: 'server.js',
      code: node("secureProtocol: '«TLSv1_method»'"),
      fixed: node("secureProtocol: 'TLSv1_2_method'"),
    },
    { name: 'ciphers in Node.js', file: 'server.ts', code: node("ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:«RC4-SHA»'") },
    { name: 'Java', file: 'Tls.java', code: java('SSLContext context = SSLContext.getInstance("«TLSv1»");') },
    { name: 'a list in Java', file: 'Tls.java', code: java('socket.setEnabledProtocols(new String[] {"«TLSv1.1»", "TLSv1.2"});') },
    { name: 'Spring', file: 'src/main/resources/application.properties', code: 'server.ssl.enabled-protocols=«TLSv1.1»,TLSv1.2\n' },
    { name: 'PostgreSQL', file: 'postgresql.conf', code: "ssl = on\nssl_min_protocol_version = '«TLSv1»'\n" },
  ],
  accepts: [
    { name: 'what negotiates in Python', file: 'tls.py', code: 'import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_SSLv23)\n' },
    { name: 'TLS 1.2 in Python', file: 'tls.py', code: 'import ssl\n\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n' },
    { name: 'a comparison', file: 'tls.py', code: 'import ssl\n\nif version == ssl.PROTOCOL_TLSv1:\n    raise ValueError\n' },
    {
      name: 'a table of names',
      file: 'tls.py',
      code: "import ssl\n\nNAMES = {'tls1': ssl.PROTOCOL_TLSv1, 'tls1.2': ssl.PROTOCOL_TLSv1_2}\n",
    },
    { name: 'an option that switches it off', file: 'tls.py', code: 'import ssl\n\ncontext.options |= ssl.OP_NO_TLSv1\n' },
    { name: 'the greatest version', file: 'tls.py', code: 'import ssl\n\ncontext.maximum_version = ssl.TLSVersion.TLSv1_1\n' },
    { name: 'TLS 1.2 in Go', file: 'main.go', code: go('MinVersion: tls.VersionTLS12') },
    { name: 'sound ciphers in Go', file: 'main.go', code: go('CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}') },
    {
      name: 'a comment in Go',
      file: 'main.go',
      code: go('MinVersion: tls.VersionTLS13, // not tls.VersionTLS10, MinVersion: tls.VersionTLS10'),
    },
    {
      name: 'a switch over versions',
      file: 'main.go',
      code: 'package main\n\nfunc name(v uint16) string {\n\tif v == tls.VersionTLS10 {\n\t\treturn "1.0"\n\t}\n\treturn ""\n}\n',
    },
    { name: 'TLS 1.2 in Node.js', file: 'server.js', code: node("minVersion: 'TLSv1.2'") },
    { name: "a package's least version", file: 'check.js', code: "export const rules = { minVersion: '1.0.0' };\n" },
    { name: 'sound ciphers in Node.js', file: 'server.js', code: node("ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:HIGH:!aNULL:!RC4'") },
    { name: 'what Java calls SSL', file: 'Tls.java', code: java('SSLContext context = SSLContext.getInstance("SSL");') },
    { name: 'TLS in Java', file: 'Tls.java', code: java('SSLContext context = SSLContext.getInstance("TLSv1.2");') },
    { name: 'a comment of PostgreSQL', file: 'postgresql.conf', code: "ssl = on\n#ssl_min_protocol_version = 'TLSv1'\n" },
  ],
});
