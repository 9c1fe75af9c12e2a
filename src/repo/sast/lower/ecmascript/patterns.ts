import type { Node } from 'web-tree-sitter';
import type { Expr, Pattern } from '../../ir.ts';
import { keyOf } from './literals.ts';
import { field, parts, spanOf, type Work } from './work.ts';

type Fields = Extract<Pattern, { kind: 'fields' }>;
type Field = Fields['fields'][number];

/** What an assignment, a declaration or a parameter binds: names, members, `[a, b]`, `{a, b: c = 1, ...rest}`. */
export function lowerPattern(work: Work, node: Node): Pattern {
  switch (node.type) {
    case 'object_pattern':
    case 'object':
      return fieldsOf(work, node);
    case 'array_pattern':
    case 'array':
      return itemsOf(work, node);
    case 'assignment_pattern':
    case 'assignment_expression':
    case 'object_assignment_pattern':
      return lowerPattern(work, field(node, 'left') ?? node);
    case 'rest_pattern':
    case 'spread_element':
    case 'parenthesized_expression':
    case 'non_null_expression':
      return lowerPattern(work, parts(node)[0] ?? node);
    default:
      return { kind: 'to', place: place(work, node) };
  }
}

const place = (work: Work, node: Node): Expr =>
  node.type === 'shorthand_property_identifier_pattern' || node.type === 'shorthand_property_identifier'
    ? { kind: 'name', name: node.text, span: spanOf(node) }
    : work.expr(node);

/** What a binding falls back to: the right side of `a = 1` inside a pattern. */
const otherwise = (work: Work, node: Node): { default: Expr } | undefined => {
  if (!/^(?:object_)?assignment_(?:pattern|expression)$/.test(node.type)) return undefined;
  const right = field(node, 'right');
  return right ? { default: work.expr(right) } : undefined;
};

function fieldsOf(work: Work, node: Node): Fields {
  const fields: Field[] = [];
  let rest: Pattern | null = null;
  for (const part of parts(node)) {
    if (part.type === 'rest_pattern' || part.type === 'spread_element') rest = lowerPattern(work, part);
    else if (part.type === 'pair_pattern' || part.type === 'pair') {
      const key = field(part, 'key');
      const value = field(part, 'value');
      if (key && value)
        fields.push({ key: keyOf(key), target: lowerPattern(work, value), ...otherwise(work, value) });
    } else {
      const name = field(part, 'left') ?? part;
      fields.push({ key: name.text, target: lowerPattern(work, name), ...otherwise(work, part) });
    }
  }
  return { kind: 'fields', fields, rest };
}

function itemsOf(work: Work, node: Node): Pattern {
  const items: (Pattern | null)[] = [];
  let rest: Pattern | null = null;
  let empty = true; // between two commas without a name an element is passed over
  for (const child of node.children) {
    if (child.type === ',') {
      if (empty) items.push(null);
      empty = true;
    } else if (child.isNamed && child.type !== 'comment') {
      empty = false;
      if (child.type === 'rest_pattern' || child.type === 'spread_element') rest = lowerPattern(work, child);
      else items.push(lowerPattern(work, child));
    }
  }
  return { kind: 'items', items, rest };
}
