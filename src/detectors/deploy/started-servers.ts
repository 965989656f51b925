import { DevServer } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { isOn } from '../../model/value.js';
import { commandsOf } from '../../syntax/command-line.js';
import { detector } from '../detector.js';
import { type KnownWord, developmentServerOf } from './development-servers.js';

function* started(words: readonly KnownWord[], local: boolean, sure = true): Iterable<FactDraft> {
  const server = developmentServerOf(words);
  if (server)
    yield DevServer(
      { span: server.at },
      { command: server.command, framework: server.framework, instead: `'${server.instead}'`, local },
      sure ? 'sure' : 'likely',
    );
}

/** https://devcenter.heroku.com/articles/procfile */
export const procfile = detector({
  framework: 'Procfile',
  format: 'text',
  files: /(?:^|\/)Procfile$/,

  *facts({ document }) {
    let start = 0;
    for (const line of document.text.split('\n')) {
      const type = /^[ \t]{0,20}[\w-]{1,60}[ \t]{0,20}:/.exec(line)?.[0] ?? '';
      if (type && !line.startsWith('#'))
        for (const words of commandsOf(line.slice(type.length).trimEnd(), start + type.length)) yield* started(words, false);
      start += line.length + 1;
    }
  },
});

/** What serves assets while they are written: there `start` is not what ships, by convention. */
const BUILT = new Set(['Create React App', 'Angular', 'Vite', 'Vue', 'webpack', 'Gatsby', 'Astro', 'Storybook', 'MkDocs', 'Nx']);

export const startScripts = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,
  mentions: /"start(?::prod(?:uction)?)?"/,

  *facts({ root }) {
    const scripts = root.get('scripts');
    const shipping = (scripts?.entries ?? []).filter(({ key }) =>
      /^(?:start[:-]?prod(?:uction)?|prod(?:uction)?|serve[:-]prod|start[:-]server[:-]prod)$/.test(key),
    );
    const start = scripts?.entry('start');
    // A package that others install is no application.
    const isApplication = isOn(root.option('private')) || root.get('bin') === undefined;
    for (const { node } of shipping.length ? shipping : start && isApplication ? [start] : []) {
      const { text, span } = node;
      if (text === undefined) continue;
      const escaped = text.length !== span.end - span.start - 2;
      for (const words of commandsOf(text, span.start + 1)) {
        const server = developmentServerOf(words);
        if (!server || BUILT.has(server.framework)) continue;
        yield* started(escaped ? words.map((word) => ({ ...word, span })) : words, false, shipping.length > 0);
      }
    }
  },
});

const SHIPS = /(?:^|[/_.-])(?:prod|production|deploy|swarm|stack|staging|live)(?=[/_.-])/i;

export const composeCommands = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: /^["']?services["']?[ \t]*:/m,

  *facts({ document, root, script }): Iterable<FactDraft> {
    for (const { node } of root.get('services')?.entries ?? []) {
      for (const key of ['command', 'entrypoint']) {
        const written = node.get(key);
        // A compose file that starts a development server is one for development, unless its name says otherwise.
        for (const { words } of (written && script(written)?.commands) ?? []) yield* started(words, !SHIPS.test(document.path));
      }
    }
  },
});

export const startShellScripts = detector({
  framework: 'Shell',
  format: 'shell',
  files:
    /(?:^|\/)(?:[\w.-]{0,40}entry-?point[\w.-]{0,40}|start(?:[-_.](?:web|app|server|api|prod\w*|django|flask|backend|service))?(?:\.(?:sh|bash))?|boot\.sh|docker[-_]start\.sh)$/i,

  *facts({ document, script }) {
    for (const { words, span } of script.commands) {
      // In a branch it is not known which one is taken.
      const branched = /^[ \t]*(?:if|case|elif)\b/m.test(document.text.slice(0, span.start));
      yield* started(words, branched);
    }
  },
});
