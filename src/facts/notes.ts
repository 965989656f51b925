import { fact } from '../model/fact.js';

/** Something that a document says and that cannot be followed: it is told as information, and judged by no rule. Derived. */
export const Note = fact<{
  /** One sentence for whoever looks at the place. */
  readonly message: string;
  /** What it is about, for its fingerprint. */
  readonly subject: string;
}>('project/note', { everyRole: true });
