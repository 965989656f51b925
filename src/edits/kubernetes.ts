import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import type { Span } from '../model/span.js';
import { lineStart } from '../syntax/data.js';
import { lineEnding } from './indentation.js';

/** Replaces `value: …` of a variable by a reference to a Secret that is named after it; undefined where it shares its line. */
export function fromSecret({ format, text }: Document, entry: Span, variable: string): readonly TextEdit[] | undefined {
  if (format !== 'yaml') return undefined;
  const source = text.slice(entry.start, entry.end);
  const lead = text.slice(lineStart(text, entry.start), entry.start);
  if (source.includes('\n') || !/^[ -]*$/.test(lead)) return undefined;
  const secret = variable
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const [one, two, ending] = [' '.repeat(lead.length + 2), ' '.repeat(lead.length + 4), lineEnding(text)];
  return [{ span: entry, text: ['valueFrom:', `${one}secretKeyRef:`, `${two}name: ${secret}`, `${two}key: ${variable}`].join(ending) }];
}
