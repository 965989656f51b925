import { IgnoreFile, PackageScript, SecretFile, StartScript } from '../../facts/containers.js';
import { baseName } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { credentialName } from '../secrets/names.js';
import { developmentServerOf } from './development-servers.js';

/** Which builds leave files out: https://docs.docker.com/build/concepts/context/#dockerignore-files */
export const dockerignore = detector({
  framework: 'Docker',
  format: 'text',
  files: /(?:^|\/|\.)(?:docker|container)ignore$/i,

  *facts({ document }): Iterable<FactDraft> {
    yield IgnoreFile({ span: before(0) }, { path: document.path });
  },
});

const SWITCHES =
  /\b(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|chpst|setuidgid|start-stop-daemon|fixuid)\b|\bsu\s+(?:-\s|-\w|[a-z"'$])|\bsudo\s+(?:-\w+\s+)?(?:-u|--user)\b|\bchroot\s+--userspec/;

/** Scripts that an image may start first, and whether they go on as another user. */
export const startScripts = detector({
  framework: 'Docker',
  format: 'text',
  files: /\.(?:sh|bash)$|(?:^|\/)[^/]*entry-?point[^/]*$|(?:^|\/)(?:start|run|init|boot|launch)$/i,

  *facts({ document }): Iterable<FactDraft> {
    if (document.format !== 'shell' && document.format !== 'text') return;
    const code = document.text.replace(/^[ \t]*#.*$/gm, '');
    yield StartScript({ span: before(0) }, { name: baseName(document.path), switchesUser: SWITCHES.test(code) });
  },
});

/** Files that people copy into images together with what is in them. */
export const secretFiles = detector({
  framework: 'Docker',
  format: 'text',
  files: /(?:^|\/)(?:\.(?:env(?:\.[\w.-]+)?|npmrc|yarnrc\.yml|pypirc|netrc|git-credentials|pgpass)|[\w-]{1,60}\.env)$/,

  *facts({ document }): Iterable<FactDraft> {
    yield SecretFile({ span: before(0) }, { path: document.path, secret: holdsSecret(document.text, baseName(document.path)) });
  },
});

function holdsSecret(text: string, name: string): boolean {
  if (/^\.(?:netrc|git-credentials|pgpass)$/.test(name)) return text.trim() !== '';
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, 1000));
  if (name === '.npmrc' || name === '.yarnrc.yml')
    return lines.some((line) => /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)["']?\s*[=:]\s*["']?[^\s$"']/.test(line));
  if (name === '.pypirc') return lines.some((line) => /^\s*password\s*[=:]\s*[^\s$%]/.test(line));
  return lines.some((line) => {
    const [, variable, value] = /^\s*(?:export\s+)?([A-Za-z_]\w{0,200})\s*=\s*["']?([^\s"'#$][^\s]*)/.exec(line) ?? [];
    return (
      variable !== undefined &&
      value !== undefined &&
      (credentialName(variable) !== undefined || /^[a-z][\w+.-]{1,30}:\/\/[^\s:/@]{0,100}:[^\s/@$]{1,200}@/i.test(value))
    );
  });
}

/** The scripts of a package.json, as far as an image may start them. */
export const packageScripts = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,
  mentions: ['"scripts"'],

  *facts({ root }): Iterable<FactDraft> {
    for (const { key, keySpan, node } of root.get('scripts')?.entries ?? []) {
      const { text } = node;
      if (text === undefined) continue;
      const words = wordsOf(text);
      const server = words && developmentServerOf(words);
      yield PackageScript(
        { span: keySpan },
        {
          name: key,
          known: words !== undefined,
          developmentServer: server && { command: server.command, framework: server.framework, instead: server.instead },
        },
      );
    }
  },
});

/** The words of a script that is one plain command, or a chain of them that ends in it; the shell's grammar is not at hand for JSON. */
function wordsOf(script: string): { readonly text: string; readonly span: { readonly start: number; readonly end: number } }[] | undefined {
  const last = script.split('&&').at(-1)?.trim() ?? '';
  if (!/^[\w@.,:/=\s'"*-]+$/.test(last)) return undefined;
  const words = last.split(/\s+/).filter((word) => !/^[A-Za-z_]\w*=/.test(word));
  return words.map((text) => ({ text: text.replace(/["']/g, ''), span: before(0) }));
}
