import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { graver } from './service.js';

export const exposedDatastorePort = rule({
  id: 'compose/exposed-datastore-port',
  shape: 'present',
  severity: 'warning',
  title: 'A datastore is reachable from outside',
  message: 'Port {port} of {product} is published on every address of the host, past its firewall. Publish it on 127.0.0.1, or not at all.',
  holds: 'Datastores are reached from the network of their services only',
  why: `Docker writes its own firewall rules, so a published port is open to the internet even where the host's firewall says otherwise.
    Datastores on public addresses are found within minutes, and emptied.`,
  references: ['https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  security: 7.2,
  about: ComposeService,

  *check(service, { problem, unknown, exempt }) {
    const { store, ports } = service;
    if (!store) {
      yield exempt;
      return;
    }
    for (const { at, uri, address, target, published, slot } of ports) {
      if (target === undefined || !store.ports.includes(target)) continue;
      const place = { span: at, ...(uri === undefined ? {} : { uri }) };
      if (address === undefined) yield unknown(place);
      if (address !== 'everywhere') continue;
      yield problem({
        at: place,
        words: { port: published ?? target, product: store.product },
        subject: `${service.name} ${String(target)}`,
        ...graver(service, 'warning'),
        fixes: () => (slot && uri === undefined ? fix('Publish it on 127.0.0.1', [{ span: slot, text: '127.0.0.1:' }]) : []),
      });
    }
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          db:
            image: postgres:17.2
            ports:
              - "5432:5432"
      `,
      good: code`
        services:
          db:
            image: postgres:17.2
            ports:
              - "127.0.0.1:5432:5432"
      `,
    },
  ],
});
