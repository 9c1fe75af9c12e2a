import { constructorOf, instanceNames } from './interpret/classes.ts';
import { namedTypes, nameOf } from './interpret/conventions.ts';
import { runBody } from './interpret/functions.ts';
import type { Frame, Machine, Pending } from './interpret/machine.ts';
import { recognised } from './interpret/recognise.ts';
import { isHarmlessType, isNumber, typed } from './interpret/types.ts';
import type { Expr, Param } from './ir.ts';
import { matchesName } from './names.ts';
import type { SinkRule } from './rule.ts';
import { holdsIn, type Of } from './ruleset.ts';
import { joinTaints, type Origin, type Taint, taintAt } from './taint.ts';
import { Box, type ClassRef, type Closure, isFrozen, type Scope, unknownValue, type Value } from './value.ts';

/** How a framework calls a function: types of its parameters, and where untrusted ones come from. */
interface Role {
  readonly types: readonly (string | null)[];
  readonly source: Origin | null;
  readonly returned: readonly Of<SinkRule>[];
  readonly routes: readonly string[];
  /** True where a framework calls it. */
  readonly isEntry: boolean;
}

/** Runs every function that a framework calls, and every one that nothing in the file called. */
export function runEntries(machine: Machine): void {
  const done = new Set<Closure['fn']>();
  // Functions are added while others run.
  for (let at = 0; at < machine.pending.length; at += 1) {
    const pending = machine.pending[at]!;
    const { fn } = pending.closure;
    const role = roleOf(pending, machine);
    if (done.has(fn) && pending.types === null) continue;
    if (!role.isEntry && machine.called.has(fn)) continue;
    done.add(fn);
    runEntry(pending, role, machine);
  }
}

function roleOf({ closure, types: given }: Pending, machine: Machine): Role {
  const { decorators, cls, module } = closure;
  const rules = machine.rules(module);
  const bases = cls ? instanceNames(cls).map((name) => name.replace(/\(\)$/, '')) : [];
  const written = cls?.cls.methods.find((one) => one.fn === closure.fn);
  const method = written?.name ?? null;
  const onClass = cls ? classDecorators(cls, machine) : [];
  const here = <R>(list: readonly Of<R>[]): readonly R[] =>
    list.filter(({ framework }) => holdsIn(framework, module, machine.main)).map(({ rule }) => rule);
  const decorated = here(decorators.flatMap((name) => rules.types.decorated.find(name)));
  const based =
    method === null
      ? []
      : here(bases.flatMap((name) => rules.types.bases.find(name))).filter((rule) =>
          matchesName(rule.method, method),
        );
  const called = method === null ? [] : bases.map((name) => `${name}.${method}`);
  const isOpen = written && !written.isPrivate && !written.isStatic && method !== 'constructor';
  const offered = isOpen ? [...called, ...onClass.map((name) => `${name}.${method}`)] : [];
  const sources = here([
    ...decorators.flatMap((name) => rules.sources.decorated.find(name)),
    ...offered.flatMap((name) => rules.sources.based.find(name)),
  ]);
  const returned = [
    ...decorators,
    ...called,
    ...onClass.flatMap((name) => decorators.map((one) => `${name}.${one.slice(one.lastIndexOf('.') + 1)}`)),
  ].flatMap((name) => rules.sinks.returned.find(name));
  const known = given ?? decorated[0]?.params ?? based[0]?.params ?? exportedTypes(closure, machine);
  return {
    types: known ?? namedTypes(closure, machine) ?? [],
    source: sources[0] ?? null,
    returned,
    routes: closure.routes,
    isEntry: known !== null || sources.length > 0 || returned.length > 0,
  };
}

function classDecorators(cls: ClassRef, machine: Machine): readonly string[] {
  const { module, scope } = cls;
  const self = instanceOf(cls, machine);
  const frame = { scope: scope.parent ?? scope, module, self, cls, result: null, leaves: null, returned: [] };
  return cls.cls.decorators.flatMap(
    (mark) => machine.evaluate(mark.kind === 'call' ? mark.callee : mark, frame).names,
  );
}

/** Types by the name under which the file shows the function to a framework. */
function exportedTypes({ fn, module }: Closure, machine: Machine): readonly (string | null)[] | null {
  const { exported } = machine.rules(module).types;
  for (const [name, value] of module.exports) {
    if (!value.refs.some((ref) => ref.kind === 'function' && ref.closure.fn === fn)) continue;
    const found = exported
      .find(name)
      .find(
        ({ rule, framework }) =>
          holdsIn(framework, module, machine.main) && (!rule.path || rule.path.test(module.path)),
      );
    if (found) return found.rule.params;
  }
  return null;
}

function runEntry(pending: Pending, role: Role, machine: Machine): void {
  const { closure } = pending;
  machine.called.add(closure.fn);
  const scope: Scope = { vars: new Map(), parent: closure.scope };
  const frame: Frame = {
    scope,
    module: closure.module,
    self: pending.self ?? (closure.cls ? instanceOf(closure.cls, machine) : null),
    cls: closure.cls,
    result: null,
    leaves: null,
    returned: role.returned,
  };
  closure.fn.params.forEach((param, at) => {
    const value = unknownParam(param, typeFor(param, role.types[at] ?? null), role, frame, machine);
    const name = nameOf(param);
    if (name) scope.vars.set(name, value);
    else machine.assign(param.target, value, frame, closure.fn.span);
  });
  runBody(closure.fn, frame, machine);
}

/** `string x.Parameter()` is the type of parameters declared as string alone. */
function typeFor(param: Param, type: string | null): string | null {
  const cut = type?.indexOf(' ') ?? -1;
  if (!type || cut < 0) return type;
  return param.type === type.slice(0, cut) ? type.slice(cut + 1) : null;
}

function unknownParam(param: Param, type: string | null, role: Role, frame: Frame, machine: Machine): Value {
  const name = nameOf(param);
  const own = name ? [`?${name}`] : [];
  const marked = annotatedTypes(param, frame, machine);
  const declared = param.type ? typed(param.type, frame, machine) : unknownValue;
  const names = [...(type ? [type] : []), ...marked, ...declared.names, ...own].slice(0, 4);
  const span = param.target.kind === 'to' ? param.target.place.span : frame.cls?.cls.body[0]?.span;
  const isHarmless = param.type !== undefined && isHarmlessType(param.type);
  // A text by default: what rules ask of constants is asked of it too.
  const given =
    param.default?.kind === 'const' && typeof param.default.value === 'string' ? param.default.value : null;
  const template = given === null ? {} : { template: given };
  const settled = isHarmless || isNumber(param.type, frame);
  const value = recognised({ ...declared, names, settled, ...template }, span ?? null, frame, machine);
  if (isHarmless || !span) return value;
  const annotated = annotation(param, frame, machine);
  const isGiven =
    type !== null || isConverted(name, role.routes) || isInjected(param, declared, frame.module.language);
  const source = annotated ?? (isGiven ? null : role.source);
  if (!source) return value;
  const taint: Taint = taintAt(frame.module.path, span, source);
  // A record filled from the request: its fields are as untrusted as it is.
  return { ...value, box: null, refs: [], taints: joinTaints(value.taints, [taint]) };
}

/** Types that a parameter's decorators give it. */
function annotatedTypes(param: Param, frame: Frame, machine: Machine): readonly string[] {
  const { annotated } = machine.rules(frame.module).types;
  return param.decorators.flatMap((mark) => {
    const { names } = machine.evaluate(mark.kind === 'call' ? mark.callee : mark, frame);
    return names.flatMap((name) => annotated.find(name).map(({ rule }) => rule.is));
  });
}

/** A decorator's arguments may say what makes the value harmless: `@Param("id", ParseIntPipe)`. */
function isChecked(mark: Expr, frame: Frame, machine: Machine): boolean {
  if (mark.kind !== 'call') return false;
  const { sanitizers } = machine.rules(frame.module);
  return mark.args.some(({ value }) =>
    machine
      .evaluate(value, frame)
      .names.some((name) =>
        sanitizers.find(name.replace(/\(\)$/, '')).some(({ rule }) => rule.for.includes('*')),
      ),
  );
}
const plainTypes = new Set(
  'str bytes dict list set tuple Dict List Any object String string Object Map Set'.split(' '),
);

/** Given by the framework, not by the caller: what a call provides, and objects of libraries such as sessions. */
const isInjected = (param: Param, declared: Value, language: string): boolean =>
  param.default?.kind === 'call' ||
  param.decorators.some((mark) => mark.kind === 'call') ||
  (param.type !== undefined &&
    !plainTypes.has(param.type.split('.').at(-1)!) &&
    declared.box === null &&
    // ASP.NET fills every other class from the request, also one that is not found here.
    (language !== 'csharp' || /(?:^|\.)(?:I[A-Z]\w*|\w*Context|\w*Token|\w*Service)$/.test(param.type)));

/** `<int:id>` in a route: what comes is a number. */
const isConverted = (name: string | null, routes: readonly string[]): boolean =>
  name !== null &&
  routes.some((route) => ['int', 'float', 'uuid'].some((kind) => route.includes(`<${kind}:${name}>`)));

/** A rule that says a parameter with such an annotation, or such a default, comes from outside. */
function annotation(param: Param, frame: Frame, machine: Machine): Origin | null {
  const { annotated } = machine.rules(frame.module).sources;
  const marks = [...param.decorators, ...(param.default?.kind === 'call' ? [param.default] : [])];
  for (const mark of marks) {
    const { names } = machine.evaluate(mark.kind === 'call' ? mark.callee : mark, frame);
    for (const name of names)
      for (const { rule, framework } of annotated.find(name))
        if (holdsIn(framework, frame.module, machine.main))
          return isChecked(mark, frame, machine) ? null : rule;
  }
  return null;
}

/** The shared instance; of a class of another file a copy, since what other files share does not change. */
function ownInstance(cls: ClassRef, machine: Machine): Value | null {
  const shared = cls.instance;
  if (!shared?.box || !isFrozen(shared.box, machine.depth)) return shared;
  const known = machine.instances.get(cls);
  if (known) return known;
  const box = new Box('object', 0, cls);
  for (const [key, value] of shared.box.fields) box.fields.set(key, value);
  const made: Value = { ...shared, box };
  machine.instances.set(cls, made);
  return made;
}

/** The one instance that methods without a caller share: its constructor has run once. */
export function instanceOf(cls: ClassRef, machine: Machine): Value | null {
  const instance = ownInstance(cls, machine);
  const closure = constructorOf(cls);
  if (instance && closure && !machine.called.has(closure.fn)) {
    const role: Role = { types: [], source: null, returned: [], routes: [], isEntry: false };
    runEntry({ closure, types: null, self: instance }, role, machine);
  }
  return instance;
}
