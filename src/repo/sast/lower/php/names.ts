import type { Node } from 'web-tree-sitter';
import type { Expr, Param, Statement } from '../../ir.ts';
import { assign, callOf, type Lower, member, nameOf, parts, partsOf, to } from '../build.ts';
import { spanOf } from '../spans.ts';

/** Lowers PHP; knows what the file imports, and collects what it names in full. */
export interface PhpLower extends Lower {
  readonly uses: Uses;
  /** Statements of a body that is run at another time, or once for each class. */
  readonly sequence: (nodes: readonly Node[]) => Statement[];
}

/** Names of a file: what `use` gives them, and full names in the code ("\Foo\Bar"), which become imports. */
export interface Uses {
  readonly aliases: Map<string, string>;
  readonly full: Map<string, Node>;
}

const segments = (name: string): string[] => name.split('\\').filter((part) => part !== '');

/** An import of a full name, under a local name. A name without a namespace is global and needs none. */
export function importOf(full: string, local: string, node: Node): readonly Statement[] {
  const names = segments(full);
  const name = names.at(-1) ?? '';
  const module = names.slice(0, -1).join('.');
  const span = spanOf(node);
  if (module !== '') return [{ kind: 'import', module, name, local, span }];
  return name === local ? [] : [assign(to(nameOf(local, node)), nameOf(name, node), node)];
}

/** `use A\B as C, D\{E, F}`; functions and constants alike. */
export function useStatements(node: Node, uses: Uses): readonly Statement[] {
  const group = node.childForFieldName('body');
  const prefix = group ? (partsOf(node, 'namespace_name', 'qualified_name')[0]?.text ?? '') : '';
  return partsOf(group ?? node, 'namespace_use_clause').flatMap((clause) => {
    const [path] = parts(clause);
    const full = `${prefix}\\${path?.text ?? ''}`;
    const local = clause.childForFieldName('alias')?.text ?? segments(full).at(-1) ?? '';
    uses.aliases.set(local, full);
    return importOf(full, local, clause);
  });
}

/** A name in the code, resolved as far as the file says; one with a namespace becomes an import of its own. */
export function named(node: Node, uses: Uses): Expr {
  const text = node.text.replace(/^namespace\\/, '');
  const names = segments(text);
  if (names.length <= 1) return nameOf(names[0] ?? text, node);
  const alias = text.startsWith('\\') ? undefined : uses.aliases.get(names[0]!);
  const full = [...(alias ? segments(alias) : [names[0]!]), ...names.slice(1)].join('\\');
  uses.full.set(full, node);
  return nameOf(full, node);
}

/** The name of a declared type: the first that is a class, else the first. Local to the file. */
export function typeName(node: Node | null, uses: Uses): string | undefined {
  if (!node) return undefined;
  if (node.type === 'primitive_type') return node.text;
  if (node.type === 'named_type') {
    const [name] = parts(node);
    const resolved = name ? named(name, uses) : null;
    return resolved?.kind === 'name' ? resolved.name : undefined;
  }
  const inner = parts(node);
  const first = inner.find((part) => part.type !== 'primitive_type') ?? inner[0];
  return first ? typeName(first, uses) : undefined;
}

/** Attributes, as the calls they are. */
export const attributes = (node: Node, lower: PhpLower): Expr[] =>
  partsOf(node, 'attribute_list')
    .flatMap((list) => partsOf(list, 'attribute_group'))
    .flatMap((group) => partsOf(group, 'attribute'))
    .flatMap((attribute) => {
      const [name] = parts(attribute);
      const given = partsOf(attribute.childForFieldName('parameters'), 'argument');
      return name ? [callOf(named(name, lower.uses), argsOf(given, lower), attribute)] : [];
    });

/** Arguments of a call, with names and spreads. */
export const argsOf = (given: readonly Node[], lower: PhpLower) =>
  given.map((node) => {
    const name = node.childForFieldName('name')?.text;
    const value = parts(node).at(-1) ?? node;
    if (value.type === 'variadic_unpacking')
      return { value: lower.expression(value.namedChild(0)), spread: true };
    return { value: lower.expression(value), ...(name ? { name } : {}) };
  });

/** Parameters of a function, with their types, attributes and defaults. */
export const parameters = (list: Node | null, lower: PhpLower): Param[] =>
  parts(list).flatMap((node): Param[] => {
    const name = node.childForFieldName('name');
    if (!name) return [];
    const type = typeName(node.childForFieldName('type'), lower.uses);
    const value = node.childForFieldName('default_value');
    return [
      {
        target: to(nameOf(name.text.replace(/^&/, ''), name)),
        ...(type ? { type } : {}),
        decorators: attributes(node, lower),
        ...(value ? { default: lower.expression(value) } : {}),
        ...(node.type === 'variadic_parameter' ? { rest: 'list' as const } : {}),
      },
    ];
  });

/** What promoted parameters of a constructor set: `private Foo $foo`. */
export const promoted = (list: Node | null): Statement[] =>
  partsOf(list, 'property_promotion_parameter').flatMap((node) => {
    const name = node.childForFieldName('name');
    if (!name) return [];
    const place = member(nameOf('this', name), name.text.slice(1), name);
    return [assign(to(place), nameOf(name.text, name), name)];
  });
