import { texts } from '../../model/value.js';
import type { Call, CodeSyntax, Declaration } from '../../syntax/code.js';

const AT_HOME = /(?:^|[^a-z])(?:dev|develop|development|debug|local|reload)(?:[^a-z]|$)/i;
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|::1)$/;

/** Whether only a developer's start of the file gets to a call: under `__main__`, in a command for development, on loopback alone. */
export function isLocal(python: CodeSyntax, call: Call): boolean {
  if (call.inMain || call.conditions.some((condition) => AT_HOME.test(condition) && !condition.startsWith('not '))) return true;
  if (texts(call.option('host')).some(({ text }) => LOOPBACK.test(text))) return true;
  for (let scope: Declaration | undefined = call.scope; scope; scope = scope.enclosing) {
    if (scope.kind !== 'function') continue;
    if (AT_HOME.test(scope.name.replaceAll('_', ' ')) || scope.decorators.some(({ text }) => AT_HOME.test(text))) return true;
    const starts = [...python.calls(scope.path)];
    if (starts.length > 0 && starts.every(({ inMain }) => inMain)) return true;
  }
  return false;
}

/** Whether a call is reached whenever the file itself is started, on an address that others reach. */
export const isDirect = (call: Call): boolean =>
  call.inMain &&
  call.conditions.every((condition) => condition.includes('__name__')) &&
  !texts(call.option('host')).some(({ text }) => LOOPBACK.test(text));
