/** A team's own checklist, as reports speak of it. */
export interface ImportedSummary {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly counts: {
    readonly sections: number;
    readonly items: number;
    readonly checked: number;
    readonly unchecked: number;
    readonly done: number;
    readonly failed: number;
    readonly warning: number;
    readonly repaired: number;
  };
  readonly items: readonly {
    /** Counts from 1. */
    readonly line: number;
    readonly section: string;
    readonly text: string;
    readonly checked: boolean;
    /** The item of the checklist that a person linked it to; null when it is none of them. */
    readonly linked: string | null | undefined;
    readonly claim: 'contradicted' | 'outdated' | undefined;
  }[];
}
