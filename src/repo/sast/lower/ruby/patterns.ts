import type { Node } from 'web-tree-sitter';
import type { Param, Pattern } from '../../ir.ts';
import { index, member, nameOf, parts, to, unknown } from '../build.ts';
import type { RubyLower } from './scope.ts';

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

/** What stands left of an assignment; names become variables from here on. */
export function rubyPattern(node: Node | null, lower: RubyLower): Pattern {
  if (!node) return { kind: 'items', items: [], rest: null };
  switch (node.type) {
    case 'identifier':
      lower.scope.locals.add(node.text);
      return to(nameOf(node.text, node));
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'destructured_parameter': {
      const rest = parts(node).find(
        (part) => part.type === 'rest_assignment' || part.type === 'splat_parameter',
      );
      const items = parts(node)
        .filter((part) => part !== rest && part.id !== rest?.id)
        .map((part) => rubyPattern(part, lower));
      const target = rest ? parts(rest)[0] : null;
      return { kind: 'items', items, rest: target ? rubyPattern(target, lower) : null };
    }
    case 'call': {
      // `a.b = value` sets a field.
      const receiver = field(node, 'receiver');
      const name = field(node, 'method')?.text ?? '';
      return to(receiver ? member(lower.expression(receiver), name, node) : nameOf(name, node));
    }
    case 'element_reference': {
      const [of, at] = parts(node);
      return to(index(lower.expression(of ?? null), at ? lower.expression(at) : unknown(node), node));
    }
    default:
      return to(lower.expression(node));
  }
}

/** Parameters of a method or block; they become variables of its scope. */
export function rubyParameters(list: Node | null, lower: RubyLower): Param[] {
  return parts(list).flatMap((node): Param[] => {
    const name = node.type === 'identifier' ? node : field(node, 'name');
    if (node.type === 'destructured_parameter') return [{ target: rubyPattern(node, lower), decorators: [] }];
    if (node.type === 'block_parameter' || !name) return [];
    const value = field(node, 'value');
    const given = value ? { default: lower.expression(value) } : {};
    const rest =
      node.type === 'splat_parameter'
        ? { rest: 'list' as const }
        : node.type === 'hash_splat_parameter'
          ? { rest: 'named' as const }
          : {};
    return [{ target: rubyPattern(name, lower), decorators: [], ...given, ...rest }];
  });
}
