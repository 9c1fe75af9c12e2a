import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../issue.ts';
import type { Class, Expr, Fn, Pattern, Statement } from '../../ir.ts';

/** The parts of the lowering as they call each other, and what they note down for the module. */
export interface Work {
  expr(node: Node): Expr;
  /** One statement may become several (`const a = 1, b = 2`). */
  statement(node: Node): readonly Statement[];
  fn(node: Node): Fn;
  cls(node: Node, decorators?: readonly Expr[]): Class;
  pattern(node: Node): Pattern;
  /** A name for a module that is required inside an expression; its import is put at the top of the file. */
  module(name: string, at: Span): string;
  /** Lines that did not parse or are nested too deeply to follow. */
  readonly broken: number[];
}

/** Nesting beyond which a program is not followed: real code stays far below, and the stack is finite. */
export const deepest = 250;

export const spanOf = (node: Node): Span => {
  const end = node.endPosition;
  return {
    line: node.startPosition.row + 1,
    column: node.startPosition.column,
    endLine: end.row + 1,
    endColumn: end.column,
  };
};

/** The named children that mean something: no comments. */
export const parts = (node: Node): Node[] =>
  node.namedChildren.filter((child) => child.type !== 'comment' && child.type !== 'html_comment');

export const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

export const named = (name: string, span: Span): Expr => ({ kind: 'name', name, span });

export const text = (value: string, span: Span): Expr => ({ kind: 'const', value, span });

export const unknown = (values: readonly Expr[], span: Span): Expr => ({
  kind: 'unknown',
  parts: values,
  span,
});

export const member = (of: Expr, name: string, span: Span): Expr => ({ kind: 'member', of, name, span });

export const call = (callee: Expr, values: readonly Expr[], span: Span): Expr => ({
  kind: 'call',
  callee,
  args: values.map((value) => ({ value })),
  isNew: false,
  span,
});

/** Decorators among the children of a node, as the calls they are. */
export const decoratorsOf = (work: Work, nodes: readonly Node[]): Expr[] =>
  nodes
    .filter((child) => child.type === 'decorator')
    .map((child) => parts(child)[0])
    .filter((child) => child !== undefined)
    .map((child) => work.expr(child));

/** Statements as they run: functions are there before everything else of their block. */
export function inOrder(work: Work, nodes: readonly Node[]): readonly Statement[] {
  const statements = nodes.flatMap((node) => work.statement(node));
  const isFunction = ({ kind }: Statement) => kind === 'function';
  return [...statements.filter(isFunction), ...statements.filter((statement) => !isFunction(statement))];
}
