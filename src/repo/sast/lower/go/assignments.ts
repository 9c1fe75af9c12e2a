import type { Node } from 'web-tree-sitter';
import type { Pattern, Statement } from '../../ir.ts';
import { act, assign, callOf, listOf, parts, to, unknown } from '../build.ts';
import type { GoLower } from './expressions.ts';
import { typeName } from './types.ts';

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

/** What stands left of an assignment. */
export const target = (node: Node, lower: GoLower): Pattern => to(lower.expression(node));

/** `a, b := f()` and its like. */
export const assigned = (node: Node, lower: GoLower): readonly Statement[] =>
  bind(parts(field(node, 'left')), valuesOf(field(node, 'right')), node, lower);

/** The values on the right, which may stand in a list. */
export const valuesOf = (node: Node | null): Node[] =>
  node?.type === 'expression_list' ? parts(node) : node ? [node] : [];

/** Names by which the last of several results says whether there was an error. */
const errorLike = /^(?:_|ok|found|exists|has|e|err\w*|\w*(?:Err|Error|Ok|OK))$/;

const error = /^(?:err\w*|\w+(?:Err|Error))$/;

/** `a, b = x, y` one by one; `x, err := f()` gives x the whole result (see `resultsOf`). */
function bind(
  targets: readonly Node[],
  values: readonly Node[],
  node: Node,
  lower: GoLower,
  type?: string,
): readonly Statement[] {
  const [value] = values;
  if (!value) return [];
  if (targets.length === values.length) {
    const [only] = targets;
    // An error says what went wrong, in words of the program.
    if (targets.length === 1 && value.type === 'call_expression' && error.test(only!.text))
      return [act(lower.expression(value), value), assign(target(only!, lower), unknown(only!), node)];
    if (targets.length === 1)
      return [assign(target(targets[0]!, lower), lower.expression(value), node, type)];
    const items = targets.map((one) => target(one, lower));
    const right = listOf(
      values.map((one) => lower.expression(one)),
      node,
    );
    return [assign({ kind: 'items', items, rest: null }, right, node)];
  }
  const last = targets.at(-1)!;
  const drops = errorLike.test(last.text);
  const kept = drops ? targets.slice(0, -1) : targets;
  const right = lower.expression(value);
  const pattern: Pattern =
    kept.length === 1
      ? target(kept[0]!, lower)
      : {
          kind: 'items',
          items: kept.map((one) => (one.text === '_' ? null : target(one, lower))),
          rest: null,
        };
  const rest = drops && last.text !== '_' ? [assign(target(last, lower), unknown(last), last)] : [];
  return [assign(pattern, right, node, type), ...rest];
}

const basic = /^(?:string|bool|byte|rune|error|any|u?int\d*|float\d+|uintptr|complex\d+)$/;

/** Declarations of variables and constants. */
export function variables(node: Node, lower: GoLower): readonly Statement[] {
  const specs = parts(node).flatMap((part) => (part.type === 'var_spec_list' ? parts(part) : [part]));
  return specs.flatMap((spec) => {
    const names = spec.childrenForFieldName('name').filter((name) => name.isNamed);
    const type = typeName(field(spec, 'type'));
    const values = valuesOf(field(spec, 'value'));
    if (values.length > 0) return bind(names, values, spec, lower, type);
    // A struct is there from the start, with empty fields.
    const declared = field(spec, 'type');
    const made = type && declared?.type !== 'pointer_type' && !basic.test(type);
    const value = (name: Node) => (made ? callOf(lower.expression(declared), [], spec, true) : unknown(name));
    return names.map((name) => assign(target(name, lower), value(name), spec, type));
  });
}
