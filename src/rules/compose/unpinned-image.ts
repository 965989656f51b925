import { ComposeService } from '../../facts/compose.js';
import { familiarName, isPinned } from '../../model/image-reference.js';
import { code, rule } from '../../model/rule.js';
import { graver } from './service.js';

const RELATIONAL: ReadonlySet<string> = new Set(['PostgreSQL', 'TimescaleDB', 'CockroachDB', 'MySQL', 'MariaDB', 'SQL Server', 'Oracle']);

export const unpinnedImage = rule({
  id: 'compose/unpinned-image',
  shape: 'present',
  severity: 'warning',
  title: 'An image without a version',
  message: {
    latest: "Service '{service}' runs '{image}:latest': the next pull brings whatever that is then, and no way back. Name a version.",
    none: "Service '{service}' runs '{image}' with no tag, which is 'latest': the next pull brings whatever that is then, and no way back. Name one.",
  },
  holds: 'Images are named with a version or a digest',
  why: `The same file starts different software on two days, a database of a new major version, say, that cannot read the old data.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#image'],
  about: ComposeService,

  *check(service, { problem, unknown, evidence, exempt }) {
    const { image, reference, built } = service;
    if (!image || built) {
      yield exempt;
      return;
    }
    const place = { span: image.span, ...(image.uri === undefined ? {} : { uri: image.uri }) };
    const pinned = reference && isPinned(reference);
    const concerns = RELATIONAL.has(service.store?.product ?? '') ? 'database' : undefined;
    if (!reference || pinned === undefined) {
      yield unknown(place);
      return;
    }
    if (pinned) {
      yield evidence(place, `'${reference.name}' has a version`, concerns);
      return;
    }
    yield problem({
      at: place,
      say: reference.tag === undefined ? 'none' : 'latest',
      words: { service: service.name, image: familiarName(reference) },
      subject: service.name,
      ...(concerns === undefined ? {} : { concerns }),
      ...graver(service, 'warning'),
    });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          web:
            image: nginx:latest
      `,
      good: code`
        services:
          web:
            image: nginx:1.29.3
      `,
    },
  ],
});
