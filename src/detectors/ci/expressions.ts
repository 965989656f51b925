import type { Span } from '../../model/span.js';

/** `${{ … }}` in a text, with what may become part of the result. */
export interface Expression {
  /** From `${{` to `}}`. */
  readonly span: Span;
  /** What stands between, trimmed. */
  readonly inner: string;
  /** Contexts whose text may be (a part of) the result: `github.head_ref`; `[*]` and `.*` as `*`. */
  readonly contexts: readonly Context[];
}

export interface Context {
  readonly path: string;
  /** Handed to `toJSON`: a map or list as a whole. */
  readonly json: boolean;
}

/** Longer ones are nothing that a person wrote. */
const LONGEST = 1_000;

/** The expressions of a text, at their places. */
export function* expressionsIn(text: string, offset = 0): Iterable<Expression> {
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at)) {
    const end = closing(text, at + 3);
    if (end === undefined) {
      at += 3;
      continue;
    }
    const inner = text.slice(at + 3, end);
    yield { span: { start: offset + at, end: offset + end + 2 }, inner: inner.trim(), contexts: contextsOf(inner) };
    at = end + 2;
  }
}

function closing(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from; at < Math.min(text.length, from + LONGEST); at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text[at] === '}' && text[at + 1] === '}') return at;
  }
  return undefined;
}

interface Token {
  readonly is: 'name' | 'text' | 'number' | 'mark';
  readonly text: string;
}

const TOKEN = /\s+|([A-Za-z_][\w-]*)|'((?:[^']|'')*)'|(\d[\w.+-]*)|(&&|\|\||[=!<>]=|[()[\]!<>,.*])/y;

function tokensOf(source: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    const [, name, text, number, mark] = match;
    if (name !== undefined) tokens.push({ is: 'name', text: name });
    else if (text !== undefined) tokens.push({ is: 'text', text: text.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ is: 'number', text: number });
    else if (mark !== undefined) tokens.push({ is: 'mark', text: mark });
  }
  return tokens;
}

/** What an expression's result may be made of; nothing for what does not parse. https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions */
export function contextsOf(source: string): readonly Context[] {
  const tokens = tokensOf(source.slice(0, LONGEST));
  return tokens ? new Parser(tokens).either(0) : [];
}

const DEEPEST = 40;

/** Reads an expression and keeps what can become part of its result: what is only compared, negated or searched in cannot. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  #mark(...marks: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.is !== 'mark' || !marks.includes(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }

  either(depth: number): readonly Context[] {
    const found = [...this.#both(depth)];
    while (this.#mark('||')) found.push(...this.#both(depth));
    return found;
  }

  /** `a && b` is b, or what a is when it is empty. */
  #both(depth: number): readonly Context[] {
    let found = this.#compared(depth);
    while (this.#mark('&&')) found = this.#compared(depth);
    return found;
  }

  #compared(depth: number): readonly Context[] {
    let found = this.#single(depth);
    while (this.#mark('==', '!=', '<', '<=', '>', '>=')) {
      this.#single(depth);
      found = [];
    }
    return found;
  }

  #single(depth: number): readonly Context[] {
    if (depth > DEEPEST) return [];
    if (this.#mark('!')) {
      this.#single(depth + 1);
      return [];
    }
    if (this.#mark('(')) {
      const inner = this.either(depth + 1);
      this.#mark(')');
      this.#rest(depth);
      return inner;
    }
    const token = this.#tokens[this.#at];
    if (!token) return [];
    this.#at += 1;
    if (token.is !== 'name') return [];
    if (this.#mark('(')) return this.#call(token.text.toLowerCase(), depth);
    const path = [token.text.toLowerCase(), ...this.#rest(depth)].join('.');
    return /^(?:true|false|null|nan|infinity)$/.test(path) ? [] : [{ path, json: false }];
  }

  #call(name: string, depth: number): readonly Context[] {
    const args: (readonly Context[])[] = [];
    while (this.#at < this.#tokens.length && !this.#mark(')')) {
      const before = this.#at;
      args.push(this.either(depth + 1));
      this.#mark(',');
      if (this.#at === before) this.#at += 1;
    }
    const inside = this.#rest(depth);
    switch (name) {
      case 'format':
      case 'join':
      case 'case':
        return args.flat();
      case 'tojson':
        return args.flat().map(({ path }) => ({ path, json: true }));
      case 'fromjson':
        return inside.length === 0 ? args.flat() : [];
      default:
        // contains, startsWith, endsWith, hashFiles, success, always, …
        return [];
    }
  }

  /** `.name`, `['name']`, `[0]`, `.*` behind a name. */
  #rest(depth: number): readonly string[] {
    const parts: string[] = [];
    for (;;) {
      if (this.#mark('.')) {
        const token = this.#tokens[this.#at];
        if (token?.is !== 'name' && !(token?.is === 'mark' && token.text === '*')) return parts;
        this.#at += 1;
        parts.push(token.text.toLowerCase());
      } else if (this.#mark('[')) {
        const token = this.#tokens[this.#at];
        if (token && token.is !== 'mark' && this.#tokens[this.#at + 1]?.text === ']') {
          this.#at += 2;
          parts.push(token.is === 'text' ? token.text.toLowerCase() : '*');
        } else {
          if (this.#mark('*') === undefined) this.either(depth + 1);
          this.#mark(']');
          parts.push('*');
        }
      } else return parts;
    }
  }
}

/** Free text that people without rights to the repository write. https://docs.github.com/actions/concepts/security/script-injections */
const OUTSIDERS: readonly RegExp[] = [
  /^github\.head_ref$/,
  /^github\.event\.(?:issue|pull_request|discussion|comment|review|review_comment|release)\.(?:title|body)$/,
  /^github\.event\.(?:comment|review)\.body$/,
  /^github\.event\.changes\.(?:title|body)\.from$/,
  /^github\.event\.pull_request\.head\.(?:ref|label)$/,
  /^github\.event\.pull_request\.head\.repo\.(?:default_branch|description|homepage)$/,
  /^github\.event\.workflow_run\.(?:head_branch|display_title)$/,
  /^github\.event\.workflow_run\.head_repository\.description$/,
  /^github\.event\.workflow_run\.pull_requests\.\*\.head\.ref$/,
  /^github\.event\.(?:workflow_run\.)?head_commit\.(?:message|(?:author|committer)\.(?:name|email))$/,
  /^github\.event\.commits\.\*\.(?:message|(?:author|committer)\.(?:name|email))$/,
  /^github\.event\.pages\.\*\.(?:page_name|title|summary)$/,
  /^github\.event\.merge_group\.head_commit\.(?:message|(?:author|committer)\.(?:name|email))$/,
  /^github\.event\.(?:check_suite|check_run)\.(?:check_suite\.)?(?:head_branch|pull_requests\.\*\.head\.ref)$/,
];

/** Maps that hold such text, when they are written as a whole. */
const HOLDING =
  /^github(?:\.event(?:\.(?:issue|pull_request|discussion|comment|review|head_commit|commits|pages|workflow_run|pull_request\.head|pull_request\.head\.repo|workflow_run\.head_commit|client_payload|changes)(?:\.\*)?)?)?$/;

/** Who writes what a context holds: outsiders, or it is an event that their words are part of; undefined for everybody else. */
export function authorOf({ path, json }: Context): 'outsider' | 'event' | undefined {
  if (OUTSIDERS.some((pattern) => pattern.test(path))) return 'outsider';
  return json && HOLDING.test(path) ? 'event' : undefined;
}

/** Which triggers fill a part of the event; undefined when every trigger might. */
const FILLED: readonly (readonly [RegExp, RegExp])[] = [
  [/^github\.(?:head_ref|event\.pull_request\b)/, /^(?:pull_request|pull_request_target|pull_request_review|pull_request_review_comment)$/],
  [/^github\.event\.(?:issue)\b/, /^(?:issues|issue_comment)$/],
  [/^github\.event\.comment\b/, /^(?:issue_comment|commit_comment|discussion_comment|pull_request_review_comment)$/],
  [/^github\.event\.review\b/, /^pull_request_review(?:_comment)?$/],
  [/^github\.event\.discussion\b/, /^discussion(?:_comment)?$/],
  [/^github\.event\.(?:head_commit|commits)\b/, /^push$/],
  [/^github\.event\.pages\b/, /^gollum$/],
  [/^github\.event\.workflow_run\b/, /^workflow_run$/],
  [/^github\.event\.release\b/, /^release$/],
  [/^github\.event\.merge_group\b/, /^merge_group$/],
];

/** Whether one of the triggers fills the context; a callable workflow has the events of its callers. */
export function isFilled(path: string, triggers: readonly string[]): boolean {
  if (triggers.length === 0 || triggers.includes('workflow_call')) return true;
  const row = FILLED.find(([pattern]) => pattern.test(path));
  return row === undefined || triggers.some((trigger) => row[1].test(trigger));
}
