import type { Node } from 'web-tree-sitter';
import type { Class, Expr, Fn, Method, Param, Statement } from '../../ir.ts';
import { assign, call, field, member, name, parts, path, spanOf, to, unknown } from '../typed/build.ts';
import type { ClassNames } from '../typed/names.ts';
import { argumentsOf, attributesOf, type CsharpFile, modifiersOf, typeOf } from './file.ts';

const TYPES = [
  'class_declaration',
  'interface_declaration',
  'struct_declaration',
  'record_declaration',
  'record_struct_declaration',
  'enum_declaration',
];

export function isTypeDeclaration(node: Node): boolean {
  return TYPES.includes(node.type);
}

/** What stands between the braces, both sides of every `#if`. */
export function bodyParts(node: Node): Node[] {
  const body = field(node, 'body') ?? parts(node).find((part) => part.type === 'declaration_list');
  return (body ? parts(body) : []).flatMap((part) =>
    part.type.startsWith('preproc_') ? parts(part) : [part],
  );
}

/** A class, struct, interface, record or enum. Classes inside it are lowered elsewhere. */
export function classOf(node: Node, className: string, file: CsharpFile): Class {
  const declared = bodyParts(node);
  const list = parts(node).find((part) => part.type === 'parameter_list');
  const names: ClassNames = { name: className, members: membersOf(declared, list) };
  const written = writtenNames(node);
  return file.names.within(names, () => ({
    name: className,
    bases: basesOf(node, file),
    decorators: attributesOf(node, file),
    methods: [
      ...(list ? [primaryConstructor(node, list, file)] : []),
      ...declared.flatMap((part) => methodsOf(part, file)),
    ],
    body: declared.flatMap((part) => fieldsOf(part, file, written)),
  }));
}

/** What a class declares, for the classes inside of it. */
export function namesOf(node: Node, className: string): ClassNames {
  const list = parts(node).find((part) => part.type === 'parameter_list');
  return { name: className, members: membersOf(bodyParts(node), list) };
}

function membersOf(declared: readonly Node[], list: Node | undefined): Map<string, boolean> {
  const members = new Map<string, boolean>();
  for (const param of list ? parts(list) : []) members.set(field(param, 'name')?.text ?? '', false);
  for (const part of declared) {
    const modifiers = modifiersOf(part);
    const isStatic = modifiers.includes('static') || modifiers.includes('const');
    if (part.type === 'method_declaration' || part.type === 'property_declaration')
      members.set(field(part, 'name')?.text ?? '', isStatic);
    if (part.type === 'enum_member_declaration') members.set(field(part, 'name')?.text ?? '', true);
    for (const declarator of declaratorsOf(part))
      members.set(field(declarator, 'name')?.text ?? '', isStatic);
  }
  return members;
}

function declaratorsOf(node: Node): Node[] {
  if (node.type !== 'field_declaration' && node.type !== 'event_field_declaration') return [];
  const declaration = parts(node).find((part) => part.type === 'variable_declaration');
  return declaration ? parts(declaration).filter((part) => part.type === 'variable_declarator') : [];
}

function basesOf(node: Node, file: CsharpFile): Expr[] {
  const list = parts(node).find((part) => part.type === 'base_list');
  return (list ? parts(list) : []).flatMap((type) => {
    const inner = type.type === 'primary_constructor_base_type' ? (parts(type)[0] ?? type) : type;
    const full = typeOf(inner, file);
    return full ? [path(full, spanOf(type))] : [];
  });
}

/** Names that anything in the class assigns to: such a field is not what its declaration says. */
function writtenNames(node: Node): Set<string> {
  const written = new Set<string>();
  for (const found of node.descendantsOfType([
    'assignment_expression',
    'prefix_unary_expression',
    'postfix_unary_expression',
  ])) {
    const target =
      found?.type === 'assignment_expression'
        ? field(found, 'left')
        : /\+\+|--/.test(found?.text ?? '')
          ? found?.namedChildren[0]
          : null;
    const local = target?.type === 'member_access_expression' ? field(target, 'name') : target;
    if (local) written.add(local.text);
  }
  return written;
}

/** Fields and properties without code of their own. */
function fieldsOf(node: Node, file: CsharpFile, written: ReadonlySet<string>): Statement[] {
  const span = spanOf(node);
  if (node.type === 'enum_member_declaration')
    return [assign(name(field(node, 'name')?.text ?? '', span), unknown([], span), span)];
  if (node.type === 'property_declaration') {
    const given = field(node, 'value');
    if (given?.type === 'arrow_expression_clause' || getterOf(node)) return [];
    const local = field(node, 'name')?.text ?? '';
    return [
      assign(
        name(local, span),
        settled(local, given, file, written, span),
        span,
        typeOf(field(node, 'type'), file),
      ),
    ];
  }
  const declaration = parts(node).find((part) => part.type === 'variable_declaration');
  const type = declaration ? typeOf(field(declaration, 'type'), file) : undefined;
  return declaratorsOf(node).map((declarator) => {
    const local = field(declarator, 'name');
    const given = parts(declarator).find((part) => part.id !== local?.id) ?? null;
    const at = spanOf(declarator);
    return assign(
      name(local?.text ?? '', at),
      settled(local?.text ?? '', given, file, written, at),
      at,
      type,
    );
  });
}

/** A field without a value is injected or set elsewhere: that is not null. */
function settled(
  local: string,
  given: Node | null,
  file: CsharpFile,
  written: ReadonlySet<string>,
  span: Expr['span'],
): Expr {
  const value = given ? file.expression(given) : null;
  if (!value) return unknown([], span);
  return written.has(local) ? unknown([value], span) : value;
}

/** The code of a getter, where the property is not simply a field that is also written through it. */
function getterOf(node: Node): Node | null {
  const list = field(node, 'accessors');
  const accessors = list ? parts(list) : [];
  const find = (key: string) => accessors.find((accessor) => field(accessor, 'name')?.text === key);
  const [get, set] = [find('get'), find('set') ?? find('init')];
  const code = get ? field(get, 'body') : null;
  return code && !(set && field(set, 'body')) ? code : null;
}

function methodsOf(node: Node, file: CsharpFile): Method[] {
  if (node.type === 'property_declaration') return getter(node, file);
  const isConstructor = node.type === 'constructor_declaration';
  if (!isConstructor && node.type !== 'method_declaration') return [];
  const modifiers = modifiersOf(node);
  const isStatic = modifiers.includes('static');
  const title = isConstructor
    ? isStatic
      ? 'static constructor'
      : 'constructor'
    : (field(node, 'name')?.text ?? '');
  const isPrivate = !modifiers.some((modifier) => modifier === 'public');
  return [
    {
      fn: functionOf(node, title, file),
      isStatic,
      name: title,
      ...(field(node, 'body') ? {} : { isAbstract: true }),
      ...(isPrivate ? { isPrivate } : {}),
    },
  ];
}

function getter(node: Node, file: CsharpFile): Method[] {
  const given = field(node, 'value');
  const code = given?.type === 'arrow_expression_clause' ? given : getterOf(node);
  if (!code) return [];
  const title = field(node, 'name')?.text ?? '';
  const returns = typeOf(field(node, 'type'), file);
  const fn: Fn = {
    name: title,
    params: [],
    body: bodyOf(code, file),
    decorators: [],
    ...(returns ? { returns } : {}),
    span: spanOf(node),
  };
  return [{ fn, isStatic: modifiersOf(node).includes('static'), name: title, isGetter: true }];
}

/** `class A(string b) : Base(b)`: the parameters are fields everywhere in the class. */
function primaryConstructor(node: Node, list: Node, file: CsharpFile): Method {
  const span = spanOf(list);
  return file.names.scoped(() => {
    const params = parametersOf(list, file);
    const bases = parts(node).find((part) => part.type === 'base_list');
    const handed = bases ? parts(bases).find((part) => part.type === 'argument_list') : undefined;
    const up = handed ? [doCall(call(name('super', span), argumentsOf(handed, file), span))] : [];
    const sets = params.flatMap((param): Statement[] => {
      const place =
        param.target.kind === 'to' && param.target.place.kind === 'name' ? param.target.place : null;
      return place ? [assign(member(name('this', span), place.name, span), place, span)] : [];
    });
    const fn: Fn = { name: 'constructor', params, body: [...up, ...sets], decorators: [], span };
    return { fn, isStatic: false, name: 'constructor' };
  });
}

function doCall(value: Expr): Statement {
  return { kind: 'do', value, span: value.span };
}

export function functionOf(node: Node, title: string, file: CsharpFile): Fn {
  const returns = typeOf(field(node, 'returns') ?? field(node, 'type'), file);
  return file.names.scoped(() => {
    const list = field(node, 'parameters');
    const params = list ? parametersOf(list, file) : [];
    const first = constructorCall(node, file);
    const body = field(node, 'body');
    return {
      name: title,
      params,
      body: [...first, ...(body ? bodyOf(body, file) : [])],
      decorators: attributesOf(node, file),
      ...(returns ? { returns } : {}),
      ...(modifiersOf(node).includes('async') ? { isAsync: true } : {}),
      span: spanOf(node),
    };
  });
}

/** `: base(a)` and `: this(a)` */
function constructorCall(node: Node, file: CsharpFile): Statement[] {
  const initializer = parts(node).find((part) => part.type === 'constructor_initializer');
  if (!initializer) return [];
  const span = spanOf(initializer);
  const callee = name(/^:?\s*base\b/.test(initializer.text) ? 'super' : 'this', span);
  return [doCall(call(callee, argumentsOf(parts(initializer)[0], file), span))];
}

function bodyOf(node: Node, file: CsharpFile): readonly Statement[] {
  if (node.type === 'block') return file.block(node);
  const value = node.type === 'arrow_expression_clause' ? (parts(node)[0] ?? node) : node;
  return [{ kind: 'return', value: file.expression(value), span: spanOf(node) }];
}

function parametersOf(list: Node, file: CsharpFile): Param[] {
  if (list.type === 'implicit_parameter') return [bare(list, file)];
  const params = parts(list)
    .filter((part) => part.type === 'parameter' || part.type === 'implicit_parameter')
    .map((part) => (part.type === 'parameter' ? parameter(part, file) : bare(part, file)));
  // `params string[] rest` stands in the list itself.
  const rest = list.type === 'parameter_list' ? field(list, 'name') : null;
  return rest ? [...params, { ...bare(rest, file), rest: 'list' }] : params;
}

function bare(node: Node, file: CsharpFile): Param {
  file.names.declare(node.text);
  return { target: to(name(node.text, spanOf(node))), decorators: [] };
}

function parameter(node: Node, file: CsharpFile): Param {
  const local = field(node, 'name');
  const typed = field(node, 'type');
  const type = typeOf(typed, file);
  const given = parts(node).find(
    (part) =>
      part.id !== local?.id && part.id !== typed?.id && !/^(attribute_list|modifier)$/.test(part.type),
  );
  file.names.declare(local?.text ?? '_');
  return {
    target: to(name(local?.text ?? '_', spanOf(node))),
    decorators: attributesOf(node, file),
    ...(type ? { type } : {}),
    ...(given ? { default: file.expression(given) } : {}),
  };
}

export function lambda(node: Node, file: CsharpFile): Fn {
  const span = spanOf(node);
  return file.names.scoped(() => {
    const list = field(node, 'parameters');
    const params = list ? parametersOf(list, file) : [];
    const body = field(node, 'body') ?? parts(node).find((part) => part.type === 'block');
    return { name: null, params, body: body ? bodyOf(body, file) : [], decorators: [], span };
  });
}
