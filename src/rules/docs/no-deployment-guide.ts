import { System } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { PAPERS, newPaper, told } from './told.js';

export const noDeploymentGuide = rule({
  id: 'docs/no-deployment-guide',
  shape: 'absent',
  severity: 'info',
  title: 'No document tells how to deploy',
  message: 'No document here tells how this gets into production: whoever deploys it knows by heart, or guesses. Write the steps down.',
  holds: 'A document tells how to deploy',
  why: `What only one person knows stops a release when that person is away. Steps in somebody's memory are left out under pressure, and the copy of
    production that a disaster asks for cannot be built.`,
  references: ['https://sre.google/sre-book/release-engineering/'],
  about: System,
  reads: PAPERS,

  *check(subject, scope) {
    const { proof, hint, empty } = told(scope, 'deployment');
    if (proof) yield scope.evidence(proof.at, proof.note);
    else if (hint || subject.part) yield scope.unknown(hint ?? subject);
    else yield scope.problem({ at: subject, related: empty, fixes: newPaper(scope, scope.document, 'docs/DEPLOYMENT.md', BEGINNING) });
  },

  examples: [
    {
      file: 'docs/deployment.md',
      bad: '',
      good: code`
        # Deployment

        1. Build the image and push it: \`docker build -t registry.example/shop:$VERSION . && docker push registry.example/shop:$VERSION\`
        2. Run the migrations: \`alembic upgrade head\`
        3. Set the image: \`kubectl set image deployment/shop shop=registry.example/shop:$VERSION\`
        4. Wait until \`kubectl rollout status deployment/shop\` says that it is done.
      `,
      beside: {
        'main.py': code`
          from fastapi import FastAPI

          app = FastAPI()
        `,
      },
    },
  ],
});

const BEGINNING = code`
  # Deployment

  ## What has to be there

  TODO: accounts, secrets, a database, a domain.

  ## Steps

  TODO: the commands, in their order.

  ## How to see that it worked

  TODO: the address to ask, and what it answers.

  ## Rollback

  TODO: the commands that bring the version before back.
`;
