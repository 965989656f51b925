import assert from 'node:assert/strict';
import { routesOf } from '../../support/routes.js';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly routes: readonly string[];
}

const EXPRESS = "const express = require('express');\n";

const cases: Readonly<Record<string, readonly Case[]>> = {
  Express: [
    {
      name: 'routers of other modules, chains, route() and lists of paths',
      files: {
        'app.js': `${EXPRESS}const app = express();\napp.get('/', (req, res) => res.send('x'));\napp.use('/api', require('./routes/users'));\nconst posts = require('./routes/posts');\napp.use('/posts', auth, posts);\nmodule.exports = app;\n`,
        'routes/users.js': `${EXPRESS}const router = express.Router();\nrouter.get('/', list).post('/', add);\nrouter.route('/:id').get(one).put(change);\nmodule.exports = router;\n`,
        'routes/posts.js':
          "const { Router } = require('express');\nconst r = Router();\nr.get(['/a', '/b'], (x) => x);\nmodule.exports = r;\n",
      },
      routes: ['GET /', 'GET /api/', 'GET /api/:id', 'GET /posts/a', 'GET /posts/b', 'POST /api/', 'PUT /api/:id'],
    },
    {
      name: 'functions that are given the application',
      files: {
        'index.js': `${EXPRESS}const app = express();\nrequire('./routes')(app);\napp.listen(3000);\n`,
        'routes/index.js':
          "module.exports = (app) => {\n  app.get('/health', (req, res) => res.sendStatus(200));\n  require('./users')(app);\n};\n",
        'routes/users.js': "module.exports = function (app) {\n  app.route('/users').get(list).post(add);\n};\n",
      },
      routes: ['GET /health', 'GET /users', 'POST /users'],
    },
    {
      name: 'modules, a factory, constants and templates as prefixes',
      files: {
        'src/app.ts':
          "import express, { Router } from 'express';\nimport users, { admin } from './users.js';\nimport * as posts from './posts';\nconst PREFIX = '/api/v1';\nexport function createApp() {\n  const app = express();\n  app.use(PREFIX, users);\n  app.use(`${PREFIX}/admin`, admin);\n  app.use('/p', posts.router);\n  const r = Router();\n  r.get('/z', handler);\n  app.use(r);\n  return app;\n}\n",
        'src/users.ts':
          "import { Router } from 'express';\nconst router = Router();\nexport const admin = Router();\nadmin.get('/x', handler);\nrouter.get('/users', handler);\nexport default router;\n",
        'src/posts.ts': "import * as express from 'express';\nexport const router = express.Router();\nrouter.delete('/:id', handler);\n",
      },
      routes: ['DELETE /p/:id', 'GET /api/v1/admin/x', 'GET /api/v1/users', 'GET /z'],
    },
    {
      name: 'classes with fields',
      files: {
        'src/app.ts':
          "import express from 'express';\nimport { Routes } from './routes';\nimport { UserController } from './user';\nclass App {\n  public app: express.Application;\n  private routes: Routes = new Routes();\n  constructor() {\n    this.app = express();\n    this.config();\n    this.routes.routes(this.app);\n  }\n  private config(): void {\n    this.app.get('/ping', (req, res) => res.send('x'));\n    this.app.use('/', new UserController().router);\n  }\n}\nexport default new App().app;\n",
        'src/routes.ts': "export class Routes {\n  public routes(app): void {\n    app.route('/').get((req, res) => {});\n  }\n}\n",
        'src/user.ts':
          "import { Router } from 'express';\nexport class UserController {\n  public path = '/users';\n  public router = Router();\n  constructor() {\n    this.router.get(this.path, this.list);\n    this.router.get(`${this.path}/:id`, this.one);\n  }\n}\n",
      },
      routes: ['GET /', 'GET /ping', 'GET /users', 'GET /users/:id'],
    },
    {
      name: 'a list of routes that a loop mounts; those of development are left out',
      files: {
        'src/app.js': `${EXPRESS}const routes = require('./routes');\nconst app = express();\napp.use('/v1', routes);\napp.use((req, res, next) => next(new ApiError(404)));\napp.use(errorConverter);\n`,
        'src/routes/index.js': `${EXPRESS}const authRoute = require('./auth.route');\nconst router = express.Router();\nconst defaultRoutes = [{ path: '/auth', route: authRoute }];\nconst devRoutes = [{ path: '/docs', route: require('./docs.route') }];\ndefaultRoutes.forEach((route) => { router.use(route.path, route.route); });\nif (config.env === 'development') { devRoutes.forEach((route) => { router.use(route.path, route.route); }); }\nmodule.exports = router;\n`,
        'src/routes/auth.route.js': `${EXPRESS}const router = express.Router();\nrouter.post('/register', validate(x), controller.register);\nmodule.exports = router;\n`,
      },
      routes: ['POST /v1/auth/register'],
    },
    {
      name: 'a function that makes a router',
      files: {
        'a.js': `${EXPRESS}const make = require('./r');\nconst app = (module.exports = express());\napp.use('/x', make({ db }));\n`,
        'r.js': `${EXPRESS}module.exports = ({ db }) => {\n  const api = express.Router();\n  api.get('/', (req, res) => {});\n  return api;\n};\n`,
      },
      routes: ['GET /x/'],
    },
    {
      name: 'an application that another module gets from a class',
      files: {
        'server.js': `${EXPRESS}class Server {\n  static getInstance() { return (Server.one ??= new Server()); }\n  constructor() { this.app = express(); }\n}\nmodule.exports = { Server };\n`,
        'index.js':
          "const { Server } = require('./server');\nconst server = Server.getInstance();\nconst app = server.app;\napp.get('/', async (request, response) => response.send('x'));\n",
      },
      routes: ['GET /', 'incomplete'],
    },
    {
      name: 'middleware of its own modules, which brings no routes',
      files: {
        'app.js': `${EXPRESS}const { attach } = require('./attach');\nconst stamp = require('./stamp');\nconst app = express();\napp.use(attach);\napp.use(stamp('x'));\napp.get('/users', list);\n`,
        'attach.js': 'exports.attach = (req, res, next) => {\n  req.x = 1;\n  next();\n};\n',
        'stamp.js': 'module.exports = (name) => (req, res, next) => next();\n',
      },
      routes: ['GET /users'],
    },
    {
      name: 'paths that a function compares by hand',
      files: {
        'app.js': `${EXPRESS}const app = express();\napp.use((req, res, next) => {\n  if (req.path === '/healthz') return res.send('ok');\n  next();\n});\n`,
      },
      routes: ['ANY /healthz'],
    },
    {
      name: 'no route in a path that is only let through',
      files: {
        'app.js': `${EXPRESS}const app = express();\napp.use((req, res, next) => {\n  if (req.path === '/health') return next();\n  if (!req.user) return res.status(401).end();\n  next();\n});\napp.get('/users', list);\n`,
      },
      routes: ['GET /users'],
    },
    {
      name: 'health by packages',
      files: {
        'app.js': `${EXPRESS}const http = require('http');\nconst { createTerminus } = require('@godaddy/terminus');\nconst app = express();\napp.use('/status', require('express-status')());\nconst server = http.createServer(app);\ncreateTerminus(server, { healthChecks: { '/healthz': check, verbatim: true } });\n`,
      },
      routes: ['ANY /status', 'GET /healthz'],
    },
    {
      name: 'routers that are read from a folder, as incomplete',
      files: {
        'app.js': `${EXPRESS}const app = express();\nfs.readdirSync('./r').forEach((file) => app.use('/' + file, require('./r/' + file)));\napp.get('/x', y);\n`,
      },
      routes: ['GET /x', 'incomplete'],
    },
    {
      name: 'a router of a module that is not there, as incomplete',
      files: { 'app.js': `${EXPRESS}const app = express();\napp.use('/api', require('./generated/routes'));\n` },
      routes: ['incomplete'],
    },
    {
      name: 'methods that only run time knows, as incomplete',
      files: {
        'app.js': `${EXPRESS}const app = express();\nfor (const route of routes) app[route.method](route.path, route.handler);\napp.get('/x', list);\n`,
      },
      routes: ['GET /x', 'incomplete'],
    },
    {
      name: 'routers that an index passes on, as CommonJS',
      files: {
        'app.js': `${EXPRESS}const routes = require('./routes');\nconst { posts } = require('./routes');\nconst app = express();\napp.use('/a', routes.users);\napp.use(posts);\n`,
        'routes/index.js': "module.exports = { users: require('./users'), posts: require('./posts') };\n",
        'routes/users.js': `${EXPRESS}const router = express.Router();\nrouter.get('/u', handler);\nmodule.exports = router;\n`,
        'routes/posts.js': `${EXPRESS}module.exports = express.Router().get('/p', handler);\n`,
      },
      routes: ['GET /a/u', 'GET /p'],
    },
    {
      name: 'routers that an index passes on, as modules',
      files: {
        'src/app.ts':
          "import express from 'express';\nimport { users } from '@/routes';\nimport api from './api';\nconst app = express();\napp.use(users);\napp.use('/api', api);\n",
        'src/routes/index.ts': "export { default as users } from './users';\nexport * from './types';\n",
        'src/routes/users.ts': "import { Router } from 'express';\nconst r = Router();\nr.get('/u', handler);\nexport default r;\n",
        'src/api/index.ts':
          "import { Router } from 'express';\nimport users from './v1/users';\nconst api = Router();\napi.use('/v1', users);\nexport { api as default };\n",
        'src/api/v1/users.ts':
          "import express from 'express';\nexport default express.Router().get('/x', (req, res) => res.json({})).post('/x', handler);\n",
      },
      routes: ['GET /api/v1/x', 'GET /u', 'POST /api/v1/x'],
    },
    {
      name: 'no routes in clients of other servers',
      files: {
        'src/api.ts':
          "import axios from 'axios';\nconst api = axios.create();\nexport const list = () => api.get('/users', { params: {} });\nexport default api;\n",
        'src/use.ts':
          "import api from './api';\nexport const a = () => api.get('/users', callback);\nexport const b = () => api.post('/users', { name: 'x' });\n",
      },
      routes: [],
    },
    {
      name: 'no routes in settings that are read',
      files: { 'app.js': `${EXPRESS}const app = express();\nconst title = app.get('title');\napp.get('/', list);\n` },
      routes: ['GET /'],
    },
  ],
  Fastify: [
    {
      name: 'shorthands, route(), plugins with prefixes and a status route',
      files: {
        'server.js':
          "const fastify = require('fastify')({ logger: true });\nfastify.get('/', async (req, reply) => ({}));\nfastify.register(require('./routes/users'), { prefix: '/api/users' });\nfastify.route({ method: ['GET', 'POST'], url: '/x', handler });\nfastify.register(async (instance, opts) => {\n  instance.get('/inner', handler);\n}, { prefix: '/v1' });\nfastify.register(require('@fastify/under-pressure'), { exposeStatusRoute: true });\nfastify.register(require('@fastify/cors'));\n",
        'routes/users.js': "module.exports = async function (fastify, opts) {\n  fastify.get('/:id', handler);\n};\n",
      },
      routes: ['GET /', 'GET /api/users/:id', 'GET /status', 'GET /v1/inner', 'GET /x', 'POST /x'],
    },
    {
      name: 'typed plugins and those that fastify-plugin wraps',
      files: {
        'src/app.ts':
          "import Fastify from 'fastify';\nimport fp from 'fastify-plugin';\nimport { userRoutes } from './modules/user/user.route';\nimport db from './plugins/db';\nimport service from './service.js';\nexport const build = () => {\n  const server = Fastify();\n  server.register(db);\n  server.register(userRoutes, { prefix: 'api/users' });\n  server.register(fp(service));\n  return server;\n};\n",
        'src/modules/user/user.route.ts':
          "import { FastifyInstance } from 'fastify';\nexport async function userRoutes(app: FastifyInstance) {\n  app.post('/', { schema: {} }, register);\n}\n",
        'src/plugins/db.ts': "import fp from 'fastify-plugin';\nexport default fp(async (server) => {\n  server.decorate('db', x);\n});\n",
        'src/service.ts':
          "import { FastifyInstance } from 'fastify';\nexport default async function service(fastify: FastifyInstance) {\n  fastify.get('/healthcheck', async () => ({ status: 'OK' }));\n}\n",
      },
      routes: ['GET /healthcheck', 'POST /api/users/'],
    },
    {
      name: 'plugins that are loaded from a folder, as incomplete',
      files: {
        'app.ts':
          "import Fastify from 'fastify';\nimport autoload from '@fastify/autoload';\nconst app = Fastify();\napp.register(autoload, { dir: join(__dirname, 'routes') });\n",
      },
      routes: ['incomplete'],
    },
  ],
  NestJS: [
    {
      name: 'modules, controllers, a global prefix',
      files: {
        'src/main.ts':
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.setGlobalPrefix('api');\n  await app.listen(3000);\n}\nbootstrap();\n",
        'src/app.module.ts':
          "import { Module, forwardRef } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\nimport { UsersModule } from 'src/users/users.module';\nimport { AppController } from './app.controller';\nimport { HealthModule } from '@/health/health.module';\n@Module({ imports: [TypeOrmModule.forRoot({}), UsersModule, forwardRef(() => HealthModule)], controllers: [AppController], providers: [] })\nexport class AppModule {}\n",
        'src/app.controller.ts':
          "import { Controller, Get } from '@nestjs/common';\n@Controller()\nexport class AppController implements OnModuleInit {\n  @Get()\n  hello(): string { return this.service.hello(); }\n}\n",
        'src/users/users.module.ts':
          "import { Module } from '@nestjs/common';\nimport { UsersController } from './users.controller';\n@Module({ controllers: [UsersController] })\nexport class UsersModule {}\n",
        'src/users/users.controller.ts':
          "import { Controller, Get, Post, Param, UseGuards } from '@nestjs/common';\n@UseGuards(AuthGuard)\n@Controller('users')\nexport class UsersController {\n  @Get(':id')\n  @Roles('x')\n  find(@Param('id') id: string) {}\n  @Post()\n  create() {}\n  @Get(['a', 'b'])\n  many() {}\n}\n",
        'src/health/health.module.ts':
          "import { Module } from '@nestjs/common';\nimport { HealthController } from './health.controller';\n@Module({ controllers: [HealthController] })\nexport class HealthModule {}\n",
        'src/health/health.controller.ts':
          "import { Controller, Get } from '@nestjs/common';\nimport { HealthCheck } from '@nestjs/terminus';\n@Controller({ path: 'health', version: '1' })\nexport class HealthController {\n  @Get()\n  @HealthCheck()\n  check() { return this.health.check([() => this.db.pingCheck('database')]); }\n}\n",
      },
      routes: ['GET /api', 'GET /api/health', 'GET /api/users/:id', 'GET /api/users/a', 'GET /api/users/b', 'POST /api/users'],
    },
    {
      name: 'modules that RouterModule puts under paths',
      files: {
        'main.ts':
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\n",
        'app.module.ts':
          "import { Module } from '@nestjs/common';\nimport { RouterModule } from '@nestjs/core';\nimport { AdminModule } from './admin';\n@Module({ imports: [AdminModule, RouterModule.register([{ path: 'admin', module: AdminModule }])] })\nexport class AppModule {}\n",
        'admin.ts':
          "import { Controller, Get, Module } from '@nestjs/common';\n@Controller('users')\nclass AdminController {\n  @Get()\n  all() {}\n}\n@Module({ controllers: [AdminController] })\nexport class AdminModule {}\n",
      },
      routes: ['GET /admin/users'],
    },
    {
      name: 'versions in paths, which are not known',
      files: {
        'main.ts':
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\napp.enableVersioning({ type: VersioningType.URI });\n",
        'app.module.ts':
          "import { Controller, Get, Module } from '@nestjs/common';\n@Controller('users')\nclass UsersController {\n  @Get()\n  all() {}\n}\n@Module({ controllers: [UsersController] })\nexport class AppModule {}\n",
      },
      routes: ['GET …/users', 'incomplete'],
    },
    {
      name: 'a list of modules that another function gives, as incomplete',
      files: {
        'main.ts':
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\n",
        'app.module.ts':
          "import { Module } from '@nestjs/common';\nimport { modules } from './modules';\n@Module({ imports: [...modules()] })\nexport class AppModule {}\n",
      },
      routes: ['incomplete'],
    },
  ],
  'Next.js': [
    {
      name: 'route handlers, groups, parameters and pages/api',
      files: {
        'web/package.json': '{"name":"web","dependencies":{"next":"14"},"scripts":{"start":"next start"}}',
        'web/src/app/api/health/route.ts': 'export async function GET() {\n  return Response.json({});\n}\n',
        'web/src/app/(shop)/api/users/[id]/route.ts': 'export const POST = async (request) => new Response();\n',
        'web/src/app/api/auth/[...nextauth]/route.ts': "import { handlers } from '@/auth';\nexport const { GET, POST } = handlers;\n",
        'web/src/app/_lib/api/route.ts': 'export async function GET() {}\n',
        'web/src/pages/api/hello.ts': 'export default function handler(req, res) {\n  res.status(200).json({});\n}\n',
        'web/src/pages/api/u/index.js': 'export default h;\n',
      },
      routes: [
        'ANY /api/hello',
        'ANY /api/u',
        'GET /api/auth/[...nextauth]',
        'GET /api/health',
        'POST /api/auth/[...nextauth]',
        'POST /api/users/[id]',
      ],
    },
    {
      name: 'a base path, which makes paths unknown',
      files: {
        'package.json': '{"name":"web","dependencies":{"next":"14"},"scripts":{"build":"next build"}}',
        'app/api/health/route.ts': 'export async function GET() {}\n',
        'next.config.mjs': 'export default { basePath: process.env.BASE_PATH };\n',
      },
      routes: ['GET /api/health', 'incomplete'],
    },
    {
      name: 'no application where a server of another kind starts it',
      files: {
        'package.json': '{"name":"web","dependencies":{"next":"14"},"scripts":{"start":"node server.js"}}',
        'pages/api/x.ts': 'export default (req, res) => {};\n',
      },
      routes: ['? ANY …/api/x'],
    },
  ],
  Hono: [
    {
      name: 'a base path and routers of other modules',
      files: {
        'src/index.ts':
          "import { Hono } from 'hono';\nimport users from './users';\nconst app = new Hono().basePath('/api');\napp.get('/health', (c) => c.text('ok'));\napp.route('/users', users);\nexport default app;\n",
        'src/users.ts':
          "import { Hono } from 'hono';\nconst app = new Hono().get('/', (c) => c.json([])).post('/', (c) => c.json({}));\nexport default app;\n",
      },
      routes: ['GET /api/health', 'GET /api/users/', 'POST /api/users/'],
    },
  ],
  Koa: [
    {
      name: 'routers with prefixes and names, and paths compared by hand',
      files: {
        'app.js':
          "const Koa = require('koa');\nconst Router = require('@koa/router');\nconst users = require('./users');\nconst app = new Koa();\nconst router = new Router({ prefix: '/v1' });\nrouter.get('/', (ctx) => {});\nrouter.get('named', '/n', (ctx) => {});\napp.use(router.routes()).use(router.allowedMethods());\napp.use(users.routes());\napp.use(async (ctx, next) => {\n  if (ctx.path === '/ping') return (ctx.body = 'x');\n  await next();\n});\n",
        'users.js':
          "const Router = require('koa-router');\nconst router = new Router();\nrouter.get('/users', handler);\nmodule.exports = router;\n",
      },
      routes: ['ANY /ping', 'GET /users', 'GET /v1/', 'GET /v1/n'],
    },
  ],
  'Node.js': [
    {
      name: 'paths compared by hand, never all of them',
      files: {
        's.js':
          "const http = require('http');\nhttp.createServer((req, res) => {\n  if (req.url === '/healthz') return res.end('ok');\n  res.end();\n}).listen(3000);\n",
      },
      routes: ['ANY /healthz', 'incomplete'],
    },
    {
      name: 'nothing where a framework answers',
      files: { 's.js': "const http = require('http');\nconst { app } = require('./app');\nhttp.createServer(app).listen(3000);\n" },
      routes: [],
    },
  ],
};

for (const [framework, list] of Object.entries(cases))
  describe(`routes of ${framework}`, () => {
    for (const { name, files, routes } of list)
      it(`sees ${name}`, async () =>
        assert.deepEqual(
          await routesOf(files),
          [...routes].sort((a, b) => (a === 'incomplete' ? 1 : b === 'incomplete' ? -1 : a < b ? -1 : 1)),
        ));
  });
