import { cleaned, joinTaints, type Taint, within } from '../taint.ts';
import {
  Box,
  boxed,
  type Constant,
  constantOf,
  deepTaints,
  isOpen,
  unknownValue,
  type Value,
} from '../value.ts';

const longest = 10_000;
/** What only an object can do: a text that was joined is none. */
const textual = ['nosql-injection'];
const longestTemplate = 1000;

/** Whether text before an untrusted part leaves it free to say where a URL leads: nothing, a scheme, a part of a host. */
const opensUrl = (text: string): boolean => /^(?:[a-z][a-z0-9+.-]*:)?(?:\/{0,2}|\/\/[^/?#]*)$/i.test(text);

/** A text built of parts in order: what is untrusted in it, and how much of it that is. */
export function concat(parts: readonly Value[]): Value {
  let constant: string | undefined = '';
  let before = '';
  let open = true;
  let taints: readonly Taint[] = [];
  let settled = true;
  let template = '';
  for (const part of parts) {
    const own = deepTaints(part);
    if (own.length > 0) {
      const extent = !open || !opensUrl(before) ? 2 : 1;
      const inside = parts.length === 1 ? own : own.map((taint) => within(taint, extent));
      taints = joinTaints(
        taints,
        inside.flatMap((taint) => cleaned(taint, textual) ?? []),
      );
    }
    settled &&= !isOpen(part);
    const text = part.constant === undefined ? undefined : String(part.constant ?? 'None');
    if (template.length < longestTemplate) template += text ?? part.template ?? '\0';
    if (text === undefined) open = false;
    else before += text;
    constant =
      constant === undefined || text === undefined || constant.length + text.length > longest
        ? undefined
        : constant + text;
  }
  if (constant !== undefined) return constantOf(constant);
  return { ...unknownValue, names: ['text()'], taints, settled, template };
}

type Method = (text: string, args: readonly Constant[]) => Constant | undefined;

const text = (value: Constant | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

const replaceAll: Method = (of, [from, to]) =>
  typeof from === 'string' && typeof to === 'string' && from !== '' ? of.replaceAll(from, to) : undefined;
const upper: Method = (of) => of.toUpperCase();
const lower: Method = (of) => of.toLowerCase();
const trim: Method = (of, args) => (args.length === 0 ? of.trim() : undefined);
const starts: Method = (of, [start]) => (typeof start === 'string' ? of.startsWith(start) : undefined);
const ends: Method = (of, [end]) => (typeof end === 'string' ? of.endsWith(end) : undefined);
const slice: Method = (of, [from, to]) =>
  typeof from === 'number' ? of.slice(from, typeof to === 'number' ? to : undefined) : undefined;
const same: Method = (of, args) => (args.length <= 1 ? of : undefined);
const charAt: Method = (of, [at]) => (typeof at === 'number' ? of.charAt(at) : undefined);
const index: Method = (of, [piece]) => (typeof piece === 'string' ? of.indexOf(piece) : undefined);
const length: Method = (of) => of.length;

/** Methods of constant texts in the languages that are understood, by name. */
const methods: Readonly<Record<string, Method>> = {
  replace: replaceAll,
  replaceAll,
  upper,
  toUpperCase: upper,
  upcase: upper,
  ToUpper: upper,
  lower,
  toLowerCase: lower,
  downcase: lower,
  ToLower: lower,
  strip: trim,
  trim,
  Trim: trim,
  startswith: starts,
  startsWith: starts,
  StartsWith: starts,
  endswith: ends,
  endsWith: ends,
  EndsWith: ends,
  substring: slice,
  slice,
  encode: same,
  decode: same,
  toString: same,
  to_s: same,
  charAt,
  indexOf: index,
  find: index,
  length,
  isEmpty: (of) => of === '',
  equals: (of, [other]) => of === other,
  concat: (of, args) => of + args.map((arg) => text(arg, '')).join(''),
};

/** The result of a method of a constant text with constant arguments, or of one that builds a text; null: not known. */
export function textMethod(of: Value, name: string, args: readonly Value[]): Value | null {
  const { constant } = of;
  if (typeof constant !== 'string' || constant.length > longest) return null;
  if (name === 'format' || name === 'Format') return formatted(constant, args, /\{[^{}]*\}/g);
  if (name === 'join' && args.length === 1) return joinedBy(constant, args[0]!);
  if (name === 'split' && args[0]?.constant !== undefined) return split(constant, args[0].constant);
  const constants = args.map((arg) => arg.constant);
  if (!Object.hasOwn(methods, name) || constants.some((arg) => arg === undefined)) return null;
  const result = methods[name]!(constant, constants as Constant[]);
  return result === undefined ? null : constantOf(result);
}

/** A format with its values in place, in order. */
export function formatted(format: string, args: readonly Value[], holes: RegExp): Value {
  const fixed = format.split(holes);
  if (fixed.length - 1 > 60) return concat([constantOf(format), ...args]);
  const parts: Value[] = [];
  fixed.forEach((piece, at) => {
    if (piece !== '' || at === 0) parts.push(constantOf(piece));
    if (at < fixed.length - 1) parts.push(args[at] ?? unknownValue);
  });
  // Holes with names or numbers: any argument may be anywhere.
  const rest = args.slice(fixed.length - 1);
  return concat([...parts, ...rest]);
}

function joinedBy(separator: string, items: Value): Value | null {
  const { box } = items;
  if (!box || box.size === null || box.rest) return null;
  const parts: Value[] = [];
  for (let at = 0; at < box.size; at += 1) {
    if (at > 0) parts.push(constantOf(separator));
    parts.push(box.fields.get(String(at)) ?? unknownValue);
  }
  return concat(parts);
}

function split(of: string, separator: Constant): Value | null {
  if (typeof separator !== 'string' || separator === '') return null;
  const box = new Box('list', 0);
  const parts = of.split(separator).slice(0, 100);
  parts.forEach((part, at) => {
    box.fields.set(String(at), constantOf(part));
  });
  box.size = parts.length;
  return boxed(box);
}
