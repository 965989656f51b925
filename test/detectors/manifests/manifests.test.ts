import assert from 'node:assert/strict';
import { elementsOf } from '../../../src/detectors/manifests/java.js';
import { Dependency, Manifest, Project } from '../../../src/facts/project.js';
import { workspaceFacts as factsOf } from '../../support/workspace-facts.js';

/** `name@version`, `-` before what only development needs. */
const dependenciesIn = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await factsOf(Dependency, files)).map(
    ({ name, version, runtime }) => `${runtime ? '' : '-'}${name}${version === undefined ? '' : `@${version}`}`,
  );
const manifestsIn = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await factsOf(Manifest, files)).map(
    ({ ecosystem, name, publishable, gathers }) =>
      `${ecosystem} ${name ?? '?'}${publishable ? ' publishable' : ''}${gathers ? ' gathers' : ''}`,
  );

describe('dependencies', () => {
  const cases: Readonly<Record<string, readonly [file: string, text: string, expected: readonly string[]]>> = {
    'package.json': [
      'package.json',
      '{"dependencies":{"Express":"^4.18.0"},"devDependencies":{"typescript":"5"},"peerDependencies":{"react":"*"}}',
      ['express@^4.18.0', '-typescript@5', 'react@*'],
    ],
    'pyproject.toml after PEP 621': [
      'pyproject.toml',
      '[project]\nname = "shop"\ndependencies = ["fastapi[all]>=0.110,<1", "Flask_Cors", "x @ git+https://git.example/x"]\n[project.optional-dependencies]\ntest = ["pytest"]\npostgres = ["asyncpg==0.29"]\n[dependency-groups]\ndev = ["ruff", {include-group = "test"}]\n',
      ['fastapi@>=0.110,<1', 'flask-cors', 'x@@', '-pytest', 'asyncpg@==0.29', '-ruff'],
    ],
    'pyproject.toml of Poetry': [
      'pyproject.toml',
      '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "^0.110"\nuvicorn = { version = "*", extras = ["standard"] }\n[tool.poetry.group.dev.dependencies]\npytest = "8"\n[tool.poetry.group.workers.dependencies]\ncelery = "5"\n',
      ['fastapi@^0.110', 'uvicorn@*', '-pytest@8', 'celery@5'],
    ],
    'requirements.txt': [
      'requirements.txt',
      '# comment\n-r base.txt\n--index-url https://pypi.example/simple\nDjango==5.0.1  # why\npsycopg[binary]>=3.1 ; python_version >= "3.9"\n-e git+https://git.example/a.git#egg=my_lib\n-e .\nhttps://files.example/b.whl\nrequests\nuvicorn==0.30 \\\n    --hash=sha256:00\n',
      ['django@==5.0.1', 'psycopg@>=3.1', 'my-lib@@', 'requests', 'uvicorn@==0.30'],
    ],
    'requirements for development': ['requirements/dev.txt', 'pytest==8\n', ['-pytest@==8']],
    'requirements with line ends of Windows': ['requirements.txt', 'flask==3.0\r\ngunicorn\r\n', ['flask@==3.0', 'gunicorn']],
    'setup.py': [
      'setup.py',
      'from setuptools import setup\nsetup(name="shop", install_requires=["requests>=2", "attrs"], extras_require={"dev": ["pytest"]})\n',
      ['requests@>=2', 'attrs', '-pytest'],
    ],
    'setup.cfg': [
      'setup.cfg',
      '[metadata]\nname = shop\n[options]\npackages = find:\ninstall_requires =\n    requests>=2\n    attrs\n[options.extras_require]\ntest =\n    pytest\n',
      ['requests@>=2', 'attrs', '-pytest'],
    ],
    Pipfile: ['Pipfile', '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n', ['flask@*', '-pytest@*']],
    'go.mod': [
      'go.mod',
      'module example.com/shop\n\ngo 1.22\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.5.0\n\tgolang.org/x/sys v0.1.0 // indirect\n)\nrequire github.com/gin-gonic/gin v1.9.0\nreplace (\n\texample.com/a v1.0.0 => ../a\n)\n',
      ['github.com/jackc/pgx/v5@v5.5.0', 'github.com/gin-gonic/gin@v1.9.0'],
    ],
    'pom.xml': [
      'pom.xml',
      '<?xml version="1.0"?>\n<project>\n<!-- <dependency><groupId>no</groupId></dependency> -->\n<artifactId>shop</artifactId>\n<dependencyManagement><dependencies><dependency><groupId>m</groupId><artifactId>m</artifactId></dependency></dependencies></dependencyManagement>\n<dependencies>\n<dependency>\n<groupId>org.springframework.boot</groupId>\n<artifactId>spring-boot-starter-web</artifactId>\n<exclusions><exclusion><groupId>x</groupId><artifactId>y</artifactId></exclusion></exclusions>\n</dependency>\n<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7</version><scope>runtime</scope></dependency>\n<dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>\n</dependencies>\n</project>\n',
      ['org.springframework.boot:spring-boot-starter-web', 'org.postgresql:postgresql@42.7', '-junit:junit'],
    ],
    'build.gradle': [
      'build.gradle',
      "plugins { id 'java' }\ndependencies {\n    implementation 'org.springframework.boot:spring-boot-starter-web'\n    // implementation 'a:b:1'\n    runtimeOnly(\"org.postgresql:postgresql:42.7\")\n    testImplementation 'org.junit:junit:5'\n    implementation group: 'a', name: 'b', version: '1'\n    implementation project(':core')\n    implementation libs.guava\n}\n",
      ['org.springframework.boot:spring-boot-starter-web', 'org.postgresql:postgresql@42.7', '-org.junit:junit@5', 'a:b@1'],
    ],
  };
  for (const [name, [file, text, expected]] of Object.entries(cases))
    it(`reads ${name}`, async () => assert.deepEqual(await dependenciesIn({ [file]: text }), expected));

  it('points at what is written', async () => {
    const text = 'flask\n  django==5 # old\n';
    const [, django] = await factsOf(Dependency, { 'requirements.txt': text });
    assert.equal(text.slice(django?.span.start, django?.span.end), 'django==5 # old');
  });
});

describe('manifests', () => {
  const cases: Readonly<Record<string, readonly [file: string, text: string, expected: readonly string[]]>> = {
    'an application': ['package.json', '{"name":"shop","private":true,"main":"index.js","version":"1.0.0"}', ['javascript shop']],
    'a library': ['package.json', '{"name":"@acme/ui","version":"1.0.0","exports":"./index.js"}', ['javascript @acme/ui publishable']],
    'an application that nobody marked as private': [
      'package.json',
      '{"name":"shop","version":"1.0.0","scripts":{"start":"node ."}}',
      ['javascript shop'],
    ],
    'the root of npm workspaces': [
      'package.json',
      '{"name":"root","private":true,"workspaces":["packages/*"]}',
      ['javascript root gathers'],
    ],
    'a root that runs Turborepo': [
      'package.json',
      '{"private":true,"scripts":{"build":"turbo run build"},"devDependencies":{"turbo":"2"}}',
      ['javascript ? gathers'],
    ],
    'a broken package.json': ['package.json', '{"name":', ['javascript ?']],
    'a Python application': ['pyproject.toml', '[project]\nname = "shop"\nversion = "1"\ndependencies = []\n', ['python shop']],
    'a Python library': [
      'pyproject.toml',
      '[project]\nname = "lib"\nclassifiers = ["Programming Language :: Python"]\n',
      ['python lib publishable'],
    ],
    'a Python package that stays private': [
      'pyproject.toml',
      '[project]\nname = "lib"\nclassifiers = ["Private :: Do Not Upload"]\n',
      ['python lib'],
    ],
    'a file that configures tools': ['pyproject.toml', '[tool.ruff]\nline-length = 100\n', []],
    'the root of a uv workspace': ['pyproject.toml', '[tool.uv.workspace]\nmembers = ["packages/*"]\n', ['python ? gathers']],
    requirements: ['requirements.txt', 'flask\n', ['python ?']],
    'requirements for tools': ['requirements-dev.txt', 'pytest\n', []],
    'a Go module': ['go.mod', 'module example.com/shop\n', ['go example.com/shop']],
    'a Go workspace': ['go.work', 'go 1.22\nuse (\n\t./a\n)\n', ['go ? gathers']],
    'a Maven module': ['pom.xml', '<project><artifactId>shop</artifactId></project>', ['java shop']],
    'a Maven parent': [
      'pom.xml',
      '<project><parent><artifactId>p</artifactId></parent><artifactId>shop</artifactId><packaging>pom</packaging><modules><module>a</module></modules></project>',
      ['java shop gathers'],
    ],
    'Gradle settings': ['settings.gradle.kts', 'rootProject.name = "shop"\ninclude(":a", ":b")\n', ['java ? gathers']],
  };
  for (const [name, [file, text, expected]] of Object.entries(cases))
    it(`reads ${name}`, async () => assert.deepEqual(await manifestsIn({ [file]: text }), expected));

  it('make one project of requirements in a folder of their own', async () => {
    const projects = await factsOf(Project, {
      'requirements/base.txt': 'flask\n',
      'requirements/production.txt': 'gunicorn\n',
      'services/a/requirements.txt': 'flask\n',
    });
    assert.deepEqual(
      projects.map(({ folder }) => folder),
      ['', 'services/a'],
    );
  });
});

describe('elements of XML', () => {
  it('are read past what does not fit', () => {
    const names = (xml: string): readonly string[] => [...elementsOf(xml)].map(({ path, element }) => [...path, element.name].join('/'));
    assert.deepEqual(names('<a><b>1</b><c></a>'), ['a/b', 'a']);
    assert.deepEqual(names('</a><b/><![CDATA[<c></c>]]><d>x</d>'), ['d']);
    assert.deepEqual(names('<a><b'), []);
    assert.deepEqual(names('<!-- never closed <a></a>'), []);
  });
});
