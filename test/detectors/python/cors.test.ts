import assert from 'node:assert/strict';
import { CorsPolicy } from '../../../src/facts/http.js';
import { type Value, texts } from '../../../src/model/value.js';
import { workspaceFacts } from '../../support/workspace-facts.js';

const shown = (value: Value | undefined): string =>
  value === undefined
    ? 'none'
    : value.kind === 'unknown' || value.kind === 'env'
      ? value.kind
      : value.kind === 'flag'
        ? String(value.on)
        : `[${texts(value)
            .map(({ text }) => text)
            .join(' ')}]`;
/** `setting origins credentials`, and what else is said. */
const policies = async (file: string, code: string): Promise<readonly string[]> =>
  (await workspaceFacts(CorsPolicy, { [file]: code })).map(({ setting, origins, pattern, credentials, reflects, confidence }) =>
    [
      setting,
      shown(origins),
      shown(credentials),
      ...(pattern ? [`pattern ${shown(pattern)}`] : []),
      ...(reflects ? [] : ['sends *']),
      ...(confidence === 'likely' ? ['likely'] : []),
    ].join(' '),
  );

const fastapi = (policy: string) =>
  `from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n${policy}\n`;
const flask = (rest: string) => `from flask import Flask\nfrom flask_cors import CORS, cross_origin\napp = Flask(__name__)\n${rest}\n`;
const django = (rest: string) => `INSTALLED_APPS = ["corsheaders"]\n${rest}\n`;

const CASES: Readonly<Record<string, readonly [file: string, code: string, expected: readonly string[]]>> = {
  'FastAPI with a list': [
    'main.py',
    fastapi('app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], allow_credentials=True)'),
    ['allow_origins [https://a.example] true'],
  ],
  'FastAPI without origins': ['main.py', fastapi('app.add_middleware(CORSMiddleware)'), ['allow_origins [] none']],
  'FastAPI with a pattern': [
    'main.py',
    fastapi('app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*")'),
    ['allow_origins [] none pattern [https://.*]'],
  ],
  'FastAPI with options from elsewhere': [
    'main.py',
    fastapi('app.add_middleware(CORSMiddleware, **options)'),
    ['allow_origins unknown unknown pattern unknown'],
  ],
  'a list of middleware': [
    'main.py',
    'from starlette.applications import Starlette\nfrom starlette.middleware import Middleware\nfrom starlette.middleware.cors import CORSMiddleware\napp = Starlette(middleware=[Middleware(CORSMiddleware, allow_origins=["*"])])\n',
    ['allow_origins [*] none'],
  ],
  'an application that is wrapped': ['main.py', fastapi('app = CORSMiddleware(app, allow_origins=["*"])'), ['allow_origins [*] none']],
  'another middleware': [
    'main.py',
    'from fastapi import FastAPI\nfrom own import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["*"])\n',
    [],
  ],
  'the default of Flask-CORS': ['app.py', flask('CORS(app)'), ['origins [*] none']],
  'Flask-CORS with credentials': ['app.py', flask('CORS(app, supports_credentials=True)'), ['origins [*] true']],
  'Flask-CORS that sends a star': ['app.py', flask('CORS(app, send_wildcard=True)'), ['origins [*] none sends *']],
  'Flask-CORS with origins': ['app.py', flask('CORS(app, origins=["https://a.example"])'), ['origins [https://a.example] none']],
  'Flask-CORS for resources': [
    'app.py',
    flask('CORS(app, resources={r"/api/*": {"origins": "*"}, "/own/*": {"origins": ["https://a.example"]}})'),
    ['origins [*] none', 'origins [https://a.example] none'],
  ],
  'resources without origins': ['app.py', flask('CORS(app, resources={r"/api/*": {}})'), ['origins [*] none']],
  'resources that take the origins of all': [
    'app.py',
    flask('CORS(app, resources={r"/api/*": {}}, origins="https://a.example")'),
    ['origins [https://a.example] none'],
  ],
  'a decorator': ['app.py', flask('@app.route("/x")\n@cross_origin()\ndef x(): ...'), ['origins [*] none']],
  'an extension that is told later': [
    'app.py',
    flask('cors = CORS()\ncors.init_app(app, origins=["https://a.example"])'),
    ['origins [https://a.example] none'],
  ],
  'configuration beside it': [
    'app.py',
    flask('app.config["CORS_ORIGINS"] = ["https://a.example"]\nCORS(app)'),
    ['CORS_ORIGINS [https://a.example] none'],
  ],
  'configuration from elsewhere, perhaps': ['app.py', flask('app.config.from_object("config")\nCORS(app)'), ['origins [*] none likely']],
  'Django with all origins': [
    'settings.py',
    django('CORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True'),
    ['CORS_ALLOW_ALL_ORIGINS [*] true'],
  ],
  'Django with the old name': ['settings.py', django('CORS_ORIGIN_ALLOW_ALL = True'), ['CORS_ORIGIN_ALLOW_ALL [*] none']],
  'Django with a list': [
    'settings.py',
    django('CORS_ALLOWED_ORIGINS = ["https://a.example"]'),
    ['CORS_ALLOWED_ORIGINS [https://a.example] none'],
  ],
  'Django with the old list': [
    'settings.py',
    django('CORS_ORIGIN_ALLOW_ALL = False\nCORS_ORIGIN_WHITELIST = ("https://a.example",)'),
    ['CORS_ORIGIN_WHITELIST [https://a.example] none'],
  ],
  'Django with patterns': [
    'settings.py',
    django('CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://.*$"]'),
    ['CORS_ALLOWED_ORIGIN_REGEXES none none pattern [^https://.*$]'],
  ],
  'Django by the environment': [
    'settings.py',
    `import os\n${django('CORS_ALLOW_ALL_ORIGINS = os.environ["ALL"]')}`,
    ['CORS_ALLOW_ALL_ORIGINS unknown none'],
  ],
  'Django only while debugging': ['settings.py', django('if DEBUG:\n    CORS_ALLOW_ALL_ORIGINS = True'), []],
  'Django with all origins off': ['settings.py', django('CORS_ALLOW_ALL_ORIGINS = False'), []],
};

describe('CORS in Python', () => {
  for (const [name, [file, code, expected]] of Object.entries(CASES))
    it(`reads ${name}`, async () => assert.deepEqual(await policies(file, code), expected));
});
