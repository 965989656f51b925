import { Entrance, RequestGuard } from '../../facts/proxy.js';
import { code, rule } from '../../model/rule.js';
import { guardsOf } from './guards.js';

/** What frameworks limit when nobody says anything. */
const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  // https://expressjs.com/en/5x/api.html#express.json
  [/^(?:Express|NestJS)$/, "its body parsers' own limit of 100 kB"],
  // https://fastify.dev/docs/latest/Reference/Server/#bodylimit
  [/^Fastify$/, "Fastify's own limit of 1 MiB"],
  // https://docs.djangoproject.com/en/stable/ref/settings/#data-upload-max-memory-size
  [/^Django$/, "Django's own limit of 2.5 MB"],
  // https://docs.gofiber.io/api/fiber/#config
  [/^Fiber$/, "Fiber's own limit of 4 MB"],
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  [/^Spring Boot$/, "Spring Boot's own limit of 1 MB for uploads"],
];
/** Nothing limits a body here unless somebody says so. */
const WITHOUT = /^(?:FastAPI|Starlette|Flask|Gin|Echo|chi|gorilla\/mux|net\/http)$/i;

export const noBodyLimit = rule({
  id: 'http/no-body-limit',
  shape: 'absent',
  severity: 'warning',
  title: "A request's size is not limited",
  message: {
    off: "'{by}' switches the limit off: one request as large as it likes fills the memory or the disk. Set the largest size that you need.",
    none: '{name} reads bodies of any size, and nothing in front limits them: one request fills the memory or the disk. Set a limit.',
  },
  holds: "A request's size is limited",
  why: `A body is read into memory, or into a temporary file. One client that sends without end takes the process or its machine down, and no code of the
    application has run until then.`,
  references: ['https://cwe.mitre.org/data/definitions/770.html'],
  security: 5.3,
  about: Entrance,
  reads: [RequestGuard],

  *check(entrance, { facts, everywhere, problem, evidence, unknown }) {
    const { frameworks, name, open } = entrance;
    const { on, off, perhaps } = guardsOf(entrance, 'size', { facts, everywhere });
    const [first] = on;
    const [none] = off;
    const defaults = frameworks.map((framework) => DEFAULTS.find(([pattern]) => pattern.test(framework))?.[1]);
    const [standard] = defaults;
    const withDefaults = frameworks.length > 0 && defaults.every((each) => each !== undefined);
    if (none && !withDefaults && !on.some(({ where }) => where === 'application')) {
      // What only one path is allowed says nothing of the others.
      if (first || perhaps) yield unknown(none);
      else yield problem({ say: 'off', at: none, words: { by: none.by.replace(/^[^']{0,40}'([^']{1,80})'$/, '$1') }, subject: none.by });
    } else if (first) yield evidence(first, first.by);
    else if (withDefaults && standard !== undefined) yield evidence(entrance, standard);
    else if (perhaps || open || !frameworks.some((framework) => WITHOUT.test(framework))) yield unknown(perhaps ?? entrance);
    else yield problem({ say: 'none', at: entrance, words: { name }, subject: name });
  },

  examples: [
    {
      file: 'app.py',
      bad: code`
        from flask import Flask

        app = Flask(__name__)
      `,
      good: code`
        from flask import Flask

        app = Flask(__name__)
        app.config["MAX_CONTENT_LENGTH"] = 16 * 1024 * 1024
      `,
    },
  ],
});
