import { CorsPolicy } from '../../facts/http.js';
import { none } from '../../model/value.js';
import { detector } from '../detector.js';

export const fastapi = detector({
  framework: 'FastAPI',
  format: 'python',
  mentions: ['fastapi', 'starlette'],
  applies: (python) => python.imports('fastapi') || python.imports('starlette'),

  *facts(python) {
    for (const call of python.calls('*.add_middleware')) {
      if (!call.arg(0)?.name.endsWith('.cors.CORSMiddleware')) continue;
      yield CorsPolicy(call, {
        setting: 'allow_origins',
        origins: call.option('allow_origins') ?? none(call),
        pattern: call.option('allow_origin_regex'),
        echo: undefined,
        credentials: call.option('allow_credentials'),
        // https://github.com/encode/starlette/blob/master/starlette/middleware/cors.py
        reflects: true,
      });
    }
  },
});
