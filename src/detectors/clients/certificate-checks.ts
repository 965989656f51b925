import { CertificateCheck, type Rewording } from '../../facts/tls.js';
import type { Confidence, FactDraft } from '../../model/fact.js';
import { type Span, covers } from '../../model/span.js';
import { type Value, flag, unknown } from '../../model/value.js';
import type { Declaration, Expression } from '../../syntax/code.js';

/** A switch for certificate checks that code gives a value. */
export interface Switch {
  /** Name and value: `verify=False`. */
  readonly span: Span;
  readonly expression: Expression;
  /** How `true` and `false` are written here. */
  readonly words: Readonly<Record<'on' | 'off', string>>;
  /** The switch is about leaving the check out: `InsecureSkipVerify`. */
  readonly skips?: boolean;
  readonly guards?: 'connection' | 'process';
  readonly peers?: readonly Value[];
  /** What the value says of the check, where it is no flag. */
  readonly reads?: (value: Value, expression: Expression) => Value | undefined;
  readonly confidence?: Confidence;
}

/** A branch that is only taken when somebody asks for it, or somewhere else than in production. */
const ASKED =
  /verif|secur|unsafe|skip|ignore|self_?signed|trust|valid|cert|debug|\bdev|develop|local|test|prod|\benv|strict|allow|flag|opt/i;
const ABOUT_CHECKS = /verif|ssl|tls|cert|secur|strict|check|unauth/i;

const IN_PRODUCTION = /[^!]==?=?\s*['"`]prod(?:uction)?['"`]|^\(?(?:\w+\.){0,3}_?(?:is_?)?prod(?:uction)?(?:\(\))?\)?$/i;

/** Whether the code around says that a person chose this at run time, or that it is not meant for production. */
export const isAsked = ({ conditions, scope }: Pick<Expression, 'conditions' | 'scope'>): boolean =>
  functionsAround(scope).some((around) => looksAtCertificates(around) || isOption(around)) ||
  conditions.some((condition) => ASKED.test(condition.slice(0, 400)) && !IN_PRODUCTION.test(condition.slice(0, 400)));

function functionsAround(scope: Declaration): readonly Declaration[] {
  const around: Declaration[] = [];
  for (let current: Declaration | undefined = scope; current?.kind === 'function'; current = current.enclosing) around.push(current);
  return around;
}

/** A function that asks what certificate the other side has must take whatever comes: `probeTLS`, `fetchCertificateChain`. */
const looksAtCertificates = ({ name }: Pick<Declaration, 'name'>): boolean =>
  /tls|ssl|cert/i.test(name) && /test|probe|detect|inspect|fetch|peek|scan|expir|chain|grab|retrieve/i.test(name);

/** A function that callers choose by its name: `WithInsecureTLS`, `allow_insecure`. */
const isOption = ({ name }: Pick<Declaration, 'name'>): boolean => /^_?(?:with|set|enable|allow|use)\w{0,40}(?:insecure|skip)/i.test(name);

const SHOWN = 60;

/** The words as a message shows them: on one line, not too long. */
export function shown(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}

/** States a switch, where it is written: behind a constant whose name is about checks, that is the constant. */
export function* switched(
  source: string,
  { span, expression, words, skips = false, guards = 'connection', peers = [], reads, confidence }: Switch,
): Iterable<FactDraft> {
  const { value } = expression;
  const read = reads?.(value, expression) ?? (value.kind === 'flag' ? flag(value, value.on !== skips) : unknown(value));
  const isOffNow = read.kind === 'flag' && !read.on;
  const checks = isOffNow && isAsked(expression) ? unknown(value) : read;
  const elsewhere = !covers(span, value.span);
  const follows = elsewhere && value.kind === 'flag' && ABOUT_CHECKS.test(expression.text);
  const setting = shown(source.slice(span.start, span.end));
  const becomes = skips ? words.off : words.on;
  const place = follows ? value.span : span;
  const safe: Rewording | undefined =
    value.kind === 'flag' && (follows || !elsewhere)
      ? {
          words: follows ? shown(source.slice(value.span.start, value.span.end)) : setting,
          becomes: follows ? becomes : shown(source.slice(span.start, value.span.start) + becomes + source.slice(value.span.end, span.end)),
          edits: [{ span: value.span, text: becomes }],
        }
      : undefined;
  yield CertificateCheck({ span: place }, { setting, checks, guards, peers, safe }, confidence);
}
