import { Deployment } from '../../facts/environment.js';
import { addItem, insertKey, insertKeys, nodeAt } from '../../edits/yaml.js';
import { shapeOf } from '../../model/map-shape.js';
import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import { code, fix, rule } from '../../model/rule.js';

const compose = (environment: string): string => `services:\n  api:\n    build: .\n    restart: unless-stopped\n${environment}`;

export const envVarUnset = rule({
  id: 'consistency/env-var-unset',
  shape: 'present',
  severity: 'warning',
  title: 'A variable that the code needs is set nowhere',
  message: {
    one: "{who} does not set '{name}', and the code stops without it: nothing that runs this image sets it. Pass it on.",
    several: '{who} does not set {names}, and the code stops without them: nothing that runs this image sets them. Pass them on.',
  },
  holds: 'Every variable that the code cannot start without is set where it is deployed',
  why: `The code and the place where it is deployed are changed by different people. The first one to notice is whoever deploys, when the new version does not start.`,
  references: ['https://12factor.net/config'],
  about: Deployment,

  *check(deployment, { document, problem, evidence, unknown }) {
    const { is, name, needs, missing } = deployment;
    const who = is === 'service' ? `Service '${name}'` : `Container '${name}'`;
    if (!needs) {
      yield unknown(deployment);
      return;
    }
    const [first] = missing;
    if (first === undefined) {
      yield evidence(deployment, `${who} sets all of ${String(needs.length)} variables that the code needs`);
      return;
    }
    const related = needs
      .filter((need) => missing.includes(need.name))
      .slice(0, 10)
      .map(({ name: needed, uri, start, end }) => ({ at: { uri, span: { start, end } }, note: `'${needed}' is read here` }));
    const fixes = fix(
      missing.length === 1 ? `Require '${first}' from the environment` : `Require ${String(missing.length)} variables from the environment`,
      is === 'service' ? passedOn(document, name, missing) : undefined,
    );
    const subject = `${who} ${missing.join(' ')}`;
    if (missing.length === 1) yield problem({ at: deployment, say: 'one', words: { who, name: first }, subject, related, fixes });
    else yield problem({ at: deployment, say: 'several', words: { who, names: listed(missing) }, subject, related, fixes });
  },

  examples: [
    {
      file: 'compose.yaml',
      bad: compose(''),
      good: compose('    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n'),
      beside: {
        Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nUSER nobody\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
        '.dockerignore': '.git\n.env\n',
        'main.py': code`
          import os
          from fastapi import FastAPI

          DATABASE_URL = os.environ["DATABASE_URL"]
          app = FastAPI()


          @app.get("/health")
          def health():
              return {"status": "ok"}
        `,
      },
    },
  ],
});

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).map((name) => `'${name}'`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${String(more)} more` : shown.join(names.length === 2 ? ' and ' : ', ');
};

/** `NAME: ${NAME:?}` in the service's environment, as a map or as a list. https://docs.docker.com/reference/compose-file/interpolation/ */
function passedOn(document: Document, service: string, missing: readonly string[]): readonly TextEdit[] | undefined {
  if (document.format !== 'yaml') return undefined;
  const node = nodeAt(document, ['services', service]);
  const environment = node.get('environment');
  if (environment?.kind === 'list') {
    const edits = missing.map((name) => addItem(document, environment, `${name}=\${${name}:?}`));
    return edits.every((edit) => edit !== undefined) ? joined(edits) : undefined;
  }
  const map = shapeOf(environment ?? node);
  if (!map || (environment && environment.kind !== 'map')) return undefined;
  if (!environment) return insertKey(document, map, 'environment', Object.fromEntries(missing.map((name) => [name, `\${${name}:?}`])));
  return insertKeys(document, map, Object.fromEntries(missing.map((name) => [name, `\${${name}:?}`])));
}

/** Edits at the same place as one. */
function joined(edits: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const all = edits.flat();
  const [first] = all;
  return first ? [{ ...first, text: all.map(({ text }) => text).join('') }] : [];
}
