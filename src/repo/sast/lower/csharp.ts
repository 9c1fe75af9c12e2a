import type { Node } from 'web-tree-sitter';
import type { Statement } from '../ir.ts';
import { bodyParts, classOf, functionOf, isTypeDeclaration, lambda, namesOf } from './csharp/classes.ts';
import { expression } from './csharp/expressions.ts';
import { attributesOf, type CsharpFile, dotted } from './csharp/file.ts';
import { impliedImports } from './csharp/namespaces.ts';
import { statement } from './csharp/statements.ts';
import type { FileIndex, Lowering } from './lowering.ts';
import { brokenLines, field, name, parts, spanOf } from './typed/build.ts';
import { nearness } from './typed/files.ts';
import { type ClassNames, Names } from './typed/names.ts';

/**
 * C#. Bare names become members of the class that declares them; classes within classes stand beside them, under their
 * own name; usings become imports of the types that rules know, and of the namespace as a whole for all others.
 */
export const csharp: Lowering = {
  id: 'csharp',
  title: 'C#',
  description: 'Classes, records, properties, LINQ, patterns and top-level programs up to C# 12.',
  grammars: { '.cs': 'c-sharp' },
  lower(root, path) {
    const file = open();
    const found = declarationsOf(root);
    for (const { local } of found) file.names.declared.add(local);
    const explicit = parts(root)
      .flatMap((part) => (part.type === 'using_directive' ? [part] : usingsIn(part)))
      .map((part) => usingOf(part, file));
    const attributes = parts(root)
      .filter((part) => part.type === 'global_attribute')
      .flatMap((part) => attributesOf(part, file));
    const script = parts(root).flatMap((part) => (isLoose(part) ? [...file.statement(part)] : []));
    const classes = found.map(({ node, local, outer }): Statement => {
      const cls = file.names.withinAll(outer, () => file.classOf(node, local));
      return { kind: 'class', cls, span: spanOf(node) };
    });
    const usings = explicit.filter((entry) => entry.name === '*').map((entry) => entry.module);
    const own = [...new Set(found.map((entry) => entry.namespace).filter((entry) => entry !== ''))];
    const named = explicit.filter((entry) => entry.name !== '*');
    return {
      path,
      language: 'csharp',
      body: [
        ...named,
        ...impliedImports(file.names.free, usings, own),
        ...attributes.map((value): Statement => ({ kind: 'do', value, span: value.span })),
        ...classes,
        ...script,
        ...found.map(
          ({ node, local }): Statement => ({
            kind: 'export',
            name: local,
            value: name(local, spanOf(node)),
            span: spanOf(node),
          }),
        ),
      ],
      broken: [...new Set([...brokenLines(root), ...file.names.tooDeep])],
    };
  },
  resolve: (module, from, files) =>
    /^(System|Microsoft)\b/.test(module) ? null : (classFile(module, from, files)[0] ?? null),
  locate: (title, from, files) => (/^[A-Z]/.test(title) ? classFile(title, from, files).slice(0, 2) : []),
};

/** Files that are named like the class, the nearest to `from` first. Classes in files of other names are not found. */
function classFile(full: string, from: string, files: FileIndex): readonly string[] {
  const title = full.slice(full.lastIndexOf('.') + 1);
  return files.named(`${title}.cs`).toSorted((a, b) => nearness(b, from) - nearness(a, from));
}

function isLoose(node: Node): boolean {
  return node.type === 'global_statement' || node.type.endsWith('_statement');
}

interface Declaration {
  readonly node: Node;
  readonly namespace: string;
  /** "Outer.Inner" */
  readonly full: string;
  readonly local: string;
  /** The classes around it, the outermost first. */
  readonly outer: readonly ClassNames[];
}

/** Every class of the file, the inner before the outer, each under a name of its own. */
function declarationsOf(root: Node): Declaration[] {
  const taken = new Set<string>();
  const found: Declaration[] = [];
  const addClass = (node: Node, namespace: string, around: string, outer: readonly ClassNames[]): void => {
    const title = field(node, 'name')?.text ?? '';
    const full = around ? `${around}.${title}` : title;
    const local = taken.has(title) ? full.replaceAll('.', '$') : title;
    taken.add(local);
    if (full.split('.').length < 30)
      for (const part of bodyParts(node))
        if (isTypeDeclaration(part)) addClass(part, namespace, full, [...outer, namesOf(node, local)]);
    found.push({ node, namespace, full, local, outer });
  };
  const visit = (nodes: readonly Node[], outer: string): void => {
    let namespace = outer;
    for (const node of nodes) {
      if (node.type === 'file_scoped_namespace_declaration') {
        namespace = dotted(field(node, 'name') ?? node);
        visit(parts(node), namespace);
      } else if (node.type === 'namespace_declaration') {
        const title = dotted(field(node, 'name') ?? node);
        visit(bodyParts(node), namespace ? `${namespace}.${title}` : title);
      } else if (node.type.startsWith('preproc_')) visit(parts(node), namespace);
      else if (isTypeDeclaration(node)) addClass(node, namespace, '', []);
    }
  };
  visit(parts(root), '');
  return found;
}

/** Usings inside a namespace. */
function usingsIn(node: Node): Node[] {
  if (node.type !== 'namespace_declaration') return [];
  return bodyParts(node).filter((part) => part.type === 'using_directive');
}

/** `using A.B;`, `using X = A.B;`, `using static A.B;` */
function usingOf(node: Node, file: CsharpFile): Extract<Statement, { kind: 'import' }> {
  const span = spanOf(node);
  const alias = field(node, 'name');
  const full = dotted(parts(node).at(-1) ?? node);
  if (!alias) return { kind: 'import', module: full, name: '*', local: '*', span };
  file.names.declared.add(alias.text);
  const cut = full.lastIndexOf('.');
  if (cut < 0) return { kind: 'import', module: full, name: null, local: alias.text, span };
  return { kind: 'import', module: full.slice(0, cut), name: full.slice(cut + 1), local: alias.text, span };
}

function open(): CsharpFile {
  const names = new Names();
  const file: CsharpFile = {
    names,
    expression: (node) => expression(node, file),
    statement: (node) => statement(node, file),
    block: (node) =>
      node ? names.scoped(() => parts(node).flatMap((part) => [...file.statement(part)])) : [],
    classOf: (node, className) => classOf(node, className, file),
    lambda: (node) => lambda(node, file),
    functionOf: (node, title) => functionOf(node, title, file),
  };
  return file;
}
