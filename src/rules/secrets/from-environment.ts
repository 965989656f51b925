import { readEnvironment } from '../../edits/environment.js';
import type { Document } from '../../model/document.js';
import type { Fix, TextEdit } from '../../model/finding.js';
import { type Scope, fix } from '../../model/rule.js';
import { type Span, before } from '../../model/span.js';
import { placeIn, templateFor } from '../config/variables.js';

const LONGEST_TITLE = 60;

/** Reads a value from the environment; as a second action also names the variable, without a value, in the template that people fill in. */
export function fromEnvironment(
  scope: Pick<Scope, 'document' | 'everywhere'>,
  title: string,
  { span, variable }: { readonly span: Span; readonly variable: string },
): readonly Fix[] {
  const { document } = scope;
  const edits = readEnvironment(document, span, variable);
  const named = edits && isSetByPeople(document) ? inTemplate(scope, variable) : undefined;
  if (!edits || !named) return fix(title, edits);
  const both = `${title}, and add it to the template`;
  const short = 'Read it from the environment, and add it to the template';
  return [...fix(title, edits), ...fix(both.length <= LONGEST_TITLE ? both : short, [...edits, named])];
}

/** Secrets of a pipeline are kept by its platform, and those of tests are in no template. */
const isSetByPeople = ({ role, path }: Document): boolean =>
  (role === 'production' || role === 'development') && !/(?:^|\/)\.github\/workflows\//.test(path);

/** The edit that names a variable; undefined where there is no template, or it does. */
function inTemplate(scope: Pick<Scope, 'document' | 'everywhere'>, variable: string): TextEdit | undefined {
  const template = templateFor(scope, scope.document);
  if (!template || template.entries.some(({ name }) => name.toUpperCase() === variable.toUpperCase())) return undefined;
  const { at, text } = placeIn(template, variable);
  return { span: before(at), text, uri: template.uri };
}
