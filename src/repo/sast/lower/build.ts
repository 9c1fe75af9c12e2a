import type { Node } from 'web-tree-sitter';
import type { Arg, Expr, Pattern, Statement } from '../ir.ts';
import { spanOf } from './spans.ts';

/** What the tables of a language lower their children with. */
export interface Lower {
  expression(node: Node | null): Expr;
  /** The statements of a block, or of one statement. */
  block(node: Node | null): Statement[];
}

/** Nesting beyond which a program is no longer followed. */
const deepest = 250;

/** Keeps the recursion of a lowering bounded: deeper down `instead` stands. */
export function bounded<Result>(
  lower: (node: Node) => Result,
  instead: (node: Node) => Result,
): (node: Node) => Result {
  let depth = 0;
  return (node) => {
    if (depth > deepest) return instead(node);
    depth += 1;
    try {
      return lower(node);
    } finally {
      depth -= 1;
    }
  };
}

/** Named children without comments. */
export const parts = (node: Node | null): Node[] =>
  node ? node.namedChildren.filter((child) => child.type !== 'comment') : [];

/** Named children of these types. */
export const partsOf = (node: Node | null, ...types: readonly string[]): Node[] =>
  node ? node.namedChildren.filter((child) => types.includes(child.type)) : [];

export const constant = (value: string | number | boolean | null, node: Node): Expr => ({
  kind: 'const',
  value,
  span: spanOf(node),
});

export const nameOf = (name: string, node: Node): Expr => ({ kind: 'name', name, span: spanOf(node) });

export const member = (of: Expr, name: string, node: Node): Expr => ({
  kind: 'member',
  of,
  name,
  span: spanOf(node),
});

export const index = (of: Expr, at: Expr, node: Node): Expr => ({
  kind: 'index',
  of,
  at,
  span: spanOf(node),
});

export const unknown = (node: Node, of: readonly Expr[] = []): Expr => ({
  kind: 'unknown',
  parts: of,
  span: spanOf(node),
});

export const callOf = (callee: Expr, args: readonly Arg[], node: Node, isNew = false): Expr => ({
  kind: 'call',
  callee,
  args,
  isNew,
  span: spanOf(node),
});

/** A call of a global function with plain arguments. */
export const plainCall = (name: string, values: readonly Expr[], node: Node): Expr =>
  callOf(
    nameOf(name, node),
    values.map((value) => ({ value })),
    node,
  );

export const through = (
  of: Expr,
  how: 'await' | 'spread' | 'cast' | 'yield',
  node: Node,
  type?: string,
): Expr => ({ kind: 'through', of, how, span: spanOf(node), ...(type ? { type } : {}) });

export const listOf = (items: readonly Expr[], node: Node): Expr => ({
  kind: 'list',
  items,
  span: spanOf(node),
});

/** Text of pieces: a constant where all of them are. */
export function joined(pieces: readonly Expr[], node: Node): Expr {
  if (pieces.every((piece) => piece.kind === 'const' && typeof piece.value === 'string'))
    return constant(pieces.map((piece) => (piece.kind === 'const' ? piece.value : '')).join(''), node);
  return { kind: 'text', parts: pieces, span: spanOf(node) };
}

export const to = (place: Expr): Pattern => ({ kind: 'to', place });

export const act = (value: Expr, node: Node): Statement => ({ kind: 'do', value, span: spanOf(node) });

export const assign = (target: Pattern, value: Expr, node: Node, type?: string): Statement => ({
  kind: 'assign',
  target,
  value,
  span: spanOf(node),
  ...(type ? { type } : {}),
});

export const branch = (
  test: Expr,
  then: readonly Statement[],
  otherwise: readonly Statement[],
  node: Node,
): Statement => ({ kind: 'if', test, then, else: otherwise, span: spanOf(node) });

export const throwOf = (node: Node, value: Expr | null = null): Statement => ({
  kind: 'throw',
  value,
  span: spanOf(node),
});

export const choice = (test: Expr, then: Expr, otherwise: Expr, node: Node): Expr => ({
  kind: 'choose',
  test,
  then,
  else: otherwise,
  span: spanOf(node),
});
