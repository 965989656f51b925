import type { Clue } from './clues.js';

const ENTITY =
  /@Entity\b|\bSchema\(|\b(?:pg|mysql|sqlite)Table\(|\bDataTypes\.|\bcreateTable\(|\bsequelize\b|@Document\b|\bgorm:"|\bbson:"|\bdb:"/;

/** How people and programs prove who they are. */
export const identityClues: readonly Clue[] = [
  { condition: 'accounts', words: "Django's users", in: 'python', pattern: /\bdjango\.contrib\.auth['"]/ },
  {
    condition: 'accounts',
    words: 'a user model',
    in: 'python',
    pattern: /\b(?:AbstractUser|AbstractBaseUser|UserMixin|SQLAlchemyBaseUserTable\w{0,12})\b/,
  },
  {
    condition: 'accounts',
    words: 'a login that a route asks for',
    in: 'python',
    pattern:
      /@login_required\b|\bLoginRequiredMixin\b|\bOAuth2PasswordBearer\(|\bOAuth2PasswordRequestForm\b|\bOAuth2AuthorizationCodeBearer\(|@jwt_required\b|\bIsAuthenticated\b|\blogin_user\(/,
  },
  {
    condition: 'accounts',
    words: 'a login',
    in: 'javascript',
    pattern:
      /\bpassport\.(?:authenticate|use)\(|\bgetServerSession\(|\bNextAuth\(|\bbetterAuth\(|\bclerkMiddleware\(|\bAuthGuard\b|\bsignInWith\w{4,30}\(|\bCredentialsProvider\(/,
  },
  {
    condition: 'accounts',
    words: 'a model of users with passwords',
    in: 'prisma',
    pattern: /\bmodel\s+(?:User|Account|Member)\s*\{[^}]{0,4000}?\b(?:password|hash|email)/i,
  },
  {
    condition: 'accounts',
    words: 'a login',
    in: 'go',
    pattern:
      /\b(?:func|\)) (?:\([^)\n]{0,60}\) )?(?:Login|SignIn|Authenticate|HandleLogin|LoginHandler|SignUp)\(|\bCompareHashAndPassword\(|\boidc\.NewProvider\(/,
  },
  {
    condition: 'accounts',
    words: 'a login',
    in: 'java',
    pattern:
      /@EnableWebSecurity\b|\bUserDetailsService\b|\bSecurityFilterChain\b|\bAuthenticationManager\b|\boauth2Login\(|@RolesAllowed\b/,
  },
  {
    condition: 'accounts',
    words: 'a table of users with passwords',
    in: 'sql',
    pattern:
      /\bCREATE TABLE (?:IF NOT EXISTS )?[`"[]?(?:\w{1,40}[`"\]]?\.[`"[]?)?(?:users?|accounts?|members?)\b[^;]{0,4000}?\b(?:password|passwd|pwd)/i,
  },

  { condition: 'passwords', words: "Django's users", in: 'python', pattern: /\bdjango\.contrib\.auth['"]/ },
  {
    condition: 'passwords',
    words: 'a password that is hashed or compared',
    in: 'python',
    pattern:
      /\b(?:check_password|set_password|verify_password|generate_password_hash|check_password_hash|get_password_hash|hash_password)\(|\b(?:hashed_password|password_hash|password_digest)\b|\bCryptContext\(|\bbcrypt\.(?:hashpw|checkpw)\(|\bpbkdf2_hmac\(/,
  },
  {
    condition: 'passwords',
    words: 'a password that is hashed or compared',
    in: 'javascript',
    pattern:
      /\bbcrypt(?:js)?\.(?:hash|compare)(?:Sync)?\(|\bargon2\.(?:hash|verify)\(|\b(?:hashPassword|verifyPassword|comparePasswords?|passwordHash|hashedPassword|password_hash)\b|\bscrypt(?:Sync)?\(/,
  },
  {
    condition: 'passwords',
    words: 'a password that is stored',
    in: 'javascript',
    pattern: /\bpassword\??:\s{0,4}(?:string;|\{\s{0,8}type:|text\(|varchar\()/,
    beside: ENTITY,
  },
  {
    condition: 'passwords',
    words: 'a password that is stored',
    in: 'prisma',
    pattern: /^\s{0,8}(?:password\w{0,12}|hashedPassword|passwordHash)\s{1,20}String/m,
  },
  {
    condition: 'passwords',
    words: 'a password that is stored',
    in: 'sql',
    pattern:
      /\b(?:password|passwd|password_hash|hashed_password|password_digest)[`"\]]?\s{1,20}(?:VARCHAR|TEXT|CHAR|BYTEA|character varying)/i,
  },
  {
    condition: 'passwords',
    words: 'a password that is hashed or compared',
    in: 'go',
    pattern:
      /\bbcrypt\.(?:GenerateFromPassword|CompareHashAndPassword)\(|\bargon2\.IDKey\(|\b(?:pbkdf2|scrypt)\.Key\(|\b(?:Encode|Hash|Verify|Validate)Password\(|\bPasswordHash\b/,
  },
  {
    condition: 'passwords',
    words: 'a password that is hashed or compared',
    in: 'java',
    pattern: /\bPasswordEncoder\b|\bBCrypt\w{0,20}\b|\bDelegatingPasswordEncoder\b/,
  },
  {
    condition: 'passwords',
    words: 'a password that is stored',
    in: 'java',
    pattern: /\bprivate String password\b/,
    beside: /@Entity\b|@Document\b|@Table\b/,
  },

  {
    condition: 'jwt',
    words: 'a JWT library',
    in: 'python',
    pattern: /^(?:import jwt\b|from (?:jwt|jose|authlib\.jose|jwcrypto)\b)/m,
    confidence: 'sure',
  },
  {
    condition: 'jwt',
    words: 'a JWT library',
    in: 'javascript',
    pattern: /['"](?:jsonwebtoken|jose|express-jwt|fast-jwt|@nestjs\/jwt|@fastify\/jwt)['"]/,
    confidence: 'sure',
  },
  {
    condition: 'jwt',
    words: 'a JWT library',
    in: 'go',
    pattern: /"github\.com\/(?:golang-jwt\/jwt|dgrijalva\/jwt-go|lestrrat-go\/jwx|appleboy\/gin-jwt)/,
    confidence: 'sure',
  },
  {
    condition: 'jwt',
    words: 'a JWT library',
    in: 'java',
    pattern:
      /^import (?:static )?(?:io\.jsonwebtoken|com\.nimbusds\.jwt|com\.nimbusds\.jose|com\.auth0\.jwt|org\.springframework\.security\.oauth2\.jwt)\./m,
    confidence: 'sure',
  },

  {
    condition: 'cookie-session',
    words: 'sessions',
    in: 'python',
    pattern: /\bdjango\.contrib\.sessions['"]|\bSessionMiddleware\b|\bflask_login\b|\bCookieTransport\(|\bSESSION_COOKIE_\w{3,20}\b/,
    confidence: 'sure',
  },
  {
    condition: 'cookie-session',
    words: 'sessions',
    in: 'javascript',
    pattern:
      /['"](?:express-session|cookie-session|iron-session|koa-session|@fastify\/(?:secure-)?session|next-auth|better-auth|connect-redis|lucia)['"]/,
    confidence: 'sure',
  },
  {
    condition: 'cookie-session',
    words: 'sessions',
    in: 'go',
    pattern:
      /"github\.com\/(?:gorilla\/sessions|gin-contrib\/sessions|alexedwards\/scs|gofiber\/fiber\/v\d\/middleware\/session|labstack\/echo-contrib\/session)/,
    confidence: 'sure',
  },
  {
    condition: 'cookie-session',
    words: 'sessions',
    in: 'java',
    pattern: /\bHttpSession\b|\bformLogin\(|\brememberMe\(/,
    confidence: 'sure',
  },
  // A cookie may hold a language as well: these count where users sign in.
  { condition: 'cookie-session', words: 'a cookie that is set', in: 'python', pattern: /\.set_cookie\(|\bsession\[['"]/ },
  {
    condition: 'cookie-session',
    words: 'a cookie that is set',
    in: 'javascript',
    pattern:
      /\b(?:res|response|reply)\.(?:cookie|setCookie)\(|\bcookies\(\)\)?\.set\(|\bcookieStore\.set\(|\bsetCookie\(|['"]Set-Cookie['"]/,
  },
  { condition: 'cookie-session', words: 'a cookie that is set', in: 'go', pattern: /\bSetCookie\(|"Set-Cookie"/ },
  { condition: 'cookie-session', words: 'a cookie that is set', in: 'java', pattern: /\.addCookie\(|\bResponseCookie\.from\(/ },

  {
    condition: 'api-keys',
    words: 'an API key that callers present',
    in: 'python',
    pattern:
      /\bAPIKey(?:Header|Query|Cookie)\(|\bHasAPIKey\b|\brest_framework_api_key\b|\bheaders(?:\.get\(|\[)['"][xX]-[aA][pP][iI]-[kK]ey['"]|\bx_api_key\b/,
  },
  { condition: 'api-keys', words: 'API keys that are issued', in: 'python', pattern: /\bclass (?:Api|API)(?:Key|Token)\w{0,20}\(/ },
  {
    condition: 'api-keys',
    words: 'an API key that callers present',
    in: 'javascript',
    pattern:
      /\b(?:req|request)\.(?:headers\[['"]|headers\.get\(['"]|header\(['"]|get\(['"])x-api-key['"]|\bHeaderAPIKeyStrategy\b|['"]passport-headerapikey['"]|\bapiKeyAuth\b/,
  },
  {
    condition: 'api-keys',
    words: 'access tokens that are issued',
    in: ['python', 'javascript', 'go', 'java', 'sql', 'prisma'],
    pattern: /\bPersonalAccessTokens?\b|\bpersonal_access_tokens?\b|\bpersonalAccessTokens?\b/,
  },
  {
    condition: 'api-keys',
    words: 'API keys that are issued',
    in: 'javascript',
    pattern: /\b(?:createApiKey|generateApiKey|verifyApiKey|validateApiKey|hashApiKey)\b/,
  },
  { condition: 'api-keys', words: 'API keys that are issued', in: 'prisma', pattern: /\bmodel\s+(?:Api|API)(?:Key|Token)\w{0,20}\s*\{/ },
  {
    condition: 'api-keys',
    words: 'API keys that are issued',
    in: 'sql',
    pattern: /\bCREATE TABLE (?:IF NOT EXISTS )?[`"[]?(?:\w{1,40}[`"\]]?\.[`"[]?)?api_?(?:keys?|tokens?)\b/i,
  },
  {
    condition: 'api-keys',
    words: 'an API key that callers present',
    in: 'go',
    pattern:
      /\bHeader(?:\(\))?\.Get\("X-(?:API|Api)-[Kk]ey"|\bGetHeader\("[xX]-(?:API|Api|api)-[Kk]ey"|\btype (?:AccessToken|APIKey|ApiKey|APIToken) struct\b/,
  },
  {
    condition: 'api-keys',
    words: 'an API key that callers present',
    in: 'java',
    pattern: /@RequestHeader\([^)\n]{0,40}"[xX]-(?:API|Api|api)-(?:KEY|Key|key)"|\bgetHeader\("[xX]-(?:API|Api|api)-(?:KEY|Key|key)"/,
  },
];
