import type { Node } from 'web-tree-sitter';
import type { Class, Expr, Fn, Method, Statement } from '../../ir.ts';
import { spanOf } from '../spans.ts';
import { args, expression, parameters, parts } from './expressions.ts';
import { typeName } from './text.ts';

/** How what is inside of a definition is lowered. */
export interface Inner {
  block(node: Node | null): Statement[];
  statement(node: Node): readonly Statement[];
}

/** What stands above a definition. */
export const decoratorsOf = (node: Node): Expr[] =>
  parts(node)
    .filter((part) => part.type === 'decorator')
    .flatMap((part) => (part.namedChild(0) ? [expression(part.namedChild(0)!)] : []));

/** A function; `inner` lowers its body. */
export function functionOf(node: Node, decorators: readonly Expr[], inner: Inner): Fn {
  const type = node.childForFieldName('return_type');
  return {
    name: node.childForFieldName('name')?.text ?? null,
    params: parameters(node.childForFieldName('parameters')),
    body: inner.block(node.childForFieldName('body')),
    decorators,
    ...(type ? { returns: typeName(type.text) } : {}),
    ...(node.child(0)?.type === 'async' ? { isAsync: true } : {}),
    span: spanOf(node),
  };
}

/** A class; `inner` lowers bodies. */
export function classOf(node: Node, decorators: readonly Expr[], inner: Inner): Class {
  const methods: Method[] = [];
  const rest: Node[] = [];
  for (const part of parts(node.childForFieldName('body') ?? node)) {
    const definition = part.type === 'decorated_definition' ? part.childForFieldName('definition') : part;
    if (definition?.type === 'function_definition')
      methods.push(method(definition, part === definition ? [] : decoratorsOf(part), inner));
    else if (part.type !== 'identifier' && part.type !== 'argument_list') rest.push(part);
  }
  return {
    name: node.childForFieldName('name')?.text ?? null,
    bases: args(node.childForFieldName('superclasses'))
      .filter((arg) => arg.name === undefined)
      .map((arg) => arg.value),
    decorators,
    methods,
    body: rest.flatMap((part) => inner.statement(part)),
  };
}

const named = (decorators: readonly Expr[], name: string): boolean =>
  decorators.some((decorator) => decorator.kind === 'name' && decorator.name === name);

/** The first parameter of a method is the object (or class) itself, by whatever name: it becomes an assignment. */
function method(node: Node, decorators: readonly Expr[], inner: Inner): Method {
  const whole = functionOf(node, decorators, inner);
  const isStatic = named(decorators, 'staticmethod');
  const [self, ...params] = whole.params;
  const own: Statement[] =
    !isStatic && self && !self.rest
      ? [
          {
            kind: 'assign',
            target: self.target,
            value: { kind: 'name', name: 'this', span: whole.span },
            span: whole.span,
          },
        ]
      : [];
  const name = whole.name === '__init__' ? 'constructor' : (whole.name ?? '');
  return {
    name,
    isStatic,
    ...(named(decorators, 'property') || named(decorators, 'cached_property') ? { isGetter: true } : {}),
    fn: own.length > 0 ? { ...whole, params, body: [...own, ...whole.body] } : whole,
  };
}
