import type { Answer, Condition, Item, OpenQuestion, Reason } from '../model/checklist.js';
import { reasonsOf } from './conditions.js';
import type { Surroundings } from './surroundings.js';

/** Whether an item concerns a workspace, and why; a question where only the team knows. */
export interface Applicability {
  readonly state: 'applies' | 'not' | 'question';
  readonly because: readonly Reason[];
  /** What the team is asked. */
  readonly question?: OpenQuestion;
}

interface Asked {
  readonly words: string;
  /** It is asked only where one of these holds: nobody asks a library how many visitors it has. */
  readonly where: readonly Condition[];
}

/** What files cannot tell for sure, as the team is asked. */
export const QUESTIONS: Readonly<Partial<Record<Condition, Asked>>> = {
  'public-traffic': { words: 'Is this service reached from the internet?', where: ['web-app', 'reverse-proxy'] },
  'personal-data': { words: 'Does it hold personal data, such as names, addresses or birth dates?', where: ['datastore'] },
};

/** What each condition looks for, as it is called where nothing of it is found. */
export const LOOKED_FOR: Readonly<Record<Condition, string>> = {
  always: 'anything',
  code: 'source code',
  'typed-language': 'Python or TypeScript',
  'web-app': 'a web application',
  frontend: 'a user interface',
  service: 'a service that keeps running',
  'api-docs': 'an API for other programs',
  accounts: 'users who sign in',
  passwords: 'passwords',
  jwt: 'signed tokens (JWT)',
  'cookie-session': 'sessions in cookies',
  'api-keys': 'API keys',
  graphql: 'GraphQL',
  'multi-tenant': 'tenants',
  datastore: 'a datastore',
  'relational-db': 'a relational database',
  'sql-code': 'SQL in the code',
  redis: 'Redis',
  'external-api': 'calls to other services',
  'background-jobs': 'background jobs',
  'costly-operations': 'costly operations',
  dependencies: 'dependencies',
  git: 'a Git repository',
  ci: 'a pipeline',
  docker: 'a Dockerfile',
  compose: 'a compose file for deployment',
  kubernetes: 'Kubernetes manifests',
  containers: 'containers',
  'reverse-proxy': 'a reverse proxy',
  'public-traffic': 'traffic from the internet',
  'static-assets': 'static assets',
  'file-logs': 'log files',
  metrics: 'metrics',
  alerting: 'alert rules',
  'personal-data': 'personal data',
  'config-file': 'a configuration file of its own',
  'ops-scripts': 'scripts for operations',
  team: 'a team',
};

/**
 * Whether an item concerns a workspace. What the team has said counts before what files show; what neither tells and a
 * question can is asked.
 */
export function applicabilityOf(
  { applies }: Pick<Item, 'applies'>,
  around: Surroundings,
  answers: Readonly<Partial<Record<string, Answer>>>,
): Applicability {
  const because = applies.flatMap((condition): readonly Reason[] => {
    const answer = Object.hasOwn(answers, condition) ? answers[condition] : undefined;
    if (!answer) return reasonsOf(condition, around);
    return answer.holds ? [{ note: `'preflight.yaml' says so${answer.reason === undefined ? '' : `: ${answer.reason}`}` }] : [];
  });
  if (because.length > 0) return { state: 'applies', because: distinct(because) };
  const question = applies.find((condition) => {
    const where = QUESTIONS[condition]?.where;
    return where && !Object.hasOwn(answers, condition) && where.some((other) => reasonsOf(other, around).length > 0);
  });
  const words = question && QUESTIONS[question]?.words;
  return question && words !== undefined
    ? { state: 'question', because, question: { condition: question, words } }
    : { state: 'not', because };
}

/** Two conditions may hold for the same reason. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ note, at }) => {
    const key = `${note} ${at?.uri ?? ''} ${String(at?.span.start)}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
