import { ComposeSecret } from '../../facts/compose.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { interpolated } from '../../syntax/interpolation.js';
import { detector } from '../detector.js';
import { JUDGED } from './documents.js';
import { credentialName, isForBrowsers } from './names.js';
import { passwordsIn } from './urls.js';
import { strengthOf } from './values.js';

/** Literals in the environment of services. */
export const composeSecrets = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  roles: JUDGED,
  mentions: /^["']?services["']?[ \t]*:/m,

  *facts({ document, root }): Iterable<FactDraft> {
    if (root.get('jobs') ?? root.get('apiVersion')) return;
    for (const { key, node } of root.get('services')?.entries ?? []) {
      const environment = node.get('environment');
      if (!environment || (!node.get('image') && !node.get('build') && !node.get('extends'))) continue;
      for (const { key: name, node: value } of environment.entries) yield* judged(document, key, name, value.value, value);
      for (const item of environment.items) {
        const text = item.text ?? '';
        const equals = text.indexOf('=');
        const at = document.text.indexOf(text, item.span.start);
        if (equals <= 0 || at < 0 || at > item.span.start + 1) continue;
        const span = { start: at + equals + 1, end: at + text.length };
        yield* judged(document, key, text.slice(0, equals), { kind: 'text', text: text.slice(equals + 1), span }, item, span);
      }
    }
  },
});

function* judged(
  document: Document,
  service: string,
  name: string,
  value: Value,
  node: DataNode,
  span: Span = value.span,
): Iterable<FactDraft> {
  const read = interpolated(document, value, 'compose');
  const text = read.kind === 'text' ? read.text : read.kind === 'number' ? node.text : undefined;
  if (text === undefined || text === '' || isForBrowsers(name)) return;
  const named = credentialName(name);
  const strength = named && strengthOf(text, named, { settings: true, login: true });
  if (strength) {
    yield ComposeSecret({ span }, { service, name, strength, value: span });
    return;
  }
  for (const { password, guessable } of passwordsOf(text)) {
    yield ComposeSecret({ span: password(span, document) }, { service, name, strength: guessable ? 'guessable' : 'own', value: span });
    return;
  }
}

/** Passwords inside URLs, with where they stand. */
function* passwordsOf(
  text: string,
): Iterable<{ readonly password: (span: Span, document: Document) => Span; readonly guessable: boolean }> {
  for (const found of passwordsIn(text))
    yield {
      password: (span, document) => {
        const at = document.text.indexOf(text, span.start);
        return at < 0 ? span : { start: at + found.span.start, end: at + found.span.end };
      },
      guessable: found.guessable,
    };
}
