import { timeoutChain } from '../../../src/rules/consistency/timeout-chain.js';
import { testRule } from '../rule-tester.js';

const compose = (command: string, rest = ''): string =>
  `services:\n  api:\n    image: registry.example.com/api:1\n    command: ${command}\n${rest}`;
const nginx = (location: string): string => `server {\n  listen 80;\n  location / {\n    proxy_pass http://api:8000;\n${location}  }\n}\n`;
const manifest = (command: string, spec = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n${spec}      containers:\n        - name: api\n          image: registry.example.com/api:1\n          args: ${command}\n`;
const SYNC = 'gunicorn app:app --workers 4 --timeout 120';

testRule(timeoutChain, {
  reports: [
    {
      name: 'a proxy that waits less than its server works',
      files: { 'nginx.conf': nginx('    «proxy_read_timeout 30s»;\n'), 'compose.yaml': compose(SYNC) },
      says: "nginx gives up after 30 s, gunicorn works on for 120 s ('--timeout 120'): nobody gets the answer. Let the outer wait be the longer one.",
      fixed: nginx('    proxy_read_timeout 130s;\n'),
    },
    {
      name: "a proxy's default",
      files: {
        'nginx.conf': nginx('').replace('proxy_pass http://api:8000', '«proxy_pass http://api:8000»'),
        'compose.yaml': compose(SYNC),
      },
      severity: 'info',
      fixed: null,
    },
    {
      name: 'an upstream',
      files: {
        'nginx.conf':
          'upstream backend {\n  server api:8000;\n}\nserver {\n  location / {\n    «proxy_read_timeout 1m»;\n    proxy_pass http://backend;\n  }\n}\n',
        'compose.yaml': compose(SYNC),
      },
    },
    {
      name: "a grace period below the server's",
      file: 'compose.yaml',
      code: compose('uvicorn main:app --timeout-graceful-shutdown 45', '    stop_grace_period: «20s»\n'),
      fixed: compose('uvicorn main:app --timeout-graceful-shutdown 45', '    stop_grace_period: 55s\n'),
    },
    {
      name: "compose's default",
      file: 'compose.yaml',
      code: compose('uvicorn main:app --timeout-graceful-shutdown 45').replace('  api:', '  «api»:'),
      fix: "Set 'stop_grace_period' to 55s",
      fixed: compose('uvicorn main:app --timeout-graceful-shutdown 45', '    stop_grace_period: 55s\n'),
    },
    {
      name: "a pod's",
      file: 'k8s/api.yaml',
      code: manifest('["gunicorn", "app:app", "--graceful-timeout", "60"]', '      terminationGracePeriodSeconds: «45»\n'),
      fixed: manifest('["gunicorn", "app:app", "--graceful-timeout", "60"]', '      terminationGracePeriodSeconds: 70\n'),
    },
    {
      name: "a pod's default, with the command in the image",
      files: {
        'api/Dockerfile': 'FROM python:3.13-slim\nCMD ["gunicorn", "app:app", "--graceful-timeout", "60"]\n',
        'k8s/api.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: «api»\n          image: registry.example.com/api:1\n',
      },
      fix: "Set 'terminationGracePeriodSeconds' to 70",
    },
  ],
  accepts: [
    { name: 'a proxy that waits longer', files: { 'nginx.conf': nginx('    proxy_read_timeout 150s;\n'), 'compose.yaml': compose(SYNC) } },
    {
      name: 'a server that is shorter than the default',
      files: { 'nginx.conf': nginx(''), 'compose.yaml': compose('gunicorn app:app --timeout 30') },
    },
    {
      name: 'workers whose timeout is no limit for a request',
      files: { 'nginx.conf': nginx(''), 'compose.yaml': compose('gunicorn app:app -k uvicorn.workers.UvicornWorker --timeout 120') },
    },
    { name: 'another service', files: { 'nginx.conf': nginx('').replace('api:8000', 'web:8000'), 'compose.yaml': compose(SYNC) } },
    { name: 'a server without a drain of its own', file: 'compose.yaml', code: compose('uvicorn main:app', '    stop_grace_period: 5s\n') },
    { name: 'a drain within the default', file: 'k8s/api.yaml', code: manifest('["gunicorn", "app:app", "--graceful-timeout", "25"]') },
    {
      name: 'a grace period of the environment',
      file: 'compose.yaml',
      code: compose('uvicorn main:app --timeout-graceful-shutdown 45', '    stop_grace_period: ${GRACE:-60s}\n'),
    },
    { name: 'a keep-alive', file: 'compose.yaml', code: compose('uvicorn main:app --timeout-keep-alive 75') },
  ],
});
