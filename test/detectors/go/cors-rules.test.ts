import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { wildcardWithCredentials } from '../../../src/rules/cors/wildcard-with-credentials.js';
import { testRule } from '../../rules/rule-tester.js';

const go = (code: string, ...imports: readonly string[]): { file: string; code: string } => ({
  file: 'cmd/api/main.go',
  code: `package main\n\nimport (\n${[...imports]
    .sort()
    .map((path) => `\t"${path}"\n`)
    .join('')})\n\n${code}`,
});
const RS = 'github.com/rs/cors';

describe('in Go', () => {
  testRule(wildcardOrigin, {
    reports: [
      {
        name: 'the default of rs/cors',
        ...go('var c = «cors.Default()»\n', RS),
        fixed: `package main\n\nimport (\n\t"os"\n\t"strings"\n\n\t"${RS}"\n)\n\nvar c = cors.New(cors.Options{AllowedOrigins: strings.Split(os.Getenv("ALLOWED_ORIGINS"), ",")})\n`,
      },
      { name: 'a star in rs/cors', ...go('var c = cors.New(cors.Options{AllowedOrigins: []string{«"*"»}})\n', RS) },
      {
        name: "Gin's header",
        ...go('func f(c *gin.Context) {\n\tc.Header("Access-Control-Allow-Origin", «"*"»)\n}\n', 'github.com/gin-gonic/gin'),
      },
    ],
    accepts: [
      { name: 'a list', ...go('var c = cors.New(cors.Options{AllowedOrigins: []string{"https://a.example"}})\n', RS) },
      { name: 'a test', ...go('var c = cors.Default()\n', RS), file: 'cmd/api/main_test.go' },
    ],
    unknown: [{ name: 'a setting', ...go('var c = cors.New(cors.Options{AllowedOrigins: cfg.Origins})\n', RS) }],
  });
  testRule(wildcardWithCredentials, {
    reports: [
      {
        name: 'a star with credentials',
        ...go('var c = cors.New(cors.Options{AllowedOrigins: []string{«"*"»}, AllowCredentials: true})\n', RS),
        severity: 'warning',
      },
    ],
    accepts: [
      {
        name: 'a list with credentials',
        ...go('var c = cors.New(cors.Options{AllowedOrigins: []string{"https://a.example"}, AllowCredentials: true})\n', RS),
      },
    ],
  });
  testRule(reflectedOrigin, {
    reports: [
      {
        name: "the request's origin",
        ...go(
          'func f(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set("Access-Control-Allow-Origin", «r.Header.Get("Origin")»)\n}\n',
          'net/http',
        ),
      },
    ],
    accepts: [
      {
        name: 'a fixed origin',
        ...go(
          'func f(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set("Access-Control-Allow-Origin", "https://a.example")\n}\n',
          'net/http',
        ),
      },
    ],
    unknown: [
      {
        name: 'an origin that is compared',
        ...go(
          'func f(w http.ResponseWriter, r *http.Request) {\n\to := r.Header.Get("Origin")\n\tif o == cfg.Origin {\n\t\tw.Header().Set("Access-Control-Allow-Origin", o)\n\t}\n}\n',
          'net/http',
        ),
      },
    ],
  });
});
