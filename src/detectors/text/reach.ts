import { ExpressionSource } from './expression-source.js';
/** How far from the place where it is tried an expression looks. */
export interface Reach {
  readonly behind: number;
  readonly ahead: number;
}

interface Width extends Reach {
  /** How long a match is at most. */
  readonly length: number;
}

const NOTHING: Width = { length: 0, behind: 0, ahead: 0 };
const ONE: Width = { length: 1, behind: 0, ahead: 1 };
/** `^`, `$`, `\b`: what stands on both sides. */
const BETWEEN: Width = { length: 0, behind: 1, ahead: 1 };
const ENDLESS: Width = { length: Infinity, behind: Infinity, ahead: Infinity };

/** How far an expression looks in whatever text: what happens further away makes no difference to it. Undefined where there is no limit. */
export function reachOf({ source, flags }: RegExp): Reach | undefined {
  // To these a character may be two of the text.
  if (/[uv]/.test(flags)) return undefined;
  const reader = new Reader(source);
  const { behind, ahead } = reader.alternatives();
  return reader.atEnd && Number.isFinite(behind + ahead) ? { behind, ahead: Math.max(1, ahead) } : undefined;
}

/** Reads the source of an expression that the language has accepted, and rather says too much than too little. */
class Reader extends ExpressionSource {
  /** How long the groups are that were read, in the order in which they open. */
  readonly #groups: number[] = [];

  alternatives(): Width {
    let widest = this.#sequence();
    while (this.take('|')) widest = either(widest, this.#sequence());
    return widest;
  }

  #sequence(): Width {
    let whole = NOTHING;
    while (!this.atEnd && this.peek !== '|' && this.peek !== ')') whole = followed(whole, this.#repeated(this.#part()));
    return whole;
  }

  #part(): Width {
    switch (this.next()) {
      case '^':
      case '$':
        return BETWEEN;
      case '(':
        return this.#group();
      case '[':
        while (!this.atEnd && !this.take(']')) if (this.next() === '\\') this.at += 1;
        return ONE;
      case '\\':
        return this.#escape();
      default:
        return ONE;
    }
  }

  #group(): Width {
    const kind = this.takeAll(/\?(?:[:=!]|<[=!]|<\w+>|[a-z-]+:)/y)?.[0] ?? '';
    const group = kind === '' || /^\?<\w/.test(kind) ? this.#groups.push(Infinity) : 0;
    const { length, behind, ahead } = this.alternatives();
    this.take(')');
    if (group > 0) this.#groups[group - 1] = length;
    if (/^\?<[=!]$/.test(kind)) return { length: 0, behind: length + behind, ahead };
    return { length: /[=!]$/.test(kind) ? 0 : length, behind, ahead };
  }

  #escape(): Width {
    const letter = this.next();
    if (letter === 'b' || letter === 'B') return BETWEEN;
    if (letter === 'k') return ENDLESS;
    if (/[1-9]/.test(letter)) {
      const length = /\d/.test(this.peek) ? Infinity : (this.#groups[Number(letter) - 1] ?? Infinity);
      return { length, behind: 0, ahead: length };
    }
    this.takeAll(/(?<=x)[0-9a-fA-F]{2}|(?<=u)[0-9a-fA-F]{4}|(?<=[upP])\{[^}]*\}|(?<=c)[A-Za-z]/y);
    return ONE;
  }

  #repeated(part: Width): Width {
    const match = this.takeAll(/(?:[?*+]|\{\d+(?:(,)(\d*))?\})\??/y);
    if (!match) return part;
    const [written, comma, most] = match;
    const times = written.startsWith('?')
      ? 1
      : /^[*+]/.test(written) || (comma && !most)
        ? Infinity
        : Number(most ?? /\d+/.exec(written)?.[0]);
    // Nothing, however often, is nothing.
    const length = part.length === 0 ? 0 : part.length * times;
    return { length, behind: part.behind, ahead: length === Infinity ? Infinity : Math.max(part.ahead, length - part.length + part.ahead) };
  }
}

const either = (a: Width, b: Width): Width => ({
  length: Math.max(a.length, b.length),
  behind: Math.max(a.behind, b.behind),
  ahead: Math.max(a.ahead, b.ahead),
});

const followed = (first: Width, next: Width): Width => ({
  length: first.length + next.length,
  behind: Math.max(first.behind, next.behind),
  ahead: Math.max(first.ahead, first.length + next.ahead),
});
