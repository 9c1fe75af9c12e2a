import type { Node } from 'web-tree-sitter';
import type { Class, Fn, Method, Statement } from '../../ir.ts';
import { assign, nameOf, parts, partsOf, to, unknown } from '../build.ts';
import { spanOf } from '../spans.ts';
import { attributes, named, type PhpLower, parameters, promoted, typeName } from './names.ts';

/** A class, interface, trait or enumeration. Traits that it uses are bases of it. */
export function classOf(node: Node, lower: PhpLower): Class {
  const members = parts(node.childForFieldName('body'));
  const of = (...types: string[]) => members.filter((part) => types.includes(part.type));
  const bases = [
    ...partsOf(node, 'base_clause', 'class_interface_clause').flatMap(parts),
    ...of('use_declaration').flatMap((use) => partsOf(use, 'name', 'qualified_name')),
  ];
  return {
    name: node.childForFieldName('name')?.text ?? null,
    bases: bases.map((base) => named(base, lower.uses)),
    decorators: attributes(node, lower),
    methods: of('method_declaration').map((part) => method(part, lower)),
    body: [
      ...of('const_declaration').flatMap((part) => constants(part, lower)),
      ...of('property_declaration').flatMap((part) => properties(part, lower)),
    ],
  };
}

function method(node: Node, lower: PhpLower): Method {
  const name = node.childForFieldName('name')?.text ?? '';
  const list = node.childForFieldName('parameters');
  const returns = typeName(node.childForFieldName('return_type'), lower.uses);
  const fn: Fn = {
    name,
    params: parameters(list, lower),
    body: [...promoted(list), ...lower.block(node.childForFieldName('body'))],
    decorators: attributes(node, lower),
    ...(returns ? { returns } : {}),
    span: spanOf(node),
  };
  const isStatic = partsOf(node, 'static_modifier').length > 0;
  return { fn, isStatic, name: name.toLowerCase() === '__construct' ? 'constructor' : name };
}

/** `const A = 1, B = 2`, of a class or of a file. */
export const constants = (node: Node, lower: PhpLower): Statement[] =>
  partsOf(node, 'const_element').flatMap((element) => {
    const [name, value] = parts(element);
    if (!name) return [];
    return [assign(to(nameOf(name.text, name)), lower.expression(value ?? null), element)];
  });

function properties(node: Node, lower: PhpLower): Statement[] {
  const type = typeName(node.childForFieldName('type'), lower.uses);
  return partsOf(node, 'property_element').flatMap((element) => {
    const name = element.childForFieldName('name');
    const value = element.childForFieldName('default_value');
    if (!name || (!value && !type)) return [];
    const given = value ? lower.expression(value) : unknown(element);
    return [assign(to(nameOf(name.text.slice(1), name)), given, element, type)];
  });
}
