import { type Format, type Role, baseName } from '../model/document.js';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

// What is never text, by extension. A NUL byte tells the rest.
const BINARY = words(`
  png jpg jpeg jpe gif bmp ico icns webp avif heic heif tif tiff psd ai eps indd xcf sketch fig
  pdf doc docx xls xlsx ppt pptx odt ods odp pages numbers epub mobi
  zip gz tgz bz2 tbz2 xz txz zst lz lz4 br 7z rar tar jar war ear aar apk aab ipa nupkg whl egg gem deb rpm dmg iso img msi cab vsix crx xpi
  exe dll so dylib lib a o obj pdb class pyc pyo pyd node wasm elc beam dex bin dat
  mp3 mp4 m4a m4v wav flac ogg oga ogv opus aac aif aiff avi mov mkv webm wmv flv mid midi
  woff woff2 ttf otf eot ttc
  db sqlite sqlite3 mdb accdb dbf rdb parquet orc avro arrow feather pkl pickle npy npz h5 hdf5 joblib onnx pt pth ckpt safetensors pb tflite mo
  jks keystore p12 pfx bks der swp blend fbx glb stl unitypackage
`);

// prettier-ignore
const BY_EXTENSION: Readonly<Record<string, Format>> = {
  py: 'python', pyi: 'python', pyw: 'python',
  js: 'javascript', mjs: 'javascript', cjs: 'javascript', jsx: 'javascript', es6: 'javascript',
  ts: 'typescript', mts: 'typescript', cts: 'typescript', tsx: 'tsx',
  go: 'go', java: 'java',
  sh: 'shell', bash: 'shell', ksh: 'shell', zsh: 'shell', bats: 'shell',
  yml: 'yaml', yaml: 'yaml',
  json: 'json', jsonc: 'json', webmanifest: 'json', 'code-workspace': 'json', tfstate: 'json',
  toml: 'toml', properties: 'properties',
  dockerfile: 'dockerfile', containerfile: 'dockerfile',
  nginx: 'nginx', nginxconf: 'nginx',
};

// Names without a telling extension.
// prettier-ignore
const BY_NAME: Readonly<Record<string, Format>> = {
  'pipfile': 'toml', 'poetry.lock': 'toml', 'uv.lock': 'toml', 'pdm.lock': 'toml', 'cargo.lock': 'toml',
  'pipfile.lock': 'json', 'composer.lock': 'json', 'deno.lock': 'json', 'flake.lock': 'json', 'bun.lock': 'json',
  '.babelrc': 'json', '.swcrc': 'json', '.jshintrc': 'json', '.nycrc': 'json', '.firebaserc': 'json',
  '.envrc': 'shell', '.bashrc': 'shell', '.bash_profile': 'shell', '.profile': 'shell', '.zshrc': 'shell', 'pkgbuild': 'shell',
  '.flaskenv': 'dotenv', '.env': 'dotenv',
  '.yamllint': 'yaml', '.clang-format': 'yaml', '.gemrc': 'yaml', 'chart.lock': 'yaml', '.yarnrc': 'text',
};

const BY_INTERPRETER: readonly (readonly [RegExp, Format])[] = [
  [/^(?:ba|da|a|k|z|mk)?sh$/, 'shell'],
  [/^(?:python|pypy)[\d.]*$/, 'python'],
  [/^(?:node|nodejs)$/, 'javascript'],
  [/^(?:tsx|ts-node|bun|deno)$/, 'typescript'],
];

const DOCKERFILE = /^(?:docker|container)file(?:[._-][^/]+)?$/i;
const NOT_DOCKERFILE = /\.(?:md|markdown|rst|txt|dockerignore|j2|jinja2?|erb|tmpl|tpl|template|mustache|hbs|orig|bak|rej|patch)$/i;
const DOTENV =
  /^(?:\.env(?:[._-].+)?|[^/]+\.env|env[._-](?:example|sample|template|tpl|dist|defaults?|local|dev|development|test|testing|stag(?:e|ing)|prod|production|docker|ci|qa|uat)(?:[._-].+)?)$/i;
const NGINX_NAME = /^(?:[^/]*nginx[^/]*\.conf|nginx[._-][^/]*\.vhost)$/i;
const NGINX_FOLDER = /(?:^|\/)(?:sites-(?:available|enabled)\/[^/]+|[^/]*nginx[^/]*\/(?:[^/]+\/){0,4}[^/]+\.conf)$/i;
const TEMPLATE_SUFFIX = /\.(?:template|tmpl|tpl|j2|jinja2?|erb|sigil|esh|envsubst)$/i;

// Directives that end in a semicolon and that no other program's `.conf` has; HOCON (`server { port = 1 }`) and BIND have none of them.
const NGINX_DIRECTIVE =
  /^[ \t]*(?:add_header|autoindex|client_max_body_size|error_log|error_page|fastcgi_(?:param|pass)|gzip(?:_types)?|keepalive_timeout|limit_req(?:_zone)?|listen|proxy_(?:http_version|pass|read_timeout|redirect|set_header)|return|rewrite|root|sendfile|server_name|server_tokens|ssl_(?:certificate|certificate_key|ciphers|protocols)|try_files|uwsgi_pass|worker_connections|worker_processes)[ \t]+(?![=:{])[^;\n]{0,400};/m;
const NGINX_BLOCK =
  /^[ \t]*(?:server|http|events|upstream[ \t]+[\w.-]{1,80}|location[ \t][^{;\n]{1,200}|map[ \t]+\S{1,80}[ \t]+\$\S{1,80})[ \t\r\n]*\{/m;
const APACHE = /^[ \t]*<(?:VirtualHost|Directory|Location|IfModule)\b/im;
const LOGIC = /\{%|<%|\{\{-?\s*(?:if|range|with|end)\b/;

const isNginxText = (head: string): boolean =>
  NGINX_DIRECTIVE.test(head) && (NGINX_BLOCK.test(head) || !/^[ \t]*\[/m.test(head)) && !APACHE.test(head);

/** The extension of a file's name in lower case, `''` when there is none; the dot of a dot file starts none. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Whether the name alone says that the file holds no text. */
export const isBinaryName = (path: string): boolean => BINARY.has(extensionOf(path));

function byShebang(head: string): Format | undefined {
  if (!head.startsWith('#!')) return undefined;
  const [program = '', ...rest] = head
    .slice(2, 200)
    .split(/[\r\n]/, 1)
    .join('')
    .trim()
    .split(/\s+/);
  const name = baseName(program);
  const runner = name === 'env' ? rest.find((word) => !word.startsWith('-') && !word.includes('=') && word !== 'npx') : name;
  if (!runner) return undefined;
  return BY_INTERPRETER.find(([interpreter]) => interpreter.test(baseName(runner)))?.[1];
}

function nginxOf(path: string, head: string | undefined): Format | undefined {
  const plain = path.replace(TEMPLATE_SUFFIX, '');
  const named = NGINX_NAME.test(baseName(plain)) || NGINX_FOLDER.test(plain);
  if (!named && extensionOf(plain) !== 'conf') return undefined;
  // Templates with logic of their own are no nginx until they are rendered.
  if (plain !== path && LOGIC.test(head ?? '')) return undefined;
  if (named) return head !== undefined && APACHE.test(head) ? undefined : 'nginx';
  return head !== undefined && isNginxText(head) ? 'nginx' : undefined;
}

/**
 * What a file is written in: by its name, then by how it begins. `text` is whatever has no structure for us; `undefined`
 * is what is not read at all.
 */
export function classify(path: string, head?: string): Format | undefined {
  if (isBinaryName(path)) return undefined;
  const name = baseName(path);
  const lower = name.toLowerCase();
  const named = BY_NAME[lower];
  if (named) return named;
  const extension = extensionOf(path);
  const known = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
  // Qt's translations have the extension of TypeScript.
  if (known) return known === 'typescript' && head !== undefined && /^\s*<(?:\?xml|!DOCTYPE TS)/.test(head) ? 'text' : known;
  if (DOCKERFILE.test(name) && !NOT_DOCKERFILE.test(name)) return 'dockerfile';
  if (DOTENV.test(name) && !/\.(?:j2|jinja2?|erb|md|txt|rb|php|cs|rs|kt|lua|html?|xml|ini|gpg|enc|asc|age)$/i.test(name)) return 'dotenv';
  const nginx = nginxOf(path, head);
  if (nginx) return nginx;
  // A hook of husky is a script for sh, with or without a first line that says so.
  if (/(?:^|\/)\.husky\/[a-z-]+$/.test(path)) return 'shell';
  if (head === undefined || (extension !== '' && !/^(?:in|cgi|command|run|service|init)$/.test(extension))) return 'text';
  if (/^\.[a-z]+rc$/.test(lower) && /^\s*\{/.test(head)) return 'json';
  return byShebang(head) ?? 'text';
}

const CODE =
  /\.(?:py|pyi|js|jsx|mjs|cjs|ts|tsx|mts|cts|vue|svelte|go|java|kt|kts|scala|groovy|rb|php|cs|rs|swift|c|cc|cpp|h|hpp|m|dart|ex|exs|erl|clj|lua|pl|r)$/i;

// Kinds of test that a folder's name may begin with: `integration-tests`, but not `drug-tests`, which is what an application is about.
const KINDS =
  '(?:unit|integration|functional|e2e|end-?to-?end|acceptance|smoke|load|stress|perf|performance|system|api|ui|web|browser|component|contract|regression|conformance|bdd|mocha|jest|cypress|playwright|selenium|java|python|go|js)';

interface RoleRow {
  readonly role: Role;
  /** One folder of the path, in lower case. */
  readonly folder?: RegExp;
  /** The whole path, or its end, as written. */
  readonly path?: RegExp;
  /** The row is for code only, or for what is no code. */
  readonly only?: 'code' | 'other';
}

// The first row that fits decides; what fits none is production.
// prettier-ignore
const ROLES: readonly RoleRow[] = [
  // Pipelines ship, whatever they are called.
  { role: 'production', path: /^\.(?:github\/(?:workflows|actions)|gitlab|circleci|buildkite|woodpecker|drone|azure-pipelines|tekton|semaphore)\/.*\.ya?ml$/i },

  // What nginx takes in, whatever its folder is called.
  { role: 'production', path: /(?:^|\/)[^/]{0,40}nginx[^/]{0,40}\/(?:[^/]{1,80}\/){0,3}snippets\/[^/]{1,80}$/i },

  // Words for people, and patterns to copy.
  { role: 'sample', path: /\.(?:md|mdx|markdown|rst|adoc|asciidoc|example|sample)$/i },
  { role: 'sample', path: /(?:^|\/)(?:\.?env[^/]*[._-](?:example|sample|template|tpl|tmpl|dist|defaults?|schema)|[^/]+[._-](?:example|sample|template)\.env|(?:example|sample|template)[._-]?[^/]*\.env|[^/]+\.dist|[^/]+\.env[._-](?:example|sample|template|tpl|tmpl|dist|defaults?))$/i },
  { role: 'sample', path: /(?:^|\/)[^/]+[._-](?:example|sample)\.(?:[a-z]{2,10})$/i },
  { role: 'sample', path: /(?:^|\/)(?:example|sample)[._-](?!(?:com|org|net)\b)[^/]+\.(?:ya?ml|json|toml|ini|conf|cfg|env|properties|sh|tfvars)$/i },
  { role: 'sample', path: /(?:^|\/)(?:docker-|compose[._-])?quick-?start(?:[._-][\w-]{1,40})?\.ya?ml$/i },
  // Requests that people send by hand: https://www.usebruno.com, https://www.thunderclient.com, https://learning.postman.com
  { role: 'sample', path: /(?:^|\/)(?:thunder[_-]?(?:client|tests?)|postman|insomnia|bruno|hoppscotch)\b[^\n]{0,200}\.json$|[._-]postman[_-](?:collection|environment)\.json$|\.(?:http|rest|bru|hurl)$/i },
  { role: 'sample', path: /\.stories\.(?:[jt]sx?|mdx|vue|svelte)$/i },

  // Tests, by the name that their runner looks for.
  { role: 'test', path: /(?:^|\/)(?:test_[^/]+|[^/]+_test|tests?|conftest|test_?settings|settings_?tests?|[^/]*[._-]tests?_settings|(?:smoke|load|stress|perf|e2e|integration)-?tests?)\.pyi?$/i },
  { role: 'test', path: /_test\.(?:go|rb|exs|cc|cpp|c|dart|lua)$/i },
  { role: 'test', path: /(?:[._-](?:(?:client|server|unit|int|integration|api|db|ui|e2e)[-_]?tests?|test|tests|spec|specs|cy|e2e|e2e-spec|int-spec|integration|itest|bench)|(?:^|\/)(?:tests?|spec|setup-?tests?|test-setup|test-?utils?))\.[cm]?[jt]sx?$/i },
  { role: 'test', path: /(?:^|\/)(?:jest|vitest|karma|playwright|cypress|wdio|nightwatch|protractor|ava|mocha|stryker|detox|codecept)[.-][^/]*\.(?:[cm]?[jt]s|json|ya?ml)$/i },
  { role: 'test', path: /(?:Tests?|IT|ITCase|Spec|TestCase|Steps)\.(?:java|kt|scala|groovy|cs|php|swift)$/ },
  { role: 'test', path: /_spec\.(?:rb|lua|cr)$/ },
  { role: 'test', path: /(?:^|\/)(?:Docker|Container)file[._-](?:test|tests|testing|e2e)$|(?:^|\/)(?:test|tests|e2e)\.(?:docker|container)file$/i },
  { role: 'test', path: /(?:^|\/)\.env[._-](?:test|testing|e2e|ci)(?:[._-][^/]+)?$/i },
  { role: 'test', path: /(?:^|\/)(?:settings|config|configs|environments)\/(?:test|tests|testing|e2e|ci)\.[a-z]+$/i },
  { role: 'test', path: /(?:^|\/)application-(?:[\w-]*-)?(?:test|tests|it|e2e)\.(?:properties|ya?ml)$/i },
  { role: 'test', path: /(?:^|\/)requirements[/._-](?:tests?|testing)\.(?:txt|in)$|(?:^|\/)(?:tests?|testing)[._-]requirements\.(?:txt|in)$/i },
  { role: 'test', path: /(?:^|\/)(?:run[._-])?(?:tests?|e2e)(?:[._-][\w-]{1,40})?\.(?:sh|bash|bats)$|[._-]tests?\.(?:sh|bash|zsh)$|\.bats$/i },

  // Tests, by the folder.
  { role: 'test', folder: /^(?:__(?:tests?|mocks?|snapshots?|fixtures?|e2e|stubs?)__|testdata|test[_-]?data|tests?[._-](?:utils?|helpers?|fixtures?|support|suites?|integration|unit|e2e|resources|projects?|apps?|cases)|cypress|playwright|e2e|fixtures?|mocks?|msw|integration-?test|testfixtures|functionaltest|androidtest|test-?(?:helpers?|utils?|support|kit)|dockertest|testcontainers|\.snapshots)$/ },
  { role: 'test', path: /(?:^|\/)test[_-]?(?:helpers?|utils?|support|suites?|setup|fixtures?)\.(?:go|py|java|kt|rb)$/i },
  { role: 'test', folder: /^stubs?$/, only: 'other' },
  { role: 'test', folder: /^conformance$/, only: 'code' },
  { role: 'test', folder: /^(?:tests?|unittests?)$/ },
  { role: 'test', folder: new RegExp(`^${KINDS}[._-](?:tests?|specs?)$`) },
  { role: 'test', folder: /[._-](?:upgrade|e2e|integration|acceptance|smoke)[._-]tests?$/ },
  // Values that only the pipeline of a chart takes: https://github.com/helm/chart-testing
  { role: 'test', path: /(?:^|\/)ci\/[^/]{0,60}values\.ya?ml$/i },
  { role: 'test', folder: /[a-z0-9](?:\.(?:unit|integration|functional|acceptance|e2e)?tests?|-e2e)$/ },
  { role: 'test', path: /(?:^|\/)specs?\/(?:(?!openapi|swagger).)*\.(?:rb|[cm]?[jt]sx?|php|groovy|lua|coffee)$|^spec\/(?:fixtures|support|dummy)\//i },
  { role: 'test', path: /^(?:(?:packages|apps|services|crates|libs|modules)\/[^/]+\/)?(?:benchmarks?|benches|k6|locust|gatling|artillery|loadtests?)\//i },
  { role: 'test', path: /(?:^|\/)src\/(?:test|it|integrationTest|testFixtures|functionalTest|jmh)\// },

  // Samples, by the folder.
  { role: 'sample', folder: /^(?:docs?|documentation|docs[_-]src|examples?|samples?|demos?|tutorials?|cookbooks?|quick-?starts?|getting[_-]started|playgrounds?|snippets|showcase|how-?tos?)$/ },

  // Overlays of compose that are not what is deployed.
  { role: 'development', path: /(?:^|\/)(?:docker-)?compose[._-](?:[\w-]+[._-])?(?:override|dev|devel|development|local|localhost|debug|test|tests|testing|e2e|ci|integration|docs?)(?:[._-][\w-]+)?\.ya?ml$/i },

  // What developers run at home.
  { role: 'development', path: /^\.(?:devcontainer|vscode|idea|storybook|husky|gitpod|zed|fleet|cursor|codex|claude|ona|openhands|agents)\/|\/\.(?:devcontainer|vscode|storybook|husky)\// },
  { role: 'development', path: /(?:^|\/)\.?devcontainer\.json$|^\.gitpod\.(?:yml|Dockerfile)$|(?:^|\/)(?:Vagrantfile|Tiltfile|Procfile\.dev|\.flaskenv|\.envrc|nodemon\.json|local\.settings\.json|Taskfile\.(?:dist\.)?ya?ml|devenv\.nix|devspace\.ya?ml|devbox\.json|launchSettings\.json)$/i },
  { role: 'development', path: /(?:^|\/)(?:Docker|Container)file[._-](?:[\w-]+[._-])?(?:dev|devel|develop|development|local|debug|devcontainer|gitpod|tilt)(?:[._-][\w-]+)?$|(?:^|\/)(?:[\w-]+[._-])?(?:dev|development|local|debug)\.(?:docker|container)file$/i },
  { role: 'production', path: /(?:^|\/)\.env[._-](?:prod|production|staging|stage)[._-]local$/i },
  { role: 'development', path: /(?:^|\/)\.?env[._-](?:[\w-]+[._-])?(?:dev|devel|development|local|localhost|debug)(?:[._-][\w-]+)?$|(?:^|\/)(?:dev|development|local)\.env$/i },
  { role: 'development', path: /(?:^|\/)(?:settings|config|configs|environments|conf|envs?)\/(?:[\w-]+[._-])?(?:dev|devel|develop|development|local|debug)(?:[._-]settings)?\.[a-z]+$/i },
  { role: 'development', path: /(?:^|\/)(?:settings[._-](?:dev|devel|development|local|debug)|(?:dev|devel|development|local|debug)[._-]?settings)\.(?:py|ts|js|rb|php)$/i },
  { role: 'development', path: /(?:^|\/)environment\.(?:dev|development|local)\.ts$/ },
  { role: 'development', path: /(?:^|\/)application-(?:[\w-]*-)?(?:dev|devel|development|local|debug)\.(?:properties|ya?ml)$|(?:^|\/)appsettings\.(?:Development|Local)\.json$/ },
  { role: 'development', path: /(?:^|\/)requirements[/._-](?:dev|devel|develop|development|local)\.(?:txt|in)$|(?:^|\/)(?:dev|development|local)[._-]requirements\.(?:txt|in)$/i },
  { role: 'development', path: /(?:^|\/)(?:vite|electron\.vite|webpack|vue|craco|rspack|rsbuild|snowpack|gulpfile|gruntfile|browser-?sync|bs-config)(?:\.config)?(?:[._-](?!prod|production)[\w-]+)?\.[cm]?[jt]s$/i },
  { role: 'development', path: /(?:^|\/)webpack[/.][^/]*(?:dev|local)[^/]*\.[cm]?[jt]s$/i },
  // An infix of configuration and scripts: values-dev.yaml, nginx.local.conf, run_dev.sh, dev.tfvars.
  { role: 'development', path: /(?:^|\/)(?:[^/]+[._-])?(?:dev|devel|development|local|localhost|localdev|minikube|k3d)(?:[._-][^/]+)?\.(?:ya?ml|jsonc?|toml|properties|conf|ini|cfg|tfvars|hcl|sh|bash|template|tmpl)$/i, only: 'other' },
  { role: 'test', path: /(?:^|\/)(?:[^/]+[._-])?(?:test|tests|testing|e2e)(?:[._-][^/]+)?\.(?:ya?ml|jsonc?|toml|properties|conf|ini|cfg|tfvars|hcl)$/i, only: 'other' },
  // Overlays and environments: k8s/overlays/dev, docker/local, environments/development.
  { role: 'development', folder: /^(?:dev|devel|development|local|localdev|local-dev|dev-?env|minikube|kind|k3d)$/, only: 'other' },
  { role: 'development', path: /^(?:dev|hack|local)\//i },
];

const ROUTE_FILE =
  /^(?:route|page|layout|template|loading|error|not-found|default|index|\+(?:page|layout|server)(?:\.server)?)\.[cm]?[jt]sx?$|^\+page\.svelte$/;

// Where a router takes a folder's name for a part of the address, or a package's name says whose it is: there `test`, `docs` and `demo` are just words.
function tellingFolders(folders: readonly string[], name: string): readonly string[] {
  const main = folders.findIndex((folder, i) => folder === 'main' && folders[i - 1] === 'src');
  if (main >= 0) return folders.slice(0, main - 1);
  if (/\.(?:java|kt|scala|groovy)$/.test(name)) {
    const domain = folders.findIndex(
      (folder, i) => /^(?:com|org|net|io|dev|de|edu|fr|uk|ru|br|cn|me|app)$/.test(folder) && i < folders.length - 1,
    );
    if (domain >= 0) return folders.slice(0, domain);
  }
  const api = folders.findIndex((folder, i) => folder === 'api' && folders[i - 1] === 'pages');
  if (api >= 0) return folders.slice(0, api - 1);
  if (ROUTE_FILE.test(name)) {
    const router = folders.findIndex((folder) => folder === 'app' || folder === 'pages' || folder === 'routes');
    if (router >= 0) return folders.slice(0, router);
  }
  return folders;
}

/** Whether a file stands at a path of the same workspace. */
export type Exists = (path: string) => boolean;

// An application may be called `tests` (of pupils) or `demo`: Django makes such folders with names that a suite of tests does not have together.
function isDjangoApplication(folder: string, name: string, above: string, exists: Exists | undefined): boolean {
  if (!/^(?:tests?|demos?|examples?|samples?|docs?|fixtures?|mocks?|spec)$/i.test(name)) return false;
  if (!exists) return false;
  const has = (file: string): boolean => exists(`${folder}/${file}`);
  const application = has('apps.py') && has('migrations/__init__.py') && (has('views.py') || has('admin.py')) && !has('conftest.py');
  const project = (has('wsgi.py') || has('asgi.py')) && exists(above === '' ? 'manage.py' : `${above}/manage.py`);
  return application || project;
}

/**
 * What a document is for, from its path relative to the repository's root. `exists` lets it tell a Django application
 * called `tests` from tests.
 */
export function roleOf(path: string, exists?: Exists): Role {
  // What people write in records ships nowhere; a secret in it is one all the same.
  if (path.startsWith('.preflight/')) return 'sample';
  const name = baseName(path);
  const all = path.split('/').slice(0, -1);
  const code = CODE.test(name);
  let folders = tellingFolders(all, name);
  const routed = folders.length < all.length;
  if (exists) {
    folders = folders.filter((folder, i) => !isDjangoApplication(all.slice(0, i + 1).join('/'), folder, all.slice(0, i).join('/'), exists));
  }
  const lower = folders.map((folder) => folder.toLowerCase());
  // In a router or a package the name says only what a runner would look for.
  const told = routed ? `${folders.length ? `${folders.join('/')}/` : ''}${name}` : path;
  for (const { role, folder, path: pattern, only } of ROLES) {
    if (only === 'code' ? !code : only === 'other' && code) continue;
    if (pattern?.test(told)) {
      if (routed && /^(?:tests?|spec)\.\w+$/i.test(name)) continue;
      return role;
    }
    if (folder && lower.some((each, i) => folder.test(each) && !(each === 'local' && lower[i - 1] === 'usr'))) return role;
  }
  return 'production';
}

const LOCKS = words(`
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock
  poetry.lock pipfile.lock uv.lock pdm.lock pixi.lock conda-lock.yml pylock.toml
  cargo.lock go.sum go.work.sum composer.lock gemfile.lock mix.lock gradle.lockfile buildscript-gradle.lockfile
  packages.lock.json podfile.lock pubspec.lock package.resolved flake.lock chart.lock .terraform.lock.hcl
`);

/** Whether a package manager wrote the file to pin what was resolved. */
export const isLockFile = (path: string): boolean => {
  const name = baseName(path).toLowerCase();
  return LOCKS.has(name) || /^pylock\.[\w-]+\.toml$/.test(name);
};

const LONG_LINE = 500;

/** Whether a tool squeezed the text: lines of more than 500 characters on average, and hardly any that a person could have written. */
export function isMinified(text: string): boolean {
  if (text.length < 3_000) return false;
  // Most files show in their first lines that they have enough of them.
  const enough = text.length / LONG_LINE;
  let lines = 1;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) if (++lines > enough) return false;
  // A file that holds one long string among its code is still written by hand; comment lines are licences as a rule.
  const written = text.split('\n').filter((line) => line.length > 3 && line.length < 200 && !/^\s*(?:\/?\*|\/\/|#)/.test(line));
  return written.length < 15;
}

const GENERATED: readonly RegExp[] = [
  // https://go.dev/s/generatedcode
  /^\/\/ Code generated .{0,200} DO NOT EDIT\.?\s*$/m,
  /^[ \t]*(?:(?:\/\/|\/?\*+!?|#|--|<!--|;|""")[ \t]*)?@generated\b/m,
  /<auto-generated\b/,
  /Generated by the (?:gRPC |protocol buffer )[^\n]{0,60}(?:compiler|plugin)/i,
  /\bthis (?:file|code|class|module|client) (?:is|was|has been) (?:auto-?generated|automatically (?:generated|created)|generated automatically)\b/i,
  /\b(?:auto-?generated|generated)\b[\s\S]{0,160}\bdo not (?:edit|modify|change)\b/i,
  /\bdo not (?:edit|modify|change)\b[\s\S]{0,160}\b(?:auto-?generated|generated)\b/i,
];

/** Whether the first lines say that a program wrote the file. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 1_200).split('\n', 15);
  // Only comments speak of the file itself; a string or a sentence of a document may be about anything.
  const comments = head.filter((line) => /^\s*(?:\/\/|\/?\*|#|--|<!--|;|"""|''')|\*\/\s*$/.test(line)).join('\n');
  return GENERATED.some((marker) => marker.test(comments));
}

const PROGRAMS: ReadonlySet<Format> = new Set(['python', 'javascript', 'typescript', 'tsx', 'go', 'java'] as const);

/** What a file that was read is judged as: lock files, and programs that no person wrote, are only text, where secrets are looked for. */
export function formatOf(path: string, text: string): Format {
  const format = classify(path, text.slice(0, 4_096)) ?? 'text';
  return isLockFile(path) || (PROGRAMS.has(format) && (isMinified(text) || isGenerated(text))) ? 'text' : format;
}

// Folders that nobody wrote: dependencies, environments, caches.
const NEVER_ENTERED = words(`
  .git .hg .svn .bzr .jj
  node_modules bower_components jspm_packages .pnpm-store .yarn .pnp
  .venv .virtualenv __pycache__ __pypackages__ site-packages .tox .nox .eggs .mypy_cache .pytest_cache .ruff_cache .pytype .hypothesis .ipynb_checkpoints htmlcov
  .gradle .m2 .ivy2 .bsp .metals .bloop .kotlin
  .next .nuxt .output .svelte-kit .turbo .nx .parcel-cache .cache .angular .expo .docusaurus .astro .vite .wrangler .vercel .netlify .nyc_output .sass-cache
  .serverless .aws-sam cdk.out .terraform .terragrunt-cache .pulumi .vagrant .direnv .devbox
  .dart_tool .pub-cache .bundle deriveddata .build .stack-work dist-newstyle _build elm-stuff
  .vs .history .vscode-test third_party third-party
`);

interface ToolFolder {
  /** What stands beside the folder where the tool made it. */
  readonly beside: RegExp;
  /** Bundled or other people's code even where Git holds it. */
  readonly evenTracked?: true;
}

// Names that tools write to, and people too: `build` is a folder of Go projects, `pods` one of Kubernetes manifests, `vendor` a shop's application.
const TOOL_FOLDERS: Readonly<Record<string, ToolFolder>> = {
  dist: {
    beside: /^(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|rollup\.config\.\w+|tsconfig\.json|\.goreleaser\.ya?ml|action\.ya?ml)$/,
    evenTracked: true,
  },
  vendor: { beside: /^(?:go\.mod|go\.work|composer\.json|Gemfile)$/, evenTracked: true },
  pods: { beside: /^Podfile$/, evenTracked: true },
  build: {
    beside:
      /^(?:package\.json|build\.gradle(?:\.kts)?|setup\.(?:py|cfg)|pyproject\.toml|CMakeLists\.txt|pubspec\.yaml|pom\.xml|meson\.build)$/,
  },
  target: { beside: /^(?:pom\.xml|Cargo\.toml|build\.sbt|project\.clj|dbt_project\.yml)$/ },
  out: { beside: /^(?:package\.json|tsconfig\.json|foundry\.toml|build\.xml)$/ },
  bin: { beside: /\.(?:cs|fs|vb)proj$|^\.classpath$/ },
  obj: { beside: /\.(?:cs|fs|vb)proj$/ },
  coverage: { beside: /^(?:package\.json|pyproject\.toml|setup\.py|Gemfile|composer\.json)$/ },
  deps: { beside: /^mix\.exs$/ },
};

// Where a folder `vendor` or `dist` holds scripts that a page loads.
const ASSETS = /(?:^|\/)(?:static|public|assets|wwwroot|www|htdocs|js|css|plugins)\/(?:vendor|vendors|dist)$/i;

/** What is known about a folder before it is entered. */
export interface Surroundings {
  /** The names of all that stands in the same folder. */
  readonly beside: readonly string[];
  /** Whether Git holds files below it. */
  readonly tracked: boolean;
}

/** Whether a folder holds what tools wrote or other people did: dependencies, environments, build output, caches. */
export function isIgnoredFolder(path: string, { beside, tracked }: Surroundings): boolean {
  const name = baseName(path).toLowerCase();
  if (NEVER_ENTERED.has(name) || name.endsWith('.egg-info') || name.endsWith('.dist-info') || ASSETS.test(path)) return true;
  if (name === 'dist' && !tracked) return true;
  const tool = Object.hasOwn(TOOL_FOLDERS, name) ? TOOL_FOLDERS[name] : undefined;
  if (!tool || (tracked && !tool.evenTracked)) return false;
  return beside.some((other) => tool.beside.test(other));
}

// What marks a folder from within: a virtual environment, a conda environment, a cache (https://bford.info/cachedir/).
const MARKS = new Set(['pyvenv.cfg', 'conda-meta', 'CACHEDIR.TAG']);

/** Whether what stands in a folder shows that a tool made it. */
export function isMadeByTool(entries: Iterable<string>): boolean {
  for (const entry of entries) if (MARKS.has(entry)) return true;
  return false;
}
