import { Workload } from '../../facts/kubernetes.js';
import { code, rule } from '../../model/rule.js';
import { deployment } from './example.js';

export const hostPath = rule({
  id: 'kubernetes/host-path',
  shape: 'present',
  severity: 'warning',
  title: 'A directory of the node is mounted',
  message: {
    path: "Volume '{volume}' is '{path}' of the node: the pod's data stays behind when it moves, and what it writes there concerns all pods. Use a claim.",
    socket: "Volume '{volume}' is the container runtime's socket '{path}': whoever has it starts privileged containers. Take it out.",
  },
  holds: 'Pods mount nothing of their node',
  why: `The data is lost when the pod moves to another node, and a path such as '/' or '/etc' gives the pod the node itself.`,
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  security: 6,
  about: Workload,

  *check({ hostPaths }, { problem }) {
    for (const { volume, path, at } of hostPaths)
      yield problem({
        at,
        say: /(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/.test(path) ? 'socket' : 'path',
        words: { volume, path },
        subject: volume,
      });
  },

  examples: [
    {
      file: 'deploy/shop.yaml',
      bad: deployment(
        '',
        code`
          volumes:
            - name: data
              hostPath:
                path: /srv/shop
        `,
      ),
      good: deployment(
        '',
        code`
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: shop
        `,
      ),
    },
  ],
});
