import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Statement } from '../../ir.ts';
import { atOnce, choose, field, parts, spanOf, unknown } from '../typed/build.ts';
import type { JavaFile } from './file.ts';

/** A switch whose value is used: arms that are expressions become a chain of choices, blocks a function. */
export function switchValue(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const arms = parts(field(node, 'body') ?? node);
  const simple = arms.every(
    (arm) => arm.type === 'switch_rule' && parts(arm)[1]?.type === 'expression_statement',
  );
  if (!simple) return atOnce([switchStatement(node, file, true)], span);
  const value = subject(node, file);
  const read = arms.map((arm) => {
    const [label, result] = parts(arm);
    return {
      tests: label ? tests(label, file) : [],
      value: result ? file.expression(result) : unknown([], span),
    };
  });
  const last = read.find((arm) => arm.tests.length === 0)?.value ?? unknown([], span);
  return read
    .filter((arm) => arm.tests.length > 0)
    .reduceRight<Expr>((rest, arm) => choose(anyOf(arm.tests, value), arm.value, rest, span), last);
}

function anyOf(tests: readonly Expr[], value: Expr): Expr {
  return tests
    .map<Expr>((test) => ({ kind: 'binary', op: '==', left: value, right: test, span: test.span }))
    .reduce((left, right) => ({ kind: 'binary', op: '||', left, right, span: right.span }));
}

function subject(node: Node, file: JavaFile): Expr {
  const condition = field(node, 'condition');
  return condition ? file.expression(condition) : unknown([], spanOf(node));
}

/** `asValue`: what an arm gives is returned from the function around it. */
export function switchStatement(node: Node, file: JavaFile, asValue: boolean): Statement {
  const groups = parts(field(node, 'body') ?? node);
  const value = subject(node, file);
  const cases = file.names.scoped(() => groups.map((group) => oneCase(group, file, asValue)));
  return { kind: 'switch', value, cases, span: spanOf(node) };
}

function oneCase(group: Node, file: JavaFile, asValue: boolean): Case {
  const children = parts(group);
  const labels = children.filter((child) => child.type === 'switch_label');
  const found = labels.map((label) => tests(label, file));
  // A default among the labels: the case is taken whatever the others say.
  const all = found.some((list) => list.length === 0) ? [] : found.flat();
  const rest = children.filter((child) => child.type !== 'switch_label');
  if (group.type === 'switch_rule') {
    const [only] = rest;
    if (asValue && only?.type === 'expression_statement') {
      const result: Statement = { kind: 'return', value: file.expression(only), span: spanOf(only) };
      return { tests: all, body: [result], through: false };
    }
    return { tests: all, body: rest.flatMap((child) => file.statement(child)), through: false };
  }
  const body = rest.flatMap((child) => file.statement(child));
  return { tests: all, body: withoutBreak(body), through: !ends(body.at(-1)) };
}

function tests(label: Node, file: JavaFile): Expr[] {
  const labels = parts(label);
  if (labels.some((part) => part.type === 'identifier' && part.text === 'default')) return [];
  return labels.filter((part) => part.type !== 'guard').map((part) => constantName(part, file));
}

/** Enum constants stand bare in labels: they are no local variables. */
function constantName(part: Node, file: JavaFile): Expr {
  if (part.type === 'pattern') return unknown([], spanOf(part));
  return file.expression(part);
}

function ends(last: Statement | undefined): boolean {
  if (!last) return false;
  if (last.kind === 'block') return ends(last.body.at(-1));
  return ['break', 'return', 'throw', 'continue'].includes(last.kind);
}

function withoutBreak(body: readonly Statement[]): readonly Statement[] {
  return body.at(-1)?.kind === 'break' ? body.slice(0, -1) : body;
}
