import type { Node } from 'web-tree-sitter';
import type { Param } from '../../ir.ts';
import { nameOf, partsOf, to } from '../build.ts';

/**
 * The name of a declared type, pointers and type arguments left out: `*http.Request` is "http.Request". Lists, maps,
 * channels and functions have none.
 */
export function typeName(node: Node | null): string | undefined {
  if (!node) return undefined;
  if (node.type === 'pointer_type' || node.type === 'parenthesized_type') return typeName(node.namedChild(0));
  if (node.type === 'generic_type') return typeName(node.childForFieldName('type'));
  return node.type === 'type_identifier' || node.type === 'qualified_type'
    ? node.text.replace(/\s/g, '')
    : undefined;
}

/** The parameters of a function; one without a name is "_". */
export function parameters(list: Node | null): Param[] {
  return partsOf(list, 'parameter_declaration', 'variadic_parameter_declaration').flatMap((node): Param[] => {
    const type = node.childForFieldName('type');
    const named = node.childrenForFieldName('name');
    const many = node.type === 'variadic_parameter_declaration';
    const declared = many ? undefined : typeName(type);
    return (named.length > 0 ? named : [node]).map((name) => ({
      target: to(nameOf(name === node ? '_' : name.text, name)),
      ...(declared ? { type: declared } : {}),
      decorators: [],
      ...(many ? { rest: 'list' as const } : {}),
    }));
  });
}

/** What a function gives back. */
export interface Results {
  /** Declared type of the first. */
  readonly type?: string;
  /** How many, an error or "ok" at the end left out. */
  readonly count: number;
  /** Whether such a one was left out. */
  readonly drops: boolean;
  /** Names, where they have some, without what was left out. */
  readonly names: readonly string[];
}

/**
 * Results of a function. A last `error`, or `bool` after others, is no data: `return x, nil` is lowered to x alone, and
 * `x, err := f()` takes it whole, so that the type of x is that of the call.
 */
export function resultsOf(node: Node | null): Results {
  if (!node) return { count: 0, drops: false, names: [] };
  if (node.type !== 'parameter_list') {
    const type = typeName(node);
    return { ...(type && type !== 'error' ? { type } : {}), count: 1, drops: false, names: [] };
  }
  const all = partsOf(node, 'parameter_declaration').flatMap((part) => {
    const type = typeName(part.childForFieldName('type'));
    const names = part.childrenForFieldName('name').map((name) => name.text);
    return (names.length > 0 ? names : ['']).map((name) => ({ name, type }));
  });
  const drops = all.length > 1 && ['error', 'bool'].includes(all.at(-1)?.type ?? '');
  const kept = drops ? all.slice(0, -1) : all;
  const type = kept.length === 1 ? kept[0]?.type : undefined;
  const names = kept.map(({ name }) => name).filter((name) => name !== '' && name !== '_');
  return { ...(type ? { type } : {}), count: kept.length, drops, names };
}
