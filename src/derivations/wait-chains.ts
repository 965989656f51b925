import { GracePeriod, ProxyPass, ServerSetting, WaitChain } from '../facts/budgets.js';
import { ComposeService } from '../facts/compose.js';
import { Image } from '../facts/containers.js';
import { Container, Workload } from '../facts/kubernetes.js';
import { type Runner, runnersOf } from '../facts/runners.js';
import type { Derivation } from '../model/derivation.js';
import type { Fact, FactDraft, FactKind } from '../model/fact.js';

type Setting = Fact<NonNullable<(typeof ServerSetting)['of']>>;

/** https://docs.docker.com/reference/compose-file/services/#stop_grace_period, https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination */
const GRACE = { service: 10, container: 30 } as const;
const KEY = { service: 'stop_grace_period', container: 'terminationGracePeriodSeconds' } as const;

/** Waits that stand in each other: a proxy's around its server's, the platform's around a server's that drains. */
export const waitChains: Derivation = {
  gives: WaitChain,
  from: [ServerSetting, GracePeriod, ProxyPass, ComposeService, Container, Workload, Image],

  *derive({ facts, roleOf }): Iterable<FactDraft> {
    const everywhere = <T>(kind: FactKind<T>): readonly Fact<T>[] => facts(kind).filter(({ uri }) => roleOf(uri) === 'production');
    const settings = everywhere(ServerSetting).filter(({ what }) => what === 'drain' || what === 'request timeout');
    const running = settings.map((setting) => ({ setting, runners: runnersOf(setting, everywhere) }));
    for (const pass of everywhere(ProxyPass)) {
      const services = everywhere(ComposeService).filter(({ name }) => name === pass.host);
      const [inner] = running.filter(
        ({ setting, runners }) =>
          setting.what === 'request timeout' &&
          runners.some(({ is, fact }) => is === 'service' && services.some((service) => same(service, fact))),
      );
      if (services.length !== 1 || !inner) continue;
      yield WaitChain(pass, {
        wait: 'proxy',
        who: pass.by,
        written: pass.written,
        byDefault: pass.amountAt === undefined,
        seconds: pass.seconds,
        amountAt: pass.amountAt,
        inner: innerOf(inner.setting),
        room: undefined,
        key: undefined,
      });
    }
    const periods = everywhere(GracePeriod);
    const workloads = everywhere(Workload);
    for (const { setting, runners } of running) {
      if (setting.what !== 'drain') continue;
      for (const runner of runners) {
        const period = periods.find(({ uri, owner }) => uri === runner.fact.uri && isOf(owner, runner));
        const room =
          runner.is === 'service'
            ? runner.fact.map
            : workloads.find(({ uri, object }) => uri === runner.fact.uri && object.start === runner.fact.workload.start)?.specMap;
        const key = KEY[runner.is];
        // It is written as something that cannot be read, or may be.
        if (!period && (!room || room.entries.some((entry) => entry.key === key))) continue;
        const { fact, is, who } = runner;
        yield WaitChain(period ?? { span: fact.span, uri: fact.uri }, {
          wait: 'grace',
          who,
          written: `${key}: ${period?.written ?? `${String(GRACE[is])}${is === 'service' ? 's' : ''}`}`,
          byDefault: !period,
          seconds: period?.seconds ?? GRACE[is],
          amountAt: period?.span,
          inner: innerOf(setting),
          room,
          key,
        });
      }
    }
  },
};

const innerOf = ({ span, uri, server, written, amount }: Setting): NonNullable<(typeof WaitChain)['of']>['inner'] => ({
  at: { span, uri },
  server,
  written,
  seconds: amount,
});

interface Placed {
  readonly uri: string;
  readonly span: { readonly start: number };
}
const same = (one: Placed, other: Placed): boolean => one.uri === other.uri && one.span.start === other.span.start;

const isOf = (owner: NonNullable<(typeof GracePeriod)['of']>['owner'], { is, fact }: Runner): boolean =>
  (owner.is === 'service' && is === 'service' && owner.name === fact.name) ||
  (owner.is === 'container' && is === 'container' && owner.at.start === fact.span.start);
