import type { Span } from '../../issue.ts';
import {
  isTrue,
  itemsOf,
  type Mapping,
  type Plain,
  plain,
  scalar,
  textOf,
  unknown,
  type Value,
} from '../value.ts';
import type { HclBlock, HclBody, HclExpr } from './hcl.ts';

/** What names mean: variables, locals, and the iterators of the blocks around. */
export interface Scope {
  readonly variables: ReadonlyMap<string, HclExpr>;
  readonly locals: ReadonlyMap<string, HclExpr>;
  /** `each`, and iterators of dynamic blocks. */
  readonly bound: ReadonlyMap<string, Value>;
  /** How many names were followed to get here: a cycle ends. */
  readonly depth: number;
  /** Values that may still be worked out: names that name others twice would double without end. */
  readonly budget: { left: number };
}

const depthMost = 30;
const eachMost = 50;
/** Values worked out for the files of one folder. */
export const budgetOf = (files: number): { left: number } => ({ left: 200_000 + files * 50_000 });

/** Works an expression out as far as it can be without running anything. */
export function evaluate(expr: HclExpr, scope: Scope): Value {
  const { span } = expr;
  scope.budget.left -= 1;
  if (scope.depth > depthMost || scope.budget.left < 0) return unknown('${…}', span);
  switch (expr.kind) {
    case 'literal':
      return scalar(expr.value, span);
    case 'template':
      return template(expr.parts, span, scope);
    case 'name':
      return follow(expr.path, span, scope);
    case 'list':
      return { kind: 'list', items: expr.items.map((item) => evaluate(item, scope)), span };
    case 'object':
      return object(expr.entries, span, scope);
    case 'call':
      return call(expr.name, expr.args, span, scope);
    case 'choose':
      return choose(expr, scope);
    case 'operation':
      return operate(
        expr.op,
        expr.args.map((arg) => evaluate(arg, scope)),
        span,
      );
    case 'other':
      return unknown(expr.text, span, expr.names);
  }
}

function template(parts: readonly HclExpr[], span: Span, scope: Scope): Value {
  const values = parts.map((part) => evaluate(part, scope));
  if (values.length === 1) return { ...(values[0] as Value), span } as Value;
  const text = values
    .map((value) => (value.kind === 'scalar' || value.kind === 'unknown' ? textOf(value) : '${…}'))
    .join('');
  return values.every(({ kind }) => kind === 'scalar')
    ? scalar(text, span)
    : unknown(text, span, refsOf(values));
}

const refsOf = (values: readonly Value[]): readonly string[] =>
  values.flatMap((value) =>
    value.kind === 'unknown'
      ? value.refs
      : value.kind === 'list'
        ? refsOf(value.items)
        : value.kind === 'map'
          ? refsOf([...value.entries.values()])
          : [],
  );

function follow(path: readonly string[], span: Span, scope: Scope): Value {
  const [root = '', name = '', ...rest] = path;
  const deeper = { ...scope, depth: scope.depth + 1 };
  const definition =
    root === 'var' ? scope.variables.get(name) : root === 'local' ? scope.locals.get(name) : undefined;
  if (definition) return placed(dig(evaluate(definition, deeper), rest, span), span, scope.budget);
  const bound = scope.bound.get(root);
  if (bound) return placed(dig(bound, path.slice(1), span), span, scope.budget);
  const known =
    path.length === 1 && /^[a-z_]\w*$/.test(root)
      ? []
      : [root === 'data' ? path.slice(0, 3).join('.') : `${root}.${name}`];
  return unknown(`\${${path.join('.')}}`, span, known);
}

/** A value where it is used: what a name stands for may be written elsewhere, also in another file. */
function placed(value: Value, span: Span, budget: Scope['budget']): Value {
  budget.left -= 1;
  if (budget.left < 0) return unknown('${…}', span);
  if (value.kind === 'list')
    return { ...value, items: value.items.map((item) => placed(item, span, budget)), span };
  if (value.kind !== 'map') return { ...value, span };
  return {
    ...value,
    entries: new Map([...value.entries].map(([key, item]) => [key, placed(item, span, budget)])),
    keys: new Map([...value.keys.keys()].map((key) => [key, span])),
    span,
  };
}

/** A part of a value by keys and indexes. */
function dig(value: Value, path: readonly string[], span: Span): Value {
  let here: Value = value;
  for (const key of path) {
    if (here.kind === 'map') here = here.entries.get(key) ?? unknown('${…}', span);
    else if (here.kind === 'list' && /^\d+$/.test(key))
      here = here.items[Number(key)] ?? unknown('${…}', span);
    else return here.kind === 'unknown' ? here : unknown('${…}', span);
  }
  return { ...here, span } as Value;
}

function object(entries: readonly (readonly [HclExpr, HclExpr])[], span: Span, scope: Scope): Mapping {
  const map = new Map<string, Value>();
  const keys = new Map<string, Span>();
  for (const [key, value] of entries) {
    const name =
      key.kind === 'name' && key.path.length === 1 ? (key.path[0] as string) : textOf(evaluate(key, scope));
    map.set(name, evaluate(value, scope));
    keys.set(name, key.span);
  }
  return { kind: 'map', entries: map, keys, span };
}

/** Functions whose result is their first argument, as far as checks care. */
const transparent = new Set([
  'jsonencode',
  'base64encode',
  'tostring',
  'tobool',
  'tonumber',
  'tolist',
  'toset',
  'tomap',
  'sensitive',
  'nonsensitive',
  'base64gzip',
  'jsondecode',
  'trimspace',
  'sort',
  'distinct',
  'flatten',
  'compact',
  'one',
]);

function call(name: string, args: readonly HclExpr[], span: Span, scope: Scope): Value {
  const values = args.map((arg) => evaluate(arg, scope));
  const [first] = values;
  if (transparent.has(name) && first) return { ...first, span } as Value;
  if (name === 'concat' || name === 'setunion') return { kind: 'list', items: values.flatMap(itemsOf), span };
  if (name === 'merge' && values.every(({ kind }) => kind === 'map'))
    return merged(values as Mapping[], span);
  if (name === 'lower' && typeof plain(first ?? null) === 'string')
    return scalar(textOf(first as Value).toLowerCase(), span);
  if (name === 'upper' && typeof plain(first ?? null) === 'string')
    return scalar(textOf(first as Value).toUpperCase(), span);
  if (name === 'join' && values[1]) return join(textOf(first as Value), itemsOf(values[1]), span);
  if (name === 'coalesce' && first?.kind === 'scalar' && first.value !== null) return first;
  if ((name === 'lookup' || name === 'element') && first && values[1]?.kind === 'scalar') {
    const found = dig(first, [textOf(values[1])], span);
    return found.kind === 'unknown' && values[2] ? unknown('${…}', span, refsOf(values)) : found;
  }
  const text = values.map(textOf).join(' ');
  return unknown(text.slice(0, 10_000) || `\${${name}(…)}`, span, refsOf(values));
}

const join = (separator: string, items: readonly Value[], span: Span): Value => {
  const text = items.map(textOf).join(separator);
  return items.every(({ kind }) => kind === 'scalar')
    ? scalar(text, span)
    : unknown(text, span, refsOf(items));
};

function merged(maps: readonly Mapping[], span: Span): Mapping {
  const entries = new Map<string, Value>();
  const keys = new Map<string, Span>();
  for (const map of maps) {
    for (const [key, value] of map.entries) entries.set(key, value);
    for (const [key, place] of map.keys) keys.set(key, place);
  }
  return { kind: 'map', entries, keys, span };
}

function choose(expr: HclExpr & { kind: 'choose' }, scope: Scope): Value {
  const test = evaluate(expr.test, scope);
  if (test.kind === 'scalar') return evaluate(isTrue(test) ? expr.yes : expr.no, scope);
  const [yes, no] = [evaluate(expr.yes, scope), evaluate(expr.no, scope)];
  const alike = yes.kind === 'scalar' && no.kind === 'scalar' && yes.value === no.value;
  return alike ? yes : unknown('${…}', expr.span, refsOf([yes, no]));
}

const compare: Readonly<Record<string, (a: Plain, b: Plain) => Plain>> = {
  '==': (a, b) => String(a) === String(b),
  '!=': (a, b) => String(a) !== String(b),
  '>': (a, b) => Number(a) > Number(b),
  '<': (a, b) => Number(a) < Number(b),
  '>=': (a, b) => Number(a) >= Number(b),
  '<=': (a, b) => Number(a) <= Number(b),
  '+': (a, b) => Number(a) + Number(b),
  '-': (a, b) => Number(a) - Number(b),
  '*': (a, b) => Number(a) * Number(b),
};

function operate(op: string, args: readonly Value[], span: Span): Value {
  const [left, right] = args;
  const [a, b] = [plain(left ?? null), plain(right ?? null)];
  if (args.length === 1 && a !== undefined)
    return scalar(op === '!' ? !isTrue(left as Value) : -Number(a), span);
  if (op === '&&' && args.some((arg) => arg.kind === 'scalar' && !isTrue(arg))) return scalar(false, span);
  if (op === '||' && args.some(isTrue)) return scalar(true, span);
  if (op === '&&' && a !== undefined && b !== undefined) return scalar(true, span);
  if (op === '||' && a !== undefined && b !== undefined) return scalar(false, span);
  const known = compare[op];
  return known && a !== undefined && b !== undefined
    ? scalar(known(a, b), span)
    : unknown('${…}', span, refsOf(args));
}

/** A body as a map: attributes as they are, blocks as lists, dynamic blocks unfolded as far as they are known. */
export function bodyValue(body: HclBody, span: Span, scope: Scope): Mapping {
  const entries = new Map<string, Value>();
  const keys = new Map<string, Span>();
  for (const { name, value, span: place } of body.attributes) {
    entries.set(name, evaluate(value, scope));
    keys.set(name, place);
  }
  for (const block of body.blocks) {
    const [name, values] =
      block.type === 'dynamic' ? unfold(block, scope) : [block.type, [bodyValue(block, block.span, scope)]];
    const before = entries.get(name);
    const items = before?.kind === 'list' ? before.items : [];
    if (items.length + values.length > 0)
      entries.set(name, { kind: 'list', items: [...items, ...values], span: block.span });
    if (!keys.has(name)) keys.set(name, block.span);
  }
  return { kind: 'map', entries, keys, span };
}

function unfold(block: HclBlock, scope: Scope): [string, readonly Value[]] {
  const name = block.labels[0] ?? '';
  const content = block.blocks.find(({ type }) => type === 'content');
  const source = block.attributes.find((attribute) => attribute.name === 'for_each');
  const iterator = block.attributes.find((attribute) => attribute.name === 'iterator')?.value;
  const bindTo = iterator?.kind === 'name' ? (iterator.path[0] as string) : name;
  if (!content || !source) return [name, []];
  const over = evaluate(source.value, scope);
  const rows: readonly (readonly [Value, Value])[] =
    over.kind === 'list'
      ? over.items.map((item, at) => [scalar(at, item.span), item] as const)
      : over.kind === 'map'
        ? [...over.entries].map(([key, value]) => [scalar(key, value.span), value] as const)
        : [[unknown('${…}', over.span), unknown('${…}', over.span)]];
  return [
    name,
    rows.slice(0, eachMost).map(([key, value]) => {
      const bound = new Map(scope.bound).set(bindTo, pairOf(key, value, block.span));
      return bodyValue(content, block.span, { ...scope, bound, depth: scope.depth + 1 });
    }),
  ];
}

const pairOf = (key: Value, value: Value, span: Span): Mapping => ({
  kind: 'map',
  entries: new Map([
    ['key', key],
    ['value', value],
  ]),
  keys: new Map(),
  span,
});
