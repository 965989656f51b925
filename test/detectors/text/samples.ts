import { base62, crc32 } from '../../../src/detectors/text/checksums.js';

/** Numbers from 0 to 1, the same for the same seed (mulberry32), so that a failure repeats. */
export function numbers(seed: string): () => number {
  let state = crc32(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

const ALPHABETS: Readonly<Record<string, string>> = {
  a: UPPER + LOWER + DIGITS,
  b: `${UPPER}${LOWER}${DIGITS}+/`,
  w: `${UPPER}${LOWER}${DIGITS}-_`,
  l: LOWER + DIGITS,
  u: UPPER + DIGITS,
  L: UPPER + LOWER,
  d: DIGITS,
  h: `${DIGITS}abcdef`,
  H: `${DIGITS}ABCDEF`,
  s: `${UPPER}234567`,
  t: `${LOWER}234567`,
  // https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki#bech32
  bech: (UPPER + DIGITS).replace(/[BIO1]/g, ''),
};

const random = (alphabet: string, length: number, next: () => number): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join('');

/** Fills a shape: `{h32}` is 32 hexadecimal digits, the letters being those of `ALPHABETS`, and `{uuid}` what it says. */
export const fill = (shape: string, next: () => number): string =>
  shape
    .replaceAll('{uuid}', '{h8}-{h4}-4{h3}-a{h3}-{h12}')
    .replace(/\{(a|b|w|l|u|L|d|h|H|s|t|bech)(\d+)\}/g, (_, name: string, length: string) =>
      random(ALPHABETS[name] ?? '', Number(length), next),
    );

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const base64url = (text: string): string => Buffer.from(text, 'latin1').toString('base64url');
const json = (value: unknown): string => base64(JSON.stringify(value));

export const jwt = (claims: unknown, signature: number, next: () => number): string =>
  `${base64url('{"alg":"RS256","kid":"k1"}')}.${base64url(JSON.stringify(claims))}.${fill(`{w${String(signature)}}`, next)}`;

/** A prefix, a random part, and its checksum as GitHub and npm write it. */
const summed = (prefix: string, length: number) => (next: () => number) => {
  const body = fill(`{a${String(length)}}`, next);
  return prefix + body + base62(crc32(body), 6);
};

/** A routable GitLab token. */
const routed = (prefix: string) => (next: () => number) => {
  const payload = fill('{w40}', next);
  const token = `${prefix}${payload}.01.${payload.length.toString(36).padStart(2, '0')}`;
  return token + crc32(token).toString(36).padStart(7, '0');
};

/** A key id whose first ten characters hold an account's number of at most twelve digits. */
const keyId = (prefix: string) => (next: () => number) => {
  let bits = ((1n << 47n) | (BigInt(Math.floor(next() * 1e12)) << 7n) | BigInt(Math.floor(next() * 128))) << 2n;
  let body = '';
  for (let i = 0; i < 10; i++) {
    body = (ALPHABETS.s ?? '').charAt(Number(bits & 31n)) + body;
    bits >>= 5n;
  }
  return prefix + body + fill('{s6}', next);
};

/** How a credential of each format looks in the text where one meets it; the credential stands between the marks, or is the whole. */
const SHAPES: Readonly<Record<string, string>> = {
  'github-fine-grained-pat': 'github_pat_{a22}_{a59}',
  'gitlab-deploy-token': 'gldt-{w20}',
  'gitlab-runner-registration': 'GR1348941{w20}',
  'gitlab-trigger-token': 'glptt-{h40}',
  'gitlab-feed-token': 'glft-{w20}',
  'gitlab-mail-token': 'glimt-{w25}',
  'gitlab-agent-token': 'glagent-{w50}',
  'gitlab-job-token': 'glcbt-{a2}_{w20}',
  'gitlab-scim-token': 'glsoat-{w20}',
  'gitlab-oauth-secret': 'gloas-{h64}',
  'gitlab-feature-flags-token': 'glffct-{w20}',
  'bitbucket-app-password': 'ATBB{a32}',
  'bitbucket-access-token': 'ATCTT3xFfG{w160}={H8}',
  'atlassian-api-token': 'ATATT3xFfG{w172}={H8}',
  'azure-devops-pat': '{a76}AZDO{a4}',
  'rubygems-key': 'rubygems_{h48}',
  'crates-io-token': 'cio{a32}',
  'nuget-key': 'oy2{t43}',
  'clojars-token': 'CLOJARS_{h60}',
  'docker-pat': 'dckr_pat_{w27}',
  'docker-oat': 'dckr_oat_{w32}',
  'artifactory-key': 'AKCp{a69}',
  'circleci-pat': 'CCIPAT_{a22}_{h40}',
  'circleci-project-token': 'CCIPRJ_{a22}_{h40}',
  'buildkite-token': 'bkua_{h40}',
  'harness-token': 'x-api-key: «pat.{w22}.{h24}.{a20}»',
  'octopus-key': 'API-{u27}',
  'sonarqube-user-token': 'squ_{h40}',
  'sonarqube-project-token': 'sqp_{h40}',
  'sonarqube-global-token': 'sqa_{h40}',
  'snyk-token': 'SNYK_TOKEN=«{uuid}»',
  'codecov-token': 'codecov_token: «{uuid}»',
  'sourcegraph-token': 'sgp_{h40}',
  'infracost-key': 'ico-{a32}',
  'postman-key': 'PMAK-{h24}-{h34}',
  'readme-key': 'rdme_{l70}',
  'aws-secret-access-key': 'aws_secret_access_key = «{b40}»',
  'aws-session-token': 'IQoJb3JpZ2luX2Vj{b400}',
  'aws-appsync-key': 'da2-{l26}',
  'amazon-mws-token': 'amzn.mws.{uuid}',
  'amazon-lwa-secret': 'amzn1.oa2-cs.v1.{h64}',
  'google-api-key': 'AIza{w35}',
  'google-oauth-client-secret': 'GOCSPX-{w28}',
  'google-refresh-token': '1//0{w100}',
  'google-access-token': 'ya29.{w140}',
  'azure-storage-key': '{b76}+ASt{b5}A==',
  'azure-cosmos-key': '{b76}ACDb{b5}A==',
  'azure-batch-key': '{b76}+ABa{b5}A==',
  'azure-api-management-key': '{b76}APIM{b5}A==',
  'azure-service-bus-key': '{b33}+ASbA{b5}=',
  'azure-event-hubs-key': '{b33}+AEhA{b5}=',
  'azure-relay-key': '{b33}+ARmA{b5}=',
  'azure-iot-hub-key': '{b33}AIoTA{b5}=',
  'azure-event-grid-key': '{b33}AZEGA{b5}=',
  'azure-redis-key': '{b33}AzCaA{b5}=',
  'azure-container-registry-password': '{b42}+ACRA{a5}',
  'azure-search-key': '{b42}AzSeA{a5}',
  'azure-functions-key': '{w44}AzFu{w5}A==',
  'azure-ai-key': '{a52}JQQJ99{a1}A{a16}{L1}{a7}',
  'azure-storage-connection-key': 'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=«{b86}==»;EndpointSuffix=core.windows.net',
  'azure-shared-access-key': 'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=«{b43}=»',
  'azure-sas-signature': 'https://shop.blob.core.windows.net/c?sv=2022-11-02&se=2099-01-01&sr=c&sp=rl&sig=«{a20}%2B{a22}%3D»',
  'azure-client-secret': '{w3}8Q~{w34}',
  'cloudflare-user-token': 'cfut_{a40}{h8}',
  'cloudflare-account-token': 'cfat_{a40}{h8}',
  'cloudflare-global-key': 'cfk_{a40}{h8}',
  'cloudflare-origin-ca-key': 'v1.0-{h24}-{h146}',
  'cloudflare-legacy-token': 'CLOUDFLARE_API_TOKEN: "«{w40}»"',
  'digitalocean-pat': 'dop_v1_{h64}',
  'digitalocean-oauth': 'doo_v1_{h64}',
  'digitalocean-refresh': 'dor_v1_{h64}',
  'heroku-key': 'HRKU-AA{w58}',
  'heroku-legacy-key': 'heroku config:set HEROKU_API_KEY=«{uuid}»',
  'alibaba-key-id': 'LTAI{a20}',
  'tencent-secret-id': 'AKID{a32}',
  'yandex-key': 'AQVN{w36}',
  'linode-token': "linode_token = '«{h64}»'",
  'hetzner-token': 'export HCLOUD_TOKEN="«{a64}»"',
  'vultr-key': 'VULTR_API_KEY=«{u36}»',
  'scaleway-secret-key': 'SCW_SECRET_KEY=«{uuid}»',
  'ibm-cloud-key': 'ibmcloud_api_key = "«{w44}»"',
  'fly-token': 'fm2_{b300}',
  'fly-legacy-token': 'fo1_{w43}',
  'vercel-pat': 'vcp_{a56}',
  'vercel-integration-token': 'vci_{a56}',
  'vercel-app-token': 'vca_{a56}',
  'vercel-refresh-token': 'vcr_{a56}',
  'vercel-key': 'vck_{a56}',
  'netlify-token': 'nfp_{a36}',
  'render-key': 'rnd_{a28}',
  'deno-deploy-token': 'ddp_{a36}',
  'supabase-pat': 'sbp_{h40}',
  'supabase-secret-key': 'sb_secret_{w31}',
  'planetscale-token': 'pscale_tkn_{w43}',
  'planetscale-password': 'pscale_pw_{w43}',
  'planetscale-oauth': 'pscale_oauth_{w43}',
  'neon-key': 'napi_{l64}',
  'aiven-password': 'AVNS_{w19}',
  'mongodb-atlas-secret': 'mdb_sa_sk_{w40}',
  'elastic-cloud-key': 'essu_{b96}',
  'databricks-token': 'dapi{h32}',
  'clickhouse-cloud-secret': '4b1d{a38}',
  'prefect-key': 'pnu_{a36}',
  'terraform-cloud-token': '{a14}.atlasv1.{w67}',
  'pulumi-token': 'pul-{h40}',
  'tailscale-key': 'tskey-auth-{a12}CNTRL-{a32}',
  'openshift-token': 'sha256~{w43}',
  'cloudinary-url': 'CLOUDINARY_URL=cloudinary://{d15}:«{w27}»@shop',
  'fastly-token': "fastly_api_key: '«{w32}»'",
  'ngrok-token': 'ngrok config add-authtoken «2{a26}_{d1}{a20}»',
  'maxmind-license-key': '{a6}_{a29}_mmk',
  'stripe-secret-key': 'sk_live_51{a97}',
  'stripe-test-key': 'sk_test_{a24}',
  'stripe-restricted-key': 'rk_live_51{a97}',
  'stripe-restricted-test-key': 'rk_test_{a24}',
  'stripe-webhook-secret': 'whsec_{a32}',
  'paystack-secret-key': 'sk_live_{h40}',
  'flutterwave-secret-key': 'FLWSECK-{l32}-X',
  'braintree-token': 'access_token$production${l16}${h32}',
  'square-access-token': 'SQUARE_ACCESS_TOKEN=«EAAA{w60}»',
  'square-legacy-token': 'sq0atp-{w22}',
  'square-application-secret': 'sq0csp-{w43}',
  'plaid-access-token': 'access-production-{uuid}',
  'plaid-secret': "PLAID_SECRET: '«{h30}»'",
  'shopify-access-token': 'shpat_{h32}',
  'shopify-custom-app-token': 'shpca_{h32}',
  'shopify-private-app-password': 'shppa_{h32}',
  'shopify-shared-secret': 'shpss_{h32}',
  'mollie-key': "mollie.setApiKey('«live_{a30}»')",
  'gocardless-token': 'GOCARDLESS_TOKEN=«live_{w40}»',
  'lob-key': "new Lob('«live_{h35}»')",
  'easypost-key': 'EZAK{a54}',
  'easypost-test-key': 'EZTK{a54}',
  'shippo-token': 'shippo_live_{h40}',
  'duffel-token': 'duffel_live_{w43}',
  'ramp-secret': 'ramp_sec_{a48}',
  'pagarme-key': 'ak_live_{a30}',
  'slack-bot-token': 'xoxb-{d12}-{d13}-{a24}',
  'slack-user-token': 'xoxp-{d12}-{d12}-{d13}-{h32}',
  'slack-legacy-token': 'xoxs-{d12}-{d12}-{d12}-{h32}',
  'slack-rotated-token': 'xoxe.xoxp-1-{a166}',
  'slack-refresh-token': 'xoxe-1-{a147}',
  'slack-app-token': 'xapp-1-A{u10}-{d13}-{h64}',
  'slack-webhook': 'https://«hooks.slack.com/services/T{u10}/B{u10}/{a24}»',
  'slack-workflow-webhook': 'https://«hooks.slack.com/triggers/T{u10}/{d13}/{h32}»',
  'discord-webhook': 'https://«discord.com/api/webhooks/{d19}/{w68}»',
  'telegram-bot-token': 'https://api.telegram.org/bot«{d10}:AAH{w32}»/getMe',
  'teams-webhook': 'https://shop«.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{h32}/{uuid}»',
  'google-chat-webhook': 'https://chat.googleapis.com/v1/spaces/{w11}/messages?key=AIza{w35}&token=«{w43}»',
  'twilio-auth-token': 'TWILIO_AUTH_TOKEN="«{h32}»"',
  'twilio-api-secret': 'twilioApiKeySecret: "«{a32}»"',
  'twilio-client-call': "const client = twilio('AC{h32}', '«{h32}»');",
  'sendgrid-key': 'SG.{w22}.{w43}',
  'brevo-key': 'xkeysib-{h64}-{a16}',
  'brevo-smtp-key': 'xsmtpsib-{h64}-{a16}',
  'mailchimp-key': '{h32}-us21',
  'mandrill-key': "mandrill.Mandrill('«md-{w22}»')",
  'mailgun-key': "curl -u 'api:«key-{h32}»' https://api.mailgun.net/v3",
  'mailgun-domain-key': 'MAILGUN_API_KEY=«{h32}-{h8}-{h8}»',
  'postmark-token': '"X-Postmark-Server-Token": "«{uuid}»"',
  'resend-key': 're_{a8}_{a24}',
  'klaviyo-key': 'pk_{h34}',
  'webex-bot-token': 'WEBEX_BOT_TOKEN=«{a64}_{a4}_{uuid}»',
  'facebook-token': 'EAAC{a160}',
  'facebook-app-secret': 'FACEBOOK_APP_SECRET=«{h32}»',
  'twitter-bearer-token': 'AAAAAAAAAAAAAAAAAAAAA{a24}%2F{a54}%3D{a10}',
  'twitch-secret': 'twitch_client_secret = "«{l30}»"',
  'openai-project-key': 'sk-proj-{w74}T3BlbkFJ{w74}',
  'openai-service-account-key': 'sk-svcacct-{w74}T3BlbkFJ{w74}',
  'openai-admin-key': 'sk-admin-{w58}T3BlbkFJ{w58}',
  'openai-key': 'sk-{a20}T3BlbkFJ{a20}',
  'anthropic-key': 'sk-ant-api03-{w93}AA',
  'anthropic-admin-key': 'sk-ant-admin01-{w93}AA',
  'anthropic-oauth-token': 'sk-ant-oat01-{w93}AA',
  'huggingface-token': 'hf_{L34}',
  'huggingface-organization-token': 'api_org_{L34}',
  'replicate-token': 'r8_{w37}',
  'groq-key': 'gsk_{a52}',
  'xai-key': 'xai-{a80}',
  'perplexity-key': 'pplx-{a48}',
  'openrouter-key': 'sk-or-v1-{h64}',
  'nvidia-key': 'nvapi-{w64}',
  'pinecone-key': 'pcsk_{a6}_{a63}',
  'langsmith-key': 'lsv2_pt_{h32}_{h10}',
  'langfuse-key': 'sk-lf-{uuid}',
  'elevenlabs-key': 'sk_{h48}',
  'tavily-key': 'tvly-{a32}',
  'firecrawl-key': 'fc-{h32}',
  'llamacloud-key': 'llx-{a48}',
  'jina-key': 'jina_{h32}{w28}',
  'e2b-key': 'e2b_{h40}',
  'fireworks-key': 'fw_{a24}',
  'together-key': 'tgp_v1_{w43}',
  'cerebras-key': 'csk-{l48}',
  'deepseek-key': 'DEEPSEEK_API_KEY=«sk-{h32}»',
  'mistral-key': "os.environ['MISTRAL_API_KEY'] = '«{a32}»'",
  'cohere-key': 'CO_API_KEY="«{a40}»"',
  'deepgram-key': 'deepgramApiKey = "«{h40}»"',
  'assemblyai-key': 'aai.settings.api_key = "«{h32}»"',
  'wandb-key': 'wandb login «{h40}»',
  'apify-token': 'apify_api_{a36}',
  'voiceflow-key': 'VF.DM.{h24}.{a16}',
  'new-relic-user-key': 'NRAK-{u27}',
  'new-relic-insert-key': 'NRII-{w32}',
  'new-relic-query-key': 'NRIQ-{w32}',
  'new-relic-license-key': '{h32}FFFFNRAL',
  'datadog-api-key': 'DD_API_KEY=«{h32}»',
  'datadog-app-key': 'datadog_app_key: «{h40}»',
  'sentry-user-token': 'sntryu_{h64}',
  'sentry-legacy-token': 'SENTRY_AUTH_TOKEN=«{h64}»',
  'honeycomb-configuration-key': 'hcaik_{l58}',
  'dynatrace-token': 'dt0c01.{s24}.{s64}',
  'pagerduty-key': "PAGERDUTY_TOKEN='«u+{w18}»'",
  'launchdarkly-sdk-key': "LaunchDarkly.init('«sdk-{uuid}»')",
  'launchdarkly-api-token': 'LAUNCHDARKLY_ACCESS_TOKEN=«api-{uuid}»',
  'posthog-personal-key': 'phx_{a47}',
  'axiom-token': 'xaat-{uuid}',
  'splunk-hec-token': 'SPLUNK_HEC_TOKEN=«{uuid}»',
  'rollbar-token': "rollbar_access_token: '«{h32}»'",
  'rootly-key': 'rootly_{h64}',
  'pganalyze-key': 'pgar_{a27}',
  'sumologic-key': 'SUMOLOGIC_ACCESS_KEY=«{a64}»',
  'opsgenie-key': 'Authorization: GenieKey «{uuid}»',
  'linear-key': 'lin_api_{a40}',
  'linear-oauth': 'lin_oauth_{h64}',
  'notion-token': 'ntn_{d11}{a35}',
  'notion-legacy-token': 'NOTION_KEY=«secret_{a43}»',
  'airtable-pat': "new Airtable({ apiKey: '«pat{a14}.{h64}»' })",
  'asana-pat': "Asana.Client.create().useAccessToken('«1/{d16}:{h32}»')",
  'clickup-token': 'pk_{d6}_{u32}',
  'trello-token': 'ATTA{h72}',
  'figma-pat': 'figd_{w40}',
  'figma-plan-token': 'figp_{w40}',
  'frameio-token': 'fio-u-{w64}',
  'typeform-token': 'tfp_{w44}',
  'hubspot-token': 'pat-na1-{uuid}',
  'salesforce-token': '00D{a12}!{a96}',
  'zoho-token': '1000.{h32}.{h32}',
  'dropbox-token': 'sl.{w140}',
  'adobe-client-secret': 'p8e-{w32}',
  'contentful-pat': 'CFPAT-{w43}',
  'sanity-token': 'SANITY_API_WRITE_TOKEN=«sk{a79}»',
  'algolia-admin-key': 'ALGOLIA_ADMIN_KEY=«{h32}»',
  'alchemy-token': 'alcht_{a30}',
  'adafruit-io-key': 'aio_{L4}{d2}{a22}',
  'rapidapi-key': '"X-RapidAPI-Key": "«{h10}msh{h15}p{h6}jsn{h12}»"',
  'telnyx-key': 'KEY0{H31}_{a22}',
  '1password-secret-key': 'A3-{u6}-{u6}-{u5}-{u5}-{u5}-{u5}',
  'vault-service-token': 'hvs.{w95}',
  'vault-batch-token': 'hvb.{w138}',
  'vault-recovery-token': 'hvr.{w95}',
  'doppler-personal-token': 'dp.pt.{a43}',
  'doppler-service-token': 'dp.st.prd.{a43}',
  'doppler-other-token': 'dp.ct.{a43}',
  'bitwarden-access-token': 'BWS_ACCESS_TOKEN=«0.{uuid}.{a30}:{b22}==»',
  'age-secret-key': 'AGE-SECRET-KEY-1{bech58}',
  'okta-token': 'Authorization: SSWS «00{w40}»',
  'auth0-client-secret': 'AUTH0_CLIENT_SECRET=«{w64}»',
  'clerk-secret-key': 'sk_live_{a42}',
  'stytch-secret': 'secret-live-{w35}=',
};

/** Formats whose checksum or structure must be made, not only filled. */
const BUILT: Readonly<Record<string, (next: () => number) => string>> = {
  'github-pat': summed('ghp_', 30),
  'github-oauth': summed('gho_', 30),
  'github-app-user': summed('ghu_', 30),
  'github-app-installation': summed('ghs_', 30),
  'github-refresh': summed('ghr_', 70),
  'npm-token': summed('npm_', 30),
  'gitlab-pat': routed('glpat-'),
  'gitlab-runner-token': routed('glrt-t1_'),
  'aws-access-key-id': keyId('AKIA'),
  'aws-temporary-key-id': keyId('ASIA'),
  'pypi-token': (next) => `pypi-${base64url(`\x02\x01\x08pypi.org\x02${fill('{a100}', next)}`)}`,
  'artifactory-reference-token': (next) => base64(`reftkn:01:${fill('{d10}', next)}:${fill('{a27}', next)}`).slice(0, 64),
  'aws-bedrock-key': (next) => `ABSK${base64(`BedrockAPIKey-${fill('{l4}', next)}-at-${fill('{d12}', next)}:${fill('{b46}', next)}`)}`,
  'supabase-service-role-key': (next) =>
    jwt({ iss: 'supabase', ref: fill('{l20}', next), role: 'service_role', iat: 1700000000, exp: 2000000000 }, 43, next),
  'kubernetes-service-account-token': (next) =>
    jwt({ iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/namespace': 'shop', sub: fill('{l20}', next) }, 342, next),
  'mapbox-secret-token': (next) =>
    `sk.${base64url(JSON.stringify({ u: 'shopkeeper', a: `cl${fill('{l23}', next)}` }))}.${fill('{w22}', next)}`,
  'grafana-service-account-token': (next) => {
    const key = `glsa_${fill('{a32}', next)}`;
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(key));
    return `${key}_${sum.toString('hex')}`;
  },
  'grafana-cloud-token': (next) => `glc_${json({ o: '712', n: 'metrics', k: fill('{a24}', next), m: { r: 'eu' } })}`,
  'grafana-api-key': (next) => json({ k: fill('{a32}', next), n: 'metrics', id: 1 }),
  'sentry-org-token': (next) =>
    `sntrys_${json({ iat: 1700000000, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: 'shop' })}_${fill('{b43}', next)}`,
  'discord-bot-token': (next) => `client.login('«${base64url(`1${fill('{d17}', next)}`)}.${fill('{w6}.{w38}', next)}»');`,
  'intercom-token': (next) => base64(`tok:${fill('{h8}_{h4}_{h4}_{h4}_{h12}', next)}:1:0`),
  '1password-service-token': (next) =>
    `ops_${json({ signInAddress: 'shop.1password.eu', srpX: fill('{h64}', next), muk: { k: fill('{w43}', next) }, deviceUuid: fill('{l26}', next) })}`,
};

export interface Sample {
  readonly text: string;
  readonly token: string;
  readonly start: number;
}

/** A credential of this format in its surroundings; the same for the same seed. */
export function sampleOf(id: string, seed = 1): Sample {
  const next = numbers(`${id} ${String(seed)}`);
  const marked = BUILT[id]?.(next) ?? fill(SHAPES[id] ?? '', next);
  const start = marked.indexOf('«');
  const text = marked.replace(/[«»]/g, '');
  return start < 0 ? { text, token: text, start: 0 } : { text, token: marked.slice(start + 1, marked.indexOf('»')), start };
}

/** Every format that a sample can be made of. */
export const sampled: readonly string[] = [...Object.keys(SHAPES), ...Object.keys(BUILT)];
