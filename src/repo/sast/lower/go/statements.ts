import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Statement } from '../../ir.ts';
import {
  act,
  assign,
  branch,
  constant,
  listOf,
  nameOf,
  parts,
  partsOf,
  through,
  throwOf,
  to,
  unknown,
} from '../build.ts';
import { spanOf } from '../spans.ts';
import { assigned, target, valuesOf, variables } from './assignments.ts';
import type { GoLower } from './expressions.ts';
import { typeName } from './types.ts';

type Table = Readonly<Record<string, (node: Node, lower: GoLower) => readonly Statement[]>>;

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

export const goStatements: Table = {
  block: (node, lower) => parts(node).flatMap((part) => lower.block(part)),
  statement_list: (node, lower) => parts(node).flatMap((part) => lower.block(part)),
  empty_statement: () => [],
  expression_statement: evaluated,
  defer_statement: evaluated,
  go_statement: evaluated,
  short_var_declaration: (node, lower) => assigned(node, lower),
  assignment_statement: (node, lower) => {
    const op = field(node, 'operator')?.text ?? '=';
    if (op === '=') return assigned(node, lower);
    const target = lower.expression(field(node, 'left'));
    const value = lower.expression(field(node, 'right'));
    return [{ kind: 'update', target, op: op.slice(0, -1), value, span: spanOf(node) }];
  },
  receive_statement: (node, lower) => (field(node, 'left') ? assigned(node, lower) : []),
  var_declaration: (node, lower) => variables(node, lower),
  const_declaration: (node, lower) => variables(node, lower),
  inc_statement: (node, lower) => step(node, '+', lower),
  dec_statement: (node, lower) => step(node, '-', lower),
  send_statement: (node, lower) => [
    {
      kind: 'update',
      target: lower.expression(field(node, 'channel')),
      op: '+',
      value: lower.expression(field(node, 'value')),
      span: spanOf(node),
    },
  ],
  labeled_statement: (node, lower) =>
    parts(node)
      .slice(1)
      .flatMap((part) => lower.block(part)),
  if_statement: (node, lower) =>
    after(field(node, 'initializer'), node, lower, [
      branch(
        lower.expression(field(node, 'condition')),
        lower.block(field(node, 'consequence')),
        lower.block(field(node, 'alternative')),
        node,
      ),
    ]),
  for_statement: loop,
  expression_switch_statement: cases,
  type_switch_statement: typeCases,
  select_statement: (node, lower) =>
    partsOf(node, 'communication_case', 'default_case').reduceRight<Statement[]>(
      (rest, part) => [
        branch(
          unknown(part),
          [...lower.block(field(part, 'communication')), ...bodyOf(part, lower)],
          rest,
          part,
        ),
      ],
      [],
    ),
  return_statement: returned,
  break_statement: (node) => [{ kind: 'break', span: spanOf(node) }],
  continue_statement: (node) => [{ kind: 'continue', span: spanOf(node) }],
  fallthrough_statement: () => [],
  goto_statement: () => [],
};

const bodyOf = (node: Node, lower: GoLower): Statement[] =>
  partsOf(node, 'statement_list').flatMap((part) => lower.block(part));

/** Statements in a block of their own, after what initializes it. */
const after = (
  first: Node | null,
  node: Node,
  lower: GoLower,
  rest: readonly Statement[],
): readonly Statement[] =>
  first ? [{ kind: 'block', body: [...lower.block(first), ...rest], span: spanOf(node) }] : rest;

/** Calls after which nothing of the function runs. */
const ending = /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)(?:f|ln)?|runtime\.Goexit)$/;

function evaluated(node: Node, lower: GoLower): readonly Statement[] {
  const [value] = parts(node);
  if (!value) return [];
  const ends = value.type === 'call_expression' && ending.test(field(value, 'function')?.text ?? '');
  return [
    act(lower.expression(value), node),
    ...(ends && node.type !== 'defer_statement' ? [throwOf(node)] : []),
  ];
}

function step(node: Node, op: string, lower: GoLower): readonly Statement[] {
  const target = lower.expression(parts(node)[0] ?? null);
  return [{ kind: 'update', target, op, value: constant(1, node), span: spanOf(node) }];
}

const indexLike = /^(?:_|i|j|k|n|x|idx|index|\w*(?:Idx|Index))$/;

function loop(node: Node, lower: GoLower): readonly Statement[] {
  const range = partsOf(node, 'range_clause')[0];
  const span = spanOf(node);
  const body = lower.block(field(node, 'body'));
  if (range) return [ranged(range, body, node, lower)];
  const clause = partsOf(node, 'for_clause')[0];
  const test = clause ? field(clause, 'condition') : parts(node).find((part) => part.type !== 'block');
  const update = clause ? lower.block(field(clause, 'update')) : [];
  return after(clause ? field(clause, 'initializer') : null, node, lower, [
    {
      kind: 'while',
      test: test ? lower.expression(test) : unknown(node),
      body: [...body, ...update],
      span,
    },
  ]);
}

/** `for k, v := range items`: v is an element; k a number by its name, else the key of a map, which is data too. */
function ranged(range: Node, body: Statement[], node: Node, lower: GoLower): Statement {
  const [key, value] = parts(field(range, 'left'));
  const right = field(range, 'right');
  const items = lower.expression(right);
  const span = spanOf(node);
  const keyed = key && key.text !== '_' && value ? [assign(target(key, lower), keyOf(key, items), key)] : [];
  const alone = key && !value;
  const bound = value ?? (alone && !indexLike.test(key.text) ? key : null);
  const each = bound ? target(bound, lower) : to(nameOf('_', range));
  const counted = alone && !bound ? [assign(target(key, lower), unknown(key), key)] : [];
  return { kind: 'each', target: each, items, body: [...keyed, ...counted, ...body], span };
}

const keyOf = (key: Node, items: Expr): Expr => unknown(key, indexLike.test(key.text) ? [] : [items]);

function returned(node: Node, lower: GoLower): readonly Statement[] {
  const { count, drops, names } = lower.results;
  const values = parts(node).flatMap(valuesOf);
  const span = spanOf(node);
  if (values.length === 0) {
    const named = names.map((name) => nameOf(name, node));
    const value = named.length > 1 ? listOf(named, node) : (named[0] ?? null);
    return [{ kind: 'return', value, span }];
  }
  const kept = drops && values.length === count + 1 ? values.slice(0, -1) : values;
  const lowered = kept.map((value) => lower.expression(value));
  return [{ kind: 'return', value: lowered.length > 1 ? listOf(lowered, node) : lowered[0]!, span }];
}

/** A switch without a value is a chain of conditions; with one it stays a switch. */
function cases(node: Node, lower: GoLower): readonly Statement[] {
  const value = field(node, 'value');
  const all = partsOf(node, 'expression_case', 'default_case');
  const runsOn = (part: Node): boolean =>
    partsOf(partsOf(part, 'statement_list').at(-1) ?? null, 'fallthrough_statement').length > 0;
  const init = field(node, 'initializer');
  if (!value && !all.some(runsOn)) {
    const chain = all
      .filter((part) => part.type === 'expression_case')
      .reduceRight<Statement[]>(
        (rest, part) => {
          const tests = valuesOf(field(part, 'value')).map((test) => lower.expression(test));
          const either = tests.reduce((left, right) => ({
            kind: 'binary',
            op: '||',
            left,
            right,
            span: spanOf(part),
          }));
          return [branch(either, bodyOf(part, lower), rest, part)];
        },
        all.filter((part) => part.type === 'default_case').flatMap((part) => bodyOf(part, lower)),
      );
    return after(init, node, lower, chain);
  }
  const lowered = all.map(
    (part): Case => ({
      tests: valuesOf(field(part, 'value')).map((test) => lower.expression(test)),
      body: bodyOf(part, lower),
      through: runsOn(part),
    }),
  );
  return after(init, node, lower, [
    {
      kind: 'switch',
      value: value ? lower.expression(value) : constant(true, node),
      cases: lowered,
      span: spanOf(node),
    },
  ]);
}

function typeCases(node: Node, lower: GoLower): readonly Statement[] {
  const value = lower.expression(field(node, 'value'));
  const alias = parts(field(node, 'alias'))[0];
  const lowered = partsOf(node, 'type_case', 'default_case').map((part): Case => {
    const types = part.childrenForFieldName('type').filter((type) => type.isNamed);
    const type = types.length === 1 ? typeName(types[0]!) : undefined;
    const bound = alias ? [assign(target(alias, lower), through(value, 'cast', part, type), part)] : [];
    return {
      tests: part.type === 'default_case' ? [] : [unknown(part)],
      body: [...bound, ...bodyOf(part, lower)],
      through: false,
    };
  });
  return after(field(node, 'initializer'), node, lower, [
    { kind: 'switch', value: unknown(node), cases: lowered, span: spanOf(node) },
  ]);
}
