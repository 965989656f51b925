import { noReadinessEndpoint } from '../../../src/rules/http/no-readiness-endpoint.js';
import { testRule } from '../rule-tester.js';

const requirements = (...names: string[]) => ({ 'requirements.txt': `fastapi\n${names.join('\n')}\n` });
const postgres = requirements('asyncpg==0.29');
const main = (rest: string, imports = '') => `from fastapi import FastAPI, HTTPException, Response\n${imports}\n${rest}`;
const health = '@app.get("/health")\ndef health():\n    return {"status": "ok"}\n';

testRule(noReadinessEndpoint, {
  reports: [
    {
      name: 'an application with a database and a liveness route only',
      files: { ...postgres, 'main.py': main(`app = «FastAPI»()\n${health}`) },
      says: 'whether PostgreSQL answers',
      fixed: main(
        `app = FastAPI()\n\n\n@app.get("/ready")\ndef ready():\n    with engine.connect() as connection:\n        connection.exec_driver_sql("SELECT 1")\n    return {"status": "ready"}\n\n\n${health}`,
      ),
    },
    {
      name: 'a readiness route that asks nothing',
      files: { ...postgres, 'main.py': main('app = FastAPI()\n@app.get(«"/ready"»)\ndef ready():\n    return {"status": "ready"}\n') },
      says: "'GET /ready' answers without asking PostgreSQL",
    },
    {
      name: 'a readiness route that answers 200 whatever happens',
      files: {
        ...postgres,
        'main.py': main(
          'app = FastAPI()\n@app.get(«"/readyz"»)\nasync def ready():\n    try:\n        await pool.execute("SELECT 1")\n        return {"db": "up"}\n    except Exception:\n        return {"db": "down"}\n',
        ),
      },
      says: 'answers 2xx even while PostgreSQL is away',
    },
    {
      name: 'a health route that asks and never fails',
      files: {
        ...postgres,
        'main.py': main(
          'app = FastAPI()\n@app.get(«"/health"»)\ndef health(db: Session = Depends(get_db)):\n    ok = check(db)\n    return {"db": ok}\ndef check(db):\n    try:\n        db.execute(text("SELECT 1"))\n        return True\n    except Exception:\n        return False\n',
        ),
      },
    },
    {
      name: 'a store that the code names',
      files: {
        'pyproject.toml': '[project]\nname = "shop"\n',
        'main.py': `from flask import Flask\nfrom pymongo import MongoClient\napp = «Flask»(__name__)\n@app.route("/")\ndef index():\n    return ""\n`,
      },
      says: 'MongoDB',
    },
    {
      name: 'a Django project with a database and a probe that only says hello',
      files: {
        'shop/settings.py':
          'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db"}}\n«ROOT_URLCONF» = "shop.urls"\n',
        'shop/urls.py':
          'from django.http import HttpResponse\nfrom django.urls import path\n\ndef ping(request):\n    return HttpResponse("ok")\n\nurlpatterns = [path("ping/", ping)]\n',
      },
    },
  ],
  accepts: [
    {
      name: 'a readiness route that asks and lets the exception through',
      files: {
        ...postgres,
        'main.py': main(
          'app = FastAPI()\n@app.get("/ready")\nasync def ready():\n    await pool.execute("SELECT 1")\n    return {"status": "ready"}\n',
        ),
      },
    },
    {
      name: 'a health route that answers 503',
      files: {
        ...postgres,
        'main.py': main(
          'app = FastAPI()\n@app.get("/health")\ndef health(db: Session = Depends(get_db)):\n    try:\n        db.execute(text("SELECT 1"))\n    except OperationalError:\n        raise HTTPException(503)\n    return {}\n',
        ),
      },
    },
    {
      name: 'a route whose question stands in a function beside it',
      files: {
        ...postgres,
        'main.py': main(
          'app = FastAPI()\ndef database_is_up():\n    try:\n        connection.execute("SELECT 1")\n        return True\n    except Exception:\n        return False\n@app.get("/health/ready")\ndef ready(response: Response):\n    if not database_is_up():\n        response.status_code = 503\n    return {}\n',
        ),
      },
    },
    {
      name: 'django-health-check',
      files: {
        'shop/settings.py': 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\nROOT_URLCONF = "shop.urls"\n',
        'shop/urls.py': 'from django.urls import include, path\nurlpatterns = [path("ht/", include("health_check.urls"))]\n',
      },
    },
    {
      name: 'a Flask view that returns a tuple',
      files: {
        'requirements.txt': 'flask\npsycopg2-binary\n',
        'app.py':
          'from flask import Flask\napp = Flask(__name__)\n@app.route("/readiness")\ndef ready():\n    try:\n        db.session.execute(text("SELECT 1"))\n    except Exception as e:\n        return {"status": "down"}, 503\n    return {"status": "up"}\n',
      },
    },
    {
      name: 'an application of another service that has the database',
      files: { 'a/requirements.txt': 'asyncpg\n', 'a/worker.py': 'import asyncpg\n', 'b/requirements.txt': 'fastapi\n' },
    },
  ],
  unknown: [
    {
      name: 'the store of an extra, which somebody chooses',
      files: {
        'pyproject.toml':
          '[tool.poetry]\nname = "shop"\n\n[tool.poetry.dependencies]\nfastapi = "*"\npsycopg2-binary = { version = "*", optional = true }\n\n[tool.poetry.group.postgres.dependencies]\npsycopg2-binary = "*"\n',
        'main.py': main(`app = FastAPI()\n${health}`),
      },
    },
    { name: 'an application without a store', files: { ...requirements(), 'main.py': main(`app = FastAPI()\n${health}`) } },
    {
      name: 'a tool with clients for every database',
      files: { ...requirements('asyncpg', 'pymongo', 'pymysql', 'elasticsearch'), 'main.py': main(`app = FastAPI()\n${health}`) },
    },
    { name: 'a store in a file', files: { ...requirements('aiosqlite'), 'main.py': main(`app = FastAPI()\n${health}`) } },
    { name: 'a cache alone', files: { ...requirements('redis'), 'main.py': main(`app = FastAPI()\n${health}`) } },
    { name: 'a client for development', files: { 'requirements-dev.txt': 'asyncpg\n', 'main.py': main(`app = FastAPI()\n${health}`) } },
    {
      name: 'a handler that stands elsewhere',
      files: {
        'shop/settings.py': 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\nROOT_URLCONF = "shop.urls"\n',
        'shop/urls.py': 'from django.urls import path\nfrom . import views\nurlpatterns = [path("readyz/", views.ready)]\n',
      },
    },
    {
      name: 'a handler that asks somebody else',
      files: {
        ...postgres,
        'main.py': main('from .checks import run_checks\napp = FastAPI()\n@app.get("/ready")\ndef ready():\n    return run_checks()\n'),
      },
    },
    {
      name: 'an application with routes that nobody can see',
      files: { ...postgres, 'main.py': main('from vendor import router\napp = FastAPI()\napp.include_router(router)\n') },
    },
  ],
});
