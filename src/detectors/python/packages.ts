import { RouterAlias } from '../../facts/http.js';
import { folderOf } from '../../model/document.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';

/** What a package's `__init__.py` passes on from its own modules. */
export const packages = detector({
  framework: 'Python packages',
  format: 'python',
  files: /(?:^|\/)__init__\.py$/,
  mentions: /\bimport\b/,

  *facts(python) {
    const own = new Set(folderOf(python.document.path).split('/'));
    for (const { module, name, local, span } of python.importList) {
      if (name === undefined || (!module.startsWith('.') && !own.has(module.split('.', 1)[0] ?? ''))) continue;
      const of = name === '*' ? module : /^\.+$/.test(module) ? `${module}${name}` : `${module}.${name}`;
      // `from . import users` names what is there anyway.
      if (of !== `.${local}`) yield RouterAlias({ span: before(span.start) }, { key: name === '*' ? '*' : local, of });
    }
  },
});
