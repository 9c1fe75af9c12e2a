import type { Node } from 'web-tree-sitter';
import type { Arg, Expr, Fn } from '../../ir.ts';
import {
  callOf,
  constant,
  index,
  type Lower,
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
import { formatPieces, goNumber, unescapeGo } from './text.ts';
import { parameters, type Results, resultsOf, typeName } from './types.ts';

/** Lowers Go; inside a function it knows what that gives back. */
export interface GoLower extends Lower {
  readonly results: Results;
  /** The body of a function with these results. */
  body(node: Node | null, results: Results): ReturnType<Lower['block']>;
}

type Table = Readonly<Record<string, (node: Node, lower: GoLower) => Expr>>;

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

export const goExpressions: Table = {
  identifier: (node) => nameOf(node.text, node),
  package_identifier: (node) => nameOf(node.text, node),
  field_identifier: (node) => nameOf(node.text, node),
  type_identifier: (node) => nameOf(node.text, node),
  blank_identifier: (node) => nameOf('_', node),
  int_literal: (node) => constant(goNumber(node.text), node),
  float_literal: (node) => constant(goNumber(node.text), node),
  rune_literal: (node) => constant(unescapeGo(node.text.slice(1, -1)), node),
  nil: (node) => constant(null, node),
  true: (node) => constant(true, node),
  false: (node) => constant(false, node),
  interpreted_string_literal: (node) => constant(unescapeGo(node.text.slice(1, -1)), node),
  raw_string_literal: (node) => constant(node.text.slice(1, -1), node),
  qualified_type: (node, lower) =>
    member(lower.expression(field(node, 'package')), field(node, 'name')?.text ?? '', node),
  generic_type: (node, lower) => lower.expression(field(node, 'type')),
  pointer_type: (node, lower) => lower.expression(node.namedChild(0)),
  selector_expression: (node, lower) =>
    member(lower.expression(field(node, 'operand')), field(node, 'field')?.text ?? '', node),
  index_expression: (node, lower) =>
    index(lower.expression(field(node, 'operand')), lower.expression(field(node, 'index')), node),
  slice_expression: (node, lower) => unknown(node, [lower.expression(field(node, 'operand'))]),
  parenthesized_expression: (node, lower) => lower.expression(parts(node)[0] ?? null),
  type_assertion_expression: (node, lower) =>
    through(lower.expression(field(node, 'operand')), 'cast', node, typeName(field(node, 'type'))),
  type_conversion_expression: conversion,
  type_instantiation_expression: (node, lower) => lower.expression(node.namedChild(0)),
  call_expression: call,
  binary_expression: (node, lower) => ({
    kind: 'binary',
    op: (field(node, 'operator')?.text ?? '+').replace('&^', '&'),
    left: lower.expression(field(node, 'left')),
    right: lower.expression(field(node, 'right')),
    span: spanOf(node),
  }),
  unary_expression: unary,
  composite_literal: (node, lower) => literal(field(node, 'type'), field(node, 'body'), node, lower),
  literal_element: (node, lower) => lower.expression(parts(node)[0] ?? null),
  expression_list: (node, lower) => {
    const values = parts(node);
    return values.length === 1
      ? lower.expression(values[0]!)
      : listOf(
          values.map((value) => lower.expression(value)),
          node,
        );
  },
  func_literal: (node, lower) => ({ kind: 'function', fn: goFunction(node, lower), span: spanOf(node) }),
  variadic_argument: (node, lower) => through(lower.expression(node.namedChild(0)), 'spread', node),
};

/** A function, method or literal. `start`: statements before its body. */
export function goFunction(node: Node, lower: GoLower, start: Fn['body'] = []): Fn {
  const results = resultsOf(field(node, 'result'));
  return {
    name: field(node, 'name')?.text ?? null,
    params: parameters(field(node, 'parameters')),
    body: [...start, ...lower.body(field(node, 'body'), results)],
    decorators: [],
    ...(results.type ? { returns: results.type } : {}),
    span: spanOf(node),
  };
}

function unary(node: Node, lower: GoLower): Expr {
  const of = lower.expression(field(node, 'operand'));
  const op = field(node, 'operator')?.text;
  if (op === '!' || op === '-') return { kind: 'unary', op, of, span: spanOf(node) };
  // Addresses, what they point to, and what comes out of a channel are followed as the value itself.
  return op === '^' ? { kind: 'unary', op: '~', of, span: spanOf(node) } : of;
}

/** `T(x)`: bytes and strings are the same text, a named type is a call of its name. */
function conversion(node: Node, lower: GoLower): Expr {
  const type = field(node, 'type');
  const value = lower.expression(field(node, 'operand'));
  return type && ['generic_type', 'qualified_type'].includes(type.type)
    ? callOf(lower.expression(type), [{ value }], node)
    : through(value, 'cast', node);
}

function call(node: Node, lower: GoLower): Expr {
  const callee = field(node, 'function');
  const given = parts(field(node, 'arguments'));
  if (callee?.type === 'identifier') {
    const built = builtin(callee.text, given, node, lower);
    if (built) return built;
  }
  if (callee?.text === 'fmt.Sprintf') {
    const text = formatted(given, node, lower);
    if (text) return text;
  }
  const args = given.map(
    (arg): Arg =>
      arg.type === 'variadic_argument'
        ? { value: lower.expression(arg.namedChild(0)), spread: true }
        : { value: lower.expression(arg) },
  );
  return callOf(lower.expression(callee), args, node);
}

function builtin(name: string, given: readonly Node[], node: Node, lower: GoLower): Expr | null {
  const [first] = given;
  switch (name) {
    case 'string':
      return first ? through(lower.expression(first), 'cast', node) : null;
    case 'new':
      return first ? callOf(lower.expression(first), [], node, true) : null;
    case 'make':
      return first?.type === 'map_type'
        ? { kind: 'object', entries: [], span: spanOf(node) }
        : first?.type === 'slice_type'
          ? // How long it is may come from outside: the call is kept for rules that ask.
            plainCall(
              'make',
              given.slice(1).map((arg) => lower.expression(arg)),
              node,
            )
          : listOf([], node);
    default:
      return null;
  }
}

const numbers = new Set([...'dboxXUeEfFgGtpc']);

/** `fmt.Sprintf` with a constant format is the text it builds; numbers in it are no text of others. */
function formatted(given: readonly Node[], node: Node, lower: GoLower): Expr | null {
  const [format, ...values] = given;
  if (!format || values.some((value) => value.type === 'variadic_argument')) return null;
  const source = lower.expression(format);
  if (source.kind !== 'const' || typeof source.value !== 'string') return null;
  const pieces = formatPieces(source.value);
  if (!pieces) return null;
  let next = 0;
  const built = pieces.map((piece): Expr => {
    if ('text' in piece) return constant(piece.text, format);
    const value = values[next];
    next += 1;
    if (!value) return unknown(format);
    const lowered = lower.expression(value);
    return numbers.has(piece.verb) ? plainCall('int', [lowered], value) : lowered;
  });
  const rest = values.slice(next).map((value) => lower.expression(value));
  return { kind: 'text', parts: [...built, ...rest], span: spanOf(node) };
}

/**
 * `T{…}`: a struct is an instance, made with its fields as named arguments; maps and lists are what they are. Elements
 * without a type of their own have that of the list.
 */
function literal(type: Node | null, body: Node | null, node: Node, lower: GoLower): Expr {
  const elements = partsOf(body, 'keyed_element', 'literal_element');
  const inner = type?.childForFieldName(type.type === 'map_type' ? 'value' : 'element') ?? null;
  const value = (element: Node | null): Expr => {
    const [held] = parts(element);
    return held?.type === 'literal_value'
      ? literal(bare(inner), held, held, lower)
      : lower.expression(element);
  };
  if (type && typeName(type)) {
    const args = elements.map(
      (element): Arg =>
        element.type === 'keyed_element'
          ? { name: field(element, 'key')?.text ?? '', value: value(field(element, 'value')) }
          : { value: value(element) },
    );
    return callOf(lower.expression(type), args, node, true);
  }
  if (type?.type !== 'map_type' && elements.every((element) => element.type === 'literal_element'))
    return listOf(elements.map(value), node);
  const entries = elements.map((element) => ({
    key: lower.expression(field(element, 'key') ?? element),
    value: value(field(element, 'value') ?? element),
  }));
  return { kind: 'object', entries, span: spanOf(node) };
}

const bare = (type: Node | null): Node | null => (type?.type === 'pointer_type' ? type.namedChild(0) : type);
