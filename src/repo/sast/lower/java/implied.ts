import type { Node } from 'web-tree-sitter';
import type { Expr, Fn, Method } from '../../ir.ts';
import { assign, field, fields, member, name, parts, to } from '../typed/build.ts';
import { dotted, type JavaFile, modifiersOf } from './file.ts';
import { localOf, parameter } from './params.ts';

/** Methods that a class has without writing them down: those of records, and those that Lombok adds. */

/** The constructor and the readers that a record has without writing them down. */
export function recordMethods(
  components: readonly Node[],
  declared: readonly Node[],
  file: JavaFile,
  span: Expr['span'],
): Method[] {
  if (components.length === 0) return [];
  const self = name('this', span);
  const written = new Set(declared.map((part) => field(part, 'name')?.text));
  const all = components.map((component) => ({
    local: localOf(component),
    param: file.names.scoped(() => parameter(component, file)),
  }));
  const sets = all.map(({ local }) => assign(member(self, local, span), name(local, span), span));
  const maker: Fn = {
    name: 'constructor',
    params: all.map(({ param }) => param),
    body: sets,
    decorators: [],
    span,
  };
  const readers = all.filter(({ local }) => !written.has(local));
  const hasOwn = declared.some((part) => part.type === 'constructor_declaration');
  return [
    ...(hasOwn ? [] : [{ fn: maker, isStatic: false, name: 'constructor' }]),
    ...readers.map(({ local }) => ({ fn: reader(local, span), isStatic: false, name: local })),
  ];
}

function reader(local: string, span: Expr['span']): Fn {
  const value = member(name('this', span), local, span);
  return { name: local, params: [], body: [{ kind: 'return', value, span }], decorators: [], span };
}

/** https://projectlombok.org/features/: readers and setters of fields, by annotations of the class. */
export function lombokMethods(node: Node, declared: readonly Node[], span: Expr['span']): Method[] {
  const marks = marksOf(node);
  const reads = ['Data', 'Getter', 'Value'].some((mark) => marks.includes(mark));
  const writes = ['Data', 'Setter'].some((mark) => marks.includes(mark));
  if (!reads && !writes) return [];
  const written = new Set(declared.map((part) => field(part, 'name')?.text));
  return declared
    .filter((part) => part.type === 'field_declaration' && !modifiersOf(part).includes('static'))
    .flatMap((part) => fields(part, 'declarator').map((declarator) => field(declarator, 'name')?.text ?? ''))
    .flatMap((local) => {
      const rest = local.slice(0, 1).toUpperCase() + local.slice(1);
      const all = [
        ...(reads
          ? [`get${rest}`, `is${rest}`].map((title) => ({ ...reader(local, span), name: title }))
          : []),
        ...(writes ? [setter(local, `set${rest}`, span)] : []),
      ];
      return all
        .filter((fn) => !written.has(fn.name ?? ''))
        .map((fn): Method => ({ fn, isStatic: false, name: fn.name ?? '' }));
    });
}

function marksOf(node: Node): readonly string[] {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  return (modifiers ? parts(modifiers) : []).map((mark) => dotted(field(mark, 'name') ?? mark));
}

function setter(local: string, title: string, span: Expr['span']): Fn {
  const given = name(local, span);
  const body = [assign(member(name('this', span), local, span), given, span)];
  return { name: title, params: [{ target: to(given), decorators: [] }], body, decorators: [], span };
}
