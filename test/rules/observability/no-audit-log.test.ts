import { noAuditLog } from '../../../src/rules/observability/no-audit-log.js';
import { testRule } from '../rule-tester.js';

testRule(noAuditLog, {
  reports: [
    {
      name: 'passwords and no trail',
      file: 'main.py',
      code: `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = «bcrypt.checkpw(»a, b)
`,
    },
    {
      name: 'a trail of a test',
      files: {
        'main.py': `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = «bcrypt.checkpw(»a, b)
`,
        'tests/test_audit.py': `class AuditLog:
    pass
`,
      },
    },
  ],
  accepts: [
    {
      name: 'a table',
      files: {
        'main.py': `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = bcrypt.checkpw(a, b)
`,
        'models.py': `class AuditLog(Base):
    __tablename__ = "audit_log"
`,
      },
    },
    {
      name: 'a table in SQL',
      files: {
        'main.py': `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = bcrypt.checkpw(a, b)
`,
        'db/1.sql': `CREATE TABLE audit_events (id int);
`,
      },
    },
    {
      name: 'a logger',
      files: {
        'main.py': `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = bcrypt.checkpw(a, b)
`,
        'a.py': `import logging
audit = logging.getLogger("audit")
`,
      },
    },
    {
      name: 'an application without accounts',
      file: 'main.py',
      code: `from fastapi import FastAPI

app = FastAPI()
`,
    },
  ],
  unknown: [
    {
      name: 'a word of it',
      files: {
        'main.py': `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = bcrypt.checkpw(a, b)
`,
        'a.py': `from shared import audit_log
audit_log("x")
`,
      },
    },
    {
      name: 'a package',
      files: {
        'main.py': `import bcrypt
from fastapi import FastAPI

app = FastAPI()
known = bcrypt.checkpw(a, b)
`,
        'requirements.txt': `django-auditlog
`,
      },
    },
  ],
});
