import type { At } from '../../model/span.js';
import { type Value, flag, none, text, unknown } from '../../model/value.js';
import type { Call, Declaration, Expression } from '../../syntax/code.js';
import { inDevelopment, inProduction } from './development.js';

/** Which origins an option, a function or a header lets in. */
interface Origins {
  readonly origins: Value | undefined;
  readonly pattern: Value | undefined;
  readonly echo: At | undefined;
}

const listed = (origins: Value): Origins => ({ origins, pattern: undefined, echo: undefined });
const echoed = (echo: At): Origins => ({ origins: undefined, pattern: undefined, echo });
const at = ({ span }: At): At => ({ span });

/** The `origin` option of the package `cors` and those that copy it. https://github.com/expressjs/cors#configuration-options */
export function originsOf(option: Expression): Origins {
  const expression = inProduction(option).resolved;
  const pattern = patternOf(expression);
  if (pattern) return { origins: undefined, pattern, echo: undefined };
  const called = expression.shape.is === 'function' || expression.shape.is === 'name' ? expression.function : undefined;
  if (called?.kind === 'function') return checkedOrigins(called, option);
  if (expression.shape.is === 'list') {
    const patterns = expression.items.map(patternOf);
    if (patterns.some(Boolean)) {
      const items = expression.items.filter((_, i) => !patterns[i]).map(({ value }) => value);
      return {
        origins: { kind: 'list', items, complete: true, span: expression.span },
        pattern: { kind: 'list', items: patterns.filter((each) => each !== undefined), complete: true, span: expression.span },
        echo: undefined,
      };
    }
  }
  const value = inProduction(option).value;
  if (value.kind === 'flag') return value.on ? echoed(at(value)) : listed(none(value));
  return listed(value);
}

/** A regular expression, written as one or made of text. */
function patternOf(expression: Expression): Value | undefined {
  const literal = /^\/(.{1,500})\/[a-z]{0,8}$/s.exec(expression.text)?.[1];
  if (expression.shape.is === 'other' && literal !== undefined) return text(expression, literal);
  const { call } = expression;
  return call?.name === 'RegExp' ? (call.arg(0)?.value ?? unknown(call)) : undefined;
}

/** What stands for the origin that a browser sent. */
const SENT =
  /(?:\.|\b)(?:headers?|request\.headers?)(?:\.origin|\[(['"`])origin\1\]|\.get\((['"`])origin\2\))$|\.(?:get|header)\((['"`])origin\3\)$/i;

/** `req.headers.origin`, `req.get('Origin')`, or a variable that holds it. */
export function isSentOrigin(expression: Expression): boolean {
  const { resolved } = expression;
  const left = resolved.sides?.[0];
  if (left) return isSentOrigin(left);
  if (SENT.test(resolved.text.replace(/\s+/g, '').replaceAll('?.', '.').replaceAll('!', ''))) return true;
  return /\.headers?\.origin$|\.headers?\(\)\.origin$/i.test(expression.name);
}

/** A function that is asked about each origin: one that lets every origin in echoes it. */
function checkedOrigins(called: Declaration, option: Expression): Origins {
  const [sent, answer] = called.parameters;
  const outer = option.conditions.length;
  const inner = ({ conditions }: Call): readonly string[] => conditions.slice(0, Math.max(0, conditions.length - outer));
  const list = allowList(called, sent?.name);
  if (answer) {
    const answers = [...called.calls()].filter((call) => call.method === answer.name && !call.receiver);
    const [open] = answers.filter((call) => !inDevelopment(call) && allows(call, sent?.name) && inner(call).length === 0);
    const refuses = answers.some((call) => !allows(call, sent?.name)) || throws(called);
    if (open && !refuses && !list) return echoed(place(called, open));
    if (answers.length) return listed(list ?? unknown(option));
  }
  const returned = returnsOf(called);
  const everything =
    returned.length > 0 &&
    returned.every(
      (result) => result === sent?.name || result === 'true' || isEchoText(result) || result.startsWith(`${sent?.name ?? ''} || `),
    );
  if (everything && !list && !throws(called) && (returned.every(isEchoText) || !comparesIn(called, sent?.name)))
    return echoed(place(called));
  return listed(list ?? unknown(option));
}

/** `callback(null, true)` and the like. */
function allows(call: Call, sent: string | undefined): boolean {
  const [error, allowed] = call.args;
  if (!error || !allowed || error.value.kind !== 'nothing') return false;
  const { value } = allowed;
  if (value.kind === 'flag') return value.on;
  return (value.kind === 'text' && value.text === '*') || (sent !== undefined && allowed.text === sent);
}

/** A short function is what is wrong as a whole; in a long one it is the answer. */
const place = (called: Declaration, answer?: Call): At => {
  const short = called.span.end - called.span.start < 80;
  return at(short || !answer ? called : answer);
};

const bodyOf = (called: Declaration): string => called.text;
const throws = (called: Declaration): boolean => /\bthrow\b/.test(bodyOf(called));
const isEchoText = (result: string): boolean => SENT.test(result.replace(/\s+/g, '').replaceAll('?.', '.'));

/** What a function gives back, as text: the expression after `=>`, or after each `return`. */
function returnsOf(called: Declaration): readonly string[] {
  const body = bodyOf(called).trim();
  if (!body.startsWith('{')) return [body.replace(/^\((.*)\)$/s, '$1').trim()];
  return [...body.matchAll(/\breturn\b[ \t]*([^;\n}]{0,200})/g)].map(([, result = '']) => result.trim()).filter((result) => result !== '');
}

/** Whether the origin is compared with something: `origin === x`, `origin.endsWith(x)`, `isAllowed(origin)`. */
function comparesIn(called: Declaration, sent: string | undefined): boolean {
  if (sent === undefined) return true;
  if (new RegExp(`\\b${escape(sent)}\\b\\s*[!=]==?|[!=]==?\\s*${escape(sent)}\\b`).test(bodyOf(called))) return true;
  for (const call of called.calls()) {
    if (isLog(call)) continue;
    if (call.receiver?.text === sent || call.args.some(({ text: argument }) => argument === sent)) return true;
  }
  return false;
}

const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isLog = ({ name }: Call): boolean => /^console\.|(?:^|\.)(?:log|logger)(?:\(\))?\./i.test(name);

/** The list that a function looks an origin up in; unknown where that is not written here. */
function allowList(called: Declaration, sent: string | undefined): Value | undefined {
  for (const call of called.calls('*.includes', '*.indexOf', '*.has', '*.some', '*.find', '*.test', '*.every')) {
    const { receiver } = call;
    if (!receiver) continue;
    if (/^(?:includes|indexOf|has)$/.test(call.method) && call.arg(0)?.text !== sent) continue;
    const { resolved } = receiver;
    const list = resolved.call?.name === 'Set' ? resolved.call.arg(0)?.resolved : resolved;
    const value = list?.value;
    return /^(?:includes|indexOf|has)$/.test(call.method) && value?.kind === 'list' ? value : unknown(call);
  }
  return undefined;
}

/** Whether the code around a header that repeats the sent origin has looked at that origin first. */
export function isChecked(call: Call, origin: Expression): boolean {
  if (call.conditions.some((condition) => looksAt(condition, origin))) return true;
  for (let scope: Declaration | undefined = call.scope; scope?.kind === 'function'; scope = scope.enclosing) {
    const local = origin.shape.is === 'name' ? origin.text : undefined;
    if (
      local !== undefined &&
      new RegExp(`\\b${escape(local)}\\b\\s*[!=]==?\\s*(?!undefined|null|['"\`]['"\`])|[!=]==?\\s*${escape(local)}\\b`).test(scope.text)
    )
      return true;
    for (const other of scope.calls()) {
      if (other.span.start === call.span.start || isLog(other) || isHeader(other)) continue;
      if (other.args.some((argument) => isSentOrigin(argument) || (local !== undefined && argument.text === local))) return true;
      if (local !== undefined && other.receiver?.text === local && !/^(?:trim|toString|toLowerCase)$/.test(other.method)) return true;
    }
  }
  return false;
}

const isHeader = ({ method }: Call): boolean => /^(?:header|headers|set|setHeader|append|appendHeader|writeHead)$/.test(method);

/** Whether a condition asks more of the origin than whether there is one. */
function looksAt(condition: string, origin: Expression): boolean {
  const mentions = /origin/i.test(condition) || (origin.shape.is === 'name' && condition.includes(origin.text));
  if (!mentions) return false;
  return condition
    .slice(0, 400)
    .replace(/[\s()!]+/g, ' ')
    .split(/&&|\|\|/)
    .some((part) => /origin/i.test(part) && !ONLY_THERE.test(part.trim()));
}

/** `req.headers.origin`, `typeof origin === 'string'`, `origin != null`: whether there is one, and no more. */
const ONLY_THERE =
  /^(?:typeof )?[\w$.?]{1,80}(?:\[['"`]\w{1,20}['"`]\]| ['"`]origin['"`])?(?: ?={2,3} ?(?:undefined|null|['"`](?:string|undefined)?['"`])| ?= ?(?:undefined|null|['"`](?:string|undefined)?['"`]))?$/i;

/** A credentials option, or the header's `'true'`. */
export function credentialsOf(value: Value | undefined): Value | undefined {
  if (value?.kind === 'text' && /^(?:true|false)$/i.test(value.text)) return flag(value, value.text.toLowerCase() === 'true');
  return value;
}
