import type { Span } from '../issue.ts';
import type { Fn } from './ir.ts';
import { matchesName } from './names.ts';
import type { ArgTest, Place } from './rule.ts';
import { takesExponentialTime } from './slow-regex.ts';
import { elementOf, isOpen, type Value } from './value.ts';

export interface BoundArg {
  readonly value: Value;
  readonly name?: string;
  readonly spread?: boolean;
}

/** A call, with everything that is known where it stands. Assignments look like a call with the value as argument 0. */
export interface CallSite {
  readonly names: readonly string[];
  readonly args: readonly BoundArg[];
  readonly self: Value | null;
  /** What is called, where a rule made it untrusted itself: `request.get_data` is the body. */
  readonly callee?: Value;
  /** Of an assignment to an element: its key. */
  readonly key?: Value;
  readonly span: Span;
}

/** `1.shell` → argument 1, then its property `shell`; `0[0]` → the first item of argument 0. */
const steps = (place: Place): readonly string[] =>
  typeof place === 'number' ? [String(place)] : place.replaceAll('[', '.').replaceAll(']', '').split('.');

/** The value at a place of a call, or null where nothing is passed there. */
export function valueAt(site: CallSite, place: Place): Value | null {
  const [head, ...path] = steps(place);
  if (head === '*') return optionAt(site, path);
  let value = argument(site, head!);
  for (const key of path) {
    if (!value) return null;
    value = property(value, key);
  }
  return value;
}

/** A property of the last argument that is an object with it. */
function optionAt(site: CallSite, path: readonly string[]): Value | null {
  for (const arg of site.args.toReversed()) {
    let value: Value | null = arg.value;
    for (const key of path) value = value ? (value.box?.fields.get(key) ?? null) : null;
    if (value) return value;
  }
  return null;
}

/** Whether no argument can have such a property: each is known, or is no object. */
const lacksOption = (site: CallSite, path: readonly string[]): boolean =>
  site.args.every(({ value }) => {
    let at: Value = value;
    for (const key of path) {
      if (at.constant !== undefined || at.refs.length > 0) return true;
      if (!at.box || at.box.rest) return false;
      const inner = at.box.fields.get(key);
      if (!inner) return true;
      at = inner;
    }
    return false;
  });

function argument(site: CallSite, head: string): Value | null {
  if (head === 'this') return site.self;
  if (head === 'key') return site.key ?? null;
  if (head === '*') return null;
  if (/^\d+$/.test(head)) return positional(site.args, Number(head));
  const keyword = site.args.find((arg) => arg.name === head);
  if (keyword) return keyword.value;
  for (const arg of site.args)
    if (arg.spread && arg.name !== undefined) {
      const value = property(arg.value, head);
      if (value) return value;
    }
  return null;
}

function positional(args: readonly BoundArg[], at: number): Value | null {
  let position = 0;
  for (const arg of args) {
    if (arg.name !== undefined) continue;
    if (arg.spread) return elementOf(arg.value);
    if (position === at) return arg.value;
    position += 1;
  }
  return null;
}

function property(value: Value, key: string): Value | null {
  const { box } = value;
  if (box) return box.fields.get(key) ?? box.rest;
  return null;
}

/** The values at a place: `all` is every argument. */
export function valuesAt(
  site: CallSite,
  place: Place,
): readonly { readonly place: string; readonly value: Value }[] {
  if (place === 'all')
    return site.args.map((arg, at) => ({ place: arg.name ?? String(at), value: arg.value }));
  const value = valueAt(site, place);
  return value ? [{ place: String(place), value }] : [];
}

/** Whether there is an argument there, or may be one: `**options` can hold anything. */
const missing = (site: CallSite, place: Place): boolean => {
  if (valueAt(site, place) !== null) return false;
  const [head, ...path] = steps(place);
  if (head === '*') return lacksOption(site, path);
  if (!/^\d+$/.test(head!)) return !site.args.some((arg) => arg.spread && arg.name !== undefined);
  const first = valueAt(site, Number(head));
  // A property of an argument that is not known may be there.
  return String(place) === head || first === null || (first.box !== null && first.box.rest === null);
};

/** Of a longer text only the start is compared: expressions of rules must not be given a book. */
const longestText = 2000;

/** Settles a predicate on the arguments; what is not known does not hold. */
export function holds(test: ArgTest, site: CallSite): boolean {
  if ('not' in test) return !holds(test.not, site);
  if ('all' in test) return test.all.every((one) => holds(one, site));
  if ('any' in test) return test.any.some((one) => holds(one, site));
  if ('atLeast' in test) return site.args.filter((arg) => arg.name === undefined).length >= test.atLeast;
  if ('named' in test && !('arg' in test)) return site.names.some((name) => matchesName(test.named, name));
  if ('missing' in test) return missing(site, test.arg);
  const value = valueAt(site, test.arg);
  if (!value) return false;
  const { constant } = value;
  if ('is' in test) return constant !== undefined && test.is.includes(constant);
  if ('matches' in test) {
    const text = constant === undefined ? value.template : constant;
    return typeof text === 'string' && test.matches.test(text.slice(0, longestText));
  }
  if ('bits' in test) return typeof constant === 'number' && (constant & test.bits) !== 0;
  if ('below' in test) return typeof constant === 'number' && constant < test.below;
  if ('constant' in test) return isConstant(value);
  if ('has' in test) return itemsOf(value).some((item) => typeof item === 'string' && test.has.test(item));
  if ('mentions' in test) return functionsOf(value).some((fn) => mentions(fn, test.mentions));
  if ('slow' in test) return isSlow(value);
  if ('shape' in test) return shapes(value).includes(test.shape);
  return value.names.some((name) => matchesName(test.named, name));
}

const itemsOf = ({ constant, box }: Value): readonly unknown[] =>
  box?.kind === 'list' ? [...box.fields.values()].map((item) => item.constant) : [constant];

const functionsOf = (value: Value): readonly Fn[] =>
  value.refs.flatMap((ref) => (ref.kind === 'function' ? [ref.closure.fn] : []));

/** Whether a member by such a name stands anywhere in a function; walked without recursion. */
function mentions(fn: Fn, name: RegExp): boolean {
  const left: unknown[] = [fn.params, fn.body];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { kind, name: own, key } = node as { kind?: unknown; name?: unknown; key?: unknown };
    if (kind === 'member' && typeof own === 'string' && name.test(own)) return true;
    if (typeof key === 'string' && name.test(key)) return true;
    left.push(...Object.values(node));
  }
  return false;
}

/** Of an expression as written, or of the text that one is made of. */
function isSlow({ box, constant }: Value): boolean {
  const source = box?.fields.get('source')?.constant ?? constant;
  return typeof source === 'string' && takesExponentialTime(source);
}

/** Text with content, or a list of constants: bytes that are written out. */
function isConstant({ constant, box }: Value): boolean {
  if (typeof constant === 'string') return constant.trim() !== '';
  if (constant !== undefined || box?.kind !== 'list' || box.rest || !box.size) return false;
  return [...box.fields.values()].every((item) => item.constant !== undefined);
}

/** A function that says yes to everything: its body is `return true`, or nothing. */
export function saysYes(fn: Fn): boolean {
  const [first, more] = fn.body;
  if (more) return false;
  return !first || (first.kind === 'return' && first.value?.kind === 'const' && first.value.value === true);
}

function shapes(value: Value): readonly string[] {
  return [
    ...(value.box ? [value.box.kind] : []),
    ...(value.box && value.box.fields.size === 0 && !value.box.rest ? ['empty'] : []),
    ...(typeof value.constant === 'string' ? ['text'] : []),
    ...(value.constant !== undefined ? ['constant'] : []),
    ...(value.names.includes('text()')
      ? ['text', ...(value.settled && value.taints.length === 0 ? [] : ['built'])]
      : []),
    ...(isOpen(value) ? ['open'] : []),
    ...(value.refs.some((ref) => ref.kind === 'function') ? ['function'] : []),
    ...(value.refs.some((ref) => ref.kind === 'function' && saysYes(ref.closure.fn)) ? ['yes'] : []),
  ];
}
