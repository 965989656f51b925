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

/** Escapes that matter for what a string says; the rest is kept as written. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };
const unescape = (raw: string): string => raw.replace(/\\([ntr\\'"])/g, (_, letter: string) => ESCAPES[letter] ?? letter);

function stringParts(node: Node): (string | Node)[] {
  if (node.type === 'concatenated_string') return named(node).flatMap(stringParts);
  const opening = named(node)[0]?.text ?? '';
  const raw = /^[a-z]*r/i.test(opening);
  const parts: (string | Node)[] = [];
  for (const child of named(node)) {
    if (child.type === 'string_content') {
      // Braces doubled in an f-string are escapes of their own and part of the content.
      parts.push(raw ? child.text : unescape(child.text));
    } else if (child.type === 'interpolation') parts.push(named(child)[0] ?? child);
  }
  return parts;
}

function parts(node: Node | undefined): Part[] {
  return named(node).map((child): Part => {
    if (child.type === 'keyword_argument') {
      const name = field(child, 'name');
      const value = field(child, 'value');
      if (name && value) return { name: name.text, key: name, value, node: child };
    }
    if (child.type === 'pair') {
      const key = field(child, 'key');
      const value = field(child, 'value');
      if (key && value) {
        const [first] = key.type === 'string' ? stringParts(key) : [];
        return typeof first === 'string' ? { name: first, key, value, node: child } : { value, node: child, key };
      }
    }
    const spread = child.type === 'list_splat' || child.type === 'dictionary_splat';
    return { value: spread ? (named(child)[0] ?? child) : child, node: child, ...(spread ? { spread } : {}) };
  });
}

function parameters(node: Node | undefined): Parameter[] {
  return named(node).flatMap((child): Parameter[] => {
    if (child.type === 'identifier') return [{ name: child.text, decorators: [] }];
    const name = field(child, 'name') ?? named(child).find((part) => part.type === 'identifier');
    if (!name) return [];
    const type = field(child, 'type');
    const value = field(child, 'value');
    return [{ name: name.text, decorators: [], ...(type ? { type } : {}), ...(value ? { value } : {}) }];
  });
}

const parametersOf = (node: Node): Parameter[] => parameters(field(node, 'parameters'));

function shape(node: Node): Shape {
  switch (node.type) {
    case 'identifier':
      return { is: 'name', name: node.text };
    case 'attribute': {
      const object = field(node, 'object');
      const property = field(node, 'attribute');
      return object && property ? { is: 'member', object, property: property.text } : OTHER;
    }
    case 'subscript': {
      const object = field(node, 'value');
      const key = field(node, 'subscript');
      return object && key ? { is: 'index', object, key } : OTHER;
    }
    case 'call': {
      const callee = field(node, 'function');
      const list = field(node, 'arguments');
      if (!callee) return OTHER;
      return callShape(shape(callee), [callee], list, (all) => (all.type === 'generator_expression' ? [] : parts(all)));
    }
    case 'string':
    case 'concatenated_string':
      return { is: 'text', parts: stringParts(node) };
    case 'integer':
    case 'float':
      return { is: 'number', number: Number(node.text.replaceAll('_', '')) };
    case 'true':
      return { is: 'flag', on: true };
    case 'false':
      return { is: 'flag', on: false };
    case 'none':
      return { is: 'nothing' };
    case 'list':
    case 'tuple':
    case 'set':
      return collectionShape('list', node, parts);
    case 'dictionary':
      return collectionShape('map', node, parts);
    case 'boolean_operator': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      return left && right && field(node, 'operator')?.type === 'or' ? { is: 'either', left, right } : OTHER;
    }
    case 'binary_operator': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      return left && right && field(node, 'operator')?.type === '+' ? { is: 'sum', left, right } : OTHER;
    }
    case 'lambda':
      return functionShape(node, parametersOf, () => false);
    case 'parenthesized_expression':
    case 'await':
    case 'type': {
      const inner = named(node)[0];
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'named_expression': {
      const inner = field(node, 'value');
      return inner ? { is: 'same', inner } : OTHER;
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression': {
      const whole = converted(node);
      return whole ? { is: 'same', inner: whole } : OTHER;
    }
    case 'conditional_expression': {
      const [yes, test, no] = named(node);
      return test && yes && no ? { is: 'choice', test, yes, no } : OTHER;
    }
    default:
      return OTHER;
  }
}

/** `[str(each).strip() for each in all]` is `all`, as far as readers of configuration are concerned. */
function converted(node: Node): Node | undefined {
  const [body, loop, ...more] = named(node);
  if (!body || loop?.type !== 'for_in_clause' || more.length > 0) return undefined;
  const each = /^(?:str\()?(\w+)\)?(?:\.[lr]?strip\([^()]{0,20}\)){0,3}$/.exec(body.text)?.[1];
  return each !== undefined && field(loop, 'left')?.text === each ? field(loop, 'right') : undefined;
}

function* imports(node: Node): Iterable<Declared> {
  if (node.type === 'import_statement') {
    for (const child of named(node)) {
      const alias = field(child, 'alias');
      const module = (field(child, 'name') ?? child).text;
      if (alias) yield { is: 'import', module, local: alias.text, node: child };
      // `import a.b` binds `a`; that `a.b` is loaded is remembered by the second one, which binds nothing else.
      else {
        yield { is: 'import', module: module.split('.')[0] ?? module, local: module.split('.')[0] ?? module, node: child };
        if (module.includes('.')) yield { is: 'import', module, local: '', node: child };
      }
    }
    return;
  }
  const module = field(node, 'module_name')?.text ?? '';
  for (const child of node.childrenForFieldName('name')) {
    if (!child) continue;
    const alias = field(child, 'alias');
    const name = (field(child, 'name') ?? child).text;
    yield { is: 'import', module, name, local: alias?.text ?? name, node: child };
  }
  if (named(node).some((child) => child.type === 'wildcard_import')) yield { is: 'import', module, name: '*', local: '', node };
}

function* targets(left: Node, value: Node | undefined, type: Node | undefined, augmented: boolean): Iterable<Declared> {
  const more = { ...(value ? { value } : {}), ...(type ? { type } : {}), ...(augmented ? { augmented } : {}) };
  if (left.type === 'identifier' || left.type === 'attribute') {
    yield { is: 'binding', name: left.text, nameNode: left, ...more };
  } else if (left.type === 'subscript') {
    const object = field(left, 'value');
    const key = field(left, 'subscript');
    const [first] = key?.type === 'string' ? stringParts(key) : [];
    if (object && key && typeof first === 'string') yield { is: 'binding', name: `${object.text}[${first}]`, nameNode: key, ...more };
  } else if (left.type === 'pattern_list' || left.type === 'tuple_pattern') {
    const values = value?.type === 'expression_list' || value?.type === 'tuple' ? named(value) : [];
    for (const [i, target] of named(left).entries()) yield* targets(target, values[i], undefined, augmented);
  }
}

const decorators = (node: Node): Node[] => {
  const outer = node.parent;
  if (outer?.type !== 'decorated_definition') return [];
  return named(outer).flatMap((child) => (child.type === 'decorator' ? named(child).slice(0, 1) : []));
};

function* declares(node: Node): Iterable<Declared> {
  switch (node.type) {
    case 'import_statement':
    case 'import_from_statement':
      yield* imports(node);
      return;
    case 'assignment': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      const type = field(node, 'type');
      // In `a = b = value` the right side is an assignment, too.
      let value = right;
      while (value?.type === 'assignment') value = field(value, 'right');
      if (left) yield* targets(left, value, type, false);
      return;
    }
    case 'augmented_assignment': {
      const left = field(node, 'left');
      if (left) yield* targets(left, field(node, 'right'), undefined, true);
      return;
    }
    case 'for_statement': {
      const left = field(node, 'left');
      const right = field(node, 'right');
      if (left?.type === 'identifier' && right) yield { is: 'binding', name: left.text, nameNode: left, value: right, each: true };
      return;
    }
    case 'function_definition':
    case 'class_definition': {
      const name = field(node, 'name');
      if (!name) return;
      const isFunction = node.type === 'function_definition';
      yield definition(
        { is: isFunction ? 'function' : 'class', nameNode: name, node },
        {
          ...(isFunction ? { parameters: () => parametersOf(node) } : { bases: () => named(field(node, 'superclasses')) }),
          decorators: () => decorators(node),
          async: () => node.children[0]?.type === 'async',
        },
      );
      return;
    }
    case 'if_statement': {
      const body = field(node, 'consequence');
      const condition = field(node, 'condition')?.text ?? '';
      if (body && condition.includes('__name__') && condition.includes('__main__')) yield { is: 'main', node: body };
      return;
    }
    default:
  }
}

function condition(branch: Node, child: Node): string | undefined {
  if (branch.type === 'if_statement' || branch.type === 'elif_clause') {
    const test = field(branch, 'condition');
    if (!test) return undefined;
    if (child.id === test.id) return undefined;
    const taken = field(branch, 'consequence');
    return taken?.id === child.id ? test.text : `not (${test.text})`;
  }
  if (branch.type === 'conditional_expression') {
    const [then, test] = named(branch);
    const part = [then, test].findIndex((each) => each?.id === child.id);
    if (!test || part === 1) return undefined;
    return part === 0 ? test.text : `not (${test.text})`;
  }
  return undefined;
}

export const python: Language = {
  name: 'python',
  declarations: [
    'import_statement',
    'import_from_statement',
    'assignment',
    'augmented_assignment',
    'for_statement',
    'function_definition',
    'class_definition',
    'if_statement',
  ],
  calls: ['call'],
  pairs: ['keyword_argument', 'pair', 'default_parameter', 'typed_default_parameter'],
  shape,
  declares,
  condition,
  environmentMaps: ['os.environ'],
  // django-environ, environs, python-decouple and Starlette read the environment through an object or function that is called.
  environmentCalls: [
    'os.getenv',
    'os.environ.get',
    'os.environ.setdefault',
    'decouple.config',
    'decouple.AutoConfig()',
    'environ.Env()',
    'environ.FileAwareEnv()',
    'environs.Env()',
    'starlette.config.Config()',
    ...['environ.Env()', 'environ.FileAwareEnv()', 'environs.Env()'].flatMap((env) =>
      ['str', 'bool', 'int', 'list', 'json', 'url', 'float', 'get_value'].map((type) => `${env}.${type}`),
    ),
  ],
  fallbackOption: 'default',
};
