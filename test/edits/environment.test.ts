import assert from 'node:assert/strict';
import { applyEdits } from '../../src/edits/apply.js';
import { listFromEnvironment, readEnvironment } from '../../src/edits/environment.js';
import type { Format } from '../../src/model/document.js';
import type { Value } from '../../src/model/value.js';
import { documentOf } from '../syntax/document.js';

/** The text without `«»`, and where they stood. */
function marked(code: string): { readonly text: string; readonly span: { readonly start: number; readonly end: number } } {
  const start = code.indexOf('«');
  const end = code.indexOf('»') - 1;
  return { text: code.replace(/[«»]/g, ''), span: { start, end } };
}

const FORMATS: Readonly<Record<string, Format>> = {
  py: 'python',
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  tsx: 'tsx',
  go: 'go',
  java: 'java',
  yml: 'yaml',
  yaml: 'yaml',
  properties: 'properties',
  sh: 'shell',
  json: 'json',
  conf: 'nginx',
  env: 'dotenv',
  toml: 'toml',
};

interface Case {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  /** Absent where nothing can be written. */
  readonly fixed?: string;
}

const documentAt = (file: string, text: string) => documentOf(file, FORMATS[file.slice(file.lastIndexOf('.') + 1)] ?? 'text', text);

const READS: readonly Case[] = [
  { name: 'Python, with the import', file: 'a.py', code: 'KEY = «"x"»\n', fixed: 'import os\n\nKEY = os.environ["X"]\n' },
  { name: 'Python in its quotes', file: 'a.py', code: "import os\n\nKEY = «'x'»\n", fixed: "import os\n\nKEY = os.environ['X']\n" },
  {
    name: 'Python under another name',
    file: 'a.py',
    code: 'import os as _os\nKEY = «"x"»\n',
    fixed: 'import os as _os\nKEY = _os.environ["X"]\n',
  },
  {
    name: 'Python with environ imported',
    file: 'a.py',
    code: 'from os import path, environ as env\nKEY = «"x"»\n',
    fixed: 'from os import path, environ as env\nKEY = env["X"]\n',
  },
  {
    name: 'Python with only getenv imported',
    file: 'a.py',
    code: 'from os import getenv\nKEY = «"x"»\n',
    fixed: 'import os\nfrom os import getenv\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python among other imports',
    file: 'a.py',
    code: 'import json\nimport sys\nfrom typing import Any\n\nimport requests\n\nKEY = «"x"»\n',
    fixed: 'import json\nimport os\nimport sys\nfrom typing import Any\n\nimport requests\n\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python before from-imports',
    file: 'a.py',
    code: 'from datetime import date\n\nfrom app import x\n\nKEY = «"x"»\n',
    fixed: 'import os\nfrom datetime import date\n\nfrom app import x\n\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python above two groups without the standard library',
    file: 'a.py',
    code: 'from django.db import models\n\nfrom .x import y\n\nKEY = «"x"»\n',
    fixed: 'import os\n\nfrom django.db import models\n\nfrom .x import y\n\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python behind the docstring',
    file: 'a.py',
    code: '"""Settings.\n\nimport os\n"""\n\nKEY = «"x"»\n',
    fixed: '"""Settings.\n\nimport os\n"""\n\nimport os\n\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python behind __future__',
    file: 'a.py',
    code: 'from __future__ import annotations\n\nKEY = «"x"»\n',
    fixed: 'from __future__ import annotations\n\nimport os\n\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python behind imports in brackets',
    file: 'a.py',
    code: 'from os import (\n    path,\n    sep,\n)\nimport sys\nKEY = «"x"»\n',
    fixed: 'from os import (\n    path,\n    sep,\n)\nimport os\nimport sys\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python with CRLF',
    file: 'a.py',
    code: 'import sys\r\nKEY = «"x"»\r\n',
    fixed: 'import os\r\nimport sys\r\nKEY = os.environ["X"]\r\n',
  },
  { name: 'Python bytes', file: 'a.py', code: 'import os\nKEY = «b"x"»\n', fixed: 'import os\nKEY = os.environ["X"].encode()\n' },
  {
    name: 'Python in a call',
    file: 'a.py',
    code: 'import os\ncall(key=«"x"», b=1)\n',
    fixed: 'import os\ncall(key=os.environ["X"], b=1)\n',
  },
  {
    name: 'Python with decouple',
    file: 'a.py',
    code: 'from decouple import config\nKEY = «"x"»\n',
    fixed: 'from decouple import config\nKEY = config("X")\n',
  },
  {
    name: 'Python with django-environ',
    file: 'a.py',
    code: 'import environ\nenv = environ.Env()\nKEY = «"x"»\n',
    fixed: 'import environ\nenv = environ.Env()\nKEY = env("X")\n',
  },
  {
    name: 'Python instead of another read',
    file: 'a.py',
    code: 'import os\nKEY = «os.environ.get("X", "secret")»\n',
    fixed: 'import os\nKEY = os.environ["X"]\n',
  },
  {
    name: 'Python in a function that an import below serves',
    file: 'a.py',
    code: 'def f():\n    return «"x"»\nimport os\n',
    fixed: 'def f():\n    return os.environ["X"]\nimport os\n',
  },
  { name: 'JavaScript', file: 'a.js', code: "const key = «'x'»;\n", fixed: 'const key = process.env.X;\n' },
  {
    name: 'JavaScript with env imported',
    file: 'a.mjs',
    code: "import { env } from 'node:process';\nconst key = «'x'»;\n",
    fixed: "import { env } from 'node:process';\nconst key = env.X;\n",
  },
  { name: 'JavaScript in an object', file: 'a.js', code: "call({ key: «'x'», b: 1 });\n", fixed: 'call({ key: process.env.X, b: 1 });\n' },
  {
    name: 'a property of JSX',
    file: 'a.jsx',
    code: 'const a = <Map onClick={() => 1} apiKey=«"x"» />;\n',
    fixed: 'const a = <Map onClick={() => 1} apiKey={process.env.X} />;\n',
  },
  { name: 'TypeScript', file: 'a.ts', code: "const key: string = «'x'»;\n", fixed: 'const key: string = process.env.X!;\n' },
  {
    name: 'TypeScript as the file does it',
    file: 'a.ts',
    code: "const a = process.env.A as string;\nconst key = «'x'»;\n",
    fixed: 'const a = process.env.A as string;\nconst key = process.env.X as string;\n',
  },
  {
    name: 'TypeScript with a fallback behind it',
    file: 'a.ts',
    code: "const key = «'x'» ?? y;\n",
    fixed: 'const key = process.env.X ?? y;\n',
  },
  {
    name: 'Deno',
    file: 'a.ts',
    code: "const a = Deno.env.get('A');\nconst key = «'x'»;\n",
    fixed: "const a = Deno.env.get('A');\nconst key = Deno.env.get('X')!;\n",
  },
  {
    name: 'Go, with the import',
    file: 'a.go',
    code: 'package main\n\nvar key = «"x"»\n',
    fixed: 'package main\n\nimport "os"\n\nvar key = os.Getenv("X")\n',
  },
  {
    name: 'Go into the group',
    file: 'a.go',
    code: 'package main\n\nimport (\n\t"fmt"\n\t"strings"\n\n\t"github.com/a/b"\n)\n\nvar key = «"x"»\n',
    fixed: 'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n\n\t"github.com/a/b"\n)\n\nvar key = os.Getenv("X")\n',
  },
  {
    name: 'Go above other modules',
    file: 'a.go',
    code: 'package main\n\nimport (\n\t"github.com/a/b"\n)\n\nvar key = «"x"»\n',
    fixed: 'package main\n\nimport (\n\t"os"\n\n\t"github.com/a/b"\n)\n\nvar key = os.Getenv("X")\n',
  },
  {
    name: 'Go beside a single import',
    file: 'a.go',
    code: 'package main\n\nimport "fmt"\n\nvar key = «"x"»\n',
    fixed: 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nvar key = os.Getenv("X")\n',
  },
  {
    name: 'Go under another name',
    file: 'a.go',
    code: 'package main\n\nimport sys "os"\n\nvar key = «"x"»\n',
    fixed: 'package main\n\nimport sys "os"\n\nvar key = sys.Getenv("X")\n',
  },
  {
    name: 'a constant of Go',
    file: 'a.go',
    code: 'package main\n\nimport "os"\n\nconst key string = «"x"»\n',
    fixed: 'package main\n\nimport "os"\n\nvar key string = os.Getenv("X")\n',
  },
  { name: 'Java', file: 'A.java', code: 'class A { String key = «"x"»; }\n', fixed: 'class A { String key = System.getenv("X"); }\n' },
  {
    name: 'an annotation of Spring',
    file: 'A.java',
    code: 'import org.springframework.beans.factory.annotation.Value;\nclass A { @Value(«"x"») String key; }\n',
    fixed: 'import org.springframework.beans.factory.annotation.Value;\nclass A { @Value("${X}") String key; }\n',
  },
  {
    name: 'properties of Spring',
    file: 'src/main/resources/application-prod.properties',
    code: 'a.password=«x y»\n',
    fixed: 'a.password=${X}\n',
  },
  { name: 'YAML of Spring', file: 'application.yml', code: 'a:\n  password: «x» # old\n', fixed: 'a:\n  password: ${X} # old\n' },
  {
    name: 'compose in its quotes',
    file: 'docker-compose.prod.yml',
    code: "environment:\n  A: «'x'»\n",
    fixed: "environment:\n  A: '${X}'\n",
  },
  { name: 'compose in a list', file: 'compose.yaml', code: 'environment:\n  - A=«x»\n', fixed: 'environment:\n  - A=${X}\n' },
  { name: 'compose in a flow map', file: 'compose.yaml', code: 'environment: {A: «x», B: 1}\n', fixed: 'environment: {A: "${X}", B: 1}\n' },
  { name: 'a block of text', file: 'compose.yaml', code: 'a: «|\n  x\n  y»\nb: 1\n', fixed: 'a: ${X}\nb: 1\n' },
  { name: "a workflow's secret", file: '.github/workflows/ci.yml', code: 'env:\n  A: «x»\n', fixed: 'env:\n  A: ${{ secrets.X }}\n' },
  { name: 'shell', file: 'a.sh', code: 'TOKEN=«abc»\n', fixed: 'TOKEN="${X:?}"\n' },
  { name: 'shell inside quotes', file: 'a.sh', code: 'curl -H "Authorization: «abc»"\n', fixed: 'curl -H "Authorization: ${X:?}"\n' },

  { name: 'nothing in part of a text', file: 'a.py', code: 'URL = "postgres://u:«x»@h"\n' },
  { name: 'nothing in part of a text of words', file: 'a.js', code: "const a = 'Bearer «x»';\n" },
  { name: 'nothing where Vite builds', file: 'a.ts', code: "const a = import.meta.env.A;\nconst key = «'x'»;\n" },
  { name: 'nothing in an enum', file: 'a.ts', code: "enum A {\n  B = 'b',\n  C = «'x'»,\n}\n" },
  { name: 'nothing in a block of constants', file: 'a.go', code: 'package a\n\nconst (\n\tA = "a"\n\tB = «"x"»\n)\n' },
  { name: 'nothing in an annotation of others', file: 'A.java', code: 'class A { @Named(«"x"») String key; }\n' },
  { name: 'nothing in a case', file: 'A.java', code: 'switch (a) { case «"x"»: }\n' },
  { name: 'nothing in single quotes of shell', file: 'a.sh', code: "curl -H 'Authorization: «abc»'\n" },
  { name: 'nothing in other YAML', file: 'values.yaml', code: 'a: «x»\n' },
  { name: 'nothing in other properties', file: 'log4j.properties', code: 'a=«x»\n' },
  { name: 'nothing in JSON', file: 'a.json', code: '{"a": «"x"»}' },
  { name: 'nothing in nginx', file: 'a.conf', code: 'a «x»;' },
  { name: 'nothing in dotenv', file: 'a.env', code: 'A=«x»' },
];

type Shape = (span: { readonly start: number; readonly end: number }) => Value;
const list: Shape = (span) => ({ kind: 'list', items: [], complete: true, span });
const text: Shape = (span) => ({ kind: 'text', text: '*', span });

const LISTS: readonly (Case & { readonly value?: Shape })[] = [
  { name: 'Python', file: 'a.py', code: 'import os\nA = «["*"]»\n', fixed: 'import os\nA = os.environ["ORIGINS"].split(",")\n' },
  {
    name: 'Python in single quotes',
    file: 'a.py',
    code: "from fastapi import FastAPI\nA = «['*']»\n",
    fixed: "import os\nfrom fastapi import FastAPI\nA = os.environ['ORIGINS'].split(',')\n",
  },
  {
    name: 'Python with django-environ',
    file: 'a.py',
    code: 'import environ\nenv = environ.Env(DEBUG=(bool, False))\nA = «["*"]»\n',
    fixed: 'import environ\nenv = environ.Env(DEBUG=(bool, False))\nA = env.list("ORIGINS")\n',
  },
  {
    name: 'JavaScript',
    file: 'a.js',
    code: 'import cors from "cors";\nuse(cors({ origin: «["*"]» }));\n',
    fixed: 'import cors from "cors";\nuse(cors({ origin: process.env.ORIGINS?.split(",") ?? [] }));\n',
  },
  {
    name: 'JavaScript in single quotes',
    file: 'a.js',
    code: "use(cors({ origin: «'*'» }));\n",
    fixed: "use(cors({ origin: process.env.ORIGINS?.split(',') ?? [] }));\n",
    value: text,
  },
  {
    name: 'Go, with both imports',
    file: 'a.go',
    code: 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/rs/cors"\n)\n\nvar o = cors.Options{AllowedOrigins: «[]string{"*"}»}\n',
    fixed:
      'package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"strings"\n\n\t"github.com/rs/cors"\n)\n\nvar o = cors.Options{AllowedOrigins: strings.Split(os.Getenv("ORIGINS"), ",")}\n',
  },
  {
    name: 'Go with a single import',
    file: 'a.go',
    code: 'package main\n\nimport "github.com/rs/cors"\n\nvar o = cors.Options{AllowedOrigins: «[]string{"*"}»}\n',
    fixed:
      'package main\n\nimport (\n\t"os"\n\t"strings"\n\n\t"github.com/rs/cors"\n)\n\nvar o = cors.Options{AllowedOrigins: strings.Split(os.Getenv("ORIGINS"), ",")}\n',
  },
  {
    name: 'Java in a call',
    file: 'A.java',
    code: 'class A { void a() { r.addMapping("/**").allowedOrigins(«"*"»); } }\n',
    fixed: 'class A { void a() { r.addMapping("/**").allowedOrigins(System.getenv("ORIGINS").split(",")); } }\n',
    value: text,
  },
  {
    name: 'Java in a list',
    file: 'A.java',
    code: 'package a;\n\nimport java.util.Arrays;\n\nclass A { void a() { c.setAllowedOrigins(«Arrays.asList("*")»); } }\n',
    fixed:
      'package a;\n\nimport java.util.Arrays;\n\nclass A { void a() { c.setAllowedOrigins(Arrays.asList(System.getenv("ORIGINS").split(","))); } }\n',
  },
  {
    name: 'Java in a list of one',
    file: 'A.java',
    code: 'package a;\n\nimport java.util.Collections;\n\nclass A { void a() { c.setAllowedOrigins(«Collections.singletonList("*")»); } }\n',
    fixed:
      'package a;\n\nimport java.util.Collections;\nimport java.util.List;\n\nclass A { void a() { c.setAllowedOrigins(List.of(System.getenv("ORIGINS").split(","))); } }\n',
  },
  {
    name: 'an annotation of Spring',
    file: 'A.java',
    code: 'import org.springframework.web.bind.annotation.*;\n@CrossOrigin(origins = «"*"»)\nclass A {}\n',
    fixed: 'import org.springframework.web.bind.annotation.*;\n@CrossOrigin(origins = "${ORIGINS}")\nclass A {}\n',
    value: text,
  },
  {
    name: 'properties of Spring',
    file: 'application.properties',
    code: 'a.allowed-origins=«*»\n',
    fixed: 'a.allowed-origins=${ORIGINS}\n',
    value: text,
  },
  {
    name: 'a list of YAML',
    file: 'application.yml',
    code: 'a:\n  allowed-origins:\n    «- "*"\n    - x»\n  b: 1\n',
    fixed: 'a:\n  allowed-origins: ${ORIGINS}\n  b: 1\n',
  },
  { name: 'nothing for one name in Java', file: 'A.java', code: 'class A { void a() { c.addAllowedOrigin(«"*"»); } }\n', value: text },
  { name: 'nothing for one text in Go', file: 'a.go', code: 'package a\n\nvar a = «"*"»\n', value: text },
  { name: 'nothing in nginx', file: 'a.conf', code: 'add_header A «*»;', value: text },
];

describe('edits: the environment', () => {
  for (const { name, file, code, fixed } of READS)
    it(`reads ${name}`, () => {
      const { text: before, span } = marked(code);
      const edits = readEnvironment(documentAt(file, before), span, 'X');
      assert.equal(edits && applyEdits(before, edits), fixed);
    });

  for (const { name, file, code, fixed, value = list } of LISTS)
    it(`reads a list in ${name}`, () => {
      const { text: before, span } = marked(code);
      const edits = listFromEnvironment(documentAt(file, before), value(span), 'ORIGINS');
      assert.equal(edits && applyEdits(before, edits), fixed);
    });

  it('fills the place of a default', () => {
    const before = 'import cors from "cors";\napp.use(cors());\n';
    const at = before.indexOf('()') + 1;
    const value: Value = {
      kind: 'text',
      text: '*',
      span: { start: at - 5, end: at + 1 },
      slot: { span: { start: at, end: at }, before: '{ origin: ', after: ' }' },
    };
    const edits = listFromEnvironment(documentAt('a.js', before), value, 'ORIGINS');
    assert.equal(
      edits && applyEdits(before, edits),
      'import cors from "cors";\napp.use(cors({ origin: process.env.ORIGINS?.split(",") ?? [] }));\n',
    );
  });

  it('leaves another document alone', () => {
    assert.equal(
      listFromEnvironment(documentAt('a.py', 'A = ["*"]\n'), { ...list({ start: 4, end: 9 }), uri: 'file:///w/b.py' }, 'ORIGINS'),
      undefined,
    );
  });
});
