import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  classify,
  formatOf,
  isBinaryName,
  isGenerated,
  isIgnoredFolder,
  isLockFile,
  isMadeByTool,
  isMinified,
  roleOf,
} from '../../src/engine/classify.js';
import type { Format, Role } from '../../src/model/document.js';

/** `path` or `path | head`, one case a line. */
const cases = (table: string): readonly (readonly [string, string | undefined])[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [path = '', head] = line.trim().split(' | ');
      return [path, head?.replaceAll('\\n', '\n')] as const;
    });

describe('classify', () => {
  const formats: Partial<Record<Format | 'nothing', string>> = {
    python: `
      app/main.py
      stubs/redis.pyi
      bin/serve | #!/usr/bin/env python3\\nprint(1)
      bin/worker | #!/usr/bin/python3.12 -u
      gunicorn.conf.py`,
    javascript: `
      server.js
      esm.mjs
      next.config.cjs
      src/App.jsx
      .eslintrc.js
      bin/cli | #!/usr/bin/env node
      env.mjs`,
    typescript: `
      src/server.ts
      src/env.d.ts
      next.config.mts
      .env.ts
      bin/dev | #!/usr/bin/env -S npx tsx
      scripts/up | #!/usr/bin/env -S deno run`,
    tsx: `
      app/page.tsx`,
    go: `
      cmd/api/main.go`,
    java: `
      src/main/java/com/acme/App.java`,
    dockerfile: `
      Dockerfile
      dockerfile
      api/Dockerfile.prod
      Dockerfile-dev
      Dockerfile_worker
      docker/web.dockerfile
      api.Dockerfile
      Containerfile
      Containerfile.ubi9
      Dockerfile.alpine3.20`,
    shell: `
      entrypoint.sh
      deploy.bash
      .envrc
      .husky/pre-commit
      bin/start | #!/bin/sh\\nexec "$@"
      bin/start | #!/usr/bin/env bash
      bin/start | #!/usr/bin/env -S bash -eu
      docker-entrypoint | #!/bin/dash
      rc.local.in | #!/bin/sh
      .env.sh`,
    yaml: `
      docker-compose.yml
      compose.yaml
      k8s/deployment.yaml
      chart/templates/deployment.yaml | {{- if .Values.x }}
      .github/workflows/ci.yml
      conda-lock.yml
      .env.yaml`,
    json: `
      package.json
      tsconfig.json
      .vscode/settings.jsonc
      .eslintrc | {"root": true}
      .prettierrc |   {
      .babelrc
      composer.lock
      Pipfile.lock
      appsettings.Development.json
      team.code-workspace
      .env.json`,
    toml: `
      pyproject.toml
      Pipfile
      Cargo.lock
      uv.lock
      wrangler.toml`,
    properties: `
      src/main/resources/application.properties
      gradle.properties`,
    dotenv: `
      .env
      .env.local
      .env.production
      .env.example
      .env-sample
      env.example
      env.template
      prod.env
      docker/db.env
      .flaskenv
      .env.vault
      api/.env.production.local`,
    nginx: `
      nginx.conf
      nginx.prod.conf
      deploy/my-nginx.conf
      nginx/default.conf
      docker/nginx/conf.d/api.conf
      sites-available/shop
      sites-enabled/shop.conf
      frontend.nginx
      nginx.conf.template
      nginx/templates/default.conf.template | server {\\n  listen \${PORT};\\n}
      nginx.conf.j2 | server { listen {{ port }}; }
      conf.d/api.conf | upstream api {\\n  server api:80;\\n}\\nserver {\\n  listen 80;\\n}
      default.conf | server {\\n    listen 80;\\n    root /usr/share/nginx/html;\\n}
      snippets/headers.conf | add_header X-Frame-Options DENY always;
      web.conf.template | server {\\n  server_name \${HOST};\\n}`,
    text: `
      README.md
      notes
      LICENSE
      main.tf
      app.rb
      index.php
      Program.cs
      App.vue
      analysis.ipynb
      requirements.txt
      go.mod
      Makefile
      Dockerfile.md
      Dockerfile.j2
      Dockerfile.dockerignore
      Dockerfile.tmpl
      .dockerignore
      dockerfiles
      docker-entrypoint
      .npmrc | registry=https://registry.npmjs.org/
      .env.rb
      .env.gpg
      envoy.txt
      environment
      bin/run | #!/usr/bin/env ruby
      bin/run | #!/usr/bin/fish
      bin/run | echo no shebang
      redis.conf | bind 127.0.0.1\\nport 6379
      application.conf | http {\\n  server {\\n    port = 8080\\n  }\\n}
      play.conf | server {\\n  listen = 1\\n}
      named.conf | zone "example.com" {\\n  type master;\\n  file "x";\\n};
      supervisord.conf | [program:web]\\ncommand=gunicorn app:app
      conf.d/httpd.conf | <VirtualHost *:80>\\n  ServerName x\\n</VirtualHost>
      sites-available/site.conf | <VirtualHost *:80>
      default.conf
      nginx.conf.j2 | {% for host in hosts %}\\nserver {
      de.ts | <?xml version="1.0"?>\\n<!DOCTYPE TS>
      .yarnrc | --install.frozen-lockfile true
      .github/CODEOWNERS
      trace.map
      schema.sql
      data.json5`,
    nothing: `
      logo.png
      lib/app.jar
      model.safetensors
      Font.WOFF2
      server.p12
      dump.sqlite3`,
  };
  for (const [format, table] of Object.entries(formats)) {
    for (const [path, head] of cases(table)) {
      it(`reads ${path}${head === undefined ? '' : ` (${JSON.stringify(head.slice(0, 30))})`} as ${format}`, () => {
        assert.equal(classify(path, head) ?? 'nothing', format);
      });
    }
  }

  it('reads nothing as binary that has no extension', () => {
    for (const path of ['png', '.png', 'a.png/readme', 'archive.tar.txt']) assert.equal(isBinaryName(path), false, path);
  });

  it('answers for any path and any text', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (path, head) => typeof classify(path, head) !== 'number' && roleOf(path).length > 0));
  });
});

describe('roleOf', () => {
  const roles: Readonly<Record<Role, string>> = {
    production: `
      app/main.py
      Dockerfile
      Dockerfile.prod
      docker-compose.yml
      docker-compose.prod.yml
      compose.deploy.yaml
      .env
      .env.production
      .env.production.local
      .env.staging
      .github/workflows/test.yml
      .github/workflows/docs.yml
      .github/actions/test/action.yml
      .gitlab/ci/e2e.yml
      .circleci/config.yml
      .gitlab-ci.yml
      settings/base.py
      settings/production.py
      settings.py
      config/default.json
      src/config/index.ts
      src/environments/environment.ts
      src/environments/environment.prod.ts
      src/main/java/com/example/demo/DemoApplication.java
      src/main/java/com/acme/test/TestController.java
      src/main/resources/application.yml
      src/main/resources/application-prod.yml
      app/docs/page.tsx
      app/demo/page.tsx
      src/app/api/test/route.ts
      pages/api/test.ts
      pages/examples/index.tsx
      src/routes/docs/+page.server.ts
      org/example/Server.java
      latest/app.py
      internal/stub/client.go
      api/conformance/policy.yaml
      contest/views.py
      contests/models.py
      drug-tests/app.py
      ab-tests/router.go
      speedtest/main.go
      attestation/sign.go
      testimonials/models.py
      specification/api.yaml
      internal/spec/types.go
      spec/openapi.yaml
      scripts/backup.sh
      scripts/deploy.py
      tools/migrate.go
      src/devices/views.py
      src/dev/panel.ts
      src/local/store.ts
      locale/en.json
      localization.py
      developers/views.py
      device.conf
      rootfs/usr/local/bin/start.sh
      rootfs/usr/local/etc/php.ini
      nginx/default.conf
      nginx.conf.template
      default.conf.template
      values.yaml
      values-prod.yaml
      k8s/overlays/production/kustomization.yaml
      k8s/base/deployment.yaml
      next.config.js
      webpack.prod.js
      webpack.config.prod.js
      manage.py
      requirements.txt
      requirements/production.txt
      pytest.ini
      tox.ini
      finance/benchmarks/service.py
      performance/views.py
      documents/models.py
      docstore/main.go
      sampler/main.go
      demographics/models.py
      examples.py
      example.com.conf
      templates/index.html
      src/test-results-service/main.go
      microservices/tester/app.py
      bench.go
      protest.py
      src/greatest.ts
      src/index.ts
      kubernetes/pods/api.yaml`,
    development: `
      docker-compose.override.yml
      docker-compose.dev.yml
      docker-compose-dev.yaml
      docker-compose.test.yml
      compose.local.yaml
      compose.debug.yml
      docker-compose.ci.yml
      docker-compose.docs.yml
      charts/shop/values-minikube.yaml
      docker-compose.dev.override.yml
      Dockerfile.dev
      Dockerfile-local
      Dockerfile.api.dev
      dev.Dockerfile
      docker/dev/Dockerfile
      .devcontainer/Dockerfile
      .devcontainer/devcontainer.json
      backend/.devcontainer/docker-compose.yml
      .vscode/launch.json
      .storybook/main.ts
      settings/dev.py
      settings/local.py
      backend/config/settings/development.py
      local_settings.py
      settings_dev.py
      config/environments/development.rb
      config/development.json
      config/local.js
      src/environments/environment.development.ts
      src/main/resources/application-dev.yml
      src/main/resources/application-local.properties
      appsettings.Development.json
      .env.development
      .env.development.local
      .env.local
      .env.dev
      dev.env
      .flaskenv
      .envrc
      vite.config.ts
      frontend/webpack.config.js
      webpack.dev.js
      build/webpack.dev.conf.js
      gulpfile.js
      nodemon.json
      Procfile.dev
      Vagrantfile
      values-dev.yaml
      values.local.yaml
      terraform/dev.tfvars
      k8s/overlays/dev/kustomization.yaml
      environments/development/values.yaml
      nginx/nginx.dev.conf
      scripts/run_dev.sh
      start-local.sh
      requirements-dev.txt
      requirements/local.txt
      hack/update.sh`,
    test: `
      helm/shop/ci/ct-postgres-values.yaml
      cmd/shop-upgrade-tests/tests.go
      sqlcon/dockertest/connect.go
      store/test_helper.go
      store/testutil.go
      driver/config/stub/.shop.email.yaml
      config/.snapshots/case=all.json
      pkg/testhelpers/server.go
      storage/conformance/conformance.go
      smoketest.py
      tests/test_main.py
      app/tests/factories.py
      app/tests.py
      app/test_views.py
      api/handler_test.go
      internal/testdata/config.yaml
      conftest.py
      src/__tests__/app.ts
      src/__mocks__/db.ts
      src/app.spec.ts
      src/app.test.tsx
      app.component.spec.ts
      test/app.e2e-spec.ts
      cypress/integration/login.js
      cypress.config.ts
      e2e/login.ts
      apps/web-e2e/src/main.ts
      playwright.config.ts
      jest.config.js
      vitest.setup.ts
      src/setupTests.ts
      src/test/java/com/acme/AppTest.java
      src/test/resources/application.yml
      src/integrationTest/java/com/acme/Flow.java
      module/src/main/resources/application-test.yml
      src/FooTest.php
      Shop.Tests/Startup.cs
      Shop.IntegrationTests/appsettings.json
      spec/models/user_spec.rb
      spec/support/server.rb
      spec/fixtures/key.pem
      fixtures/nginx.conf
      app/fixtures/data.json
      mocks/server.js
      integration-tests/docker-compose.yml
      load-tests/k6.js
      benchmarks/bench.py
      packages/core/benchmarks/run.ts
      Dockerfile.test
      .env.test
      .env.test.local
      settings/test.py
      config/test.json
      config/environments/test.rb
      values-test.yaml
      run_tests.sh
      scripts/test.sh
      requirements-test.txt
      tests/docs/conf.py
      tests/docker-compose.dev.yml
      test/projects/shop/Dockerfile
      k8s/test/deployment.yaml
      test/app/page.tsx`,
    sample: `
      docker/config/server.env.template
      quickstart.yml
      quickstart-postgres.yml
      README.md
      docs/nginx.conf
      docs/conf.py
      doc/source/install.rst
      documentation/index.html
      examples/fastapi/main.py
      example/manage.py
      packages/examples/server.ts
      samples/basic/Dockerfile
      demo/app.py
      docs_src/tutorial001.py
      tutorial/step1.go
      quickstart/main.go
      playground/index.ts
      .env.example
      .env.sample
      .env.dist
      .env.template
      env.example
      example.env
      prod.env.example
      api/.env.production.example
      config.example.yml
      config.sample.json
      settings.example.py
      example.config.yaml
      sample-values.yaml
      phpunit.xml.dist
      contrib/thunder_client/collection.json
      docs-api/shop.postman_collection.json
      tools/insomnia.json
      requests/login.http
      Button.stories.tsx
      examples/web/app/docs/page.tsx
      examples/docker-compose.dev.yml
      examples/src/main/java/com/acme/App.java
      .github/README.md`,
  };
  for (const [role, table] of Object.entries(roles)) {
    for (const [path] of cases(table)) {
      it(`takes ${path} for ${role}`, () => {
        assert.equal(roleOf(path), role);
      });
    }
  }

  describe('knows a Django application by what stands in it', () => {
    const files = (list: string) => {
      const all = new Set(list.split(' '));
      return (path: string) => all.has(path);
    };
    const app = files('manage.py tests/apps.py tests/views.py tests/migrations/__init__.py');
    it('called tests', () => {
      assert.equal(roleOf('tests/views.py', app), 'production');
    });
    it('whose own tests are tests', () => {
      assert.equal(roleOf('tests/test_views.py', app), 'test');
      assert.equal(roleOf('tests/tests.py', app), 'test');
      assert.equal(roleOf('tests/tests/factories.py', app), 'test');
    });
    it('called demo, as a project', () => {
      assert.equal(roleOf('demo/settings.py', files('manage.py demo/wsgi.py')), 'production');
    });
    it('and a suite of tests with models and addresses for what it is', () => {
      assert.equal(roleOf('tests/urls.py', files('tests/models.py tests/urls.py tests/apps.py')), 'test');
      assert.equal(roleOf('tests/views.py', files('tests/apps.py tests/views.py tests/migrations/__init__.py tests/conftest.py')), 'test');
      assert.equal(roleOf('example/settings.py', files('example/manage.py example/wsgi.py')), 'sample');
    });
  });
});

describe('isIgnoredFolder', () => {
  const folder = (path: string, beside: readonly string[] = [], tracked = false) => isIgnoredFolder(path, { beside, tracked });
  it('leaves out what nobody writes by hand', () => {
    for (const path of [
      'node_modules',
      'web/node_modules',
      '.git',
      '.venv',
      '__pycache__',
      '.next',
      'shop.egg-info',
      'third_party',
      'infra/.terraform',
    ])
      assert.equal(folder(path, [], true), true, path);
  });
  it('leaves out output where its tool is', () => {
    assert.equal(folder('build', ['package.json']), true);
    assert.equal(folder('api/build', ['build.gradle.kts']), true);
    assert.equal(folder('target', ['pom.xml']), true);
    assert.equal(folder('vendor', ['go.mod'], true), true);
    assert.equal(folder('dist', ['package.json'], true), true);
    assert.equal(folder('dist', []), true);
    assert.equal(folder('ios/Pods', ['Podfile']), true);
    assert.equal(folder('web/static/vendor', [], true), true);
    assert.equal(folder('Api/obj', ['Api.csproj']), true);
  });
  it('enters what people wrote under such a name', () => {
    assert.equal(folder('build', ['go.mod'], true), false, 'packaging of a Go project');
    assert.equal(folder('build', ['package.json'], true), false, 'build scripts that Git holds');
    assert.equal(folder('vendor', ['manage.py'], true), false, 'a shop with vendors');
    assert.equal(folder('src/components/vendor', ['user'], true), false);
    assert.equal(folder('k8s/pods', ['services']), false);
    assert.equal(folder('target', ['manage.py']), false);
    assert.equal(folder('bin', ['package.json']), false);
    assert.equal(folder('dist', ['debian'], true), false, 'packaging for distributions');
    assert.equal(folder('env', ['package.json']), false);
    assert.equal(folder('.github'), false);
    assert.equal(folder('.husky'), false);
  });
  it('knows an environment and a cache from within', () => {
    assert.equal(isMadeByTool(['bin', 'pyvenv.cfg']), true);
    assert.equal(isMadeByTool(['CACHEDIR.TAG']), true);
    assert.equal(isMadeByTool(['bin', 'lib', 'setup.cfg']), false);
  });
});

describe('formatOf', () => {
  const bundle = `!function(){${'var a=1;'.repeat(2_000)}}();`;
  it('takes programs that no person wrote for text', () => {
    assert.equal(formatOf('static/app.min.js', bundle), 'text');
    assert.equal(formatOf('api/x.pb.go', '// Code generated by protoc-gen-go. DO NOT EDIT.\npackage pb\n'), 'text');
  });
  it('and leaves everything else what it is', () => {
    assert.equal(formatOf('src/app.js', 'var a = 1;\n'.repeat(2_000)), 'javascript');
    assert.equal(formatOf('data.json', `{"a":"${'x'.repeat(9_000)}"}`), 'json');
    assert.equal(formatOf('Dockerfile', '# This file is generated. DO NOT EDIT.\nFROM a\n'), 'dockerfile');
    assert.equal(formatOf('bin/serve', '#!/usr/bin/env python3\n'), 'python');
    assert.equal(formatOf('logo.png', ''), 'text');
  });
});

describe('isLockFile', () => {
  it('knows what package managers write', () => {
    for (const path of [
      'package-lock.json',
      'web/yarn.lock',
      'pnpm-lock.yaml',
      'poetry.lock',
      'Pipfile.lock',
      'go.sum',
      'Cargo.lock',
      'Gemfile.lock',
      'pylock.dev.toml',
    ])
      assert.equal(isLockFile(path), true, path);
  });
  it('and what people write', () => {
    for (const path of ['package.json', 'go.mod', 'lock.ts', 'locks/yarn.ts', 'requirements.txt', 'door.lock', 'deadlock.py'])
      assert.equal(isLockFile(path), false, path);
  });
});

describe('isMinified', () => {
  const line = (length: number) => 'x'.repeat(length);
  it('knows a bundle', () => {
    assert.equal(isMinified(`/*! jQuery */\n${line(80_000)}\n`), true);
    assert.equal(isMinified(line(5_000_000)), true);
    assert.equal(isMinified(`${line(4_000)}\n`.repeat(40)), true);
    assert.equal(isMinified(`${'/* licence of a library that is bundled */\n'.repeat(30)}${line(60_000)}`), true);
  });
  it('and code that somebody wrote', () => {
    assert.equal(isMinified(''), false);
    assert.equal(isMinified(`{"name":"${line(900)}"}`), false, 'a short file in one line');
    assert.equal(isMinified('const a = require("b");\n'.repeat(500)), false);
    assert.equal(
      isMinified(`${'const a = require("b");\n'.repeat(40)}const logo = "data:image/png;base64,${line(90_000)}";\n`),
      false,
      'a picture among code',
    );
  });
});

describe('isGenerated', () => {
  const generated = [
    '// Code generated by protoc-gen-go. DO NOT EDIT.\npackage pb\n',
    '# Generated by the protocol buffer compiler.  DO NOT EDIT!\n',
    '/**\n * @generated by relay\n */\n',
    '// <auto-generated />\n',
    '/* eslint-disable */\n/**\n * This file was automatically generated by openapi-typescript.\n */\n',
    '#\n# NOTE: THIS DOCKERFILE IS GENERATED VIA "apply-templates.sh"\n#\n# PLEASE DO NOT EDIT IT DIRECTLY.\n#\n',
    '/* tslint:disable */\n/**\n * NOTE: This class is auto generated by OpenAPI Generator.\n * Do not edit the class manually.\n */\n',
  ];
  const written = [
    '"""This module generates reports."""\nimport os\n',
    '// A registry of generated clients; edit freely.\n',
    '# Generated by Django 4.2 on 2024-01-01\nfrom django.db import migrations\n',
    'const banner = "// Code generated by x. DO NOT EDIT.";\n',
    '# Do not edit in production without a review.\nDEBUG = False\n',
    `${'import os\n'.repeat(200)}# This file is automatically generated\n`,
    '',
  ];
  for (const text of generated) it(`knows ${JSON.stringify(text.slice(0, 50))}`, () => assert.equal(isGenerated(text), true));
  for (const text of written) it(`does not take ${JSON.stringify(text.slice(0, 50))} for it`, () => assert.equal(isGenerated(text), false));
});
