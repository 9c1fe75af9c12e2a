import type { Node } from 'web-tree-sitter';
import type { Class, Expr, Fn, Method, Param, Statement } from '../../ir.ts';
import { keyOf } from './literals.ts';
import { typeOf } from './types.ts';
import { decoratorsOf, field, inOrder, member, named, parts, spanOf, unknown, type Work } from './work.ts';

const functions = new Set([
  'arrow_function',
  'function_expression',
  'function_declaration',
  'generator_function',
  'generator_function_declaration',
]);

export const isFunction = (node: Node): boolean => functions.has(node.type);

/** A function, arrow or method. `decorators` stand beside a method, not in it, in TypeScript's grammar. */
export function lowerFunction(work: Work, node: Node, decorators: readonly Expr[] = []): Fn {
  const body = field(node, 'body');
  const returns = typeOf(field(node, 'return_type'));
  const name = field(node, 'name');
  return {
    name: name ? keyOf(name) : null,
    params: paramsOf(work, node),
    body: [...assignedParams(node), ...(body ? bodyOf(work, body) : [])],
    decorators: [...decorators, ...decoratorsOf(work, node.namedChildren)],
    ...(returns && { returns }),
    ...(node.children.some((child) => child.type === 'async') && { isAsync: true }),
    span: spanOf(node),
  };
}

const bodyOf = (work: Work, body: Node): readonly Statement[] =>
  body.type === 'statement_block'
    ? inOrder(work, parts(body))
    : [{ kind: 'return', value: work.expr(body), span: spanOf(body) }];

function paramsOf(work: Work, node: Node): Param[] {
  const single = field(node, 'parameter');
  if (single) return [paramOf(work, single)];
  const list = field(node, 'parameters');
  return list
    ? parts(list)
        .filter((param) => field(param, 'pattern')?.type !== 'this')
        .map((param) => paramOf(work, param))
    : [];
}

function paramOf(work: Work, node: Node): Param {
  const pattern = field(node, 'pattern') ?? field(node, 'left') ?? node;
  const otherwise = field(node, 'value') ?? field(node, 'right');
  const type = typeOf(field(node, 'type'));
  return {
    target: work.pattern(pattern),
    ...(type && { type }),
    decorators: decoratorsOf(work, node.namedChildren),
    ...(otherwise && { default: work.expr(otherwise) }),
    ...(pattern.type === 'rest_pattern' && { rest: 'list' as const }),
  };
}

/** `constructor(private db: Db)` keeps its parameter as a field. */
function assignedParams(node: Node): Statement[] {
  if (field(node, 'name')?.text !== 'constructor') return [];
  const list = field(node, 'parameters');
  return (list ? parts(list) : [])
    .filter((param) =>
      param.children.some(({ type }) => type === 'accessibility_modifier' || type === 'readonly'),
    )
    .flatMap((param): Statement[] => {
      const name = field(param, 'pattern');
      if (name?.type !== 'identifier') return [];
      const span = spanOf(name);
      const target = member(named('this', span), name.text, span);
      return [{ kind: 'assign', target: { kind: 'to', place: target }, value: named(name.text, span), span }];
    });
}

/** A class: fields that hold functions are methods too, since that is how they are called. */
export function lowerClass(work: Work, node: Node, decorators: readonly Expr[] = []): Class {
  const name = field(node, 'name')?.text ?? null;
  const methods: Method[] = [];
  const body: Statement[] = [];
  let pending: Expr[] = [];
  const block = field(node, 'body');
  for (const part of block ? parts(block) : []) {
    if (part.type === 'decorator') {
      pending.push(...decoratorsOf(work, [part]));
      continue;
    }
    const method = methodOf(work, part, pending);
    if (method) methods.push(method);
    else body.push(...fieldOf(work, part, name));
    pending = [];
  }
  return {
    name,
    bases: basesOf(work, node),
    decorators: [...decorators, ...decoratorsOf(work, node.namedChildren)],
    methods,
    body,
  };
}

function basesOf(work: Work, node: Node): Expr[] {
  const heritage = parts(node).find((part) => part.type === 'class_heritage');
  return (heritage ? parts(heritage) : []).flatMap((part) => {
    if (part.type === 'implements_clause') return [];
    const base = part.type === 'extends_clause' ? field(part, 'value') : part;
    return base ? [work.expr(base)] : [];
  });
}

function methodOf(work: Work, part: Node, decorators: readonly Expr[]): Method | null {
  const name = field(part, 'name') ?? field(part, 'property');
  const value = part.type === 'method_definition' ? part : field(part, 'value');
  const key = name && keyOf(name);
  if (!key || !value || (value !== part && !isFunction(value))) return null;
  return {
    fn: { ...lowerFunction(work, value, decorators), name: key },
    isStatic: part.children.some((child) => child.type === 'static'),
    name: key,
    ...(part.children.some((child) => child.type === 'get') && { isGetter: true }),
  };
}

function fieldOf(work: Work, part: Node, owner: string | null): readonly Statement[] {
  if (part.type === 'class_static_block') {
    const body = field(part, 'body');
    return body ? parts(body).flatMap((statement) => work.statement(statement)) : [];
  }
  const name = field(part, 'name') ?? field(part, 'property');
  const key = name && keyOf(name);
  const value = field(part, 'value');
  const type = typeOf(field(part, 'type'));
  if (!key || (!value && !type)) return [];
  const span = spanOf(part);
  const isStatic = part.children.some((child) => child.type === 'static');
  return [
    {
      kind: 'assign',
      target: { kind: 'to', place: member(named(isStatic && owner ? owner : 'this', span), key, span) },
      value: value ? work.expr(value) : unknown([], span),
      span,
      ...(type && { type }),
    },
  ];
}
