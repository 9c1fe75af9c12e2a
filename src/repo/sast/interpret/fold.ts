import type { Constant, Value } from '../value.ts';

const longest = 10_000;

/** The result of an operator on constants; undefined where it is not known. */
export function fold(op: string, a: Value, b: Value): Constant | undefined {
  if (a.constant === undefined || b.constant === undefined) return undefined;
  return foldConstants(op, a.constant, b.constant);
}

function foldConstants(op: string, a: Constant, b: Constant): Constant | undefined {
  switch (op) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case 'in':
      return typeof a === 'string' && typeof b === 'string' ? b.includes(a) : undefined;
    case '+':
      if (typeof a === 'string' && typeof b === 'string')
        return a.length + b.length > longest ? undefined : a + b;
  }
  if (typeof a === 'number' && typeof b === 'number') return foldNumbers(op, a, b);
  if (typeof a === 'string' && typeof b === 'string') return compare(op, a, b);
  if (op === '*' && typeof a === 'string' && typeof b === 'number' && b >= 0 && a.length * b < longest)
    return a.repeat(Math.floor(b));
  return undefined;
}

function compare<T extends string | number>(op: string, a: T, b: T): boolean | undefined {
  switch (op) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
};

function foldNumbers(op: string, a: number, b: number): number | boolean | undefined {
  const result = Object.hasOwn(arithmetic, op) ? arithmetic[op]!(a, b) : undefined;
  if (result !== undefined) return Number.isFinite(result) ? result : undefined;
  return compare(op, a, b);
}
