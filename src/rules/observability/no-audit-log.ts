import { Accounts, AuditTrail } from '../../facts/observability.js';
import { Dependency } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';

const PACKAGES =
  /^(?:django-auditlog|django-simple-history|django-easy-audit|sqlalchemy-continuum|pgaudit|audit-log|mongoose-history|org\.hibernate(?:\.orm)?:hibernate-envers|org\.springframework\.data:spring-data-envers|@kindly\/audit|retraced)$/;

export const noAuditLog = rule({
  id: 'observability/no-audit-log',
  shape: 'absent',
  severity: 'info',
  title: 'No audit trail',
  message:
    'People sign in here, and no table, log or library records who did what: after a misuse nobody can tell. Record sign-ins and changes.',
  holds: 'It is recorded who did what',
  why: `Whether an account was misused, and what it changed, is asked after every incident and by every auditor. Ordinary logs are kept too short, and
    leave out who.`,
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html'],
  about: Accounts,
  reads: [AuditTrail, Dependency],

  *check(accounts, { everywhere, problem, evidence, unknown }) {
    const trails = everywhere(AuditTrail);
    const trail = trails.find(({ certain }) => certain);
    const asked = everywhere(Dependency).find(({ name, runtime }) => runtime && PACKAGES.test(name));
    if (trail) yield evidence(trail, trail.by);
    else if (trails[0] || asked || accounts.part) yield unknown(trails[0] ?? asked ?? accounts);
    else yield problem({ at: accounts });
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        import bcrypt
        from fastapi import FastAPI

        app = FastAPI()


        @app.post("/login")
        def login(name: str, password: str):
            return bcrypt.checkpw(password.encode(), stored(name))
      `,
      good: code`
        import logging
        import bcrypt
        from fastapi import FastAPI

        app = FastAPI()
        audit = logging.getLogger("audit")


        @app.post("/login")
        def login(name: str, password: str):
            known = bcrypt.checkpw(password.encode(), stored(name))
            audit.info("login", extra={"user": name, "known": known})
            return known
      `,
    },
  ],
});
