import { secretInImage } from '../../../src/rules/docker/secret-in-image.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';
// Put together, so that this repository holds nothing that looks like a credential.
const password = ['Tr0ub4dor', 'Xk9', 'mQ2w'].join('-');
const stripe = ['sk', 'live', 'H8xQzKd7vRfT2mYbN4pWcJ9u'].join('_');

testRule(secretInImage, {
  reports: [
    {
      name: 'a password in ENV',
      file,
      code: `FROM node:22\nENV DB_PASSWORD=«${password}»\nCMD ["node", "x.js"]\n`,
      says: "'DB_PASSWORD' has a literal value",
    },
    { name: 'the old form of ENV, in quotes', file, code: `FROM node:22\nENV JWT_SECRET «"${password}"»\n` },
    { name: 'one of several pairs', file, code: `FROM node:22\nENV PORT=3000 \\\n    API_SECRET=«${password}» \\\n    HOST=0.0.0.0\n` },
    { name: 'a default of ARG', file, code: `FROM node:22\nARG DB_PASSWORD=«${password}»\nRUN make\n` },
    { name: 'a password in a URL', file, code: `FROM node:22\nENV DATABASE_URL=«postgres://shop:${password}@db.shop.example/shop»\n` },
    { name: 'a value that anyone can guess', file, code: 'FROM node:22\nENV JWT_SECRET=«changeme»\n', says: 'anyone can guess' },
    {
      name: 'a literal in a stage that does not ship',
      file,
      code: `FROM node:22 AS build\nENV DB_PASSWORD=«${password}»\nRUN make\nFROM node:22\nCOPY --from=build /x /x\n`,
    },
    { name: 'a build argument that RUN sees', file, code: 'FROM node:22\nARG «NPM_TOKEN»\nRUN npm ci\n', says: "image's history" },
    { name: 'a build argument that ENV keeps', file, code: 'FROM node:22\nARG «DB_PASSWORD»\nENV DB_PASSWORD=$DB_PASSWORD\n' },
    { name: 'a file that is called so', file, code: 'FROM alpine:3.22\nADD «secret.txt» /root/secret.txt\n' },
    { name: 'an env file with a name', file, code: 'FROM alpine:3.22\nWORKDIR /app\nCOPY «app.env» .\nCOPY start.sh .\n' },
    { name: 'an env file', file, code: 'FROM node:22\nCOPY package.json «.env» ./\n', says: "'.env' is copied into the image" },
    {
      name: 'an env file for production, in JSON form',
      file,
      code: 'FROM node:22\nCOPY ["«.env.production»", "/app/.env"]\n'.replace('"«.env.production»"', '«".env.production"»'),
    },
    {
      name: 'a private key',
      file,
      code: 'FROM debian:13\nCOPY «id_rsa» /root/.ssh/id_rsa\nRUN git clone git@git.example:x && rm /root/.ssh/id_rsa\n',
    },
    { name: 'a key of a certificate', file, code: 'FROM nginx:1.29\nCOPY cert.pem «certs/privkey.pem» /etc/nginx/\n' },
    {
      name: 'an .npmrc that holds a token',
      files: {
        Dockerfile: 'FROM node:22\nCOPY «.npmrc» ./\nRUN npm ci && rm .npmrc\n',
        '.npmrc': `//registry.npmjs.org/:_authToken=${password}\n`,
      },
      says: 'even if a later step deletes it',
    },
  ],
  accepts: [
    { name: 'a secret that is mounted', file, code: 'FROM node:22\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n' },
    {
      name: "a provider's key, which secrets/provider-token reports",
      file,
      code: `FROM node:22\nENV STRIPE_SECRET_KEY=${stripe}\nCMD ["node", "x.js"]\n`,
    },
    {
      name: 'the path of a secret',
      file,
      code: 'FROM node:22\nENV DB_PASSWORD_FILE=/run/secrets/db_password JWT_SECRET=/run/secrets/jwt\n',
    },
    { name: 'an empty value', file, code: 'FROM node:22\nENV DB_PASSWORD="" API_KEY=\n' },
    { name: 'a placeholder on the line of RUN', file, code: 'FROM ruby:3.4\nRUN SECRET_KEY_BASE=dummy bin/rails assets:precompile\n' },
    {
      name: 'a placeholder in a stage that does not ship',
      file,
      code: 'FROM node:22 AS build\nENV JWT_SECRET=changeme\nRUN npm run build\nFROM node:22\nCOPY --from=build /x /x\n',
    },
    {
      name: 'a build argument of a stage that does not ship',
      file,
      code: 'FROM node:22 AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM node:22\nCOPY --from=build /x /x\n',
    },
    { name: 'a build argument that nothing uses', file, code: 'FROM node:22\nRUN npm ci\nARG NPM_TOKEN\n' },
    {
      name: 'what is public in a browser',
      file,
      code: `FROM node:22\nARG NEXT_PUBLIC_STRIPE_KEY\nENV VITE_API_KEY=${password}\nRUN npm run build\n`,
    },
    {
      name: 'settings about secrets',
      file,
      code: 'FROM node:22\nENV TOKEN_TTL=3600 PASSWORD_MIN_LENGTH=12 SECRET_NAME=shop/prod TOKEN_HEADER=X-Token\n',
    },
    { name: 'a template of an env file', file, code: 'FROM node:22\nCOPY .env.example ./\nCOPY example.env sample.env ./\n' },
    { name: 'a certificate without its key', file, code: 'FROM node:22\nCOPY ca.pem rds-combined-ca-bundle.pem /etc/ssl/\n' },
    { name: 'a public key', file, code: 'FROM node:22\nCOPY id_rsa.pub jwt_public_key.pem /keys/\n' },
    {
      name: 'a URL that a build needs and nothing answers',
      file,
      code: 'FROM node:22\nENV DATABASE_URL=postgresql://user:pass@localhost:5432/dummy\nRUN npm run build\n',
    },
    { name: 'a URL without a password', file, code: 'FROM node:22\nENV REDIS_URL=redis://cache:6379/0\n' },
    {
      name: 'a key of another stage',
      file,
      code: 'FROM node:22 AS build\nCOPY id_rsa /root/.ssh/id_rsa\nFROM node:22\nCOPY --from=build /app /app\n',
    },
    {
      name: 'an .npmrc that reads a variable',
      files: { Dockerfile: 'FROM node:22\nCOPY .npmrc ./\n', '.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n' },
    },
    {
      name: 'an env file with a name and without a secret',
      files: { Dockerfile: 'FROM node:22\nCOPY app.env ./\n', 'app.env': 'LOG_LEVEL=info\nPORT=3000\n' },
    },
    {
      name: 'an env file of a browser application',
      files: {
        Dockerfile: 'FROM node:22\nCOPY .env.production ./\n',
        '.env.production': 'VITE_API_URL=https://api.shop.example\nPORT=3000\n',
      },
    },
  ],
  unknown: [{ name: 'an .npmrc that cannot be seen', file, code: 'FROM node:22\nCOPY .npmrc package.json ./\n' }],
});
