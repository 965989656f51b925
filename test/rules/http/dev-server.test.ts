import { devServer } from '../../../src/rules/http/dev-server.js';
import { testRule } from '../rule-tester.js';

const flask = (rest: string) => `from flask import Flask\n\napp = Flask(__name__)\n${rest}`;

testRule(devServer, {
  reports: [
    {
      name: 'uvicorn that reloads under __main__, where an image starts the module',
      files: {
        'shop/main.py': 'import uvicorn\n\nif __name__ == "__main__":\n    uvicorn.run("shop.main:app", host="0.0.0.0", «reload=True»)\n',
        'requirements.txt': 'uvicorn==0.38.0\n',
        Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY shop shop\nUSER nobody\nCMD ["python", "-m", "shop.main"]\n',
      },
      severity: 'error',
      says: 'restarts the server whenever a file changes',
    },
    {
      name: 'app.run under __main__, where an image starts the file',
      files: {
        'app.py': flask('if __name__ == "__main__":\n    «app.run»(host="0.0.0.0", debug=True)\n'),
        'requirements.txt': 'flask==3.1.2\n',
        Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY app.py .\nUSER nobody\nENTRYPOINT ["python"]\nCMD ["-u", "/app/app.py"]\n',
      },
      severity: 'error',
      says: 'The image starts this file',
    },
    {
      name: 'a script that the image starts',
      files: {
        'package.json': '{ "name": "shop", "private": true, "scripts": { "start": "«nodemon» server.js" } }',
        Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["npm", "start"]\n',
      },
    },
    {
      name: 'app.run at the top of a module',
      file: 'app.py',
      code: flask('«app.run»(host="0.0.0.0", port=8080)\n'),
      severity: 'error',
      says: "'app.run()' starts the development server of Flask",
      fixed: null,
    },
    { name: 'app.run in a function that a script calls', file: 'server.py', code: flask('def main():\n    «app.run»(port=80)\n') },
    {
      name: 'uvicorn that reloads',
      file: 'main.py',
      code: 'import uvicorn\n\ndef main():\n    uvicorn.run("app:app", «reload=True»)\n',
      says: 'restarts the server whenever a file changes',
      fixed: 'import uvicorn\n\ndef main():\n    uvicorn.run("app:app")\n',
    },
    {
      name: 'a reload among other arguments',
      file: 'main.py',
      code: 'import uvicorn\nuvicorn.run(\n    "app:app",\n    «reload=True»,\n    port=80,\n)\n',
      fixed: 'import uvicorn\nuvicorn.run(\n    "app:app",\n    port=80,\n)\n',
    },
    {
      name: 'runserver in a Procfile',
      file: 'Procfile',
      code: 'release: python manage.py migrate\nweb: python «manage.py runserver» 0.0.0.0:$PORT\n',
      says: 'Django',
    },
    { name: 'flask run in a Procfile', file: 'Procfile', code: 'web: FLASK_APP=app «flask run» --host=0.0.0.0\n' },
    {
      name: 'nodemon as the start of an application',
      file: 'package.json',
      code: '{ "name": "shop", "private": true, "scripts": { "start": "«nodemon» server.js" } }\n',
    },
    {
      name: 'next dev as the start',
      file: 'package.json',
      code: '{ "name": "shop", "scripts": { "build": "next build", "start": "NODE_ENV=production «next dev» -p 3000" } }\n',
    },
    {
      name: 'runserver in an entry script',
      file: 'docker-entrypoint.sh',
      code: '#!/bin/sh\npython manage.py migrate\nexec python «manage.py runserver» 0.0.0.0:8000\n',
    },
    {
      name: 'runserver in a compose file for production',
      file: 'docker-compose.prod.yml',
      code: 'services:\n  web:\n    build: .\n    command: python «manage.py runserver» 0.0.0.0:8000\n',
    },
    {
      name: 'reload in a start script',
      file: 'start.sh',
      code: '«uvicorn app:app --reload» --port 80\n',
      fixed: 'uvicorn app:app --port 80\n',
      fix: "Start without '--reload'",
    },
  ],
  accepts: [
    { name: 'gunicorn in a Procfile', file: 'Procfile', code: 'web: gunicorn shop.wsgi --log-file -\nworker: celery -A shop worker\n' },
    { name: 'uvicorn without reload', file: 'main.py', code: 'import uvicorn\nuvicorn.run("app:app", host="0.0.0.0")\n' },
    { name: 'a reload that is off', file: 'main.py', code: 'import uvicorn\nuvicorn.run("app:app", reload=False)\n' },
    { name: 'a server of production from code', file: 'app.py', code: flask('from waitress import serve\nserve(app)\n') },
    {
      name: 'node as the start',
      file: 'package.json',
      code: '{ "name": "shop", "private": true, "scripts": { "dev": "nodemon server.js", "start": "node server.js" } }\n',
    },
    {
      name: 'a start that is for developers where another one ships',
      file: 'package.json',
      code: '{ "name": "shop", "private": true, "scripts": { "start": "nodemon server.js", "start:prod": "node server.js" } }\n',
    },
    {
      name: 'the start of a front end that is built',
      file: 'package.json',
      code: '{ "name": "web", "private": true, "scripts": { "start": "react-scripts start", "build": "react-scripts build" } }\n',
    },
    { name: 'a Procfile for developers', file: 'Procfile.dev', code: 'web: python manage.py runserver\n' },
    { name: 'a run of something else', file: 'main.py', code: 'import typer\napp = typer.Typer()\napp.run()\n' },
    { name: 'a run of an event loop', file: 'main.py', code: 'import asyncio\nfrom flask import Flask\nasyncio.run(main())\n' },
    { name: 'a test', file: 'tests/run.py', code: flask('app.run()\n') },
    { name: 'a script for developers', file: 'run_dev.sh', code: 'flask run --debug\n' },
    { name: 'a comment in a Procfile', file: 'Procfile', code: '# web: flask run\nweb: gunicorn app:app\n' },
  ],
  unknown: [
    {
      name: 'app.run under __main__, where an image starts something else',
      files: {
        'app.py': flask('if __name__ == "__main__":\n    app.run(host="0.0.0.0")\n'),
        'requirements.txt': 'flask==3.1.2\n',
        Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY app.py .\nUSER nobody\nCMD ["gunicorn", "app:app"]\n',
      },
    },
    {
      name: 'app.run that another condition keeps from the image',
      files: {
        'app.py': flask('import os\n\nif __name__ == "__main__":\n    if os.environ.get("LOCAL"):\n        app.run(host="0.0.0.0")\n'),
        'requirements.txt': 'flask==3.1.2\n',
        Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY app.py .\nUSER nobody\nCMD ["python", "app.py"]\n',
      },
    },
    {
      name: 'a script beside an image that starts something else',
      files: {
        'package.json': '{ "name": "shop", "private": true, "scripts": { "start": "nodemon server.js" } }',
        Dockerfile: 'FROM node:22\nCOPY dist dist\nCMD ["node", "dist/server.js"]\n',
      },
    },
    { name: 'app.run under __main__', file: 'app.py', code: flask('if __name__ == "__main__":\n    app.run()\n') },
    {
      name: 'uvicorn that reloads under __main__',
      file: 'main.py',
      code: 'import uvicorn\nif __name__ == "__main__":\n    uvicorn.run("main:app", reload=True)\n',
    },
    {
      name: 'a reload that configuration decides',
      file: 'main.py',
      code: 'import uvicorn\nuvicorn.run("app:app", reload=settings.DEBUG)\n',
    },
    {
      name: 'a compose file that may be for developers',
      file: 'docker-compose.yml',
      code: 'services:\n  web:\n    build: .\n    command: python manage.py runserver 0.0.0.0:8000\n',
    },
    {
      name: 'a branch of an entry script',
      file: 'entrypoint.sh',
      code: 'if [ "$ENV" = dev ]; then\n  python manage.py runserver\nelse\n  gunicorn app\nfi\n',
    },
  ],
});
