import { ComposeSecret } from '../../facts/compose.js';
import type { Document } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import type { Value } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { interpolated } from '../../syntax/interpolation.js';
import { detector } from '../detector.js';
import { JUDGED } from './documents.js';
import { credentialName, isForBrowsers, saysSecret } from './names.js';
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
    for (const { key: service, node } of root.get('services')?.entries ?? []) {
      const environment = node.get('environment');
      if (!environment || (!node.get('image') && !node.get('build') && !node.get('extends'))) continue;
      const variables = [...variablesOf(document, environment)];
      const account = variables.find(({ name }) => /(?:^|_)USER(?:NAME)?$/.test(name))?.text;
      for (const variable of variables) yield* judged(document, service, variable, account);
    }
  },
});

interface Variable {
  readonly name: string;
  /** What is meant when nothing in the environment says otherwise; undefined where something has to. */
  readonly text: string | undefined;
  readonly span: Span;
}

/** Both forms of an environment: a map, or a list of `NAME=value`. */
function* variablesOf(document: Document, environment: DataNode): Iterable<Variable> {
  const read = (value: Value, characters: string | undefined): string | undefined => {
    const known = interpolated(document, value, 'compose');
    return known.kind === 'text' ? known.text : known.kind === 'number' ? characters : undefined;
  };
  for (const { key, node } of environment.entries) yield { name: key, text: read(node.value, node.text), span: node.span };
  for (const item of environment.items) {
    const written = item.text ?? '';
    const equals = written.indexOf('=');
    const at = document.text.indexOf(written, item.span.start);
    if (equals <= 0 || at < 0 || at > item.span.start + 1) continue;
    const span = { start: at + equals + 1, end: at + written.length };
    yield { name: written.slice(0, equals), text: read({ kind: 'text', text: written.slice(equals + 1), span }, undefined), span };
  }
}

function* judged(document: Document, service: string, { name, text, span }: Variable, account: string | undefined): Iterable<FactDraft> {
  if (text === undefined || text === '' || isForBrowsers(name)) return;
  const named = credentialName(name);
  const strength = named
    ? strengthOf(text, named, { settings: true, login: true, account, certain: named.signing })
    : saysSecret(name, text)
      ? 'own'
      : undefined;
  if (strength) {
    yield ComposeSecret({ span }, { service, name, strength, value: span });
    return;
  }
  const [first] = passwordsOf(text);
  if (first)
    yield ComposeSecret(
      { span: first.password(span, document) },
      { service, name, strength: first.guessable ? 'guessable' : 'own', value: span },
    );
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
