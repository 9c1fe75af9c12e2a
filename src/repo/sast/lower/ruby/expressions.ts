import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import {
  act,
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
  unknown,
} from '../build.ts';
import { spanOf } from '../spans.ts';
import { argsOf, blockOf, call, pairValue, selfCall } from './calls.ts';
import { libraries } from './files.ts';
import { rubyPattern } from './patterns.ts';
import type { RubyLower } from './scope.ts';
import { numberOf, textOf, textParts } from './text.ts';

type Table = Readonly<Record<string, (node: Node, lower: RubyLower) => Expr>>;

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

const first = (node: Node, lower: RubyLower): Expr => lower.expression(parts(node)[0] ?? null);

const nil = (node: Node): Expr => constant(null, node);

export const rubyExpressions: Table = {
  identifier: (node, lower) => selfCall(node.text, node, lower),
  constant: (node) => nameOf(node.text, node),
  scope_resolution: scoped,
  self: (node) => nameOf('this', node),
  instance_variable: (node) => member(nameOf('this', node), node.text.slice(1), node),
  class_variable: (node) => member(nameOf('this', node), node.text.slice(2), node),
  global_variable: (node) => nameOf(node.text, node),
  integer: (node) => constant(numberOf(node.text), node),
  float: (node) => constant(numberOf(node.text), node),
  true: (node) => constant(true, node),
  false: (node) => constant(false, node),
  nil,
  string: textOf,
  bare_string: textOf,
  bare_symbol: textOf,
  delimited_symbol: textOf,
  character: (node) => constant(node.text.slice(1), node),
  simple_symbol: (node) => constant(node.text.slice(1), node),
  hash_key_symbol: (node) => constant(node.text, node),
  chained_string: (node, lower) =>
    joined(
      parts(node).flatMap((part) => textParts(part, lower)),
      node,
    ),
  heredoc_beginning: (node, lower) =>
    joined(textParts(lower.scope.heredocs.get(node.id) ?? null, lower), node),
  subshell: (node, lower) => plainCall('`', [textOf(node, lower)], node),
  regex,
  string_array: list,
  symbol_array: list,
  array: list,
  hash: (node, lower) => ({
    kind: 'object',
    entries: parts(node).map((entry) =>
      entry.type === 'pair'
        ? { key: lower.expression(field(entry, 'key')), value: pairValue(entry, lower) }
        : { key: null, value: first(entry, lower) },
    ),
    span: spanOf(node),
  }),
  call,
  element_reference: (node, lower) => {
    const [of, at] = parts(node);
    return index(lower.expression(of ?? null), at ? lower.expression(at) : unknown(node), node);
  },
  assignment: (node, lower) => {
    const value = lower.expression(field(node, 'right'));
    return { kind: 'set', target: rubyPattern(field(node, 'left'), lower), value, span: spanOf(node) };
  },
  operator_assignment: (node, lower) => {
    const value = lower.expression(field(node, 'right'));
    return { kind: 'set', target: rubyPattern(field(node, 'left'), lower), value, span: spanOf(node) };
  },
  binary,
  unary: (node, lower) => {
    const op = field(node, 'operator')?.text ?? node.child(0)?.text;
    if (op === 'defined?') return unknown(node);
    const of = lower.expression(field(node, 'operand'));
    if (op === '!' || op === 'not') return { kind: 'unary', op: '!', of, span: spanOf(node) };
    return op === '-' || op === '~' ? { kind: 'unary', op, of, span: spanOf(node) } : of;
  },
  conditional: (node, lower) =>
    choice(
      lower.expression(field(node, 'condition')),
      lower.expression(field(node, 'consequence')),
      lower.expression(field(node, 'alternative')),
      node,
    ),
  parenthesized_statements: sequence,
  splat_argument: (node, lower) => through(first(node, lower), 'spread', node),
  hash_splat_argument: (node, lower) => through(first(node, lower), 'spread', node),
  block_argument: first,
  rescue_modifier: (node, lower) =>
    choice(
      unknown(node),
      lower.expression(field(node, 'body')),
      lower.expression(field(node, 'handler')),
      node,
    ),
  yield: (node, lower) =>
    callOf(nameOf(lower.scope.block, node), argsOf(partsOf(node, 'argument_list')[0] ?? null, lower), node),
  super: (node, lower) => callOf(member(nameOf('super', node), lower.scope.method ?? '', node), [], node),
  lambda: blockOf,
  if: branching,
  unless: branching,
  case: branching,
  begin: branching,
  if_modifier: branching,
  unless_modifier: branching,
  range: (node, lower) =>
    unknown(
      node,
      parts(node).map((part) => lower.expression(part)),
    ),
};

function list(node: Node, lower: RubyLower): Expr {
  return listOf(
    parts(node).map((part) => lower.expression(part)),
    node,
  );
}

/**
 * `A::B`. What libraries define keeps its full name. Ours go by their last name, as their files do: which module they
 * are in is not followed.
 */
function scoped(node: Node, lower: RubyLower): Expr {
  const name = field(node, 'name')?.text ?? '';
  const scope = field(node, 'scope');
  if (!scope) return nameOf(name, node);
  const root = scope.text.split('::').find((part) => part !== '') ?? '';
  const ours = lower.scope.classes.has(name) && !libraries.has(root);
  if (!ours && (libraries.has(root) || !/^[A-Z]/.test(scope.text)))
    return member(lower.expression(scope), name, node);
  return nameOf(name, node);
}

function regex(node: Node, lower: RubyLower): Expr {
  const pieces = node.namedChildren;
  const flags = /[a-z]*$/.exec(node.text)?.[0] ?? '';
  if (pieces.some((part) => part.type === 'interpolation'))
    return callOf(
      member(nameOf('Regexp', node), 'new', node),
      [{ value: joined(textParts(node, lower), node) }],
      node,
    );
  const source = pieces.map((part) => part.text).join('');
  return { kind: 'regex', source, flags, span: spanOf(node) };
}

const operators: Readonly<Record<string, string>> = { and: '&&', or: '||', '===': '==', '**': '*' };

function binary(node: Node, lower: RubyLower): Expr {
  const op = field(node, 'operator')?.text ?? '';
  const left = lower.expression(field(node, 'left'));
  const right = lower.expression(field(node, 'right'));
  const span = spanOf(node);
  if (op === '=~' || op === '!~') {
    const test = callOf(member(left, 'match?', node), [{ value: right }], node);
    return op === '=~' ? test : { kind: 'unary', op: '!', of: test, span };
  }
  // `"… %s" % value` is text with the value in it.
  if (op === '%' && (left.kind === 'text' || (left.kind === 'const' && typeof left.value === 'string')))
    return joined([left, right], node);
  if (op === '<=>') return unknown(node);
  return { kind: 'binary', op: operators[op] ?? op, left, right, span };
}

/** Several statements in parentheses: the value of the last, the others run before it. */
function sequence(node: Node, lower: RubyLower): Expr {
  const inner = parts(node);
  return inner.length === 1
    ? lower.expression(inner[0]!)
    : inner.length === 0
      ? nil(node)
      : branching(node, lower);
}

/** `if`, `case`, `begin` as a value: what is simple is a choice, else a function that is called at once. */
function branching(node: Node, lower: RubyLower): Expr {
  const statements = lower.valued(node, (value) => act(value, node));
  const simple = statements.length === 1 ? chosen(statements[0]!, node) : null;
  if (simple) return simple;
  const span = spanOf(node);
  const body = lower.result(node);
  return callOf(
    { kind: 'function', fn: { name: null, params: [], body, decorators: [], span }, span },
    [],
    node,
  );
}

/** A choice between values, where each branch has but one. */
function chosen(statement: ReturnType<RubyLower['block']>[number], node: Node): Expr | null {
  if (statement.kind === 'do') return statement.value;
  if (statement.kind !== 'if' || statement.then.length > 1 || statement.else.length > 1) return null;
  const [then, otherwise] = [statement.then, statement.else].map(([only]) =>
    only ? chosen(only, node) : nil(node),
  );
  return then && otherwise ? choice(statement.test, then, otherwise, node) : null;
}
