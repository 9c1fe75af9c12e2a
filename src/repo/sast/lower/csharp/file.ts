import type { Node } from 'web-tree-sitter';
import type { Arg, Class, Expr, Fn, Statement } from '../../ir.ts';
import { cast, field, member, name, parts, path, plainElement, spanOf } from '../typed/build.ts';
import type { Names } from '../typed/names.ts';

/** What the parts of the C# lowering share: the names of the file, and each other. */
export interface CsharpFile {
  readonly names: Names;
  expression(node: Node): Expr;
  /** A statement may become none or several. */
  statement(node: Node): readonly Statement[];
  block(node: Node | null): readonly Statement[];
  classOf(node: Node, className: string): Class;
  lambda(node: Node): Fn;
  /** A method, constructor or local function. */
  functionOf(node: Node, title: string): Fn;
}

/** Types that only say "later" or "maybe": what is in them is what counts. */
const WRAPPERS = new Set(['Task', 'ValueTask', 'ActionResult', 'Lazy', 'Nullable', 'IAsyncEnumerable']);

/** A type as written, without generics, `?` and arrays. Undefined for `var`, tuples and the like. */
export function typeOf(node: Node | null, file: CsharpFile): string | undefined {
  switch (node?.type) {
    case 'predefined_type':
      return node.text === 'void' || node.text === 'object' ? undefined : node.text;
    case 'nullable_type':
    case 'ref_type':
    case 'scoped_type':
      return typeOf(field(node, 'type'), file);
    case 'generic_name': {
      const [outer, list] = parts(node);
      const inside = list ? parts(list)[0] : undefined;
      if (outer && inside && WRAPPERS.has(outer.text)) return typeOf(inside, file);
      const element =
        list && parts(list).length === 1 && inside ? plainElement(typeOf(inside, file)) : undefined;
      if (element) return element;
      return outer ? named(outer.text, file) : undefined;
    }
    case 'array_type':
      return plainElement(typeOf(field(node, 'type'), file));
    case 'identifier':
    case 'qualified_name':
    case 'alias_qualified_name':
      return named(dotted(node), file);
    default:
      return undefined;
  }
}

function named(text: string, file: CsharpFile): string | undefined {
  if (text === 'var' || text === 'dynamic' || text === '') return undefined;
  file.names.use(text.split('.')[0] ?? text);
  return text;
}

/** `global::A.B<C>` as "A.B". */
export function dotted(node: Node): string {
  const text = node.text.replace(/^\w+::/, '');
  const generic = text.indexOf('<');
  return (generic < 0 ? text : text.slice(0, generic)).replace(/\s+/g, '');
}

/** Attributes as calls, their names without the ending "Attribute" that C# lets one leave out. */
export function attributesOf(node: Node, file: CsharpFile): Expr[] {
  return parts(node)
    .filter((part) => part.type === 'attribute_list')
    .flatMap((list) => parts(list).filter((part) => part.type === 'attribute'))
    .map((part) => attribute(part, file));
}

function attribute(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const title = dotted(field(node, 'name') ?? node).replace(/(?<=\w)Attribute$/, '');
  file.names.use(title.split('.')[0] ?? title);
  const list = parts(node).find((part) => part.type === 'attribute_argument_list');
  const args = (list ? parts(list) : []).map((part): Arg => {
    const [value] = parts(part);
    if (value?.type !== 'assignment_expression') return argument(part, file);
    const right = field(value, 'right');
    return {
      name: field(value, 'left')?.text ?? '',
      value: right ? file.expression(right) : name('null', span),
    };
  });
  return { kind: 'call', callee: path(title, span), args, isNew: false, span };
}

export function modifiersOf(node: Node): readonly string[] {
  return parts(node).flatMap((part) => (part.type === 'modifier' ? [part.text] : []));
}

/** `x`, `name: x`, `out var x`, `ref x`. */
export function argument(node: Node, file: CsharpFile): Arg {
  const label = field(node, 'name');
  const value = parts(node).find((part) => part.id !== label?.id);
  const lowered = value ? file.expression(value) : name(label?.text ?? '_', spanOf(node));
  return label && value ? { name: label.text, value: lowered } : { value: lowered };
}

export function argumentsOf(list: Node | null | undefined, file: CsharpFile): Arg[] {
  return list ? parts(list).map((part) => argument(part, file)) : [];
}

/** Properties that a page, a controller or a hub has from its base class. */
const INHERITED = new Set(
  `Request Response Session Server Context HttpContext User Page Application Cache ViewBag ViewData TempData ModelState
  Url Database Configuration Clients Groups ControllerContext`.split(/\s+/),
);

/** What a bare identifier stands for. */
export function identifier(node: Node, file: CsharpFile): Expr {
  const span = spanOf(node);
  const text = node.text.replace(/^@/, '');
  if (file.names.isLocal(text)) return name(text, span);
  const own = file.names.member(text, span);
  if (own) return own;
  if (file.names.declared.has(text)) return name(text, span);
  const isInherited = INHERITED.has(text) || /^[a-z_]/.test(text);
  if (file.names.currentClass && isInherited) return member(name('this', span), text, span);
  file.names.use(text);
  return name(text, span);
}

/** The variable that a pattern or an `out` argument declares, set to the value it is matched with. */
export function declare(local: Node, type: Node | null, value: Expr, file: CsharpFile): Expr {
  const span = spanOf(local);
  file.names.declare(local.text);
  const seen = cast(value, typeOf(type, file), span);
  return { kind: 'set', target: { kind: 'to', place: name(local.text, span) }, value: seen, span };
}
