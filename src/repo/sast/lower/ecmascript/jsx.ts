import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { stringOf } from './literals.ts';
import { call, field, member, named, parts, spanOf, text, unknown, type Work } from './work.ts';

type Entry = { readonly key: Expr | null; readonly value: Expr };

/**
 * JSX. An element of the page is a call of `jsx.element` whose attributes are assignments to `jsx.<tag>.<attribute>`,
 * so that a rule can name them: `jsx.a.href`, `jsx.*.dangerouslySetInnerHTML.__html`. A component is a call with its
 * properties as one object, which is what it is.
 */
export function lowerJsx(work: Work, node: Node): Expr {
  const open = field(node, 'open_tag') ?? node;
  const name = field(open, 'name');
  const span = spanOf(node);
  const children = childrenOf(work, node);
  const attributes = parts(open).filter(({ type }) => type === 'jsx_attribute' || type === 'jsx_expression');
  const tag = name?.text ?? '';
  if (!name || !/^[\p{Lu}_$]|\./u.test(tag)) {
    const jsx = named(work.module('jsx', span), span);
    const values = attributes.flatMap((attribute) =>
      elementAttribute(work, attribute, member(jsx, tag, span)),
    );
    return call(member(jsx, 'element', span), [text(tag, span), ...values, ...children], span);
  }
  const entries = attributes.map((attribute) => entryOf(work, attribute));
  if (children.length > 0)
    entries.push({ key: text('children', span), value: { kind: 'list', items: children, span } });
  return call(work.expr(name), [{ kind: 'object', entries, span }], span);
}

function childrenOf(work: Work, node: Node): Expr[] {
  if (node.type === 'jsx_self_closing_element') return [];
  return parts(node)
    .filter(
      ({ type }) =>
        type === 'jsx_expression' || type === 'jsx_element' || type === 'jsx_self_closing_element',
    )
    .filter((child) => child.type !== 'jsx_expression' || parts(child).length > 0)
    .map((child) => work.expr(child));
}

function entryOf(work: Work, attribute: Node): Entry {
  const [name, value] = parts(attribute);
  const span = spanOf(attribute);
  if (attribute.type === 'jsx_expression')
    return { key: null, value: name ? spread(work, name) : unknown([], span) };
  return { key: text(name?.text ?? '', span), value: attributeValue(work, value, attribute) };
}

const spread = (work: Work, node: Node): Expr =>
  work.expr(node.type === 'spread_element' ? (parts(node)[0] ?? node) : node);

/** An attribute without a value is true. */
function attributeValue(work: Work, value: Node | undefined, attribute: Node): Expr {
  if (!value) return { kind: 'const', value: true, span: spanOf(attribute) };
  return value.type === 'string' ? text(stringOf(value), spanOf(value)) : work.expr(value);
}

function elementAttribute(work: Work, attribute: Node, element: Expr): Expr[] {
  const [name, value] = parts(attribute);
  const span = spanOf(attribute);
  if (attribute.type === 'jsx_expression')
    return name ? [set(member(element, '...', span), spread(work, name))] : [];
  const place = member(element, name?.text ?? '', span);
  const given = attributeValue(work, value, attribute);
  const html = given.kind === 'object' ? given.entries.find(({ key }) => isHtml(key)) : undefined;
  return [html ? set(member(place, '__html', span), html.value) : set(place, given)];
}

const isHtml = (key: Expr | null): boolean => key?.kind === 'const' && key.value === '__html';

const set = (place: Expr, value: Expr): Expr => ({
  kind: 'set',
  target: { kind: 'to', place },
  value,
  span: place.span,
});
