import type { Node } from 'web-tree-sitter';
import type { Arg, Expr, Fn, Param, Pattern } from '../../ir.ts';
import { spanOf } from '../spans.ts';
import { comparison, joined, stringParts } from './pieces.ts';
import { numberOf, typeName } from './text.ts';

/** Nesting beyond which an expression is no longer followed. */
const deepest = 200;
let depth = 0;

/** Named children without comments. */
export const parts = (node: Node): Node[] => node.namedChildren.filter((child) => child.type !== 'comment');

const unknown = (node: Node, of: readonly Node[] = parts(node)): Expr => ({
  kind: 'unknown',
  parts: of.map(expression),
  span: spanOf(node),
});

export const nothing = (node: Node): Expr => ({ kind: 'const', value: null, span: spanOf(node) });

export const nameOf = (name: string, node: Node): Expr => ({ kind: 'name', name, span: spanOf(node) });

/** Lowers an expression. */
export function expression(node: Node): Expr {
  if (depth > deepest) return { kind: 'unknown', parts: [], span: spanOf(node) };
  depth += 1;
  try {
    return (lowered[node.type] ?? unknown)(node);
  } finally {
    depth -= 1;
  }
}

const field = (node: Node, name: string): Expr => {
  const child = node.childForFieldName(name);
  return child ? expression(child) : nothing(node);
};

const lowered: Readonly<Record<string, (node: Node) => Expr>> = {
  identifier: (node) => nameOf(node.text, node),
  integer: number,
  float: number,
  true: (node) => ({ kind: 'const', value: true, span: spanOf(node) }),
  false: (node) => ({ kind: 'const', value: false, span: spanOf(node) }),
  none: nothing,
  ellipsis: nothing,
  string: (node) => joined(node, stringParts(node, expression)),
  concatenated_string: (node) =>
    joined(
      node,
      parts(node).flatMap((part) =>
        part.type === 'string' ? stringParts(part, expression) : [expression(part)],
      ),
    ),
  attribute: (node) => ({
    kind: 'member',
    of: field(node, 'object'),
    name: node.childForFieldName('attribute')?.text ?? '',
    span: spanOf(node),
  }),
  dotted_name: (node) => {
    const [first, ...rest] = parts(node);
    const start: Expr = first ? nameOf(first.text, first) : nothing(node);
    return rest.reduce<Expr>(
      (of, part) => ({ kind: 'member', of, name: part.text, span: spanOf(node) }),
      start,
    );
  },
  subscript,
  call,
  binary_operator: (node) => ({
    kind: 'binary',
    op: node.childForFieldName('operator')?.text ?? '+',
    left: field(node, 'left'),
    right: field(node, 'right'),
    span: spanOf(node),
  }),
  boolean_operator: (node) => ({
    kind: 'binary',
    op: node.childForFieldName('operator')?.text === 'or' ? '||' : '&&',
    left: field(node, 'left'),
    right: field(node, 'right'),
    span: spanOf(node),
  }),
  not_operator: (node) => ({ kind: 'unary', op: '!', of: field(node, 'argument'), span: spanOf(node) }),
  unary_operator: (node) => {
    const op = node.childForFieldName('operator')?.text;
    const of = field(node, 'argument');
    return op === '-' || op === '~' ? { kind: 'unary', op, of, span: spanOf(node) } : of;
  },
  comparison_operator: (node) => comparison(node, parts(node).map(expression)),
  conditional_expression: (node) => {
    const [then, test, otherwise] = parts(node);
    if (!then || !test || !otherwise) return unknown(node);
    return {
      kind: 'choose',
      test: expression(test),
      then: expression(then),
      else: expression(otherwise),
      span: spanOf(node),
    };
  },
  parenthesized_expression: (node) => {
    const [inner] = parts(node);
    return inner ? expression(inner) : nothing(node);
  },
  list,
  tuple: list,
  set: list,
  expression_list: list,
  pattern_list: list,
  list_pattern: list,
  tuple_pattern: list,
  dictionary: (node) => ({
    kind: 'object',
    entries: parts(node).map((entry) =>
      entry.type === 'pair'
        ? { key: field(entry, 'key'), value: field(entry, 'value') }
        : { key: null, value: entry.namedChild(0) ? expression(entry.namedChild(0)!) : nothing(entry) },
    ),
    span: spanOf(node),
  }),
  lambda: (node) => {
    const body = node.childForFieldName('body');
    const fn: Fn = {
      name: null,
      params: parameters(node.childForFieldName('parameters')),
      body: body ? [{ kind: 'return', value: expression(body), span: spanOf(body) }] : [],
      decorators: [],
      span: spanOf(node),
    };
    return { kind: 'function', fn, span: spanOf(node) };
  },
  named_expression: (node) => ({
    kind: 'set',
    target: pattern(node.childForFieldName('name') ?? node),
    value: field(node, 'value'),
    span: spanOf(node),
  }),
  await: (node) => through(node, 'await'),
  yield: (node) => through(node, 'yield'),
  list_splat: (node) => through(node, 'spread'),
  dictionary_splat: (node) => through(node, 'spread'),
  list_comprehension: gather,
  set_comprehension: gather,
  dictionary_comprehension: gather,
  generator_expression: gather,
  assignment: (node) => {
    const left = node.childForFieldName('left');
    return left
      ? { kind: 'set', target: pattern(left), value: field(node, 'right'), span: spanOf(node) }
      : unknown(node);
  },
  type: (node) => (node.namedChild(0) ? expression(node.namedChild(0)!) : nothing(node)),
};

function number(node: Node): Expr {
  return { kind: 'const', value: numberOf(node.text), span: spanOf(node) };
}

function list(node: Node): Expr {
  return { kind: 'list', items: parts(node).map(expression), span: spanOf(node) };
}

function through(node: Node, how: 'await' | 'yield' | 'spread'): Expr {
  const inner = parts(node)[0];
  return { kind: 'through', how, of: inner ? expression(inner) : nothing(node), span: spanOf(node) };
}

function subscript(node: Node): Expr {
  const keys = node.childrenForFieldName('subscript');
  const of = field(node, 'value');
  const span = spanOf(node);
  const [first] = keys;
  if (keys.length === 1 && first && first.type !== 'slice')
    return { kind: 'index', of, at: expression(first), span };
  const at: Expr = { kind: 'unknown', parts: keys.map((key) => unknown(key)), span };
  return { kind: 'index', of, at, span };
}

/** Arguments of a call; also of a class statement. */
export function args(list: Node | null): Arg[] {
  if (!list) return [];
  if (list.type !== 'argument_list') return [{ value: expression(list) }];
  return parts(list).map((arg) => {
    if (arg.type === 'keyword_argument')
      return { name: arg.childForFieldName('name')?.text ?? '', value: field(arg, 'value') };
    const inner = arg.namedChild(0);
    if (arg.type === 'list_splat' && inner) return { value: expression(inner), spread: true };
    if (arg.type === 'dictionary_splat' && inner)
      return { value: expression(inner), spread: true, name: '**' };
    return { value: expression(arg) };
  });
}

function call(node: Node): Expr {
  return {
    kind: 'call',
    callee: field(node, 'function'),
    args: args(node.childForFieldName('arguments')),
    isNew: false,
    span: spanOf(node),
  };
}

function gather(node: Node): Expr {
  const each: { target: Pattern; items: Expr; tests: Expr[] }[] = [];
  for (const clause of parts(node)) {
    if (clause.type === 'for_in_clause') {
      const left = clause.childForFieldName('left');
      each.push({ target: pattern(left ?? clause), items: field(clause, 'right'), tests: [] });
    } else if (clause.type === 'if_clause') {
      const test = clause.namedChild(0);
      if (test) each.at(-1)?.tests.push(expression(test));
    }
  }
  const body = node.childForFieldName('body') ?? parts(node)[0];
  const value = body ? (body.type === 'pair' ? unknown(body) : expression(body)) : nothing(node);
  return { kind: 'gather', each, value, span: spanOf(node) };
}

/** Lowers what stands left of an assignment. */
export function pattern(node: Node): Pattern {
  const items = ['pattern_list', 'tuple_pattern', 'list_pattern', 'tuple', 'list', 'expression_list'];
  if (!items.includes(node.type)) return { kind: 'to', place: expression(node) };
  const targets: (Pattern | null)[] = [];
  let rest: Pattern | null = null;
  for (const part of parts(node)) {
    const inner = part.namedChild(0);
    if ((part.type === 'list_splat_pattern' || part.type === 'list_splat') && inner) rest = pattern(inner);
    else if (!rest) targets.push(pattern(part));
  }
  return { kind: 'items', items: targets, rest };
}

/** Lowers a list of parameters. */
export function parameters(list: Node | null): Param[] {
  return list ? parts(list).flatMap((node) => parameter(node) ?? []) : [];
}

function parameter(node: Node): Param | null {
  const named = (of: Node): Pattern => ({ kind: 'to', place: nameOf(of.text, of) });
  const type = node.childForFieldName('type');
  const typed = type ? { type: typeName(type.text), decorators: annotations(type) } : { decorators: [] };
  const value = node.childForFieldName('value');
  const given = value ? { default: expression(value) } : {};
  const name = node.childForFieldName('name') ?? node.namedChild(0);
  switch (node.type) {
    case 'identifier':
      return { target: named(node), decorators: [] };
    case 'default_parameter':
    case 'typed_default_parameter':
      return name ? { target: named(name), ...typed, ...given } : null;
    case 'typed_parameter': {
      const inner = node.namedChild(0);
      const splat = inner ? parameter(inner) : null;
      return splat ? { ...splat, ...typed } : null;
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return name
        ? {
            target: named(name),
            decorators: [],
            rest: node.type === 'list_splat_pattern' ? 'list' : 'named',
          }
        : null;
    default:
      return null;
  }
}

/** What else an annotation says: `Annotated[str, Query()]` has `Query()`. */
function annotations(type: Node): Expr[] {
  const generic = type.namedChild(0);
  if (!generic || !/^(?:typing\.)?Annotated\b/.test(generic.text)) return [];
  const found: Expr[] = [];
  const open = [generic];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === 'call') found.push(expression(node));
    else open.push(...parts(node));
  }
  return found;
}
