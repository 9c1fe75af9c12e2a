import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Pattern, Statement } from '../../ir.ts';
import {
  act,
  assign,
  branch,
  callOf,
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

const target = (node: Node, lower: GoLower): Pattern => to(lower.expression(node));

const assigned = (node: Node, lower: GoLower): readonly Statement[] =>
  bind(parts(field(node, 'left')), valuesOf(field(node, 'right')), node, lower);

/** The values on the right, which may stand in a list. */
const valuesOf = (node: Node | null): Node[] =>
  node?.type === 'expression_list' ? parts(node) : node ? [node] : [];

/** Names by which the last of several results says whether there was an error. */
const errorLike = /^(?:_|ok|found|exists|has|e|err\w*|\w*(?:Err|Error|Ok|OK))$/;

const error = /^(?:err\w*|\w+(?:Err|Error))$/;

/** `a, b = x, y` one by one; `x, err := f()` gives x the whole result (see `resultsOf`). */
function bind(
  targets: readonly Node[],
  values: readonly Node[],
  node: Node,
  lower: GoLower,
  type?: string,
): readonly Statement[] {
  const [value] = values;
  if (!value) return [];
  if (targets.length === values.length) {
    const [only] = targets;
    // An error says what went wrong, in words of the program.
    if (targets.length === 1 && value.type === 'call_expression' && error.test(only!.text))
      return [act(lower.expression(value), value), assign(target(only!, lower), unknown(only!), node)];
    if (targets.length === 1)
      return [assign(target(targets[0]!, lower), lower.expression(value), node, type)];
    const items = targets.map((one) => target(one, lower));
    const right = listOf(
      values.map((one) => lower.expression(one)),
      node,
    );
    return [assign({ kind: 'items', items, rest: null }, right, node)];
  }
  const last = targets.at(-1)!;
  const drops = errorLike.test(last.text);
  const kept = drops ? targets.slice(0, -1) : targets;
  const right = lower.expression(value);
  const pattern: Pattern =
    kept.length === 1
      ? target(kept[0]!, lower)
      : {
          kind: 'items',
          items: kept.map((one) => (one.text === '_' ? null : target(one, lower))),
          rest: null,
        };
  const rest = drops && last.text !== '_' ? [assign(target(last, lower), unknown(last), last)] : [];
  return [assign(pattern, right, node, type), ...rest];
}

const basic = /^(?:string|bool|byte|rune|error|any|u?int\d*|float\d+|uintptr|complex\d+)$/;

/** Declarations of variables and constants. */
export function variables(node: Node, lower: GoLower): readonly Statement[] {
  const specs = parts(node).flatMap((part) => (part.type === 'var_spec_list' ? parts(part) : [part]));
  return specs.flatMap((spec) => {
    const names = spec.childrenForFieldName('name').filter((name) => name.isNamed);
    const type = typeName(field(spec, 'type'));
    const values = valuesOf(field(spec, 'value'));
    if (values.length > 0) return bind(names, values, spec, lower, type);
    // A struct is there from the start, with empty fields.
    const declared = field(spec, 'type');
    const made = type && declared?.type !== 'pointer_type' && !basic.test(type);
    const value = (name: Node) => (made ? callOf(lower.expression(declared), [], spec, true) : unknown(name));
    return names.map((name) => assign(target(name, lower), value(name), spec, type));
  });
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
