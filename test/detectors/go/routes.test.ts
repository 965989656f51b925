import assert from 'node:assert/strict';
import { routesOf } from '../../support/routes.js';

const imports = (...paths: readonly string[]): string => `import (\n${paths.map((path) => `\t"${path}"\n`).join('')})\n`;
const mod = { 'go.mod': 'module example.com/shop\n\ngo 1.22\n' };

/** Files, and the routes that they make. */
const cases: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly routes: readonly string[] }>> = {
  'the default multiplexer': {
    files: {
      'main.go': `package main\n${imports('net/http')}func main() {\n\thttp.HandleFunc("/healthz", health)\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})\n\thttp.ListenAndServe(":8080", nil)\n}\n`,
    },
    routes: ['ANY /', 'ANY /healthz'],
  },
  'the default multiplexer, filled by another package': {
    files: {
      ...mod,
      'cmd/api/main.go': `package main\n${imports('net/http', 'example.com/shop/internal/web')}func main() {\n\tweb.Init()\n\thttp.ListenAndServe(":8080", nil)\n}\n`,
      'internal/web/web.go': `package web\n${imports('net/http')}func Init() {\n\thttp.HandleFunc("/healthz", health)\n}\n`,
    },
    routes: ['ANY /healthz'],
  },
  'patterns of Go 1.22': {
    files: {
      'main.go': `package main\n${imports('net/http')}func main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET /items/{id}", get)\n\tmux.HandleFunc("POST example.com/items", post)\n\tmux.HandleFunc("GET /{$}", home)\n\tserver := &http.Server{Addr: ":8080", Handler: mux}\n\tserver.ListenAndServe()\n}\n`,
    },
    routes: ['GET /', 'GET /items/{id}', 'POST /items'],
  },
  'a multiplexer inside another': {
    files: {
      'main.go': `package main\n${imports('net/http')}func main() {\n\tapi := http.NewServeMux()\n\tapi.HandleFunc("/users", users)\n\tv2 := http.NewServeMux()\n\tv2.HandleFunc("/v2/orders", orders)\n\tmux := http.NewServeMux()\n\tmux.Handle("/api/", http.StripPrefix("/api", api))\n\tmux.Handle("/v2/", v2)\n\tmux.Handle("/static/", http.FileServer(http.Dir(".")))\n\thttp.ListenAndServe(":80", logging(mux))\n}\n`,
    },
    routes: ['ANY /api/users', 'ANY /static/', 'ANY /v2/orders'],
  },
  'a handler that holds routes of its own': {
    files: {
      'main.go': `package main\n${imports('net/http', 'github.com/acme/thing')}func main() {\n\tmux := http.NewServeMux()\n\tmux.Handle("/", thing.NewHandler())\n\thttp.ListenAndServe(":80", mux)\n}\n`,
    },
    routes: ['incomplete'],
  },
  'a function that looks at the path': {
    files: {
      'main.go': `package main\n${imports('net/http')}func serve(w http.ResponseWriter, r *http.Request) {\n\tswitch r.URL.Path {\n\tcase "/health":\n\t}\n}\nfunc main() {\n\thttp.HandleFunc("/", serve)\n\thttp.ListenAndServe(":80", nil)\n}\n`,
    },
    routes: ['ANY /', 'incomplete'],
  },
  'only metrics and profiles': {
    files: {
      'main.go': `package main\n${imports('net/http', 'github.com/prometheus/client_golang/prometheus/promhttp')}import _ "net/http/pprof"\nfunc main() {\n\tgo http.ListenAndServe("localhost:6060", nil)\n\thttp.ListenAndServe(":9090", promhttp.Handler())\n}\n`,
    },
    routes: [],
  },
  chi: {
    files: {
      'main.go': `package main\n${imports('net/http', 'github.com/go-chi/chi/v5', 'github.com/go-chi/chi/v5/middleware')}func main() {\n\tr := chi.NewRouter()\n\tr.Use(middleware.Heartbeat("/ping"))\n\tr.Get("/", home)\n\tr.Route("/api", func(r chi.Router) {\n\t\tr.Use(auth)\n\t\tr.Get("/users", list)\n\t\tr.Route("/admin", func(r chi.Router) {\n\t\t\tr.With(admin).Delete("/users/{id}", remove)\n\t\t})\n\t})\n\tr.Group(func(r chi.Router) {\n\t\tr.Post("/login", login)\n\t})\n\tr.Mount("/debug", debugRouter())\n\thttp.ListenAndServe(":3000", r)\n}\nfunc debugRouter() http.Handler {\n\tr := chi.NewRouter()\n\tr.Get("/vars", vars)\n\treturn r\n}\n`,
    },
    routes: ['DELETE /api/admin/users/{id}', 'GET /', 'GET /api/users', 'GET /debug/vars', 'GET /ping', 'POST /login'],
  },
  'chi, with a resource of another package': {
    files: {
      ...mod,
      'cmd/api/main.go': `package main\n${imports('net/http', 'github.com/go-chi/chi/v5', 'example.com/shop/internal/users')}func main() {\n\tr := chi.NewRouter()\n\tr.Mount("/users", users.Resource{}.Routes())\n\tusers.NewHandler(nil).Register(r)\n\tusers.Attach(r)\n\thttp.ListenAndServe(":3000", r)\n}\n`,
      'internal/users/users.go': `package users\n${imports('github.com/go-chi/chi/v5')}type Resource struct{}\nfunc (rs Resource) Routes() chi.Router {\n\tr := chi.NewRouter()\n\tr.Get("/", rs.List)\n\treturn r\n}\ntype Handler struct{}\nfunc (h *Handler) Register(r chi.Router) {\n\tr.Get("/handler", h.Get)\n}\nfunc Attach(r chi.Router) {\n\tr.Get("/attached", get)\n}\n`,
    },
    routes: ['GET /attached', 'GET /handler', 'GET /users/'],
  },
  'a router in a field, filled by another file of the package': {
    files: {
      'server.go': `package main\n${imports('net/http', 'github.com/go-chi/chi/v5')}type Server struct {\n\trouter chi.Router\n}\nfunc NewServer() *Server {\n\ts := &Server{router: chi.NewRouter()}\n\ts.routes()\n\treturn s\n}\nfunc main() {\n\ts := NewServer()\n\thttp.ListenAndServe(":80", s.router)\n}\n`,
      'routes.go': `package main\n${imports('github.com/go-chi/chi/v5')}var _ chi.Router\nfunc (s *Server) routes() {\n\ts.router.Get("/health", s.health)\n\ts.router.Route("/api", func(r chi.Router) { r.Get("/x", s.x) })\n}\n`,
    },
    routes: ['GET /api/x', 'GET /health'],
  },
  'Gorilla mux': {
    files: {
      'main.go': `package main\n${imports('net/http', 'github.com/gorilla/mux', 'github.com/gorilla/handlers')}func main() {\n\tr := mux.NewRouter()\n\tr.HandleFunc("/health", health).Methods("GET", http.MethodHead)\n\tapi := r.PathPrefix("/api").Subrouter()\n\tapi.HandleFunc("/users/{id:[0-9]+}", user).Methods(http.MethodGet)\n\tr.Methods("POST").Path("/login").HandlerFunc(login)\n\tr.PathPrefix("/static/").Handler(http.FileServer(http.Dir(".")))\n\thttp.ListenAndServe(":80", handlers.CORS()(r))\n}\n`,
    },
    routes: ['ANY /static/', 'GET /api/users/{id:[0-9]+}', 'GET /health', 'HEAD /health', 'POST /login'],
  },
  Gin: {
    files: {
      'main.go': `package main\n${imports('github.com/gin-gonic/gin')}const base = "/api"\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/ping", func(c *gin.Context) { c.String(200, "pong") })\n\tv1 := r.Group(base + "/v1", auth())\n\t{\n\t\tv1.POST("/users", create)\n\t\tadmin := v1.Group("/admin")\n\t\tadmin.DELETE("/users/:id", remove)\n\t}\n\tr.Any("/any", any)\n\tr.Handle("PUT", "/put", put)\n\tr.Run()\n}\n`,
    },
    routes: ['ANY /any', 'DELETE /api/v1/admin/users/:id', 'GET /ping', 'POST /api/v1/users', 'PUT /put'],
  },
  'Gin, with groups in groups that are handed on': {
    files: {
      'main.go': `package main\n${imports('github.com/gin-gonic/gin')}func main() {\n\tg := gin.New()\n\ta := g.Group("/a")\n\tb := a.Group("/b")\n\tc := b.Group("/c")\n\td := c.Group("/d")\n\td.GET("/e", e)\n\tregister(c.Group("/x"))\n\tg.Group("/user").Use(auth).POST("", create)\n\tg.Run()\n}\nfunc register(r *gin.RouterGroup) {\n\tr.GET("/y", y)\n}\n`,
    },
    routes: ['GET /a/b/c/d/e', 'GET /a/b/c/x/y', 'POST /user'],
  },
  'Gin, built elsewhere and served by net/http': {
    files: {
      ...mod,
      'main.go': `package main\n${imports('net/http', 'example.com/shop/routers')}func main() {\n\trouter := routers.InitRouter()\n\ts := &http.Server{Addr: ":80", Handler: router}\n\ts.ListenAndServe()\n}\n`,
      'routers/router.go': `package routers\n${imports('github.com/gin-gonic/gin', 'example.com/shop/routers/users')}func InitRouter() *gin.Engine {\n\tr := gin.New()\n\tr.GET("/health", health)\n\tapi := r.Group("/api")\n\tusers.Register(api)\n\treturn r\n}\n`,
      'routers/users/users.go': `package users\n${imports('github.com/gin-gonic/gin')}func Register(rg *gin.RouterGroup) {\n\tg := rg.Group("/users")\n\tg.GET("", list)\n\tg.GET("/:id", get)\n}\n`,
    },
    routes: ['GET /api/users', 'GET /api/users/:id', 'GET /health'],
  },
  'Gin, with a package that cannot be seen': {
    files: {
      'main.go': `package main\n${imports('github.com/gin-gonic/gin', 'github.com/gin-contrib/pprof', 'github.com/acme/api')}func main() {\n\tr := gin.New()\n\tpprof.Register(r)\n\tapi.RegisterRoutes(r)\n\tr.Run()\n}\n`,
    },
    routes: ['incomplete'],
  },
  'Gin, with middleware packages only': {
    files: {
      'main.go': `package main\n${imports('github.com/gin-gonic/gin', 'github.com/gin-contrib/pprof')}func main() {\n\tr := gin.New()\n\tpprof.Register(r)\n\tr.GET("/x", x)\n\tr.Run()\n}\n`,
    },
    routes: ['GET /x'],
  },
  Echo: {
    files: {
      'main.go': `package main\n${imports('github.com/labstack/echo/v4', 'net/http')}func main() {\n\te := echo.New()\n\te.GET("/health", health)\n\tg := e.Group("/api", mw)\n\tg.POST("/users", create, auth)\n\te.Add(http.MethodPut, "/put", put)\n\te.Match([]string{"GET", "POST"}, "/both", both)\n\te.Logger.Fatal(e.Start(":80"))\n}\n`,
    },
    routes: ['GET /both', 'GET /health', 'POST /api/users', 'POST /both', 'PUT /put'],
  },
  Fiber: {
    files: {
      'main.go': `package main\n${imports('github.com/gofiber/fiber/v2', 'github.com/gofiber/fiber/v2/middleware/healthcheck')}func main() {\n\tapp := fiber.New()\n\tapp.Use(healthcheck.New())\n\tapi := app.Group("/api")\n\tapi.Get("/users", users)\n\tapp.Route("/v2", func(r fiber.Router) {\n\t\tr.Post("/orders", orders)\n\t})\n\tapp.Listen(":80")\n}\n`,
    },
    routes: ['GET /api/users', 'GET /livez', 'GET /readyz', 'POST /v2/orders'],
  },
  'routes of a table': {
    files: {
      'main.go': `package main\n${imports('net/http', 'github.com/gorilla/mux')}func main() {\n\tr := mux.NewRouter()\n\tfor _, route := range routes {\n\t\tr.HandleFunc(route.Pattern, route.Handler)\n\t}\n\thttp.ListenAndServe(":80", r)\n}\n`,
    },
    routes: ['incomplete'],
  },
  'no server at all': {
    files: { 'client.go': `package client\n${imports('net/http')}func Get(c *http.Client) {\n\tc.Get("/users")\n\thttp.Get("/x")\n}\n` },
    routes: [],
  },
  'a redirect beside the application': {
    files: {
      'main.go': `package main\n${imports('net/http')}func main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", health)\n\tgo http.ListenAndServe(":80", http.HandlerFunc(redirectToHTTPS))\n\thttp.ListenAndServeTLS(":443", "c", "k", mux)\n}\n`,
    },
    routes: ['ANY /healthz'],
  },
};

describe('routes of Go', () => {
  for (const [name, { files, routes }] of Object.entries(cases))
    it(`reads ${name}`, async () => assert.deepEqual(await routesOf(files), routes));
});
