import type { Plugin } from '#src/core/registry.ts';

/** How the versions of some ecosystems are ordered. */
export interface VersionScheme extends Plugin {
  readonly description: string;
  /** Ecosystems as OSV spells them, without what follows a colon. */
  readonly ecosystems: readonly string[];
  /** The order of two versions. Null where either is no version of this scheme: then nothing may be concluded. */
  compare(a: string, b: string): number | null;
}

/** Longer texts are no version that anyone released: they are refused before any pattern sees them. */
const mostCharacters = 256;
/** Readings kept per scheme: an advisory's bounds are read again for each package that it may touch. */
const mostKept = 20_000;

/**
 * A scheme's `compare` of a reader and an order.
 *
 * @param read null or a throw: not a version
 */
export function comparing<V>(
  read: (text: string) => V | null,
  order: (a: V, b: V) => number,
): VersionScheme['compare'] {
  const kept = new Map<string, V | null>();
  const readOnce = (text: string): V | null => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const version = isPossible(text) ? readSafely(read, text) : null;
    kept.set(text, version);
    return version;
  };
  return (a, b) => {
    const [left, right] = [readOnce(a), readOnce(b)];
    return left === null || right === null ? null : Math.sign(order(left, right));
  };
}

const isPossible = (text: string): boolean => text.length <= mostCharacters && /^[\x20-\x7e]+$/.test(text);

function readSafely<V>(read: (text: string) => V | null, text: string): V | null {
  try {
    return read(text);
  } catch {
    return null;
  }
}

/** The order of numbers written in decimal digits, of any length. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return compareText(left, right);
}

/** The order of texts by their UTF-16 units. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first difference of two lists; `missing` stands for what the shorter one lacks. */
export function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  missing: T,
  order: (a: T, b: T) => number,
): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const result = order(a[at] ?? missing, b[at] ?? missing);
    if (result !== 0) return result;
  }
  return 0;
}
