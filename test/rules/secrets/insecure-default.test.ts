import { insecureDefault } from '../../../src/rules/secrets/insecure-default.js';
import { testRule } from '../rule-tester.js';
import { guess, own } from './samples.js';

const insecure = ['django', 'insecure', '4k2x9q'].join('-');

testRule(insecureDefault, {
  reports: [
    {
      name: 'a number that signs, in a file of settings',
      file: 'conf/app.ini',
      code: '[app]\nJwtSecret = «23347»\n',
      severity: 'error',
    },
    {
      name: 'words of a placeholder without a space',
      file: 'config.py',
      code: 'DB_PASSWORD = «"somerandompassword"»\n',
    },
    {
      name: 'a default in capitals that says what it is',
      file: 'settings.py',
      code: "import os\nSECRET_KEY = os.getenv('SECRET_KEY', «'INSECURE_STANDARD_KEY_SET_IN_ENV'»)\n",
    },
    {
      name: 'a default of what is taken apart',
      file: 'config.ts',
      code: `const { JWT_SECRET = «'secret'», PORT = 3000 } = process.env;\n`,
      says: "'JWT_SECRET'",
    },
    {
      name: 'a variable that is asked for and then set',
      file: 'main.go',
      code: 'package main\n\nimport "os"\n\nfunc key() string {\n\ts := os.Getenv("JWT_SECRET")\n\tif s == "" {\n\t\ts = «"secret"»\n\t}\n\treturn s\n}\n',
    },
    {
      name: 'the same in Python',
      file: 'keys.py',
      code: 'import os\n\n\ndef signing():\n    value = os.environ.get("SECRET_KEY")\n    if not value:\n        value = «"insecure"»\n    return value\n',
    },
    {
      name: 'an optional of Java',
      file: 'Keys.java',
      code: 'class Keys { String secret = Optional.ofNullable(System.getenv("JWT_SECRET")).orElse(«"secret"»); }\n',
    },
    {
      name: 'dashes that sign where nothing is set',
      file: 'settings.py',
      code: 'import os\n\nSECRET_KEY = os.getenv("SECRET_KEY", «"---"»)\n',
    },
    {
      name: 'a key that is turned into bytes',
      file: 'auth.go',
      code: 'package auth\n\nvar jwtKey = []byte(«"captainjacksparrowsayshi"»)\n',
      severity: 'error',
    },
    {
      name: 'a default of os.getenv',
      file: 'settings.py',
      code: 'import os\nJWT_SECRET = os.getenv("JWT_SECRET", «"secret"»)\n',
      fixed: 'import os\nJWT_SECRET = os.environ["JWT_SECRET"]\n',
      fix: "Refuse to start without 'JWT_SECRET'",
      severity: 'error',
      says: "When 'JWT_SECRET' is not set, a value that anyone can read in this repository signs the tokens. Refuse to start instead.",
    },
    {
      name: 'a default of environ.get',
      file: 'settings.py',
      code: `import os\nDB = dict(password=os.environ.get('DB_PASSWORD', «'${guess}'»))\n`,
      fixed: "import os\nDB = dict(password=os.environ['DB_PASSWORD'])\n",
    },
    {
      name: 'or',
      file: 'settings.py',
      code: "import os\nSECRET_KEY = os.environ.get('SECRET_KEY') or «'you-will-never-guess'»\n".replace(
        'you-will-never-guess',
        'dev-secret-key',
      ),
      fixed: "import os\nSECRET_KEY = os.environ['SECRET_KEY']\n",
    },
    {
      name: 'python-decouple',
      file: 'settings.py',
      code: 'from decouple import config\nSECRET_KEY = config("SECRET_KEY", default=«"changeme"»)\n',
      fixed: 'from decouple import config\nSECRET_KEY = config("SECRET_KEY")\n',
    },
    {
      name: 'django-environ',
      file: 'settings.py',
      code: `import environ\nenv = environ.Env()\nSECRET_KEY = env.str("SECRET_KEY", default=«"${insecure}"»)\n`,
      fixed: 'import environ\nenv = environ.Env()\nSECRET_KEY = env.str("SECRET_KEY")\n',
    },
    {
      name: 'a key as Django writes it',
      file: 'shop/settings.py',
      code: `SECRET_KEY = «'${insecure}'»\n`,
      fixed: "import os\n\nSECRET_KEY = os.environ['SECRET_KEY']\n",
      says: 'anyone can guess',
    },
    { name: 'a placeholder', file: 'settings.py', code: 'SECRET_KEY = «"change-me-in-production"»\n' },
    {
      name: 'pydantic settings',
      file: 'config.py',
      code: 'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    secret_key: str = «"change-me"»\n',
    },
    {
      name: 'a field of pydantic',
      file: 'config.py',
      code: 'from pydantic import Field\n\nclass Settings:\n    jwt_secret: str = Field(default=«"supersecret"», alias="JWT_SECRET")\n',
    },
    {
      name: 'a key that Flask signs with, whatever it says',
      file: 'config.py',
      code: "import connexion\nshop = connexion.App(__name__)\nshop.app.config['SECRET_KEY'] = «'random'»\n",
      severity: 'error',
    },
    {
      name: 'a variable that becomes the key that signs',
      file: 'settings.py',
      code: "import os\nSECRET_KEY = os.environ.get('SHOP_SECRET', «'secret-key'»)\n",
      severity: 'error',
      says: 'signs the tokens',
    },
    { name: 'Flask', file: 'app.py', code: "app.config.from_mapping(SECRET_KEY=«'dev'»)\n" },
    {
      name: 'the secret of an encoder',
      file: 'auth.py',
      code: 'import jwt\n\ndef token(user):\n    return jwt.encode({"sub": user}, «"secret"», algorithm="HS256")\n',
    },
    {
      name: 'a fallback of JavaScript',
      file: 'config.js',
      code: "const secret = process.env.JWT_SECRET || «'dev'»;\n",
      fixed: "if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET is not set');\nconst secret = process.env.JWT_SECRET;\n",
      fix: "Refuse to start without 'JWT_SECRET'",
    },
    {
      name: 'a fallback in a call',
      file: 'app.ts',
      code: 'app.use(\n  session({ secret: process.env.SESSION_SECRET ?? «"keyboard cat"» }),\n);\n',
      fixed:
        'if (!process.env.SESSION_SECRET) throw new Error("SESSION_SECRET is not set");\napp.use(\n  session({ secret: process.env.SESSION_SECRET }),\n);\n',
    },
    { name: 'a fallback without a name', file: 'auth.js', code: "module.exports = (user) => {\n  return jwt.sign(user, process.env.JWT_SECRET || «'secret'»);\n};\n",
      fixed: "module.exports = (user) => {\n  if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET is not set');\n  return jwt.sign(user, process.env.JWT_SECRET);\n};\n" }, // prettier-ignore
    {
      name: 'Nest’s configuration',
      file: 'auth.module.ts',
      code: "JwtModule.register({ secret: config.get('JWT_SECRET', «'secret'») });\n",
    },
    {
      name: 'a sentence that a variable falls back on',
      file: 'config.py',
      code: "import os\nSECRET_KEY = os.environ.get('SECRET_KEY') or «'hard to guess string'»\n",
      fixed: "import os\nSECRET_KEY = os.environ['SECRET_KEY']\n",
    },
    {
      name: 'what a function takes as its secret',
      file: 'app.js',
      code: "app.use(cookieParser(«'kekse'»));\n",
      says: "'cookieParser' takes a secret that anyone can guess",
    },
    {
      name: 'a word in the branch for production',
      file: 'a.js',
      code: "let jwtSecret = process.env.JWT_SECRET;\nif (process.env.NODE_ENV === 'production') {\n  jwtSecret = «'secret'»;\n}\n",
    },
    {
      name: 'zod',
      file: 'env.ts',
      code: "export const env = z.object({ JWT_SECRET: z.string().default(«'secret'») });\n",
      fixed: 'export const env = z.object({ JWT_SECRET: z.string() });\n',
    },
    { name: 'express-session', file: 'app.js', code: "app.use(session({ secret: «'keyboard cat'», resave: false }));\n" },
    { name: 'a helper of Go', file: 'main.go', code: 'package main\n\nvar secret = getEnv("JWT_SECRET", «"secret"»)\n' },
    { name: 'viper', file: 'main.go', code: 'package main\n\nfunc init() {\n\tviper.SetDefault("jwt.secret", «"changeme"»)\n}\n' },
    {
      name: 'what an empty variable is filled with',
      file: 'main.go',
      code: 'package main\n\nimport "os"\n\nfunc f() {\n\tjwtSecret := os.Getenv("JWT_SECRET")\n\tif jwtSecret == "" {\n\t\tjwtSecret = «"dev-secret"»\n\t}\n}\n',
    },
    {
      name: 'Spring’s annotation',
      file: 'src/main/java/Jwt.java',
      code: 'class Jwt {\n  @Value("${jwt.secret:«changeme»}")\n  private String secret;\n}\n',
      fixed: 'class Jwt {\n  @Value("${jwt.secret}")\n  private String secret;\n}\n',
    },
    {
      name: 'Spring’s YAML',
      file: 'src/main/resources/application.yml',
      code: 'jwt:\n  secret: ${JWT_SECRET:«secret»}\n',
      fixed: 'jwt:\n  secret: ${JWT_SECRET}\n',
    },
    { name: 'compose', file: 'docker-compose.yml', code: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-«postgres»}\n',
      fixed: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?POSTGRES_PASSWORD is not set}\n' }, // prettier-ignore
    { name: 'a shell script', file: 'start.sh', code: '#!/bin/sh\nexport JWT_SECRET="${JWT_SECRET:-«secret»}"\n' },
    {
      name: 'a datasource of properties',
      file: 'src/main/resources/application.properties',
      code: `spring.datasource.username=shop\nspring.datasource.password=«${guess}»\n`,
    },
    { name: 'the same as the user', file: 'config.yaml', code: 'database:\n  username: shop\n  password: «shop»\n' },
    {
      name: 'a placeholder of a service, as a warning',
      file: 'config.py',
      code: 'STRIPE_API_KEY = «"your-stripe-api-key"»\n'.replace('your-stripe-api-key', 'your-api-key'),
      severity: 'warning',
    },
    {
      name: 'a development document, one severity lower',
      file: 'config/settings.dev.toml',
      code: 'secret_key = «"changeme"»\n',
      severity: 'warning',
    },
    {
      name: 'CRLF and double quotes',
      file: 'config.js',
      code: 'const a = 1;\r\nconst secret = process.env.JWT_SECRET || «"dev"»;\r\n',
      fixed:
        'const a = 1;\r\nif (!process.env.JWT_SECRET) throw new Error("JWT_SECRET is not set");\r\nconst secret = process.env.JWT_SECRET;\r\n',
    },
  ],
  accepts: [
    {
      name: 'what a mock signs with',
      file: 'src/repositories/auth.js',
      code: "import { sign } from 'jsonwebtoken';\n\nexport const token = (claims) => sign(claims, 'mock_secret');\n",
    },
    {
      name: 'users that an application begins with',
      file: '_data/users.json',
      code: '[{ "name": "Admin", "email": "admin@shop.io", "password": "123456" }, { "name": "John", "email": "john@shop.io", "password": "123456" }]\n',
    },
    { name: 'an emoji', file: 'emoji.js', code: "const emojis = { 'top': '\\ud83d\\udd1d', 'secret': '\\u3299\\ufe0f' };\n" },
    {
      name: 'a header that shows how it is written',
      file: 'export.js',
      code: "const headers = { Authorization: 'Bearer your-token-here' };\n",
    },
    {
      name: 'the name of another variable',
      file: 'settings.py',
      code: "import os\nSECRET_KEY = os.getenv('SECRET_KEY', 'APP_SECRET_KEY')\n",
    },
    { name: 'a variable that is taken apart', file: 'config.ts', code: "const { JWT_SECRET, LOG_LEVEL = 'secret' } = process.env;\n" },
    {
      name: 'a variable that is asked for',
      file: 'main.go',
      code: 'package main\n\nimport "os"\n\nfunc key() string {\n\ts := os.Getenv("JWT_SECRET")\n\tif s == "" {\n\t\tpanic("JWT_SECRET is not set")\n\t}\n\treturn s\n}\n',
    },
    {
      name: 'another variable that is set',
      file: 'keys.py',
      code: 'import os\n\n\ndef level():\n    value = os.environ.get("LOG_LEVEL")\n    if not value:\n        value = "secret"\n    return value\n',
    },
    {
      name: 'an optional of another variable',
      file: 'Keys.java',
      code: 'class Keys { String name = Optional.ofNullable(System.getenv("APP_NAME")).orElse("secret"); }\n',
    },
    {
      name: 'dashes where nothing is signed',
      file: 'settings.py',
      code: 'import os\n\nAPI_TOKEN = os.getenv("API_TOKEN", "---")\n',
    },
    {
      name: 'two names of one option',
      file: 'manage.py',
      code: "parser.add_argument('--password', '--pass', type=str, help='Password of the account.')\n",
    },
    {
      name: 'how long a key holds',
      file: 'serve.go',
      code: 'package main\n\nfunc f(c *Config) {\n\tif c.Expiry.SigningKeys == "" {\n\t\tc.Expiry.SigningKeys = "6h"\n\t}\n}\n',
    },
    {
      name: 'what a Makefile tells',
      file: 'Makefile',
      code: 'up:\n\t@echo "   Password: $${GRAFANA_PASSWORD:-changeme}"\n',
    },
    {
      name: 'the name of a setting',
      file: 'keys.py',
      code: "app.config['SECRET_KEY_NAME'] = 'random'\nCONF_SECRET_KEY = 'secret_key'\n",
    },
    {
      name: 'no default',
      file: 'settings.py',
      code: 'import os\nA = os.getenv("JWT_SECRET")\nB = os.environ["SECRET_KEY"]\nC = os.getenv("SECRET_KEY", "")\nD = os.getenv("API_TOKEN", None)\n',
    },
    {
      name: 'a required variable',
      file: 'docker-compose.yml',
      code: 'services:\n  db:\n    image: x:1\n    environment:\n      A_PASSWORD: ${A_PASSWORD:?set it}\n      B_PASSWORD: ${B_PASSWORD}\n      C_PASSWORD: ${C_PASSWORD:-}\n',
    },
    {
      name: 'a default of something else',
      file: 'settings.py',
      code: 'import os\nHOST = os.getenv("HOST", "localhost")\nTOKEN_URL = os.getenv("TOKEN_URL", "secret")\nKEY = os.getenv("CACHE_KEY", "dev")\n',
    },
    {
      name: 'a default only while developing',
      file: 'settings.py',
      code: 'import os\nif DEBUG:\n    SECRET_KEY = "dev"\nelse:\n    SECRET_KEY = os.environ["SECRET_KEY"]\n',
    },
    {
      name: 'a default outside of production',
      file: 'config.js',
      code: "let secret = process.env.JWT_SECRET;\nif (process.env.NODE_ENV !== 'production') {\n  secret = 'dev';\n}\n",
    },
    {
      name: 'a default that the code refuses',
      file: 'config.py',
      code: 'SECRET_KEY = "changeme"\nif SECRET_KEY == "changeme":\n    raise SystemExit("set SECRET_KEY")\n',
    },
    { name: 'tests', file: 'tests/settings.py', code: 'SECRET_KEY = "test"\n' },
    { name: 'a template of variables', file: '.env.example', code: 'JWT_SECRET=changeme\n' },
    { name: 'a default that is a reference', file: 'app.yml', code: 'jwt:\n  secret: ${JWT_SECRET:${OTHER_SECRET}}\n' },
    {
      name: 'the name of a field',
      file: 'forms.ts',
      code: "export const form = { password: 'password', secret: 'Secret', token: 'token' };\n",
    },
    {
      name: 'a constant of a grant',
      file: 'oauth.py',
      code: 'GRANT_TYPE_PASSWORD = "password"\nCONF_PASSWORD = "password"\nATTR_TOKEN = "token"\n',
    },
    {
      name: 'an ORM’s default',
      file: 'migrations/0001.py',
      code: 'update(token=Case(When(token__isnull=True, then=RandomUUID()), default="token"))\n',
    },
    { name: 'a pytest environment', file: 'pyproject.toml', code: '[tool.pytest_env]\nSECRET_KEY = "test-secret-key"\n' },
    {
      name: 'an enumeration',
      file: 'kinds.py',
      code: 'from enum import Enum\n\nclass Kind(Enum):\n    SECRET = "secret"\n    API_SECRET = "secret"\n',
    },
    {
      name: 'a value of another key',
      file: 'settings.py',
      code: 'PASSWORD_RESET_TOKEN_TYPE = "password"\nsecret_name = "secret"\nkey = "admin"\n',
    },
    { name: 'labels of a language', file: 'src/i18n/en.ts', code: "export default { password: 'Password', newPassword: 'admin' };\n" },
    {
      name: 'a stand-in',
      file: 'cmd/offline.go',
      code: 'package main\n\nvar data = map[string][]byte{"admin.password": []byte("test")}\n',
    },
    { name: 'options of fetch', file: 'api.js', code: "fetch(url, { credentials: 'include', password: undefined });\n" },
    { name: 'a comment', file: 'app.yml', code: '# secret: ${JWT_SECRET:secret}\na: 1\n' },
    { name: 'a script for tests', file: 'scripts/run-api-tests.sh', code: '#!/bin/sh\nPASSWORD=${PASSWORD:-password}\n' },
    {
      name: 'a selection of kinds',
      file: 'types.ts',
      code: "type Kind = 'password' | 'secret';\nconst input = { type: 'password', name: 'password' };\n",
    },
    {
      name: 'a prompt that hides',
      file: 'cli.js',
      code: "inquirer.prompt([{ type: 'password', name: 'password', message: 'Password:' }]);\n",
    },
    { name: 'what is its own', file: 'config.py', code: `DB_PASSWORD = "${own}"\n` },
    {
      name: 'a test helper',
      file: 'internal/testutil/server.go',
      code: 'package testutil\n\nvar cfg = Config{AccessKeySecret: "test-secret-key", Secret: "secret"}\n',
    },
    { name: 'a query', file: 'repo.py', code: 'password = "SELECT password FROM users"\ntoken = "Bearer"\n' },
    {
      name: 'a claim',
      file: 'claims.go',
      code: 'package a\n\nconst (\n\tClaimToken = "token"\n\tSecretKind = "secret"\n\tTypeSecret = "secret"\n)\n',
    },
    {
      name: 'a property of a schema',
      file: 'schema.json',
      code: '{ "properties": { "password": { "type": "string", "default": "changeme" } } }\n',
    },
    {
      name: 'another default of a call',
      file: 'a.py',
      code: 'x = data.get("password", "password")\ny = d.pop("secret", "secret")\n'
        .replace('data.get("password", "password")', 'request.form["password"]')
        .replace('d.pop("secret", "secret")', 'd["secret"]'),
    },
    {
      name: 'the other branch than the one for production',
      file: 'a.js',
      code: "let jwtSecret;\nif (process.env.NODE_ENV === 'production') {\n  jwtSecret = process.env.JWT_SECRET;\n} else {\n  jwtSecret = 'secret';\n}\n",
    },
    { name: 'a variable that is set', file: 'a.js', code: "setSetting('jwtSecret', '');\nawait setSetting('jwtSecret', 'secret');\n" },
    { name: 'a check', file: 'a.js', code: "if (password === 'password') warn();\nexpect(secret).not.toBe('secret');\n" },
    {
      name: 'a choice that production does not take',
      file: 'a.js',
      code: "const secret = process.env.NODE_ENV === 'production' ? process.env.JWT_SECRET : 'secret';\n",
    },
    {
      name: 'a default that names a file',
      file: 'a.py',
      code: 'import os\nSECRET_KEY = os.getenv("SECRET_KEY", "/run/secrets/key")\nJWT_SECRET = os.getenv("JWT_SECRET", "keys/jwt.pem")\n',
    },
    {
      name: 'a public variable of a page',
      file: 'a.ts',
      code: "const apiKey = process.env.NEXT_PUBLIC_API_KEY ?? 'demo';\nconst key = import.meta.env.VITE_API_KEY || 'dev';\n",
    },
    { name: 'an access key’s id', file: 'config.yaml', code: 'storage:\n  endpoint: http://minio:9000\n  accessKey: minioadmin\n' },
  ],
});
