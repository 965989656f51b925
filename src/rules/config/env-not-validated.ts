import { EnvRead, EnvValidation } from '../../facts/configuration.js';
import { Dependency } from '../../facts/project.js';
import { Service } from '../../facts/service.js';
import { code, rule } from '../../model/rule.js';
import { distinct } from './variables.js';

/** Packages whose purpose it is, or that can do it. */
const CHECKERS =
  /^(?:pydantic-settings|environs|django-environ|dynaconf|python-decouple|goodconf|envalid|env-var|convict|@t3-oss\/env-[\w-]+|@fastify\/env|@nestjs\/config|znv|github\.com\/(?:caarlos0\/env|kelseyhightower\/envconfig|spf13\/viper|sethvargo\/go-envconfig)(?:\/v\d+)?)$/;
const FEWEST = 3;

export const envNotValidated = rule({
  id: 'config/env-not-validated',
  shape: 'absent',
  severity: 'info',
  title: 'The environment is not checked at the start',
  message:
    "Nothing checks the environment at the start: without '{name}', or any of {others} others, this runs until the code that needs it. Check them once.",
  holds: 'The environment is checked at the start',
  why: `A variable that is missing or misspelt has to stop a release before it takes traffic. Read where it is used, it fails hours later, in the one
    request that needs it.`,
  references: ['https://docs.pydantic.dev/latest/concepts/pydantic_settings/', 'https://github.com/af/envalid'],
  about: Service,
  reads: [EnvRead, EnvValidation, Dependency],

  *check(service, { facts, problem, evidence, unknown }) {
    const reads = distinct(facts(EnvRead));
    const check = facts(EnvValidation).find(({ certain }) => certain);
    const hint = facts(EnvValidation)[0] ?? facts(Dependency).find(({ name, runtime }) => runtime && CHECKERS.test(name));
    const loose = facts(EnvRead).filter(({ missing }) => missing === 'nothing');
    const names = new Set(loose.map(({ name }) => name));
    const stops = reads.find(({ missing }) => missing === 'stop');
    const [first] = loose;
    // What is read around it is checked by nobody.
    if (check && names.size >= FEWEST) yield unknown(first ?? check);
    else if (check) yield evidence(check, `${check.tool} checks the environment`);
    else if (names.size === 0 && stops && reads.every(({ missing }) => missing !== undefined))
      yield evidence(stops, `Without ${stops.name} it stops`);
    else if (hint || !first || names.size < FEWEST) yield unknown(hint ?? first ?? reads[0] ?? service);
    else yield problem({ at: first, words: { name: first.name, others: names.size - 1 }, subject: service.folder });
  },

  examples: [
    {
      file: 'server.js',
      bad: code`
        import express from 'express';

        const app = express();
        const queue = connect(process.env.QUEUE_URL);
        const mail = mailer(process.env.MAIL_HOST, process.env.MAIL_SENDER);
        app.listen(3000);
      `,
      good: code`
        import express from 'express';
        import { cleanEnv, str, url } from 'envalid';

        const env = cleanEnv(process.env, {
          QUEUE_URL: url(),
          MAIL_HOST: str(),
          MAIL_SENDER: str(),
        });
        const app = express();
        const queue = connect(env.QUEUE_URL);
        const mail = mailer(env.MAIL_HOST, env.MAIL_SENDER);
        app.listen(3000);
      `,
    },
  ],
});
