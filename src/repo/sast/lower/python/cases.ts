import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Statement } from '../../ir.ts';
import { spanOf } from '../spans.ts';
import { expression, nameOf, parts } from './expressions.ts';

type Block = (node: Node | null) => Statement[];

const literals = ['string', 'concatenated_string', 'integer', 'float', 'true', 'false', 'none'];

/** One `case`; `block` lowers its body. */
export function caseOf(clause: Node, subject: Expr, block: Block): Case {
  const tests: Expr[] = [];
  const bound: Statement[] = [];
  let any = false;
  const visit = (node: Node, top: boolean): void => {
    const inner = parts(node);
    if (node.type === 'case_pattern' && inner.length === 0) any ||= top;
    else if (node.type === 'case_pattern' || node.type === 'union_pattern')
      for (const part of inner) visit(part, top);
    else if (top && literals.includes(node.type)) tests.push(expression(node));
    else if (node.type === 'dotted_name' && inner.length === 1) {
      // A bare name takes whatever comes.
      any ||= top;
      bound.push({
        kind: 'assign',
        target: { kind: 'to', place: nameOf(node.text, node) },
        value: subject,
        span: spanOf(node),
      });
    } else {
      if (top) tests.push({ kind: 'unknown', parts: [], span: spanOf(node) });
      for (const part of inner) visit(part, false);
    }
  };
  for (const part of parts(clause)) if (part.type === 'case_pattern') visit(part, true);
  const body = block(clause.childForFieldName('consequence'));
  const guard = clause.childForFieldName('guard')?.namedChild(0);
  const span = spanOf(clause);
  if (!guard) return { tests: any ? [] : tests, body: [...bound, ...body], through: false };
  return {
    tests: any ? [{ kind: 'unknown', parts: [], span }] : tests,
    body: [...bound, { kind: 'if', test: expression(guard), then: body, else: [], span }],
    through: false,
  };
}
