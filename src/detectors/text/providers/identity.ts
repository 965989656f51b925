import { jsonObject } from '../checksums.js';
import { mixed, named, UUID, type TokenFormat } from './format.js';

const ONE_PASSWORD = {
  provider: '1Password',
  revoke: 'https://developer.1password.com/docs/service-accounts/manage-service-accounts/#revoke-token',
  source: 'https://developer.1password.com/docs/service-accounts/security/',
};

const VAULT = {
  provider: 'HashiCorp Vault',
  revoke: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
  source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
};

const DOPPLER = {
  provider: 'Doppler',
  revoke: 'https://docs.doppler.com/docs/service-tokens#revoking-service-tokens',
  source: 'https://docs.doppler.com/reference/auth-token-formats',
};

/** Identity providers, secret stores and encryption keys. */
export const identity: readonly TokenFormat[] = [
  {
    ...ONE_PASSWORD,
    id: '1password-service-token',
    what: 'service account token',
    prefix: 'ops_eyJ',
    keywords: ['ops_eyJ'],
    pattern: /ops_eyJ[\w+/-]{250,1500}={0,2}(?![\w+/=-])/y,
    check: (_, token) => jsonObject(token.slice(4)) !== undefined,
  },
  {
    ...ONE_PASSWORD,
    id: '1password-secret-key',
    what: 'Secret Key',
    prefix: 'A3-',
    keywords: ['A3-'],
    pattern: /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/y,
    check: (body) => /[0-9]/.test(body) && /[A-Z]/.test(body),
    entropy: 3.6,
    revoke: 'https://support.1password.com/regenerate-secret-key/',
    source: 'https://support.1password.com/secret-key-security/',
  },
  { ...VAULT, id: 'vault-service-token', what: 'service token', prefix: 'hvs.', keywords: ['hvs.'], pattern: /hvs\.(?:[\w-]{90,120}|[A-Za-z0-9]{24})(?![\w-])/y, check: mixed },
  { ...VAULT, id: 'vault-batch-token', what: 'batch token', prefix: 'hvb.', keywords: ['hvb.'], pattern: /hvb\.[\w-]{138,300}(?![\w-])/y, check: mixed },
  { ...VAULT, id: 'vault-recovery-token', what: 'recovery token', prefix: 'hvr.', keywords: ['hvr.'], pattern: /hvr\.(?:[\w-]{90,120}|[A-Za-z0-9]{24})(?![\w-])/y, check: mixed },
  { ...DOPPLER, id: 'doppler-personal-token', what: 'personal token', prefix: 'dp.pt.', keywords: ['dp.pt.'], pattern: /dp\.pt\.[A-Za-z0-9]{40,44}/y, check: mixed },
  { ...DOPPLER, id: 'doppler-service-token', what: 'service token', prefix: 'dp.st.', keywords: ['dp.st.'], pattern: /dp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/y, check: mixed },
  {
    ...DOPPLER,
    id: 'doppler-other-token',
    what: 'token',
    prefix: 'dp.',
    keywords: ['dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.', 'dp.said.'],
    pattern: /dp\.(?:ct|sa|scim|audit|said)\.[A-Za-z0-9]{40,44}/y,
    check: mixed,
  },
  {
    id: 'bitwarden-access-token',
    provider: 'Bitwarden',
    what: 'Secrets Manager access token',
    keywords: ['bws_access_token', 'bws-access-token', 'bitwarden'],
    pattern: new RegExp(`(?:bws[_-]access[_-]token|bitwarden)[^\\n]{0,40}?(?<token>0\\.${UUID}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==)(?![\\w=])`, 'iy'),
    revoke: 'https://bitwarden.com/help/access-tokens/#revoke-an-access-token',
    source: 'https://bitwarden.com/help/access-tokens/',
  },
  {
    id: 'age-secret-key',
    provider: 'age',
    what: 'secret key',
    prefix: 'AGE-SECRET-KEY-1',
    keywords: ['AGE-SECRET-KEY-1'],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/y,
    revoke: 'https://github.com/FiloSottile/age#usage',
    source: 'https://github.com/C2SP/C2SP/blob/main/age.md#the-x25519-recipient-type',
  },
  {
    id: 'okta-token',
    provider: 'Okta',
    what: 'API token',
    keywords: ['okta', 'ssws'],
    pattern: named('ssws|okta[_-]?(?:api[_-]?|client[_-]?)?token', '00[\\w-]{40}'),
    check: mixed,
    revoke: 'https://developer.okta.com/docs/guides/create-an-api-token/main/#revoke-the-token',
    source: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  },
  {
    id: 'auth0-client-secret',
    provider: 'Auth0',
    what: 'client secret',
    keywords: ['auth0'],
    pattern: named('auth0[_-]?(?:mgmt[_-]?|m2m[_-]?|api[_-]?|management[_-]?)?client[_-]?secret', '[\\w-]{64}'),
    check: mixed,
    entropy: 4.2,
    revoke: 'https://auth0.com/docs/get-started/applications/rotate-client-secret',
    source: 'https://auth0.com/docs/get-started/applications/application-settings',
  },
  {
    id: 'clerk-secret-key',
    provider: 'Clerk',
    what: 'secret key',
    prefix: 'sk_live_',
    keywords: ['sk_live_'],
    pattern: /sk_live_[A-Za-z0-9]{42}/y,
    check: mixed,
    revoke: 'https://clerk.com/docs/guides/secure/rotate-api-keys',
    source: 'https://clerk.com/docs/guides/development/clerk-environment-variables',
  },
  {
    id: 'stytch-secret',
    provider: 'Stytch',
    what: 'secret',
    prefix: 'secret-live-',
    keywords: ['secret-live-'],
    pattern: /secret-live-[\w-]{35}=(?![\w=])/y,
    check: mixed,
    revoke: 'https://stytch.com/docs/workspace-management/pwa/overview',
    source: 'https://stytch.com/docs/api/auth',
  },
];
