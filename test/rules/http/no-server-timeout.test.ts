import { noServerTimeout } from '../../../src/rules/http/no-server-timeout.js';
import { testRule } from '../rule-tester.js';

const go = (body: string, imports = '\t"net/http"\n'): string => `package main\n\nimport (\n${imports})\n\nfunc main() {\n\t${body}\n}\n`;

testRule(noServerTimeout, {
  reports: [
    { name: 'the function that sets no limit', file: 'main.go', code: go('«http.ListenAndServe»(":8080", nil)'), fixed: null },
    {
      name: 'a server without a limit',
      file: 'main.go',
      code: go('server := &«http.Server»{Addr: ":8080"}\n\tserver.ListenAndServe()', '\t"net/http"\n\t"time"\n'),
      fixed: go(
        'server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 10 * time.Second}\n\tserver.ListenAndServe()',
        '\t"net/http"\n\t"time"\n',
      ),
    },
    {
      name: 'a limit on writing alone',
      file: 'main.go',
      code: go(
        'server := &«http.Server»{Addr: ":8080", WriteTimeout: 5 * time.Second}\n\tserver.ListenAndServe()',
        '\t"net/http"\n\t"time"\n',
      ),
    },
    {
      name: 'a limit of zero',
      file: 'main.go',
      code: go('server := &http.Server{Addr: ":8080", «ReadTimeout: 0»}\n\tserver.ListenAndServe()'),
    },
    { name: 'workers that nobody ends', file: 'gunicorn.conf.py', code: 'workers = 4\n«timeout = 0»\n', severity: 'warning' },
    {
      name: 'workers that nobody ends, in an image',
      file: 'Dockerfile',
      code: 'FROM python:3.12\nCMD ["gunicorn", "«--timeout", "0»", "app:app"]\n',
    },
    { name: 'a proxy that waits for ever', file: 'nginx.conf', code: 'server {\n  listen 80;\n  «proxy_read_timeout 0»;\n}\n' },
  ],
  accepts: [
    {
      name: 'a server whose limits another package fills in',
      file: 'main.go',
      code: go(
        'server := graceful.WithDefaults(&http.Server{Handler: h})\n\tserver.ListenAndServe()',
        '\t"github.com/ory/graceful"\n\t"net/http"\n',
      ),
    },
    {
      name: 'a limit on headers',
      file: 'main.go',
      code: go('server := &http.Server{ReadHeaderTimeout: 5 * time.Second}\n\tserver.ListenAndServe()', '\t"net/http"\n\t"time"\n'),
    },
    {
      name: 'a limit that is set afterwards',
      file: 'main.go',
      code: go(
        'server := &http.Server{Addr: ":8080"}\n\tserver.ReadTimeout = 5 * time.Second\n\tserver.ListenAndServe()',
        '\t"net/http"\n\t"time"\n',
      ),
    },
    { name: 'a port of this machine', file: 'main.go', code: go('http.ListenAndServe("localhost:6060", nil)') },
    { name: 'a test', file: 'main_test.go', code: go('http.ListenAndServe(":8080", nil)') },
    { name: 'a limit for workers', file: 'gunicorn.conf.py', code: 'timeout = 60\n' },
    { name: 'a limit that is long', file: 'nginx.conf', code: 'server {\n  proxy_read_timeout 3600s;\n}\n' },
    { name: 'another timeout of an image', file: 'Dockerfile', code: 'FROM python:3.12\nCMD ["celery", "--timeout", "0"]\n' },
  ],
  unknown: [
    { name: 'a limit from a variable', file: 'start.sh', code: '#!/bin/sh\nexec gunicorn --timeout ${TIMEOUT} app:app\n' },
    {
      name: 'a platform that ends requests',
      file: 'Dockerfile',
      code: 'FROM python:3.12\n# Cloud Run ends requests.\nCMD exec gunicorn --timeout 0 app:app\n',
    },
  ],
});
