import { plaintextUrl } from '../../../src/rules/tls/plaintext-url.js';
import { testRule } from '../rule-tester.js';

const accepted = (name: string, file: string, code: string): { name: string; file: string; code: string } => ({ name, file, code });

testRule(plaintextUrl, {
  reports: [
    {
      name: 'what a client asks',
      file: 'client.py',
      code: 'import requests\n\nrequests.get("«http://api.partner-shop.com»/orders", timeout=5)\n',
      fixed: 'import requests\n\nrequests.get("https://api.partner-shop.com/orders", timeout=5)\n',
    },
    { name: 'what fetch asks', file: 'client.ts', code: "const answer = await fetch('«http://ip-api.com»/json');\n" },
    { name: 'the address of an API', file: 'src/config.ts', code: "export const API_BASE_URL = '«http://api.partner-shop.com»/v1';\n" },
    {
      name: 'what a missing variable leaves',
      file: 'src/config.js',
      code: "const url = process.env.PAYMENT_API_URL || '«http://pay.partner-shop.com»';\n",
    },
    {
      name: 'a cache on the network',
      file: '.env.production',
      code: 'REDIS_URL=«redis://cache.partner-shop.com»/0\n',
      fixed: 'REDIS_URL=rediss://cache.partner-shop.com/0\n',
    },
    { name: 'a queue with a port of its own', file: 'values.yaml', code: 'broker_url: «amqp://mq.partner-shop.com:5672»/\n', fixed: null },
    {
      name: 'a variable of a container',
      file: 'deploy.yaml',
      code: 'env:\n  - name: SEARCH_API_URL\n    value: «http://search.partner-shop.com»\n',
    },
    {
      name: 'a download',
      file: 'Dockerfile',
      code: 'FROM debian:12\nRUN curl -fsSL «http://files.partner-shop.com»/tool.tar.gz -o /tmp/tool.tar.gz\n',
    },
  ],
  accepts: [
    accepted('an encrypted one', 'client.py', 'import requests\n\nrequests.get("https://api.partner-shop.com/orders")\n'),
    accepted('this machine', 'client.py', 'import requests\n\nrequests.get("http://localhost:8000/orders")\n'),
    accepted('a host with a single label', 'src/config.ts', "export const API_BASE_URL = 'http://backend:8000/v1';\n"),
    accepted('a host of the cluster', 'deploy.yaml', 'env:\n  - name: SEARCH_API_URL\n    value: http://search.shop.svc.cluster.local\n'),
    accepted('a host inside', '.env.production', 'REDIS_URL=redis://cache.shop.internal/0\n'),
    accepted('a private address', '.env.production', 'REDIS_URL=redis://10.1.2.3:6379/0\n'),
    accepted('a domain of examples', 'client.py', 'import requests\n\nrequests.get("http://api.example.com/orders")\n'),
    accepted('a comment', 'client.py', '# requests.get("http://api.partner-shop.com/orders")\nx = 1\n'),
    accepted('documentation', 'docs/client.md', 'requests.get("http://api.partner-shop.com/orders")\n'),
    accepted('a test', 'tests/test_client.py', 'import requests\n\nrequests.get("http://api.partner-shop.com/orders")\n'),
    accepted('a namespace', 'feed.py', 'NAMESPACE_API = "http://www.w3.org/2005/Atom"\n'),
    accepted('a schema', 'schema.json', '{ "$schema": "http://json-schema.org/draft-07/schema#" }\n'),
    accepted('a link for readers', 'src/page.tsx', 'export const Page = () => <a href="http://partner-shop.com">Shop</a>;\n'),
    accepted(
      'a mirror whose packages are signed',
      'Dockerfile',
      'FROM debian:12\nRUN curl -O http://deb.debian.org/debian/pool/main/x.deb\n',
    ),
    accepted('a variable', '.env.production', 'API_URL=http://${API_HOST}/v1\n'),
    accepted('a homepage', 'package.json', '{ "name": "shop", "homepage": "http://partner-shop.com" }\n'),
    accepted('an origin that may ask', 'src/config.ts', "export const ALLOWED_ORIGIN_API = 'http://shop.partner-shop.com';\n"),
    accepted('the name that an audience has', 'src/config.ts', "export const TOKEN_AUDIENCE_API = 'http://shop.partner-shop.com';\n"),
  ],
});
