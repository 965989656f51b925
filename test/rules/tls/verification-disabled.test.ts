import { verificationDisabled } from '../../../src/rules/tls/verification-disabled.js';
import { testRule } from '../rule-tester.js';

describe('in Python', () => {
  const py = (code: string): { file: string; code: string } => ({ file: 'app/client.py', code });
  testRule(verificationDisabled, {
    reports: [
      {
        name: 'requests with verify=False',
        ...py('import requests\nrequests.get("https://partner.example", «verify=False», timeout=5)\n'),
        fixed: 'import requests\nrequests.get("https://partner.example", verify=True, timeout=5)\n',
        fix: "Change 'verify=False' to 'verify=True'",
        severity: 'error',
        says: "'verify=False' accepts any certificate",
      },
      { name: 'a session', ...py('import requests\nsession = requests.Session()\nsession.post(url, json=data, «verify=False»)\n') },
      {
        name: "a session's attribute",
        ...py(
          'import requests\n\nclass Api:\n    def __init__(self):\n        self.session = requests.Session()\n        «self.session.verify = False»\n',
        ),
        fixed:
          'import requests\n\nclass Api:\n    def __init__(self):\n        self.session = requests.Session()\n        self.session.verify = True\n',
      },
      {
        name: 'a session that is handed in',
        ...py('import requests\n\ndef load(session, url):\n    return session.get(url, «verify=False»)\n'),
      },
      {
        name: 'a constant, where it is written',
        ...py('import httpx\nVERIFY_TLS = «False»\nclient = httpx.AsyncClient(verify=VERIFY_TLS)\n'),
        fixed: 'import httpx\nVERIFY_TLS = True\nclient = httpx.AsyncClient(verify=VERIFY_TLS)\n',
      },
      {
        name: 'a constant about something else',
        ...py('import httpx\nSTRICT_MODE_X = DEBUG = False\nclient = httpx.Client(«verify=DEBUG»)\n'),
        fixed: null,
      },
      { name: 'aiohttp', ...py('import aiohttp\nconnector = aiohttp.TCPConnector(«ssl=False»)\n') },
      {
        name: 'one request of aiohttp',
        ...py(
          'import aiohttp\nasync def f():\n    async with aiohttp.ClientSession() as s:\n        async with s.get(u, «verify_ssl=False») as r:\n            pass\n',
        ),
      },
      {
        name: 'a context without checks',
        ...py('import ssl, urllib.request\nurllib.request.urlopen(url, context=«ssl._create_unverified_context»())\n'),
        fixed: 'import ssl, urllib.request\nurllib.request.urlopen(url, context=ssl.create_default_context())\n',
      },
      {
        name: 'a context that loses its checks, once',
        ...py('import ssl\nctx = ssl.create_default_context()\nctx.check_hostname = False\n«ctx.verify_mode = ssl.CERT_NONE»\n'),
        fixed: 'import ssl\nctx = ssl.create_default_context()\nctx.check_hostname = True\nctx.verify_mode = ssl.CERT_REQUIRED\n',
      },
      { name: 'only the name unchecked', ...py('import ssl\nctx = ssl.create_default_context()\n«ctx.check_hostname = False»\n') },
      {
        name: 'the default of the whole process',
        ...py('import ssl\n«ssl._create_default_https_context = ssl._create_unverified_context»\n'),
        fixed: 'import ssl\nssl._create_default_https_context = ssl.create_default_context\n',
        says: 'whole process',
      },
      {
        name: 'urllib3',
        ...py("import urllib3\nhttp = urllib3.PoolManager(«cert_reqs='CERT_NONE'»)\n"),
        fixed: "import urllib3\nhttp = urllib3.PoolManager(cert_reqs='CERT_REQUIRED')\n",
      },
      {
        name: 'elasticsearch',
        ...py(
          'from elasticsearch import Elasticsearch\nes = Elasticsearch(["https://search.internal:9200"], «verify_certs=False», ssl_show_warn=False)\n',
        ),
      },
      { name: 'boto3', ...py("import boto3\ns3 = boto3.client('s3', endpoint_url=ENDPOINT, «verify=False»)\n") },
      { name: 'redis', ...py('import redis, ssl\nr = redis.Redis(host=HOST, ssl=True, «ssl_cert_reqs=ssl.CERT_NONE»)\n') },
      {
        name: "celery's Redis",
        ...py('import ssl\nbroker_use_ssl = {«"ssl_cert_reqs": ssl.CERT_NONE»}\n'),
        fixed: 'import ssl\nbroker_use_ssl = {"ssl_cert_reqs": ssl.CERT_REQUIRED}\n',
      },
      { name: 'MongoDB', ...py('from pymongo import MongoClient\nc = MongoClient(URI, tls=True, «tlsAllowInvalidCertificates=True»)\n') },
      {
        name: 'the environment of the process',
        ...py('import os\nos.environ[«"PYTHONHTTPSVERIFY"] = "0"»\n'),
        says: "'PYTHONHTTPSVERIFY = ",
        fixed: 'import os\nos.environ["PYTHONHTTPSVERIFY"] = "1"\n',
      },
      {
        name: 'an address that only begins like loopback',
        ...py('import requests\nrequests.get(f"https://localhost{suffix}/x", «verify=False»)\n'),
      },
      {
        name: 'a development module, one severity lower',
        file: 'config/settings/local.py',
        code: 'import requests\nrequests.get("https://partner.example", «verify=False»)\n',
        severity: 'warning',
      },
    ],
    accepts: [
      { name: 'verify=True', ...py('import requests\nrequests.get(url, verify=True)\n') },
      { name: 'a file of CAs', ...py('import requests\nrequests.get(url, verify="/etc/ssl/ca.pem")\n') },
      { name: 'the CAs of certifi', ...py('import certifi, requests\nrequests.get(url, verify=certifi.where())\n') },
      { name: 'no verify at all', ...py('import requests\nrequests.get(url)\n') },
      { name: 'warnings switched off', ...py('import urllib3\nurllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)\n') },
      { name: "a token's signature", ...py('import jwt, requests\njwt.decode(token, verify=False)\n') },
      { name: 'a verify of another kind', ...py('import requests\nfrom app import images\nimages.load(path, verify=False)\n') },
      { name: 'a test', file: 'tests/test_client.py', code: 'import requests\nrequests.get("https://partner.example", verify=False)\n' },
      { name: 'an example', file: 'examples/client.py', code: 'import requests\nrequests.get("https://partner.example", verify=False)\n' },
      { name: 'loopback', ...py('import requests\nrequests.get("https://localhost:8443/health", verify=False)\n') },
      { name: 'loopback with a port put in', ...py('import requests\nrequests.get(f"https://127.0.0.1:{port}/health", verify=False)\n') },
      {
        name: 'a server that asks its clients for no certificate',
        ...py(
          'import ssl\nctx = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\nctx.check_hostname = False\nctx.verify_mode = ssl.CERT_NONE\n',
        ),
      },
      { name: "uvicorn's own certificates", ...py('import ssl, uvicorn\nuvicorn.run(app, ssl_cert_reqs=ssl.CERT_NONE)\n') },
      {
        name: 'a context that trusts one CA and connects by address',
        ...py('import ssl\nctx = ssl.create_default_context(cafile="/etc/ca.pem")\nctx.check_hostname = False\n'),
      },
      { name: 'the description of a setting', ...py('schema = {"properties": {"verify_ssl": {"type": "boolean", "default": True}}}\n') },
      {
        name: 'host keys of SSH',
        ...py('import paramiko, ssl\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n'),
      },
      { name: 'no TLS to a database, which is another gap', ...py('import asyncpg\npool = await asyncpg.create_pool(dsn, ssl=False)\n') },
      {
        name: 'a context that is required',
        ...py('import ssl\nctx = ssl.create_default_context()\nctx.verify_mode = ssl.CERT_REQUIRED\n'),
      },
    ],
    unknown: [
      { name: 'a setting', ...py('import requests\nfrom app.config import settings\nrequests.get(url, verify=settings.verify)\n') },
      { name: 'the environment', ...py('import os, requests\nrequests.get(url, verify=os.environ["CA_BUNDLE"])\n') },
      { name: 'a parameter', ...py('import requests\ndef load(url, verify=False):\n    return requests.get(url, verify=verify)\n') },
      {
        name: 'an option that somebody has to set',
        ...py(
          'import ssl\nctx = ssl.create_default_context()\nif args.insecure:\n    ctx.check_hostname = False\n    ctx.verify_mode = ssl.CERT_NONE\n',
        ),
      },
      { name: 'a value that is computed', ...py('import requests\nrequests.get(url, verify=not settings.DEBUG)\n') },
    ],
  });
});

describe('in JavaScript and TypeScript', () => {
  const js = (code: string, file = 'src/client.ts'): { file: string; code: string } => ({ file, code });
  testRule(verificationDisabled, {
    reports: [
      {
        name: 'an agent',
        ...js("import https from 'node:https';\nconst agent = new https.Agent({ keepAlive: true, «rejectUnauthorized: false» });\n"),
        fixed: "import https from 'node:https';\nconst agent = new https.Agent({ keepAlive: true, rejectUnauthorized: true });\n",
        severity: 'error',
      },
      {
        name: "axios' agent",
        ...js(
          "const axios = require('axios');\naxios.get(url, {\n  httpsAgent: new https.Agent({\n    «rejectUnauthorized: false»,\n  }),\n});\n",
          'client.js',
        ),
      },
      {
        name: 'Postgres as Heroku wants it',
        ...js(
          "const pool = new Pool({ connectionString, ssl: process.env.NODE_ENV === 'production' ? { «rejectUnauthorized: false» } : false });\n",
        ),
      },
      { name: 'undici', ...js('setGlobalDispatcher(new Agent({ connect: { «rejectUnauthorized: false» } }));\n') },
      { name: 'got', ...js('await got(url, { https: { «rejectUnauthorized: false» } });\n') },
      {
        name: 'nodemailer',
        ...js("nodemailer.createTransport({ host: 'smtp.partner.example', tls: { «rejectUnauthorized: false» } });\n"),
      },
      {
        name: 'the environment of the process',
        ...js("«process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'»;\n"),
        fixed: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';\n",
        says: 'whole process',
      },
      {
        name: 'the same in brackets, as a number',
        ...js('process.env[«"NODE_TLS_REJECT_UNAUTHORIZED"] = 0»;\n'),
        fixed: 'process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 1;\n',
      },
      {
        name: 'what a process manager starts with',
        ...js("module.exports = { apps: [{ script: 'a.js', env: { «NODE_TLS_REJECT_UNAUTHORIZED: '0'» } }] };\n", 'ecosystem.config.js'),
      },
      { name: 'request with strictSSL', ...js('request({ url, «strictSSL: false» });\n') },
      { name: 'a name that is not looked at', ...js('tls.connect({ port: 443, «checkServerIdentity: () => undefined» });\n'), fixed: null },
      { name: 'the global agent', ...js("import https from 'https';\n«https.globalAgent.options.rejectUnauthorized = false»;\n") },
      {
        name: 'Mongo',
        ...js('mongoose.connect(uri, { «tlsAllowInvalidCertificates: true» });\n'),
        fixed: 'mongoose.connect(uri, { tlsAllowInvalidCertificates: false });\n',
      },
      { name: 'SQL Server', ...js('sql.connect({ server, options: { encrypt: true, «trustServerCertificate: true» } });\n') },
      {
        name: 'a constant',
        ...js('const REJECT_UNAUTHORIZED = «false»;\nconst agent = new Agent({ rejectUnauthorized: REJECT_UNAUTHORIZED });\n'),
      },
      {
        name: 'Windows line ends',
        ...js('const agent = new Agent({\r\n  «rejectUnauthorized: false»\r\n});\r\n'),
        fixed: 'const agent = new Agent({\r\n  rejectUnauthorized: true\r\n});\r\n',
      },
    ],
    accepts: [
      { name: 'checks that are on', ...js('const agent = new https.Agent({ rejectUnauthorized: true });\n') },
      { name: 'a private CA', ...js("const agent = new https.Agent({ ca: fs.readFileSync('ca.pem') });\n") },
      {
        name: 'a server that judges its clients itself',
        ...js('https.createServer({ key, cert, requestCert: true, rejectUnauthorized: false }, app);\n'),
      },
      {
        name: 'the same with the options apart',
        ...js('const options = { key, cert, requestCert: true, rejectUnauthorized: false };\nhttps.createServer(options, app);\n'),
      },
      {
        name: 'only in development',
        ...js("if (process.env.NODE_ENV !== 'production') {\n  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n}\n"),
      },
      {
        name: "only in development's agent",
        ...js("const agent = process.env.NODE_ENV === 'development' ? new https.Agent({ rejectUnauthorized: false }) : undefined;\n"),
      },
      { name: 'loopback', ...js("https.request({ hostname: 'localhost', port: 8443, rejectUnauthorized: false });\n") },
      {
        name: 'loopback by its URL',
        ...js("fetch('https://127.0.0.1:9443/x', { agent: new https.Agent({ rejectUnauthorized: false }) });\n"),
      },
      { name: 'a test', ...js('const agent = new https.Agent({ rejectUnauthorized: false });\n', 'src/client.test.ts') },
      {
        name: 'a development server',
        ...js(
          "export default { server: { proxy: { '/api': { target, secure: false, rejectUnauthorized: false } } } };\n",
          'tests/vite.config.ts',
        ),
      },
      { name: 'another value of the variable', ...js("process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';\n") },
      {
        name: 'a pinned key',
        ...js('tls.connect({ checkServerIdentity: (host, cert) => (cert.fingerprint256 === PIN ? undefined : new Error(host)) });\n'),
      },
      { name: 'a type', ...js('interface Options { rejectUnauthorized?: false; ssl: boolean }\n') },
    ],
    unknown: [
      {
        name: 'a computed value',
        ...js("const agent = new https.Agent({ rejectUnauthorized: process.env.NODE_ENV === 'production' });\n"),
      },
      { name: 'the environment', ...js('const agent = new https.Agent({ rejectUnauthorized: process.env.TLS_STRICT });\n') },
      { name: 'options from elsewhere', ...js('const agent = new https.Agent({ rejectUnauthorized: options.strict });\n') },
      { name: 'an option that somebody has to set', ...js("if (argv.insecure) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n") },
    ],
  });
});

describe('in Go', () => {
  const go = (code: string): { file: string; code: string } => ({
    file: 'internal/client/client.go',
    code: `package client\n\nimport (\n\t"crypto/tls"\n\t"net/http"\n)\n\n${code}`,
  });
  testRule(verificationDisabled, {
    reports: [
      {
        name: 'a transport',
        ...go(
          'func New() *http.Client {\n\treturn &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{«InsecureSkipVerify: true»}}}\n}\n',
        ),
        fixed: go(
          'func New() *http.Client {\n\treturn &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: false}}}\n}\n',
        ).code,
        severity: 'error',
      },
      { name: 'an assignment', ...go('func New() {\n\tcfg := &tls.Config{}\n\t«cfg.InsecureSkipVerify = true»\n}\n') },
      {
        name: 'the default transport',
        ...go(
          'func init() {\n\thttp.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{«InsecureSkipVerify: true»} // nolint\n}\n',
        ),
      },
      { name: 'a constant', ...go('const skipTLSVerify = «true»\n\nvar cfg = tls.Config{InsecureSkipVerify: skipTLSVerify}\n') },
      {
        name: 'a dialled address',
        ...go('func dial() {\n\ttls.Dial("tcp", "partner.example:443", &tls.Config{«InsecureSkipVerify: true»})\n}\n'),
      },
    ],
    accepts: [
      { name: 'checks that are on', ...go('var cfg = tls.Config{InsecureSkipVerify: false}\n') },
      { name: 'a configuration that says nothing', ...go('var cfg = tls.Config{MinVersion: tls.VersionTLS12}\n') },
      {
        name: 'a test',
        file: 'internal/client/client_test.go',
        code: 'package client\n\nimport "crypto/tls"\n\nvar cfg = tls.Config{InsecureSkipVerify: true}\n',
      },
      { name: 'loopback', ...go('func dial() {\n\ttls.Dial("tcp", "127.0.0.1:8443", &tls.Config{InsecureSkipVerify: true})\n}\n') },
      { name: 'a comment', ...go('// Set InsecureSkipVerify: true to skip checks.\nvar cfg = tls.Config{}\n') },
    ],
    unknown: [
      { name: 'an option', ...go('func New(insecure bool) *tls.Config {\n\treturn &tls.Config{InsecureSkipVerify: insecure}\n}\n') },
      {
        name: 'a branch that somebody has to ask for',
        ...go('func New(o Options) {\n\tif o.Insecure {\n\t\tcfg.InsecureSkipVerify = true\n\t}\n}\n'),
      },
      {
        name: 'a case that somebody has to ask for',
        ...go('func New() {\n\tswitch {\n\tcase insecure:\n\t\tcfg.InsecureSkipVerify = true\n\t}\n}\n'),
      },
      {
        name: 'a function that looks at certificates',
        ...go('func probeTLS(address string) {\n\ttls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})\n}\n'),
      },
      {
        name: 'an option that callers choose',
        ...go(
          'func WithInsecureTLS() Option {\n\treturn func(c *tls.Config) { c.InsecureSkipVerify = true }\n}\nfunc WithInsecureVerify() *tls.Config {\n\treturn &tls.Config{InsecureSkipVerify: true}\n}\n',
        ),
      },
      {
        name: "a container's own probe",
        ...go('func main() {\n\thttp.DefaultTransport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}\n}\n'),
        file: 'extra/healthcheck.go',
      },
      { name: 'a check of its own', ...go('var cfg = &tls.Config{InsecureSkipVerify: true, VerifyConnection: verify}\n') },
      {
        name: 'a check of its own, set later',
        ...go('func New() {\n\tcfg := &tls.Config{InsecureSkipVerify: true}\n\tcfg.VerifyPeerCertificate = verify\n}\n'),
      },
    ],
  });
});

describe('in Java', () => {
  const java = (code: string): { file: string; code: string } => ({ file: 'src/main/java/shop/Client.java', code });
  testRule(verificationDisabled, {
    reports: [
      {
        name: 'a trust manager that trusts everybody',
        ...java(
          'class Client {\n  TrustManager[] all = { new X509TrustManager() {\n    public void checkClientTrusted(X509Certificate[] c, String a) {}\n    public void «checkServerTrusted»(X509Certificate[] c, String a) {\n      // everybody\n    }\n    public X509Certificate[] getAcceptedIssuers() { return null; }\n  } };\n}\n',
        ),
        fixed: null,
        severity: 'error',
      },
      {
        name: 'a lambda for every host',
        ...java('class Client {\n  void f() { HttpsURLConnection.setDefaultHostnameVerifier(«(host, session) -> true»); }\n}\n'),
      },
      { name: 'a verifier with a name', ...java('class Client {\n  HostnameVerifier any = «(host, session) -> true»;\n}\n') },
      {
        name: 'an anonymous verifier',
        ...java(
          'class Client {\n  Object v = new HostnameVerifier() {\n    public boolean «verify»(String host, SSLSession session) {\n      return true;\n    }\n  };\n}\n',
        ),
      },
      {
        name: "Apache's constant",
        ...java(
          'import org.apache.http.conn.ssl.NoopHostnameVerifier;\nclass Client {\n  void f() { HttpClients.custom().setSSLHostnameVerifier(«NoopHostnameVerifier.INSTANCE»).build(); }\n}\n',
        ),
      },
      {
        name: 'a strategy that trusts all',
        ...java('class Client {\n  void f() { SSLContexts.custom().loadTrustMaterial(null, «(chain, type) -> true»).build(); }\n}\n'),
      },
      {
        name: "Netty's factory in a WebClient",
        ...java(
          'class Client {\n  void f() { SslContextBuilder.forClient().trustManager(«InsecureTrustManagerFactory.INSTANCE»).build(); }\n}\n',
        ),
      },
      {
        name: 'Vert.x',
        ...java('class Client {\n  void f() { new WebClientOptions().setSsl(true).«setTrustAll(true)»; }\n}\n'),
        fixed: 'class Client {\n  void f() { new WebClientOptions().setSsl(true).setTrustAll(false); }\n}\n',
      },
    ],
    accepts: [
      {
        name: 'a trust manager that looks',
        ...java(
          'class M implements X509TrustManager {\n  public void checkServerTrusted(X509Certificate[] c, String a) throws CertificateException { inner.checkServerTrusted(c, a); }\n}\n',
        ),
      },
      { name: 'a method of an interface', ...java('interface M {\n  void checkServerTrusted(X509Certificate[] c, String a);\n}\n') },
      { name: 'clients that are not asked', ...java('class M {\n  public void checkClientTrusted(X509Certificate[] c, String a) {}\n}\n') },
      {
        name: 'a verify of something else',
        ...java('class M {\n  public boolean verify(String token) { return true; }\n  Object checkServerTrusted;\n}\n'),
      },
      {
        name: 'a lambda for something else',
        ...java('class M {\n  void f() { list.removeIf((a) -> true); HostnameVerifier v = inner; }\n}\n'),
      },
      { name: 'trust that is off', ...java('class M {\n  void f() { new WebClientOptions().setTrustAll(false); }\n}\n') },
      {
        name: 'a test',
        file: 'src/test/java/shop/ClientTest.java',
        code: 'class ClientTest {\n  void f() { c.hostnameVerifier(NoopHostnameVerifier.INSTANCE); }\n}\n',
      },
      { name: 'names in a comment', ...java('// NoopHostnameVerifier.INSTANCE is not used\nclass M {}\n') },
    ],
    unknown: [
      {
        name: 'a branch that somebody has to ask for',
        ...java('class M {\n  void f() { if (config.isTrustAll()) { b.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE); } }\n}\n'),
      },
    ],
  });
});
