import { insertKey } from '../../edits/yaml.js';
import { ComposeFile, ComposeService } from '../../facts/compose.js';
import type { TextEdit } from '../../model/finding.js';
import { code, fix, rule } from '../../model/rule.js';
import { isDeployed } from './service.js';

export const noDatastoreVolume = rule({
  id: 'compose/no-datastore-volume',
  shape: 'absent',
  severity: 'warning',
  title: "A datastore's data is in its container",
  message:
    "Service '{service}' ({product}) has no volume on '{directory}': its data goes with the container, at the next change of the image. Add one.",
  holds: 'Data of datastores is on volumes',
  why: `An image's own anonymous volume is lost track of as soon as the container is made anew, which every change of its settings does.`,
  references: ['https://docs.docker.com/engine/storage/volumes/'],
  about: ComposeService,
  reads: [ComposeFile],

  *check(service, { document, everywhere, problem, unknown, evidence, exempt }) {
    const { store, mounts, map, name, open, path } = service;
    const directory = store?.data;
    if (!isDeployed(service) || directory === undefined || store === undefined) {
      yield exempt;
      return;
    }
    const mount = mounts.find(({ target }) => target !== undefined && (isWithin(target, directory) || isWithin(directory, target)));
    if (mount?.kind === 'volume' || mount?.kind === 'bind') {
      if (mount.source !== undefined || mount.kind === 'bind')
        yield evidence(
          { span: mount.at, ...(mount.uri === undefined ? {} : { uri: mount.uri }) },
          `A volume on '${mount.target ?? directory}'`,
        );
      else yield unknown({ span: mount.at, ...(mount.uri === undefined ? {} : { uri: mount.uri }) });
      return;
    }
    if (open || mount || mounts.some(({ target, kind }) => target === undefined || kind === 'unknown')) {
      yield unknown(service);
      return;
    }
    const file = everywhere(ComposeFile, { path })[0];
    const volume = `${name}-data`;
    const inService: readonly TextEdit[] | undefined = map && insertKey(document, map, 'volumes', [`${volume}:${directory}`]);
    const named: readonly TextEdit[] | undefined = !file
      ? undefined
      : file.volumes
        ? insertKey(document, file.volumes, volume, null)
        : file.root && !file.root.entries.some(({ key }) => key === 'volumes')
          ? insertKey(document, file.root, 'volumes', { [volume]: null })
          : undefined;
    yield problem({
      at: service,
      words: { service: name, product: store.product, directory },
      subject: name,
      fixes: () => (inService?.length && named?.length ? fix(`Add the volume '${volume}'`, [...inService, ...named]) : []),
    });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: code`
        services:
          db:
            image: postgres:17.2
            restart: unless-stopped
      `,
      good: code`
        services:
          db:
            image: postgres:17.2
            restart: unless-stopped
            volumes:
              - db-data:/var/lib/postgresql/data

        volumes:
          db-data:
      `,
    },
  ],
});

const isWithin = (path: string, directory: string): boolean => path === directory || path.startsWith(`${directory}/`);
