import type { Condition } from '../model/checklist.js';
import { fact } from '../model/fact.js';

/** Something about a product that makes items of the checklist concern it: its users sign in, jobs run in the background. Stands at the words that show it. */
export const Trait = fact<{
  readonly condition: Condition;
  /** What stands there, to follow `because`: `a login form`, `logs written to a file`. */
  readonly words: string;
}>('project/trait');
