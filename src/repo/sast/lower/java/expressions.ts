import type { Node } from 'web-tree-sitter';
import type { Arg, Expr, Fn, Statement } from '../../ir.ts';
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
  spanOf,
  to,
  unescaped,
  unknown,
} from '../typed/build.ts';
import { classPath, dotted, identifier, type JavaFile, typeOf } from './file.ts';
import { switchValue } from './switches.ts';

type Lower = (node: Node, file: JavaFile) => Expr;

export function expression(node: Node, file: JavaFile): Expr {
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

const LOWER: Readonly<Record<string, Lower>> = {
  identifier,
  this: (node) => name('this', spanOf(node)),
  super: (node) => name('super', spanOf(node)),
  true: (node) => constant(true, spanOf(node)),
  false: (node) => constant(false, spanOf(node)),
  null_literal: (node) => constant(null, spanOf(node)),
  decimal_integer_literal: number,
  hex_integer_literal: number,
  octal_integer_literal: (node) =>
    constant(Number.parseInt(node.text.replace(/[_lL]/g, ''), 8), spanOf(node)),
  binary_integer_literal: number,
  decimal_floating_point_literal: number,
  character_literal: (node) => constant(character(node.text.slice(1, -1)), spanOf(node)),
  string_literal: (node) => constant(textOf(node), spanOf(node)),
  parenthesized_expression: inside,
  expression_statement: inside,
  array_initializer: list,
  element_value_array_initializer: list,
  array_creation_expression: (node, file) => {
    const value = field(node, 'value');
    return value ? list(value, file) : { kind: 'list', items: [], span: spanOf(node) };
  },
  array_access: (node, file) => ({
    kind: 'index',
    of: at(node, 'array', file),
    at: at(node, 'index', file),
    span: spanOf(node),
  }),
  field_access: access,
  method_invocation: invocation,
  object_creation_expression: creation,
  explicit_constructor_invocation: (node, file) =>
    call(
      name(field(node, 'constructor')?.text ?? 'super', spanOf(node)),
      argumentsOf(node, file),
      spanOf(node),
    ),
  binary_expression: binary,
  unary_expression: unary,
  update_expression: step,
  ternary_expression: (node, file) =>
    choose(
      at(node, 'condition', file),
      at(node, 'consequence', file),
      at(node, 'alternative', file),
      spanOf(node),
    ),
  assignment_expression: assignment,
  cast_expression: (node, file) =>
    cast(at(node, 'value', file), typeOf(field(node, 'type'), file), spanOf(node)),
  instanceof_expression: instance,
  lambda_expression: (node, file) => ({ kind: 'function', fn: file.lambda(node), span: spanOf(node) }),
  method_reference: reference,
  class_literal: (node, file) => {
    const type = parts(node)[0];
    return member(
      classPath(typeOf(type ?? null, file) ?? 'Object', file, spanOf(node)),
      'class',
      spanOf(node),
    );
  },
  switch_expression: switchValue,
};

function other(node: Node, file: JavaFile): Expr {
  if (/annotation$/.test(node.type)) return unknown([], spanOf(node));
  return unknown(
    parts(node).map((part) => file.expression(part)),
    spanOf(node),
  );
}

function at(node: Node, key: string, file: JavaFile): Expr {
  const child = field(node, key);
  return child ? file.expression(child) : unknown([], spanOf(node));
}

function list(node: Node, file: JavaFile): Expr {
  return { kind: 'list', items: parts(node).map((part) => file.expression(part)), span: spanOf(node) };
}

function character(text: string): string {
  return text.startsWith('\\') ? unescaped(text) : text;
}

/** The text of a literal; of a text block without the indentation that all its lines share. */
function textOf(node: Node): string {
  const text = parts(node)
    .map((part) => (part.type === 'escape_sequence' ? unescaped(part.text) : part.text))
    .join('');
  if (!node.text.startsWith('"""')) return text;
  const lines = text.replace(/^[ \t]*\n/, '').split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(shared)).join('\n');
}

function access(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const text = file.inner.get(dotted(node));
  if (text) return name(text, span);
  const key = field(node, 'field')?.text ?? '';
  if (/^[\w.]+$/.test(node.text)) {
    const full = classPath(node.text, file, span);
    if (full.kind === 'name') return full;
  }
  // Outer.this: the object around this one, named by its class.
  if (key === 'this') return at(node, 'object', file);
  return member(at(node, 'object', file), key, span);
}

export function argumentsOf(node: Node, file: JavaFile): Arg[] {
  const given = field(node, 'arguments');
  return given ? parts(given).map((part) => ({ value: file.expression(part) })) : [];
}

function invocation(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const method = field(node, 'name')?.text ?? '';
  const object = field(node, 'object');
  const isSuper = node.namedChildren.some((child) => child?.type === 'super') && object?.type !== 'super';
  if (isSuper) return call(member(name('super', span), method, span), argumentsOf(node, file), span);
  if (object) {
    const args = argumentsOf(node, file);
    const [other] = args;
    // What `==` is elsewhere.
    if (method === 'equals' && other && args.length === 1)
      return { kind: 'binary', op: '==', left: file.expression(object), right: other.value, span };
    return call(member(file.expression(object), method, span), args, span);
  }
  return call(bareMethod(method, file, node), argumentsOf(node, file), span);
}

/** `foo()`: of this class, of a class around it, a static import, or inherited. */
function bareMethod(method: string, file: JavaFile, node: Node): Expr {
  const span = spanOf(field(node, 'name') ?? node);
  const own = file.names.member(method, span);
  if (own) return own;
  if (file.names.declared.has(method) || !file.names.currentClass) return name(method, span);
  return member(name('this', span), method, span);
}

function creation(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const body = parts(node).find((part) => part.type === 'class_body');
  const args = argumentsOf(node, file);
  const type = classPath(typeOf(field(node, 'type'), file) ?? 'Object', file, span);
  if (!body) return call(type, args, span, true);
  const cls = { ...file.classOf(body, null), bases: [type] };
  return call({ kind: 'class', cls, span }, args, span, true);
}

/** Long chains of + are read along their left spine: a depth of their length would be too much. */
function binary(node: Node, file: JavaFile): Expr {
  const spine: Node[] = [];
  let left: Node | null = node;
  while (left?.type === 'binary_expression') {
    spine.push(left);
    left = field(left, 'left');
  }
  let value = left ? file.expression(left) : unknown([], spanOf(node));
  if (spine.length > 60)
    return {
      kind: 'text',
      parts: [value, ...spine.reverse().map((part) => at(part, 'right', file))],
      span: spanOf(node),
    };
  for (const part of spine.reverse()) {
    const op = (field(part, 'operator')?.type ?? '+').replace('>>>', '>>');
    value = { kind: 'binary', op, left: value, right: at(part, 'right', file), span: spanOf(part) };
  }
  return value;
}

function unary(node: Node, file: JavaFile): Expr {
  const op = field(node, 'operator')?.type;
  const of = at(node, 'operand', file);
  return op === '!' || op === '-' || op === '~' ? { kind: 'unary', op, of, span: spanOf(node) } : of;
}

/** `i++`: a number, whatever it was. */
function step(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const [operand] = parts(node);
  const place = operand ? file.expression(operand) : unknown([], span);
  const op = node.text.includes('--') ? '-' : '+';
  const value: Expr = { kind: 'binary', op, left: place, right: constant(1, span), span };
  return { kind: 'set', target: to(place), value, span };
}

function assignment(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const place = at(node, 'left', file);
  const right = at(node, 'right', file);
  const op = (field(node, 'operator')?.type ?? '=').slice(0, -1).replace('>>>', '>>');
  const value: Expr = op === '' ? right : { kind: 'binary', op, left: place, right, span };
  return { kind: 'set', target: to(place), value, span };
}

/** `o instanceof String s`: s is o, seen as a String. */
function instance(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const value = at(node, 'left', file);
  const local = field(node, 'name');
  if (local) {
    file.names.declare(local.text);
    const seen = cast(value, typeOf(field(node, 'right'), file), span);
    return unknown([{ kind: 'set', target: to(name(local.text, span)), value: seen, span }], span);
  }
  const pattern = field(node, 'pattern');
  return pattern ? unknown(patternSets(pattern, value, file), span) : unknown([value], span);
}

/** Variables that a pattern declares, each with a part of the value. */
export function patternSets(pattern: Node, value: Expr, file: JavaFile): Expr[] {
  return pattern
    .descendantsOfType(['type_pattern', 'record_pattern_component'])
    .filter((part): part is Node => part !== null)
    .map((part) => {
      const [type, local] = parts(part);
      const span = spanOf(part);
      if (local) file.names.declare(local.text);
      const seen = cast(value, typeOf(type ?? null, file), span);
      return { kind: 'set', target: to(name(local?.text ?? '_', span)), value: seen, span };
    });
}

/** `Type::method`, `object::method`, `Type::new` as the function of one argument they are used for. */
function reference(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const [owner, method] = parts(node);
  const given = name('$1', span);
  const isNew = node.text.endsWith('::new');
  if (!owner) return unknown([], span);
  const of = owner.type.endsWith('type')
    ? classPath(typeOf(owner, file) ?? 'Object', file, span)
    : file.expression(owner);
  const callee = isNew ? of : member(of, method?.text ?? '', span);
  const body: Statement[] = [{ kind: 'return', value: call(callee, [{ value: given }], span, isNew), span }];
  const fn: Fn = { name: null, params: [{ target: to(given), decorators: [] }], body, decorators: [], span };
  return { kind: 'function', fn, span };
}
