import { LoggedSecret } from '../../facts/credentials.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, slice } from '../../model/span.js';
import type { Call, CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { JUDGED, isDevelopmentCondition } from './documents.js';
import { type CredentialName, NAME_HINT, credentialName, wordsOf } from './names.js';
import { strengthOf } from './values.js';

const LEVELS =
  'debug|info|information|warn|warning|error|exception|critical|fatal|trace|log|notice|alert|emergency|verbose|silly|http|success|panic';
/** Methods that write, with their brackets; the callee is asked afterwards. */
const WRITES = new RegExp(
  String.raw`\b(?:print|pprint|println|printf|fprintf|fprintln|${LEVELS}|(?:${LEVELS}|print|fatal|panic)(?:f|ln|w|s|Context)|dir|table|Msg|Msgf|Str|Any|Interface|Fatalf|Panicf)\(`,
  'gi',
);
/** What it is called on: a logger by any of its usual names. */
const LOGGER =
  /^(?:(?:this|self|cls|app|req|request|ctx|fastify|server|_)\.?)?_{0,2}(?:(?:[\w$]{0,30}(?:log|logger|logging|console|slog|loguru|winston|pino|bunyan|zap|zerolog|sugar|logrus|glog|klog|LOGGER|LOG))|System\.(?:out|err)|fmt|pprint)(?:\(\)|\.[\w$]{1,30}(?:\([^()]{0,60}\))?){0,4}$/i;
const PLAIN_WRITE = /^(?:print|pprint|println)$/;
/** Functions through which a value goes as it is. */
const OPEN =
  /^(?:str|repr|String|format|dumps|stringify|toString|Sprintf|Sprint|valueOf|inspect|get_secret_value|getSecretValue|decode|encode|strip|trim|unwrap|expect|concat|String\.format|Any|Str|strval|pformat)$/;
/** Words that say that a name holds no readable credential. */
const COVERED =
  /mask|redact|hidden|obfuscat|encrypt|hash|truncat|short|safe|public|fingerprint|digest|sanitiz|censor|scrub|preview|suffix|prefix|length|partial/i;

/** What a message says around its values is text; what else it takes are these. */
function* secretsIn(code: CodeSyntax, expression: Expression, depth = 6): Iterable<{ readonly name: string; readonly span: Span }> {
  if (depth === 0) return;
  const { shape, value, span } = expression;
  switch (shape.is) {
    case 'name':
    case 'member':
    case 'index': {
      const path = slice(code.document.text, span).replace(/[?!]/g, '').replace(/\s+/g, '');
      const title = value.kind === 'env' ? value.name : path;
      if (isSecret(code, title, expression))
        yield { name: value.kind === 'env' ? title : path.length <= 60 ? path.replace(/["'`]/g, '') : title, span };
      return;
    }
    case 'call': {
      if (value.kind === 'env') {
        if (isSecret(code, value.name, expression)) yield { name: value.name, span };
        return;
      }
      const { call } = expression;
      if (!call || !(OPEN.test(call.method) || OPEN.test(call.name))) return;
      if (call.receiver && !/^(?:JSON|json|fmt|Objects|util|String)$/.test(call.receiver.text))
        yield* secretsIn(code, call.receiver, depth - 1);
      for (const argument of call.args) yield* secretsIn(code, argument, depth - 1);
      for (const option of call.options) yield* secretsIn(code, option.expression, depth - 1);
      return;
    }
    case 'either': {
      const [left] = expression.sides ?? [];
      if (left) yield* secretsIn(code, left, depth - 1);
      return;
    }
    case 'map':
      for (const entry of expression.entries) yield* secretsIn(code, entry.expression, depth - 1);
      return;
    case 'list':
      for (const item of expression.items) yield* secretsIn(code, item, depth - 1);
      return;
    case 'text':
    case 'sum': {
      if (value.kind !== 'joined') return;
      for (const part of value.parts) {
        if (part.kind === 'text' || part.uri !== undefined) continue;
        const inner = code.expressionAt(part.span);
        if (
          inner &&
          inner.span.start >= span.start &&
          inner.span.end <= span.end &&
          inner.span.end - inner.span.start < span.end - span.start
        )
          yield* secretsIn(code, inner, depth - 1);
      }
      return;
    }
    case 'other':
      yield* formatted(code, expression, depth);
      return;
    case 'choice':
    case 'function':
    case 'flag':
    case 'number':
    case 'nothing':
    case 'same':
  }
}

/** Python's `"… %s" % (user, password)`. */
function* formatted(code: CodeSyntax, { span }: Expression, depth: number): Iterable<{ readonly name: string; readonly span: Span }> {
  const text = slice(code.document.text, span);
  const found = code.language === 'python' ? /["']\s{0,20}%\s{0,20}(\(?)/.exec(text) : null;
  if (!found) return;
  const start = span.start + found.index + found[0].length - (found[1]?.length ?? 0);
  const inner = code.expressionAt({ start, end: span.end });
  if (inner) yield* secretsIn(code, inner, depth - 1);
}

function isSecret(code: CodeSyntax, path: string, expression: Expression): boolean {
  const name = credentialName(path);
  if (!name || COVERED.test(path) || isOtherThing(code, name, path)) return false;
  const { value } = expression;
  // A name that is known to hold a label, or nothing but a type's name, writes no credential.
  if (value.kind === 'text') return strengthOf(value.text, name) !== undefined;
  return value.kind === 'unknown' || value.kind === 'env';
}

const SIGN_IN = /jwt|oauth|bearer|authoriz|authentic|login|password|credential|session/i;

/** Tokens of a language, secrets that are objects of Kubernetes, keys of maps. */
function isOtherThing(code: CodeSyntax, { kind, vague }: CredentialName, path: string): boolean {
  const { text } = code.document;
  if (wordsOf(path).some((word) => /^(?:coupon|checkout|cart|voucher|page|csrf|xsrf|next|cursor|contract|erc20)$/.test(word))) return true;
  if (kind === 'token' && vague)
    return (
      !SIGN_IN.test(text) ||
      /token(?:iz|s?\.next|_?type|Type|Kind)|lexer|parser|Lexer|Parser|spacy|nltk|ERC20|erc20|decimals/.test(text) ||
      (wordsOf(path).length === 1 && /tokenCount|contract|balance/i.test(text))
    );
  if (kind === 'secret') return code.language === 'go' && text.includes('k8s.io/');
  if (kind === 'key')
    return /^(?:access|session|account|app|application|integration|license|licence|subscription|shared|service)$/.test(
      wordsOf(path).at(-2) ?? '',
    );
  return vague && wordsOf(path).length === 1;
}

function* logged(code: CodeSyntax): Iterable<FactDraft> {
  const { text } = code.document;
  const hint = new RegExp(NAME_HINT, 'i');
  const cli = code.importList.some(({ module, name }) => CLI.test(module) || CLI.test(`${module}.${name ?? ''}`));
  for (const { 0: match, index } of text.matchAll(WRITES)) {
    const open = index + match.length;
    if (!hint.test(text.slice(open, open + 600))) continue;
    const call = code.callAround(open);
    if (call?.calleeSpan.end !== open - 1 || !isWrite(code, call) || call.conditions.some(isDevelopmentCondition)) continue;
    // What a command-line tool prints is its result.
    if (isPrint(code, call) && (cli || (call.args.length === 1 && isBare(call.args[0])))) continue;
    const by = slice(text, call.calleeSpan).replace(/\s+/g, '').slice(0, 60);
    for (const argument of [...call.args, ...call.options.map(({ expression }) => expression)])
      for (const { name, span } of secretsIn(code, argument)) yield LoggedSecret({ span }, { name, by }, 'likely');
  }
}

const CLI =
  /^(?:click|typer|argparse|fire|docopt|sys\.argv|django\.core\.management.*|github\.com\/(?:spf13\/cobra|urfave\/cli.*|alecthomas\/kingpin.*)|flag|commander|yargs|@oclif\/.*|cac|inquirer|@clack\/prompts|prompts|ora|picocli.*|info\.picocli.*|readline|node:readline.*|node:util\.parseArgs|getpass)$/;

/** Writes to standard output rather than to a log. */
function isPrint(code: CodeSyntax, call: Call): boolean {
  if (!call.receiver) return true;
  return (
    /^(?:fmt|console|System\.out|pprint)$/.test(slice(code.document.text, call.receiver.span).replace(/\s+/g, '')) &&
    !/^(?:error|warn|debug)$/.test(call.method)
  );
}

/** A value with no words around it: it is handed to somebody rather than shown. */
const isBare = (expression: Expression | undefined): boolean =>
  expression !== undefined && ['name', 'member', 'index'].includes(expression.shape.is);

function isWrite(code: CodeSyntax, call: Call): boolean {
  if (!call.receiver)
    return PLAIN_WRITE.test(call.method) && code.language !== 'javascript' && !call.options.some(({ name }) => name === 'file');
  const on = slice(code.document.text, call.receiver.span).replace(/\s+/g, '');
  if (/^fmt$/.test(on)) return /^(?:Print|Printf|Println)$/.test(call.method);
  return LOGGER.test(on);
}

/** A call that writes, with a credential's name soon after it. */
const MENTIONS = new RegExp(
  String.raw`(?:print(?:f|ln)?|log(?:ger|ging)?[\w.()]{0,30}\.\w{3,12}|\b_?log\.\w{3,12}|console\.\w{3,6}|System\.(?:out|err)\.\w{5,8})\([^\n]{0,300}${NAME_HINT}`,
  'i',
);

export const pythonLogs = detector({ framework: 'Python logging', format: 'python', roles: JUDGED, mentions: MENTIONS, facts: logged });
export const javascriptLogs = detector({
  framework: 'JavaScript logging',
  format: 'javascript',
  roles: JUDGED,
  mentions: MENTIONS,
  facts: logged,
});
export const goLogs = detector({ framework: 'Go logging', format: 'go', roles: JUDGED, mentions: MENTIONS, facts: logged });
export const javaLogs = detector({ framework: 'Java logging', format: 'java', roles: JUDGED, mentions: MENTIONS, facts: logged });

/** `echo "token: $TOKEN"` in scripts; what is piped, redirected or captured goes elsewhere. */
export const shellLogs = detector({
  framework: 'Shell',
  format: 'shell',
  roles: JUDGED,
  mentions: new RegExp(String.raw`\b(?:echo|printf|logger)\b[^\n]{0,200}\$\{?\w{0,60}${NAME_HINT}`, 'i'),

  *facts({ document: { text }, script }) {
    for (const { name, words, redirects, span } of script.commands) {
      if (
        (name !== 'echo' && name !== 'printf' && name !== 'logger') ||
        redirects.some(({ target }) => !/^(?:&?[12]|\/dev\/(?:stderr|stdout|tty))$/.test(target.raw))
      )
        continue;
      // With nothing beside the value, it is handed to somebody rather than shown.
      const after = text.slice(span.end, span.end + 200);
      const before = text.slice(Math.max(0, span.start - 2), span.start);
      // Lines of settings are written for a file that the whole block goes into.
      if (/^["']?(?:export )?\w+=/.test(words[1]?.raw ?? '')) continue;
      if (
        /^[ \t]*(?:[12]?>&?[12]?[ \t]*)?(?:\\\r?\n[ \t]*)?\|(?!\|)/.test(after) ||
        /[(`]$/.test(before) ||
        slice(text, span).includes('::add-mask::')
      )
        continue;
      for (const word of words.slice(1)) {
        const secret = word.variables.find((variable) => isShown(variable, word.raw));
        if (
          secret === undefined ||
          !/[A-Za-z]{3}/.test(
            words
              .slice(1)
              .map(({ raw }) => raw.replace(/\$\{?\w+\}?/g, ''))
              .join(' '),
          )
        )
          continue;
        const at = word.raw.search(new RegExp(String.raw`\$\{?${secret}\b`));
        const start = word.span.start + Math.max(at, 0);
        const length = /^\$\{\w+\}|^\$\w+/.exec(word.raw.slice(Math.max(at, 0)))?.[0].length ?? word.raw.length;
        yield LoggedSecret({ span: { start, end: start + length } }, { name: secret, by: name }, 'likely');
      }
    }
  },
});

/** Whether the variable's value is written, and not a part of it, its length, or whether it is set. */
function isShown(variable: string, raw: string): boolean {
  const name = credentialName(variable);
  return (
    name !== undefined &&
    !name.vague &&
    !COVERED.test(variable) &&
    new RegExp(String.raw`\$${variable}\b|\$\{${variable}\}`).test(raw) &&
    !raw.startsWith("'")
  );
}
