import type { Node } from 'web-tree-sitter';
import { field, parts } from './work.ts';

const nothing = new Set(['undefined', 'null', 'void', 'never']);

/**
 * A declared type as written, generics left out: `express.Request<P>` → "express.Request". Of a union the first
 * member that is a value; of `Promise<X>`, which code awaits before it uses it, X. Undefined where a name says nothing.
 */
export function typeOf(node: Node | null): string | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type':
      return typeOf(parts(node).at(-1) ?? null);
    case 'generic_type':
      return genericOf(node);
    case 'union_type':
      return parts(node)
        .map(typeOf)
        .find((name) => name !== undefined && !nothing.has(name));
    case 'intersection_type':
      return parts(node).map(typeOf).find(Boolean);
    case 'type_identifier':
    case 'identifier':
    case 'nested_type_identifier':
    case 'predefined_type':
      return node.text;
    default:
      return undefined;
  }
}

function genericOf(node: Node): string | undefined {
  const name = field(node, 'name')?.text;
  if (name !== 'Promise' && name !== 'Readonly' && name !== 'Partial') return name;
  const first = field(node, 'type_arguments')?.namedChildren[0];
  return (first && typeOf(first)) ?? name;
}
