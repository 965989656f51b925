import { urlCredential } from '../../../src/rules/secrets/url-credential.js';
import { testRule } from '../rule-tester.js';
import { hex, mixed, own, short, url } from './samples.js';

const marked = (scheme: string, user: string, password: string, rest: string): string => url(scheme, user, `«${password}»`, rest);

testRule(urlCredential, {
  reports: [
    {
      name: 'keywords of PostgreSQL in a file of settings',
      file: 'conf/app.ini',
      code: `[database]\nDSN = host=db.shop.io user=shop password=«${mixed}» dbname=shop\n`,
    },
    {
      name: 'the name that Go gives to MySQL',
      file: 'db.go',
      code: `package db\n\nfunc open() {\n\tdb, _ := sql.Open("mysql", "shop:«${mixed}»@tcp(db.shop.io:3306)/shop?parseTime=true")\n}\n`,
    },
    {
      name: 'keywords of PostgreSQL',
      file: 'db.go',
      code: 'package db\n\nfunc open() {\n\tdsn := "host=localhost user=gorm password=«gorm» dbname=gorm port=9920"\n}\n',
    },
    {
      name: 'an engine’s URL',
      file: 'db.py',
      code: `from sqlalchemy import create_engine\nengine = create_engine("${marked('postgresql+psycopg', 'shop', own, 'db.internal:5432/shop')}")\n`,
      fixed: 'import os\nfrom sqlalchemy import create_engine\nengine = create_engine(os.environ["DATABASE_URL"])\n',
      severity: 'error',
      says: "The password in this 'postgresql+psycopg' URL",
    },
    {
      name: 'MongoDB',
      file: 'db.js',
      code: `mongoose.connect('${marked('mongodb+srv', 'shop', mixed, 'cluster0.x7k2q.mongodb.net/shop')}');\n`,
      fixed: 'mongoose.connect(process.env.MONGODB_URL);\n',
    },
    {
      name: 'a password without a user',
      file: 'cache.ts',
      code: `export const REDIS_CACHE_URL = '${marked('redis', '', short.replace('!', '7'), 'cache.shop.io:6379/0')}';\n`,
      fixed: 'export const REDIS_CACHE_URL = process.env.REDIS_CACHE_URL!;\n',
    },
    { name: 'a broker', file: 'main.go', code: `package main\n\nvar broker = "${marked('amqp', 'shop', mixed, 'mq.shop.io:5672/')}"\n` },
    {
      name: 'a token of a repository',
      file: 'deploy.sh',
      code: `#!/bin/sh\ngit clone ${marked('https', 'deploy', hex, 'git.shop.io/shop.git')}\n`,
    },
    {
      name: 'JDBC parameters',
      file: 'src/main/resources/application.properties',
      code: `spring.datasource.url=jdbc:postgresql://db.shop.io/shop?user=shop&password=«${mixed}»\n`,
    },
    {
      name: 'JDBC of SQL Server',
      file: 'src/main/java/Db.java',
      code: `class Db {\n  String url = "jdbc:sqlserver://db.shop.io:1433;databaseName=shop;user=shop;password=«${mixed}»;encrypt=true";\n}\n`,
    },
    {
      name: 'a connection string of .NET',
      file: 'appsettings.json',
      code: `{ "ConnectionStrings": { "Shop": "Server=db.shop.io;Database=shop;User Id=shop;Password=«${short}»;" } }\n`,
      says: 'connection string',
    },
    {
      name: 'a fallback that everybody knows, on this machine, as a warning',
      file: 'config.py',
      code: `import os\nDATABASE_URL = os.getenv("DATABASE_URL", "${marked('postgresql', 'postgres', 'postgres', 'localhost:5432/shop')}")\n`,
      fixed: 'import os\nDATABASE_URL = os.environ["DATABASE_URL"]\n',
      severity: 'warning',
      says: "When 'DATABASE_URL' is not set",
    },
    { name: 'a fallback of JavaScript', file: 'config.js', code: `const url = process.env.MONGO_URL || '${marked('mongodb', 'admin', 'admin123', 'mongo:27017/shop')}';\n`,
      fixed: "if (!process.env.MONGO_URL) throw new Error('MONGO_URL is not set');\nconst url = process.env.MONGO_URL;\n" }, // prettier-ignore
    {
      name: 'a well-known password in a development document',
      file: 'config/config.dev.toml',
      code: `url = "${marked('postgres', 'postgres', 'postgres', 'localhost/shop')}"\n`,
      severity: 'warning',
    },
    {
      name: 'a real password in a development document',
      file: 'config/config.dev.toml',
      code: `url = "${marked('postgres', 'shop', own, 'db.shop.io/shop')}"\n`,
      severity: 'error',
    },
    { name: 'YAML', file: 'config.yaml', code: `database:\n  url: ${marked('mysql', 'shop', mixed, 'db.shop.io/shop')}\n` },
    { name: 'alembic', file: 'alembic.ini', code: `sqlalchemy.url = ${marked('postgresql', 'shop', own, 'db.shop.io/shop')}\n` },
    { name: 'a comment with a real one', file: 'notes.py', code: `# ${marked('postgres', 'shop', mixed, 'db.shop.io/shop')}\n` },
  ],
  accepts: [
    {
      name: 'keywords with nothing but places for values',
      file: 'db.go',
      code: 'package db\n\nfunc open() {\n\tdsn := fmt.Sprintf("host=%s user=%s password=%s dbname=%s", h, u, p, d)\n\tother := fmt.Sprintf("%s:%s@tcp(%s)/shop", u, p, h)\n}\n',
    },
    {
      name: 'how keywords are written',
      file: 'db.go',
      code: 'package db\n\nconst usage = "password=PASSWORD user=USER host=HOST"\nconst form = "user=me password=secret"\n',
    },
    {
      name: 'no password',
      file: 'db.py',
      code: 'a = "postgresql://db/shop"\nb = "redis://localhost:6379/0"\nc = "https://shop.io:8443/a@b"\nd = "ssh://git@github.com:22/x.git"\n',
    },
    {
      name: 'placeholders',
      file: 'db.py',
      code: [
        ['user', 'password', 'host/db'],
        ['username', 'pass', 'localhost/db'],
        ['user', 'user', 'db/x'],
        ['USER', 'PASSWORD', 'HOST/db'],
        ['<user>', '<password>', 'db'],
        ['me', 'secret', 'db/x'],
        ['user', 'your-password', 'db/x'],
        ['placeholder', 'placeholder', 'localhost/x'],
      ]
        .map(([a = '', b = '', c = ''], i) => `u${String(i)} = "${url('postgres', a, b, c)}"`)
        .join('\n'),
    },
    {
      name: 'interpolation',
      file: 'db.py',
      code: `a = f"${url('postgres', '{user}', '{password}', '{host}/db')}"\nb = "${url('postgres', '%s', '%s', 'db/x')}"\nc = "${url('amqp', '${USER}', '${PASSWORD}', 'mq')}"\nd = "${url('mysql', 'shop', '$DB_PASSWORD', 'db')}"\n`,
    },
    {
      name: 'a template literal',
      file: 'db.ts',
      code: `const a = \`${url('postgres', '${user}', '${password}', '${host}/db')}\`;\nconst b = \`${url('https', 'x-access-token', '${token}', 'github.com/a/b')}\`;\n`,
    },
    {
      name: 'example hosts',
      file: 'db.py',
      code: `a = "${url('https', 'shop', own, 'example.com/x')}"\nb = "${url('postgres', 'shop', mixed, 'db.example.org/x')}"\nc = "${url('ftp', 'a', mixed, 'server.test/x')}"\n`,
    },
    { name: 'documentation', file: 'docs/setup.md', code: `${url('postgres', 'shop', own, 'db.shop.io/x')}\n` },
    { name: 'a test', file: 'tests/test_db.py', code: `URL = "${url('postgres', 'postgres', 'postgres', 'localhost/test')}"\n` },
    {
      name: 'a comment that shows how',
      file: 'db.py',
      code: `# e.g. ${url('postgres', 'postgres', 'postgres', 'localhost/shop')}\n# ${url('sqlserver', 'gorm', 'LoremIpsum86', 'localhost:9930')}\n`,
    },
    {
      name: 'a compose file',
      file: 'docker-compose.yml',
      code: `services:\n  api:\n    image: x:1\n    environment:\n      DATABASE_URL: ${url('postgres', 'postgres', 'postgres', 'db/shop')}\n`,
    },
    { name: 'a Dockerfile', file: 'Dockerfile', code: `FROM alpine:3.20\nENV DATABASE_URL=${url('postgres', 'shop', own, 'db/shop')}\n` },
    { name: 'an env file, which its own rule judges', file: '.env', code: `DATABASE_URL=${url('postgres', 'shop', own, 'db/shop')}\n` },
    {
      name: 'an image by digest',
      file: 'images.yaml',
      code: 'image: docker://registry:tag@sha256:0123\nother: oci://repo:v1@sha256:abc\n',
    },
    {
      name: 'a pattern',
      file: 'mask.js',
      code: "const a = url.replace(/:\\/\\/.*:.*@/, '://***:***@');\nconst b = /postgres:\\/\\/[^:]+:[^@]+@/;\nconst c = 'redis://:***@cache';\n",
    },
    {
      name: 'what is masked',
      file: 'log.py',
      code: `msg = "${url('postgres', 'shop', '****', 'db.shop.io')}"\nother = "${url('https', 'shop', 'REDACTED', 'db.shop.io')}"\n`,
    },
    {
      name: 'JDBC without a password',
      file: 'src/main/resources/application.properties',
      code: 'spring.datasource.url=jdbc:postgresql://db/shop?user=shop&password=${DB_PASSWORD}\nother=jdbc:mysql://db/shop?useSSL=false\n',
    },
    {
      name: 'a variable of a connection string',
      file: 'appsettings.json',
      code: '{ "a": "Server=db;User Id=sa;Password={password};", "b": "Server=db;Trusted_Connection=True;", "c": "Server=db;User Id=sa;Password=<password>;" }\n',
    },
    {
      name: 'an address with an at sign in its path',
      file: 'cdn.js',
      code: "const a = 'https://cdn.shop.io:443/npm/x@1.2.3';\nconst b = 'https://cdn.jsdelivr.net/npm/react:18@latest';\n",
    },
  ],
});
