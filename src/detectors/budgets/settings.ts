import { MemorySetting, ServerSetting, type SettingOwner } from '../../facts/budgets.js';
import type { FactDraft } from '../../model/fact.js';
import { binarySize } from '../../model/memory-size.js';
import type { Span } from '../../model/span.js';

interface MemoryForm {
  readonly what: string;
  /** Groups: the number with its unit. */
  readonly pattern: RegExp;
  /** The unit where none is written. */
  readonly unit: string;
  readonly share: number;
  readonly form: string;
}

// What may stand between an option and its value: in a shell, in JSON, in a list of YAML.
const MEMORY: readonly MemoryForm[] = [
  // https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
  { what: "the JVM's heap", pattern: /(?<![\w-])-Xmx(\d{1,12}[kmgt]?)\b/gi, unit: '', share: 0.75, form: '{}m' },
  // https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
  {
    what: "Node.js's heap",
    pattern: /(?<![\w-])--max[-_]old[-_]space[-_]size[\s"',=]{1,6}(\d{1,7})\b/g,
    unit: 'm',
    share: 0.75,
    form: '{}',
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config/
  {
    what: "Redis's data",
    pattern: /(?<![\w-])--maxmemory[\s"',=-]{1,20}(\d{1,14}(?:[kmg]b?)?)\b/gi,
    unit: '',
    share: 0.75,
    form: '{}mb',
  },
  // https://www.postgresql.org/docs/current/runtime-config-resource.html
  {
    what: "Postgres's shared buffers",
    pattern: /\bshared_buffers\s{0,3}=\s{0,3}(\d{1,12}(?:kB|MB|GB|TB))\b/g,
    unit: '',
    share: 0.25,
    form: '{}MB',
  },
  // https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_buffer_pool_size
  {
    what: "InnoDB's buffer pool",
    pattern: /\binnodb[-_]buffer[-_]pool[-_]size\s{0,3}=\s{0,3}(\d{1,14}[kmg]?)\b/gi,
    unit: '',
    share: 0.5,
    form: '{}M',
  },
  // https://docs.memcached.org/serverguide/configuring/
  {
    what: "Memcached's items",
    pattern: /\bmemcached\b[^&|;]{0,120}?\s["']?-m[\s"',]{0,20}(\d{1,7})\b/g,
    unit: 'm',
    share: 0.75,
    form: '{}',
  },
];

interface ServerForm {
  readonly server: string;
  /** The text that has to be there, for an option to be this server's. */
  readonly program: RegExp;
  readonly what: 'workers' | 'request timeout' | 'drain';
  readonly pattern: RegExp;
}

const SEPARATED = String.raw`[\s"',=]{1,20}(?:-\s{1,4}["']?)?`;
const option = (names: string): RegExp => new RegExp(String.raw`(?<![\w-])(?:${names})${SEPARATED}(\d{1,6})\b(?!\.)`, 'g');
const GUNICORN = /\bgunicorn\b/;
const CONCURRENT = /--threads\b|--worker-class\b|(?<![\w-])-[kc]\b|--config\b/;
const UVICORN = /\b(?:uvicorn|fastapi)\b/;

// https://docs.gunicorn.org/en/stable/settings.html, https://www.uvicorn.org/settings/
const SERVERS: readonly ServerForm[] = [
  { server: 'gunicorn', program: GUNICORN, what: 'request timeout', pattern: option('--timeout|-t') },
  { server: 'gunicorn', program: GUNICORN, what: 'drain', pattern: option('--graceful-timeout') },
  { server: 'gunicorn', program: GUNICORN, what: 'workers', pattern: option('--workers|-w') },
  { server: 'uvicorn', program: UVICORN, what: 'drain', pattern: option('--timeout-graceful-shutdown') },
  { server: 'uvicorn', program: UVICORN, what: 'workers', pattern: option('--workers') },
];

/** What a command, or a variable's value, says of memory, workers and time. */
export function* settingsIn(text: string, { start, end }: Span, owner: SettingOwner, variable: string | undefined): Iterable<FactDraft> {
  const source = text.slice(start, Math.min(end, start + 10_000));
  for (const { pattern, unit, what, share, form } of MEMORY)
    for (const match of source.matchAll(pattern)) {
      const [written, amount = ''] = match;
      const bytes = binarySize(/\d$/.test(amount) ? `${amount}${unit}` : amount);
      if (bytes === undefined || bytes === 0) continue;
      const { span, amountAt } = placesOf(match, amount, start);
      yield MemorySetting({ span }, { owner, variable, written: plain(written), amountAt, what, bytes, share, form });
    }
  for (const { server, program, what, pattern } of SERVERS) {
    if (!program.test(source) && !(variable === 'GUNICORN_CMD_ARGS' && server === 'gunicorn')) continue;
    // gunicorn has uvicorn's workers, and then its own options.
    if (server === 'uvicorn' && GUNICORN.test(source)) continue;
    // Workers that wait for several requests at a time are only asked whether they live: https://docs.gunicorn.org/en/stable/settings.html#timeout
    if (what === 'request timeout' && CONCURRENT.test(source)) continue;
    for (const match of source.matchAll(pattern)) {
      const [written, amount = ''] = match;
      const { span, amountAt } = placesOf(match, amount, start);
      yield ServerSetting({ span }, { owner, variable, written: plain(written), amountAt, server, what, amount: Number(amount) });
    }
  }
  if (variable === 'WEB_CONCURRENCY') {
    const match = /^["']?(\d{1,3})["']?$/.exec(source.trim());
    const at = source.search(/\d/);
    if (match?.[1] !== undefined) {
      const span = { start: start + at, end: start + at + match[1].length };
      yield ServerSetting(
        { span },
        {
          owner,
          variable,
          written: `WEB_CONCURRENCY=${match[1]}`,
          amountAt: span,
          server: 'gunicorn',
          what: 'workers',
          amount: Number(match[1]),
        },
      );
    }
  }
}

/** As somebody would type it: `"--timeout", "120"` is `--timeout 120`. */
const plain = (written: string): string => written.replace(/[\s"',]{1,20}(?:-\s{1,4}["']?)?(?=\d)/, ' ');

function placesOf(match: RegExpMatchArray, amount: string, offset: number): { readonly span: Span; readonly amountAt: Span } {
  const start = offset + (match.index ?? 0);
  const end = start + match[0].length;
  return { span: { start, end }, amountAt: { start: end - amount.length, end } };
}
