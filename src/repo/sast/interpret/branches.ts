import { join, type Value } from '../value.ts';
import type { Frame, Machine } from './machine.ts';

type Vars = Map<string, Value>;

/** What holds after either of two ways: values of both joined, a variable of one way as it is there. */
export function joinVars(a: Vars, b: Vars): Vars {
  if (a === b) return a;
  const out = new Map(a);
  for (const [name, value] of b) {
    const other = a.get(name);
    if (other !== value) {
      // A narrowed member holds only where both ways narrowed it.
      if (name.startsWith('\0')) {
        if (other) out.set(name, join(other, value));
      } else out.set(name, other ? join(other, value) : value);
    }
  }
  for (const name of a.keys()) if (name.startsWith('\0') && !b.has(name)) out.delete(name);
  return out;
}

/**
 * Runs ways of which one will be taken, each from the variables as they are now, and joins what those that come out
 * at the end leave. False: none does.
 */
export function branch(ways: readonly (() => boolean)[], machine: Machine, frame: Frame): boolean {
  const before = frame.scope.vars;
  let after: Vars | null = null;
  machine.depth += 1;
  for (const way of ways) {
    frame.scope.vars = new Map(before);
    if (way()) after = after ? joinVars(after, frame.scope.vars) : frame.scope.vars;
  }
  machine.depth -= 1;
  frame.scope.vars = after ?? new Map(before);
  return after !== null;
}
