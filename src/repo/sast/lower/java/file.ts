import type { Node } from 'web-tree-sitter';
import type { Span } from '#src/repo/issue.ts';
import type { Arg, Class, Expr, Fn, Statement } from '../../ir.ts';
import { constant, field, member, name, parts, path, plainElement, spanOf } from '../typed/build.ts';
import type { Names } from '../typed/names.ts';

/** What the parts of the Java lowering share: the names of the file, and each other. */
export interface JavaFile {
  readonly names: Names;
  /** Classes within classes by their dotted name: "Outer.Inner" is called "Inner" in the common form. */
  readonly inner: ReadonlyMap<string, string>;
  /** Classes that are written with their package: "java.io.File". Each is a name of its own. */
  readonly qualified: Set<string>;
  expression(node: Node): Expr;
  /** A statement may become none or several. */
  statement(node: Node): readonly Statement[];
  block(node: Node | null): readonly Statement[];
  classOf(node: Node, className: string | null): Class;
  lambda(node: Node): Fn;
}

/** A type as written, without generics, arrays and annotations: "java.util.Map.Entry". Undefined for `var`. */
export function typeOf(node: Node | null, file: JavaFile): string | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'generic_type': {
      const [outer, list] = parts(node);
      const inside =
        list && parts(list).length === 1 ? plainElement(typeOf(parts(list)[0] ?? null, file)) : undefined;
      return inside ?? typeOf(outer ?? null, file);
    }
    case 'annotated_type':
      return typeOf(parts(node).find((part) => !/annotation$/.test(part.type)) ?? null, file);
    case 'array_type':
      return plainElement(typeOf(field(node, 'element'), file));
    case 'integral_type':
    case 'floating_point_type':
    case 'boolean_type':
      return node.text;
    case 'void_type':
      return undefined;
    default:
      return named(node, file);
  }
}

function named(node: Node, file: JavaFile): string | undefined {
  const text = dotted(node);
  if (text === 'var' || text === '') return undefined;
  const inner = file.inner.get(text);
  if (inner) return inner;
  file.names.use(text.split('.')[0] ?? text);
  const full = /^[a-z_]\w*(?:\.[a-z_]\w*)*\.[A-Z]\w*$/.exec(text)?.[0];
  if (full) file.qualified.add(full);
  return text;
}

/** `a . b . C<D>` as "a.b.C". */
export function dotted(node: Node): string {
  return node.text.replace(/<.*$/s, '').replace(/@\w+|\s+/g, '');
}

/** A class by its written name: one with its package is a name with dots, bound by an import. */
export function classPath(text: string, file: JavaFile, span: Span): Expr {
  const full = /^[a-z_]\w*(?:\.[a-z_]\w*)*\.[A-Z]\w*/.exec(text)?.[0];
  const root = text.slice(0, text.indexOf('.'));
  if (!full || file.names.isLocal(root) || file.names.member(root, span)) return path(text, span);
  file.qualified.add(full);
  const rest = text.slice(full.length + 1);
  const start = name(full, span);
  return rest === '' ? start : rest.split('.').reduce<Expr>((of, step) => member(of, step, span), start);
}

/** Annotations as calls: `@GetMapping("/x")`. */
export function annotationsOf(node: Node, file: JavaFile): Expr[] {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  if (!modifiers) return [];
  return parts(modifiers)
    .filter((part) => /annotation$/.test(part.type))
    .map((part) => annotation(part, file));
}

export function annotation(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const title = dotted(field(node, 'name') ?? node);
  file.names.use(title.split('.')[0] ?? title);
  const given = field(node, 'arguments');
  const args: Arg[] = (given ? parts(given) : []).map((part) => {
    if (part.type !== 'element_value_pair') return { value: file.expression(part) };
    const value = field(part, 'value');
    return {
      name: field(part, 'key')?.text ?? '',
      value: value ? file.expression(value) : constant(null, span),
    };
  });
  return { kind: 'call', callee: classPath(title, file, span), args, isNew: false, span };
}

export function modifiersOf(node: Node): readonly string[] {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  return modifiers ? modifiers.children.flatMap((child) => (child ? [child.type] : [])) : [];
}

/** What a bare identifier stands for. */
export function identifier(node: Node, file: JavaFile): Expr {
  const span = spanOf(node);
  const text = node.text;
  if (file.names.isLocal(text)) return name(text, span);
  const own = file.names.member(text, span);
  if (own) return own;
  if (file.names.declared.has(text)) return name(text, span);
  // What is left: a class, the root of a package, or a field that a base class elsewhere declares.
  const isField =
    file.names.currentClass !== undefined &&
    /^[a-z_]/.test(text) &&
    node.parent?.type !== 'field_access' &&
    node.parent?.type !== 'method_invocation';
  if (isField) return member(name('this', span), text, span);
  file.names.use(text);
  return name(text, span);
}
