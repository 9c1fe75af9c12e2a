import type { Node } from 'web-tree-sitter';
import type { Expr, Handler, Statement } from '../../ir.ts';
import {
  assign,
  branch,
  cast,
  constant,
  field,
  fields,
  declaration as localVariable,
  name,
  parts,
  spanOf,
  to,
  unknown,
} from '../typed/build.ts';
import { type JavaFile, typeOf } from './file.ts';
import { switchStatement } from './switches.ts';

type Lower = (node: Node, file: JavaFile) => readonly Statement[];

export function statement(node: Node, file: JavaFile): readonly Statement[] {
  const lower = LOWER[node.type];
  return file.names.nested(
    node.startPosition.row + 1,
    () => (lower ? lower(node, file) : doIt(node, file)),
    () => [],
  );
}

const nothing: Lower = () => [];
const inBlock: Lower = (node, file) => [{ kind: 'block', body: file.block(node), span: spanOf(node) }];

const LOWER: Readonly<Record<string, Lower>> = {
  ';': nothing,
  line_comment: nothing,
  block_comment: nothing,
  block: inBlock,
  constructor_body: inBlock,
  local_variable_declaration: declaration,
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
  enhanced_for_statement: forEach,
  switch_expression: (node, file) => [switchStatement(node, file, false)],
  try_statement: tryCatch,
  try_with_resources_statement: tryCatch,
  return_statement: (node, file) => [{ kind: 'return', value: only(node, file), span: spanOf(node) }],
  yield_statement: (node, file) => [{ kind: 'return', value: only(node, file), span: spanOf(node) }],
  throw_statement: (node, file) => [{ kind: 'throw', value: only(node, file), span: spanOf(node) }],
  break_statement: (node) => [{ kind: 'break', span: spanOf(node) }],
  continue_statement: (node) => [{ kind: 'continue', span: spanOf(node) }],
  labeled_statement: (node, file) =>
    parts(node)
      .slice(1)
      .flatMap((part) => file.statement(part)),
  synchronized_statement: (node, file) => inBlock(field(node, 'body') ?? node, file),
  class_declaration: localClass,
  record_declaration: localClass,
  interface_declaration: localClass,
  enum_declaration: localClass,
};

function doIt(node: Node, file: JavaFile): readonly Statement[] {
  return [{ kind: 'do', value: file.expression(node), span: spanOf(node) }];
}

function at(node: Node, key: string, file: JavaFile): Expr {
  const child = field(node, key);
  return child ? file.expression(child) : unknown([], spanOf(node));
}

function only(node: Node, file: JavaFile): Expr | null {
  const [part] = parts(node);
  return part ? file.expression(part) : null;
}

function arm(node: Node | null, file: JavaFile): readonly Statement[] {
  if (!node) return [];
  return node.type === 'block' ? file.block(node) : file.names.scoped(() => file.statement(node));
}

/** Assignments as statements, so that they read as such in a flow; the rest as what it does. */
function expressionStatement(node: Node, file: JavaFile): readonly Statement[] {
  const span = spanOf(node);
  const [part] = parts(node);
  if (part?.type === 'switch_expression') return [switchStatement(part, file, false)];
  if (part?.type !== 'assignment_expression') return doIt(node, file);
  const target = at(part, 'left', file);
  const value = at(part, 'right', file);
  const op = (field(part, 'operator')?.type ?? '=').slice(0, -1).replace('>>>', '>>');
  return op === '' ? [assign(target, value, span)] : [{ kind: 'update', target, op, value, span }];
}

/** A declared type stands where it says more than the value: `Object o` and `var o` do not. */
function declaration(node: Node, file: JavaFile): readonly Statement[] {
  const type = typeOf(field(node, 'type'), file);
  return fields(node, 'declarator').map((declarator) => {
    const span = spanOf(declarator);
    const local = field(declarator, 'name')?.text ?? '_';
    const given = field(declarator, 'value');
    const value = given ? file.expression(given) : constant(null, span);
    file.names.declare(local);
    return localVariable(local, value, span, type === 'Object' ? undefined : type);
  });
}

function doWhile(node: Node, file: JavaFile): readonly Statement[] {
  const span = spanOf(node);
  const test = at(node, 'condition', file);
  const leave = branch(test, [], [{ kind: 'break', span }], span);
  const body = [...arm(field(node, 'body'), file), leave];
  return [{ kind: 'while', test: constant(true, span), body, span }];
}

function forLoop(node: Node, file: JavaFile): readonly Statement[] {
  const span = spanOf(node);
  return file.names.scoped(() => {
    const first = fields(node, 'init').flatMap((part) => file.statement(part));
    const condition = field(node, 'condition');
    const test = condition ? file.expression(condition) : constant(true, span);
    const body = arm(field(node, 'body'), file);
    const steps = fields(node, 'update').flatMap((part) => file.statement(part));
    return [
      { kind: 'block', body: [...first, { kind: 'while', test, body: [...body, ...steps], span }], span },
    ];
  });
}

function forEach(node: Node, file: JavaFile): readonly Statement[] {
  const span = spanOf(node);
  const items = at(node, 'value', file);
  const type = typeOf(field(node, 'type'), file);
  return file.names.scoped(() => {
    const local = field(node, 'name')?.text ?? '_';
    file.names.declare(local);
    const element = name(local, span);
    const body = arm(field(node, 'body'), file);
    // The form has no type on an element: it is cast to what the loop declares.
    const typed = type && type !== 'Object' ? [assign(element, cast(element, type, span), span, type)] : [];
    return [{ kind: 'each', target: to(element), items, body: [...typed, ...body], span, declares: true }];
  });
}

function tryCatch(node: Node, file: JavaFile): readonly Statement[] {
  return file.names.scoped(() => {
    const resources = field(node, 'resources');
    const opened = resources ? parts(resources).flatMap((part) => resource(part, file)) : [];
    const body = [...opened, ...file.block(field(node, 'body'))];
    const clauses = parts(node);
    const handlers = clauses
      .filter((part) => part.type === 'catch_clause')
      .map((part) => handler(part, file));
    const last = clauses.find((part) => part.type === 'finally_clause');
    const final = last ? parts(last).flatMap((part) => file.block(part)) : [];
    return [{ kind: 'try', body, handlers, last: final, span: spanOf(node) }];
  });
}

function resource(node: Node, file: JavaFile): readonly Statement[] {
  const local = field(node, 'name');
  const value = field(node, 'value');
  if (!local || !value) return [];
  const span = spanOf(node);
  const lowered = file.expression(value);
  file.names.declare(local.text);
  return [localVariable(local.text, lowered, span, typeOf(field(node, 'type'), file))];
}

function handler(node: Node, file: JavaFile): Handler {
  return file.names.scoped(() => {
    const param = parts(node).find((part) => part.type === 'catch_formal_parameter');
    const local = param ? field(param, 'name') : null;
    if (local) file.names.declare(local.text);
    const list = param ? parts(param).find((part) => part.type === 'catch_type') : undefined;
    const types = (list ? parts(list) : []).flatMap((type) => typeOf(type, file) ?? []);
    const target = local ? to(name(local.text, spanOf(local))) : null;
    return { target, types, body: file.block(field(node, 'body')) };
  });
}

function localClass(node: Node, file: JavaFile): readonly Statement[] {
  const local = field(node, 'name')?.text ?? null;
  if (local) file.names.declared.add(local);
  return [{ kind: 'class', cls: file.classOf(node, local), span: spanOf(node) }];
}
