import { newFile } from '../../edits/new-file.js';
import { EnvDocumentation, EnvRead, EnvTemplate } from '../../facts/configuration.js';
import { OutsideDocs } from '../../facts/papers.js';
import { Service } from '../../facts/service.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { DOCUMENTED, type Template, distinct, templateFor } from './variables.js';

/** Fewer can be read off the code. */
const FEWEST = 2;

export const noEnvTemplate = rule({
  id: 'config/no-env-template',
  shape: 'absent',
  severity: 'warning',
  title: 'No template of the environment',
  message:
    "The code reads {count} variables, '{name}' first, and no '.env.example' or table names them: setting it up is guesswork. Add one.",
  holds: 'A template or a table names the variables',
  why: `Whoever sets the service up, or moves it, has to search the code for what it reads. What is overlooked fails later, often only when the code
    that needs it runs.`,
  references: ['https://12factor.net/config'],
  about: Service,
  reads: [EnvRead, OutsideDocs, ...DOCUMENTED],

  *check(service, scope) {
    const { document, facts, everywhere, problem, evidence, unknown } = scope;
    const reads = distinct(facts(EnvRead));
    const [first] = reads;
    const names = new Set(reads.map(({ name }) => name));
    // A template of another part of the repository names nothing that this one reads.
    const shares = (each: Template): boolean => reads.length === 0 || each.entries.some(({ name }) => names.has(name));
    const template = [templateFor(scope, document), ...everywhere(EnvTemplate)].find((each) => each !== undefined && shares(each));
    const tables = everywhere(EnvDocumentation)
      .map((table) => ({ table, count: table.names.filter((name) => names.has(name)).length }))
      .sort((a, b) => b.count - a.count);
    const [best] = tables;
    const elsewhere = everywhere(OutsideDocs).find(({ topics }) => topics.includes('environment'));
    if (template) yield evidence(template, `${template.path} names ${String(template.entries.length)} variables`);
    else if (best && reads.length > 0 && best.count >= Math.max(FEWEST, reads.length / 2))
      yield evidence(best.table, `${best.table.path} names ${String(best.count)} of ${String(reads.length)} variables`);
    else if (!first || reads.length < FEWEST || elsewhere || (best && best.count > 0))
      yield unknown(best?.count ? best.table : (elsewhere ?? first ?? service));
    else {
      const list = [...names].sort();
      const path = service.folder === '' ? '.env.example' : `${service.folder}/.env.example`;
      yield problem({
        at: first,
        words: { count: list.length, name: first.name },
        subject: service.folder,
        fixes: () =>
          suggestion("Begin '.env.example' with these variables", newFile(document, path, list.map((name) => `${name}=\n`).join(''))),
      });
    }
  },

  examples: [
    {
      file: '.env.example',
      bad: '',
      good: code`
        QUEUE_URL=amqp://localhost
        MAIL_SENDER=shop@localhost
      `,
      beside: {
        'main.py': code`
          import os
          from fastapi import FastAPI

          app = FastAPI()
          queue = os.environ["QUEUE_URL"]
          sender = os.environ["MAIL_SENDER"]
        `,
      },
    },
  ],
});
