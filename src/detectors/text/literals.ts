import { ExpressionSource } from './expression-source.js';
/** Texts that have to stand somewhere for an expression to match. */
export interface Literals {
  /** One of them stands in every match. */
  readonly texts: readonly string[];
  /** Every match begins with one of them, so that the expression needs to be tried at these places only. */
  readonly leading: boolean;
}

/** More texts than this say too little, each for itself, to be worth looking for. */
const MOST = 240;
/** A class of more characters than this is no choice between a few spellings. */
const SPELLINGS = 6;

/** What is known of the matches of a part of an expression. */
interface Matches {
  /** All of them. */
  readonly all?: readonly string[];
  /** What each begins with. */
  readonly heads?: readonly string[];
  /** Of these, each holds one. */
  readonly some?: readonly string[];
}

const ANYTHING: Matches = {};
const NOTHING: Matches = { all: [''] };

/** The texts that an expression cannot match without; undefined where there are none that say anything. */
export function literalsOf(pattern: RegExp): Literals | undefined {
  const reader = new Reader(pattern.source);
  const found = reader.alternatives();
  if (!reader.atEnd) return undefined;
  const heads = telling(found.all ? shortestHeads(found.all) : found.heads);
  const texts = heads ?? telling(found.some);
  // Only letters of ASCII are compared without regard to case.
  if (!texts || (pattern.ignoreCase && texts.some((text) => /[^\0-\x7f]/.test(text)))) return undefined;
  return { texts: [...new Set(pattern.ignoreCase ? texts.map((text) => text.toLowerCase()) : texts)], leading: texts === heads };
}

const telling = (texts: readonly string[] | undefined): readonly string[] | undefined =>
  texts && texts.length <= MOST && texts.every((text) => text.length > 1) ? texts : undefined;

const shortest = (texts: readonly string[] | undefined): number =>
  telling(texts) ? Math.min(...(texts ?? []).map(({ length }) => length)) : 0;
const better = (a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined =>
  shortest(b) > shortest(a) ? b : a;

/** Reads the source of an expression that the language has accepted, and knows less rather than something wrong. */
class Reader extends ExpressionSource {
  alternatives(): Matches {
    const branches = [this.#sequence()];
    while (this.take('|')) branches.push(this.#sequence());
    const [only] = branches;
    if (only && branches.length === 1) return only;
    return {
      ...optional('all', union(branches.map(({ all }) => all))),
      ...optional(
        'heads',
        union(
          branches.map(({ all, heads }) => all ?? heads),
          shortestHeads,
        ),
      ),
      ...optional('some', union(branches.map(({ all, some }) => better(some, all)))),
    };
  }

  #sequence(): Matches {
    let run: readonly string[] = [''];
    /** What follows on each of the run, put behind it when something else comes. */
    let plain = '';
    const settle = (): void => {
      if (plain !== '') run = run.map((head) => head + plain);
      plain = '';
    };
    let heads: readonly string[] | undefined;
    let some: readonly string[] | undefined;
    const state = { broken: false };
    const end = (): void => {
      settle();
      if (!state.broken) heads = shortestHeads(run);
      some = better(some, run);
      state.broken = true;
    };
    while (!this.atEnd && this.peek !== '|' && this.peek !== ')') {
      const part = this.#repeated(this.#part());
      if (part.all?.length === 1) {
        plain += part.all[0] ?? '';
        continue;
      }
      settle();
      const joined = part.all && crossed(run, part.all);
      if (joined) {
        run = joined;
        continue;
      }
      if (!state.broken && part.heads) run = crossed(run, part.heads) ?? run;
      end();
      some = better(some, part.some);
      run = part.all ?? [''];
    }
    settle();
    if (!state.broken) return { all: run };
    some = better(some, run);
    return { ...optional('heads', heads), ...optional('some', some) };
  }

  #part(): Matches {
    const character = this.next();
    switch (character) {
      case '^':
      case '$':
        return NOTHING;
      case '.':
        return ANYTHING;
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '\\':
        return this.#escape(false);
      default:
        return { all: [character] };
    }
  }

  #group(): Matches {
    const opening = /(?:\?(?:[:=!]|<[=!]|<\w+>))?/y;
    opening.lastIndex = this.at;
    const kind = opening.exec(this.source)?.[0] ?? '';
    this.at += kind.length;
    const inside = this.alternatives();
    this.take(')');
    // What is only looked at is no part of the match.
    return /[=!]$/.test(kind) ? NOTHING : inside;
  }

  #class(): Matches {
    const negated = this.take('^');
    const characters: string[] = [];
    let open = negated;
    while (!this.atEnd && !this.take(']')) {
      const character = this.next();
      const one = character === '\\' ? this.#escape(true).all?.[0] : character;
      if (one === undefined || (this.peek === '-' && this.source[this.at + 1] !== ']')) open = true;
      else characters.push(one);
    }
    return open || characters.length > SPELLINGS ? ANYTHING : { all: characters };
  }

  #escape(inClass: boolean): Matches {
    const letter = this.next();
    const code = /x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}/y;
    code.lastIndex = this.at - 1;
    const hexadecimal = code.exec(this.source)?.[0];
    if (hexadecimal !== undefined) {
      this.at += hexadecimal.length - 1;
      return { all: [String.fromCharCode(Number.parseInt(hexadecimal.slice(1), 16))] };
    }
    if (letter === 'n') return { all: ['\n'] };
    if (letter === 'r') return { all: ['\r'] };
    if (letter === 't') return { all: ['\t'] };
    if (!inClass && (letter === 'b' || letter === 'B')) return NOTHING;
    if (letter !== 'k' && letter !== 'p' && letter !== 'P') return /\w/.test(letter) ? ANYTHING : { all: [letter] };
    while (!this.atEnd && !/[>}]/.test(this.next()));
    return ANYTHING;
  }

  #repeated(part: Matches): Matches {
    const match = this.takeAll(/(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/y);
    if (!match) return part;
    const { 0: written, 1: least = written.startsWith('+') ? '1' : '0' } = match;
    if (Number(least) === 0) return written.startsWith('?') && part.all ? { all: [...part.all, ''] } : ANYTHING;
    if (written.startsWith('{1}')) return part;
    // It is there once at least; what follows is not known to stand beside it.
    return { ...optional('heads', part.all ?? part.heads), ...optional('some', better(part.some, part.all)) };
  }
}

const optional = <K extends string>(key: K, texts: readonly string[] | undefined): Partial<Record<K, readonly string[]>> =>
  (texts ? { [key]: texts } : {}) as Partial<Record<K, readonly string[]>>;

/** Every text of the first with every one of the second behind it; undefined when these are too many. */
const crossed = (first: readonly string[], second: readonly string[]): readonly string[] | undefined =>
  first.length * second.length > MOST ? undefined : first.flatMap((head) => second.map((tail) => head + tail));

function union(
  lists: readonly (readonly string[] | undefined)[],
  needed: (texts: readonly string[]) => readonly string[] = (texts) => texts,
): readonly string[] | undefined {
  if (!lists.every((list) => list !== undefined)) return undefined;
  const texts = needed(lists.flat());
  return texts.length <= MOST ? texts : undefined;
}

/** Where something begins with one of them, it begins with one of these: `keys` begins with `key`. */
function shortestHeads(texts: readonly string[]): readonly string[] {
  let last: string | undefined;
  const needed = new Set<string>();
  for (const text of [...texts].sort()) if (last === undefined || !text.startsWith(last)) needed.add((last = text));
  return [...new Set(texts)].filter((text) => needed.has(text));
}
