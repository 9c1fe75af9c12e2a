import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Statement } from '../../ir.ts';
import { choose, constant, field, member, parts, spanOf, unknown } from '../typed/build.ts';
import { type CsharpFile, declare } from './file.ts';

/** `value is pattern` as a test; variables that the pattern declares are set on the way. */
export function patternTest(pattern: Node, value: Expr, file: CsharpFile): Expr {
  const span = spanOf(pattern);
  switch (pattern.type) {
    case 'constant_pattern':
      return constantTest(pattern, value, file);
    case 'negated_pattern': {
      const [inner] = parts(pattern);
      return inner
        ? { kind: 'unary', op: '!', of: patternTest(inner, value, file), span }
        : unknown([value], span);
    }
    case 'parenthesized_pattern': {
      const [inner] = parts(pattern);
      return inner ? patternTest(inner, value, file) : unknown([value], span);
    }
    case 'and_pattern':
    case 'or_pattern': {
      const [left, right] = [field(pattern, 'left'), field(pattern, 'right')];
      if (!left || !right) return unknown([value], span);
      const op = pattern.type === 'and_pattern' ? '&&' : '||';
      return {
        kind: 'binary',
        op,
        left: patternTest(left, value, file),
        right: patternTest(right, value, file),
        span,
      };
    }
    case 'relational_pattern': {
      const [bound] = parts(pattern);
      const op = pattern.child(0)?.type ?? '>';
      return bound
        ? { kind: 'binary', op, left: value, right: file.expression(bound), span }
        : unknown([value], span);
    }
    case 'discard':
      return constant(true, span);
    default:
      return unknown(declarations(pattern, value, file), span);
  }
}

/** `is 3`, `is null`, and `is SomeType`, which reads the same. */
function constantTest(pattern: Node, value: Expr, file: CsharpFile): Expr {
  const span = spanOf(pattern);
  const [bound] = parts(pattern);
  if (!bound || bound.type === 'binary_expression')
    return unknown(bound ? [file.expression(bound)] : [], span);
  const isType =
    (bound.type === 'identifier' || bound.type === 'member_access_expression') && /^[A-Z]/.test(bound.text);
  return isType
    ? unknown([], span)
    : { kind: 'binary', op: '==', left: value, right: file.expression(bound), span };
}

function declarations(pattern: Node, value: Expr, file: CsharpFile): Expr[] {
  if (
    pattern.type === 'declaration_pattern' ||
    pattern.type === 'var_pattern' ||
    pattern.type === 'recursive_pattern'
  ) {
    const local = field(pattern, 'name');
    const own = local ? [declare(local, field(pattern, 'type'), value, file)] : [];
    return [...own, ...parts(pattern).flatMap((clause) => subpatterns(clause, value, file))];
  }
  return [];
}

function subpatterns(clause: Node, value: Expr, file: CsharpFile): Expr[] {
  return parts(clause)
    .filter((part) => part.type === 'subpattern')
    .flatMap((part) => {
      const children = parts(part);
      const inner = children.at(-1);
      const key = children.length > 1 ? children[0] : undefined;
      if (!inner) return [];
      const of = key ? key.text.split('.').reduce((at, step) => member(at, step, spanOf(key)), value) : value;
      return [patternTest(inner, of, file)];
    });
}

/** `value switch { pattern when test => result, … }` */
export function switchValue(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const [subject, ...arms] = parts(node);
  const value = subject ? file.expression(subject) : unknown([], span);
  return file.names.scoped(() => {
    const read = arms
      .filter((arm) => arm.type === 'switch_expression_arm')
      .map((arm) => {
        const children = parts(arm);
        const pattern = children[0];
        const guard = children.find((child) => child.type === 'when_clause');
        const result = children.at(-1);
        const test = pattern ? patternTest(pattern, value, file) : constant(true, span);
        return {
          test: guarded(test, guard, file),
          value: result ? file.expression(result) : unknown([], span),
        };
      });
    return read.reduceRight<Expr>((rest, arm) => choose(arm.test, arm.value, rest, span), unknown([], span));
  });
}

function guarded(test: Expr, guard: Node | undefined, file: CsharpFile): Expr {
  const condition = guard ? parts(guard)[0] : undefined;
  if (!condition) return test;
  return { kind: 'binary', op: '&&', left: test, right: file.expression(condition), span: test.span };
}

export function switchStatement(node: Node, file: CsharpFile): Statement {
  const subject = field(node, 'value');
  const value = subject ? file.expression(subject) : unknown([], spanOf(node));
  const sections = parts(field(node, 'body') ?? node);
  const cases = file.names.scoped(() => sections.map((section) => oneCase(section, value, file)));
  return { kind: 'switch', value, cases, span: spanOf(node) };
}

function oneCase(section: Node, value: Expr, file: CsharpFile): Case {
  const children = parts(section);
  const isDefault = section.children.some((child) => child?.type === 'default');
  const patterns = children.filter((child) => /pattern$|^discard$/.test(child.type));
  const rest = children.filter((child) => !/pattern$|^discard$|^when_clause$/.test(child.type));
  const hasGuard = children.some((child) => child.type === 'when_clause');
  const tests = patterns.map((pattern) => testOf(pattern, hasGuard, file));
  const sets = patterns.flatMap((pattern) => declarations(pattern, value, file));
  const set = sets.map((one): Statement => ({ kind: 'do', value: one, span: one.span }));
  const body = [...set, ...rest.flatMap((child) => file.statement(child))];
  const last = body.at(-1);
  const isBreak = last?.kind === 'break';
  return {
    tests: isDefault ? [] : tests,
    body: isBreak ? body.slice(0, -1) : body,
    through: rest.length === 0,
  };
}

/** A constant to compare with; anything else is a test that nobody can settle. */
function testOf(pattern: Node, hasGuard: boolean, file: CsharpFile): Expr {
  const [bound] = parts(pattern);
  if (hasGuard || pattern.type !== 'constant_pattern' || !bound) return unknown([], spanOf(pattern));
  return file.expression(bound);
}
