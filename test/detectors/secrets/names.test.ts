import assert from 'node:assert/strict';
import { credentialName } from '../../../src/detectors/secrets/names.js';

describe('names of credentials', () => {
  const credentials = [
    'password', 'DB_PASSWORD', 'dbPassword', 'db-password', 'spring.datasource.password', 'app.config[SECRET_KEY]', 'app.secret_key', 'clientSecret', 'CLIENT_SECRET', 'apiKey', 'API_KEY',
    'STRIPE_SECRET_KEY', 'jwtSecret', 'JWT_SECRET_KEY', 'signing_key', 'encryptionKey', 'ACCESS_TOKEN', 'github_token', 'self.password', 'smtp_pass', 'DB_PASS', 'private_key', 'AWS_SECRET_ACCESS_KEY',
    'PASSWORD_SALT', 'webhookSecret', 'passphrase', 'keystorePassword', 'server.ssl.key-store-password', 'DEFAULT_PASSWORD', 'authToken', 'MYSQL_ROOT_PASSWORD', 'redisPassword', 'secret_key_base64', 'DJANGO_SECRET_KEY',
  ];
  const others = [
    'password_field', 'passwordHasher', 'password_hash', 'hashedPassword_hash', 'token_url', 'tokenType', 'secret_name', 'secretArn', 'secretRef', 'publicKey', 'public_key', 'tokenizer', 'max_tokens', 'token_expiry',
    'password_min_length', 'reset_password_template', 'csrf_token', 'xsrfToken', 'cache_key', 'primary_key', 'foreignKey', 'sort_key', 'next_page_token', 'continuationToken', 'cancelToken', 'INVALID_TOKEN', 'WRONG_PASSWORD',
    'ForgotPassword', 'resetPassword', 'confirmPassword', 'ACCESS_TOKEN_KEY', 'storageKey', 'key', 'keyboard', 'passport', 'bypass', 'compass', 'secretary', 'token_count', 'passwordLabel', 'password_help_text', 'mockToken',
    'PASSWORD_REGEX', 'PASSWORD_RESET_TIMEOUT', 'AUTH_PASSWORD_VALIDATORS', 'secretsManager', 'SECRETS_PATH', 'GRANT_TYPE_PASSWORD', 'TYPE_PASSWORD', 'partition_key', 'i18n_key', 'pad_token', 'eos_token', 'user.name', '',
  ];
  for (const name of credentials) it(`knows ${name}`, () => assert.ok(credentialName(name)));
  for (const name of others) it(`lets ${name || 'nothing'} pass`, () => assert.equal(credentialName(name), undefined));

  it('names an environment variable', () => {
    assert.equal(credentialName('dbPassword')?.variable, 'DB_PASSWORD');
    assert.equal(credentialName('app.config[SECRET_KEY]')?.variable, 'SECRET_KEY');
    assert.equal(credentialName('spring.datasource.password')?.variable, 'SPRING_DATASOURCE_PASSWORD');
  });
});
