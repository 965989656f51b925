import assert from 'node:assert/strict';
import fc from 'fast-check';
import { credentialName } from '../../../src/detectors/secrets/names.js';
import { type Circumstances, strengthOf } from '../../../src/detectors/secrets/values.js';

const of = (title: string, text: string, where?: Circumstances) => {
  const name = credentialName(title);
  assert.ok(name, `${title} is no credential's name`);
  return strengthOf(text, name, where);
};
const join = (...parts: readonly string[]): string => parts.join('');

describe('what literals with a credential’s name are', () => {
  const own: readonly (readonly [string, string, Circumstances?])[] = [
    ['DB_PASSWORD', join('hunter2', '-prod-', '9fk2')],
    ['password', join('S3cr3t', '!')],
    ['password', join('Tr0ub4dor', '&3')],
    ['clientSecret', join('q8Zr2', 'Xw9Lk4', 'Vt7Nb1')],
    ['API_KEY', join('4f9a1c7e', '2b8d6035', 'e7a9c4f1', '0d3b5826')],
    ['access_token', join('9aKq3', 'Zr8Lm2', 'Xw7Vt4', 'Nb6')],
    ['JWT_SECRET', join('b7f3c9', 'a1d5e8', '42f6')],
    ['SECRET_KEY', join('o@x#', '9k2!m', 'v7$q', '3zt8')],
    ['db_password', 'correcthorse', { login: true }],
    ['authToken', join('Bearer ', '9aKq3', 'Zr8Lm2', 'Xw7Vt4', 'Nb6')],
    ['smtp_pass', join('Xk29', 'fLq8'), { login: true }],
    ['STRIPE_SECRET_KEY', join('51H8s', 'Kd9Lq2', 'Vb7Rt4', 'Xz')],
  ];
  const guessable: readonly (readonly [string, string, Circumstances?])[] = [
    ['DB_PASSWORD', 'postgres'], ['DB_PASSWORD', 'password'], ['JWT_SECRET', 'secret'], ['JWT_SECRET', 'dev', { fallback: true }], ['SECRET_KEY', 'changeme'], ['adminPassword', 'admin123'],
    ['password', 'password', { login: true }], ['password', '123456'], ['password', 'admin'], ['session_secret', 'keyboard cat'], ['SECRET_KEY', 'dev'], ['redis_password', 'redis'], ['secret', 'abc123'],
    ['JWT_SECRET', 'supersecret'], ['password', 'qwerty'], ['RABBITMQ_PASSWORD', 'guest'], ['secretKey', 'aaaaaaaaaaaaaaaa'], ['token', 'secret', { fallback: true }],
  ]; // prettier-ignore
  const placeholder: readonly (readonly [string, string, Circumstances?])[] = [
    ['JWT_SECRET', 'your-secret-key'], ['SECRET_KEY', 'change-me-in-production'], ['secret_key', 'change_this_secret_key'], ['JWT_SECRET', 'my-super-secret-key'], ['API_KEY', 'your-api-key-here'],
    ['SECRET_KEY', join('django-', 'insecure-', 'k2#9x')], ['JWT_SECRET', 'dev-secret-key'], ['SECRET_KEY', 'this-is-not-secure', { fallback: true }], ['JWT_SECRET', 'your-256-bit-secret'], ['SECRET_KEY', 'insecure-dev-key'],
    ['jwtSecret', 'super-secret-jwt-token', { fallback: true }], ['apiSecret', 'replace-this-value'], ['SESSION_SECRET', 'change this in production', { fallback: true }], ['SECRET_KEY', 'your secret key here'],
  ]; // prettier-ignore
  const none: readonly (readonly [string, string, Circumstances?])[] = [
    ['password', ''], ['password', 'password'], ['PASSWORD', 'PASSWORD'], ['password', 'Password'], ['password', 'Passwort'], ['password', 'Contraseña'], ['password', 'Enter your password'], ['password', 'string'],
    ['password', 'DB_PASSWORD'], ['password', '${DB_PASSWORD}'], ['password', '{{ db_password }}'], ['password', '<password>'], ['password', '%s'], ['password', '********'], ['password', 'xxxxxx'], ['password', '$DB_PASSWORD'],
    ['client_secret', 'client_secret'], ['clientSecret', 'client-secret'], ['access_token', 'access_token'], ['ACCESS_TOKEN', 'accessToken'], ['API_KEY', 'x-api-key'], ['token', 'refresh_token'], ['token', 'bearer'],
    ['password', '$2b$12$KIXQ4Yx8J0fQ9m1eX6hYxO'], ['password', join('5f4dcc3b5aa7', '65d61d83', '27deb882', 'cf99')], ['password', '{bcrypt}$2a$10$abc'], ['SECRET_KEY', '/run/secrets/key'], ['private_key', './certs/server.key'],
    ['private_key', 'server.pem'], ['token', 'identifier'], ['token', 'auth.login.token'], ['secret', 'projects/p/secrets/s/versions/latest'], ['secret', 'arn:aws:secretsmanager:eu-west-1:1:secret:x'],
    ['password', 'auth/weak-password'], ['password', '#password'], ['password', 'input[name=password]'], ['token', 'https://example.com/token'], ['api_key', 'query'], ['password', 'required'], ['accessKey', 's'], ['accessKey', 'access-key'],
    ['password', 'ENC(8s7df98sdf==)'], ['password', '!vault'], ['secret', 'vault:secret/data/app#key'], ['password', 'op://vault/item/password'], ['password', 'process.env.PASSWORD'], ['password', 'user.password'], ['password', '^(?=.*[a-z]).{8,}$'],
    ['token', 'token123'], ['pass', 'green'], ['token', 'Token expired'], ['secret', 'Secret'], ['password', 'パスワード'], ['api_key', 'api_key'], ['jwt', 'jwt'], ['auth_key', 'authorization'], ['secret_key', 'secretKey'],
    ['password', 'users.password'], ['password', 'new-password'], ['password', 'current-password'], ['passwd', 'passwd'], ['password', 'settings.security.password'], ['accessToken', 'projects-v2-token'], ['password', '8.0.1'],
    ['privateKey', 'private'], ['session_key', 'session'], ['master_key', 'master_key'], ['authToken', 'auth-token'], ['PASSWORD', '[REDACTED]'], ['password', '@Password'], ['password', 'me@example.com'], ['sharedKey', 'shared'],
  ]; // prettier-ignore
  for (const [name, text, where] of own) it(`${name} with something of its own`, () => assert.equal(of(name, text, where), 'own'));
  for (const [name, text, where] of guessable)
    it(`${name} with ‘${text}’ is guessable`, () => assert.equal(of(name, text, where), 'guessable'));
  for (const [name, text, where] of placeholder)
    it(`${name} with ‘${text}’ is a placeholder`, () => assert.equal(of(name, text, where), 'placeholder'));
  for (const [name, text, where] of none) it(`${name} with ‘${text}’ is none`, () => assert.equal(of(name, text, where), undefined));

  it('stays quick for texts that patterns could stumble over', () => {
    for (const unit of ['_', 'a_', 'a-', 'A', 'my-', 'your_a ', '${', '://', 'aA1', '.'])
      for (const title of ['password', 'API_KEY', 'jwtSecret', 'token'])
        for (const where of [{}, { fallback: true }, { certain: true }, { settings: true, login: true }])
          of(title, unit.repeat(1_300), where);
  });

  it('never throws, and stays quick, whatever stands there', () => {
    fc.assert(fc.property(fc.constantFrom('password', 'API_KEY', 'jwtSecret', 'token'), fc.string({ maxLength: 300, unit: 'binary' }), (name, text) => {
      of(name, text);
      of(name, text.repeat(10), { fallback: true, login: true });
    }), { numRuns: 300 }); // prettier-ignore
  });
});
