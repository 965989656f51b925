import { Container } from '../../facts/kubernetes.js';
import { familiarName, imageReference, isPinned } from '../../model/image-reference.js';
import { rule } from '../../model/rule.js';
import { wordsOf } from '../../model/value.js';
import { who } from './container.js';
import { deployment } from './example.js';

/** Images of relational databases, by whomever. */
const RELATIONAL =
  /(?:^|\/)(?:postgres|postgresql|postgis|timescaledb|timescaledb-ha|cockroach|mysql|mysql-server|mariadb|percona|percona-server|mssql\/server)$/;

export const unpinnedImage = rule({
  id: 'kubernetes/unpinned-image',
  shape: 'present',
  severity: 'warning',
  title: 'An image without a version',
  message: {
    latest: "{who} runs '{image}:latest': each node pulls whatever that is on its day, and a rollback brings nothing back. Name a version.",
    none: "{who} runs '{image}' with no tag, which is 'latest': nodes pull different versions, and a rollback brings nothing back. Name one.",
  },
  holds: 'Images are named with a version or a digest',
  why: `Two replicas of the same manifest can run different code, and nobody can tell which one failed. With 'latest' every start depends on the registry being there.`,
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  about: Container,

  *check(container, { problem, evidence, unknown, exempt }) {
    const { image } = container;
    const name = wordsOf(image);
    if (!image || name === undefined) {
      yield image ? unknown(image) : exempt;
      return;
    }
    const reference = imageReference(name);
    const pinned = reference && isPinned(reference);
    if (!reference || pinned === undefined) {
      yield unknown(image);
      return;
    }
    const concerns = RELATIONAL.test(reference.repository) ? 'database' : undefined;
    if (pinned) {
      yield evidence(image, `'${reference.name}' has a version`, concerns);
      return;
    }
    yield problem({
      at: image,
      say: reference.tag === undefined ? 'none' : 'latest',
      words: { who: who(container), image: familiarName(reference) },
      subject: container.name ?? '',
      ...(concerns === undefined ? {} : { concerns }),
    });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment().replace('shop:1.4.2', 'shop:latest'),
      good: deployment(),
    },
  ],
});
