import { Entrance, RequestGuard } from '../../facts/proxy.js';
import { Dependency } from '../../facts/project.js';
import { code, rule } from '../../model/rule.js';
import { guardsOf, isBeforeStrangers } from './guards.js';

const PACKAGES =
  /^(?:slowapi|fastapi-limiter|flask-limiter|django-ratelimit|django-axes|limits|aiolimiter|ratelimit|express-rate-limit|express-slow-down|express-brute|rate-limiter-flexible|@fastify\/rate-limit|@nestjs\/throttler|@upstash\/ratelimit|koa-ratelimit|hono-rate-limiter|@arcjet\/\S+|golang\.org\/x\/time|github\.com\/(?:ulule\/limiter|go-chi\/httprate|didip\/tollbooth)\S*|com\.(?:bucket4j|github\.vladimir-bukhtoyarov)\S*|io\.github\.resilience4j\S*)$/;

export const noRateLimit = rule({
  id: 'http/no-rate-limit',
  shape: 'absent',
  severity: 'warning',
  title: 'Requests are not limited in rate',
  message: {
    application:
      'Nothing limits how often a client asks this {name} application: one script can guess passwords or keep all workers busy. Add a limit.',
    proxy:
      'Neither {name} nor what stands behind it limits how often a client asks: one script can guess passwords or keep all workers busy. Add a limit.',
  },
  holds: 'Requests are limited in rate',
  why: `Without a limit, one client decides how much of the service is left for others, and passwords and codes can be tried as fast as the machine
    answers. Costly routes turn into a bill.`,
  references: ['https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/'],
  security: 5.3,
  about: Entrance,
  reads: [RequestGuard, Dependency],

  *check(entrance, { facts, everywhere, problem, evidence, unknown }) {
    const { on, perhaps } = guardsOf(entrance, 'rate', { facts, everywhere });
    const asked = everywhere(Dependency).find(({ name, runtime }) => runtime && PACKAGES.test(name));
    const [first] = on;
    if (first) yield evidence(first, first.by);
    else if (perhaps || asked || entrance.open || isBeforeStrangers(entrance)) yield unknown(perhaps ?? asked ?? entrance);
    else yield problem({ say: entrance.by, at: entrance, words: { name: entrance.name }, subject: entrance.name });
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
        from flask_limiter import Limiter
        from flask_limiter.util import get_remote_address

        app = Flask(__name__)
        limiter = Limiter(get_remote_address, app=app, default_limits=["100 per minute"])
      `,
    },
  ],
});
