import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { graver } from './service.js';

/** https://docs.docker.com/engine/security/#docker-daemon-attack-surface */
const SOCKET = /\/(?:docker|podman|containerd)\.sock$/;
/** What stands in front of the socket, and lets through little of it. */
const PROXY = /socket-proxy|docker-proxy|dockerproxy/i;

export const dockerSocket = rule({
  id: 'compose/docker-socket',
  shape: 'present',
  severity: 'error',
  title: 'The Docker socket is mounted',
  message: {
    open: "Service '{service}' has the Docker socket: whoever takes it over starts privileged containers, and owns the host. Take the mount out.",
    proxy: "Service '{service}' has the Docker socket and passes a part of it on. Keep what it lets through as small as it can be.",
  },
  holds: 'No container has the socket of its runtime',
  why: `The socket is the whole API of the daemon, and the daemon is root: mounting it read-only changes nothing about what can be asked.
    Where a tool needs to list containers, a proxy in front of the socket can let just that through.`,
  references: ['https://docs.docker.com/engine/security/#docker-daemon-attack-surface'],
  security: 8.8,
  about: ComposeService,

  *check(service, { problem }) {
    for (const { source, at, uri, removal } of service.mounts) {
      if (source === undefined || !SOCKET.test(source)) continue;
      const proxy = PROXY.test(service.reference?.repository ?? service.name);
      yield problem({
        at: { span: at, ...(uri === undefined ? {} : { uri }) },
        say: proxy ? 'proxy' : 'open',
        words: { service: service.name },
        subject: service.name,
        ...(proxy ? { severity: 'info' } : graver(service, 'error')),
        fixes: () => (removal && uri === undefined && !proxy ? fix('Take the mount of the socket out', [{ span: removal, text: '' }]) : []),
      });
    }
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            volumes:
              - data:/data
              - /var/run/docker.sock:/var/run/docker.sock
      `,
      good: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            volumes:
              - data:/data
      `,
    },
  ],
});
