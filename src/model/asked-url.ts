import type { Span } from './span.js';

/** What a health check asks of its own container. */
export interface AskedUrl {
  readonly path: string;
  /** The path alone; empty where the URL ends at its host. */
  readonly at: Span;
  readonly port: number | undefined;
  /** The digits of the port. */
  readonly portAt: Span | undefined;
}

const URL =
  /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|\$\{?HOSTNAME\}?)(?::(\d{1,5}|\$\$?\{?\w{1,60}(?::-\d{1,5})?\}?))?(\/[^\s"'`|;&)<>\\,\]]{0,300})?/;

/** The first URL of this machine in the text of a check: `curl -f http://localhost:8000/health`. */
export function askedUrl(text: string, { start, end }: Span): AskedUrl | undefined {
  const source = text.slice(start, Math.min(end, start + 4_000));
  const found = URL.exec(source);
  if (!found) return undefined;
  const [whole, port, path = ''] = found;
  const last = start + found.index + whole.length;
  const plain = path.replace(/[?#].*/, '');
  const number = port === undefined ? undefined : Number(/\d{1,5}(?=\}?$)/.exec(port)?.[0]);
  const digits = port !== undefined && /^\d+$/.test(port);
  const portEnd = last - path.length;
  return {
    path: plain === '' ? '/' : plain,
    at: { start: last - path.length, end: last - path.length + plain.length },
    port: number === undefined || Number.isNaN(number) || path.includes('$') ? undefined : number,
    portAt: digits ? { start: portEnd - port.length, end: portEnd } : undefined,
  };
}
