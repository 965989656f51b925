import { HostMention } from '../../facts/consistency.js';
import type { FactDraft } from '../../model/fact.js';
import { interpolated } from '../../syntax/interpolation.js';
import { detector } from '../detector.js';
import { written } from './compose.js';

/** `postgres://user:secret@db:5432/shop`, several of them with commas; the host alone. */
const HOST_OF_URL = /\b[a-z][a-z0-9+.-]{1,30}:\/\/(?:[^\s/@"']{0,200}@)?(?![^\s/@"']{0,200}@)([a-z][a-z0-9_-]{1,62})(?=[:/?"'\s]|$)/g;
/** Names whose value is a host that the service connects to. */
const HOST_NAME =
  /^(?:[A-Z0-9_]{0,40}_)?(?:DB|DATABASE|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|CACHE|CELERY|RABBIT(?:MQ)?|AMQP|KAFKA|ELASTIC(?:SEARCH)?|MINIO)_?HOST(?:NAME)?$/;
/** Hosts that are there without a service. */
const ALWAYS = /^(?:localhost|host|gateway|docker|null|none|true|false|memory|tmp|in-memory|cluster|example)$/;

/** Which hosts the environment of services names. Values themselves stay in the document. */
export const composeHosts = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: /^[ \t]{0,8}["']?services["']?[ \t]*:/m,

  *facts({ document, root }): Iterable<FactDraft> {
    if (root.get('jobs') ?? root.get('apiVersion')) return;
    for (const { key: service, node } of root.get('services')?.entries ?? []) {
      if (!node.get('image') && !node.get('build')) continue;
      const environment = node.get('environment');
      const variables = [
        ...(environment?.entries ?? []).map(({ key, node: value }) => ({ name: key, value })),
        ...(environment?.items ?? []).map((item) => ({ name: item.text?.split('=', 1)[0] ?? '', value: item })),
      ];
      for (const { name, value } of variables) {
        const text = written(interpolated(document, value.value, 'compose')) ?? '';
        const content = value.text?.startsWith(`${name}=`) ? text.slice(name.length + 1) : text;
        const named = HOST_NAME.test(name);
        const hosts = named ? [content] : [...content.matchAll(HOST_OF_URL)].map(([, host]) => host ?? '');
        for (const host of new Set(hosts)) {
          if (!/^[a-z][a-z0-9_-]{1,62}$/.test(host) || ALWAYS.test(host)) continue;
          const source = document.text.slice(value.span.start, value.span.end);
          const at = named
            ? new RegExp(`(?:[=-]|^["']?)${host}(?=["'}]|$)`).exec(source)
            : new RegExp(`(?:@|//)${host}(?=[:/?"'\\s,}]|$)`).exec(source);
          if (!at) continue;
          const start = value.span.start + at.index + at[0].length - host.length;
          yield HostMention({ span: { start, end: start + host.length } }, { host, service, variable: name, path: document.path });
        }
      }
    }
  },
});
