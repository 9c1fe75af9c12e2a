import type { Node } from 'web-tree-sitter';
import type { Class, Statement } from '../ir.ts';
import { classOf, isTypeDeclaration, lambda, namesOf } from './java/classes.ts';
import { expression } from './java/expressions.ts';
import { dotted, type JavaFile } from './java/file.ts';
import { impliedImports } from './java/packages.ts';
import { statement } from './java/statements.ts';
import type { FileIndex, Lowering } from './lowering.ts';
import { brokenLines, field, name, parts, spanOf } from './typed/build.ts';
import { nearness } from './typed/files.ts';
import { type ClassNames, Names } from './typed/names.ts';

/**
 * Java. Bare names become members of the class that declares them; classes within classes stand beside them, under
 * their own name; what a file need not import (java.lang, its own package, `*`) is written as imports.
 */
export const java: Lowering = {
  id: 'java',
  title: 'Java',
  description: 'Classes, records, lambdas and switch expressions up to Java 21.',
  grammars: { '.java': 'java' },
  lower(root, path) {
    const declarations = typesOf(root);
    const file = open(declarations);
    const imports = parts(root).filter((part) => part.type === 'import_declaration');
    const explicit = imports.map((part) => importOf(part, file));
    const classes = declarations.map(({ node, local, outer }): Statement => {
      const cls = file.names.withinAll(outer, () => file.classOf(node, local));
      return { kind: 'class', cls, span: spanOf(node) };
    });
    const loose = parts(root).filter(
      (part) => !isTypeDeclaration(part) && !/^(import|package)_declaration$/.test(part.type),
    );
    const script = loose.flatMap((part) => file.statement(part));
    const implied = impliedImports(file.names.free, explicit, file.qualified);
    const exports = declarations.map(({ node, local }): Statement => {
      return { kind: 'export', name: local, value: name(local, spanOf(node)), span: spanOf(node) };
    });
    return {
      path,
      language: 'java',
      body: [...explicit, ...implied, ...classes, ...script, ...exports],
      broken: [...new Set([...brokenLines(root), ...file.names.tooDeep])],
    };
  },
  resolve: (module, from, files) => classFile(module, from, files)[0] ?? null,
  locate: (title, from, files) => (/^[A-Z]/.test(title) ? classFile(title, from, files).slice(0, 2) : []),
};

/** Files of a class "a.b.C" or "a.b.C.Inner", the nearest to `from` first: a public class stands in a file of its name. */
function classFile(full: string, from: string, files: FileIndex): readonly string[] {
  const steps = full.split('.');
  const at = steps.findIndex((step) => /^[A-Z]/.test(step));
  const title = steps[at];
  if (title === undefined) return [];
  const wanted = `${steps.slice(0, at + 1).join('/')}.java`;
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const found = files.named(`${title}.java`).filter((path) => path === wanted || path.endsWith(`/${wanted}`));
  return found.toSorted((a, b) => nearness(b, folder) - nearness(a, folder));
}

interface Declaration {
  readonly node: Node;
  /** "Outer.Inner" */
  readonly full: string;
  readonly local: string;
  /** The classes around it, the outermost first. */
  readonly outer: readonly ClassNames[];
}

/** Every class outside a method, the inner before the outer, each under a name of its own. */
function typesOf(root: Node): Declaration[] {
  const taken = new Set<string>();
  const visit = (node: Node, around: string, outer: readonly ClassNames[]): Declaration[] => {
    const title = field(node, 'name')?.text ?? '';
    const full = around ? `${around}.${title}` : title;
    const local = taken.has(title) ? full.replaceAll('.', '$') : title;
    taken.add(local);
    const body = field(node, 'body');
    const inside = (body ? parts(body) : []).flatMap((part) =>
      part.type === 'enum_body_declarations' ? parts(part) : [part],
    );
    const inner =
      around.split('.').length > 30
        ? []
        : inside
            .filter(isTypeDeclaration)
            .flatMap((part) => visit(part, full, [...outer, namesOf(node, local)]));
    return [...inner, { node, full, local, outer }];
  };
  return parts(root)
    .filter(isTypeDeclaration)
    .flatMap((node) => visit(node, '', []));
}

function open(declarations: readonly Declaration[]): JavaFile {
  const names = new Names();
  for (const { local } of declarations) names.declared.add(local);
  const inner = new Map(
    declarations.filter(({ full, local }) => full !== local).map(({ full, local }) => [full, local]),
  );
  const file: JavaFile = {
    names,
    inner,
    qualified: new Set(),
    expression: (node) => expression(node, file),
    statement: (node) => statement(node, file),
    block: (node) => (node ? names.scoped(() => parts(node).flatMap((part) => file.statement(part))) : []),
    classOf: (node, className): Class => classOf(node, className, file),
    lambda: (node) => lambda(node, file),
  };
  return file;
}

/** `import a.b.C;`, `import a.b.*;`, `import static a.B.c;` */
function importOf(node: Node, file: JavaFile): Extract<Statement, { kind: 'import' }> {
  const span = spanOf(node);
  const full = dotted(parts(node)[0] ?? node);
  if (parts(node).some((part) => part.type === 'asterisk'))
    return { kind: 'import', module: full, name: '*', local: '*', span };
  const cut = full.lastIndexOf('.');
  const local = full.slice(cut + 1);
  file.names.declared.add(local);
  return { kind: 'import', module: full.slice(0, Math.max(cut, 0)), name: local, local, span };
}
