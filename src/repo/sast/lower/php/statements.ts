import type { Node } from 'web-tree-sitter';
import type { Case, Expr, Statement } from '../../ir.ts';
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
import { classOf, constants } from './classes.ts';
import { phpFunction, phpPattern } from './expressions.ts';
import { type PhpLower, useStatements } from './names.ts';

type Table = Readonly<Record<string, (node: Node, lower: PhpLower) => readonly Statement[]>>;

const field = (node: Node, name: string): Node | null => node.childForFieldName(name);

const body = (node: Node, lower: PhpLower): Statement[] => lower.block(field(node, 'body'));

const declared = (node: Node, lower: PhpLower): readonly Statement[] => [
  { kind: 'class', cls: classOf(node, lower), span: spanOf(node) },
];

const block = (node: Node, lower: PhpLower): readonly Statement[] => lower.sequence(node.namedChildren);

export const phpStatements: Table = {
  compound_statement: block,
  colon_block: block,
  text: () => [],
  php_tag: () => [],
  php_end_tag: () => [],
  text_interpolation: () => [],
  empty_statement: () => [],
  declare_statement: (node, lower) => lower.sequence(partsOf(node, 'compound_statement', 'colon_block')),
  namespace_definition: body,
  namespace_use_declaration: (node, lower) => useStatements(node, lower.uses),
  expression_statement: (node, lower) => {
    const [value] = parts(node);
    return value ? evaluated(value, lower) : [];
  },
  echo_statement: (node, lower) => echoed(parts(node)[0] ?? null, lower),
  unset_statement: () => [],
  global_declaration: () => [],
  function_static_declaration: (node, lower) =>
    partsOf(node, 'static_variable_declaration').flatMap((part) => {
      const name = field(part, 'name');
      return name ? [assign(to(nameOf(name.text, name)), lower.expression(field(part, 'value')), part)] : [];
    }),
  const_declaration: constants,
  function_definition: (node, lower) => [
    { kind: 'function', fn: phpFunction(node, lower), span: spanOf(node) },
  ],
  class_declaration: declared,
  interface_declaration: declared,
  trait_declaration: declared,
  enum_declaration: declared,
  exit_statement: (node, lower) => [
    act(
      plainCall(
        'exit',
        parts(node).map((part) => lower.expression(part)),
        node,
      ),
      node,
    ),
    throwOf(node),
  ],
  if_statement: conditional,
  foreach_statement: each,
  for_statement: (node, lower) => {
    const all = (name: string) => node.childrenForFieldName(name).filter((part) => part.isNamed);
    const [test] = all('condition');
    const loop: Statement = {
      kind: 'while',
      test: test ? lower.expression(test) : unknown(node),
      body: [...body(node, lower), ...all('update').flatMap((part) => evaluated(part, lower))],
      span: spanOf(node),
    };
    return [...all('initialize').flatMap((part) => evaluated(part, lower)), loop];
  },
  while_statement: (node, lower) => [
    {
      kind: 'while',
      test: lower.expression(field(node, 'condition')),
      body: body(node, lower),
      span: spanOf(node),
    },
  ],
  do_statement: (node, lower) => [
    ...body(node, lower),
    {
      kind: 'while',
      test: lower.expression(field(node, 'condition')),
      body: body(node, lower),
      span: spanOf(node),
    },
  ],
  switch_statement: switched,
  try_statement: (node, lower) => [
    {
      kind: 'try',
      body: body(node, lower),
      handlers: partsOf(node, 'catch_clause').map((clause) => {
        const name = field(clause, 'name');
        return {
          target: name ? to(nameOf(name.text, name)) : null,
          types: parts(field(clause, 'type')).map((type) => type.text),
          body: body(clause, lower),
        };
      }),
      last: partsOf(node, 'finally_clause').flatMap((clause) => body(clause, lower)),
      span: spanOf(node),
    },
  ],
  return_statement: (node, lower) => {
    const [value] = parts(node);
    return [{ kind: 'return', value: value ? lower.expression(value) : null, span: spanOf(node) }];
  },
  break_statement: (node) => [{ kind: 'break', span: spanOf(node) }],
  continue_statement: (node) => [{ kind: 'continue', span: spanOf(node) }],
  goto_statement: () => [],
  named_label_statement: () => [],
};

/** What is written to the page: one call of echo for each value. */
export function echoed(node: Node | null, lower: PhpLower): readonly Statement[] {
  const values = node?.type === 'sequence_expression' ? parts(node) : node ? [node] : [];
  return values.map((value) => act(plainCall('echo', [lower.expression(value)], value), value));
}

/** An expression as a statement: assignments, `exit`, `throw` and includes are statements of their own. */
function evaluated(node: Node, lower: PhpLower): readonly Statement[] {
  const left = field(node, 'left');
  switch (node.type) {
    case 'assignment_expression':
    case 'reference_assignment_expression':
      return left ? [assign(phpPattern(left, lower), lower.expression(field(node, 'right')), node)] : [];
    case 'augmented_assignment_expression': {
      const op = (field(node, 'operator')?.text ?? node.child(1)?.text ?? '').slice(0, -1);
      const value = lower.expression(field(node, 'right'));
      const target = lower.expression(left);
      return [{ kind: 'update', target, op: op === '.' ? '+' : op, value, span: spanOf(node) }];
    }
    case 'update_expression': {
      const op = node.text.includes('--') ? '-' : '+';
      const target = lower.expression(field(node, 'argument'));
      return [{ kind: 'update', target, op, value: constant(1, node), span: spanOf(node) }];
    }
    case 'throw_expression':
      return [throwOf(node, lower.expression(parts(node)[0] ?? null))];
    case 'sequence_expression':
      return parts(node).flatMap((part) => evaluated(part, lower));
    default:
      return [
        ...included(node, lower),
        act(lower.expression(node), node),
        ...(ends(node) ? [throwOf(node)] : []),
      ];
  }
}

const ending = /^(?:die|exit|wp_die|abort|wp_send_json_error|wp_send_json_success|wp_send_json)$/i;

const ends = (node: Node): boolean =>
  node.type === 'function_call_expression' && ending.test(field(node, 'function')?.text ?? '');

/** `include` of a file whose path is constant brings in all of its names. */
function included(node: Node, lower: PhpLower): readonly Statement[] {
  if (!/^(?:include|require)(?:_once)?_expression$/.test(node.type)) return [];
  const path = lower.expression(parts(node)[0] ?? null);
  const text = path.kind === 'const' && typeof path.value === 'string' ? path.value : rootedPath(path);
  if (!text || !/\.(?:php\d?|inc|phtml)$/.test(text)) return [];
  const module = `./${text.replace(/^\.?\/+/, '')}`;
  return [{ kind: 'import', module, name: '*', local: '*', span: spanOf(node) }];
}

/** `dirname(__FILE__) . '/x.php'`, `APP_ROOT . '/x.php'`: what follows the folder. */
function rootedPath(path: Expr): string | null {
  if (path.kind !== 'text' || path.parts.length !== 2) return null;
  const [folder, rest] = path.parts;
  const known = folder?.kind === 'call' && folder.callee.kind === 'name' && folder.callee.name === 'dirname';
  if (!known || rest?.kind !== 'const' || typeof rest.value !== 'string') return null;
  return rest.value;
}

function conditional(node: Node, lower: PhpLower): readonly Statement[] {
  const alternatives = node.childrenForFieldName('alternative');
  const otherwise = alternatives.reduceRight<Statement[]>(
    (rest, clause) =>
      clause.type === 'else_clause'
        ? body(clause, lower)
        : [branch(lower.expression(field(clause, 'condition')), body(clause, lower), rest, clause)],
    [],
  );
  return [branch(lower.expression(field(node, 'condition')), body(node, lower), otherwise, node)];
}

function each(node: Node, lower: PhpLower): readonly Statement[] {
  const [items, bound] = parts(node);
  const [key, value] = bound?.type === 'pair' ? parts(bound) : [null, bound];
  const walked = lower.expression(items ?? null);
  const keyed = key ? [assign(to(lower.expression(key)), unknown(key, [walked]), key)] : [];
  return [
    {
      kind: 'each',
      target: phpPattern(value ?? null, lower),
      items: walked,
      body: [...keyed, ...body(node, lower)],
      span: spanOf(node),
    },
  ];
}

function switched(node: Node, lower: PhpLower): readonly Statement[] {
  const cases = partsOf(field(node, 'body'), 'case_statement', 'default_statement').map((part): Case => {
    const value = field(part, 'value');
    const inner = part.namedChildren.filter((child) => child.id !== value?.id);
    const last = inner.findLast((child) => child.type !== 'comment' && child.type !== 'text_interpolation');
    const kept = last?.type === 'break_statement' ? inner.filter((child) => child.id !== last.id) : inner;
    const stops =
      /^(?:break|return|continue|exit)_statement$/.test(last?.type ?? '') ||
      /^(?:throw|exit|die)\b/.test(last?.text ?? '');
    return { tests: value ? [lower.expression(value)] : [], body: lower.sequence(kept), through: !stops };
  });
  return [{ kind: 'switch', value: lower.expression(field(node, 'condition')), cases, span: spanOf(node) }];
}
