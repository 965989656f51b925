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

/** Go wraps the keys and values of composite literals. */
const unwrap = (node: Node): Node => (node.type === 'literal_element' ? (named(node)[0] ?? node) : node);

function parts(node: Node | undefined): Part[] {
  return named(node).map((child): Part => {
    if (child.type === 'keyed_element') {
      const key = field(child, 'key');
      const value = field(child, 'value');
      if (key && value) {
        const inner = unwrap(key);
        const name = inner.type === 'identifier' ? inner.text : inner.type.includes('string') ? stringOf(inner) : undefined;
        return { value: unwrap(value), node: child, key, ...(name === undefined ? {} : { name }) };
      }
    }
    const spread = child.type === 'variadic_argument';
    return { value: spread ? (named(child)[0] ?? child) : unwrap(child), node: child, ...(spread ? { spread } : {}) };
  });
}

function parameters(node: Node | undefined): Parameter[] {
  return named(node).flatMap((child): Parameter[] => {
    const type = field(child, 'type');
    return child
      .childrenForFieldName('name')
      .flatMap((name) => (name ? [{ name: name.text, decorators: [], ...(type ? { type } : {}) }] : []));
  });
}

/** `*http.Server` is a `http.Server` to us. */
const plainType = (node: Node): Node => (node.type === 'pointer_type' ? (named(node)[0] ?? node) : node);

function composite(node: Node): Shape {
  const type = field(node, 'type');
  const body = field(node, 'body');
  if (!type || !body) return OTHER;
  if (type.type === 'slice_type' || type.type === 'array_type' || type.type === 'implicit_length_array_type')
    return collectionShape('list', body, parts);
  if (type.type === 'map_type') return collectionShape('map', body, parts);
  return callShape(shape(type), [type], body, parts, true);
}

const parametersOf = (node: Node): Parameter[] => parameters(field(node, 'parameters'));

function shape(node: Node): Shape {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'package_identifier':
    case 'field_identifier':
      return { is: 'name', name: node.text };
    case 'selector_expression': {
      const object = field(node, 'operand');
      const property = field(node, 'field');
      return object && property ? { is: 'member', object, property: property.text } : OTHER;
    }
    case 'qualified_type': {
      const object = field(node, 'package');
      const property = field(node, 'name');
      return object && property ? { is: 'member', object, property: property.text } : OTHER;
    }
    case 'index_expression': {
      const object = field(node, 'operand');
      const key = field(node, 'index');
      return object && key ? { is: 'index', object, key } : OTHER;
    }
    case 'call_expression': {
      const callee = field(node, 'function');
      const list = field(node, 'arguments');
      if (!callee || !list) return OTHER;
      return callShape(shape(callee), [callee], list, parts);
    }
    case 'composite_literal':
      return composite(node);
    case 'interpreted_string_literal':
      return { is: 'text', parts: [stringOf(node)] };
    case 'raw_string_literal':
      return { is: 'text', parts: [node.text.slice(1, -1)] };
    case 'int_literal':
    case 'float_literal':
      return { is: 'number', number: Number(node.text.replaceAll('_', '')) };
    case 'true':
      return { is: 'flag', on: true };
    case 'false':
      return { is: 'flag', on: false };
    case 'nil':
      return { is: 'nothing' };
    case 'binary_expression': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      return left && right && field(node, 'operator')?.type === '+' ? { is: 'sum', left, right } : OTHER;
    }
    case 'func_literal':
      return functionShape(node, parametersOf, () => false);
    case 'unary_expression': {
      const inner = field(node, 'operand');
      return inner && field(node, 'operator')?.type === '&' ? { is: 'same', inner } : OTHER;
    }
    case 'type_conversion_expression': {
      // []byte("text") holds what the text says.
      const inner = field(node, 'operand');
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'parenthesized_expression':
    case 'pointer_type':
    case 'literal_element': {
      const inner = named(node)[0];
      return inner ? { is: 'same', inner } : OTHER;
    }
    default:
      return OTHER;
  }
}

function* bind(left: Node | undefined, right: Node | undefined): Iterable<Declared> {
  const targets = left?.type === 'expression_list' ? named(left) : left ? [left] : [];
  const values = right?.type === 'expression_list' ? named(right) : right ? [right] : [];
  for (const [i, target] of targets.entries()) {
    // `server, err := New()`: the call's first result is the thing itself.
    const value = values.length === targets.length || i === 0 ? values[i] : undefined;
    yield { is: 'binding', name: target.text, nameNode: target, ...(value ? { value } : {}) };
  }
}

function* declares(node: Node): Iterable<Declared> {
  switch (node.type) {
    case 'import_spec': {
      const path = field(node, 'path');
      if (!path) return;
      const module = stringOf(path);
      // Without an alias, the package's name is the last part of the path that is no version: ".../chi/v5" is chi.
      const last = module.split('/').filter((part) => !/^v\d+$/.test(part));
      const local = field(node, 'name')?.text ?? (last.at(-1) ?? module).replace(/^go-|\.v\d+$|-go$/g, '');
      yield { is: 'import', module, local: local === '.' || local === '_' ? '' : local, node };
      return;
    }
    case 'const_spec':
    case 'var_spec': {
      const type = field(node, 'type');
      const list = field(node, 'value');
      const values = list?.type === 'expression_list' ? named(list) : [];
      for (const [i, name] of node.childrenForFieldName('name').entries()) {
        if (!name) continue;
        const value = values[i];
        yield {
          is: 'binding',
          name: name.text,
          nameNode: name,
          ...(value ? { value } : {}),
          ...(type ? { type: plainType(type) } : {}),
        };
      }
      return;
    }
    case 'short_var_declaration':
      yield* bind(field(node, 'left'), field(node, 'right'));
      return;
    case 'assignment_statement':
      yield* bind(field(node, 'left'), field(node, 'right'));
      return;
    case 'function_declaration':
    case 'method_declaration':
    case 'func_literal': {
      const name = field(node, 'name');
      yield definition(
        {
          is: 'function',
          nameNode: name,
          node,
        },
        { parameters: () => parametersOf(node), receiver: () => parameters(field(node, 'receiver'))[0] },
      );
      return;
    }
    default:
  }
}

function condition(branch: Node, child: Node): string | undefined {
  if (branch.type === 'expression_case') {
    const value = field(branch, 'value');
    const subject = branch.parent && field(branch.parent, 'value');
    if (!value || child.id === value.id) return undefined;
    return subject ? `${subject.text} == ${value.text}` : value.text;
  }
  if (branch.type !== 'if_statement') return undefined;
  const test = field(branch, 'condition');
  if (!test || child.id === test.id) return undefined;
  return field(branch, 'consequence')?.id === child.id ? test.text : `!(${test.text})`;
}

export const go: Language = {
  name: 'go',
  declarations: [
    'import_spec',
    'const_spec',
    'var_spec',
    'short_var_declaration',
    'assignment_statement',
    'function_declaration',
    'method_declaration',
    'func_literal',
  ],
  calls: ['call_expression', 'composite_literal'],
  pairs: ['keyed_element'],
  shape,
  declares,
  condition,
  environmentMaps: [],
  environmentCalls: ['os.Getenv', 'os.LookupEnv', 'syscall.Getenv'],
  fallbackOption: '',
};
