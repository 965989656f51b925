import { StartCommand } from '../../facts/containers.js';
import { DevServer } from '../../facts/http.js';
import type { Document } from '../../model/document.js';
import type { TextEdit } from '../../model/finding.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { type At, slice } from '../../model/span.js';

export const devServer = rule({
  id: 'http/dev-server',
  shape: 'present',
  severity: 'error',
  title: 'A development server serves',
  message: {
    server:
      "'{command}' starts the development server of {framework}, which is neither fast nor hardened enough to face users. Serve with {instead}.",
    started:
      'The image starts this file, and with it the development server of {framework}, which is neither fast nor hardened enough to face users. Serve with {instead}.',
    reload: "'{command}' restarts the server whenever a file changes and keeps a watcher running. Serve with {instead}.",
  },
  holds: 'No development server serves',
  why: `Development servers handle few requests at a time, watch files, show errors in full, and have never been reviewed against hostile requests.
    Their own documentation says not to use them in production.`,
  references: [
    'https://flask.palletsprojects.com/en/stable/deploying/',
    'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver',
    'https://www.uvicorn.org/deployment/',
  ],
  about: DevServer,
  reads: [StartCommand],
  // Developers' own files may start what they like.
  roles: ['production'],

  *check(server, { document, facts, problem, unknown }) {
    const { command, framework, instead, local, direct } = server;
    // How the file is deployed does not stand in it; where an image starts something else, that is what ships.
    const starts = facts(StartCommand);
    const isScript = document.path.endsWith('package.json');
    const started =
      direct === true ? starts.find(({ pythonFile }) => pythonFile !== undefined && isFile(document.path, pythonFile)) : undefined;
    const related = started ? [{ at: started, note: 'The image starts it here' }] : [];
    if ((local && !started) || (isScript && starts.length > 0 && starts.every(({ packageScript }) => packageScript === undefined)))
      yield unknown(server);
    else if (/reload|watch/i.test(command))
      yield problem({
        say: 'reload',
        at: server,
        words: { command, instead },
        subject: command,
        related,
        fixes: () => suggestion(`Start without '${reloadIn(command)}'`, withoutReload(document, server)),
      });
    else if (started && local) yield problem({ say: 'started', at: server, words: { framework, instead }, subject: command, related });
    else yield problem({ say: 'server', at: server, words: { command, framework, instead }, subject: command });
  },

  examples: [
    {
      file: 'app.py',
      bad: code`
        from flask import Flask

        app = Flask(__name__)
        app.run(host="0.0.0.0")
      `,
      good: code`
        from flask import Flask
        from waitress import serve

        app = Flask(__name__)
        serve(app, host="0.0.0.0")
      `,
    },
    {
      file: 'Procfile',
      bad: code`
        web: python manage.py runserver 0.0.0.0:8000
      `,
      good: code`
        web: gunicorn shop.wsgi
      `,
    },
  ],
});

/** Whether a command's file is this one: below the image's folder as here, or by its name where the path is absolute. */
const isFile = (path: string, started: string): boolean =>
  `/${path}`.endsWith(started.startsWith('/') ? started.slice(started.lastIndexOf('/')) : `/${started}`);

const reloadIn = (command: string): string => /(?<![\w-])--[\w-]+$/.exec(command)?.[0] ?? 'reload';

/** Takes the option out, and what separates it from the others. */
function withoutReload({ text }: Document, { span }: At): readonly TextEdit[] {
  const option = /[ \t]{1,40}--(?:reload|watch)$/.exec(slice(text, span))?.[0];
  if (option !== undefined) return [{ span: { start: span.end - option.length, end: span.end }, text: '' }];
  if (!/^reload\s*=/.test(slice(text, span))) return [];
  const comma = /,\s{0,200}$/.exec(text.slice(Math.max(0, span.start - 201), span.start))?.[0];
  return comma === undefined ? [] : [{ span: { start: span.start - comma.length, end: span.end }, text: '' }];
}
