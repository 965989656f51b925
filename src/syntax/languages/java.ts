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
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const stringOf = (node: Node): string =>
  named(node)
    .map((child) => (child.type === 'escape_sequence' ? (ESCAPES[child.text.slice(1)] ?? child.text.slice(1)) : child.text))
    .join('');

function parts(node: Node | undefined): Part[] {
  return named(node).map((child): Part => {
    const key = child.type === 'element_value_pair' ? field(child, 'key') : undefined;
    const value = child.type === 'element_value_pair' ? field(child, 'value') : undefined;
    return key && value ? { name: key.text, key, value, node: child } : { value: child, node: child };
  });
}

const annotationsOf = (node: Node): Node[] =>
  named(named(node).find((child) => child.type === 'modifiers')).filter((child) => child.type.endsWith('annotation'));

function parameters(node: Node | undefined): Parameter[] {
  if (node?.type === 'identifier') return [{ name: node.text, decorators: [] }];
  return named(node).flatMap((child): Parameter[] => {
    if (child.type === 'identifier') return [{ name: child.text, decorators: [] }];
    const name = field(child, 'name');
    const type = field(child, 'type');
    return name ? [{ name: name.text, decorators: annotationsOf(child), ...(type ? { type } : {}) }] : [];
  });
}

/** `List.of("a")` and its kin are lists, whoever imports what. */
const LISTS = new Set([
  'List.of',
  'Set.of',
  'Arrays.asList',
  'Collections.singletonList',
  'Collections.singleton',
  'ImmutableList.of',
  'ImmutableSet.of',
  'Stream.of',
]);

function invocation(node: Node): Shape {
  const object = field(node, 'object');
  const name = field(node, 'name');
  const list = field(node, 'arguments');
  if (!name) return OTHER;
  if (object && list && LISTS.has(`${object.text}.${name.text}`)) return collectionShape('list', list, parts);
  const callee: Shape = object ? { is: 'member', object, property: name.text } : { is: 'name', name: name.text };
  return callShape(callee, [object ?? name, name], list, parts);
}

const parametersOf = (node: Node): Parameter[] => parameters(field(node, 'parameters'));

function bases(node: Node): Node[] {
  const interfaces = named(named(field(node, 'interfaces'))[0]);
  return [...named(field(node, 'superclass')), ...interfaces];
}

function shape(node: Node): Shape {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'this':
      return { is: 'name', name: node.text };
    case 'field_access':
    case 'scoped_identifier': {
      const object = field(node, 'object') ?? field(node, 'scope');
      const property = field(node, 'field') ?? field(node, 'name');
      return object && property ? { is: 'member', object, property: property.text } : OTHER;
    }
    case 'scoped_type_identifier': {
      const [object, property] = named(node);
      return object && property ? { is: 'member', object, property: property.text } : OTHER;
    }
    case 'method_invocation':
      return invocation(node);
    case 'object_creation_expression': {
      const type = field(node, 'type');
      const list = field(node, 'arguments');
      if (!type) return OTHER;
      return callShape(shape(type), [type], list, parts, true);
    }
    case 'annotation':
    case 'marker_annotation': {
      const name = field(node, 'name');
      const list = field(node, 'arguments');
      if (!name) return OTHER;
      return callShape(shape(name), [name], list, parts, true);
    }
    case 'string_literal':
      return { is: 'text', parts: [stringOf(node)] };
    case 'decimal_integer_literal':
    case 'decimal_floating_point_literal':
      return { is: 'number', number: Number.parseFloat(node.text.replaceAll('_', '')) };
    case 'true':
      return { is: 'flag', on: true };
    case 'false':
      return { is: 'flag', on: false };
    case 'null_literal':
      return { is: 'nothing' };
    case 'element_value_array_initializer':
    case 'array_initializer':
      return collectionShape('list', node, parts);
    case 'array_creation_expression': {
      const inner = field(node, 'value');
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'binary_expression': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      return left && right && field(node, 'operator')?.type === '+' ? { is: 'sum', left, right } : OTHER;
    }
    case 'lambda_expression':
      return functionShape(node, parametersOf, () => false);
    case 'parenthesized_expression':
    case 'generic_type': {
      const inner = named(node)[0];
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'cast_expression': {
      const inner = field(node, 'value');
      return inner ? { is: 'same', inner } : OTHER;
    }
    default:
      return OTHER;
  }
}

function* declares(node: Node): Iterable<Declared> {
  switch (node.type) {
    case 'import_declaration': {
      const path = named(node).find((child) => child.type !== 'asterisk')?.text ?? '';
      const all = named(node).some((child) => child.type === 'asterisk');
      if (all) yield { is: 'import', module: path, name: '*', local: '', node };
      else {
        const dot = path.lastIndexOf('.');
        yield { is: 'import', module: path.slice(0, Math.max(dot, 0)), name: path.slice(dot + 1), local: path.slice(dot + 1), node };
      }
      return;
    }
    case 'variable_declarator': {
      const name = field(node, 'name');
      const value = field(node, 'value');
      const type = node.parent ? field(node.parent, 'type') : undefined;
      const decorators = node.parent ? annotationsOf(node.parent) : [];
      if (name)
        yield {
          is: 'binding',
          name: name.text,
          nameNode: name,
          decorators,
          ...(value ? { value } : {}),
          ...(type ? { type } : {}),
        };
      return;
    }
    case 'assignment_expression': {
      const left = field(node, 'left');
      const value = field(node, 'right');
      if (left) yield { is: 'binding', name: left.text, nameNode: left, ...(value ? { value } : {}) };
      return;
    }
    case 'method_declaration':
    case 'constructor_declaration':
    case 'lambda_expression':
    case 'class_declaration':
    case 'interface_declaration':
    case 'record_declaration':
    case 'enum_declaration': {
      const isFunction = /method|constructor|lambda/.test(node.type);
      const name = field(node, 'name');
      yield definition(
        {
          is: isFunction ? 'function' : 'class',
          nameNode: name,
          node,
        },
        {
          ...(isFunction ? { parameters: () => parametersOf(node) } : { bases: () => bases(node) }),
          decorators: () => annotationsOf(node),
        },
      );
      return;
    }
    default:
  }
}

function condition(branch: Node, child: Node): string | undefined {
  if (branch.type !== 'if_statement') return undefined;
  const test = field(branch, 'condition');
  if (!test || child.id === test.id) return undefined;
  return field(branch, 'consequence')?.id === child.id ? test.text : `!(${test.text})`;
}

export const java: Language = {
  name: 'java',
  declarations: [
    'import_declaration',
    'variable_declarator',
    'assignment_expression',
    'method_declaration',
    'constructor_declaration',
    'lambda_expression',
    'class_declaration',
    'interface_declaration',
    'record_declaration',
    'enum_declaration',
  ],
  calls: ['method_invocation', 'object_creation_expression', 'annotation', 'marker_annotation'],
  pairs: ['element_value_pair'],
  shape,
  declares,
  condition,
  environmentMaps: [],
  environmentCalls: ['System.getenv', 'java.lang.System.getenv'],
  fallbackOption: '',
};
