/** UTF-16 offsets into a document's text, half open. Lines and columns exist only at the edges (reports, editor). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of a named document. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** A span of the subject's own document, unless `uri` names another. */
export interface At {
  readonly span: Span;
  readonly uri?: string;
}

/** The empty span before `offset`: where something is inserted. */
export const before = (offset: number): Span => ({ start: offset, end: offset });

export const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether two spans share a character; an empty span shares one with what it stands in. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const slice = (text: string, span: Span): string => text.slice(span.start, span.end);
