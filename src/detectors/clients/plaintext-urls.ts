import { PlaintextUrl } from '../../facts/tls.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { isPublicHost } from '../../model/public-host.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';

const SECURE: Readonly<Record<string, string>> = {
  http: 'https',
  ws: 'wss',
  redis: 'rediss',
  amqp: 'amqps',
  mqtt: 'mqtts',
  ldap: 'ldaps',
  smtp: 'smtps',
  ftp: 'ftps',
};

const URL =
  /\b(https?|ws|redis|amqp|mqtt|ldap|smtp|ftp):\/\/(?:[^\s/@"'`<>\\${}%]{0,200}@)?([a-z0-9][a-z0-9.-]{0,250})(:\d{1,5})?(?=[/?#"'`\s,;)\]}]|$)/gi;

/** Addresses by convention, and servers whose content is signed or must come without encryption. */
const EXEMPT_HOST =
  /(?:^|\.)(?:w3\.org|xmlsoap\.org|json-schema\.org|schema\.org|purl\.org|ogp\.me|opengis\.net|openxmlformats\.org|oasis-open\.org|sitemaps\.org|xmlns\.com|adobe\.com|apache\.org|gnu\.org|opensource\.org|creativecommons\.org|iana\.org|ietf\.org|openid\.net|hl7\.org|java\.sun\.com|jcp\.org|springframework\.org|hibernate\.org|mybatis\.org|liquibase\.org|debian\.org|ubuntu\.com|alpinelinux\.org|centos\.org|rockylinux\.org|almalinux\.org|fedoraproject\.org|opensuse\.org|archlinux\.org|kali\.org|raspbian\.org|raspberrypi\.(?:org|com)|freebsd\.org|openwrt\.org|kernel\.org|launchpad\.net|digicert\.com|letsencrypt\.org|lencr\.org|sectigo\.com|usertrust\.com|globalsign\.com|entrust\.net|verisign\.com|comodoca\.com|symantec\.com|captive\.apple\.com|msftconnecttest\.com|msftncsi\.com|gstatic\.com|detectportal\.firefox\.com|connectivitycheck\.android\.com|neverssl\.com|metadata\.goog)$|^(?:mirrors?|mirrorlist|archive|security|ports|deb|apt|yum|rpm|packages?|repos?|keyserver|keys|ocsp\d?|crl\d?|pki|cacerts?|timestamp|tsa|ntp|pool|schemas?|xmlns|ns|xml|dl-cdn|ftp\d?)\.|\bmirrors?\b/i;

/** Names for what a program connects to. */
const CONNECTED =
  /(?:^|[_.-]|[a-z0-9])(?:api|base|backend|server|service|endpoint|upstream|webhook|broker|queue|gateway|rpc|remote|proxy|registry|index|llm|model|ollama|openai|elastic(?:search)?|solr|influx|kafka|consul|vault|grafana|prometheus|loki|collector|otlp|push|hook|host|target|request|fetch|upload|login|token|auth|oauth|sso|payment|sms|mail|search|geo|weather|ip)[_.-]?(?:base|api)?[_.-]?(?:url|uri|endpoint|host|addr(?:ess)?|dsn)?s?$|(?:[_.-](?:endpoint|base_?url|api|webhook)|Endpoint|ApiUrl|APIURL|BaseUrl|BaseURL|_api_url)$|^(?:endpoint|base_?url|baseURL|baseUrl|api_?url|apiUrl|API|proxy_pass|upstream|broker)$/i;
/** Names for what is shown, compared, or this product's own address. */
const SHOWN =
  /home|docs?(?:$|[_A-Z])|documentation|help|link|href|icon|logo|image|img|avatar|licen[sc]e|web_?site|schema|namespace|xmlns|issuer|audience|claim|referr?er|origin|redirect|callback|about|support|terms|privacy|example|sample|placeholder|test|mock|fake|public|external|frontend|front_end|self|canonical|share|feed|rss|repo|project|dtd|entity|vocab|context|identifier|relation|profile|contact|author|maintainer|bugs?|issue|blog|video|photo|thumb|banner|cors|allowed|whitelist|trusted|valid|client|server_?name|user_?agent|title|description|message|text|label|hint|comment|default_?value|ping|connectivity|check|probe|health/i;

const CALL =
  /(?:\b(?:requests|httpx|aiohttp|session|client|http|urllib3?|urllib2|request|axios|got|ky|superagent|needle|fetcher|https?Client|\$http|resty|rest_?template|web_?client|RestClient)(?:\.\w{1,30}){0,2}\.(?:get|post|put|patch|delete|head|request|open|urlopen|urlretrieve|Get|Post|PostForm|Head|NewRequest|getForObject|getForEntity|postForObject|postForEntity|exchange|uri|create)|\b(?:fetch|urlopen|urlretrieve|axios|got|NewRequest|NewRequestWithContext|new WebSocket|new EventSource|create_connection|redis\.from_url|Redis\.from_url|amqplib\.connect|ioredis|createClient))\(\s{0,40}(?:(?:["'](?:GET|POST|PUT|PATCH|DELETE|HEAD)["']|http\.Method\w{1,10}|ctx|context\.\w{1,20}\(\))\s{0,4},\s{0,40}){0,2}(?:\{\s{0,40}url:\s{0,4})?[fbr]{0,2}["'`]$/;
/** `KEY = "`, `key: `, `- KEY=`, `"key": "`, `os.getenv("KEY", "`, `process.env.KEY || '`, `${KEY:-`. */
const KEY =
  /(?:^|[\s,{(\[])(?:-\s{1,4})?(?:export\s|ENV\s|ARG\s|const\s|let\s|var\s|final\s|static\s|String\s|self\.|this\.)*["']?([\w.$-]{2,80})["']?\s{0,8}(?::\s{0,4}(?:str|string|String|Optional\[str\])\s{0,4})?(?::=|=>|[:=])\s{0,8}[fbru]{0,2}["'`]?$/;
const FALLBACK =
  /(?:getenv|environ\.get|getEnv\w{0,10}|env(?:\.str|\.url)?|config|env_?or_?default|EnvString|GetString)\(\s{0,4}["']([\w.-]{2,80})["']\s{0,4},\s{0,4}(?:default\s{0,4}=\s{0,4})?["'`]$|\bprocess\.env\.(\w{2,80})\s{0,4}(?:\|\||\?\?)\s{0,4}["'`]$|\$\{(\w{2,80}):-?$/;
const DOWNLOAD =
  /(?:^|[\s;&|(`"'])(?:curl|wget|aria2c|pip3? install|npm install|helm repo add \S{1,40}|git clone|ADD)(?:\s+[^\s|;&]{1,200}){0,12}\s+["']?$/;

const FILES =
  /(?:^|\/)(?:[^/]+\.(?:py|[cm]?[jt]sx?|go|java|ya?ml|json|toml|properties|conf|ini|env|sh|bash)|\.env[\w.-]*|(?:Docker|Container)file[\w.-]*|Procfile)$/i;
/** Metadata, data and descriptions: their addresses are for readers. */
const NOT_THESE =
  /(?:^|\/)(?:package(?:-lock)?\.json|composer\.json|bower\.json|manifest\.json|pom\.xml|Chart\.ya?ml|mkdocs\.ya?ml|_config\.ya?ml|codemeta\.json|CITATION\.cff|renovate\.json5?|\.?eslintrc[\w.]*|tsconfig[\w.]*json|angular\.json|[^/]*(?:openapi|swagger|schema|i18n|locale|translations?|messages)[^/]*\.(?:ya?ml|json))$|(?:^|\/)(?:locales?|i18n|lang|translations?|messages|data|datasets?|seeds?|migrations|static|public|assets|vendor|\.github\/ISSUE_TEMPLATE|licenses)\//i;

/** URLs that something connects to, by the words before them: a call, a command, a name. */
export const plaintextUrls = detector({
  framework: 'URLs',
  format: 'text',
  roles: ['production', 'development'],
  files: FILES,
  mentions: /\b(?:http|ws|redis|amqp|mqtt|ldap|smtp|ftp):\/\/[^\s"'`]{0,200}\./i,

  *facts({ document }): Iterable<FactDraft> {
    if (NOT_THESE.test(document.path)) return;
    const text = withoutComments(document);
    for (const match of text.matchAll(URL)) {
      const [, written = '', host = '', port] = match;
      const scheme = written.toLowerCase();
      if (scheme === 'https' || !isPublicHost(host) || EXEMPT_HOST.test(host) || host.split('.').some((part) => /^x{2,}$/i.test(part)))
        continue;
      if (!isConnected(document, text, match.index, scheme)) continue;
      const secure = port === undefined && scheme !== 'ftp' ? SECURE[scheme] : undefined;
      yield PlaintextUrl(
        { span: { start: match.index, end: match.index + match[0].length } },
        { scheme, host, secure, at: { start: match.index, end: match.index + scheme.length } },
      );
    }
  },
});

function isConnected(document: Document, text: string, at: number, scheme: string): boolean {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(Math.max(line, at - 300), at);
  const wrapped = text.slice(Math.max(0, at - 300), at);
  const { format } = document;
  if (format === 'nginx') return /^\s{0,40}(?:proxy_pass|server)\s{1,20}$/.test(before);
  if (format === 'shell' || format === 'dockerfile')
    return DOWNLOAD.test(before.replace(/\\\s{0,4}$/, '')) || isNamed(before, text, line, scheme);
  if (/\.(?:py|[cm]?[jt]sx?|go|java)$/.test(document.path) && CALL.test(wrapped)) return true;
  if (format === 'yaml' && /(?:^|\s)(?:curl|wget)\s[^#|;&]{0,150}$/.test(before)) return true;
  return isNamed(before, text, line, scheme);
}

function isNamed(before: string, text: string, line: number, scheme: string): boolean {
  const fallback = FALLBACK.exec(before);
  const key: string | undefined = KEY.exec(before)?.[1];
  let name: string | undefined = fallback?.slice(1).find(Boolean) ?? key;
  // An entry of a list of variables: its name stands in the line before.
  if (name === 'value')
    name = /\bname:\s{0,4}["']?([\w.-]{2,80})["']?\s{0,4}$/.exec(text.slice(Math.max(0, line - 200), Math.max(0, line - 1)).trimEnd())?.[1];
  if (name === undefined || SHOWN.test(name)) return false;
  if (scheme !== 'http' && scheme !== 'ftp') return true;
  return CONNECTED.test(name.replace(/[_.-]?(?:url|uri)s?$/i, '_url')) || CONNECTED.test(name);
}
