import { addOption, appendCommand } from '../../edits/dockerfile.js';
import { Image, PackageCache, isPartOf } from '../../facts/containers.js';
import { code, fix, rule } from '../../model/rule.js';

export const packageCacheKept = rule({
  id: 'docker/package-cache-kept',
  shape: 'present',
  severity: 'info',
  title: "A package manager's cache stays in the image",
  message: {
    option: "'{command}' leaves {what} in this layer: a larger image for nothing. Add '{remedy}'.",
    command: "'{command}' leaves {what} in this layer: a larger image for nothing. End the RUN with '{remedy}'.",
    plain: "'{command}' leaves {what} in this layer, and what a later RUN deletes still counts. Install and clean up in one RUN.",
  },
  holds: "Package managers' lists and downloads are not part of the image",
  why: `Lists and downloads make each pull and each start on a new node slower, and they are never used again.
    A later RUN cannot take them out of an earlier layer.`,
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  about: Image,
  reads: [PackageCache],

  *check(image, { document, everywhere, problem, unknown, exempt }) {
    const caches = everywhere(PackageCache).filter((cache) => isPartOf(cache, image));
    if (caches.length === 0) yield exempt;
    for (const cache of caches) {
      if (cache.keeps === 'nothing') continue;
      if (cache.keeps === 'unknown') {
        yield unknown(cache);
        continue;
      }
      const { command, what, remedy } = cache;
      if (remedy?.add === 'option')
        yield problem({
          at: cache,
          say: 'option',
          words: { command, what, remedy: remedy.text },
          fixes: () => fix(`Add '${remedy.text}'`, addOption(document, remedy.slot, remedy.text)),
        });
      else if (remedy)
        yield problem({
          at: cache,
          say: 'command',
          words: { command, what, remedy: remedy.text },
          fixes: () => fix(`End the RUN with '${remedy.text}'`, appendCommand(document, remedy.run, remedy.text)),
        });
      else yield problem({ at: cache, say: 'plain', words: { command, what } });
    }
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.13-slim
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        USER nobody
        CMD ["python", "-m", "app"]
      `,
      good: code`
        FROM python:3.13-slim
        COPY requirements.txt .
        RUN pip install --no-cache-dir -r requirements.txt
        USER nobody
        CMD ["python", "-m", "app"]
      `,
    },
  ],
});
