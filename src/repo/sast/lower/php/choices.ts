import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../ir.ts';
import { choice, constant, parts, partsOf, plainCall, through, unknown } from '../build.ts';
import { spanOf } from '../spans.ts';
import type { PhpLower } from './names.ts';

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

/** `match` is a chain of choices. */
export function match(node: Node, lower: PhpLower): Expr {
  const subject = lower.expression(field(node, 'condition'));
  const span = spanOf(node);
  const block = field(node, 'body');
  const last = partsOf(block, 'match_default_expression')[0];
  return partsOf(block, 'match_conditional_expression').reduceRight<Expr>(
    (rest, arm) => {
      const tests = parts(field(arm, 'conditional_expressions')).map((test): Expr => {
        const right = lower.expression(test);
        const plain = subject.kind === 'const' && subject.value === true;
        return plain ? right : { kind: 'binary', op: '==', left: subject, right, span: spanOf(test) };
      });
      const [one = unknown(arm), ...more] = tests;
      const test = more.reduce<Expr>((left, right) => ({ kind: 'binary', op: '||', left, right, span }), one);
      return choice(test, lower.expression(field(arm, 'return_expression')), rest, arm);
    },
    last ? lower.expression(field(last, 'return_expression')) : constant(null, node),
  );
}

const casts: Readonly<Record<string, string>> = {
  int: 'intval',
  integer: 'intval',
  float: 'floatval',
  double: 'floatval',
  real: 'floatval',
  bool: 'boolval',
  boolean: 'boolval',
};

/** `(int) $x` is intval($x). */
export function cast(node: Node, lower: PhpLower): Expr {
  const value = lower.expression(field(node, 'value'));
  const call = casts[(field(node, 'type')?.text ?? '').toLowerCase()];
  return call ? plainCall(call, [value], node) : through(value, 'cast', node);
}
