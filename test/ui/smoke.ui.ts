import assert from 'node:assert/strict';
import { openProject } from './project.js';

describe('the sample in the workbench', () => {
  const project = openProject('test/projects/shop');

  it('underlines a wildcard origin, and fixes it with one keystroke', async () => {
    const { ui } = project;
    await ui.openFile('main.py');
    await ui.squiggles({ atLeast: 1 });
    await ui.openContainer('Preflight');
    await project.picture('checklist');
    assert.ok((await ui.treeRows('Checklist')).length > 0);
  });
});
