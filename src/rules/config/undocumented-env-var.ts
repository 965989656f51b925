import { EnvRead } from '../../facts/configuration.js';
import { code, fix, rule } from '../../model/rule.js';
import { before } from '../../model/span.js';
import { DOCUMENTED, firstReads, isNamed, placeIn, templateFor } from './variables.js';

export const undocumentedEnvVar = rule({
  id: 'config/undocumented-env-var',
  shape: 'present',
  severity: 'info',
  title: 'A variable that the template does not name',
  message: "'{name}' is read here, and '{template}' does not name it: whoever sets this up does not learn of it. Add it there.",
  holds: 'The template names the variable',
  why: `A template is what people copy when they set the service up. What it leaves out is found by the first error that its absence causes, in
    production as a rule.`,
  references: ['https://12factor.net/config'],
  about: EnvRead,
  reads: DOCUMENTED,
  roles: ['production'],

  *check(read, scope) {
    const { document, facts, problem, evidence, unknown } = scope;
    const { name } = read;
    const named = isNamed(scope, name);
    const template = templateFor(scope, document);
    const first = firstReads(facts(EnvRead)).get(name);
    if (named) yield evidence(named, `${name} stands in ${named.path}`);
    // Without a template there is nothing to be missing from; one finding for each variable is enough.
    else if (!template || (first && (first.uri !== read.uri || first.span.start !== read.span.start))) yield unknown(read);
    else {
      const { at, text } = placeIn(template, name);
      yield problem({
        at: read,
        words: { name, template: template.path },
        subject: name,
        related: [{ at: template, note: 'It is not named here' }],
        fixes: () => fix(`Add '${name}' to the template`.slice(0, 60), [{ span: before(at), text, uri: template.uri }]),
      });
    }
  },

  examples: [
    {
      file: 'main.py',
      bad: code`
        import os

        queue = os.environ["QUEUE_URL"]
        sender = os.environ["MAIL_SENDER"]
      `,
      good: code`
        import os

        queue = os.environ["QUEUE_URL"]
      `,
      beside: { '.env.example': 'QUEUE_URL=amqp://localhost\n' },
    },
  ],
});
