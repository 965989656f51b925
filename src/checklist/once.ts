import type { Fact, FactKind } from '../model/fact.js';
import type { Surroundings } from './surroundings.js';

/** Something that was looked at for answers: it is asked for again to see whether they hold. */
interface Look {
  readonly seen: unknown;
  again(): unknown;
  /** When it was last found to be the same. */
  moment: number;
}

interface Answer {
  readonly value: unknown;
  readonly looks: ReadonlyMap<string, Look>;
  /** When it was last found to hold. */
  moment: number;
}

/** A question is known by its words, or by the object that it is about. */
type Question = string | object;

/** Answers about surroundings, kept as long as these: every item of the checklist asks the same few questions. */
const answers = new WeakMap<Surroundings, Map<Question, Answer>>();
/** The moment of surroundings that change. */
const moments = new WeakMap<Surroundings, () => number>();
/** What the answers that are being found have looked at so far, the innermost last. */
const looking: Map<string, Look>[] = [];

/**
 * Surroundings that change: what was answered about them holds as long as all that was looked at for the answer stays the same
 * object. `now` gives them as they are; `moment` moves whenever they may have changed.
 */
export function changing(now: Surroundings, moment: () => number): Surroundings {
  const looks = new Map<string, Look>();
  const look = <T>(what: string, again: () => T): T => {
    let known = looks.get(what);
    if (!known || !isSame(known, moment())) looks.set(what, (known = { seen: again(), again, moment: moment() }));
    looking.at(-1)?.set(what, known);
    return known.seen as T;
  };
  const around: Surroundings = {
    get documents() {
      return look('documents', () => now.documents);
    },
    get skipped() {
      return look('skipped', () => now.skipped);
    },
    built: now.built,
    facts: <T>(kind: FactKind<T>): readonly Fact<T>[] => look(`facts ${kind.id}`, () => now.facts(kind)),
  };
  moments.set(around, moment);
  return around;
}

/** Answers a question about surroundings once; about those that change, until something changes that was looked at for it. */
export function once<T>(around: Surroundings, question: Question, answer: () => T): T {
  let known = answers.get(around);
  if (!known) answers.set(around, (known = new Map<Question, Answer>()));
  const moment = moments.get(around)?.() ?? 0;
  let found = known.get(question);
  if (!found || !holds(found, moment)) known.set(question, (found = { ...find(answer), moment }));
  const outer = looking.at(-1);
  if (outer) for (const [what, look] of found.looks) outer.set(what, look);
  return found.value as T;
}

function find(answer: () => unknown): Pick<Answer, 'value' | 'looks'> {
  const looks = new Map<string, Look>();
  looking.push(looks);
  try {
    return { value: answer(), looks };
  } finally {
    looking.pop();
  }
}

function holds(answer: Answer, moment: number): boolean {
  if (answer.moment === moment) return true;
  for (const look of answer.looks.values()) if (!isSame(look, moment)) return false;
  answer.moment = moment;
  return true;
}

function isSame(look: Look, moment: number): boolean {
  if (look.moment === moment) return true;
  if (look.again() !== look.seen) return false;
  look.moment = moment;
  return true;
}
