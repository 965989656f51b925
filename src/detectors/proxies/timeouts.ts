import { ServerTimeout } from '../../facts/proxy.js';
import type { FactDraft } from '../../model/fact.js';
import type { Document } from '../../model/document.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';

const FLAG = /(?:^|[\s"'[,])(?:--timeout|-t)(?:["']?\s{0,4},\s{0,4}["']|[= ]["']?)(\d{1,6}|\$\{?\w{1,60}[^\s"']{0,60})/;

/** `gunicorn --timeout 0`, in one line or several. https://gunicorn.org/reference/settings/#timeout */
export const gunicornTimeouts = detector({
  framework: 'gunicorn',
  format: 'text',
  roles: ['production'],
  files: /(?:^|\/)(?:(?:Docker|Container)file[\w.-]*|Procfile|[^/]+\.(?:sh|bash|ya?ml|toml)|[\w-]*(?:entrypoint|start|run)[\w-]*)$/i,
  mentions: ['gunicorn'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document).replace(/\\\r?\n/g, (wrap) => ' '.repeat(wrap.length));
    for (const { 0: line, index } of text.matchAll(/\bgunicorn\b[^\n]{0,600}/g)) {
      const flag = FLAG.exec(line);
      const value = flag?.[1];
      if (!flag || value === undefined) continue;
      const start = index + flag.index + (/^[\s"'[,]/.test(flag[0]) ? 1 : 0);
      const span = { start, end: index + flag.index + flag[0].length };
      yield ServerTimeout(
        { span },
        { server: 'gunicorn', setting: `--timeout ${value}`, state: stateOf(value, document), slot: undefined },
      );
    }
  },
});

/** On Cloud Run the platform ends requests. https://docs.cloud.google.com/run/docs/configuring/request-timeout */
const stateOf = (value: string, document: Document): 'set' | 'never' | 'unknown' =>
  /^\d+$/.test(value) ? (Number(value) === 0 ? (/cloud ?run/i.test(document.text) ? 'unknown' : 'never') : 'set') : 'unknown';

export const gunicornSettings = detector({
  framework: 'gunicorn',
  format: 'text',
  roles: ['production'],
  files: /(?:^|\/)[\w.-]{0,30}gunicorn[\w.-]{0,30}\.(?:conf\.)?py$/,
  mentions: ['timeout'],

  *facts({ document }): Iterable<FactDraft> {
    const found = /^timeout\s{0,4}=\s{0,4}(\d{1,6}|[^\n]{1,200})/m.exec(withoutComments(document));
    const value = found?.[1];
    if (!found || value === undefined) return;
    const span = { start: found.index, end: found.index + found[0].trimEnd().length };
    yield ServerTimeout(
      { span },
      {
        server: 'gunicorn',
        setting: /^\d+$/.test(value) ? `timeout = ${value}` : 'timeout',
        state: stateOf(value, document),
        slot: undefined,
      },
    );
  },
});

/** https://nginx.org/en/docs/http/ngx_http_core_module.html#client_header_timeout */
export const nginxTimeouts = detector({
  framework: 'nginx',
  format: 'nginx',
  roles: ['production'],
  mentions: /(?:client_header|client_body|send|proxy_read|uwsgi_read|fastcgi_read|grpc_read)_timeout/,

  *facts(conf): Iterable<FactDraft> {
    for (const { name, args, span } of conf.directives()) {
      const [word] = args;
      if (!word || !/^(?:client_header|client_body|proxy_read|uwsgi_read|fastcgi_read|grpc_read)_timeout$/.test(name)) continue;
      const state = word.kind !== 'text' ? 'unknown' : /^0(?:ms|s|m|h|d)?$/.test(word.text) ? 'never' : 'set';
      yield ServerTimeout({ span }, { server: 'nginx', setting: `${name} ${word.text}`, state, slot: undefined });
    }
  },
});

interface Sign {
  readonly server: string;
  readonly files: RegExp;
  readonly at: RegExp;
}

const SIGNS: readonly Sign[] = [
  // https://nodejs.org/api/http.html#serverrequesttimeout
  {
    server: 'the Node.js server',
    files: /\.[cm]?[jt]s$/,
    at: /\b(?:\w{0,30}[sS]erver|httpServer|app\.server|fastify\.server|s|srv|https?)\.(?:headersTimeout|requestTimeout)\s{0,4}=\s{0,4}0(?![\d.])|\bcreateServer\(\s{0,10}\{[^{}]{0,300}\b(?:headersTimeout|requestTimeout)\s{0,4}:\s{0,4}0(?![\d.])/g,
  },
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  {
    server: 'Tomcat',
    files: /application[\w-]*\.properties$/,
    at: /^server\.(?:tomcat|jetty)\.connection-(?:idle-)?timeout\s{0,4}[=:]\s{0,4}(?:-1|0)\s{0,4}(?:ms|s)?$/gm,
  },
  { server: 'ingress-nginx', files: /\.ya?ml$/, at: /\bnginx\.ingress\.kubernetes\.io\/proxy-read-timeout["']?\s{0,4}:\s{0,4}["']0["']/g },
  // https://docs.haproxy.org/3.0/configuration.html#timeout%20client
  {
    server: 'HAProxy',
    files: /haproxy[\w./-]*\.cfg$/,
    at: /^[ \t]{1,20}timeout[ \t]{1,8}(?:client|http-request|server)[ \t]{1,8}0(?:ms|s|m)?[ \t]{0,8}$/gm,
  },
];

export const switchedOffTimeouts = detector({
  framework: 'Server timeouts',
  format: 'text',
  roles: ['production'],
  files: /\.(?:[cm]?[jt]s|properties|ya?ml|cfg)$/,
  mentions:
    /(?:headersTimeout|requestTimeout)\s{0,4}[=:]|server\.(?:tomcat|jetty)\.connection|proxy-read-timeout|timeout[ \t]{1,8}(?:client|server|http-request)/i,

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    for (const { server, files, at } of SIGNS) {
      if (!files.test(document.path)) continue;
      for (const { 0: found, index } of text.matchAll(at)) {
        const lead = /^\s*/.exec(found)?.[0].length ?? 0;
        const setting = found
          .trim()
          .replace(/^[^\n]{0,40}createServer\([\s\S]{0,300}?(?=headersTimeout|requestTimeout)/, '')
          .slice(0, 60);
        yield ServerTimeout(
          { span: { start: index + lead, end: index + found.trimEnd().length } },
          { server, setting, state: 'never', slot: undefined },
        );
      }
    }
  },
});
