import type { Node } from 'web-tree-sitter';
import type { Expr, Handler, Module, Statement } from '../ir.ts';
import type { FileIndex, Lowering } from './lowering.ts';
import { caseOf } from './python/cases.ts';
import { classOf, decoratorsOf, functionOf } from './python/definitions.ts';
import { expression, nothing, parts, pattern } from './python/expressions.ts';
import { resolvePython } from './python/imports.ts';
import { typeName } from './python/text.ts';
import { brokenLines, spanOf } from './spans.ts';

export const python: Lowering = {
  id: 'python',
  title: 'Python',
  description: 'Python 3, with what Python 2 has in common with it.',
  grammars: { '.py': 'python', '.pyw': 'python' },
  lower: (root: Node, path: string): Module => ({
    path,
    language: 'python',
    body: block(root),
    broken: brokenLines(root),
  }),
  resolve: (module: string, from: string, files: FileIndex) => resolvePython(module, from, files),
};

/** The statements of a block. */
function block(node: Node | null): Statement[] {
  return node ? parts(node).flatMap(statement) : [];
}

function statement(node: Node): readonly Statement[] {
  return lowered[node.type]?.(node) ?? [{ kind: 'do', value: expression(node), span: spanOf(node) }];
}

const inner = { block, statement };

const field = (node: Node, name: string): Expr => {
  const child = node.childForFieldName(name);
  return child ? expression(child) : nothing(node);
};

const lowered: Readonly<Record<string, (node: Node) => readonly Statement[]>> = {
  expression_statement: (node) => parts(node).flatMap(simple),
  if_statement: branch,
  for_statement: (node) => [
    {
      kind: 'each',
      target: pattern(node.childForFieldName('left') ?? node),
      items: field(node, 'right'),
      body: block(node.childForFieldName('body')),
      span: spanOf(node),
    },
    ...block(node.childForFieldName('alternative')?.childForFieldName('body') ?? null),
  ],
  while_statement: (node) => [
    {
      kind: 'while',
      test: field(node, 'condition'),
      body: block(node.childForFieldName('body')),
      span: spanOf(node),
    },
    ...block(node.childForFieldName('alternative')?.childForFieldName('body') ?? null),
  ],
  try_statement: attempt,
  with_statement: (node) => [
    {
      kind: 'block',
      body: [
        ...parts(node)
          .filter((part) => part.type === 'with_clause')
          .flatMap((clause) => parts(clause).flatMap(opened)),
        ...block(node.childForFieldName('body')),
      ],
      span: spanOf(node),
    },
  ],
  match_statement: match,
  return_statement: (node) => [
    { kind: 'return', value: parts(node)[0] ? expression(parts(node)[0]!) : null, span: spanOf(node) },
  ],
  raise_statement: (node) => [
    { kind: 'throw', value: parts(node)[0] ? expression(parts(node)[0]!) : null, span: spanOf(node) },
  ],
  break_statement: (node) => [{ kind: 'break', span: spanOf(node) }],
  continue_statement: (node) => [{ kind: 'continue', span: spanOf(node) }],
  pass_statement: () => [],
  global_statement: () => [],
  nonlocal_statement: () => [],
  delete_statement: () => [],
  future_import_statement: () => [],
  type_alias_statement: () => [],
  // An assertion that fails ends the function: what follows may rely on it.
  assert_statement: (node) => {
    const [test] = parts(node);
    if (!test) return [];
    const span = spanOf(node);
    return [
      { kind: 'if', test: expression(test), then: [], else: [{ kind: 'throw', value: null, span }], span },
    ];
  },
  import_statement: (node) =>
    parts(node).map((part) => {
      const span = spanOf(part);
      if (part.type === 'aliased_import')
        return {
          kind: 'import',
          module: part.childForFieldName('name')?.text ?? '',
          name: null,
          local: part.childForFieldName('alias')?.text ?? '',
          span,
        };
      // `import a.b` binds `a`; `b` is found as a member of it.
      const local = part.text.split('.')[0]!;
      return { kind: 'import', module: local, name: null, local, span };
    }),
  import_from_statement: importFrom,
  function_definition: (node) => [{ kind: 'function', fn: functionOf(node, [], inner), span: spanOf(node) }],
  class_definition: (node) => [{ kind: 'class', cls: classOf(node, [], inner), span: spanOf(node) }],
  decorated_definition: (node) => {
    const definition = node.childForFieldName('definition');
    if (!definition) return [];
    const decorators = decoratorsOf(node);
    const span = spanOf(definition);
    return definition.type === 'class_definition'
      ? [{ kind: 'class', cls: classOf(definition, decorators, inner), span }]
      : [{ kind: 'function', fn: functionOf(definition, decorators, inner), span }];
  },
};

/** An expression statement: assignments are statements of their own. */
function simple(node: Node): readonly Statement[] {
  const span = spanOf(node);
  if (node.type === 'augmented_assignment')
    return [
      {
        kind: 'update',
        target: field(node, 'left'),
        op: (node.childForFieldName('operator')?.text ?? '+=').slice(0, -1),
        value: field(node, 'right'),
        span,
      },
    ];
  if (node.type !== 'assignment') return [{ kind: 'do', value: expression(node), span }];
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const type = node.childForFieldName('type');
  if (!left) return [];
  const typed = type ? { type: typeName(type.text) } : {};
  if (!right)
    return type
      ? [
          {
            kind: 'assign',
            target: pattern(left),
            value: { kind: 'unknown', parts: [], span },
            span,
            ...typed,
          },
        ]
      : [];
  if (right.type === 'assignment') {
    // `a = b = value`: b first, then a from b.
    const inner = simple(right);
    return [...inner, { kind: 'assign', target: pattern(left), value: field(right, 'left'), span }];
  }
  return [{ kind: 'assign', target: pattern(left), value: expression(right), span, ...typed }];
}

function branch(node: Node): readonly Statement[] {
  const alternatives = node.childrenForFieldName('alternative');
  const otherwise = alternatives.reduceRight<Statement[]>((rest, clause) => {
    if (clause.type === 'else_clause') return block(clause.childForFieldName('body'));
    return [
      {
        kind: 'if',
        test: field(clause, 'condition'),
        then: block(clause.childForFieldName('consequence')),
        else: rest,
        span: spanOf(clause),
      },
    ];
  }, []);
  return [
    {
      kind: 'if',
      test: field(node, 'condition'),
      then: block(node.childForFieldName('consequence')),
      else: otherwise,
      span: spanOf(node),
    },
  ];
}

/** `with value as name`: an assignment; without a name its value is evaluated. */
function opened(item: Node): readonly Statement[] {
  const value = item.childForFieldName('value') ?? parts(item)[0];
  if (!value) return [];
  const span = spanOf(item);
  if (value.type !== 'as_pattern') return [{ kind: 'do', value: expression(value), span }];
  const [what] = parts(value);
  const alias = value.childForFieldName('alias')?.namedChild(0);
  if (!what || !alias) return [];
  return [{ kind: 'assign', target: pattern(alias), value: expression(what), span }];
}

function attempt(node: Node): readonly Statement[] {
  const handlers: Handler[] = [];
  let otherwise: Statement[] = [];
  let last: Statement[] = [];
  for (const part of parts(node)) {
    const body = parts(part).findLast((child) => child.type === 'block') ?? null;
    if (part.type === 'except_clause' || part.type === 'except_group_clause')
      handlers.push(handler(part, body));
    else if (part.type === 'else_clause') otherwise = block(part.childForFieldName('body'));
    else if (part.type === 'finally_clause') last = block(body);
  }
  const body = [...block(node.childForFieldName('body')), ...otherwise];
  return [{ kind: 'try', body, handlers, last, span: spanOf(node) }];
}

function handler(clause: Node, body: Node | null): Handler {
  const value = parts(clause).find((part) => part.type !== 'block');
  const alias = value?.type === 'as_pattern' ? value.childForFieldName('alias')?.namedChild(0) : null;
  const types = value?.type === 'as_pattern' ? parts(value)[0] : value;
  return {
    target: alias ? pattern(alias) : null,
    types: types ? (types.type === 'tuple' ? parts(types).map((part) => part.text) : [types.text]) : [],
    body: block(body),
  };
}

function match(node: Node): readonly Statement[] {
  const subject = field(node, 'subject');
  const cases = parts(node.childForFieldName('body') ?? node)
    .filter((part) => part.type === 'case_clause')
    .map((clause) => caseOf(clause, subject, block));
  return [{ kind: 'switch', value: subject, cases, span: spanOf(node) }];
}

function importFrom(node: Node): readonly Statement[] {
  const from = node.childForFieldName('module_name');
  const module = (from?.text ?? '').replace(/\s/g, '');
  if (parts(node).some((part) => part.type === 'wildcard_import'))
    return [{ kind: 'import', module, name: '*', local: '*', span: spanOf(node) }];
  return node.childrenForFieldName('name').map((part) => {
    const name = part.type === 'aliased_import' ? (part.childForFieldName('name')?.text ?? '') : part.text;
    const local = part.type === 'aliased_import' ? (part.childForFieldName('alias')?.text ?? name) : name;
    return { kind: 'import', module, name, local, span: spanOf(part) };
  });
}
