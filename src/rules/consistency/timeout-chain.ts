import { insertKey } from '../../edits/yaml.js';
import { WaitChain } from '../../facts/budgets.js';
import { rule, suggestion } from '../../model/rule.js';

const compose = (grace: string): string =>
  `services:\n  api:\n    image: registry.example.com/api:1.4.2\n    command: uvicorn main:app --host 0.0.0.0 --timeout-graceful-shutdown 45\n${grace}    restart: unless-stopped\n`;

export const timeoutChain = rule({
  id: 'consistency/timeout-chain',
  shape: 'present',
  severity: 'warning',
  title: 'An outer timeout is shorter than the inner one',
  message: {
    proxy:
      "{who} gives up after {outer} s, {server} works on for {inner} s ('{written}'): nobody gets the answer. Let the outer wait be the longer one.",
    proxyDefault:
      "{who} gives up after {outer} s, its default, while {server} works on for {inner} s ('{written}'): nobody gets the answer. Set 'proxy_read_timeout'.",
    grace:
      "{who} is killed {outer} s after it is told to stop, and {server} drains for {inner} s ('{written}'): requests are cut off. Give it more time.",
    graceDefault:
      "{who} is killed {outer} s after it is told to stop, the default, and {server} drains for {inner} s ('{written}'): requests are cut off. Set '{key}'.",
  },
  holds: 'Each outer wait is longer than the one within it',
  why: `The outer side gives up first: the caller sees an error while the work goes on, is paid for and is done a second time. At a stop, requests that the server would still have answered are cut off.`,
  references: [
    'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout',
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  ],
  about: WaitChain,

  *check(chain, { document, problem, evidence }) {
    const { wait, who, seconds, inner, byDefault, amountAt, room, key, written } = chain;
    if (seconds >= inner.seconds) {
      yield evidence(chain, `${written} around ${inner.written}`);
      return;
    }
    const enough = inner.seconds + 10;
    const words = { who, outer: seconds, server: inner.server, inner: inner.seconds, written: inner.written };
    const related = [{ at: inner.at, note: `${inner.server} takes ${String(inner.seconds)} s here` }];
    const subject = `${wait} ${who}`;
    if (wait === 'proxy') {
      const fixes = suggestion(`Wait ${String(enough)} s`, amountAt ? [{ span: amountAt, text: `${String(enough)}s` }] : undefined);
      if (byDefault) yield problem({ at: chain, say: 'proxyDefault', words, subject, related, severity: 'info' });
      else yield problem({ at: chain, say: 'proxy', words, subject, related, fixes });
      return;
    }
    const value = key === 'stop_grace_period' ? `${String(enough)}s` : enough;
    if (!byDefault) {
      const fixes = suggestion(`Wait ${String(enough)} s`, amountAt ? [{ span: amountAt, text: String(value) }] : undefined);
      yield problem({ at: chain, say: 'grace', words, subject, related, fixes });
      return;
    }
    const fixes = suggestion(`Set '${key ?? ''}' to ${String(value)}`, room && key ? insertKey(document, room, key, value) : undefined);
    yield problem({ at: chain, say: 'graceDefault', words: { ...words, key: key ?? '' }, subject, related, fixes });
  },

  examples: [{ file: 'compose.yaml', bad: compose(''), good: compose('    stop_grace_period: 60s\n') }],
});
