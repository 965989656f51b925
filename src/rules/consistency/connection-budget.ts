import { ConnectionBudget } from '../../facts/budgets.js';
import { code, rule } from '../../model/rule.js';

const compose = (workers: string): string =>
  code`
  services:
    api:
      build: api
      command: gunicorn app:app --workers WORKERS
      deploy: { replicas: 3 }
    db:
      image: postgres:17.2
      command: postgres -c max_connections=100
`.replace('WORKERS', workers);

export const connectionBudget = rule({
  id: 'consistency/connection-budget',
  shape: 'present',
  severity: 'error',
  title: 'More connections than the database takes',
  message: {
    one: '{who} opens up to {sum} = {total} connections, the database takes {limit}: under load it refuses the rest. Use smaller pools, or a pooler.',
    several:
      '{who} opens up to {sum}, with others {total} connections, the database takes {limit}: under load it refuses the rest. Use smaller pools, or a pooler.',
  },
  holds: 'The database takes as many connections as all replicas and workers open together',
  why: `Each number looks modest where it stands; together they exceed what the database accepts. It shows on the busiest day, when the autoscaler has started all that it is allowed to.`,
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-connection.html',
    'https://docs.sqlalchemy.org/en/20/core/pooling.html',
  ],
  about: ConnectionBudget,

  *check(budget, { problem, evidence }) {
    const { who, replicas, workers, pool, overflow, total, limit, limitAt, places } = budget;
    const size = overflow > 0 ? `(${String(pool)} + ${String(overflow)})` : String(pool);
    const sum = [
      ...(replicas > 1 ? [`${String(replicas)} replicas`] : []),
      ...(workers > 1 ? [`${String(workers)} workers`] : []),
      size,
    ].join(' × ');
    if (total <= limit) {
      yield evidence(budget, `${String(total)} of ${String(limit)} connections`);
      return;
    }
    const related = [...places, { at: limitAt, note: `the database takes ${String(limit)} connections` }];
    const say = replicas * workers * (pool + overflow) === total ? 'one' : 'several';
    yield problem({ at: budget, say, words: { who, sum, total, limit }, subject: who, related });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: compose('4'),
      good: compose('2'),
      beside: {
        'api/Dockerfile': 'FROM python:3.13-slim\nCOPY . .\nUSER nobody\nCMD ["gunicorn", "app:app"]\n',
        'api/app.py': code`
          import os
          from sqlalchemy import create_engine

          engine = create_engine(os.environ["DATABASE_URL"], pool_size=5, max_overflow=10)
        `,
      },
    },
  ],
});
