import assert from 'node:assert/strict';
import { fromRegex } from '../../../src/detectors/python/django-urls.js';
import { routesOf } from '../../support/routes.js';

type Files = Readonly<Record<string, string>>;
const one = (code: string): Files => ({ 'main.py': code });
const settings = 'ROOT_URLCONF = "shop.urls"\n';
const urls = (code: string, more: Files = {}): Files => ({
  'shop/settings.py': settings,
  'shop/urls.py': `from django.urls import include, path, re_path\n${code}`,
  ...more,
});

const CASES: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'FastAPI: methods and routers': [
    one(
      'from fastapi import APIRouter, FastAPI\napp = FastAPI()\nv1 = APIRouter(prefix="/v1")\n@v1.api_route("/x", methods=["PUT", "PATCH"])\ndef x(): ...\n@v1.websocket("/ws")\nasync def ws(): ...\n@v1.delete("")\ndef d(): ...\napp.include_router(v1, prefix="/api")\n',
    ),
    ['DELETE /api/v1', 'PATCH /api/v1/x', 'PUT /api/v1/x'],
  ],
  'FastAPI: the root path of a proxy is none of its own': [
    one('from fastapi import FastAPI\napp = FastAPI(root_path="/proxy")\n@app.get("/x")\ndef x(): ...\n'),
    ['GET /x'],
  ],
  'FastAPI: one router below two prefixes': [
    one(
      'from fastapi import APIRouter, FastAPI\napp = FastAPI()\nr = APIRouter()\n@r.get("/x")\ndef x(): ...\napp.include_router(r, prefix="/v1")\napp.include_router(r, prefix="/v2")\n',
    ),
    ['GET /v1/x', 'GET /v2/x'],
  ],
  'FastAPI: versions in front of every path': [
    one(
      'from fastapi import FastAPI\nfrom fastapi_versioning import VersionedFastAPI\napp = FastAPI()\n@app.get("/x")\ndef x(): ...\napp = VersionedFastAPI(app)\n',
    ),
    ['GET /x', 'incomplete'],
  ],
  'FastAPI: a package whose routes are known to be others': [
    one(
      'from fastapi import FastAPI\napp = FastAPI()\napp.include_router(fastapi_users.get_auth_router(backend))\napp.mount("/static", StaticFiles(directory="s"))\n',
    ),
    [],
  ],
  'FastAPI: metrics': [
    one(
      'from fastapi import FastAPI\nfrom prometheus_fastapi_instrumentator import Instrumentator\napp = FastAPI()\nInstrumentator().instrument(app).expose(app)\n',
    ),
    ['GET /metrics'],
  ],
  'FastAPI: routers of a class of their own': [
    {
      'a/main.py': 'from fastapi import FastAPI\nfrom .users import router\napp = FastAPI()\napp.include_router(router)\n',
      'a/users.py': 'from .base import UserAPIRouter\nrouter = UserAPIRouter(prefix="/users")\n@router.get("/me")\ndef me(): ...\n',
    },
    ['GET /users/me'],
  ],
  'Starlette: nested mounts': [
    one(
      'from starlette.applications import Starlette\nfrom starlette.routing import Mount, Route, WebSocketRoute\napp = Starlette(routes=[Route("/", index), Mount("/api", routes=[Route("/x", x, methods=["POST"]), Mount("/y", routes=[Route("/z", z)])]), WebSocketRoute("/ws", ws)])\n',
    ),
    ['GET /', 'GET /api/y/z', 'POST /api/x'],
  ],
  'Starlette: a list of another module': [
    {
      'a/main.py':
        'from starlette.applications import Starlette\nfrom starlette.routing import Mount\nfrom a import users\napp = Starlette(routes=[Mount("/users", routes=users.routes)])\n',
      'a/users.py': 'from starlette.routing import Route\nroutes = [Route("/me", me)]\n',
    },
    ['GET /users/me'],
  ],
  'Flask: the prefix of the registration replaces the blueprint’s': [
    one(
      'from flask import Blueprint, Flask\napp = Flask(__name__)\nbp = Blueprint("b", __name__, url_prefix="/own")\n@bp.route("/x", methods=["POST"])\ndef x(): ...\napp.register_blueprint(bp)\napp.register_blueprint(bp, url_prefix="/other", name="o")\n',
    ),
    ['POST /other/x', 'POST /own/x'],
  ],
  'Flask: nested blueprints': [
    one(
      'from flask import Blueprint, Flask\napp = Flask(__name__)\nouter = Blueprint("o", __name__, url_prefix="/o")\ninner = Blueprint("i", __name__, url_prefix="/i")\n@inner.get("/x")\ndef x(): ...\nouter.register_blueprint(inner)\napp.register_blueprint(outer)\n',
    ),
    ['GET /o/i/x'],
  ],
  'Flask: the application of another module': [
    {
      'app/__init__.py': 'from flask import Flask\napp = Flask(__name__)\nfrom app import routes\n',
      'app/routes.py': 'from app import app\n@app.route("/x")\ndef x(): ...\n',
    },
    ['GET /x'],
  ],
  'Flask: blueprints that a function registers': [
    {
      'app/__init__.py':
        'from flask import Flask\nfrom .views import users\ndef register_blueprints(app):\n    app.register_blueprint(users.bp)\ndef create_app():\n    app = Flask(__name__)\n    db.init_app(app)\n    register_blueprints(app)\n    return app\n',
      'app/views/users.py': 'from flask import Blueprint\nbp = Blueprint("u", __name__)\n@bp.route("/users")\ndef users(): ...\n',
    },
    ['GET /users'],
  ],
  'Flask-RESTX: namespaces': [
    one(
      'from flask import Flask\nfrom flask_restx import Api, Namespace, Resource\napp = Flask(__name__)\napi = Api(app, prefix="/api")\nns = Namespace("users")\n@ns.route("/", "/all")\nclass Users(Resource):\n    def get(self): ...\n    def post(self): ...\napi.add_namespace(ns)\napi.add_namespace(ns, path="/people")\n',
    ),
    [
      'GET /api/people/',
      'GET /api/people/all',
      'GET /api/users/',
      'GET /api/users/all',
      'POST /api/people/',
      'POST /api/people/all',
      'POST /api/users/',
      'POST /api/users/all',
    ],
  ],
  'Flask-RESTful: resources': [
    one(
      'from flask import Flask\nfrom flask_restful import Api\nfrom views import Users\napp = Flask(__name__)\napi = Api(app)\napi.add_resource(Users, "/users", "/people")\n',
    ),
    ['ANY /people', 'ANY /users'],
  ],
  'Django: includes of all kinds': [
    urls(
      'from shop import api\nfrom blog import urls as blog\nextra = [path("e/", e)]\nurlpatterns = [path("a/", a), path("api/", include("shop.api.urls")), path("b/", include(blog)), path("c/", include((extra, "c"))), path("d/", include([path("x/", x)])), re_path(r"^r/(?P<pk>\\d+)/$", r)]\nurlpatterns += [path("late/", late)]\n',
      {
        'shop/api/urls.py': 'from django.urls import path\nurlpatterns = [path("y/", y)]\n',
        'blog/urls.py': 'from django.conf.urls import url\nurlpatterns = [url(r"^$", z)]\n',
      },
    ),
    ['ANY /a/', 'ANY /api/y/', 'ANY /b/', 'ANY /c/e/', 'ANY /d/x/', 'ANY /late/', 'ANY /r/<pk>/'],
  ],
  'Django: routers of REST framework': [
    urls(
      'from rest_framework.routers import DefaultRouter\nrouter = DefaultRouter()\nrouter.register(r"users", Users)\nurlpatterns = [path("api/", include(router.urls))]\n',
    ),
    ['ANY /api/users/', 'ANY /api/users/<pk>/'],
  ],
  'Django: a router of another module': [
    urls('from shop.api import router\nurlpatterns = [path("api/", include(router.urls))]\n', {
      'shop/api.py': 'from rest_framework import routers\nrouter = routers.SimpleRouter()\nrouter.register("users", Users)\n',
    }),
    ['ANY /api/users/', 'ANY /api/users/<pk>/'],
  ],
  'Django: languages in front': [
    urls('from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path("a/", a))\n'),
    ['ANY …/a/', 'incomplete'],
  ],
  'Django: packages and static files': [
    urls(
      'from django.conf.urls.static import static\nfrom django.contrib import admin\nurlpatterns = [path("admin/", admin.site.urls), path("accounts/", include("allauth.urls"))] + static("/m/", document_root="m")\n',
    ),
    [],
  ],
  'Django: web sockets answer no requests': [
    urls('urlpatterns = []\nwebsocket_urlpatterns = [path("ws/status/", Consumer.as_asgi())]\n'),
    [],
  ],
  'Django: a module that is not here': [urls('urlpatterns = [path("", include("vendor.urls"))]\n'), ['incomplete']],
  'Django: a prefix from elsewhere': [urls('urlpatterns = [path(f"{prefix}a/", a)]\n'), ['ANY …/a/', 'incomplete']],
  'no routes of mocks, caches and clients': [
    one(
      'from unittest import mock\n@mock.patch("a.b")\ndef t(): ...\n@cache.get("key")\ndef c(): ...\nclient.get("/x")\nrequests.get("/y")\n',
    ),
    [],
  ],
};

describe('routes in Python', () => {
  for (const [name, [files, expected]] of Object.entries(CASES))
    it(`are those of ${name}`, async () => assert.deepEqual(await routesOf(files), expected));

  it('are read from regular expressions', () => {
    const cases: Readonly<Record<string, string>> = {
      '^$': '', '^users/$': 'users/', '^users/(?P<pk>\\d+)/$': 'users/<pk>/', '^a/(?P<x>(b|c))/d/?$': 'a/<x>/d', '^file\\.txt$': 'file.txt', '^(\\w+)/': '<>/', '(((': '<>', '\\': '',
    }; // prettier-ignore
    for (const [regex, path] of Object.entries(cases)) assert.equal(fromRegex(regex), path, regex);
  });
});
