import { type Words, capital } from './words.js';

/** Writes one file of a kind: at least `size` characters long, where its kind has a length. */
export type Writer = (words: Words, size: number) => string;

/** Parts one after the other, until they are long enough. */
function filled(head: string, size: number, part: () => string, tail = ''): string {
  const parts = [head];
  for (let length = head.length; length < size;) {
    const text = part();
    parts.push(text);
    length += text.length;
  }
  parts.push(tail);
  return parts.join('');
}

const repeat = (times: number, part: (i: number) => string): string => Array.from({ length: times }, (_, i) => part(i)).join('');

// ---- Python ----

function pythonFunction(words: Words, indent = ''): string {
  const [a, b, c] = [words.snake, words.snake, words.snake];
  const first = indent === '' ? '' : 'self, ';
  const own = indent === '' ? '' : 'self.';
  const body = [
    `def ${words.verb}_${a}(${first}${b}: str, ${c}: int = ${words.chance.below(90)}) -> dict[str, Any]:`,
    `    """${words.sentence}"""`,
    `    ${a} = {"${words.noun}": ${b}, "${words.noun}": ${c} * ${words.chance.below(40)}}`,
    `    for ${words.noun[0]}, entry in enumerate(${own}${words.noun}s):`,
    `        if entry.${words.noun} is None or not entry.${words.adjective}:`,
    `            logger.info("${words.sentence}", extra={"${words.noun}": entry})`,
    `            continue`,
    `        # ${words.sentence}`,
    `        ${a}[entry.${words.noun}] = [${words.verb}(part) for part in entry.${words.noun}s if part.${words.adjective} > ${c}]`,
    `    try:`,
    `        ${a}["${words.noun}"] = ${words.verb}_${words.noun}(${b}, ${words.noun}=${c})`,
    `    except ValueError as error:`,
    `        raise ${capital(words.noun)}Error(f"{${b}}: ${words.sentence}") from error`,
    `    return ${a}`,
  ];
  return `${body.map((line) => indent + line).join('\n')}\n\n\n`;
}

function pythonClass(words: Words): string {
  const name = words.pascal;
  const fields = repeat(
    3,
    () =>
      `    ${words.snake}: ${words.chance.of(['str', 'int', 'float', 'list[str]', 'datetime | None'])} = ${words.chance.of(['None', '0', 'field(default_factory=list)'])}\n`,
  );
  return `@dataclass\nclass ${name}(${words.pascal}Base):\n    """${words.sentence}"""\n\n${fields}\n${pythonFunction(words, '    ')}${pythonFunction(words, '    ')}`;
}

const PYTHON_HEAD = (words: Words): string =>
  `"""${words.sentence}"""\nfrom __future__ import annotations\n\nimport logging\nfrom dataclasses import dataclass, field\nfrom datetime import datetime\nfrom typing import Any\n\nfrom ${words.noun}.${words.noun} import ${words.pascal}, ${words.verb}_${words.noun}\n\nlogger = logging.getLogger(__name__)\n\n\n`;

export const python: Writer = (words, size) =>
  filled(PYTHON_HEAD(words), size, () => (words.chance.one(0.3) ? pythonClass(words) : pythonFunction(words)));

export const pythonTest: Writer = (words, size) =>
  filled(`import pytest\n\nfrom ${words.noun}.${words.noun} import ${words.pascal}\n\n\n`, size, () => {
    const noun = words.snake;
    return `@pytest.mark.parametrize("${noun}", [${words.chance.below(99)}, ${words.chance.below(99)}])\ndef test_${words.verb}s_${noun}(${noun}, client):\n    response = client.get(f"/${words.noun}s/{${noun}}")\n    assert response.status_code == ${words.chance.of([200, 201, 404])}\n    assert response.json()["${words.noun}"] == ${words.chance.below(40)}  # ${words.sentence}\n\n\n`;
  });

export const fastapi: Writer = (words, size) =>
  filled(
    `${PYTHON_HEAD(words)}import os\n\nfrom fastapi import Depends, FastAPI, HTTPException\nfrom fastapi.middleware.cors import CORSMiddleware\n\nfrom .routers import ${words.noun}s\n\napp = FastAPI(title="${words.sentence}")\napp.add_middleware(CORSMiddleware, allow_origins=os.environ["ORIGINS"].split(","), allow_methods=["GET"])\napp.include_router(${words.noun}s.router, prefix="/api")\nDATABASE_PASSWORD = os.environ["DATABASE_PASSWORD"]\n\n\n`,
    size,
    () =>
      `@app.${words.chance.of(['get', 'post', 'put'])}("/${words.noun}s/{${words.noun}_id}/${words.noun}")\nasync def ${words.verb}_${words.snake}(${words.noun}_id: int, ${words.noun}: str = Depends(${words.verb}_${words.noun})):\n    """${words.sentence}"""\n    if ${words.noun}_id < 0:\n        raise HTTPException(status_code=404, detail="${words.sentence}")\n    return {"${words.noun}": ${words.noun}_id, "${words.noun}": await ${words.verb}(${words.noun}_id)}\n\n\n${words.chance.one(0.3) ? pythonFunction(words) : ''}`,
  );

export const flask: Writer = (words, size) =>
  filled(
    `import os\nfrom flask import Flask, jsonify, request\nfrom flask_cors import CORS\n\napp = Flask(__name__)\napp.config["SECRET_KEY"] = os.environ["SECRET_KEY"]\nCORS(app, origins=["https://${words.noun}.example"])\n\n\n`,
    size,
    () =>
      `@app.route("/${words.noun}s/<int:${words.noun}_id>")\ndef ${words.verb}_${words.snake}(${words.noun}_id):\n    """${words.sentence}"""\n    return jsonify(${words.noun}=request.args.get("${words.noun}"), ${words.adjective}=${words.chance.below(9)})\n\n\n${pythonFunction(words)}`,
  );

export const djangoSettings: Writer = (words) =>
  `"""${words.sentence}"""\nimport os\nfrom pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\nSECRET_KEY = os.environ["SECRET_KEY"]\nDEBUG = os.environ.get("DEBUG") == "1"\nALLOWED_HOSTS = ["${words.noun}.example"]\nINSTALLED_APPS = [\n${repeat(20, () => `    "${words.noun}.${words.noun}",\n`)}]\nROOT_URLCONF = "${words.noun}.urls"\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "PASSWORD": os.environ["DB_PASSWORD"]}}\n`;

export const pythonAuth: Writer = (words, size) =>
  filled(
    `${PYTHON_HEAD(words)}import requests\n\nTOKEN_LIFETIME = 3600\n\n\n`,
    size,
    () =>
      `def login_${words.snake}(username: str, password: str, token: str | None = None):\n    """${words.sentence}"""\n    payload = {"username": username, "password": password, "token_type": "bearer"}\n    response = requests.post(f"{BASE_URL}/${words.noun}", json=payload, timeout=10)\n    if response.status_code != 200:\n        raise PermissionError("invalid password")\n    return response.json()["access_token"]\n\n\n${pythonFunction(words)}${pythonFunction(words)}`,
  );

// ---- JavaScript and TypeScript ----

function scriptFunction(words: Words, typed: boolean): string {
  const [a, b] = [words.camel, words.camel];
  const type = (name: string): string => (typed ? `: ${name}` : '');
  return `/** ${words.sentence} */
export ${words.chance.one(0.3) ? 'async ' : ''}function ${words.verb}${capital(a)}(${b}${type('string')}, options${type(`${words.pascal}Options`)} = {}) {
  const ${a} = ${b}.split(',').map((part) => part.trim()).filter((part) => part.length > ${words.chance.below(9)});
  // ${words.sentence}
  if (!${a}.length || options.${words.noun} === undefined) {
    throw new ${words.pascal}Error(\`${words.sentence} \${${b}}\`, { cause: options.${words.noun} });
  }
  for (const entry of ${a}) {
    const { ${words.noun}, ${words.noun}: other = ${words.chance.below(50)} } = ${words.verb}(entry, options);
    if (other > ${words.chance.below(500)}) return { ...options, ${words.noun}: entry, ${words.adjective}: [other, ${words.chance.below(9)}] };
  }
  return { ${words.noun}: ${a}.length, ${words.adjective}: ${words.chance.one(0.5)}, ${words.noun}: '${words.noun}' };
}

`;
}

const scriptHead = (words: Words, typed: boolean): string =>
  `${repeat(4, () => `import { ${words.camel}, ${words.pascal} } from '${words.chance.of(['./', '../', '@/lib/'])}${words.noun}-${words.noun}';\n`)}\n${typed ? `export interface ${words.pascal}Options {\n${repeat(4, () => `  readonly ${words.camel}?: ${words.chance.of(['string', 'number', 'boolean', 'readonly string[]'])};\n`)}}\n\n` : ''}`;

export const typescript: Writer = (words, size) => filled(scriptHead(words, true), size, () => scriptFunction(words, true));
export const javascript: Writer = (words, size) => filled(scriptHead(words, false), size, () => scriptFunction(words, false));

export const react: Writer = (words, size) =>
  filled(
    `import { useEffect, useState } from 'react';\n${scriptHead(words, true)}`,
    size,
    () => `export function ${words.pascal}Panel({ ${words.noun}, on${capital(words.verb)} }: Readonly<${words.pascal}Props>) {
  const [${words.noun}s, set${words.pascal}] = useState<readonly string[]>([]);
  useEffect(() => {
    void ${words.verb}(${words.noun}).then((found) => set${words.pascal}(found.map(({ ${words.noun}: name }) => name)));
  }, [${words.noun}]);
  return (
    <section className="${words.noun} ${words.adjective}-${words.noun}" aria-label="${words.sentence}">
      <h2>${words.sentence}</h2>
      {${words.noun}s.map((name) => (
        <button key={name} type="button" className="${words.noun}" onClick={() => on${capital(words.verb)}(name)}>
          {name} ${words.noun}
        </button>
      ))}
    </section>
  );
}

`,
  );

export const express: Writer = (words, size) =>
  filled(
    `const express = require('express');\nconst cors = require('cors');\n\nconst app = express();\napp.use(cors({ origin: process.env.ORIGIN }));\napp.use(express.json());\nconst sessionSecret = process.env.SESSION_SECRET;\n\n`,
    size,
    () => `app.${words.chance.of(['get', 'post', 'put', 'delete'])}('/${words.noun}s/:${words.noun}', async (req, res, next) => {
  // ${words.sentence}
  const ${words.noun} = await ${words.verb}(req.params.${words.noun}, req.body?.${words.noun});
  if (!${words.noun}) return res.status(404).json({ error: '${words.sentence}' });
  res.json({ ${words.noun}, ${words.adjective}: ${words.chance.below(9)} });
});

${words.chance.one(0.3) ? scriptFunction(words, false).replace('export ', '') : ''}`,
    'app.listen(process.env.PORT);\n',
  );

export const scriptTest: Writer = (words, size) =>
  filled(
    scriptHead(words, false),
    size,
    () =>
      `describe('${words.noun}', () => {\n  it('${words.verb}s ${words.adjective} ${words.noun}s', async () => {\n    const ${words.noun} = await ${words.verb}('${words.noun}', { ${words.noun}: ${words.chance.below(99)} });\n    expect(${words.noun}).toEqual({ ${words.noun}: '${words.noun}', ${words.adjective}: ${words.chance.below(99)} });\n  });\n});\n\n`,
  );

export const scriptAuth: Writer = (words, size) =>
  filled(
    scriptHead(words, true),
    size,
    () =>
      `export async function login${words.pascal}(username: string, password: string) {\n  const token = await fetch('/api/${words.noun}/login', { method: 'POST', body: JSON.stringify({ username, password }) });\n  if (!token.ok) throw new Error('wrong password');\n  return (await token.json()).accessToken;\n}\n\n${scriptFunction(words, true)}${scriptFunction(words, true)}`,
  );

/** What a bundler leaves: one line, or a few very long ones. */
export const minified: Writer = (words, size) => {
  const name = (): string => words.letters(1 + words.chance.below(2), 'abcdefghijklmnopqrstuvwxyz');
  return filled(
    '/*! bundle */!function(e,t){',
    size,
    () => {
      const [a, b] = [name(), name()];
      return `function ${a}(${b},n){var r=${b}.${words.noun}||"${words.noun}",o=[${words.chance.below(99)},n.${words.camel}];return r&&o.length>${words.chance.below(9)}?{${words.noun}:r,${a}:o.map((function(e){return e*n}))}:(t.${words.camel}(r,${b}),null)}${words.chance.one(0.02) ? '\n' : ''}`;
    },
    '}(window,document);',
  );
};

// ---- Go, Java ----

export const go: Writer = (words, size) =>
  filled(
    `// Package ${words.noun} ${words.verb}s ${words.noun}s.\npackage ${words.noun}\n\nimport (\n\t"context"\n\t"errors"\n\t"fmt"\n\n\t"example.com/${words.noun}/${words.noun}"\n)\n\n`,
    size,
    () => {
      const [type, noun] = [words.pascal, words.camel];
      return `// ${type} is what ${words.sentence}\ntype ${type} struct {\n${repeat(4, () => `\t${capital(words.camel)} ${words.chance.of(['string', 'int64', 'bool', '[]byte', 'map[string]string'])} \`json:"${words.snake},omitempty"\`\n`)}}\n\n// ${capital(words.verb)} says: ${words.sentence}\nfunc (s *${type}) ${capital(words.verb)}(ctx context.Context, ${noun} string) (*${type}, error) {\n\tif ${noun} == "" {\n\t\treturn nil, errors.New("${words.sentence}")\n\t}\n\tfor i, entry := range s.${capital(words.noun)} {\n\t\tif entry.${capital(words.noun)} > ${words.chance.below(80)} && i < len(s.${capital(words.noun)}) {\n\t\t\ts.${capital(words.noun)} = append(s.${capital(words.noun)}, fmt.Sprintf("%s: %d", ${noun}, i))\n\t\t}\n\t}\n\tresult, err := s.${words.noun}.${capital(words.verb)}(ctx, ${noun}, ${words.chance.below(99)})\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("${words.verb} ${words.noun}: %w", err)\n\t}\n\treturn result, nil\n}\n\n`;
    },
  );

export const goServer: Writer = (words, size) =>
  filled(
    `package main\n\nimport (\n\t"encoding/json"\n\t"net/http"\n\t"os"\n)\n\nvar apiToken = os.Getenv("API_TOKEN")\n\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/${words.noun}s", ${words.verb}${words.pascal})\n\thttp.ListenAndServe(":8080", mux)\n}\n\n`,
    size,
    () =>
      `func ${words.verb}${words.pascal}${words.letters(3)}(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set("Content-Type", "application/json")\n\tif r.Method != http.MethodGet {\n\t\thttp.Error(w, "${words.sentence}", http.StatusMethodNotAllowed)\n\t\treturn\n\t}\n\tjson.NewEncoder(w).Encode(map[string]int{"${words.noun}": ${words.chance.below(99)}})\n}\n\n`,
  );

const javaMethod = (words: Words): string =>
  `    /** ${words.sentence} */\n    public ${words.pascal} ${words.verb}${words.pascal}(String ${words.noun}, int ${words.noun}Count) {\n        if (${words.noun} == null || ${words.noun}.isEmpty()) {\n            throw new IllegalArgumentException("${words.sentence}");\n        }\n        List<${words.pascal}> found = new ArrayList<>();\n        for (${words.pascal} entry : this.${words.noun}s) {\n            if (entry.get${words.pascal}() > ${words.chance.below(99)}) {\n                found.add(entry.${words.verb}(${words.noun}, ${words.chance.below(99)})); // ${words.sentence}\n            }\n        }\n        return ${words.noun}Repository.${words.verb}(found).orElseThrow();\n    }\n\n`;

export const java: Writer = (words, size) =>
  filled(
    `package com.example.${words.noun};\n\nimport java.util.ArrayList;\nimport java.util.List;\nimport com.example.${words.noun}.${words.pascal};\n\n/** ${words.sentence} */\npublic class ${words.pascal}Service {\n    private final List<${words.pascal}> ${words.noun}s = new ArrayList<>();\n\n`,
    size,
    () => javaMethod(words),
    '}\n',
  );

export const spring: Writer = (words, size) =>
  filled(
    `package com.example.${words.noun};\n\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\n@RequestMapping("/api/${words.noun}s")\npublic class ${words.pascal}Controller {\n\n`,
    size,
    () =>
      `    @GetMapping("/{${words.noun}}/${words.noun}")\n    public ${words.pascal} ${words.verb}${words.pascal}(@PathVariable String ${words.noun}, @RequestParam(defaultValue = "${words.chance.below(9)}") int page) {\n        return service.${words.verb}(${words.noun}, page);\n    }\n\n${javaMethod(words)}`,
    '}\n',
  );

// ---- deployment and data ----

export const kubernetes: Writer = (words, size) =>
  filled('', size, () => {
    const name = `${words.noun}-${words.noun}`;
    return `---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  labels:\n    app: ${name}\nspec:\n  replicas: ${1 + words.chance.below(5)}\n  selector:\n    matchLabels:\n      app: ${name}\n  template:\n    metadata:\n      labels:\n        app: ${name}\n    spec:\n      containers:\n        - name: ${name}\n          image: registry.example/${name}:1.${words.chance.below(40)}\n          ports:\n            - containerPort: ${8000 + words.chance.below(999)}\n          env:\n            - name: DB_PASSWORD\n              valueFrom:\n                secretKeyRef:\n                  name: ${name}\n                  key: password\n          resources:\n            limits:\n              memory: ${words.chance.below(900)}Mi\n`;
  });

export const compose: Writer = (words, size) =>
  filled(
    'services:\n',
    size,
    () =>
      `  ${words.noun}-${words.noun}:\n    build: ./${words.noun}\n    image: ${words.noun}:1.${words.chance.below(30)}\n    restart: unless-stopped\n    environment:\n      DATABASE_URL: \${DATABASE_URL}\n      ${words.noun.toUpperCase()}: "${words.chance.below(99)}"\n    ports:\n      - "${8000 + words.chance.below(999)}:8080"\n    depends_on: [${words.noun}]\n`,
  );

export const workflow: Writer = (words, size) =>
  filled(
    `name: ${words.sentence}\non:\n  push:\n    branches: [main]\njobs:\n  ${words.noun}:\n    runs-on: ubuntu-latest\n    steps:\n`,
    size,
    () =>
      `      - name: ${words.sentence}\n        run: |\n          npm ci\n          npm run ${words.verb} -- --${words.noun} ${words.chance.below(99)}\n        env:\n          TOKEN: \${{ secrets.${words.noun.toUpperCase()}_TOKEN }}\n`,
  );

export const yaml: Writer = (words, size) =>
  filled(
    '',
    size,
    () =>
      `${words.snake}:\n  ${words.snake}: ${words.chance.below(500)}\n  ${words.snake}: ${words.sentence}\n  ${words.noun}s:\n    - ${words.noun}\n    - name: ${words.noun}\n      ${words.snake}: [${words.chance.below(9)}, ${words.chance.below(9)}]\n`,
  );

export const json: Writer = (words, size) =>
  filled(
    '{\n',
    size,
    () =>
      `  "${words.camel}${words.letters(4)}": { "${words.noun}": "${words.sentence}", "${words.noun}": [${words.chance.below(99)}, ${words.chance.below(99)}], "${words.adjective}": ${words.chance.one(0.5)} },\n`,
    '  "end": null\n}\n',
  );

export const packageJson: Writer = (words) =>
  `{\n  "name": "@example/${words.noun}-${words.noun}",\n  "version": "1.${words.chance.below(20)}.0",\n  "scripts": { "build": "tsc -p .", "start": "node dist/main.js", "test": "mocha" },\n  "dependencies": {\n${repeat(12, () => `    "${words.noun}-${words.noun}": "^${words.chance.below(9)}.${words.chance.below(20)}.0",\n`)}    "express": "^4.19.0"\n  }\n}\n`;

export const packageLock: Writer = (words, size) =>
  filled(
    '{\n  "name": "shop",\n  "lockfileVersion": 3,\n  "packages": {\n',
    size,
    () =>
      `    "node_modules/${words.noun}-${words.noun}-${words.letters(5)}": {\n      "version": "${words.chance.below(9)}.${words.chance.below(20)}.${words.chance.below(9)}",\n      "resolved": "https://registry.npmjs.org/${words.noun}/-/${words.noun}-${words.chance.below(9)}.0.0.tgz",\n      "integrity": "sha512-${words.letters(86, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')}==",\n      "license": "MIT"\n    },\n`,
    '    "": {}\n  }\n}\n',
  );

export const yamlLock: Writer = (words, size) =>
  filled(
    "lockfileVersion: '9.0'\n\npackages:\n\n",
    size,
    () =>
      `  ${words.noun}-${words.noun}@${words.chance.below(9)}.${words.chance.below(30)}.${words.chance.below(9)}:\n    resolution: {integrity: sha512-${words.letters(86, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')}==}\n    engines: {node: '>=${words.chance.below(20)}'}\n\n`,
  );

export const dockerfile: Writer = (words, size) =>
  filled(
    `FROM node:20.11-bookworm-slim AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n\nFROM node:20.11-bookworm-slim\nENV NODE_ENV=production\nWORKDIR /app\n`,
    size,
    () =>
      `# ${words.sentence}\nRUN apt-get update && apt-get install -y --no-install-recommends ${words.noun}=1.${words.chance.below(9)} \\\n    && rm -rf /var/lib/apt/lists/*\nCOPY --from=build /app/${words.noun} /app/${words.noun}\n`,
    'USER node\nHEALTHCHECK CMD curl -f http://localhost:8080/health\nCMD ["node", "dist/main.js"]\n',
  );

export const shell: Writer = (words, size) =>
  filled(
    '#!/bin/sh\nset -eu\n\n',
    size,
    () =>
      `# ${words.sentence}\n${words.verb}_${words.noun}() {\n  if [ -z "\${1:-}" ]; then\n    echo "${words.sentence}" >&2\n    return 1\n  fi\n  ${words.noun}="$(ls "$1" | head -n ${words.chance.below(9)})"\n  echo "$${words.noun}"\n}\n\n`,
  );

export const markdown: Writer = (words, size) =>
  filled(
    `# ${words.sentence}\n\n`,
    size,
    () =>
      `## ${capital(words.verb)} the ${words.noun}\n\n${repeat(4, () => `${words.sentence} `)}\n\n- \`${words.camel}\`: ${words.sentence}\n- [${words.noun}](https://example.com/${words.noun}): ${words.sentence}\n\n\`\`\`sh\nnpm run ${words.verb} -- --${words.noun}\n\`\`\`\n\n`,
  );

export const html: Writer = (words, size) =>
  filled(
    '<!doctype html>\n<html lang="en">\n<body>\n',
    size,
    () =>
      `<section class="${words.noun}">\n  <h2>${words.sentence}</h2>\n  <p>${words.sentence} ${words.sentence}</p>\n  <a href="/${words.noun}">${words.noun}</a>\n</section>\n`,
    '</body>\n</html>\n',
  );

export const css: Writer = (words, size) =>
  filled(
    '',
    size,
    () =>
      `.${words.noun}-${words.noun}:hover > .${words.adjective} {\n  padding: ${words.chance.below(40)}px;\n  color: #${words.letters(6)};\n}\n\n`,
  );

export const sql: Writer = (words, size) =>
  filled(
    '',
    size,
    () =>
      `CREATE TABLE ${words.snake}_${words.letters(3, 'abcdefgh')} (\n  id bigint PRIMARY KEY,\n  ${words.snake} text NOT NULL,\n  ${words.snake} integer DEFAULT ${words.chance.below(9)}\n);\n`,
  );

export const requirements: Writer = (words) =>
  `fastapi==0.111.0\nuvicorn==0.30.0\n${repeat(20, () => `${words.noun}-${words.noun}==1.${words.chance.below(30)}.${words.chance.below(9)}\n`)}`;

export const toml: Writer = (words, size) =>
  filled(
    '[project]\nname = "shop"\nversion = "1.0.0"\n\n',
    size,
    () =>
      `[tool.${words.noun}_${words.letters(4)}]\n${words.snake} = "${words.sentence}"\n${words.adjective} = ${words.chance.below(99)}\n\n`,
  );

export const properties: Writer = (words, size) =>
  filled(
    '',
    size,
    () =>
      `# ${words.sentence}\n${words.noun}.${words.noun}.${words.noun}=${words.chance.below(900)}\n${words.noun}.${words.camel}=\${${words.noun.toUpperCase()}}\n`,
  );

export const dotenv: Writer = (words) =>
  `PORT=8080\nDATABASE_URL=\nSECRET_KEY=\n${repeat(10, () => `${words.snake.toUpperCase()}=${words.noun}\n`)}`;
