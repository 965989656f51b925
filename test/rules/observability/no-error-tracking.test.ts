import { noErrorTracking } from '../../../src/rules/observability/no-error-tracking.js';
import { testRule } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const MARKED = APP.replace('= FastAPI', '= «FastAPI»');
const NODE = "import express from 'express';\nconst app = express();\n";
const NODE_MARKED = NODE.replace('= express()', '= «express()»');

testRule(noErrorTracking, {
  reports: [
    { name: 'an application without any', file: 'main.py', code: MARKED },
    { name: 'Express', file: 'server.js', code: NODE_MARKED, says: 'This'.replace('This', 'Express') },
  ],
  accepts: [
    {
      name: 'Sentry',
      file: 'main.py',
      code: `${APP}import sentry_sdk
sentry_sdk.init(dsn="x")
`,
    },
    {
      name: 'Sentry where there is a DSN',
      file: 'main.py',
      code: `${APP}import os
import sentry_sdk
if os.getenv("SENTRY_DSN"):
    sentry_sdk.init(dsn=os.getenv("SENTRY_DSN"))
`,
    },
    {
      name: 'Sentry for Node',
      file: 'server.js',
      code: `${NODE}import * as Sentry from '@sentry/node';
Sentry.init({ dsn: process.env.SENTRY_DSN });
`,
    },
    {
      name: 'Rollbar',
      file: 'server.js',
      code: `${NODE}import Rollbar from 'rollbar';
new Rollbar({ accessToken: process.env.ROLLBAR });
`,
    },
  ],
  unknown: [
    {
      name: 'a tracker that sends nothing',
      file: 'main.py',
      code: `${APP}import logfire\n\nlogfire.configure(service_name="shop", send_to_logfire=False)\n`,
    },
    {
      name: 'a dependency alone',
      files: {
        'main.py': APP,
        'requirements.txt': `fastapi
sentry-sdk
`,
      },
    },
    {
      name: 'Sentry for browsers only',
      files: {
        'server.js': NODE,
        'web.ts': `import * as Sentry from '@sentry/browser';
Sentry.init({});
`,
      },
    },
    {
      name: 'a starter of Spring that needs an address',
      files: {
        'A.java': `@SpringBootApplication
public class A {
  public static void main(String[] a) {
    SpringApplication.run(A.class, a);
  }
}
`,
        'pom.xml': `<project><artifactId>a</artifactId><dependencies><dependency><groupId>io.sentry</groupId><artifactId>sentry-spring-boot-starter-jakarta</artifactId></dependency></dependencies></project>`,
      },
    },
  ],
});
