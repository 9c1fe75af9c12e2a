import type { CallSite } from '../call-site.ts';
import type { Class } from '../ir.ts';
import { Box, boxed, type ClassRef, type Closure, type Scope, type Value } from '../value.ts';
import { decoratorNames, defineFunction } from './functions.ts';
import type { Frame, Machine } from './machine.ts';
import { addMethod, checkMethods } from './overloads.ts';

const deepestBases = 8;

/** Defines a class: bases and fields are evaluated, methods wait to be looked at. */
export function define(cls: Class, frame: Frame, machine: Machine): ClassRef {
  decoratorNames(cls.decorators, frame, machine);
  const bases = cls.bases.map((base) => machine.evaluate(base, frame));
  const scope: Scope = { vars: new Map(), parent: frame.scope };
  const ref: ClassRef = {
    cls,
    name: cls.name ?? 'class',
    module: frame.module,
    scope,
    bases,
    methods: new Map(),
    instance: null,
  };
  ref.instance = blank(ref, machine);
  const inner: Frame = { ...frame, scope, self: ref.instance, cls: ref, leaves: null, returned: [] };
  // Methods are defined before fields: a field's value may call one.
  for (const method of cls.methods) {
    // One without a body is run in the classes made from this one.
    if (method.isAbstract) {
      decoratorNames(method.fn.decorators, inner, machine);
      continue;
    }
    const value = defineFunction(method.fn, { ...inner, scope: frame.scope }, machine, ref, method.isStatic);
    const [made] = value.refs;
    if (made?.kind === 'function') addMethod(ref, method.name, made.closure, method.isGetter === true);
  }
  checkMethods(ref, frame, machine);
  machine.execute(cls.body, inner);
  return ref;
}

/** Names an instance goes by: of its class and of those it is made from. */
export function instanceNames(cls: ClassRef, depth = 0): readonly string[] {
  const names = [`${cls.name}()`];
  if (depth < deepestBases)
    for (const base of cls.bases) {
      const ref = base.refs.find((one) => one.kind === 'class');
      if (ref?.kind === 'class' && ref.cls !== cls) names.push(...instanceNames(ref.cls, depth + 1));
      for (const name of base.names) names.push(`${name}()`);
    }
  return [...new Set(names)].slice(0, 4);
}

const blank = (cls: ClassRef, machine: Machine): Value =>
  boxed(new Box('object', machine.depth, cls), instanceNames(cls));

/** Makes an instance: fields of the class, then its constructor with these arguments. */
export function construct(cls: ClassRef, site: CallSite, frame: Frame, machine: Machine): Value {
  const box = new Box('object', machine.depth, cls);
  for (const [name, value] of cls.instance?.box?.fields ?? []) box.fields.set(name, value);
  const value = boxed(box, instanceNames(cls));
  const closure = constructorOf(cls);
  if (closure) machine.invoke(closure, site, value, frame);
  // Data classes and the like: keyword arguments become fields.
  else
    for (const { name, value: given } of site.args)
      if (name !== undefined && name !== '**') box.fields.set(name, given);
  return value;
}

/** The constructor of a class, or of the nearest one it is made from. */
export function constructorOf(cls: ClassRef, depth = 0): Closure | null {
  const own = cls.methods.get('constructor');
  if (own) return own.closure;
  if (depth >= deepestBases) return null;
  for (const base of cls.bases)
    for (const ref of base.refs)
      if (ref.kind === 'class' && ref.cls !== cls) {
        const found = constructorOf(ref.cls, depth + 1);
        if (found) return found;
      }
  return null;
}
