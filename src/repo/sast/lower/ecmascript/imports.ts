import type { Node } from 'web-tree-sitter';
import type { Statement } from '../../ir.ts';
import { stringOf } from './literals.ts';
import { field, named, parts, spanOf, type Work } from './work.ts';

type Import = Extract<Statement, { kind: 'import' }>;

/** `node:fs` is `fs`. */
export const moduleName = (written: string): string => written.replace(/^node:/, '');

const sourceOf = (node: Node): string | null => {
  const source = field(node, 'source');
  return source ? moduleName(stringOf(source)) : null;
};

/** The module of `require("m")` and `import("m")`; null for any other call. */
export function requiredModule(node: Node): string | null {
  if (node.type === 'await_expression' || node.type === 'parenthesized_expression') {
    const first = parts(node)[0];
    return first ? requiredModule(first) : null;
  }
  const callee = node.type === 'call_expression' ? field(node, 'function') : null;
  if (callee?.type !== 'import' && callee?.text !== 'require') return null;
  const given = field(node, 'arguments');
  const [only, ...more] = given ? parts(given) : [];
  return only?.type === 'string' && more.length === 0 ? moduleName(stringOf(only)) : null;
}

/** `import a, {b as c} from "m"`, `import * as d from "m"`, `import e = require("m")`. */
export function lowerImport(_work: Work, node: Node): Statement[] {
  const clause = parts(node).find(({ type }) => type === 'import_clause' || type === 'import_require_clause');
  const module = sourceOf(node) ?? (clause ? sourceOf(clause) : null);
  if (!clause || module === null) return [];
  return parts(clause).flatMap((part) => {
    if (part.type === 'identifier')
      return [bind(module, clause.type === 'import_clause' ? 'default' : null, part)];
    if (part.type === 'namespace_import') return parts(part).map((name) => bind(module, null, name));
    if (part.type !== 'named_imports') return [];
    return parts(part).flatMap((specifier) => {
      const name = field(specifier, 'name');
      return name ? [bind(module, nameOf(name), field(specifier, 'alias') ?? name)] : [];
    });
  });
}

const nameOf = (node: Node): string => (node.type === 'string' ? stringOf(node) : node.text);

const bind = (module: string, name: string | null, local: Node): Import => ({
  kind: 'import',
  module,
  name,
  local: nameOf(local),
  span: spanOf(local),
});

/** `const a = require("m")` and `const {b, c: d} = require("m")`; null where the pattern is something else. */
export function requireBinding(pattern: Node, module: string): Import[] | null {
  if (pattern.type === 'identifier') return [bind(module, null, pattern)];
  if (pattern.type !== 'object_pattern') return null;
  const bound = parts(pattern).map((part) => {
    if (part.type === 'shorthand_property_identifier_pattern') return bind(module, part.text, part);
    const key = field(part, 'key');
    const value = field(part, 'value');
    return part.type === 'pair_pattern' && key && value?.type === 'identifier'
      ? bind(module, nameOf(key), value)
      : null;
  });
  return bound.every((one) => one !== null) ? bound : null;
}

/** `export {a as b} from "m"`, `export * from "m"`, `export {a}`: what is not a declaration of its own. */
export function lowerReExport(work: Work, node: Node): Statement[] {
  const module = sourceOf(node);
  const span = spanOf(node);
  const clause = parts(node).find(({ type }) => type === 'export_clause' || type === 'namespace_export');
  if (!clause) {
    if (module === null) return [];
    return [{ kind: 'export', name: '*', value: named(work.module(module, span), span), span }];
  }
  if (clause.type === 'namespace_export') {
    const name = parts(clause)[0];
    if (!name || module === null) return [];
    return [{ kind: 'export', name: nameOf(name), value: named(work.module(module, span), span), span }];
  }
  return parts(clause).flatMap((specifier): Statement[] => {
    const name = field(specifier, 'name');
    if (!name) return [];
    const at = spanOf(specifier);
    const exported = nameOf(field(specifier, 'alias') ?? name);
    if (module === null)
      return [{ kind: 'export', name: exported, value: named(nameOf(name), at), span: at }];
    const local = `export ${nameOf(name)} of ${module}`; // no program can have a name with spaces
    return [
      { kind: 'import', module, name: nameOf(name), local, span: at },
      { kind: 'export', name: exported, value: named(local, at), span: at },
    ];
  });
}
