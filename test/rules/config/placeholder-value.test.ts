import { placeholderValue } from '../../../src/rules/config/placeholder-value.js';
import { testRule } from '../rule-tester.js';

const ingress = (host: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  rules:\n    - host: ${host}\n`;

testRule(placeholderValue, {
  reports: [
    { name: 'a domain to be replaced', file: 'k8s/ingress.yaml', code: ingress('«shop.your-domain.com»'), severity: 'warning' },
    { name: 'a domain of examples', file: 'k8s/ingress.yaml', code: ingress('«shop.example.com»') },
    { name: 'an env file of production', file: '.env.production', code: 'API_URL=«https://api.yourdomain.com»\nLOG_LEVEL=info\n' },
    {
      name: 'a word',
      file: 'compose.prod.yml',
      code: 'services:\n  web:\n    image: shop:1\n    environment:\n      MAIL_HOST: «changeme»\n',
    },
    {
      name: 'a list of variables',
      file: 'compose.yaml',
      code: 'services:\n  web:\n    image: shop:1\n    environment:\n      - «MAIL_HOST=changeme»\n',
    },
    { name: 'TODO', file: 'config/production.properties'.replace('config/production', 'application-prod'), code: 'mail.host=«TODO»\n' },
    { name: 'a server of nginx', file: 'nginx.conf', code: 'server {\n  server_name «your-domain.com»;\n}\n' },
    {
      name: 'capitals',
      file: 'k8s/app.yaml',
      code: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  REGION_URL: «https://YOUR_REGION.shop.net»\n',
    },
  ],
  accepts: [
    { name: 'a real host', file: 'k8s/ingress.yaml', code: ingress('shop.acme.io') },
    { name: 'a chart, whose values others set', file: 'charts/shop/values.yaml', code: 'ingress:\n  host: shop.example.com\n' },
    { name: 'a template', file: '.env.example', code: 'API_URL=https://api.yourdomain.com\n' },
    { name: 'a development file', file: '.env.development', code: 'API_URL=https://api.yourdomain.com\n' },
    { name: 'a secret, which has a rule of its own', file: '.env.production', code: 'DB_PASSWORD=changeme\n' },
    {
      name: 'a sentence on replacing',
      file: 'k8s/app.yaml',
      code: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  note: you have to change me some day or another\n',
    },
    {
      name: 'interpolation',
      file: 'compose.yaml',
      code: 'services:\n  web:\n    image: shop:1\n    environment:\n      MAIL_HOST: ${MAIL_HOST:-changeme}\n',
    },
    {
      name: 'a field that is called todo',
      file: 'k8s/app.yaml',
      code: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: todo-list }\ndata:\n  TABLE: todos\n',
    },
    {
      name: 'a workflow',
      file: '.github/workflows/ci.yml',
      code: 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env:\n      API_URL: https://example.com\n    steps: []\n',
    },
    { name: 'a test', file: 'tests/app.yaml', code: ingress('shop.your-domain.com') },
  ],
});
