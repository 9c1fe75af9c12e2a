import type { Node } from 'web-tree-sitter';
import type { Expr, Handler, Statement } from '../../ir.ts';
import {
  assign,
  branch,
  cast,
  constant,
  declaration,
  field,
  fields,
  name,
  parts,
  spanOf,
  to,
} from '../typed/build.ts';
import { at, targetOf } from './expressions.ts';
import { type CsharpFile, typeOf } from './file.ts';
import { switchStatement } from './patterns.ts';

type Lower = (node: Node, file: CsharpFile) => readonly Statement[];

export function statement(node: Node, file: CsharpFile): readonly Statement[] {
  const lower = LOWER[node.type];
  return file.names.nested(
    node.startPosition.row + 1,
    () => (lower ? lower(node, file) : doIt(node, file)),
    () => [],
  );
}

const nothing: Lower = () => [];
const inBlock: Lower = (node, file) => [{ kind: 'block', body: file.block(node), span: spanOf(node) }];
/** lock, checked, unsafe, fixed: what is in the braces. */
const around: Lower = (node, file) =>
  file.names.scoped(() => parts(node).flatMap((part) => [...file.statement(part)]));

const LOWER: Readonly<Record<string, Lower>> = {
  empty_statement: nothing,
  comment: nothing,
  goto_statement: nothing,
  block: inBlock,
  global_statement: (node, file) => parts(node).flatMap((part) => [...file.statement(part)]),
  local_declaration_statement: (node, file) =>
    parts(node).flatMap((part) => (part.type === 'variable_declaration' ? variables(part, file) : [])),
  variable_declaration: variables,
  expression_statement: expressionStatement,
  if_statement: (node, file) => [
    branch(
      at(node, 'condition', file),
      arm(field(node, 'consequence'), file),
      arm(field(node, 'alternative'), file),
      spanOf(node),
    ),
  ],
  while_statement: (node, file) => [
    {
      kind: 'while',
      test: at(node, 'condition', file),
      body: arm(field(node, 'body'), file),
      span: spanOf(node),
    },
  ],
  do_statement: doWhile,
  for_statement: forLoop,
  foreach_statement: forEach,
  switch_statement: (node, file) => [switchStatement(node, file)],
  try_statement: tryCatch,
  using_statement: (node, file) => [
    {
      kind: 'block',
      body: file.names.scoped(() => parts(node).flatMap((part) => [...file.statement(part)])),
      span: spanOf(node),
    },
  ],
  lock_statement: around,
  checked_statement: around,
  unsafe_statement: around,
  fixed_statement: around,
  labeled_statement: (node, file) =>
    parts(node)
      .slice(1)
      .flatMap((part) => [...file.statement(part)]),
  return_statement: (node, file) => [{ kind: 'return', value: only(node, file), span: spanOf(node) }],
  throw_statement: (node, file) => [{ kind: 'throw', value: only(node, file), span: spanOf(node) }],
  yield_statement: (node, file) => {
    const value = only(node, file);
    return value
      ? [
          {
            kind: 'do',
            value: { kind: 'through', how: 'yield', of: value, span: value.span },
            span: spanOf(node),
          },
        ]
      : [];
  },
  break_statement: (node) => [{ kind: 'break', span: spanOf(node) }],
  continue_statement: (node) => [{ kind: 'continue', span: spanOf(node) }],
  local_function_statement: (node, file) => {
    const title = field(node, 'name')?.text ?? '_';
    file.names.declare(title);
    return [{ kind: 'function', fn: file.functionOf(node, title), span: spanOf(node) }];
  },
  preproc_if: preprocessed,
  preproc_else: preprocessed,
  preproc_elif: preprocessed,
};

function doIt(node: Node, file: CsharpFile): readonly Statement[] {
  return node.type.startsWith('preproc_')
    ? []
    : [{ kind: 'do', value: file.expression(node), span: spanOf(node) }];
}

/** Both sides of `#if`: which one is built is not known. */
function preprocessed(node: Node, file: CsharpFile): readonly Statement[] {
  const condition = field(node, 'condition');
  return parts(node).flatMap((part) => (part.id === condition?.id ? [] : [...file.statement(part)]));
}

function only(node: Node, file: CsharpFile): Expr | null {
  const [part] = parts(node);
  return part ? file.expression(part) : null;
}

function arm(node: Node | null, file: CsharpFile): readonly Statement[] {
  if (!node) return [];
  return node.type === 'block' ? file.block(node) : file.names.scoped(() => file.statement(node));
}

/** Assignments as statements, so that they read as such in a flow; the rest as what it does. */
function expressionStatement(node: Node, file: CsharpFile): readonly Statement[] {
  const span = spanOf(node);
  const [part] = parts(node);
  if (part?.type !== 'assignment_expression') return doIt(node, file);
  const target = targetOf(field(part, 'left'), file);
  const value = at(part, 'right', file);
  const op = (field(part, 'operator')?.type ?? '=').slice(0, -1).replace('>>>', '>>');
  if (op === '' || target.kind !== 'to') return [{ kind: 'assign', target, value, span }];
  if (op === '??')
    return [assign(target.place, { kind: 'binary', op, left: target.place, right: value, span }, span)];
  // A handler that is added is as good as one that is set.
  if (op === '+' && value.kind === 'function') return [{ kind: 'assign', target, value, span }];
  return [{ kind: 'update', target: target.place, op, value, span }];
}

export function variables(node: Node, file: CsharpFile): Statement[] {
  const type = typeOf(field(node, 'type'), file);
  return parts(node)
    .filter((part) => part.type === 'variable_declarator')
    .map((declarator) => {
      const span = spanOf(declarator);
      const local = field(declarator, 'name');
      const given = parts(declarator).find(
        (part) =>
          part.id !== local?.id && part.type !== 'tuple_pattern' && part.type !== 'bracketed_argument_list',
      );
      const value = given ? file.expression(given) : constant(null, span);
      const tuple = parts(declarator).find((part) => part.type === 'tuple_pattern');
      if (tuple) return { kind: 'assign', target: targetOf(tuple, file), value, span, declares: true };
      file.names.declare(local?.text ?? '_');
      return declaration(local?.text ?? '_', value, span, type);
    });
}

function doWhile(node: Node, file: CsharpFile): readonly Statement[] {
  const span = spanOf(node);
  const leave = branch(at(node, 'condition', file), [], [{ kind: 'break', span }], span);
  return [
    { kind: 'while', test: constant(true, span), body: [...arm(field(node, 'body'), file), leave], span },
  ];
}

function forLoop(node: Node, file: CsharpFile): readonly Statement[] {
  const span = spanOf(node);
  return file.names.scoped(() => {
    const first = fields(node, 'initializer').flatMap((part) => [...file.statement(part)]);
    const condition = field(node, 'condition');
    const test = condition ? file.expression(condition) : constant(true, span);
    const body = arm(field(node, 'body'), file);
    const steps = fields(node, 'update').flatMap((part) => [...file.statement(part)]);
    return [
      { kind: 'block', body: [...first, { kind: 'while', test, body: [...body, ...steps], span }], span },
    ];
  });
}

function forEach(node: Node, file: CsharpFile): readonly Statement[] {
  const span = spanOf(node);
  const items = at(node, 'right', file);
  const type = typeOf(field(node, 'type'), file);
  return file.names.scoped(() => {
    const left = field(node, 'left');
    if (left?.type === 'identifier') file.names.declare(left.text);
    const target = targetOf(left, file);
    const body = arm(field(node, 'body'), file);
    // The form has no type on an element: it is cast to what the loop declares.
    const typed =
      type && target.kind === 'to' ? [assign(target.place, cast(target.place, type, span), span, type)] : [];
    return [{ kind: 'each', target, items, body: [...typed, ...body], span, declares: true }];
  });
}

function tryCatch(node: Node, file: CsharpFile): readonly Statement[] {
  const clauses = parts(node);
  const last = clauses.find((part) => part.type === 'finally_clause');
  return [
    {
      kind: 'try',
      body: file.block(field(node, 'body')),
      handlers: clauses.filter((part) => part.type === 'catch_clause').map((part) => handler(part, file)),
      last: last ? parts(last).flatMap((part) => [...file.block(part)]) : [],
      span: spanOf(node),
    },
  ];
}

function handler(node: Node, file: CsharpFile): Handler {
  return file.names.scoped(() => {
    const declaration = parts(node).find((part) => part.type === 'catch_declaration');
    const local = declaration ? field(declaration, 'name') : null;
    if (local) file.names.declare(local.text);
    const type = declaration ? typeOf(field(declaration, 'type'), file) : undefined;
    const target = local ? to(name(local.text, spanOf(local))) : null;
    return { target, types: type ? [type] : [], body: file.block(field(node, 'body')) };
  });
}
