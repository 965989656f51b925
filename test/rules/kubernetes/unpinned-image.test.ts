import { unpinnedImage } from '../../../src/rules/kubernetes/unpinned-image.js';
import { testRule } from '../rule-tester.js';
import { cronJob, deployment } from './manifests.js';

const file = 'k8s/app.yaml';

testRule(unpinnedImage, {
  reports: [
    {
      name: 'latest',
      file,
      code: deployment('name: web\nimage: «registry.example.com/shop:latest»'),
      says: "'registry.example.com/shop:latest'",
    },
    { name: 'no tag', file, code: deployment('name: web\nimage: «nginx»'), says: "'nginx' with no tag" },
    { name: 'a port of the registry and no tag', file, code: cronJob('name: web\nimage: «"registry:5000/team/shop"»') },
    {
      name: 'an init container',
      file,
      code: deployment('name: web\nimage: shop:1.4', { pod: 'initContainers:\n  - name: setup\n    image: «busybox»' }),
    },
  ],
  accepts: [
    { name: 'a version', file, code: deployment('name: web\nimage: nginx:1.29') },
    { name: 'a digest', file, code: deployment(`name: web\nimage: nginx@sha256:${'a1'.repeat(32)}`) },
    { name: 'a development overlay is information at most', file: 'tests/k8s/app.yaml', code: deployment('name: web\nimage: nginx') },
  ],
  unknown: [
    { name: 'a tag of a chart', file: 'chart/templates/app.yaml', code: deployment('name: web\nimage: "nginx:{{ .Values.tag }}"') },
    {
      name: 'a name of a chart',
      file: 'chart/templates/app.yaml',
      code: deployment('name: web\nimage: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"'),
    },
  ],
});
