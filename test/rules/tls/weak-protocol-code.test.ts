import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const go = (body: string): string => `package shop\n\nimport "crypto/tls"\n\nvar config = &tls.Config{${body}}\n`;

testRule(weakProtocol, {
  reports: [
    {
      name: 'a context of Python',
      file: 'a.py',
      code: 'import ssl\n\nctx = ssl.SSLContext(«ssl.PROTOCOL_TLSv1»)\n',
      severity: 'error',
      says: 'accepts TLS 1.0',
    },
    {
      name: 'a version among keywords',
      file: 'a.py',
      code: 'import ssl\n\ns = ssl.wrap_socket(sock, ssl_version=«ssl.PROTOCOL_SSLv3»)\n',
      says: 'accepts SSL 3',
    },
    {
      name: 'a default of a function',
      file: 'a.py',
      code: 'import ssl\n\n\ndef dial(host, version=«ssl.PROTOCOL_TLSv1_1»):\n    return host\n',
    },
    { name: 'pyOpenSSL', file: 'a.py', code: 'from OpenSSL import SSL\n\nctx = SSL.Context(«SSL.TLSv1_METHOD»)\n' },
    {
      name: 'the least version of a context',
      file: 'a.py',
      code: 'import ssl\n\nctx = ssl.create_default_context()\nctx.minimum_version = «ssl.TLSVersion.TLSv1»\n',
      fixed: 'import ssl\n\nctx = ssl.create_default_context()\nctx.minimum_version = ssl.TLSVersion.TLSv1_2\n',
    },
    {
      name: 'Node’s least version',
      file: 'a.js',
      code: "const https = require('https');\nhttps.createServer({ key, minVersion: «'TLSv1'» });\n",
      fixed: "const https = require('https');\nhttps.createServer({ key, minVersion: 'TLSv1.2' });\n",
    },
    {
      name: 'Node’s method of one version',
      file: 'a.js',
      code: "const tls = require('tls');\ntls.connect({ secureProtocol: «'TLSv1_method'» });\n",
      fixed: "const tls = require('tls');\ntls.connect({ secureProtocol: 'TLSv1_2_method' });\n",
    },
    {
      name: 'Node’s ciphers',
      file: 'a.js',
      code: "const https = require('https');\nhttps.createServer({ ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:«RC4-SHA»' });\n",
      severity: 'error',
    },
    { name: 'Go’s least version', file: 'a.go', code: go('MinVersion: «tls.VersionTLS10»'), fixed: go('MinVersion: tls.VersionTLS12') },
    { name: 'Go’s ciphers', file: 'a.go', code: go('CipherSuites: []uint16{«tls.TLS_RSA_WITH_RC4_128_SHA»}') },
    {
      name: 'Java',
      file: 'src/main/java/A.java',
      code: 'import javax.net.ssl.SSLContext;\n\nclass A {\n  SSLContext a() throws Exception {\n    return SSLContext.getInstance(«"TLSv1"»);\n  }\n}\n',
    },
  ],
  accepts: [
    {
      name: 'what negotiates in Python',
      file: 'a.py',
      code: 'import ssl\n\nctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nold = ssl.SSLContext(ssl.PROTOCOL_SSLv23)\n',
    },
    {
      name: 'a table of names',
      file: 'a.py',
      code: 'import ssl\n\nVERSIONS = {"tls1": ssl.PROTOCOL_TLSv1, "tls1.2": ssl.PROTOCOL_TLSv1_2}\n',
    },
    {
      name: 'a version that is refused',
      file: 'a.py',
      code: 'import ssl\n\nif sock.version() == ssl.PROTOCOL_TLSv1:\n    raise ValueError\n',
    },
    { name: 'a new least version', file: 'a.py', code: 'import ssl\n\nctx.minimum_version = ssl.TLSVersion.TLSv1_2\n' },
    {
      name: 'Node’s new versions',
      file: 'a.js',
      code: "const https = require('https');\nhttps.createServer({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' });\n",
    },
    { name: 'the least version of something else', file: 'a.js', code: "const app = { minVersion: '1.0', ciphers: 'AES256' };\n" },
    {
      name: 'a method that negotiates',
      file: 'a.js',
      code: "const tls = require('tls');\ntls.connect({ secureProtocol: 'TLS_method' });\n",
    },
    {
      name: 'Go’s new versions',
      file: 'a.go',
      code: go('MinVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}'),
    },
    { name: 'another package’s version', file: 'a.go', code: 'package shop\n\nvar config = &api.Config{MinVersion: "1.0"}\n' },
    {
      name: 'Java’s default',
      file: 'src/main/java/A.java',
      code: 'class A { Object a() throws Exception { return javax.net.ssl.SSLContext.getInstance("TLS"); } }\n',
    },
    {
      name: 'a word of Java',
      file: 'src/main/java/A.java',
      code: 'class A { String old = "TLSv1"; boolean b(String s) { return s.equals("TLSv1"); } }\n',
    },
  ],
  unknown: [],
});
