import { hostNamespace } from '../../../src/rules/compose/host-namespace.js';
import { testRule } from '../rule-tester.js';

const file = 'compose.yaml';

testRule(hostNamespace, {
  reports: [
    {
      name: 'the network',
      file,
      code: 'services:\n  web:\n    image: shop:1.4\n    «network_mode: host»\n    restart: always\n',
      fixed: 'services:\n  web:\n    image: shop:1.4\n    restart: always\n',
    },
    { name: 'processes and memory', file, code: 'services:\n  web:\n    image: shop:1.4\n    «pid: "host"»\n    «ipc: host»\n' },
  ],
  accepts: [
    { name: 'another container’s network', file, code: 'services:\n  web:\n    image: shop:1.4\n    network_mode: service:vpn\n' },
    { name: 'a network of that name', file, code: 'services:\n  web:\n    image: shop:1.4\n    networks: [host]\n' },
  ],
  unknown: [{ name: 'a variable', file, code: 'services:\n  web:\n    image: shop:1.4\n    network_mode: ${MODE}\n' }],
});
