import assert from 'node:assert/strict';
import { applyEdits } from '../../src/edits/apply.js';
import { type Wanted, addImport } from '../../src/edits/imports.js';
import type { Format } from '../../src/model/document.js';
import { documentOf } from '../syntax/document.js';

const FORMATS: Readonly<Record<string, Format>> = {
  py: 'python',
  js: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  go: 'go',
  java: 'java',
  yaml: 'yaml',
};

const CASES: readonly { name: string; file: string; code: string; wanted: string | Wanted; fixed?: string }[] = [
  {
    name: 'names of a Python module',
    file: 'a.py',
    code: 'import sys\n',
    wanted: { module: 'datetime', names: ['timedelta', 'date'] },
    fixed: 'import sys\nfrom datetime import date, timedelta\n',
  },
  {
    name: 'names beside others',
    file: 'a.py',
    code: 'from os import path\n',
    wanted: { module: 'os', names: ['environ'] },
    fixed: 'from os import environ, path\n',
  },
  {
    name: 'no names twice',
    file: 'a.py',
    code: 'from os import (\n    environ,\n    path,\n)\n',
    wanted: { module: 'os', names: ['environ'] },
    fixed: 'from os import (\n    environ,\n    path,\n)\n',
  },
  {
    name: 'a third-party module behind the standard ones',
    file: 'a.py',
    code: 'import os\n\nx = 1\n',
    wanted: 'structlog',
    fixed: 'import os\n\nimport structlog\n\nx = 1\n',
  },
  { name: 'a module into an empty file', file: 'a.py', code: '', wanted: 'os', fixed: 'import os\n' },
  {
    name: 'a module behind #!',
    file: 'a.py',
    code: '#!/usr/bin/env python3\nx = 1\n',
    wanted: 'os',
    fixed: '#!/usr/bin/env python3\nimport os\n\nx = 1\n',
  },
  {
    name: 'a module that only a function imports',
    file: 'a.py',
    code: 'import sys\n\ndef f():\n    import os\n',
    wanted: 'os',
    fixed: 'import os\nimport sys\n\ndef f():\n    import os\n',
  },
  {
    name: 'a module that a comment names',
    file: 'a.py',
    code: '# import os\nimport sys\n',
    wanted: 'os',
    fixed: '# import os\nimport os\nimport sys\n',
  },
  {
    name: 'a default export',
    file: 'a.ts',
    code: "import express from 'express';\n\nexpress();\n",
    wanted: { module: 'helmet', as: 'helmet' },
    fixed: "import express from 'express';\nimport helmet from 'helmet';\n\nexpress();\n",
  },
  {
    name: 'without semicolons',
    file: 'a.js',
    code: 'import a from "a"\n\na()\n',
    wanted: { module: 'b', names: ['c'] },
    fixed: 'import a from "a"\nimport { c } from "b"\n\na()\n',
  },
  {
    name: 'names beside others of the module',
    file: 'a.ts',
    code: "import { a } from 'x';\n",
    wanted: { module: 'x', names: ['b'] },
    fixed: "import { a, b } from 'x';\n",
  },
  {
    name: 'names below each other',
    file: 'a.ts',
    code: "import {\n  a,\n  b,\n} from 'x';\n",
    wanted: { module: 'x', names: ['c'] },
    fixed: "import {\n  a,\n  b,\n  c,\n} from 'x';\n",
  },
  {
    name: 'CommonJS',
    file: 'a.js',
    code: "'use strict';\n\nconst express = require('express');\n",
    wanted: { module: 'helmet', as: 'helmet' },
    fixed: "'use strict';\n\nconst express = require('express');\nconst helmet = require('helmet');\n",
  },
  {
    name: 'CommonJS that imports nothing yet',
    file: 'a.js',
    code: '"use strict";\n\nmodule.exports = 1;\n',
    wanted: { module: 'b', names: ['c'] },
    fixed: '"use strict";\nconst { c } = require("b");\n\nmodule.exports = 1;\n',
  },
  {
    name: 'nothing that is there',
    file: 'a.js',
    code: "const { a: b } = require('x');\n",
    wanted: { module: 'x', names: ['a'] },
    fixed: "const { a: b } = require('x');\n",
  },
  {
    name: 'a Go package',
    file: 'a.go',
    code: '// x\npackage a\n\n/*\nimport "os"\n*/\nimport (\n\t"time"\n)\n',
    wanted: 'os',
    fixed: '// x\npackage a\n\n/*\nimport "os"\n*/\nimport (\n\t"os"\n\t"time"\n)\n',
  },
  {
    name: 'a Go package with CRLF',
    file: 'a.go',
    code: 'package a\r\n\r\nimport (\r\n\t"fmt"\r\n)\r\n',
    wanted: 'os',
    fixed: 'package a\r\n\r\nimport (\r\n\t"fmt"\r\n\t"os"\r\n)\r\n',
  },
  {
    name: 'a Go package among single imports',
    file: 'a.go',
    code: 'package a\n\nimport "fmt"\nimport "time"\n',
    wanted: 'os',
    fixed: 'package a\n\nimport "fmt"\nimport "os"\nimport "time"\n',
  },
  {
    name: 'a Java type',
    file: 'A.java',
    code: 'package a;\n\nimport java.util.Map;\nimport org.x.Y;\n',
    wanted: 'java.util.List',
    fixed: 'package a;\n\nimport java.util.List;\nimport java.util.Map;\nimport org.x.Y;\n',
  },
  {
    name: 'a Java type of a package that is there',
    file: 'A.java',
    code: 'import java.util.*;\n',
    wanted: 'java.util.List',
    fixed: 'import java.util.*;\n',
  },
  {
    name: 'a Java type behind others',
    file: 'A.java',
    code: 'import org.x.Y;\n\nclass A {}\n',
    wanted: 'java.util.List',
    fixed: 'import org.x.Y;\n\nimport java.util.List;\n\nclass A {}\n',
  },
  { name: 'nothing where there are no imports', file: 'a.yaml', code: 'a: 1\n', wanted: 'os' },
];

describe('edits: imports', () => {
  for (const { name, file, code, wanted, fixed } of CASES)
    it(`imports ${name}`, () => {
      const document = documentOf(file, FORMATS[file.slice(file.lastIndexOf('.') + 1)] ?? 'text', code);
      const edits = addImport(document, wanted);
      const after = edits && applyEdits(code, edits);
      assert.equal(after, fixed);
      if (after !== undefined) assert.deepEqual(addImport({ ...document, text: after }, wanted), [], 'a second time');
    });
});
