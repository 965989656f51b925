import assert from 'node:assert/strict';
import { CorsPolicy, DebugSwitch } from '../../../src/facts/http.js';
import { CertificateCheck } from '../../../src/facts/tls.js';
import { slice } from '../../../src/model/span.js';
import { type Value, texts } from '../../../src/model/value.js';
import { factsOf } from '../../support/facts.js';
import { routesOf } from '../../support/routes.js';

const main =
  'package shop;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n@SpringBootApplication\npublic class Shop {\n  public static void main(String[] a) { SpringApplication.run(Shop.class, a); }\n}\n';
const controller = (body: string, name = 'Users', annotations = '@RestController'): string =>
  `package shop;\nimport org.springframework.web.bind.annotation.*;\n${annotations}\npublic class ${name} {\n${body}\n}\n`;
const pom = (...starters: readonly string[]): string =>
  `<project><artifactId>shop</artifactId><dependencies>${starters.map((name) => `<dependency><artifactId>spring-boot-starter-${name}</artifactId></dependency>`).join('')}</dependencies></project>`;
const J = 'src/main/java/shop';

const routes: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly expected: readonly string[] }>> = {
  'methods of a controller': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      [`${J}/Users.java`]: controller(
        '  @GetMapping("/{id}") public String get() { return ""; }\n  @PostMapping public String add() { return ""; }\n  @RequestMapping(value = "/all", method = {RequestMethod.GET, RequestMethod.HEAD}) public String all() { return ""; }\n  @RequestMapping("any") public String any() { return ""; }',
        'Users',
        '@RestController\n@RequestMapping("/users")',
      ),
    },
    expected: ['ANY /users/any', 'GET /users/all', 'GET /users/{id}', 'HEAD /users/all', 'POST /users'],
  },
  'several paths, and constants': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      [`${J}/Users.java`]: controller(
        '  static final String BASE = "/base";\n  @GetMapping({"/a", "/b"}) public String ab() { return ""; }\n  @GetMapping(path = BASE + "/c") public String c() { return ""; }',
        'Users',
        '@RestController\n@RequestMapping(path = {"/v1", "/v2"})',
      ),
    },
    expected: ['GET /v1/a', 'GET /v1/b', 'GET /v1/base/c', 'GET /v2/a', 'GET /v2/b', 'GET /v2/base/c'],
  },
  'a context path': {
    files: {
      'pom.xml': pom('web', 'actuator'),
      [`${J}/Shop.java`]: main,
      'src/main/resources/application.properties': 'server.servlet.context-path=/shop\n',
      [`${J}/Users.java`]: controller('  @GetMapping("/x") public String x() { return ""; }'),
    },
    expected: ['GET /shop/actuator/health', 'GET /shop/x'],
  },
  'a context path in YAML, with probes': {
    files: {
      'build.gradle.kts':
        'dependencies {\n  implementation("org.springframework.boot:spring-boot-starter-web")\n  implementation(libs.spring.boot.starter.actuator)\n}\n',
      [`${J}/Shop.java`]: main,
      'src/main/resources/application.yml':
        'server:\n  servlet:\n    contextPath: /api\nmanagement:\n  endpoint:\n    health:\n      probes:\n        enabled: true\n',
    },
    expected: ['GET /api/actuator/health', 'GET /api/actuator/health/liveness', 'GET /api/actuator/health/readiness'],
  },
  'a context path that only run time knows': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      'src/main/resources/application.yml': 'server.servlet.context-path: ${BASE}\n',
      [`${J}/Users.java`]: controller('  @GetMapping("/x") public String x() { return ""; }'),
    },
    expected: ['GET …/x', 'incomplete'],
  },
  'an interface that a controller implements': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      [`${J}/UsersApi.java`]:
        'package shop;\nimport org.springframework.web.bind.annotation.*;\n@RequestMapping("/users")\npublic interface UsersApi {\n  @GetMapping("/{id}") String get();\n}\n',
      [`${J}/Users.java`]: controller('  public String get() { return ""; }', 'Users implements UsersApi'),
    },
    expected: ['GET /users/{id}'],
  },
  'an interface that is generated': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      [`${J}/Users.java`]: controller('  public String get() { return ""; }', 'Users implements UsersApi'),
    },
    expected: ['incomplete'],
  },
  'a client that only looks like a controller': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      [`${J}/Remote.java`]:
        'package shop;\n@FeignClient(name = "x")\npublic interface Remote {\n  @GetMapping("/remote") String get();\n}\n',
    },
    expected: [],
  },
  'an application that answers nothing': { files: { 'pom.xml': pom('batch'), [`${J}/Shop.java`]: main }, expected: ['incomplete'] },
  'two applications of one repository': {
    files: {
      'a/pom.xml': pom('web'),
      [`a/${J}/Shop.java`]: main,
      [`a/${J}/Users.java`]: controller('  @GetMapping("/a") public String a() { return ""; }'),
      'b/pom.xml': pom('web', 'actuator'),
      [`b/${J}/Shop.java`]: main,
    },
    expected: ['GET /a', 'GET /actuator/health'],
  },
  functions: {
    files: {
      'pom.xml': pom('webflux'),
      [`${J}/Shop.java`]: main,
      [`${J}/Router.java`]:
        'package shop;\nimport org.springframework.web.reactive.function.server.*;\nclass Router {\n  RouterFunction<ServerResponse> r() { return route(GET("/x"), h::x).andRoute(POST("/y"), h::y); }\n}\n',
    },
    expected: ['GET /x', 'POST /y'],
  },
  'a controller of tests': {
    files: {
      'pom.xml': pom('web'),
      [`${J}/Shop.java`]: main,
      'src/test/java/shop/HealthController.java': controller('  @GetMapping("/health") public String h() { return ""; }'),
    },
    expected: [],
  },
};

const shown = (value: Value | undefined): string => {
  if (!value) return '-';
  if (value.kind === 'list' || value.kind === 'text')
    return (
      texts(value)
        .map(({ text }) => text)
        .join(' ') || 'none'
    );
  return value.kind === 'flag' ? String(value.on) : value.kind;
};

async function policiesOf(path: string, text: string): Promise<readonly string[]> {
  return (await factsOf(CorsPolicy, path, text)).map(
    ({ setting, origins, echo, credentials, reflects }) =>
      `${setting}: ${echo ? `echo ${slice(text, echo.span)}` : shown(origins)}${credentials ? ` credentials ${shown(credentials)}` : ''}${reflects ? ' reflects' : ''}`,
  );
}

describe('Spring', () => {
  describe('routes', () => {
    for (const [name, { files, expected }] of Object.entries(routes))
      it(`reads ${name}`, async () => assert.deepEqual(await routesOf(files), expected));
  });

  describe('CORS', () => {
    const inClass = (code: string): string => `package shop;\nimport org.springframework.web.cors.*;\nclass Config {\n${code}\n}\n`;
    const inMethod = (code: string): string =>
      inClass(`  void f(CorsRegistry registry, HttpServletRequest request, HttpServletResponse response) {\n    ${code}\n  }`);
    const java: readonly (readonly [string, string, readonly string[]])[] = [
      ['an annotation alone', inClass('  @CrossOrigin @GetMapping("/x") void x() {}'), ['origins: *']],
      ['an annotation with an origin', inClass('  @CrossOrigin("https://a.example") void x() {}'), ['origins: https://a.example']],
      [
        'an annotation with a list',
        inClass('  @CrossOrigin(origins = {"https://a.example", "*"}, allowCredentials = "true") void x() {}'),
        ['origins: https://a.example * credentials true'],
      ],
      ['an annotation with a property', inClass('  @CrossOrigin(origins = "${app.origins}") void x() {}'), ['origins: unknown']],
      ['a mapping with nothing else', inMethod('registry.addMapping("/**");'), ['allowedOrigins: *']],
      ['a mapping with a star', inMethod('registry.addMapping("/**").allowedOrigins("*").allowedMethods("GET");'), ['allowedOrigins: *']],
      [
        'a mapping with origins',
        inMethod('registry.addMapping("/api/**").allowedOrigins("https://a.example", "https://b.example").allowCredentials(true);'),
        ['allowedOrigins: https://a.example https://b.example credentials true'],
      ],
      [
        'a mapping with patterns',
        inMethod('registry.addMapping("/**").allowedOriginPatterns("*").allowCredentials(true);'),
        ['allowedOriginPatterns: * credentials true reflects'],
      ],
      [
        'a mapping from a setting',
        inMethod('registry.addMapping("/**").allowedOrigins(properties.getOrigins());'),
        ['allowedOrigins: unknown'],
      ],
      [
        'a configuration',
        inMethod(
          'CorsConfiguration c = new CorsConfiguration();\n    c.setAllowedOrigins(List.of("*"));\n    c.setAllowCredentials(Boolean.TRUE);',
        ),
        ['allowedOrigins: * credentials true'],
      ],
      [
        'a configuration that is added to',
        inMethod(
          'CorsConfiguration c = new CorsConfiguration();\n    c.addAllowedOrigin("https://a.example");\n    c.addAllowedOrigin(CorsConfiguration.ALL);',
        ),
        ['allowedOrigins: https://a.example *'],
      ],
      [
        'a configuration with patterns',
        inMethod('var c = new CorsConfiguration();\n    c.setAllowedOriginPatterns(Arrays.asList("*"));'),
        ['allowedOriginPatterns: * reflects'],
      ],
      [
        'the permitting defaults',
        inMethod('CorsConfiguration c = new CorsConfiguration().applyPermitDefaultValues();'),
        ['allowedOrigins: *'],
      ],
      [
        'a configuration that names nobody',
        inMethod('CorsConfiguration c = new CorsConfiguration();\n    c.setAllowedMethods(List.of("GET"));'),
        ['allowedOrigins: none'],
      ],
      [
        'a configuration from a setting',
        inMethod('CorsConfiguration c = new CorsConfiguration();\n    c.setAllowedOrigins(props.origins());'),
        ['allowedOrigins: unknown'],
      ],
      ['a header', inMethod('response.setHeader("Access-Control-Allow-Origin", "*");'), ['Access-Control-Allow-Origin: *']],
      [
        'an echo',
        inMethod(
          'response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));\n    response.setHeader("Access-Control-Allow-Credentials", "true");',
        ),
        ['Access-Control-Allow-Origin: echo request.getHeader("Origin") credentials true'],
      ],
      [
        'an echo by a variable',
        inMethod('String origin = request.getHeader("Origin");\n    response.addHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);'),
        ['Access-Control-Allow-Origin: echo origin'],
      ],
      [
        'an origin that is looked up',
        inMethod(
          'String origin = request.getHeader("Origin");\n    if (allowed.contains(origin)) { response.setHeader("Access-Control-Allow-Origin", origin); }',
        ),
        ['Access-Control-Allow-Origin: unknown'],
      ],
      ['another header', inMethod('response.setHeader("Vary", "*");'), []],
    ];
    for (const [name, code, expected] of java)
      it(`reads ${name}`, async () => assert.deepEqual(await policiesOf(`${J}/Config.java`, code), expected));

    const data: readonly (readonly [string, string, string, readonly string[]])[] = [
      [
        'properties',
        'application.properties',
        'management.endpoints.web.cors.allowed-origins=*\nmanagement.endpoints.web.cors.allow-credentials=true\n',
        ['allowed-origins: * credentials true'],
      ],
      [
        'a text with commas',
        'application.properties',
        'management.endpoints.web.cors.allowedOrigins=https://a.example, https://b.example\n',
        ['allowedOrigins: https://a.example https://b.example'],
      ],
      [
        'YAML',
        'application.yml',
        'spring:\n  graphql:\n    cors:\n      allowed-origin-patterns: "*"\n',
        ['allowed-origin-patterns: * reflects'],
      ],
      [
        'a gateway',
        'application.yml',
        "spring:\n  cloud:\n    gateway:\n      globalcors:\n        cors-configurations:\n          '[/**]':\n            allowedOrigins: '*'\n",
        ['allowedOrigins: *'],
      ],
      ['a variable', 'application.yml', 'management.endpoints.web.cors.allowed-origins: ${ORIGINS}\n', ['allowed-origins: env']],
      [
        'a part for development',
        'application.yml',
        'a: 1\n---\nspring.config.activate.on-profile: dev\nmanagement.endpoints.web.cors.allowed-origins: "*"\n',
        [],
      ],
      ['another file', 'other.yml', 'management.endpoints.web.cors.allowed-origins: "*"\n', []],
    ];
    for (const [name, file, text, expected] of data)
      it(`reads ${name}`, async () => assert.deepEqual(await policiesOf(`src/main/resources/${file}`, text), expected));
  });

  it('reads the debug switch', async () => {
    const on = async (text: string, file = 'application.properties'): Promise<readonly string[]> =>
      (await factsOf(DebugSwitch, `src/main/resources/${file}`, text)).map((fact) => shown(fact.on));
    assert.deepEqual(await on('debug=true\n'), ['true']);
    assert.deepEqual(await on('debug: false\n', 'application.yml'), ['false']);
    assert.deepEqual(await on('debug=${DEBUG:false}\n'), ['env']);
    assert.deepEqual(await on('app.debug=true\nlogging.level.root=DEBUG\n'), []);
    assert.deepEqual(await on('debug:\n  port: 1\n', 'application.yml'), []);
  });

  it('reads properties about certificates', async () => {
    const checks = async (text: string, file = 'application.properties'): Promise<readonly string[]> =>
      (await factsOf(CertificateCheck, `src/main/resources/${file}`, text)).map((fact) => `${fact.setting} ${shown(fact.checks)}`);
    assert.deepEqual(await checks('spring.mail.properties.mail.smtp.ssl.trust=*\n'), ['ssl.trust=* false']);
    assert.deepEqual(await checks('spring.mail.properties.mail.smtp.ssl.trust=smtp.a.example\n'), ['ssl.trust=smtp.a.example true']);
    assert.deepEqual(
      await checks(
        'spring:\n  cloud:\n    gateway:\n      httpclient:\n        ssl:\n          useInsecureTrustManager: true\n',
        'application.yml',
      ),
      ['ssl.use-insecure-trust-manager=true false'],
    );
    assert.deepEqual(await checks('spring.cloud.config.server.git.skipSslValidation=${SKIP}\n'), [
      'git.skip-ssl-validation=${SKIP} unknown',
    ]);
    assert.deepEqual(await checks('server.ssl.enabled=false\n'), []);
  });
});
