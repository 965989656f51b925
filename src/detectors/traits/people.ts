import type { Clue } from './clues.js';

const JS_MODEL = /@Entity\b|\bSchema\(|\b(?:pg|mysql|sqlite)Table\(|\bDataTypes\.|\bcreateTable\(|\bdefineTable\(/;
const JAVA_MODEL = /@Entity\b|@Document\b|@MappedSuperclass\b|@Embeddable\b/;

/** Whose data it is. */
export const peopleClues: readonly Clue[] = [
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'python',
    pattern:
      /\b(?:tenant|organi[sz]ation|org)(?:_id)?(?::[^=\n]{1,60}|\s{0,4})=\s{0,4}(?:models\.|db\.|sa\.|orm\.)?(?:mapped_column|Column|ForeignKey|OneToOneField|UUIDField|IntegerField|Field)\(|\bdjango_tenants\b|\bTenantMixin\b/,
  },
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'javascript',
    pattern: /\b(?:tenant_?[iI]d|organi[sz]ation_?[iI]d|org_?[iI]d)['"]?\s*[!?]?:|['"](?:tenant_id|organi[sz]ation_id|org_id)['"]/,
    beside: JS_MODEL,
  },
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'prisma',
    pattern: /^\s{1,8}(?:tenant_?[iI]d|organi[sz]ation_?[iI]d|org_?[iI]d|team_?[iI]d|workspace_?[iI]d)\s{1,20}\w/m,
  },
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'sql',
    pattern:
      /\b(?:tenant_id|organi[sz]ation_id|org_id|team_id|workspace_id)[`"\]]?\s{1,20}(?:UUID|BIGINT|INT|VARCHAR|TEXT|CHAR|SERIAL|uuid|bigint|int|varchar|text|char)|\bENABLE ROW LEVEL SECURITY\b/,
  },
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'go',
    pattern: /\b(?:Tenant|Organi[sz]ation|Org)ID\s{1,20}[\w.*[\]]{1,40}\s{1,20}`[^`\n]{0,80}\b(?:gorm|db|json|bson|bun):/,
  },
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'java',
    pattern: /@TenantId\b|\bCurrentTenantIdentifierResolver\b|\bMultiTenantConnectionProvider\b/,
  },
  {
    condition: 'multi-tenant',
    words: "a tenant's column",
    in: 'java',
    pattern: /\bprivate [\w<>]{1,40} (?:tenant|organi[sz]ation)(?:Id)?;/,
    beside: JAVA_MODEL,
  },

  {
    condition: 'personal-data',
    words: 'personal fields of a model',
    in: 'python',
    pattern:
      /\b(?:e_?mail(?:_address)?|phone(?:_number)?|first_name|last_name|full_name|date_of_birth|birth_?(?:date|day)|home_address|postal_code)(?::[^=\n]{1,60}|\s{0,4})=\s{0,4}(?:models\.|db\.|sa\.|orm\.)?(?:mapped_column|Column|CharField|EmailField|DateField|TextField|Field)\(|\b(?:AbstractUser|AbstractBaseUser|SQLAlchemyBaseUserTable\w{0,12})\b/,
  },
  {
    condition: 'personal-data',
    words: 'personal fields of a model',
    in: 'javascript',
    pattern:
      /\b(?:e_?mail(?:Address)?|phone(?:Number|_number)?|first_?[nN]ame|last_?[nN]ame|date_?[oO]f_?[bB]irth|birth_?[dD]ate)['"]?\s*[!?]?:|\.(?:string|text|varchar)\(['"](?:email|phone|first_name|last_name|date_of_birth)['"]/,
    beside: JS_MODEL,
  },
  {
    condition: 'personal-data',
    words: 'personal fields of a model',
    in: 'prisma',
    pattern: /^\s{1,8}(?:email|phone\w{0,8}|first_?[nN]ame|last_?[nN]ame|date_?[oO]f_?[bB]irth|birth_?[dD]ate)\s{1,20}(?:String|DateTime)/m,
  },
  {
    condition: 'personal-data',
    words: 'personal columns of a table',
    in: 'sql',
    pattern:
      /[\s(,`"[](?:e_?mail(?:_address)?|phone(?:_number)?|telephone|first_name|last_name|date_of_birth|birth_?date)[`"\]]?\s{1,20}(?:VARCHAR|TEXT|CHAR|CITEXT|DATE|varchar|text|char|citext|date|character)/,
  },
  {
    condition: 'personal-data',
    words: 'personal fields of a model',
    in: 'go',
    pattern:
      /\b(?:Email|Phone|PhoneNumber|FirstName|LastName|BirthDate|DateOfBirth)\s{1,20}[\w.*]{1,40}\s{1,20}`[^`\n]{0,80}\b(?:gorm|db|bson|bun):/,
  },
  {
    condition: 'personal-data',
    words: 'personal fields of a model',
    in: 'go',
    pattern: /\b(?:Email|PhoneNumber|FirstName|LastName|BirthDate|DateOfBirth)\s{1,20}\*?string\b/,
    beside: /\btype (?:User|Customer|Person|Member|Account)\b/,
  },
  {
    condition: 'personal-data',
    words: 'personal fields of a model',
    in: 'java',
    pattern: /\bprivate [\w.]{1,30} (?:e[mM]ail\w{0,8}|phone\w{0,8}|telephone|firstName|lastName|birthDate|dateOfBirth|address)\b/,
    beside: JAVA_MODEL,
  },
];
