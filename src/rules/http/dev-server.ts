import { DevServer } from '../../facts/http.js';
import { code, rule } from '../../model/rule.js';

export const devServer = rule({
  id: 'http/dev-server',
  shape: 'present',
  severity: 'error',
  title: 'A development server serves',
  message: {
    server: "'{command}' starts the development server of {framework}, which is neither fast nor hardened enough to face users. Serve with {instead}.",
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
  // Developers' own files may start what they like.
  roles: ['production'],

  *check(server, { problem, unknown }) {
    const { command, framework, instead, local } = server;
    // How the file is deployed does not stand in it.
    if (local) yield unknown(server);
    else if (/reload|watch/i.test(command)) yield problem({ say: 'reload', at: server, words: { command, instead }, subject: command });
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
