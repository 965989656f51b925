import { noRateLimit } from '../../../src/rules/http/no-rate-limit.js';
import { testRule } from '../rule-tester.js';

const fastapi = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const flask = 'from flask import Flask\n\napp = Flask(__name__)\n';
const proxy = (body = ''): string => `server {\n  listen 80;\n  location / {\n    ${body}proxy_pass http://web:8000;\n  }\n}\n`;

const pom = (name: string, needs: string): string =>
  `<project>\n<artifactId>${name}</artifactId>\n<dependencies><dependency><groupId>org.springframework.cloud</groupId><artifactId>${needs}</artifactId></dependency></dependencies>\n</project>\n`;
const spring = (name: string): string =>
  `package shop;\n\nimport org.springframework.boot.SpringApplication;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n\n@SpringBootApplication\npublic class ${name} {\n  public static void main(String[] args) {\n    SpringApplication.run(args);\n  }\n}\n`;

testRule(noRateLimit, {
  reports: [
    {
      name: 'the gateway, and not what stands behind it',
      files: {
        'gateway/pom.xml': pom('gateway', 'spring-cloud-starter-gateway'),
        'gateway/src/main/java/shop/Gateway.java': spring('«Gateway»'),
        'orders/pom.xml': pom('orders', 'spring-cloud-starter-config'),
        'orders/src/main/java/shop/Orders.java': spring('Orders'),
      },
    },
    { name: 'an application alone', file: 'main.py', code: 'from fastapi import FastAPI\n\napp = «FastAPI»()\n', severity: 'warning' },
    {
      name: 'a proxy in front of it',
      files: { 'main.py': fastapi, 'nginx.conf': proxy().replace('server', '«server»') },
      says: 'Neither nginx nor what stands behind it limits how often a client asks',
    },
    {
      name: 'Heroku, which passes everything on',
      files: { 'main.py': 'from fastapi import FastAPI\n\napp = «FastAPI»()\n', Procfile: 'web: uvicorn main:app\n' },
    },
    {
      name: 'a limiter of something else',
      files: {
        'main.py': 'from fastapi import FastAPI\n\napp = «FastAPI»()\n',
        'tests/test_limit.py': 'from slowapi import Limiter\n\nlimiter = Limiter()\n',
      },
    },
  ],
  accepts: [
    { name: "a proxy's limit", files: { 'main.py': fastapi, 'nginx.conf': proxy('limit_req zone=one burst=20;\n    ') } },
    {
      name: "the application's own behind a proxy",
      files: { 'main.py': `${flask}from flask_limiter import Limiter\nlimiter = Limiter(app=app)\n`, 'nginx.conf': proxy() },
    },
    { name: 'a package in use', file: 'app.py', code: `${flask}from flask_limiter import Limiter\nlimiter = Limiter(app=app)\n` },
    { name: 'no application', file: 'tool.py', code: 'print("done")\n' },
  ],
  unknown: [
    {
      name: 'a limiter of its own',
      files: { 'app.py': flask, 'limits.py': 'class TokenBucket:\n    def take(self, key):\n        return True\n' },
    },
    { name: 'a limiter that is a dependency', files: { 'main.py': fastapi, 'requirements.txt': 'fastapi\nslowapi==0.1.9\n' } },
    {
      name: 'an ingress that is set up elsewhere',
      files: { 'main.py': fastapi, 'k8s/ingress.yaml': 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n' },
    },
    { name: 'a platform', files: { 'main.py': fastapi, 'fly.toml': 'app = "shop"\n' } },
    {
      name: 'a limit that a file elsewhere may set',
      files: {
        'main.py': fastapi,
        'nginx.conf':
          'server {\n  listen 80;\n  include /etc/nginx/snippets/limits.conf;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n',
      },
    },
  ],
});
