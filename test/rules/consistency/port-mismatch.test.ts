import { portMismatch } from '../../../src/rules/consistency/port-mismatch.js';
import { testRule } from '../rule-tester.js';

const docker = (command: string, more = ''): string => `FROM python:3.13-slim\nUSER nobody\n${more}CMD ${command}\n`;
const compose = (more: string): string => `services:\n  web:\n    build: .\n${more}`;
const file = 'Dockerfile';

const manifest = (ports: string, service: string, more = ''): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: web
          image: registry.example.com/shop:1.4.2
${ports}${more}---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports:
${service}`;
const DECLARED = '          ports: [{ containerPort: 3000 }]\n';

testRule(portMismatch, {
  reports: [
    {
      name: 'the port of a Service',
      file: 'k8s/shop.yaml',
      code: manifest(DECLARED, '    - port: 80\n      targetPort: «8080»\n'),
      says: "Service 'shop' sends requests to port 8080, and container 'web' listens on 3000",
      severity: 'error',
    },
    {
      name: 'a Service that says one port for both',
      file: 'k8s/shop.yaml',
      code: manifest(DECLARED, '    - port: «80»\n'),
    },
    {
      name: 'a published port',
      files: {
        'compose.yaml': compose('    ports:\n      - «"8080:8000"»\n'),
        Dockerfile: docker('["uvicorn", "main:app", "--port", "8080"]'),
      },
      says: "Service 'web' publishes port 8000, and uvicorn listens on 8080",
      severity: 'error',
    },
    {
      name: 'a check of the image',
      file,
      code: docker('gunicorn -b 0.0.0.0:5000 app:app', 'HEALTHCHECK CMD curl -f http://localhost:«8000»/health\n'),
      fixed: docker('gunicorn -b 0.0.0.0:5000 app:app', 'HEALTHCHECK CMD curl -f http://localhost:5000/health\n'),
    },
    {
      name: 'a check of compose',
      files: {
        'compose.yaml': compose('    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost:«3000»/"]\n'),
        Dockerfile: docker('["fastapi", "run", "app.py"]'),
      },
    },
    {
      name: 'the command of a service',
      files: {
        'compose.yaml': compose('    command: uvicorn main:app --host 0.0.0.0 --port 9000\n    ports: [«"80:8000"»]\n'),
        Dockerfile: docker('["uvicorn", "main:app"]'),
      },
    },
    {
      name: 'EXPOSE, as a warning',
      file,
      code: '«FROM python:3.13-slim»\nUSER nobody\nEXPOSE 8000\nCMD ["gunicorn", "--bind", "0.0.0.0:8080", "app:app"]\n',
      severity: 'warning',
    },
  ],
  accepts: [
    {
      name: 'a second Service of a pod, for a port that it does not declare',
      file: 'k8s/shop.yaml',
      code: `${manifest(DECLARED, '    - { port: 80, targetPort: 3000 }\n')}---\napiVersion: v1\nkind: Service\nmetadata: { name: shop-queue }\nspec:\n  selector: { app: shop }\n  ports: [{ port: 61616 }]\n`,
    },
    {
      name: 'labels that a chart writes',
      files: {
        'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
        'chart/templates/all.yaml': manifest(DECLARED, '    - { port: 80, targetPort: 8080 }\n').replaceAll(
          '{ app: shop }',
          '{ app: "{{ .Release.Name }}" }',
        ),
      },
    },
    {
      name: 'a Service’s port that a container has',
      file: 'k8s/shop.yaml',
      code: manifest(DECLARED, '    - { port: 80, targetPort: 3000 }\n'),
    },
    { name: 'a Service’s port by its name', file: 'k8s/shop.yaml', code: manifest(DECLARED, '    - { port: 80, targetPort: http }\n') },
    {
      name: 'one of a Service’s ports that a container does not declare',
      file: 'k8s/shop.yaml',
      code: manifest(DECLARED, '    - { name: web, port: 80, targetPort: 3000 }\n    - { name: metrics, port: 9090 }\n'),
    },
    { name: 'a container that declares none', file: 'k8s/shop.yaml', code: manifest('', '    - { port: 80, targetPort: 8080 }\n') },
    {
      name: 'a second container that declares none',
      file: 'k8s/shop.yaml',
      code: manifest(
        DECLARED,
        '    - { port: 80, targetPort: 8443 }\n',
        '        - name: proxy\n          image: registry.example.com/proxy:2.1\n',
      ),
    },
    {
      name: 'ports that agree',
      files: {
        'compose.yaml': compose('    ports: ["80:8080"]\n'),
        Dockerfile: docker('["uvicorn", "main:app", "--port", "8080"]', 'EXPOSE 8080\n'),
      },
    },
    {
      name: 'one of several',
      files: {
        'compose.yaml': compose('    ports: ["9090:9090", "80:8080"]\n'),
        Dockerfile: docker('["uvicorn", "main:app", "--port=8080"]'),
      },
    },
    { name: 'a port of a variable', file, code: docker('gunicorn -b 0.0.0.0:$PORT app:app', 'EXPOSE 8000\n') },
    { name: 'a server whose settings say', file, code: docker('["gunicorn", "-c", "gunicorn.conf.py", "app:app"]', 'EXPOSE 8080\n') },
    { name: 'a script that is started', file, code: docker('["./start.sh"]', 'EXPOSE 8080\n') },
    {
      name: 'another command of the service',
      files: {
        'compose.yaml': compose('    command: ./serve\n    ports: ["80:9000"]\n'),
        Dockerfile: docker('["uvicorn", "main:app", "--port", "8080"]'),
      },
    },
    {
      name: 'an image of somebody else',
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n    ports: ["80:8081"]\n',
        Dockerfile: docker('["uvicorn", "main:app", "--port", "8080"]'),
      },
    },
    {
      name: 'workers of uvicorn under gunicorn',
      file,
      code: docker('gunicorn -k uvicorn.workers.UvicornWorker -b :9000 app:app', 'EXPOSE 9000\n'),
    },
  ],
});
