import type { Node } from 'web-tree-sitter';
import type { Arg, Expr } from '../../ir.ts';
import { call, cast, constant, field, name, parts, path, spanOf, unknown } from '../typed/build.ts';
import { argumentsOf, type CsharpFile, typeOf } from './file.ts';

/**
 * `new T(a) { B = c }`: the properties set by an initializer are keyword arguments. Collections are lists and objects,
 * seen as their type.
 */
export function creation(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const written = field(node, 'type');
  const type = typeOf(written, file) ?? wantedType(node, file);
  const list = field(node, 'arguments') ?? parts(node).find((part) => part.type === 'argument_list');
  const args = argumentsOf(list, file);
  const initializer =
    field(node, 'initializer') ?? parts(node).find((part) => part.type === 'initializer_expression');
  if (!initializer) {
    const callee = type ? path(type, span) : written ? path('Object', span) : name('?', span);
    return call(callee, args, span, true);
  }
  const set = parts(initializer);
  const isProperties =
    set.length > 0 &&
    set.every((part) => part.type === 'assignment_expression' && field(part, 'left')?.type === 'identifier');
  if (isProperties)
    return call(
      path(type ?? 'Object', span),
      [...args, ...set.map((part) => property(part, file))],
      span,
      true,
    );
  return cast(collection(initializer, file), type, span);
}

/** `new()` is of the type that the variable, field or property around it is declared with. */
function wantedType(node: Node, file: CsharpFile): string | undefined {
  const around = node.parent?.type === 'variable_declarator' ? node.parent.parent : node.parent;
  return around && /declaration$/.test(around.type) ? typeOf(field(around, 'type'), file) : undefined;
}

function property(node: Node, file: CsharpFile): Arg {
  const value = field(node, 'right');
  const lowered =
    value?.type === 'initializer_expression'
      ? collection(value, file)
      : value
        ? file.expression(value)
        : null;
  return { name: field(node, 'left')?.text ?? '', value: lowered ?? unknown([], spanOf(node)) };
}

/** `{ a, b }`, `{ ["k"] = v }`, `{ { "k", v } }`, `{ A = b }` */
export function collection(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const items = parts(node);
  const pairs = items.map((item) => pairOf(item, file));
  if (items.length > 0 && pairs.every((pair) => pair !== null))
    return { kind: 'object', entries: pairs, span };
  return { kind: 'list', items: items.map((item) => file.expression(item)), span };
}

function pairOf(item: Node, file: CsharpFile): { key: Expr; value: Expr } | null {
  if (item.type === 'assignment_expression') {
    const [left, right] = [field(item, 'left'), field(item, 'right')];
    if (!left || !right) return null;
    const at = left.type === 'element_binding_expression' ? parts(left)[0] : undefined;
    const inside = at ? parts(at)[0] : undefined;
    const key = inside ? file.expression(inside) : constant(left.text, spanOf(left));
    return {
      key,
      value: right.type === 'initializer_expression' ? collection(right, file) : file.expression(right),
    };
  }
  const [key, value, more] = item.type === 'initializer_expression' ? parts(item) : [];
  return key && value && !more ? { key: file.expression(key), value: file.expression(value) } : null;
}

/** `new { A = x, y.B }` and `x with { A = y }`: keys and values stand side by side in the tree. */
export function anonymous(node: Node, file: CsharpFile, from: number): { key: Expr; value: Expr }[] {
  const entries: { key: Expr; value: Expr }[] = [];
  const children = node.children.filter((child) => child !== null);
  for (let at = from; at < children.length; at++) {
    const child = children[at];
    if (!child?.isNamed || child.isExtra) continue;
    const span = spanOf(child);
    const isKey = children[at + 1]?.type === '=';
    const value = isKey ? children[at + 2] : child;
    if (isKey) at += 2;
    const key = isKey ? child.text : child.text.split('.').at(-1);
    if (value) entries.push({ key: constant(key ?? '', span), value: file.expression(value) });
  }
  return entries;
}

export function anonymousObject(node: Node, file: CsharpFile): Expr {
  return { kind: 'object', entries: anonymous(node, file, 0), span: spanOf(node) };
}

export function withExpression(node: Node, file: CsharpFile): Expr {
  const [of, ...initializers] = parts(node);
  const base = of ? [{ key: null, value: file.expression(of) }] : [];
  const set = initializers.flatMap((part) => anonymous(part, file, 0));
  return { kind: 'object', entries: [...base, ...set], span: spanOf(node) };
}
