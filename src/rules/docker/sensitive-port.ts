import { ExposedPort, Image, StartCommand, isPartOf, isStartedBy } from '../../facts/containers.js';
import { ServesSsh } from '../../facts/serving.js';
import { code, fix, rule } from '../../model/rule.js';

// https://www.iana.org/assignments/service-names-port-numbers
const ADMINISTRATIVE: Readonly<Record<number, string>> = {
  22: 'SSH',
  23: 'Telnet',
  135: 'Windows RPC',
  445: 'SMB',
  512: 'rexec',
  513: 'rlogin',
  514: 'rsh',
  873: 'rsync',
  2375: "Docker's API",
  2376: "Docker's API",
  3389: 'Remote Desktop',
  5900: 'VNC',
  5901: 'VNC',
  5985: 'WinRM',
  5986: 'WinRM',
  9229: "Node.js's debugger",
};

const SSHD = /^\s*(?:\[\s*")?(?:exec\s+)?(?:\/usr)?(?:\/s?bin\/)?sshd\b/;

export const sensitivePort = rule({
  id: 'docker/sensitive-port',
  shape: 'present',
  severity: 'warning',
  title: 'An administrative port is exposed',
  message: "Port {port} is {service}: with it, this image offers a way in beside its own service. Leave it out, and use 'docker exec'.",
  holds: 'Only ports of the service itself are exposed',
  why: `A way in for administrators is a way in for others: it has passwords or keys of its own, and nobody patches or watches it inside an image.
    Platforms publish exposed ports by themselves.`,
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  security: 5,
  about: Image,
  reads: [ExposedPort, StartCommand, ServesSsh],

  *check(image, { document, everywhere, problem, unknown }) {
    // A Git host, a bastion, a place for uploads: SSH is what the image is for.
    const isForSsh =
      everywhere(ServesSsh).length > 0 ||
      everywhere(StartCommand).some(
        (start) => isStartedBy(start, image) && SSHD.test(document.text.slice(start.command.start, start.command.end)),
      );
    for (const port of everywhere(ExposedPort)) {
      const { from, to, protocol, removal } = port;
      if (!isPartOf(port, image)) continue;
      if (from === undefined || to === undefined) {
        yield unknown(port);
        continue;
      }
      const hit = Object.entries(ADMINISTRATIVE).find(([number]) => from <= Number(number) && Number(number) <= to);
      // Syslog has 514 over UDP. A wide range is not about one port.
      if (!hit || protocol === 'udp' || to - from > 100) continue;
      const [number, service] = hit;
      if (number === '22' && isForSsh) continue;
      yield problem({
        at: port,
        words: { port: number, service },
        subject: number,
        fixes: () => (from === to ? fix(`Do not expose port ${number}`, [{ span: removal, text: '' }]) : []),
      });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM debian:13-slim
        EXPOSE 8080 22
        USER nobody
        CMD ["/usr/local/bin/service"]
      `,
      good: code`
        FROM debian:13-slim
        EXPOSE 8080
        USER nobody
        CMD ["/usr/local/bin/service"]
      `,
    },
  ],
});
