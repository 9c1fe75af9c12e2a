import type { CallSite } from '../call-site.ts';
import {
  Box,
  boxed,
  constantOf,
  elementOf,
  isFrozen,
  join,
  joinAll,
  unknownValue,
  type Value,
  write,
} from '../value.ts';

/** Types of libraries that hold values by key or in order: their instances get a box. */
const kinds: Readonly<Record<string, 'list' | 'object'>> = {
  list: 'list',
  set: 'list',
  dict: 'object',
  'collections.OrderedDict': 'object',
  'collections.defaultdict': 'object',
  'collections.deque': 'list',
  'configparser.ConfigParser': 'object',
  'configparser.RawConfigParser': 'object',
  'queue.Queue': 'list',
  Map: 'object',
  Set: 'list',
  Array: 'list',
  'java.util.HashMap': 'object',
  'java.util.LinkedHashMap': 'object',
  'java.util.TreeMap': 'object',
  'java.util.Properties': 'object',
  'java.util.ArrayList': 'list',
  'java.util.LinkedList': 'list',
  'java.util.HashSet': 'list',
  'java.util.Vector': 'list',
  'System.Collections.Generic.Dictionary': 'object',
  'System.Collections.Generic.List': 'list',
  'System.Collections.Generic.HashSet': 'list',
};

/** A new container, where the call makes one. Content that is passed in is kept. */
export function newContainer(site: CallSite, depth: number): Value | null {
  for (const name of site.names) {
    if (!Object.hasOwn(kinds, name)) continue;
    const box = new Box(kinds[name]!, depth);
    for (const { value, name: key } of site.args) {
      if (key !== undefined && key !== '**') box.fields.set(key, value);
      else copy(value, box, depth);
    }
    return boxed(box, [`${name}()`]);
  }
  return null;
}

function copy(from: Value, to: Box, depth: number): void {
  const source = from.box;
  if (source && source.kind === to.kind) {
    for (const [key, value] of source.fields) write(to, key, value, depth);
    if (source.rest) write(to, null, source.rest, depth);
    to.size = to.size === 0 ? source.size : null;
  } else if (from.constant === undefined) write(to, null, elementOf(from), depth);
}

type Method = (box: Box, args: readonly Value[], depth: number) => Value | null;

/** Adds at the end; which position that is is not known after a branch that may not have been taken. */
const push: Method = (box, args, depth) => {
  if (box.kind !== 'list') return null;
  for (const value of args) {
    if (box.size === null || depth > box.depth) {
      box.size = null;
      write(box, null, value, depth);
    } else {
      box.fields.set(String(box.size), value);
      box.size += 1;
    }
  }
  return unknownValue;
};

const keyed = (args: readonly Value[]): string | null =>
  args.every((arg) => arg.constant !== undefined)
    ? args.map((arg) => String(arg.constant)).join('\u0001')
    : null;

const put: Method = (box, args, depth) => {
  if (args.length < 2) return null;
  write(box, keyed(args.slice(0, -1)), args.at(-1)!, depth);
  return unknownValue;
};

const get: Method = (box, args) => {
  const key = keyed(args.slice(0, args.length > 1 && !sections(box) ? -1 : args.length));
  const otherwise = args.length > 1 && !sections(box) ? args.at(-1)! : null;
  if (args.length === 0) return null;
  const found = key === null ? null : (box.fields.get(key) ?? null);
  if (found) return found;
  const any = key === null ? held(box) : box.rest;
  if (any) return otherwise ? join(any, otherwise) : any;
  return otherwise ?? unknownValue;
};

/** Values under two keys (section and option of a configuration) are found by both. */
const sections = (box: Box): boolean => [...box.fields.keys()].some((key) => key.includes('\u0001'));

const held = (box: Box): Value | null => {
  const all = [...box.fields.values(), ...(box.rest ? [box.rest] : [])];
  return all.length === 0
    ? null
    : { ...joinAll(all), constant: all.length === 1 ? all[0]!.constant : undefined };
};

const pop: Method = (box, args, depth) => {
  if (box.kind === 'object') return get(box, args, depth);
  const known = box.size !== null && depth === box.depth && !box.rest;
  const at = args[0]?.constant ?? -1;
  if (!known || typeof at !== 'number') return held(box) ?? unknownValue;
  return removeAt(box, at < 0 ? box.size! + at : at);
};

function removeAt(box: Box, at: number): Value {
  const items = Array.from({ length: box.size! }, (_, i) => box.fields.get(String(i)) ?? unknownValue);
  const [removed] = items.splice(at, 1);
  box.fields.clear();
  items.forEach((item, i) => {
    box.fields.set(String(i), item);
  });
  box.size = items.length;
  return removed ?? unknownValue;
}

const shift: Method = (box, _, depth) => pop(box, [constantOf(0)], depth);

const insert: Method = (box, args, depth) => {
  if (box.kind !== 'list') return null;
  box.size = null;
  for (const value of box.fields.values()) write(box, null, value, depth);
  box.fields.clear();
  write(box, null, args.at(-1) ?? unknownValue, depth);
  return unknownValue;
};

const extend: Method = (box, args, depth) => {
  for (const arg of args) {
    if (arg.box?.kind === 'object' && box.kind === 'object') copy(arg, box, depth);
    else {
      box.size = null;
      write(box, null, elementOf(arg), depth);
    }
  }
  return unknownValue;
};

const values: Method = (box) => {
  const list = new Box('list', 0);
  list.size = null;
  list.rest = held(box);
  return boxed(list);
};

const add: Method = (box, args, depth) => (box.kind === 'list' ? push : put)(box, args, depth);

const methods: Readonly<Record<string, Method>> = {
  append: push,
  push,
  add,
  Add: add,
  addLast: push,
  appendleft: insert,
  unshift: insert,
  insert: (box, args, depth) => (box.kind === 'list' ? insert(box, args, depth) : null),
  extend,
  update: extend,
  putAll: extend,
  addAll: extend,
  AddRange: extend,
  put: (box, args, depth) => (box.kind === 'list' ? push : put)(box, args.slice(0, 3), depth),
  set: put,
  setProperty: put,
  get,
  getOrDefault: get,
  getProperty: get,
  pop,
  popleft: shift,
  shift,
  remove: (box, args, depth) =>
    typeof args[0]?.constant === 'number' ? pop(box, args, depth) : unknownValue,
  values,
  Values: values,
};

/** Whether it is one of the containers of a library: what is asked of it may give back anything in it. */
export const isContainer = (value: Value): boolean =>
  value.box !== null &&
  !value.box.cls &&
  value.names.some((name) => Object.hasOwn(kinds, name.replace(/\(\)$/, '')));

const reading = /^(?:get|getOrDefault|getProperty|values|Values)$/;

/** A method of a container that is held by key; null: nothing is known of it. */
export function containerMethod(of: Value, name: string, site: CallSite, depth: number): Value | null {
  const { box } = of;
  if (!box || box.cls || !Object.hasOwn(methods, name)) return null;
  // Objects that only happen to have fields known of them keep the meaning of their own methods.
  const container =
    of.names.length === 0 || of.names.some((one) => Object.hasOwn(kinds, one.replace(/\(\)$/, '')));
  if (!container) return null;
  if (isFrozen(box, depth) && !reading.test(name)) return unknownValue;
  const args = site.args.filter((arg) => arg.name === undefined).map((arg) => arg.value);
  return methods[name]!(box, args, depth);
}
