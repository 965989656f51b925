import { hardcodedCredential } from '../../../src/rules/secrets/hardcoded-credential.js';
import { testRule } from '../rule-tester.js';
import { hex, mixed, own, short } from './samples.js';

testRule(hardcodedCredential, {
  reports: [
    {
      name: 'a constant of Python',
      file: 'settings.py',
      code: `DB_PASSWORD = «"${own}"»\n`,
      fixed: 'import os\n\nDB_PASSWORD = os.environ["DB_PASSWORD"]\n',
      says: "'DB_PASSWORD' is a literal in the repository: everyone who can read it has the password.",
      severity: 'error',
    },
    {
      name: 'a named argument of a call that connects',
      file: 'db.py',
      code: `import os\nimport psycopg\nconnection = psycopg.connect(host="db.internal", user="shop", password=«"${short}"»)\n`,
      fixed:
        'import os\nimport psycopg\nconnection = psycopg.connect(host="db.internal", user="shop", password=os.environ["DB_PASSWORD"])\n',
    },
    { name: 'an entry of a dict', file: 'client.py', code: `CONFIG = {"client_id": "shop", "client_secret": «"${mixed}"»}\n` },
    {
      name: 'a key of a Flask configuration',
      file: 'app.py',
      code: `from flask import Flask\napp = Flask(__name__)\napp.config["SECRET_KEY"] = «"${hex}"»\n`,
    },
    {
      name: 'an attribute',
      file: 'app.py',
      code: `class Client:\n    def __init__(self):\n        self.api_key = «'${hex}'»\n`,
      fixed: "import os\n\nclass Client:\n    def __init__(self):\n        self.api_key = os.environ['API_KEY']\n",
    },
    { name: 'the default of a parameter', file: 'app.py', code: `def connect(host, password=«"${own}"»):\n    pass\n` },
    {
      name: 'a credential that code falls back on and that is its own',
      file: 'app.py',
      code: `import os\nTOKEN_SECRET = os.getenv("TOKEN_SECRET", «"${hex}"»)\n`,
    },
    {
      name: 'a constant of JavaScript',
      file: 'config.js',
      code: `const dbPassword = «'${own}'»;\n`,
      fixed: 'const dbPassword = process.env.DB_PASSWORD;\n',
    },
    { name: 'a property of TypeScript', file: 'config.ts', code: `export const config = { auth: { clientSecret: «'${mixed}'» } };\n` },
    {
      name: 'the password of a mailer',
      file: 'mail.js',
      code: `nodemailer.createTransport({ host: 'smtp.shop.io', auth: { user: 'shop', pass: «'${short}'» } });\n`,
    },
    {
      name: 'a secret by its place',
      file: 'auth.js',
      code: `const jwt = require('jsonwebtoken');\nmodule.exports = (user) => jwt.sign({ id: user.id }, «'${hex}'»);\n`,
    },
    { name: 'a header with a bearer token', file: 'api.js', code: `fetch(url, { headers: { 'x-auth-token': «'${mixed}9Kd2'» } });\n` },
    { name: 'a constant of Go', file: 'main.go', code: `package main\n\nconst dbPassword = «"${own}"»\n` },
    {
      name: 'a field of a Go literal',
      file: 'main.go',
      code: `package main\n\nvar options = redis.Options{Addr: "cache:6379", Password: «"${short}"»}\n`,
    },
    { name: 'bytes that sign', file: 'main.go', code: `package main\n\nvar jwtSecret = []byte(«"${hex}"»)\n` },
    {
      name: 'a field of Java',
      file: 'src/main/java/App.java',
      code: `class App {\n  private static final String API_SECRET = «"${mixed}"»;\n}\n`,
    },
    {
      name: 'a setter of Java',
      file: 'src/main/java/App.java',
      code: `class App {\n  void f(DataSource source) {\n    source.setPassword(«"${own}"»);\n  }\n}\n`,
    },
    { name: 'Spring’s YAML', file: 'src/main/resources/application.yml', code: `spring:\n  datasource:\n    url: jdbc:postgresql://db/shop\n    username: shop\n    password: «${own}»\n`,
      fixed: 'spring:\n  datasource:\n    url: jdbc:postgresql://db/shop\n    username: shop\n    password: ${SPRING_DATASOURCE_PASSWORD}\n' }, // prettier-ignore
    {
      name: 'properties',
      file: 'src/main/resources/application.properties',
      code: `spring.datasource.username=shop\nspring.datasource.password=«${own}»\n`,
    },
    {
      name: 'appsettings',
      file: 'appsettings.json',
      code: `{ "Auth": { "ClientId": "shop", "ClientSecret": «"${mixed}"» } }\n`,
      fixed: null,
    },
    { name: 'TOML', file: 'config.toml', code: `[database]\nuser = "shop"\npassword = «"${own}"»\n` },
    { name: 'an ini file', file: 'deploy/alembic.ini', code: `[smtp]\nuser = shop\npassword = «${own}»\n` },
    { name: 'Terraform', file: 'infra/main.tf', code: `resource "aws_db_instance" "shop" {\n  password = "«${own}»"\n}\n` },
    { name: 'C#', file: 'Startup.cs', code: `options.ClientSecret = "«${mixed}»";\n` },
    { name: 'a script', file: 'deploy.sh', code: `#!/bin/sh\nexport DB_PASSWORD=«${own}»\n` },
    {
      name: 'a development document, one severity lower',
      file: 'config/settings.dev.toml',
      code: `db_password = «"${own}"»\n`,
      severity: 'warning',
    },
    { name: 'a signing key in YAML that is a word', file: 'config.yaml', code: `jwt:\n  signing-key: «shopkeeper»\n` },
  ],
  accepts: [
    {
      name: 'a value of the environment',
      file: 'settings.py',
      code: 'import os\nDB_PASSWORD = os.environ["DB_PASSWORD"]\nSECRET_KEY = os.getenv("SECRET_KEY")\n',
    },
    {
      name: 'a field’s name',
      file: 'forms.py',
      code: 'PASSWORD_FIELD = "password"\npassword = "password"\nfields = {"password": "Password", "token": "token"}\n',
    },
    {
      name: 'a prompt',
      file: 'cli.py',
      code: 'password = input("Enter password: ")\nparser.add_argument("--password", help="the password")\n',
    },
    {
      name: 'the name of a variable',
      file: 'config.ts',
      code: "export const names = { password: 'DB_PASSWORD', secret: 'JWT_SECRET' };\n",
    },
    { name: 'a hash', file: 'users.py', code: `password = "$2b$12$${mixed}${mixed}"\nadmin_password = "pbkdf2_sha256$260000$${mixed}"\n` },
    {
      name: 'types and schemas',
      file: 'schema.ts',
      code: "export const schema = { password: { type: 'string' }, token: 'string' };\ninterface A { password: 'string' }\n",
    },
    {
      name: 'error codes and enumerations',
      file: 'errors.py',
      code: 'from enum import Enum\n\nclass Errors(str, Enum):\n    INVALID_TOKEN = "invalid_token"\n    PASSWORD = "p4ssword_reset_1"\n',
    },
    {
      name: 'settings about passwords',
      file: 'settings.py',
      code: 'PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]\nPASSWORD_RESET_URL = "/reset/3f9a"\ntoken_url = "/oauth/token2"\nMAX_TOKENS = "4096"\n',
    },
    { name: 'translations', file: 'src/locales/de.json', code: '{ "password": "Passwort", "secret": "Geheimnis1!" }\n' },
    { name: 'messages of Java', file: 'src/main/resources/messages_fr.properties', code: 'login.password=MotDePasse1!\n' },
    {
      name: 'a reference of Kubernetes',
      file: 'values.yaml',
      code: 'auth:\n  passwordSecretRef: shop-db-9f2\n  existingSecret: shop-db-9f2\n  secretName: shop-db-9f2\n',
    },
    {
      name: 'templates',
      file: 'config.yaml',
      code: 'db:\n  user: shop\n  password: {{ db_password }}\n  secret: ${DB_SECRET}\n  token: <token>\n  api_key: "%s"\n',
    },
    {
      name: 'encrypted values',
      file: 'application.yml',
      code: `spring:\n  datasource:\n    username: shop\n    password: ENC(${mixed})\n    secret: '{cipher}${hex}'\n`,
    },
    { name: 'numbers and flags', file: 'config.json', code: '{ "password": true, "token": 12, "secret": null, "apiKey": "" }\n' },
    { name: 'a mask', file: 'view.ts', code: "const password = '********';\nconst apiKey = 'xxxxxxxxxxxx';\n" },
    { name: 'tests', file: 'tests/test_login.py', code: `password = "${own}"\n` },
    { name: 'an example', file: 'docs/config.example.toml', code: `password = "${own}"\n` },
    { name: 'a comment', file: 'app.py', code: `# password = "${own}"\nx = 1\n` },
    { name: 'a path', file: 'app.py', code: 'private_key = "/etc/ssl/private/key1.pem"\nsigning_key = "certs/app2.key"\n' },
    {
      name: 'keys of storage',
      file: 'auth.ts',
      code: "const ACCESS_TOKEN_KEY = 'access_token_v2';\nconst STORAGE_KEY = 'shop-theme-2';\nconst csrfToken = 'x-csrf-token-2';\n",
    },
    {
      name: 'a name of a secret',
      file: 'main.go',
      code: 'package main\n\nconst secretName = "projects/p/secrets/db-password-2"\nconst tokenHeader = "X-Auth-Token-2"\n',
    },
    {
      name: 'tokens of a language',
      file: 'lexer.js',
      code: "const token = 'identifier2';\nconst tokens = { eofToken: 'eof0', token: 'plus1' };\n",
    },
    { name: 'a pattern', file: 'valid.js', code: "const rules = { password: '^(?=.*[0-9])[a-zA-Z0-9]{8,}$' };\n" },
    {
      name: 'a compose file, which its own rule judges',
      file: 'docker-compose.yml',
      code: `services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${own}\n`,
    },
    {
      name: 'a manifest of Kubernetes',
      file: 'k8s/secret.yaml',
      code: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  password: ${own}\n`,
    },
    { name: 'a pipeline', file: '.github/workflows/ci.yml', code: `on: push\nenv:\n  DB_PASSWORD: ${own}\njobs: {}\n` },
    { name: 'public keys of providers', file: 'analytics.ts', code: `const posthogApiKey = '${['ph', 'c_'].join('')}${mixed}${mixed}';\n` },
    {
      name: 'an annotation of a field',
      file: 'src/main/java/Form.java',
      code: 'class Form {\n  @Size(min = 8)\n  private String password;\n  private String passwordLabel = "Password1";\n}\n',
    },
    { name: 'a selector', file: 'page.ts', code: "export const login = { password: '#password2', token: '[name=token2]' };\n" },
    {
      name: 'an OpenAPI document',
      file: 'api/openapi.yaml',
      code: `openapi: 3.0.0\ncomponents:\n  schemas:\n    User:\n      example:\n        password: ${own}\n`,
    },
    { name: 'what is refused', file: 'config.ts', code: "const PLACEHOLDER_SECRETS = {\n  JWT_SECRET: 'secret-2a3b4c5d',\n};\n" },
    {
      name: 'GUIDs that are no tokens',
      file: 'ids.ts',
      code: "const tokenId = '6168db8d-dc58-4094-af24-483278923590';\nconst keyId = '6168db8d-dc58-4094-af24-483278923590';\n",
    },
  ],
});
