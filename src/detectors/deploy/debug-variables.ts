import { DebugSwitch } from '../../facts/http.js';
import type { FactDraft } from '../../model/fact.js';
import { type Value, text } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';
import { developmentServerOf } from './development-servers.js';

/** Variables that switch a framework's debug or development mode on, and whose they are. */
const VARIABLES: Readonly<Record<string, string>> = {
  FLASK_DEBUG: 'Flask',
  FLASK_ENV: 'Flask',
  QUART_DEBUG: 'Quart',
  DJANGO_DEBUG: 'Django',
  NODE_ENV: 'Node.js',
  APP_DEBUG: 'Laravel',
  WERKZEUG_DEBUG_PIN: 'Flask',
};

function* stated(name: string, value: Value, nameSpan: { readonly start: number; readonly end: number }): Iterable<FactDraft> {
  const framework = VARIABLES[name];
  // `WERKZEUG_DEBUG_PIN=off` lets anybody use the console.
  if (framework === undefined || (name === 'WERKZEUG_DEBUG_PIN' && !(value.kind === 'text' && value.text === 'off'))) return;
  const mode = name.endsWith('_ENV') && value.kind === 'text' && !/^dev(?:elopment)?$/.test(value.text);
  if (mode) return;
  yield DebugSwitch(
    { span: nameSpan },
    { setting: name, framework, on: name === 'WERKZEUG_DEBUG_PIN' ? { kind: 'flag', on: true, span: value.span } : value, local: false },
  );
}

export const imageDebugVariables = detector({
  framework: 'Docker',
  format: 'dockerfile',
  mentions: Object.keys(VARIABLES),

  *facts({ stages }) {
    const shipped = stages.at(-1);
    const layers = [];
    for (let stage = shipped; stage; stage = stage.parent) layers.unshift(stage);
    const last = new Map<string, FactDraft[]>();
    for (const { keyword, pairs } of layers.flatMap(({ instructions }) => instructions)) {
      if (keyword !== 'ENV') continue;
      for (const { name, nameSpan, value } of pairs) {
        const known: Value | undefined =
          value && (value.text === undefined ? { kind: 'unknown', span: value.span } : text(value, value.text));
        last.set(name, known ? [...stated(name, known, nameSpan)] : []);
      }
    }
    for (const drafts of last.values()) yield* drafts;
  },
});

export const composeDebugVariables = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: Object.keys(VARIABLES),

  *facts({ document, root, script }): Iterable<FactDraft> {
    for (const { node } of root.get('services')?.entries ?? []) {
      const command = node.get('command') ?? node.get('entrypoint');
      const starts = (command && script(command)?.commands) ?? [];
      // With the source mounted or a development server started it is a developer's own.
      if (mountsSource(node) || starts.some(({ words }) => developmentServerOf(words))) continue;
      const environment = node.get('environment');
      for (const { key, keySpan, node: value } of environment?.entries ?? []) yield* stated(key, value.value, keySpan);
      for (const item of environment?.items ?? []) {
        const [, name, content] = /^(\w{1,80})=(.{0,200})$/s.exec(item.text ?? '') ?? [];
        if (name === undefined || content === undefined || content.includes('$')) continue;
        const end = item.span.end - (/["']/.test(document.text[item.span.end - 1] ?? '') ? 1 : 0);
        yield* stated(name, text({ span: { start: Math.max(item.span.start, end - content.length), end } }, content), item.span);
      }
    }
  },
});

const mountsSource = (service: DataNode): boolean =>
  (service.get('volumes')?.items ?? []).some((volume) =>
    /^(?:\.{1,2}(?:\/[\w.-]{1,60}){0,4}\/?|\$\{?PWD\}?[^:]{0,100}):\/(?!etc\b|docker-entrypoint|var\b|data\b)/.test(
      volume.text ?? `${volume.get('source')?.text ?? ''}:${volume.get('target')?.text ?? ''}`,
    ),
  ) || service.at('develop.watch') !== undefined;

export const environmentFileDebug = detector({
  framework: 'dotenv',
  format: 'dotenv',
  files: /(?:^|\/)[^/]*(?:prod|production|live|staging)[^/]*$/i,
  mentions: [...Object.keys(VARIABLES), 'DEBUG'],

  *facts({ root }) {
    for (const { key, keySpan, value } of root.entries) {
      if (key === 'DEBUG' && value.kind === 'text' && /^(?:true|1|on|yes)$/i.test(value.text))
        yield DebugSwitch({ span: keySpan }, { setting: key, framework: 'Django', on: value, local: false }, 'likely');
      else yield* stated(key, value, keySpan);
    }
  },
});
