import ignore, { type Ignore } from 'ignore';

/** One file of ignore rules, in force below the folder that it stands in. */
export class IgnoreRules {
  readonly #rules: Ignore;
  /** Length of the folder's path with its last `/`: what comes behind it in a path is what the patterns speak of. */
  readonly #above: number;

  constructor(folder: string, text: string, ignoreCase: boolean) {
    this.#rules = ignore({ ignorecase: ignoreCase, allowRelativePaths: true }).add(text);
    this.#above = folder === '' ? 0 : folder.length + 1;
  }

  /** What the rules say of a path; a folder's ends in `/`. */
  test(path: string): 'ignored' | 'kept' | undefined {
    const { ignored, unignored } = this.#rules.test(path.slice(this.#above));
    return ignored ? 'ignored' : unignored ? 'kept' : undefined;
  }

  /** A folder that these rules ignore is entered all the same, because a nearer file of rules, or a person, says so. */
  keep(folder: string): void {
    const escaped = folder.slice(this.#above).replace(/[\\*?[\]!# ]/g, '\\$&');
    this.#rules.add(`!/${escaped}`);
  }
}

/** Whether rules, the nearest first, ignore a path. The nearest file that says anything decides. */
export function isIgnored(rules: readonly IgnoreRules[], path: string): boolean {
  for (const file of rules) {
    const said = file.test(path);
    if (said) return said === 'ignored';
  }
  return false;
}
