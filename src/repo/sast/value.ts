import type { Class, Expr, Fn } from './ir.ts';
import { cleaned, joinTaints, type Taint } from './taint.ts';

export type Constant = string | number | boolean | null;

/** What is known of a value without running the program. Never changed once made; only boxes change. */
export interface Value {
  /** Resolved names (see rule.ts), best first; several after branches. */
  readonly names: readonly string[];
  readonly taints: readonly Taint[];
  /** Undefined where it is not known. */
  readonly constant: Constant | undefined;
  readonly box: Box | null;
  readonly refs: readonly Ref[];
  /** What is constant of a text that is built, "\0" for each other part; of a parameter its default. */
  readonly template?: string;
  /** Made of constants alone, or checked: the same for everyone. */
  readonly settled?: boolean;
  /** The value that a test of this one says something of: the parts of a URL speak of the URL. */
  readonly about?: About;
}

/** `isPart`: it is a part of what a check gives back, so that being empty is what is wanted. */
export interface About {
  readonly place: Expr;
  readonly classes: readonly string[];
  readonly isPart: boolean;
}

/** What a value can be that is code of the tree. */
export type Ref =
  | { readonly kind: 'function'; readonly closure: Closure; readonly self: Value | null }
  | { readonly kind: 'class'; readonly cls: ClassRef }
  /** A module of the tree, looked into when something of it is asked for. `name` "": the module itself. */
  | { readonly kind: 'module'; readonly path: string | null; readonly module: string; readonly from: string }
  | { readonly kind: 'imported'; readonly path: string; readonly module: string; readonly name: string }
  | { readonly kind: 'super'; readonly cls: ClassRef; readonly self: Value };

export interface Scope {
  vars: Map<string, Value>;
  readonly parent: Scope | null;
}

export interface Closure {
  readonly fn: Fn;
  readonly scope: Scope;
  readonly module: ModuleState;
  readonly cls: ClassRef | null;
  /** Resolved names of its decorators; of calls the callee's. */
  readonly decorators: readonly string[];
  readonly isStatic: boolean;
  /** What objects made with it share, where the language has that. */
  prototype?: Box;

  /** All of its name in its class, itself first, where there are several. */
  overloads?: Closure[];

  /** Constant texts its decorators are given: the routes. */
  readonly routes: readonly string[];
}

export interface ClassRef {
  readonly cls: Class;
  readonly name: string;
  readonly module: ModuleState;
  readonly scope: Scope;
  readonly bases: readonly Value[];
  readonly methods: Map<string, { readonly closure: Closure; readonly isGetter: boolean }>;
  /** Shared by all methods that are looked at without a caller. */
  instance: Value | null;
}

export interface ModuleState {
  readonly path: string;
  readonly language: string;
  readonly scope: Scope;
  readonly exports: Map<string, Value>;
  /** `module.exports = value`. */
  whole: Value | null;
  /** Names of the modules it imports. */
  readonly imports: Set<string>;
  /** Modules of which all names are imported. */
  readonly stars: { readonly module: string; readonly path: string | null }[];
}

/** A container or object: shared by whoever holds it, and the only thing that changes. */
export class Box {
  readonly kind: 'list' | 'object';
  readonly fields: Map<string, Value>;
  /** What may be under any other key. */
  rest: Value | null = null;
  /** Items of a list whose positions are known, else null. */
  size: number | null;
  readonly cls: ClassRef | null;
  /** How many undecided branches deep it was made: writes from deeper ones may not have happened. */
  readonly depth: number;

  constructor(kind: 'list' | 'object', depth: number, cls: ClassRef | null = null) {
    this.kind = kind;
    this.depth = depth;
    this.cls = cls;
    this.fields = new Map();
    this.size = kind === 'list' ? 0 : null;
  }
}

const none: readonly never[] = [];
export const unknownValue: Value = { names: none, taints: none, constant: undefined, box: null, refs: none };

export const constantOf = (constant: Constant): Value => ({ ...unknownValue, constant });
export const named = (...names: readonly string[]): Value => ({ ...unknownValue, names });
export const boxed = (box: Box, names: readonly string[] = none): Value => ({ ...unknownValue, box, names });
export const tainted = (taints: readonly Taint[]): Value =>
  taints.length === 0 ? unknownValue : { ...unknownValue, taints };

const mostNames = 4;
const joinLists = <T>(a: readonly T[], b: readonly T[], most: number): readonly T[] => {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const more = b.filter((one) => !a.includes(one));
  return more.length === 0 ? a : [...a, ...more].slice(0, most);
};

/** What is true of a value that may be `a` or `b`. */
export function join(a: Value, b: Value): Value {
  if (a === b) return a;
  return {
    names: joinLists(a.names, b.names, mostNames),
    taints: joinTaints(a.taints, b.taints),
    constant: a.constant !== undefined && a.constant === b.constant ? a.constant : undefined,
    box: joinBoxes(a.box, b.box),
    refs: joinLists(a.refs, b.refs, mostNames),
    settled: !isOpen(a) && !isOpen(b),
    template: a.template ?? b.template,
  };
}

export const joinAll = (values: readonly Value[]): Value =>
  values.length === 0 ? unknownValue : values.reduce(join);

function joinBoxes(a: Box | null, b: Box | null): Box | null {
  if (!a || !b || a === b) return a ?? b;
  const box = new Box(a.kind === b.kind ? a.kind : 'object', Math.max(a.depth, b.depth), a.cls ?? b.cls);
  for (const [key, value] of a.fields) box.fields.set(key, value);
  for (const [key, value] of b.fields) {
    const other = box.fields.get(key);
    box.fields.set(key, other && other !== value ? joinShallow(other, value) : value);
  }
  box.rest = a.rest && b.rest ? joinShallow(a.rest, b.rest) : (a.rest ?? b.rest);
  box.size = a.size === b.size ? a.size : null;
  return box;
}

/** Boxes inside of boxes are not merged again: that could go on without end. */
const joinShallow = (a: Value, b: Value): Value =>
  a === b ? a : { ...join({ ...a, box: null }, { ...b, box: null }), box: a.box ?? b.box };

/** Taints of a value and of what it holds. */
export function deepTaints(value: Value, depth = 3): readonly Taint[] {
  const { box } = value;
  if (!box || depth === 0) return value.taints;
  let taints = value.taints;
  for (const field of box.fields.values()) taints = joinTaints(taints, deepTaints(field, depth - 1));
  return box.rest ? joinTaints(taints, deepTaints(box.rest, depth - 1)) : taints;
}

/** What one finds when walking over a value. */
export function elementOf(value: Value): Value {
  const { box } = value;
  const names = value.names.map((name) => `${name}[]`);
  const settled = value.settled ? { settled: true } : {};
  const own: Value = { ...unknownValue, names, taints: value.taints, ...settled };
  if (!box) return own;
  const held = [...box.fields.values(), ...(box.rest ? [box.rest] : [])];
  if (held.length === 0) return own;
  const all = joinAll(held);
  return { ...all, taints: joinTaints(all.taints, value.taints) };
}

/** Depths of modules that are run for others to use are far below zero: nobody else may change what they made. */
export const sharedDepth = -1_000_000;
export const isFrozen = (box: Box, depth: number): boolean => box.depth < 0 && depth >= 0;

/** Writes to a box; a write that may not have happened, or to a key that is not known, adds to what was there. */
export function write(box: Box, key: string | null, value: Value, depth: number): void {
  if (isFrozen(box, depth)) return;
  if (key === null) {
    box.rest = box.rest ? joinShallow(box.rest, value) : value;
    return;
  }
  if (box.fields.size > 500 && !box.fields.has(key)) {
    write(box, null, value, depth);
    return;
  }
  const before = box.fields.get(key);
  box.fields.set(key, depth > box.depth && before ? joinShallow(before, value) : value);
}

/**
 * Whether nothing is known of where a value comes from: neither constant nor made of constants, nor followed from a
 * source (then its taint says all there is to say).
 */
export function isOpen(value: Value, depth = 2): boolean {
  if (value.constant !== undefined || value.taints.length > 0) return false;
  if (value.refs.some((ref) => ref.kind === 'function' || ref.kind === 'class')) return false;
  if (value.settled || value.names.some((name) => name.startsWith('constant()'))) return false;
  const { box } = value;
  if (!box || box.cls) return true;
  if (depth === 0) return false;
  const held = [...box.fields.values(), ...(box.rest ? [box.rest] : [])];
  return held.some((one) => isOpen(one, depth - 1));
}

/** The value after what makes it safe for `classes`. */
export function cleanedValue(value: Value, classes: readonly string[]): Value {
  if (value.taints.length === 0) return value;
  const taints = value.taints.flatMap((taint) => cleaned(taint, classes) ?? []);
  // What has been checked is as good as constant.
  return { ...value, taints, settled: taints.length === 0 };
}

/** True where the program could only go one way with it; null where that is not known. */
export function truth(value: Value): boolean | null {
  if (value.constant !== undefined)
    return (
      value.constant !== null && value.constant !== '' && value.constant !== 0 && value.constant !== false
    );
  return null;
}
