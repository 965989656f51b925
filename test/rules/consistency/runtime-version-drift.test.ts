import { runtimeVersionDrift } from '../../../src/rules/consistency/runtime-version-drift.js';
import { testRule } from '../rule-tester.js';

const pyproject = (range: string): string => `[project]\nname = "shop"\nversion = "1.0"\nrequires-python = "${range}"\n`;
const python = (image: string, more = ''): string => `FROM ${image}\n${more}COPY . .\nRUN pip install .\nCMD ["python", "-m", "shop"]\n`;
const node = (image: string): string => `FROM ${image}\nCOPY package.json .\nRUN npm ci\nCMD ["node", "server.js"]\n`;
const packageJson = (engines = ''): string =>
  `{ "name": "shop", "private": true${engines === '' ? '' : `, "engines": { "node": "${engines}" }`} }\n`;
const workflow = (setup: string, version: string, more = ''): string =>
  `on: push\npermissions: {}\n${more}jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-${setup}@v5\n        with:\n          ${setup}-version: ${version}\n`;

testRule(runtimeVersionDrift, {
  reports: [
    {
      name: 'an image below what the manifest asks for',
      files: { Dockerfile: python('python:«3.11»-slim'), 'pyproject.toml': pyproject('>=3.12') },
      says: "The image runs Python 3.11, but 'requires-python' says '>=3.12': what ships is not what the code is written for. Build on Python 3.12.",
      fix: "Build on 'python:3.12-slim'",
      fixed: python('python:3.12-slim'),
    },
    {
      name: 'an image above what the manifest allows',
      files: { Dockerfile: python('python:«3.14»-slim'), 'pyproject.toml': pyproject('>=3.11,<3.14') },
      fixed: python('python:3.13-slim'),
    },
    {
      name: "poetry's caret below a next major",
      files: {
        Dockerfile: python('python:«3.11»'),
        'pyproject.toml': '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.12"\n',
      },
      fixed: python('python:3.12'),
    },
    {
      name: 'a version that an argument holds',
      files: {
        Dockerfile: 'ARG PYTHON=«3.11»\nFROM python:${PYTHON}-slim\nCOPY . .\nCMD ["python", "-m", "shop"]\n',
        'pyproject.toml': pyproject('>=3.12'),
      },
      fixed: 'ARG PYTHON=3.12\nFROM python:${PYTHON}-slim\nCOPY . .\nCMD ["python", "-m", "shop"]\n',
    },
    {
      name: 'a codename that goes with the old version',
      files: { Dockerfile: python('python:«3.11.4»-slim-buster'), 'pyproject.toml': pyproject('>=3.12') },
      fixed: python('python:3.12-slim'),
    },
    {
      name: 'a digest, which nobody can guess',
      files: { Dockerfile: python(`python:«3.11»-slim@sha256:${'ab'.repeat(32)}`), 'pyproject.toml': pyproject('>=3.12') },
      fixed: null,
    },
    {
      name: 'engines of Node.js',
      files: { Dockerfile: node('node:«22»-alpine3.19'), 'package.json': packageJson('>=24') },
      fixed: node('node:24-alpine'),
    },
    {
      name: 'a module of Go that its builder cannot compile',
      files: {
        Dockerfile:
          'FROM golang:«1.26»-alpine AS build\nCOPY go.mod .\nCOPY . .\nRUN go build -o /app\nFROM alpine:3.22\nCOPY --from=build /app /app\nCMD ["/app"]\n',
        'go.mod': 'module example.com/shop\n\ngo 1.27.0\n',
      },
      fixed:
        'FROM golang:1.27-alpine AS build\nCOPY go.mod .\nCOPY . .\nRUN go build -o /app\nFROM alpine:3.22\nCOPY --from=build /app /app\nCMD ["/app"]\n',
    },
    {
      name: 'a Java runtime below what the classes are compiled for',
      files: {
        Dockerfile: 'FROM eclipse-temurin:«17»-jre-alpine\nCOPY target/app.jar .\nCMD ["java", "-jar", "app.jar"]\n',
        'pom.xml': '<project><artifactId>shop</artifactId><properties><java.version>21</java.version></properties></project>\n',
      },
      fixed: 'FROM eclipse-temurin:21-jre-alpine\nCOPY target/app.jar .\nCMD ["java", "-jar", "app.jar"]\n',
    },
    {
      name: 'a version file that is ahead of the image',
      files: { Dockerfile: node('node:«22»-slim'), 'package.json': packageJson(), '.nvmrc': 'v24\n' },
      says: /'\.nvmrc' says v24/,
      fixed: node('node:24-slim'),
    },
    {
      name: 'a version file that stayed behind',
      files: { Dockerfile: node('node:24-slim'), 'package.json': packageJson(), '.nvmrc': '«v22.4.1»\n' },
      fixed: 'v24\n',
    },
    {
      name: 'a pipeline that stayed behind',
      files: {
        Dockerfile: python('python:3.13-slim'),
        'pyproject.toml': pyproject('>=3.11'),
        '.github/workflows/ci.yml': workflow('python', "«'3.12'»"),
      },
      says: "'setup-python' sets up Python 3.12, the image runs 3.13: what is tested is not what ships. Move it to 3.13.",
    },
    {
      name: "a pipeline's version in its environment",
      files: {
        Dockerfile: node('node:24'),
        'package.json': packageJson(),
        '.github/workflows/ci.yml': workflow('node', '${{ env.NODE }}', 'env:\n  NODE: «22»\n'),
      },
      fixed: workflow('node', '${{ env.NODE }}', 'env:\n  NODE: 24\n'),
    },
    {
      name: 'a version that nobody supports any more',
      files: { Dockerfile: python('python:«3.8»-slim-buster') },
      says: /Python 3\.8 has had no security fixes since 2024-10-07/,
      fixed: python('python:3.13-slim'),
    },
    { name: 'an unsupported version without an image', files: { '.nvmrc': '«18.17.0»\n', 'package.json': packageJson() }, fixed: null },
    {
      name: 'an image that is newer than the version file, and no longer supported',
      files: {
        Dockerfile: 'FROM eclipse-temurin:«24.0.2»_12-jre\nCMD ["java", "-jar", "app.jar"]\n',
        '.java-version': '21.0\n',
        'build.gradle': "plugins { id 'java' }\n",
      },
      says: /Java 24\.0\.2 has had no security fixes/,
      fixed: 'FROM eclipse-temurin:21-jre\nCMD ["java", "-jar", "app.jar"]\n',
    },
    {
      name: 'the project that a Dockerfile in a folder of its own names',
      files: {
        'docker/Dockerfile': 'FROM python:«3.11»-slim\nCOPY pyproject.toml .\nRUN pip install .\nCMD ["python", "-m", "shop"]\n',
        'pyproject.toml': pyproject('>=3.12'),
      },
    },
  ],
  accepts: [
    {
      name: 'images for several releases, one of which the pipeline sets up',
      files: {
        'python3.12.dockerfile': python('python:3.12-slim'),
        'python3.13.dockerfile': python('python:3.13-slim'),
        'pyproject.toml': pyproject('>=3.11'),
        '.github/workflows/ci.yml': workflow('python', '"3.12"'),
      },
    },
    { name: 'an image within the range', files: { Dockerfile: python('python:3.12-slim'), 'pyproject.toml': pyproject('>=3.11,<4') } },
    {
      name: 'a range that only an exact release fits',
      files: { Dockerfile: node('node:22'), 'package.json': packageJson('>=22.11.0 <23') },
    },
    { name: 'alternatives', files: { Dockerfile: node('node:24'), 'package.json': packageJson('^22.0.0 || >=24') } },
    { name: 'a tag that says only the major', files: { Dockerfile: python('python:3-slim'), 'pyproject.toml': pyproject('>=3.12') } },
    { name: 'a tag that moves', files: { Dockerfile: node('node:lts-alpine'), 'package.json': packageJson('>=24'), '.nvmrc': '24\n' } },
    {
      name: 'a patch version that differs',
      files: { Dockerfile: node('node:24.1.0'), 'package.json': packageJson(), '.nvmrc': 'v24.9.0\n' },
    },
    { name: 'lts/* in .nvmrc', files: { Dockerfile: node('node:24'), 'package.json': packageJson(), '.nvmrc': 'lts/*\n' } },
    {
      name: 'a matrix with several versions',
      files: {
        Dockerfile: python('python:3.13-slim'),
        'pyproject.toml': pyproject('>=3.11'),
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        python: ["3.11", "3.12"]\n    steps:\n      - uses: actions/setup-python@v5\n        with:\n          python-version: ${{ matrix.python }}\n',
      },
    },
    {
      name: 'pipelines that do not agree among themselves',
      files: {
        Dockerfile: python('python:3.13-slim'),
        'pyproject.toml': pyproject('>=3.11'),
        '.github/workflows/ci.yml': workflow('python', '"3.13"'),
        '.github/workflows/docs.yml': workflow('python', '"3.11"'),
      },
    },
    {
      name: 'uv, which fetches the Python that it is told to',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nCOPY . .\nRUN uv sync --frozen\nCMD ["uv", "run", "shop"]\n',
        'pyproject.toml': pyproject('>=3.13'),
      },
    },
    {
      name: 'an image of another project',
      files: { 'tools/lint/Dockerfile': 'FROM python:3.11-slim\nRUN pip install ruff==0.8.0\n', 'pyproject.toml': pyproject('>=3.12') },
    },
    {
      name: 'a builder for the pages of an image that runs something else',
      files: {
        Dockerfile: 'FROM node:18 AS web\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=web /dist /usr/share/nginx/html\n',
        'package.json': packageJson(),
      },
    },
    {
      name: 'an older language level on a newer JDK',
      files: {
        Dockerfile: 'FROM eclipse-temurin:21-jre\nCMD ["java", "-jar", "app.jar"]\n',
        'pom.xml': '<project><properties><maven.compiler.release>1.8</maven.compiler.release></properties></project>\n',
      },
    },
    {
      name: 'Go that is newer than the module says',
      files: { Dockerfile: 'FROM golang:1.26\nRUN go build\nCMD ["/app"]\n', 'go.mod': 'module example.com/shop\ngo 1.21\n' },
    },
    {
      name: 'a toolchain that is fetched',
      files: {
        Dockerfile: 'FROM golang:1.26\nENV GOTOOLCHAIN=auto\nRUN go build\nCMD ["/app"]\n',
        'go.mod': 'module example.com/shop\ngo 1.27\n',
      },
    },
    { name: 'a compatible release', files: { Dockerfile: python('python:3.13-slim'), 'pyproject.toml': pyproject('~=3.11') } },
    {
      name: 'a version file beside the project',
      files: { 'api/Dockerfile': node('node:24'), 'api/package.json': packageJson(), 'docs/.nvmrc': '22\n' },
    },
    { name: 'tests on an old version', files: { 'tests/Dockerfile': python('python:3.7-slim') } },
  ],
});
