import type { Span } from './span.js';

/** The port that a server is told to listen on. */
export interface ListeningPort {
  readonly port: number;
  /** The digits, or the server's name where it is its default. */
  readonly at: Span;
  readonly server: string;
}

/** Between words of a command, in shell form and in the form of a list. */
const GAP = String.raw`(?:[\s=]|["'],?\s{0,4}["'])`;
const REST = String.raw`[^\n;&|]{0,400}?`;
const ADDRESS = String.raw`(?:\[[\w:]{1,40}\]|[\w.*-]{0,60})`;

interface Server {
  readonly server: string;
  readonly starts: RegExp;
  /** The option's value, digits last. */
  readonly told: RegExp;
  /** Where it listens when nobody tells. */
  readonly otherwise?: number;
}

const port = (options: string): RegExp => new RegExp(`${GAP}(?:${options})${GAP}?(?:tcp://)?(?:${ADDRESS}:)?(\\d{2,5})(?!\\d|[.\\w])`);

// https://www.uvicorn.org/settings/, https://docs.gunicorn.org/en/stable/settings.html#bind, https://nextjs.org/docs/app/api-reference/cli/next
const SERVERS: readonly Server[] = [
  { server: 'gunicorn', starts: /\bgunicorn(?=[\s"'])/, told: port('-b|--bind') },
  { server: 'hypercorn', starts: /\bhypercorn(?=[\s"'])/, told: port('-b|--bind'), otherwise: 8000 },
  { server: 'uvicorn', starts: /\buvicorn(?=[\s"'])/, told: port('--port'), otherwise: 8000 },
  { server: 'granian', starts: /\bgranian(?=[\s"'])/, told: port('--port|-p') },
  { server: 'daphne', starts: /\bdaphne(?=[\s"'])/, told: port('--port|-p'), otherwise: 8000 },
  { server: 'fastapi', starts: new RegExp(`\\bfastapi${GAP}run\\b`), told: port('--port'), otherwise: 8000 },
  { server: 'flask', starts: new RegExp(`\\bflask\\b${REST}${GAP}run\\b`), told: port('--port|-p') },
  { server: 'runserver', starts: /\brunserver\b/, told: new RegExp(`${GAP}(?:${ADDRESS}:)(\\d{2,5})(?!\\d)`) },
  { server: 'next start', starts: new RegExp(`\\bnext${GAP}start\\b`), told: port('--port|-p') },
  { server: 'http-server', starts: /\bhttp-server(?=[\s"'])/, told: port('--port|-p') },
  { server: 'serve', starts: new RegExp(`(?:\\bnpx${GAP}|["'\\s]|^)serve(?=[\\s"'])`), told: port('--listen|-l|--port|-p') },
];

/** The port of the one server that a command starts; undefined where there are several, or where it takes the port from elsewhere. */
export function listeningPort(text: string, { start, end }: Span): ListeningPort | undefined {
  const source = text.slice(start, Math.min(end, start + 4_000));
  const found = SERVERS.flatMap(({ server, starts, told, otherwise }) => {
    const begun = starts.exec(source);
    return begun ? [{ server, told, otherwise, at: begun.index, name: begun[0].length }] : [];
  });
  const [first] = found;
  // gunicorn is told to run uvicorn's workers, and binds by itself.
  const one = found.find(({ server }) => server === 'gunicorn') ?? (found.length === 1 ? first : undefined);
  if (!one) return undefined;
  const rest = source.slice(one.at + one.name);
  const given = one.told.exec(rest);
  const digits = given?.[1];
  if (given && digits !== undefined) {
    const last = start + one.at + one.name + given.index + given[0].length;
    return { port: Number(digits), at: { start: last - digits.length, end: last }, server: one.server };
  }
  // A variable, a file of settings or a socket says.
  if (one.otherwise === undefined || /\$|--(?:config|uds|fd|port|bind)|(?:^|[\s"'])-[bcp](?=[\s"'])|unix:/.test(rest)) return undefined;
  return { port: one.otherwise, at: { start: start + one.at, end: start + one.at + one.name }, server: one.server };
}
