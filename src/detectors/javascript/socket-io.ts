import { detector } from '../detector.js';
import { corsPolicy } from './cors-options.js';
import { inDevelopment } from './development.js';

/** Without the option no other origin may connect. https://socket.io/docs/v4/handling-cors/ */
export const socketIo = detector({
  framework: 'Socket.IO',
  format: 'javascript',
  mentions: /['"]socket\.io['"]/,
  applies: (js) => js.imports('socket.io'),

  *facts(js) {
    for (const call of js.calls('socket.io', 'socket.io.Server', 'socket.io()', 'socket.io.default')) {
      const cors = call.args.map(({ resolved }) => resolved.entry('cors')).find(Boolean);
      if (cors && !inDevelopment(call)) yield* corsPolicy(cors.expression, { at: { span: cors.nameSpan }, slot: undefined });
    }
  },
});
