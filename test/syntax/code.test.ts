import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CodeSyntax } from '../../src/syntax/code.js';
import { grammarsOf, parse } from '../../src/syntax/parse.js';
import type { Value } from '../../src/model/value.js';
import { documentOf } from '../support/facts.js';
import { grammars } from '../support/grammars.js';

async function read<T>(file: string, text: string, look: (code: CodeSyntax) => T): Promise<T> {
  const document = documentOf(file, text);
  await grammars.load(grammarsOf(document.format));
  const parsed = parse(document, grammars);
  try {
    return look(parsed.syntax as CodeSyntax);
  } finally {
    parsed.free();
  }
}

const names = (code: CodeSyntax): readonly string[] => [...code.calls('*')].map(({ name }) => name);

/** A value in short: texts in quotes, `?` for what is not known. */
function brief(value: Value | undefined): string {
  switch (value?.kind) {
    case undefined:
      return 'absent';
    case 'text':
      return JSON.stringify(value.text);
    case 'number':
      return String(value.number);
    case 'flag':
      return String(value.on);
    case 'nothing':
      return 'nothing';
    case 'list':
      return `[${value.items.map(brief).join(', ')}${value.complete ? '' : ', …'}]`;
    case 'joined':
      return value.parts.map(brief).join(' + ');
    case 'env':
      return `env ${value.name}${value.fallback ? ` or ${brief(value.fallback)}` : ''}`;
    case 'unknown':
      return '?';
  }
}

describe('names of what is called', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a.py', 'import fastapi\nfastapi.FastAPI()', ['fastapi.FastAPI']],
    ['a.py', 'from fastapi import FastAPI as F\napp = F()\napp.get("/")', ['fastapi.FastAPI', 'fastapi.FastAPI().get']],
    ['a.py', 'from .routers import users\nusers.router.get("/")', ['.routers.users.router.get']],
    ['a.py', 'from . import users\nusers.go()', ['.users.go']],
    ['a.py', 'import a.b.c\na.b.c.go()', ['a.b.c.go']],
    [
      'a.py',
      'class A:\n  def __init__(self):\n    self.app = Flask()\n  def go(self):\n    self.app.route("/")',
      ['Flask', 'Flask().route'],
    ],
    ['a.py', 'from flask import Flask\ndef setup(app: Flask):\n  app.route("/")', ['flask.Flask().route']],
    ['a.py', 'def f(app):\n  app.get("/")\napp = X()', ['app.get', 'X']],
    ['a.py', 'a = b\nb = a\na.go()', ['a.go']],
    ['a.js', "const express = require('express');\nconst app = express();\napp.get('/')", ['require', 'express', 'express().get']],
    ['a.js', "const { Router: R } = require('express');\nR().get('/')", ['require', 'express.Router().get', 'express.Router']],
    ['a.js', "require('cors')()", ['cors', 'require']],
    [
      'a.ts',
      "import express, { Router } from 'express';\nconst r: Router = Router();\nr.get('/')",
      ['express.Router', 'express.Router().get'],
    ],
    ['a.ts', "import * as http from 'node:http';\nhttp.createServer()", ['node:http.createServer']],
    ['a.ts', "import { Controller as C } from '@nestjs/common';\n@C('x')\nclass A {}", ['@nestjs/common.Controller']],
    ['a.ts', "import users from './users';\nusers.get('/')", ['./users.get']],
    [
      'a.ts',
      'async function f() { const app = await NestFactory.create(M); app.enableCors(); }',
      ['NestFactory.create', 'NestFactory.create().enableCors'],
    ],
    [
      'a.ts',
      "import { App } from 'x';\nclass A { constructor(private readonly app: App) {} }\nfunction f(app: App) { app.go() }",
      ['x.App().go'],
    ],
    [
      'a.go',
      'package a\nimport m "github.com/gorilla/mux"\nfunc f() { r := m.NewRouter(); r.HandleFunc("/", nil) }',
      ['github.com/gorilla/mux.NewRouter', 'github.com/gorilla/mux.NewRouter().HandleFunc'],
    ],
    ['a.go', 'package a\nimport "github.com/go-chi/chi/v5"\nfunc f() { chi.NewRouter() }', ['github.com/go-chi/chi/v5.NewRouter']],
    ['a.go', 'package a\nimport "crypto/tls"\nvar c = &tls.Config{InsecureSkipVerify: true}', ['crypto/tls.Config']],
    ['A.java', 'import org.x.Cors;\nclass A { void f() { Cors c = new Cors(); c.add("*"); } }', ['org.x.Cors', 'org.x.Cors().add']],
    ['A.java', 'import org.x.Get;\nclass A { @Get("/x") void f() {} }', ['org.x.Get']],
  ];
  for (const [file, text, expected] of cases)
    it(`${file}: ${text.replaceAll('\n', '; ').slice(0, 90)}`, async () => {
      assert.deepEqual([...(await read(file, text, names))].sort(), [...expected].sort());
    });
});

describe('values', () => {
  const python = (expression: string): readonly [string, string] => ['a.py', `import os\n${expression}`];
  const cases: readonly (readonly [readonly [string, string], string])[] = [
    [python('f("a" "b")'), '"ab"'],
    [python('f(r"a\\n")'), JSON.stringify('a\\n')],
    [python('f(f"a{x}b")'), '"a" + ? + "b"'],
    [python('X = "a"\nf(f"{X}b")'), '"ab"'],
    [python('f(["a", *rest])'), '["a", …]'],
    [python('X = ["a"]\nf(X + ["b"])'), '["a", "b"]'],
    [python('f(os.environ["X"])'), 'env X'],
    [python('f(os.getenv("X", "d"))'), 'env X or "d"'],
    [python('f(os.environ.get("X") or "d")'), 'env X or "d"'],
    [python('f(int(os.getenv("X", 3)))'), 'env X or 3'],
    [python('f(os.getenv("X", "*").split(","))'), 'env X or "*"'],
    [python('f(settings.x)'), '?'],
    [python('f(None)'), 'nothing'],
    [python('f(not True)'), '?'],
    [python('x = 1\nx = 2\nf(x)'), '?'],
    [python('x = 1\ndef g(x):\n  f(x)'), '?'],
    [python('f(a if b else c)'), '?'],
    [python('f(1_000)'), '1000'],
    [['a.js', 'f(process.env.X ?? "d")'], 'env X or "d"'],
    [['a.js', 'const { X } = process.env; f(X)'], 'env X'],
    [['a.js', 'f(process.env["X"])'], 'env X'],
    [['a.js', 'f(`a${b}`)'], '"a" + ?'],
    [['a.js', 'f(`a\\`b`)'], '"a`b"'],
    [['a.js', 'const K = "a"; f(K + "b")'], '"ab"'],
    [['a.js', 'let k = "a"; k += "b"; f(k)'], '?'],
    [['a.ts', 'f(true as boolean)'], 'true'],
    [['a.ts', 'f(import.meta.env.X)'], 'env X'],
    [['a.ts', 'f(undefined)'], 'nothing'],
    [['a.go', 'package a\nimport "os"\nfunc g() { f(os.Getenv("X")) }'], 'env X'],
    [['a.go', 'package a\nconst K = `a\\n`\nfunc g() { f(K) }'], JSON.stringify('a\\n')],
    [['a.go', 'package a\nfunc g() { f([]string{"*"}) }'], '["*"]'],
    [['A.java', 'class A { static final String P = "/p"; void g() { f(P + "/q"); } }'], '"/p/q"'],
    [['A.java', 'class A { void g() { f(List.of("*")); } }'], '["*"]'],
    [['A.java', 'class A { void g() { f(System.getenv("X")); } }'], 'env X'],
  ];
  for (const [[file, text], expected] of cases)
    it(`${file}: ${text.replaceAll('\n', '; ')}`, async () => {
      const value = await read(file, text, (code) => brief([...code.calls('f')][0]?.arg(0)?.value));
      assert.equal(value, expected);
    });
});

describe('slots', () => {
  const written = (
    text: string,
    slot: { readonly span: { start: number; end: number }; readonly before: string; readonly after: string } | undefined,
  ): string | undefined => slot && `${text.slice(0, slot.span.start)}${slot.before}X${slot.after}${text.slice(slot.span.end)}`;
  const cases: readonly (readonly [string, string])[] = [
    ['f()', 'f({ a: X })'],
    ['f({})', 'f({ a: X })'],
    ['f({ b: 1 })', 'f({ a: X, b: 1 })'],
    ['f({\n  b: 1,\n})', 'f({\n  a: X,\n  b: 1,\n})'],
    ['f({\r\n  b: 1,\r\n})', 'f({\r\n  a: X,\r\n  b: 1,\r\n})'],
  ];
  for (const [text, expected] of cases)
    it(JSON.stringify(text), async () => {
      const result = await read('a.js', text, (code) => {
        const [call] = code.calls('f');
        return written(text, call?.arg(0)?.firstProperty('a: ') ?? call?.onlyArgument('{ a: ', ' }'));
      });
      assert.equal(result, expected);
    });
});

describe('any text', () => {
  for (const file of ['a.py', 'a.js', 'a.ts', 'a.tsx', 'a.go', 'A.java'])
    it(`is read without an exception as ${file}`, async () => {
      const pieces = fc.constantFrom(
        'f(',
        ')',
        'x = ',
        '"a"',
        '{',
        '}',
        '[',
        ']',
        ', ',
        '\n',
        'def f(a=1):',
        '  ',
        '@d',
        'class A:',
        '...',
        '`${',
        'import a',
        ' from b',
        'é😀',
        '=>',
        ' or ',
      );
      await fc.assert(
        fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
          const text = parts.join('');
          const seen: unknown[] = [];
          await read(file, text, (code) => {
            for (const call of code.calls('*')) {
              for (const arg of call.args)
                seen.push(arg.value, arg.name, arg.items, arg.entries, arg.conditions, arg.function, arg.resolved.span);
              assert.ok(call.span.start >= 0 && call.span.end <= text.length);
              seen.push(call.target, call.decorated, call.lastArgument('a='));
            }
            for (const named of code.namedValues()) assert.ok(named.nameSpan.end <= text.length);
            seen.push(
              code.exports,
              code.declarations.map(({ path, bases, parameters }) => [path, bases, parameters]),
            );
          });
        }),
        { numRuns: 60 },
      );
    });
});
