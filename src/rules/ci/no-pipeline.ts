import { ImageStage } from '../../facts/containers.js';
import { Pipeline } from '../../facts/delivery.js';
import { Manifest, Workspace } from '../../facts/project.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { newWorkflow, workflowWith } from './pipelines.js';

export const noPipeline = rule({
  id: 'ci/no-pipeline',
  shape: 'absent',
  severity: 'warning',
  title: 'There is no pipeline',
  message:
    'No pipeline builds or checks this repository: nothing stands in the way of a change that breaks it. Add one, such as GitHub Actions.',
  holds: 'A pipeline builds and checks what is pushed',
  why: `Without one, what is released is what somebody's machine made of it, and tests run when somebody remembers.`,
  about: Workspace,
  reads: [Pipeline, Manifest, ImageStage],

  *check(workspace, { document, everywhere, problem, evidence, unknown }) {
    const pipelines = everywhere(Pipeline).filter(({ action }) => !action);
    if (pipelines.length > 0) {
      for (const pipeline of pipelines.slice(0, 3)) yield evidence(pipeline, pipeline.tool);
      return;
    }
    const [manifest] = everywhere(Manifest);
    // Nothing to build, or its pipelines may stand above.
    if (workspace.part || (!manifest && everywhere(ImageStage).length === 0)) {
      yield unknown(workspace);
      return;
    }
    yield problem({
      at: workspace,
      fixes: () =>
        suggestion(
          "Add '.github/workflows/ci.yml'",
          manifest && newWorkflow(document, 'ci', workflowWith(manifest.ecosystem, 'ci', ['lint', 'test'])),
        ),
    });
  },

  examples: [
    {
      file: '.gitlab-ci.yml',
      beside: { 'package.json': '{ "name": "shop", "private": true, "scripts": { "test": "vitest run" } }' },
      bad: code`
        # Later.
      `,
      good: code`
        test:
          script: npm ci && npm test
      `,
    },
  ],
});
