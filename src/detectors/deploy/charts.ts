import { Chart, ChartValues } from '../../facts/kubernetes.js';
import { baseName, folderOf } from '../../model/document.js';
import { before } from '../../model/span.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';
import { treeOf } from './trees.js';

const top = (root: DataNode) => root.entries[0] ?? { keySpan: before(0) };

/** https://helm.sh/docs/topics/charts/#the-chartyaml-file */
export const charts = detector({
  framework: 'Helm',
  format: 'yaml',
  files: /(?:^|\/)Chart\.yaml$/,

  *facts({ document, root }) {
    yield Chart(
      { span: top(root).keySpan },
      {
        folder: folderOf(document.path),
        name: root.get('name')?.value,
        version: root.get('version')?.value,
        appVersion: root.get('appVersion')?.value,
        library: root.get('type')?.text === 'library',
      },
    );
  },
});

/** https://helm.sh/docs/chart_template_guide/values_files/ */
export const chartValues = detector({
  framework: 'Helm',
  format: 'yaml',
  files: /(?:^|\/)values(?:[._-][\w.-]{1,60})?\.ya?ml$/,

  *facts({ document, root }) {
    yield ChartValues(
      { span: top(root).keySpan },
      { folder: folderOf(document.path), name: baseName(document.path), tree: treeOf(root, document.text) },
    );
  },
});
