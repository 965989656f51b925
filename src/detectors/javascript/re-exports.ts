import { RouterAlias } from '../../facts/http.js';
import { before } from '../../model/span.js';
import type { CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { isOfWorkspace, specifierIn } from './routers.js';

/** Files that gather routers, controllers or plugins of others under names of their own. */
export const reExports = detector({
  framework: 'JavaScript modules',
  format: 'javascript',
  files:
    /(?:^|\/)(?:index|(?:[\w-]+\.)?(?:routes?|routers?|controllers?|plugins?|modules?|handlers?|middlewares?|api|app|server))\.[cm]?[jt]s$/i,
  mentions: /\bexport\s*(?:\*|\{|type\s*\{|default\s+\w)|\bexports\b/,

  *facts(js) {
    for (const { name, from, local, expression } of js.exports) {
      const at = { span: expression?.span ?? before(0) };
      if (from !== undefined) {
        if (!isOfWorkspace(from)) continue;
        const module = specifierIn(js, from);
        // `export * from './users'`, `export { default as users } from './users'`
        const of = name === '*' || local === 'default' || local === undefined ? module : `${module}.${local}`;
        yield RouterAlias(at, { key: name, of });
        continue;
      }
      for (const [key, of] of expression ? passedOn(js, name, expression) : [[name, importedAs(js, local ?? name)] as const])
        if (of !== undefined && of !== key) yield RouterAlias(at, { key, of });
    }
  },
});

/** What an import that is exported again stands for. */
function importedAs(js: CodeSyntax, local: string): string | undefined {
  const imported = js.importList.find((each) => each.local === local);
  if (!imported || !isOfWorkspace(imported.module)) return undefined;
  const module = specifierIn(js, imported.module);
  return imported.name === undefined || imported.name === '*' ? module : `${module}.${imported.name}`;
}

/** `module.exports = require('./users')`, `module.exports = { users: require('./users') }`, `export default { users }`. */
function* passedOn(js: CodeSyntax, name: string, expression: Expression): Iterable<readonly [string, string | undefined]> {
  const { name: meant } = expression.resolved;
  const target = meant === '' ? expression.name : meant;
  if (isOfWorkspace(target)) yield [name, specifierIn(js, target)];
  if (name !== 'default') return;
  for (const entry of expression.resolved.entries) {
    const of = entry.expression.resolved.name || entry.expression.name;
    if (isOfWorkspace(of)) yield [entry.name, specifierIn(js, of)];
  }
}
