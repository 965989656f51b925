import * as z from 'zod';
import { type Baseline, EMPTY_BASELINE } from '../model/signoff.js';
import { byCodePoint } from './canonical.js';

const BaselineFile = z.object({
  version: z.literal(1),
  findings: z.array(z.object({ fingerprint: z.string().min(1) })),
});

/** What `.preflight/baseline.json` tells of a finding; only the fingerprint counts, the rest is for people. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
}

/** Reads a baseline; one that is broken hides nothing. */
export function readBaseline(text: string): { readonly baseline: Baseline; readonly problem: string | undefined } {
  if (text.trim() === '') return { baseline: EMPTY_BASELINE, problem: undefined };
  try {
    const parsed = BaselineFile.safeParse(JSON.parse(text));
    if (parsed.success)
      return { baseline: { fingerprints: new Set(parsed.data.findings.map(({ fingerprint }) => fingerprint)) }, problem: undefined };
  } catch {
    // Not JSON: the same as any other content.
  }
  return { baseline: EMPTY_BASELINE, problem: "This is no baseline. Run 'preflight baseline' to write it anew." };
}

/** A finding a line, in the order of paths, so that two people's baselines merge. */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ path, rule, fingerprint }) => JSON.stringify({ path, rule, fingerprint })).sort(byCodePoint);
  return `{\n  "version": 1,\n  "findings": [${lines.length ? `\n    ${[...new Set(lines)].join(',\n    ')}\n  ` : ''}]\n}\n`;
}
