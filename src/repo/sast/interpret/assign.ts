import type { Span } from '../../issue.ts';
import type { Expr, Pattern } from '../ir.ts';
import { Box, elementOf, join, type Scope, unknownValue, type Value, write } from '../value.ts';
import { checkAssignment } from './checks.ts';
import { type Frame, type Machine, narrowedKey, pathOf, withStep } from './machine.ts';
import { item, member } from './members.ts';

interface Where {
  readonly frame: Frame;
  readonly span: Span;
  readonly declares: boolean;
}

/** Assigns to a name, a member, an element, or to several at once. */
export function assign(target: Pattern, value: Value, where: Where, machine: Machine): void {
  const { frame, span } = where;
  machine.tick();
  switch (target.kind) {
    case 'to':
      put(target.place, value, where, machine);
      return;
    case 'items': {
      target.items.forEach((inner, at) => {
        if (inner) assign(inner, itemOf(value, at, span, frame, machine), where, machine);
      });
      if (target.rest) assign(target.rest, elementOf(value), where, machine);
      return;
    }
    case 'fields':
      for (const field of target.fields) {
        const found = field.key === null ? elementOf(value) : member(value, field.key, span, frame, machine);
        const given = field.default ? join(found, machine.evaluate(field.default, frame)) : found;
        assign(field.target, given, where, machine);
      }
      if (target.rest) assign(target.rest, { ...value, refs: [] }, where, machine);
  }
}

function itemOf(value: Value, at: number, span: Span, frame: Frame, machine: Machine): Value {
  if (value.box) return item(value, { ...unknownValue, constant: at }, span, frame, machine);
  return { ...unknownValue, names: value.names.map((name) => `${name}[]`), taints: value.taints };
}

function put(place: Expr, value: Value, where: Where, machine: Machine): void {
  const { frame, span } = where;
  const path = machine.narrowed ? pathOf(place) : null;
  if (path && place.kind !== 'name') frame.scope.vars.delete(narrowedKey(path));
  if (place.kind === 'name') {
    bind(place.name, value, where, machine);
    return;
  }
  if (place.kind !== 'member' && place.kind !== 'index') return;
  const holder = machine.evaluate(place.of, frame);
  const at = place.kind === 'index' ? machine.evaluate(place.at, frame) : null;
  const key = at === null ? (place as { name: string }).name : keyOf(at, holder);
  const names = holder.names.flatMap((name) =>
    key === null ? [`${name}[]`] : at === null ? [`${name}.${key}`] : [`${name}.${key}`, `${name}[]`],
  );
  checkAssignment(
    { names: names.slice(0, 6), value, self: holder, ...(at ? { key: at } : {}), span },
    frame,
    machine,
  );
  const box = holder.box ?? boxFor(place.of, holder, frame, machine);
  if (box)
    write(
      box,
      key,
      withStep(value, frame, span, `stored in ${key?.slice(0, 40) ?? 'an element'}`),
      machine.depth,
    );
  const cls = holder.refs.find((ref) => ref.kind === 'class');
  const isOwn = cls?.kind === 'class' && (machine.depth < 0 || cls.cls.module.path === machine.path);
  if (cls?.kind === 'class' && isOwn && key !== null) cls.cls.scope.vars.set(key, value);
}

const keyOf = (at: Value, holder: Value): string | null => {
  if (at.constant === undefined) return null;
  const size = holder.box?.size;
  return typeof at.constant === 'number' && at.constant < 0
    ? size == null
      ? null
      : String(size + at.constant)
    : String(at.constant);
};

/** Gives a variable that holds an object nobody knows a box of its own, so that what is stored in it is found again. */
export function boxFor(of: Expr, holder: Value, frame: Frame, machine: Machine): Box | null {
  if (holder.constant !== undefined || holder.refs.length > 0) return null;
  const box = new Box('object', machine.depth);
  const value: Value = { ...holder, box };
  if (of.kind === 'name') {
    const scope = scopeOf(of.name, frame.scope) ?? frame.scope;
    if (!isForeign(scope, frame, machine)) scope.vars.set(of.name, value);
    return box;
  }
  if (of.kind !== 'member') return null;
  const outer = machine.evaluate(of.of, frame);
  const outerBox = outer.box ?? (of.of.kind === 'name' ? boxFor(of.of, outer, frame, machine) : null);
  if (!outerBox) return null;
  write(outerBox, of.name, value, machine.depth);
  return box;
}

/** Variables of another module are shared by all files that use it: they stay as that module made them. */
const isForeign = (scope: Scope, frame: Frame, machine: Machine): boolean =>
  machine.depth >= 0 && scope !== frame.scope && scope.parent === null && frame.module.path !== machine.path;

function scopeOf(name: string, from: Scope): Scope | null {
  for (let scope: Scope | null = from; scope; scope = scope.parent) if (scope.vars.has(name)) return scope;
  return null;
}

/** Languages whose assignments in a function make a variable of that function. */
const ownVariables = new Set(['python', 'php']);

function bind(name: string, value: Value, where: Where, machine: Machine): void {
  const { frame, span } = where;
  checkAssignment({ names: [name], value, self: null, span }, frame, machine);
  const nameless =
    value.names.length === 0 && value.constant === undefined && !value.box && value.refs.length === 0;
  const known = nameless ? { ...value, names: [`?${name}`] } : value;
  const scope =
    where.declares || ownVariables.has(frame.module.language)
      ? frame.scope
      : (scopeOf(name, frame.scope) ?? frame.scope);
  const { self } = frame;
  const field =
    !where.declares &&
    scope === frame.scope &&
    !scope.vars.has(name) &&
    self?.box?.fields.has(name) &&
    frame.module.language !== 'python';
  if (field && ['java', 'csharp'].includes(frame.module.language))
    write(self!.box!, name, known, machine.depth);
  else if (!isForeign(scope, frame, machine))
    scope.vars.set(name, withStep(known, frame, span, `assigned to ${name}`));
}
