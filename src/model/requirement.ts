import type { Span } from './span.js';

/** How a value that has a default is made one that has to be given. */
export type Requirement =
  /** The span is left out: a default among arguments, `:secret` of `${jwt.secret:secret}`. */
  | { readonly by: 'leaving out'; readonly span: Span }
  /** A shell's `:-secret` becomes `:?…`. */
  | { readonly by: 'refusing'; readonly span: Span; readonly variable: string }
  /** The whole read is replaced by one that fails: `os.environ["JWT_SECRET"]`. */
  | { readonly by: 'reading'; readonly span: Span; readonly variable: string }
  /** The fallback goes, and a check stands before the statement: JavaScript's `process.env` never fails. */
  | { readonly by: 'checking'; readonly span: Span; readonly statement: number; readonly variable: string };
