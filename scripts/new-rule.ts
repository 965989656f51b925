/** `npm run new-rule area/gap`: writes a rule's two files, to be filled in. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.js';

const [id = ''] = process.argv.slice(2);
const match = /^([a-z]+)\/([a-z]+(?:-[a-z0-9]+)*)$/.exec(id);
if (!match) {
  console.error("usage: npm run new-rule area/gap, both in kebab-case: 'cors/wildcard-origin'");
  process.exit(2);
}
const [, area = '', gap = ''] = match;
const name = gap.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const shape = gap.startsWith('no-') ? 'absent' : 'present';

const files = {
  [`src/rules/${area}/${gap}.ts`]: `import { code, rule } from '../../model/rule.js';

export const ${name} = rule({
  id: '${id}',
  shape: '${shape}',
  severity: 'warning',
  title: '',
  message: 'Fact. Consequence. Action.',
  holds: '',
  why: '',
  references: [],
  about: Kind,

  *check(fact, { problem }) {
    yield problem({ at: fact });
  },

  examples: [{ file: '', bad: code\`\`, good: code\`\` }],
});
`,
  [`test/rules/${area}/${gap}.test.ts`]: `import { ${name} } from '../../../src/rules/${area}/${gap}.js';
import { testRule } from '../rule-tester.js';

testRule(${name}, {
  reports: [],
  accepts: [],
  unknown: [],
});
`,
};

for (const [file, text] of Object.entries(files)) {
  const target = join(root, file);
  if (existsSync(target)) {
    console.error(`${file} exists already; nothing was written.`);
    process.exit(2);
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(file);
}
