import { App, RouteDeclaration, Router } from '../../facts/http.js';
import type { Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { comparedPaths } from './express.js';
import { handlingOf } from './handling.js';
import { mountOfUnknown } from './routers.js';

/** A server without a framework: its paths are compared by hand, so they are never all known. */
export const nodeHttp = detector({
  framework: 'Node.js',
  format: 'javascript',
  mentions: /\bcreateServer\s*\(|\bBun\.serve\s*\(|\bDeno\.serve\s*\(/,

  *facts(js) {
    for (const call of js.calls(
      'http.createServer',
      'node:http.createServer',
      'https.createServer',
      'node:https.createServer',
      'http2.createSecureServer',
      'node:http2.createSecureServer',
      'Bun.serve',
      'Deno.serve',
    )) {
      const handler = handlerOf(call.args);
      // `http.createServer(app)`: a framework answers.
      if (!handler || /^Server$|Lambda/.test(call.method)) continue;
      const key = (call.target ?? call.method).replace(/^this\./, '');
      yield App(call, { framework: 'Node.js', key });
      yield Router(call, { key, app: true, prefix: '', exportedAs: [] });
      for (const path of comparedPaths(handler))
        yield RouteDeclaration(call, { router: key, method: 'ANY', path, ...handlingOf(js, handler) });
      yield mountOfUnknown(call, key);
    }
  },
});

/** The function that answers: an argument of its own, or `fetch` among the options. */
function handlerOf(args: readonly Expression[]): Declaration | undefined {
  for (const argument of args.toReversed()) {
    const { shape } = argument.resolved;
    const answering = shape.is === 'map' ? argument.resolved.entry('fetch')?.expression : argument;
    const called = answering && (answering.shape.is === 'function' || answering.shape.is === 'name') ? answering.function : undefined;
    if (called?.kind === 'function' && called.parameters.length > 0) return called;
  }
  return undefined;
}
