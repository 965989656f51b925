import { AuditTrail, SignIn } from '../../facts/observability.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { detector } from '../detector.js';
import { placeOf } from './patterns.js';

const SHIPS: readonly Role[] = ['production'];
const SIGN_IN =
  /\bAbstract(?:Base)?User(?=[,)])|\bLoginManager\(|\bOAuth2PasswordBearer\(|\bFastAPIUsers(?:\[|\()|\bCryptContext\(|\bbcrypt\.(?:checkpw|hashpw|compare(?:Sync)?|CompareHashAndPassword|verify)\(|\bargon2\.verify\(|\bPasswordHasher\(|\bcheck_password_hash\(|\bpassport\.use\(|\b(?:NextAuth|betterAuth|Lucia)\(|\b(?:BCrypt|Argon2)PasswordEncoder\(|\bimplements UserDetailsService\b|\boauth2Login\(/;

/** Code that keeps passwords or lets people sign in. */
export const signIns = detector({
  framework: 'Accounts',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]sx?|go|java)$/,
  roles: SHIPS,
  mentions:
    /Abstract(?:Base)?User|LoginManager|OAuth2PasswordBearer|FastAPIUsers|CryptContext|bcrypt|argon2|PasswordHasher|check_password_hash|passport\.use|NextAuth|betterAuth|Lucia|PasswordEncoder|UserDetailsService|oauth2Login/,

  *facts({ document }): Iterable<FactDraft> {
    const span = placeOf(document, SIGN_IN);
    if (span) yield SignIn({ span }, { by: document.text.slice(span.start, span.end).replace(/\W{1,40}$/, '') });
  },
});

const NAMED = String.raw`(?:audit_?(?:log|event|trail|entry|entries|record)s?|audits?|activity_?(?:log|event)s?|mutation_?logs?|admin_?logs?|security_?events?)`;
const TRAIL = new RegExp(
  [
    String.raw`\bclass\s+\w{0,40}(?:Audit(?:Log|Event|Trail|Entry|Record)?|ActivityLog|MutationLog|AdminLog|SecurityEvent)\w{0,30}`,
    String.raw`\btype\s+\w{0,40}(?:Audit(?:Log|Event|Trail|Entry|Record)|ActivityLog)\w{0,30}\s+struct\b`,
    String.raw`\bmodel\s+\w{0,40}(?:Audit(?:Log|Event|Trail|Entry)?|ActivityLog)\w{0,20}\s*\{`,
    String.raw`\b__tablename__\s*=\s*["']\w{0,30}${NAMED}["']`,
    String.raw`\bCREATE TABLE (?:IF NOT EXISTS )?["'\x60]?(?:\w{1,40}["'\x60]?\.["'\x60]?)?\w{0,30}${NAMED}\b`,
    String.raw`\b(?:pgTable|mysqlTable|sqliteTable|createTable|create_table)\(\s{0,20}["']\w{0,30}${NAMED}["']`,
    String.raw`\bgetLogger\(\s{0,10}["']\w{0,30}\.?audit["']`,
    String.raw`\bHistoricalRecords\(|\bauditlog\.register\(|@Audited\b|\bCREATE EXTENSION (?:IF NOT EXISTS )?["']?pgaudit|["'](?:auditlog|easyaudit|simple_history)["']|\bmake_versioned\(`,
  ].join('|'),
  'i',
);

/** Tables, classes and libraries that record who did what. */
export const auditTrails = detector({
  framework: 'Audit trails',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]sx?|go|java|sql|prisma|graphql|ya?ml)$/,
  roles: SHIPS,
  mentions:
    /[aA]udit|AUDIT|[aA]ctivity_?[lL]og|ACTIVITY_LOG|[mM]utation_?[lL]og|simple_history|HistoricalRecords|SecurityEvent|security_event|make_versioned|AdminLog|admin_log|(?:Customer|User|Account|Order|Member)Event\b/,

  *facts({ document }): Iterable<FactDraft> {
    const span = /\.ya?ml$/.test(document.path) ? undefined : placeOf(document, TRAIL);
    if (span) {
      yield AuditTrail({ span }, { by: document.text.slice(span.start, span.end).replace(/\s+/g, ' ').slice(0, 60), certain: true });
      return;
    }
    const mention = placeOf(
      document,
      /\bclass\s+(?:Customer|User|Account|Order|Member)Event\b|\baudit_?(?:log|event|trail)\w{0,20}|\bauditLog\w{0,20}|\bactivity_?log\w{0,10}/i,
    );
    if (mention) yield AuditTrail({ span: mention }, { by: document.text.slice(mention.start, mention.end), certain: false });
  },
});
