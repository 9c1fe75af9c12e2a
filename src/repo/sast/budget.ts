/** What one file may use. */
export interface Limits {
  /** Statements and expressions looked at. */
  readonly nodes: number;
  readonly milliseconds: number;
}

export const usualLimits: Limits = { nodes: 600_000, milliseconds: 5000 };

/** Thrown where the budget has run out; what was found until then stays. */
export class BudgetError extends Error {}

/** Counts steps; throws BudgetError at the limit. */
export function budget(limits: Limits, now: () => number): () => void {
  const end = now() + limits.milliseconds;
  let nodes = 0;
  return () => {
    nodes += 1;
    if (nodes > limits.nodes) throw new BudgetError(`its budget of ${limits.nodes} steps ran out`);
    if ((nodes & 1023) === 0 && now() > end)
      throw new BudgetError(`its time budget of ${limits.milliseconds / 1000} s ran out`);
  };
}
