import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Handler, Statement } from '../../ir.ts';
import { lowerAssignment, lowerExport, lowerVariables } from './declarations.ts';
import { lowerImport } from './imports.ts';
import { updateOp } from './operators.ts';
import {
  call,
  decoratorsOf,
  field,
  inOrder,
  member,
  named,
  parts,
  spanOf,
  unknown,
  type Work,
} from './work.ts';

type Lower = (work: Work, node: Node) => readonly Statement[];

const none: Lower = () => [];

const block = (work: Work, node: Node | null): readonly Statement[] => {
  if (!node) return [];
  return node.type === 'statement_block' ? inOrder(work, parts(node)) : work.statement(node);
};

const value = (work: Work, node: Node, name: string): Expr => {
  const found = field(node, name);
  return found ? work.expr(found) : unknown([], spanOf(node));
};

const leaving =
  (kind: 'return' | 'throw'): Lower =>
  (work, node) => {
    const first = parts(node)[0];
    return [{ kind, value: first ? work.expr(first) : null, span: spanOf(node) }];
  };

const declared: Lower = (work, node) => [{ kind: 'function', fn: work.fn(node), span: spanOf(node) }];

const classes: Lower = (work, node) => [{ kind: 'class', cls: work.cls(node), span: spanOf(node) }];

const loop: Lower = (work, node) => [
  {
    kind: 'while',
    test: value(work, node, 'condition'),
    body: block(work, field(node, 'body')),
    span: spanOf(node),
  },
];

const byType: Readonly<Record<string, Lower>> = {
  expression_statement: (work, node) => parts(node).flatMap((part) => expressionStatement(work, part)),
  lexical_declaration: lowerVariables,
  variable_declaration: lowerVariables,
  function_declaration: declared,
  generator_function_declaration: declared,
  class_declaration: classes,
  abstract_class_declaration: classes,
  import_statement: lowerImport,
  import_alias: none,
  export_statement: (work, node) => lowerExport(work, node, decoratorsOf(work, node.namedChildren)),
  if_statement: (work, node) => [
    {
      kind: 'if',
      test: value(work, node, 'condition'),
      then: block(work, field(node, 'consequence')),
      else: block(work, field(node, 'alternative')),
      span: spanOf(node),
    },
  ],
  else_clause: (work, node) => parts(node).flatMap((part) => block(work, part)),
  for_statement: lowerFor,
  for_in_statement: lowerForIn,
  while_statement: loop,
  do_statement: loop,
  switch_statement: lowerSwitch,
  try_statement: lowerTry,
  statement_block: (work, node) => [{ kind: 'block', body: block(work, node), span: spanOf(node) }],
  labeled_statement: (work, node) => block(work, field(node, 'body')),
  with_statement: (work, node) => block(work, field(node, 'body')),
  internal_module: (work, node) => block(work, field(node, 'body')),
  return_statement: leaving('return'),
  throw_statement: leaving('throw'),
  break_statement: (_work, node) => [{ kind: 'break', span: spanOf(node) }],
  continue_statement: (_work, node) => [{ kind: 'continue', span: spanOf(node) }],
  enum_declaration: lowerEnum,
  empty_statement: none,
  comment: none,
  hash_bang_line: none,
  debugger_statement: none,
  ambient_declaration: none,
  function_signature: none,
  interface_declaration: none,
  type_alias_declaration: none,
  // What does not parse: its parts are looked at as far as they are statements or expressions.
  ERROR: (work, node) => parts(node).flatMap((part) => work.statement(part)),
};

export function lowerStatement(work: Work, node: Node): readonly Statement[] {
  const lower = Object.hasOwn(byType, node.type) ? byType[node.type] : undefined;
  return lower ? lower(work, node) : expressionStatement(work, node);
}

function expressionStatement(work: Work, node: Node): readonly Statement[] {
  const span = spanOf(node);
  switch (node.type) {
    case 'assignment_expression':
      return lowerAssignment(work, node);
    case 'augmented_assignment_expression': {
      const target = value(work, node, 'left');
      return [{ kind: 'update', target, op: updateOp(node), value: value(work, node, 'right'), span }];
    }
    case 'update_expression': {
      const one: Expr = { kind: 'const', value: 1, span };
      const op = field(node, 'operator')?.type === '--' ? '-' : '+';
      return [{ kind: 'update', target: value(work, node, 'argument'), op, value: one, span }];
    }
    case 'sequence_expression':
      return parts(node).flatMap((part) => expressionStatement(work, part));
    case 'internal_module':
      return work.statement(node);
    default:
      return [{ kind: 'do', value: work.expr(node), span }];
  }
}

function lowerFor(work: Work, node: Node): Statement[] {
  const [first, test, next] = ['initializer', 'condition', 'increment'].map((name) => field(node, name));
  const span = spanOf(node);
  const isTest = test && test.type !== 'empty_statement';
  const body = [...block(work, field(node, 'body')), ...(next ? expressionStatement(work, next) : [])];
  const forever: Expr = { kind: 'const', value: true, span };
  return [
    {
      kind: 'block',
      body: [
        ...(first ? work.statement(first) : []),
        { kind: 'while', test: isTest ? work.expr(test) : forever, body, span },
      ],
      span,
    },
  ];
}

/** `for (k in o)` walks over the keys of o. */
function lowerForIn(work: Work, node: Node): Statement[] {
  const left = field(node, 'left');
  const right = value(work, node, 'right');
  const span = spanOf(node);
  const keys = call(member(named('Object', span), 'keys', span), [right], span);
  return [
    {
      kind: 'each',
      target: left ? work.pattern(left) : { kind: 'items', items: [], rest: null },
      items: field(node, 'operator')?.type === 'in' ? keys : right,
      body: block(work, field(node, 'body')),
      span,
      ...(field(node, 'kind') && { declares: true as const }),
    },
  ];
}

const leaves = new Set<Statement['kind']>(['break', 'return', 'throw', 'continue']);

function lowerSwitch(work: Work, node: Node): Statement[] {
  const body = field(node, 'body');
  const cases = (body ? parts(body) : []).map((part): Case => {
    const test = field(part, 'value');
    const lowered = parts(part)
      .filter((child) => child.id !== test?.id)
      .flatMap((child) => work.statement(child));
    const last = lowered.at(-1);
    const end = last?.kind === 'block' ? last.body.at(-1) : last;
    return { tests: test ? [work.expr(test)] : [], body: lowered, through: !end || !leaves.has(end.kind) };
  });
  return [{ kind: 'switch', value: value(work, node, 'value'), cases, span: spanOf(node) }];
}

function lowerTry(work: Work, node: Node): Statement[] {
  const handler = field(node, 'handler');
  const last = field(node, 'finalizer');
  const parameter = handler && field(handler, 'parameter');
  const handlers: Handler[] = handler
    ? [
        {
          target: parameter ? work.pattern(parameter) : null,
          types: [],
          body: block(work, field(handler, 'body')),
        },
      ]
    : [];
  return [
    {
      kind: 'try',
      body: block(work, field(node, 'body')),
      handlers,
      last: last ? block(work, field(last, 'body')) : [],
      span: spanOf(node),
    },
  ];
}

/** An enumeration is an object of its values. */
function lowerEnum(work: Work, node: Node): Statement[] {
  const name = field(node, 'name');
  const body = field(node, 'body');
  if (!name || !body) return [];
  const span = spanOf(node);
  const entries = parts(body).map((part, at) => {
    const key = field(part, 'name') ?? part;
    const given = field(part, 'value');
    const own: Expr = { kind: 'const', value: at, span };
    return { key: { kind: 'const' as const, value: key.text, span }, value: given ? work.expr(given) : own };
  });
  const target = { kind: 'to' as const, place: named(name.text, span) };
  return [{ kind: 'assign', target, value: { kind: 'object', entries, span }, span }];
}
