import type { Call, Expression } from '../../syntax/code.js';

const COMPARISON = /^(.{1,160}?)\s*([!=])==?\s*(.{1,160})$/s;
const PRODUCTION = /^['"`](?:prod|production)['"`]$/;
const DEVELOPMENT = /^['"`](?:dev|develop|development|local|test|testing)['"`]$/;
const LISTED = /^\[([^\]]{1,200})\]\s*\.\s*includes\s*\(/;

/** Whether a condition holds only on a developer's machine; false when it says nothing about that. */
export function isDevelopment(condition: string): boolean {
  const text = unwrapped(condition);
  const either = splitAt(text, '||');
  if (either.length > 1) return either.every(isDevelopment);
  const both = splitAt(text, '&&');
  if (both.length > 1) return both.some(isDevelopment);
  if (text.startsWith('!')) return isProduction(text.slice(1));
  const [, left = '', sign, right = ''] = COMPARISON.exec(text) ?? [];
  if (sign !== undefined) {
    const literal = /^['"`]/.test(left) ? left : right;
    return sign === '=' ? DEVELOPMENT.test(literal) : PRODUCTION.test(literal);
  }
  const listed = LISTED.exec(text)?.[1];
  if (listed !== undefined) return listed.split(',').every((item) => DEVELOPMENT.test(item.trim()));
  return /^[\w$.?]{0,80}\b_*(?:is|in)?_?(?:dev|development|local|debug)_?(?:mode|env|environment)?_*(?:\(\))?$/i.test(text);
}

/** Whether a condition holds only where the product runs for its users. */
function isProduction(condition: string): boolean {
  const text = unwrapped(condition);
  const either = splitAt(text, '||');
  if (either.length > 1) return either.every(isProduction);
  const both = splitAt(text, '&&');
  if (both.length > 1) return both.some(isProduction);
  if (text.startsWith('!')) return isDevelopment(text.slice(1));
  const [, left = '', sign, right = ''] = COMPARISON.exec(text) ?? [];
  if (sign !== undefined) {
    const literal = /^['"`]/.test(left) ? left : right;
    return sign === '=' ? PRODUCTION.test(literal) : DEVELOPMENT.test(literal);
  }
  return /^[\w$.?]{0,80}\b_*(?:is|in)?_?(?:prod|production)_?(?:mode|env|environment)?_*(?:\(\))?$/i.test(text);
}

/** Without the brackets around all of it. */
function unwrapped(condition: string): string {
  let text = condition.trim();
  while (text.startsWith('(') && closingOf(text) === text.length - 1) text = text.slice(1, -1).trim();
  return text;
}

/** Where the bracket that the text begins with is closed. */
function closingOf(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

/** The parts of a condition between an operator that stands outside brackets. */
function splitAt(text: string, operator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(' || text[i] === '[') depth++;
    else if (text[i] === ')' || text[i] === ']') depth--;
    else if (depth === 0 && text.startsWith(operator, i)) {
      parts.push(text.slice(start, i));
      start = i + operator.length;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Whether the code runs only on a developer's machine. */
export const inDevelopment = ({ conditions }: Pick<Call | Expression, 'conditions'>): boolean => conditions.some(isDevelopment);

/** What an expression is in production: the side of `isProduction ? a : b` that counts there. */
export function inProduction(expression: Expression): Expression {
  const choice = expression.choice ?? expression.resolved.choice;
  if (!choice) return expression;
  if (isDevelopment(choice.test)) return inProduction(choice.no);
  return isProduction(choice.test) ? inProduction(choice.yes) : expression;
}
