import { crc32, jsonObject } from '../checksums.js';
import { lettersAndDigits, mixed, named, UUID, type TokenFormat } from './format.js';

const NEW_RELIC = {
  provider: 'New Relic',
  revoke: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/#delete',
  source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
};

const DATADOG = {
  provider: 'Datadog',
  revoke: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  source: 'https://docs.datadoghq.com/account_management/api-app-keys/',
};

const GRAFANA = {
  provider: 'Grafana',
  revoke: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/#revoke-or-delete-a-service-account-token',
  source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
};

/** A Grafana token ends with the CRC-32 of what precedes it, lowest byte first: pkg/components/satokengen/tokengen.go */
function endsWithGrafanaChecksum(_: string, token: string): boolean {
  const sum = crc32(token.slice(0, -9));
  const bytes = [sum, sum >>> 8, sum >>> 16, sum >>> 24].map((byte) => (byte & 0xff).toString(16).padStart(2, '0'));
  return bytes.join('') === token.slice(-8).toLowerCase();
}

const SENTRY = {
  provider: 'Sentry',
  revoke: 'https://docs.sentry.io/account/auth-tokens/',
  source: 'https://develop.sentry.dev/backend/api/auth-tokens/',
};

const LAUNCHDARKLY = {
  provider: 'LaunchDarkly',
  revoke: 'https://launchdarkly.com/docs/home/account/api',
  source: 'https://launchdarkly.com/docs/home/account/environment/keys',
};

/** Observability, analytics and feature flags. Browser keys, DSNs and write keys are sent to every visitor, so none is here. */
export const monitoring: readonly TokenFormat[] = [
  {
    ...NEW_RELIC,
    id: 'new-relic-user-key',
    what: 'user key',
    prefix: 'NRAK-',
    keywords: ['NRAK-'],
    pattern: /NRAK-[A-Z0-9]{27}/y,
    check: lettersAndDigits,
  },
  {
    ...NEW_RELIC,
    id: 'new-relic-insert-key',
    what: 'Insights insert key',
    prefix: 'NRII-',
    keywords: ['NRII-'],
    pattern: /NRII-[\w-]{32}(?![\w-])/y,
    check: lettersAndDigits,
  },
  {
    ...NEW_RELIC,
    id: 'new-relic-query-key',
    what: 'Insights query key',
    prefix: 'NRIQ-',
    keywords: ['NRIQ-'],
    pattern: /NRIQ-[\w-]{32}(?![\w-])/y,
    check: lettersAndDigits,
  },
  {
    ...NEW_RELIC,
    id: 'new-relic-license-key',
    what: 'license key',
    keywords: ['FFFFNRAL'],
    lead: [32, 32],
    pattern: /(?:[0-9a-f]{32}|(?:eu|gov)01xx[0-9a-f]{25,26})FFFFNRAL/y,
    check: lettersAndDigits,
  },
  {
    ...DATADOG,
    id: 'datadog-api-key',
    what: 'API key',
    keywords: ['datadog', 'dd_api_key', 'dd-api-key'],
    pattern: named('(?:datadog|\\bdd)[_-]?api[_-]?key', '[0-9a-f]{32}'),
    check: lettersAndDigits,
  },
  {
    ...DATADOG,
    id: 'datadog-app-key',
    what: 'application key',
    keywords: ['datadog', 'dd_app_key', 'dd_application_key', 'dd-application-key'],
    pattern: named('(?:datadog|\\bdd)[_-]?app(?:lication)?[_-]?key', '[0-9a-f]{40}'),
    check: lettersAndDigits,
  },
  {
    ...GRAFANA,
    id: 'grafana-service-account-token',
    what: 'service account token',
    prefix: 'glsa_',
    keywords: ['glsa_'],
    pattern: /glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}/y,
    check: endsWithGrafanaChecksum,
  },
  {
    ...GRAFANA,
    id: 'grafana-cloud-token',
    what: 'Cloud access policy token',
    prefix: 'glc_',
    keywords: ['glc_eyJ'],
    pattern: /glc_eyJ[A-Za-z0-9+/]{40,400}={0,2}(?![\w+/=])/y,
    check: (body) => typeof jsonObject(body)?.k === 'string',
    revoke: 'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
    source: 'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
  },
  {
    ...GRAFANA,
    id: 'grafana-api-key',
    what: 'API key',
    prefix: 'eyJrIjoi',
    keywords: ['eyJrIjoi'],
    pattern: /eyJrIjoi[A-Za-z0-9+/]{60,400}={0,2}(?![\w+/=])/y,
    check: (_, token) => {
      const key = jsonObject(token);
      return typeof key?.k === 'string' && 'n' in key && 'id' in key;
    },
    source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/',
  },
  {
    ...SENTRY,
    id: 'sentry-org-token',
    what: 'organization token',
    prefix: 'sntrys_',
    keywords: ['sntrys_eyJ'],
    pattern: /sntrys_eyJ[A-Za-z0-9+/]{60,400}={0,2}_[A-Za-z0-9+/]{43}(?![\w+/=])/y,
    check: (body) => jsonObject(body.slice(0, body.lastIndexOf('_')))?.org !== undefined,
  },
  { ...SENTRY, id: 'sentry-user-token', what: 'personal token', prefix: 'sntryu_', keywords: ['sntryu_'], pattern: /sntryu_[0-9a-f]{64}/y },
  {
    ...SENTRY,
    id: 'sentry-legacy-token',
    what: 'auth token',
    keywords: ['sentry'],
    pattern: named('sentry[_-]?(?:auth|api)[_-]?(?:token|key)', '[0-9a-f]{64}'),
    check: lettersAndDigits,
  },
  {
    id: 'honeycomb-configuration-key',
    provider: 'Honeycomb',
    what: 'API key',
    prefix: 'hca',
    keywords: ['hcaik_', 'hcaic_', 'hcamk_'],
    pattern: /hca(?:ik|ic|mk)_[a-z0-9]{58}/y,
    check: lettersAndDigits,
    revoke: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
    source: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
  },
  {
    id: 'dynatrace-token',
    provider: 'Dynatrace',
    what: 'access token',
    prefix: 'dt0c01.',
    keywords: ['dt0c01.', 'dt0s01.', 'dt0s16.'],
    pattern: /dt0[cs](?:01|16)\.[A-Z2-7]{24}\.[A-Z2-7]{64}/y,
    revoke: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    source:
      'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens#token-format-example',
  },
  {
    id: 'pagerduty-key',
    provider: 'PagerDuty',
    what: 'REST API key',
    keywords: ['pagerduty', 'pd_api_key', 'pd_token'],
    pattern: named('(?:pagerduty|\\bpd)[_-]?(?:api[_-]?)?(?:key|token)', '(?:token=)?[uy][+_][\\w+-]{18}'),
    revoke: 'https://support.pagerduty.com/main/docs/api-access-keys#delete-or-disable-an-api-key',
    source: 'https://support.pagerduty.com/main/docs/api-access-keys',
  },
  {
    ...LAUNCHDARKLY,
    id: 'launchdarkly-sdk-key',
    what: 'SDK key',
    prefix: 'sdk-',
    keywords: ['sdk-'],
    pattern: new RegExp(`sdk-${UUID}`, 'y'),
    near: /launch_?-?darkly|\bld_|ldclient/i,
  },
  {
    ...LAUNCHDARKLY,
    id: 'launchdarkly-api-token',
    what: 'API access token',
    prefix: 'api-',
    keywords: ['api-'],
    pattern: new RegExp(`api-${UUID}`, 'y'),
    near: /launch_?-?darkly|\bld_|ldclient/i,
    source: 'https://launchdarkly.com/docs/home/account/api',
  },
  {
    id: 'posthog-personal-key',
    provider: 'PostHog',
    what: 'personal API key',
    prefix: 'phx_',
    keywords: ['phx_'],
    pattern: /phx_[A-Za-z0-9]{43,48}/y,
    check: mixed,
    revoke: 'https://posthog.com/docs/api#personal-api-key-authentication',
    source: 'https://posthog.com/docs/api#personal-api-key-authentication',
  },
  {
    id: 'axiom-token',
    provider: 'Axiom',
    what: 'API token',
    prefix: 'xaat-',
    keywords: ['xaat-', 'xapt-'],
    pattern: new RegExp(`xa[ap]t-${UUID}`, 'y'),
    revoke: 'https://axiom.co/docs/reference/tokens',
    source: 'https://axiom.co/docs/reference/tokens',
  },
  {
    id: 'splunk-hec-token',
    provider: 'Splunk',
    what: 'HTTP Event Collector token',
    keywords: ['splunk'],
    pattern: named('splunk[_-]?(?:hec[_-]?)?token', UUID),
    revoke: 'https://help.splunk.com/en/splunk-enterprise/get-data-in/collect-http-event-data/use-hec-in-splunk-web',
    source: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
  },
  {
    id: 'rollbar-token',
    provider: 'Rollbar',
    what: 'server access token',
    keywords: ['rollbar'],
    pattern: named('rollbar[_-]?(?:server[_-]?|post_server_item[_-]?|write[_-]?|read[_-]?)?(?:access[_-]?)?token', '[0-9a-f]{32}'),
    check: lettersAndDigits,
    revoke: 'https://docs.rollbar.com/docs/access-tokens',
    source: 'https://docs.rollbar.com/docs/access-tokens',
  },
  {
    id: 'rootly-key',
    provider: 'Rootly',
    what: 'API key',
    prefix: 'rootly_',
    keywords: ['rootly_'],
    pattern: /rootly_[0-9a-f]{64}/y,
    revoke: 'https://docs.rootly.com/api-reference/overview',
    source: 'https://docs.rootly.com/api-reference/overview',
  },
  {
    id: 'pganalyze-key',
    provider: 'pganalyze',
    what: 'API key',
    prefix: 'pga',
    keywords: ['pgar_', 'pgac_'],
    pattern: /pga[rc]_[A-Za-z0-9]{27}/y,
    check: mixed,
    revoke: 'https://pganalyze.com/docs/api',
    source: 'https://pganalyze.com/docs/api',
  },
  {
    id: 'sumologic-key',
    provider: 'Sumo Logic',
    what: 'access key',
    keywords: ['sumo'],
    pattern: named('sumo(?:logic)?[_-]?(?:access[_-]?|api[_-]?)?(?:key|token)', '[A-Za-z0-9]{64}'),
    check: mixed,
    revoke: 'https://help.sumologic.com/docs/manage/security/access-keys/',
    source: 'https://help.sumologic.com/docs/manage/security/access-keys/',
  },
  {
    id: 'opsgenie-key',
    provider: 'Opsgenie',
    what: 'API key',
    keywords: ['opsgenie', 'geniekey'],
    pattern: named('opsgenie[_-]?(?:api[_-]?)?key|geniekey', UUID),
    revoke: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
    source: 'https://docs.opsgenie.com/docs/authentication',
  },
];
