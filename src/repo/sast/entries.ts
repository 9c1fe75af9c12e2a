import { constructorOf, instanceNames } from './interpret/classes.ts';
import { runBody } from './interpret/functions.ts';
import type { Frame, Machine, Pending } from './interpret/machine.ts';
import { recognised } from './interpret/recognise.ts';
import { isHarmlessType, typed } from './interpret/types.ts';
import type { Param } from './ir.ts';
import { matchesName } from './names.ts';
import type { SinkRule } from './rule.ts';
import { holdsIn, type Of } from './ruleset.ts';
import { joinTaints, type Origin, type Taint, taintAt } from './taint.ts';
import { type ClassRef, type Closure, type Scope, unknownValue, type Value } from './value.ts';

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
export function runEntries(machine: Machine, frame: Frame): void {
  const done = new Set<Closure['fn']>();
  // Functions are added while others run.
  for (let at = 0; at < machine.pending.length; at += 1) {
    const pending = machine.pending[at]!;
    const { fn } = pending.closure;
    const role = roleOf(pending, frame, machine);
    if (done.has(fn) && pending.types === null) continue;
    if (!role.isEntry && machine.called.has(fn)) continue;
    done.add(fn);
    runEntry(pending, role, machine);
  }
}

function roleOf({ closure, types: given }: Pending, frame: Frame, machine: Machine): Role {
  const { decorators, cls, module } = closure;
  const rules = machine.rules(module);
  const bases = cls ? instanceNames(cls).map((name) => name.replace(/\(\)$/, '')) : [];
  const method = [...(cls?.methods ?? [])].find(([, one]) => one.closure.fn === closure.fn)?.[0] ?? null;
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
  const sources = here([
    ...decorators.flatMap((name) => rules.sources.decorated.find(name)),
    ...called.flatMap((name) => rules.sources.based.find(name)),
  ]);
  const returned = [...decorators, ...called].flatMap((name) => rules.sinks.returned.find(name));
  const known = given ?? decorated[0]?.params ?? based[0]?.params ?? null;
  return {
    types: known ?? namedTypes(closure, frame, machine) ?? [],
    source: sources[0] ?? null,
    returned,
    routes: closure.routes,
    isEntry: known !== null || sources.length > 0 || returned.length > 0,
  };
}

/** Types by the names of the parameters, where nothing else says what they are. */
function namedTypes(closure: Closure, frame: Frame, machine: Machine): readonly (string | null)[] | null {
  const names = closure.fn.params.map(nameOf);
  for (const { rule, framework } of machine.rules(frame.module).types.named) {
    if (!holdsIn(framework, closure.module, machine.main) || names.length < rule.named.length) continue;
    if (rule.named.every((pattern, at) => names[at] !== null && matchesName(pattern, names[at]!)))
      return rule.params;
  }
  return null;
}

const nameOf = (param: Param): string | null =>
  param.target.kind === 'to' && param.target.place.kind === 'name' ? param.target.place.name : null;

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
    const value = unknownParam(param, role.types[at] ?? null, role, frame, machine);
    const name = nameOf(param);
    if (name) scope.vars.set(name, value);
    else machine.assign(param.target, value, frame, closure.fn.span);
  });
  runBody(closure.fn, frame, machine);
}

function unknownParam(param: Param, type: string | null, role: Role, frame: Frame, machine: Machine): Value {
  const name = nameOf(param);
  const own = name ? [`?${name}`] : [];
  const declared = param.type ? typed(param.type, frame, machine) : unknownValue;
  const names = [...(type ? [type] : []), ...declared.names, ...own].slice(0, 4);
  const span = param.target.kind === 'to' ? param.target.place.span : frame.cls?.cls.body[0]?.span;
  const isHarmless = param.type !== undefined && isHarmlessType(param.type);
  // A text by default: what rules ask of constants is asked of it too.
  const given =
    param.default?.kind === 'const' && typeof param.default.value === 'string' ? param.default.value : null;
  const template = given === null ? {} : { template: given };
  const value = recognised({ ...declared, names, ...template }, span ?? null, frame, machine);
  if (isHarmless || !span) return value;
  const annotated = annotation(param, frame, machine);
  const isGiven = type !== null || isConverted(name, role.routes) || isInjected(param, declared);
  const source = annotated ?? (isGiven ? null : role.source);
  if (!source) return value;
  const taint: Taint = taintAt(frame.module.path, span, source);
  // A record filled from the request: its fields are as untrusted as it is.
  return { ...value, box: null, refs: [], taints: joinTaints(value.taints, [taint]) };
}

const plainTypes = new Set(
  'str bytes dict list set tuple Dict List Any object String string Object Map Set'.split(' '),
);

/** Given by the framework, not by the caller: what a call provides, and objects of libraries such as sessions. */
const isInjected = (param: Param, declared: Value): boolean =>
  param.default?.kind === 'call' ||
  param.decorators.some((mark) => mark.kind === 'call') ||
  (param.type !== undefined && !plainTypes.has(param.type.split('.').at(-1)!) && declared.box === null);

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
        if (holdsIn(framework, frame.module, machine.main)) return rule;
  }
  return null;
}

/** The one instance that methods without a caller share: its constructor has run once. */
function instanceOf(cls: ClassRef, machine: Machine): Value | null {
  const { instance } = cls;
  const closure = constructorOf(cls);
  if (instance && closure && !machine.called.has(closure.fn)) {
    const role: Role = { types: [], source: null, returned: [], routes: [], isEntry: false };
    runEntry({ closure, types: null, self: instance }, role, machine);
  }
  return instance;
}
