import assert from 'node:assert/strict';
import { CorsPolicy } from '../../../src/facts/http.js';
import { slice } from '../../../src/model/span.js';
import { type Value, texts } from '../../../src/model/value.js';
import { factsOf } from '../../support/facts.js';

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

async function policiesOf(code: string, ...imports: readonly string[]): Promise<readonly string[]> {
  const text = `package main\n\nimport (\n${imports.map((path) => `\t"${path}"\n`).join('')})\n\n${code}`;
  const facts = await factsOf(CorsPolicy, 'cmd/api/main.go', text);
  return facts.map(({ origins, echo, credentials, reflects }) => {
    const origin = echo ? `echo ${slice(text, echo.span)}` : shown(origins);
    return `${origin}${credentials ? ` credentials ${shown(credentials)}` : ''}${reflects ? ' reflects' : ''}`;
  });
}

const inMain = (code: string): string => `func main() {\n\t${code}\n}\n`;
const handler = (code: string): string => `func serve(w http.ResponseWriter, r *http.Request) {\n\t${code}\n}\n`;

describe('CORS of Go', () => {
  const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['rs/cors by default', inMain('h := cors.Default().Handler(mux)'), ['github.com/rs/cors'], ['*']],
    ['rs/cors for all', inMain('h := cors.AllowAll().Handler(mux)'), ['github.com/rs/cors'], ['*']],
    [
      'rs/cors with a star',
      inMain('c := cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true})'),
      ['github.com/rs/cors'],
      ['* credentials true'],
    ],
    [
      'rs/cors with a list',
      inMain('c := cors.New(cors.Options{AllowedOrigins: []string{"https://a.example", "https://b.example"}})'),
      ['github.com/rs/cors'],
      ['https://a.example https://b.example'],
    ],
    ['rs/cors without origins', inMain('c := cors.New(cors.Options{AllowedMethods: []string{"GET"}})'), ['github.com/rs/cors'], ['*']],
    [
      'rs/cors with a function that always agrees',
      inMain('c := cors.New(cors.Options{AllowOriginFunc: func(origin string) bool { return true }})'),
      ['github.com/rs/cors'],
      ['echo func(origin string) bool { return true }'],
    ],
    [
      'rs/cors with a function that looks',
      inMain('c := cors.New(cors.Options{AllowOriginFunc: func(o string) bool { return strings.HasSuffix(o, ".a.example") }})'),
      ['github.com/rs/cors'],
      ['unknown'],
    ],
    ['rs/cors from a setting', inMain('c := cors.New(cors.Options{AllowedOrigins: cfg.Origins})'), ['github.com/rs/cors'], ['unknown']],
    [
      'rs/cors with options in a variable',
      inMain('o := cors.Options{AllowCredentials: true}\n\to.AllowedOrigins = []string{"https://a.example"}\n\tcors.New(o)'),
      ['github.com/rs/cors'],
      ['https://a.example credentials true'],
    ],
    [
      'go-chi/cors',
      inMain('r.Use(cors.Handler(cors.Options{AllowedOrigins: []string{"https://*", "http://*"}}))'),
      ['github.com/go-chi/cors'],
      ['https://* http://*'],
    ],
    ['gin-contrib by default', inMain('r.Use(cors.Default())'), ['github.com/gin-contrib/cors'], ['*']],
    [
      'gin-contrib for all',
      inMain('r.Use(cors.New(cors.Config{AllowAllOrigins: true, AllowCredentials: true}))'),
      ['github.com/gin-contrib/cors'],
      ['* credentials true'],
    ],
    [
      'gin-contrib with a changed default',
      inMain('config := cors.DefaultConfig()\n\tconfig.AllowOrigins = []string{"https://a.example"}\n\tr.Use(cors.New(config))'),
      ['github.com/gin-contrib/cors'],
      ['https://a.example'],
    ],
    [
      'gin-contrib with a default for all',
      inMain('config := cors.DefaultConfig()\n\tconfig.AllowAllOrigins = true\n\tr.Use(cors.New(config))'),
      ['github.com/gin-contrib/cors'],
      ['*'],
    ],
    ['Echo by default', inMain('e.Use(middleware.CORS())'), ['github.com/labstack/echo/v4/middleware'], ['*']],
    [
      'Echo with a list',
      inMain('e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://a.example"}}))'),
      ['github.com/labstack/echo/v4/middleware'],
      ['https://a.example'],
    ],
    [
      'Echo that reflects',
      inMain(
        'e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}, AllowCredentials: true, UnsafeWildcardOriginWithAllowCredentials: true}))',
      ),
      ['github.com/labstack/echo/v4/middleware'],
      ['* credentials true reflects'],
    ],
    ["Echo's other middleware", inMain('e.Use(middleware.Logger())'), ['github.com/labstack/echo/v4/middleware'], []],
    ['Fiber by default', inMain('app.Use(cors.New())'), ['github.com/gofiber/fiber/v2/middleware/cors'], ['*']],
    [
      'Fiber with a text',
      inMain('app.Use(cors.New(cors.Config{AllowOrigins: "https://a.example, https://b.example"}))'),
      ['github.com/gofiber/fiber/v2/middleware/cors'],
      ['https://a.example https://b.example'],
    ],
    ['Gorilla by default', inMain('http.ListenAndServe(":80", handlers.CORS()(r))'), ['net/http', 'github.com/gorilla/handlers'], ['*']],
    [
      'Gorilla with options',
      inMain('o := handlers.AllowedOrigins([]string{"https://a.example"})\n\thandlers.CORS(o, handlers.AllowCredentials())(r)'),
      ['github.com/gorilla/handlers'],
      ['https://a.example credentials true'],
    ],
    ['a header', handler('w.Header().Set("Access-Control-Allow-Origin", "*")'), ['net/http'], ['*']],
    [
      'a header with credentials',
      handler('w.Header().Set("Access-Control-Allow-Origin", "*")\n\tw.Header().Set("Access-Control-Allow-Credentials", "true")'),
      ['net/http'],
      ['* credentials true'],
    ],
    [
      "Gin's header",
      'func cors(c *gin.Context) {\n\tc.Writer.Header().Set("Access-Control-Allow-Origin", "https://a.example")\n\tc.Header("access-control-allow-origin", "*")\n}\n',
      ['github.com/gin-gonic/gin'],
      ['https://a.example', '*'],
    ],
    [
      "Echo's constant",
      'func cors(c echo.Context) error {\n\tc.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "*")\n\treturn nil\n}\n',
      ['github.com/labstack/echo/v4'],
      ['*'],
    ],
    [
      'an echo',
      handler('w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))'),
      ['net/http'],
      ['echo r.Header.Get("Origin")'],
    ],
    [
      'an echo by a variable',
      handler('origin := r.Header.Get("Origin")\n\tif origin != "" {\n\t\tw.Header().Set("Access-Control-Allow-Origin", origin)\n\t}'),
      ['net/http'],
      ['echo origin'],
    ],
    [
      'an origin that is looked up',
      handler('origin := r.Header.Get("Origin")\n\tif allowed[origin] {\n\t\tw.Header().Set("Access-Control-Allow-Origin", origin)\n\t}'),
      ['net/http'],
      ['unknown'],
    ],
    [
      'an origin that is compared before',
      handler(
        'origin := r.Header.Get("Origin")\n\tif !isAllowed(origin) {\n\t\treturn\n\t}\n\tw.Header().Set("Access-Control-Allow-Origin", origin)',
      ),
      ['net/http'],
      ['unknown'],
    ],
    [
      'an origin in a loop over a list',
      handler(
        'for _, o := range list {\n\t\tif o == r.Header.Get("Origin") {\n\t\t\tw.Header().Set("Access-Control-Allow-Origin", o)\n\t\t}\n\t}',
      ),
      ['net/http'],
      ['unknown'],
    ],
    ['a header from a setting', handler('w.Header().Set("Access-Control-Allow-Origin", cfg.Origin)'), ['net/http'], ['unknown']],
    ['another header', handler('w.Header().Set("Vary", "*")'), ['net/http'], []],
  ];
  for (const [name, code, imports, policies] of cases)
    it(`reads ${name}`, async () => assert.deepEqual(await policiesOf(code, ...imports), policies));
});
