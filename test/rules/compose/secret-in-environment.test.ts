import { secretInEnvironment } from '../../../src/rules/compose/secret-in-environment.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

const sample = ['hunter2', 'prod', '9fk2'].join('-');

testRule(secretInEnvironment, {
  reports: [
    {
      name: 'a word that signs tokens',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      - JWT_SECRET=«crapi»\n      - SESSION_COOKIE=shop\n',
    },
    {
      name: 'a password',
      file,
      code: `services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: «${sample}»\n`,
      fixed: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD:?}\n',
      severity: 'error',
      says: 'literal secret',
    },
    {
      name: 'a list',
      file,
      code: `services:\n  web:\n    image: shop:1.4\n    environment:\n      - DB_PASSWORD=«${sample}»\n      - A=b\n`,
      fixed: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      - DB_PASSWORD=${DB_PASSWORD:?}\n      - A=b\n',
    },
    {
      name: 'quotes',
      file,
      code: `services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: «"${sample}"»\n`,
      fixed: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: "${DB_PASSWORD:?}"\n',
    },
    {
      name: 'what anybody tries first',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: «postgres»\n',
      says: 'tries first',
    },
    {
      name: 'the user’s name again',
      file,
      code: 'services:\n  db:\n    image: postgres:17\n    environment:\n      - POSTGRES_USER=paperless\n      - POSTGRES_PASSWORD=«paperless»\n',
      says: 'tries first',
    },
    {
      name: 'a placeholder',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      JWT_SECRET: «change-me-in-production»\n',
      says: 'placeholder',
    },
    {
      name: 'a password inside a URL',
      file,
      code: `services:\n  web:\n    image: shop:1.4\n    environment:\n      DATABASE_URL: postgres://shop:«${sample}»@db/shop\n`,
      fixed: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n',
    },
    {
      name: 'a developer’s file, one severity lower',
      file: 'compose.dev.yaml',
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: «postgres»\n',
      severity: 'warning',
    },
    {
      name: 'a guessable one for development',
      file: 'docker-compose.dev.yml',
      code: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: «postgres»\n',
      severity: 'warning',
      says: 'a file for development gets deployed sooner or later',
    },
    {
      name: 'what YAML merges, once',
      file,
      code: `x-env: &env\n  DB_PASSWORD: «${sample}»\nservices:\n  a:\n    image: x:1\n    environment:\n      <<: *env\n  b:\n    image: x:1\n    environment: *env\n`,
    },
  ],
  accepts: [
    {
      name: 'what is about signing',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      JWT_ALGORITHM: HS256\n      SESSION_COOKIE_NAME: shop\n      COOKIE_SECRET: ${COOKIE_SECRET:?}\n',
    },
    {
      name: 'where the key that signs stands',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      JWT_SECRET: /run/secrets/jwt\n      JWT_PRIVATE_KEY: keys/jwt.pem\n',
    },
    { name: 'a variable', file, code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n' },
    {
      name: 'a variable that is passed on',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      - DB_PASSWORD\n      - TOKEN=${TOKEN:?}\n',
    },
    { name: 'a file', file, code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD_FILE: /run/secrets/db\n' },
    {
      name: 'the name of a secret',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_SECRET_NAME: shop-database\n',
    },
    {
      name: 'a service of Symfony',
      file: 'config/services.yaml',
      code: 'services:\n  App\\Mailer:\n    arguments: { $password: hunter2-prod }\n',
    },
    { name: 'an empty one', file, code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: ""\n' },
    {
      name: 'settings that speak about secrets',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      TOKEN_TTL: 3600\n      ALLOW_EMPTY_PASSWORD: "yes"\n',
    },
    {
      name: 'a URL without a password',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      REDIS_URL: redis://cache:6379/0\n',
    },
    {
      name: 'a test',
      file: 'tests/docker-compose.yml',
      code: `services:\n  web:\n    image: shop:1.4\n    environment:\n      DB_PASSWORD: ${sample}\n`,
    },
    {
      name: 'a URL of variables',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    environment:\n      DATABASE_URL: postgres://${DB_USER}:${DB_PASSWORD}@db/shop\n',
    },
  ],
});
