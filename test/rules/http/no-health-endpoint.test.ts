import { noHealthEndpoint } from '../../../src/rules/http/no-health-endpoint.js';
import { testRule } from '../rule-tester.js';

const fastapi = (rest: string) => `from fastapi import APIRouter, FastAPI\n\n${rest}`;
const orders = '@app.get("/orders")\ndef orders():\n    return []\n';

testRule(noHealthEndpoint, {
  reports: [
    {
      name: 'a FastAPI application with other routes',
      file: 'main.py',
      code: fastapi(`app = «FastAPI»()\n\n\n${orders}`),
      fixed: fastapi(`app = FastAPI()\n\n\n@app.get("/health")\ndef health():\n    return {"status": "ok"}\n\n\n${orders}`),
      says: "This application's only route",
      severity: 'warning',
    },
    {
      name: 'how many routes it looked at',
      file: 'main.py',
      code: fastapi(`app = «FastAPI»()\n${orders}@app.post("/orders")\ndef order(): ...\n`),
      says: "None of this application's 2 routes",
    },
    {
      name: 'an application that a factory makes',
      file: 'app/factory.py',
      code: 'from flask import Flask\n\ndef create_app():\n    app = «Flask»(__name__, static_folder=None)\n    app.config["X"] = 1\n\n    @app.route("/")\n    def index():\n        return ""\n    return app\n',
      fixed:
        'from flask import Flask\n\ndef create_app():\n    app = Flask(__name__, static_folder=None)\n\n    @app.route("/health")\n    def health():\n        return {"status": "ok"}\n\n    app.config["X"] = 1\n\n    @app.route("/")\n    def index():\n        return ""\n    return app\n',
    },
    {
      name: 'an application with arguments over several lines, with line ends of Windows',
      file: 'main.py',
      code: 'from fastapi import FastAPI\r\n\r\napp = «FastAPI»(\r\n    title="Shop (v1)",  # not ) the end\r\n)\r\n\r\n\r\n@app.get("/")\r\ndef index(): ...\r\n',
      fixed:
        'from fastapi import FastAPI\r\n\r\napp = FastAPI(\r\n    title="Shop (v1)",  # not ) the end\r\n)\r\n\r\n\r\n@app.get("/health")\r\ndef health():\r\n    return {"status": "ok"}\r\n\r\n\r\n@app.get("/")\r\ndef index(): ...\r\n',
    },
    {
      name: 'an application where the name is taken',
      file: 'main.py',
      code: fastapi(`from app import health\n\napp = «FastAPI»()\n${orders}`),
      fixed: null,
    },
    {
      name: 'a health check of somebody else',
      files: {
        'scripts/healthcheck.sh': 'curl -f https://status.example.com/orders\n',
        'main.py': fastapi(`app = «FastAPI»()\n${orders}`),
      },
    },
    {
      name: 'routes that only sound like it',
      file: 'main.py',
      code: fastapi(
        'app = «FastAPI»()\n@app.get("/users/status")\ndef a(): ...\n@app.get("/healthcare")\ndef b(): ...\n@app.post("/health")\ndef c(): ...\n@app.get("/status/{id}")\ndef d(): ...\n',
      ),
    },
    {
      name: 'an application whose routers stand in other files, behind a prefix from elsewhere',
      files: {
        'pyproject.toml': '[project]\nname = "shop"\n',
        'shop/main.py':
          'from fastapi import FastAPI\nfrom shop.api import router\nfrom shop.config import settings\napp = «FastAPI»()\napp.include_router(router, prefix=settings.PREFIX)\n',
        'shop/api.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/orders")\ndef orders(): ...\n',
      },
    },
    {
      name: 'a Django project, at the setting that names its URLs',
      files: {
        'manage.py': 'import django\n',
        'shop/settings.py': 'DEBUG = False\n«ROOT_URLCONF» = "shop.urls"\n',
        'shop/urls.py':
          'from django.contrib import admin\nfrom django.urls import path\nfrom . import views\nurlpatterns = [path("admin/", admin.site.urls), path("", views.index)]\n',
      },
      fixed: null,
    },
    {
      name: "only the service that has none: another one's route is not its own",
      files: {
        'a/pyproject.toml': '[project]\nname = "a"\n',
        'a/main.py': fastapi('app = FastAPI()\n@app.get("/health")\ndef health(): ...\n'),
        'b/pyproject.toml': '[project]\nname = "b"\n',
        'b/main.py': fastapi(`app = «FastAPI»()\n${orders}`),
      },
    },
    {
      name: 'an application beside a router that is never mounted',
      file: 'main.py',
      code: fastapi('app = «FastAPI»()\nrouter = APIRouter()\n@router.get("/x")\ndef x(): ...\n'),
    },
    {
      name: "an application of one's own class",
      files: {
        'application.py':
          'from app import create_app\nfrom app.core import ShopFlask\napplication = «ShopFlask»("app")\ncreate_app(application)\n',
        'app/__init__.py': 'from app.views import views_bp\ndef create_app(application):\n    application.register_blueprint(views_bp)\n',
        'app/views.py': 'from flask import Blueprint\nviews_bp = Blueprint("v", __name__)\n@views_bp.route("/")\ndef index(): ...\n',
      },
    },
    {
      name: 'an application without any route',
      file: 'main.py',
      code: 'from flask import Flask\napp = «Flask»(__name__)\n',
      says: 'No route of this application',
    },
    {
      name: 'an Express application, in its own quotes',
      file: 'server.js',
      code: "const express = require('express');\n\nconst app = «express()»;\napp.get('/orders', (req, res) => res.json([]));\n",
      fixed:
        "const express = require('express');\n\nconst app = express();\n\napp.get('/health', (req, res) => res.json({ status: 'ok' }));\n\napp.get('/orders', (req, res) => res.json([]));\n",
    },
    {
      name: 'a Starlette application that lists its routes',
      file: 'main.py',
      code: 'from starlette.applications import Starlette\nfrom starlette.routing import Mount, Route\nfrom starlette.staticfiles import StaticFiles\napp = «Starlette»(routes=[Route("/", index), Mount("/static", app=StaticFiles(directory="s"))])\n',
    },
  ],
  accepts: [
    {
      name: 'the middleware of Dockerflow',
      files: {
        'shop/settings.py':
          "INSTALLED_APPS = ['dockerflow.django']\nROOT_URLCONF = 'shop.urls'\nMIDDLEWARE = first()\nMIDDLEWARE += ['dockerflow.django.middleware.DockerflowMiddleware']\n",
        'shop/urls.py': 'from django.urls import path\nurlpatterns = [path("orders/", orders)]\n',
      },
    },
    {
      name: 'a route of another name that HEALTHCHECK asks for',
      files: {
        Dockerfile:
          'FROM python:3.13\nCOPY . .\nEXPOSE 8000\nHEALTHCHECK CMD curl -f http://localhost:8000/about\nCMD ["uvicorn", "main:app"]\n',
        'main.py': fastapi('app = FastAPI()\n@app.get("/about")\ndef about(): ...\n'),
      },
    },
    {
      name: 'a route of another name that the script of a health check asks for',
      files: {
        'scripts/healthcheck.py': 'import requests\n\nrequests.get(f"http://127.0.0.1:{port}/about").raise_for_status()\n',
        'main.py': fastapi('app = FastAPI()\n@app.get("/about/")\ndef about(): ...\n'),
      },
    },
    { name: 'GET /health', file: 'main.py', code: fastapi('app = FastAPI()\n@app.get("/health")\ndef health(): ...\n') },
    {
      name: 'a route of a router below a prefix',
      file: 'main.py',
      code: fastapi(
        'app = FastAPI()\nrouter = APIRouter(prefix="/utils")\n@router.get("/health-check/")\ndef check(): ...\napp.include_router(router, prefix="/api/v1")\n',
      ),
    },
    {
      name: 'a route behind a prefix that only configuration knows',
      files: {
        'app/main.py':
          'from fastapi import FastAPI\nfrom app.api.main import api_router\nfrom app.core.config import settings\napp = FastAPI()\napp.include_router(api_router, prefix=settings.API_V1_STR)\n',
        'app/api/main.py':
          'from fastapi import APIRouter\nfrom app.api.routes import utils\napi_router = APIRouter()\napi_router.include_router(utils.router)\n',
        'app/api/routes/utils.py':
          'from fastapi import APIRouter\nrouter = APIRouter(prefix="/utils")\n@router.get("/health-check/")\nasync def health_check() -> bool:\n    return True\n',
      },
    },
    {
      name: 'a route added to an application that a factory made elsewhere',
      files: {
        'app/__init__.py':
          'from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    from .views import bp\n    app.register_blueprint(bp)\n    return app\n',
        'app/views.py':
          'from flask import Blueprint\nbp = Blueprint("main", __name__)\n@bp.route("/ping")\ndef ping():\n    return "pong"\n',
      },
    },
    {
      name: 'add_api_route with a package of its own',
      file: 'main.py',
      code: 'from fastapi import FastAPI\nfrom fastapi_health import health\napp = FastAPI()\napp.add_api_route("/", health([]))\n',
    },
    {
      name: 'django-health-check below any path',
      files: {
        'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
        'shop/urls.py': 'from django.urls import include, path\nurlpatterns = [path("ht/", include("health_check.urls"))]\n',
      },
    },
    {
      name: 'a Flask-RESTful resource',
      file: 'app.py',
      code: 'from flask import Flask\nfrom flask_restful import Api, Resource\napp = Flask(__name__)\napi = Api(app)\nclass Health(Resource):\n    def get(self):\n        return {}\napi.add_resource(Health, "/healthz")\n',
    },
    {
      name: 'a view class',
      file: 'app.py',
      code: 'from flask import Flask\nfrom flask.views import MethodView\napp = Flask(__name__)\nclass Health(MethodView):\n    def get(self):\n        return {}\napp.add_url_rule("/health", view_func=Health.as_view("health"))\n',
    },
    {
      name: 'a blueprint registered in a loop',
      files: {
        'app.py':
          'from flask import Flask\nfrom views import health_bp, shop_bp\napp = Flask(__name__)\nfor bp in (shop_bp, health_bp):\n    app.register_blueprint(bp, url_prefix="/api")\n',
        'views.py':
          'from flask import Blueprint\nshop_bp = Blueprint("s", __name__)\nhealth_bp = Blueprint("h", __name__)\n@health_bp.get("/health")\ndef health(): ...\n',
      },
    },
    {
      name: 'a sub-application that is mounted',
      file: 'main.py',
      code: fastapi('app = FastAPI()\nsub = FastAPI()\n@sub.get("/health")\ndef health(): ...\napp.mount("/api", sub)\n'),
    },
    { name: 'applications of tests', file: 'tests/test_app.py', code: fastapi(`app = FastAPI()\n${orders}`) },
    { name: 'a library without an application', file: 'client.py', code: 'from fastapi import APIRouter\nrouter = APIRouter()\n' },
    {
      name: 'a route of a method that the application is handed to',
      files: {
        'main.py': 'from fastapi import FastAPI\nfrom routes import setup_routes\napp = FastAPI()\nsetup_routes(app)\n',
        'routes.py':
          'from fastapi import FastAPI\ndef setup_routes(app: FastAPI) -> None:\n    @app.get("/healthz")\n    def healthz(): ...\n',
      },
    },
    {
      name: 'a handler that is called a health check',
      file: 'main.py',
      code: fastapi('app = FastAPI()\n@app.get("/")\ndef health_check():\n    return "ok"\n'),
    },
    {
      name: 'a view that is called a health check',
      files: {
        'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
        'shop/urls.py':
          'from django.urls import path\nfrom .views import HealthCheckView\nurlpatterns = [path("", HealthCheckView.as_view())]\n',
      },
    },
    { name: 'a route that is added by a call', file: 'main.py', code: fastapi('app = FastAPI()\napp.get("/health")(health)\n') },
    {
      name: 'a blueprint that a module passes on after adding routes to it',
      files: {
        'app/__init__.py': 'from flask import Flask\nfrom app.v2.get_status import v2\napp = Flask(__name__)\napp.register_blueprint(v2)\n',
        'app/v2/__init__.py': 'from flask import Blueprint\nv2 = Blueprint("v2", __name__, url_prefix="/v2")\n',
        'app/v2/get_status.py': 'from app.v2 import v2\n@v2.route("/health")\ndef health(): ...\n',
      },
    },
    {
      name: 'routes that a function collects',
      file: 'main.py',
      code: 'from starlette.applications import Starlette\nfrom starlette.routing import Route\ndef make(extra):\n    routes = [Route("/", index)]\n    if extra:\n        routes += [Route("/healthz", healthz)]\n    return Starlette(routes=routes)\n',
    },
    {
      name: 'the application of a class',
      file: 'server.py',
      code: 'from fastapi import FastAPI\nclass Server:\n    def __init__(self):\n        self.app = FastAPI()\n        self.app.add_api_route("/health", self.health, methods=["GET"])\n    def health(self): ...\n',
    },
  ],
  unknown: [
    {
      name: 'a health path that a middleware answers',
      files: {
        'main.py': fastapi(
          'from shop.asgi import health_check\napp = FastAPI()\n@app.get("/orders")\ndef a(): ...\napplication = health_check(app, "/health/")\n',
        ),
      },
    },
    {
      name: 'an application that includes what nobody can see',
      file: 'main.py',
      code: fastapi('from vendor.api import router\napp = FastAPI()\napp.include_router(router)\n'),
    },
    {
      name: 'routers that are found at run time',
      file: 'main.py',
      code: fastapi('app = FastAPI()\nfor module in find_modules():\n    app.include_router(module.router)\n'),
    },
    {
      name: 'a health router that is never mounted in sight',
      file: 'main.py',
      code: fastapi('app = FastAPI()\nrouter = APIRouter()\n@router.get("/health")\ndef x(): ...\n'),
    },
    {
      name: 'a router without a path that is never mounted, in a file that says health',
      files: {
        'main.py': fastapi('app = FastAPI()\n'),
        'api/health.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("")\ndef x(): ...\n',
      },
    },
    {
      name: 'a router that a function of somebody else gets together with the application',
      files: {
        'main.py':
          'from fastapi import FastAPI\nfrom vendor import versioned\nfrom api import router\napp = FastAPI()\nversioned(app, router)\n',
        'api.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n',
      },
    },
    {
      name: 'a path that only run time knows',
      file: 'main.py',
      code: fastapi('app = FastAPI()\n@app.get(settings.health_path)\ndef x(): ...\n'),
    },
    {
      name: 'a status page whose view stands elsewhere',
      files: {
        'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
        'shop/urls.py': 'from django.urls import path\nfrom . import views\nurlpatterns = [path("status/", views.status)]\n',
      },
    },
    { name: 'a readiness route alone', file: 'main.py', code: fastapi('app = FastAPI()\n@app.get("/readyz")\ndef x(): ...\n') },
    {
      name: 'a middleware of Django in a list that is put together',
      files: {
        'shop/settings.py':
          "INSTALLED_APPS = ['django.contrib.admin']\nROOT_URLCONF = 'shop.urls'\nMIDDLEWARE = first()\nMIDDLEWARE += ['shop.middleware.HealthCheckMiddleware']\n",
        'shop/urls.py': 'from django.urls import path\nurlpatterns = [path("orders/", orders)]\n',
      },
    },
    {
      name: 'a middleware that answers probes',
      file: 'main.py',
      code: fastapi('from .health import HealthCheckMiddleware\napp = FastAPI()\napp.add_middleware(HealthCheckMiddleware)\n'),
    },
    {
      name: 'URLs of a package that is not here',
      files: {
        'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
        'shop/urls.py': 'from django.urls import include, path\nurlpatterns = [path("", include("company_platform.urls"))]\n',
      },
    },
    { name: 'URLs that are not in the workspace', file: 'shop/settings.py', code: 'ROOT_URLCONF = "other.urls"\n' },
  ],
});
