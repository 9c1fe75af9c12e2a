import type { Node } from 'web-tree-sitter';
import type { Expr, Pattern, Statement } from '../../ir.ts';
import { lowerReExport, requireBinding, requiredModule } from './imports.ts';
import { typeOf } from './types.ts';
import { field, named, parts, spanOf, unknown, type Work } from './work.ts';

/** `const a = 1, {b} = c, d: T`. */
export function lowerVariables(work: Work, node: Node): Statement[] {
  return parts(node).flatMap((declarator): readonly Statement[] => {
    const name = field(declarator, 'name');
    const value = field(declarator, 'value');
    const type = typeOf(field(declarator, 'type'));
    if (!name || (!value && !type)) return [];
    const module = value && requiredModule(value);
    const bound = module && requireBinding(name, module);
    if (bound) return bound;
    const span = spanOf(declarator);
    return [
      {
        kind: 'assign',
        target: work.pattern(name),
        value: value ? work.expr(value) : unknown([], span),
        span,
        declares: true,
        ...(type && { type }),
      },
    ];
  });
}

/** What `module.exports`, `module.exports.a` and `exports.a` export: null the whole, undefined no export. */
function exportedName(place: Expr): string | null | undefined {
  if (place.kind !== 'member') return undefined;
  const { of, name } = place;
  if (of.kind === 'name' && of.name === 'exports') return name;
  if (of.kind === 'name' && of.name === 'module' && name === 'exports') return null;
  return exportedName(of) === null ? name : undefined;
}

/** `a = value`, with what it exports: `exports.a = module.exports.b = value`. */
export function lowerAssignment(work: Work, node: Node): Statement[] {
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (!left || !right) return [];
  const span = spanOf(node);
  const target = work.pattern(left);
  const exported = target.kind === 'to' ? exportedName(target.place) : undefined;
  const assign = (to: Pattern, value: Expr): Statement => ({ kind: 'assign', target: to, value, span });
  if (right.type === 'assignment_expression') {
    const inner = lowerAssignment(work, right);
    const from = field(right, 'left');
    if (exported === undefined || !from)
      return [...inner, assign(target, from ? work.expr(from) : unknown([], span))];
    return [...inner, ...exporting(exported, target, work.expr(from), assign)];
  }
  const value = work.expr(right);
  return exported === undefined ? [assign(target, value)] : exporting(exported, target, value, assign);
}

/** The value goes by a name that no program can have, so that export and later reads mean the same one. */
function exporting(
  name: string | null,
  target: Pattern,
  value: Expr,
  assign: (to: Pattern, value: Expr) => Statement,
): Statement[] {
  const local = named(name === null ? 'module exports' : `exports ${name}`, value.span);
  return [
    assign({ kind: 'to', place: local }, value),
    assign(target, local),
    { kind: 'export', name, value: local, span: value.span },
  ];
}

/** `export const a = 1`, `export default x`, `export {a}`, `export * from "m"`, `export = x`. */
export function lowerExport(work: Work, node: Node, decorators: readonly Expr[]): Statement[] {
  const isDefault = node.children.some((child) => child.type === 'default');
  const declaration = field(node, 'declaration');
  const value = field(node, 'value');
  const span = spanOf(node);
  if (declaration) {
    const statements = exportedDeclaration(work, declaration, decorators);
    return [...statements, ...namesOf(statements, isDefault, span)];
  }
  if (value) return [{ kind: 'export', name: 'default', value: work.expr(value), span }];
  const whole = node.children.some((child) => child.type === '=') ? parts(node).at(-1) : undefined;
  if (whole) return [{ kind: 'export', name: null, value: work.expr(whole), span }];
  return lowerReExport(work, node);
}

function exportedDeclaration(work: Work, node: Node, decorators: readonly Expr[]): readonly Statement[] {
  if (node.type !== 'class_declaration' && node.type !== 'abstract_class_declaration')
    return work.statement(node);
  return [{ kind: 'class', cls: work.cls(node, decorators), span: spanOf(node) }];
}

function namesOf(statements: readonly Statement[], isDefault: boolean, span: Statement['span']): Statement[] {
  return statements.flatMap((statement): Statement[] =>
    declaredNames(statement).map((name) => ({
      kind: 'export',
      name: isDefault ? 'default' : name,
      value: named(name, span),
      span,
    })),
  );
}

function declaredNames(statement: Statement): readonly string[] {
  if (statement.kind === 'function') return statement.fn.name ? [statement.fn.name] : [];
  if (statement.kind === 'class') return statement.cls.name ? [statement.cls.name] : [];
  if (statement.kind === 'import') return [statement.local];
  return statement.kind === 'assign' ? boundNames(statement.target) : [];
}

function boundNames(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case 'to':
      return pattern.place.kind === 'name' ? [pattern.place.name] : [];
    case 'items':
      return [...pattern.items, pattern.rest].flatMap((item) => (item ? boundNames(item) : []));
    case 'fields':
      return [
        ...pattern.fields.flatMap(({ target }) => boundNames(target)),
        ...(pattern.rest ? boundNames(pattern.rest) : []),
      ];
  }
}
