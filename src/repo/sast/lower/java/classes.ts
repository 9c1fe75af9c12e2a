import type { Node } from 'web-tree-sitter';
import type { Class, Expr, Fn, Method, Param, Statement } from '../../ir.ts';
import { assign, call, field, fields, name, parts, spanOf, to, unknown } from '../typed/build.ts';
import type { ClassNames } from '../typed/names.ts';
import { argumentsOf } from './expressions.ts';
import { annotationsOf, classPath, type JavaFile, modifiersOf, typeOf } from './file.ts';
import { lombokMethods, recordMethods } from './implied.ts';
import { localOf, parameter, parametersOf } from './params.ts';

const TYPES = [
  'class_declaration',
  'interface_declaration',
  'enum_declaration',
  'record_declaration',
  'annotation_type_declaration',
];

export function isTypeDeclaration(node: Node): boolean {
  return TYPES.includes(node.type);
}

/** A class, interface, enum or record, or the body of an anonymous class. Classes inside it are lowered elsewhere. */
export function classOf(node: Node, className: string | null, file: JavaFile): Class {
  const body = node.type === 'class_body' ? node : (field(node, 'body') ?? node);
  const components = node.type === 'record_declaration' ? parametersOf(field(node, 'parameters')) : [];
  const names: ClassNames = { name: className ?? 'this', members: membersOf(node, body, components) };
  const written = writtenNames(body);
  return file.names.within(names, () => {
    const declared = bodyParts(body);
    return {
      name: className,
      bases: basesOf(node, file),
      decorators: annotationsOf(node, file),
      methods: [
        ...declared.flatMap((part) => methodOf(part, file)),
        ...recordMethods(components, declared, file, spanOf(node)),
        ...lombokMethods(node, declared, spanOf(node)),
      ],
      body: declared.flatMap((part) => fieldsOf(part, file, written, names.name)),
    };
  });
}

/** What a class declares, for the classes inside of it. */
export function namesOf(node: Node, className: string): ClassNames {
  const components = node.type === 'record_declaration' ? parametersOf(field(node, 'parameters')) : [];
  return { name: className, members: membersOf(node, field(node, 'body') ?? node, components) };
}

function bodyParts(body: Node): Node[] {
  return parts(body).flatMap((part) => (part.type === 'enum_body_declarations' ? parts(part) : [part]));
}

function membersOf(node: Node, body: Node, components: readonly Node[]): Map<string, boolean> {
  const members = new Map<string, boolean>();
  for (const component of components) members.set(localOf(component), false);
  for (const part of bodyParts(body)) {
    const isStatic = modifiersOf(part).includes('static');
    if (part.type === 'method_declaration') members.set(field(part, 'name')?.text ?? '', isStatic);
    if (part.type === 'enum_constant') members.set(field(part, 'name')?.text ?? '', true);
    if (part.type !== 'field_declaration' && part.type !== 'constant_declaration') continue;
    for (const declarator of fields(part, 'declarator'))
      members.set(field(declarator, 'name')?.text ?? '', isStatic || node.type === 'interface_declaration');
  }
  return members;
}

function basesOf(node: Node, file: JavaFile): Expr[] {
  const lists = parts(node).filter((part) =>
    ['superclass', 'super_interfaces', 'extends_interfaces'].includes(part.type),
  );
  const types = lists.flatMap((list) =>
    parts(list).flatMap((part) => (part.type === 'type_list' ? parts(part) : [part])),
  );
  return types.flatMap((type) => {
    const full = typeOf(type, file);
    return full ? [classPath(full, file, spanOf(type))] : [];
  });
}

/** Names that anything in the class assigns to: such a field is not what its declaration says. */
function writtenNames(body: Node): Set<string> {
  const written = new Set<string>();
  for (const node of body.descendantsOfType(['assignment_expression', 'update_expression'])) {
    const target = node?.type === 'assignment_expression' ? field(node, 'left') : node?.namedChildren[0];
    const local = target?.type === 'field_access' ? field(target, 'field') : target;
    if (local) written.add(local.text);
  }
  return written;
}

function fieldsOf(node: Node, file: JavaFile, written: ReadonlySet<string>, className: string): Statement[] {
  const span = spanOf(node);
  if (node.type === 'enum_constant') {
    const value = call(name(className, span), argumentsOf(node, file), span, true);
    return [assign(name(field(node, 'name')?.text ?? '', span), value, span, className)];
  }
  if (node.type === 'static_initializer') return parts(node).flatMap((part) => [...file.block(part)]);
  if (node.type === 'block') return [...file.block(node)];
  if (node.type !== 'field_declaration' && node.type !== 'constant_declaration') return [];
  const type = typeOf(field(node, 'type'), file);
  return fields(node, 'declarator').map((declarator) => {
    const local = field(declarator, 'name')?.text ?? '';
    const given = field(declarator, 'value');
    const value = given ? [file.expression(given)] : [];
    const [only] = value;
    const place = name(local, spanOf(declarator));
    // A field without a value is injected or set elsewhere: that is not null.
    return assign(place, only && !written.has(local) ? only : unknown(value, span), span, type);
  });
}

function methodOf(node: Node, file: JavaFile): Method[] {
  const isConstructor =
    node.type === 'constructor_declaration' || node.type === 'compact_constructor_declaration';
  if (!isConstructor && node.type !== 'method_declaration') return [];
  // A compact constructor of a record only checks its components: recordMethods writes the whole one.
  if (node.type === 'compact_constructor_declaration') return [];
  const body = field(node, 'body');
  const title = isConstructor ? 'constructor' : (field(node, 'name')?.text ?? '');
  const method: Method = {
    fn: functionOf(node, title, body, file),
    isStatic: modifiersOf(node).includes('static'),
    name: title,
  };
  return [body ? method : { ...method, isAbstract: true }];
}

function functionOf(node: Node, title: string, body: Node | null, file: JavaFile): Fn {
  const returns = typeOf(field(node, 'type'), file);
  return file.names.scoped(() => ({
    name: title,
    params: parametersOf(field(node, 'parameters')).map((param) => parameter(param, file)),
    body: body ? file.block(body) : [],
    decorators: annotationsOf(node, file),
    ...(returns ? { returns } : {}),
    span: spanOf(node),
  }));
}

/** `(a, b) -> …` */
export function lambda(node: Node, file: JavaFile): Fn {
  const span = spanOf(node);
  return file.names.scoped(() => {
    const given = field(node, 'parameters');
    const params = given ? lambdaParameters(given, file) : [];
    const body = field(node, 'body');
    const isBlock = body?.type === 'block';
    const statements: readonly Statement[] = !body
      ? []
      : isBlock
        ? file.block(body)
        : [{ kind: 'return', value: file.expression(body), span: spanOf(body) }];
    return { name: null, params, body: statements, decorators: [], span };
  });
}

function lambdaParameters(given: Node, file: JavaFile): Param[] {
  if (given.type === 'formal_parameters') return parametersOf(given).map((param) => parameter(param, file));
  const locals = given.type === 'identifier' ? [given] : parts(given);
  return locals.map((local) => {
    file.names.declare(local.text);
    return { target: to(name(local.text, spanOf(local))), decorators: [] };
  });
}
