import { PortUse } from '../../facts/consistency.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const portMismatch = rule({
  id: 'consistency/port-mismatch',
  shape: 'present',
  severity: 'error',
  title: 'Ports do not agree',
  message: {
    fails: '{who} port {port}, and {server} listens on {listening}: nothing answers there. Make them the same.',
    label: '{who} port {port}, and {server} listens on {listening}: proxies that go by the label find nothing. Make them the same.',
  },
  holds: 'Everyone asks at the port that the server listens on',
  why: `Each file is right by itself, so nothing complains until a request comes, and then the connection is refused.`,
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  about: PortUse,

  *check({ span, uri, who, port, listening, listeningAt, server, digits, fails }, { problem }) {
    if (port === listening) return;
    yield problem({
      at: { span, uri },
      say: fails ? 'fails' : 'label',
      words: { who, port, server, listening },
      subject: who,
      ...(fails ? {} : { severity: 'warning' }),
      related: [{ at: listeningAt, note: `${server} listens on ${String(listening)}` }],
      fixes: () => suggestion(`Use port ${String(listening)}`, digits ? [{ span: digits, text: String(listening) }] : undefined),
    });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM python:3.13-slim
        USER nobody
        HEALTHCHECK CMD curl --fail http://localhost:8000/health || exit 1
        CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080"]
      `,
      good: code`
        FROM python:3.13-slim
        USER nobody
        HEALTHCHECK CMD curl --fail http://localhost:8080/health || exit 1
        CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080"]
      `,
    },
  ],
});
