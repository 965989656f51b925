import { CorsPolicy } from '../../facts/http.js';
import { oncePer } from '../../model/once.js';
import { type Value, flag, none, text, unknown } from '../../model/value.js';
import type { Directive, NginxSyntax, Word } from '../../syntax/nginx.js';
import { detector } from '../detector.js';

const HEADER = /^(?:add_header|more_set_headers)$/;
const ORIGIN = /^access-control-allow-origin$/i;
const CREDENTIALS = /^access-control-allow-credentials$/i;

/** https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header */
export const nginx = detector({
  framework: 'nginx',
  format: 'nginx',
  mentions: /access-control-allow-origin/i,

  *facts(conf) {
    for (const directive of conf.directives()) {
      const header = headerOf(directive);
      if (!header || !ORIGIN.test(header.name) || isPublicFiles(directive)) continue;
      const credentials = credentialsBeside(conf, directive);
      const common = { setting: 'Access-Control-Allow-Origin', credentials, reflects: false };
      const variable = variableOf(header.value.text);
      if (variable === undefined) yield CorsPolicy(directive, { ...common, origins: header.value, pattern: undefined, echo: undefined });
      else yield CorsPolicy(directive, { ...common, ...resolved(conf, directive, header.value, variable) });
    }
  },
});

/** Files that everyone may fetch anyway: fonts, images, what `.well-known` says; browsers ask for the header to use them. */
function isPublicFiles({ parent }: Directive): boolean {
  for (let around = parent; around; around = around.parent) if (around.name === 'location') return servesPublicFiles(around);
  return false;
}

const servesPublicFiles = oncePer(({ args, block }: Directive): boolean => {
  const where = args.map((word) => word.text).join(' ');
  if (
    /\/\.well-known\b|\\\.\(?(?:\?:)?[\w|?:()]{0,120}\b(?:eot|ttf|otf|ttc|woff2?|svgz?|css|js|png|jpe?g|gif|ico|webp|avif|mp4|webm)\b/.test(
      where,
    )
  )
    return true;
  const names = new Set((block ?? []).map(({ name }) => name));
  return (names.has('alias') || names.has('root')) && ![...names].some((name) => name.endsWith('_pass')) && !/^(?:=\s*)?\/$/.test(where);
});

interface Header {
  readonly name: string;
  readonly value: Value & { readonly text: string };
}

/** `add_header Name value always;`, `more_set_headers 'Name: value';`. */
function headerOf({ name, args }: Directive): Header | undefined {
  const [first, second] = args;
  if (!HEADER.test(name) || !first) return undefined;
  if (name === 'add_header') return second && { name: first.text, value: second };
  const [, header, content] = /^([\w-]{1,80}):(.*)$/s.exec(first.text) ?? [];
  return header === undefined || content === undefined
    ? undefined
    : { name: header, value: { ...text(first, content.trim()), text: content.trim() } };
}

/** `$http_origin`, `${http_origin}`: the whole value is one variable. */
const variableOf = (content: string): string | undefined => /^\$(?:\{(\w{1,100})\}|(\w{1,100}))$/.exec(content)?.slice(1).find(Boolean);

/** Nobody tells what a variable holds that is set more often than this. */
const MOST_SETS = 100;

type Allowed = Pick<Parameters<typeof CorsPolicy>[1], 'origins' | 'pattern' | 'echo'>;
const listed = (origins: Value): Allowed => ({ origins, pattern: undefined, echo: undefined });

/** What a variable stands for: the request's own origin, what a `map` makes of it, what `set` gave it. */
function resolved(conf: NginxSyntax, directive: Directive, value: Value, variable: string): Allowed {
  if (variable === 'http_origin') return sent(conf, directive, value);
  const map = [...conf.directives('map')].find(({ args }) => args[1]?.text === `$${variable}`);
  if (map) return mapped(map, value);
  const sets = [...conf.directives('set')].filter(({ args }) => args[0]?.text === `$${variable}`);
  return sets.length === 0 || sets.length > MOST_SETS
    ? listed(unknown(value))
    : together(
        sets.flatMap((set) => (set.args[1] ? [allowedBy(conf, set, set.args[1])] : [])),
        value,
      );
}

/** What one `set` lets in. */
function allowedBy(conf: NginxSyntax, set: Directive, given: Word): Allowed {
  if (given.text === '') return listed(none(given));
  if (variableOf(given.text) === 'http_origin') return sent(conf, set, given);
  return listed(given.kind === 'text' ? given : unknown(given));
}

/** `set $cors "";` and then one for each pattern: any of them may be the last. */
function together(all: readonly Allowed[], value: Value): Allowed {
  const echo = all.map((each) => each.echo).find((place) => place !== undefined);
  if (echo) return { origins: undefined, pattern: undefined, echo };
  const origins = all.flatMap((each) => (each.origins?.kind === 'list' ? each.origins.items : each.origins ? [each.origins] : []));
  const patterns = all.flatMap((each) => (each.pattern ? [each.pattern] : []));
  const [only] = origins;
  const list = (items: readonly Value[]): Value => ({ kind: 'list', items, complete: true, span: value.span });
  return {
    origins: only && origins.length === 1 && patterns.length === 0 ? only : list(origins),
    pattern: patterns.length ? list(patterns) : undefined,
    echo: undefined,
  };
}

/** The request's origin: unchecked, or in a block that is only entered when the origin matches. */
function sent(conf: NginxSyntax, directive: Directive, value: Value): Allowed {
  for (let around: Directive | undefined = directive.parent; around; around = around.parent) {
    if (around.name !== 'if') continue;
    const condition = around.args.map((word) => word.text).join(' ');
    if (!/\$\{?http_origin\b/.test(condition)) {
      // A variable that was set where the origin matched.
      if (condition.includes('$') && setByOrigin(conf, condition)) return listed(unknown(value));
      continue;
    }
    const [, operator, rest] = /\$\{?http_origin\}?\s*(!?~\*?|!?=)(.*)$/s.exec(condition) ?? [];
    if (operator === undefined || rest === undefined || operator.startsWith('!')) continue;
    const operand = rest.trim().replace(/\)$/, '').trimEnd();
    // Spans of a condition's words are close enough: the pattern is one of them.
    const word = around.args.find(({ text: content }) => content.replace(/\)$/, '') === operand) ?? around.args.at(-1);
    const place = word ?? value;
    if (operator === '=') return listed(text(place, operand));
    return { origins: undefined, pattern: text(place, operand), echo: undefined };
  }
  return { origins: undefined, pattern: undefined, echo: { span: value.span } };
}

/** Whether a condition asks a variable that some block set after looking at the origin. */
function setByOrigin(conf: NginxSyntax, condition: string): boolean {
  const variable = /\$\{?(\w{1,100})/.exec(condition)?.[1];
  if (variable === undefined) return false;
  for (const { args, parent } of conf.directives('set'))
    if (
      args[0]?.text === `$${variable}` &&
      parent?.name === 'if' &&
      /\$\{?http_origin/.test(parent.args.map((word) => word.text).join(' '))
    )
      return true;
  return [...conf.directives('map')].some(({ args }) => args[1]?.text === `$${variable}` && /\$\{?http_origin/.test(args[0]?.text ?? ''));
}

/** `map $http_origin $cors { default ""; "~^https://.*\.shop\.example$" $http_origin; }`. https://nginx.org/en/docs/http/ngx_http_map_module.html */
function mapped(map: Directive, value: Value): Allowed {
  const origins: Value[] = [];
  const patterns: Value[] = [];
  let complete = true;
  const fromOrigin = variableOf(map.args[0]?.text ?? '') === 'http_origin';
  for (const entry of map.block ?? []) {
    if (/^(?:hostnames|volatile|include)$/.test(entry.name)) {
      complete &&= entry.name !== 'include';
      continue;
    }
    const result = entry.args[0];
    const key = entry.name;
    if (!result || result.text === '') continue;
    const passes = variableOf(result.text) === 'http_origin';
    if (key === 'default') {
      if (passes) return { origins: undefined, pattern: undefined, echo: { span: result.span } };
      origins.push(result);
    } else if (result.text === '*') origins.push(result);
    else if (!fromOrigin || (!passes && result.kind !== 'text')) complete = false;
    else if (key.startsWith('~')) {
      if (passes || result.text === '1') patterns.push(text({ span: entry.nameSpan }, key.replace(/^~\*?\s*/, '')));
      else origins.push(result);
    } else origins.push(passes ? text({ span: entry.nameSpan }, key) : result);
  }
  const list: Value = complete
    ? origins.length
      ? { kind: 'list', items: origins, complete, span: value.span }
      : none(value)
    : unknown(value);
  return {
    origins: list,
    pattern: patterns.length ? { kind: 'list', items: patterns, complete: true, span: value.span } : undefined,
    echo: undefined,
  };
}

/** Headers of one block count together; those of an outer block only where the inner one adds none. */
function credentialsBeside(conf: NginxSyntax, directive: Directive): Value | undefined {
  const siblings = directive.parent?.block ?? conf.top;
  const word = siblings.map(headerOf).find((header) => header !== undefined && CREDENTIALS.test(header.name))?.value;
  return word && readFlag(word);
}

const readFlag = (word: Header['value'] | Word): Value =>
  word.kind === 'text' ? flag(word, word.text.toLowerCase() === 'true') : unknown(word);
