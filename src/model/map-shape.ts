import type { Span } from './span.js';

/** As much of a map of YAML as is needed to write into it; plain data, so that a fact can hold it. */
export interface MapShape {
  readonly kind: string;
  readonly span: Span;
  readonly tag?: string | undefined;
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly span: Span; readonly inherited?: boolean }[];
}
