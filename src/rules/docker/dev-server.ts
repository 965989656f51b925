import { removeWord } from '../../edits/dockerfile.js';
import { type DevelopmentServer, Image, PackageScript, StartCommand, StartScript, isStartedBy } from '../../facts/containers.js';
import type { Document } from '../../model/document.js';
import type { Fix } from '../../model/finding.js';
import { code, fix, rule, suggestion } from '../../model/rule.js';

/** What people call the script that starts a development server. */
const NAMES = /^(?:dev|develop|development|start:dev|start:development|start-dev|dev:[\w-]+|serve:dev|watch|start:watch|start:debug)$/;
/** Servers that are made for traffic, and run times whose own server is. What would make one of them a development server is told apart before. */
const SERVING =
  /^(?:uvicorn|gunicorn|hypercorn|daphne|waitress-serve|uwsgi|granian|fastapi|streamlit|nginx|httpd|httpd-foreground|apache2|apache2-foreground|apache2ctl|caddy|traefik|haproxy|envoy|php-fpm\d*|puma|unicorn|next|catalina\.sh|varnishd|openresty|java|node|bun|deno|dotnet)$/;
/** A program that was built, by its path: `./server`, `/usr/local/bin/podinfo`. */
const BUILT = /^\.{0,2}\/(?:[\w.@-]{1,60}\/){0,8}[\w-]{1,60}$/;
/** Programs that go on to start another one, and scripts by their names. */
const STARTER =
  /entry-?point|(?:^|\/)(?:start|run|init|boot|launch|bash|sh|ash|env|tini|dumb-init|su-exec|gosu|make|supervisord|s6-svscan|python|ruby|perl|php|npm|npx|pnpm|yarn|poetry|uv|pipenv|flask)[\d.]{0,6}$/i;
const DEVELOPMENT_STAGE = /dev|debug|test|local/i;

export const devServer = rule({
  id: 'docker/dev-server',
  shape: 'present',
  severity: 'error',
  title: 'The image starts a development server',
  message: {
    server:
      "The image starts '{command}': {framework} means it for development, slow under load and open about its insides. Start {instead}.",
    script:
      "The image starts '{command}', which runs '{server}': a server for development, slow under load and open about its insides. Start {instead}.",
    named:
      "The image starts '{command}', which by its name is for development: slow under load and open about its insides. Start what was built.",
  },
  holds: 'The image starts a server that is made for traffic',
  why: `Development servers handle a request at a time, reload when a file changes, and show source and traces to whoever causes an error.
    Some of them run code that a visitor sends.`,
  references: [
    'https://flask.palletsprojects.com/en/stable/server/',
    'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver',
    'https://vite.dev/guide/static-deploy',
  ],
  security: 6,
  // An image for development may start what it likes.
  roles: ['production'],
  about: Image,
  reads: [StartCommand, PackageScript, StartScript],

  *check(image, { document, everywhere, facts, problem, evidence, unknown, exempt }) {
    const starts = everywhere(StartCommand).filter((start) => isStartedBy(start, image));
    // What the base image starts, or whoever runs this one.
    if (starts.length === 0) yield exempt;
    const plain: (typeof starts)[number][] = [];
    for (const start of starts) {
      const { developmentServer, packageScript, stageName } = start;
      if (stageName !== undefined && DEVELOPMENT_STAGE.test(stageName)) {
        yield unknown(start);
        continue;
      }
      if (developmentServer) {
        const { command, framework, instead, at } = developmentServer;
        yield problem({
          at: { span: at },
          say: 'server',
          words: { command, framework, instead },
          subject: command,
          fixes: () => withoutOption(document, developmentServer),
        });
        continue;
      }
      if (packageScript === undefined) {
        plain.push(start);
        continue;
      }
      const script = facts(PackageScript).find(({ name }) => name === packageScript);
      const command = document.text.slice(start.command.start, start.command.end);
      const shown = `npm run ${packageScript}`;
      if (script?.developmentServer) {
        const { command: server, instead } = script.developmentServer;
        yield problem({
          at: { span: start.command },
          say: 'script',
          words: { command: shown, server, instead },
          subject: packageScript,
          related: [{ at: script, note: `'${packageScript}' runs '${server}'` }],
          fixes: () => startInstead(start.command, command, packageScript, facts(PackageScript)),
        });
      } else if (script?.known) yield evidence(script, `'${packageScript}' starts no development server`);
      else if (NAMES.test(packageScript))
        yield problem({
          at: { span: start.command },
          say: 'named',
          words: { command: shown },
          subject: packageScript,
          fixes: () => startInstead(start.command, command, packageScript, facts(PackageScript)),
        });
      else yield unknown(start);
    }
    const [first] = plain;
    if (!first) return;
    const programs = plain.flatMap((start) => start.programs);
    const server = programs.map((program) => program.slice(program.lastIndexOf('/') + 1)).find((program) => SERVING.test(program));
    const isScript = (program: string): boolean =>
      STARTER.test(program) || everywhere(StartScript).some(({ name }) => program.endsWith(`/${name}`));
    const built = programs.find((program) => BUILT.test(program) && !isScript(program));
    if (server !== undefined) yield evidence(first, `'${server}' serves`);
    else if (image.server === false) yield exempt;
    else if (built !== undefined) yield evidence(first, `'${built}' is a program that was built`);
    // A script may start anything.
    else yield unknown(first);
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.13-slim
        COPY app /app
        USER nobody
        CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--reload"]
      `,
      good: code`
        FROM python:3.13-slim
        COPY app /app
        USER nobody
        CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
      `,
    },
  ],
});

/** `--reload` and its like can simply go. */
function withoutOption(document: Document, { command, at }: DevelopmentServer): readonly Fix[] {
  const option = /--(?:reload|watch|dev|debug|auto-reload)$/.exec(command)?.[0];
  const text = document.text.slice(at.start, at.end);
  const start = option === undefined ? -1 : text.lastIndexOf(option);
  if (option === undefined || start < 0) return [];
  const quoted = text[start - 1] === '"' && text.endsWith('"');
  return fix(`Start it without '${option}'`, removeWord(document, { start: at.start + start - (quoted ? 1 : 0), end: at.end }));
}

/** The script that starts what was built, when there is one. */
function startInstead(
  { start }: { readonly start: number },
  command: string,
  script: string,
  scripts: readonly { readonly name: string; readonly known: boolean; readonly developmentServer: unknown }[],
): readonly Fix[] {
  const other = scripts.find(
    ({ name, developmentServer, known }) =>
      /^(?:start:prod|start:production|start)$/.test(name) && name !== script && known && !developmentServer,
  );
  const at = command.lastIndexOf(script);
  return other && at >= 0
    ? suggestion(`Start '${other.name}' instead of '${script}'`, [
        { span: { start: start + at, end: start + at + script.length }, text: other.name },
      ])
    : [];
}
