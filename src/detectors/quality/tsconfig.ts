import { TypeScriptSettings } from '../../facts/quality.js';
import { baseName } from '../../model/document.js';
import { type At, before } from '../../model/span.js';
import { isOn, unknown } from '../../model/value.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';

/** https://www.typescriptlang.org/tsconfig/ */
export const tsconfig = detector({
  framework: 'TypeScript',
  format: 'json',
  files: /\.jsonc?$/,
  mentions: ['"compilerOptions"', '"extends"', '"references"'],
  worthParsing: ({ path, text }) => isNamedSo(path) || text.includes('"compilerOptions"'),

  *facts({ root, document: { path, text } }) {
    const options = root.get('compilerOptions');
    if (root.kind !== 'map' || (options?.kind !== 'map' && !isNamedSo(path))) return;
    const bases = root.get('extends');
    const references = root.get('references')?.items ?? [];
    const files = root.get('files');
    yield TypeScriptSettings(
      { span: before(0) },
      {
        path,
        strict: strictIn(options),
        slot: slotIn(options, text),
        bases: (bases?.kind === 'list' ? bases.items : bases ? [bases] : []).flatMap(({ text: base }) =>
          base === undefined ? [] : [base],
        ),
        references: references.flatMap((reference) => reference.get('path')?.text ?? []),
        gathers: references.length > 0 && (files ? files.items.length === 0 : root.get('include')?.items.length === 0),
      },
    );
  },
});

const isNamedSo = (path: string): boolean => /^tsconfig\b.*\.jsonc?$/.test(baseName(path));

/** Before the first option, as that one is set off; a comment in between stays where it is. */
function slotIn(options: DataNode | undefined, text: string): { readonly at: At; readonly text: string } | undefined {
  const first = options?.entries[0];
  if (!options || !first) return undefined;
  const gap = text.slice(options.span.start + 1, first.span.start);
  return { at: { span: before(first.span.start) }, text: `"strict": true,${gap.trim() === '' ? gap : '\n'}` };
}

/** What is written of `strict`; unknown where the two checks that matter most are switched on by themselves. */
function strictIn(options: DataNode | undefined): ReturnType<typeof unknown> | undefined {
  const written = options?.get('strict');
  if (written) return written.value;
  return options && isOn(options.option('noImplicitAny')) && isOn(options.option('strictNullChecks')) ? unknown(options) : undefined;
}
