import { MemorySetting } from '../../facts/budgets.js';
import { ComposeService } from '../../facts/compose.js';
import { Image } from '../../facts/containers.js';
import { Container } from '../../facts/kubernetes.js';
import { binarySize, quantity, shownSize } from '../../model/memory-size.js';
import { code, rule, suggestion } from '../../model/rule.js';
import { type Runner, runnersOf } from '../../facts/runners.js';

const compose = (heap: string): string =>
  code`
  services:
    search:
      image: registry.example.com/search:2.4
      restart: unless-stopped
      environment:
        JAVA_OPTS: HEAP
      mem_limit: 1g
      cpus: 1
      security_opt: ["no-new-privileges:true"]
`.replace('HEAP', heap);

export const memoryBudget = rule({
  id: 'consistency/memory-budget',
  shape: 'present',
  severity: 'warning',
  title: 'A process may take more memory than its container has',
  message:
    "{who} has {limit} of memory, but '{written}' lets {what} grow to {size}: the kernel kills it before that is full. Leave room for the rest.",
  holds: "Heaps and caches fit into their container's memory",
  why: `The limit counts everything that the process takes, and the setting only a part of it. Under load the container is killed without a trace in its own log, and starts again with empty caches.`,
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run'],
  about: MemorySetting,
  reads: [ComposeService, Container, Image],

  *check(setting, { everywhere, problem, evidence, unknown }) {
    const { what, bytes, written, amountAt, share, form } = setting;
    const limits = runnersOf(setting, everywhere).flatMap((runner) => limitOf(runner) ?? []);
    const [tightest] = limits.toSorted((a, b) => a.limit - b.limit);
    if (!tightest) {
      yield unknown(setting);
      return;
    }
    const { who, limit, at } = tightest;
    if (bytes < limit) {
      yield evidence(setting, `${written} of ${shownSize(limit)}`);
      return;
    }
    const megabytes = String(Math.max(1, Math.floor((limit * share) / 2 ** 20)));
    yield problem({
      at: setting,
      words: { who, limit: shownSize(limit), written, what, size: shownSize(bytes) },
      subject: `${who} ${what}`,
      related: [{ at, note: `${who} has ${shownSize(limit)} here` }],
      fixes: () =>
        suggestion(`Lower it to ${megabytes} MiB of the ${shownSize(limit)}`, [{ span: amountAt, text: form.replace('{}', megabytes) }]),
    });
  },

  examples: [{ file: 'compose.yaml', bad: compose('-Xmx2g'), good: compose('-Xmx700m') }],
});

function limitOf({
  is,
  fact,
  who,
}: Runner):
  | { readonly who: string; readonly limit: number; readonly at: { readonly span: Runner['fact']['span']; readonly uri: string } }
  | undefined {
  const { memoryLimit } = fact;
  const written = memoryLimit?.kind === 'text' ? memoryLimit.text : memoryLimit?.kind === 'number' ? String(memoryLimit.number) : undefined;
  const limit = written === undefined ? undefined : is === 'service' ? binarySize(written) : quantity(written);
  return limit === undefined || limit === 0 || !memoryLimit
    ? undefined
    : { who, limit, at: { span: memoryLimit.span, uri: memoryLimit.uri ?? fact.uri } };
}
