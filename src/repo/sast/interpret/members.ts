import type { Span } from '../../issue.ts';
import type { Expr } from '../ir.ts';
import { joinTaints } from '../taint.ts';
import {
  Box,
  boxed,
  type ClassRef,
  constantOf,
  elementOf,
  join,
  joinAll,
  named,
  type Ref,
  unknownValue,
  type Value,
} from '../value.ts';
import { exported, lookup, moduleMember } from './lookup.ts';
import { type Frame, type Machine, narrowedKey, pathOf } from './machine.ts';
import { recognised } from './recognise.ts';
import { isHarmlessType } from './types.ts';

/** `of.name`: what is stored there, a method of its class, a name of a module, or the name with one more segment. */
export function member(of: Value, name: string, span: Span, frame: Frame, machine: Machine): Value {
  const stored = of.box?.fields.get(name);
  if (stored) return isDeclared(frame) ? fieldOf(of, stored) : stored;
  if (name === 'prototype') {
    const shared = prototypeOf(of, machine);
    if (shared) return shared;
  }
  const code = of.refs.flatMap((ref) => codeMember(ref, name, frame, machine) ?? []);
  if (code.length > 0) return recognised(joinAll(code), span, frame, machine);
  if (of.box?.cls) {
    const found = classMember(of.box.cls, name, of, frame, machine);
    if (found && isDeclared(frame)) return fieldOf(of, found);
    if (found) return found.refs.length > 0 ? found : heldBy(of, found);
  } else {
    const found = typedMember(of, name, frame, machine);
    if (found) return found;
  }
  const names = of.names.length > 0 ? of.names.map((one) => `${one}.${name}`) : [`?.${name}`];
  const about = of.about ? { about: { ...of.about, isPart: true } } : {};
  const value: Value = { ...unknownValue, names, taints: of.taints, ...about };
  const rest = of.box?.kind === 'object' ? of.box.rest : null;
  return recognised(rest ? join(value, rest) : value, span, frame, machine);
}

/** A field that is declared only: whatever came into the object may be in it. */
function heldBy(of: Value, field: Value): Value {
  const rest = of.box?.rest?.taints ?? [];
  return { ...field, taints: joinTaints(field.taints, joinTaints(of.taints, rest)) };
}

/** What the objects a function makes have in common. */
function prototypeOf(of: Value, machine: Machine): Value | null {
  const [ref] = of.refs;
  if (ref?.kind !== 'function') return null;
  ref.closure.prototype ??= new Box('object', machine.depth);
  return boxed(
    ref.closure.prototype,
    of.names.map((name) => `${name}.prototype`),
  );
}

/** Languages in which every variable and field has a declared type. */
const isDeclared = ({ module }: Frame): boolean => module.language === 'java' || module.language === 'csharp';

/** A member of a value that is known by its declared type alone, where that is a class of the tree. */
function typedMember(of: Value, name: string, frame: Frame, machine: Machine): Value | null {
  if (!isDeclared(frame) || of.refs.length > 0) return null;
  for (const title of of.names) {
    if (!/^[A-Z]\w*\(\)$/.test(title)) continue;
    const ref = lookup(title.slice(0, -2), frame, machine).refs.find((one) => one.kind === 'class');
    if (ref?.kind !== 'class') continue;
    const found = classMember(ref.cls, name, { ...of, box: ref.cls.instance?.box ?? null }, frame, machine);
    if (found) return fieldOf(of, found);
  }
  return null;
}

/** A field of an object that comes from outside as a whole comes from outside too, unless it is a number. */
function fieldOf(of: Value, field: Value): Value {
  const isFree = of.taints.length === 0 || field.constant !== undefined || field.refs.length > 0;
  if (isFree || field.names.some((name) => isHarmlessType(name.replace(/\(\)$/, '')))) return field;
  return { ...field, taints: joinTaints(field.taints, of.taints) };
}

function codeMember(ref: Ref, name: string, frame: Frame, machine: Machine): Value | null {
  switch (ref.kind) {
    case 'module':
      return moduleMember(ref, name, frame, machine);
    case 'class':
      return classMember(ref.cls, name, null, frame, machine);
    case 'super':
      return baseMember(ref.cls, name, ref.self, frame, machine, 0);
    default:
      return null;
  }
}

const deepestBases = 8;

/** A method, static field or constant of a class or of one it is made from. `self` null: asked of the class itself. */
export function classMember(
  cls: ClassRef,
  name: string,
  self: Value | null,
  frame: Frame,
  machine: Machine,
  depth = 0,
): Value | null {
  const method = cls.methods.get(name);
  if (method) {
    if (method.isGetter && self)
      return machine.invoke(
        method.closure,
        { names: [name], args: [], self, span: method.closure.fn.span },
        self,
        frame,
      );
    return { ...named(`${cls.name}.${name}`), refs: [{ kind: 'function', closure: method.closure, self }] };
  }
  const field = cls.scope.vars.get(name) ?? cls.instance?.box?.fields.get(name);
  if (field && (self?.box !== cls.instance?.box || cls.scope.vars.has(name))) return field;
  return (
    baseMember(cls, name, self, frame, machine, depth) ??
    implemented(cls, name, machine) ??
    (cls.module.language === 'go' && depth === 0 ? elsewhereMember(cls, name, self, frame, machine) : null)
  );
}

/** Methods of a Go type may stand in any file of its package. */
function elsewhereMember(
  cls: ClassRef,
  name: string,
  self: Value | null,
  frame: Frame,
  machine: Machine,
): Value | null {
  for (const path of machine.modules.locate(cls.name, cls.module)) {
    const found = exported(machine.modules.load(path), cls.name)?.refs.find((ref) => ref.kind === 'class');
    const value = found?.kind === 'class' ? classMember(found.cls, name, self, frame, machine, 1) : null;
    if (value) return value;
  }
  return null;
}

/** A method that a class or interface only declares: as those write it that are made from it, by the usual names. */
function implemented(cls: ClassRef, name: string, machine: Machine): Value | null {
  if (!cls.cls.methods.some((method) => method.name === name && method.isAbstract)) return null;
  const wanted = [`${cls.name}Impl`, `Default${cls.name}`, cls.name.replace(/^I(?=[A-Z])/, '')];
  const here = [...cls.module.scope.vars.values()];
  const elsewhere = wanted.flatMap((title) =>
    title === cls.name
      ? []
      : machine.modules
          .locate(title, cls.module)
          .slice(0, 1)
          .flatMap((path) => machine.modules.load(path)?.exports.get(title) ?? []),
  );
  const found = [...here, ...elsewhere].flatMap(({ refs }) =>
    refs.flatMap((ref): Ref[] => {
      if (ref.kind !== 'class' || ref.cls === cls || !isMadeFrom(ref.cls, cls)) return [];
      const method = ref.cls.methods.get(name);
      return method ? [{ kind: 'function', closure: method.closure, self: ref.cls.instance }] : [];
    }),
  );
  return found.length === 0 ? null : { ...named(`${cls.name}.${name}`), refs: found.slice(0, 3) };
}

const isMadeFrom = (cls: ClassRef, base: ClassRef): boolean =>
  cls.bases.some((value) => value.refs.some((ref) => ref.kind === 'class' && ref.cls.cls === base.cls));

function baseMember(
  cls: ClassRef,
  name: string,
  self: Value | null,
  frame: Frame,
  machine: Machine,
  depth: number,
): Value | null {
  if (depth > deepestBases) return null;
  for (const base of cls.bases)
    for (const ref of base.refs)
      if (ref.kind === 'class' && ref.cls !== cls) {
        const found = classMember(ref.cls, name, self, frame, machine, depth + 1);
        if (found) return found;
      }
  return null;
}

/** Whether a key can be `__proto__`: the name then says so with `[!]`. */
const isOpen = (key: Value): boolean => key.taints.some((taint) => !taint.clean.has('prototype-pollution'));

const simpleKey = /^[\w$@:-]{1,60}$/;

/** `of[at]`. An untrusted key does not make the item untrusted. */
export function item(of: Value, at: Value, span: Span, frame: Frame, machine: Machine): Value {
  const key = at.constant;
  if (typeof of.constant === 'string' && typeof key === 'number') {
    const character = of.constant.at(key);
    return character === undefined ? unknownValue : constantOf(character);
  }
  const { box } = of;
  if (box && !box.cls) {
    if (key !== undefined) {
      const found = box.fields.get(position(key, box.size));
      if (found) return found;
      if (box.rest) return box.rest;
      if (of.names.length === 0) return { ...unknownValue, taints: of.taints };
    } else if (box.fields.size > 0 || box.rest) return { ...elementOf(of), constant: undefined };
  }
  const own = of.names.length > 0 ? of.names : ['?'];
  const names =
    typeof key === 'string' && simpleKey.test(key)
      ? own.flatMap((one) => [`${one}.${key}`, `${one}[]`]).slice(0, 4)
      : own.flatMap((one) => (isOpen(at) ? [`${one}[!]`, `${one}[]`] : [`${one}[]`])).slice(0, 4);
  return recognised({ ...unknownValue, names, taints: of.taints }, span, frame, machine);
}

/** The name of a position; counted from the end where that is known. */
const position = (key: unknown, size: number | null): string =>
  typeof key === 'number' && key < 0 && size !== null ? String(size + key) : String(key);

/** A member that a test before has narrowed. */
export function narrowed(expr: Expr, frame: Frame, machine: Machine): Value | null {
  if (!machine.narrowed) return null;
  const path = pathOf(expr);
  return path === null ? null : (frame.scope.vars.get(narrowedKey(path)) ?? null);
}
