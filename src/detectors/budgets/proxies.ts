import { ProxyPass } from '../../facts/budgets.js';
import type { FactDraft } from '../../model/fact.js';
import type { NginxSyntax } from '../../syntax/nginx.js';
import { detector } from '../detector.js';

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout */
const DEFAULT = 60;

/** Whom nginx passes requests to, and how long it waits. */
export const nginxPasses = detector({
  framework: 'nginx',
  format: 'nginx',
  roles: ['production'],
  mentions: ['proxy_pass', 'uwsgi_pass'],

  *facts(conf): Iterable<FactDraft> {
    for (const directive of conf.directives('proxy_pass')) {
      const target = /^https?:\/\/([\w.-]{1,120})(?=[:/]|$)/.exec(directive.args[0]?.text ?? '')?.[1];
      const timeout = conf.inForce(directive, 'proxy_read_timeout');
      const [amount] = timeout?.args ?? [];
      const seconds = timeout ? secondsOf(amount?.text ?? '') : DEFAULT;
      // What another file includes may stand in a block that says more.
      if (target === undefined || seconds === undefined || (!timeout && isPart(conf))) continue;
      for (const host of hostsOf(conf, target))
        yield ProxyPass(timeout ?? directive, {
          by: 'nginx',
          host,
          seconds,
          written: timeout ? `proxy_read_timeout ${amount?.text ?? ''}` : `proxy_read_timeout ${String(DEFAULT)}s`,
          amountAt: amount?.span,
        });
    }
  },
});

const isPart = (conf: NginxSyntax): boolean =>
  ![...conf.directives('server')].length ||
  [...conf.directives('include')].some(({ args }) => !/mime\.types$|modules/.test(args[0]?.text ?? ''));

/** The host itself, or those of the upstream that has its name. */
function hostsOf(conf: NginxSyntax, target: string): readonly string[] {
  for (const { args, block } of conf.directives('upstream'))
    if (args[0]?.text === target)
      return (block ?? []).flatMap((inner) => (inner.name === 'server' ? (inner.args[0]?.text.split(':', 1) ?? []) : []));
  return [target];
}

function secondsOf(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})(ms|s|m|h)?$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit === 'ms' ? 0.001 : unit === 'm' ? 60 : unit === 'h' ? 3600 : 1);
}
