import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Who somebody is to Git. */
export interface Identity {
  readonly name: string;
  readonly email: string | undefined;
}

/** `Ada <ada@example.com>`, as records name people. */
export const written = ({ name, email }: Identity): string => (email === undefined ? name : `${name} <${email}>`);

/** Git's own configuration of a machine and of a person, the nearest last: https://git-scm.com/docs/git-config#FILES */
export function configFiles(environment: NodeJS.ProcessEnv = process.env, home: string = homedir()): readonly string[] {
  const xdg = environment.XDG_CONFIG_HOME;
  return [
    ...(environment.GIT_CONFIG_NOSYSTEM ? [] : [environment.GIT_CONFIG_SYSTEM ?? '/etc/gitconfig']),
    ...(environment.GIT_CONFIG_GLOBAL === undefined
      ? [join(xdg === undefined || xdg === '' ? join(home, '.config') : xdg, 'git', 'config'), join(home, '.gitconfig')]
      : [environment.GIT_CONFIG_GLOBAL]),
  ];
}

/** A configuration by `section.key` or `section.subsection.key`; sections and keys in lower case. A later value replaces an earlier. */
export function parseConfig(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/).slice(0, MOST_LINES)) {
    const head = /^[ \t]*\[([\w.-]+)(?:[ \t]+"((?:[^"\\]|\\.)*)")?\]/.exec(line);
    if (head) section = `${(head[1] ?? '').toLowerCase()}${head[2] === undefined ? '' : `.${head[2].replace(/\\(.)/g, '$1')}`}`;
    const rest = head ? line.slice(head[0].length) : line;
    const entry = /^\s*([A-Za-z][\w-]*)\s*(?:=(.*))?$/.exec(rest);
    if (!entry || section === '') continue;
    values.set(`${section}.${(entry[1] ?? '').toLowerCase()}`, entry[2] === undefined ? 'true' : valueOf(entry[2]));
  }
  return values;
}

const MOST_LINES = 20_000;

/** A value without its quotes, its escapes resolved, and without the comment behind it. */
function valueOf(written: string): string {
  const source = written.replace(/^[ \t]+/, '');
  let value = '';
  let kept = 0;
  let quoted = false;
  for (let i = 0; i < source.length; i += 1) {
    const character = source.charAt(i);
    if (character === '"') quoted = !quoted;
    else if (character === '\\') {
      i += 1;
      const next = source.charAt(i);
      value += next === 'n' ? '\n' : next === 't' ? '\t' : next;
      kept = value.length;
      continue;
    } else if (!quoted && (character === '#' || character === ';')) break;
    else value += character;
    if (quoted || /\S/.test(character)) kept = Math.max(kept, value.length);
  }
  return value.slice(0, kept);
}

/** What several files say, the later ones before the earlier; what cannot be read says nothing. */
export function readConfig(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(files.flatMap((file) => [...parseConfig(textOf(file))]));
}

function textOf(file: string): string {
  try {
    const status = statSync(file);
    return status.isFile() && status.size < 1_048_576 ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** Who Git would name as author; undefined where its files do not say. */
export function identityIn(config: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv = process.env): Identity | undefined {
  const name = environment.GIT_AUTHOR_NAME ?? config.get('author.name') ?? config.get('user.name');
  const email = environment.GIT_AUTHOR_EMAIL ?? config.get('author.email') ?? config.get('user.email');
  const clean = (text: string | undefined): string | undefined => {
    const plain = text?.replace(/[<>\n\r]/g, '').trim();
    return plain === '' ? undefined : plain;
  };
  const [who, where] = [clean(name), clean(email)];
  return who === undefined ? (where === undefined ? undefined : { name: where, email: undefined }) : { name: who, email: where };
}
