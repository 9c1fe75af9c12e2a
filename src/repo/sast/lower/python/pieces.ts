import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { spanOf } from '../spans.ts';
import { unescaped } from './text.ts';

/** The constant pieces and interpolated values of one string literal. */
export function stringParts(node: Node, expression: (node: Node) => Expr): Expr[] {
  const prefix = (node.child(0)?.text ?? '').toLowerCase();
  const out: Expr[] = [];
  for (const part of node.namedChildren) {
    if (part.type === 'string_content')
      out.push({
        kind: 'const',
        value: prefix.includes('r') ? part.text : unescaped(part.text),
        span: spanOf(part),
      });
    else if (part.type === 'interpolation') {
      const inner = part.childForFieldName('expression') ?? part.namedChild(0);
      if (inner) out.push(expression(inner));
    }
  }
  return out;
}

/** A literal whose pieces are all constant is a constant. */
export function joined(node: Node, pieces: readonly Expr[]): Expr {
  const span = spanOf(node);
  if (pieces.every((piece) => piece.kind === 'const'))
    return { kind: 'const', value: pieces.map((piece) => String(piece.value)).join(''), span };
  return { kind: 'text', parts: pieces, span };
}

const comparisons: Readonly<Record<string, string>> = { is: '==', 'is not': '!=', '<>': '!=' };

/** `a < b <= c` is `a < b && b <= c`. */
export function comparison(node: Node, operands: readonly Expr[]): Expr {
  const operators = node.childrenForFieldName('operators').map((operator) => operator.text);
  const span = spanOf(node);
  const missing: Expr = { kind: 'unknown', parts: [], span };
  const pairs = operators.map((operator, at): Expr => {
    const [left, right] = [operands[at] ?? missing, operands[at + 1] ?? missing];
    if (/^not\s+in$/.test(operator))
      return { kind: 'unary', op: '!', of: { kind: 'binary', op: 'in', left, right, span }, span };
    return { kind: 'binary', op: comparisons[operator.replace(/\s+/g, ' ')] ?? operator, left, right, span };
  });
  const [first, ...rest] = pairs;
  if (!first) return { kind: 'unknown', parts: operands, span };
  return rest.reduce<Expr>((left, right) => ({ kind: 'binary', op: '&&', left, right, span }), first);
}
