import { groupBy } from '../model/group.js';
import { grouped } from '../model/grouped.js';
import { once } from './once.js';
import type { Surroundings } from './surroundings.js';

/**
 * Rules whose subject is what must not be there: a secret has no place where its absence shows. That every document was
 * read is the evidence. `text` rules read any file as it is; `code` rules know some languages.
 */
const SWEEPS: Readonly<Record<string, 'text' | 'code'>> = {
  'secrets/provider-token': 'text',
  'secrets/private-key': 'text',
  'secrets/url-credential': 'text',
  'secrets/env-file-tracked': 'text',
  'secrets/hardcoded-credential': 'code',
  'secrets/insecure-default': 'code',
};

/** Languages whose files are read as plain text only. */
const NOT_JUDGED: Readonly<Record<string, string>> = {
  php: 'PHP',
  rb: 'Ruby',
  cs: 'C#',
  fs: 'F#',
  vb: 'Visual Basic',
  kt: 'Kotlin',
  scala: 'Scala',
  groovy: 'Groovy',
  clj: 'Clojure',
  rs: 'Rust',
  c: 'C',
  cc: 'C++',
  cpp: 'C++',
  swift: 'Swift',
  m: 'Objective-C',
  dart: 'Dart',
  ex: 'Elixir',
  exs: 'Elixir',
  erl: 'Erlang',
  lua: 'Lua',
  pl: 'Perl',
  tf: 'Terraform',
  ps1: 'PowerShell',
  vue: 'Vue',
  svelte: 'Svelte',
};

/** What was read for rules that sweep, in words; undefined when none of the rules does. */
export interface Coverage {
  readonly words: string;
  /** Whether files that ship were read, and not understood, by a rule that has to understand them. */
  readonly partial: boolean;
}

/** What the sweeping ones of some rules have looked at. */
export function coverageOf(rules: readonly string[], around: Surroundings): Coverage | undefined {
  const sweeps = rules.flatMap((rule) => SWEEPS[rule] ?? []);
  if (sweeps.length === 0) return undefined;
  const code = sweeps.includes('code');
  return once(around, code ? 'coverage of code' : 'coverage', () => covered(code, around));
}

function covered(code: boolean, { documents, skipped }: Surroundings): Coverage {
  const files = (count: number, kind = ''): string => `${grouped(count)} ${kind}${count === 1 ? 'file' : 'files'}`;
  const foreign = code
    ? groupBy(
        documents.filter(({ role }) => role === 'production'),
        ({ path }) => NOT_JUDGED[path.slice(path.lastIndexOf('.') + 1).toLowerCase()],
      )
    : new Map<string | undefined, never[]>();
  foreign.delete(undefined);
  const notJudged = [...foreign]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([language, list]) => `${files(list.length, `${language ?? ''} `)} not judged`);
  return {
    words: [`${files(documents.length)} read`, ...(skipped ? [`${grouped(skipped)} skipped`] : []), ...notJudged].join(', '),
    partial: notJudged.length > 0,
  };
}
