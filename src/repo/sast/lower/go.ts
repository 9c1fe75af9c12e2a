import type { Node } from 'web-tree-sitter';
import type { Class, Method, Module, Statement } from '../ir.ts';
import { act, assign, bounded, nameOf, parts, partsOf, to, unknown } from './build.ts';
import { variables } from './go/assignments.ts';
import { type GoLower, goExpressions, goFunction } from './go/expressions.ts';
import { locateGo, modulePath, packageName, resolveGo } from './go/imports.ts';
import { goStatements } from './go/statements.ts';
import { type Results, typeName } from './go/types.ts';
import type { Lowering } from './lowering.ts';
import { brokenLines, spanOf } from './spans.ts';

export const go: Lowering = {
  id: 'go',
  title: 'Go',
  description: 'Go 1, with packages of several files and methods of structs.',
  grammars: { '.go': 'go' },
  lower: (root: Node, path: string): Module => ({
    path,
    language: 'go',
    body: moduleBody(root),
    broken: brokenLines(root),
  }),
  resolve: resolveGo,
  locate: locateGo,
};

function lowerWith(results: Results): GoLower {
  const expression = bounded((node) => (goExpressions[node.type] ?? other)(node, lower), unknown);
  const block = bounded<Statement[]>(
    (node) => {
      if (node.type === 'type_declaration') return types(node, new Map(), lower);
      const known = goStatements[node.type];
      return known ? [...known(node, lower)] : [act(expression(node), node)];
    },
    () => [],
  );
  const lower: GoLower = {
    results,
    expression: (node) => (node ? expression(node) : { kind: 'const', value: null, span: nowhere }),
    block: (node) => (node ? block(node) : []),
    body: (node, own) => (node ? lowerWith(own).block(node) : []),
  };
  return lower;
}

const nowhere = { line: 1, column: 0, endLine: 1, endColumn: 0 };

const other = (node: Node, lower: GoLower) =>
  unknown(
    node,
    parts(node).map((part) => lower.expression(part)),
  );

/** Imports, then types with their methods, functions, and variables: Go does not care for their order. */
function moduleBody(root: Node): readonly Statement[] {
  const lower = lowerWith({ count: 0, drops: false, names: [] });
  const all = parts(root);
  const of = (...kinds: string[]) => all.filter((node) => kinds.includes(node.type));
  const methods = methodsByType(of('method_declaration'), lower);
  const classes = of('type_declaration').flatMap((node) => types(node, methods, lower));
  const elsewhere = [...methods].map(([name, own]) => classOf(name, own, [], [], own[0]!.node));
  return [
    ...of('import_declaration').flatMap(imports),
    ...classes,
    ...elsewhere,
    ...of('function_declaration').map(
      (node): Statement => ({ kind: 'function', fn: goFunction(node, lower), span: spanOf(node) }),
    ),
    ...of('var_declaration', 'const_declaration').flatMap((node) => variables(node, lower)),
  ];
}

function imports(node: Node): readonly Statement[] {
  const specs = parts(node).flatMap((part) => (part.type === 'import_spec_list' ? parts(part) : [part]));
  return specs.flatMap((spec): Statement[] => {
    const path = spec.childForFieldName('path')?.text.slice(1, -1);
    const alias = spec.childForFieldName('name')?.text;
    if (!path) return [];
    const module = modulePath(path);
    const span = spanOf(spec);
    if (alias === '.') return [{ kind: 'import', module, name: '*', local: '*', span }];
    return [{ kind: 'import', module, name: null, local: alias ?? packageName(path), span }];
  });
}

interface OwnMethod {
  readonly method: Method;
  readonly node: Node;
}

/** The methods of the file by the type they belong to. The receiver is "this", under the name it has as well. */
function methodsByType(nodes: readonly Node[], lower: GoLower): Map<string, OwnMethod[]> {
  const found = new Map<string, OwnMethod[]>();
  for (const node of nodes) {
    const receiver = partsOf(node.childForFieldName('receiver'), 'parameter_declaration')[0];
    const type = typeName(receiver?.childForFieldName('type') ?? null);
    if (!receiver || !type) continue;
    const name = receiver.childForFieldName('name');
    const start = name ? [assign(to(nameOf(name.text, name)), nameOf('this', name), name)] : [];
    const fn = goFunction(node, lower, start);
    const method: Method = { fn, isStatic: false, name: fn.name ?? '' };
    found.set(type, [...(found.get(type) ?? []), { method, node }]);
  }
  return found;
}

/** Structs are classes with their fields; their methods are taken from `methods`. Other types are names. */
function types(node: Node, methods: Map<string, OwnMethod[]>, lower: GoLower): Statement[] {
  return partsOf(node, 'type_spec', 'type_alias').flatMap((spec): Statement[] => {
    const name = spec.childForFieldName('name')?.text;
    const type = spec.childForFieldName('type');
    if (!name || !type) return [];
    const own = methods.get(name) ?? [];
    methods.delete(name);
    if (type.type === 'struct_type') return [struct(name, type, own, spec, lower)];
    if (own.length > 0) return [classOf(name, own, [], [], spec)];
    return typeName(type) ? [assign(to(nameOf(name, spec)), lower.expression(type), spec)] : [];
  });
}

function struct(name: string, type: Node, own: readonly OwnMethod[], spec: Node, lower: GoLower): Statement {
  const fields = partsOf(partsOf(type, 'field_declaration_list')[0] ?? null, 'field_declaration');
  const embedded = fields.filter((node) => !node.childForFieldName('name'));
  const named = fields.flatMap((node) => {
    const declared = typeName(node.childForFieldName('type'));
    return node.childrenForFieldName('name').map((field) => ({ field, declared }));
  });
  const body = named.map(({ field, declared }) =>
    assign(to(nameOf(field.text, field)), unknown(field), field, declared),
  );
  const bases = embedded.map((node) => lower.expression(node.childForFieldName('type')));
  return classOf(name, own, body, bases, spec);
}

function classOf(
  name: string,
  own: readonly OwnMethod[],
  body: readonly Statement[],
  bases: Class['bases'],
  node: Node,
): Statement {
  const methods = own.map(({ method }) => method);
  return { kind: 'class', cls: { name, bases, decorators: [], methods, body }, span: spanOf(node) };
}
