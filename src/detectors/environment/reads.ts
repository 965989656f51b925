import { EnvRead, EnvValidation } from '../../facts/configuration.js';
import { type Document, type Role, baseName } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { spanOf } from '../../syntax/language.js';
import { detector } from '../detector.js';
import { finderOf } from '../text/finder.js';
import { BESIDE, isAmbient } from './names.js';

const SHIPS: readonly Role[] = ['production'];
type Missing = 'default' | 'nothing' | 'stop' | undefined;

interface Read {
  readonly name: string;
  readonly span: Span;
  readonly missing: Missing;
  readonly by: string;
  readonly late?: boolean;
}

/** Which answer of several reads of the same variable counts: what stops, then what falls back, stands for the others. */
const WEIGHT = ['nothing', undefined, 'default', 'stop'] as const;

/** One fact for each variable of a document. */
function* stated(document: Document, reads: Iterable<Read>): Iterable<FactDraft> {
  if (BESIDE.test(document.path)) return;
  const known = new Map<string, Read>();
  for (const read of reads) {
    if (isAmbient(read.name) || read.name.length < 3) continue;
    const other = known.get(read.name);
    if (!other) known.set(read.name, read);
    else if (WEIGHT.indexOf(read.missing) > WEIGHT.indexOf(other.missing))
      known.set(read.name, { ...other, missing: read.missing, late: read.late === true });
  }
  for (const { name, span, missing, by, late } of known.values())
    yield EnvRead({ span }, { name, missing, by, ...(late === true ? { late } : {}) });
}

const placed = (match: RegExpMatchArray, name: string): Span => {
  const start = (match.index ?? 0) + match[0].indexOf(name);
  return { start, end: start + name.length };
};

const PYTHON_READ = finderOf(
  /\b(?:os\.)?(environ(?:\.get|\.pop|\.setdefault)?|getenvb?)\s{0,4}([[(])\s{0,40}["']([A-Za-z_]\w{1,100})["']\s{0,40}([,)\]])([^\n]{0,6})/g,
);
/** python-decouple, django-environ, environs and Starlette: an object that is called. */
const PYTHON_CALLED = finderOf(
  /(?<![\w.])(?:env|config|environ)(?:\.(?:str|bool|int|float|list|dict|json|url|db|db_url|cache|cache_url|email|email_url|path|decimal|date|datetime|timedelta|log_level|uuid|enum|tuple|bytes))?\(\s{0,40}["']([A-Z][A-Z0-9_]{2,100})["']\s{0,40}([,)])([^\n]{0,120})/g,
);
const READERS = /\b(?:from|import)[ \t]{1,9}(?:decouple|environ|environs|starlette\.config|prettyconf|goodconf)\b/;
const PYTHON_READERS = finderOf(READERS);
/** The same, in a text without comments. */
const IMPORTED_READERS = finderOf(READERS);

/** https://docs.python.org/3/library/os.html#os.environ */
export const pythonReads = detector({
  framework: 'Python environment',
  format: 'text',
  files: /\.py$/,
  roles: SHIPS,
  mentions: ['environ', 'getenv', 'decouple'],

  *facts({ document }): Iterable<FactDraft> {
    yield* stated(document, pythonIn(document));
    if (BESIDE.test(document.path)) return;
    const readers = PYTHON_READERS.first(document);
    if (readers)
      yield EnvValidation(
        { span: { start: readers.index + readers[0].search(/\S/), end: readers.index + readers[0].length } },
        { tool: readers[0].trim().split(/\s+/).at(-1) ?? '', certain: true },
      );
  },
});

function* pythonIn(document: Document): Iterable<Read> {
  const text = withoutComments(document);
  for (const match of PYTHON_READ.all(document, text)) {
    const [, way = '', bracket, name = '', next, rest = ''] = match;
    const isSubscript = bracket === '[';
    // Written, not read.
    if (way.endsWith('setdefault') || (isSubscript && /^\s*=(?!=)/.test(rest))) continue;
    const by = way.startsWith('getenv') ? 'os.getenv' : 'os.environ';
    const missing = isSubscript
      ? 'stop'
      : next === ','
        ? /^\s*None\b/.test(rest)
          ? 'nothing'
          : 'default'
        : /^\s*or\b/.test(rest)
          ? 'default'
          : 'nothing';
    yield { name, span: placed(match, name), missing, by, late: missing === 'stop' && isLate(text, match.index) };
  }
  if (!IMPORTED_READERS.first(document, text)) return;
  for (const match of PYTHON_CALLED.all(document, text)) {
    const [, name = '', next, rest = ''] = match;
    const missing = next === ',' && /\bdefault\b|^\s*(?!cast|parser|validate)[\w"'[{-]/.test(rest) ? 'default' : 'stop';
    yield { name, span: placed(match, name), missing, by: 'env', late: missing === 'stop' && isLate(text, match.index) };
  }
}

/** Whether a line of Python runs only when a function is called or a condition holds; the body of a class runs by itself. */
function isLate(text: string, offset: number): boolean {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  let indent = text.slice(start, offset).search(/\S|$/);
  for (let left = 400; indent > 0 && left > 0; left--) {
    if (start === 0) return false;
    const end = start - 1;
    start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    const depth = line.search(/\S/);
    if (depth < 0 || depth >= indent) continue;
    if (/^\s*(?:async\s|def\s|if\b|elif\b|else\b|try\b|except\b|with\s|for\s|while\s|match\s|case\s)/.test(line)) return true;
    indent = depth;
  }
  return indent > 0;
}

/** https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
export const pydanticSettings = detector({
  framework: 'pydantic-settings',
  format: 'python',
  roles: SHIPS,
  mentions: ['BaseSettings'],

  *facts(python): Iterable<FactDraft> {
    const { text } = python.document;
    const reads: Read[] = [];
    const settings = new Set(['BaseSettings']);
    for (const declaration of python.declarations) {
      if (declaration.kind !== 'class') continue;
      if (!declaration.bases.some((base) => settings.has(base.split('.').at(-1) ?? ''))) continue;
      settings.add(declaration.name);
      yield EnvValidation({ span: declaration.nameSpan }, { tool: 'pydantic-settings', certain: true });
      const source = text.slice(declaration.span.start, declaration.span.end);
      const prefix = /\benv_prefix\s{0,4}=\s{0,4}["']([\w-]{0,60})["']/.exec(source)?.[1] ?? '';
      for (const [name, [binding]] of declaration.bindings) {
        // Nested models are filled from names that a delimiter joins; a field without a type is none.
        if (!binding?.type || /^(?:model_config|Config)$|^_/.test(name) || name.includes('.')) continue;
        const nameSpan = spanOf(binding.nameNode);
        const line = text.slice(nameSpan.start, nameSpan.start + 300);
        const alias = /^[^\n]{0,200}?\b(?:validation_alias|alias|env)\s{0,4}=\s{0,4}["']([\w-]{1,80})["']/.exec(line)?.[1];
        const written = binding.value && text.slice(binding.value.startIndex, binding.value.endIndex);
        const required =
          written === undefined ||
          /^(?:Field\(\s*(?:\.\.\.|(?!default)\w+\s*=(?![\s\S]{0,400}\bdefault(?:_factory)?\s*=))|\.\.\.)/.test(written);
        reads.push({
          name: alias ?? `${prefix}${name}`.toUpperCase(),
          span: nameSpan,
          // Several names for one field: which of them is set cannot be told apart here.
          missing: /\bAlias(?:Choices|Path)\b/.test(line) ? undefined : required ? 'stop' : 'default',
          by: 'pydantic-settings',
        });
      }
    }
    yield* stated(python.document, reads);
  },
});

const SCRIPT_READ = finderOf(
  /\b(process\.env|import\.meta\.env|Bun\.env)(?:\.|\?\.)([A-Za-z_]\w{1,100})\b(\s{0,20}(?:\?\?=?|\|\|=?|!==?|===?|=(?!>))?)/g,
);
const SCRIPT_INDEX = finderOf(
  /\b(process\.env|import\.meta\.env|Bun\.env)\[\s{0,10}["'`]([A-Za-z_]\w{1,100})["'`]\s{0,10}\](\s{0,20}(?:\?\?=?|\|\|=?|!==?|===?|=(?!>))?)/g,
);
const DENO = finderOf(/\bDeno\.env\.get\(\s{0,10}["'`]([A-Za-z_]\w{1,100})["'`]\s{0,10}\)(\s{0,20}(?:\?\?|\|\|)?)/g);
const TAKEN_APART = finderOf(/\{([^{}]{1,2000})\}\s{0,10}=\s{0,10}(?:process\.env|import\.meta\.env)\b/g);
/** Schemas that are checked against the environment. */
const CHECKS = finderOf(
  /\b(?:safeParse|parse|parseAsync|validate|validateSync|assert|decode\w{0,60})\(\s{0,20}(?:\{\s{0,20}\.\.\.)?(?:process\.env|import\.meta\.env)\b|\bcreateEnv\(|\bcleanEnv\(|\benvsafe\(|\bvalidationSchema\s{0,5}:|\bconvict\(|\brequireEnv\(\s{0,20}\[/g,
);
const CHECKED_KEY = finderOf(
  /^[ \t]{1,16}["']?([A-Z][A-Z0-9_]{2,100})["']?\s{0,4}:\s{0,20}(?:(?:z|v|s|t|Joi|joi|yup|envalid|Type|S)\b|(?:str|num|bool|url|port|host|email|json|makeValidator)\()([^\n]{0,300})/gm,
);

export const scriptReads = detector({
  framework: 'JavaScript environment',
  format: 'text',
  files: /\.(?:[cm]?[jt]sx?|vue|svelte)$/,
  roles: SHIPS,
  mentions: [
    'process.env',
    'import.meta.env',
    'Deno.env',
    'Bun.env',
    'cleanEnv',
    'createEnv',
    'validationSchema',
    'require_env',
    'requireEnv',
  ],

  *facts({ document }): Iterable<FactDraft> {
    yield* stated(document, scriptIn(document));
    if (BESIDE.test(document.path)) return;
    const text = withoutComments(document);
    const check = CHECKS.first(document, text);
    if (check)
      yield EnvValidation(
        { span: { start: check.index, end: check.index + check[0].length } },
        { tool: check[0].replace(/\(.*/s, '').trim(), certain: true },
      );
  },
});

function* scriptIn(document: Document): Iterable<Read> {
  const text = withoutComments(document);
  const checks = CHECKS.first(document, text) !== undefined;
  for (const pattern of [SCRIPT_READ, SCRIPT_INDEX])
    for (const match of pattern.all(document, text)) {
      const [whole, by = '', name = '', after = ''] = match;
      const operator = after.trim();
      if (operator === '=' || /\bdelete\s{1,4}$/.test(text.slice(Math.max(0, match.index - 8), match.index))) continue;
      // A file that hands the environment to a schema lists what it hands over.
      yield { name, span: placed(match, name), missing: checks ? undefined : missingIn(text, match.index, whole, operator), by };
    }
  for (const match of DENO.all(document, text))
    yield { name: match[1] ?? '', span: placed(match, match[1] ?? ''), missing: match[2]?.trim() ? 'default' : 'nothing', by: 'Deno.env' };
  for (const match of TAKEN_APART.all(document, text))
    for (const part of (match[1] ?? '').split(',')) {
      const [, name, fallback] = /^\s*([A-Za-z_]\w{1,100})\s*(?::\s*\w{1,100}\s*)?(=)?/.exec(part) ?? [];
      if (name === undefined) continue;
      const start = match.index + match[0].indexOf(name);
      yield { name, span: { start, end: start + name.length }, missing: fallback ? 'default' : undefined, by: 'process.env' };
    }
  if (!checks) return;
  for (const match of CHECKED_KEY.all(document, text)) {
    const name = match[1] ?? '';
    const chain = `${match[2] ?? ''}${text.slice(match.index + match[0].length, match.index + match[0].length + 200).split(/^[ \t]{1,16}["']?\w+["']?\s{0,4}:/m)[0] ?? ''}`;
    yield {
      name,
      span: placed(match, name),
      missing: /\bdefault\b|\boptional\b|nullish|devDefault/.test(chain) ? 'default' : 'stop',
      by: 'a schema',
    };
  }
}

/** What code does without the variable, as far as the line tells. */
function missingIn(text: string, index: number, whole: string, operator: string): Missing {
  if (/^(?:\?\?|\|\|)/.test(operator)) return 'default';
  // Compared, or asked whether it is there: it is a switch, or somebody checks it.
  if (operator !== '') return 'default';
  const before = text.slice(Math.max(0, index - 60), index);
  const after = text.slice(index + whole.length, index + whole.length + 40);
  if (
    /!\s{0,2}$/.test(before) ||
    /\b(?:if|while)\s{0,3}\(\s{0,10}$/.test(before) ||
    /\b(?:invariant|assert(?:\.ok)?|requireEnv|required|ensure|must\w*|Boolean|defined)\(\s{0,20}$/i.test(before)
  )
    return undefined;
  if (/^\s{0,10}(?:\?(?![.?])|&&)/.test(after) || /&&\s{0,4}$/.test(before)) return 'default';
  return 'nothing';
}

const GO_READ = finderOf(/\bos\.(?:Getenv|LookupEnv)\(\s{0,10}"([A-Za-z_]\w{1,100})"\s{0,10}\)/g);
const GO_HELPER = finderOf(
  /\b(?:[gG]et_?[eE]nv|[eE]nv(?:Or|Default|String|Int|Bool)?|getEnvOr\w*|mustGetEnv|MustGetenv|mustEnv|lookupEnv)\w{0,20}\(\s{0,10}"([A-Z][A-Z0-9_]{2,100})"\s{0,10}([,)])/g,
);
const GO_TAG = finderOf(/`[^`\n]{0,300}?\b(env|envconfig):"([A-Za-z_]\w{1,100})([^"`\n]{0,60})"([^`\n]{0,300})`/g);

/** https://pkg.go.dev/os#Getenv, https://github.com/caarlos0/env, https://github.com/kelseyhightower/envconfig */
export const goReads = detector({
  framework: 'Go environment',
  format: 'text',
  files: /\.go$/,
  roles: SHIPS,
  mentions: ['Getenv', 'LookupEnv', 'env:"', 'envconfig:"', 'etEnv', 'BindEnv'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    const reads: Read[] = [];
    for (const match of GO_READ.all(document, text))
      reads.push({ name: match[1] ?? '', span: placed(match, match[1] ?? ''), missing: undefined, by: 'os.Getenv' });
    for (const match of GO_HELPER.all(document, text)) {
      if (match[0].startsWith('Getenv') || text.slice(Math.max(0, match.index - 3), match.index) === 'os.') continue;
      const missing = /^must/i.test(match[0]) ? 'stop' : match[2] === ',' ? 'default' : undefined;
      reads.push({ name: match[1] ?? '', span: placed(match, match[1] ?? ''), missing, by: 'os.Getenv' });
    }
    for (const match of GO_TAG.all(document, text)) {
      const [, tag = '', name = '', options = '', rest = ''] = match;
      const required = /,\s*(?:required|notEmpty)/.test(options) || /\brequired:"true"/.test(rest);
      const fallback = /\b(?:envDefault|default):"/.test(rest);
      reads.push({
        name,
        span: placed(match, name),
        missing: required ? 'stop' : fallback ? 'default' : 'nothing',
        by: tag === 'env' ? 'env' : 'envconfig',
      });
    }
    yield* stated(document, reads);
    const parsed = /\b(?:env\.(?:Parse(?:As|WithOptions)?|Must)|envconfig\.(?:Process|MustProcess))\b/.exec(text);
    if (parsed && !BESIDE.test(document.path))
      yield EnvValidation(
        { span: { start: parsed.index, end: parsed.index + parsed[0].length } },
        { tool: parsed[0], certain: reads.some(({ missing }) => missing === 'stop') },
      );
  },
});

const JAVA_READ = finderOf(/\bSystem\.getenv\(\s{0,10}"([A-Za-z_]\w{1,100})"\s{0,10}\)/g);
/** `${DATABASE_URL}`, `${PORT:8080}`: a name in capitals is a variable's rather than a property's. */
const PLACEHOLDER = /\$\{([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)(:[^{}\n]{0,200})?\}/g;

export const javaReads = detector({
  framework: 'Java environment',
  format: 'text',
  files: /\.(?:java|kt)$/,
  roles: SHIPS,
  mentions: ['System.getenv', '@Value("${'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    const reads: Read[] = JAVA_READ.all(document, text).map((match) => ({
      name: match[1] ?? '',
      span: placed(match, match[1] ?? ''),
      missing: undefined,
      by: 'System.getenv',
    }));
    for (const value of text.matchAll(/@Value\(\s{0,10}"([^"\n]{1,300})"\s{0,10}\)/g))
      for (const match of (value[1] ?? '').matchAll(PLACEHOLDER)) {
        const start = value.index + value[0].indexOf(match[0]) + 2;
        const name = match[1] ?? '';
        reads.push({ name, span: { start, end: start + name.length }, missing: match[2] === undefined ? 'stop' : 'default', by: '@Value' });
      }
    yield* stated(document, reads);
  },
});

/** Spring fills placeholders of its properties from the environment. https://docs.spring.io/spring-boot/reference/features/external-config.html */
export const springReads = detector({
  framework: 'Spring Boot',
  format: 'text',
  files: /(?:^|\/)(?:application|bootstrap)(?:-[\w-]{1,40})?\.(?:properties|ya?ml)$/,
  roles: SHIPS,
  mentions: ['${'],

  *facts({ document }): Iterable<FactDraft> {
    const { text } = document;
    const reads: Read[] = [];
    for (const match of text.matchAll(PLACEHOLDER)) {
      if (/^\s*#/.test(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index))) continue;
      const name = match[1] ?? '';
      reads.push({ name, span: placed(match, name), missing: match[2] === undefined ? undefined : 'default', by: 'Spring' });
    }
    yield* stated(document, reads);
  },
});

/** Properties that are checked when the context starts. */
export const springValidation = detector({
  framework: 'Spring Boot',
  format: 'text',
  files: /\.(?:java|kt)$/,
  roles: SHIPS,
  mentions: ['@ConfigurationProperties'],

  *facts({ document }): Iterable<FactDraft> {
    const text = withoutComments(document);
    const start = text.indexOf('@ConfigurationProperties');
    if (start < 0 || BESIDE.test(document.path)) return;
    yield EnvValidation(
      { span: { start, end: start + '@ConfigurationProperties'.length } },
      { tool: '@ConfigurationProperties', certain: /@Validated\b/.test(text) },
    );
  },
});

/** A function or script of the project's own that checks. */
export const ownValidation = detector({
  framework: 'Environment checks',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java|sh)$/,
  roles: SHIPS,
  mentions:
    /\b(?:validate|check|verify|assert|require|ensure)[-_]?(?:[eE]nv|[cC]onfig|[sS]ettings|required_env|RequiredEnv|[vV]ariables)\w{0,20}/,

  *facts({ document }): Iterable<FactDraft> {
    const match =
      /\b(?:validate|check|verify|assert|require|ensure)_?(?:[eE]nv|[cC]onfig|[sS]ettings|required_env|RequiredEnv|[vV]ariables)\w{0,20}(?=\()/.exec(
        withoutComments(document),
      );
    if (match)
      yield EnvValidation({ span: { start: match.index, end: match.index + match[0].length } }, { tool: match[0], certain: false });
  },
});

/** A script whose name says that it checks them. */
export const validationScripts = detector({
  framework: 'Environment checks',
  format: 'text',
  files:
    /(?:^|\/)(?:(?:check|validate|verify|assert)[-_]?(?:env|config|environment|settings)|env[-_]?(?:check|validation|validator|schema))[\w-]{0,20}\.(?:py|[cm]?[jt]s|go|sh)$/i,
  roles: SHIPS,

  *facts({ document }): Iterable<FactDraft> {
    if (document.text.trim() !== '') yield EnvValidation({ span: before(0) }, { tool: baseName(document.path), certain: false });
  },
});
