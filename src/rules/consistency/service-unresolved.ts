import { ComposeFile, ComposeService, ServiceTemplate } from '../../facts/compose.js';
import { HostMention } from '../../facts/consistency.js';
import { folderOf } from '../../model/document.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const serviceUnresolved = rule({
  id: 'consistency/service-unresolved',
  shape: 'present',
  severity: 'warning',
  title: 'A host that no service has',
  message: {
    near: "'{variable}' of service '{service}' connects to '{host}', and no service has that name. Connect to '{near}', or add it.",
    none: "'{variable}' of service '{service}' connects to '{host}', and no service has that name: the first connection fails. Add it, or name another.",
  },
  holds: 'Hosts in the environment of services are services',
  why: `Compose gives every service its own name as a host, and nothing else: a name that no service has does not resolve, which shows when the first connection is made.`,
  references: ['https://docs.docker.com/compose/how-tos/networking/'],
  about: HostMention,
  reads: [ComposeFile, ComposeService, ServiceTemplate],

  *check({ host, service, variable, path, span, uri }, { everywhere, problem, unknown, exempt }) {
    const folder = folderOf(path);
    const files = everywhere(ComposeFile).filter((file) => folderOf(file.path) === folder);
    const included = new Set(files.flatMap(({ includes }) => includes));
    const all = everywhere(ComposeService).filter((other) => folderOf(other.path) === folder || included.has(other.path));
    // A developer's override counts, too: somebody starts it.
    const beside = everywhere(ServiceTemplate).filter((other) => folderOf(other.path) === folder);
    const names = new Set([...all, ...beside].flatMap(({ name, aliases }) => [name, ...aliases]));
    const own = all.filter(({ name }) => name === service);
    // A store that says its own name connects to nothing by it.
    if (names.has(host)) return;
    if (own.some(({ store }) => store !== undefined)) {
      yield exempt;
      return;
    }
    // Another project's network, or the host's own: who is there cannot be seen.
    if (
      own.length === 0 ||
      files.some(({ external }) => external) ||
      own.some(({ network, open, extends: base }) => network !== undefined || open || (base && base.file === undefined)) ||
      everywhere(ComposeFile).some((file) => included.has(file.path) && file.external)
    ) {
      yield unknown({ span, uri });
      return;
    }
    const near = [...names].find((name) => name.includes(host) || host.includes(name));
    const subject = `${service} ${variable}`;
    if (near !== undefined)
      yield problem({
        at: { span, uri },
        say: 'near',
        words: { variable, service, host, near },
        subject,
        fixes: () => suggestion(`Connect to '${near}'`, [{ span, text: near }]),
      });
    else yield problem({ at: { span, uri }, say: 'none', words: { variable, service, host }, subject });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            environment:
              DB_HOST: postgres
          db:
            image: postgres:17.2
      `,
      good: code`
        services:
          web:
            image: registry.example.com/shop:1.4.2
            environment:
              DB_HOST: db
          db:
            image: postgres:17.2
      `,
    },
  ],
});
