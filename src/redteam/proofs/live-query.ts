import { holds } from './program.ts';

/** Operators that make a filter match more than the value that was asked for, or run code. `$eq` and `$in` do not. */
const widening = new Set(
  '$accumulator $expr $exists $function $gt $gte $lt $lte $ne $nin $nor $not $regex $type $where'.split(' '),
);

/**
 * A JSON filter of a document database with an operator that widens it or runs code and carries the token in what it
 * is given. A string that only reads like one is a string. Null when there is none, or when the program is no JSON
 * object. CWE-943.
 */
export function liveQuery(program: string, token: string): string | null {
  const open: { value: unknown; operator: string | null }[] = [{ value: parsed(program), operator: null }];
  while (open.length > 0) {
    const { value, operator } = open.pop()!;
    if (operator !== null && typeof value === 'string' && holds(value, token)) return `${operator}: ${value}`;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (operator !== null && holds(key, token)) return `${operator}: ${key}`;
      open.push({ value: inner, operator: operator ?? (widening.has(key) ? key : null) });
    }
  }
  return null;
}

/** The object that the program is; null where it is none, such as a bare list or a sentence. */
function parsed(program: string): unknown {
  try {
    const value: unknown = JSON.parse(program);
    return Array.isArray(value) ? null : value;
  } catch {
    return null;
  }
}
