import type { Node } from 'web-tree-sitter';
import type { Arg, Expr } from '../../ir.ts';
import { isFunction, lowerFunction } from './functions.ts';
import { requiredModule } from './imports.ts';
import { lowerJsx } from './jsx.ts';
import { keyOf, numberOf, stringOf, unescapeSequence } from './literals.ts';
import { lowerOperator } from './operators.ts';
import { typeOf } from './types.ts';
import { call, field, member, named, parts, spanOf, text, unknown, type Work } from './work.ts';

type Lower = (work: Work, node: Node) => Expr;

const inner: Lower = (work, node) => {
  const first = parts(node)[0];
  return first ? work.expr(first) : unknown([], spanOf(node));
};

const nothing: Lower = (_work, node) => ({ kind: 'const', value: null, span: spanOf(node) });

const self: Lower = (_work, node) => named(node.text, spanOf(node));

const everything: Lower = (work, node) =>
  unknown(
    parts(node).map((part) => work.expr(part)),
    spanOf(node),
  );

const closure: Lower = (work, node) => ({ kind: 'function', fn: work.fn(node), span: spanOf(node) });

const through =
  (how: 'await' | 'spread' | 'yield'): Lower =>
  (work, node) => ({ kind: 'through', of: inner(work, node), how, span: spanOf(node) });

const cast: Lower = (work, node) => {
  const [first, second] = parts(node);
  const isPrefix = node.type === 'type_assertion';
  const value = isPrefix ? second : first;
  const type = typeOf((isPrefix ? first?.namedChildren[0] : second) ?? null);
  return {
    kind: 'through',
    of: value ? work.expr(value) : unknown([], spanOf(node)),
    how: 'cast',
    ...(type && type !== 'const' && { type }),
    span: spanOf(node),
  };
};

/** Several expressions of which the last is the value: the others run all the same. */
const sequence: Lower = (work, node) => {
  const values = parts(node).map((part) => work.expr(part));
  return values.length === 1 && values[0] ? values[0] : unknown(values, spanOf(node));
};

const byType: Readonly<Record<string, Lower>> = {
  identifier: self,
  this: self,
  super: self,
  property_identifier: self,
  shorthand_property_identifier: self,
  type_identifier: self,
  undefined: nothing,
  null: nothing,
  true: (_work, node) => ({ kind: 'const', value: true, span: spanOf(node) }),
  false: (_work, node) => ({ kind: 'const', value: false, span: spanOf(node) }),
  string: (_work, node) => text(stringOf(node), spanOf(node)),
  number: (_work, node) => ({ kind: 'const', value: numberOf(node.text), span: spanOf(node) }),
  regex: (_work, node) => ({
    kind: 'regex',
    source: field(node, 'pattern')?.text ?? '',
    flags: field(node, 'flags')?.text ?? '',
    span: spanOf(node),
  }),
  template_string: lowerTemplate,
  member_expression: lowerMember,
  nested_identifier: lowerMember,
  subscript_expression: lowerSubscript,
  call_expression: lowerCall,
  new_expression: lowerNew,
  object: lowerObject,
  array: (work, node) => ({
    kind: 'list',
    items: parts(node).map((part) => work.expr(part)),
    span: spanOf(node),
  }),
  parenthesized_expression: inner,
  non_null_expression: inner,
  instantiation_expression: inner,
  as_expression: cast,
  satisfies_expression: cast,
  type_assertion: cast,
  await_expression: through('await'),
  spread_element: through('spread'),
  yield_expression: through('yield'),
  sequence_expression: sequence,
  binary_expression: lowerOperator,
  unary_expression: lowerOperator,
  update_expression: lowerOperator,
  ternary_expression: lowerOperator,
  assignment_expression: lowerOperator,
  augmented_assignment_expression: lowerOperator,
  class: (work, node) => ({ kind: 'class', cls: work.cls(node), span: spanOf(node) }),
  meta_property: self,
  jsx_element: lowerJsx,
  jsx_self_closing_element: lowerJsx,
  jsx_expression: inner,
};

export function lowerExpression(work: Work, node: Node): Expr {
  const lower = Object.hasOwn(byType, node.type) ? byType[node.type] : undefined;
  return lower ? lower(work, node) : isFunction(node) ? closure(work, node) : everything(work, node);
}

function lowerTemplate(work: Work, node: Node): Expr {
  const values: Expr[] = [];
  let written = '';
  const flush = () => {
    if (written) values.push(text(written, spanOf(node)));
    written = '';
  };
  for (const part of parts(node)) {
    if (part.type === 'template_substitution') {
      flush();
      values.push(inner(work, part));
    } else written += part.type === 'escape_sequence' ? unescapeSequence(part.text) : part.text;
  }
  if (values.length === 0) return text(written, spanOf(node));
  flush();
  return { kind: 'text', parts: values, span: spanOf(node) };
}

function lowerMember(work: Work, node: Node): Expr {
  const of = field(node, 'object') ?? parts(node)[0];
  const property = field(node, 'property') ?? parts(node)[1];
  if (!of || !property) return everything(work, node);
  return member(work.expr(of), property.text, spanOf(node));
}

function lowerSubscript(work: Work, node: Node): Expr {
  const of = field(node, 'object');
  const at = field(node, 'index');
  if (!of || !at) return everything(work, node);
  return { kind: 'index', of: work.expr(of), at: work.expr(at), span: spanOf(node) };
}

function lowerCall(work: Work, node: Node): Expr {
  const module = requiredModule(node);
  const span = spanOf(node);
  if (module !== null) return named(work.module(module, span), span);
  const callee = field(node, 'function');
  if (!callee) return everything(work, node);
  const given = field(node, 'arguments');
  return { kind: 'call', callee: work.expr(callee), args: argsOf(work, given), isNew: false, span };
}

function lowerNew(work: Work, node: Node): Expr {
  const callee = field(node, 'constructor');
  if (!callee) return everything(work, node);
  const args = argsOf(work, field(node, 'arguments'));
  return { kind: 'call', callee: work.expr(callee), args, isNew: true, span: spanOf(node) };
}

/** A tagged template is a call with the list of its texts, then its values. */
function argsOf(work: Work, node: Node | null): readonly Arg[] {
  if (!node) return [];
  if (node.type !== 'template_string')
    return parts(node).map((part) => ({
      value: work.expr(part.type === 'spread_element' ? (parts(part)[0] ?? part) : part),
      ...(part.type === 'spread_element' && { spread: true }),
    }));
  const written = parts(node).filter(({ type }) => type !== 'template_substitution');
  const values = parts(node).filter(({ type }) => type === 'template_substitution');
  const span = spanOf(node);
  const texts: Expr = { kind: 'list', items: written.map((part) => text(part.text, spanOf(part))), span };
  return [{ value: texts }, ...values.map((part) => ({ value: inner(work, part) }))];
}

function lowerObject(work: Work, node: Node): Expr {
  const entries = parts(node).map((part): { key: Expr | null; value: Expr } => {
    const span = spanOf(part);
    if (part.type === 'spread_element') return { key: null, value: inner(work, part) };
    if (part.type === 'method_definition') {
      const name = field(part, 'name');
      const value: Expr = { kind: 'function', fn: lowerFunction(work, part), span };
      const isGetter = part.children.some((child) => child.type === 'get');
      return { key: keyExpr(work, name ?? part), value: isGetter ? call(value, [], span) : value };
    }
    const key = field(part, 'key');
    const value = field(part, 'value');
    if (key && value) return { key: keyExpr(work, key), value: work.expr(value) };
    return { key: text(part.text, span), value: work.expr(field(part, 'left') ?? part) };
  });
  return { kind: 'object', entries, span: spanOf(node) };
}

function keyExpr(work: Work, node: Node): Expr {
  const key = keyOf(node);
  const computed = parts(node)[0];
  return key === null && computed ? work.expr(computed) : text(key ?? '', spanOf(node));
}
