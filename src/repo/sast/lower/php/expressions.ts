import type { Node } from 'web-tree-sitter';
import type { Expr, Fn, Pattern } from '../../ir.ts';
import {
  callOf,
  choice,
  constant,
  index,
  joined,
  listOf,
  member,
  nameOf,
  parts,
  partsOf,
  plainCall,
  through,
  to,
  unknown,
} from '../build.ts';
import { spanOf } from '../spans.ts';
import { cast, match } from './choices.ts';
import { classOf } from './classes.ts';
import { argsOf, attributes, named, type PhpLower, parameters, typeName } from './names.ts';
import { numberOf, textParts } from './text.ts';

type Table = Readonly<Record<string, (node: Node, lower: PhpLower) => Expr>>;

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

const first = (node: Node, lower: PhpLower): Expr => lower.expression(parts(node)[0] ?? null);

const variable = (node: Node): Expr => nameOf(node.text === '$this' ? 'this' : node.text, node);

export const phpExpressions: Table = {
  variable_name: variable,
  dynamic_variable_name: (node, lower) => unknown(node, [first(node, lower)]),
  name: constantName,
  qualified_name: (node, lower) => named(node, lower.uses),
  relative_name: (node, lower) => named(node, lower.uses),
  namespace_name: (node, lower) => named(node, lower.uses),
  relative_scope: (node) => nameOf(node.text === 'parent' ? 'super' : 'this', node),
  integer: (node) => constant(numberOf(node.text), node),
  float: (node) => constant(numberOf(node.text), node),
  boolean: (node) => constant(node.text.toLowerCase() === 'true', node),
  null: (node) => constant(null, node),
  string: (node, lower) => joined(textParts(node, lower), node),
  encapsed_string: (node, lower) => joined(textParts(node, lower), node),
  heredoc: (node, lower) => joined(textParts(field(node, 'value'), lower), node),
  nowdoc: (node, lower) => joined(textParts(field(node, 'value'), lower), node),
  shell_command_expression: (node, lower) =>
    plainCall('shell_exec', [joined(textParts(node, lower), node)], node),
  member_access_expression: property,
  nullsafe_member_access_expression: property,
  scoped_property_access_expression: (node, lower) =>
    member(
      lower.expression(field(node, 'scope')),
      (field(node, 'name')?.text ?? '').replace(/^\$/, ''),
      node,
    ),
  class_constant_access_expression: (node, lower) => {
    const [scope, name] = parts(node);
    return name?.text === 'class'
      ? constant(scope?.text ?? '', node)
      : member(lower.expression(scope ?? null), name?.text ?? '', node);
  },
  subscript_expression: (node, lower) => {
    const [of, at] = parts(node);
    return index(lower.expression(of ?? null), at ? lower.expression(at) : unknown(node), node);
  },
  function_call_expression: (node, lower) => {
    const callee = field(node, 'function');
    const name =
      callee?.type === 'name' ? nameOf(functionName(callee.text), callee) : lower.expression(callee);
    return callOf(name, args(node, lower), node);
  },
  member_call_expression: (node, lower) => callOf(property(node, lower), args(node, lower), node),
  nullsafe_member_call_expression: (node, lower) => callOf(property(node, lower), args(node, lower), node),
  scoped_call_expression: (node, lower) => callOf(scoped(node, lower), args(node, lower), node),
  object_creation_expression: created,
  array_creation_expression: array,
  assignment_expression: (node, lower) => ({
    kind: 'set',
    target: phpPattern(field(node, 'left'), lower),
    value: lower.expression(field(node, 'right')),
    span: spanOf(node),
  }),
  reference_assignment_expression: (node, lower) => ({
    kind: 'set',
    target: phpPattern(field(node, 'left'), lower),
    value: lower.expression(field(node, 'right')),
    span: spanOf(node),
  }),
  augmented_assignment_expression: (node, lower) => {
    const place = lower.expression(field(node, 'left'));
    const value = combined(place, lower.expression(field(node, 'right')), operator(node).slice(0, -1), node);
    return { kind: 'set', target: to(place), value, span: spanOf(node) };
  },
  update_expression: (node, lower) => lower.expression(field(node, 'argument')),
  binary_expression: (node, lower) =>
    combined(
      lower.expression(field(node, 'left')),
      lower.expression(field(node, 'right')),
      operator(node),
      node,
    ),
  unary_op_expression: (node, lower) => {
    const of = lower.expression(field(node, 'argument'));
    const op = node.child(0)?.text;
    return op === '!' || op === '-' || op === '~' ? { kind: 'unary', op, of, span: spanOf(node) } : of;
  },
  parenthesized_expression: first,
  error_suppression_expression: first,
  clone_expression: first,
  by_ref: first,
  sequence_expression: (node, lower) => lower.expression(parts(node).at(-1) ?? null),
  yield_expression: (node, lower) => through(first(node, lower), 'yield', node),
  array_element_initializer: first,
  variadic_unpacking: (node, lower) => through(first(node, lower), 'spread', node),
  conditional_expression: (node, lower) => {
    const test = lower.expression(field(node, 'condition'));
    const then = field(node, 'body');
    return choice(
      test,
      then ? lower.expression(then) : test,
      lower.expression(field(node, 'alternative')),
      node,
    );
  },
  match_expression: match,
  cast_expression: cast,
  print_intrinsic: (node, lower) => plainCall('print', [first(node, lower)], node),
  include_expression: (node, lower) => plainCall('include', [first(node, lower)], node),
  include_once_expression: (node, lower) => plainCall('include_once', [first(node, lower)], node),
  require_expression: (node, lower) => plainCall('require', [first(node, lower)], node),
  require_once_expression: (node, lower) => plainCall('require_once', [first(node, lower)], node),
  throw_expression: first,
  anonymous_function: (node, lower) => ({
    kind: 'function',
    fn: phpFunction(node, lower),
    span: spanOf(node),
  }),
  arrow_function: (node, lower) => ({ kind: 'function', fn: phpFunction(node, lower), span: spanOf(node) }),
};

const operator = (node: Node): string => field(node, 'operator')?.text ?? node.child(1)?.text ?? '';

/** Function names are the same in any case: "MD5" is md5. */
const functionName = (name: string): string => (/^[A-Z0-9_]+$/.test(name) ? name.toLowerCase() : name);

function constantName(node: Node): Expr {
  const magic = { __FILE__: '__FILE__', __DIR__: '.', PHP_EOL: '\n', DIRECTORY_SEPARATOR: '/' } as const;
  const known = Object.hasOwn(magic, node.text) ? magic[node.text as keyof typeof magic] : null;
  return known === null ? nameOf(node.text, node) : constant(known, node);
}

const args = (node: Node, lower: PhpLower) =>
  argsOf(partsOf(partsOf(node, 'arguments')[0] ?? null, 'argument', 'variadic_placeholder'), lower);

function property(node: Node, lower: PhpLower): Expr {
  const name = field(node, 'name');
  const of = lower.expression(field(node, 'object'));
  return name?.type === 'name'
    ? member(of, name.text, node)
    : index(of, name ? lower.expression(name) : unknown(node), node);
}

function scoped(node: Node, lower: PhpLower): Expr {
  const name = field(node, 'name');
  const of = lower.expression(field(node, 'scope'));
  if (name?.type !== 'name') return index(of, lower.expression(name), node);
  return member(of, name.text === '__construct' ? 'constructor' : name.text, node);
}

function created(node: Node, lower: PhpLower): Expr {
  const anonymous = partsOf(node, 'anonymous_class')[0];
  const cls = parts(node).find((part) => part.type !== 'arguments');
  // A class by a name that is made at run time: `new $name($x)`.
  if (cls && /variable|access|subscript|parenthesized/.test(cls.type)) {
    const given = [{ value: lower.expression(cls) }, ...args(node, lower)];
    return callOf(nameOf('new', node), given, node);
  }
  const callee: Expr = anonymous
    ? { kind: 'class', cls: classOf(anonymous, lower), span: spanOf(anonymous) }
    : lower.expression(cls ?? null);
  return callOf(callee, args(node, lower), node, true);
}

const operators: Readonly<Record<string, string>> = {
  '.': '+',
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  and: '&&',
  or: '||',
};

function combined(left: Expr, right: Expr, op: string, node: Node): Expr {
  const span = spanOf(node);
  if (op === 'instanceof') return unknown(node);
  if (op === '.') return joinedText(left, right, node);
  return { kind: 'binary', op: operators[op] ?? op, left, right, span };
}

/** `a . b . c` is one text: long chains do not nest. */
function joinedText(left: Expr, right: Expr, node: Node): Expr {
  const before = left.kind === 'text' ? left.parts : [left];
  return joined([...before, right], node);
}

function array(node: Node, lower: PhpLower): Expr {
  const elements = partsOf(node, 'array_element_initializer');
  if (elements.every((element) => parts(element).length < 2))
    return listOf(
      elements.map((element) => first(element, lower)),
      node,
    );
  const entries = elements.map((element, at) => {
    const [key, value] = parts(element);
    if (key && value) return { key: lower.expression(key), value: lower.expression(value) };
    if (key?.type === 'variadic_unpacking') return { key: null, value: first(key, lower) };
    return { key: constant(at, element), value: lower.expression(key ?? null) };
  });
  return { kind: 'object', entries, span: spanOf(node) };
}

/** What stands left of an assignment: a place, or `[$a, 'key' => $b]`. */
export function phpPattern(node: Node | null, lower: PhpLower): Pattern {
  if (node?.type === 'by_ref') return phpPattern(node.namedChild(0), lower);
  if (node?.type !== 'list_literal' && node?.type !== 'array_creation_expression')
    return to(lower.expression(node));
  const keyed = node.children.some((child) => child?.type === '=>');
  if (keyed) {
    const inner = parts(node);
    const fields = inner.flatMap((key, at) => {
      if (at % 2 === 1 || !inner[at + 1]) return [];
      const value = lower.expression(key);
      const text = value.kind === 'const' && typeof value.value === 'string' ? value.value : null;
      return [{ key: text, target: phpPattern(inner[at + 1]!, lower) }];
    });
    return { kind: 'fields', fields, rest: null };
  }
  const items: (Pattern | null)[] = [null];
  for (const child of node.children) {
    if (child?.type === ',') items.push(null);
    else if (child?.isNamed && child.type !== 'comment')
      items[items.length - 1] = phpPattern(
        child.type === 'array_element_initializer' ? child.namedChild(0) : child,
        lower,
      );
  }
  return { kind: 'items', items, rest: null };
}

/** A function, method or closure. `start`: statements before its body. */
export function phpFunction(node: Node, lower: PhpLower, start: Fn['body'] = []): Fn {
  const body = field(node, 'body');
  const returns = typeName(field(node, 'return_type'), lower.uses);
  const lowered: Fn['body'] =
    node.type === 'arrow_function' && body
      ? [{ kind: 'return', value: lower.expression(body), span: spanOf(body) }]
      : lower.block(body);
  return {
    name: field(node, 'name')?.text ?? null,
    params: parameters(field(node, 'parameters'), lower),
    body: [...start, ...lowered],
    decorators: attributes(node, lower),
    ...(returns ? { returns } : {}),
    span: spanOf(node),
  };
}
