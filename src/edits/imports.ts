import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { goPackages } from './imports/go.js';
import { javaType } from './imports/java.js';
import { addPythonNames, pythonModule } from './imports/python.js';
import { addScriptImport } from './imports/script.js';

/** What is wanted of a module; the module itself without names. */
export interface Wanted {
  readonly module: string;
  /** JavaScript: the local name of the default export (or of all that a CommonJS module exports). */
  readonly as?: string;
  readonly names?: readonly string[];
}

/** Brings a module or names of it into scope, sorted into the imports that are there; no edits when all are in scope already; undefined where the language is not known. */
export function addImport(document: Document, wanted: string | Wanted): readonly TextEdit[] | undefined {
  const { module, as, names = [] } = typeof wanted === 'string' ? { module: wanted } : wanted;
  switch (document.format) {
    case 'python':
      return names.length === 0 ? pythonModule(document, module).edits : addPythonNames(document, module, names);
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return addScriptImport(document, module, as, names);
    case 'go':
      return goPackages(document, [module]).edits;
    case 'java':
      return javaType(document, module).edits;
    case 'dockerfile':
    case 'shell':
    case 'yaml':
    case 'json':
    case 'toml':
    case 'properties':
    case 'dotenv':
    case 'nginx':
    case 'text':
      return undefined;
  }
}
