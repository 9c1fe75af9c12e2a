import type { Node } from 'web-tree-sitter';
import type { Arg, Expr, Pattern } from '../../ir.ts';
import {
  call,
  cast,
  choose,
  constant,
  field,
  member,
  name,
  numberOf,
  parts,
  path,
  plainElement,
  spanOf,
  to,
  unescaped,
  unknown,
} from '../typed/build.ts';
import { anonymousObject, collection, creation, withExpression } from './creations.ts';
import { argument, argumentsOf, type CsharpFile, identifier, typeOf } from './file.ts';
import { interpolated, PREDEFINED, plainText, rawText, verbatimText } from './literals.ts';
import { patternTest, switchValue } from './patterns.ts';
import { query } from './queries.ts';

type Lower = (node: Node, file: CsharpFile) => Expr;

export function expression(node: Node, file: CsharpFile): Expr {
  const lower = LOWER[node.type] ?? other;
  return file.names.nested(
    node.startPosition.row + 1,
    () => lower(node, file),
    () => unknown([], spanOf(node)),
  );
}

const number: Lower = (node) => constant(numberOf(node.text), spanOf(node));
const inside: Lower = (node, file) => {
  const [part] = parts(node);
  return part ? file.expression(part) : unknown([], spanOf(node));
};
const fn: Lower = (node, file) => ({ kind: 'function', fn: file.lambda(node), span: spanOf(node) });

const LOWER: Readonly<Record<string, Lower>> = {
  identifier,
  generic_name: (node, file) => {
    const [title] = parts(node);
    return title ? identifier(title, file) : unknown([], spanOf(node));
  },
  predefined_type: (node, file) => {
    const title = PREDEFINED.get(node.text) ?? node.text;
    file.names.use(title);
    return name(title, spanOf(node));
  },
  qualified_name: (node, file) =>
    member(at(node, 'qualifier', file), field(node, 'name')?.text ?? '', spanOf(node)),
  alias_qualified_name: (node, file) => at(node, 'name', file),
  this: (node) => name('this', spanOf(node)),
  base: (node) => name('super', spanOf(node)),
  boolean_literal: (node) => constant(node.text === 'true', spanOf(node)),
  null_literal: (node) => constant(null, spanOf(node)),
  integer_literal: number,
  real_literal: number,
  character_literal: (node) => {
    const text = parts(node)[0]?.text ?? '';
    return constant(text.startsWith('\\') ? unescaped(text) : text, spanOf(node));
  },
  string_literal: (node) => constant(plainText(node), spanOf(node)),
  verbatim_string_literal: (node) => constant(verbatimText(node), spanOf(node)),
  raw_string_literal: (node) => constant(rawText(node), spanOf(node)),
  interpolated_string_expression: interpolated,
  parenthesized_expression: inside,
  expression_statement: inside,
  checked_expression: inside,
  ref_expression: inside,
  arrow_expression_clause: inside,
  await_expression: (node, file) => ({
    kind: 'through',
    how: 'await',
    of: inside(node, file),
    span: spanOf(node),
  }),
  throw_expression: inside,
  default_expression: (node) => constant(null, spanOf(node)),
  typeof_expression: (node, file) =>
    member(path(typeOf(field(node, 'type'), file) ?? 'Object', spanOf(node)), 'typeof', spanOf(node)),
  sizeof_expression: (node) => unknown([], spanOf(node)),
  member_access_expression: (node, file) =>
    member(at(node, 'expression', file), plainName(field(node, 'name')), spanOf(node)),
  conditional_access_expression: conditionalAccess,
  element_access_expression: (node, file) =>
    elementOf(at(node, 'expression', file), field(node, 'subscript'), file, node),
  element_binding_expression: (node, file) => ({
    kind: 'list',
    items: argumentsOf(node, file).map((arg) => arg.value),
    span: spanOf(node),
  }),
  invocation_expression: invocation,
  object_creation_expression: creation,
  implicit_object_creation_expression: creation,
  anonymous_object_creation_expression: anonymousObject,
  with_expression: withExpression,
  initializer_expression: collection,
  implicit_array_creation_expression: inside,
  array_creation_expression: (node, file) => {
    const made = parts(node).find((part) => part.type === 'initializer_expression');
    return made ? collection(made, file) : { kind: 'list', items: [], span: spanOf(node) };
  },
  binary_expression: binary,
  prefix_unary_expression: unary,
  postfix_unary_expression: unary,
  conditional_expression: (node, file) =>
    choose(
      at(node, 'condition', file),
      at(node, 'consequence', file),
      at(node, 'alternative', file),
      spanOf(node),
    ),
  assignment_expression: assignment,
  cast_expression: (node, file) =>
    cast(at(node, 'value', file), typeOf(field(node, 'type'), file), spanOf(node)),
  as_expression: (node, file) =>
    cast(at(node, 'left', file), typeOf(field(node, 'right'), file), spanOf(node)),
  is_expression: (node) => unknown([], spanOf(node)),
  is_pattern_expression: (node, file) => {
    const pattern = field(node, 'pattern');
    const value = at(node, 'expression', file);
    return pattern ? patternTest(pattern, value, file) : unknown([value], spanOf(node));
  },
  switch_expression: switchValue,
  lambda_expression: fn,
  anonymous_method_expression: fn,
  query_expression: query,
  tuple_expression: (node, file) => ({
    kind: 'list',
    items: parts(node).map((part) => argument(part, file).value),
    span: spanOf(node),
  }),
  argument: (node, file) => argument(node, file).value,
  declaration_expression: (node, file) => {
    const local = field(node, 'name');
    if (!local) return unknown([], spanOf(node));
    file.names.declare(local.text);
    const type = plainElement(typeOf(field(node, 'type'), file));
    const place = name(local.text, spanOf(local));
    // `out int n`: a number, whatever it is made of.
    return type
      ? {
          kind: 'set',
          target: to(place),
          value: cast(unknown([], place.span), type, place.span),
          span: place.span,
        }
      : place;
  },
};

function other(node: Node, file: CsharpFile): Expr {
  return unknown(
    parts(node).map((part) => file.expression(part)),
    spanOf(node),
  );
}

export function at(node: Node, key: string, file: CsharpFile): Expr {
  const child = field(node, key);
  return child ? file.expression(child) : unknown([], spanOf(node));
}

/** `Foo<T>` as "Foo". */
function plainName(node: Node | null): string {
  if (node?.type === 'generic_name') return parts(node)[0]?.text ?? '';
  return node?.text.replace(/^@/, '') ?? '';
}

/** `a?.b`, `a?[0]`: read as if it were there. */
function conditionalAccess(node: Node, file: CsharpFile): Expr {
  const of = at(node, 'condition', file);
  const binding = parts(node).at(-1);
  return binding ? bound(binding, of, file) : of;
}

function bound(binding: Node, of: Expr, file: CsharpFile): Expr {
  switch (binding.type) {
    case 'member_binding_expression':
      return member(of, plainName(field(binding, 'name')), spanOf(binding));
    case 'element_binding_expression':
      return elementOf(of, binding, file, binding);
    default: {
      const inner = field(binding, 'expression') ?? field(binding, 'function') ?? field(binding, 'condition');
      const start = inner ? bound(inner, of, file) : of;
      if (binding.type === 'invocation_expression')
        return call(start, argumentsOf(field(binding, 'arguments'), file), spanOf(binding));
      if (binding.type === 'member_access_expression')
        return member(start, plainName(field(binding, 'name')), spanOf(binding));
      if (binding.type === 'element_access_expression')
        return elementOf(start, field(binding, 'subscript'), file, binding);
      return unknown([of], spanOf(binding));
    }
  }
}

function elementOf(of: Expr, list: Node | null, file: CsharpFile, node: Node): Expr {
  const [index] = argumentsOf(list, file);
  return { kind: 'index', of, at: index?.value ?? unknown([], spanOf(node)), span: spanOf(node) };
}

/** `nameof(x)` is a constant; a bare `Foo()` is of this class, of its base, or a local function. */
function invocation(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const callee = field(node, 'function');
  const list = field(node, 'arguments');
  if (callee?.text === 'nameof') return constant(list?.text.slice(1, -1) ?? '', span);
  const args: Arg[] = argumentsOf(list, file);
  if (!callee)
    return unknown(
      args.map((arg) => arg.value),
      span,
    );
  const title = plainName(callee);
  const isBare = callee.type === 'identifier' || callee.type === 'generic_name';
  if (!isBare || file.names.isLocal(title)) return call(file.expression(callee), args, span);
  const own = file.names.member(title, spanOf(callee));
  if (own) return call(own, args, span);
  if (!file.names.currentClass || file.names.declared.has(title))
    return call(name(title, spanOf(callee)), args, span);
  return call(member(name('this', spanOf(callee)), title, spanOf(callee)), args, span);
}

/** Long chains of + are read along their left spine: a depth of their length would be too much. */
function binary(node: Node, file: CsharpFile): Expr {
  const spine: Node[] = [];
  let left: Node | null = node;
  while (left?.type === 'binary_expression') {
    spine.push(left);
    left = field(left, 'left');
  }
  let value = left ? file.expression(left) : unknown([], spanOf(node));
  const steps = spine.reverse();
  if (steps.length > 60)
    return {
      kind: 'text',
      parts: [value, ...steps.map((step) => at(step, 'right', file))],
      span: spanOf(node),
    };
  for (const step of steps) {
    const op = (field(step, 'operator')?.type ?? '+').replace('>>>', '>>');
    value = { kind: 'binary', op, left: value, right: at(step, 'right', file), span: spanOf(step) };
  }
  return value;
}

/** `!x`, `-x`, `x++`, `x!`, `^1` */
function unary(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const [operand] = parts(node);
  const of = operand ? file.expression(operand) : unknown([], span);
  const op = node.children.find((child) => child && !child.isNamed)?.type;
  if (op === '++' || op === '--') {
    const value: Expr = {
      kind: 'binary',
      op: op === '++' ? '+' : '-',
      left: of,
      right: constant(1, span),
      span,
    };
    return { kind: 'set', target: to(of), value, span };
  }
  const isOperator = node.type === 'prefix_unary_expression' && (op === '!' || op === '-' || op === '~');
  return isOperator ? { kind: 'unary', op, of, span } : of;
}

/** `a`, `a.b`, `(a, b)`, `var (a, b)` as what is assigned to. */
export function targetOf(node: Node | null, file: CsharpFile): Pattern {
  if (node?.type === 'tuple_expression' || node?.type === 'tuple_pattern') {
    const items = parts(node).map((part) =>
      targetOf(part.type === 'argument' ? (parts(part).at(-1) ?? part) : part, file),
    );
    return { kind: 'items', items, rest: null };
  }
  if (node?.type === 'identifier' && node.parent?.type === 'tuple_pattern') file.names.declare(node.text);
  return to(node ? file.expression(node) : name('_', { line: 1, column: 0, endLine: 1, endColumn: 0 }));
}

function assignment(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const left = field(node, 'left');
  const target = targetOf(left, file);
  const right = at(node, 'right', file);
  const op = (field(node, 'operator')?.type ?? '=').slice(0, -1).replace('>>>', '>>');
  if (op === '' || target.kind !== 'to') return { kind: 'set', target, value: right, span };
  return { kind: 'set', target, value: { kind: 'binary', op, left: target.place, right, span }, span };
}
