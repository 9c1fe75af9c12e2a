import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Fn, Handler, Statement } from '../../ir.ts';
import {
  act,
  assign,
  branch,
  constant,
  nameOf,
  parts,
  partsOf,
  plainCall,
  throwOf,
  to,
  unknown,
} from '../build.ts';
import { spanOf } from '../spans.ts';
import { call, selfCall } from './calls.ts';
import { rubyParameters, rubyPattern } from './patterns.ts';
import { methodScope, type RubyLower } from './scope.ts';

type Table = Readonly<Record<string, (node: Node, lower: RubyLower) => readonly Statement[]>>;

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

const block = (node: Node, lower: RubyLower): readonly Statement[] =>
  parts(node).some((part) => part.type === 'rescue' || part.type === 'ensure')
    ? attempt(node, lower)
    : parts(node).flatMap((part) => lower.block(part));

const not = (of: Expr, node: Node): Expr => ({ kind: 'unary', op: '!', of, span: spanOf(node) });

export const rubyStatements: Table = {
  body_statement: block,
  block_body: block,
  then: block,
  else: block,
  do: block,
  begin: block,
  begin_block: block,
  end_block: block,
  parenthesized_statements: block,
  heredoc_body: () => [],
  empty_statement: () => [],
  alias: () => [],
  undef: () => [],
  uninterpreted: () => [],
  assignment: assigned,
  operator_assignment: updated,
  if: (node, lower) => conditional(node, lower, false),
  elsif: (node, lower) => conditional(node, lower, false),
  unless: (node, lower) => conditional(node, lower, true),
  if_modifier: (node, lower) => [
    branch(lower.expression(field(node, 'condition')), lower.block(field(node, 'body')), [], node),
  ],
  unless_modifier: (node, lower) => [
    branch(not(lower.expression(field(node, 'condition')), node), lower.block(field(node, 'body')), [], node),
  ],
  while: (node, lower) => [loop(lower.expression(field(node, 'condition')), node, lower)],
  until: (node, lower) => [loop(not(lower.expression(field(node, 'condition')), node), node, lower)],
  while_modifier: (node, lower) => [loop(lower.expression(field(node, 'condition')), node, lower)],
  until_modifier: (node, lower) => [loop(not(lower.expression(field(node, 'condition')), node), node, lower)],
  for: (node, lower) => [
    {
      kind: 'each',
      items: lower.expression(parts(field(node, 'value'))[0] ?? null),
      target: rubyPattern(field(node, 'pattern'), lower),
      body: lower.block(field(node, 'body')),
      span: spanOf(node),
    },
  ],
  case: cases,
  case_match: (node, lower) => [
    act(lower.expression(field(node, 'value')), node),
    ...partsOf(node, 'in_clause', 'else').reduceRight<Statement[]>(
      (rest, part) => [
        branch(unknown(part), lower.block(part.type === 'else' ? part : field(part, 'body')), rest, part),
      ],
      [],
    ),
  ],
  return: (node, lower) => [{ kind: 'return', value: given(node, lower), span: spanOf(node) }],
  next: (node, lower) =>
    partsOf(node, 'argument_list').length > 0
      ? [{ kind: 'return', value: given(node, lower), span: spanOf(node) }]
      : [{ kind: 'continue', span: spanOf(node) }],
  break: (node) => [{ kind: 'break', span: spanOf(node) }],
  redo: () => [],
  retry: () => [],
  rescue_modifier: (node, lower) => [
    {
      kind: 'try',
      body: lower.block(field(node, 'body')),
      handlers: [{ target: null, types: [], body: lower.block(field(node, 'handler')) }],
      last: [],
      span: spanOf(node),
    },
  ],
  binary: joinedBy,
  identifier: (node, lower) =>
    node.text === 'raise' && !lower.scope.locals.has('raise')
      ? [throwOf(node)]
      : [act(selfCall(node.text, node, lower), node)],
  call: called,
  method: (node, lower) => [{ kind: 'function', fn: rubyMethod(node, lower), span: spanOf(node) }],
};

/** A method: its last value is its result. A block that it yields to is its last parameter. */
export function rubyMethod(node: Node, lower: RubyLower): Fn {
  const name = field(node, 'name')?.text ?? null;
  const scope = methodScope(lower.scope, name === 'initialize' ? 'constructor' : name);
  const list = field(node, 'parameters');
  const passed = partsOf(list, 'block_parameter')[0]?.childForFieldName('name')?.text;
  const inner = lower.within({ ...scope, block: passed ?? '&' });
  const params = rubyParameters(list, inner);
  if (passed) inner.scope.locals.add(passed);
  const yields = passed !== undefined || node.descendantsOfType('yield').length > 0;
  const last = yields
    ? [{ target: to(nameOf(passed ?? '&', node)), decorators: [], default: constant(null, node) }]
    : [];
  const body = field(node, 'body');
  return {
    name,
    params: [...params, ...last],
    body: name === 'initialize' ? inner.block(body) : inner.result(body),
    decorators: [],
    span: spanOf(node),
  };
}

function given(node: Node, lower: RubyLower): Expr | null {
  const values = partsOf(node, 'argument_list').flatMap(parts);
  if (values.length === 0) return null;
  const lowered = values.map((value) => lower.expression(value));
  return lowered.length === 1 ? lowered[0]! : { kind: 'list', items: lowered, span: spanOf(node) };
}

const branching = new Set(['if', 'unless', 'case', 'begin']);

function assigned(node: Node, lower: RubyLower): readonly Statement[] {
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (lower.scope.template && (left?.text === '_e' || left?.text === '_r')) {
    const name = left.text === '_e' ? 'erb_write' : 'erb_write_raw';
    return [act(plainCall(name, [lower.expression(right)], node), node)];
  }
  if (right && branching.has(right.type)) {
    const target = rubyPattern(left, lower);
    return lower.valued(right, (value) => assign(target, value, node));
  }
  // The value comes first: `x = x` reads what x was before.
  const value = lower.expression(right);
  return [assign(rubyPattern(left, lower), value, node)];
}

function updated(node: Node, lower: RubyLower): readonly Statement[] {
  const op = (field(node, 'operator')?.text ?? '').slice(0, -1);
  const value = lower.expression(field(node, 'right'));
  const pattern = rubyPattern(field(node, 'left'), lower);
  const target = pattern.kind === 'to' ? pattern.place : unknown(node);
  if (op === '||') {
    // What it was stays where it was something.
    const span = spanOf(node);
    return [assign(pattern, { kind: 'binary', op: '||', left: target, right: value, span }, node)];
  }
  return [{ kind: 'update', target, op, value, span: spanOf(node) }];
}

function conditional(node: Node, lower: RubyLower, negated: boolean): readonly Statement[] {
  const test = lower.expression(field(node, 'condition'));
  const then = lower.block(field(node, 'consequence'));
  const otherwise = lower.block(field(node, 'alternative'));
  return [branch(negated ? not(test, node) : test, then, otherwise, node)];
}

const loop = (test: Expr, node: Node, lower: RubyLower): Statement => ({
  kind: 'while',
  test,
  body: lower.block(field(node, 'body')),
  span: spanOf(node),
});

/** `a and return`, `valid or raise`: what stands right of it is a statement. */
function joinedBy(node: Node, lower: RubyLower): readonly Statement[] {
  const op = field(node, 'operator')?.text;
  const [left, right] = [field(node, 'left'), field(node, 'right')];
  if (op === '<<') {
    const value = lower.expression(right);
    const target = lower.expression(left);
    return [{ kind: 'update', target, op: '+', value, span: spanOf(node) }];
  }
  if (!['and', 'or', '&&', '||'].includes(op ?? '')) return [act(lower.expression(node), node)];
  const test = lower.expression(left);
  const then = lower.block(right);
  const both = op === 'and' || op === '&&';
  // What renders gives back something: what follows `render … and` runs.
  if (both && left?.type === 'call' && /^(?:render|redirect_to|head)\b/.test(left.text))
    return [act(test, node), ...then];
  return [both ? branch(test, then, [], node) : branch(test, [], then, node)];
}

const iterations = /^(?:each|each_with_index|each_pair|each_value|each_entry|reverse_each)$/;

function called(node: Node, lower: RubyLower): readonly Statement[] {
  const name = field(node, 'method')?.text ?? '';
  const receiver = field(node, 'receiver');
  if (!receiver && (name === 'raise' || name === 'abort' || name === 'fail' || name === 'exit'))
    return [act(call(node, lower), node), throwOf(node)];
  // `halt` of Sinatra ends the request.
  if (!receiver && (name === 'halt' || name === 'throw'))
    return [act(call(node, lower), node), throwOf(node)];
  const given = field(node, 'block');
  if (!receiver || !given || !iterations.test(name)) return [act(call(node, lower), node)];
  const items = lower.expression(receiver);
  const params = rubyParameters(field(given, 'parameters'), lower);
  const targets = params.map(({ target }) => target);
  const [first, second] = targets;
  const body = lower.block(field(given, 'body'));
  const target =
    second && name !== 'each_with_index'
      ? { kind: 'items' as const, items: targets, rest: null }
      : (first ?? to(nameOf('_', node)));
  return [{ kind: 'each', target, items, body, span: spanOf(node) }];
}

function cases(node: Node, lower: RubyLower): readonly Statement[] {
  const value = field(node, 'value');
  const last = partsOf(node, 'else').flatMap((part) => lower.block(part));
  const whens = partsOf(node, 'when');
  const testsOf = (part: Node): Expr[] =>
    part.childrenForFieldName('pattern').map((test) => {
      const lowered = lower.expression(parts(test)[0] ?? null);
      return value && lowered.kind !== 'const'
        ? unknown(test, lowered.kind === 'regex' ? [] : [lowered])
        : lowered;
    });
  if (!value)
    return whens.reduceRight<Statement[]>((rest, part) => {
      const tests = testsOf(part);
      const either = tests.reduce((left, right) => ({
        kind: 'binary',
        op: '||',
        left,
        right,
        span: spanOf(part),
      }));
      return [branch(either, lower.block(field(part, 'body')), rest, part)];
    }, last);
  const all: Case[] = whens.map((part) => ({
    tests: testsOf(part),
    body: lower.block(field(part, 'body')),
    through: false,
  }));
  const otherwise: Case = { tests: [], body: last, through: false };
  return [{ kind: 'switch', value: lower.expression(value), cases: [...all, otherwise], span: spanOf(node) }];
}

function attempt(node: Node, lower: RubyLower): readonly Statement[] {
  const all = parts(node);
  const special = new Set(['rescue', 'ensure', 'else']);
  const body = all.filter((part) => !special.has(part.type)).flatMap((part) => lower.block(part));
  const otherwise = partsOf(node, 'else').flatMap((part) => lower.block(part));
  const handlers = partsOf(node, 'rescue').map((part): Handler => {
    const variable = parts(field(part, 'variable'))[0];
    return {
      target: variable ? rubyPattern(variable, lower) : null,
      types: parts(field(part, 'exceptions')).map((type) => type.text),
      body: lower.block(field(part, 'body')),
    };
  });
  const last = partsOf(node, 'ensure').flatMap((part) => parts(part).flatMap((inner) => lower.block(inner)));
  return [{ kind: 'try', body: [...body, ...otherwise], handlers, last, span: spanOf(node) }];
}
