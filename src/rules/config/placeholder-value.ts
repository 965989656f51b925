import { Placeholder } from '../../facts/configuration.js';
import { code, rule } from '../../model/rule.js';

export const placeholderValue = rule({
  id: 'config/placeholder-value',
  shape: 'present',
  severity: 'warning',
  title: 'A placeholder in configuration that ships',
  message: "'{key}' still holds '{value}', which was written to be replaced: as it is, this points nowhere. Set the real value.",
  holds: 'The value is no placeholder',
  why: `A value that nobody replaced sends mail, callbacks or users to a host of somebody else, or of nobody, and often nothing fails at the start.`,
  references: ['https://www.rfc-editor.org/rfc/rfc2606'],
  about: Placeholder,
  roles: ['production'],

  *check({ span, uri, key, value }, { problem }) {
    yield problem({ at: { span, uri }, words: { key, value }, subject: key });
  },

  examples: [
    {
      file: 'k8s/ingress.yaml',
      bad: code`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules:
            - host: shop.your-domain.com
      `,
      good: code`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules:
            - host: orders.acme.shop
      `,
    },
  ],
});
