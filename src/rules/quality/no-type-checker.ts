import { atTheEnd } from '../../edits/sections.js';
import { Dependency, Manifest } from '../../facts/project.js';
import { TypeScriptSettings, TypedLanguage } from '../../facts/quality.js';
import { type AnyRule, code, rule, suggestion } from '../../model/rule.js';
import { LOOKERS, folderName, languageName, largest, lookedAt } from './looked-at.js';
import { type Strictness, settingsOf, strictnessOf } from './strictness.js';

/** What most of the code has, the code has. */
const MOST = 0.8;

export const noTypeChecker: AnyRule = rule({
  id: 'quality/no-type-checker',
  shape: 'absent',
  severity: 'warning',
  title: 'Types are not checked',
  message: {
    none: 'No type checker is set up for the Python code here: a value of the wrong type is noticed when a request meets it. Set one up.',
    part: 'A type checker looks at some of the Python code, and not at the {count} files in {folder}: wrong types pass unseen there. Set it up for these, too.',
    off: "'{path}' switches 'strict' off (TypeScript files: {count}), so a value that is null or of no known type passes unseen. Switch it on.",
    unset: "'{path}' does not switch 'strict' on (TypeScript files: {count}), so a value that is null or of no known type passes unseen.",
  },
  holds: 'Types are checked',
  why: `Most mistakes of a dynamic language are values of another type than the code expects: a missing value, a text for a number. A type checker finds
    them before the code runs; TypeScript that is not strict lets most of them through.`,
  references: ['https://www.typescriptlang.org/tsconfig/#strict'],
  about: TypedLanguage,
  reads: [...LOOKERS, TypeScriptSettings, Manifest, Dependency],

  *check({ ecosystem, uses, uri, span }, { document, everywhere, problem, evidence, unknown }) {
    if (ecosystem === 'javascript') {
      const version = everywhere(Dependency, { name: 'typescript' })[0]?.version;
      // https://devblogs.microsoft.com/typescript/announcing-typescript-6-0/
      const byDefault = Number(/\d+/.exec(version ?? '')?.[0] ?? 0) >= 6;
      const loose = new Map<string, { readonly strictness: Strictness; files: number }>();
      const seen = new Set<string>();
      for (const use of uses) {
        const all = settingsOf(use, { everywhere });
        if (all.length === 0) yield unknown(use.at);
        for (const [i, each] of all.entries()) {
          const strictness = strictnessOf(each, byDefault, { everywhere });
          const { is, value, settings } = strictness;
          const at = { uri: settings.uri, span: (value ?? settings).span };
          if (is === 'loose') {
            const known = loose.get(settings.uri);
            const files = i === 0 ? use.typed : 0;
            if (known) known.files += files;
            else loose.set(settings.uri, { strictness, files });
          } else if (!seen.has(settings.uri)) {
            seen.add(settings.uri);
            // Beside many files of JavaScript, it reads some of the code.
            yield is === 'strict' && use.typed >= MOST * use.files ? evidence(at, "'strict' is on") : unknown(at);
          }
        }
      }
      for (const { strictness, files } of loose.values()) {
        const { value, settings } = strictness;
        const { path, slot } = settings;
        const edit = value ? { span: value.span, text: 'true' } : slot && { span: slot.at.span, text: slot.text };
        yield problem({
          say: value ? 'off' : 'unset',
          at: { uri: settings.uri, span: (value ?? settings).span },
          words: { path, count: files },
          subject: path,
          fixes: () => suggestion("Switch 'strict' on", edit && [{ ...edit, uri: settings.uri }]),
        });
      }
      return;
    }
    // Their compilers check types.
    if (ecosystem !== 'python') {
      yield evidence({ uri, span }, `The compiler checks the types of ${languageName(ecosystem)}`);
      return;
    }
    const { proofs, bare, unsure } = lookedAt('types', ecosystem, uses, { everywhere });
    for (const { at, note } of bare.length > 0 ? [] : proofs) yield evidence(at, `'${note}' checks types`);
    const most = largest(bare);
    if (!most) return;
    if (unsure) yield unknown({ uri, span });
    else if (proofs.length > 0)
      yield problem({ say: 'part', at: most.at, words: { count: most.files, folder: folderName(most.folder) }, subject: 'Python' });
    else
      yield problem({
        say: 'none',
        at: { uri, span },
        subject: 'Python',
        fixes: () =>
          document.path.endsWith('pyproject.toml')
            ? suggestion("Add '[tool.mypy]' to 'pyproject.toml'", atTheEnd(document, '[tool.mypy]\ncheck_untyped_defs = true\n'))
            : [],
      });
  },

  examples: [
    {
      file: 'tsconfig.json',
      beside: { 'package.json': '{ "name": "shop", "private": true }\n', 'src/orders.ts': 'export const none: readonly string[] = [];\n' },
      bad: code`
        {
          "compilerOptions": {
            "target": "es2023",
            "strict": false
          }
        }
      `,
      good: code`
        {
          "compilerOptions": {
            "target": "es2023",
            "strict": true
          }
        }
      `,
    },
  ],
});
