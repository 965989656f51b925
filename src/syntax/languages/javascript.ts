import {
  type Declared,
  type Language,
  type Node,
  type Parameter,
  type Part,
  type Shape,
  callShape,
  collectionShape,
  definition,
  field,
  functionShape,
  named,
} from '../language.js';

const OTHER: Shape = { is: 'other' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

function stringParts(node: Node): (string | Node)[] {
  const parts: (string | Node)[] = [];
  for (const child of named(node)) {
    if (child.type === 'string_fragment') parts.push(child.text);
    else if (child.type === 'escape_sequence') parts.push(ESCAPES[child.text.slice(1)] ?? child.text.slice(1));
    else if (child.type === 'template_substitution') parts.push(named(child)[0] ?? child);
  }
  const plain = parts.filter((part) => typeof part === 'string');
  return plain.length === parts.length ? [plain.join('')] : parts;
}

const stringOf = (node: Node | undefined): string | undefined => {
  if (node?.type !== 'string' && node?.type !== 'template_string') return undefined;
  const [first, second] = stringParts(node);
  return second === undefined && typeof first === 'string' ? first : undefined;
};

/** `{ a: 1, 'b': 2, ['c']: 3, d, e() {} }`: the names that are plain. */
const keyOf = (key: Node): string | undefined => {
  if (key.type === 'property_identifier' || key.type === 'number' || key.type === 'shorthand_property_identifier') return key.text;
  return stringOf(key.type === 'computed_property_name' ? named(key)[0] : key);
};

function parts(node: Node | undefined): Part[] {
  return named(node).map((child): Part => {
    if (child.type === 'pair') {
      const key = field(child, 'key');
      const value = field(child, 'value');
      const name = key && keyOf(key);
      if (key && value) return { value, node: child, key, ...(name === undefined ? {} : { name }) };
    }
    if (child.type === 'shorthand_property_identifier') return { name: child.text, key: child, value: child, node: child };
    if (child.type === 'method_definition') {
      const key = field(child, 'name');
      const name = key && keyOf(key);
      return { value: child, node: child, ...(key ? { key } : {}), ...(name === undefined ? {} : { name }) };
    }
    const spread = child.type === 'spread_element';
    return { value: spread ? (named(child)[0] ?? child) : child, node: child, ...(spread ? { spread } : {}) };
  });
}

const typeOf = (annotation: Node | undefined): Node | undefined => named(annotation)[0];

function parameters(node: Node): Parameter[] {
  const single = field(node, 'parameter');
  if (single) return [{ name: single.text, decorators: [] }];
  return named(field(node, 'parameters')).map((child): Parameter => {
    const pattern = field(child, 'pattern') ?? field(child, 'left') ?? child;
    const type = typeOf(field(child, 'type'));
    const value = field(child, 'value') ?? field(child, 'right');
    const decorators = named(child).flatMap((part) => (part.type === 'decorator' ? named(part).slice(0, 1) : []));
    return { name: pattern.text, decorators, ...(type ? { type } : {}), ...(value ? { value } : {}) };
  });
}

const isAsync = (node: Node): boolean => node.children.some((child) => child?.type === 'async');

function call(node: Node, callee: Node | undefined, constructs: boolean): Shape {
  const list = field(node, 'arguments');
  if (!callee || list?.type === 'template_string') return OTHER;
  return callShape(shape(callee), [callee], list, parts, constructs);
}

function shape(node: Node): Shape {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier':
    case 'this':
    case 'meta_property':
      return { is: 'name', name: node.text };
    case 'member_expression':
    case 'nested_type_identifier': {
      const object = field(node, 'object') ?? field(node, 'module');
      const property = field(node, 'property') ?? field(node, 'name');
      return object && property ? { is: 'member', object, property: property.text } : OTHER;
    }
    case 'subscript_expression': {
      const object = field(node, 'object');
      const key = field(node, 'index');
      return object && key ? { is: 'index', object, key } : OTHER;
    }
    case 'call_expression':
      return call(node, field(node, 'function'), false);
    case 'new_expression':
      return call(node, field(node, 'constructor'), true);
    case 'string':
    case 'template_string':
      return { is: 'text', parts: stringParts(node) };
    case 'number':
      return { is: 'number', number: Number(node.text.replaceAll('_', '')) };
    case 'true':
      return { is: 'flag', on: true };
    case 'false':
      return { is: 'flag', on: false };
    case 'null':
    case 'undefined':
      return { is: 'nothing' };
    case 'array':
      return collectionShape('list', node, parts);
    case 'object':
      return collectionShape('map', node, parts);
    case 'binary_expression': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      const operator = field(node, 'operator')?.type;
      if (!left || !right) return OTHER;
      if (operator === '||' || operator === '??') return { is: 'either', left, right };
      return operator === '+' ? { is: 'sum', left, right } : OTHER;
    }
    case 'ternary_expression': {
      const test = field(node, 'condition');
      const yes = field(node, 'consequence');
      const no = field(node, 'alternative');
      return test && yes && no ? { is: 'choice', test, yes, no } : OTHER;
    }
    // In `const app = module.exports = express()` the value is an assignment, too.
    case 'assignment_expression': {
      const inner = field(node, 'right');
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'arrow_function':
    case 'function_expression':
    case 'method_definition':
    case 'function_declaration':
    case 'generator_function':
      return functionShape(node, parameters, isAsync);
    case 'parenthesized_expression':
    case 'await_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'generic_type': {
      const inner = named(node)[0];
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'type_assertion': {
      const inner = named(node).at(-1);
      return inner ? { is: 'same', inner } : OTHER;
    }
    default:
      return OTHER;
  }
}

/** The module of `require('x')`, `await import('x')`. */
function required(value: Node | undefined): string | undefined {
  let node = value;
  while (node?.type === 'await_expression' || node?.type === 'parenthesized_expression' || node?.type === 'as_expression')
    node = named(node)[0];
  if (node?.type === 'member_expression' && field(node, 'property')?.text === 'default') node = field(node, 'object');
  if (node?.type !== 'call_expression') return undefined;
  const callee = field(node, 'function');
  if (callee?.text !== 'require' && callee?.type !== 'import') return undefined;
  return stringOf(named(field(node, 'arguments'))[0]);
}

function* pattern(target: Node, value: Node | undefined, type: Node | undefined): Iterable<Declared> {
  const module = required(value);
  if (target.type === 'object_pattern') {
    for (const child of named(target)) {
      const local =
        child.type === 'pair_pattern' ? field(child, 'value') : child.type === 'object_assignment_pattern' ? named(child)[0] : child;
      const key = child.type === 'pair_pattern' ? field(child, 'key')?.text : local?.text;
      if (!local || key === undefined || child.type === 'rest_pattern') continue;
      if (module !== undefined) yield { is: 'import', module, name: key, local: local.text, node: child };
      else yield { is: 'binding', name: local.text, nameNode: local, ...(value ? { value } : {}), property: key };
    }
    return;
  }
  if (target.type !== 'identifier' && target.type !== 'member_expression' && target.type !== 'subscript_expression') return;
  if (module !== undefined && target.type === 'identifier') {
    yield { is: 'import', module, local: target.text, node: target };
    return;
  }
  // require('x').Name
  const member = value?.type === 'member_expression' ? required(field(value, 'object')) : undefined;
  const property = value && member !== undefined ? field(value, 'property')?.text : undefined;
  if (member !== undefined && property !== undefined && target.type === 'identifier') {
    yield { is: 'import', module: member, name: property, local: target.text, node: target };
    return;
  }
  // `let app;` only declares.
  if (!value && !type) return;
  if (target.type === 'subscript_expression') {
    const object = field(target, 'object');
    const index = field(target, 'index');
    const key = stringOf(index);
    if (object && index && key !== undefined)
      yield { is: 'binding', name: `${object.text}[${key}]`, nameNode: index, ...(value ? { value } : {}) };
    return;
  }
  yield { is: 'binding', name: target.text, nameNode: target, ...(value ? { value } : {}), ...(type ? { type } : {}) };
}

function* imports(node: Node): Iterable<Declared> {
  const module = stringOf(field(node, 'source'));
  if (module === undefined) return;
  const clause = named(node).find((child) => child.type === 'import_clause');
  if (!clause) yield { is: 'import', module, local: '', node };
  for (const child of named(clause)) {
    if (child.type === 'identifier') yield { is: 'import', module, local: child.text, node: child };
    else if (child.type === 'namespace_import') yield { is: 'import', module, local: named(child)[0]?.text ?? '', node: child };
    else if (child.type === 'named_imports')
      for (const specifier of named(child)) {
        const name = field(specifier, 'name');
        if (!name) continue;
        const local = (field(specifier, 'alias') ?? name).text;
        if (name.text === 'default') yield { is: 'import', module, local, node: specifier };
        else yield { is: 'import', module, name: name.text, local, node: specifier };
      }
  }
}

function* exports(node: Node): Iterable<Declared> {
  const from = stringOf(field(node, 'source'));
  const value = field(node, 'value');
  if (value) yield { is: 'export', name: 'default', value };
  const declaration = field(node, 'declaration');
  const isDefault = node.children.some((child) => child?.type === 'default');
  const declaredName = declaration && field(declaration, 'name');
  if (declaredName) yield { is: 'export', name: isDefault ? 'default' : declaredName.text, local: declaredName.text };
  for (const declarator of named(declaration))
    if (declarator.type === 'variable_declarator') {
      const name = field(declarator, 'name');
      if (name?.type === 'identifier') yield { is: 'export', name: name.text, local: name.text };
    }
  for (const clause of named(node)) {
    if (clause.type !== 'export_clause') continue;
    for (const specifier of named(clause)) {
      const local = field(specifier, 'name')?.text;
      const name = field(specifier, 'alias')?.text ?? local;
      if (local !== undefined && name !== undefined) yield { is: 'export', name, local, ...(from === undefined ? {} : { from }) };
    }
  }
  if (from !== undefined && !named(node).some((child) => child.type === 'export_clause')) yield { is: 'export', name: '*', from };
}

/** Decorators stand before what they decorate: as children (parameters, fields, exported classes) or as earlier siblings (methods). */
function decorators(node: Node): Node[] {
  const own = named(node).filter((child) => child.type === 'decorator');
  const parent = node.parent;
  const outer = parent?.type === 'export_statement' ? named(parent).filter((child) => child.type === 'decorator') : [];
  const before: Node[] = [];
  const first = outer.length > 0 ? null : node.previousNamedSibling;
  for (let sibling = first; sibling?.type === 'decorator'; sibling = sibling.previousNamedSibling) before.unshift(sibling);
  return [...outer, ...before, ...own].flatMap((decorator) => named(decorator).slice(0, 1));
}

function bases(node: Node): Node[] {
  const heritage = named(node).find((child) => child.type === 'class_heritage');
  return named(heritage).flatMap((clause) =>
    clause.type === 'extends_clause' ? named(clause).slice(0, 1) : clause.type === 'implements_clause' ? named(clause) : [clause],
  );
}

function* declares(node: Node): Iterable<Declared> {
  switch (node.type) {
    case 'import_statement':
      yield* imports(node);
      return;
    case 'export_statement':
      yield* exports(node);
      return;
    case 'variable_declarator': {
      const target = field(node, 'name');
      if (target) yield* pattern(target, field(node, 'value'), typeOf(field(node, 'type')));
      return;
    }
    case 'assignment_expression': {
      const target = field(node, 'left');
      let value = field(node, 'right');
      while (value?.type === 'assignment_expression') value = field(value, 'right');
      if (!target) return;
      const path = target.text;
      if (path === 'module.exports' || path === 'exports.default') yield { is: 'export', name: 'default', ...(value ? { value } : {}) };
      const exported = /^(?:module\.)?exports\.([\w$]+)$/.exec(path)?.[1];
      if (exported !== undefined && exported !== 'default') yield { is: 'export', name: exported, ...(value ? { value } : {}) };
      if (path === 'module.exports' && value?.type === 'object')
        for (const part of parts(value)) if (part.name !== undefined) yield { is: 'export', name: part.name, value: part.value };
      yield* pattern(target, value, undefined);
      return;
    }
    case 'augmented_assignment_expression': {
      const target = field(node, 'left');
      const value = field(node, 'right');
      if (target) yield { is: 'binding', name: target.text, nameNode: target, augmented: true, ...(value ? { value } : {}) };
      return;
    }
    case 'public_field_definition':
    case 'field_definition': {
      const name = field(node, 'name') ?? field(node, 'property');
      const value = field(node, 'value');
      const type = typeOf(field(node, 'type'));
      if (name) yield { is: 'binding', name: `this.${name.text}`, nameNode: name, ...(value ? { value } : {}), ...(type ? { type } : {}) };
      return;
    }
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'method_definition':
    case 'arrow_function':
    case 'function_expression':
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'class': {
      // The keyword has the type of an expression that is a class.
      if (!node.isNamed) return;
      const isClass = node.type.includes('class');
      const name = field(node, 'name');
      const parent = node.parent;
      const bound =
        parent?.type === 'variable_declarator' ? field(parent, 'name') : parent?.type === 'pair' ? field(parent, 'key') : undefined;
      const title = name ?? bound;
      yield definition(
        {
          is: isClass ? 'class' : 'function',
          nameNode: title,
          node,
        },
        {
          ...(isClass ? { bases: () => bases(node) } : { parameters: () => parameters(node) }),
          ...(isClass || node.type === 'method_definition' ? { decorators: () => decorators(node) } : {}),
          async: () => isAsync(node),
        },
      );
      return;
    }
    case 'if_statement': {
      const body = field(node, 'consequence');
      if (body && (field(node, 'condition')?.text ?? '').includes('require.main')) yield { is: 'main', node: body };
      return;
    }
    default:
  }
}

function condition(branch: Node, child: Node): string | undefined {
  if (branch.type === 'if_statement' || branch.type === 'ternary_expression') {
    const test = field(branch, 'condition');
    if (!test || child.id === test.id) return undefined;
    const taken = field(branch, 'consequence');
    return taken?.id === child.id ? test.text : `!(${test.text})`;
  }
  if (branch.type === 'binary_expression' && field(branch, 'operator')?.type === '&&') {
    const left = field(branch, 'left');
    return left && left.id !== child.id ? left.text : undefined;
  }
  return undefined;
}

export const javascript: Language = {
  name: 'javascript',
  declarations: [
    'import_statement',
    'export_statement',
    'variable_declarator',
    'assignment_expression',
    'augmented_assignment_expression',
    'public_field_definition',
    'field_definition',
    'function_declaration',
    'generator_function_declaration',
    'method_definition',
    'arrow_function',
    'function_expression',
    'class_declaration',
    'abstract_class_declaration',
    'class',
    'if_statement',
  ],
  calls: ['call_expression', 'new_expression'],
  pairs: ['pair'],
  shape,
  declares,
  condition,
  environmentMaps: ['process.env', 'import.meta.env', 'Bun.env', 'node:process.env'],
  environmentCalls: ['Deno.env.get', '@nestjs/config.ConfigService().get', '@nestjs/config.ConfigService().getOrThrow', 'envalid.str'],
  fallbackOption: 'default',
};
