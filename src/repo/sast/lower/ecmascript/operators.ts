import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { call, deepest, field, named, spanOf, unknown, type Work } from './work.ts';

const sameAs: Readonly<Record<string, string>> = { '===': '==', '!==': '!=', '**': '*', '>>>': '>>' };

/** Operators: binary, unary, `?:`, assignments used as values. */
export function lowerOperator(work: Work, node: Node): Expr {
  switch (node.type) {
    case 'binary_expression':
      return binary(work, node);
    case 'unary_expression':
      return unary(work, node);
    case 'ternary_expression':
      return choose(work, node);
    case 'update_expression': {
      const argument = field(node, 'argument');
      return argument ? work.expr(argument) : unknown([], spanOf(node));
    }
    default:
      return assignment(work, node);
  }
}

function binary(work: Work, node: Node): Expr {
  const op = field(node, 'operator')?.type ?? '';
  const span = spanOf(node);
  if (op === '+') {
    const operands = chain(node);
    // A program that adds up hundreds of strings would be a tree as deep: the parts of one text say the same.
    if (operands.length > deepest / 5)
      return { kind: 'text', parts: operands.map((part) => work.expr(part)), span };
  }
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (!left || !right) return unknown([], span);
  const sides = [work.expr(left), work.expr(right)] as const;
  if (op === 'instanceof') return call(named('instanceof', span), sides, span);
  return { kind: 'binary', op: sameAs[op] ?? op, left: sides[0], right: sides[1], span };
}

/** The operands of `a + b + c`, from the left. */
function chain(node: Node): Node[] {
  const operands: Node[] = [];
  let at: Node | null = node;
  while (at?.type === 'binary_expression' && field(at, 'operator')?.type === '+') {
    const right = field(at, 'right');
    if (right) operands.push(right);
    at = field(at, 'left');
  }
  if (at) operands.push(at);
  return operands.reverse();
}

function unary(work: Work, node: Node): Expr {
  const op = field(node, 'operator')?.type ?? '';
  const argument = field(node, 'argument');
  const span = spanOf(node);
  if (!argument) return unknown([], span);
  const of = work.expr(argument);
  if (op === '!' || op === '-' || op === '~' || op === 'typeof') {
    if (op === '-' && of.kind === 'const' && typeof of.value === 'number')
      return { kind: 'const', value: -of.value, span };
    return { kind: 'unary', op, of, span };
  }
  // `+x` is the number x; void and delete run x and give back nothing of it.
  if (op === '+') return call(named('Number', span), [of], span);
  return { kind: 'binary', op: '&&', left: { kind: 'const', value: false, span }, right: of, span };
}

function choose(work: Work, node: Node): Expr {
  const [test, then, otherwise] = ['condition', 'consequence', 'alternative'].map((name) =>
    field(node, name),
  );
  const span = spanOf(node);
  if (!test || !then || !otherwise) return unknown([], span);
  return { kind: 'choose', test: work.expr(test), then: work.expr(then), else: work.expr(otherwise), span };
}

function assignment(work: Work, node: Node): Expr {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const span = spanOf(node);
  if (!left || !right) return unknown([], span);
  const op = field(node, 'operator')?.type.slice(0, -1);
  const value = work.expr(right);
  return {
    kind: 'set',
    target: work.pattern(left),
    value: op ? { kind: 'binary', op, left: work.expr(left), right: value, span } : value,
    span,
  };
}

/** The operator of `a += b` without its `=`. */
export const updateOp = (node: Node): string => {
  const op = field(node, 'operator')?.type.slice(0, -1) ?? '+';
  return sameAs[op] ?? op;
};
