import { noTracing } from '../../../src/rules/observability/no-tracing.js';
import { testRule } from '../rule-tester.js';

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

testRule(noTracing, {
  reports: [
    {
      name: 'two services without any',
      files: {
        'pyproject.toml': `«»[project]
name = "r"
`,
        'a/pyproject.toml': `[project]
name = "a"
`,
        'a/main.py': APP,
        'b/pyproject.toml': `[project]
name = "b"
`,
        'b/main.py': APP,
      },
      says: 'None of the 2 services',
    },
    {
      name: 'tracing of a test',
      files: {
        'pyproject.toml': `«»[project]
name = "r"
`,
        'a/pyproject.toml': `[project]
name = "a"
`,
        'a/main.py': APP,
        'b/pyproject.toml': `[project]
name = "b"
`,
        'b/main.py': APP,
        'tests/test_a.py': `from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

app = FastAPI()
FastAPIInstrumentor.instrument_app(app)
`,
      },
    },
  ],
  accepts: [
    {
      name: 'both',
      files: {
        'pyproject.toml': `[project]
name = "r"
`,
        'a/pyproject.toml': `[project]
name = "a"
`,
        'a/main.py': `from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

app = FastAPI()
FastAPIInstrumentor.instrument_app(app)
`,
        'b/pyproject.toml': `[project]
name = "b"
`,
        'b/main.py': `from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

app = FastAPI()
FastAPIInstrumentor.instrument_app(app)
`,
      },
    },
    {
      name: 'one service that reports them',
      files: {
        'pyproject.toml': `[project]
name = "r"
`,
        'main.py': `from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

app = FastAPI()
FastAPIInstrumentor.instrument_app(app)
`,
      },
    },
  ],
  unknown: [
    {
      name: 'one of two',
      files: {
        'pyproject.toml': `[project]
name = "r"
`,
        'a/pyproject.toml': `[project]
name = "a"
`,
        'a/main.py': `from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

app = FastAPI()
FastAPIInstrumentor.instrument_app(app)
`,
        'b/pyproject.toml': `[project]
name = "b"
`,
        'b/main.py': APP,
      },
    },
    { name: 'one service, which needs none', files: { 'main.py': APP } },
    {
      name: 'a package',
      files: {
        'pyproject.toml': `[project]
name = "r"
`,
        'a/pyproject.toml': `[project]
name = "a"
`,
        'a/main.py': APP,
        'b/pyproject.toml': `[project]
name = "b"
`,
        'b/main.py': APP,
        'a/requirements.txt': `opentelemetry-distro
`,
      },
    },
  ],
});
