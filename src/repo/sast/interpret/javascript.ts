import type { CallSite } from '../call-site.ts';
import { joinTaints, type Taint } from '../taint.ts';
import {
  Box,
  boxed,
  type Closure,
  cleanedValue,
  constantOf,
  deepTaints,
  elementOf,
  join,
  joinAll,
  type Ref,
  tainted,
  unknownValue,
  type Value,
  write,
} from '../value.ts';
import type { Frame, Machine } from './machine.ts';
import { concat, formatted } from './strings.ts';

/** Functions and methods of the language itself (ECMA-262) and of Node's util, as far as they move values about. */

export const isScript = (frame: Frame): boolean =>
  frame.module.language === 'javascript' || frame.module.language === 'typescript';

type FunctionRef = Extract<Ref, { kind: 'function' }>;
const functionsOf = (value: Value | null): readonly FunctionRef[] =>
  value?.refs.filter((ref): ref is FunctionRef => ref.kind === 'function') ?? [];

/** What a call of the language itself gives back; null: it is none that is known here. */
export function scriptCall(
  site: CallSite,
  method: string | null,
  frame: Frame,
  machine: Machine,
): Value | null {
  if (!isScript(frame)) return null;
  const args = site.args.map(({ value }) => value);
  if (method && site.self) {
    const known = methodCall(site.self, method, site, args, frame, machine);
    if (known) return known;
  }
  for (const name of site.names) {
    const found = Object.hasOwn(globals, name) ? globals[name]!(args, machine.depth) : null;
    if (found) return found;
  }
  return null;
}

type Global = (args: readonly Value[], depth: number) => Value | null;

const first: Global = ([value]) => value ?? unknownValue;

/** The constant text a buffer is made of stays known: it may be a key. */
const bytes: Global = ([value]) =>
  typeof value?.constant === 'string' ? { ...unknownValue, constant: value.constant } : null;

const globals: Readonly<Record<string, Global>> = {
  'Object.assign': merged,
  'Object.freeze': first,
  'Object.seal': first,
  'Object.values': ([of]) => (of?.box ? walked(of) : null),
  'Object.entries': ([of]) => (of?.box ? walked(of, true) : null),
  'Array.from': ([of]) => (of?.box?.kind === 'list' ? of : null),
  'Promise.resolve': first,
  'Promise.all': first,
  'util.promisify': first,
  'bluebird.promisify': first,
  'util.format': ([format, ...values]) =>
    typeof format?.constant === 'string' ? formatted(format.constant, values, /%[sdifjoOc]/g) : null,
  'Buffer.from': bytes,
  'String.raw': ([texts, ...values]) => concat([texts ? elementOf(texts) : unknownValue, ...values]),
  String: ([of]) => (of?.constant === undefined ? null : constantOf(String(of.constant))),
};

/** Later objects over earlier ones, into the first. */
function merged(args: readonly Value[], depth: number): Value | null {
  const [target, ...sources] = args;
  if (!target?.box) return null;
  for (const { box, taints } of sources) {
    for (const [key, value] of box?.fields ?? []) write(target.box, key, value, depth);
    if (box?.rest) write(target.box, null, box.rest, depth);
    if (taints.length > 0) write(target.box, null, tainted(taints), depth);
  }
  return target;
}

function walked(of: Value, pairs = false): Value {
  const list = new Box('list', 0);
  list.size = null;
  list.rest = elementOf(of);
  if (!pairs) return boxed(list);
  const pair = new Box('list', 0);
  pair.fields.set('1', elementOf(of));
  pair.fields.set('0', tainted(of.taints));
  pair.size = 2;
  list.rest = boxed(pair);
  return boxed(list);
}

function methodCall(
  self: Value,
  method: string,
  site: CallSite,
  args: readonly Value[],
  frame: Frame,
  machine: Machine,
): Value | null {
  const functions = functionsOf(self);
  if (functions.length > 0 && /^(?:call|apply|bind)$/.test(method))
    return borrowed(functions, method, site, frame, machine);
  switch (method) {
    case 'then':
    case 'catch':
    case 'finally':
      return promised(self, method, args, site, frame, machine);
    case 'concat':
      return self.box ? null : concat([self, ...args]);
    case 'join':
      return self.box?.kind === 'list' ? joined(self, args[0]) : null;
    case 'replace':
    case 'replaceAll':
      return replaced(self, args);
    case 'toString':
      return self.constant === undefined ? null : constantOf(String(self.constant));
    default:
      return null;
  }
}

/** `f.call(self, a)`, `f.apply(self, list)`; what bind gives back is the function. */
function borrowed(
  functions: readonly FunctionRef[],
  method: string,
  site: CallSite,
  frame: Frame,
  machine: Machine,
): Value {
  const [self, ...args] = site.args;
  if (method === 'bind')
    return { ...unknownValue, refs: functions.map((ref) => ({ ...ref, self: self?.value ?? ref.self })) };
  const passed = method === 'call' ? args : args.map((arg) => ({ ...arg, spread: true }));
  const given: CallSite = { ...site, args: passed };
  return joinAll(functions.map((ref) => machine.invoke(ref.closure, given, self?.value ?? ref.self, frame)));
}

/** A promise is what it will be: its handlers get that, and give back what comes next. */
function promised(
  self: Value,
  method: string,
  args: readonly Value[],
  site: CallSite,
  frame: Frame,
  machine: Machine,
): Value | null {
  const given = args.flatMap((arg, at) => functionsOf(arg).map((ref) => ({ ref, at })));
  if (given.length === 0) return null;
  const results: Value[] = [];
  for (const { ref, at } of given) {
    if (machine.stack.includes(ref.closure.fn)) continue;
    const value = method === 'then' && at === 0 ? self : unknownValue;
    machine.depth += 1;
    const inner: CallSite = { names: ['?'], args: [{ value }], self: null, span: site.span };
    results.push(machine.invoke(ref.closure, inner, ref.self, frame));
    machine.depth -= 1;
  }
  return method === 'then' ? joinAll(results) : join(self, joinAll(results));
}

function joined(self: Value, separator: Value | undefined): Value {
  const { box } = self;
  const between = separator ?? constantOf(',');
  if (box && box.size !== null && !box.rest) {
    const items = Array.from({ length: box.size }, (_, at) => box.fields.get(String(at)) ?? unknownValue);
    return concat(items.flatMap((item, at) => (at === 0 ? [item] : [between, item])));
  }
  // Of a list whose items are not all known the order is not known either.
  return concat([elementOf(self), between, elementOf(self)]);
}

/** Classes whose harm needs the character that is replaced. */
const byCharacter: readonly (readonly [RegExp, readonly string[]])[] = [
  [/</, ['xss']],
  [/\\[rn]|\\s/, ['log-injection', 'header-injection']],
];

/** Taking out everything but harmless characters makes a text harmless; escaping `<` everywhere makes it no markup. */
function replaced(self: Value, args: readonly Value[]): Value | null {
  const source = args[0]?.box?.fields.get('source')?.constant;
  if (typeof source !== 'string' || self.taints.length === 0) return null;
  const isGlobal = args[0]?.box?.fields.get('flags')?.constant;
  const rest: Taint[] = [...joinTaints(self.taints, args[1] ? deepTaints(args[1]) : [])];
  const value: Value = { ...tainted(rest), names: ['text()'] };
  if (typeof isGlobal !== 'string' || !isGlobal.includes('g')) return value;
  if (/^\[\^[\w\\ -]*\]\+?$/.test(source) && !/\\[^wd-]/.test(source)) return cleanedValue(value, ['*']);
  // `text.replace(/[.*+?…]/g, "\\$&")`: what means something in an expression means itself then.
  if (args[1]?.constant === '\\$&' && source.includes('[')) return cleanedValue(value, ['regex-dos']);
  const classes = byCharacter.flatMap(([character, ids]) => (character.test(source) ? ids : []));
  return cleanedValue(value, classes);
}

/** `new f()`: what f stores in `this` and what its prototype holds is the object. */
export function constructed(closure: Closure, site: CallSite, frame: Frame, machine: Machine): Value {
  const box = new Box('object', machine.depth);
  const names = site.names.map((name) => `${name}()`);
  const self = boxed(box, names);
  for (const [name, value] of closure.prototype?.fields ?? []) box.fields.set(name, owned(value, self));
  const result = machine.invoke(closure, site, self, frame);
  return result.box && result.box !== box ? join(self, result) : self;
}

/** Methods of a prototype, called on this object. */
const owned = (value: Value, self: Value): Value =>
  value.refs.some((ref) => ref.kind === 'function')
    ? { ...value, refs: value.refs.map((ref) => (ref.kind === 'function' ? { ...ref, self } : ref)) }
    : value;
