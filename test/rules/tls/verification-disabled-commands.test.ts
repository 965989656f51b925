import { verificationDisabled } from '../../../src/rules/tls/verification-disabled.js';
import { testRule } from '../rule-tester.js';

describe('in Dockerfiles', () => {
  const docker = (code: string): { file: string; code: string } => ({ file: 'Dockerfile', code: `FROM debian:12\n${code}` });
  testRule(verificationDisabled, {
    reports: [
      {
        name: 'curl -k',
        ...docker('RUN curl «-k» https://get.example/x -o x\n'),
        fixed: docker('RUN curl https://get.example/x -o x\n').code,
        fix: "Remove '-k'",
        severity: 'error',
        says: "'curl -k' accepts any certificate",
      },
      {
        name: 'curl --insecure',
        ...docker('RUN curl «--insecure» https://get.example/x | tar xz\n'),
        fixed: docker('RUN curl https://get.example/x | tar xz\n').code,
      },
      {
        name: 'the letter among others',
        ...docker('RUN curl «-sSLk» https://get.example/x -o x\n'),
        fixed: docker('RUN curl -sSL https://get.example/x -o x\n').code,
        fix: "Change '-sSLk' to '-sSL'",
      },
      {
        name: 'wget over several lines',
        ...docker('RUN wget \\\n    «--no-check-certificate» \\\n    https://get.example/x\n'),
        fixed: docker('RUN wget \\\n    https://get.example/x\n').code,
      },
      { name: 'the second command of a list', ...docker('RUN apt-get update && wget «--no-check-certificate» https://get.example/x\n') },
      {
        name: 'the JSON form',
        ...docker('RUN ["curl", «"-k"», "https://get.example/x"]\n'),
        fixed: docker('RUN ["curl", "https://get.example/x"]\n').code,
      },
      {
        name: 'a nested shell',
        ...docker("RUN bash -c 'curl «-k» https://get.example/x'\n"),
        fixed: docker("RUN bash -c 'curl https://get.example/x'\n").code,
      },
      { name: 'a heredoc', ...docker('RUN <<EOF\ncurl «-fk» https://get.example/x\nEOF\n') },
      { name: 'pip', ...docker('RUN pip install «--trusted-host pypi.org» «--trusted-host=files.pythonhosted.org» -r requirements.txt\n') },
      {
        name: 'pip of a module',
        ...docker('RUN python3 -m pip install «--trusted-host nexus.corp» -i https://nexus.corp/simple flask\n'),
        fixed: docker('RUN python3 -m pip install -i https://nexus.corp/simple flask\n').code,
      },
      {
        name: 'npm',
        ...docker('RUN npm config set «strict-ssl false» && npm ci\n'),
        fixed: docker('RUN npm config set strict-ssl true && npm ci\n').code,
      },
      { name: 'npm with =', ...docker('RUN npm config set «strict-ssl=false»\n') },
      { name: 'yarn', ...docker('RUN yarn config set «"strict-ssl" false» -g\n') },
      {
        name: 'git for one command',
        ...docker('RUN git -c «http.sslVerify=false» clone https://git.example/x\n'),
        fixed: docker('RUN git -c http.sslVerify=true clone https://git.example/x\n').code,
      },
      {
        name: 'git for good',
        ...docker('RUN git config --global «http.sslVerify "false"»\n'),
        fixed: docker('RUN git config --global http.sslVerify "true"\n').code,
      },
      {
        name: 'a variable of Node',
        ...docker('ENV «NODE_TLS_REJECT_UNAUTHORIZED=0»\n'),
        fixed: docker('ENV NODE_TLS_REJECT_UNAUTHORIZED=1\n').code,
        says: 'whole process',
      },
      {
        name: 'a variable in quotes, one of two',
        ...docker('ENV A=1 «NODE_TLS_REJECT_UNAUTHORIZED="0"»\n'),
        fixed: docker('ENV A=1 NODE_TLS_REJECT_UNAUTHORIZED="1"\n').code,
      },
      { name: 'the old form', ...docker('ENV «PYTHONHTTPSVERIFY 0»\n'), fixed: docker('ENV PYTHONHTTPSVERIFY 1\n').code },
      { name: "git's variable, whatever it holds", ...docker('ENV «GIT_SSL_NO_VERIFY=0»\nRUN true\n'), fixed: docker('RUN true\n').code },
      { name: "git's variable between others", ...docker('ENV A=1 «GIT_SSL_NO_VERIFY=1» B=2\n'), fixed: docker('ENV A=1 B=2\n').code },
      {
        name: 'a variable before a command',
        ...docker('RUN «GIT_SSL_NO_VERIFY=true» git clone https://git.example/x\n'),
        fixed: docker('RUN git clone https://git.example/x\n').code,
      },
      { name: "npm's variable", ...docker('ARG «npm_config_strict_ssl=false»\n'), fixed: docker('ARG npm_config_strict_ssl=true\n').code },
      { name: 'an export', ...docker('RUN export «PYTHONHTTPSVERIFY=0» && python setup.py\n') },
      { name: "pip's variable", ...docker('ENV «PIP_TRUSTED_HOST=pypi.org»\n') },
      { name: 'apt', ...docker('RUN apt-get install -y «--allow-unauthenticated» tool\n'), says: 'signature' },
      {
        name: "apt's option",
        ...docker('RUN apt-get «-o Acquire::https::Verify-Peer=false» update\n'),
        fixed: docker('RUN apt-get update\n').code,
      },
      { name: "apt's file", ...docker(`RUN echo «'Acquire::https::Verify-Peer "false";'» > /etc/apt/apt.conf.d/99verify\n`) },
      { name: 'apk', ...docker('RUN apk add «--allow-untrusted» --repository https://get.example/apk tool\n') },
      { name: 'dnf', ...docker('RUN dnf install -y «--nogpgcheck» tool\n') },
      {
        name: 'Windows line ends',
        ...docker('RUN curl -fsS \\\r\n  «-k» \\\r\n  https://get.example/x\r\n'),
        fixed: docker('RUN curl -fsS \\\r\n  https://get.example/x\r\n').code,
      },
    ],
    accepts: [
      { name: 'curl that checks', ...docker('RUN curl -fsSL https://get.example/x -o x\n') },
      { name: 'a k that is a file name', ...docker('RUN curl -ok https://get.example/x\n') },
      { name: 'a k that is a value', ...docker('RUN curl -o -k https://get.example/x\n') },
      { name: 'another program with -k', ...docker('RUN sort -k 2 list && tar -k -xf a.tar && make -k\n') },
      { name: 'loopback', ...docker('HEALTHCHECK CMD curl -fk https://localhost:8443/health || exit 1\n') },
      { name: 'loopback without a scheme', ...docker('HEALTHCHECK CMD curl -k localhost:8443/health\n') },
      { name: 'loopback with a port from the environment', ...docker('HEALTHCHECK CMD curl -kf "https://127.0.0.1:${PORT}/health"\n') },
      { name: 'a socket', ...docker('RUN curl -k --unix-socket /var/run/docker.sock http://x/info\n') },
      { name: 'words in a text', ...docker('RUN echo "--no-check-certificate" && grep -- --insecure /etc/passwd\n') },
      { name: 'a comment', ...docker('# curl -k https://get.example\nRUN true # curl -k\n') },
      { name: 'the variable switched on', ...docker('ENV NODE_TLS_REJECT_UNAUTHORIZED=1\nENV NPM_CONFIG_STRICT_SSL=true\n') },
      { name: 'another variable', ...docker('ENV MY_NODE_TLS_REJECT_UNAUTHORIZED=0 GIT_SSL_NO_VERIFY_X=1\n') },
      { name: 'the variable taken away', ...docker('RUN unset GIT_SSL_NO_VERIFY\n') },
      { name: 'a value that only looks like it', ...docker("RUN NODE_TLS_REJECT_UNAUTHORIZED='0\\'' node x.js\n") },
      { name: 'strict-ssl true', ...docker('RUN npm config set strict-ssl true\n') },
      { name: 'git that checks', ...docker('RUN git config --global http.sslVerify true\n') },
      { name: 'git that is asked', ...docker('RUN git config --get http.sslVerify\n') },
      { name: 'a package file that was copied', ...docker('COPY tool.apk /tmp/\nRUN apk add --allow-untrusted /tmp/tool.apk\n') },
      { name: 'a trusted host on this machine', ...docker('RUN pip install --trusted-host localhost -i http://localhost:3141/ flask\n') },
      { name: 'a test image', file: 'Dockerfile.test', code: 'FROM debian:12\nRUN curl -k https://get.example/x\n' },
      { name: 'documentation', file: 'docs/Dockerfile', code: 'FROM debian:12\nRUN curl -k https://get.example/x\n' },
      {
        name: 'apt that checks',
        ...docker('RUN apt-get -o Acquire::Retries=3 update && apt-get install -y --no-install-recommends curl\n'),
      },
    ],
    unknown: [
      { name: 'an argument', ...docker('ARG STRICT\nENV NODE_TLS_REJECT_UNAUTHORIZED=$STRICT\n') },
      { name: 'a variable of the build', ...docker('RUN NODE_TLS_REJECT_UNAUTHORIZED=$STRICT node x.js\n') },
      { name: 'an argument without a default', ...docker('ARG NODE_TLS_REJECT_UNAUTHORIZED\n') },
      { name: "npm's setting from a variable", ...docker('RUN npm config set strict-ssl $STRICT\n') },
      { name: 'options in a variable', ...docker('RUN curl $OPTIONS https://get.example/x\n') },
      {
        name: 'a Windows shell',
        file: 'Dockerfile',
        code: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN curl -k https://get.example/x\n',
      },
      { name: "git's setting from a variable", ...docker('RUN git config --global http.sslVerify $VERIFY\n') },
      { name: 'a setting of an unknown program', ...docker('RUN ./configure --insecure\n') },
      { name: 'a program that only run time knows', ...docker('RUN $CURL -k https://get.example/x\n') },
    ],
  });
});

describe('in scripts, pipelines and manifests', () => {
  testRule(verificationDisabled, {
    reports: [
      {
        name: 'a script',
        file: 'scripts/install.sh',
        code: '#!/bin/sh\nset -e\ncurl «-kL» "$URL" -o tool\n',
        fixed: '#!/bin/sh\nset -e\ncurl -L "$URL" -o tool\n',
      },
      {
        name: 'a script with its variable exported',
        file: 'deploy.sh',
        code: 'export «NODE_TLS_REJECT_UNAUTHORIZED=0»\nnode deploy.js\n',
        fixed: 'export NODE_TLS_REJECT_UNAUTHORIZED=1\nnode deploy.js\n',
      },
      {
        name: 'a password that is sent',
        file: 'deploy.sh',
        code: 'curl «-k» -u "$USER:$PASS" https://partner.example/jobs\n',
        says: 'read and change this traffic',
        severity: 'error',
      },
      {
        name: 'a service of the same network, as a warning',
        file: 'deploy.sh',
        code: 'curl «-k» -X POST https://dockerapi:443/restart\n',
        severity: 'warning',
      },
      {
        name: "a container's name in its network, as a warning",
        file: 'deploy.sh',
        code: 'curl «--insecure» "https://dockerapi.${PROJECT}_backend/containers"\n',
        severity: 'warning',
      },
      {
        name: 'a host that is put in, as an error',
        file: 'deploy.sh',
        code: 'curl «--insecure» "https://${HOST}_x/containers"\n',
        severity: 'error',
      },
      { name: 'kubectl', file: 'deploy.sh', code: 'kubectl «--insecure-skip-tls-verify» apply -f k8s/\n' },
      {
        name: 'a step of a workflow',
        file: '.github/workflows/ci.yml',
        code: 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          set -e\n          curl «-k» https://get.example/x -o x\n          ./x ${{ inputs.flag }}\n',
        fixed:
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          set -e\n          curl https://get.example/x -o x\n          ./x ${{ inputs.flag }}\n',
      },
      {
        name: 'a step on one line',
        file: '.github/workflows/ci.yml',
        code: 'on: push\njobs:\n  build:\n    steps:\n      - run: curl «-k» https://get.example/x\n',
      },
      {
        name: 'a step in quotes',
        file: '.github/workflows/ci.yml',
        code: "on: push\njobs:\n  build:\n    steps:\n      - run: 'wget «--no-check-certificate» https://get.example/x'\n",
      },
      {
        name: 'an address that a pipeline puts in',
        file: '.github/workflows/ci.yml',
        code: 'on: push\njobs:\n  build:\n    steps:\n      - run: curl «-k» ${{ vars.URL }}/x\n',
      },
      {
        name: "a workflow's environment",
        file: '.github/workflows/ci.yml',
        code: 'on: push\nenv:\n  «NODE_TLS_REJECT_UNAUTHORIZED: 0»\njobs: {}\n',
        fixed: 'on: push\nenv:\n  NODE_TLS_REJECT_UNAUTHORIZED: 1\njobs: {}\n',
      },
      {
        name: 'GitLab',
        file: '.gitlab-ci.yml',
        code: 'variables:\n  «GIT_SSL_NO_VERIFY: "true"»\nbuild:\n  script:\n    - git clone x\n    - curl «--insecure» https://get.example/x\n',
      },
      {
        name: 'a folded script',
        file: '.gitlab-ci.yml',
        code: 'build:\n  script:\n    - >\n      curl -fsS\n      «-k»\n      https://get.example/x\n',
      },
      {
        name: 'compose',
        file: 'docker-compose.yml',
        code: 'services:\n  api:\n    image: api:1\n    environment:\n      «NODE_TLS_REJECT_UNAUTHORIZED: "0"»\n',
        fixed: 'services:\n  api:\n    image: api:1\n    environment:\n      NODE_TLS_REJECT_UNAUTHORIZED: "1"\n',
      },
      {
        name: 'compose with a list',
        file: 'docker-compose.yml',
        code: 'services:\n  api:\n    image: api:1\n    environment:\n      - A=1\n      - «NODE_TLS_REJECT_UNAUTHORIZED=0»\n',
        fixed: 'services:\n  api:\n    image: api:1\n    environment:\n      - A=1\n      - NODE_TLS_REJECT_UNAUTHORIZED=1\n',
      },
      {
        name: 'a container',
        file: 'k8s/api.yaml',
        code: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n            - name: NODE_TLS_REJECT_UNAUTHORIZED\n              «value: "0"»\n',
        says: 'NODE_TLS_REJECT_UNAUTHORIZED=0',
        fixed:
          'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n            - name: NODE_TLS_REJECT_UNAUTHORIZED\n              value: "1"\n',
      },
      {
        name: "a container's command",
        file: 'k8s/job.yaml',
        code: 'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n        - name: load\n          command: ["sh", "-c", "curl «-k» https://get.example/x"]\n',
      },
      {
        name: "Prometheus' own switch",
        file: 'prometheus.yml',
        code: 'scrape_configs:\n  - job_name: api\n    tls_config:\n      «insecure_skip_verify: true»\n',
      },
      {
        name: 'an environment file',
        file: '.env.production',
        code: 'PORT=1\n«NODE_TLS_REJECT_UNAUTHORIZED=0»\n',
        fixed: 'PORT=1\nNODE_TLS_REJECT_UNAUTHORIZED=1\n',
      },
      {
        name: "npm's file",
        file: '.npmrc',
        code: 'registry=https://npm.corp/\n«strict-ssl=false»\n',
        fixed: 'registry=https://npm.corp/\nstrict-ssl=true\n',
      },
      { name: "pip's file", file: 'pip.conf', code: '[global]\n«trusted-host = pypi.org»\n', fixed: '[global]\n' },
      { name: 'requirements', file: 'requirements.txt', code: '«--trusted-host nexus.corp»\nflask\n', fixed: 'flask\n' },
      {
        name: 'an npm script',
        file: 'package.json',
        code: '{ "scripts": { "start": "«NODE_TLS_REJECT_UNAUTHORIZED=0» node server.js" } }\n',
        fixed: '{ "scripts": { "start": "NODE_TLS_REJECT_UNAUTHORIZED=1 node server.js" } }\n',
      },
    ],
    accepts: [
      { name: 'a script that checks', file: 'scripts/install.sh', code: 'curl -fsSL https://get.example/x | sha256sum -c\n' },
      { name: 'a script of tests', file: 'test/run.sh', code: 'curl -k https://partner.example/x\n' },
      {
        name: 'a probe of the container itself',
        file: 'k8s/api.yaml',
        code: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: api\n      livenessProbe:\n        exec:\n          command: [curl, -k, "https://localhost:8443/health"]\n',
      },
      {
        name: "compose's health check",
        file: 'docker-compose.yml',
        code: 'services:\n  es:\n    image: es:8\n    healthcheck:\n      test: ["CMD-SHELL", "curl -sk https://localhost:9200 | grep -q x"]\n',
      },
      {
        name: 'a healthcheck in words',
        file: 'docker-compose.yml',
        code: 'services:\n  es:\n    image: es:8\n    healthcheck:\n      test: ["CMD", "curl", "-k", "https://127.0.0.1:9200"]\n',
      },
      {
        name: "a workflow's name",
        file: '.github/workflows/ci.yml',
        code: 'on: push\njobs:\n  a:\n    steps:\n      - name: curl -k https://get.example\n        run: make\n',
      },
      {
        name: 'a step with -k of another program',
        file: '.github/workflows/ci.yml',
        code: 'on: push\njobs:\n  a:\n    steps:\n      - run: pytest -k smoke && kubectl apply -k overlays/prod\n',
      },
      {
        name: 'the variable switched on',
        file: 'docker-compose.yml',
        code: 'services:\n  api:\n    image: api:1\n    environment:\n      NODE_TLS_REJECT_UNAUTHORIZED: "1"\n',
      },
      {
        name: 'a switch that checks',
        file: 'prometheus.yml',
        code: 'scrape_configs:\n  - job_name: api\n    tls_config:\n      insecure_skip_verify: false\n',
      },
      { name: 'a script for development', file: 'package.json', code: '{ "scripts": { "dev": "NODE_TLS_REJECT_UNAUTHORIZED=0 vite" } }\n' },
      {
        name: 'a request that only begins like a switch',
        file: 'deploy.sh',
        code: 'curl --key client.pem -K options.txt https://partner.example\n',
      },
      { name: 'a version of curl', file: 'deploy.sh', code: 'curl --version && curl -sS https://partner.example -o disk\n' },
      { name: 'a header that names it', file: 'deploy.sh', code: 'curl -H "X-Mode: -k" https://partner.example\n' },
      { name: 'a command in a text of an echo', file: 'deploy.sh', code: 'echo "run curl -k https://partner.example"\n' },
      { name: "npm's file that checks", file: '.npmrc', code: 'strict-ssl=true\n; strict-ssl=false\n' },
      { name: 'words in Markdown', file: 'README.md', code: 'Run `curl -k https://get.example`.\n' },
      { name: 'a template of an environment', file: '.env.example', code: 'NODE_TLS_REJECT_UNAUTHORIZED=0\n' },
    ],
    unknown: [
      {
        name: 'a variable with a default',
        file: 'docker-compose.yml',
        code: 'services:\n  api:\n    image: api:1\n    environment:\n      NODE_TLS_REJECT_UNAUTHORIZED: ${STRICT:-0}\n',
      },
      {
        name: 'a value of a chart',
        file: 'chart/templates/api.yaml',
        code: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: api\n      env:\n        - name: NODE_TLS_REJECT_UNAUTHORIZED\n          value: {{ .Values.strict | quote }}\n',
      },
      {
        name: 'a value from a secret',
        file: 'k8s/api.yaml',
        code: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: api\n      env:\n        - name: NODE_TLS_REJECT_UNAUTHORIZED\n          valueFrom:\n            configMapKeyRef: { name: c, key: k }\n',
      },
      {
        name: "a pipeline's expression",
        file: '.github/workflows/ci.yml',
        code: 'on: push\nenv:\n  NODE_TLS_REJECT_UNAUTHORIZED: ${{ vars.STRICT }}\njobs: {}\n',
      },
      { name: 'a switch of a chart', file: 'chart/templates/p.yaml', code: 'tls_config:\n  insecure_skip_verify: {{ .Values.skip }}\n' },
      { name: 'half a heredoc', file: 'scripts/a.sh', code: 'cat <<EOF > x\ncurl -k https://get.example\n' },
      {
        name: 'a script in another language',
        file: '.github/workflows/ci.yml',
        code: 'on: push\njobs:\n  a:\n    steps:\n      - run: |\n          import os\n          os.system("x -k")\n        shell: python\n',
      },
    ],
  });
});
