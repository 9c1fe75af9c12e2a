/** A run of characters out of a set (inside of `[…]`), `min` to `max` of them. */
export interface Run {
  readonly set: string;
  readonly min: number;
  readonly max: number;
}

/** One of several. */
export interface Choice {
  readonly any: readonly Shape[];
}

/**
 * The format of a secret as data: a text as it stands, a run of characters, a choice, or these one after the other.
 * From it come the pattern that finds the secret, the least entropy it may have, and the samples that the tests make.
 */
export type Shape = string | Run | Choice | readonly Shape[];

const run =
  (set: string) =>
  (min: number, max = min): Run => ({ set, min, max });

/** Hexadecimal digits as most vendors write them, in lower case. */
export const hex = run('0-9a-f');
/** Hexadecimal digits in either case. */
export const anyHex = run('0-9a-fA-F');
export const digits = run('0-9');
/** Lower case letters and digits. */
export const lower = run('a-z0-9');
/** Upper case letters and digits. */
export const upper = run('A-Z0-9');
/** RFC 4648 base32 as vendors write it. */
export const base32 = run('A-Z2-7');
/** Letters and digits (base62). */
export const alnum = run('A-Za-z0-9');
/** Letters, digits and underscore. */
export const word = run('A-Za-z0-9_');
/** base64url: letters, digits, `-` and `_`. */
export const url64 = run('A-Za-z0-9_-');
/** base64 with its padding. */
export const base64 = run('A-Za-z0-9+/=');
/** Letters, digits and `_=-`: what several vendors document as "URL-safe". */
export const safe = run('A-Za-z0-9_=-');
/** A set of one's own, written as inside of `[…]`. */
export const of = (set: string, min: number, max = min): Run => ({ set, min, max });
export const any = (...shapes: readonly Shape[]): Choice => ({ any: shapes });
export const uuid: Shape = [anyHex(8), '-', anyHex(4), '-', anyHex(4), '-', anyHex(4), '-', anyHex(12)];

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape);

/** The shape as the source of a regular expression. Every repetition is bounded. */
export function sourceOf(shape: Shape): string {
  if (typeof shape === 'string') return shape.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&');
  if (isList(shape)) return shape.map(sourceOf).join('');
  if ('any' in shape) return `(?:${longestFirst(shape.any).map(sourceOf).join('|')})`;
  return `[${shape.set}]{${shape.min}${shape.max === shape.min ? '' : `,${shape.max}`}}`;
}

/** An alternative that is the beginning of another must not be tried before it. */
const longestFirst = (shapes: readonly Shape[]): Shape[] =>
  shapes.toSorted((a, b) => lengthOf(b)[1] - lengthOf(a)[1]);

/** Characters that would lengthen the shape at its end: what must not follow. */
export function lastSet(shape: Shape): string {
  if (typeof shape === 'string') return '';
  if (isList(shape)) return lastSet(shape.at(-1) ?? '');
  return 'any' in shape ? shape.any.map(lastSet).join('') : shape.set;
}

/** Every set in a shape, one after the other; a dash of its own is last in each. */
export function setsOf(shape: Shape): string {
  const parts = randomParts(shape).map(({ set }) => set);
  return parts.toSorted((a, b) => Number(a.endsWith('-')) - Number(b.endsWith('-'))).join('');
}

/** Fewest and most characters of a shape. */
export function lengthOf(shape: Shape): [number, number] {
  if (typeof shape === 'string') return [shape.length, shape.length];
  if (isList(shape)) {
    const parts = shape.map(lengthOf);
    return [parts.reduce((sum, [least]) => sum + least, 0), parts.reduce((sum, [, most]) => sum + most, 0)];
  }
  if (!('any' in shape)) return [shape.min, shape.max];
  const parts = shape.any.map(lengthOf);
  return [Math.min(...parts.map(([least]) => least)), Math.max(...parts.map(([, most]) => most))];
}

/** Every character of a set. */
export function charactersOf(set: string): string {
  let all = '';
  for (let at = 0; at < set.length; at++) {
    const from = set.charCodeAt(at);
    const ranged = set[at + 1] === '-' && at + 2 < set.length;
    const to = ranged ? set.charCodeAt(at + 2) : from;
    for (let code = from; code <= to; code++) all += String.fromCharCode(code);
    if (ranged) at += 2;
  }
  return all;
}

/** Runs of the shape in its shortest form: what is random in it. A choice counts as its least random branch. */
function randomParts(shape: Shape): readonly Run[] {
  if (typeof shape === 'string') return [];
  if (isList(shape)) return shape.flatMap(randomParts);
  if (!('any' in shape)) return [shape];
  return shape.any.map(randomParts).reduce((least, parts) => (size(parts) < size(least) ? parts : least));
}

const size = (runs: readonly Run[]): number => runs.reduce((sum, { min }) => sum + min, 0);

/** What hexadecimal digits reach: vendors that document letters and digits often issue no others. */
const highestFloor = 3.2;

/**
 * Least Shannon entropy in bits per character that a random value of this shape has in practice: two thirds of what
 * its alphabet and length allow. A floor, not a verdict: it keeps out rows of x and words.
 */
export function floorOf(shape: Shape): number {
  const runs = randomParts(shape);
  const length = size(runs);
  const letters = Math.max(1, ...runs.map(({ set }) => charactersOf(set).length));
  return length < 8 ? 0 : Math.min(highestFloor, Math.log2(Math.min(letters, length)) * (2 / 3));
}
