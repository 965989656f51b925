import { GivenVariables } from '../../facts/environment.js';
import { code, rule } from '../../model/rule.js';

const compose = (name: string): string =>
  `services:\n  api:\n    build: .\n    restart: unless-stopped\n    environment:\n      DATABASE_URL: \${DATABASE_URL:?}\n      ${name}: "30"\n`;

export const envVarUnused = rule({
  id: 'consistency/env-var-unused',
  shape: 'present',
  severity: 'info',
  title: 'A variable is set that nothing reads',
  message: {
    none: "{who} sets '{name}', and nothing in its image reads it: changing it changes nothing. Remove it, or correct its name.",
    near: "{who} sets '{name}', and nothing in its image reads it: the code reads '{near}', which nobody sets. Correct the name.",
  },
  holds: 'Every variable that a deployment sets is read',
  why: `A variable that nothing reads looks like a setting and is none: whoever changes it during an incident waits for an effect that cannot come.
    Often it is a name that was misspelt, or that the code has changed since, and the default is in force.`,
  references: ['https://12factor.net/config'],
  about: GivenVariables,

  *check({ is, name, read, unread, ...given }, { problem, evidence, unknown }) {
    const who = is === 'service' ? `Service '${name}'` : `Container '${name}'`;
    if (!unread) {
      yield unknown(given);
      return;
    }
    if (unread.length === 0) yield evidence(given, `${who}: all of ${String(read)} variables are read`);
    for (const { name: variable, at, near } of unread)
      if (near)
        yield problem({
          say: 'near',
          at,
          words: { who, name: variable, near: near.name },
          subject: `${who} ${variable}`,
          related: [{ at: near, note: `'${near.name}' is read here` }],
        });
      else yield problem({ say: 'none', at, words: { who, name: variable }, subject: `${who} ${variable}` });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: compose('CACHE_SECONDS'),
      good: compose('CACHE_TTL'),
      beside: {
        Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nUSER nobody\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
        '.dockerignore': '.git\n.env\n',
        'main.py': code`
          import os
          from fastapi import FastAPI

          DATABASE_URL = os.environ["DATABASE_URL"]
          CACHE_TTL = int(os.environ.get("CACHE_TTL", "60"))
          app = FastAPI()


          @app.get("/health")
          def health():
              return {"status": "ok"}
        `,
      },
    },
  ],
});
