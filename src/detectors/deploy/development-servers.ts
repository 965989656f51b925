import type { DevelopmentServer } from '../../facts/containers.js';
import type { Span } from '../../model/span.js';

/** A word as far as it is known. */
export interface KnownWord {
  readonly text: string | undefined;
  readonly span: Span;
}

interface Server {
  readonly framework: string;
  readonly instead: string;
  /** What must stand in order at the beginning. */
  readonly words: readonly string[];
  /** One of these must stand behind. */
  readonly options?: readonly string[];
  /** None of these may. */
  readonly without?: readonly string[];
}

const server = (words: string, framework: string, instead: string, more: Pick<Server, 'options' | 'without'> = {}): Server => ({
  words: words.split(' '),
  framework,
  instead,
  ...more,
});

// What each project's documentation calls a server for development.
const SERVERS: readonly Server[] = [
  server('flask run', 'Flask', 'gunicorn'),
  server('flask --app * run', 'Flask', 'gunicorn'),
  server('flask -A * run', 'Flask', 'gunicorn'),
  server('quart run', 'Quart', 'hypercorn'),
  server('manage.py runserver', 'Django', 'gunicorn'),
  server('manage.py runserver_plus', 'Django', 'gunicorn'),
  server('django-admin runserver', 'Django', 'gunicorn'),
  server('fastapi dev', 'FastAPI', 'fastapi run'),
  server('uvicorn', 'Uvicorn', 'uvicorn without --reload', { options: ['--reload'] }),
  server('hypercorn', 'Hypercorn', 'hypercorn without --reload', { options: ['--reload'] }),
  server('gunicorn', 'Gunicorn', 'gunicorn without --reload', { options: ['--reload'] }),
  server('litestar run', 'Litestar', 'litestar run without --reload', { options: ['--reload', '-r', '--debug'] }),
  server('sanic', 'Sanic', 'sanic without --dev', { options: ['--dev', '--debug', '--auto-reload', '-d', '-r'] }),
  server('adev runserver', 'aiohttp', 'gunicorn'),
  server('http.server', 'Python', 'nginx'),
  server('SimpleHTTPServer', 'Python', 'nginx'),
  server('mkdocs serve', 'MkDocs', 'mkdocs build and a web server'),
  server('next dev', 'Next.js', 'next start'),
  server('nuxt dev', 'Nuxt', 'node .output/server/index.mjs'),
  server('nuxi dev', 'Nuxt', 'node .output/server/index.mjs'),
  server('vite', 'Vite', 'vite build and a web server', { without: ['build', 'optimize', '--version', '--help'] }),
  server('webpack serve', 'webpack', 'webpack and a web server'),
  server('webpack-dev-server', 'webpack', 'webpack and a web server'),
  server('ng serve', 'Angular', 'ng build and a web server'),
  server('vue-cli-service serve', 'Vue', 'vue-cli-service build and a web server'),
  server('react-scripts start', 'Create React App', 'react-scripts build and a web server'),
  server('craco start', 'Create React App', 'craco build and a web server'),
  server('gatsby develop', 'Gatsby', 'gatsby build and a web server'),
  server('astro dev', 'Astro', 'astro build and its server'),
  server('remix dev', 'Remix', 'remix-serve'),
  server('remix vite:dev', 'Remix', 'remix-serve'),
  server('react-router dev', 'React Router', 'react-router-serve'),
  server('nodemon', 'nodemon', 'node'),
  server('ts-node-dev', 'ts-node-dev', 'node on the compiled output'),
  server('tsnd', 'ts-node-dev', 'node on the compiled output'),
  server('tsx watch', 'tsx', 'node on the compiled output'),
  server('node', 'Node.js', 'node without --watch', { options: ['--watch'] }),
  server('nest start', 'NestJS', 'node dist/main', { options: ['--watch', '-w', '--debug', '-d'] }),
  server('strapi develop', 'Strapi', 'strapi start'),
  server('medusa develop', 'Medusa', 'medusa start'),
  server('storybook dev', 'Storybook', 'storybook build and a web server'),
  server('wrangler dev', 'Wrangler', 'wrangler deploy'),
  server('turbo dev', 'Turborepo', 'the built application'),
  server('turbo run dev', 'Turborepo', 'the built application'),
  server('nx serve', 'Nx', 'the built application'),
  server('air', 'Air', 'the compiled program'),
  server('CompileDaemon', 'CompileDaemon', 'the compiled program'),
  server('cargo watch', 'cargo-watch', 'the compiled program'),
  server('dotnet watch', '.NET', 'dotnet on the published output'),
  server('php artisan serve', 'Laravel', 'php-fpm'),
  server('artisan serve', 'Laravel', 'php-fpm'),
  server('php', 'PHP', 'php-fpm', { options: ['-S'] }),
  server('symfony serve', 'Symfony', 'php-fpm'),
  server('symfony server:start', 'Symfony', 'php-fpm'),
  server('mvn spring-boot:run', 'Spring Boot', 'java -jar'),
  server('mvnw spring-boot:run', 'Spring Boot', 'java -jar'),
  server('gradle bootRun', 'Spring Boot', 'java -jar'),
  server('gradlew bootRun', 'Spring Boot', 'java -jar'),
  server('jekyll serve', 'Jekyll', 'jekyll build and a web server'),
  server('hugo server', 'Hugo', 'hugo and a web server'),
];

// What only starts what follows; a number is how many words of its own it has.
const RUNNERS: readonly (readonly string[])[] = [
  ['poetry', 'run'], ['pipenv', 'run'], ['uv', 'run'], ['pdm', 'run'], ['rye', 'run'], ['hatch', 'run'], ['python', '-m'], ['python3', '-m'], ['npx'], ['bunx'],
  ['pnpm', 'exec'], ['pnpm', 'dlx'], ['yarn', 'exec'], ['yarn', 'dlx'], ['bundle', 'exec'], ['tini'], ['dumb-init'], ['catchsegv'], ['cross-env'], ['dotenv'],
  ['ddtrace-run'], ['opentelemetry-instrument'], ['newrelic-admin', 'run-program'], ['python'], ['python3'], ['env'], ['exec'], ['docker-php-entrypoint'],
]; // prettier-ignore

const base = (text: string | undefined): string => (text ?? '').slice((text ?? '').lastIndexOf('/') + 1);

/** Leaves out what only starts the command: `poetry run`, `python -m`, `tini --`. */
export function withoutRunners(all: readonly KnownWord[]): readonly KnownWord[] {
  let words = all;
  for (let round = 0; round < 6; round++) {
    const separator = words.findIndex(({ text }) => text === '--');
    // `wait-for-it.sh db:5432 -- command`, `tini -g -- command`; behind `npm run x` it only passes options on.
    if (
      separator > 0 &&
      separator < words.length - 1 &&
      /^(?:tini|dumb-init|wait-for-it(?:\.sh)?|wait|dotenv|dockerize|catatonit)$/.test(base(words[0]?.text))
    ) {
      words = words.slice(separator + 1);
      continue;
    }
    const runner = RUNNERS.find((names) => names.every((name, i) => (i === 0 ? base(words[0]?.text) : words[i]?.text) === name));
    if (!runner) return words;
    let next = runner.length;
    while (words[next]?.text?.startsWith('-') === true || /^\w+=/.test(words[next]?.text ?? '')) next++;
    if (next >= words.length) return words;
    words = words.slice(next);
  }
  return words;
}

const isGiven = ({ text }: KnownWord, option: string): boolean =>
  text === option || ((text?.startsWith(`${option}=`) ?? false) && !/=(?:false|0|no)$/.test(text ?? ''));

/** The development server that a command starts, if it is known as one. */
export function developmentServerOf(all: readonly KnownWord[]): DevelopmentServer | undefined {
  const words = withoutRunners(all);
  const [first] = words;
  if (!first) return undefined;
  for (const { words: names, framework, instead, options, without } of SERVERS) {
    if (!names.every((name, i) => name === '*' || (i === 0 ? base(words[0]?.text) === name : words[i]?.text === name))) continue;
    const rest = words.slice(names.length);
    const option = options && rest.find((word) => options.some((name) => isGiven(word, name)));
    if (options && !option) continue;
    if (without && rest.some(({ text }) => text !== undefined && without.includes(text))) continue;
    const last = option ?? words[names.length - 1] ?? first;
    const shown = [...(names.includes('*') ? [names[0], names.at(-1)] : names), ...(option?.text === undefined ? [] : [option.text])].join(
      ' ',
    );
    return {
      command: shown === 'vite' && rest[0]?.text === 'preview' ? 'vite preview' : shown,
      framework,
      instead,
      at: { start: first.span.start, end: last.span.end },
    };
  }
  return undefined;
}

/** The script of package.json that a command runs: `npm run dev`, `yarn dev`, `pnpm start`. */
export function packageScriptOf(all: readonly KnownWord[]): { readonly name: string; readonly at: Span } | undefined {
  const words = withoutRunners(all);
  const [first] = words;
  const manager = base(first?.text);
  if (!first || !/^(?:npm|yarn|pnpm|bun)$/.test(manager)) return undefined;
  let at = 1;
  // Options before the script's name; `--prefix` and `-C` mean another folder's scripts, whose names count all the same.
  while (words[at]?.text?.startsWith('-'))
    at += /^(?:--prefix|-C|--dir|--cwd|--filter|-F|-w|--workspace)$/.test(words[at]?.text ?? '') ? 2 : 1;
  const verb = words[at];
  if (!verb?.text) return undefined;
  const named = /^(?:run|run-script)$/.test(verb.text)
    ? words.slice(at + 1).find(({ text }) => text !== undefined && !text.startsWith('-'))
    : verb;
  if (!named?.text) return undefined;
  if (named === verb && manager === 'npm' && !/^(?:start|test|stop|restart)$/.test(verb.text)) return undefined;
  if (named === verb && /^(?:install|add|exec|dlx|ci|i|create|init|x|node|workspace|workspaces|why)$/.test(verb.text)) return undefined;
  return { name: named.text, at: { start: first.span.start, end: named.span.end } };
}
