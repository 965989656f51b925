import { ComposeService } from '../../facts/compose.js';
import { code, fix, rule } from '../../model/rule.js';
import { isSourceFolder } from '../../model/source-folder.js';
import { graver } from './service.js';

export const sourceMount = rule({
  id: 'compose/source-mount',
  shape: 'present',
  severity: 'warning',
  title: 'The source tree hides what the image holds',
  message:
    "'{source}' is mounted over '{target}' of service '{service}': what runs is the checkout on the host, not the image. Take the mount out.",
  holds: 'What runs is what the image holds',
  why: `The tested image is hidden by whatever lies on the host: dependencies go missing, a file that somebody edits there is live, and a rollback of the image changes nothing.`,
  references: ['https://docs.docker.com/compose/how-tos/production/'],
  about: ComposeService,

  *check(service, { problem }) {
    for (const { kind, path, target, source, at, uri, removal } of service.mounts) {
      if (kind !== 'bind' || path === undefined) continue;
      if (!isSourceFolder(path, service.build?.context, service.built, target, service.workingDirectory)) continue;
      yield problem({
        at: { span: at, ...(uri === undefined ? {} : { uri }) },
        words: { source: source ?? path, target: target ?? '', service: service.name },
        subject: `${service.name} ${target ?? ''}`,
        ...graver(service, 'warning'),
        fixes: () => (removal && uri === undefined ? fix('Take the mount of the source out', [{ span: removal, text: '' }]) : []),
      });
    }
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            build: .
            restart: unless-stopped
            mem_limit: 1g
            cpus: 1
            volumes:
              - .:/app
              - uploads:/data
      `,
      good: code`
        services:
          web:
            build: .
            restart: unless-stopped
            mem_limit: 1g
            cpus: 1
            volumes:
              - uploads:/data
      `,
    },
  ],
});
