import { secretInEnv } from '../../../src/rules/kubernetes/secret-in-env.js';
import { testRule } from '../rule-tester.js';
import { deployment } from './manifests.js';

const file = 'k8s/app.yaml';
const sample = ['hunter2', 'prod', '9fk2'].join('-');
const packed = Buffer.from(sample).toString('base64');
const web = 'name: web\nimage: shop:1.4\n';
const map = (kind: string, body: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: shop\n${body}`;

testRule(secretInEnv, {
  reports: [
    {
      name: 'a password that says it is none, and is one',
      file,
      code: deployment(`${web}env:\n  - name: MYSQL_ROOT_PASSWORD\n    value: «fake_password»`),
      severity: 'warning',
    },
    {
      name: 'a Secret with a name of its own',
      file,
      code: map(
        'Secret',
        `data:\n  k8svaultapikey: «${Buffer.from('goat-85057846a8046a25b35f38f3a2649dce').toString('base64')}»\n  username: YWRtaW4=\n`,
      ),
    },
    {
      name: 'the sign-in of a registry',
      file,
      code: map(
        'Secret',
        `data:\n  .dockerconfigjson: «${Buffer.from(`{"auths":{"registry.shop.io":{"auth":"${packed}"}}}`).toString('base64')}»\n`,
      ),
    },
    {
      name: 'a word that signs tokens',
      file,
      code: deployment(`${web}env:\n  - name: JWT_SECRET\n    value: «crapi»`),
    },
    {
      name: 'a name that nobody knows, and a value that says what it is',
      file,
      code: deployment(`${web}env:\n  - name: SECRET_BLAH\n    value: «secretsquirrels»`),
    },
    {
      name: 'a password',
      file,
      code: deployment(`${web}env:\n  - name: DB_PASSWORD\n    value: «${sample}»`),
      fixed: deployment(
        `${web}env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db-password\n        key: DB_PASSWORD`,
      ),
      severity: 'error',
    },
    {
      name: 'a password inside a URL',
      file,
      code: deployment(`${web}env:\n  - name: DATABASE_URL\n    value: «"postgres://shop:${sample}@db/shop"»`),
    },
    {
      name: 'a placeholder',
      file,
      code: deployment(`${web}env:\n  - name: JWT_SECRET\n    value: «change-me-in-production»`),
      severity: 'warning',
    },
    { name: 'a Secret', file, code: map('Secret', `stringData:\n  password: «${sample}»\n`), fixed: null },
    { name: 'a Secret in base64', file, code: map('Secret', `data:\n  password: «${packed}»\n`), says: 'base64 hides nothing' },
    { name: 'a ConfigMap', file, code: map('ConfigMap', `data:\n  DB_PASSWORD: «${sample}»\n  LOG_LEVEL: info\n`), says: 'ConfigMap' },
    {
      name: 'JSON',
      file: 'k8s/app.json',
      code: `{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "stringData": {"password": «"${sample}"»}}`,
    },
  ],
  accepts: [
    {
      name: 'a Secret that holds a certificate’s checksum and a name',
      file,
      code: map('Secret', 'stringData:\n  bundle-sha256: a8046a25b35f38f3a2649dce85057846\n  username: shop\n'),
    },
    {
      name: 'settings that begin with the word',
      file,
      code: deployment(`${web}env:\n  - name: SECRET_PROVIDER\n    value: vaultsecrets\n  - name: SECRETS_PATH\n    value: /etc/secrets`),
    },
    {
      name: 'an algorithm that signs',
      file,
      code: deployment(`${web}env:\n  - name: JWT_SECRET_FILE\n    value: /run/jwt\n  - name: JWT_ALGORITHM\n    value: HS256`),
    },
    {
      name: 'what a Secret keeps besides',
      file,
      code: map(
        'Secret',
        'stringData:\n  host: db.shop.example\n  url: https://shop.example/a8046a25b35f38f3a2649dce85057846\n  image-digest: a8046a25b35f38f3a2649dce85057846\n  client-id: 3f2b8c1d-aaaa-4b1c-9d2e-000000000000\n',
      ),
    },
    {
      name: 'what is about secrets',
      file,
      code: deployment(
        `${web}env:\n  - name: SECRET_STORE\n    value: awssecretsmanager\n  - name: SECRET_NAME\n    value: shopsecrets\n  - name: SECRET_ROTATION\n    value: secretdaily\n  - name: SECRET_SAUCE\n    value: ketchup`,
      ),
    },
    {
      name: 'a reference',
      file,
      code: deployment(`${web}env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: { name: shop, key: password }`),
    },
    { name: 'a variable of the pod', file, code: deployment(`${web}env:\n  - name: DB_PASSWORD\n    value: $(PASSWORD)`) },
    { name: 'a file', file, code: deployment(`${web}env:\n  - name: DB_PASSWORD_FILE\n    value: /run/secrets/password`) },
    {
      name: 'a sealed one',
      file,
      code: 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: a }\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq\n',
    },
    {
      name: 'one that SOPS encrypts',
      file,
      code: map('Secret', 'stringData:\n  password: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=]\nsops:\n  version: 3.9.0\n'),
    },
    {
      name: 'a value of a chart',
      file: 'chart/templates/secret.yaml',
      code: map('Secret', 'data:\n  password: {{ .Values.password | b64enc }}\n'),
    },
    { name: 'an empty one', file, code: map('Secret', "stringData:\n  password: ''\n") },
    { name: 'a manifest of a test', file: 'tests/app.yaml', code: map('Secret', `stringData:\n  password: ${sample}\n`) },
    {
      name: 'settings that speak about secrets',
      file,
      code: map('ConfigMap', 'data:\n  TOKEN_TTL: "3600"\n  PASSWORD_MIN_LENGTH: "12"\n'),
    },
  ],
});
